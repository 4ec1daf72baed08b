"""The files under `drafts/`, in the work tree or in a commit, as names and as bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from wsisdraft.notation.snapshot import Oddity, OddityKind, Snapshot
from wsisdraft.repository.git import Call, Git, Meanwhile, shown
from wsisdraft.repository.ground import CannotProceed
from wsisdraft.repository.objects import ObjectReader

DRAFTS = "drafts"
LARGEST = 1 << 20
"""Bytes of a file that is read at all; every limit of the notation lies far below."""
_PIECE = 1 << 16
_FILE_NAMES = (b".md", b".yaml")
_READING = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Source(Protocol):
    """Where a text is read from."""

    def names(self) -> tuple[str, ...]:
        """Every path under `drafts/`, sorted; what is no readable file included."""
        ...

    def read(self, paths: Collection[str] | None = None) -> Snapshot:
        """The files, or those of these paths that are there."""
        ...


class WorkTree:
    """The files as they lie in the work tree, untracked ones included; runs no git."""

    __slots__ = ("_odd", "_paths", "top")

    def __init__(self, top: str) -> None:
        self.top = top
        self._paths: list[str] | None = None
        self._odd: dict[str, Oddity] = {}

    def names(self) -> tuple[str, ...]:
        return tuple(sorted({*self._files(), *self._odd}))

    def read(self, paths: Collection[str] | None = None) -> Snapshot:
        wanted = self._files() if paths is None else sorted(set(paths).intersection(self._files()))
        odd = (
            dict(self._odd) if paths is None else {p: self._odd[p] for p in paths if p in self._odd}
        )
        files: dict[str, bytes] = {}
        root = os.fsencode(self.top) + b"/"
        for path in wanted:
            data = _bytes_of(root + path.encode())
            if isinstance(data, bytes):
                files[path] = data
            elif data is not None:
                odd[path] = data
        return Snapshot(files, odd)

    def glance(self, path: str) -> bytes:
        """One file, without a look at any other; nothing where it cannot be read."""
        if _not_a_folder(os.fsencode(f"{self.top}/{DRAFTS}")) is not None:
            return b""
        data = _bytes_of(os.fsencode(f"{self.top}/{path}"))
        return data if isinstance(data, bytes) else b""

    def _files(self) -> list[str]:
        """The plain files; what else there is goes into `_odd`. Walked once."""
        if self._paths is None:
            self._paths = []
            self._walk(os.fsencode(self.top), DRAFTS)
            self._paths.sort()
        return self._paths

    def _walk(self, root: bytes, start: str) -> None:
        paths, folders = self._paths, [start]
        assert paths is not None
        if (odd := _not_a_folder(root + b"/" + start.encode())) is not None:
            self._odd |= odd
            return
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(root + b"/" + folder.encode()) as entries:
                    found = list(entries)
            except OSError as error:
                self._odd[folder] = _unreadable(error)
                continue
            if folder != start and any(entry.name == b".git" for entry in found):
                self._odd[folder] = Oddity(OddityKind.SUBMODULE)
                continue
            for entry in found:
                path = f"{folder}/{readable_name(entry.name)}"
                odd_entry = _oddity(entry)
                if odd_entry is not None:
                    self._odd[path] = odd_entry
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                else:
                    paths.append(path)


def readable_name(raw: bytes) -> str:
    r"""A file's name; bytes that are not UTF-8 are shown as `\xff`."""
    return raw.decode("utf-8", "backslashreplace")


def _not_a_folder(path: bytes) -> dict[str, Oddity] | None:
    """What `drafts` itself is, where it is no folder; nothing at all is an empty draft."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return {}
    except OSError as error:
        return {DRAFTS: _unreadable(error)}
    if stat.S_ISDIR(mode):
        return None
    return {DRAFTS: Oddity(OddityKind.SYMLINK if stat.S_ISLNK(mode) else OddityKind.SPECIAL)}


def _oddity(entry: os.DirEntry[bytes]) -> Oddity | None:
    """What is in the way of reading an entry as a plain file or folder."""
    try:
        entry.name.decode("utf-8")
    except UnicodeDecodeError:
        return Oddity(OddityKind.NAME)
    if entry.is_symlink():
        return Oddity(OddityKind.SYMLINK)
    if entry.is_dir(follow_symlinks=False):
        return Oddity(OddityKind.DIRECTORY) if entry.name.endswith(_FILE_NAMES) else None
    return None if entry.is_file(follow_symlinks=False) else Oddity(OddityKind.SPECIAL)


def _bytes_of(path: bytes) -> bytes | Oddity | None:
    """A file's bytes, or what it turned out to be; None where it is gone meanwhile."""
    try:
        fd = os.open(path, _READING)
    except FileNotFoundError:
        return None
    except OSError as error:
        return _unreadable(error)
    try:
        data = os.read(fd, _PIECE)
        if len(data) == _PIECE:
            data += _rest(fd)
    except OSError as error:
        return _unreadable(error)
    finally:
        os.close(fd)
    return data if len(data) <= LARGEST else Oddity(OddityKind.TOO_LARGE, f"over {LARGEST} bytes")


def _rest(fd: int) -> bytes:
    """What follows the first piece, up to one byte more than is read at all."""
    pieces, room = [], LARGEST + 1 - _PIECE
    while room and (piece := os.read(fd, min(room, _PIECE))):
        pieces.append(piece)
        room -= len(piece)
    return b"".join(pieces)


def _unreadable(error: OSError) -> Oddity:
    return Oddity(OddityKind.UNREADABLE, (error.strerror or "").lower())


class Revision:
    """The files as a commit holds them; at most two git processes."""

    __slots__ = ("_entries", "commit", "git", "whole")

    def __init__(self, git: Git, commit: str, *, whole: bool = False) -> None:
        self.git = git
        self.commit = commit
        """A full object id."""
        self.whole = whole
        """Whether nothing may be missing, as where something is decided on the text."""
        self._entries: dict[str, str] | None = None

    def names(self, meanwhile: Meanwhile = None) -> tuple[str, ...]:
        return tuple(sorted(self._listing(meanwhile)))

    def read(self, paths: Collection[str] | None = None) -> Snapshot:
        return self.asked(paths)()

    def asked(self, paths: Collection[str] | None = None) -> Callable[[], Snapshot]:
        """The same, to be called for: until then git is at work, and something else can be done."""
        listing = self._listing()
        wanted = listing if paths is None else [p for p in paths if p in listing]
        facts = {path: _facts(listing[path]) for path in wanted}
        odd = {path: entry for path, (mode, _) in facts.items() if (entry := odd_mode(path, mode))}
        plain = [path for path in sorted(facts) if path not in odd]
        objects = ObjectReader(self.git)
        answers = objects.asked((facts[path][1] for path in plain), LARGEST)

        def snapshot() -> Snapshot:
            files: dict[str, bytes] = {}
            with objects:
                for path, stored in zip(plain, answers, strict=True):
                    if stored is None and self.whole:
                        raise missing_text(path)
                    if stored is None:
                        odd[path] = Oddity(OddityKind.UNREADABLE, "not in this clone")
                    elif stored.data is None:
                        odd[path] = Oddity(OddityKind.TOO_LARGE, f"{stored.size} bytes")
                    else:
                        files[path] = stored.data
            return Snapshot(files, odd)

        return snapshot

    def blobs(self) -> dict[str, str]:
        """The blob id of each path."""
        return {path: _facts(line)[1] for path, line in self._listing().items()}

    def entries(self) -> Mapping[str, str]:
        """By path a line that says mode and blob, and differs where either does."""
        return self._listing()

    def _listing(self, meanwhile: Meanwhile = None) -> dict[str, str]:
        """Git's own line about each path; most of them are never looked into."""
        if self._entries is None:
            self._entries = _entries(self.git.run(self._call(), meanwhile))
        return self._entries

    def _call(self) -> Call:
        return Call("ls-tree", ("-r", "-z", "--full-tree"), names=(self.commit, DRAFTS))


def list_together(
    git: Git, commits: Sequence[str], meanwhile: Meanwhile = None
) -> tuple[Revision, ...]:
    """Several revisions with their files listed, by as many git processes at work at once."""
    revisions = tuple(Revision(git, commit) for commit in commits)
    with git.at_work([revision._call() for revision in revisions]) as answers:
        if meanwhile is not None:
            meanwhile()
        for revision, listed in zip(revisions, answers(), strict=True):
            revision._entries = _entries(listed)
    return revisions


def missing_text(path: str) -> CannotProceed:
    """The text of a file on record is not in this clone, or git could not open it."""
    return CannotProceed(
        "damaged-repository",
        f"The text of {shown(path)} on record is missing from this clone.",
        "git fsck, then fetch from a clone that is whole",
    )


def _entries(listed: bytes) -> dict[str, str]:
    """The lines that `ls-tree -z` answers, by path."""
    alike = b" commit " not in listed
    try:
        lines = listed.decode("utf-8").split("\0")[:-1]
    except UnicodeDecodeError:
        lines = [_showable(line) for line in listed.split(b"\0")[:-1]]
        alike = False
    if alike and lines:
        # Mode, kind and id of a blob are as wide in every line.
        wide = lines[0].index("\t") + 1
        paths = [line[wide:] for line in lines]
    else:
        paths = [line.partition("\t")[2] for line in lines]
    return dict(zip(paths, lines, strict=True))


def _showable(line: bytes) -> str:
    """The line of a file whose name need not be UTF-8; in place of its mode it says `name` then."""
    facts, _, raw = line.partition(b"\t")
    path = readable_name(raw)
    said = facts.decode()
    if path.encode() != raw:
        said = f"name {said.partition(' ')[2]}"
    return f"{said}\t{path}"


def _facts(line: str) -> tuple[str, str]:
    """Mode and id, of a line such as `100644 blob ID<tab>drafts/process.yaml`."""
    mode, _, rest = line.partition("\t")[0].split(" ")
    return mode, rest


def odd_mode(path: str, mode: str) -> Oddity | None:
    """What an entry of a tree is where it is no plain file."""
    match mode:
        case "100644" | "100755" | "100664":
            return None
        case "120000":
            return Oddity(OddityKind.SYMLINK)
        case "160000":
            return Oddity(OddityKind.SUBMODULE)
        case "name":
            return Oddity(OddityKind.NAME)
        case _:
            return Oddity(OddityKind.SPECIAL, f"{path} has mode {mode}")
