"""Reading git's objects, however many, in one process."""

from __future__ import annotations

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import suppress
from subprocess import Popen
from types import TracebackType
from typing import BinaryIO, Self, cast

from wsisdraft.repository.git import Call, Git, end, failed
from wsisdraft.text.frozen import frozen

_AT_ONCE = 1 << 15
"""Bytes of requests sent before answers are read: more than fits a pipe, and both sides wait."""
_PIECE = 1 << 16
_WIDE = 1 << 20
"""Bytes of answers that wait for us; all that a system gives whoever asks."""


@frozen
class Stored:
    """An object of the repository."""

    id: str
    kind: str
    """`blob`, `tree`, `commit` or `tag`."""
    size: int
    data: bytes | None
    """None where it is larger than was asked for."""


class ObjectReader:
    """A `git cat-file --batch` that stays open; use it in a `with`."""

    def __init__(self, git: Git) -> None:
        self._git = git
        self._process: Popen[bytes] | None = None
        self._waiting = 0
        """Requests sent and not yet answered."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._process is not None:
            process, self._process = self._process, None
            if self._git.staying and self._git.spare is None and not self._waiting:
                self._git.spare = process
            else:
                end(process)

    def one(self, name: str) -> Stored | None:
        """An object by id or full name (`refs/heads/main^{commit}`); None where it is not there."""
        return next(self.each((name,)))

    def each(self, names: Iterable[str], cap: int | None = None) -> Iterator[Stored | None]:
        """Objects in the order of their names; those above `cap` bytes come without data.

        A name must hold no line break: the caller sees to that (ValueError otherwise).
        """
        yield from self.asked(names, cap)

    def asked(self, names: Iterable[str], cap: int | None = None) -> Iterator[Stored | None]:
        """The same, with git at work on the first many before anybody looks at the answers."""
        portions = _portions(names)
        first = next(portions, None)
        if first is None:
            return iter(())
        self._ask(first)
        return self._answers(first, portions, cap)

    def _answers(
        self, first: list[bytes], portions: Iterator[list[bytes]], cap: int | None
    ) -> Iterator[Stored | None]:
        requests: list[bytes] | None = first
        while requests is not None:
            stdout = cast("BinaryIO", self._running().stdout)
            for _ in requests:
                answer = self._answer(stdout, cap)
                self._waiting -= 1
                yield answer
            requests = next(portions, None)
            if requests is not None:
                self._ask(requests)

    def _ask(self, requests: list[bytes]) -> None:
        stdin = cast("BinaryIO", self._running().stdin)
        self._waiting += len(requests)
        try:
            stdin.write(b"".join(requests))
            stdin.flush()
        except BrokenPipeError:
            raise self._ended() from None

    def _running(self) -> Popen[bytes]:
        if self._process is None:
            self._process, self._git.spare = self._git.spare, None
        if self._process is None:
            self._process = self._git.start(Call("cat-file", ("--batch",)))
            _widen(cast("BinaryIO", self._process.stdout))
        return self._process

    def _answer(self, stdout: BinaryIO, cap: int | None) -> Stored | None:
        header = stdout.readline()
        if not header.endswith(b"\n"):
            raise self._ended()
        words = header.split()
        if words[-1] in (b"missing", b"ambiguous") or len(words) != 3:
            return None
        size = int(words[2])
        data: bytes | None
        if cap is not None and size > cap:
            data = None
            self._skip(stdout, size)
        else:
            data = stdout.read(size)
            if len(data) != size:
                raise self._ended()
        stdout.read(1)
        return Stored(words[0].decode(), words[1].decode(), size, data)

    def _skip(self, stdout: BinaryIO, size: int) -> None:
        while size:
            piece = len(stdout.read(min(size, _PIECE)))
            if not piece:
                raise self._ended()
            size -= piece

    def _ended(self) -> Exception:
        err = b""
        if self._process is not None and self._process.stderr is not None:
            err = self._process.stderr.read()
        return failed("cat-file", err)


def _widen(pipe: BinaryIO) -> None:
    """Lets git go on while nobody reads, on systems whose pipes can be made to hold more."""
    wider = getattr(fcntl, "F_SETPIPE_SZ", None)
    if wider is not None:
        with suppress(OSError):
            fcntl.fcntl(pipe, wider, _WIDE)


def _portions(names: Iterable[str]) -> Iterator[list[bytes]]:
    requests: list[bytes] = []
    length = 0
    for name in names:
        request = name.encode("utf-8", "surrogateescape") + b"\n"
        if b"\n" in request[:-1]:
            raise ValueError("a line break in an object's name")
        if requests and length + len(request) > _AT_ONCE:
            yield requests
            requests, length = [], 0
        requests.append(request)
        length += len(request)
    if requests:
        yield requests


def blob_id(data: bytes, object_format: str) -> str:
    """The id git gives a file with these bytes; the format is `sha1` or `sha256`."""
    return object_id("blob", data, object_format)


def object_id(kind: str, data: bytes, object_format: str) -> str:
    """The id git gives an object of this kind with these bytes."""
    import hashlib

    head = f"{kind} {len(data)}\0".encode()
    digest = hashlib.new(object_format, head, usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest()
