"""Every verb of the table is there, tells what it does, and shows an example that is understood."""

from __future__ import annotations

import re
import shlex
from importlib.util import find_spec
from keyword import iskeyword
from typing import Any

import pytest

from tests.desk import CHECKOUT, Desk
from wsisdraft.cli import GROUPS, VERBS
from wsisdraft.commands import program

ROWS = tuple(row for _, rows in VERBS for row in rows)
NAMES = tuple(verb for verb, _, _ in ROWS)

_EXAMPLE = re.compile(r"^ *Examples?: (.+)$|^ {6,}(wsisdraft .+)$")


def command(verb: str) -> Any:
    """The command of a verb, as the program itself finds it."""
    found: Any = program(VERBS, GROUPS)
    for name in verb.split():
        found = found.get_command(None, name)
        assert found is not None, verb
    return found


def help_of(verb: str) -> str:
    """The help of a verb, wide enough that no example is broken."""
    context = command(verb).make_context(
        f"wsisdraft {verb}", [], resilient_parsing=True, terminal_width=200, max_content_width=200
    )
    return str(context.get_help())


def examples(verb: str) -> list[list[str]]:
    """The examples in a verb's help, as words."""
    found = (_EXAMPLE.match(line) for line in help_of(verb).splitlines())
    # What a shell does with the output is no part of the command.
    return [shlex.split(re.split(" [|>] ", m[1] or m[2])[0]) for m in found if m]


def test_names_are_told_once() -> None:
    assert len(NAMES) == len(set(NAMES))
    assert {name.split()[0] for name in NAMES if " " in name} == set(GROUPS)


@pytest.mark.parametrize(("verb", "module", "said"), ROWS, ids=NAMES)
def test_a_verb_has_its_module_and_a_line(verb: str, module: str, said: str) -> None:
    # What Python keeps a word for itself has a line behind it.
    place = f"{verb}_" if iskeyword(verb) else verb.replace(" ", ".")
    assert module == place, "a verb is found where it is looked for"
    assert find_spec(f"wsisdraft.verbs.{module}") is not None
    assert re.fullmatch(r"[A-Z].{8,70}\.", said), said


def test_every_module_of_a_verb_is_in_the_table() -> None:
    folder = CHECKOUT / "wsisdraft" / "verbs"
    modules = {
        ".".join(path.relative_to(folder).with_suffix("").parts)
        for path in folder.rglob("*.py")
        if "\ndef command(" in path.read_text(encoding="utf-8")
    }
    assert modules == {module for _, module, _ in ROWS}


@pytest.mark.parametrize("verb", NAMES)
def test_the_help_of_a_verb_shows_an_example_that_is_understood(verb: str) -> None:
    shown = examples(verb)
    assert shown, f"wsisdraft {verb} --help shows no example"
    for words in shown:
        assert words[: 1 + len(verb.split())] == ["wsisdraft", *verb.split()]
        # Parsed and not carried out: an unknown option or a missing argument would be refused.
        given = words[1 + len(verb.split()) :]
        assert command(verb).make_context(f"wsisdraft {verb}", given).command is not None


@pytest.mark.parametrize("verb", NAMES)
def test_every_option_of_a_verb_says_what_it_does(verb: str) -> None:
    for parameter in command(verb).params:
        assert parameter.help, f"{verb} {parameter.name}"
        assert parameter.help.endswith("."), f"{verb} {parameter.name}"


@pytest.mark.parametrize("verb", NAMES)
def test_a_verb_is_on_the_page_of_verbs(verb: str) -> None:
    page = (CHECKOUT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert f"\n### {verb}\n" in page
    assert f"Usage: wsisdraft {verb} " in page


def test_the_program_itself_lists_every_verb(desk: Desk) -> None:
    told = desk.done("--help").out
    for verb, _, said in ROWS:
        assert re.search(rf"(?m)^  {verb} +{re.escape(said)}$", told), verb


def test_help_comes_by_both_spellings(desk: Desk) -> None:
    assert desk.done("agree", "-h").out == desk.done("agree", "--help").out
