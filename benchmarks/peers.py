"""Other people's checkers on the same words: each installed by itself, outside this repository.

They check other things than we do, so their times say how long a check takes a person, and not
who does the same in less time.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generator import written
from benchmarks.measuring import Command, Failed, Run, run
from benchmarks.repository import git

FOLDER = "WSISDRAFT_PEERS"
"""Of the environment: where the peers are installed; else below the user's cache folder."""
_TIE = re.compile(r"\{#b[0-9]+\}")


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph as any tool can have it: a number, and words."""

    place: str
    """Document and chapter, `charter/C1`."""
    number: int
    """Through the whole draft, from 1."""
    text: str


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool that checks a repository of texts."""

    name: str
    version: str
    what: str
    """What it is asked to do, as a reader of the table understands it."""
    words: tuple[str, ...]
    """The command; the first word is a program of its own environment."""
    lay: Callable[[Path, Iterator[Item]], None]
    """Writes the items as files of this tool."""
    goals: Mapping[int, float]
    """How many times as long as `check` it is to take at least, by size."""
    rounds: Mapping[int, int]
    """Runs after one to warm up, by size, where the usual number would take too long; 0: only one,
    and that counts."""

    @property
    def title(self) -> str:
        return f"{self.name} {self.version}"


def _doorstop(folder: Path, items: Iterator[Item]) -> None:
    """One YAML file an item, all in one document."""
    folder = folder / "reqs"
    folder.mkdir()
    (folder / ".doorstop.yml").write_text(
        "settings:\n  digits: 6\n  itemformat: yaml\n  prefix: REQ\n  sep: ''\n"
    )
    for item in items:
        (folder / f"REQ{item.number:06}.yml").write_text(
            "active: true\nderived: false\nheader: ''\n"
            f"level: 1.{item.number}\nlinks: []\nnormative: true\nref: ''\nreviewed: null\n"
            f"text: |\n  {item.text}\n"
        )


def _strictdoc(folder: Path, items: Iterator[Item]) -> None:
    """One file a paragraph, in folders of chapters."""
    for item in items:
        place = folder / item.place
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{item.number}.sdoc").write_text(
            f"[DOCUMENT]\nTITLE: Paragraph {item.number}\n\n"
            f"[REQUIREMENT]\nUID: REQ-{item.number}\nSTATEMENT: >>>\n{item.text}\n<<<\n"
        )


def _reuse(folder: Path, items: Iterator[Item]) -> None:
    """One Markdown file a paragraph, under a comment that says whose it is."""
    (folder / "LICENSES").mkdir()
    (folder / "LICENSES/CC0-1.0.txt").write_text("No rights are reserved in this text.\n")
    for item in items:
        place = folder / item.place
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{item.number}.md").write_text(
            "<!--\nSPDX-FileCopyrightText: 2014 Secretariat\n\n"
            f"SPDX-License-Identifier: CC0-1.0\n-->\n\n{item.text}\n"
        )


PEERS = (
    Peer(
        "doorstop",
        "3.2",
        "`doorstop`: its check of all items",
        ("doorstop", "--quiet"),
        _doorstop,
        {1_000: 50, 10_000: 500},
        {1_000: 3, 10_000: 0},
    ),
    Peer(
        "strictdoc",
        "0.30.4",
        "`strictdoc export --formats=json`, all read before",
        ("strictdoc", "export", ".", "--formats=json", "--output-dir", "../strictdoc-output"),
        _strictdoc,
        {10_000: 20},
        {1_000: 3, 10_000: 2},
    ),
    Peer(
        "reuse",
        "6.2.0",
        "`reuse lint`",
        ("reuse", "lint", "--quiet"),
        _reuse,
        {10_000: 20},
        {1_000: 3, 10_000: 2},
    ),
)


def items(size: int, seed: int) -> Iterator[Item]:
    """The paragraphs of the generated draft; brackets stay, their ties are ours and go."""
    number = 0
    for file in written(size, seed):
        if file.branch or ".alt-" in file.path or not file.path.endswith(".md"):
            continue
        number += 1
        _, _, body = file.text.partition("\n---\n")
        place = "/".join(file.path.split("/")[1:3])
        yield Item(place, number, _TIE.sub("", body.strip()))


def home() -> Path:
    """Where the peers' environments are kept from one run to the next."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named).absolute()
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache, "wsisdraft-benchmarks")


def installed(peer: Peer) -> Path:
    """The folder of its programs; made by pip in an environment of its own where it is not there.

    Raises Failed where pip cannot.
    """
    place = home() / f"{peer.name}-{peer.version}-py{sys.version_info[0]}.{sys.version_info[1]}"
    programs, ready = place / "bin", place / "ready"
    if not ready.exists():
        try:
            shutil.rmtree(place, ignore_errors=True)
            place.parent.mkdir(parents=True, exist_ok=True)
            _install(peer, place)
            ready.touch()
        except OSError as error:
            raise Failed(f"{peer.title} could not be installed: {error.strerror}") from None
    return programs


def _install(peer: Peer, place: Path) -> None:
    asking = ("install", "--quiet", "--disable-pip-version-check")
    for words in (
        (sys.executable, "-m", "venv", str(place)),
        (str(place / "bin/pip"), *asking, f"{peer.name}=={peer.version}"),
    ):
        made = subprocess.run(words, capture_output=True, text=True, check=False)
        if made.returncode:
            said = (made.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise Failed(f"{peer.title} could not be installed: {said}")


def laid(peer: Peer, folder: Path, size: int, seed: int, environ: Mapping[str, str]) -> None:
    """A git repository of the items in this peer's form, committed."""
    folder.mkdir(parents=True)
    git(folder, environ, "init", "--quiet", "--initial-branch=main", "--template=")
    peer.lay(folder, items(size, seed))
    git(folder, environ, "add", "--all")
    git(folder, environ, "commit", "--quiet", "--message=Items")


def timed(peer: Peer, folder: Path, rounds: int, environ: Mapping[str, str]) -> list[Run]:
    """The peer's runs in its repository, one after the other; Failed where one ends badly.

    They are not run in turns with ours: next to seconds and minutes a busy machine plays no part.
    """
    programs = installed(peer)
    surroundings = {**environ, "PATH": f"{programs}:{environ['PATH']}"}
    command = Command((str(programs / peer.words[0]), *peer.words[1:]), folder)
    runs = [run(command, surroundings) for _ in range(rounds + 1)]
    return runs[1:] or runs
