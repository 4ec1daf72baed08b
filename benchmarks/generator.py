"""Draft repositories of any size, the same to the byte for the same size and seed.

Of a hundred paragraphs of eighty words each, 30 have brackets, tied and entered; 63 are settled,
with true fingerprints; 6 are open without brackets, ready to be agreed; and one has two
alternatives, each on a branch of its own. Three documents of four have all their chapters declared
settled, besides what is open in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby
from random import Random

from benchmarks.wordings import Wording, bracketed, plain
from wsisdraft.text.paragraph import fingerprint

DOCUMENTS = ("charter", "compact", "programme", "outlook")
OPEN_DOCUMENT = "outlook"
"""Declared open throughout; its chapters have no exceptions."""
CHAPTER_SIZES = (30, 50)
MEETINGS = 4
LAST_DAY = "2014-04-17"
STAKEHOLDERS = (
    "Norland", "Sudmark", "Ostrey", "Westmere", "Highlands", "Lowlands", "Harbour League",
    "Carriers Union", "Readers Society", "Guild of Pilots", "Council of Islands", "Alpine Forum",
)  # fmt: skip
_SHARES = {"BRACKETED": 30, "CONTESTED": 1, "READY": 6, "SETTLED": 63}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_IDS = 26 * 36**5


class Kind(Enum):
    """What a paragraph is there for."""

    BRACKETED = auto()
    CONTESTED = auto()
    """Open, with two alternatives."""
    READY = auto()
    """Open, and nothing stands in the way of agreeing it."""
    SETTLED = auto()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as planned: its paragraphs are numbered from 1."""

    document: str
    name: str
    kinds: tuple[Kind, ...]

    @property
    def folder(self) -> str:
        return f"drafts/{self.document}/{self.name}"

    @property
    def declared_settled(self) -> bool:
        return self.document != OPEN_DOCUMENT

    def refs(self, kind: Kind) -> Iterator[tuple[str, str]]:
        """REF and path of each of its paragraphs of one kind."""
        for number, each in enumerate(self.kinds, 1):
            if each is kind:
                yield f"{self.document}/{self.name}.{number}", f"{self.folder}/{number}.md"


@dataclass(frozen=True, slots=True)
class File:
    """A file of the draft; one with a branch stands on that branch only, in its place."""

    path: str
    text: str
    branch: str = ""


def planned(size: int, seed: int) -> tuple[Chapter, ...]:
    """The chapters of a draft with so many paragraphs; cheap, as no words are written."""
    random = Random(f"plan {seed}")
    kinds = list(_kinds(size, random))
    sizes: list[int] = []
    while (left := size - sum(sizes)) > 0:
        sizes.append(min(left, random.randint(*CHAPTER_SIZES)))
    chapters, start = [], 0
    for place, length in enumerate(sizes):
        document = DOCUMENTS[place * len(DOCUMENTS) // len(sizes)]
        name = f"C{place + 1}"
        chapters.append(Chapter(document, name, tuple(kinds[start : start + length])))
        start += length
    return tuple(chapters)


def _kinds(size: int, random: Random) -> Iterator[Kind]:
    hundred = [Kind[name] for name, share in _SHARES.items() for _ in range(share)]
    for start in range(0, size, len(hundred)):
        random.shuffle(hundred)
        yield from hundred[: size - start]


def written(size: int, seed: int) -> Iterator[File]:
    """Every file of the draft, those of branches last."""
    chapters = planned(size, seed)
    random = Random(f"words {seed}")
    yield File(".gitattributes", "drafts/** -text -ident -filter -working-tree-encoding\n")
    yield from _about_the_process()
    for document in dict.fromkeys(chapter.document for chapter in chapters):
        title = f"{document.capitalize()} for harbours and networks"
        yield File(f"drafts/{document}/document.yaml", f"title: {title}\nlanguage: en\n")
    on_branches: list[File] = []
    before = 0
    for chapter in chapters:
        yield File(f"{chapter.folder}/chapter.yaml", _declaration(chapter))
        for number in range(1, len(chapter.kinds) + 1):
            for file in _paragraph(chapter, number, ident(before + number, seed), random):
                if file.branch:
                    on_branches.append(file)
                else:
                    yield file
        before += len(chapter.kinds)
    yield from on_branches


def _about_the_process() -> Iterator[File]:
    process = "name: Harbours+5\ntitle: Review of harbours\ntrunk: main\nlanguage: en\n"
    yield File("drafts/process.yaml", process)
    kinds = ("government", "private sector", "civil society")
    people = (f"{name}:\n  kind: {kinds[n % 3]}\n" for n, name in enumerate(STAKEHOLDERS))
    yield File("drafts/stakeholders.yaml", "".join(people))
    for meeting in range(1, MEETINGS + 1):
        day = f"2014-{meeting:02}-1"
        yield File(
            f"drafts/meetings/{meeting}.yaml",
            f"title: Meeting {meeting} of the review\nfrom: {day}4\nto: {day}7\n"
            f"place: Westmere\nopened: {day}4\nclosed: {day}7\nchair: Anna Ostrey\n",
        )


def _declaration(chapter: Chapter) -> str:
    title = f"title: Matters of chapter {chapter.name}\n"
    if not chapter.declared_settled:
        return f"{title}status: under-review\n"
    open_ones = [n for n, kind in enumerate(chapter.kinds, 1) if kind is not Kind.SETTLED]
    besides = f"besides: [{', '.join(_ranges(open_ones))}]\n" if open_ones else ""
    return (
        f"{title}symbol: HN/{MEETINGS}/{chapter.name}/Pre-agreed\nstatus: pre-agreed\n"
        f"as-of: {LAST_DAY}\n{besides}mandate:\n  lead: Norland\n  task: bring the rest nearer\n"
    )


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Neighbours together: `2`, `27-30`."""
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        inside = [number for _, number in run]
        yield f"{inside[0]}-{inside[-1]}" if len(inside) > 1 else f"{inside[0]}"


def _paragraph(chapter: Chapter, number: int, name: str, random: Random) -> Iterator[File]:
    """A paragraph's file, its alternatives' files, and the paragraph as their branches have it."""
    kind = chapter.kinds[number - 1]
    path = f"{chapter.folder}/{number}.md"
    wording = bracketed(random) if kind is Kind.BRACKETED else plain(random)
    head = _head(name, kind, wording, random)
    yield File(path, f"{head}{wording.text}\n")
    if kind is Kind.CONTESTED:
        for ordinal in (1, 2):
            body = f"{plain(random).text}\n"
            by = f"by: [{random.choice(STAKEHOLDERS)}]\nsince: {random.randint(1, MEETINGS)}\n"
            branch = f"alt/{chapter.document}/{chapter.name}.{number}/{ordinal}"
            yield File(f"{chapter.folder}/{number}.alt-{ordinal}.md", f"---\n{by}---\n{body}")
            yield File(path, f"{head}{body}", branch)


def _head(name: str, kind: Kind, wording: Wording, random: Random) -> str:
    lines = [f"---\nid: {name}\n"]
    if kind is Kind.SETTLED:
        lines.append(f"status: pre-agreed\nsettled:\n  date: {LAST_DAY}\n  meeting: {MEETINGS}\n")
        lines.append(f"  text: {fingerprint(wording.text)}\n")
    else:
        lines.append("status: under-review\n")
    if wording.handles:
        lines.append("brackets:\n")
        lines += [_entry(handle, random) for handle in wording.handles]
    return "".join([*lines, "---\n"])


def _entry(handle: str, random: Random) -> str:
    by = ", ".join(random.sample(STAKEHOLDERS, random.choice((1, 1, 2))))
    entry = f"  {handle}:\n    by: [{by}]\n    since: {random.randint(1, MEETINGS)}\n"
    if random.random() < 0.2:
        entry += "    note: to be taken up with the neighbouring paragraphs\n"
    return entry


def ident(ordinal: int, seed: int) -> str:
    """The id of the paragraph with this number of the draft: all differ, and look drawn by lot."""
    # The factor has no divisor in common with the number of ids, so no two ordinals share one.
    rest = (ordinal * 48_271_247 + seed * 7919) % _IDS
    digits = []
    for _ in range(5):
        rest, digit = divmod(rest, 36)
        digits.append(_DIGITS[digit])
    return _DIGITS[10 + rest] + "".join(digits)
