"""New pairs of brackets in a body, tied to what is put on record about them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from wsisdraft.notation.blocks import BlockKind, blocks
from wsisdraft.notation.entries import brackets_of
from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.lifted import shape_of
from wsisdraft.notation.scanner import APART, scan
from wsisdraft.notation.splicing import spliced
from wsisdraft.text.bracket import Bracket, Marks, Role
from wsisdraft.text.paragraph import Worded
from wsisdraft.text.span import Span

__all__ = ["around", "bracketed", "tie"]

Splices = Sequence[tuple[Span, str]]


def around(span: Span, handle: str) -> Splices:
    """The splices that put a tied pair around a span."""
    return (
        (Span(span.start, span.start), "["),
        (Span(span.end, span.end), f"]{{#{handle}}}"),
    )


def bracketed(
    worded: Worded,
    splices: Splices,
    entries: Mapping[str, Fields],
    *,
    choice: Collection[str | None] = (),
    inner: Collection[str] = (),
    more: int = 0,
) -> str | None:
    """The source with new brackets in its body, tied to their entries.

    `choice` are the handles of brackets meant to compete, `inner` those inside new words, which
    compete where they touch; `more` counts new pairs without a tie. All others that would touch a
    neighbour are kept apart from it, and words that read as a status or a note are said to be
    text. None where the body would be read otherwise than it is meant.
    """
    body = spliced(worded.body, splices)
    marks = scan(body)
    if (
        _ties(marks) != sorted([*_ties(worded.marks), *entries])
        or len(marks.brackets) != len(worded.marks.brackets) + len(entries) + more
        or len(marks.strays) != len(worded.marks.strays)
    ):
        return None
    one_line = not any("\n" in new for _, new in splices)
    if one_line and _shape(body) != _shape(worded.body):
        return None
    new = {handle: dict(entry) for handle, entry in entries.items()}
    _say_text(body, worded, new)
    _say_choices(body, worded, new, (frozenset(choice), frozenset(inner)))
    source = worded.source[: worded.body_start] + body
    changes: dict[tuple[str, ...], Value | None] = {
        ("brackets", handle): entry for handle, entry in new.items()
    }
    return apply(source, revise(source, changes, shape=shape_of(worded)))


def _ties(marks: Marks) -> list[str]:
    return sorted(pair.handle for pair in marks.brackets if pair.handle is not None)


def _shape(body: str) -> list[tuple[BlockKind, int]]:
    return [(block.kind, block.level) for block in blocks(body)]


def _marks(body: str, worded: Worded, entries: Mapping[str, Fields]) -> Marks:
    """The marks of a body where these entries stand beside those on record."""
    said = brackets_of({"brackets": {handle: dict(each) for handle, each in entries.items()}})
    return scan(body, entries={**worded.brackets, **said})


def _say_text(body: str, worded: Worded, new: dict[str, dict[str, Value]]) -> None:
    """Words in new brackets are negotiated, whatever else they might be read as."""
    for pair in _marks(body, worded, new).brackets:
        entry = new.get(pair.handle or "")
        if entry is not None and "role" not in entry and not pair.role.unresolved:
            entry["role"] = str(Role.TEXT)


def _say_choices(
    body: str,
    worded: Worded,
    new: dict[str, dict[str, Value]],
    meant_and_inner: tuple[frozenset[str | None], frozenset[str]],
) -> None:
    """Brackets that touch are a choice: where they are not meant to be, their entries say so."""
    meant, inner = meant_and_inner
    for members in _handles(_marks(body, worded, new)):
        if members == meant or members <= inner or not members & new.keys():
            continue
        together = members & meant
        name = _free_name(worded) if together else APART
        for handle in sorted(new.keys() & members):
            if "choice" not in new[handle] and (not together or handle in together):
                new[handle]["choice"] = name


def _handles(marks: Marks) -> Iterator[frozenset[str | None]]:
    for choice in marks.choices:
        yield frozenset(marks.brackets[position].handle for position in choice)


def _free_name(worded: Worded) -> str:
    taken = {entry.choice for entry in worded.brackets.values()}
    number = 1
    while f"choice-{number}" in taken:
        number += 1
    return f"choice-{number}"


def tie(pair: Bracket, handle: str) -> tuple[Span, str]:
    """The splice that ties a bracket which has no tie."""
    return Span(pair.end, pair.end), f"{{#{handle}}}"
