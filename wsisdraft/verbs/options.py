"""The options that verbs share, declared once; what completion offers for them."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from wsisdraft.view import Options


def complete_refs(incomplete: str) -> list[str]:
    """REFs that begin so, for the shell."""
    from wsisdraft.carry_out import known_refs

    return known_refs(incomplete)


def complete_stakeholders(incomplete: str) -> list[str]:
    """Names of stakeholders that begin so, for the shell."""
    from wsisdraft.carry_out import known_stakeholders

    return known_stakeholders(incomplete)


def complete_rules(incomplete: str) -> list[str]:
    """Names of rules that begin so, for the shell."""
    from wsisdraft.rules import RULES

    return [rule.name for rule in RULES if rule.name.startswith(incomplete.lower())]


Ref = Annotated[
    str,
    typer.Argument(
        help="A paragraph, range, chapter or document: B.21, B.27-30, vision/B.",
        metavar="REF",
        autocompletion=complete_refs,
        show_default=False,
    ),
]
Refs = Annotated[
    list[str],
    typer.Argument(
        help="Paragraphs, ranges, chapters: B.21, B.27-30, vision/B.",
        metavar="REF...",
        autocompletion=complete_refs,
        show_default=False,
    ),
]
OneRef = Annotated[
    str,
    typer.Argument(
        help="A paragraph: B.21.",
        metavar="REF",
        autocompletion=complete_refs,
        show_default=False,
    ),
]
MaybeRef = Annotated[
    str,
    typer.Argument(
        help="A paragraph, range, chapter or document; everything if left out.",
        metavar="[REF]",
        autocompletion=complete_refs,
        show_default=False,
    ),
]
Repo = Annotated[
    str,
    typer.Option(help="A directory in the draft repository.", metavar="DIR", show_default=False),
]
At = Annotated[
    str,
    typer.Option(
        help="An earlier state: a meeting's number, a date, a tag or a revision.",
        metavar="WHEN",
        show_default=False,
    ),
]


def format_among(*names: str) -> Any:  # noqa: ANN401  Typer's own type of an option
    """The option for the formats a verb has; help and completion list the same ones."""
    return typer.Option(
        help=f"{', '.join(names[:-1])} or {names[-1]}.",
        metavar="FORMAT",
        autocompletion=lambda incomplete: [n for n in names if n.startswith(incomplete.lower())],
        show_default=False,
    )


Format = Annotated[str, format_among("text", "json")]
By = Annotated[
    list[str] | None,
    typer.Option(
        help="On whose behalf, a stakeholder; may be given several times.",
        metavar="WHO",
        autocompletion=complete_stakeholders,
        show_default=False,
    ),
]
New = Annotated[
    bool, typer.Option("--new", help="Register whoever --by names and nobody knows yet.")
]
MeetingNumber = Annotated[
    str,
    typer.Option(
        help="The meeting it belongs to, if not the open one.", metavar="N", show_default=False
    ),
]
On = Annotated[
    str,
    typer.Option(
        help="The day it happened, if not today: 2014-04-17.", metavar="DATE", show_default=False
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the redline and write nothing.")]


def options(
    *,
    repo: str = ".",
    format: str = "text",
    at: str = "",
    by: list[str] | None = None,
    meeting: str = "",
    on: str = "",
    dry_run: bool = False,
    new: bool = False,
) -> Options:
    """The shared options of one call as a value."""
    return Options(repo, format, at, tuple(by or ()), meeting, on, dry_run, new)
