"""Where the text names somebody whom the stakeholders do not know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wsisdraft.notation.reading import STAKEHOLDERS_FILE
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import BracketEntry, Mandate
from wsisdraft.text.parties import is_office, known_names

_FACILITATORS = ("facilitators",)


@frozen
class Unknown:
    """A list of names in a file, of which at least one is nobody's."""

    path: str
    keys: tuple[str, ...]
    """Of the field, `("brackets", "b1", "by")`; the last is the name where that is a key."""
    names: tuple[str, ...]
    positions: tuple[int, ...]
    """Of the unknown ones in the list."""
    ref: str


def unknown_parties(text: Text) -> Iterator[Unknown]:
    """Every field that names one; none where nobody is listed as taking part."""
    if not text.stakeholders:
        return
    if any(f.place is not None and f.place.path == STAKEHOLDERS_FILE for f in text.unread):
        # Of a file that cannot be read whole nobody knows whom it lists.
        return
    yield from named_besides(text, known_names(text.stakeholders))


def named_besides(text: Text, known: frozenset[str]) -> Iterator[Unknown]:
    """Every field that names somebody besides these."""
    yield from _of_paragraphs(text, known)
    for document in text.documents:
        if document.brackets:
            yield from _of_brackets(document.path, document.brackets, document.key, known)
        for chapter in document.chapters:
            ref = str(chapter.address)
            yield from _of_brackets(chapter.path, chapter.brackets, ref, known)
            yield from _of_mandate(chapter.path, chapter.mandate, ref, known)
            yield from _field(chapter.path, _FACILITATORS, chapter.facilitators, ref, known)
            for section in chapter.every_section():
                ref = str(section.address)
                yield from _of_mandate(section.path, section.mandate, ref, known)
                yield from _field(section.path, _FACILITATORS, section.facilitators, ref, known)
    for statement in text.statements:
        yield from _field(statement.path, ("by",), statement.by, "", known)
    for submission in text.submissions:
        yield from _field(submission.path, ("from",), submission.by, "", known)
    yield from _of_meetings(text, known)
    for party in text.stakeholders:
        for key, names in (("groups", party.groups), ("members", party.members)):
            yield from _field(STAKEHOLDERS_FILE, (party.name, key), names, "", known)


def _of_meetings(text: Text, known: frozenset[str]) -> Iterator[Unknown]:
    for meeting in text.meetings:
        for each in meeting.participants:
            yield from _field(meeting.path, ("participants", each.name), (each.name,), "", known)
        for decision in meeting.decisions:
            keys = ("decisions", decision.name, "lead")
            yield from _of_leads(meeting.path, keys, decision.lead, "", known)


def _of_paragraphs(text: Text, known: frozenset[str]) -> Iterator[Unknown]:
    for paragraph in text.paragraphs():
        if paragraph.brackets:
            yield from _of_brackets(
                paragraph.path, paragraph.brackets, str(paragraph.address), known
            )
        if paragraph.mandate is not None:
            yield from _of_mandate(paragraph.path, paragraph.mandate, str(paragraph.address), known)
        for alternative in paragraph.alternatives:
            ref = str(paragraph.address)
            yield from _field(alternative.path, ("by",), alternative.by, ref, known)
            yield from _of_brackets(alternative.path, alternative.brackets, ref, known)


def _of_brackets(
    path: str, brackets: Mapping[str, BracketEntry], ref: str, known: frozenset[str]
) -> Iterator[Unknown]:
    for handle, entry in brackets.items():
        if not known.issuperset(entry.by):
            yield from _field(path, ("brackets", handle, "by"), entry.by, ref, known)
        if not known.issuperset(entry.against):
            yield from _field(path, ("brackets", handle, "against"), entry.against, ref, known)


def _of_mandate(
    path: str, mandate: Mandate | None, ref: str, known: frozenset[str]
) -> Iterator[Unknown]:
    if mandate is not None:
        yield from _of_leads(path, ("mandate", "lead"), mandate.lead, ref, known)


def _of_leads(
    path: str, keys: tuple[str, ...], leads: tuple[str, ...], ref: str, known: frozenset[str]
) -> Iterator[Unknown]:
    """Who leads may also hold an office of the meeting: the Chairman, a facilitator."""
    if not known.issuperset(leads):
        known |= {name for name in leads if is_office(name)}
        yield from _field(path, keys, leads, ref, known)


def _field(
    path: str, keys: tuple[str, ...], names: tuple[str, ...], ref: str, known: frozenset[str]
) -> Iterator[Unknown]:
    if not known.issuperset(names):
        positions = tuple(at for at, name in enumerate(names) if name not in known)
        yield Unknown(path, keys, names, positions, ref)
