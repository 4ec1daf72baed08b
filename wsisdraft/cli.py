"""The table of verbs; a verb's module is imported when it is called, and no other."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

# Verb, module, the line `--help` shows; in the groups in which people work.
VERBS: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    (
        "Read",
        (
            ("status", "status", "Where the text stands, and what to do next."),
            ("show", "show", "Paragraphs as delegates read them."),
            ("log", "log", "What happened to a paragraph."),
            ("brackets", "brackets", "Every unresolved bracket, choice and alternative."),
            ("diff", "diff", "The redline between two states of the text."),
            ("trend", "trend", "What is open, at each closed meeting and now."),
            ("concordance", "concordance", "Old numbers against new ones."),
            ("similar", "similar", "The paragraphs most like one, and what they share."),
            ("stakeholders", "stakeholders", "Who takes part, and what each has open."),
            ("scan", "scan", "The brackets of any text from outside."),
            ("check", "check", "The rules; exits with 1 when one is broken."),
            ("explain", "explain", "What a rule means and how to mend what it finds."),
            ("on", "on", "What is in focus here, so that a number is enough."),
        ),
    ),
    (
        "Negotiate",
        (
            ("agree", "agree", "Settle paragraphs, or a chapter with its exceptions."),
            ("confirm", "confirm", "The condition of an agreement is met."),
            ("reopen", "reopen", "Take an agreement back, the reason on record."),
            ("declare", "declare", "Declare a chapter, its exceptions computed."),
            ("mandate", "mandate", "Charge somebody with redrafting, by a day."),
            ("facilitators", "facilitators", "Who facilitates a chapter or section."),
            ("propose", "propose", "A proposal from the floor, the base words kept."),
            ("bracket", "bracket", "Put words in brackets."),
            ("support", "support", "Add a name to a bracket or an alternative."),
            ("withdraw", "withdraw", "Take a name off, and a proposal nobody makes any more."),
            ("lift", "lift", "Lift brackets: keep, drop or choose their words."),
            ("edit", "edit", "Give open text another wording."),
            ("correct", "correct", "Correct a slip in agreed text, which stays agreed."),
            ("record", "record", "Take what you edited by hand into the record."),
            ("reserve", "reserve", "A party's reservation, put beside the text."),
            ("note", "note", "A note, put beside the text."),
            ("undo", "undo", "Take a verb back by a new commit."),
        ),
    ),
    (
        "Alternatives",
        (
            ("alt add", "alt.add", "Put an alternative wording on the table."),
            ("alt amend", "alt.amend", "A new text for an alternative, on its branch too."),
            ("alt list", "alt.list", "The alternatives of a paragraph, side by side."),
            ("alt show", "alt.show", "One alternative against the base text."),
            ("alt withdraw", "alt.withdraw", "Take an alternative off the table."),
            ("choose", "choose", "Take one alternative and close the others."),
        ),
    ),
    (
        "Structure",
        (
            ("add", "add", "Add a paragraph, section, chapter or document."),
            ("delete", "delete", "Delete a paragraph; its number stays."),
            ("move", "move", "Paragraphs, a section or a chapter to another place."),
            ("split", "split", "One paragraph becomes several, word for word."),
            ("merge", "merge", "Neighbouring paragraphs become one."),
            ("renumber", "renumber", "New numbers for a chapter; references follow."),
        ),
    ),
    (
        "In and out",
        (
            ("import", "import_", "A text from outside as a document or chapter."),
            ("doubt list", "doubt.list", "What an import was not sure of."),
            ("doubt settle", "doubt.settle", "Somebody has looked at a doubt."),
        ),
    ),
    (
        "Submissions",
        (
            ("window open", "window.open", "Ask stakeholders to send in, until a day."),
            ("window close", "window.close", "A window has its last day today."),
            ("window list", "window.list", "The windows for submissions."),
            ("submit", "submit", "File what a stakeholder sent in, with a receipt."),
            ("receipt", "receipt", "The receipt again; whether a file is what came in."),
            ("submissions", "submissions", "What came in, and what became of it."),
        ),
    ),
    (
        "Meetings",
        (
            ("meeting open", "meeting.open", "Open a meeting; what follows belongs to it."),
            (
                "meeting close",
                "meeting.close",
                "Close the meeting: symbols, what it issued, its tag.",
            ),
            ("meeting table", "meeting.table", "Table chapters as documents of a meeting."),
            ("meeting reading", "meeting.reading", "The reading a chapter has come to."),
            ("meeting show", "meeting.show", "A meeting, and what was recorded in it."),
            ("meeting list", "meeting.list", "The meetings on record."),
        ),
    ),
    (
        "Repository",
        (
            ("init", "init", "Start a draft repository."),
            ("demo", "demo", "Write the demonstration negotiation into a directory."),
            ("recover", "recover", "Settle what an interrupted verb left behind."),
        ),
    ),
)
GROUPS = {
    "alt": "Alternative wordings of a paragraph.",
    "doubt": "What an importer was not sure of.",
    "meeting": "The meetings of the process.",
    "window": "The windows in which stakeholders send in.",
}
_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def _rows() -> dict[str, tuple[str, str]]:
    return {verb: (module, said) for _, rows in VERBS for verb, module, said in rows}


def _command(verb: str) -> Any:  # noqa: ANN401  Typer's own command class is not public
    """The command at the foot of a verb's module."""
    module, said = _rows()[verb]
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    name = verb.rpartition(" ")[2]
    verb_module = import_module(f"wsisdraft.verbs.{module}")
    app.command(name, short_help=said, context_settings=_SETTINGS)(verb_module.command)
    command = typer.main.get_command(app)
    # Paragraphs of the help keep their line breaks: examples are read line by line.
    command.help = _kept_lines(command.help or "")
    for parameter in command.params:
        if parameter.param_type_name == "argument" and parameter.metavar:
            parameter.make_metavar = _as_written(  # type: ignore[method-assign]
                parameter.metavar
            )
    return command


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

    prefix = ""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        names = (verb.removeprefix(self.prefix) for verb in _rows() if verb.startswith(self.prefix))
        return list(dict.fromkeys(name.partition(" ")[0] for name in names))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        verb = self.prefix + cmd_name
        if verb in _rows():
            return _command(verb)
        return _group(cmd_name) if not self.prefix and cmd_name in GROUPS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401
        if args and not args[0].startswith("-") and args[0] not in self.list_commands(ctx):
            ctx.fail(_unknown(self.prefix + args[0], self.prefix))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        for title, rows in VERBS:
            shown = [
                (verb.removeprefix(self.prefix), said)
                for verb, _, said in rows
                if verb.startswith(self.prefix)
            ]
            if shown:
                with formatter.section(title):
                    formatter.write_dl(shown)


def _unknown(verb: str, prefix: str) -> str:
    from difflib import get_close_matches

    from wsisdraft.text.quoting import quoted

    known = [known for known in _rows() if known.startswith(prefix)]
    near = get_close_matches(verb, known, 1)
    hint = f" Did you mean {near[0]}?" if near else " wsisdraft --help lists them."
    return f"There is no verb {quoted(verb)}.{hint}"


class _AltVerbs(_Verbs):
    prefix = "alt "


class _DoubtVerbs(_Verbs):
    prefix = "doubt "


class _MeetingVerbs(_Verbs):
    prefix = "meeting "


class _WindowVerbs(_Verbs):
    prefix = "window "


def _group(name: str) -> Any:  # noqa: ANN401
    group = {
        "alt": _AltVerbs,
        "doubt": _DoubtVerbs,
        "meeting": _MeetingVerbs,
        "window": _WindowVerbs,
    }[name]
    return group(
        name=name,
        help=GROUPS[name],
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings=_SETTINGS,
    )


app = typer.Typer(
    cls=_Verbs,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings=_SETTINGS,
)


def _version(asked: bool) -> None:
    if asked:
        from wsisdraft import __version__

        sys.stdout.write(f"wsisdraft {__version__}\n")
        raise typer.Exit


@app.callback()
def wsisdraft(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Negotiate a text that lives in git: brackets, alternatives, agreement to exact words.

    A REF names what a verb is about: B.21, B.27-30, vision/B, vision/.
    """


def main() -> None:
    """The program; never ends in a traceback."""
    gc.disable()  # A verb lives for a tenth of a second; its values die with it.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="wsisdraft")
    except BrokenPipeError:
        # Whoever read our output has had enough; that is no failure.
        _let_go()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("wsisdraft: interrupted: nothing more was changed.\n")
        sys.exit(130)
    except OSError as error:
        _let_go()
        sys.stderr.write(f"wsisdraft: system: {error.strerror or type(error).__name__}.\n")
        sys.stderr.write("help: See that what is read and written can be, then try again.\n")
        sys.exit(3)
    except Exception as error:
        sys.stderr.write(_ours(error))
        sys.exit(3)
    finally:
        gc.freeze()  # Nor are they looked through at the end, which would cost a tenth of it.


def _let_go() -> None:
    """What is still in the buffer goes nowhere, or Python would fail over it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _ours(error: Exception) -> str:
    """The fault is ours: one line, and where the details are kept."""
    import tempfile
    import traceback

    from wsisdraft.text.quoting import quoted

    said = f"wsisdraft: internal: {type(error).__name__}: {quoted(str(error))}."
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="wsisdraft-", suffix=".log", delete=False, encoding="utf-8"
        ) as log:
            traceback.print_exc(file=log)
    except OSError:
        return f"{said}\n"
    return f"{said}\nhelp: Please report it, with {log.name}\n"
