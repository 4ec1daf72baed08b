"""The states in which a clone may be found: of git, of a file, of the system around it."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.ground.calling import Surroundings
from tests.ground.negotiation import SCRATCH, B
from tests.ground.template import git

NOBODY = 65534
CANARY = "canary"


@dataclass(slots=True)
class Case:
    """A clone on its way into a state; all of it lies in one room."""

    room: Path
    target: str
    """The file that the verb is about, which may not be there yet."""
    draft: Path = field(init=False)
    """Where the verb is given."""
    around: Surroundings = field(default_factory=Surroundings)
    home: Path = field(init=False)

    def __post_init__(self) -> None:
        self.draft = self.room / "draft"
        self.home = self.room / "home"
        self.home.mkdir()

    def git(self, *words: str, data: str | None = None) -> str:
        return git(self.draft, *words, data=data)

    def stopped(self, *words: str) -> None:
        """A git command that is expected to stop in the middle."""
        subprocess.run(["git", *words], cwd=self.draft, capture_output=True, check=False)

    @property
    def file(self) -> Path:
        return self.draft / self.target

    def there(self) -> Path:
        """The target, made where it is not there yet."""
        if not self.file.exists():
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text("By hand, in the way.\n")
        return self.file

    def source(self) -> bytes:
        return self.file.read_bytes() if self.file.is_file() else b"New.\n"

    def put_away(self) -> None:
        """For states that git makes of a clean clone only."""
        self.git("stash", "-q", "-u")

    def committed(self, path: str, data: bytes) -> None:
        """A file on record and in the work tree, all else as it is."""
        place = self.draft / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        self.git("add", "--", path)
        self.git("commit", "-q", "-m", "By hand", "--", path)


@dataclass(frozen=True, slots=True)
class State:
    name: str
    make: Callable[[Case], None]
    refused: str = ""
    """The rule by which every verb that changes the text is refused."""
    of_target: bool = False
    """Whether it depends on which file a verb is about."""
    possible: Callable[[], str] = lambda: ""
    """Why this machine cannot be brought into it; empty where it can."""
    unchecked: bool = False
    """Whether the work tree holds less than the record, so that `check` is of no use there."""
    fetches: bool = False
    """Whether git brings objects from elsewhere when they are read."""


STATES: list[State] = []


def state(
    name: str,
    refused: str = "",
    *,
    of_target: bool = False,
    possible: Callable[[], str] = lambda: "",
    unchecked: bool = False,
    fetches: bool = False,
) -> Callable[[Callable[[Case], None]], Callable[[Case], None]]:
    def entered(make: Callable[[Case], None]) -> Callable[[Case], None]:
        STATES.append(State(name, make, refused, of_target, possible, unchecked, fetches))
        return make

    return entered


# What git is in the middle of.


@state("plain")
def _plain(case: Case) -> None:
    pass


@state("detached HEAD", "detached-head")
def _detached(case: Case) -> None:
    case.git("checkout", "-q", "--detach")


def _contradicted(case: Case) -> None:
    """A branch `other` and a later commit of the trunk that read otherwise in one place."""
    case.put_away()
    case.git("switch", "-q", "-c", "other")
    case.committed("README", b"Other.\n")
    case.git("switch", "-q", "main")
    case.committed("README", b"Main.\n")


@state("rebase under way", "under-way")
def _rebase(case: Case) -> None:
    _contradicted(case)
    case.stopped("rebase", "other")


@state("merge under way", "under-way")
def _merge(case: Case) -> None:
    _contradicted(case)
    case.stopped("merge", "other")


@state("cherry-pick under way", "under-way")
def _pick(case: Case) -> None:
    _contradicted(case)
    case.stopped("cherry-pick", "other")


@state("revert under way", "under-way")
def _revert(case: Case) -> None:
    _contradicted(case)
    case.committed("README", b"Later.\n")
    case.stopped("revert", "HEAD~1")


@state("bisection under way", "under-way")
def _bisect(case: Case) -> None:
    case.put_away()
    case.git("bisect", "start")


@state("git am under way", "under-way")
def _am(case: Case) -> None:
    _contradicted(case)
    patch = case.git("format-patch", "--stdout", "main..other")
    (case.room / "scratch.patch").write_text(patch)
    case.stopped("am", "../scratch.patch")


@state("a branch without commit")
def _unborn(case: Case) -> None:
    case.git("symbolic-ref", "HEAD", "refs/heads/fresh")


@state("an alternative's branch", "alternative-branch")
def _alternative(case: Case) -> None:
    case.put_away()
    case.git("branch", "alt/vision/B.77/1")
    case.git("switch", "-q", "alt/vision/B.77/1")


@state("a review branch")
def _review(case: Case) -> None:
    case.git("switch", "-q", "-c", "review")


@state("branch in another work tree", "branch-in-use")
def _elsewhere(case: Case) -> None:
    case.git("branch", "review")
    case.git("worktree", "add", "-q", "--force", str(case.room / "second"), "main")


@state("a linked work tree")
def _linked(case: Case) -> None:
    case.git("worktree", "add", "-q", "-b", "review", str(case.room / "linked"))
    case.draft = case.room / "linked"


@state("bare", "bare-repository")
def _bare(case: Case) -> None:
    git(case.room, "clone", "-q", "--bare", str(case.draft), "bare.git")
    case.draft = case.room / "bare.git"


@state("inside git's folder", "no-repository")
def _inside(case: Case) -> None:
    case.draft = case.draft / ".git"


@state("no repository", "no-repository")
def _none(case: Case) -> None:
    case.draft = case.room / "plain"
    case.draft.mkdir()
    (case.draft / "letter.txt").write_text("A letter.\n")


@state("shallow")
def _shallow(case: Case) -> None:
    git(case.room, "clone", "-q", "--depth", "1", f"file://{case.draft}", "shallow")
    case.draft = case.room / "shallow"


@state("partial clone", fetches=True)
def _partial(case: Case) -> None:
    case.git("config", "uploadpack.allowFilter", "true")
    git(case.room, "clone", "-q", "--filter=blob:none", f"file://{case.draft}", "partial")
    case.draft = case.room / "partial"


@state("partial clone, its origin gone", unchecked=True)
def _cut_off(case: Case) -> None:
    _partial(case)
    (case.room / "draft").rename(case.room / "moved")


@state("sparse without the chapter", unchecked=True)
def _sparse(case: Case) -> None:
    case.put_away()
    case.git("sparse-checkout", "set", "--no-cone", "/*", f"!/{B}/")


@state("skip-worktree", of_target=True)
def _skipped(case: Case) -> None:
    if case.git("ls-files", case.target):
        case.git("update-index", "--skip-worktree", case.target)


@state("assume-unchanged", of_target=True)
def _assumed(case: Case) -> None:
    if case.git("ls-files", case.target):
        case.git("update-index", "--assume-unchanged", case.target)


@state("a submodule of another repository")
def _submodule(case: Case) -> None:
    above = case.room / "above"
    above.mkdir()
    git(above, "init", "-q", "-b", "main", "--template=")
    words = ("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(case.draft), "text")
    git(above, *words)
    git(above, "commit", "-q", "-m", "Text")
    case.draft = above / "text"


@state("with a submodule in it")
def _with_submodule(case: Case) -> None:
    other = case.room / "other"
    other.mkdir()
    git(other, "init", "-q", "-b", "main", "--template=")
    git(other, "commit", "-q", "--allow-empty", "-m", "Other")
    words = ("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other), "drafts/sub")
    case.git(*words)
    case.git("commit", "-q", "-m", "Other", "--", ".gitmodules", "drafts/sub")


# Locks and indexes.


@state("index locked just now", "index-locked")
def _locked(case: Case) -> None:
    (case.draft / ".git/index.lock").touch()


@state("index locked for long", "index-locked")
def _locked_long(case: Case) -> None:
    lock = case.draft / ".git/index.lock"
    lock.touch()
    os.utime(lock, (1e9, 1e9))


@state("branch locked", "ref-locked")
def _ref_locked(case: Case) -> None:
    (case.draft / ".git/refs/heads/main.lock").touch()


@state("packed references locked")
def _packed_locked(case: Case) -> None:
    case.git("pack-refs", "--all")
    (case.draft / ".git/packed-refs.lock").touch()


@state("split index")
def _split(case: Case) -> None:
    case.git("update-index", "--split-index")
    case.git("config", "core.splitIndex", "true")


@state("untracked cache")
def _cache(case: Case) -> None:
    case.git("update-index", "--force-untracked-cache")
    case.git("status")


@state("index of version 4")
def _version_four(case: Case) -> None:
    case.git("update-index", "--index-version=4")


@state("index broken")
def _broken_index(case: Case) -> None:
    (case.draft / ".git/index").write_bytes(b"DIRC nothing of the kind")


@state("no index")
def _no_index(case: Case) -> None:
    (case.draft / ".git/index").unlink()


@state("packed")
def _packed(case: Case) -> None:
    case.git("pack-refs", "--all")
    case.git("gc", "-q")


@state("an object missing")
def _missing_object(case: Case) -> None:
    head = case.git("rev-parse", "HEAD^{tree}").strip()
    (case.draft / ".git/objects" / head[:2] / head[2:]).unlink()


@state("replace references")
def _replaced(case: Case) -> None:
    tip = case.git("rev-parse", "HEAD").strip()
    made = case.git("commit-tree", "-m", "Replaced", f"{tip}^{{tree}}").strip()
    case.git("replace", tip, made)


@state("grafts")
def _grafts(case: Case) -> None:
    (case.draft / ".git/info").mkdir(exist_ok=True)
    (case.draft / ".git/info/grafts").write_text(case.git("rev-parse", "HEAD"))


@state("a journal that cannot be read", "journal-unreadable")
def _journal(case: Case) -> None:
    ours = case.draft / ".git/wsisdraft"
    ours.mkdir(exist_ok=True)
    (ours / "journal").write_text("{")


@state("our folder is a file")
def _ours_file(case: Case) -> None:
    shutil.rmtree(case.draft / ".git/wsisdraft", ignore_errors=True)
    (case.draft / ".git/wsisdraft").write_text("in the way")


@state("our folder is a link", "foreign-folder")
def _ours_link(case: Case) -> None:
    shutil.rmtree(case.draft / ".git/wsisdraft", ignore_errors=True)
    (case.draft / ".git/wsisdraft").symlink_to(case.room)


# Configuration.


@state("ignoring case")
def _ignore_case(case: Case) -> None:
    case.git("config", "core.ignoreCase", "true")


@state("autocrlf")
def _autocrlf(case: Case) -> None:
    case.git("config", "core.autocrlf", "true")
    case.git("config", "core.eol", "crlf")


@state("attributes that convert")
def _attributes(case: Case) -> None:
    (case.draft / ".git/info").mkdir(exist_ok=True)
    (case.draft / ".git/info/attributes").write_text(
        "* ident text eol=lf filter=planted working-tree-encoding=UTF-16\n"
    )


HOOKS = (
    *("pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-checkout"),
    *("post-merge", "pre-push", "post-index-change", "reference-transaction", "post-rewrite"),
    *("fsmonitor-watchman", "pre-auto-gc", "sendemail-validate", "pre-rebase", "update"),
    *("pre-receive", "post-receive", "pre-merge-commit", "applypatch-msg", "push-to-checkout"),
)
DANGEROUS = (
    *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass"),
    *("core.alternateRefsCommand", "diff.external", "diff.planted.textconv"),
    *("diff.planted.command", "merge.planted.driver", "gpg.program", "gpg.ssh.program"),
    *("gpg.x509.program", "filter.planted.clean", "filter.planted.smudge"),
    *("interactive.diffFilter", "core.gitProxy", "remote.origin.uploadpack"),
    *("filter.planted.process", "credential.helper", "sequence.editor", "pager.log", "alias.log"),
    *("gpg.ssh.defaultKeyCommand", "uploadpack.packObjectsHook", "trailer.x.command"),
)  # fmt: skip


@state("hooks and configuration planted")
def _planted(case: Case) -> None:
    program = case.room / "planted.sh"
    program.write_text(f"#!/bin/sh\ntouch {case.room}/{CANARY}\nexit 1\n")
    program.chmod(0o755)
    hooks = case.draft / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in HOOKS:
        (hooks / name).symlink_to(program)
    config = case.draft / ".git/config"
    lines = [config.read_text(), f"[core]\n\thooksPath = {hooks}\n", "[gc]\n\tauto = 1\n"]
    lines += ["[log]\n\tshowSignature = true\n"]
    lines += ["[submodule]\n\trecurse = true\n[diff]\n\tignoreSubmodules = none\n"]
    for key in DANGEROUS:
        section, _, last = key.rpartition(".")
        first, _, inner = section.partition(".")
        head = f'[{first} "{inner}"]' if inner else f"[{first}]"
        lines.append(f"{head}\n\t{last} = {program}\n")
    config.write_text("".join(lines))
    (case.draft / ".git/info").mkdir(exist_ok=True)
    (case.draft / ".git/info/attributes").write_text(
        "* filter=planted diff=planted merge=planted\n"
    )
    case.around.variables |= {"GIT_EXTERNAL_DIFF": str(program), "GIT_PAGER": str(program)}


@state("signatures asked for, but no key", "not-signed")
def _unsigned(case: Case) -> None:
    case.git("config", "commit.gpgSign", "true")
    case.git("config", "tag.gpgSign", "true")
    case.git("config", "gpg.format", "ssh")


@state("messages in another encoding")
def _encoding(case: Case) -> None:
    case.git("config", "i18n.commitEncoding", "ISO-8859-1")
    case.git("config", "i18n.logOutputEncoding", "UTF-16")
    case.git("config", "log.date", "relative")
    case.git("config", "log.follow", "true")
    case.git("config", "core.abbrev", "4")
    case.git("config", "core.quotePath", "false")
    case.git("config", "status.relativePaths", "true")
    case.git("config", "tag.sort", "-creatordate")


@state("configuration broken")
def _broken_config(case: Case) -> None:
    (case.draft / ".git/config").write_text("[core\n")


@state("no identity")
def _nobody(case: Case) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        case.around.variables |= {f"GIT_{who}_NAME": None, f"GIT_{who}_EMAIL": None}


@state("variables of git's own in the way")
def _variables(case: Case) -> None:
    case.around.variables |= {
        "GIT_DIR": str(case.room / "nowhere"),
        "GIT_WORK_TREE": str(case.room),
        "GIT_INDEX_FILE": str(case.room / "index"),
        "GIT_OBJECT_DIRECTORY": str(case.room / "objects"),
        "GIT_NAMESPACE": "other",
        "GIT_CEILING_DIRECTORIES": str(case.room),
        "GIT_TRACE": "1",
    }


# The file that the verb is about.


@state("edited by hand", of_target=True)
def _edited(case: Case) -> None:
    with case.there().open("ab") as file:
        file.write(b"A line by hand.\n")


@state("deleted by hand", of_target=True)
def _deleted(case: Case) -> None:
    if case.file.exists():
        case.file.unlink()


@state("staged by hand", of_target=True)
def _staged(case: Case) -> None:
    before = case.source()
    with case.there().open("ab") as file:
        file.write(b"A line by hand.\n")
    case.git("add", "--", case.target)
    case.file.write_bytes(before)


@state("staged for removal", of_target=True)
def _staged_away(case: Case) -> None:
    if case.git("ls-files", case.target):
        case.git("rm", "-q", "--cached", "--", case.target)


@state("conflict in the index", of_target=True)
def _conflict(case: Case) -> None:
    blob = case.git("hash-object", "-w", "--stdin", data="Conflict.\n").strip()
    lines = "".join(f"100644 {blob} {stage}\t{case.target}\n" for stage in (1, 2, 3))
    case.git("update-index", "--index-info", data=f"0 {'0' * 40}\t{case.target}\n{lines}")


@state("symbolic link", of_target=True)
def _link(case: Case) -> None:
    (case.room / "pointed-at").write_bytes(case.source())
    case.there().unlink()
    case.file.symlink_to(case.room / "pointed-at")


@state("its folder a symbolic link", of_target=True)
def _linked_folder(case: Case) -> None:
    folder = case.there().parent
    folder.rename(case.room / "folder")
    folder.symlink_to(case.room / "folder")


@state("hard link", of_target=True)
def _hard_link(case: Case) -> None:
    os.link(case.there(), case.room / "hard-link")


@state("a FIFO", of_target=True)
def _pipe(case: Case) -> None:
    case.there().unlink()
    os.mkfifo(case.file)


@state("a directory", of_target=True)
def _directory(case: Case) -> None:
    case.there().unlink()
    case.file.mkdir()
    (case.file / "inside.txt").write_text("Mine.\n")


@state("a symbolic link on record", of_target=True)
def _link_on_record(case: Case) -> None:
    case.there().unlink()
    case.file.symlink_to("1.md")
    case.git("add", "--", case.target)
    case.git("commit", "-q", "-m", "Link", "--", case.target)


def _as_nobody(case: Case) -> None:
    """Gives the room to an account without rights, under which the verb will run."""
    if os.getuid() == 0:
        for place in (case.room, *case.room.rglob("*")):
            os.chown(place, NOBODY, NOBODY, follow_symlinks=False)
        case.around.user = NOBODY


@state("read-only file and folder", of_target=True)
def _read_only(case: Case) -> None:
    folder = case.there().parent
    _as_nobody(case)
    case.file.chmod(0o444)
    folder.chmod(0o555)


@state("git's folder read-only")
def _git_read_only(case: Case) -> None:
    _as_nobody(case)
    for place in (case.draft / ".git", *(case.draft / ".git").rglob("*")):
        if place.is_dir():
            place.chmod(0o555)


@state("unreadable file", of_target=True)
def _unreadable(case: Case) -> None:
    case.there()
    _as_nobody(case)
    case.file.chmod(0)


def _no_chattr() -> str:
    probe = Path(tempfile.gettempdir(), f"wsisdraft-immutable-{os.getpid()}")
    probe.touch()
    done = subprocess.run(["chattr", "+i", str(probe)], capture_output=True, check=False)
    subprocess.run(["chattr", "-i", str(probe)], capture_output=True, check=False)
    probe.unlink()
    return "" if done.returncode == 0 else "chattr cannot make files immutable here"


@state(
    "immutable file",
    of_target=True,
    possible=lambda: _no_chattr() if shutil.which("chattr") else "chattr is not here",
)
def _immutable(case: Case) -> None:
    subprocess.run(["chattr", "+i", str(case.there())], check=True)


# What the files say.


@state("invalid UTF-8", of_target=True)
def _invalid(case: Case) -> None:
    case.committed(case.target, case.source() + b"\xff\xfe\n")


@state("UTF-16", of_target=True)
def _wide(case: Case) -> None:
    case.committed(case.target, case.source().decode().encode("utf-16"))


@state("byte order mark", of_target=True)
def _marked(case: Case) -> None:
    case.committed(case.target, b"\xef\xbb\xbf" + case.source())


@state("NUL inside", of_target=True)
def _nul(case: Case) -> None:
    case.committed(case.target, case.source() + b"a\0b\n")


@state("no final newline", of_target=True)
def _unended(case: Case) -> None:
    case.committed(case.target, case.source().rstrip(b"\n"))


@state("empty file", of_target=True)
def _empty(case: Case) -> None:
    case.committed(case.target, b"")


@state("line ends of Windows", of_target=True)
def _windows(case: Case) -> None:
    case.committed(case.target, case.source().replace(b"\n", b"\r\n"))


@state("a conflict's marks on record", of_target=True)
def _marks(case: Case) -> None:
    marks = b"<<<<<<< HEAD\n%b=======\n%b>>>>>>> other\n" % ((case.source(),) * 2)
    case.committed(case.target, marks)


@state("100 MB", of_target=True)
def _large(case: Case) -> None:
    case.git("config", "core.compression", "0")
    case.committed(case.target, case.source() + b"word " * 20_000_000)


@state("process.yaml broken")
def _process(case: Case) -> None:
    case.committed("drafts/process.yaml", b"name: [\n\tbroken\n")


@state("stakeholders.yaml broken")
def _stakeholders(case: Case) -> None:
    case.committed("drafts/stakeholders.yaml", b"- no\n- names\n")


@state("name in no UTF-8")
def _latin(case: Case) -> None:
    name = case.draft / B / os.fsdecode(b"\xff\xe9.md")
    name.parent.mkdir(parents=True, exist_ok=True)
    name.write_bytes(b"Latin.\n")
    case.git("add", "--", B)
    case.git("commit", "-q", "-m", "Latin", "--", B)


@state("path longer than a name may be")
def _long(case: Case) -> None:
    blob = case.git("hash-object", "-w", "--stdin", data="Long.\n").strip()
    long = "/".join(["l" * 200] * 3)
    rows = "".join(f"100644 {blob}\t{B}/{name}.md\n" for name in ("x" * 300, long, "7" * 256))
    held = case.room / "index-of-the-trial"
    case.git("update-index", "--index-info", data=rows)
    tree = subprocess.run(
        ["git", "read-tree", "HEAD"],
        cwd=case.draft,
        env=os.environ | {"GIT_INDEX_FILE": str(held)},
        check=True,
        capture_output=True,
    )
    assert tree.returncode == 0
    environment = os.environ | {"GIT_INDEX_FILE": str(held)}
    for words, data in ((("update-index", "--index-info"), rows), (("write-tree",), "")):
        done = subprocess.run(
            ["git", *words],
            cwd=case.draft,
            env=environment,
            input=data,
            text=True,
            check=True,
            capture_output=True,
        )
    made = case.git("commit-tree", "-p", "HEAD", "-m", "Long", done.stdout.strip()).strip()
    case.git("update-ref", "refs/heads/main", made)
    held.unlink()


@state("from a folder inside")
def _subfolder(case: Case) -> None:
    place = case.draft / B
    case.draft = place if place.is_dir() else case.draft


# What is around the program.


def _variables_of(**variables: str | None) -> Callable[[Case], None]:
    def make(case: Case) -> None:
        case.around.started = True
        case.around.variables |= variables

    return make


state("locale C")(_variables_of(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"))
state("Turkish locale")(_variables_of(LC_ALL="tr_TR.UTF-8", LANGUAGE="tr"))
state("Arabic locale")(_variables_of(LC_ALL="ar_EG.UTF-8", LANGUAGE="ar"))
state("a locale that is not there")(_variables_of(LC_ALL="xx_YY.Klingon"))
state("no HOME")(_variables_of(HOME=None, XDG_CONFIG_HOME=None))
state("HOME not there")(_variables_of(HOME="/nonexistent/home", XDG_CONFIG_HOME=None))
state("nothing in the environment but PATH")(
    _variables_of(**{name: None for name in os.environ if name != "PATH"})
)
state("a narrow screen")(_variables_of(COLUMNS="1"))
state("an odd screen")(_variables_of(COLUMNS="-5", TERM="dumb", LINES="0"))


@state("fourteen hours ahead")
def _ahead(case: Case) -> None:
    case.around.variables["TZ"] = "Trial-14"


@state("fourteen hours behind")
def _behind(case: Case) -> None:
    case.around.variables["TZ"] = "Trial+14"


def _no_faketime() -> str:
    return "" if shutil.which("faketime") else "faketime is not here"


def _clock(moment: str) -> Callable[[Case], None]:
    def make(case: Case) -> None:
        case.around.wrapper = ("faketime", moment)
        for who in ("AUTHOR", "COMMITTER"):
            case.around.variables[f"GIT_{who}_DATE"] = None

    return make


state("clock in 1970", possible=_no_faketime)(_clock("1970-01-02 00:00:00"))
state("clock in 2038", possible=_no_faketime)(_clock("2038-01-20 00:00:00"))
state("clock in 2106", possible=_no_faketime)(_clock("2106-02-08 00:00:00"))


@state("TMPDIR not there")
def _no_room(case: Case) -> None:
    case.around.started = True
    case.around.variables["TMPDIR"] = str(case.room / "nowhere")


@state("HOME and TMPDIR not writable")
def _closed_home(case: Case) -> None:
    case.around.variables |= {"HOME": str(case.home), "TMPDIR": str(case.home)}
    _as_nobody(case)
    case.home.chmod(0o555)


def _limited(which: int, most: int, *, started: bool = False) -> Callable[[Case], None]:
    def make(case: Case) -> None:
        case.around.limits = {which: most}
        case.around.started = started

    return make


state("32 open files")(_limited(resource.RLIMIT_NOFILE, 32, started=True))
state("10 open files")(_limited(resource.RLIMIT_NOFILE, 10))
state("files of 100 bytes at most")(_limited(resource.RLIMIT_FSIZE, 100))
state("files of 4 kB at most")(_limited(resource.RLIMIT_FSIZE, 4096, started=True))
state("400 MB of memory")(_limited(resource.RLIMIT_AS, 400_000_000, started=True))
state("60 MB of memory")(_limited(resource.RLIMIT_AS, 60_000_000, started=True))


@state("no git")
def _no_git(case: Case) -> None:
    (case.room / "bin").mkdir()
    case.around.variables["PATH"] = str(case.room / "bin")


@state("a file in the place of notes")
def _aged(case: Case) -> None:
    """The user's own file was written an hour from now."""
    later = time.time() + 3600
    os.utime(case.draft / SCRATCH, (later, later))
