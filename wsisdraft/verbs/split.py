"""split: one paragraph becomes several, word for word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated

import typer

from wsisdraft.carry_out import change_as_set
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.naming import Naming, renamed
from wsisdraft.notation.new_id import new_id
from wsisdraft.notation.parting import Severed, beginning, ending, parts, severed
from wsisdraft.notation.quotes import passage
from wsisdraft.notation.relocating import Relocation, rearranged
from wsisdraft.notation.rewriting import with_field, without_field
from wsisdraft.notation.scanner import scan
from wsisdraft.text.address import Address
from wsisdraft.text.finding import Refusal, misused
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.paragraph import Paragraph, fingerprint
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.closed_text import closed_text
from wsisdraft.verbs.shared.gaps_made import gaps_made
from wsisdraft.verbs.shared.options import Match, Options, Ref, changing
from wsisdraft.verbs.shared.part_numbers import part_numbers
from wsisdraft.verbs.shared.shared_words import shared_words
from wsisdraft.verbs.shared.target import Target, target
from wsisdraft.verbs.shared.trailers import trailers
from wsisdraft.view import View, occasion_of

SPLIT = "Split"
"""The trailer that names the parts which a paragraph was split into, besides the first."""
FROM = "Split-from"
"""The trailer that names the paragraph which a part comes from."""
EMPTY_FRONT_MATTER = "---\n---\n"
KEPT = ("mandate", "source")
"""What holds of every part alike; all else stays with the first."""


@frozen
class Cuts:
    """Where a paragraph is to be split, in the words of whoever splits it."""

    at: tuple[str, ...] = ()
    """Words with which a part begins."""
    after: tuple[str, ...] = ()
    """Words with which a part ends."""
    match: int = 0
    """Which place a single quote means, from 1; 0 where it stands once."""
    numbers: tuple[str, ...] = ()
    """Of the parts besides the first, as given."""


def split(scene: Scene, cuts: Cuts) -> Decision:
    """Split a paragraph's words at quotes; the first part keeps id, number and what names it.

    Refused where the words are settled, where a bracket or a choice would be cut, and where other
    paragraphs have to read as this one. The scene has to hold the whole text.
    """
    words = target(scene, "", "Words are split")
    if isinstance(words, Refusal):
        return words
    paragraph = words.paragraph
    refusal = closed_text(scene, paragraph) or shared_words(
        scene.text, paragraph, "its words cannot be split"
    )
    if refusal is not None:
        return refusal
    points = _points(words, cuts)
    if isinstance(points, Refusal):
        return points
    bodies = parts(paragraph.body, points)
    refusal = _empty_part(words, bodies) or _cut(words, points)
    if refusal is not None:
        return refusal
    addresses = part_numbers(scene.text, paragraph.address, len(points), cuts.numbers)
    if isinstance(addresses, Refusal):
        return addresses
    return _split(scene, paragraph, bodies, addresses)


def _points(words: Target, cuts: Cuts) -> tuple[int, ...] | Refusal:
    """Where parts begin, in order."""
    quotes = [(quote, True) for quote in cuts.at] + [(quote, False) for quote in cuts.after]
    if not quotes:
        return misused(
            "malformed-words",
            "It is not said where the paragraph is to be split.",
            "Quote the words with which a part begins: --at QUOTE.",
        )
    if cuts.match and len(quotes) > 1:
        return misused(
            "malformed-words", "--match says which place a single quote means.", "Give one quote."
        )
    body, marks = words.paragraph.body, words.paragraph.marks
    points: set[int] = set()
    for quote, begins in quotes:
        span = passage(words.paragraph, words.ref, quote, match=cuts.match)
        if isinstance(span, Refusal):
            return span
        edge = beginning(body, marks, span.start) if begins else ending(body, marks, span.end)
        points.add(edge)
    return tuple(sorted(points))


def _empty_part(words: Target, bodies: Sequence[str]) -> Refusal | None:
    if all(bodies):
        return None
    return words.refuse(
        None,
        "nothing-left",
        f"One of the parts of {words.ref} would have no words.",
        "Quote words from inside the paragraph, each place once.",
    )


_SAID = {
    "bracket": "the bracket {name} would be cut",
    "tie": "the tie of {name} would be cut",
    "escape": "a sign behind a backslash would be cut",
    "footnote": "the mark {name} and its note would be in two paragraphs",
    "marker": "the marker of an item would be cut",
    "emphasis": "an emphasis would be cut",
    "choice": "the choice of {name} would be in two paragraphs",
    "group": "the brackets of the group {name} would be in two paragraphs",
}
_REMEDY = {
    "bracket": "wsisdraft lift {ref} {name} first, or split before or behind it.",
    "choice": "wsisdraft lift {ref} {name} --choose K first, or split before or behind it.",
    "footnote": "wsisdraft edit {ref} moves the note; or split before or behind both.",
}


def _cut(words: Target, points: Sequence[int]) -> Refusal | None:
    paragraph = words.paragraph
    found = severed(paragraph.body, paragraph.marks, paragraph.brackets, points)
    if found is None:
        return None
    return words.refuse(
        found.offset,
        f"{found.what}-cut",
        f"{_sentence(found)}.",
        _REMEDY.get(found.what, "Split before or behind it.").format(
            ref=words.ref, name=found.name
        ),
    )


def _sentence(found: Severed) -> str:
    said = _SAID.get(found.what, "something would be cut").format(name=found.name)
    return said[:1].upper() + said[1:]


def _split(
    scene: Scene, paragraph: Paragraph, bodies: Sequence[str], addresses: Sequence[Address]
) -> Change:
    text, old = scene.text, paragraph.address
    taken = {p.id for p in text.paragraphs() if p.id}
    own = paragraph.id or new_id(old, paragraph.body, taken)
    taken.add(own)
    sources = {paragraph.path: _first(paragraph, bodies[0], own)}
    for address, body in zip(addresses, bodies[1:], strict=True):
        given = new_id(address, body, taken)
        taken.add(given)
        sources[address.path] = _part(paragraph, body, {"id": given, "split-from": own})
    there = {path for folder in text.layout.under("drafts") for path in folder}
    after = Layout.of(there | {address.path for address in addresses})
    naming = Naming({old: (old, *addresses)}, {})
    moved = rearranged(text, {**sources, **renamed(text, after, naming, sources)}, after)
    return _change(scene, paragraph, (bodies, addresses), moved)


def _change(
    scene: Scene,
    paragraph: Paragraph,
    made: tuple[Sequence[str], Sequence[Address]],
    moved: Relocation,
) -> Change:
    bodies, addresses = made
    ref = str(paragraph.address)
    parts_named = ", ".join(map(str, addresses))
    rows = [
        ("Ref", ref),
        (SPLIT, parts_named),
        ("Wording", f"{fingerprint(paragraph.body)} -> {fingerprint(bodies[0])}"),
    ]
    for address, body in zip(addresses, bodies[1:], strict=True):
        rows += [
            ("Ref", str(address)),
            (FROM, ref),
            ("Status", paragraph.status),
            ("Wording", fingerprint(body)),
        ]
    by = f", by {scene.occasion.by}" if scene.occasion.by else ""
    return Change(
        moved.edits,
        moved.new_files,
        moved.removed,
        record=Record(
            f"{ref}: split into {ref} and {parts_named}{by}",
            trailers("split", scene.occasion, rows),
        ),
        notes=tuple(_notes(scene, paragraph, addresses, moved.layout)),
    )


def _first(paragraph: Paragraph, body: str, own: str) -> str:
    """The paragraph's own file with the words of the first part, and the entries of these."""
    source = paragraph.source[: paragraph.body_start] + body
    if not paragraph.id:
        source = with_field(source, ("id",), own)
    here = {pair.handle for pair in scan(body).brackets}
    gone = {pair.handle for pair in paragraph.marks.brackets if pair.handle} - here
    for handle in paragraph.brackets:
        if handle in gone:
            source = without_field(source, ("brackets", handle))
    return source


def _part(paragraph: Paragraph, body: str, ids: Fields) -> str:
    """The file of another part, with the entries of its own brackets."""
    fields = read_front_matter(paragraph.source, paragraph.path).fields
    said: Fields = {"id": ids["id"], "status": paragraph.status}
    said |= {key: fields[key] for key in KEPT if key in fields}
    entries = fields.get("brackets")
    here = {pair.handle for pair in scan(body).brackets}
    if isinstance(entries, dict):
        own = {handle: entry for handle, entry in entries.items() if handle in here}
        said |= {"brackets": own} if own else {}
    said["split-from"] = ids["split-from"]
    source = EMPTY_FRONT_MATTER
    for key, value in said.items():
        source = with_field(source, (key,), value)
    return source + body


def _notes(
    scene: Scene, paragraph: Paragraph, addresses: Sequence[Address], after: Layout
) -> Iterator[str]:
    ref = str(paragraph.address)
    yield "The words are divided as they stand; only blanks where they part are left out."
    if paragraph.alternatives:
        names = ", ".join(each.name for each in paragraph.alternatives)
        one = len(paragraph.alternatives) == 1
        yield (
            f"{names} {'stays' if one else 'stay'} with {ref}, and {'was' if one else 'were'} "
            f"wordings of the whole: wsisdraft alt list {ref}."
        )
    told = [each.path for each in scene.text.statements if paragraph.address in each.places]
    if told:
        yield f"Statements stay with {ref}: {', '.join(told)}."
    yield f"What names {ref} means its first part now."
    own = after.own(paragraph.address.place)
    at = own.index(paragraph.address)
    if own[at + 1 : at + 1 + len(addresses)] != tuple(addresses):
        where = ", ".join(f"{a} after {own[own.index(a) - 1]}" for a in addresses)
        yield f"In the order of the numbers comes {where}."
    chapter = paragraph.address.chapter
    if chapter is not None:
        yield from gaps_made(scene.text.layout, after, [chapter])


def setting(
    view: View, ref: str, given: Options, cuts: Cuts
) -> tuple[Scene, Callable[[], Decision]] | Refusal:
    """The whole text: another paragraph may have to read as this one, and ids are given once."""
    selection = view.select([ref])
    if selection is None or isinstance(selection, Refusal):
        return selection or misused("no-ref", "No paragraph is named.", "Name one: B.21.")
    text = view.read()
    occasion = occasion_of(text, given)
    if isinstance(occasion, Refusal):
        return occasion
    scene = Scene(text, selection, occasion)
    return scene, lambda: split(scene, cuts)


@changing
def command(
    given: Options,
    ref: Ref,
    at: Annotated[
        list[str] | None,
        typer.Option(
            "--at",
            "--before",
            help="Words with which a part begins, as they are read out; may be given several "
            "times.",
            metavar="QUOTE",
            show_default=False,
        ),
    ] = None,
    after: Annotated[
        list[str] | None,
        typer.Option(
            help="Words with which a part ends; may be given several times.",
            metavar="QUOTE",
            show_default=False,
        ),
    ] = None,
    numbers: Annotated[
        str,
        typer.Option(
            "--as",
            help="The numbers of the parts besides the first: 22,23.",
            metavar="LIST",
            show_default=False,
        ),
    ] = "",
    match: Match = 0,
) -> None:
    """Split an open paragraph into several, word for word.

    The first part keeps the id and the number, alternatives, statements and whatever names it; the
    others get new ids, the numbers 21bis, 21ter (or the next free ones where bis is a version), and
    the brackets of their words. Brackets, choices and footnotes are never cut.

    Examples: wsisdraft split B.21 --at "It also calls"
              wsisdraft split B.21 --at "It also calls" --at "Recalling" --as 22,23
    """
    cuts = Cuts(
        tuple(at or ()),
        tuple(after or ()),
        match,
        tuple(each.strip() for each in numbers.split(",") if each.strip()),
    )
    change_as_set(lambda view: setting(view, ref, given, cuts), given)
