"""The chapter this clone has in focus; a convenience that never fails aloud."""

from __future__ import annotations

import contextlib
import os

from wsisdraft.repository.clone import Clone

_LONGEST = 200


def read_focus(clone: Clone) -> str:
    """The REF last set, unvalidated, or empty."""
    try:
        fd = os.open(clone.ours / "focus", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            data = os.read(fd, _LONGEST + 1)
        finally:
            os.close(fd)
        text = data.decode("utf-8").removesuffix("\n")
    except (OSError, UnicodeDecodeError):
        return ""
    return text if len(data) <= _LONGEST and text.isprintable() else ""


def write_focus(clone: Clone, ref: str) -> None:
    """Sets the focus, or takes it away where `ref` is empty; silent where it cannot."""
    with contextlib.suppress(OSError):
        if clone.ours.is_symlink():
            return
        focus = clone.ours / "focus"
        if not ref:
            focus.unlink(missing_ok=True)
            return
        clone.ours.mkdir(exist_ok=True)
        aside = clone.ours / f"focus.{os.getpid()}"
        try:
            aside.write_text(f"{ref}\n", encoding="utf-8")
            aside.replace(focus)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
