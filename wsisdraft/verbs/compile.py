"""compile: the base text, and under each paragraph what stakeholders proposed on it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from wsisdraft.carry_out import look
from wsisdraft.pages.terminal.compilation import compilation_page
from wsisdraft.pages.terminal.progress import progress
from wsisdraft.reports.compilation import Compiling, compilation
from wsisdraft.reports.compiled import Base, Compilation
from wsisdraft.reports.submissions import WindowState, windows
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.frozen import altered
from wsisdraft.text.ref import Selection
from wsisdraft.text.submission import SUBMISSIONS, WINDOW_FILE, Window
from wsisdraft.verbs.shared.completion import complete_windows
from wsisdraft.verbs.shared.options import (
    MaybeRef,
    Options,
    complete_stakeholders,
    reading_as,
)
from wsisdraft.verbs.shared.windows import known_window
from wsisdraft.view import View, trunk_of

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json


def compiled(
    view: View, ref: str, window: str, who: str, *, anonymous: bool
) -> Compilation | Refusal:
    """What came in for a window on a part of the text, or on all of it."""
    from wsisdraft.notation.parties import known_stakeholder

    text = view.read()
    chosen = _window(text, window, ref)
    if isinstance(chosen, Refusal):
        return chosen
    party = known_stakeholder(text, who, "--from") if who else ""
    if isinstance(party, Refusal):
        return party
    there, moment = _base(view, text, chosen)
    selected = _selected(view, there, ref)
    if isinstance(selected, Refusal):
        return selected
    what = Compiling(
        now=text,
        base=text if there is view else there.read(),
        moment=moment,
        selected=selected,
        window=_state(text, chosen),
        sender=party,
        anonymous=anonymous,
    )
    asked = next((len(each.addresses) for each in selected if each is not None), 0)
    with progress("Compiling", asked or sum(1 for _ in what.base.paragraphs())) as advance:
        return compilation(what, advance)


def _window(text: Text, name: str, ref: str) -> Window | Refusal:
    """The window of a name; without one the only one, or the only one that anything came in for."""
    if name:
        return known_window(_with_folders(text), name)
    every = _with_folders(text).windows
    used = {each.window for each in text.submissions}
    answered = [each for each in every if each.name in used]
    if len(every) == 1 or len(answered) == 1:
        return (answered or list(every))[0]
    if not every:
        return refuse(
            "no-window",
            "No window for submissions is on record.",
            "wsisdraft window open NAME --closes DATE asks stakeholders to send in.",
        )
    from shlex import join

    several = answered or list(every)
    names = ", ".join(each.name for each in several)
    again = join(["wsisdraft", "compile", *filter(None, [ref]), "--window", several[-1].name])
    return misused(
        "ambiguous-window",
        f"There are {len(several)} windows that may be meant: {names}.",
        f"Name one: {again}.",
    )


def _with_folders(text: Text) -> Text:
    """The text with a window for each folder of submissions that has no file of its own."""
    known = {each.name for each in text.windows}
    names = dict.fromkeys(s.window for s in text.submissions if s.window not in known)
    bare = [Window(name, f"{SUBMISSIONS}/{name}/{WINDOW_FILE}") for name in names]
    return altered(text, windows=(*text.windows, *bare)) if bare else text


def _state(text: Text, window: Window) -> WindowState:
    today = date.today().isoformat()  # noqa: DTZ011  the day where the room is
    every = windows(_with_folders(text), today)
    return next(each for each in every if each.window.name == window.name)


def _base(view: View, text: Text, window: Window) -> tuple[View, Base]:
    """The state that the window sent out, or else the one in front of us, and why that."""
    from wsisdraft.repository.ground import UnknownMoment
    from wsisdraft.repository.snapshot import Revision
    from wsisdraft.repository.when import commit_at
    from wsisdraft.text.layout import Layout

    here = "the work tree" if view.at == "now" else _called(text, view.at)
    now = Base(view.at, here, _day(text, view.at), view.base, "")
    if not window.base:
        return view, altered(now, why="the window does not say which state it sent out")
    label = _called(text, window.base)
    try:
        commit = commit_at(view.clone, window.base, trunk_of(view.clone))
    except UnknownMoment:
        why = f"this clone does not have {label}, which was sent out"
        more = ": git fetch --unshallow --tags brings it" if view.clone.shallow else ""
        return view, altered(now, why=f"{why}{more}")
    source = Revision(view.clone.git, commit)
    layout = Layout.of(source.names())
    if not layout.documents:
        return view, altered(now, why=f"there was no draft at {label}, which was sent out")
    there = View(view.clone, source, window.base, commit, layout)
    return there, Base(window.base, label, _day(text, window.base), commit, "")


def _called(text: Text, when: str) -> str:
    numbers = {each.number for each in text.meetings}
    return f"meeting {when}" if when.partition(".")[0] in numbers else when


def _day(text: Text, when: str) -> str:
    """The day a meeting closed; of other moments what they are called says it or nobody knows."""
    found = (m.closed for m in text.meetings if m.number == when.partition(".")[0])
    return next(found, "")


def _selected(
    view: View, there: View, ref: str
) -> tuple[Selection | None, Selection | None] | Refusal:
    """What a REF means now and in the base text; one that knows it is enough."""
    if not ref:
        return None, None
    now = view.select([ref])
    base = now if there is view else there.select([ref])
    if isinstance(now, Refusal) and isinstance(base, Refusal):
        return now
    return (
        None if isinstance(now, Refusal) else now,
        None if isinstance(base, Refusal) else base,
    )


def _markdown(made: Compilation) -> str:
    from wsisdraft.pages.compilation_markdown import compilation_markdown

    return compilation_markdown(made)


def _html(made: Compilation) -> str:
    from wsisdraft.pages.compilation_html import compilation_html

    return compilation_html(made)


def _value(made: Compilation) -> Json:
    from wsisdraft.pages.json_compilation import compilation_value

    return compilation_value(made)


@reading_as("text", "json", "markdown", "html")
def command(
    given: Options,
    ref: MaybeRef = "",
    window: Annotated[
        str,
        typer.Option(
            help="The window that was sent in for, if there are several.",
            metavar="W",
            autocompletion=complete_windows,
            show_default=False,
        ),
    ] = "",
    sender: Annotated[
        str,
        typer.Option(
            "--from",
            help="Only proposals of this stakeholder.",
            metavar="WHO",
            autocompletion=complete_stakeholders,
            show_default=False,
        ),
    ] = "",
    anonymous: Annotated[
        bool,
        typer.Option("--anonymous", help="Leave out the names of all stakeholders, everywhere."),
    ] = False,
) -> None:
    """Compile what came in: the base text, and the proposals under each of its paragraphs.

    The base text is the one that the window sent out. Proposals that come to the same words, or
    nearly, stand together with all who made them.

    Examples: wsisdraft compile vision/B --window 2014-03
              wsisdraft compile B.21 --from "Users Alliance"
              wsisdraft compile vision/B --anonymous --format html > compilation.html
    """
    look(
        [],
        given,
        lambda view, _: compiled(
            view, ref.strip(), window.strip(), sender.strip(), anonymous=anonymous
        ),
        page=compilation_page,
        value=_value,
        formats={"markdown": _markdown, "html": _html},
    )
