"""A text as a verb sees it: the work tree, an earlier state, or what its branch has on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from wsisdraft.notation.reading import PROCESS_FILE, STAKEHOLDERS_FILE, read
from wsisdraft.repository.clone import Clone, open_clone
from wsisdraft.repository.focus import read_focus
from wsisdraft.repository.ground import CannotProceed
from wsisdraft.repository.snapshot import Revision, Source, WorkTree
from wsisdraft.text.finding import Refusal
from wsisdraft.text.layout import Layout
from wsisdraft.text.ref import Selection, resolve_all

if TYPE_CHECKING:
    from wsisdraft.carry_out import Needs, Options
    from wsisdraft.notation.change import Change
    from wsisdraft.reports.outcome import Outcome
    from wsisdraft.rules.rule import Context
    from wsisdraft.text.address import Address
    from wsisdraft.text.draft import Text
    from wsisdraft.text.scene import Scene


class Unresolved(Exception):  # noqa: N818  told as a refusal
    """WHEN names no state of this text."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.findings[0].message)
        self.refusal = refusal


@dataclass(slots=True)
class View:
    """One state of one clone's text, read as far as a verb needs it."""

    clone: Clone
    source: Source
    at: str
    """WHEN, as asked for; `now` for the work tree."""
    base: str
    """The commit a change would be decided on, empty where none can be."""
    layout: Layout
    sources: dict[str, str] = field(default_factory=dict)
    """Decoded files read so far, for the lines that findings show."""

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

        commit = commit_at(clone, at)
        source = Revision(clone.git, commit)
        return View(clone, source, at, commit, Layout.of(source.names()))

    @staticmethod
    def of_branch(repo: str) -> View:
        """What HEAD's branch has on record; raises CannotProceed."""
        from wsisdraft.repository.work_state import refuse_states

        clone = open_clone(repo)
        refuse_states(clone, (clone.head,) if clone.head else ())
        source = Revision(clone.git, clone.tip)
        layout = Layout.of(source.names())
        if PROCESS_FILE.rpartition("/")[2] not in layout.files.get("drafts", ()):
            raise no_draft()
        return View(clone, source, "now", clone.tip, layout)

    def select(self, refs: Sequence[str]) -> Selection | Refusal | None:
        """What the REFs mean here, or None where there are none."""
        return resolve_all(refs, self.layout, read_focus(self.clone)) if refs else None

    def read(self, selection: Selection | None = None) -> Text:
        """The text: the chapters concerned with all that stands above them, or everything."""
        paths = None if selection is None else self._paths(selection)
        text = read(self.source.read(paths), self.layout)
        self.sources.update(text.sources)
        return text

    def _paths(self, selection: Selection) -> set[str]:
        paths = {PROCESS_FILE, STAKEHOLDERS_FILE, *(path for _, path in self.layout.meetings)}
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
        )
