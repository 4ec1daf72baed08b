"""Places that are not there yet and could be: what `add` makes."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.text.address import BESIDE_DOCUMENTS, DEEPEST, Address, is_name
from wsisdraft.text.finding import Answer, Refusal, misused, refuse
from wsisdraft.text.frozen import computed, frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.number import Number
from wsisdraft.text.quoting import quoted
from wsisdraft.text.ref import Selection, resolve
from wsisdraft.text.ref_spelling import readings
from wsisdraft.text.unresolved import ambiguous, malformed

_NAMES = "Letters and digits, joined by single hyphens, at most 32, as vision, B or C12."


def _grown(place: NewPlace) -> Layout:
    there = (path for folder in place.before.under("drafts") for path in folder)
    return Layout.of({*there, place.address.path})


@frozen
class NewPlace:
    """A document, chapter, section or paragraph that a draft does not hold and could."""

    address: Address
    before: Layout
    """The draft without it."""
    after: Layout = computed(_grown)
    """The draft with it."""

    @property
    def owner(self) -> Address:
        """What it lies in; of a document, itself."""
        if self.address.number is not None or not self.address.parts:
            return self.address.place
        return Address(self.address.document, self.address.parts[:-1])

    @property
    def neighbour(self) -> Address | None:
        """What it comes right after: a paragraph, or a sibling of the same kind; None if first."""
        address, layout = self.address, self.after
        if address.number is not None:
            chapter = address.chapter
            siblings = layout.paragraphs(chapter) if chapter is not None else ()
        elif not address.parts:
            siblings = layout.documents
        elif len(address.parts) == 1:
            siblings = layout.chapters(self.owner)
        else:
            siblings = layout.sections(self.owner)
        at = siblings.index(address)
        return siblings[at - 1] if at else None


def new_paragraph(text: str, layout: Layout, focus: str = "") -> NewPlace | Refusal:
    """The paragraph a REF would name if it were there; what it lies in has to be there.

    Refused where it is there, or where the REF names a range, no number, or a place unknown.
    """
    spelt = readings(text)
    if not spelt:
        return malformed(text)
    numbered = [(each, each.stretch.first) for each in spelt if each.stretch is not None]
    if not numbered:
        return _no_number(text)
    if not any(each.stretch and each.stretch.single for each, _ in numbered):
        return misused(
            "malformed-ref",
            f"{quoted(text)} names several paragraphs.",
            "Add them one by one, as wsisdraft add vision/B.34 --text T.",
        )
    refusals: list[Refusal] = []
    for reading, number in numbered:
        place = place_of(reading.names, number, layout, focus)
        if isinstance(place, Address):
            address = Address(place.document, place.parts, number)
            return there(address) if layout.has(address) else NewPlace(address, layout)
        refusals.append(place)
    return next((each for each in refusals if each.answer is Answer.USAGE), refusals[0])


def new_folder(text: str, layout: Layout, focus: str = "") -> NewPlace | Refusal:
    """The document, chapter or section a REF would name; a document's REF ends in a slash.

    Refused where it is there, be it in other capitals, where its name cannot be one, or where
    what it would lie in is not there.
    """
    spelt = [each.names for each in readings(text) if each.stretch is None and each.names]
    if not spelt:
        return malformed(text)
    if text.rstrip().endswith("/") and not _inside_document(spelt[0], layout):
        return _document(spelt[-1], layout)
    refusals: list[Refusal] = []
    for names in spelt:
        made = _inside(text, names, layout, focus)
        if isinstance(made, NewPlace):
            return made
        refusals.append(made)
    return next((each for each in refusals if each.answer is Answer.USAGE), refusals[0])


def there(address: Address) -> Refusal:
    """What is to be added is there already."""
    ref = str(address)
    remedy = f"wsisdraft edit {ref} changes its words."
    if address.number is None:
        remedy = f"wsisdraft status {ref} shows where it stands; its title is in {address.path}."
    return refuse("already-there", f"{ref} is there already.", remedy, ref=ref)


def _no_number(text: str) -> Refusal:
    return misused(
        "malformed-ref",
        f"{quoted(text)} ends in no paragraph's number, and words belong to a paragraph.",
        "Write it as vision/B.34, B.21bis, B.24.a or B.annex; a chapter is added with --title T.",
    )


def place_of(
    names: Sequence[str], number: Number, layout: Layout, focus: str = ""
) -> Address | Refusal:
    """The chapter or section that names lead to, in which a paragraph of a number is to stand."""
    found = _bare(layout, focus) if not names else _named(names, layout, focus)
    if isinstance(found, Refusal):
        if found.answer is Answer.USAGE:
            return _ambiguous(names, str(number), layout) or found
        wanted = "/".join(names[:2]) if len(names) < 3 else f"{'/'.join(names[:2])}.{names[2]}"
        told = found.findings[0].remedy
        make = f"wsisdraft add {wanted} --title T makes it first."
        remedy = f"{told} {make}" if told.startswith("Did you mean") else make
        return refuse("unknown-ref", f"There is no {quoted(wanted)} for {number} to be in.", remedy)
    if not found.parts:
        return misused(
            "malformed-ref",
            f"{found} is a document, and paragraphs stand in its chapters.",
            f"Name the chapter too, as {found}B.{number}.",
        )
    return found


def _ambiguous(names: Sequence[str], last: str, layout: Layout) -> Refusal | None:
    """The candidates in full, where the names lead into several documents."""
    named = (_named((*d.document.split("/"), *names), layout, "") for d in layout.documents)
    found = [f"{place}.{last}" for place in named if isinstance(place, Address)]
    spoken = ".".join((*names, last))
    return ambiguous(spoken, found) if names and len(found) > 1 else None


def _named(names: Sequence[str], layout: Layout, focus: str) -> Address | Refusal:
    answer = resolve(f"{'/'.join(names)}/", layout, focus)
    return answer.scope if isinstance(answer, Selection) else answer


def _bare(layout: Layout, focus: str) -> Address | Refusal:
    """Where a number without a chapter belongs: the focus, or the only chapter there is."""
    answer = resolve(focus, layout) if focus else None
    if isinstance(answer, Selection) and answer.scope.parts:
        return answer.scope.place
    chapters = [c for document in layout.documents for c in layout.chapters(document)]
    if len(chapters) == 1:
        return chapters[0]
    return misused(
        "ambiguous-ref", "The number does not say which chapter.", "Name it, as vision/B.34."
    )


def _inside_document(names: Sequence[str], layout: Layout) -> bool:
    """Whether names that end in a slash lead into a document that is there: `vision/C/`."""
    keys = [document.document.casefold().split("/") for document in layout.documents]
    given = [name.casefold() for name in names]
    return any(given[: len(key)] == key and len(given) > len(key) for key in keys)


def _document(names: Sequence[str], layout: Layout) -> NewPlace | Refusal:
    fault = _nameless(names)
    if fault is not None:
        return fault
    if names[0].casefold() in BESIDE_DOCUMENTS:
        return misused(
            "malformed-name",
            f"drafts/{names[0]} is not a place for a document.",
            "Give the document another name.",
        )
    key = "/".join(names)
    for document in layout.documents:
        other = document.document.casefold()
        if other == key.casefold():
            return there(document)
        if f"{other}/".startswith(f"{key.casefold()}/"):
            return refuse(
                "already-there",
                f"{document} lies in drafts/{key}, which cannot be a document as well.",
                "Give the document another name.",
            )
    return NewPlace(Address(key), layout)


def _inside(text: str, names: Sequence[str], layout: Layout, focus: str) -> NewPlace | Refusal:
    """A chapter or section in what the other names lead to."""
    owner = _owner(text, names[:-1], layout, focus)
    if isinstance(owner, Refusal):
        several = owner.answer is Answer.USAGE and names[:-1]
        return (_ambiguous(names[:-1], names[-1], layout) if several else None) or owner
    if len(owner.parts) >= DEEPEST:
        return refuse(
            "too-deep",
            f"Sections lie in one another at most {DEEPEST} folders deep.",
            f"Add it further up than {owner}.",
        )
    siblings = layout.sections(owner) if owner.parts else layout.chapters(owner)
    wanted = names[-1].casefold()
    same = next((each for each in siblings if each.parts[-1].casefold() == wanted), None)
    if same is not None:
        return there(same)
    fault = _nameless(names[-1:])
    if fault is not None:
        return fault
    return NewPlace(Address(owner.document, (*owner.parts, names[-1])), layout)


def _owner(text: str, names: Sequence[str], layout: Layout, focus: str) -> Address | Refusal:
    if names:
        answer = _named(names, layout, focus)
        if isinstance(answer, Refusal) and answer.answer is Answer.REFUSED:
            wanted = "/".join(names)
            return refuse(
                "unknown-ref",
                f"There is no {quoted(wanted)} for {quoted(names[-1])} to be in."
                if len(names) > 1
                else f"There is no {quoted(wanted)} in this draft.",
                f"wsisdraft add {wanted}{'/' if len(names) == 1 else ''} --title T makes it first.",
            )
        return answer
    seen_from = resolve(focus, layout) if focus else None
    if isinstance(seen_from, Selection):
        return Address(seen_from.scope.document)
    if len(layout.documents) == 1:
        return layout.documents[0]
    candidates = " or ".join(f"{document}{text.strip()}" for document in layout.documents)
    remedy = f"Write {candidates}." if candidates else "A document first: wsisdraft add vision/."
    return misused(
        "ambiguous-ref", f"{quoted(text)} does not say in which document, if any.", remedy
    )


def _nameless(names: Sequence[str]) -> Refusal | None:
    """The refusal of a name that no folder may have."""
    for name in names:
        if not is_name(name):
            what = "would read as a paragraph's number" if Number.of(name) else "cannot be a name"
            return misused("malformed-name", f"{quoted(name)} {what}.", _NAMES)
    return None
