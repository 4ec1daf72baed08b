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

import pytest

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
    path: str
    """In the package: `verbs/alt/add.py`."""
    tree: ast.Module
    lines: int

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
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        name = path.relative_to(PACKAGE).as_posix()
        found.append(Module(name, ast.parse(source), len(source.splitlines())))
    return tuple(found)


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


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_a_room_imports_those_below_it(module: Module) -> None:
    assert module.room in MAY_IMPORT, f"{module.path} is in no room that the architecture knows"
    allowed = {module.room, *MAY_IMPORT[module.room]}
    for name in imported(module.tree):
        if name.split(".")[0] != "wsisdraft":
            continue
        other = room(name.split(".")[1:] or [""])
        if other == "__version__":
            continue
        assert other in allowed, f"{module.path} imports {name}"


VERB_MODULES = tuple(each for each in modules() if each.room in ("verbs", "verbs.demo"))


@pytest.mark.parametrize("module", VERB_MODULES, ids=lambda module: module.path)
def test_a_verb_is_one_module_and_imports_no_other_verb(module: Module) -> None:
    if module.path.endswith("__init__.py"):
        assert not list(imported(module.tree))
        return
    name = module.path.removeprefix("verbs/").removesuffix(".py").replace("/", ".")
    assert name in {row[1] for _, rows in VERBS for row in rows}, f"{module.path} is no verb"
    others = {n for n in imported(module.tree) if n.startswith("wsisdraft.verbs.")}
    assert not [n for n in others if not n.startswith("wsisdraft.verbs.shared.")]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_packages_stay_in_their_rooms(module: Module) -> None:
    for name in imported(module.tree):
        top = name.split(".")[0]
        rooms = THIRD_PARTY.get(top)
        if rooms is not None:
            assert module.path.startswith(rooms), f"{module.path} imports {name}"
        else:
            own = top == "wsisdraft" or top in sys.stdlib_module_names
            assert own, f"{module.path} imports {name}"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_modules_and_functions_are_of_a_size_to_be_read(module: Module) -> None:
    assert module.lines <= LONGEST_MODULE
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{module.path}: {node.name}"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_modules_and_classes_are_named_for_what_they_are(module: Module) -> None:
    assert not FORBIDDEN.search(module.path)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            assert not FORBIDDEN.search(node.name), f"{module.path}: {node.name}"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_only_the_screen_and_the_shell_speak(module: Module) -> None:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", f"{module.path}:{node.lineno}"


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
            used = {name.split(".")[0] for name in imported(module.tree)} & impure
            assert used <= known.get(module.path, set()), module.path


def test_the_architecture_tells_of_every_room() -> None:
    page = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")
    told = set(re.findall(r"(?m)^\| `([a-z_/]+)(?:\.py)?/?` \|", page))
    rooms = {name.replace(".", "/") for name in MAY_IMPORT} - {"__main__", "wsisdraft"}
    assert {name.rstrip("/") for name in told} == rooms


def test_the_rules_of_this_page_would_see_a_fault(tmp_path: Path) -> None:
    tree = ast.parse("def f():\n    import git\n    from wsisdraft.verbs import agree\n")
    assert list(imported(tree)) == ["git", "wsisdraft.verbs"]
    assert room(["verbs", "demo"]) == "verbs.demo"
    assert room(["verbs", "alt", "add"]) == "verbs"
