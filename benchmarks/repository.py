"""A generated draft as a repository: `python -m benchmarks.repository DIR --paragraphs 10000`."""

from __future__ import annotations

import os
import subprocess
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from benchmarks.generator import File, written

TRUNK = "refs/heads/main"
PERSON = "Secretariat <secretariat@example.org> 1397736000 +0000"
"""Who commits, and when: 17 April 2014 at noon, so that commits have the same ids everywhere."""


def write(directory: Path, size: int, seed: int, environ: Mapping[str, str]) -> None:
    """A repository of a draft with so many paragraphs: one commit, and one for each branch.

    The directory must be empty or not there. CalledProcessError where git fails.
    """
    directory.mkdir(parents=True, exist_ok=True)
    git(directory, environ, "init", "--quiet", "--initial-branch=main", "--template=")
    importing = subprocess.Popen(
        ("git", "fast-import", "--quiet", "--done"),
        cwd=directory,
        env=environ,
        stdin=subprocess.PIPE,
    )
    assert importing.stdin is not None
    with importing, importing.stdin as stream:
        _send(stream, written(size, seed))
    if importing.returncode:
        raise subprocess.CalledProcessError(importing.returncode, importing.args)
    git(directory, environ, "reset", "--quiet", "--hard")


def git(directory: Path, environ: Mapping[str, str], *words: str) -> None:
    """Runs git; CalledProcessError where it fails."""
    subprocess.run(("git", *words), cwd=directory, env=environ, check=True)


def _send(stream: IO[bytes], files: Iterator[File]) -> None:
    """The commands of git-fast-import: the trunk's commit, then each branch's upon it."""
    stream.write(_commit(TRUNK, "The draft after its fourth meeting", ""))
    for file in files:
        if file.branch:
            base = f"from {TRUNK}\n"
            stream.write(_commit(f"refs/heads/{file.branch}", f"{file.branch} as proposed", base))
        stream.write(b"M 100644 inline %b\n" % file.path.encode())
        stream.write(_data(file.text))
    stream.write(b"done\n")


def _commit(ref: str, message: str, base: str) -> bytes:
    who = f"commit {ref}\nauthor {PERSON}\ncommitter {PERSON}\n".encode()
    return who + _data(message) + base.encode()


def _data(text: str) -> bytes:
    raw = text.encode()
    return b"data %d\n%b\n" % (len(raw), raw)


def main() -> None:
    """Writes one repository, as the person who runs it has git configured."""
    parser = ArgumentParser(prog="python -m benchmarks.repository", description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--paragraphs", type=int, default=1_000, metavar="N")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    asked = parser.parse_args()
    write(asked.directory, asked.paragraphs, asked.seed, os.environ)


if __name__ == "__main__":
    main()
