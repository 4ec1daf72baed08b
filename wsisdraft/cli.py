"""The table of verbs, and the program; a verb's module is imported when it is called, no other."""

from __future__ import annotations

import gc
import os
import sys

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
            ("compile", "compile", "The base text, and every proposal under its paragraph."),
            ("dispose", "dispose", "What becomes of a proposal: into the text, or not."),
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
            ("meeting attend", "meeting.attend", "Who took part, in the room or remotely."),
            ("meeting decide", "meeting.decide", "What was decided, who does it, by when."),
            ("meeting done", "meeting.done", "What was decided is done."),
            ("meeting show", "meeting.show", "A meeting, and what was recorded in it."),
            ("meeting list", "meeting.list", "The meetings on record."),
            ("report", "report", "A meeting's outcomes, or the agenda of the next."),
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
NAMES = ("wsisdraft", "wd")
"""The names under which the program is installed."""
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


def main() -> None:
    """The program; never ends in a traceback."""
    gc.disable()  # A verb lives for a tenth of a second; its values die with it.
    _complete_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        _called(os.path.basename(sys.argv[0]))  # noqa: PTH119  pathlib is slow to start
    except BrokenPipeError:
        from wsisdraft.commands import let_go

        # Whoever read our output has had enough; that is no failure.
        let_go()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.stderr.write("wsisdraft: interrupted: nothing was changed.\n")
        sys.exit(INTERRUPTED)
    except OSError as error:
        from wsisdraft.commands import let_go

        let_go()
        sys.stderr.write(f"wsisdraft: system: {error.strerror or type(error).__name__}.\n")
        sys.stderr.write("help: See that what is read and written can be, then try again.\n")
        sys.exit(3)
    except Exception as error:
        sys.stderr.write(_ours(error))
        sys.exit(3)
    finally:
        gc.freeze()  # Nor are they looked through at the end, which would cost a tenth of it.


def _complete_streams() -> None:
    """Input, output and errors that were closed before we came lead nowhere, but are there.

    Else the next file that is opened would be taken for one of them.
    """
    if None not in (sys.stdin, sys.stdout, sys.stderr):
        return
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            while os.open(os.devnull, os.O_RDWR) < number:
                pass
            setattr(sys, name, os.fdopen(number, "w" if number else "r", encoding="utf-8"))


def _called(name: str) -> None:
    """What was asked for under one of our names: what a shell would complete, or a verb."""
    name = name if name in NAMES else NAMES[0]
    shell = os.environ.get(f"_{name.upper()}_COMPLETE", "")
    if shell.startswith("complete_"):
        # A shell asks while somebody types: without Typer, and without a word about what is wrong.
        from wsisdraft.completion.shells import answered

        if answered(shell, os.environ, sys.stdout):
            return
    from wsisdraft.commands import program

    program(VERBS, GROUPS)(prog_name=name)


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
