"""Meetings told in commands: what a desk types and is answered, given again and compared.

`WSISDRAFT_UPDATE=1 pytest tests/test_transcripts.py` writes the answers anew; read the difference
before it is committed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.desk import CHECKOUT, Desk
from tests.transcript import Fence, Session, Step, fences, given_again, steps
from wsisdraft.demonstration.script import read_script
from wsisdraft.demonstration.telling import DECISIONS
from wsisdraft.demonstration.texts import fourth_meeting

UPDATE = os.environ.get("WSISDRAFT_UPDATE") == "1"
FOLDER = CHECKOUT / "tests" / "transcripts"
PAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.md")))
TOLD = {*DECISIONS, "on", "record"}
"""The verbs of a meeting, and what is set in focus for them; all others only read."""
_TIE = re.compile(r"^ *submission: .*\n", re.MULTILINE)
"""How a bracket or an alternative says what its words came in with."""
_TIED = {
    path.relative_to(CHECKOUT).as_posix()
    for path in (CHECKOUT / "drafts").rglob("*.md")
    if "submissions" not in path.parts and _TIE.search(path.read_text(encoding="utf-8"))
}


@dataclass(frozen=True, slots=True)
class Played:
    """A transcript that was given again."""

    told: str
    made: str
    session: Session

    @property
    def desk(self) -> Desk:
        return Desk(self.session.directory, self.session.home)


Play: TypeAlias = Callable[[str], Played]


@pytest.fixture(scope="module")
def played(template: Desk, tmp_path_factory: pytest.TempPathFactory) -> Play:
    """Plays a transcript, once however many tests look at it."""
    ids = frozenset(template.git("rev-list", "--all").split())
    return cache(lambda page: _play(page, ids, tmp_path_factory.mktemp(page)))


def _play(page: str, ids: frozenset[str], home: Path) -> Played:
    session = Session(home, ids)
    told = (FOLDER / f"{page}.md").read_text(encoding="utf-8")
    return Played(told, given_again(told, session), session)


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_meeting_answer_as_they_did(page: str, played: Play) -> None:
    told, made = played(page).told, played(page).made
    if UPDATE and made != told:
        (FOLDER / f"{page}.md").write_text(made, encoding="utf-8")
        return
    difference = unified_diff(
        told.splitlines(), made.splitlines(), page, "as answered", "", "", 2, ""
    )
    assert made == told, "\n".join(difference)


def _typed(page: str) -> list[tuple[str, str]]:
    """Day and command of what a page types that is more than a look."""
    told = (FOLDER / f"{page}.md").read_text(encoding="utf-8")
    return [
        (step.day, step.command)
        for block in fences(told)
        for step in _steps(block)
        if step.day and _does(step.command) and step.told[-1:] != ("(exit 1)",)
    ]


def _steps(block: Fence) -> tuple[Step, ...]:
    return steps(block) if block.language == "console" else ()


def _does(command: str) -> bool:
    words = command.split()
    if "--dry-run" in words:
        return False
    if words[0] == "cat" and words[1] == ">>":
        return True
    return words[0] == "wsisdraft" and bool({words[1], " ".join(words[1:3])} & TOLD)


def test_the_fourth_meeting_types_what_the_demonstration_is_told_with() -> None:
    script = [(typed.day, typed.line) for typed in read_script(fourth_meeting())]
    assert _typed("fourth-meeting") == script


def test_the_fourth_meeting_ends_in_the_texts_of_the_project(played: Play) -> None:
    desk = played("fourth-meeting").desk
    assert desk.clean
    # What came in between the meetings is not in the room that the page begins with.
    texts = {
        path: _TIE.sub("", text)
        for path, text in _tree(CHECKOUT / "drafts").items()
        if not path.startswith("submissions/")
    }
    assert _tree(desk.top / "drafts") == texts


def test_the_bad_day_ends_in_order(played: Play) -> None:
    desk = played("crisis-day").desk
    assert desk.clean
    checked = desk.done("check", "--format", "json").json["summary"]
    assert checked["errors"] == 0
    assert desk.git("rev-parse", "meeting/5^{}") == desk.git("rev-parse", "main")
    settled = desk.done("show", "vision/B", "--format", "json").json
    left = [each["number"] for each in settled if each["status"] == "under-review"]
    assert left == ["2", "21", "27", "29"]


@pytest.mark.parametrize("page", PAGES)
def test_positions_are_taken_by_invented_parties(page: str) -> None:
    known = (CHECKOUT / "drafts" / "stakeholders.yaml").read_text(encoding="utf-8")
    invented = set(re.findall(r"^(\w.*):$", known.partition("# Invented parties")[2], re.MULTILINE))
    told = (FOLDER / f"{page}.md").read_text(encoding="utf-8")
    commands = "\n".join(step.command for block in fences(told) for step in _steps(block))
    named = re.findall(r"""--by (?:"([^"]+)"|(\S+))""", commands)
    assert named
    assert {quoted or plain for quoted, plain in named} <= invented


def _tree(folder: Path) -> dict[str, str]:
    """Every file of a draft by its path, but for what is told about the draft as a whole."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "README.md"
    }


def test_the_demonstration_carries_out_what_the_verbs_do(played: Play, template: Desk) -> None:
    """Commit by commit: the same record and the same bytes, whoever's hand it was."""
    desk = played("fourth-meeting").desk
    assert _record(desk, "meeting/4") == _record(template, "meeting/4")
    for branch in ("alt/vision/B.21/1", "alt/vision/B.21/2"):
        assert _record(desk, branch)[-1] == _record(template, branch)[-1]


@cache
def _untied(desk: Desk, listed: str) -> str:
    """A line of `ls-tree`; of a file that came to be tied to a submission its words without."""
    mode, _, rest = listed.partition(" blob ")
    blob, _, path = rest.partition("\t")
    if path not in _TIED:
        return listed
    return f"{mode} {path}\n{_TIE.sub('', desk.git('cat-file', 'blob', blob))}"


def _record(desk: Desk, revision: str) -> list[tuple[str, str]]:
    """Message and texts of every commit, the oldest first.

    What came in was filed beside the room that the page tells of: neither its files, nor what ties
    words to it, nor the commits that touch nothing else are told.
    """
    told: list[tuple[str, str]] = []
    for commit in desk.git("rev-list", "--reverse", revision).split():
        listed = desk.git("ls-tree", "-r", commit).splitlines()
        kept = [each for each in listed if "\tdrafts/submissions/" not in each]
        texts = "\n".join(_untied(desk, each) for each in kept)
        message = re.sub(r"\s+", " ", desk.git("log", "-1", "--format=%B", commit)).strip()
        if not told or told[-1][1] != texts:
            told.append((message, texts))
    return told
