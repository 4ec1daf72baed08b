"""The wheel and the sdist: what is in them, what they say of themselves, and that they work."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from itertools import chain
from pathlib import Path

import pytest

from tests.desk import CHECKOUT, Desk
from tests.packed import sources
from wsisdraft import __version__

pytest.importorskip("hatchling", reason="hatchling, which builds the packages, is not installed")

INFO = f"wsisdraft-{__version__}.dist-info"
BUILD = "import sys; from hatchling import build; print(getattr(build, sys.argv[1])(sys.argv[2]))"


@dataclass(frozen=True, slots=True)
class Built:
    project: Path
    """What they were built of."""
    wheel: Path
    sdist: Path


def build(kind: str, project: Path, into: Path) -> Path:
    into.mkdir(exist_ok=True)
    made = subprocess.run(
        [sys.executable, "-c", BUILD, f"build_{kind}", str(into)],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    return into / made.stdout.split()[-1]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    room = tmp_path_factory.mktemp("packages")
    project = sources(room / "project")
    return Built(
        project,
        build("wheel", project, room / "dist"),
        build("sdist", project, room / "dist"),
    )


def files_under(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in found}


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as packed:
        return set(packed.namelist())


def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as packed:
        return message_from_bytes(packed.read(f"{INFO}/METADATA"))


def test_a_wheel_holds_the_program_the_demonstration_and_nothing_else(built: Built) -> None:
    names = names_in(built.wheel)
    program = {f"wsisdraft/{name}" for name in files_under(built.project / "wsisdraft")}
    drafts = {
        f"wsisdraft/demonstration/drafts/{name}" for name in files_under(built.project / "drafts")
    }
    assert "wsisdraft/py.typed" in names
    assert {name for name in names if not name.startswith(f"{INFO}/")} == program | drafts
    assert f"{INFO}/licenses/LICENSE" in names


def test_an_sdist_holds_what_makes_the_same_wheel_and_its_tests(
    built: Built, tmp_path: Path
) -> None:
    with tarfile.open(built.sdist) as packed:
        packed.extractall(tmp_path, filter="data")
    project = tmp_path / f"wsisdraft-{__version__}"
    again = build("wheel", project, tmp_path / "dist")
    assert names_in(again) == names_in(built.wheel)
    for folder in ("tests", "docs", "schema", "benchmarks", "drafts"):
        assert files_under(project / folder) == files_under(built.project / folder), folder
    for name in ("Makefile", "README.md", "CHANGELOG.md", "LICENSE", "constraints.txt"):
        assert (project / name).read_bytes() == (built.project / name).read_bytes()


def test_a_package_says_what_it_is_and_needs(built: Built) -> None:
    said = metadata(built.wheel)
    assert (said["Name"], said["Version"]) == ("wsisdraft", __version__)
    assert said["License-Expression"] == "Apache-2.0"
    assert said["Requires-Python"] == ">=3.11"
    assert said["Description-Content-Type"] == "text/markdown"
    page = said.get_payload(decode=True)
    assert page == (CHECKOUT / "README.md").read_bytes()
    assert "Typing :: Typed" in (said.get_all("Classifier") or [])
    needed = [each for each in said.get_all("Requires-Dist") or [] if "extra ==" not in each]
    assert {_name(each) for each in needed} == _required_by_imports()
    assert all(">=" in each and "<" in each for each in needed), "a floor and a ceiling"


def _name(requirement: str) -> str:
    return requirement.partition(">")[0].partition("<")[0].partition(";")[0].strip().lower()


def _required_by_imports() -> set[str]:
    """The packages that the project's own table of imports says belong to which room."""
    from tests.test_imports import THIRD_PARTY

    packages = {"git": "gitpython", "markdown_it": "markdown-it-py"}
    # Ruamel.yaml is what our own reader is held against; the others come with Typer and Jinja2.
    left_out = {"subprocess", "click", "ruamel", "markupsafe"}
    return {packages.get(name, name) for name in THIRD_PARTY if name not in left_out}


def test_the_versions_that_ci_tests_are_among_those_allowed() -> None:
    from packaging.requirements import Requirement

    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    extras: Iterable[list[str]] = project["optional-dependencies"].values()
    asked = [Requirement(each) for each in chain(project["dependencies"], *extras)]
    lines = (CHECKOUT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if not line.startswith("#"))
    assert {each.name.lower() for each in asked} == pinned.keys()
    for each in asked:
        assert each.specifier.contains(pinned[each.name.lower()]), each


def test_the_program_runs_from_its_wheel(built: Built, template: Desk, tmp_path: Path) -> None:
    with zipfile.ZipFile(built.wheel) as packed:
        packed.extractall(tmp_path / "installed")
        entries = packed.read(f"{INFO}/entry_points.txt").decode()
    assert "wsisdraft = wsisdraft.cli:main" in entries
    assert "wd = wsisdraft.cli:main" in entries
    (tmp_path / "desk").mkdir()
    desk = Desk(tmp_path / "desk", tmp_path)
    where = {"PYTHONPATH": str(tmp_path / "installed")}
    made = subprocess.run(
        [sys.executable, "-c", "import wsisdraft; print(wsisdraft.__file__)"],
        cwd=desk.top, env=desk.environment(**where), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert made.stdout.startswith(str(tmp_path / "installed"))
    desk.done("demo", "wsis", **where)
    draft = Desk(desk.top / "wsis", tmp_path)
    assert draft.git("rev-parse", "HEAD") == template.git("rev-parse", "HEAD")
    draft.done("agree", "vision/B.28", **where)
    assert "106 paragraphs checked: no errors" in draft.done("check", **where).out
