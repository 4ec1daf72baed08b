"""The shape of the house: who may import whom.

The rooms and their directions are those of docs/architecture.md.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.desk import CHECKOUT
from wsisdraft.cli import VERBS

PACKAGE = CHECKOUT / "wsisdraft"

BELOW_VIEW = {"text", "notation", "rules", "reports", "intake", "repository", "pages"}
MAY_IMPORT: dict[str, set[str]] = {
    "text": set(),
    "notation": {"text"},
    "rules": {"text", "notation"},
    "reports": {"text", "notation"},
    "intake": {"text", "notation"},
    "repository": {"text", "notation"},
    "pages": {"text", "notation", "rules", "reports"},
    "view": BELOW_VIEW,
    "carry_out": {*BELOW_VIEW, "view"},
    "completion": {"text", "notation"},
    "verbs.shared": {*BELOW_VIEW, "view", "carry_out", "completion"},
    "verbs": {*BELOW_VIEW, "view", "carry_out", "verbs.shared"},
    "demonstration": {"text", "notation", "verbs", "verbs.shared"},
    "verbs.demo": {*BELOW_VIEW, "view", "carry_out", "verbs.shared", "demonstration"},
    "commands": {"text", "verbs", "wsisdraft"},
    "cli": {"text", "completion", "commands"},
    "__main__": {"cli"},
    "wsisdraft": set(),
}
"""Each room, and the others it may import; `wsisdraft` is the package's own `__init__`."""

THIRD_PARTY = {
    "git": ("repository/",),
    "rich": ("pages/terminal/screen.py", "pages/terminal/progress.py"),
    "typer": ("commands.py", "verbs/"),
    "click": ("commands.py",),
    "ruamel": ("notation/",),
    "markdown_it": ("notation/", "pages/"),
    "jinja2": ("pages/template_",),
    "markupsafe": ("pages/template_",),
    "subprocess": ("repository/", "pages/terminal/pager.py"),
}
"""Packages that stay in their rooms; nothing else from outside the standard library is there."""

FORBIDDEN = re.compile(
    "manager|helper|util|common|handler|processor|validator|service", re.IGNORECASE
)
LONGEST_MODULE, LONGEST_FUNCTION = 400, 60


@dataclass(frozen=True, slots=True)
class Module:
    """What this page looks at of a module; its tree is let go, as all of them are large."""

    path: str
    """In the package: `verbs/alt/add.py`."""
    lines: int
    imported: tuple[str, ...]
    functions: tuple[tuple[str, int], ...]
    """Names and how many lines they have."""
    classes: tuple[str, ...]
    prints: tuple[int, ...]
    """Lines that call `print`."""

    @property
    def room(self) -> str:
        return room(self.path.removesuffix(".py").removesuffix("/__init__").split("/"))


def room(parts: list[str]) -> str:
    """The room of a module of the package."""
    if parts[:2] in (["verbs", "demo"], ["verbs", "shared"]):
        return ".".join(parts[:2])
    return "wsisdraft" if parts[0] in ("", "__init__") else parts[0]


@cache
def modules() -> tuple[Module, ...]:
    return tuple(module(path) for path in sorted(PACKAGE.rglob("*.py")))


def module(path: Path, top: Path = PACKAGE) -> Module:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    functions = [n for n in nodes if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    calls = [n for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    return Module(
        path.relative_to(top).as_posix(),
        len(source.splitlines()),
        tuple(imported(tree)),
        tuple((n.name, (n.end_lineno or n.lineno) - n.lineno + 1) for n in functions),
        tuple(n.name for n in nodes if isinstance(n, ast.ClassDef)),
        tuple(n.lineno for n in calls if isinstance(n.func, ast.Name) and n.func.id == "print"),
    )


def imported(tree: ast.AST) -> Iterator[str]:
    """The full names that a module imports, also in a function or for the type checker alone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if node.module == "wsisdraft" else str(node.module)


def test_a_room_imports_those_below_it() -> None:
    wrong = []
    for module in modules():
        assert module.room in MAY_IMPORT, f"{module.path} is in no room that the architecture knows"
        allowed = {module.room, "__version__", *MAY_IMPORT[module.room]}
        ours = [name for name in module.imported if name.split(".")[0] == "wsisdraft"]
        others = [name for name in ours if room(name.split(".")[1:] or [""]) not in allowed]
        wrong += [f"{module.path} imports {name}" for name in others]
    assert wrong == []


def test_a_verb_is_one_module_and_imports_no_other_verb() -> None:
    known = {row[1] for _, rows in VERBS for row in rows}
    wrong = []
    for module in modules():
        if module.room not in ("verbs", "verbs.demo"):
            continue
        if module.path.endswith("__init__.py"):
            assert module.imported == (), module.path
            continue
        name = module.path.removeprefix("verbs/").removesuffix(".py").replace("/", ".")
        assert name in known, f"{module.path} is no verb"
        others = {n for n in module.imported if n.startswith("wsisdraft.verbs.")}
        others = {n for n in others if not n.startswith("wsisdraft.verbs.shared.")}
        wrong += [f"{module.path} imports {n}" for n in others]
    assert wrong == []


def test_packages_stay_in_their_rooms() -> None:
    wrong = []
    for module in modules():
        for name in module.imported:
            top = name.split(".")[0]
            rooms = THIRD_PARTY.get(top)
            own = top == "wsisdraft" or top in sys.stdlib_module_names
            if not (own if rooms is None else module.path.startswith(rooms)):
                wrong.append(f"{module.path} imports {name}")
    assert wrong == []


def test_modules_and_functions_are_of_a_size_to_be_read() -> None:
    assert [each.path for each in modules() if each.lines > LONGEST_MODULE] == []
    sizes = [(each.path, *function) for each in modules() for function in each.functions]
    assert [size for size in sizes if size[2] > LONGEST_FUNCTION] == []


def test_modules_and_classes_are_named_for_what_they_are() -> None:
    assert [each.path for each in modules() if FORBIDDEN.search(each.path)] == []
    named = [(each.path, name) for each in modules() for name in each.classes]
    assert [each for each in named if FORBIDDEN.search(each[1])] == []


def test_only_the_screen_and_the_shell_speak() -> None:
    assert [f"{each.path}:{line}" for each in modules() for line in each.prints] == []


def test_the_core_asks_neither_clock_nor_environment_nor_files() -> None:
    impure = {"os", "sys", "pathlib", "time", "datetime", "subprocess", "random", "io", "shutil"}
    known = {
        # A day as a value, and the month's length.
        "rules/rule.py": {"datetime"},
        # The programs that write schema/, at the modules' feet.
        "notation/json_schema.py": {"sys", "pathlib"},
        "pages/output_schema.py": {"sys", "pathlib"},
        # Width, colour and pipes are what this module is for.
        "pages/terminal/screen.py": {"os", "sys", "shutil", "io"},
        # What is shown depends on how long something takes, and on where it is shown.
        "pages/terminal/progress.py": {"os", "sys", "time", "shutil"},
        # A pager is a program of the user's.
        "pages/terminal/pager.py": {"os", "sys", "shutil", "subprocess"},
    }
    for module in modules():
        if module.room in {"text", "notation", "rules", "reports", "pages"}:
            used = {name.split(".")[0] for name in module.imported} & impure
            assert used <= known.get(module.path, set()), module.path


def test_the_architecture_tells_of_every_room() -> None:
    page = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")
    told = set(re.findall(r"(?m)^\| `([a-z_/]+)(?:\.py)?/?` \|", page))
    rooms = {name.replace(".", "/") for name in MAY_IMPORT} - {"__main__", "wsisdraft"}
    assert {name.rstrip("/") for name in told} == rooms


def test_the_rules_of_this_page_would_see_a_fault(tmp_path: Path) -> None:
    tree = ast.parse("def f():\n    import git\n    from wsisdraft.verbs import agree\n")
    assert list(imported(tree)) == ["git", "wsisdraft.verbs"]
    long = tmp_path / "long.py"
    long.write_text("class Helper:\n    def f(self):\n" + "        print()\n" * 61)
    seen = module(long, tmp_path)
    assert (seen.lines, seen.functions, seen.classes) == (63, (("f", 62),), ("Helper",))
    assert len(seen.prints) == 61
    assert room(["verbs", "demo"]) == "verbs.demo"
    assert room(["verbs", "alt", "add"]) == "verbs"
