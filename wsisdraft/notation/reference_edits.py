"""References with the new numbers of the paragraphs they name, in the spelling they had."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wsisdraft.notation.references import Numbered, Reference, References, Unsure, references
from wsisdraft.notation.splicing import spliced
from wsisdraft.text.address import Address
from wsisdraft.text.frozen import frozen
from wsisdraft.text.number import Number, Segment
from wsisdraft.text.span import Span

__all__ = ["Renamed", "renamed"]

_LETTER = re.compile(r"[a-z]", re.IGNORECASE)
_LEADING = re.compile(r"[0-9]+")


@frozen
class Renamed:
    """What a body's references become when paragraphs get other addresses."""

    splices: tuple[tuple[Span, str], ...]
    """In the order of the body; none of them overlap."""
    unsure: tuple[Unsure, ...]
    """References that cannot be written anew, or say something that does not hold any more."""


def renamed(
    body: str,
    found: References,
    moves: Mapping[Address, Address],
    own: Address,
    numbered: Numbered,
) -> Renamed:
    """The splices that make a body's sure references name the same paragraphs as before.

    `own` is the address of the body's paragraph afterwards, `numbered` its document afterwards. A
    number that would not be enough any more gets the name of its chapter.
    """
    targets = {each: moves.get(each.address, each.address) for each in found.sure}
    lacking = _lacking(body, targets, own, numbered)
    splices: dict[Span, str] = {}
    unsure: list[Unsure] = []
    for each, target in targets.items():
        made = dict(_splices(body, each, target, own, qualified=each in lacking))
        crossing = any("[" in span.of(body) or "]" in span.of(body) for span in made)
        if crossing or any(splices.get(span, new) != new for span, new in made.items()):
            unsure.append(Unsure(each.span, f"It names {target} now", (each.address,)))
            continue
        splices |= made
        doubt = _misplaced(each, target, own, numbered)
        if doubt:
            unsure.append(Unsure(each.span, doubt, (each.address,)))
    changed = ((span, new) for span, new in splices.items() if new != span.of(body))
    return Renamed(tuple(sorted(changed)), tuple(unsure))


def _lacking(
    body: str, targets: Mapping[Reference, Address], own: Address, numbered: Numbered
) -> frozenset[Reference]:
    """References of which the number alone would not name the same paragraph any more."""
    alone = [e for e in targets if e.place is None and not e.around.place]
    if not alone:
        return frozenset()
    splices: dict[Span, str] = {}
    for each, target in targets.items():
        splices |= dict(_splices(body, each, target, own, qualified=False))
    try:
        read = references(spliced(body, splices.items()), own, numbered)
    except ValueError:
        return frozenset(alone)  # they overlap; each is looked at by itself then
    ends = {e.span.end: e.candidates[0] for e in read.unsure if len(e.candidates) == 1}
    ends |= {each.span.end: each.address for each in read.sure}
    grown = [(span.end, len(new) - (span.end - span.start)) for span, new in splices.items()]
    return frozenset(
        each
        for each in alone
        if ends.get(each.span.end + sum(by for end, by in grown if end <= each.span.end))
        != targets[each]
    )


def _splices(
    body: str, reference: Reference, target: Address, own: Address, *, qualified: bool
) -> Iterator[tuple[Span, str]]:
    """Words for the pieces of one reference, those that stay included: `24 (a) and (b)`."""
    old, new = reference.address.number, target.number
    if old is None or new is None:
        return
    start = reference.spans[0].start
    if reference.place is not None:
        if target.place != reference.address.place:
            yield reference.place, _place_like(reference.place.of(body), target, own)
    elif qualified:
        at = reference.span.start if reference.series else start
        yield Span(at, at), f"{_place_like('', target, own)}."
    if len(old.segments) != len(new.segments) or old.series != new.series:
        series = new.series if reference.series or old.series != new.series else ""
        begin = reference.span.start if reference.series and reference.place is None else start
        yield Span(begin, reference.span.end), str(Number(series, new.segments))
        return
    for span, before, after in zip(reference.spans, old.segments, new.segments, strict=True):
        same = before == after
        yield span, span.of(body) if same else _segment_like(span.of(body), before, after)


def _place_like(written: str, target: Address, own: Address) -> str:
    """A chapter's name as fully written as before, with its document where that is another one."""
    name = ".".join(target.parts)
    return (
        f"{target.document}/{name}" if "/" in written or target.document != own.document else name
    )


def _segment_like(written: str, old: Segment, new: Segment) -> str:
    """One level of a number in the spelling that the old one had."""
    if not old.counted or not new.counted:
        text = str(new)
        return text.upper() if written.isupper() and not old.counted else text
    if (old.letters, old.latin) == (new.letters, new.latin):
        return _LEADING.sub(new.label, written, count=1)
    gap = " " if " " in written and new.latin else ""
    letters = new.letters
    if old.letters and _LETTER.findall(written)[:1] == [old.letters[0].lower()]:
        letters = letters.lower()
    return f"{new.label}{letters}{gap}{new.latin}"


def _misplaced(reference: Reference, target: Address, own: Address, numbered: Numbered) -> str:
    """What `above` or `below` beside a reference says wrongly afterwards, in a sentence."""
    here, there = numbered.position.get(own), numbered.position.get(target)
    around = reference.around
    if here is None or there is None:
        return ""
    if around.above and there >= here:
        return f"{target} stands below now"
    return f"{target} stands above now" if around.below and there <= here else ""
