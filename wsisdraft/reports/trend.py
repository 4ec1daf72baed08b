"""How the open work on a text fell, or rose, from meeting to meeting."""

from __future__ import annotations

from collections.abc import Mapping

from wsisdraft.reports.bracketed_words import bracketed_words
from wsisdraft.reports.standing import standing
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen

OPEN, PARAGRAPHS = "open_paragraphs", "paragraphs"
"""One of the figures, and of how many paragraphs it tells."""


@frozen
class Figure:
    """Something that is counted at each meeting."""

    key: str
    """As in JSON."""
    name: str
    definition: str
    """What is counted, as the end of a sentence that begins with the name."""


FIGURES = (
    Figure(
        "bracket_pairs",
        "Bracket pairs",
        "brackets of role text or placeholder, at any depth.",
    ),
    Figure(
        "contested_slots",
        "Contested slots",
        "those that lie in no other such bracket; a choice is one.",
    ),
    Figure(
        "alternatives",
        "Alternatives",
        "other wordings on the table beside a paragraph.",
    ),
    Figure(
        OPEN,
        "Open paragraphs",
        "those that stand at no settled status.",
    ),
    Figure(
        "words_in_brackets",
        "Words in brackets",
        "words in such brackets, each once, however deep.",
    ),
)
"""What the trend tells of, in the order in which it does."""
BESIDES = (
    "A bracket over whole paragraphs is one pair and one slot, and holds all their words. Left "
    "out are deleted paragraphs, brackets inside alternatives, and words of notes, names and "
    "footnotes."
)
"""What holds of all figures."""
NO_MEETING = "No meeting is closed yet: the trend grows by a row with each wsisdraft meeting close."


@frozen
class Row:
    """The figures of one state of the text."""

    meeting: str | None
    """The meeting that was closed with it: `4`, or `4.1` of a second closing; None for now."""
    date: str
    """The day it was closed; empty for now, and where the record does not say."""
    symbol: str
    """Of the chapter that was asked about; empty where it had none, or more was asked about."""
    there: bool
    """Whether the text had at that time what was asked about."""
    counts: Mapping[str, int]
    """By the keys of the figures, and PARAGRAPHS."""


@frozen
class Missing:
    """Meetings whose text cannot be counted here."""

    message: str
    remedy: str


@frozen
class Trend:
    process: str
    ref: str
    """What was asked about, in full; empty for all of it."""
    title: str
    """Of the chapter or document that was asked about."""
    rows: tuple[Row, ...]
    """A row a closing of a meeting, then now."""
    missing: tuple[Missing, ...] = ()


def counts(text: Text, scope: Address | None = None) -> Mapping[str, int]:
    """The figures of a text, or of a document, chapter, section or paragraph in it."""
    sums = standing(text, "", scope).totals
    return {
        "bracket_pairs": sums["bracket_pairs"],
        "contested_slots": sums["contested_slots"],
        "alternatives": sums["alternatives"],
        OPEN: sums["paragraphs"] - sums["settled"],
        "words_in_brackets": bracketed_words(text, scope),
        PARAGRAPHS: sums["paragraphs"],
    }


def row(text: Text, meeting: str | None, date: str, scope: Address | None = None) -> Row:
    """The row of one state, of which all that is asked about has been read."""
    chapter = text.chapter(scope) if scope is not None else None
    return Row(meeting, date, chapter.symbol if chapter else "", True, counts(text, scope))


def absent(meeting: str, date: str) -> Row:
    """The row of a state that had nothing of what is asked about."""
    nothing = dict.fromkeys((*(figure.key for figure in FIGURES), PARAGRAPHS), 0)
    return Row(meeting, date, "", False, nothing)


def title(text: Text, scope: Address | None) -> str:
    """What the document or chapter is called that a place lies in."""
    if scope is None:
        return ""
    chapter = text.chapter(scope)
    documents = (d.title for d in text.documents if d.key == f"{scope.document}/")
    return chapter.title if chapter else next(documents, "")


def state(each: Row) -> str:
    """What a row is called: the meeting, or `now`."""
    return each.meeting or "now"


def headline(made: Trend) -> str:
    """What became of the bracket pairs, in a sentence for everybody in the room."""
    there = [each for each in made.rows if each.there]
    first, now = there[0], made.rows[-1]
    if first is now:
        return f"{_pairs(now)} now."
    return f"{_pairs(first)} at meeting {first.meeting}, {now.counts['bracket_pairs']:,} now."


def _pairs(each: Row) -> str:
    number = each.counts["bracket_pairs"]
    return f"{number:,} bracket pair{'' if number == 1 else 's'}"


def not_there(made: Trend) -> str:
    """Which meetings had nothing of what is asked about; empty where all had."""
    names = [state(each) for each in made.rows if not each.there]
    if not names:
        return ""
    many = f"meetings {', '.join(names[:-1])} and {names[-1]}"
    return f"{made.ref} was not there at {many if len(names) > 1 else f'meeting {names[0]}'}."
