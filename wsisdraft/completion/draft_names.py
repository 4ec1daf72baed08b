"""The names of a draft's files, as far as completion needs them: no file of the text is read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

from wsisdraft.text.address import BESIDE_DOCUMENTS, DRAFTS, is_name
from wsisdraft.text.layout import Layout

_LARGEST = 1 << 18
_DEEPEST = 8


def top_of(directory: str) -> str:
    """The root of the draft repository a directory lies in; empty where it lies in none."""
    here = os.path.abspath(directory)
    while True:
        if os.path.lexists(f"{here}/.git"):
            return here if os.path.isfile(f"{here}/{DRAFTS}/process.yaml") else ""
        above = os.path.dirname(here)
        if above == here:
            return ""
        here = above


def outline(top: str) -> Layout:
    """Documents and chapters; of what lies in the chapters nothing is looked at."""
    return Layout.of(_outline(top))


def with_chapter(top: str, folder: str) -> Layout:
    """The same with everything in the folder of one chapter: `drafts/vision/B`."""
    return Layout.of([*_outline(top), *_inside(top, folder, _DEEPEST)])


def beside(top: str, folder: str, depth: int = 1) -> list[str]:
    """Paths of the files in a folder beside the documents: `meetings`, `submissions`."""
    return sorted(_inside(top, f"{DRAFTS}/{folder}", depth))


def read(top: str, path: str) -> str:
    """One small file; empty where it cannot be read."""
    try:
        fd = os.open(f"{top}/{path}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return ""
    with os.fdopen(fd, "rb") as file:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            return ""
        return file.read(_LARGEST).decode("utf-8", "replace")


def folders(top: str, path: str) -> list[str]:
    """Names of the folders in a folder."""
    return [name for name, is_folder in _entries(f"{top}/{path}") if is_folder and is_name(name)]


def _outline(top: str) -> Iterator[str]:
    waiting = [f"{DRAFTS}/{name}" for name in folders(top, DRAFTS) if name not in BESIDE_DOCUMENTS]
    while waiting:
        folder = waiting.pop()
        inner = []
        described = False
        for name, is_folder in _entries(f"{top}/{folder}"):
            if is_folder and is_name(name):
                inner.append(f"{folder}/{name}")
            described = described or name == "document.yaml"
        if described:
            yield f"{folder}/document.yaml"
            # A chapter is a folder; whether it has a description makes no difference here.
            yield from (f"{each}/chapter.yaml" for each in inner)
        elif folder.count("/") < _DEEPEST:
            waiting += inner


def _inside(top: str, folder: str, depth: int) -> Iterator[str]:
    for name, is_folder in _entries(f"{top}/{folder}"):
        if not is_folder:
            yield f"{folder}/{name}"
        elif depth > 1 and is_name(name):
            yield from _inside(top, f"{folder}/{name}", depth - 1)


def _entries(folder: str) -> list[tuple[str, bool]]:
    try:
        with os.scandir(folder) as entries:
            return [
                (e.name, e.is_dir(follow_symlinks=False)) for e in entries if not e.is_symlink()
            ]
    except OSError:
        return []
