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


def _files(folder: Path) -> dict[str, str]:
    return {
        f"drafts/{path.relative_to(folder).as_posix()}": path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in (".md", ".yaml")
    }
