"""A text from outside as files of a draft: a new document or chapter, or a later state of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from wsisdraft.intake.doubts import waiting
from wsisdraft.intake.files import doubts_fields, entries_fields, folder_file, written
from wsisdraft.intake.laying import Laid, Terms, laid_again, laid_new
from wsisdraft.intake.pairing import Pair, candidate, paired
from wsisdraft.intake.places import Placed, PlacedFolder
from wsisdraft.notation.change import Change, Edit, Record
from wsisdraft.notation.change import apply as applied
from wsisdraft.notation.chapter_files import read_chapter, read_document, read_section
from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.front_matter import read_yaml
from wsisdraft.notation.handles import free_handle
from wsisdraft.notation.reading import read
from wsisdraft.notation.relocating import relocated
from wsisdraft.notation.rewriting import rewritten
from wsisdraft.notation.settling import declared_settled, exceptions_kept
from wsisdraft.notation.shapes import CHAPTER, DOCUMENT, SECTION
from wsisdraft.notation.snapshot import Snapshot
from wsisdraft.text.address import Address
from wsisdraft.text.branch_names import addresses_of
from wsisdraft.text.draft import Chapter, Section, Text
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.paragraph import Paragraph, wording
from wsisdraft.text.status import DELETED

Highest = Callable[[Sequence[Address]], int]
"""The highest ordinal that was ever given to an alternative of a paragraph, by its addresses."""


@frozen
class Conflict:
    """A settled paragraph that the text that comes in would change."""

    paragraph: Paragraph
    what: str
    """`words`, `alternatives`, `gone`, or `new` for one that comes into a settled chapter."""
    line: int = 0
    """Of the source; 0 where the paragraph is not in it."""


@frozen
class Placing:
    """Everything that comes of a text from outside."""

    edits: tuple[Edit, ...]
    new_files: tuple[tuple[str, str], ...]
    removed: tuple[str, ...]
    laid: tuple[Laid, ...]
    """In reading order."""
    moved: Mapping[Address, Address]
    """Paragraphs that have another address now, by the former one."""
    gone: tuple[Paragraph, ...] = ()
    """Paragraphs that are no longer there, as they were on record."""
    conflicts: tuple[Conflict, ...] = ()
    pairs: int = 0
    """Paragraphs that were there before."""


def placing_new(placed: Placed, terms: Terms, ids: Collection[str], highest: Highest) -> Placing:
    """A document or chapter that was not there."""
    files: dict[str, str] = {each.address.path: _folder(each) for each in placed.folders}
    known = set(ids)
    laid = []
    for each in placed.paragraphs:
        ordinal = 1 + highest((each.address,)) if each.taken.alternatives else 1
        made = laid_new(each, terms, known, ordinal)
        known.add(_id(made.source))
        laid.append(made)
        files |= _files(made)
    return Placing((), tuple(files.items()), (), tuple(laid), {})


def _id(source: str) -> str:
    return source.partition("\nid: ")[2][:6]


def _files(laid: Laid) -> dict[str, str]:
    """The paragraph's file and those of its alternatives, as they are to be."""
    files = {laid.placed.address.path: laid.source}
    files |= {each.path: each.source for each in laid.new}
    return files | {each.was.path: each.source for each in laid.changed}


def _folder(folder: PlacedFolder) -> str:
    """The file of a document, chapter or section that was not there."""
    address = folder.address
    name = address.parts[-1] if address.parts else address.document.rpartition("/")[2]
    fields: Fields = {"title": written(folder.title) or name}
    brackets, doubts = entries_fields(folder.brackets), doubts_fields(folder.doubts)
    fields |= {key: said for key, said in (("brackets", brackets), ("doubts", doubts)) if said}
    return folder_file(address, fields)


def placing_again(
    text: Text, scope: Address, placed: Placed, terms: Terms, ids: Collection[str], highest: Highest
) -> Placing:
    """A later state of a document or chapter: what was there keeps its id and what is on record.

    Whatever the source no longer holds goes; `text` must hold all of the scope.
    """
    there = [p for p in text.paragraphs() if p.address.within(scope)]
    pairs = _pairs(there, placed)
    kept = {pair.old for pair in pairs}
    wanted = {each.address for each in placed.paragraphs}
    gone = tuple(
        p
        for at, p in enumerate(there)
        if at not in kept and (p.status != DELETED or p.address in wanted)
    )
    moves = {
        there[pair.old].address: placed.paragraphs[pair.new].address
        for pair in pairs
        if there[pair.old].address != placed.paragraphs[pair.new].address
    }
    moved = _without(text, gone, {**_places_moved(there, pairs, text, placed), **moves})
    by_new = {pair.new: pair for pair in pairs}
    now = {p.address: p for p in moved.paragraphs()}
    known = set(ids)
    laid: list[Laid] = []
    for at, each in enumerate(placed.paragraphs):
        pair = by_new.get(at)
        was = now[each.address] if pair is not None else None
        had = (each.address,) if was is None else addresses_of(was)
        given = max((a.ordinal for a in was.alternatives), default=0) if was else 0
        ordinal = 1 + max(given, highest(had)) if each.taken.alternatives else 1
        if pair is None or was is None:
            made = laid_new(each, terms, known, ordinal)
            known.add(_id(made.source))
        else:
            made = laid_again(was, each, terms, ordinal, None if pair.sure else pair.likeness)
        laid.append(made)
    files = dict(moved.sources)
    for made in laid:
        files |= _files(made)
        for alternative in made.gone:
            files.pop(alternative.path, None)
    _folders(files, moved, scope, placed)
    return _differences(
        text,
        files,
        Placing(
            (),
            (),
            (),
            tuple(laid),
            moves,
            gone,
            tuple(_conflicts(text, laid, gone, there)),
            len(pairs),
        ),
    )


def _pairs(there: Sequence[Paragraph], placed: Placed) -> tuple[Pair, ...]:
    """Deleted paragraphs come last: one comes back where nothing else is it."""
    new = [
        candidate(p.address, (p.taken.body, *(a.body for a in p.taken.alternatives)))
        for p in placed.paragraphs
    ]
    found: list[Pair] = []
    for deleted in (False, True):
        old = [at for at, p in enumerate(there) if (p.status == DELETED) is deleted]
        left = sorted(set(range(len(new))) - {pair.new for pair in found})
        candidates = [
            candidate(
                there[at].address, (there[at].body, *(a.body for a in there[at].alternatives))
            )
            for at in old
        ]
        found += [
            Pair(old[pair.old], left[pair.new], pair.likeness, pair.sure)
            for pair in paired(candidates, [new[at] for at in left])
        ]
    return tuple(found)


def _without(text: Text, gone: Sequence[Paragraph], moves: Mapping[Address, Address]) -> Text:
    """The text without what is gone, everything else at the address it has now."""
    removed = tuple(path for p in gone for path in (p.path, *(a.path for a in p.alternatives)))
    if removed:
        kept = exceptions_kept(text, closed=[p.address for p in gone])
        files = applied(text.sources, Change(kept, removed=removed, record=Record("")))
        names = {path for folder in text.layout.under("drafts") for path in folder}
        text = _read(files, Layout.of(names - set(removed)))
    if moves:
        made = relocated(text, moves)
        change = Change(made.edits, made.new_files, made.removed, record=Record(""))
        text = _read(applied(text.sources, change), made.layout)
    return text


def _read(files: Mapping[str, str], layout: Layout) -> Text:
    return read(Snapshot({path: source.encode() for path, source in files.items()}), layout)


def _places_moved(
    there: Sequence[Paragraph], pairs: Sequence[Pair], text: Text, placed: Placed
) -> dict[Address, Address]:
    """Chapters and sections that are called otherwise now: where most of one went to a new one."""
    new = {each.address for each in placed.folders}
    votes: dict[Address, Counter[Address]] = defaultdict(Counter)
    for pair in pairs:
        votes[placed.paragraphs[pair.new].address.place][there[pair.old].address.place] += 1
    size = Counter(p.address.place for p in there)
    moves: dict[Address, Address] = {}
    for place, found in votes.items():
        if text.layout.has(place):
            continue
        for old, times in found.most_common(1):
            alike = len(old.parts) == len(place.parts) and old not in new and old not in moves
            if alike and 2 * times > size[old]:
                moves[old] = place
    return moves


def _conflicts(
    text: Text, laid: Sequence[Laid], gone: Sequence[Paragraph], there: Sequence[Paragraph]
) -> Iterable[Conflict]:
    """What is settled and would not stay as it is."""
    ladder = text.process.ladder
    on_record = {p.id: p for p in there if p.id}
    for each in laid:
        was, line = each.was, each.placed.taken.line
        if was is None or not ladder.settled(was.status):
            continue
        paragraph = on_record.get(was.id, was)
        if _words(was.body) != _words(each.placed.taken.body):
            yield Conflict(paragraph, "words", line)
        elif each.new or each.changed or each.gone:
            yield Conflict(paragraph, "alternatives", line)
    for paragraph in gone:
        if ladder.settled(paragraph.status):
            yield Conflict(paragraph, "gone")


def settled_chapters(text: Text, laid: Iterable[Laid]) -> Mapping[Address, int]:
    """Chapters declared settled into which something new would come, and its line in the source."""
    settled = {
        chapter.address
        for chapter in text.chapters()
        if declared_settled(chapter, text.process.ladder)
    }
    found: dict[Address, int] = {}
    for each in laid:
        chapter = each.placed.address.chapter
        if each.was is None and chapter in settled and chapter is not None:
            found.setdefault(chapter, each.placed.taken.line)
    return found


def _words(body: str) -> str:
    return without_ties(wording(body))


def _folders(files: dict[str, str], text: Text, scope: Address, placed: Placed) -> None:
    """The files of documents, chapters and sections; those of empty ones that are gone go."""
    wanted = {each.address.path for each in placed.folders}
    for each in placed.folders:
        path = each.address.path
        files[path] = _folder_again(files[path], each) if path in files else _folder(each)
    for chapter in text.chapters():
        if not chapter.address.within(scope):
            continue
        places: list[Chapter | Section] = [chapter, *chapter.every_section()]
        for place in reversed(places):
            path, folder = place.path, f"{place.address.folder}/"
            held = any(other.startswith(folder) and other != path for other in files)
            if path not in wanted and not held and not place.moved_to:
                files.pop(path, None)


def _folder_again(source: str, folder: PlacedFolder) -> str:
    """The file of a place that was there: its title and what the text says of it."""
    depth = min(len(folder.address.parts), 2)
    reading = (read_document, read_chapter, read_section)[depth]
    known, _ = reading("", source)
    title = written(folder.title) or known.title
    fields: dict[str, Value | None] = {"title": title}
    if depth < 2:
        fields["brackets"] = _wide(source, folder) or None
    fields["doubts"] = waiting(known.doubts, folder.doubts, same_words=title == known.title) or None
    read_now = read_yaml(source, "").fields
    changes: dict[tuple[str, ...], Value | None] = {
        (key,): value for key, value in fields.items() if read_now.get(key) != value
    }
    if not changes:
        return source
    shape = (DOCUMENT, CHAPTER, SECTION)[depth]
    return apply(source, revise(source, changes, yaml=True, shape=shape))


def _wide(source: str, folder: PlacedFolder) -> Fields:
    """Brackets over whole paragraphs: those over the same paragraphs keep what is on record."""
    on_record = read_yaml(source, "").fields.get("brackets")
    known = on_record if isinstance(on_record, dict) else {}
    made: Fields = {}
    left = dict(known)
    for fields in entries_fields(folder.brackets).values():
        same = next((h for h, e in left.items() if _over(e) == _over(fields)), "")
        if same:
            made[same] = left.pop(same)
        else:
            made[free_handle((*known, *made))] = fields
    return made


def _over(entry: Value) -> str:
    over = entry.get("over", "") if isinstance(entry, dict) else ""
    return "".join(over.split()) if isinstance(over, str) else ""


def _differences(text: Text, files: Mapping[str, str], placing: Placing) -> Placing:
    """What leads from the files on record to those that are to be."""
    before = text.sources
    edits = [
        edit
        for path, source in files.items()
        if path in before
        for edit in rewritten(path, before[path], source)
    ]
    return Placing(
        tuple(edits),
        tuple((path, source) for path, source in files.items() if path not in before),
        tuple(path for path in before if path not in files),
        placing.laid,
        placing.moved,
        placing.gone,
        placing.conflicts,
        placing.pairs,
    )
