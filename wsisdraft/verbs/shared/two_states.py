"""Two states of a text that a verb sets side by side: what WHEN means, and all that differs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from wsisdraft.notation.reading import PROCESS_FILE, read
from wsisdraft.reports.comparison import Compared, Moment
from wsisdraft.repository.clone import Clone, open_clone
from wsisdraft.repository.git import Meanwhile
from wsisdraft.repository.two_states import WORK_TREE, Files, asked, differing, two_states
from wsisdraft.text.address import DRAFTS
from wsisdraft.text.finding import Refusal
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.quoting import quoted
from wsisdraft.text.ref import Selection
from wsisdraft.text.statement import STATEMENTS, Statement
from wsisdraft.view import no_draft, trunk_of

NOW = "now"
"""How the work tree is named where a WHEN is asked for."""
_DESCRIPTIONS = ("document.yaml", "chapter.yaml", "section.yaml")


@frozen
class TwoStates:
    """Two states of one clone, listed and not yet read."""

    clone: Clone
    moments: tuple[Moment, Moment]
    files: tuple[Files, Files]
    layouts: tuple[Layout, Layout]
    notes: tuple[str, ...]
    """What is to be known of how the two stand to each other."""

    def select(self, ref: str) -> tuple[Selection | None, Selection | None, str] | Refusal:
        """What a REF means before and after, and as it is spoken; one that knows it is enough.

        Refused in the words of the later state.
        """
        from wsisdraft.repository.focus import read_focus
        from wsisdraft.text.ref import resolve_all

        focus = read_focus(self.clone)
        was, now = (resolve_all([ref], layout, focus) for layout in self.layouts)
        if isinstance(now, Selection):
            return (was if isinstance(was, Selection) else None), now, now.spoken
        return (was, None, was.spoken) if isinstance(was, Selection) else now

    def read(self, *, everything: bool = False) -> Compared:
        """Both texts, as far as they differ, with what stands around; or all of both."""
        with self.clone.git.one_reader():
            paths = self._every() if everything else self._concerned()
            answers = [asked(files, paths) for files in self.files]
            before, after = (
                read(answer(), layout) for answer, layout in zip(answers, self.layouts, strict=True)
            )
        return Compared(before, after, paths, everything=everything)

    def _every(self) -> frozenset[str]:
        return frozenset((*self.files[0].ids, *self.files[1].ids))

    def _concerned(self) -> frozenset[str]:
        """What differs, the paragraphs and alternatives it belongs to, what describes places."""
        changed = differing(*self.files)
        every = self._every()
        paths = {path for path in every if _stands_around(path)}
        paths |= changed
        paths.update(self._spoken_about(changed))
        stems = {path.partition(".alt-")[0] for path in paths if ".alt-" in path}
        stems |= {path.removesuffix(".md") for path in paths if path.endswith(".md")}
        paths.update(f"{stem}.md" for stem in stems)
        paths.update(p for p in every if ".alt-" in p and p.partition(".alt-")[0] in stems)
        folders = {path.rpartition("/")[0] for path in changed if path.endswith((".md", ".yaml"))}
        for folder in _with_outer(folders):
            paths.update(f"{folder}/{name}" for name in _DESCRIPTIONS)
        return frozenset(paths & every)

    def _spoken_about(self, changed: Collection[str]) -> Iterator[str]:
        """Paths of what statements are about that came, went or changed."""
        stated = [path for path in changed if path.startswith(f"{STATEMENTS}/")]
        if not stated:
            return
        for files in self.files:
            for statement in _statements(files, stated):
                yield from (place.path for place in statement.places)


def _statements(files: Files, paths: Collection[str]) -> Iterator[Statement]:
    from wsisdraft.notation.decoding import decode
    from wsisdraft.notation.process_files import read_statement

    for path, data in files.source.read(paths).files.items():
        text, _ = decode(path, data)
        if text is not None:
            yield read_statement(path, text)[0]


def _stands_around(path: str) -> bool:
    """Whether a file says something of the whole process or of a whole document."""
    return path == PROCESS_FILE or path.endswith("/document.yaml")


def _with_outer(folders: Collection[str]) -> set[str]:
    """These folders and those they lie in, below `drafts/`."""
    found: set[str] = set()
    for folder in folders:
        here = folder
        while here not in found and here.startswith(f"{DRAFTS}/"):
            found.add(here)
            here = here.rpartition("/")[0]
    return found


def open_states(repo: str, before: str, after: str, meanwhile: Meanwhile = None) -> TwoStates:
    """The states that two WHENs name; `now`, or nothing at all, is the work tree.

    Raises UnknownMoment for a WHEN that means nothing here, CannotProceed where neither state
    holds a draft. `meanwhile` is done while git lists.
    """
    clone = open_clone(repo)
    with clone.git.one_reader():
        trunk = trunk_of(clone)
        commits = tuple(_commit(clone, when, trunk) for when in (before, after))
        base = ""

        def others() -> None:
            nonlocal base
            base = _base(clone, *commits)
            if meanwhile is not None:
                meanwhile()

        files = two_states(clone, commits[0], commits[1], others)
        layouts = _layouts(files)
        days = [_day(clone, commit) for commit in commits]
    moments = tuple(
        Moment(when or NOW, _label(when, layouts), commit, day)
        for when, commit, day in zip((before, after), commits, days, strict=True)
    )
    drafts = [PROCESS_FILE in each.ids for each in files]
    if not any(drafts):
        raise no_draft()
    alike = not differing(*files)
    notes = tuple(_notes(clone, (moments[0], moments[1]), base, alike=alike))
    notes += tuple(
        f"There is no draft at {moment.label}: everything is {what}."
        for moment, there, what in zip(moments, drafts, ("new", "gone"), strict=True)
        if not there
    )
    return TwoStates(clone, (moments[0], moments[1]), files, layouts, notes)


def _commit(clone: Clone, when: str, trunk: str) -> str:
    from wsisdraft.repository.ground import UnknownMoment
    from wsisdraft.repository.when import commit_at

    if not when:
        return WORK_TREE
    try:
        return commit_at(clone, when, trunk)
    except UnknownMoment:
        # Something may be called so; it comes first.
        if when == NOW:
            return WORK_TREE
        raise


def _base(clone: Clone, before: str, after: str) -> str:
    """The state from which both have grown; the work tree grows from the commit it stands at."""
    one, other = before or clone.tip, after or clone.tip
    if one == other or not one or not other:
        return one
    from wsisdraft.repository.lineage import common_state

    return common_state(clone, one, other)


def _layouts(files: tuple[Files, Files]) -> tuple[Layout, Layout]:
    names = [each.source.names() for each in files]
    before = Layout.of(names[0])
    return before, before if names[0] == names[1] else Layout.of(names[1])


def _label(when: str, layouts: Sequence[Layout]) -> str:
    if not when or when == NOW:
        return "the work tree"
    numbers = {number for layout in layouts for number, _ in layout.meetings}
    return f"meeting {when}" if when.partition(".")[0] in numbers else quoted(when).strip('"')


def _day(clone: Clone, commit: str) -> str:
    """The day of a commit, where its committer was."""
    from wsisdraft.repository.objects import ObjectReader

    if not commit:
        return ""
    with ObjectReader(clone.git) as objects:
        stored = objects.one(commit)
    head = (stored.data if stored is not None else None) or b""
    for line in head.split(b"\n\n", 1)[0].split(b"\n"):
        if line.startswith(b"committer "):
            return _day_of(line.decode("utf-8", "replace").rsplit(" ", 2)[-2:])
    return ""


def _day_of(time: Sequence[str]) -> str:
    from datetime import UTC, datetime, timedelta

    try:
        seconds, offset = int(time[0]), int(time[1])
        hours, minutes = divmod(abs(offset), 100)
        away = timedelta(hours=hours, minutes=minutes) * (-1 if offset < 0 else 1)
        return (datetime.fromtimestamp(seconds, UTC) + away).date().isoformat()
    except (ValueError, IndexError, OverflowError, OSError):
        return ""


def _notes(
    clone: Clone, moments: tuple[Moment, Moment], base: str, *, alike: bool
) -> Iterator[str]:
    """How the two stand to each other, where that is not as one would think."""
    before, after = moments
    one, other = (each.commit or clone.tip for each in moments)
    if before.commit == after.commit:
        yield f"{_begun(before.label)} is compared with itself."
    elif not base and clone.shallow:
        yield (
            f"{_begun(before.label)} and {after.label} have no commit in common as far as this "
            "shallow clone goes: git fetch --unshallow brings the rest."
        )
    elif not base:
        yield (
            f"{_begun(before.label)} and {after.label} have no commit in common: they are two "
            "histories, of which paragraphs are paired by id and likeness all the same."
        )
    elif base == other != one or (one == other and not before.commit and not alike):
        yield f"{_begun(before.label)} is later than {after.label}: read it as going back."


def _begun(label: str) -> str:
    return label[:1].upper() + label[1:]
