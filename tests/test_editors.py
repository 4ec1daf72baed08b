"""The files for editors: every place they would jump to is one, every schema they name is there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from tests.desk import CHECKOUT, Desk
from wsisdraft.notation.json_schema import KINDS

EDITORS = CHECKOUT / "docs" / "how-to" / "editors"


def value(name: str) -> Any:
    return json.loads((EDITORS / "vscode" / name).read_text(encoding="utf-8"))


@pytest.fixture
def broken(desk: Desk) -> Desk:
    """A draft with two errors and with the warnings of the demonstration."""
    desk.replace("drafts/vision/B/1.md", "Extending broadband", "[Extending broadband")
    desk.write("drafts/vision/E/9.md", "---\nstatus: nowhere\n---\nText: with a colon.\n")
    return desk


def test_the_problem_matcher_takes_every_finding(broken: Desk) -> None:
    matcher = next(t for t in value("tasks.json")["tasks"] if t["problemMatcher"])["problemMatcher"]
    pattern = matcher["pattern"]
    answer = broken.run("check")
    found = broken.run("check", "--format", "json").json["findings"]
    matches = [m for line in answer.out.splitlines() if (m := re.match(pattern["regexp"], line))]
    taken = [
        (
            match[pattern["file"]],
            int(match[pattern["line"]]),
            int(match[pattern["column"]]),
            match[pattern["code"]],
            match[pattern["severity"]] or matcher["severity"],
            match[pattern["message"]],
        )
        for match in matches
    ]
    assert taken == [
        (f["path"], f["line"], f["column"], f["rule"], f["gravity"], f["message"]) for f in found
    ]
    assert {gravity for *_, gravity, _ in taken} == {"error", "warning"}


def test_the_commands_of_the_tasks_are_given(broken: Desk) -> None:
    codes = {}
    for task in value("tasks.json")["tasks"]:
        command = task["command"].replace("${relativeFile}", "drafts/vision/B/1.md")
        words = [word.strip('"') for word in command.split()]
        assert words[:2] == ["wsisdraft", "--no-pager"]
        codes[words[2]] = broken.run(*words[1:]).code
    # The two errors are found, and not taken into the record.
    assert codes == {"check": 1, "status": 0, "record": 1}


def test_every_yaml_file_of_a_draft_has_its_schema(template: Desk) -> None:
    schemas = value("settings.json")["yaml.schemas"]
    named = {Path(name).name.removesuffix(".schema.json"): glob for name, glob in schemas.items()}
    assert {f"{kind}.schema.json" for kind in named} <= {
        path.name for path in (CHECKOUT / "schema").iterdir()
    }
    of_markdown = {"paragraph", "alternative", "statement", "submission"}
    assert set(named) == set(KINDS) - of_markdown
    for path in template.git("ls-files", "*.yaml").split():
        kinds = [k for k, glob in named.items() if fnmatchcase(path, glob.replace("**/", "*"))]
        assert len(kinds) == 1, (path, kinds)


def test_vim_lists_every_finding(broken: Desk) -> None:
    if shutil.which("vim") is None:
        pytest.skip("vim is not installed")
    broken.write("../found", broken.run("check").out)
    shutil.copytree(EDITORS / "vim", broken.home / ".vim" / "compiler")
    entry = "[bufname(e.bufnr), e.lnum, e.col, e.type]"
    listed = f"map(getqflist(), {{_, e -> {entry}}})"
    script = (
        "set runtimepath^=../.vim",
        "compiler wsisdraft",
        "cgetfile ../found",
        f"call writefile([json_encode({listed})], '../listed')",
        "qall!",
    )
    made = subprocess.run(
        [
            "vim",
            "-u",
            "NONE",
            "-i",
            "NONE",
            "-N",
            "-es",
            *(word for s in script for word in ("-c", s)),
        ],
        cwd=broken.top,
        env=broken.environment(TERM="dumb"),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert made.returncode == 0, made
    entries = json.loads(broken.text("../listed"))
    found = broken.run("check", "--format", "json").json["findings"]
    assert [entry[:3] for entry in entries] == [[f["path"], f["line"], f["column"]] for f in found]
    assert [entry[3] for entry in entries] == [
        "w" if f["gravity"] == "warning" else "" for f in found
    ]


def test_a_comment_that_names_a_schema_is_read_over(desk: Desk) -> None:
    path = "drafts/vision/C/chapter.yaml"
    before = desk.done("check", "--format", "json").json
    line = "# yaml-language-server: $schema=../../../schema/chapter.schema.json\n"
    desk.write(path, line + desk.text(path))
    after = desk.done("check", "--format", "json").json
    assert after["summary"] == before["summary"]
    desk.done("record", path)
    desk.done("mandate", "vision/C", "--lead", "Egypt")
    assert desk.text(path).startswith(line), "verbs leave it where it is"
