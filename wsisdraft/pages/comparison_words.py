"""What pages of every format say of a comparison, in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wsisdraft.reports.compared_brackets import BracketComparison
from wsisdraft.reports.compared_paragraph import Change, ParagraphComparison
from wsisdraft.reports.compared_places import ADDED, CHANGED, GONE, PlaceComparison
from wsisdraft.reports.comparison import ChapterComparison, Comparison, Moment
from wsisdraft.reports.folded import Folded
from wsisdraft.reports.redline import Redline, Sign
from wsisdraft.reports.statements import StatementOutcome

MOST = 20
"""Brackets of a paragraph told one by one."""


def title(made: Comparison) -> str:
    """What a page is called: `WSIS+10: redline`."""
    return f"{made.process}: redline" if made.process else "Redline"


def between(made: Comparison) -> str:
    """`From meeting 3 (2014-02-18) to meeting 4 (2014-04-17), vision/B`."""
    scope = f", {made.scope}" if made.scope else ""
    return f"From {moment(made.before)} to {moment(made.after)}{scope}"


def moment(each: Moment) -> str:
    """A state and its day."""
    return f"{each.label} ({each.day})" if each.day and each.day != each.label else each.label


def counted(made: Comparison) -> Iterator[str]:
    """The summary in phrases: classes, words, brackets."""
    summary = made.summary
    yield classes(summary.counts)
    yield f"words: {summary.words[0]:,} in, {summary.words[1]:,} out"
    before, after = summary.pairs
    if before or after:
        yield f"pairs of brackets in these paragraphs: {before:,} → {after:,}"


def classes(counts: Mapping[Change, int]) -> str:
    """`ADD 1, MOD 31, NOC 12`, without what there is none of."""
    return ", ".join(f"{change} {count:,}" for change, count in counts.items() if count)


def status_words(status: Sequence[str]) -> str:
    """`under-review → pre-agreed`, or the one there is."""
    old, new = status
    if old == new or not old or not new:
        return new or old
    return f"{old} → {new}"


def beside_words(each: ParagraphComparison) -> Iterator[str]:
    """Everything that is told below the words of a paragraph, but for alternatives' own words."""
    if each.likeness is not None:
        yield f"paired by likeness, {each.likeness:.0%}: one of the two has no id on record"
    if each.split_from:
        yield f"split off {each.split_from}"
    if each.split_into:
        yield f"split: a part of it is {' and '.join(each.split_into)} now"
    if each.merged_from:
        yield f"took up the words of {' and '.join(each.merged_from)}"
    if each.merged_into:
        yield f"its words went into {each.merged_into}"
    if each.look_alike:
        yield f"nobody sees this change: {each.look_alike}"
    yield from _brackets(each)
    yield from each.beside


def _brackets(each: ParagraphComparison) -> Iterator[str]:
    """Brackets lifted, by what became of their words; then made or changed, each with its entry."""
    if not each.brackets:
        return
    fates: dict[str, list[BracketComparison]] = {}
    for one in each.brackets:
        if one.what == "lifted":
            fates.setdefault(one.fate, []).append(one)
    parts = [f"lifted {_names(lifted)}, {words}" for words, lifted in fates.items()]
    others = [one for one in each.brackets if one.what != "lifted"]
    parts += [f"{one.what} {one.said}" for one in others[:MOST]]
    if len(others) > MOST:
        parts.append(f"and {len(others) - MOST} more")
    before, after = each.pairs
    count = f" {before} → {after}" if before != after else ""
    yield f"brackets{count}: {'; '.join(parts)}"


def _names(brackets: Sequence[BracketComparison]) -> str:
    names = [one.name for one in brackets]
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return ", ".join(names[:MOST]) + more


def statement_words(each: StatementOutcome) -> str:
    """`Reservation by Norland, 2014-04-17, meeting 4, added`."""
    return f"{each.statement.head}, {each.what}"


def place_words(each: PlaceComparison) -> Iterator[str]:
    """What is otherwise of a document, chapter or section, in phrases."""
    if each.what == ADDED:
        yield f"new {each.kind}"
    elif each.what == GONE:
        yield f"{each.kind} gone"
    old, new = each.title
    if each.what == CHANGED and old != new:
        yield f"title: {new or 'none'}; before: {old or 'none'}"
    if each.moved_to:
        yield f"moved to {each.moved_to}"
    yield from _declaration(each)
    yield from each.beside


def _declaration(each: PlaceComparison) -> Iterator[str]:
    old, new = each.declaration
    if old == new or each.what == GONE:
        return
    if (old.status, old.besides, old.as_of) != (new.status, new.besides, new.as_of):
        before = _declared(old.status, old.besides, old.as_of)
        yield f"declared {_declared(new.status, new.besides, new.as_of)}" + (
            f"; before: {before}" if each.what == CHANGED else ""
        )
    if old.symbol != new.symbol:
        before = f"; before: {old.symbol or 'none'}" if each.what == CHANGED else ""
        yield f"symbol {new.symbol or 'taken away'}{before}"


def _declared(status: str, besides: Sequence[str], as_of: str) -> str:
    if not status:
        return "nothing"
    excepted = f", besides {', '.join(besides)}" if besides else ""
    return f"{status}{excepted}{f', as of {as_of}' if as_of else ''}"


def unlisted_words(chapter: ChapterComparison) -> str:
    """How many paragraphs are not listed, since nothing of them is otherwise."""
    count = chapter.unlisted
    return f"{count:,} paragraph{'' if count == 1 else 's'}, nothing changed" if count else ""


def folded_words(each: Folded) -> str:
    """What is told of a range: that the words stay, and of how many."""
    return f"{each.count} paragraphs, the same words"


def words_shown(each: ParagraphComparison) -> Redline:
    """The redline to be shown: all words of what is suppressed are taken out, wherever they stay.

    Where no word is another, the first words stand for all.
    """
    if each.change is Change.SUP:
        text = "".join(run for sign, run in each.words if sign is not Sign.PUT_IN)
        return ((Sign.TAKEN_OUT, text),) if text else ()
    if all(sign is Sign.SAME for sign, _ in each.words):
        return ((Sign.SAME, each.opening),) if each.opening else ()
    return each.words
