"""Scripts of what was typed: commands as they stand after the prompt, day by day."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

PROGRAM = "wsisdraft"
SWITCHES = frozenset(
    (
        "--accept",
        "--all",
        "--alternative",
        "--bracket",
        "--decline",
        "--drop",
        "--keep",
        "--no-text",
    )
)
"""Options that take no value."""
LONG = {"-m": "--message"}

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BY_HAND = re.compile(r"cat >> (\S+) <<'END'\n(.*\n)END", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Typed:
    """One command of a script."""

    day: str
    """ISO 8601."""
    line: str
    """As it is typed, without prompts; several lines where it goes on."""


@dataclass(frozen=True, slots=True)
class Given:
    """A command of the program, taken apart."""

    verb: str
    """`lift`, `meeting open`."""
    words: tuple[str, ...]
    """REFs, handles and whatever else stands without an option."""
    options: dict[str, tuple[str, ...]]
    """Values by option, `--by`, in order; of a switch none."""

    def value(self, option: str) -> str:
        """The value an option has last, empty where it is not given."""
        return self.options.get(option, ("",))[-1]

    def values(self, option: str) -> tuple[str, ...]:
        """All values of an option that may be given several times."""
        return self.options.get(option, ())


@dataclass(frozen=True, slots=True)
class ByHand:
    """Lines that somebody put at the end of a file."""

    path: str
    lines: str


def read_script(text: str) -> tuple[Typed, ...]:
    """The commands of a script in order; ValueError for a line that is none of a script."""
    return tuple(_typed(text))


def _typed(text: str) -> Iterator[Typed]:
    day, lines = "", list[str]()
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if lines and line.startswith("> "):
            lines.append(line[2:])
            continue
        if lines:
            yield Typed(day, "\n".join(lines))
            lines = []
        if _DAY.fullmatch(line):
            day = line
        elif line.startswith("$ "):
            lines = [line[2:]]
        elif line and not line.startswith("#"):
            raise ValueError(f"line {number} is none of a script: {line}")


def taken_apart(line: str, groups: frozenset[str]) -> Given | ByHand:
    """A line as the shell and the program take it; ValueError where they would not.

    `groups` are the first words of verbs that have two.
    """
    by_hand = _BY_HAND.fullmatch(line)
    if by_hand is not None:
        return ByHand(by_hand[1], by_hand[2])
    program, verb, *rest = shlex.split(line.replace("\\\n", ""))
    if program != PROGRAM:
        raise ValueError(f"no command of the program: {line}")
    if verb in groups:
        verb = f"{verb} {rest.pop(0)}"
    words: list[str] = []
    options: dict[str, tuple[str, ...]] = {}
    while rest:
        word = rest.pop(0)
        word = LONG.get(word, word)
        if not word.startswith("--"):
            words.append(word)
        elif word in SWITCHES:
            options[word] = ()
        else:
            options[word] = (*options.get(word, ()), rest.pop(0))
    return Given(verb, tuple(words), options)
