"""What a meeting issues when it is closed: the chapters declared, each with its symbol."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wsisdraft.notation.change import Edit
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.rewriting import rewritten, with_field
from wsisdraft.text.draft import Chapter
from wsisdraft.text.process import Meeting
from wsisdraft.text.scene import Scene
from wsisdraft.text.symbol import symbol


@dataclass(frozen=True, slots=True)
class Issue:
    """A chapter as the meeting issues it."""

    chapter: Chapter
    symbol: str
    """Empty where it has none."""

    @property
    def fields(self) -> Fields:
        said: Fields = {
            "symbol": self.symbol,
            "status": self.chapter.status,
            "as-of": self.chapter.as_of,
            "besides": list(self.chapter.besides),
        }
        return {key: value for key, value in said.items() if value}


def issues_of(scene: Scene, meeting: Meeting) -> tuple[Issue, ...]:
    """Every chapter of which something is declared, in reading order, with its symbol."""
    serials = dict(meeting.tabled)
    return tuple(
        Issue(chapter, _symbol(scene, meeting, chapter))
        for chapter in scene.text.chapters()
        if chapter.status and (chapter.as_of or str(chapter.address) in serials)
    )


def _symbol(scene: Scene, meeting: Meeting, chapter: Chapter) -> str:
    """By the process's template; without one, what stands in the chapter's file and is not old."""
    made = symbol(
        scene.text.process.symbol,
        meeting=meeting.number,
        serial=dict(meeting.tabled).get(str(chapter.address), ""),
        chapter=chapter.address.parts[0],
        status=chapter.status,
    )
    earlier = {i.symbol for m in scene.text.meetings if m != meeting for i in m.issued}
    return made or ("" if chapter.symbol in earlier else chapter.symbol)


def symbol_given(issue: Issue) -> tuple[Edit, ...]:
    """The chapter's file with its symbol."""
    chapter = issue.chapter
    if not issue.symbol or issue.symbol == chapter.symbol:
        return ()
    source = with_field(chapter.source, ("symbol",), issue.symbol, yaml=True)
    return rewritten(chapter.path, chapter.source, source)


def without_symbol(scene: Scene, meeting: Meeting, issues: Sequence[Issue]) -> tuple[str, ...]:
    """What is issued without a symbol, and how it gets one."""
    if not scene.text.process.symbol:
        return ()
    refs = [str(each.chapter.address) for each in issues if not each.symbol]
    if not refs:
        return ()
    one = len(refs) == 1
    are, lack = ("is", "it has") if one else ("are", "they have")
    again = f"wsisdraft meeting open {meeting.number} --again"
    told = (
        f"{', '.join(refs)} {are} issued without a symbol, since {lack} no serial: "
        f"wsisdraft meeting table {' '.join(refs)} --serial N gives one, before the meeting is "
        f"closed or after {again}."
    )
    return (told,)
