"""A clone as git sees it: where it is, what branch it stands on, how it is configured."""

from __future__ import annotations

import os
from pathlib import Path

from wsisdraft.repository.config import Config, read_config
from wsisdraft.repository.git import Call, Git, Meanwhile, Reply, failed, no_repository, shown
from wsisdraft.repository.ground import CannotProceed
from wsisdraft.text.frozen import computed, frozen

HEADS = "refs/heads/"
_FACTS = (
    "--path-format=absolute",
    "--is-bare-repository",
    "--is-inside-work-tree",
    "--is-shallow-repository",
    "--show-object-format",
    "--absolute-git-dir",
    "--git-common-dir",
    "--show-toplevel",
    "HEAD",
    "--symbolic-full-name",
    "HEAD",
)


@frozen
class Clone:
    """A clone with a work tree; what is in it may change under our feet, `reopened` looks again."""

    git: Git
    top: str
    """The work tree's root, absolute."""
    git_dir: str
    """Of this work tree; differs from `common_dir` in a linked one."""
    common_dir: str
    """Shared by all work trees: objects, branches, and our own `wsisdraft/`."""
    head: str
    """Full name of HEAD's branch, `refs/heads/main`; empty where HEAD is detached."""
    tip: str
    """The commit HEAD stands at; empty before the first commit."""
    object_format: str
    """`sha1` or `sha256`."""
    shallow: bool
    _config: list[Config] = computed(lambda _: [])
    """Once it has been read."""

    @property
    def branch(self) -> str:
        """HEAD's branch as people name it; empty where HEAD is detached."""
        return self.head.removeprefix(HEADS)

    @property
    def config(self) -> Config:
        """All configuration with where each value comes from, read once."""
        if not self._config:
            self._config.append(read_config(self.git))
        return self._config[0]

    @property
    def ours(self) -> Path:
        """The folder of our own under git's: lock, journal, focus. It need not exist."""
        return Path(self.common_dir, "wsisdraft")

    def reopened(self) -> Clone:
        """The same clone as it is now; its configuration is not read again."""
        again = open_clone(self.top, self.git)
        again._config.extend(self._config)
        return again


def open_clone(directory: str | Path, git: Git | None = None, meanwhile: Meanwhile = None) -> Clone:
    """The clone a directory lies in; one git process, and `meanwhile` something else is done.

    Raises CannotProceed where there is none, it is bare, or belongs to somebody else.
    """
    where = str(Path(directory).absolute())
    if not Path(where).is_dir():
        raise no_repository(where)
    git = git or Git(where)
    git.directory = where
    reply = git.ask(Call("rev-parse", _FACTS), meanwhile)
    lines = reply.out.decode("utf-8", "surrogateescape").split("\n")[:-1]
    if len(lines) < 6 or lines[1] != "true":
        raise _no_work_tree(git, where, lines, reply)
    shallow, object_format, git_dir, common_dir = lines[2:6]
    if reply.code and len(lines) <= 8:
        top, tip, head = lines[6] if len(lines) > 6 else "", "", _unborn(git)
    elif not reply.code and len(lines) == 9:
        top, tip, head = lines[6:9]
    else:
        raise failed("rev-parse", reply.err)
    if not os.path.lexists(Path(top, ".git")):
        raise CannotProceed(
            "no-repository",
            f"The configuration of this repository claims {shown(top)} as its work tree.",
            "remove core.worktree from the repository's configuration",
        )
    git.directory = top
    return Clone(
        git=git,
        top=top,
        git_dir=git_dir,
        common_dir=common_dir,
        head=head if head.startswith(HEADS) else "",
        tip=tip,
        object_format=object_format,
        shallow=shallow == "true",
    )


def _unborn(git: Git) -> str:
    """HEAD's branch before its first commit."""
    return git.run(Call("symbolic-ref", ("--quiet", "HEAD"))).decode().strip()


def _no_work_tree(git: Git, where: str, lines: list[str], reply: Reply) -> CannotProceed:
    """Why there is no work tree here."""
    if lines and lines[0].startswith("--"):
        git.version()
    bare = CannotProceed(
        "bare-repository",
        f"{shown(where)} is a repository without a work tree.",
        "work in a clone of it: git clone",
    )
    inside = ".git" in Path(where).parts
    if not inside and (b"safe.bareRepository" in reply.err or lines[:1] == ["true"]):
        return bare
    if inside or len(lines) >= 2:
        return CannotProceed(
            "no-repository",
            f"{shown(where)} lies inside git's own folder.",
            "go to the folder that holds drafts/",
        )
    if b"not a git repository" in reply.err:
        return no_repository(where)
    return failed("rev-parse", reply.err)
