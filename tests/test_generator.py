"""The drafts that the benchmarks generate are what they claim to be."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generator import File, Kind, ident, planned, written
from benchmarks.measuring import surroundings
from benchmarks.repository import write
from wsisdraft.text.paragraph import fingerprint

SIZE, SEED = 200, 3


@dataclass(frozen=True, slots=True)
class Repository:
    directory: Path
    environ: dict[str, str]

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ("git", *words),
            cwd=self.directory,
            env=self.environ,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def ours(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            (sys.executable, "-m", "wsisdraft", *words),
            cwd=self.directory,
            env=self.environ,
            capture_output=True,
            text=True,
            check=False,
        )

    def told(self, *words: str) -> Any:
        done = self.ours(*words, "--format", "json")
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    root = tmp_path_factory.mktemp("generated")
    environ = surroundings(root / "home")
    write(root / "draft", SIZE, SEED, environ)
    return Repository(root / "draft", environ)


def paragraphs(files: list[File]) -> list[File]:
    numbered = re.compile(r"drafts/\w+/C\d+/\d+\.md")
    return [file for file in files if numbered.fullmatch(file.path) and not file.branch]


def body(file: File) -> str:
    return file.text.split("---\n", 2)[2]


def first(kind: Kind) -> str:
    return next(ref for chapter in planned(SIZE, SEED) for ref, _ in chapter.refs(kind))


def test_the_rules_have_nothing_to_say(repository: Repository) -> None:
    told = repository.told("check", "--strict")
    assert told["findings"] == []
    assert told["summary"]["paragraphs"] == SIZE


def test_status_counts_what_was_written(repository: Repository) -> None:
    bodies = [body(file) for file in paragraphs(list(written(SIZE, SEED)))]
    chapters = [c for d in repository.told("status")["documents"] for c in d["chapters"]]
    assert sum(chapter["paragraphs"] for chapter in chapters) == SIZE
    assert sum(chapter["bracket_pairs"] for chapter in chapters) == sum(
        text.count("[") for text in bodies
    )
    assert sum(chapter["alternatives"] for chapter in chapters) == 2 * SIZE // 100
    assert sorted(chapter["ref"] for chapter in chapters) == sorted(
        f"{chapter.document}/{chapter.name}" for chapter in planned(SIZE, SEED)
    )


def test_what_is_ready_can_be_agreed_and_the_rest_cannot(repository: Repository) -> None:
    assert repository.ours("agree", first(Kind.READY), "--dry-run").returncode == 0
    for kind, rule in (
        (Kind.BRACKETED, "unresolved-bracket"),
        (Kind.CONTESTED, "open-alternative"),
    ):
        refused = repository.ours("agree", first(kind), "--dry-run")
        assert refused.returncode == 1
        assert f" {rule}: " in refused.stderr


def test_one_commit_and_one_for_each_alternative(repository: Repository) -> None:
    assert repository.git("status", "--porcelain") == ""
    assert repository.git("rev-list", "--count", "main") == "1\n"
    branches = repository.git("for-each-ref", "--format=%(refname:short)", "refs/heads/alt")
    contested = [ref for chapter in planned(SIZE, SEED) for ref, _ in chapter.refs(Kind.CONTESTED)]
    assert sorted(branches.split()) == sorted(
        f"alt/{ref}/{ordinal}" for ref in contested for ordinal in (1, 2)
    )


def test_the_same_commits_everywhere(repository: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "again", surroundings(tmp_path / "home"))
    write(other.directory, SIZE, SEED, other.environ)
    refs = ("for-each-ref", "--format=%(refname) %(objectname)")
    assert other.git(*refs) == repository.git(*refs)


def test_another_seed_is_another_draft() -> None:
    assert list(written(SIZE, SEED)) == list(written(SIZE, SEED))
    assert list(written(SIZE, SEED)) != list(written(SIZE, SEED + 1))


@pytest.mark.parametrize("size", [1, 7, 100, 250])
def test_the_size_is_the_number_of_paragraphs(size: int) -> None:
    files = list(written(size, SEED))
    assert len(paragraphs(files)) == size == sum(len(c.kinds) for c in planned(size, SEED))
    assert len({(file.branch, file.path) for file in files}) == len(files)


def test_the_shares_hold_in_every_hundred() -> None:
    kinds = Counter(kind for chapter in planned(1_000, SEED) for kind in chapter.kinds)
    assert kinds == {
        Kind.BRACKETED: 300,
        Kind.CONTESTED: 10,
        Kind.READY: 60,
        Kind.SETTLED: 630,
    }


def test_chapters_hold_about_forty_paragraphs() -> None:
    sizes = [len(chapter.kinds) for chapter in planned(4_000, SEED)]
    assert all(30 <= size <= 50 for size in sizes[:-1])
    assert len({chapter.document for chapter in planned(4_000, SEED)}) == 4


def test_eighty_words_an_item() -> None:
    for file in paragraphs(list(written(SIZE, SEED))):
        # Of a choice, one word will stand.
        base = re.sub(r"\]\{#b1\}\[\w+\]\{#b2\}", "]{#b1}", body(file))
        assert len(base.split()) == 80, file.text


def test_fingerprints_are_those_of_the_words() -> None:
    settled = [f for f in paragraphs(list(written(SIZE, SEED))) if "\nsettled:\n" in f.text]
    assert len(settled) == SIZE * 63 // 100
    for file in settled:
        assert f"\n  text: {fingerprint(body(file))}\n" in file.text


def test_no_id_is_given_twice() -> None:
    ids = {ident(ordinal, SEED) for ordinal in range(1, 50_001)}
    assert len(ids) == 50_000
    assert all(re.fullmatch("[a-z][a-z0-9]{5}", each) for each in ids)
