"""window close: a window has its last day today."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import change_as_set
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.text.finding import Refusal, Unchanged, refuse
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.completion import complete_windows
from wsisdraft.verbs.shared.meetings import unreadable
from wsisdraft.verbs.shared.options import Options, changing_with
from wsisdraft.verbs.shared.trailers import trailers
from wsisdraft.verbs.shared.windows import known_window, setting, written

VERB = "window close"


def window_close(scene: Scene, name: str) -> Decision:
    """Give a window its last day; what comes in afterwards is filed and marked late."""
    window = known_window(scene.text, name)
    if isinstance(window, Refusal):
        return window
    day = scene.occasion.date
    if window.opens > day:
        return refuse(
            "window-not-open",
            f"The window {window.name} opens on {window.opens} only.",
            f"wsisdraft window open {window.name} --opens {day} lets it open today.",
        )
    if window.closes and window.closes <= day:
        return Unchanged("", f"The window {window.name} has its last day on {window.closes}.")
    refusal = unreadable(scene.text, window.path)
    if refusal is not None:
        return refusal
    edits, _ = written(window.path, scene.text.sources[window.path], {("closes",): day})
    rows = [row for ref in window.about for row in (("Ref", ref), ("Window", window.name))]
    said = f"Window {window.name} for submissions closes on {day}"
    return Change(
        edits,
        record=Record(said, trailers(VERB, scene.occasion, rows or [("Window", window.name)])),
    )


@changing_with()
def command(
    given: Options,
    name: Annotated[
        str,
        typer.Argument(
            help="Its name, as 2014-03.",
            metavar="NAME",
            autocompletion=complete_windows,
            show_default=False,
        ),
    ],
) -> None:
    """Close a window: today is its last day. What still comes in is filed, and marked late.

    Example: wsisdraft window close 2014-05
    """
    change_as_set(
        lambda view: setting(view, given, None, lambda scene: window_close(scene, name.strip())),
        given,
    )
