"""What a start brings along: typing a verb costs the modules of that verb, and no others."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.desk import CHECKOUT, Desk
from wsisdraft.cli import VERBS

NOT_AT_THE_START = {"git", "rich", "ruamel", "markdown_it", "jinja2", "pydantic", "yaml"}
"""What no verb that is watched in a meeting may wait for."""
ROWS = tuple(row for _, rows in VERBS for row in rows)
# Each verb's module in a child of a process that holds what all starts have in common.
IMPORTING = """
import json, os, sys
from importlib import import_module
import typer, wsisdraft.cli
known = set(sys.modules)
told = {}
for module in sys.argv[1:]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        import_module(f"wsisdraft.verbs.{module}")
        with os.fdopen(writing, "w") as pipe:
            json.dump(sorted(set(sys.modules) - known), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told[module] = json.load(pipe)
    assert os.waitpid(child, 0)[1] == 0, module
json.dump({"common": sorted(known), "verbs": told}, sys.stdout)
"""


@pytest.fixture(scope="module")
def brought() -> dict[str, dict[str, list[str]]]:
    """What all starts have in common, and what each verb's module brings along."""
    modules = sorted({module for _, module, _ in ROWS})
    made = subprocess.run(
        [sys.executable, "-c", IMPORTING, *modules],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(made.stdout)
    return {"common": {"modules": told["common"]}, "verbs": told["verbs"]}


def ours(modules: list[str]) -> set[str]:
    return {name for name in modules if name.startswith("wsisdraft.")}


def test_before_the_verb_is_known_nothing_of_ours_is_there_but_the_table(
    brought: dict[str, dict[str, list[str]]],
) -> None:
    assert "typer" in brought["common"]["modules"]
    assert ours(brought["common"]["modules"]) == {"wsisdraft.cli"}


@pytest.mark.parametrize("module", sorted({module for _, module, _ in ROWS}))
def test_a_verb_brings_along_no_other_and_nothing_it_may_not_need(
    module: str, brought: dict[str, dict[str, list[str]]]
) -> None:
    names = brought["verbs"][module]
    own = f"wsisdraft.verbs.{module}"
    assert own in names
    # Packages from elsewhere wait until something is done with them.
    assert {name.split(".")[0] for name in names} - sys.stdlib_module_names == {"wsisdraft"}
    if module == "demo":
        return
    verbs = {n for n in names if n.startswith("wsisdraft.verbs.") and ".shared" not in n}
    assert verbs <= {own, own.rpartition(".")[0]}
    rooms = {name.split(".")[1] for name in ours(names)}
    assert "demonstration" not in rooms
    if module not in ("import_", "doubt.list", "doubt.settle"):
        assert "intake" not in rooms


GIVEN = {
    "--version": (),
    "--help": (),
    "status": (),
    "check": (),
    "show B.21": (),
    "brackets": (),
    "diff 3 4": (),
    "trend": (),
    "stakeholders": (),
    "submissions": (),
    "meeting list": (),
    "alt list B.21": (),
    "agree vision/B.2 --dry-run": (),
    "log B.21": ("git",),
}
"""Verbs as they are given, and those of the packages from elsewhere that each may wait for."""


@pytest.mark.parametrize("words", GIVEN)
def test_verbs_run_without_what_they_do_not_need(words: str, template: Desk) -> None:
    made = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "wsisdraft", *words.split()],
        cwd=template.top,
        env=template.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    names = re.findall(r"(?m)^import time: +\d+ \| +\d+ \| *(\S+)$", made.stderr)
    tops = {name.split(".")[0] for name in names}
    assert {"wsisdraft", "typer"} <= tops, "the modules were counted"
    assert tops & NOT_AT_THE_START <= set(GIVEN[words])
    assert made.returncode in (0, 1), made.stderr
    if words.startswith("--"):
        # Neither a draft nor git is looked at.
        rooms = {name.split(".")[1] for name in ours(names)}
        assert rooms <= {"cli", "commands", "text", "pages"}
