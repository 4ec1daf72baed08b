"""pre-commit runs the check before every commit of a draft repository, as .pre-commit-hooks.yaml
has it: installed from the project by pre-commit itself, in an environment of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.desk import Desk
from tests.packed import sources

NOT_TO_BE_HAD = ("pip", "InstallationError", "Could not find a version", "CalledProcessError")

pytestmark = pytest.mark.skipif(
    find_spec("pre_commit") is None, reason="pre-commit is not installed"
)


def pre_commit(desk: Desk, *words: str) -> subprocess.CompletedProcess[str]:
    # What pip needs to know of this machine is in its own variables and files.
    ours = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
    surroundings = desk.environment(**ours, PRE_COMMIT_HOME=str(desk.home / "pre-commit"))
    surroundings.pop("PYTHONPATH")
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=desk.top,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture
def project(tmp_path: Path) -> Desk:
    """The project in a repository of its own, from which pre-commit installs it."""
    desk = Desk(sources(tmp_path / "project"), tmp_path)
    desk.git("init", "-q", "-b", "main")
    desk.commit("The project")
    return desk


def test_a_commit_that_breaks_a_rule_is_not_made(project: Desk, desk: Desk) -> None:
    head = project.git("rev-parse", "HEAD").strip()
    hooks = "hooks:\n      - id: wsisdraft-check\n"
    config = f"repos:\n  - repo: {project.top}\n    rev: {head}\n    {hooks}"
    desk.write(".pre-commit-config.yaml", config)
    desk.commit("The check before every commit")
    made = pre_commit(desk, "install", "--install-hooks")
    if made.returncode and any(sign in made.stdout for sign in NOT_TO_BE_HAD):
        pytest.skip("pre-commit cannot install the project here: no packages are to be had")
    assert made.returncode == 0, made.stdout + made.stderr

    sound = pre_commit(desk, "run", "--all-files", "--verbose")
    assert sound.returncode == 0, sound.stdout + sound.stderr
    assert "wsisdraft check" in sound.stdout
    assert "106 paragraphs checked: no errors" in sound.stdout

    desk.replace("drafts/vision/B/7.md", "from first literacy", "from basic literacy")
    desk.git("add", "drafts")
    # Git runs the hook that pre-commit put there.
    refused = subprocess.run(
        ["git", "commit", "-m", "A word"],
        cwd=desk.top,
        env=desk.environment(PRE_COMMIT_HOME=str(desk.home / "pre-commit"), PYTHONPATH=""),
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert "drafts/vision/B/7.md:9:" in refused.stdout + refused.stderr
    assert "agreed-text-changed" in refused.stdout + refused.stderr
    assert desk.git("log", "-1", "--format=%s") == "The check before every commit\n"

    # Verbs judge their own changes and run no hook of the user's.
    desk.git("restore", "--staged", "--worktree", "drafts")
    desk.done("agree", "vision/B.28")
