"""Writes the pages that the program itself can tell: verbs, rules, and the keys of files.

`python docs/generate.py` writes them, `--check` only says which are not up to date.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, get_type_hints

from wsisdraft.cli import GROUPS, VERBS
from wsisdraft.commands import command, program
from wsisdraft.completion.table import FILE, MANY, Command, Option, written
from wsisdraft.notation.json_schema import KINDS
from wsisdraft.notation.shape import Choice, Many, Record, Shape, Table, Word
from wsisdraft.notation.shapes import PARTY
from wsisdraft.rules import RULES
from wsisdraft.text.frozen import altered
from wsisdraft.verbs.shared.completion import KINDS as COMPLETERS

DOCS = Path(__file__).parent
COLUMNS = 100
NOTICE = "<!-- Written by `make docs` from {source}; edits here are lost. -->"

REFS = """\
What these pages call REF and WHEN is told in [format.md](format.md#refs); exit codes and JSON are
there, too. Changing verbs act on HEAD's branch and make one commit; reading verbs read the work
tree, or the state that `--at` names, and write nothing."""
GRAVITIES = """\
What `wsisdraft check` holds a text to. An error fails the check (exit code 1); a warning fails it
only with `--strict`. `wsisdraft explain RULE` shows these pages in the terminal."""

_KEYS = re.compile(r"(?ms)^<!-- keys of (\S+) -->\n.*?^<!-- end -->$")


def cli_page() -> str:
    """Every verb as its `--help` tells it, in the groups in which people work."""
    parts = [
        "# The verbs",
        NOTICE.format(source="the verbs' own --help"),
        REFS,
    ]
    for group, rows in VERBS:
        parts.append(f"## {group}")
        for verb, _, said in rows:
            parts += [f"### {verb}", said, f"```text\n{help_of(verb)}\n```"]
    return "\n\n".join(parts) + "\n"


def help_of(verb: str) -> str:
    """What `wsisdraft VERB --help` prints at a hundred columns, without colours."""
    os.environ |= {"COLUMNS": str(COLUMNS), "NO_COLOR": "1"}
    told = io.StringIO()
    command = program(VERBS, GROUPS)
    with redirect_stdout(told):
        command.main([*verb.split(), "--help"], prog_name="wsisdraft", standalone_mode=False)
    lines = (line.rstrip() for line in told.getvalue().splitlines())
    return "\n".join(lines).strip("\n")


def rules_page() -> str:
    """Every rule as `explain` tells it, in the order in which they are told."""
    parts = [
        "# The rules",
        NOTICE.format(source="wsisdraft/rules"),
        GRAVITIES,
        "\n".join(
            ["| rule | gravity | what must hold |", "|---|---|---|"]
            + [f"| [{r.name}](#{r.name}) | {r.gravity} | {r.summary} |" for r in RULES]
        ),
    ]
    for rule in RULES:
        parts += [f"## {rule.name}", f"*{rule.gravity.capitalize()}.* {rule.summary}"]
        parts.append(rule.page.strip("\n"))
    return "\n\n".join(parts) + "\n"


def format_page(page: str) -> str:
    """The page on the format with the keys of each kind of file as its shape has them."""
    if _KEYS.findall(page) != list(KINDS):
        raise ValueError(f"docs/format.md tells the keys of {', '.join(KINDS)}, in this order")
    tables = _Tables()
    return _KEYS.sub(lambda match: tables.of(match[1]), page)


@dataclass(slots=True)
class _Tables:
    """The tables of a page; what one of them tells, the next ones refer to."""

    told: dict[int, str] = field(default_factory=dict)
    """By the identity of a shape, where it is told."""

    def of(self, kind: str) -> str:
        """The table of one kind of file, between its marks."""
        shape, _ = KINDS[kind]
        rows = "\n".join(self._rows(shape, "", kind))
        head = "| key | what it says | what may stand there |\n|---|---|---|"
        return f"<!-- keys of {kind} -->\n{head}\n{rows}\n<!-- end -->"

    def _rows(self, shape: Record | Table, above: str, kind: str) -> Iterator[str]:
        self.told.setdefault(id(shape), kind)
        if isinstance(shape, Table):
            if isinstance(shape.each, Record):
                yield f"| `{above}*` | Each under its own key. | the key: {_takes(shape.key)} |"
                yield from self._rows(shape.each, f"{above}*.", kind)
            return
        for key, each in shape.fields.items():
            due = ", required" if each.required else ""
            inner = each.shape
            before = self.told.get(id(inner)) if isinstance(inner, Record | Table) else None
            takes = f"as in the table of {before}" if before else _takes(inner)
            yield f"| `{above}{key}`{due} | {each.about} | {takes} |"
            if isinstance(inner, Record | Table) and before is None:
                yield from self._rows(inner, f"{above}{key}.", kind)


def _takes(shape: Shape) -> str:
    """A shape in a few words."""
    if isinstance(shape, Word):
        return "text" if shape.must == PARTY.must else shape.must
    if isinstance(shape, Choice):
        return "one of " + ", ".join(f"`{word}`" for word in shape.words)
    if isinstance(shape, Many):
        return f"{_takes(shape.each)}; or a list of such" + (", not empty" if shape.least else "")
    if isinstance(shape, Table) and isinstance(shape.each, Choice):
        return f"names, each with {_takes(shape.each)}"
    return "keys of its own"


def completion_table() -> str:
    """What a shell may complete, of every verb: its arguments, its options, and the rules."""
    commands = [_for_completion("wsisdraft", program(VERBS, GROUPS), {})]
    commands += [
        _for_completion(name, program(VERBS, GROUPS).get_command(None, name), {}) for name in GROUPS
    ]
    for verb, module, said in (row for _, rows in VERBS for row in rows):
        known = get_type_hints(
            import_module(f"wsisdraft.verbs.{module}").command, include_extras=True
        )
        commands.append(_for_completion(verb, command(verb, module, said), known))
    told = {verb: said for _, rows in VERBS for verb, _, said in rows} | GROUPS
    return written(
        [altered(each, said=told.get(each.name, "")) for each in commands],
        [(rule.name, rule.summary) for rule in RULES],
    )


def _for_completion(name: str, made: Any, hints: Mapping[str, object]) -> Command:  # noqa: ANN401
    """What may be typed after a verb; `hints` are the declarations of its parameters."""
    arguments, options = [], []
    for parameter in made.params:
        declared = getattr(hints.get(parameter.name), "__metadata__", (None,))[0]
        completer = getattr(declared, "autocompletion", None)
        metavar = (parameter.metavar or "").strip("[]")
        kind = COMPLETERS.get(completer, "") if completer else ""
        kind = kind or ("files" if metavar.rstrip(".") in _FILES else "words")
        if parameter.param_type_name == "argument":
            arguments.append(f"{kind}{MANY if parameter.nargs != 1 else ''}")
        else:
            flag = parameter.is_flag or name == "wsisdraft"
            options.append(Option(tuple(parameter.opts), "" if flag else kind, parameter.help))
    options.append(Option(("--help", "-h"), "", "Show this message and exit."))
    return Command(name, "", tuple(arguments), tuple(options))


_FILES = ("FILE", "F", "DIR")


def pages() -> dict[Path, str]:
    """Every generated page with what it should say."""
    form = DOCS / "format.md"
    return {
        DOCS / "cli.md": cli_page(),
        DOCS / "rules.md": rules_page(),
        form: format_page(form.read_text(encoding="utf-8")),
        DOCS.parent / "wsisdraft" / "completion" / FILE: completion_table(),
    }


def main(words: Sequence[str]) -> int:
    """Writes the pages, or says which of them are not up to date."""
    code = 0
    for path, said in pages().items():
        if path.exists() and path.read_text(encoding="utf-8") == said:
            continue
        if "--check" in words:
            sys.stderr.write(f"{path.relative_to(DOCS.parent)} is not up to date: make docs\n")
            code = 1
        else:
            path.write_text(said, encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
