"""window open: a time in which stakeholders are asked to send in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from wsisdraft.carry_out import change_as_set
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.notation.fields import Value
from wsisdraft.text.address import Address
from wsisdraft.text.came_in import window_called
from wsisdraft.text.finding import Refusal, Unchanged, misused
from wsisdraft.text.quoting import quoted
from wsisdraft.text.ref import Selection
from wsisdraft.text.scene import Scene
from wsisdraft.text.submission import SUBMISSIONS, WINDOW_FILE, Window
from wsisdraft.verbs.shared.meetings import backwards, malformed_facts, unreadable
from wsisdraft.verbs.shared.options import Options, changing_with, complete_moments, complete_refs
from wsisdraft.verbs.shared.statements import places_named
from wsisdraft.verbs.shared.trailers import trailers
from wsisdraft.verbs.shared.windows import setting, written
from wsisdraft.view import View

if TYPE_CHECKING:
    from wsisdraft.carry_out import Setting

VERB = "window open"
_NAME = re.compile(r"(?=.{1,32}\Z)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is said of a window; what is empty stays as its file says."""

    opens: str = ""
    closes: str = ""
    about: tuple[str, ...] = ()
    """Full REFs."""
    base: str = ""
    title: str = ""


def window_open(scene: Scene, name: str, asked: Asked) -> Decision:
    """Make a window, or give one that is there other days, texts, base or title."""
    window = window_called(scene.text, name)
    name = window.name if window else name
    path = window.path if window else f"{SUBMISSIONS}/{name}/{WINDOW_FILE}"
    first = asked.opens or (window.opens if window else scene.occasion.date)
    last = asked.closes or (window.closes if window else "")
    refusal = _malformed(name, asked, (first, last)) or unreadable(scene.text, path)
    if refusal is not None:
        return refusal
    fields: dict[str, Value] = {
        "title": asked.title,
        "opens": first,
        "closes": last,
        "about": list(asked.about),
        "base": asked.base,
    }
    changes: dict[tuple[str, ...], Value | None] = {
        (key,): value for key, value in fields.items() if value
    }
    edits, new_files = written(path, scene.text.sources.get(path), changes)
    if not edits and not new_files:
        return Unchanged("", f"The window {name} is on record so already: {_days(first, last)}.")
    about = asked.about or (window.about if window else ())
    rows = [row for ref in about for row in (("Ref", ref), ("Window", name))]
    said = f"Window {name} for submissions: {_days(first, last)}"
    return Change(
        edits,
        new_files,
        record=Record(said, trailers(VERB, scene.occasion, rows or [("Window", name)])),
        notes=_notes(scene, name, window),
    )


def _malformed(name: str, asked: Asked, days: tuple[str, str]) -> Refusal | None:
    if not _NAME.fullmatch(name) or _DEVICE.fullmatch(name):
        return misused(
            "malformed-window",
            f"{quoted(name)} cannot be the name of a window.",
            "Use letters and digits, joined by single hyphens, at most 32, as 2014-03.",
        )
    given = {"--opens": asked.opens, "--closes": asked.closes}
    return malformed_facts(given, {"--base": asked.base, "--title": asked.title}) or backwards(
        ("--opens", days[0]), ("--closes", days[1])
    )


def _days(first: str, last: str) -> str:
    return f"{first} to {last}" if last else f"from {first} on"


def _notes(scene: Scene, name: str, window: Window | None) -> tuple[str, ...]:
    """What came in that would be late now, or is not late any more, is told by its window."""
    own = sum(1 for each in scene.text.submissions if each.window == name)
    if window is None or not own:
        return ()
    were = "submission is" if own == 1 else "submissions are"
    return (f"{own} {were} on record in it; which are late follows from its last day.",)


def window_setting(
    view: View, name: str, refs: list[str], given: Options, asked: Asked
) -> Setting | Refusal:
    """The windows on record, and the texts concerned in full."""
    from dataclasses import replace

    selection = view.select(refs) if refs else None
    if isinstance(selection, Refusal):
        return selection
    if asked.base:
        from wsisdraft.repository.when import commit_at
        from wsisdraft.view import trunk_of

        commit_at(view.clone, asked.base, trunk_of(view.clone))  # refused where there is none
    if selection is not None:
        about = places_named(selection, view.layout)
        asked = replace(asked, about=tuple(str(place) for place in about))
        selection = _bare(selection, about)
    return setting(view, given, selection, lambda scene: window_open(scene, name, asked))


def _bare(selection: Selection, about: tuple[Address, ...]) -> Selection:
    """The places named, without their paragraphs: no words are decided on."""
    return Selection(selection.scope, (), ", ".join(str(place) for place in about))


@changing_with()
def command(
    given: Options,
    name: Annotated[
        str, typer.Argument(help="Its name, as 2014-03.", metavar="NAME", show_default=False)
    ],
    opens: Annotated[str, typer.Option(help="Its first day, if not today.", metavar="DATE")] = "",
    closes: Annotated[
        str, typer.Option(help="Its last day; what comes later is marked late.", metavar="DATE")
    ] = "",
    on: Annotated[
        list[str] | None,
        typer.Option(
            "--on",
            help="A text concerned; may be given several times. Everything if left out.",
            metavar="REF",
            autocompletion=complete_refs,
        ),
    ] = None,
    base: Annotated[
        str,
        typer.Option(
            help="The state that was sent out: a meeting's number, a date, a tag.",
            metavar="WHEN",
            autocompletion=complete_moments,
        ),
    ] = "",
    title: Annotated[str, typer.Option(help="What it is called.", metavar="T")] = "",
) -> None:
    """Open a window for submissions, or give one that is there other days, texts, base or title.

    Its first and last day say which submissions are late; none is ever turned away.

    Examples: wsisdraft window open 2014-03 --opens 2014-03-07 --closes 2014-03-21 --base 3
              wsisdraft window open 2014-05 --closes 2014-05-15 --on vision/
    """
    asked = Asked(opens.strip(), closes.strip(), (), base.strip(), title.strip())
    refs = [each for each in on or () if each.strip()]
    change_as_set(lambda view: window_setting(view, name.strip(), refs, given, asked), given)
