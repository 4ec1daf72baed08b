"""The files of the demonstration, which travel with the program."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
_INSTALLED = _HERE / "drafts"
_CHECKOUT = _HERE.parent.parent / "drafts"


def after_fourth_meeting() -> dict[str, str]:
    """The texts of `drafts/` by path, `drafts/vision/B/21.md`."""
    return _files(_INSTALLED if _INSTALLED.is_dir() else _CHECKOUT)


def after_third_meeting() -> dict[str, str]:
    """The paragraphs that read otherwise after the third meeting, by path."""
    return _files(_HERE / "third")


def fourth_meeting() -> str:
    """What was typed in the fourth meeting, as `demonstration.script` reads it."""
    return (_HERE / "fourth-meeting.txt").read_text(encoding="utf-8")


def march() -> str:
    """What was typed in March, when stakeholders sent in what they thought of the drafts."""
    return (_HERE / "march.txt").read_text(encoding="utf-8")


def outcomes() -> str:
    """What was typed beside the room before the fourth meeting was closed."""
    return (_HERE / "outcomes.txt").read_text(encoding="utf-8")


def sent_in_march() -> dict[str, bytes]:
    """The files that came in then, by the paths that the script names them by."""
    return {f"march/{path.name}": path.read_bytes() for path in (_HERE / "march").iterdir()}


def _files(folder: Path) -> dict[str, str]:
    return {
        f"drafts/{path.relative_to(folder).as_posix()}": path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in (".md", ".yaml")
    }
