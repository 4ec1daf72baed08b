"""What all tests share: one hypothesis profile, one pinned environment, one demonstration."""

from __future__ import annotations

import compileall
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests.desk import CHECKOUT, Desk

settings.register_profile("tests", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("tests")


def pytest_configure(config: pytest.Config) -> None:
    """The program is compiled once: the tests call it thousands of times and let it write nothing.

    On a checkout on which nothing ran yet every call would else compile what it imports.
    """
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(CHECKOUT / "wsisdraft", quiet=2)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The demonstration, written once; tests that change it take a copy."""
    folder = tmp_path_factory.mktemp("template")
    desk = Desk(folder / "wsis", folder)
    made = Desk(folder, folder).run("demo", str(desk.top))
    assert made.code == 0, made.err
    return desk


@pytest.fixture
def desk(template: Desk, tmp_path: Path) -> Desk:
    """A copy of the demonstration at which a secretariat sits."""
    shutil.copytree(template.top, tmp_path / "wsis", symlinks=True)
    return Desk(tmp_path / "wsis", tmp_path)
