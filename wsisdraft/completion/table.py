"""What may stand on the command line, as `verbs.txt` has it; tests hold it against the verbs.

The file is written by `make docs`. A line without a tab before it is a verb, or a prefix of verbs,
with what it does; below it, each after a tab, stand the kinds of its arguments, then its options:
their spellings, the kind of their value, what they are for. After `= rules` come names of rules.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from wsisdraft.text.frozen import frozen

FILE = "verbs.txt"
RULES = "= rules"
MANY = "..."


@frozen
class Option:
    spellings: tuple[str, ...]
    """`--by`, or `-h` and `--help`."""
    kind: str
    """Of its value; empty where it takes none."""
    said: str


@frozen
class Command:
    name: str
    """`show`, `alt add`; `alt` for the prefix."""
    said: str
    arguments: tuple[str, ...]
    """Their kinds, in order; the last one with dots where it may come again."""
    options: tuple[Option, ...]

    def option(self, spelling: str) -> Option | None:
        """The option so spelled."""
        return next((each for each in self.options if spelling in each.spellings), None)

    def argument(self, position: int) -> str:
        """The kind of an argument by its position from 0; empty where there is none."""
        if position < len(self.arguments):
            return self.arguments[position].removesuffix(MANY)
        last = self.arguments[-1] if self.arguments else ""
        return last.removesuffix(MANY) if last.endswith(MANY) else ""


@frozen
class Table:
    """The file, of which only what is asked for is taken apart."""

    verbs: str
    rules: str

    @staticmethod
    def read() -> Table:
        """As it was installed; OSError where it is not there."""
        with open(os.path.join(os.path.dirname(__file__), FILE), encoding="utf-8") as file:
            return Table.of(file.read())

    @staticmethod
    def of(source: str) -> Table:
        verbs, _, rules = source.partition(f"{RULES}\n")
        return Table(f"\n{verbs}", rules)

    def said(self) -> Iterator[tuple[str, str]]:
        """Every verb and prefix, with what it does."""
        for row in self.verbs.splitlines():
            if row and not row.startswith("\t"):
                name, _, said = row.partition("\t")
                yield name, said

    def of_rules(self) -> Iterator[tuple[str, str]]:
        """Every rule, with what it holds."""
        for row in self.rules.splitlines():
            name, _, said = row.partition("\t")
            yield name, said

    def is_prefix(self, name: str) -> bool:
        """Whether there are verbs of two words that begin so: `alt`."""
        return f"\n{name} " in self.verbs

    def command(self, name: str) -> Command | None:
        """A verb or prefix by its name."""
        start = self.verbs.find(f"\n{name}\t")
        if start < 0:
            return None
        first, *rest = self.verbs[start + 1 :].splitlines()
        arguments: list[str] = []
        options: list[Option] = []
        for row in rest:
            if not row.startswith("\t"):
                break
            spellings, *more = row[1:].split("\t")
            if more:
                options.append(Option(tuple(spellings.split(",")), more[0], more[1]))
            else:
                arguments.append(spellings)
        return Command(name, first.partition("\t")[2], tuple(arguments), tuple(options))


def written(commands: list[Command], rules: list[tuple[str, str]]) -> str:
    """The file that says so."""
    rows: list[str] = []
    for command in commands:
        rows.append(f"{command.name}\t{command.said}")
        rows += [f"\t{kind}" for kind in command.arguments]
        rows += [f"\t{','.join(o.spellings)}\t{o.kind}\t{o.said}" for o in command.options]
    rows.append(RULES)
    rows += [f"{name}\t{said}" for name, said in rules]
    return "\n".join(rows) + "\n"
