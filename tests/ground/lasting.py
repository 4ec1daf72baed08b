"""Whether everything that is put in place by a rename or link had reached the disk before."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.ground.syscalls import watched

_SYNC = re.compile(r"f(?:data)?sync\(\d+<([^>]*)>\)\s+= 0")
_PUT = re.compile(
    r"(?:rename|link)(?:at2?)?\((?:(?:AT_FDCWD|\d+)<([^>]*)>, )?\"([^\"]*)\", "
    r"(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?\"([^\"]*)\".*\)\s+= 0"
)
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")
_SCRATCH = ("index.work",)
"""Renamed by git on its way to what is synced afterwards."""


def unsynced(directory: Path, verb: str) -> tuple[list[str], int]:
    """Files put in place before their bytes were on the disk, and how many were put in place."""
    calls = "fsync,fdatasync,rename,renameat,renameat2,link,linkat"
    log = watched(directory, verb, ["-y", "-e", f"trace={calls}"])
    synced: set[tuple[int, int] | str] = set()
    late, placed = [], 0
    for line in _whole(log.splitlines()):
        if sync := _SYNC.search(line):
            synced.add(sync[1])
        elif put := _PUT.search(line):
            source = _absolute(directory, put[1], put[2])
            target = _absolute(directory, put[3], put[4])
            if Path(source).name.removesuffix(".lock") in _SCRATCH or "/old-" in target:
                continue  # the old file under a second name: its bytes are the user's
            placed += 1
            if source not in synced:
                late.append(f"{source} -> {target}")
            synced.add(target)
    return late, placed


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """The calls in the order they ended; strace cuts those during which another process spoke."""
    begun: dict[str, str] = {}
    for line in lines:
        process, _, words = line.partition(" ")
        if line.endswith(" <unfinished ...>"):
            begun[process] = words.removesuffix(" <unfinished ...>")
        elif resumed := _RESUMED.search(words):
            yield begun.pop(process, "") + resumed[1]
        else:
            yield words


def _absolute(directory: Path, folder: str | None, path: str) -> str:
    return os.path.normpath(Path(folder or directory, path))
