"""What a report is written from: its templates, and the values they are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from wsisdraft.pages.template_words import Language
from wsisdraft.text.frozen import EMPTY, frozen

Plain: TypeAlias = "str | int | bool | Sequence[Plain] | Mapping[str, Plain] | None"
"""What a template is given: words, numbers, and lists and tables of them."""


@frozen
class Templates:
    """The templates of one language that a report may be written by."""

    language: Language
    ours: Mapping[str, str]
    """Those that come with the program, by file name: `outcomes.md.j2`."""
    own: Mapping[str, str] = EMPTY
    """The draft's own, by file name; one of the same name stands in place of ours."""
