"""The program in a process of its own for every call, without Python's start for each.

One process imports everything and waits; each call is a forked copy of it, which knows nothing of
the calls before. It is asked over a socket, with the three streams of the call.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

CHECKOUT = Path(__file__).parent.parent
SERVE = "from tests.forked import serve; serve(int(__import__('sys').argv[1]))"


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of a call."""

    code: int
    out: bytes
    err: bytes


class Program:
    """The process that waits, and the calls of it, one after the other."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.ours, theirs = socket.socketpair()
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(theirs.fileno())],
            cwd=CHECKOUT,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
        )
        theirs.close()
        self.turn = threading.Lock()
        atexit.register(self.ours.close)

    def call(
        self,
        words: Sequence[str],
        where: Path,
        environment: Mapping[str, str],
        given: bytes,
        longest: float,
    ) -> Ended:
        """One call; TimeoutError, and the call is killed, where it takes longer."""
        asked = json.dumps([list(words), str(where), dict(environment)]).encode()
        with self.turn, _streams(given) as (stdin, out, err):
            head = len(asked).to_bytes(8, "big")
            socket.send_fds(self.ours, [head], [stdin, out, err])
            self.ours.sendall(asked)
            child = self._number()
            if not select.select([self.ours], [], [], longest)[0]:
                os.kill(child, signal.SIGKILL)
                self._number()
                raise TimeoutError(f"{words} takes longer than {longest:g} s")
            return Ended(self._number(), _all(out), _all(err))

    def _number(self) -> int:
        data = b""
        while len(data) < 8:
            more = self.ours.recv(8 - len(data))
            if not more:
                raise RuntimeError("the process that calls are copies of has ended")
            data += more
        return int.from_bytes(data, "big", signed=True)


@contextmanager
def _streams(given: bytes) -> Iterator[tuple[int, int, int]]:
    """What is given to a call, and room for what it says; files, so that nobody has to wait."""
    with TemporaryFile() as stdin, TemporaryFile() as out, TemporaryFile() as err:
        stdin.write(given)
        stdin.seek(0)
        yield stdin.fileno(), out.fileno(), err.fileno()


def _all(stream: int) -> bytes:
    size = os.fstat(stream).st_size
    return os.pread(stream, size, 0) if size else b""


def serve(number: int) -> None:
    """Makes a copy for each call that is asked for, until nobody can ask any more."""
    from tests.ground.calling import ready

    asking = socket.socket(fileno=number)
    ready()
    gc.collect()
    gc.freeze()
    while True:
        head, streams, _, _ = socket.recv_fds(asking, 8, 3)
        if not head:
            return
        size, asked = int.from_bytes(head, "big"), b""
        while len(asked) < size:
            asked += asking.recv(size - len(asked))
        child = os.fork()
        if child == 0:
            asking.close()
            _called(streams, *json.loads(asked))
        for stream in streams:
            os.close(stream)
        asking.sendall(child.to_bytes(8, "big", signed=True))
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        asking.sendall(code.to_bytes(8, "big", signed=True))


def _called(
    streams: Sequence[int], words: Sequence[str], where: str, environment: Mapping[str, str]
) -> None:
    """The call itself; never returns, as this copy has nothing else to do."""
    code = 70
    try:
        for number, handed in enumerate(streams):
            os.dup2(handed, number)
        os.closerange(3, 255)
        os.chdir(where)
        for name in set(os.environ) - set(environment):
            del os.environ[name]
        os.environ.update(environment)
        sys.argv = [str(CHECKOUT / "wsisdraft" / "__main__.py"), *words]
        code = _ended()
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError):
                code = code or 120
        os._exit(code)


def _ended() -> int:
    from wsisdraft.cli import main

    try:
        main()
    except SystemExit as ended:
        if isinstance(ended.code, str):
            sys.stderr.write(f"{ended.code}\n")
            return 1
        return ended.code or 0
    return 0
