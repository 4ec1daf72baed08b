"""A small draft with work of the user's own in it, and the changes that are tried on it."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wsisdraft.notation.change import BranchClosed, BranchMade, Change, Edit, Record
from wsisdraft.text.span import Span

PARAGRAPHS = 40
FOLDER = "drafts/vision/B"
STAGED, UNSTAGED, UNTRACKED = f"{FOLDER}/2.md", f"{FOLDER}/3.md", f"{FOLDER}/999.md"
OWN_STATUS = {STAGED: "M ", UNSTAGED: " M", UNTRACKED: "??", "scratch.txt": "??"}
"""What `git status` says of the user's own work, before and after every change."""
OPEN, SETTLED = "status: under-review", "status: pre-agreed"
VERBS = ("agree", "many", "alternative", "choose", "nothing")


def surroundings(home: Path) -> dict[str, str]:
    """An environment in which git finds no configuration but the repository's."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    return kept | {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Secretariat",
        "GIT_AUTHOR_EMAIL": "secretariat@example.org",
        "GIT_COMMITTER_NAME": "Secretariat",
        "GIT_COMMITTER_EMAIL": "secretariat@example.org",
    }


def git(directory: Path, *words: str, data: str | None = None) -> str:
    """Plain git, as a user would run it."""
    done = subprocess.run(
        ["git", *words], cwd=directory, input=data, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def paragraph(number: int, status: str = OPEN) -> str:
    return f"---\nid: par{number:03}\n{status}\n---\nParagraph {number} speaks of networks.\n"


def alternative(ordinal: int) -> str:
    return f"---\nby: [Norland]\n---\nAlternative {ordinal} speaks of trust in networks.\n"


def make_template(directory: Path, paragraphs: int = PARAGRAPHS) -> Path:
    """The draft: two open alternatives with their branches, and four pieces of unrelated work."""
    chapter = directory / FOLDER
    chapter.mkdir(parents=True)
    (directory / "drafts/process.yaml").write_text("name: Trial\n")
    for number in range(1, paragraphs + 1):
        (chapter / f"{number}.md").write_text(paragraph(number))
    for ordinal in (1, 2):
        (chapter / f"21.alt-{ordinal}.md").write_text(alternative(ordinal))
    git(directory, "init", "-q", "-b", "main", "--template=")
    git(directory, "add", "-A")
    git(directory, "commit", "-q", "-m", "Base")
    for ordinal in (1, 2):
        git(directory, "switch", "-q", "-c", f"alt/vision/B.21/{ordinal}")
        (chapter / "21.md").write_text(alternative(ordinal))
        git(directory, "commit", "-q", "-am", f"Alternative {ordinal}")
        git(directory, "switch", "-q", "main")
    (directory / STAGED).write_text(paragraph(2) + "Staged by hand.\n")
    git(directory, "add", STAGED)
    (directory / UNSTAGED).write_text(paragraph(3) + "Edited by hand.\n")
    (directory / UNTRACKED).write_text("Not yet under git.\n")
    (directory / "scratch.txt").write_text("Notes to myself.\n")
    return directory


def fresh_copy(template: Path, to: Path) -> Path:
    """The template once more, times and all, so that git need not look into every file."""
    shutil.copytree(template, to, symlinks=True)
    return to


def status_edit(number: int, was: str = OPEN, becomes: str = SETTLED) -> Edit:
    start = paragraph(number, was).index(was)
    return Edit(f"{FOLDER}/{number}.md", Span(start, start + len(was)), becomes)


@cache
def tip_of(directory: Path, name: str) -> str:
    """Where a branch stood when it was first asked for: faults are for the change, not for this."""
    return git(directory, "rev-parse", name).strip()


def change_of(verb: str, directory: Path, number: int = 21) -> Change:
    """The change that a verb of the trial would return."""
    record = Record(f"{verb} B.{number}", (("Verb", verb), ("Ref", f"vision/B.{number}")))
    match verb:
        case "agree":
            return Change((status_edit(number),), record=record)
        case "many":
            return Change(tuple(status_edit(n) for n in range(5, 15)), record=record)
        case "alternative":
            new = ((f"{FOLDER}/21.alt-3.md", alternative(3)), ("drafts/annex/A/1.md", "New.\n"))
            files = ((f"{FOLDER}/21.md", alternative(3)),)
            made = BranchMade("alt/vision/B.21/3", files, "Alternative 3")
            return Change(new_files=new, branches=(made,), record=record)
        case "choose":
            closed = tuple(
                BranchClosed(name, tip_of(directory, name))
                for name in ("alt/vision/B.21/1", "alt/vision/B.21/2")
            )
            gone = tuple(f"{FOLDER}/21.alt-{n}.md" for n in (1, 2))
            edit = Edit(f"{FOLDER}/21.md", Span(0, len(paragraph(21))), alternative(2))
            return Change((edit,), removed=gone, branches=closed, record=record)
        case _:
            return Change(record=record)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a verb of the trial makes of the template."""

    files: dict[str, str | None]
    branches: dict[str, bool]
    """Whether each alternative's branch stands once the verb has landed."""


def expected_of(verb: str, number: int = 21) -> Expected:
    stand = {"alt/vision/B.21/1": True, "alt/vision/B.21/2": True, "alt/vision/B.21/3": False}
    match verb:
        case "agree":
            return Expected({f"{FOLDER}/{number}.md": paragraph(number, SETTLED)}, stand)
        case "many":
            files: dict[str, str | None] = {
                f"{FOLDER}/{n}.md": paragraph(n, SETTLED) for n in range(5, 15)
            }
            return Expected(files, stand)
        case "alternative":
            new: dict[str, str | None] = {
                f"{FOLDER}/21.alt-3.md": alternative(3),
                "drafts/annex/A/1.md": "New.\n",
            }
            return Expected(new, stand | {"alt/vision/B.21/3": True})
        case "choose":
            gone: dict[str, str | None] = {f"{FOLDER}/21.alt-{n}.md": None for n in (1, 2)}
            chosen: dict[str, str | None] = {f"{FOLDER}/21.md": alternative(2)}
            return Expected(gone | chosen, dict.fromkeys(stand, False))
        case _:
            return Expected({}, stand)
