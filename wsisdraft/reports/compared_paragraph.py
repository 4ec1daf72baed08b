"""One paragraph in two states: how it is classed, and everything that is otherwise now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from wsisdraft.notation.clean import opening_words, without_ties
from wsisdraft.reports.beside import beside_agreement, beside_number
from wsisdraft.reports.compared_alternatives import AlternativeComparison, compared_alternatives
from wsisdraft.reports.compared_brackets import BracketComparison, compared_brackets
from wsisdraft.reports.nearby import nearby_redline
from wsisdraft.reports.pairing import Pair
from wsisdraft.reports.redline import Redline, Sign, editorial
from wsisdraft.reports.statements import StatementOutcome
from wsisdraft.text.address import Address
from wsisdraft.text.frozen import EMPTY, altered, frozen
from wsisdraft.text.paragraph import Mandate, Paragraph, Pending
from wsisdraft.text.status import DELETED


class Change(StrEnum):
    """What became of the words of a paragraph, as the ITU says it; in the order of telling."""

    ADD = "ADD"
    MOD = "MOD"
    EDITORIAL = "(MOD)"
    SUP = "SUP"
    MOVED = "MOVED"
    NOC = "NOC"


DEFINITIONS: Mapping[Change, str] = {
    Change.ADD: "added: the earlier state has no such paragraph, or has it as deleted",
    Change.MOD: "modified: its words are other ones; it may have moved besides",
    Change.EDITORIAL: "editorial: only spaces, punctuation, case or the printed number are others",
    Change.SUP: "suppressed: it is gone, or deleted",
    Change.MOVED: "the same words under another number or in another place",
    Change.NOC: "no change of its words; its status, or what stands beside it, may have changed",
}


@frozen
class ParagraphComparison:
    """A paragraph before and after. What is not there on one side is empty or None."""

    change: Change
    before: Address | None
    """Where it stood; None of one that was not there."""
    after: Address | None
    """Where it stands; None of one that is not there any more."""
    id: str
    body: str
    """As it reads afterwards if it is still there."""
    status: tuple[str, str]
    words: Redline
    """Ties left out. Together with what was taken out they are the earlier text, and so on."""
    brackets: tuple[BracketComparison, ...]
    pairs: tuple[int, int]
    """Brackets of role text or placeholder before and after, at any depth; none when deleted."""
    alternatives: tuple[AlternativeComparison, ...]
    mandate: tuple[Mandate | None, Mandate | None]
    pending: tuple[Pending | None, Pending | None]
    split_from: str = ""
    """REF of the paragraph it was split off since."""
    split_into: tuple[str, ...] = ()
    """REFs of those split off it since."""
    merged_from: tuple[str, ...] = ()
    """REFs of those whose words it took up since."""
    merged_into: str = ""
    """REF of the one that took up its words since."""
    statements: tuple[StatementOutcome, ...] = ()
    """Made about it since, altered or withdrawn."""
    look_alike: str = ""
    """What kind of difference there is, where none can be seen."""
    likeness: float | None = None
    """From 0 to 1 where it was paired by likeness and not by id."""
    beside: tuple[str, ...] = ()
    """What else changed beside the words: agreement, mandate, condition, doubts, printed number."""

    @property
    def opening(self) -> str:
        """The first words."""
        return opening_words(self.body)

    @property
    def address(self) -> Address:
        """Where it stands; of one that is suppressed, where it stood."""
        first, last = self.before, self.after
        address = (first or last) if self.change is Change.SUP else (last or first)
        assert address is not None, "it is there in one state at least"
        return address

    @property
    def ref(self) -> str:
        return str(self.address)

    @property
    def moved(self) -> bool:
        """Whether it stands at another address now."""
        return self.before is not None and self.before != self.address

    @property
    def told(self) -> bool:
        """Whether anything at all is to be told of it."""
        return self.change is not Change.NOC or self.status[0] != self.status[1] or not self.bare

    @property
    def bare(self) -> bool:
        """Whether there is nothing to be told of it but its class, its place and its status."""
        return self.likeness is None and not (
            self.brackets
            or self.alternatives
            or self.beside
            or self.statements
            or self.split_from
            or self.split_into
            or self.merged_from
            or self.merged_into
        )


@frozen
class Ties:
    """What was split and merged since, by the ids of those concerned."""

    split_from: Mapping[str, str] = EMPTY
    """Of what was split off: the REF of what it came from."""
    split_into: Mapping[str, tuple[str, ...]] = EMPTY
    merged_from: Mapping[str, tuple[str, ...]] = EMPTY
    merged_into: Mapping[str, str] = EMPTY


def ties(pairs: tuple[Pair, ...]) -> Ties:
    """The ties that the later state has and the earlier has not."""
    split = {p.now.id: p.now.split_from for p in pairs if p.now is not None and _newly_split(p)}
    merged = {p.now.id: new for p in pairs if p.now is not None and (new := _newly_merged(p))}
    if not split and not merged:
        return Ties()
    refs = {p.was.id: str(p.was.address) for p in pairs if p.was is not None and p.was.id}
    refs |= {p.now.id: str(p.now.address) for p in pairs if p.now is not None and p.now.id}
    into: dict[str, tuple[str, ...]] = {}
    for part, whole in split.items():
        into[whole] = (*into.get(whole, ()), refs.get(part, part))
    return Ties(
        {part: refs.get(whole, f"id {whole}") for part, whole in split.items()},
        into,
        {one: tuple(refs.get(p, f"id {p}") for p in parts) for one, parts in merged.items()},
        {part: refs.get(one, one) for one, parts in merged.items() for part in parts},
    )


def _newly_split(pair: Pair) -> bool:
    now, was = pair.now, pair.was
    if now is None or not now.split_from:
        return False
    return was is None or was.split_from != now.split_from


def _newly_merged(pair: Pair) -> tuple[str, ...]:
    if pair.now is None:
        return ()
    before = pair.was.merged_from if pair.was is not None else ()
    return tuple(part for part in pair.now.merged_from if part not in before)


def same(pair: Pair) -> bool:
    """Whether nothing at all is otherwise: one address, the same files."""
    was, now = pair.was, pair.now
    if was is None or now is None:
        return False
    if was.source != now.source or was.address != now.address:
        return False
    there = [(a.ordinal, a.source) for a in was.alternatives]
    return there == [(a.ordinal, a.source) for a in now.alternatives]


def compared_paragraph(
    pair: Pair, tied: Ties, statements: tuple[StatementOutcome, ...] = ()
) -> ParagraphComparison:
    """The comparison of a pair of which one is there at least."""
    was, now = pair.was, pair.now
    shown = now if now is not None else was
    assert shown is not None
    old, new = words_of(was), words_of(now)
    words = nearby_redline(old, new) if old != new else (((Sign.SAME, old),) if old else ())
    known = shown.id
    return ParagraphComparison(
        change=classed(was, now, words),
        before=None if was is None else was.address,
        after=None if now is None else now.address,
        id=known,
        body=shown.body,
        status=("" if was is None else was.status, "" if now is None else now.status),
        words=words,
        brackets=_brackets(was, now, words),
        pairs=(_pairs(was), _pairs(now)),
        alternatives=compared_alternatives(was, now),
        mandate=(was.mandate if was else None, now.mandate if now else None),
        pending=(was.pending if was else None, now.pending if now else None),
        split_from=tied.split_from.get(known, "") if now else "",
        split_into=tied.split_into.get(known, ()) if known else (),
        merged_from=tied.merged_from.get(known, ()) if now else (),
        merged_into=tied.merged_into.get(known, "") if known else "",
        statements=statements,
        look_alike=_look_alike(old, new, words),
        likeness=pair.likeness,
        beside=tuple(_beside(was, now)),
    )


def words_of(paragraph: Paragraph | None) -> str:
    """The text of a paragraph as `show` tells it: its body without ties and final newline."""
    return "" if paragraph is None else without_ties(paragraph.body).removesuffix("\n")


def classed(was: Paragraph | None, now: Paragraph | None, words: Redline) -> Change:
    """The class of a change, given both and the redline of their words."""
    if was is None or (was.status == DELETED and now is not None and now.status != DELETED):
        return Change.ADD
    if now is None or (now.status == DELETED and was.status != DELETED):
        return Change.SUP
    if any(sign is not Sign.SAME for sign, _ in words):
        return Change.EDITORIAL if _editorial(words) else Change.MOD
    if was.address != now.address:
        return Change.MOVED
    return Change.EDITORIAL if was.printed != now.printed else Change.NOC


def _look_alike(old: str, new: str, words: Redline) -> str:
    """What kind of difference there is, where none can be seen."""
    if not old or not new or old == new:
        return ""
    plain = all(run.isascii() for sign, run in words if sign is not Sign.SAME)
    if plain and _other_letters(words):
        return ""
    from wsisdraft.reports.look_alikes import look_alike_only

    return look_alike_only(old, new) or ""


def _other_letters(words: Redline) -> bool:
    """Whether letters came or went: so it is most often, and no whole wording is looked at then."""
    letters = {Sign.TAKEN_OUT: "", Sign.PUT_IN: "", Sign.SAME: ""}
    for sign, run in words:
        if sign is not Sign.SAME:
            letters[sign] += run.casefold()
    out, put_in = (
        sorted(filter(str.isalnum, letters[sign])) for sign in (Sign.TAKEN_OUT, Sign.PUT_IN)
    )
    return out != put_in


def _editorial(words: Redline) -> bool:
    """Whether only spaces, punctuation or case are others."""
    if _other_letters(words):
        return False
    old, new = (
        "".join(run for sign, run in words if sign in (Sign.SAME, side))
        for side in (Sign.TAKEN_OUT, Sign.PUT_IN)
    )
    return editorial(old, new)


def _brackets(
    was: Paragraph | None, now: Paragraph | None, words: Redline
) -> tuple[BracketComparison, ...]:
    """Of a paragraph that is added or suppressed, its brackets go with its words."""
    if was is None or now is None or DELETED in (was.status, now.status):
        return ()
    return compared_brackets(was, now, words)


def _pairs(paragraph: Paragraph | None) -> int:
    if paragraph is None or paragraph.status == DELETED:
        return 0
    return len(paragraph.marks.unresolved)


def _beside(was: Paragraph | None, now: Paragraph | None) -> Iterator[str]:
    if now is None:
        if was is not None and was.status == DELETED:
            yield "had been deleted before; its file is gone now"
        return
    if was is None:
        # What a paragraph brings along is told as if it had been there without it.
        was = altered(now, settled=None, mandate=None, pending=None, printed="", doubts=EMPTY)
    elif was.status == DELETED and now.status != DELETED:
        yield "restored: it had been deleted"
    yield from beside_agreement(was, now)
    yield from beside_number(was, now)
    if was.origin != now.origin:
        yield f"text of {now.origin}" if now.origin else "no longer anybody's text"
    if was.same_as != now.same_as:
        yield f"same words as {now.same_as}" if now.same_as else "words of its own"
    settled = sum(1 for handle in was.doubts if handle not in now.doubts)
    raised = sum(1 for handle in now.doubts if handle not in was.doubts)
    for count, what in ((settled, "settled"), (raised, "raised")):
        if count:
            yield f"{count} doubt{'' if count == 1 else 's'} of the import {what}"
