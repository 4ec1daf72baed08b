"""Regular expressions that are compiled when they are first used: a verb needs few of them."""

from __future__ import annotations

import re
from typing import Any, cast


class _Later:
    """Stands for a compiled pattern, and is as fast once one of its methods has been used."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  whatever a pattern has
        found = getattr(re.compile(self.pattern, self.flags), name)
        self.__dict__[name] = found
        return found


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, to be used as if it were compiled; an error in it shows when it is."""
    return cast("re.Pattern[str]", _Later(pattern, flags))
