"""merge: neighbouring paragraphs become one, word for word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Annotated

import typer

from wsisdraft.carry_out import change_as_set
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.joining import BLOCK, Joined, Part, Unjoinable, joined
from wsisdraft.notation.naming import Naming, renamed
from wsisdraft.notation.relocating import rearranged
from wsisdraft.notation.rewriting import with_field
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.tidying import tidy_characters
from wsisdraft.rules.rule import argument
from wsisdraft.text.address import Address
from wsisdraft.text.finding import Finding, Refusal, misused, refuse
from wsisdraft.text.layout import Layout
from wsisdraft.text.paragraph import Mandate, Paragraph, fingerprint
from wsisdraft.text.quoting import quoted
from wsisdraft.text.ref import Selection
from wsisdraft.text.scene import Scene
from wsisdraft.text.status import DELETED
from wsisdraft.verbs.shared.closed_text import closed_text
from wsisdraft.verbs.shared.gaps_made import gaps_made
from wsisdraft.verbs.shared.options import Options, Refs, changing
from wsisdraft.verbs.shared.shared_words import shared_words
from wsisdraft.verbs.shared.trailers import about, trailers
from wsisdraft.view import View, occasion_of

MERGED = "Merged"
"""The trailer that names a paragraph whose words were taken up, and its id."""
INTO = "Merged-into"
"""The trailer that names the paragraph which took its words up."""


def merge(scene: Scene, between: str) -> Decision:
    """Put the words of neighbouring paragraphs into the first, which keeps its id and number.

    `between` stands between the words of two: a blank line keeps them blocks. The others leave the
    text; their ids and addresses stay with the first. The scene has to hold the whole text.
    """
    paragraphs = _neighbours(scene)
    if isinstance(paragraphs, Refusal):
        return paragraphs
    refusal = _malformed(between) or _closed(scene, paragraphs) or _unlike(scene, paragraphs)
    if refusal is not None:
        return refusal
    made = joined([_part(paragraph) for paragraph in paragraphs], between)
    if isinstance(made, Unjoinable):
        return _unjoinable(paragraphs, made, between)
    return _merged(scene, paragraphs, made)


def _neighbours(scene: Scene) -> tuple[Paragraph, ...] | Refusal:
    """The paragraphs meant; there are several, and nothing that stands lies between them."""
    named = scene.selection.mentions or (scene.selection,)
    if any(each.whole and each.scope.number is None for each in named):
        return misused(
            "several",
            "Paragraphs are merged, not chapters or documents.",
            "Name the paragraphs: wsisdraft merge vision/B.27 vision/B.28.",
        )
    there = scene.paragraphs()
    if len(scene.selection.addresses) < 2:
        return misused(
            "malformed-merge",
            f"{scene.selection.spoken} is a single paragraph.",
            "Name its neighbour too: wsisdraft merge vision/B.27 vision/B.28.",
        )
    places = {address.place for address in scene.selection.addresses}
    if len(places) > 1:
        return refuse(
            "not-neighbours",
            f"{scene.selection.spoken} do not stand in one chapter or section.",
            f"wsisdraft move brings them together first: wsisdraft move {there[-1].address} "
            f"{there[0].address.place}.",
        )
    own = scene.text.layout.own(places.pop())
    first, last = (own.index(each.address) for each in (there[0], there[-1]))
    meant = set(scene.selection.addresses)
    between = [scene.text.paragraph(a) for a in own[first : last + 1] if a not in meant]
    standing = [p for p in between if p is not None and p.status != DELETED]
    if standing:
        lies = ", ".join(str(p.address) for p in standing)
        return refuse(
            "not-neighbours",
            f"Between them stands {lies}.",
            "Name it too, or move it away first.",
            ref=str(standing[0].address),
        )
    return tuple(sorted(there, key=lambda p: own.index(p.address)))


def _malformed(between: str) -> Refusal | None:
    if scan(between).brackets or scan(between).strays:
        return misused(
            "malformed-words",
            f"{quoted(between)} has a bracket.",
            "Merge without it, then wsisdraft bracket or wsisdraft propose makes one.",
        )
    return None


def _closed(scene: Scene, paragraphs: Sequence[Paragraph]) -> Refusal | None:
    """All words have to be open, and only those of the first may have alternatives."""
    findings: list[Finding] = []
    for paragraph in paragraphs:
        refusal = closed_text(scene, paragraph)
        findings += refusal.findings if refusal is not None else ()
    for paragraph in paragraphs[1:]:
        if paragraph.alternatives:
            ref, name = str(paragraph.address), argument(paragraph.alternatives[0].name)
            findings.append(
                about(
                    paragraph,
                    0,
                    "open-alternative",
                    f"{ref} has alternatives, which would be wordings of nothing.",
                    f"wsisdraft choose {ref} {name} first, or wsisdraft alt withdraw {ref} {name}.",
                )
            )
    return Refusal(tuple(findings)) if findings else None


def _unlike(scene: Scene, paragraphs: Sequence[Paragraph]) -> Refusal | None:
    """Shared words, and mandates of which only one could be kept."""
    for paragraph in paragraphs:
        refusal = shared_words(scene.text, paragraph, "its words cannot be merged")
        if refusal is not None:
            return refusal
    first, *more = _mandates(paragraphs)
    other = next((p for p, mandate in more if mandate != first[1]), None) if more else None
    if other is None:
        return None
    ref = str(other.address)
    finding = about(
        other,
        0,
        "two-mandates",
        f"{ref} has another mandate than {first[0].address}, and a paragraph has one.",
        f"wsisdraft mandate {ref} --end ends it first, or wsisdraft mandate {first[0].address} "
        "--lead WHO gives both the same.",
    )
    return Refusal((finding,))


def _mandates(paragraphs: Sequence[Paragraph]) -> list[tuple[Paragraph, Mandate | None]]:
    """The paragraphs that have a mandate, or the first where none has."""
    return [(p, p.mandate) for p in paragraphs if p.mandate] or [(paragraphs[0], None)]


def _part(paragraph: Paragraph) -> Part:
    fields = read_front_matter(paragraph.source, paragraph.path).fields
    entries, doubts = fields.get("brackets"), fields.get("doubts")
    return Part(
        paragraph.body,
        paragraph.marks,
        entries if isinstance(entries, dict) else {},
        doubts if isinstance(doubts, dict) else {},
    )


_SAID = {
    "note": "{ref} ends in a note or a row, to which the words that follow would be added",
    "footnote": "The footnote {name} of {ref} is called as one of a paragraph before it",
    "choice": "Brackets of two of them would touch, and read as one choice",
}
_REMEDY = {
    "note": "Leave --with out: then the words stay blocks of their own.",
    "footnote": "wsisdraft edit {ref} --replace {name} --with another mark first.",
    "choice": 'Leave --with out, or give words or a blank: --with " ".',
}


def _unjoinable(paragraphs: Sequence[Paragraph], found: Unjoinable, between: str) -> Refusal:
    paragraph = paragraphs[found.part]
    terms = {"ref": str(paragraph.address), "name": found.name, "between": quoted(between)}
    finding = about(
        paragraph,
        found.offset,
        f"{found.what}-joined",
        f"{_SAID[found.what].format(**terms)}.",
        _REMEDY[found.what].format(**terms),
    )
    return Refusal((finding,))


def _merged(scene: Scene, paragraphs: Sequence[Paragraph], made: Joined) -> Change:
    text, (first, *others) = scene.text, paragraphs
    sources: dict[str, str | None] = {each.path: None for each in others}
    there = {path for folder in text.layout.under("drafts") for path in folder}
    after = Layout.of(there - sources.keys())
    naming = Naming(
        {each.address: (first.address,) for each in others},
        {each.address: first.address for each in others},
    )
    own = {first.path: _source(scene, paragraphs, made)}
    named = renamed(text, after, naming, own)
    moved = rearranged(text, {**sources, **own, **named}, after)
    ref = str(first.address)
    spoken = ", ".join(str(each.address) for each in others)
    by = f", by {scene.occasion.by}" if scene.occasion.by else ""
    record = Record(
        f"{ref}: merged with {spoken}{by}",
        trailers("merge", scene.occasion, _rows(scene, paragraphs, made)),
    )
    return Change(
        moved.edits,
        moved.new_files,
        moved.removed,
        record=record,
        notes=tuple(_notes(scene, paragraphs, made, after)),
    )


def _lowest(scene: Scene, paragraphs: Sequence[Paragraph]) -> str:
    """The lowest step of the ladder at which one of them stands."""
    names = scene.text.process.ladder.names
    return min((p.status for p in paragraphs), key=lambda s: names.index(s) if s in names else -1)


def _source(scene: Scene, paragraphs: Sequence[Paragraph], made: Joined) -> str:
    """The first paragraph's file with the words of all, and what is on record about them."""
    first, *others = paragraphs
    source = first.source[: first.body_start] + tidy_characters(made.body)
    status = _lowest(scene, paragraphs)
    if status != first.status:
        source = with_field(source, ("status",), status)
    fields: Fields = {}
    mandate = next((p for p in paragraphs if p.mandate), None)
    if mandate is not None and not first.mandate:
        said = read_front_matter(mandate.source, mandate.path).fields.get("mandate")
        fields |= {"mandate": said} if said else {}
    fields |= {"brackets": made.entries} if made.entries else {}
    former = list(first.former)
    merged = list(first.merged_from)
    for other in others:
        merged += [each for each in (other.id, *other.merged_from) if each]
        former += [each for each in (*other.former, str(other.address)) if each not in former]
    fields |= {"former": list(former), "merged-from": list(dict.fromkeys(merged))}
    fields |= {"doubts": made.doubts} if made.doubts else {}
    for key, value in fields.items():
        if value:
            source = with_field(source, (key,), value)
    return source


def _rows(scene: Scene, paragraphs: Sequence[Paragraph], made: Joined) -> Iterator[tuple[str, str]]:
    first, *others = paragraphs
    yield "Ref", str(first.address)
    status = _lowest(scene, paragraphs)
    if status != first.status:
        yield "Status", f"{first.status} -> {status}"
    for other in others:
        yield MERGED, f"{other.address} {other.id}".strip()
    yield "Wording", f"{fingerprint(first.body)} -> {fingerprint(tidy_characters(made.body))}"
    for other, handles in zip(others, made.renamed[1:], strict=True):
        yield "Ref", str(other.address)
        yield INTO, str(first.address)
        yield "Wording", fingerprint(other.body)
        for old, new in handles.items():
            yield "Handle", f"{old} -> {new}"


def _notes(
    scene: Scene, paragraphs: Sequence[Paragraph], made: Joined, after: Layout
) -> Iterator[str]:
    first, *others = paragraphs
    ref = str(first.address)
    for other, handles in zip(others, made.renamed[1:], strict=True):
        if handles:
            told = ", ".join(f"{old} is {new}" for old, new in handles.items())
            yield f"Brackets of {other.address} are called otherwise now: {told}."
    if first.alternatives:
        names = ", ".join(each.name for each in first.alternatives)
        one = len(first.alternatives) == 1
        yield (
            f"{names} {'stays' if one else 'stay'} with {ref}, and {'was' if one else 'were'} "
            f"wordings of its own words alone: wsisdraft alt list {ref}."
        )
    origins = [f"{p.address}: {p.origin}" for p in others if p.origin and p.origin != first.origin]
    if origins:
        yield f"Whose text it was is no longer said of {', '.join(origins)}."
    spoken = ", ".join(str(each.address) for each in others)
    yield f"{spoken} {'is' if len(others) == 1 else 'are'} known as {ref} from now on."
    chapter = first.address.chapter
    if chapter is not None:
        yield from gaps_made(scene.text.layout, after, [chapter])


def setting(
    view: View, refs: Sequence[str], given: Options, between: str
) -> tuple[Scene, Callable[[], Decision]] | Refusal:
    """The whole text: anything may name what is merged. It is taken back under the first's REF."""
    selection = view.select(refs)
    if selection is None or isinstance(selection, Refusal):
        return selection or misused("no-ref", "No paragraph is named.", "Name two: B.27 B.28.")
    text = view.read()
    occasion = occasion_of(text, given)
    if isinstance(occasion, Refusal):
        return occasion
    asked = Scene(text, selection, occasion)
    first = _first(asked)
    scene = asked
    if first is not None:
        there = Selection(first, selection.addresses, str(first), selection.mentions)
        scene = Scene(text, there, occasion)
    return scene, lambda: merge(scene, between)


def _first(scene: Scene) -> Address | None:
    paragraphs = _neighbours(scene)
    return None if isinstance(paragraphs, Refusal) else paragraphs[0].address


@changing
def command(
    given: Options,
    ref: Refs,
    between: Annotated[
        str | None,
        typer.Option(
            "--with",
            help='What stands between the words of two, as " "; if left out they stay blocks.',
            metavar="T",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Merge neighbouring open paragraphs into the first, word for word.

    The first keeps id and number, and takes the lowest status of all. The others leave the text;
    their REFs lead to the first from now on, statements about them follow. Handles of brackets
    that two have are given anew.

    Examples: wsisdraft merge B.27 B.28
              wsisdraft merge B.27-29 --with " "
    """
    change_as_set(
        lambda view: setting(view, ref, given, BLOCK if between is None else between), given
    )
