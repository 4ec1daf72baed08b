"""What becomes of references in the words when paragraphs get other addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wsisdraft.notation.change import BranchMade, BranchMoved
from wsisdraft.notation.reference_edits import renamed
from wsisdraft.notation.references import Numbered, References, Unsure, nearest, references
from wsisdraft.notation.rewriting import with_field
from wsisdraft.notation.splicing import spliced
from wsisdraft.rules.agreed_text_changed import broken
from wsisdraft.rules.rule import bodies
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Refusal
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.number import LATIN, Number
from wsisdraft.text.paragraph import Alternative, Mandate, Paragraph, Worded, fingerprint
from wsisdraft.text.pattern import later
from wsisdraft.text.scene import Scene
from wsisdraft.text.span import Span
from wsisdraft.verbs.shared.in_step import in_step
from wsisdraft.verbs.shared.target import IN
from wsisdraft.verbs.shared.trailers import about

__all__ = ["LeftAsItIs", "ReferenceChanges", "reference_changes"]

_SAID = later(rf"(?<![\w./-])[0-9]{{1,4}}(?:\s?(?:{'|'.join(LATIN)}))?(?![\w/])")


@frozen
class LeftAsItIs:
    """Words that may name a paragraph that gets another address, for somebody to look at."""

    path: str
    """Of the file as it lies now."""
    ref: str
    """Of the paragraph, as it is now."""
    words: str
    why: str
    """A sentence without its full stop."""
    now: int = 0
    """Where they stand in the body as it is."""
    then: int = 0
    """Where they stand in the body as it will be."""
    key: tuple[str, ...] = ()
    """Where they are no words of the body: the field that holds them."""


@dataclass(slots=True)
class ReferenceChanges:
    """Files with references as they are to read, and what goes with them."""

    sources: dict[str, str] = field(default_factory=dict)
    """By the paths the files have now."""
    branches: list[BranchMade | BranchMoved] = field(default_factory=list)
    rows: dict[Address, list[tuple[str, str]]] = field(default_factory=dict)
    """Trailers, by the address the paragraph has now."""
    left: list[LeftAsItIs] = field(default_factory=list)


def reference_changes(
    scene: Scene, moves: Mapping[Address, Address], after: Layout
) -> ReferenceChanges | Refusal:
    """Every reference in the text that names a paragraph which gets another address.

    `moves` are paragraphs with their new addresses, `after` is the draft as it will be. The scene
    has to hold the whole text, and the branches of its alternatives. Settled words get their new
    fingerprint with both on record; refused where they are not those that were agreed.
    """
    made = ReferenceChanges()
    if not moves:
        return made
    text = scene.text
    documents = {old.document for old in moves} | {new.document for new in moves.values()}
    before = {d.document: Numbered.of(text.layout, d) for d in text.layout.documents}
    later = {d.document: Numbered.of(after, d) for d in after.documents}
    others = {key.lower(): numbered for key, numbered in before.items()}
    changed = frozenset(paragraph.path for paragraph in broken(text))
    named = _named(moves)
    findings: list[Finding] = []
    for paragraph in text.paragraphs():
        own = paragraph.address
        inside = own.document in documents
        for worded in bodies(paragraph):
            body = worded.body
            if not inside and not any(f"{key}/" in body.lower() for key in documents):
                continue
            found = references(body, own, before[own.document], others)
            if not found.sure and not found.unsure:
                continue
            new = renamed(
                body,
                found,
                moves,
                moves.get(own, own),
                later.get(own.document, before[own.document]),
            )
            left = (*_concerned(found, moves, own, named), *new.unsure)
            made.left += _left(paragraph, worded, left, new.splices)
            if not new.splices:
                continue
            if worded is paragraph and paragraph.path in changed:
                findings.append(_otherwise_than_agreed(paragraph))
                continue
            refusal = _reworded(made, scene, paragraph, worded, spliced(body, new.splices))
            if refusal is not None:
                return refusal
    made.left += _in_mandates(text, moves, before)
    made.left += _in_statements(text, moves, before, others)
    return Refusal(tuple(findings)) if findings else made


_Named = tuple[frozenset[Number | None], frozenset[Address | None]]
"""The numbers that paragraphs leave and get, and the chapters they leave."""


def _named(moves: Mapping[Address, Address]) -> _Named:
    numbers = frozenset(each.number for pair in moves.items() for each in pair)
    return numbers, frozenset(old.chapter for old in moves)


def _concerned(
    found: References, moves: Mapping[Address, Address], own: Address, named: _Named
) -> Iterator[Unsure]:
    """What is unsure, and may name a paragraph that gets another address or another's old one."""
    if not found.unsure:
        return
    numbers, chapters = named
    for each in found.unsure:
        if each.candidates:
            concerned = any(candidate in moves for candidate in each.candidates)
        elif each.number is not None:
            concerned = each.number in numbers
        else:
            concerned = own.chapter in chapters
        if concerned:
            yield each


def _in_mandates(
    text: Text, moves: Mapping[Address, Address], before: Mapping[str, Numbered]
) -> Iterator[LeftAsItIs]:
    """Tasks of mandates that say a number, as `redraft 27 to 30 together`."""
    holders: list[tuple[Address, str, Mandate | None]] = []
    for chapter in text.chapters():
        holders.append((chapter.address, chapter.path, chapter.mandate))
        holders += [(s.address, s.path, s.mandate) for s in chapter.every_section()]
        holders += [(p.address, p.path, p.mandate) for p in chapter.paragraphs]
    for address, path, mandate in holders:
        if mandate is None or not mandate.task:
            continue
        said = (Number.read(each[0]) for each in _SAID.finditer(mandate.task))
        numbered = before[address.document]
        if any(n is not None and _moves(n, address.place, numbered, moves) for n in said):
            why = "It is the task of a mandate, which stays as it was given"
            yield LeftAsItIs(path, str(address), mandate.task, why, key=("mandate", "task"))


def _moves(
    number: Number, place: Address, numbered: Numbered, moves: Mapping[Address, Address]
) -> bool:
    """Whether a number means a paragraph of a place that gets another address."""
    return any(found in moves for found in nearest([number], place, numbered, fixed=True))


def _in_statements(
    text: Text,
    moves: Mapping[Address, Address],
    before: Mapping[str, Numbered],
    others: Mapping[str, Numbered],
) -> Iterator[LeftAsItIs]:
    """What parties said beside the text stays as they said it."""
    for statement in text.statements:
        own = next((place for place in statement.places if place.document in before), None)
        if own is None:
            continue
        found = references(statement.body, own, before[own.document], others)
        named = _named(moves)
        spans = [each.span for each in found.sure if each.address in moves]
        spans += [each.span for each in _concerned(found, moves, own, named)]
        for span in sorted(spans):
            words = " ".join(span.of(statement.body).split())
            why = "It is in a statement, which stays as it was made"
            yield LeftAsItIs(statement.path, str(own), words, why, span.start, span.start)


def _left(
    paragraph: Paragraph,
    worded: Worded,
    unsure: tuple[Unsure, ...],
    splices: tuple[tuple[Span, str], ...],
) -> Iterator[LeftAsItIs]:
    for each in sorted(unsure, key=lambda one: one.span):
        grown = sum(
            len(new) - (span.end - span.start)
            for span, new in splices
            if span.end <= each.span.start
        )
        start = each.span.start
        words = " ".join(each.span.of(worded.body).split())
        yield LeftAsItIs(worded.path, str(paragraph.address), words, each.why, start, start + grown)


def _reworded(
    made: ReferenceChanges, scene: Scene, paragraph: Paragraph, worded: Worded, body: str
) -> Refusal | None:
    """Takes up a body with other references; refused where an alternative's branch differs."""
    rows = made.rows.setdefault(paragraph.address, [])
    source = worded.source[: worded.body_start] + body
    if isinstance(worded, Alternative):
        if scene.branch_of(worded) or scene.fetched_branch_of(worded):
            step = in_step(scene, paragraph, worded, source)
            if isinstance(step, Refusal):
                return step
            made.branches += step.branches
            rows += [(IN, worded.name), *step.rows]
        else:
            rows.append((IN, worded.name))
        rows.append(("Wording", f"{fingerprint(worded.body)} -> {fingerprint(body)}"))
    else:
        if paragraph.settled is not None:
            source = with_field(source, ("settled", "text"), fingerprint(body))
        rows.insert(0, ("Wording", f"{fingerprint(paragraph.body)} -> {fingerprint(body)}"))
    made.sources[worded.path] = source
    return None


def _otherwise_than_agreed(paragraph: Paragraph) -> Finding:
    ref = str(paragraph.address)
    return about(
        paragraph,
        0,
        "agreed-text-changed",
        f"{ref} names a paragraph that gets another number, and does not read as it was agreed.",
        f"Put the agreed words back, or wsisdraft reopen {ref} --why TEXT.",
    )
