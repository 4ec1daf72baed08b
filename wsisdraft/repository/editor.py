"""The user's own editor, on a file that lies in the clone's private folder while it is written."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from wsisdraft.repository.clone import Clone
from wsisdraft.repository.config import OWN_SCOPES
from wsisdraft.repository.ground import held_up
from wsisdraft.repository.lock import make_ours
from wsisdraft.repository.places import write_synced

__all__ = ["editor_of", "keep", "run_editor", "scratch"]

_FALLBACK = "vi"
_FOLDER = "writing-"
_UNFIT = re.compile(r"[^A-Za-z0-9.]+")


def editor_of(clone: Clone, environ: Mapping[str, str], *, terminal: bool) -> str:
    """The command of the user's editor, as git would find it; empty where there is none.

    What the repository's own configuration says of an editor may have come with the clone, and is
    never run. `terminal` is whether somebody sits there: `vi`, when nothing is named, needs that.
    """
    dumb = environ.get("TERM", "dumb") in ("", "dumb")
    named = (
        environ.get("GIT_EDITOR"),
        clone.config.get("core.editor", OWN_SCOPES),
        None if dumb else environ.get("VISUAL"),
        environ.get("EDITOR"),
    )
    found = next((each for each in named if each), "")
    if not found and terminal and not dumb and shutil.which(_FALLBACK):
        return _FALLBACK
    return found


@contextmanager
def scratch(clone: Clone, name: str, text: str) -> Iterator[Path]:
    """A file with a text to be worked on; it goes away at the end, unless we are killed.

    `name` is what it is about, `vision/B.21`. Raises CannotProceed where it cannot be written.
    """
    folder = clone.ours / f"{_FOLDER}{os.getpid()}-{os.urandom(4).hex()}"
    try:
        make_ours(clone.ours)
        folder.mkdir(mode=0o700)
        place = folder / f"{_UNFIT.sub('-', name)}.md"
        place.write_text(text, encoding="utf-8")
    except OSError as error:
        raise held_up(error, "Laying out the words for your editor") from None
    try:
        yield place
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep(clone: Clone, name: str, data: bytes) -> Path:
    """Puts words that could not go on record where their writer finds them; answers where.

    Raises CannotProceed where they cannot be written.
    """
    kept = clone.ours / "kept"
    stem = _UNFIT.sub("-", name)
    try:
        make_ours(clone.ours)
        kept.mkdir(exist_ok=True)
        for number in range(1, 1 << 20):
            place = kept / f"{stem}-{number}.md"
            with suppress(FileExistsError):
                write_synced(place, data)
                return place
    except OSError as error:
        raise held_up(error, "Keeping your words aside") from None
    raise AssertionError


def run_editor(command: str, place: Path) -> int:
    """Has the user edit a file; answers how the editor ended, 130 where Ctrl-C ended it.

    Runs as git runs it: by the shell, which also lets `code --wait` be an editor. Ctrl-C is the
    editor's: it does not end us.
    """
    before = signal.signal(signal.SIGINT, _leave_it_to_the_editor)
    try:
        ended = subprocess.run(
            ["/bin/sh", "-c", f'{command} "$@"', command, str(place)], check=False
        ).returncode
    except OSError as error:
        raise held_up(error, "Starting your editor") from None
    finally:
        signal.signal(signal.SIGINT, before)
    return 128 - ended if ended < 0 else ended


def _leave_it_to_the_editor(number: int, frame: object) -> None:
    """A handler that a new program does not inherit, as it would inherit being deaf to Ctrl-C."""
