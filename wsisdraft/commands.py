"""The verbs as commands of Typer; a verb's module is imported when it is called, and no other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

Groups = Sequence[tuple[str, Sequence[tuple[str, str, str]]]]
"""Verbs in the groups in which people work: each with its module and the line `--help` shows."""


def program(groups: Groups, prefixes: Mapping[str, str]) -> Any:  # noqa: ANN401  Typer's own class is not public
    """The program as one command; `prefixes` are those of verbs of two words, and what they say."""
    app = typer.Typer(
        cls=_Verbs,
        add_completion=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings=_SETTINGS,
    )
    app.callback()(_wsisdraft)
    made: _Verbs = typer.main.get_command(app)  # type: ignore[assignment]
    made.groups, made.prefixes = groups, prefixes
    return made


def command(verb: str, module: str, said: str) -> Any:  # noqa: ANN401
    """The command at the foot of a verb's module, `said` its line in the help of the program."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    name = verb.rpartition(" ")[2]
    verb_module = import_module(f"wsisdraft.verbs.{module}")
    app.command(name, short_help=said, context_settings=_SETTINGS)(verb_module.command)
    made: Any = typer.main.get_command(app)
    # Paragraphs of the help keep their line breaks: examples are read line by line.
    made.help = _kept_lines(made.help or "")
    for parameter in made.params:
        if parameter.param_type_name == "argument" and parameter.metavar:
            parameter.make_metavar = _as_written(parameter.metavar)
    return made


def _as_written(metavar: str) -> Any:  # noqa: ANN401
    """Typer puts what is required in braces; a usage line is read more easily without."""
    return lambda ctx=None, usage=False: metavar  # noqa: ARG005


def _kept_lines(text: str) -> str:
    return "\n\n".join(
        f"\b\n{part}" if part.lstrip().startswith("Example") else part
        for part in text.split("\n\n")
    )


class _Verbs(TyperGroup):
    """The verbs of one prefix, looked up in the table and imported one at a time."""

    groups: Groups = ()
    prefixes: Mapping[str, str] = {}
    prefix = ""

    def _rows(self) -> dict[str, tuple[str, str]]:
        """Module and line of every verb of the prefix."""
        return {
            verb: (module, said)
            for _, rows in self.groups
            for verb, module, said in rows
            if verb.startswith(self.prefix)
        }

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        names = (verb.removeprefix(self.prefix) for verb in self._rows())
        return list(dict.fromkeys(name.partition(" ")[0] for name in names))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        verb = self.prefix + cmd_name
        row = self._rows().get(verb)
        if row is not None:
            return command(verb, *row)
        return self._inner(cmd_name) if not self.prefix and cmd_name in self.prefixes else None

    def _inner(self, name: str) -> _Verbs:
        made = _Verbs(
            name=name,
            help=self.prefixes[name],
            no_args_is_help=True,
            rich_markup_mode=None,
            context_settings=_SETTINGS,
        )
        made.groups, made.prefix = self.groups, f"{name} "
        return made

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            ctx.fail(_unknown(self.prefix + args[0], self._rows()))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Typer would make a failure of it that whoever read our output has had enough.
            let_go()
            raise SystemExit(0) from None
        except KeyboardInterrupt as stop:
            # Typer would end without a word.
            sys.stderr.write(f"wsisdraft: interrupted: {str(stop) or 'nothing was changed'}.\n")
            raise SystemExit(INTERRUPTED) from None

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        for title, rows in self.groups:
            shown = [
                (verb.removeprefix(self.prefix), said)
                for verb, _, said in rows
                if verb.startswith(self.prefix)
            ]
            if shown:
                with formatter.section(title):
                    formatter.write_dl(shown)


def let_go() -> None:
    """What is still in the buffer goes nowhere, or Python would fail over it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unknown(verb: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    from wsisdraft.text.quoting import quoted

    near = get_close_matches(verb, list(known), 1)
    hint = f" Did you mean {near[0]}?" if near else " wsisdraft --help lists them."
    return f"There is no verb {quoted(verb)}.{hint}"


def _version(asked: bool) -> None:
    if asked:
        from wsisdraft import __version__

        sys.stdout.write(f"wsisdraft {__version__}\n")
        raise typer.Exit


def _without_pager(asked: bool) -> None:
    if asked:
        os.environ["WSISDRAFT_PAGER"] = ""


def _wsisdraft(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
    no_pager: Annotated[
        bool,
        typer.Option("--no-pager", callback=_without_pager, help="Never show output in a pager."),
    ] = False,
) -> None:
    """Negotiate a text that lives in git: brackets, alternatives, agreement to exact words.

    A REF names what a verb is about: B.21, B.27-30, vision/B, vision/.
    """
