"""A paragraph's file, and that of an alternative: front matter, then the words."""

from __future__ import annotations

from wsisdraft.notation.entries import brackets_of, doubts_of, listing, mandate_of, nested, scalar
from wsisdraft.notation.front_matter import Fields, read_front_matter
from wsisdraft.notation.plain_header import plain_header
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.shape import enforce
from wsisdraft.notation.shapes import ALTERNATIVE, PARAGRAPH
from wsisdraft.text.address import Address
from wsisdraft.text.bracket import NO_MARKS, Marks
from wsisdraft.text.finding import Finding
from wsisdraft.text.paragraph import Alternative, BracketEntry, Paragraph, Pending, Settled


def read_paragraph(
    address: Address, path: str, source: str, alternatives: tuple[Alternative, ...] = ()
) -> tuple[Paragraph, tuple[Finding, ...]]:
    """A paragraph from its file's text, and whatever the file does not say as it should."""
    plain = plain_header(source)
    if plain is None:
        return by_its_fields(address, path, source, alternatives)
    paragraph = Paragraph(
        address,
        path,
        source,
        plain.body_start,
        plain.id,
        plain.status,
        settled=plain.settled,
        brackets=plain.brackets,
        marks=_marks(source, plain.body_start, plain.brackets),
        alternatives=alternatives,
    )
    return paragraph, ()


def by_its_fields(
    address: Address, path: str, source: str, alternatives: tuple[Alternative, ...] = ()
) -> tuple[Paragraph, tuple[Finding, ...]]:
    """The same, whatever its header holds."""
    front = read_front_matter(source, path)
    fields = front.fields
    findings = front.findings + enforce(fields, PARAGRAPH, source, path)
    entries = brackets_of(fields)
    paragraph = Paragraph(
        address,
        path,
        source,
        front.body_start,
        scalar(fields, "id"),
        scalar(fields, "status"),
        _settled(fields),
        _pending(fields),
        mandate_of(fields),
        entries,
        scalar(fields, "printed"),
        scalar(fields, "source"),
        listing(fields, "former"),
        _marks(source, front.body_start, entries),
        alternatives,
        scalar(fields, "same-as"),
        scalar(fields, "split-from"),
        listing(fields, "merged-from"),
        doubts_of(fields),
    )
    return paragraph, findings


def read_alternative(
    path: str, ordinal: int, source: str
) -> tuple[Alternative, tuple[Finding, ...]]:
    """An alternative from its file's text; it is called `ALT n` unless the file names it."""
    front = read_front_matter(source, path)
    fields = front.fields
    findings = front.findings + enforce(fields, ALTERNATIVE, source, path)
    entries = brackets_of(fields)
    alternative = Alternative(
        path=path,
        ordinal=ordinal,
        name=scalar(fields, "name") or f"ALT {ordinal}",
        by=listing(fields, "by"),
        since=scalar(fields, "since"),
        source=source,
        body_start=front.body_start,
        brackets=entries,
        marks=_marks(source, front.body_start, entries),
        submission=scalar(fields, "submission"),
    )
    return alternative, findings


def _marks(source: str, body_start: int, entries: dict[str, BracketEntry]) -> Marks:
    body = source[body_start:]
    if "[" not in body and "]" not in body:
        return NO_MARKS
    return scan(body, entries=entries)


def _settled(fields: Fields) -> Settled | None:
    settled = nested(fields, "settled")
    if settled is None:
        return None
    return Settled(
        scalar(settled, "date"),
        scalar(settled, "meeting"),
        scalar(settled, "text"),
        scalar(settled, "by"),
    )


def _pending(fields: Fields) -> Pending | None:
    pending = nested(fields, "pending")
    if pending is None:
        return None
    return Pending(scalar(pending, "for"), scalar(pending, "until"))
