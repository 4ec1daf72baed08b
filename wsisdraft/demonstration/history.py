"""How the texts came about: the third meeting's state, then the fourth meeting day by day.

What the verbs can do is done by the verbs themselves, on the text in memory; the rest is taken into
the record as an editor's hand changes would be. The last state is `drafts/` to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wsisdraft.notation.change import BranchMade, Change, Record, apply
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.reading import read
from wsisdraft.notation.rewriting import with_field, without_field
from wsisdraft.notation.snapshot import Snapshot
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, Unchanged
from wsisdraft.text.layout import Layout
from wsisdraft.text.ref import Selection, resolve
from wsisdraft.text.scene import Occasion, Scene
from wsisdraft.verbs.agree import agree
from wsisdraft.verbs.alt.add import alt_add
from wsisdraft.verbs.trailers import trailers

MEETING = "4"
ATTRIBUTES = "drafts/** -text -ident -filter -working-tree-encoding\n"
"""What git stores is byte for byte what lies in the work tree."""
SETTLED = (
    ("statement/A", "2014-04-15"),
    ("statement/B", "2014-04-15"),
    ("statement/C", "2014-04-16"),
    ("vision/A", "2014-04-16"),
    ("vision/B", "2014-04-17"),
)
"""In the order in which the room went through them; all have the status as of the last day."""
LAST_DAY = "2014-04-17"


@dataclass(frozen=True, slots=True)
class Step:
    """One commit of the history."""

    files: Mapping[str, str | None]
    """What it writes; None for a file it removes."""
    message: str
    time: str
    """ISO 8601 with offset."""
    tag: str = ""
    branches: tuple[BranchMade, ...] = ()


@dataclass(slots=True)
class _Telling:
    """The history while it is told."""

    files: dict[str, str]
    minutes: dict[str, int] = field(default_factory=dict)
    """Minutes of each day that have passed, so that the commits stand a few minutes apart."""

    def text(self) -> Text:
        snapshot = Snapshot({path: text.encode() for path, text in self.files.items()})
        return read(snapshot, Layout.of(self.files))

    def time(self, day: str) -> str:
        passed = self.minutes.get(day, 0)
        self.minutes[day] = passed + 4
        return f"{day}T{9 + passed // 60:02d}:{passed % 60:02d}:00+02:00"

    def step(self, change: Change, day: str) -> Step:
        """The commit of a change, and the text as it stands after it."""
        after = apply(self.files, change)
        written: dict[str, str | None] = {
            path: text for path, text in after.items() if self.files.get(path) != text
        }
        written |= {path: None for path in self.files if path not in after}
        self.files = after
        made = tuple(each for each in change.branches if isinstance(each, BranchMade))
        return Step(written, change.record.message(), self.time(day), branches=made)

    def record(self, verb: str, files: Mapping[str, str], subject: str, ref: str, day: str) -> Step:
        """A commit that takes files as they are given into the record."""
        self.files = {**self.files, **files}
        occasion = Occasion(day, MEETING)
        record = Record(subject, trailers(verb, occasion, [("Ref", ref)] if ref else []))
        return Step(dict(files), record.message(), self.time(day))


def history(final: Mapping[str, str], third: Mapping[str, str]) -> tuple[Step, ...]:
    """Every commit from the third meeting's texts to the fourth's, oldest first."""
    return tuple(_steps(final, third))


def _steps(final: Mapping[str, str], third: Mapping[str, str]) -> Iterator[Step]:
    before = _before(final, third)
    telling = _Telling({})
    opening = {".gitattributes": ATTRIBUTES, **before}
    yield Step(
        dict(opening),
        Record("The texts as the third meeting left them", (("Verb", "record"),)).message(),
        "2014-02-18T18:00:00+01:00",
        tag="meeting/3",
    )
    telling.files = dict(opening)
    yield _opened(telling, final)
    for chapter, day in SETTLED:
        yield from _wordings(telling, final, chapter, day)
        if chapter == "vision/B":
            yield from _alternatives(telling, final, day)
        yield from _mandates(telling, final, chapter, day)
        yield _settled(telling, final, chapter)
    yield from _mandates(telling, final, "vision/C", LAST_DAY)
    yield from _mandates(telling, final, "vision/E", LAST_DAY)
    yield _closed(telling, final)


def _before(final: Mapping[str, str], third: Mapping[str, str]) -> dict[str, str]:
    """All files as they were before the fourth meeting."""
    files = {}
    for path, text in final.items():
        if ".alt-" in path or path in (_meeting("4"), _meeting("5")):
            continue
        if path in third:
            files[path] = third[path]
        elif path.endswith("/chapter.yaml"):
            files[path] = _undeclared(text)
        elif path.endswith(".md"):
            files[path] = _open(text, mandate=False)
        else:
            files[path] = text
    return files


def _meeting(number: str) -> str:
    return f"drafts/meetings/{number}.yaml"


def _undeclared(source: str) -> str:
    """A chapter's file before anything was declared of it."""
    for key in ("symbol", "as-of", "besides", "mandate"):
        source = without_field(source, (key,), yaml=True)
    settled = read_front_matter(f"---\n{source}---\n", "").fields.get("status") == "pre-agreed"
    return without_field(source, ("status",), yaml=True) if settled else source


def _open(source: str, *, mandate: bool) -> str:
    """A paragraph's file before it was settled, with or without its mandate."""
    fields = read_front_matter(source, "").fields
    if "settled" in fields:
        source = without_field(with_field(source, ("status",), "under-review"), ("settled",))
    return source if mandate else without_field(source, ("mandate",))


def _opened(telling: _Telling, final: Mapping[str, str]) -> Step:
    source = final[_meeting("4")]
    for key in ("closed", "participation", "decisions", "issued", "next", "note"):
        source = without_field(source, (key,), yaml=True)
    files = {_meeting("4"): source}
    return telling.record("meeting open", files, "Meeting 4 is open", "", "2014-04-14")


def _wordings(
    telling: _Telling, final: Mapping[str, str], chapter: str, day: str
) -> Iterator[Step]:
    """Each paragraph of a chapter in the words the room arrived at."""
    for path in _paragraphs(telling, chapter):
        words = _open(final[path], mandate=False)
        if telling.files[path] != words:
            ref = _ref(path)
            subject = f"{ref}: the wording the room arrived at"
            yield telling.record("record", {path: words}, subject, ref, day)


def _paragraphs(telling: _Telling, chapter: str) -> tuple[str, ...]:
    layout = Layout.of(telling.files)
    address = Address.of(chapter)
    assert address is not None
    return tuple(each.path for each in layout.paragraphs(address))


def _ref(path: str) -> str:
    *folders, name = path.removeprefix("drafts/").split("/")
    return f"{folders[0]}/{'.'.join(folders[1:])}.{name.removesuffix('.md')}"


def _alternatives(telling: _Telling, final: Mapping[str, str], day: str) -> Iterator[Step]:
    """The two wordings of vision/B.21, which has no text of its own any more."""
    for ordinal in (1, 2):
        source = final[f"drafts/vision/B/21.alt-{ordinal}.md"]
        words = source[read_front_matter(source, "").body_start :]
        scene = _scene(telling, "vision/B.21", Occasion(day, MEETING), ordinal)
        yield telling.step(_decided(alt_add(scene, words)), day)


def _scene(telling: _Telling, ref: str, occasion: Occasion, ordinal: int = 1) -> Scene:
    text = telling.text()
    selection = resolve(ref, text.layout)
    assert isinstance(selection, Selection)
    return Scene(text, selection, occasion, next_ordinal=ordinal)


def _decided(made: Change | Refusal | Unchanged) -> Change:
    """A decision of the demonstration that is refused is a fault of its texts."""
    if not isinstance(made, Change):
        raise TypeError(f"the demonstration does not hold together: {made}")
    return made


def _mandates(
    telling: _Telling, final: Mapping[str, str], chapter: str, day: str
) -> Iterator[Step]:
    """Who was asked to redraft what."""
    charged = {
        path: _open(final[path], mandate=True)
        for path in _paragraphs(telling, chapter)
        if telling.files[path] != _open(final[path], mandate=True)
    }
    path = f"drafts/{chapter}/chapter.yaml"
    if "mandate:" in final[path]:
        charged[path] = final[path]
    if charged:
        subject = f"{chapter}: mandates to redraft"
        yield telling.record("mandate", charged, subject, chapter, day)


def _settled(telling: _Telling, final: Mapping[str, str], chapter: str) -> Step:
    """The chapter declared, besides its exceptions, as of the close of business of the last day."""
    besides = read_front_matter(f"---\n{final[f'drafts/{chapter}/chapter.yaml']}---\n", "").fields
    spans = besides.get("besides", [])
    scene = _scene(telling, chapter, Occasion(LAST_DAY, MEETING))
    made = agree(scene, besides=tuple(spans) if isinstance(spans, list) else ())
    return telling.step(_decided(made), LAST_DAY)


def _closed(telling: _Telling, final: Mapping[str, str]) -> Step:
    """The meeting closed: symbols given, what it issued frozen, the next one announced."""
    files = {path: text for path, text in final.items() if telling.files.get(path) != text}
    step = telling.record("meeting close", files, "Meeting 4 is closed", "", LAST_DAY)
    return Step(step.files, step.message, step.time, tag="meeting/4")
