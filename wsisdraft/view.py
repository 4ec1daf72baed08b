"""A text as a verb sees it: the work tree, an earlier state, or what its branch has on record."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING

from wsisdraft.notation.process_files import read_process
from wsisdraft.notation.reading import PROCESS_FILE, STAKEHOLDERS_FILE, Readings, read
from wsisdraft.repository.clone import Clone, open_clone
from wsisdraft.repository.ground import CannotProceed
from wsisdraft.repository.snapshot import Revision, Source, WorkTree
from wsisdraft.text.finding import Finding, Gravity, Refusal, misused, refuse
from wsisdraft.text.frozen import altered, computed, frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.paragraph import fingerprint
from wsisdraft.text.quoting import quoted

if TYPE_CHECKING:
    from wsisdraft.notation.change import Change
    from wsisdraft.reports.outcome import Outcome
    from wsisdraft.rules.rule import BranchWording, Context
    from wsisdraft.text.draft import Text
    from wsisdraft.text.paragraph import Paragraph
    from wsisdraft.text.process import Meeting, Stakeholder
    from wsisdraft.text.ref import Selection
    from wsisdraft.text.scene import Occasion, Scene


@frozen
class Options:
    """What every verb is told besides its own arguments."""

    repo: str = "."
    format: str = "text"
    at: str = ""
    by: tuple[str, ...] = ()
    meeting: str = ""
    on: str = ""
    dry_run: bool = False
    new: bool = False
    """Whether parties whom nobody knows are registered."""


class Needs(Enum):
    """What a verb has to know of the alternatives' branches."""

    NOTHING = auto()
    BRANCHES = auto()
    ORDINAL = auto()


@frozen
class View:
    """One state of one clone's text, read as far as a verb needs it."""

    clone: Clone
    source: Source
    at: str
    """WHEN, as asked for; `now` for the work tree."""
    base: str
    """The commit a change would be decided on, empty where none can be."""
    layout: Layout
    sources: dict[str, str] = computed(lambda _: {})
    """Decoded files read so far, for the lines that findings show."""
    known: Readings = computed(lambda _: {})
    """What those files said, so that the text after a change is not read from the start again."""

    @staticmethod
    def open(repo: str, at: str) -> View:
        """The work tree, or the state WHEN names; raises CannotProceed."""
        clone = open_clone(repo)
        if not at:
            source: Source = WorkTree(clone.top)
            layout = Layout.of(source.names())
            if PROCESS_FILE.rpartition("/")[2] not in layout.files.get("drafts", ()):
                raise no_draft()
            return View(clone, source, "now", "", layout)
        from wsisdraft.repository.when import commit_at

        commit = commit_at(clone, at, trunk_of(clone))
        source = Revision(clone.git, commit)
        return View(clone, source, at, commit, Layout.of(source.names()))

    @staticmethod
    def of_branch(repo: str) -> View:
        """What HEAD's branch has on record; raises CannotProceed."""
        from wsisdraft.repository.work_state import refuse_states

        clone = open_clone(repo)
        refuse_states(clone, (clone.head,) if clone.head else ())
        source = Revision(clone.git, clone.tip, whole=True)
        layout = Layout.of(source.names(meanwhile=lambda: _look_ahead(clone)))
        if PROCESS_FILE.rpartition("/")[2] not in layout.files.get("drafts", ()):
            raise no_draft()
        return View(clone, source, "now", clone.tip, layout)

    def select(self, refs: Sequence[str]) -> Selection | Refusal | None:
        """What the REFs mean here, or None where there are none."""
        if not refs:
            return None
        from wsisdraft.repository.focus import read_focus
        from wsisdraft.text.ref import resolve_all

        return resolve_all(refs, self.layout, read_focus(self.clone), self._now_called)

    def _now_called(self, ref: str, focus: str, refusal: Refusal) -> Refusal:
        """Where a REF names nothing now, but did before it was renumbered, that is said.

        Only then is the text read for it.
        """
        if all(finding.rule != "unknown-ref" for finding in refusal.findings):
            return refusal
        from wsisdraft.text.formerly import formers, now_called, renumbered

        found = now_called(ref, self.layout, formers(self.read().paragraphs()), focus)
        return renumbered(ref, found, sys.argv[1:]) if found else refusal

    def read(self, selection: Selection | None = None, also: Collection[str] = ()) -> Text:
        """The text: the chapters concerned with all that stands above them, or everything.

        `also` are paths of further files, as of windows and of what came in.
        """
        paths = None if selection is None else self._paths(selection) | set(also)
        # Only where a change is decided on is the text read a second time, as that will leave it.
        known = self.known if self.base else None
        text = read(self.source.read(paths), self.layout, known)
        self.sources.update(text.sources)
        return text

    def _paths(self, selection: Selection) -> set[str]:
        paths = {PROCESS_FILE, STAKEHOLDERS_FILE, *(path for _, path in self.layout.meetings)}
        paths.update(self.layout.statements)
        named = selection.mentions or (selection,)
        chapters = {address.chapter for address in selection.addresses}
        chapters |= {mention.scope.chapter for mention in named}
        for chapter in chapters:
            if chapter is not None:
                paths |= {f"drafts/{chapter.document}/document.yaml"}
                paths |= set(self.layout.files_of(chapter))
        for mention in named:
            if not mention.scope.parts:
                paths |= set(self.layout.files_of(mention.scope))
        return paths

    def context(self, text: Text) -> Context:
        """What the rules need that is in no file."""
        from wsisdraft.rules.agreed_text_changed import broken
        from wsisdraft.rules.rule import Context

        return Context(
            today=date.today(),  # noqa: DTZ011  a day of the meeting, where the meeting is
            agreed=self._agreed(broken(text)) if text.documents else {},
            branches=self._branch_wordings(text),
            on_branch=self.clone.branch if self.at == "now" else "",
            shallow=self.clone.shallow,
        )

    def tips(self) -> dict[str, str]:
        """The commits of the alternatives' branches, by name."""
        from wsisdraft.repository.branches import tips

        return tips(self.clone) if any(".alt-" in name for name in self._names()) else {}

    def _names(self) -> Iterator[str]:
        return (name for names in self.layout.files.values() for name in names)

    def tags(self) -> frozenset[str]:
        """The tags of this clone."""
        from wsisdraft.repository.when import tags

        return frozenset(tags(self.clone))

    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings on record, in order of their numbers."""
        paths = {PROCESS_FILE, *(path for _, path in self.layout.meetings)}
        return read(self.source.read(paths), self.layout).meetings

    def stakeholders(self) -> tuple[Stakeholder, ...]:
        """Who takes part."""
        return read(self.source.read({PROCESS_FILE, STAKEHOLDERS_FILE}), self.layout).stakeholders

    def _agreed(self, changed: Sequence[Paragraph]) -> dict[str, str | None]:
        """The agreed wordings of paragraphs that no longer read so."""
        if not changed:
            return {}
        from wsisdraft.repository.wordings import agreed_wordings
        from wsisdraft.repository.worked_on import body_of
        from wsisdraft.text.branch_names import addresses_of

        wanted = [(p.path, p.settled.text) for p in changed if p.settled is not None]
        had = {p.path: [a.path for a in addresses_of(p)] for p in changed}
        found = agreed_wordings(self.clone, wanted, lambda data: fingerprint(body_of(data)), had)
        return {path: None if data is None else body_of(data) for path, data in found.items()}

    def _branch_wordings(self, text: Text) -> dict[str, BranchWording]:
        """How the paragraphs with alternatives read on the alternatives' branches."""
        paragraphs = [p for p in text.paragraphs() if p.alternatives]
        if not paragraphs:
            return {}
        from wsisdraft.repository.worked_on import body_of, worked_on
        from wsisdraft.rules.rule import BranchWording

        return {
            each.on.branch: BranchWording(
                body_of(each.own),
                None if each.beside is None else body_of(each.beside),
                each.on.alternative,
            )
            for each in worked_on(self.clone, paragraphs, self.tips())
        }

    def scene(self, refs: Sequence[str], options: Options, needs: Needs) -> Scene | Refusal:
        """What a verb decides on."""
        from wsisdraft.reports.markers import moved_away
        from wsisdraft.text.scene import Scene

        selection = self.select(refs)
        if selection is None or isinstance(selection, Refusal):
            return selection or misused("no-ref", "No paragraph is named.", "Name one: B.21.")
        text = self.read(selection)
        occasion = occasion_of(text, options)
        if isinstance(occasion, Refusal):
            return occasion
        away = moved_away(text, selection)
        if away is not None:
            return away
        scene = Scene(text, selection, occasion)
        if needs is Needs.NOTHING:
            return scene
        paragraphs = [p for p in text.paragraphs() if p.address in selection.addresses]
        if needs is Needs.BRANCHES:
            return self.with_branches(scene, paragraphs)
        one = len(paragraphs) == 1
        return altered(scene, next_ordinal=self._next_ordinal(paragraphs[0]) if one else 1)

    def _next_ordinal(self, paragraph: Paragraph) -> int:
        """One above the highest ordinal in files, branches and reachable records."""
        from wsisdraft.repository.branches import highest_ordinal, highest_recorded
        from wsisdraft.text.branch_names import branch_names

        prefixes = [name.removesuffix("0") for name in branch_names(paragraph, 0)]
        given = [a.ordinal for a in paragraph.alternatives]
        given.append(highest_ordinal(self._all_tips(), prefixes))
        return 1 + max([*given, highest_recorded(self.clone, *prefixes)])

    def _all_tips(self) -> dict[str, str]:
        from wsisdraft.repository.branches import tips

        return tips(self.clone)

    def with_branches(self, scene: Scene, paragraphs: Sequence[Paragraph]) -> Scene:
        """The scene with how the branches of these paragraphs' alternatives stand."""
        from wsisdraft.repository.branches import all_tips
        from wsisdraft.repository.worked_on import states

        own, fetched = all_tips(self.clone)
        branches = states(self.clone, paragraphs, own, own=True)
        known = {state.alternative for state in branches.values()}
        elsewhere = states(self.clone, paragraphs, fetched, own=False)
        return altered(
            scene,
            branches=branches,
            fetched={n: s for n, s in elsewhere.items() if s.alternative not in known},
            branch_names=frozenset(own),
        )

    def edited(self, scene: Scene) -> Refusal | None:
        """Refuses where the work tree reads otherwise than the record a verb looked at."""
        paths = {p.path for p in scene.paragraphs()}
        there, here = (each.read(paths).files for each in (self.source, WorkTree(self.clone.top)))
        other = sorted(path for path in paths if there.get(path) != here.get(path))
        if not other:
            return None
        return refuse(
            "uncommitted-edit",
            f"{', '.join(other[:4])} has edits that are not on record.",
            f"wsisdraft record {other[0]} takes that into the record, git restore {other[0]} drops "
            "it; then look again.",
        )

    def outcome(self, scene: Scene, change: Change) -> Outcome | Refusal:
        """What a change will do to the text; refused where that would break a rule anew."""
        from wsisdraft.reports.outcome import outcome

        after = self.after(scene, change)
        unlawful = newly_broken(scene.text, after, change.paths)
        if unlawful:
            self.sources.update(after.sources)
            return Refusal(unlawful)
        return outcome(scene.text, after, scene.selection.spoken, change.record, change.notes)

    def after(self, scene: Scene, change: Change) -> Text:
        """The text as a change will leave it."""
        from wsisdraft.notation.change import apply
        from wsisdraft.notation.snapshot import Snapshot

        files = apply(dict(scene.text.sources), change)
        layout = self.layout
        if change.new_files or change.removed:
            gone = set(change.removed)
            layout = Layout.of({*(n for n in self.source.names() if n not in gone), *files})
        return read(
            Snapshot({path: text.encode() for path, text in files.items()}), layout, self.known
        )


def _look_ahead(clone: Clone) -> None:
    """What a change will need; done while git lists the names, which it takes a while to do."""
    import wsisdraft.notation.parties
    import wsisdraft.reports.outcome
    import wsisdraft.repository.atomic_change
    import wsisdraft.repository.focus
    import wsisdraft.rules
    import wsisdraft.text.ref
    import wsisdraft.text.scene  # noqa: F401

    _ = clone.config


def trunk_of(clone: Clone) -> str:
    """The branch that holds the text of record, as the work tree's process says."""
    data = WorkTree(clone.top).glance(PROCESS_FILE)
    return read_process(PROCESS_FILE, data.decode("utf-8", "replace"))[0].trunk


def newly_broken(before: Text, after: Text, paths: Collection[str]) -> tuple[Finding, ...]:
    """Errors in these files that were not there before: a verb goes from lawful to lawful."""
    from wsisdraft.rules import check
    from wsisdraft.rules.agreed_text_changed import broken
    from wsisdraft.rules.rule import Context

    renamed = before.layout is not after.layout

    def errors(text: Text) -> dict[tuple[str, str, str], Finding]:
        agreed = {p.path: None for p in broken(text)}
        context = Context(date.today(), agreed, names=renamed)  # noqa: DTZ011
        return {
            (finding.place.path, finding.rule, finding.message): finding
            for finding in check(text, context, warnings=False)
            if finding.place is not None
            and finding.place.path in paths
            and finding.gravity is Gravity.ERROR
        }

    found = errors(after)
    known = set(errors(before)) if found else set()
    if known and renamed:
        from wsisdraft.reports.continuity import found_elsewhere

        known |= set(found_elsewhere(known, before, after))
    return tuple(finding for key, finding in found.items() if key not in known)


def no_draft() -> CannotProceed:
    """A repository, but none of a negotiating text."""
    return CannotProceed(
        "no-draft",
        "This repository holds no draft: drafts/process.yaml is not there.",
        "Go to a draft repository, or start one here: wsisdraft init.",
    )


def occasion_of(text: Text, options: Options) -> Occasion | Refusal:
    """When, in which meeting and for whom, as the options and the text say."""
    from wsisdraft.notation.parties import parties
    from wsisdraft.text.day import malformed_day
    from wsisdraft.text.scene import Occasion

    day = options.on or date.today().isoformat()  # noqa: DTZ011  the day where the room is
    wrong = malformed_day("--on", day)
    if wrong is not None:
        return wrong
    meeting = text.meeting.number if text.meeting else ""
    if options.meeting:
        known = [each.number for each in text.meetings]
        if options.meeting not in known:
            return refuse(
                "unknown-meeting",
                f"There is no meeting {quoted(options.meeting)}.",
                f"Meetings on record: {', '.join(known) or 'none'}.",
            )
        meeting = options.meeting
    named = parties(text, options.by, new=options.new)
    return named if isinstance(named, Refusal) else Occasion(day, meeting, *named)
