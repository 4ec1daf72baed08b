"""concordance: old numbers against new ones, between two states of the text."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import tell
from wsisdraft.pages.json_concordance import concordance_value
from wsisdraft.pages.terminal.concordance import concordance_page
from wsisdraft.reports.comparison import comparison
from wsisdraft.reports.concordance import Concordance, concordance
from wsisdraft.text.finding import Refusal
from wsisdraft.text.frozen import altered
from wsisdraft.verbs.shared.options import MaybeRef, Options, complete_moments, sharing
from wsisdraft.verbs.shared.two_states import open_states


def concorded(
    repo: str, before: str, after: str, ref: str, *, everything: bool
) -> Concordance | Refusal:
    """Where each paragraph of one state stands in another, or those that a REF names."""
    states = open_states(repo, before, after)
    selected = states.select(ref) if ref else (None, None, "")
    if isinstance(selected, Refusal):
        return selected
    was, now, scope = selected
    what = altered(states.read(everything=everything), selected=(was, now), scope=scope)
    made = comparison(what, states.moments, states.notes)
    return concordance(made, everything=everything)


def as_markdown(made: Concordance) -> str:
    """As tables in Markdown."""
    from wsisdraft.pages.concordance_markdown import concordance_markdown

    return concordance_markdown(made)


@sharing("format", "repo", formats=("text", "json", "markdown"))
def command(
    given: Options,
    before: Annotated[
        str,
        typer.Argument(
            help="The earlier state: a meeting's number, a date, a tag or a revision.",
            metavar="FROM",
            autocompletion=complete_moments,
            show_default=False,
        ),
    ],
    after: Annotated[
        str,
        typer.Argument(
            help="The later state; the work tree if left out, or `now`.",
            metavar="[TO]",
            autocompletion=complete_moments,
            show_default=False,
        ),
    ] = "",
    ref: MaybeRef = "",
    everything: Annotated[
        bool, typer.Option("--all", help="List paragraphs that kept their number, too.")
    ] = False,
) -> None:
    """Show old and new numbers side by side: renumbered, moved, new, deleted, split, merged.

    Paragraphs are paired by their ids, by likeness of their words where one has none.

    Examples: wsisdraft concordance 3 4
              wsisdraft concordance 3
              wsisdraft concordance 3 now vision/B --all --format markdown
    """
    tell(
        lambda: concorded(given.repo, before, after, ref, everything=everything),
        given,
        page=concordance_page,
        value=concordance_value,
        formats={"markdown": as_markdown},
    )
