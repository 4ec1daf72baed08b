"""The one door to git: hardened options, a scrubbed environment, bytes in and bytes out."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress

from wsisdraft.repository.ground import CannotProceed, held_up
from wsisdraft.text.frozen import EMPTY, frozen

OLDEST = (2, 34)
"""Released in November 2021; the first with signatures by SSH keys."""

HARDENED = tuple(
    word
    for setting in (
        "core.hooksPath=/dev/null",
        "core.fsmonitor=false",
        "core.fsync=committed",
        "core.pager=cat",
        "core.attributesFile=/dev/null",
        "core.quotePath=false",
        "core.warnAmbiguousRefs=false",
        "core.filesRefLockTimeout=2000",
        "core.packedRefsTimeout=2000",
        "safe.bareRepository=explicit",
        "protocol.ext.allow=never",
        "gc.auto=0",
        "maintenance.auto=false",
        "submodule.recurse=false",
        "log.showSignature=false",
        "log.follow=false",
        "i18n.commitEncoding=UTF-8",
        "i18n.logOutputEncoding=UTF-8",
        "advice.detachedHead=false",
    )
    for word in ("-c", setting)
)
"""Given on every call: no hook, monitor, pager or clean-up runs, and what is written is synced."""

FIXED = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_LITERAL_PATHSPECS": "1",
}

_MISUSED = 129
"""How git ends that does not know an option: it may be too old for it."""
_PIPE = 1 << 12
"""Bytes that every system's pipe takes without a reader."""

_PERSONS = {
    f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL", "DATE")
}
KEPT = _PERSONS | {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"}
QUARANTINE = {
    "GIT_QUARANTINE_PATH",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
}
"""Kept in a hook that judges pushed objects, known by the first of them."""


def environment(outer: Mapping[str, str]) -> dict[str, str]:
    """The environment of every git process: the user's, without git variables that steer it."""
    kept = KEPT | QUARANTINE if "GIT_QUARANTINE_PATH" in outer else KEPT
    inner = {k: v for k, v in outer.items() if not k.startswith("GIT_") or k in kept}
    inner.pop("LANGUAGE", None)
    return inner | FIXED


@frozen
class Call:
    """One call of git; only `names`, `paths`, `data` and values of `extra` may come from a user."""

    command: str
    options: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Full ref names and object ids; they follow `--end-of-options`."""
    paths: tuple[str, ...] = ()
    """Literal paths; they follow `--`."""
    data: bytes = b""
    extra: Mapping[str, str] = EMPTY
    """Environment variables."""
    settings: tuple[tuple[str, str], ...] = ()
    """Configuration that outranks every file, handed over in the environment."""
    keeping: tuple[int, ...] = ()
    """File descriptors the process inherits."""
    apart: bool = False
    """In a session of its own, so that no signal to our group cuts it short."""


Meanwhile = Callable[[], object] | None
"""What is done while git works: imports, or a call that does not need this one."""


@frozen
class Reply:
    code: int
    out: bytes
    err: bytes


class Git:
    """Runs git in one directory, and counts how often."""

    __slots__ = ("directory", "environ", "processes", "program", "spare", "staying")

    def __init__(self, directory: str, program: str = "git") -> None:
        self.directory = directory
        self.program = program
        self.processes = 0
        self.environ = environment(os.environ)
        self.staying = False
        self.spare: subprocess.Popen[bytes] | None = None
        """A reader of objects that waits for whoever reads next; only while `staying`."""

    def run(self, call: Call, meanwhile: Meanwhile = None) -> bytes:
        """What git answers; CannotProceed where it fails."""
        reply = self.ask(call, meanwhile)
        if reply.code == _MISUSED and call.command != "version":
            self.version()
        if reply.code:
            raise failed(call.command, reply.err)
        return reply.out

    def ask(self, call: Call, meanwhile: Meanwhile = None) -> Reply:
        """What git answers, failure included; `meanwhile` is done while git works."""
        with self.start(call) as process:
            try:
                if meanwhile is not None:
                    _feed(process, call.data)
                    meanwhile()
                out, err = process.communicate(call.data if process.stdin else None)
            except OSError as error:
                process.kill()
                raise held_up(error, f"Talking to git {call.command}") from None
        return Reply(process.returncode, out, err)

    def together(self, calls: Sequence[Call]) -> list[bytes]:
        """What git answers to calls that do not need each other, all at work at once.

        CannotProceed where one fails, once all have ended.
        """
        with self.at_work(calls) as answers:
            return answers()

    @contextmanager
    def at_work(self, calls: Sequence[Call]) -> Iterator[Callable[[], list[bytes]]]:
        """The same with something to do until the answers are asked for.

        All have ended when the `with` does, whether or not anybody asked.
        """
        with ExitStack() as running:
            processes = [running.enter_context(self.start(call)) for call in calls]
            for call, process in zip(calls, processes, strict=True):
                _feed(process, call.data)

            def answers() -> list[bytes]:
                replies: list[Reply] = []
                for call, process in zip(calls, processes, strict=True):
                    out, err = process.communicate(call.data if process.stdin else None)
                    replies.append(Reply(process.returncode, out, err))
                for call, reply in zip(calls, replies, strict=True):
                    if reply.code:
                        raise failed(call.command, reply.err)
                return [reply.out for reply in replies]

            yield answers

    @contextmanager
    def one_reader(self) -> Iterator[None]:
        """One process reads objects for all who come one after the other, until this ends."""
        self.staying = True
        try:
            yield
        finally:
            self.staying = False
            process, self.spare = self.spare, None
            if process is not None:
                end(process)

    def start(self, call: Call) -> subprocess.Popen[bytes]:
        """A git process with pipes on all sides."""
        self.processes += 1
        try:
            return subprocess.Popen(
                self._words(call),
                cwd=self.directory,
                env=self._surroundings(call),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=call.keeping,
                start_new_session=call.apart,
            )
        except FileNotFoundError as missing:
            if missing.filename == self.directory:
                raise no_repository(self.directory) from None
            raise CannotProceed(
                "git-missing", "Git is not installed, or not on PATH.", "install git"
            ) from None
        except OSError as error:
            reason = (error.strerror or "").lower()
            raise CannotProceed(
                "git-failed",
                f"Git could not be started in {shown(self.directory)}: {reason}.",
                "mend that, then give the verb again",
            ) from None

    def _words(self, call: Call) -> list[str]:
        words = [self.program, *HARDENED, call.command, *call.options]
        if call.names:
            words += ["--end-of-options", *call.names]
        if call.paths:
            words += ["--", *call.paths]
        return words

    def _surroundings(self, call: Call) -> dict[str, str]:
        surroundings = {**self.environ, **call.extra}
        if call.settings:
            surroundings["GIT_CONFIG_COUNT"] = str(len(call.settings))
            for number, (key, value) in enumerate(call.settings):
                surroundings[f"GIT_CONFIG_KEY_{number}"] = key
                surroundings[f"GIT_CONFIG_VALUE_{number}"] = value
        return surroundings

    def version(self) -> tuple[int, ...]:
        """Git's version; CannotProceed where it is older than we can work with."""
        out = self.run(Call("version"))
        match = re.search(rb"(\d+)\.(\d+)(?:\.(\d+))?", out)
        version = tuple(int(n) for n in match.groups(b"0")) if match else (0,)
        if version < OLDEST:
            raise CannotProceed(
                "git-too-old",
                f"This is git {'.'.join(map(str, version))}.",
                f"install git {'.'.join(map(str, OLDEST))} or later",
            )
        return version


def end(process: subprocess.Popen[bytes]) -> None:
    """Lets a process go that answers for as long as it is asked; it may have gone by itself."""
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()
    process.wait()


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    """Hands over at once what a pipe holds; the rest must wait until the answer is read."""
    if len(data) > _PIPE or process.stdin is None:
        return
    with suppress(BrokenPipeError):
        process.stdin.write(data)
        process.stdin.close()
    process.stdin = None


def failed(command: str, err: bytes) -> CannotProceed:
    """Git's refusal in its own words, made safe to show."""
    words = told(err)
    if "dubious ownership" in words:
        return CannotProceed(
            "foreign-repository",
            "This repository belongs to another user of this machine.",
            "work in a clone of your own, or list it under safe.directory in your configuration",
        )
    if any(said in words for said in ("No space left", "Out of diskspace", "quota exceeded")):
        return CannotProceed(
            "disk-full", f"Git could not write: {words}.", "free some space, then try again"
        )
    return CannotProceed(
        "git-failed", f"git {command} failed: {words}.", "mend that, then give the verb again"
    )


def told(err: bytes) -> str:
    """Git's last complaint as one line of at most 300 characters, controls made visible."""
    lines = [line for line in err.decode("utf-8", "replace").splitlines() if line.strip()]
    complaints = [line for line in lines if line.startswith(("fatal:", "error:"))]
    chosen = (complaints or lines or ["no reason given"])[0]
    return shown(re.sub(r"^(fatal|error): ", "", chosen)).rstrip(".")


def shown(text: str) -> str:
    """Foreign text on one line, controls made visible, cut at 300 characters."""
    from wsisdraft.notation.record import subject_line

    line = subject_line(text)
    return line if len(line) <= 300 else line[:299] + "…"


def no_repository(directory: str) -> CannotProceed:
    return CannotProceed(
        "no-repository",
        f"{shown(directory)} is in no git repository.",
        "give the draft repository with --repo DIR, or start one: wsisdraft init DIR",
    )
