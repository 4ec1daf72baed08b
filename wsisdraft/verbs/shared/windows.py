"""What the verbs about windows for submissions share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from wsisdraft.notation.change import Decision, Edit
from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.fields import Value
from wsisdraft.notation.reading import PROCESS_FILE, STAKEHOLDERS_FILE, read
from wsisdraft.notation.rewriting import rewritten
from wsisdraft.notation.submission_shapes import WINDOW
from wsisdraft.text.came_in import window_called
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.quoting import quoted
from wsisdraft.text.ref import NOWHERE, Selection
from wsisdraft.text.scene import Scene
from wsisdraft.text.submission import Window
from wsisdraft.view import Options, View, occasion_of

if TYPE_CHECKING:
    from wsisdraft.carry_out import Setting

__all__ = ["known_window", "setting", "window_names", "windows_text", "written"]


def setting(
    view: View, given: Options, selection: Selection | None, decide: Callable[[Scene], Decision]
) -> Setting | Refusal:
    """The process, its windows and what came in."""
    text = windows_text(view)
    occasion = occasion_of(text, given)
    if isinstance(occasion, Refusal):
        return occasion
    scene = Scene(text, selection or NOWHERE, occasion)
    return scene, lambda: decide(scene)


def windows_text(view: View) -> Text:
    """The text without its documents: process, meetings, stakeholders, windows, submissions."""
    layout = view.layout
    beside = (*layout.meetings, *layout.windows, *layout.submissions)
    paths = {PROCESS_FILE, STAKEHOLDERS_FILE, *(path for _, path in beside)}
    text = read(view.source.read(paths), layout)
    view.sources.update(text.sources)
    return text


def known_window(text: Text, name: str) -> Window | Refusal:
    """The window of a name; refused with what windows there are."""
    found = window_called(text, name)
    if found is not None:
        return found
    return refuse(
        "unknown-window",
        f"There is no window {quoted(name)}.",
        f"Windows on record: {window_names(text)}; wsisdraft window open NAME makes one.",
    )


def window_names(text: Text) -> str:
    return ", ".join(each.name for each in text.windows) or "none"


def written(
    path: str, source: str | None, changes: Mapping[tuple[str, ...], Value | None]
) -> tuple[tuple[Edit, ...], tuple[tuple[str, str], ...]]:
    """A window's file with these fields: splices of one that is there, or a new one."""
    before = source or ""
    after = apply(before, revise(before, changes, yaml=True, shape=WINDOW))
    return ((), ((path, after),)) if source is None else (rewritten(path, before, after), ())
