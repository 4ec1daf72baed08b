"""What the pages say is so: their commands are given, their links followed, their examples read.

`WSISDRAFT_UPDATE=1 pytest tests/test_docs.py` writes the answers of the commands and the generated
pages anew; read the difference before it is committed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from difflib import unified_diff
from importlib import import_module
from pathlib import Path

import pytest

from tests.desk import CHECKOUT, Desk
from tests.transcript import Fence, Session, fences, given_again
from wsisdraft.cli import VERBS
from wsisdraft.notation.reading import read
from wsisdraft.notation.record import Record
from wsisdraft.notation.snapshot import Snapshot
from wsisdraft.rules import check
from wsisdraft.rules.rule import Context
from wsisdraft.text.finding import Finding
from wsisdraft.text.layout import Layout
from wsisdraft.text.number import Number, in_order
from wsisdraft.text.paragraph import fingerprint

UPDATE = os.environ.get("WSISDRAFT_UPDATE") == "1"
PAGES = tuple(
    sorted(
        path.relative_to(CHECKOUT).as_posix()
        for path in (*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/**/*.md"))
    )
)
NOT_GIVEN = {
    "make demo",
    "make test",
    "make check",
    "make docs",
    "pip install .",
    "pipx install .",
    "uv tool install .",
    "pip wheel --no-deps --wheel-dir ../draft/tools .",
    "pre-commit install",
    "pre-commit run --all-files",
    "make versions",
    "python -m wsisdraft.notation.json_schema schema/",
    "wsisdraft --install-completion",
    "python -m tests.ground --matrix",
    "python -m tests.ground --whole all --kills 100",
    "python -m tests.ground --whole all --calls all",
    "python -m tests.ground --kills 100 --steps --calls all",
    "python -m tests.ground --race 8x15 --lasting",
}
"""Commands that set something up on the reader's machine, or take long; all others are given."""
LANGUAGES = {"console", "sh", "text", "markdown", "yaml", "json"}

_LINK = re.compile(r"\[[^\]\[]+\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def words_of(page: str) -> str:
    return (CHECKOUT / page).read_text(encoding="utf-8")


def console(page: str) -> tuple[Fence, ...]:
    return tuple(block for block in fences(words_of(page)) if block.language == "console")


WITH_COMMANDS = tuple(page for page in PAGES if console(page))


@pytest.fixture(scope="session")
def ids(template: Desk) -> frozenset[str]:
    """The commits of the demonstration, which are the same everywhere."""
    return frozenset(template.git("rev-list", "--all").split())


@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_the_commands_of_a_page_answer_as_it_says(
    page: str, ids: frozenset[str], tmp_path: Path
) -> None:
    session = Session(tmp_path, ids)
    words = words_of(page)
    made = given_again(words, session)
    if UPDATE and made != words:
        (CHECKOUT / page).write_text(made, encoding="utf-8")
        return
    lines = words.splitlines(), made.splitlines()
    told = "\n".join(unified_diff(*lines, page, "as answered", lineterm="", n=2))
    assert made == words, f"WSISDRAFT_UPDATE=1 pytest tests/test_docs.py writes it anew:\n{told}"


def test_the_pages_that_show_the_program_give_its_commands() -> None:
    assert {"README.md", "docs/tutorial.md"} <= set(WITH_COMMANDS)


@pytest.mark.parametrize("page", PAGES)
def test_only_what_sets_something_up_is_left_to_the_reader(page: str) -> None:
    for block in fences(words_of(page)):
        assert block.language in LANGUAGES, f"{page}:{block.line}"
        if block.language == "sh":
            assert {line.partition(" #")[0].rstrip() for line in block.lines} <= NOT_GIVEN, page


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    here = CHECKOUT / page
    for target in _LINK.findall(_prose(words_of(page))):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (here.parent / path).resolve() if path else here
        assert there.exists(), f"{page} links to {target}"
        if anchor:
            assert anchor in _anchors(there.read_text(encoding="utf-8")), f"{page}: {target}"


def _prose(page: str) -> str:
    """A page without its blocks and its code."""
    without = re.sub(r"(?ms)^```.*?^```$", "", page)
    return re.sub(r"`[^`\n]+`", "", without)


def _anchors(page: str) -> set[str]:
    titles = _HEADING.findall(re.sub(r"(?ms)^```.*?^```$", "", page))
    return {re.sub(r"[^\w\- ]", "", title).lower().replace(" ", "-") for title in titles}


def test_every_page_is_linked_from_the_readme_or_a_page_it_links() -> None:
    waiting, linked = ["README.md"], {"README.md"}
    while waiting:
        page = waiting.pop()
        for target in _LINK.findall(words_of(page)):
            there = ((CHECKOUT / page).parent / target.partition("#")[0]).resolve()
            name = os.path.relpath(there, CHECKOUT)
            if name in PAGES and name not in linked:
                linked.add(name)
                waiting.append(name)
    assert set(PAGES) - linked == set()


def test_generated_pages_are_up_to_date() -> None:
    words = [] if UPDATE else ["--check"]
    made = subprocess.run(
        [sys.executable, str(CHECKOUT / "docs" / "generate.py"), *words],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr


def example() -> dict[str, bytes]:
    """The draft repository that docs/format.md shows file by file."""
    files: dict[str, bytes] = {}
    for block in fences(words_of("docs/format.md")):
        path = block.title.removeprefix("title=")
        if path:
            assert path not in files, path
            files[path] = ("\n".join(block.lines) + "\n").encode()
    return files


def found_in(files: dict[str, bytes]) -> tuple[Finding, ...]:
    text = read(Snapshot(files), Layout.of(files))
    return check(text, Context(date(2014, 5, 5)))


def test_the_files_that_the_format_page_shows_are_sound() -> None:
    files = example()
    assert len(files) >= 9, "a file of every kind is shown"
    assert found_in(files) == ()


def test_a_fault_in_one_of_the_files_shown_would_be_seen() -> None:
    files = example()
    for path, data in files.items():
        broken = data.replace(b"---\n", b"---\nno-such-key: x\n", 1)
        if path.endswith(".yaml"):
            broken = b"no-such-key: x\n" + data
        assert found_in(files | {path: broken}), path


def test_the_format_page_settles_to_the_words_it_shows() -> None:
    text = read(Snapshot(example()), Layout.of(example()))
    settled = [p for p in text.paragraphs() if p.settled is not None]
    assert settled
    assert all(p.settled and p.settled.text == fingerprint(p.body) for p in settled)


def test_the_order_of_numbers_is_the_one_told() -> None:
    block = next(b for b in fences(words_of("docs/format.md")) if b.lines[:1] == ("title",))
    told = [Number.of(line) for line in block.lines]
    numbers = [number for number in told if number is not None]
    assert len(numbers) == len(block.lines) > 9
    assert list(in_order(reversed(numbers))) == numbers


def test_the_trailers_that_verbs_write_are_explained(template: Desk) -> None:
    page = words_of("docs/format.md")
    messages = template.git("log", "--all", "--format=%B%x00").split("\0")
    written = {key for message in messages for key, _ in Record.read(message.strip()).trailers}
    source = "".join(
        path.read_text(encoding="utf-8") for path in (CHECKOUT / "wsisdraft/verbs").rglob("*.py")
    )
    written |= set(re.findall(r'(?<!progress)\("([A-Z][a-z-]+)", ', source))
    assert written >= {"Verb", "Ref", "Status", "Wording"}
    assert {key for key in written if f"`{key}`" not in page} == set()


JSON_OF = {
    "status": ("status",),
    "show": ("show", "B.21"),
    "log": ("log", "B.21"),
    "brackets": ("brackets",),
    "scan": ("scan", "drafts/vision/B/27.md"),
    "check": ("check",),
    "explain": ("explain", "too-deep"),
    "alt list": ("alt", "list"),
    "meeting list": ("meeting", "list"),
    "changing verbs": ("choose", "B.21", "1", "--dry-run"),
    "compile": ("compile",),
    "demo": ("demo", "another"),
    "recover": ("recover",),
}


@pytest.mark.parametrize("verb", JSON_OF)
def test_the_json_of_a_verb_has_the_keys_told(verb: str, desk: Desk) -> None:
    row = re.search(rf"(?m)^\| `?{verb}`?.*? \| `([^`]+)`", words_of("docs/format.md"))
    assert row is not None
    value = desk.done(*JSON_OF[verb], "--format", "json").json
    assert isinstance(value, list) == row[1].startswith("[")
    one = value[0] if isinstance(value, list) else value
    assert _outer_keys(row[1]) == list(one)


def _outer_keys(shape: str) -> list[str]:
    """The keys of the outermost braces of `{a, b: [{c}]}`, without what stands inside them."""
    outer, depth = "", 0
    for char in shape.strip("[]")[1:-1]:
        depth -= char in "]}"
        outer += char if depth == 0 else ""
        depth += char in "[{"
    return [key.strip().rstrip(": []{}") for key in outer.split(",")]


def test_the_glossary_names_things_that_are_there() -> None:
    verbs = {verb for _, rows in VERBS for verb, _, _ in rows}
    rows = [line for line in words_of("docs/glossary.md").splitlines() if line.startswith("| ")]
    assert len(rows) > 30
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[-2])]
    assert len(named) >= len(rows) - 2
    for name in named:
        if name.startswith("wsisdraft "):
            assert name.removeprefix("wsisdraft ") in verbs, name
        else:
            module, _, attribute = name.rpartition(".")
            assert hasattr(import_module(f"wsisdraft.{module}"), attribute), name


def test_the_demonstration_script_ends_well(desk: Desk) -> None:
    script = CHECKOUT / "docs" / "demo.sh"
    program = desk.home / "bin" / "wsisdraft"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom wsisdraft.cli import main\n\nmain()\n")
    program.chmod(0o755)
    surroundings = desk.environment()
    surroundings["PATH"] = f"{program.parent}{os.pathsep}{surroundings['PATH']}"
    # Somebody who has never told git their name runs it, too.
    (desk.home / "gitconfig").write_text("")

    def given_once() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", str(script)],
            cwd=desk.top,
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )

    made = given_once()
    assert made.returncode == 0, made.stdout + made.stderr
    given = re.findall(r"(?m)^\$ wsisdraft (.+)$", made.stdout)
    assert [command.split()[0] for command in given] == [
        "status",
        "agree",
        "choose",
        "agree",
        "log",
        "check",
    ]
    assert made.stdout.count("(exit ") == 1
    # Given once more, nothing is open any more: the refusal that is told does not come.
    assert given_once().returncode == 1
