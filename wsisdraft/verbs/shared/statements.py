"""What is said beside the text, as a file under drafts/statements/: `reserve` and `note`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wsisdraft.notation.change import Change, Record
from wsisdraft.notation.decoding import MOST_BYTES
from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.fields import Value
from wsisdraft.notation.shapes import STATEMENT
from wsisdraft.notation.tidying import tidy_characters
from wsisdraft.rules.text_characters import forbidden_in
from wsisdraft.text.address import Address
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.paragraph import fingerprint, wording
from wsisdraft.text.ref import Selection
from wsisdraft.text.scene import Scene
from wsisdraft.text.span import Place, place_of
from wsisdraft.text.statement import STATEMENTS, Statement
from wsisdraft.verbs.shared.trailers import trailers

NOBODYS = "note"
"""The beginning of the file name of a statement that is nobody's."""
UNSPELLABLE = "party"
"""The same for a party whose name has no letter that ASCII has."""


@frozen
class Said:
    """A statement as somebody hands it in."""

    verb: str
    kind: str
    """One of `KINDS`."""
    words: str
    origin: str
    """Where the words come from, for places in them: a file, `-`, `--text`."""


def state(scene: Scene, said: Said) -> Change | Refusal:
    """Put a statement on record beside what it is about; the text stays as it is.

    Settled and deleted paragraphs, chapters, sections and documents may be named too.
    """
    body = wording(tidy_characters(said.words))
    about = places_named(scene.selection, scene.text.layout)
    refusal = _unfit(scene, said, body) or _said_already(scene, body, about)
    if refusal is not None:
        return refusal
    path = _free_path(scene)
    refs = [str(place) for place in about]
    fields: dict[tuple[str, ...], Value | None] = {("kind",): said.kind}
    if scene.occasion.parties:
        fields["by",] = list(scene.occasion.parties)
    fields["about",] = list(refs)
    fields["date",] = scene.occasion.date
    if scene.occasion.meeting:
        fields["meeting",] = scene.occasion.meeting
    source = apply("", revise("", fields, shape=STATEMENT)) + f"{body}\n"
    rows: list[tuple[str, str]] = []
    for ref in refs:
        rows += [("Ref", ref), ("Statement", f"{said.kind}, {path}")]
    rows.append(("Wording", fingerprint(body)))
    by = f" by {scene.occasion.by}" if scene.occasion.by else ""
    subject = f"{scene.selection.spoken}: {said.kind}{by}"
    return Change(
        new_files=((path, source),),
        record=Record(subject, trailers(said.verb, scene.occasion, rows)),
    )


def _unfit(scene: Scene, said: Said, body: str) -> Refusal | None:
    """Why these words cannot stand in a file; places are those in the words as handed in."""
    if not body:
        return refuse(
            "no-words",
            f"The {said.kind} has no words.",
            "Say what is to stand on record.",
            place=Place(said.origin),
        )
    # Line ends and normal form are put right; what is left is told where the person sees it.
    seen = said.words.replace("\r\n", "\n")
    forbidden = forbidden_in(said.origin, seen, scene.text.process.language)
    if forbidden:
        return Refusal(forbidden)
    size = len(body.encode())
    if size > MOST_BYTES:
        return refuse(
            "too-large",
            f"The words have {size:,} bytes; a statement has at most {MOST_BYTES:,}.",
            "Shorten it, or make several of it.",
            place=Place(said.origin),
        )
    return None


def _said_already(scene: Scene, body: str, about: Sequence[Address]) -> Refusal | None:
    """The same words by the same party on the same place are said once."""
    for other in scene.text.statements:
        places = [place for place in about if place in other.places]
        if places and _same_party(other, scene.occasion.parties) and wording(other.body) == body:
            ref = str(places[0])
            who = ", ".join(other.by) or "The secretariat"
            source = scene.text.sources.get(other.path, other.body)
            return refuse(
                "said-already",
                f"{who} said exactly this about {ref} already.",
                f"wsisdraft show {ref} shows it; it is {other.path}.",
                place=place_of(other.path, source, len(source) - len(other.body)),
                ref=ref,
            )
    return None


def _same_party(other: Statement, parties: Sequence[str]) -> bool:
    return bool(set(other.by) & set(parties)) or not (other.by or parties)


def places_named(selection: Selection, layout: Layout) -> tuple[Address, ...]:
    """Each place that was named, in reading order; of a range its paragraphs."""
    named: list[Address] = []
    for mention in selection.mentions or (selection,):
        named += (mention.scope,) if mention.whole else mention.addresses
    found = tuple(dict.fromkeys(named))
    return _in_reading_order(found, layout) if selection.mentions else found


def _in_reading_order(places: Sequence[Address], layout: Layout) -> tuple[Address, ...]:
    """Places by the first paragraph they hold, a chapter before what is in it."""
    documents = [address.document for address in layout.documents]
    paragraphs = {
        document: layout.paragraphs(Address(document))
        for document in {place.document for place in places}
    }

    def rank(place: Address) -> tuple[int, int, bool, int]:
        inside = paragraphs[place.document]
        first = next((at for at, each in enumerate(inside) if each.within(place)), len(inside))
        return (
            documents.index(place.document),
            first,
            place.number is not None,
            len(place.parts),
        )

    return tuple(sorted(places, key=rank))


def _free_path(scene: Scene) -> str:
    """A name of the first party and a count, one above the highest there."""
    parties = scene.occasion.parties
    stem = f"{STATEMENTS}/{slug(parties[0]) if parties else NOBODYS}-"
    numbers = (
        path.removeprefix(stem).removesuffix(".md")
        for path in scene.text.layout.statements
        if path.startswith(stem)
    )
    highest = max((int(n) for n in numbers if re.fullmatch("[0-9]{1,9}", n)), default=0)
    return f"{stem}{highest + 1}.md"


def slug(name: str) -> str:
    """A party's name in lower-case ASCII letters, digits and `-`: `Côte d'Ivoire` is
    `cote-d-ivoire`.
    """
    from unicodedata import normalize

    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-") or UNSPELLABLE
