"""The files for CI that docs/how-to/ci offers: linted, and their commands given in a clone."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from ruamel.yaml import YAML

from tests.desk import CHECKOUT, Desk
from wsisdraft import __version__

FOLDER = CHECKOUT / "docs" / "how-to" / "ci"
WORKFLOWS = ("github.yml", "forgejo.yml")
INSTALLS = re.compile(r"pipx? install .*\"\$WSISDRAFT\"")


def read(name: str) -> Any:
    return YAML(typ="safe").load((FOLDER / name).read_text(encoding="utf-8"))


def program(name: str) -> str:
    """A linter among what is installed beside us, else on the path; skips where there is none."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def lint(*words: str) -> None:
    made = subprocess.run(words, cwd=FOLDER, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr


@pytest.mark.parametrize(
    ("name", "persona"), [("github.yml", "auditor"), ("forgejo.yml", "regular")]
)
def test_zizmor_finds_no_hole(name: str, persona: str) -> None:
    lint(program("zizmor"), "--offline", "--quiet", f"--persona={persona}", name)


def test_actionlint_finds_no_fault() -> None:
    # Forgejo names actions by their address, which is a fault to it.
    lint(program("actionlint"), "-no-color", "github.yml")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("github.yml", ("--builtin-schema", "vendor.github-workflows")),
        ("forgejo.yml", ("--builtin-schema", "vendor.github-workflows")),
        ("gitlab.yml", ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")),
    ],
)
def test_the_files_are_of_their_published_schemas(name: str, words: tuple[str, ...]) -> None:
    if find_spec("check_jsonschema") is None:
        pytest.skip("check-jsonschema is not installed")
    lint(sys.executable, "-m", "check_jsonschema", *words, name)


def test_pre_commit_takes_its_file() -> None:
    if find_spec("pre_commit") is None:
        pytest.skip("pre-commit is not installed")
    lint(sys.executable, "-m", "pre_commit", "validate-config", "pre-commit.yaml")
    lint(
        sys.executable,
        "-m",
        "pre_commit",
        "validate-manifest",
        f"{CHECKOUT}/.pre-commit-hooks.yaml",
    )


def test_actions_are_named_by_digest_and_get_no_right_to_write_the_draft() -> None:
    for name in WORKFLOWS:
        workflow = read(name)
        assert workflow["permissions"] == {}
        assert "pull_request_target" not in workflow["on"]
        for job in workflow["jobs"].values():
            assert job["permissions"]["contents"] == "read"
            for step in job["steps"]:
                assert re.search(r"@[0-9a-f]{40}$", step.get("uses", "@" + "0" * 40)), name
                assert "${{" not in step.get("run", ""), "a value becomes part of a script"


def test_what_they_install_is_this_version() -> None:
    wheel = f"./tools/wsisdraft-{__version__}-py3-none-any.whl"
    assert [read(name)["env"]["WSISDRAFT"] for name in WORKFLOWS] == [wheel, wheel]
    assert read("gitlab.yml")["text"]["variables"]["WSISDRAFT"] == wheel
    assert read("pre-commit.yaml")["repos"][0]["rev"] == f"v{__version__}"


@pytest.fixture(scope="module")
def ci(template: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """What CI fetches of a branch on which agreed words were changed by hand, at no branch."""
    home = tmp_path_factory.mktemp("ci")
    shutil.copytree(template.top, home / "forge", symlinks=True)
    forge = Desk(home / "forge", home)
    forge.git("switch", "-q", "-c", "review")
    forge.replace("drafts/vision/B/7.md", "from first literacy", "from basic literacy")
    forge.commit("A word changed by hand")
    Desk(home, home).git("clone", "-q", "--branch=review", f"file://{forge.top}", "clone")
    clone = Desk(home / "clone", home)
    clone.git("switch", "-q", "--detach", "HEAD")
    program = home / "bin" / "wsisdraft"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom wsisdraft.cli import main\n\nmain()\n")
    program.chmod(0o755)
    return clone


def given(ci: Desk, script: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A step's script, as a runner gives it."""
    surroundings = ci.environment(**more)
    surroundings["PATH"] = f"{ci.home / 'bin'}{os.pathsep}{surroundings['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=ci.top,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


def scripts(name: str) -> Iterator[tuple[str, str]]:
    """The scripts of a workflow, each with the event it is for; not what installs us."""
    for job in read(name)["jobs"].values():
        for step in job["steps"]:
            script = step.get("run", "")
            if script and "pip" not in script:
                event = re.search(r"== '(\w+)'", step.get("if", "") or job.get("if", ""))
                yield script, event[1] if event else ""


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_workflow_installs_us_by_one_step_a_job(name: str) -> None:
    for job in read(name)["jobs"].values():
        assert sum(bool(INSTALLS.search(s.get("run", ""))) for s in job["steps"]) == 1


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_steps_of_a_workflow_fail_where_agreed_words_were_changed(name: str, ci: Desk) -> None:
    told: dict[str, str] = {}
    for at, (script, event) in enumerate(scripts(name)):
        summary = ci.home / f"{name}-{at}.md"
        made = given(ci, script, BASE="main", GITHUB_STEP_SUMMARY=str(summary))
        handed_over = "sarif" in script
        assert made.returncode == (0 if handed_over else 1), (script, made.stderr)
        assert event
        told[event] = told.get(event, "") + made.stdout
        if "SUMMARY" in script:
            assert "<del>first</del><ins>basic</ins>" in summary.read_text(encoding="utf-8")
    assert told.keys() == {"pull_request", "push"}
    assert all("drafts/vision/B/7.md" in each for each in told.values())
    if name == "github.yml":
        assert '"agreed-text-changed"' in (ci.top / "wsisdraft.sarif").read_text(encoding="utf-8")


def test_the_scripts_of_gitlab_leave_a_report_and_a_badge(ci: Desk) -> None:
    job = read("gitlab.yml")["text"]
    base = ci.git("merge-base", "HEAD", "origin/main").strip()
    lines = "\n".join(job["script"])
    of_a_branch = given(ci, lines, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert of_a_branch.returncode == 1, of_a_branch.stderr
    assert of_a_branch.stdout.startswith(f"Since {base}")
    of_main = given(ci, lines)
    assert of_main.returncode == 1
    assert "106 paragraphs checked: 1 error" in of_main.stdout
    suites = ET.parse(ci.top / job["artifacts"]["reports"]["junit"]).getroot()
    assert [case.get("name") for case in suites.iter("testcase") if len(case)] == ["vision/B.7"]
    [picture] = job["artifacts"]["paths"]
    assert "1 error" in (ci.top / picture).read_text(encoding="utf-8")


def test_the_scripts_pass_where_the_text_is_sound(template: Desk, ci: Desk) -> None:
    sound = Desk(template.top, ci.home)
    for name in WORKFLOWS:
        for script, event in scripts(name):
            if event == "push" and "sarif" not in script:
                made = given(sound, script, GITHUB_STEP_SUMMARY=os.devnull)
                assert made.returncode == 0, made.stdout + made.stderr


def test_comments_tell_where_a_file_goes() -> None:
    places = {
        "github.yml": ".github/workflows/text.yml",
        "gitlab.yml": ".gitlab-ci.yml",
        "forgejo.yml": ".forgejo/workflows/text.yml",
        "pre-commit.yaml": ".pre-commit-config.yaml",
    }
    assert sorted(places) == sorted(path.name for path in FOLDER.iterdir())
    page = (FOLDER.parent / "ci.md").read_text(encoding="utf-8")
    for name, place in places.items():
        head = io.StringIO((FOLDER / name).read_text(encoding="utf-8"))
        comment = " ".join(line.lstrip("# ").strip() for line in (next(head), next(head)))
        assert place in comment
        assert f"ci/{name}" in page
        assert place in page
