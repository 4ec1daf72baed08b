"""A small draft with work of the user's own in it, and the changes that are tried on it."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from wsisdraft.notation.change import (
    BranchClosed,
    BranchMade,
    BranchMoved,
    Change,
    Edit,
    Record,
)
from wsisdraft.text.span import Span

PARAGRAPHS = 40
MANY = range(5, 15)
"""The paragraphs that the trial's `many` settles at once."""
FOLDER = "drafts/vision/B"
STAGED, UNSTAGED, UNTRACKED = f"{FOLDER}/2.md", f"{FOLDER}/3.md", f"{FOLDER}/999.md"
BY_HAND = {f"drafts/vision/C/{n}.md": said for n, said in enumerate((" M", " D", "M ", "??"), 1)}
"""Hand edits that the trial's `record` takes up."""
OWN_STATUS = {STAGED: "M ", UNSTAGED: " M", UNTRACKED: "??", "scratch.txt": "??"} | BY_HAND
"""What `git status` says of the user's own work, before and after every change."""
OPEN, SETTLED = "status: under-review", "status: pre-agreed"
VERBS = ("agree", "many", "alternative", "amend", "choose", "record", "nothing")


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
    (directory / "drafts/vision/C").mkdir()
    for path in list(BY_HAND)[:3]:
        (directory / path).write_text(paragraph(1))
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
    edit_by_hand(directory)
    return directory


def edited(path: str) -> str | None:
    """How the user left a file that `record` takes up: not tidy, or removed."""
    return None if path.endswith("/2.md") else paragraph(1) + f"By hand in {path}.\n\n\n"


def edit_by_hand(directory: Path) -> None:
    """Edits of the user's own: one file changed, one removed, one staged, one new."""
    changed, removed, staged, new = (directory / path for path in BY_HAND)
    removed.unlink()
    for file, path in ((changed, 0), (staged, 2), (new, 3)):
        file.write_text(edited(list(BY_HAND)[path]) or "")
    git(directory, "add", str(staged))


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
        case "agree" | "many":
            numbers = [number] if verb == "agree" else MANY
            return Change(tuple(status_edit(n) for n in numbers), record=record)
        case "alternative":
            new = ((f"{FOLDER}/21.alt-3.md", alternative(3)), ("drafts/annex/A/1.md", "New.\n"))
            files = ((f"{FOLDER}/21.md", alternative(3)),)
            made = BranchMade("alt/vision/B.21/3", files, "Alternative 3")
            return Change(new_files=new, branches=(made,), record=record)
        case "amend":
            path = f"{FOLDER}/21.alt-1.md"
            edit = Edit(path, Span(0, len(alternative(1))), alternative(7))
            return Change((edit,), branches=(amended(directory),), record=record)
        case "choose":
            closed = tuple(
                BranchClosed(name, tip_of(directory, name))
                for name in ("alt/vision/B.21/1", "alt/vision/B.21/2")
            )
            gone = tuple(f"{FOLDER}/21.alt-{n}.md" for n in (1, 2))
            edit = Edit(f"{FOLDER}/21.md", Span(0, len(paragraph(21))), alternative(2))
            return Change((edit,), removed=gone, branches=closed, record=record)
        case "record":
            taking = {path: text.encode() if text else None for path, text in _taken()}
            tidy = tuple((path, text.rstrip("\n") + "\n") for path, text in _taken() if text)
            gone = tuple(path for path, text in _taken() if text is None)
            return Change(new_files=tidy, removed=gone, record=record, taking=taking)
        case _:
            return Change(record=record)


def _taken() -> list[tuple[str, str | None]]:
    return [(path, edited(path)) for path in BY_HAND]


AMENDED = "alt/vision/B.21/1"


def amended(directory: Path) -> BranchMoved:
    """One more commit on the first alternative's branch, of two files of which one is changed."""
    files = (
        (f"{FOLDER}/21.md", alternative(7)),
        (f"{FOLDER}/21.alt-1.md", alternative(7)),
    )
    return BranchMoved(AMENDED, tip_of(directory, AMENDED), files, "Alternative 1 amended")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a verb of the trial makes of the template."""

    files: dict[str, str | None]
    branches: dict[str, bool]
    """Whether each alternative's branch stands once the verb has landed."""
    on_branch: dict[str, str] = field(default_factory=dict)
    """Of a branch that gets another commit: everything that differs there from its parent."""


def expected_of(verb: str, number: int = 21) -> Expected:
    stand = {"alt/vision/B.21/1": True, "alt/vision/B.21/2": True, "alt/vision/B.21/3": False}
    match verb:
        case "agree" | "many":
            numbers = [number] if verb == "agree" else MANY
            files: dict[str, str | None] = {
                f"{FOLDER}/{n}.md": paragraph(n, SETTLED) for n in numbers
            }
            return Expected(files, stand)
        case "alternative":
            new: dict[str, str | None] = {
                f"{FOLDER}/21.alt-3.md": alternative(3),
                "drafts/annex/A/1.md": "New.\n",
            }
            return Expected(new, stand | {"alt/vision/B.21/3": True})
        case "amend":
            path = f"{FOLDER}/21.alt-1.md"
            there = {f"{FOLDER}/21.md": alternative(7), path: alternative(7)}
            return Expected({path: alternative(7)}, stand, there)
        case "choose":
            gone: dict[str, str | None] = {f"{FOLDER}/21.alt-{n}.md": None for n in (1, 2)}
            chosen: dict[str, str | None] = {f"{FOLDER}/21.md": alternative(2)}
            return Expected(gone | chosen, dict.fromkeys(stand, False))
        case "record":
            tidy: dict[str, str | None] = {
                path: text.rstrip("\n") + "\n" if text else None for path, text in _taken()
            }
            return Expected(tidy, stand)
        case _:
            return Expected({}, stand)
