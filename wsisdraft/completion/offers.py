"""What is offered for each kind of word."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from wsisdraft.completion.draft_names import top_of
from wsisdraft.completion.table import Table
from wsisdraft.completion.typed import OPTIONS, VERBS, Asked
from wsisdraft.text.frozen import frozen

CHOICES = "="
"""Before the words of a kind that is a list of them: `=text,json`."""
BASE = ("base", "the paragraph's own words")
_LONGEST = 60


@frozen
class Offer:
    """A word that may stand there; what it is, where that is worth a line."""

    text: str
    said: str = ""


def offers(table: Table, wanted: Asked, here: str) -> list[Offer]:
    """Everything that begins as typed, in the order in which it is to be shown.

    `here` is the directory in which the shell is. What has no name on record, and what cannot be
    read, is silently not offered. Nor is anything that a terminal would not show as it is.
    """
    begun = wanted.begun.casefold()
    found = {
        text: said
        for text, said in _told(table, wanted, here)
        if text.casefold().startswith(begun) and text.isprintable()
    }
    return [Offer(wanted.before + text, _short(said)) for text, said in found.items()]


def _short(said: str) -> str:
    line = " ".join(said.split())
    line = "".join(c for c in line if c.isprintable())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _told(table: Table, wanted: Asked, here: str) -> Iterator[tuple[str, str]]:
    if wanted.kind == VERBS:
        yield from _verbs(table, wanted.prefix)
    elif wanted.kind == OPTIONS:
        yield from _options(wanted)
    elif wanted.kind == "rules":
        yield from table.of_rules()
    elif wanted.kind.startswith(CHOICES):
        yield from ((word, "") for word in wanted.kind[1:].split(","))
    else:
        directory = wanted.given.get("--repo", "")
        top = top_of(os.path.join(here, directory))
        named = _named(wanted, top).get(wanted.kind) if top else None
        if named is not None:
            yield from named()


def _verbs(table: Table, prefix: str) -> Iterator[tuple[str, str]]:
    for name, said in table.said():
        own = name.removeprefix(prefix)
        if name.startswith(prefix) and " " not in own and name != "wsisdraft":
            yield own, said


def _options(wanted: Asked) -> Iterator[tuple[str, str]]:
    for option in wanted.command.options if wanted.command else ():
        long = [s for s in option.spellings if s.startswith("--")]
        yield from ((spelling, option.said) for spelling in long or option.spellings)


def _named(wanted: Asked, top: str) -> dict[str, Callable[[], Iterator[tuple[str, str]]]]:
    """Where the names of each kind come from."""
    from wsisdraft.completion import named

    ref = wanted.arguments[0] if wanted.arguments else ""

    def refs() -> Iterator[tuple[str, str]]:
        from wsisdraft.completion.refs import refs

        return ((found, "") for found in refs(top, wanted.begun, _focus(top)))

    return {
        "refs": refs,
        "stakeholders": partial(named.stakeholders, top),
        "statuses": partial(named.statuses, top),
        "meetings": partial(named.meetings, top),
        "moments": partial(named.moments, top),
        "windows": partial(named.windows, top),
        "symbols": partial(named.symbols, top),
        "decisions": partial(named.decisions, top),
        "alternatives": lambda: named.alternatives(top, ref, _focus(top)),
        "chosen": lambda: chain(named.alternatives(top, ref, _focus(top)), [BASE]),
        "brackets": lambda: named.brackets(top, ref, _focus(top)),
        "contested": lambda: chain(
            named.brackets(top, ref, _focus(top)), named.alternatives(top, ref, _focus(top))
        ),
    }


def _focus(top: str) -> str:
    """What is in focus in this clone, as `wsisdraft on` has set it."""
    from wsisdraft.completion.named import git_folders

    try:
        with open(f"{git_folders(top)[1]}/wsisdraft/focus", encoding="utf-8") as file:
            return file.read(200).strip()
    except (OSError, UnicodeDecodeError):
        return ""
