"""What a line typed so far asks for: a verb, an option, or a value of some kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wsisdraft.completion.table import Command, Option, Table
from wsisdraft.text.frozen import EMPTY, frozen

PROGRAM = "wsisdraft"
"""The row of the table for what stands before a verb."""
VERBS, OPTIONS = "verbs", "options"


@frozen
class Asked:
    """What may stand where the cursor is."""

    kind: str
    """`verbs`, `options`, or the kind of a value; empty where nothing of ours may."""
    begun: str
    """What is typed of it."""
    before: str = ""
    """What stands before it in the same word: `--by=`."""
    command: Command | None = None
    prefix: str = ""
    """Of verbs of two words: `alt `."""
    arguments: tuple[str, ...] = ()
    """Those of the verb that stand before the cursor."""
    given: Mapping[str, str] = EMPTY
    """Values of its options before the cursor, by their first spelling."""


def asked(table: Table, words: Sequence[str], begun: str) -> Asked:
    """What a line asks for: the words after the program's name, then the one under the cursor."""
    verb = ""
    for position, word in enumerate(words):
        if word.startswith("-"):
            continue
        verb = f"{verb} {word}".lstrip()
        if not table.is_prefix(verb):
            command = table.command(verb)
            return _of_verb(command, words[position + 1 :], begun) if command else Asked("", begun)
    kind = OPTIONS if begun.startswith("-") else VERBS
    return Asked(kind, begun, command=table.command(verb or PROGRAM), prefix=f"{verb} ".lstrip())


def _of_verb(command: Command, words: Sequence[str], begun: str) -> Asked:
    arguments: list[str] = []
    given: dict[str, str] = {}
    waiting = None
    closed = False  # by `--`, after which there are no options
    for word in words:
        if waiting is not None:
            given[waiting.spellings[0]] = word
            waiting = None
        elif word == "--" and not closed:
            closed = True
        elif closed or not word.startswith("-") or word == "-":
            arguments.append(word)
        else:
            option, value = _parted(command, word)
            if option is not None and value is not None:
                given[option.spellings[0]] = value
            elif option is not None and option.kind:
                waiting = option
    kind, begun, before = _under_cursor(command, waiting, len(arguments), begun, closed=closed)
    return Asked(kind, begun, before, command, "", tuple(arguments), given)


def _parted(command: Command, word: str) -> tuple[Option | None, str | None]:
    """The option a word names, and the value in the same word: `--by=Norland`."""
    spelling, equals, value = word.partition("=")
    return command.option(spelling), value if equals else None


def _under_cursor(
    command: Command, waiting: Option | None, arguments: int, begun: str, *, closed: bool
) -> tuple[str, str, str]:
    """The kind of what is typed, as much of it as there is, and what stands before that."""
    if waiting is not None:
        return waiting.kind, begun, ""
    if begun.startswith("-") and not closed:
        option, value = _parted(command, begun)
        if value is None:
            return OPTIONS, begun, ""
        kind = option.kind if option is not None else ""
        return kind, value, begun[: len(begun) - len(value)]
    kind = command.argument(arguments)
    return (kind or OPTIONS if not begun and not closed else kind), begun, ""
