"""diff: the redline between two states of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from wsisdraft.carry_out import tell
from wsisdraft.pages.shortened import CONTEXT
from wsisdraft.pages.terminal.comparison import Showing, comparison_page, statistics_page
from wsisdraft.reports.comparison import Comparison, comparison
from wsisdraft.repository.ground import UnknownMoment
from wsisdraft.text.finding import Refusal
from wsisdraft.text.frozen import altered
from wsisdraft.verbs.shared.options import MaybeRef, Options, complete_moments, sharing
from wsisdraft.verbs.shared.two_states import TwoStates, open_states

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json

FORMATS = ("text", "json", "markdown", "html")
From = Annotated[
    str,
    typer.Argument(
        help="The earlier state: a meeting's number, a date, a tag or a revision.",
        metavar="FROM",
        autocompletion=complete_moments,
        show_default=False,
    ),
]
To = Annotated[
    str,
    typer.Argument(
        help="The later state; the work tree if left out, or `now`.",
        metavar="[TO]",
        autocompletion=complete_moments,
        show_default=False,
    ),
]


def compared(
    repo: str, moments: tuple[str, str], ref: str, *, everything: bool
) -> Comparison | Refusal:
    """What is otherwise in the later state, or in the part of it that a REF names."""
    states, ref = _meant(repo, *moments, ref)
    selected = states.select(ref) if ref else (None, None, "")
    if isinstance(selected, Refusal):
        return selected
    was, now, scope = selected
    what = altered(states.read(everything=everything), selected=(was, now), scope=scope)
    return comparison(what, states.moments, states.notes)


def _meant(repo: str, before: str, after: str, ref: str) -> tuple[TwoStates, str]:
    """The states, and the REF; a REF in the place of TO is one of the work tree."""
    try:
        return open_states(repo, before, after), ref
    except UnknownMoment:
        if ref or not after:
            raise
        states = open_states(repo, before, "")
        if isinstance(states.select(after), Refusal):
            raise
        return states, after


@sharing("format", "repo", formats=FORMATS)
def command(
    given: Options,
    before: From,
    after: To = "",
    ref: MaybeRef = "",
    everything: Annotated[
        bool, typer.Option("--all", help="List paragraphs of which nothing changed, too.")
    ] = False,
    stat: Annotated[
        bool, typer.Option("--stat", "--summary", help="One line a chapter, no words.")
    ] = False,
    sides: Annotated[
        bool | None,
        typer.Option(
            "--side-by-side/--inline",
            help="Two columns, or one; a window of 120 columns shows two by itself.",
            show_default=False,
        ),
    ] = None,
    context: Annotated[
        int | None,
        typer.Option(
            help="Words that stay, shown on either side of a change: 12.",
            metavar="N",
            min=0,
            show_default=False,
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Show all words that stay.")] = False,
) -> None:
    """Show the redline between two states: words, statuses, brackets, alternatives.

    Every paragraph is classed as ADD, MOD, (MOD) for editorial changes, SUP, MOVED or NOC.

    Examples: wsisdraft diff 3 4
              wsisdraft diff 3 4 vision/B
              wsisdraft diff 2014-03-01 now B.21 --full
              wsisdraft diff 3 4 --format html > redline.html
    """
    context = None if full else CONTEXT if context is None else context
    showing = Showing(context, sides)
    tell(
        lambda: compared(given.repo, (before, after), ref, everything=everything),
        given,
        page=lambda made: statistics_page(made) if stat else comparison_page(made, showing),
        value=_value,
        formats={
            "markdown": lambda made: _markdown(made, context, stat=stat),
            "html": _html,
        },
    )


def _value(made: Comparison) -> Json:
    from wsisdraft.pages.json_comparison import comparison_value

    return comparison_value(made)


def _markdown(made: Comparison, context: int | None, *, stat: bool) -> str:
    from wsisdraft.pages.comparison_markdown import comparison_markdown

    return comparison_markdown(made, context, words=not stat)


def _html(made: Comparison) -> str:
    from wsisdraft.pages.comparison_html import comparison_html

    return comparison_html(made)
