"""One paragraph of a text from outside as it goes on record, new or where it was before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from wsisdraft.intake.doubts import waiting
from wsisdraft.intake.files import (
    alternative_file,
    doubts_fields,
    entries_fields,
    paragraph_file,
    written,
)
from wsisdraft.intake.places import PlacedParagraph
from wsisdraft.intake.taken import TakenAlternative, TakenParagraph
from wsisdraft.intake.ties import Tied, carried_over, tied
from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.likeness import paired_by_likeness
from wsisdraft.notation.new_id import new_id
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.shapes import ALTERNATIVE, PARAGRAPH
from wsisdraft.text.bracket import Role
from wsisdraft.text.branch_names import path_beside
from wsisdraft.text.doubt import Doubt, DoubtKind
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.paragraph import Alternative, Paragraph, fingerprint, wording
from wsisdraft.text.quoting import quoted
from wsisdraft.text.status import Ladder

Ordinals = Callable[[Paragraph | None, str], int]
"""The first ordinal that is free for an alternative of a paragraph, by its file."""


@frozen
class Terms:
    """On what terms a text comes in."""

    ladder: Ladder
    status: str
    """The open step of what the text itself marks no status of."""
    date: str
    """ISO 8601, the day it is put on record."""
    meeting: str = ""
    rises: bool = False
    """Whether open paragraphs on record below that step rise to it."""


@frozen
class NewAlternative:
    path: str
    ordinal: int
    name: str
    source: str


@frozen
class ChangedAlternative:
    was: Alternative
    source: str


@frozen
class Laid:
    """A paragraph as it will be, with what becomes of its alternatives."""

    placed: PlacedParagraph
    source: str
    """The whole file."""
    status: str
    was: Paragraph | None = None
    """As it was on record, at the address it has now."""
    new: tuple[NewAlternative, ...] = ()
    changed: tuple[ChangedAlternative, ...] = ()
    gone: tuple[Alternative, ...] = ()

    @property
    def settles(self) -> bool:
        """Whether it comes to a settled step by this."""
        return "\nsettled:\n" in self.source and (self.was is None or self.was.settled is None)


def laid_new(placed: PlacedParagraph, terms: Terms, ids: Collection[str], ordinal: int) -> Laid:
    """A paragraph that was not on record, with an id besides those taken."""
    taken, address = placed.taken, placed.address
    status, more = _status(taken, terms)
    words = tied(taken.body, taken.brackets)
    fields: Fields = {"id": new_id(address, words.body, ids), "status": status}
    if terms.ladder.settled(status):
        fields["settled"] = _settled(words.body, terms)
    fields |= _beside(taken)
    doubts = doubts_fields((*_every_doubt(taken), *more))
    brackets = entries_fields(words.brackets)
    fields |= {key: said for key, said in (("brackets", brackets), ("doubts", doubts)) if said}
    new = tuple(
        _new_alternative(address.path, ordinal + at, each, "")
        for at, each in enumerate(taken.alternatives)
    )
    return Laid(placed, paragraph_file(fields, words.body), status, new=new)


def laid_again(
    was: Paragraph, placed: PlacedParagraph, terms: Terms, ordinal: int, likeness: float | None
) -> Laid:
    """A paragraph on record as the text that comes in has it now; its id stays.

    `likeness` is how alike the two are where that is too little to be sure, else None.
    """
    taken = placed.taken
    words = carried_over(was.body, was.brackets, taken.body, taken.brackets)
    same = without_ties(wording(was.body)) == without_ties(wording(words.body))
    fields, more = _standing(was, taken, terms, words)
    fields |= {key: said or None for key, said in _beside_again(was, taken)}
    fields["brackets"] = entries_fields(words.brackets) or None
    doubts = [*_every_doubt(taken), *more]
    if likeness is not None:
        doubts.append(_unsure(was, placed, likeness))
    fields["doubts"] = waiting(was.doubts, doubts, same_words=same) or None
    source = _revised(was.source, was.body_start, fields, words.body)
    status = fields.get("status", was.status)
    new, changed, gone = _alternatives(was, taken, terms, ordinal)
    return Laid(placed, source, str(status), was, new, changed, gone)


def _revised(
    source: str,
    body_start: int,
    fields: dict[str, Value | None],
    body: str,
    *,
    beside: bool = False,
) -> str:
    """A file with fields and words as they are to be; what says so already stays as it is."""
    read = read_front_matter(source, "").fields
    changes: dict[tuple[str, ...], Value | None] = {
        (key,): value for key, value in fields.items() if read.get(key) != value
    }
    head = source
    if wording(source[body_start:]) != wording(body):
        head = source[:body_start] + (f"{wording(body)}\n" if body.strip() else "")
    if not changes:
        return head
    return apply(head, revise(head, changes, shape=ALTERNATIVE if beside else PARAGRAPH))


def _standing(
    was: Paragraph, taken: TakenParagraph, terms: Terms, words: Tied
) -> tuple[dict[str, Value | None], tuple[Doubt, ...]]:
    """Its status and agreement: a settled paragraph stays so, an open one may rise."""
    ladder = terms.ladder
    if ladder.settled(was.status):
        return {}, ()
    known = was.status in ladder.names
    rises = terms.rises and not ladder.reaches(was.status, terms.status)
    standing = was.status if known and not rises else terms.status
    status, more = _status(taken, altered(terms, status=standing))
    fields: dict[str, Value | None] = {"status": status}
    if ladder.settled(status):
        fields["settled"] = _settled(words.body, terms)
    return fields, more


def _status(taken: TakenParagraph, terms: Terms) -> tuple[str, tuple[Doubt, ...]]:
    """The step a paragraph comes to; one marked as settled only if nothing is open in it."""
    marked = "-".join(taken.status.casefold().split())
    if not marked:
        return terms.status, ()
    if marked not in terms.ladder.names:
        said = f"The source marks it {quoted(taken.status)}, which is no status of this process."
        return terms.status, (Doubt(DoubtKind.UNSURE_ROLE, taken.line, 1, said),)
    if not terms.ladder.settled(marked) or not _open(taken):
        return marked, ()
    said = f"The source marks it {quoted(taken.status)}, and text of it is still open."
    return terms.status, (Doubt(DoubtKind.UNSURE_ROLE, taken.line, 1, said),)


def _open(taken: TakenParagraph) -> bool:
    """Whether anything in a paragraph waits to be settled."""
    if taken.alternatives or not taken.body.strip() or taken.doubts:
        return True
    pairs = scan(taken.body, entries=taken.brackets).brackets
    return any(pair.role is not Role.FOOTNOTE for pair in pairs)


def _settled(body: str, terms: Terms) -> Fields:
    meeting: Fields = {"meeting": terms.meeting} if terms.meeting else {}
    return {"date": terms.date, **meeting, "text": fingerprint(body)}


def _beside(taken: TakenParagraph) -> Fields:
    """What a paragraph's file says beside its words."""
    fields: Fields = {}
    if taken.lead:
        fields["mandate"] = {"lead": [written(name) for name in taken.lead]}
    if taken.printed:
        fields["printed"] = written(taken.printed)
    if _origin(taken):
        fields["source"] = _origin(taken)
    return fields


def _beside_again(was: Paragraph, taken: TakenParagraph) -> Iterator[tuple[str, Value]]:
    """The same for a paragraph on record: what was put there by verbs and not by a text stays."""
    yield "printed", written(taken.printed)
    if _origin(taken):
        yield "source", _origin(taken)
    leads = [written(name) for name in taken.lead]
    if leads and (was.mandate is None or list(was.mandate.lead) != leads):
        yield "mandate", {"lead": list(leads)}


def _origin(taken: TakenParagraph) -> str:
    return written(taken.origin) or ", ".join(map(written, taken.by))


def _every_doubt(taken: TakenParagraph) -> Iterator[Doubt]:
    yield from taken.doubts
    for each in taken.alternatives:
        yield from each.doubts


def _unsure(was: Paragraph, placed: PlacedParagraph, likeness: float) -> Doubt:
    before = was.former[-1] if was.former else was.address
    said = f"Taken for what was {before}; {likeness:.0%} of the words are the same."
    return Doubt(DoubtKind.UNSURE_MATCH, placed.taken.line, 1, said)


def _new_alternative(
    paragraph: str, ordinal: int, taken: TakenAlternative, since: str
) -> NewAlternative:
    words = tied(taken.body, taken.brackets)
    name = written(taken.name)
    fields: Fields = {"name": name} if name and name != f"ALT {ordinal}" else {}
    if taken.by:
        fields["by"] = [written(party) for party in taken.by]
    if since:
        fields["since"] = since
    if words.brackets:
        fields["brackets"] = entries_fields(words.brackets)
    source = alternative_file(fields, words.body)
    return NewAlternative(
        path_beside(paragraph, ordinal), ordinal, name or f"ALT {ordinal}", source
    )


def _alternatives(
    was: Paragraph, taken: TakenParagraph, terms: Terms, ordinal: int
) -> tuple[tuple[NewAlternative, ...], tuple[ChangedAlternative, ...], tuple[Alternative, ...]]:
    """What becomes of a paragraph's alternatives: paired by name, then by likeness."""
    pairs = _same_alternatives(was.alternatives, taken.alternatives)
    new: list[NewAlternative] = []
    changed: list[ChangedAlternative] = []
    for at, each in enumerate(taken.alternatives):
        if at not in pairs:
            path = was.address.path
            new.append(_new_alternative(path, ordinal + len(new), each, terms.meeting))
            continue
        old = was.alternatives[pairs[at]]
        words = carried_over(old.body, old.brackets, each.body, each.brackets)
        fields: dict[str, Value | None] = {"brackets": entries_fields(words.brackets) or None}
        name = written(each.name)
        if name and name != old.name:
            fields["name"] = name
        if each.by and each.by != old.by:
            fields["by"] = [written(party) for party in each.by]
        source = _revised(old.source, old.body_start, fields, words.body, beside=True)
        if source != old.source:
            changed.append(ChangedAlternative(old, source))
    kept = set(pairs.values())
    gone = tuple(each for at, each in enumerate(was.alternatives) if at not in kept)
    return tuple(new), tuple(changed), gone


def _same_alternatives(
    old: Sequence[Alternative], new: Sequence[TakenAlternative]
) -> dict[int, int]:
    """For positions among the new alternatives those among the old ones."""
    pairs: dict[int, int] = {}
    names = {each.name.casefold(): at for at, each in enumerate(old)}
    for at, each in enumerate(new):
        found = names.pop(written(each.name).casefold(), None) if each.name else None
        if found is not None:
            pairs[at] = found
    left = [at for at in range(len(old)) if at not in pairs.values()]
    waiting_new = [at for at in range(len(new)) if at not in pairs]
    found_alike = paired_by_likeness(
        [without_ties(old[at].body) for at in left],
        [without_ties(new[at].body) for at in waiting_new],
    )
    for i, j, _ in found_alike:
        pairs[waiting_new[j]] = left[i]
    return pairs
