"""Two states of one text: every paragraph, chapter and document that is otherwise now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from wsisdraft.reports.compared_paragraph import (
    Change,
    ParagraphComparison,
    Ties,
    compared_paragraph,
    same,
    ties,
)
from wsisdraft.reports.compared_places import (
    PlaceComparison,
    compared_chapter,
    compared_document,
    compared_sections,
)
from wsisdraft.reports.compared_statements import by_place, compared_statements
from wsisdraft.reports.folded import Told, folded
from wsisdraft.reports.pairing import Pair, in_reading_order, paired
from wsisdraft.reports.redline import Sign
from wsisdraft.reports.statements import StatementOutcome
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Chapter, Document, Text
from wsisdraft.text.frozen import computed, frozen
from wsisdraft.text.ref import Selection


@frozen
class Moment:
    """A state of the text, as it is spoken of."""

    asked: str
    """WHEN, as asked for; `now` for the work tree."""
    label: str
    """`meeting 4`, `the work tree`, `2014-04-17`."""
    commit: str = ""
    """Empty for the work tree."""
    day: str = ""
    """ISO 8601, of the commit."""


@frozen
class Summary:
    counts: Mapping[Change, int]
    """Paragraphs of each class, those that are not listed included."""
    words: tuple[int, int]
    """Words put in and taken out of paragraphs, their alternatives left out."""
    pairs: tuple[int, int]
    """Brackets of role text or placeholder before and after, in the paragraphs listed."""


@frozen
class ChapterComparison:
    ref: str
    title: str
    """As it is now; empty where no file of it changed."""
    places: tuple[PlaceComparison, ...]
    """The chapter itself and its sections, as far as something else holds of them now."""
    paragraphs: tuple[ParagraphComparison, ...]
    """In reading order, each that is gone behind the one it followed."""
    unlisted: int
    """Paragraphs of which nothing at all is otherwise, and which are not listed."""
    told: tuple[Told, ...]
    """The same for a reader: ranges in place of paragraphs of which the same is to be told."""
    statements: tuple[StatementOutcome, ...] = ()
    """About the chapter or a section of it."""

    @property
    def counts(self) -> Mapping[Change, int]:
        found = Counter(each.change for each in self.paragraphs)
        found[Change.NOC] += self.unlisted
        return {change: found[change] for change in Change}

    @property
    def quiet(self) -> bool:
        """Whether nothing is to be told of it but a count."""
        return not (self.places or self.paragraphs or self.statements)


@frozen
class DocumentComparison:
    key: str
    title: str
    language: str
    place: PlaceComparison | None
    chapters: tuple[ChapterComparison, ...]
    statements: tuple[StatementOutcome, ...] = ()


@frozen
class Comparison:
    before: Moment
    after: Moment
    scope: str
    """What it is restricted to, as one REF; empty for everything."""
    process: str
    """Name of the process."""
    documents: tuple[DocumentComparison, ...]
    statements: tuple[StatementOutcome, ...]
    """Every one that was made, altered or withdrawn, whatever it is about."""
    notes: tuple[str, ...] = ()
    """What is to be known before it is read, in sentences."""

    @property
    def chapters(self) -> Iterator[ChapterComparison]:
        return (chapter for document in self.documents for chapter in document.chapters)

    @property
    def paragraphs(self) -> Iterator[ParagraphComparison]:
        return (paragraph for chapter in self.chapters for paragraph in chapter.paragraphs)

    @property
    def places(self) -> Iterator[PlaceComparison]:
        """Documents, chapters and sections, in reading order."""
        for document in self.documents:
            if document.place is not None:
                yield document.place
            for chapter in document.chapters:
                yield from chapter.places

    @property
    def summary(self) -> Summary:
        counts: Counter[Change] = Counter()
        words, pairs = [0, 0], [0, 0]
        for chapter in self.chapters:
            counts[Change.NOC] += chapter.unlisted
            for each in chapter.paragraphs:
                counts[each.change] += 1
                pairs = [pairs[0] + each.pairs[0], pairs[1] + each.pairs[1]]
                put_in, taken_out = words_counted(each)
                words = [words[0] + put_in, words[1] + taken_out]
        return Summary(
            {change: counts[change] for change in Change},
            (words[0], words[1]),
            (pairs[0], pairs[1]),
        )


def words_counted(each: ParagraphComparison) -> tuple[int, int]:
    """Words put in and taken out; of a script without spaces every character is one."""
    from wsisdraft.notation.words import tokens

    found = {Sign.PUT_IN: 0, Sign.TAKEN_OUT: 0, Sign.SAME: 0}
    for sign, run in each.words:
        if sign is not Sign.SAME:
            found[sign] += sum(1 for token in tokens(run) if token[0].isalnum())
    return found[Sign.PUT_IN], found[Sign.TAKEN_OUT]


def _lost(what: Compared) -> tuple[frozenset[str], frozenset[str]]:
    before, after = (
        frozenset(
            path for path in what.looked_at if path not in text.sources and _there(text, path)
        )
        for text in (what.before, what.after)
    )
    return before, after


def _there(text: Text, path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return name in text.layout.files.get(folder, ())


@frozen
class Compared:
    """What a comparison is made of: two texts that hold at least all that differs."""

    before: Text
    after: Text
    looked_at: Collection[str]
    """Paths that were read; a paragraph of another path is in both states the same."""
    selected: tuple[Selection | None, Selection | None] = (None, None)
    """What is asked about, as each state understands it; None where a state does not know it."""
    scope: str = ""
    """The same as one REF; empty where everything is asked about."""
    everything: bool = False
    """Whether paragraphs of which nothing is otherwise are listed too."""
    lost: tuple[frozenset[str], frozenset[str]] = computed(_lost)
    """Paths that were to be read and hold no text, before and after."""


def comparison(
    what: Compared, moments: tuple[Moment, Moment], notes: Sequence[str] = ()
) -> Comparison:
    """Everything that is otherwise in the later state, in its reading order."""
    before, after = what.before, what.after
    pairing = paired(tuple(before.paragraphs()), tuple(after.paragraphs()))
    pairs = tuple(pair for pair in pairing.pairs if _readable(pair, before, after))
    tied = ties(pairs)
    said = tuple(_asked(what, compared_statements(before, after, pairs)))
    about = by_place(said)
    chapters: dict[Address, list[ParagraphComparison]] = {}
    for pair in in_reading_order(before, pairs):
        listed = _listed(what, pair, tied, about)
        if listed is not None:
            shown = pair.now or pair.was
            assert shown is not None
            place = shown.address.chapter
            assert place is not None
            chapters.setdefault(place, []).append(listed)
    return Comparison(
        *moments,
        scope=what.scope,
        process=after.process.name or before.process.name,
        documents=tuple(_documents(what, chapters, about)),
        statements=said,
        notes=(*notes, *_notes(what, pairing.repeated, moments)),
    )


def _listed(
    what: Compared, pair: Pair, tied: Ties, about: Mapping[Address, tuple[StatementOutcome, ...]]
) -> ParagraphComparison | None:
    """The comparison of a pair that is asked about; None where nothing of it is to be told."""
    if not _covers(what, pair):
        return None
    at = (each.address for each in (pair.now, pair.was) if each is not None)
    said = next((about[address] for address in at if address in about), ())
    if not what.everything and not said and same(pair):
        return None
    made = compared_paragraph(pair, tied, said)
    return made if made.told or what.everything else None


def _covers(what: Compared, pair: Pair) -> bool:
    if what.selected == (None, None):
        return True
    sides = zip(what.selected, (pair.was, pair.now), strict=True)
    return any(
        selection is not None and paragraph is not None and paragraph.address in selection.addresses
        for selection, paragraph in sides
    )


def _readable(pair: Pair, before: Text, after: Text) -> bool:
    """Not so where a paragraph seems to be new or gone, and its file could only not be read."""
    if pair.was is not None and pair.now is not None:
        return True
    here, there = (pair.now, before) if pair.was is None else (pair.was, after)
    assert here is not None
    return here.path in there.sources or not there.layout.has(here.address)


def _asked(what: Compared, said: Iterable[StatementOutcome]) -> Iterator[StatementOutcome]:
    known = [selection for selection in what.selected if selection is not None]
    for each in said:
        places = each.statement.places
        if not known or any(p.within(s.scope) or s.scope.within(p) for p in places for s in known):
            yield each


def _documents(
    what: Compared,
    chapters: Mapping[Address, list[ParagraphComparison]],
    about: Mapping[Address, tuple[StatementOutcome, ...]],
) -> Iterator[DocumentComparison]:
    """The documents of the later state in order, then those that are gone."""
    old = {Address(d.key.removesuffix("/")): d for d in what.before.documents}
    new = {Address(d.key.removesuffix("/")): d for d in what.after.documents}
    places = (*what.after.layout.documents, *what.before.layout.documents)
    for address in dict.fromkeys((*new, *places, *old)):
        if not (_in_scope(what, address) or any(c.within(address) for c in chapters)):
            continue
        was, now = old.get(address), new.get(address)
        inside = tuple(_chapters(what, address, (was, now), chapters, about))
        there = (what.before.layout.has(address), what.after.layout.has(address))
        place = compared_document(was, now, there=there) if _whole(what, address) else None
        said = about.get(address, ())
        if inside or place is not None or said:
            shown = now or was
            title, language = (shown.title, shown.language) if shown is not None else ("", "")
            language = language or what.after.process.language
            yield DocumentComparison(str(address), title, language, place, inside, said)


def _chapters(
    what: Compared,
    document: Address,
    sides: tuple[Document | None, Document | None],
    listed: Mapping[Address, list[ParagraphComparison]],
    about: Mapping[Address, tuple[StatementOutcome, ...]],
) -> Iterator[ChapterComparison]:
    old, new = ({c.address: c for c in d.chapters} if d is not None else {} for d in sides)
    before, after = what.before.layout, what.after.layout
    every = dict.fromkeys((*after.chapters(document), *before.chapters(document)))
    for address in every:
        if not (_in_scope(what, address) or address in listed):
            continue
        was, now = old.get(address), new.get(address)
        there = (before.has(address), after.has(address))
        places = tuple(_places(what, (was, now), there)) if _whole(what, address) else ()
        paragraphs = tuple(listed.get(address, ()))
        unlisted = _unlisted(what, address, paragraphs)
        said = _about_places(about, address)
        if places or paragraphs or unlisted or said:
            title = (now.title if now is not None else "") or (was.title if was is not None else "")
            told = paragraphs if what.everything else folded(paragraphs, (before, after))
            ref = str(address)
            yield ChapterComparison(ref, title, places, paragraphs, unlisted, told, said)


def _places(
    what: Compared, sides: tuple[Chapter | None, Chapter | None], there: tuple[bool, bool]
) -> Iterator[PlaceComparison]:
    chapter = compared_chapter(*sides, there=there)
    if chapter is not None:
        yield chapter
    yield from compared_sections(*sides, (what.before.layout, what.after.layout))


def _about_places(
    about: Mapping[Address, tuple[StatementOutcome, ...]], chapter: Address
) -> tuple[StatementOutcome, ...]:
    return tuple(
        each
        for place, said in about.items()
        if place.number is None and place.parts and place.within(chapter)
        for each in said
    )


def _unlisted(what: Compared, chapter: Address, listed: Sequence[ParagraphComparison]) -> int:
    """Paragraphs of the later state that are asked about, were there before, and are the same."""
    selection = what.selected[1]
    if what.selected != (None, None) and selection is None:
        return 0
    inside: Collection[Address] = what.after.layout.paragraphs(chapter)
    if selection is not None:
        inside = [address for address in selection.addresses if address.chapter == chapter]
    told = {each.after for each in listed}
    lost = what.lost[1]
    return sum(1 for a in inside if a not in told and not (lost and a.path in lost))


def _in_scope(what: Compared, place: Address) -> bool:
    """Whether a document or chapter holds, or lies in, what is asked about."""
    known = [selection for selection in what.selected if selection is not None]
    if not known:
        return True
    return any(s.scope.within(place) or place.within(s.scope) for s in known) or any(
        address.within(place) for s in known for address in s.addresses
    )


def _whole(what: Compared, place: Address) -> bool:
    """Whether it is asked about a document or chapter itself, and not about a part of it."""
    known = [selection for selection in what.selected if selection is not None]
    named = [each for s in known for each in (s.mentions or (s,))]
    return not known or any(each.whole and place.within(each.scope) for each in named)


def _notes(
    what: Compared, repeated: tuple[tuple[str, ...], tuple[str, ...]], moments: Sequence[Moment]
) -> Iterator[str]:
    for text, ids, moment in zip((what.before, what.after), repeated, moments, strict=True):
        for known in ids:
            there = " and ".join(str(p.address) for p in text.paragraphs() if p.id == known)
            yield f"In {moment.label} the id {known} stands at {there}: each is told by itself."
    for lost, moment in zip(what.lost, moments, strict=True):
        for path in sorted(lost):
            yield f"{path} cannot be read in {moment.label}, and is left out."
