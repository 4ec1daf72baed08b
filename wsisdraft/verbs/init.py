"""init: a draft repository, new or in a repository that is there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from wsisdraft.carry_out import DONE, leave, refused, tell_landed, telling
from wsisdraft.notation.change import Record
from wsisdraft.notation.new_draft import ATTRIBUTES, STAKEHOLDERS, Beginnings, process_source
from wsisdraft.notation.reading import PROCESS_FILE, STAKEHOLDERS_FILE
from wsisdraft.notation.spelling import scalar
from wsisdraft.pages.terminal.page import Page, Style, flow, line
from wsisdraft.repository.git import shown
from wsisdraft.repository.starting import Started, start, there_already
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.frozen import altered
from wsisdraft.text.quoting import quoted
from wsisdraft.text.status import PRESETS
from wsisdraft.text.symbol import MARKS
from wsisdraft.verbs.shared.options import Options, sharing

_MARK = re.compile(r"\{[^{}]*\}?|\}")


def beginnings(
    directory: str, *, name: str, title: str, symbol: str, preset: str
) -> Beginnings | Refusal:
    """What a draft starts with, as it was asked for; the directory's name is the default name."""
    known = preset.casefold()
    if known not in PRESETS:
        return misused(
            "unknown-preset",
            f"There is no preset {quoted(preset)}.",
            f"Presets: {', '.join(PRESETS)}.",
        )
    for option, said in (("--name", name), ("--title", title), ("--symbol", symbol)):
        if scalar(said) is None:
            return misused(
                "malformed-words",
                f"What {option} gives cannot stand in a file: {quoted(said)}.",
                "Give it in ordinary characters, on one line.",
            )
    wrong = next((mark for mark in _MARK.findall(symbol) if mark not in MARKS), None)
    if wrong is not None:
        return misused(
            "malformed-symbol",
            f"{quoted(wrong)} means nothing in a template of symbols.",
            f"It may hold {', '.join(MARKS)}.",
        )
    usual = Path(directory).absolute().name
    return Beginnings(
        name or (usual if usual.strip() and scalar(usual) is not None else "Draft"),
        title,
        symbol,
        known,
    )


def new_files(said: Beginnings, trunk: str, *, new: bool) -> Mapping[str, str]:
    """The files of a draft; git's attributes at the top of a repository that is new."""
    attributes = (".gitattributes", "drafts/**") if new else ("drafts/.gitattributes", "*")
    return {
        attributes[0]: f"{attributes[1]} {ATTRIBUTES}\n",
        PROCESS_FILE: process_source(altered(said, trunk=trunk)),
        STAKEHOLDERS_FILE: STAKEHOLDERS,
    }


def _draft_there(directory: str, there: tuple[str, ...]) -> Refusal:
    if PROCESS_FILE in there:
        return refuse(
            "draft-there",
            f"{shown(directory)} holds a draft already.",
            f"wsisdraft status --repo {shown(directory)} shows where it stands.",
        )
    return refuse(
        "draft-there",
        f"There are files under drafts/ already, as {there[0]}, but no {PROCESS_FILE}.",
        f"Write {PROCESS_FILE} with `name: NAME` and commit it, or move drafts/ away first.",
    )


@sharing("format")
def command(
    given: Options,
    directory: Annotated[
        str,
        typer.Argument(
            help="A new directory, an empty one, or a repository; this one if left out.",
            metavar="[DIR]",
            show_default=False,
        ),
    ] = ".",
    preset: Annotated[
        str,
        typer.Option(help=f"The ladder of statuses: {', '.join(PRESETS)}.", metavar="PRESET"),
    ] = "mpp",
    name: Annotated[str, typer.Option(help="The short name of the process.", metavar="NAME")] = "",
    title: Annotated[str, typer.Option(help="Its name in full.", metavar="TEXT")] = "",
    symbol: Annotated[
        str,
        typer.Option(
            help="The template of symbols: N/{meeting}/{serial}/{state}.", metavar="TEMPLATE"
        ),
    ] = "",
) -> None:
    """Start a draft repository, or put a draft into a repository that has none.

    Examples: wsisdraft init forum --name FORUM --title "Forum on open networks"
              wsisdraft init --preset unga
    """
    with telling(given):
        said = beginnings(
            directory,
            name=name.strip(),
            title=title.strip(),
            symbol=symbol.strip(),
            preset=preset.strip(),
        )
        if isinstance(said, Refusal):
            leave(refused(said, given, {}))
        there = there_already(directory)
        if there:
            leave(refused(_draft_there(directory, there), given, {}))
        begun = said
        made = start(
            directory,
            lambda trunk, new: new_files(begun, trunk, new=new),
            Record(f"{begun.name}: the draft is started", (("Verb", "init"),)),
        )
        tell_landed(
            given,
            lambda: _page(directory, made),
            lambda: {
                "directory": directory,
                "commit": made.commit,
                "branch": made.branch,
                "files": list(made.files),
            },
            made.commit,
        )
        leave(DONE)


def _page(directory: str, made: Started) -> Page:
    where = "" if directory == "." else f"cd {directory} ; "
    return (
        flow(f"A draft is started on the branch {made.branch}: {', '.join(made.files)}."),
        line(f"Recorded as {made.commit[:10]}."),
        line(("Next: ", Style.HELP), f'{where}wsisdraft add vision/ --title "Vision"'),
        line("      wsisdraft meeting open 1"),
        line("      wsisdraft status"),
    )
