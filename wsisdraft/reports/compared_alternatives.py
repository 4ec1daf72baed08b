"""What became of the alternatives of a paragraph between two states."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.clean import without_ties
from wsisdraft.reports.beside import beside_alternative
from wsisdraft.reports.redline import Redline, Sign, redline
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Alternative, Paragraph, wording


@frozen
class AlternativeComparison:
    what: str
    """`opened`, `amended`, `closed`, or `taken` where the paragraph has its words now."""
    name: str
    """As it is called in the later state, if it is there."""
    by: tuple[str, ...]
    words: Redline
    """Ties left out; those of one that was opened are all put in, of one that is gone taken out."""
    beside: tuple[str, ...] = ()
    """What else is on record of it otherwise now."""


def compared_alternatives(
    was: Paragraph | None, now: Paragraph | None
) -> tuple[AlternativeComparison, ...]:
    """Those amended, closed or taken in the order they had, then those opened."""
    old = {a.ordinal: a for a in was.alternatives} if was is not None else {}
    new = {a.ordinal: a for a in now.alternatives} if now is not None else {}
    if not old and not new:
        return ()
    return tuple(_compared(was, now, old, new))


def _compared(
    was: Paragraph | None,
    now: Paragraph | None,
    old: dict[int, Alternative],
    new: dict[int, Alternative],
) -> Iterator[AlternativeComparison]:
    before = wording(was.body) if was is not None else ""
    after = wording(now.body) if now is not None else ""
    for ordinal, alternative in old.items():
        there = new.get(ordinal)
        if there is not None:
            yield from _amended(alternative, there)
            continue
        text = _text(alternative)
        taken = wording(alternative.body) == after != before and now is not None
        words: Redline = ((Sign.TAKEN_OUT, text),) if text else ()
        yield AlternativeComparison(
            "taken" if taken else "closed", alternative.name, alternative.by, words
        )
    for ordinal, alternative in new.items():
        if ordinal not in old:
            text = _text(alternative)
            put_in: Redline = ((Sign.PUT_IN, text),) if text else ()
            yield AlternativeComparison("opened", alternative.name, alternative.by, put_in)


def _amended(was: Alternative, now: Alternative) -> Iterator[AlternativeComparison]:
    if was.source == now.source:
        return
    beside = tuple(beside_alternative(was, now))
    old, new = _text(was), _text(now)
    words = redline(old, new)
    if old != new or beside:
        yield AlternativeComparison("amended", now.name, now.by, words, beside)


def _text(alternative: Alternative) -> str:
    return without_ties(alternative.body).removesuffix("\n")
