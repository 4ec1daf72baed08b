"""What is wrong with a text, told with its place and its remedy."""

from __future__ import annotations

from enum import StrEnum

from wsisdraft.text.frozen import frozen
from wsisdraft.text.span import Place


class Gravity(StrEnum):
    """Whether a finding fails the check."""

    ERROR = "error"
    WARNING = "warning"


@frozen
class Finding:
    """One thing that does not hold, as a value: collected and sorted, never raised."""

    place: Place | None
    """None where no file is at fault, as for a REF that is not there."""
    rule: str
    message: str
    """A full sentence."""
    remedy: str
    """What to do next, most often a command."""
    gravity: Gravity = Gravity.ERROR
    ref: str = ""
    """The canonical REF of the paragraph or chapter concerned, or empty."""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Findings are told in the order of files, lines and columns."""
        if self.place is None:
            return ("", 0, 0, self.rule, self.message)
        return (self.place.path, self.place.line, self.place.column, self.rule, self.message)


class Answer(StrEnum):
    """Why a verb was not carried out; fixes the exit code."""

    REFUSED = "refused"
    """The text does not allow it, or what was named is not there: exit code 1."""
    USAGE = "usage"
    """Malformed or ambiguous arguments: exit code 2."""


@frozen
class Refusal:
    """A verb's answer when it changes nothing."""

    findings: tuple[Finding, ...]
    answer: Answer = Answer.REFUSED


def refuse(
    rule: str, message: str, remedy: str, *, place: Place | None = None, ref: str = ""
) -> Refusal:
    """A refusal for a single reason."""
    return Refusal((Finding(place, rule, message, remedy, ref=ref),))


def misused(rule: str, message: str, remedy: str) -> Refusal:
    """A refusal because the command cannot be understood, or means several things."""
    return Refusal((Finding(None, rule, message, remedy),), Answer.USAGE)


@frozen
class Unchanged:
    """A verb's answer when what it asks for is so already; no failure."""

    ref: str
    message: str
