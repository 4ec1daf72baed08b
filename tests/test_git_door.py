"""Everything git goes through one door, where a clone from elsewhere can run nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.ground.drive import carry_out
from tests.ground.room import trial  # noqa: F401
from tests.ground.template import FOLDER, SETTLED, fresh_copy, git, paragraph
from wsisdraft.notation.change import BranchMade, Change, Edit, Record
from wsisdraft.repository.atomic_change import record
from wsisdraft.repository.branches import OnBranch, files_at, highest_recorded, spare, tips
from wsisdraft.repository.clone import open_clone
from wsisdraft.repository.git import HARDENED, Call, Git, environment, told
from wsisdraft.repository.ground import CannotProceed, UnknownMoment
from wsisdraft.repository.history import history
from wsisdraft.repository.objects import ObjectReader
from wsisdraft.repository.snapshot import Revision, WorkTree
from wsisdraft.repository.when import commit_at
from wsisdraft.repository.wordings import agreed_wordings
from wsisdraft.text.span import Span

HOOKS = (
    "applypatch-msg",
    "commit-msg",
    "fsmonitor-watchman",
    "post-applypatch",
    "post-checkout",
    "post-commit",
    "post-index-change",
    "post-merge",
    "post-receive",
    "post-rewrite",
    "post-update",
    "pre-applypatch",
    "pre-auto-gc",
    "pre-commit",
    "pre-merge-commit",
    "pre-push",
    "pre-rebase",
    "pre-receive",
    "prepare-commit-msg",
    "proc-receive",
    "push-to-checkout",
    "reference-transaction",
    "sendemail-validate",
    "update",
)

PROGRAM_KEYS = (
    "core.fsmonitor",
    "core.editor",
    "core.pager",
    "core.sshCommand",
    "core.askPass",
    "core.gitProxy",
    "core.alternateRefsCommand",
    "diff.external",
    "diff.planted.textconv",
    "diff.planted.command",
    "filter.planted.clean",
    "filter.planted.smudge",
    "filter.planted.process",
    "gpg.program",
    "gpg.openpgp.program",
    "gpg.ssh.program",
    "gpg.x509.program",
    "gpg.ssh.defaultKeyCommand",
    "sequence.editor",
    "credential.helper",
    "interactive.diffFilter",
    "merge.planted.driver",
    "trailer.planted.command",
    "uploadpack.packObjectsHook",
    "pager.log",
    "pager.config",
)


@pytest.fixture
def draft(trial: Path, tmp_path: Path) -> Path:  # noqa: F811
    return fresh_copy(trial, tmp_path / "draft")


def everything(draft: Path) -> None:
    """Every kind of call the door knows, reading and changing."""
    clone = open_clone(draft)
    WorkTree(clone.top).read()
    Revision(clone.git, clone.tip).read()
    history(clone, clone.tip, ("drafts",), lambda _: True)
    tips(clone)
    wanted = [(clone.tip, f"{FOLDER}/21.md")]
    assert len(files_at(clone, wanted)) == 1
    agreed_wordings(clone, [(f"{FOLDER}/21.md", "sha256:0")], lambda _: "")
    on = OnBranch(
        "alt/vision/B.21/1",
        tips(clone)["alt/vision/B.21/1"],
        f"{FOLDER}/21.md",
        f"{FOLDER}/21.alt-1.md",
    )
    spare(clone, [on], lambda data: data.decode())
    highest_recorded(clone, "alt/vision/B.21/")
    commit_at(clone, "main")
    carry_out(draft, "choose")
    carry_out(draft, "many")


def test_hooks_and_programs_of_the_repository_do_not_run(draft: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\necho "$0 $*" >> "{ran}"\ncat\n')
    program.chmod(0o755)
    (draft / ".git/hooks").mkdir(exist_ok=True)
    for name in HOOKS:
        (draft / ".git/hooks" / name).symlink_to(program)
    for key in PROGRAM_KEYS:
        git(draft, "config", key, str(program))
    git(draft, "config", "filter.planted.required", "true")
    git(draft, "config", "core.hooksPath", str(draft / ".git/hooks"))
    git(draft, "config", "core.attributesFile", str(tmp_path / "attributes"))
    (tmp_path / "attributes").write_text("* filter=planted diff=planted merge=planted\n")
    (draft / ".git/info").mkdir(exist_ok=True)
    (draft / ".git/info/attributes").write_text("* filter=planted diff=planted merge=planted\n")
    os.utime(draft / ".git/index")
    everything(draft)
    assert not ran.exists(), ran.read_text()
    assert (draft / FOLDER / "5.md").read_text() == paragraph(5, SETTLED)


def test_signing_programs_come_from_the_user_only(
    draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = tmp_path / "ran"
    planted = tmp_path / "planted"
    planted.write_text(f'#!/bin/sh\necho planted >> "{ran}"\n')
    planted.chmod(0o755)
    own = tmp_path / "own"
    own.write_text(
        f'#!/bin/sh\necho own >> "{ran}"\ncat >/dev/null\n'
        "echo '[GNUPG:] SIG_CREATED D 1 8 00 1397728800 0' >&2\n"
        "printf -- '-----BEGIN PGP SIGNATURE-----\\n\\nx\\n-----END PGP SIGNATURE-----\\n'\n"
    )
    own.chmod(0o755)
    configuration = tmp_path / "gitconfig"
    configuration.write_text(f"[gpg]\n\tprogram = {own}\n[user]\n\tsigningKey = secretariat\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(configuration))
    git(draft, "config", "commit.gpgSign", "true")
    git(draft, "config", "gpg.program", str(planted))
    git(draft, "config", "gpg.ssh.program", str(planted))
    landed = carry_out(draft, "agree")
    assert ran.read_text() == "own\n"
    assert "BEGIN PGP SIGNATURE" in git(draft, "cat-file", "commit", landed.commit)


def test_a_commit_that_cannot_be_signed_is_not_made(draft: Path, tmp_path: Path) -> None:
    git(draft, "config", "commit.gpgSign", "true")
    git(draft, "config", "gpg.format", "ssh")
    git(draft, "config", "user.signingKey", str(tmp_path / "no-such-key"))
    with pytest.raises(CannotProceed) as stopped:
        carry_out(draft, "agree")
    assert stopped.value.rule == "not-signed"
    assert git(draft, "rev-list", "--count", "main").strip() == "1"


def test_an_ssh_signature_is_one_that_git_accepts(draft: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    made = subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=False
    )
    assert made.returncode == 0
    public = (tmp_path / "key.pub").read_text()
    (tmp_path / "allowed").write_text(f"secretariat@example.org {public}")
    git(draft, "config", "commit.gpgSign", "true")
    git(draft, "config", "gpg.format", "ssh")
    git(draft, "config", "user.signingKey", str(key))
    git(draft, "config", "gpg.ssh.allowedSignersFile", str(tmp_path / "allowed"))
    change = Change(
        branches=(BranchMade("alt/vision/B.21/9", ((f"{FOLDER}/21.md", "x\n"),), "Nine"),),
        record=Record("Signed"),
    )
    clone = open_clone(draft)
    landed = record(clone, change, clone.tip)
    for commit in (landed.commit, "alt/vision/B.21/9"):
        git(draft, "verify-commit", commit)


# The environment.


def test_the_environment_keeps_identity_and_places_of_configuration_only() -> None:
    outer = {
        "PATH": "/bin",
        "HOME": "/home/x",
        "LANGUAGE": "fr",
        "GIT_AUTHOR_NAME": "A",
        "GIT_COMMITTER_DATE": "@0 +0000",
        "GIT_CONFIG_GLOBAL": "/g",
        "GIT_DIR": "/elsewhere",
        "GIT_INDEX_FILE": "/elsewhere",
        "GIT_CONFIG_COUNT": "1",
        "GIT_EXTERNAL_DIFF": "x",
        "GIT_TRACE": "/trace",
        "GIT_OBJECT_DIRECTORY": "/elsewhere",
        "GIT_SSH_COMMAND": "x",
    }
    inner = environment(outer)
    assert {k for k in inner if k in outer} == {
        *("PATH", "HOME", "GIT_AUTHOR_NAME", "GIT_COMMITTER_DATE", "GIT_CONFIG_GLOBAL")
    }
    assert inner["LC_ALL"] == "C"
    assert inner["GIT_OPTIONAL_LOCKS"] == "0"
    assert inner["GIT_NO_REPLACE_OBJECTS"] == "1"


def test_a_hook_that_judges_pushed_objects_keeps_their_place() -> None:
    outer = {"GIT_QUARANTINE_PATH": "/q", "GIT_OBJECT_DIRECTORY": "/q", "GIT_DIR": "."}
    assert environment(outer).keys() >= {"GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY"}
    assert "GIT_DIR" not in environment(outer)


def test_variables_that_would_lead_elsewhere_do_not(
    draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    git(elsewhere, "init", "-q")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(elsewhere / ".git"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.worktree")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(elsewhere))
    assert open_clone(draft).top == str(draft)
    carry_out(draft, "agree")
    assert (draft / FOLDER / "21.md").read_text() == paragraph(21, SETTLED)


# What a user says never becomes an option.

HOSTILE = (
    "--output=planted",
    "-d",
    "--upload-pack=planted",
    "@{upstream}",
    "HEAD:drafts",
    ":/Base",
    "..",
    "a\nb",
    "a\0b",
    "\udcff",
    "",
    " ",
    "main^{/x}",
    "x" * 5000,
)


@pytest.fixture
def spied(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The arguments of every git process."""
    calls: list[list[str]] = []
    start = Git._words

    def words(self: Git, call: Call) -> list[str]:
        made = start(self, call)
        calls.append(made)
        return made

    monkeypatch.setattr(Git, "_words", words)
    return calls


@pytest.mark.parametrize("said", HOSTILE)
def test_a_revision_from_a_user_is_a_value(draft: Path, spied: list[list[str]], said: str) -> None:
    with pytest.raises(UnknownMoment):
        commit_at(open_clone(draft), said)
    _no_option_holds(spied, said)
    assert not (draft / "planted").exists()


def test_words_and_paths_from_a_user_are_values(draft: Path, spied: list[list[str]]) -> None:
    said = "--planted=x"
    path = f"{FOLDER}/{said}.md"
    change = Change(
        edits=(Edit(f"{FOLDER}/21.md", Span(0, 0), said),),
        new_files=((path, said),),
        branches=(BranchMade("alt/--planted=x", ((path, said),), said),),
        record=Record(said, (("By", said),)),
    )
    clone = open_clone(draft)
    record(clone, change, clone.tip)
    _no_option_holds(spied, said)
    assert (draft / path).read_text() == said
    assert len(spied) > 5


def _no_option_holds(calls: list[list[str]], said: str) -> None:
    for words in calls:
        ends = [words.index(end) for end in ("--end-of-options", "--") if end in words]
        options = words[: min(ends)] if ends else words
        assert options[1 : len(HARDENED) + 1] == list(HARDENED)
        ours = options[len(HARDENED) + 1 :]
        assert said not in ours
        assert len(said) < 3 or all(said not in option for option in ours), words


# What git says is shown safely, and why it does not run is told.


def test_what_git_complains_of_is_made_safe_to_show() -> None:
    err = b"hint: x\nfatal: bad \x1b[2J\xe2\x80\xae\xff object\r\nmore\n"
    assert told(err) == "bad <U+001B>[2J<U+202E>\N{REPLACEMENT CHARACTER} object"
    assert told(b"") == "no reason given"
    assert len(told(b"fatal: " + b"x" * 10_000)) == 300


def test_git_missing_is_told(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(draft))
    with pytest.raises(CannotProceed) as stopped:
        open_clone(draft)
    assert stopped.value.rule == "git-missing"


def test_an_old_git_is_told(draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "bin"
    old.mkdir()
    (old / "git").write_text(
        '#!/bin/sh\ncase "$*" in *version*) echo git version 2.25.1;; *) echo --path-format; esac\n'
    )
    (old / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{old}:{os.environ['PATH']}")
    with pytest.raises(CannotProceed) as stopped:
        open_clone(draft)
    assert stopped.value.rule == "git-too-old"


def test_this_git_is_new_enough(draft: Path) -> None:
    assert Git(str(draft)).version() >= (2, 34)


def test_processes_are_counted(draft: Path) -> None:
    clone = open_clone(draft)
    Revision(clone.git, clone.tip).read()
    assert clone.git.processes == 3


def test_one_reader_serves_all_who_come_one_after_the_other(draft: Path) -> None:
    clone = open_clone(draft)
    before = clone.git.processes
    with clone.git.one_reader():
        for _ in range(3):
            with ObjectReader(clone.git) as objects:
                assert objects.one(clone.tip) is not None
        assert clone.git.processes == before + 1
        with ObjectReader(clone.git) as objects, ObjectReader(clone.git) as others:
            assert objects.one(clone.tip) == others.one(clone.tip)
        assert clone.git.processes == before + 2
        with ObjectReader(clone.git) as objects:
            answers = objects.each([clone.tip, "HEAD"])
            next(answers)  # the second answer is left in the pipe
        with ObjectReader(clone.git) as objects:
            assert objects.one("refs/heads/none") is None
    assert clone.git.spare is None
    assert Revision(clone.git, clone.tip).read().files


def test_something_else_is_done_while_git_works(draft: Path) -> None:
    clone = open_clone(draft)
    done: list[str] = []
    revision = Revision(clone.git, clone.tip)
    assert revision.names(meanwhile=lambda: done.append(clone.config.get("user.name") or ""))
    assert len(done) == 1
    version, listed = Call("version"), Call("ls-files", ("-z",))
    with clone.git.at_work([version, listed]) as answers:
        assert answers() == clone.git.together([version, listed])
    with pytest.raises(CannotProceed), clone.git.at_work([Call("none-such"), version]) as answers:
        answers()
