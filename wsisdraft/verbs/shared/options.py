"""The options that verbs share, declared once; what completion offers for them."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature, signature
from typing import Annotated, Any

import typer

from wsisdraft.verbs.shared.completion import (
    complete_alternatives,
    complete_folders,
    complete_meetings,
    complete_moments,
    complete_refs,
    complete_rules,
    complete_stakeholders,
    one_of,
)
from wsisdraft.view import Options

__all__ = [
    "Options",
    "complete_moments",
    "complete_refs",
    "complete_rules",
    "complete_stakeholders",
]
"""What is not made here; verbs that declare an option of their own take it from here, too."""


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
    typer.Option(
        help="A directory in the draft repository.",
        metavar="DIR",
        autocompletion=complete_folders,
        show_default=False,
    ),
]
At = Annotated[
    str,
    typer.Option(
        help="An earlier state: a meeting's number, a date, a tag or a revision.",
        metavar="WHEN",
        autocompletion=complete_moments,
        show_default=False,
    ),
]


def format_among(*names: str) -> Any:  # noqa: ANN401  Typer's own type of an option
    """The option for the formats a verb has; help and completion list the same ones."""
    return typer.Option(
        help=f"{', '.join(names[:-1])} or {names[-1]}.",
        metavar="FORMAT",
        autocompletion=one_of(*names),
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
Match = Annotated[
    int,
    typer.Option(
        help="Which of several places of the quote, as they are listed.",
        metavar="K",
        show_default=False,
    ),
]
Alt = Annotated[
    str,
    typer.Option(
        help="Act on the words of this alternative: its name or number.",
        metavar="K",
        autocompletion=complete_alternatives,
        show_default=False,
    ),
]
MeetingNumber = Annotated[
    str,
    typer.Option(
        help="The meeting it belongs to, if not the open one.",
        metavar="N",
        autocompletion=complete_meetings,
        show_default=False,
    ),
]
On = Annotated[
    str,
    typer.Option(
        help="The day it happened, if not today: 2014-04-17.", metavar="DATE", show_default=False
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the redline and write nothing.")]


Verb = Callable[..., None]

_SHARED: dict[str, tuple[object, object]] = {
    "by": (By, None),
    "new": (New, False),
    "meeting": (MeetingNumber, ""),
    "on": (On, ""),
    "dry_run": (DryRun, False),
    "at": (At, ""),
    "format": (Format, "text"),
    "repo": (Repo, "."),
}
"""Every shared option with its default, in the order in which `--help` lists them."""


def sharing(*names: str, formats: tuple[str, ...] = ()) -> Callable[[Verb], Verb]:
    """Gives a verb shared options after its own; it gets them as one value, `given`.

    With `formats`, the verb has those instead of text and JSON.
    """
    shared = {name: value for name, value in _SHARED.items() if name in names}
    if formats:
        shared["format"] = (Annotated[str, format_among(*formats)], "text")

    def decorate(verb: Verb) -> Verb:
        own = signature(verb, eval_str=True)
        parameters = [each for name, each in own.parameters.items() if name != "given"]
        parameters += [
            Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
            for name, (annotation, default) in shared.items()
        ]

        def command(**words: Any) -> None:  # noqa: ANN401  whatever the verb itself declares
            verb(_options({name: words.pop(name) for name in shared}), **words)

        command.__doc__ = verb.__doc__
        command.__module__ = verb.__module__
        command.__annotations__ = {each.name: each.annotation for each in parameters}
        command.__signature__ = Signature(  # type: ignore[attr-defined]
            [each.replace(kind=Parameter.KEYWORD_ONLY) for each in parameters]
        )
        return command

    return decorate


def _options(words: dict[str, Any]) -> Options:
    """The shared options of one call as a value."""
    if "by" in words:
        words["by"] = tuple(words["by"] or ())
    return Options(**words)


changing = sharing("by", "new", "meeting", "on", "dry_run", "format", "repo")
"""For a verb that changes the text on somebody's behalf."""
reading = sharing("at", "format", "repo")
"""For a verb that reads the work tree or an earlier state."""


def changing_with(*names: str) -> Callable[[Verb], Verb]:
    """For a verb that changes the text, and takes only some of the options of an occasion."""
    return sharing(*names, "dry_run", "format", "repo")


def reading_as(*formats: str) -> Callable[[Verb], Verb]:
    """For a verb that reads, and has formats of its own."""
    return sharing("at", "format", "repo", formats=formats)
