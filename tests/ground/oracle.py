"""Whether a clone is as it must be after a change that landed, failed, or was cut short."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tests.ground.template import (
    AMENDED,
    BY_HAND,
    OWN_STATUS,
    STAGED,
    UNSTAGED,
    UNTRACKED,
    edited,
    expected_of,
    git,
    paragraph,
)
from wsisdraft.repository.clone import open_clone
from wsisdraft.repository.recovery import recover


@dataclass(slots=True)
class Verdict:
    landed: bool
    wrong: list[str] = field(default_factory=list)
    unfinished: bool = False
    """Whether there was something to recover."""


def judge(directory: Path, verb: str, told: str, *, number: int = 21) -> Verdict:
    """Recovers, then compares refs, files, index and what was told (nothing after a kill)."""
    recovered = recover(open_clone(directory))
    expected = expected_of(verb, number)
    base = git(directory, "rev-list", "--max-parents=0", "main").strip()
    tip = git(directory, "rev-parse", "main").strip()
    verdict = Verdict(landed=tip != base, unfinished=recovered.found)
    wrong = verdict.wrong
    wrong += recovered.notes
    if told.startswith("landed") is not verdict.landed and told:
        wrong.append(f"told {told!r}, but landed is {verdict.landed}")
    if recovered.found and bool(recovered.commit) is not verdict.landed:
        wrong.append("recovery told otherwise than the branch")
    if verdict.landed:
        if git(directory, "rev-parse", "main^").strip() != base:
            wrong.append("the commit is not the base's child")
        changed = git(directory, "diff-tree", "-r", "--name-only", base, tip).split()
        if sorted(changed) != sorted(expected.files):
            wrong.append(f"the commit touches {changed}")
    _files(directory, expected.files, base, verdict)
    _branches(directory, expected.branches, verdict)
    _moved_on(directory, expected.on_branch, verdict)
    _own_work(directory, wrong, taken=verdict.landed and verb == "record")
    _leftovers(directory, wrong)
    return verdict


def _files(directory: Path, files: dict[str, str | None], base: str, verdict: Verdict) -> None:
    for path, new in files.items():
        there = directory / path
        text = there.read_text() if there.exists() else None
        if verdict.landed:
            want = new
        elif path in BY_HAND:
            want = edited(path)
        else:
            known = git(directory, "ls-tree", "--name-only", base, path).strip()
            want = git(directory, "show", f"{base}:{path}") if known else None
        if text != want:
            verdict.wrong.append(f"{path} reads {text!r}")
    if not verdict.landed and (directory / "drafts/annex").exists():
        verdict.wrong.append("an empty folder is left")


def _branches(directory: Path, stand: dict[str, bool], verdict: Verdict) -> None:
    there = set(
        git(directory, "for-each-ref", "--format=%(refname:short)", "refs/heads/alt").split()
    )
    before = {"alt/vision/B.21/1", "alt/vision/B.21/2"}
    want = {name for name, stands in stand.items() if stands} if verdict.landed else before
    if there != want:
        verdict.wrong.append(f"branches are {sorted(there)}")
    for name in there - before:
        if git(directory, "rev-parse", f"{name}^") != git(directory, "rev-parse", "main"):
            verdict.wrong.append(f"{name} does not start at the change")


def _moved_on(directory: Path, files: dict[str, str], verdict: Verdict) -> None:
    """The branch that gets another commit has it with the change, and not without."""
    if verdict.landed and not files and not _stands(directory, AMENDED):
        return  # the change closed it
    above = git(directory, "rev-list", f"main..{AMENDED}").split()
    if len(above) != 1 + bool(verdict.landed and files):
        verdict.wrong.append(f"{AMENDED} has {len(above)} commits of its own")
    if not (verdict.landed and files):
        return
    changed = git(directory, "diff-tree", "-r", "--name-only", f"{AMENDED}^", AMENDED).split()
    if sorted(changed) != sorted(files):
        verdict.wrong.append(f"the commit on {AMENDED} touches {changed}")
    for path, text in files.items():
        if git(directory, "show", f"{AMENDED}:{path}") != text:
            verdict.wrong.append(f"{path} reads otherwise on {AMENDED}")


def _stands(directory: Path, name: str) -> bool:
    return git(directory, "branch", "--list", name) != ""


def _own_work(directory: Path, wrong: list[str], *, taken: bool) -> None:
    """What the user did by hand is there still, but for what the change took up."""
    lines = git(directory, "status", "--porcelain", "-uall", "-z").split("\0")[:-1]
    status = {line[3:]: line[:2] for line in lines}
    left = {path: said for path, said in OWN_STATUS.items() if not (taken and path in BY_HAND)}
    if status != left:
        wrong.append(f"status is {status}")
    if git(directory, "show", f":{STAGED}") != paragraph(2) + "Staged by hand.\n":
        wrong.append("the staged change is lost")
    if (directory / UNSTAGED).read_text() != paragraph(3) + "Edited by hand.\n":
        wrong.append("the unstaged change is lost")
    if (directory / UNTRACKED).read_text() != "Not yet under git.\n":
        wrong.append("the untracked file is lost")


def _leftovers(directory: Path, wrong: list[str]) -> None:
    locks = [str(p) for p in (directory / ".git").rglob("*.lock")]
    ours = directory / ".git/wsisdraft"
    staged = sorted(p.name for p in ours.iterdir() if p.name != "lock") if ours.is_dir() else []
    if locks or staged:
        wrong.append(f"left behind: {locks} {staged}")
    git(directory, "fsck", "--no-dangling", "--no-progress")
