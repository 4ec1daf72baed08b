"""Files of paragraphs that somebody moved by hand, as with `git mv`: known by their ids."""

from __future__ import annotations

from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.text.branch_names import path_beside
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.hand_edits import HandEdits, subject_of

__all__ = ["moved_by_hand"]


def moved_by_hand(scene: Scene, edits: HandEdits) -> dict[str, str]:
    """Where each such file was, by where it is, and the other way round; alternatives go along."""
    gone: dict[str, str] = {}
    came: dict[str, str] = {}
    for edit in edits.files:
        subject = subject_of(edit.path, edits.layout)
        if subject.address is None or subject.address.number is None or subject.ordinal:
            continue
        if edit.new is None:
            gone[_id(scene.text.sources.get(edit.path, ""))] = edit.path
        elif edit.old is None:
            came[_id(edit.new.decode("utf-8", "replace"))] = edit.path
    moved = {came[own]: gone[own] for own in came.keys() & gone.keys() if own}
    paths = {edit.path for edit in edits.files}
    for new, old in tuple(moved.items()):
        paragraph = next((p for p in scene.text.paragraphs() if p.path == old), None)
        for alternative in paragraph.alternatives if paragraph is not None else ():
            there = path_beside(new, alternative.ordinal)
            if {there, alternative.path} <= paths:
                moved[there] = alternative.path
    return moved | {old: new for new, old in moved.items()}


def _id(source: str) -> str:
    said = read_front_matter(source.replace("\r\n", "\n"), "").fields.get("id", "")
    return said if isinstance(said, str) else ""
