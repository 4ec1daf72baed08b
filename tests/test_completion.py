"""What a shell offers: from names alone, quoted for each shell, and tried in the shells."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import CHECKOUT, Desk
from tests.terminal import at_a_terminal
from wsisdraft.cli import VERBS
from wsisdraft.completion import shells
from wsisdraft.completion.refs import refs
from wsisdraft.completion.shells import _ENDED, _WORD, _for_bash, _for_zsh, unquoted
from wsisdraft.completion.table import Table
from wsisdraft.completion.typed import asked
from wsisdraft.rules import RULES
from wsisdraft.verbs.shared.completion import KINDS

TABLE = Table.read()
CASES = [
    [part.strip() for part in line.split("=>", 1)]
    for line in (CHECKOUT / "tests/cases/completion.txt").read_text(encoding="utf-8").splitlines()
    if "=>" in line and not line.startswith("#")
]


def words_of(line: str) -> tuple[list[str], str]:
    """The words of a line as a shell hands them over, and the one under the cursor."""
    *words, begun = [unquoted(word) for word in _WORD.findall(line)]
    return words, "" if begun == "_" else begun


@pytest.mark.parametrize(("line", "told"), CASES, ids=[line for line, _ in CASES])
def test_what_a_line_asks_for(line: str, told: str) -> None:
    kind, begun, *before = (part.strip() for part in f"{told} ".split(" | "))
    wanted = asked(TABLE, *words_of(line))
    kind = "" if kind == "-" else kind
    assert (wanted.kind, wanted.begun, wanted.before) == (kind, begun, "".join(before))


def test_the_table_has_every_verb_and_rule() -> None:
    verbs = {verb for _, rows in VERBS for verb, _, _ in rows}
    named = {name for name, _ in TABLE.said()}
    assert verbs <= named, "make docs writes wsisdraft/completion/verbs.txt anew"
    assert {name for name in named if f"{name} " in " ".join(verbs)} >= {"alt", "meeting"}
    assert dict(TABLE.of_rules()) == {rule.name: rule.summary for rule in RULES}


def test_every_kind_that_verbs_declare_is_known() -> None:
    declared = {kind for kind in KINDS.values() if not kind.startswith("=")}
    offered = {"rules", "files", "folders", *_kinds()}
    assert declared <= offered


def _kinds() -> set[str]:
    from wsisdraft.completion.offers import _named
    from wsisdraft.completion.typed import Asked

    return set(_named(Asked("", ""), "/"))


def completed(desk: Desk, *words: str, shell: str = "bash", **more: str) -> list[str]:
    """What a shell is answered; the last word is the one under the cursor."""
    line = {"COMP_WORDS": "\n".join(("wsisdraft", *words)), "COMP_CWORD": str(len(words))}
    line |= {"_TYPER_COMPLETE_ARGS": " ".join(("wsisdraft", *words))}
    answer = desk.run(_WSISDRAFT_COMPLETE=f"complete_{shell}", **line, **more)
    assert answer.err == ""
    return answer.out.splitlines()


FOUND = [
    (("sho",), ["show"]),
    (("alt", ""), ["add", "amend", "list", "show", "withdraw"]),
    (("show", ""), ["statement/A", "vision/A", "E", "statement/", "vision/"]),
    (("show", "e"), ["E", "E.1"]),
    (("show", "vision/B.2"), ["vision/B.2", "vision/B.21"]),
    (("show", "VISION/b.33"), ["vision/B.33"]),
    (("show", "C.C5"), ["C.C5", "C.C5.1"]),
    (("show", "vision/B.28-"), ["vision/B.28-29", "vision/B.28-33"]),
    (("choose", "vision/B.21", ""), [r"ALT\ 1", "2", "base"]),
    (("alt", "show", "vision/B.21", "A"), [r"ALT\ 1", r"ALT\ 2"]),
    (("lift", "vision/B.2", ""), ["b1", "b2"]),
    (("support", "vision/B.2", "b"), ["b1", "b2"]),
    (("propose", "B.1", "--by", "Saudi"), [r"Saudi\ Arabia"]),
    (("propose", "B.1", "--by", '"Saudi'), ["Saudi Arabia"]),
    (("propose", "B.1", "--by", "="), ["Sweden"]),
    (("propose", "B.1", "--by", "=", "Swe"), ["Sweden"]),
    (("propose", "B.1", "--by", "KS"), ["KSA"]),
    (("show", "--at", ""), ["3", "4", "HEAD", "main", "meeting/4"]),
    (("diff", "meeting/"), ["meeting/3", "meeting/4"]),
    (("meeting", "show", ""), ["3", "4"]),
    (("receipt", "V1/B/1"), ["V1/B/1", "V1/B/10"]),
    (("submissions", "--window", ""), ["2014-03"]),
    (("add", "vision/F", "--status", ""), ["zero-draft", "agreed"]),
    (("meeting", "done", "pub"), ["publish"]),
    (("explain", "UNB"), ["unbalanced-bracket"]),
    (("status", "--format", ""), ["text", "json"]),
]


@pytest.mark.parametrize(("words", "some"), FOUND, ids=[" ".join(words) for words, _ in FOUND])
def test_what_is_offered(template: Desk, words: tuple[str, ...], some: list[str]) -> None:
    found = completed(template, *words)
    assert set(some) <= set(found), found
    begun = words[-1].strip("\"'=").casefold()
    assert all(each.replace("\\", "").casefold().startswith(begun) for each in found)
    assert len(found) == len(set(found))


def test_alternatives_have_no_branch_among_moments(template: Desk) -> None:
    assert not [each for each in completed(template, "diff", "") if each.startswith("alt/")]


def test_of_another_repository(template: Desk, tmp_path: Path) -> None:
    elsewhere = Desk(tmp_path, tmp_path)
    assert completed(elsewhere, "show", "B") == []
    assert "vision/B.1" in completed(elsewhere, "show", "--repo", str(template.top), "vision/B.")


def test_in_a_folder_of_the_draft_and_in_a_linked_work_tree(desk: Desk) -> None:
    inside = Desk(desk.top / "drafts" / "vision", desk.home)
    assert "vision/B.1" in completed(inside, "show", "vision/B.")
    desk.git("worktree", "add", "-q", "../linked", "HEAD")
    linked = Desk(desk.home / "linked", desk.home)
    assert "meeting/4" in completed(linked, "show", "--at", "m")


def test_numbers_are_enough_in_the_focus(desk: Desk) -> None:
    assert completed(desk, "show", "21") == []
    desk.done("on", "vision/B")
    assert completed(desk, "show", "21") == ["21"]
    assert completed(desk, "choose", "21", "b") == ["base"]


def test_a_draft_that_cannot_be_read_offers_nothing_and_says_nothing(desk: Desk) -> None:
    (desk.top / "drafts" / "stakeholders.yaml").unlink()
    assert completed(desk, "propose", "B.1", "--by", "S") == []
    (desk.top / "drafts" / "stakeholders.yaml").symlink_to("/dev/zero")
    assert completed(desk, "propose", "B.1", "--by", "S") == []
    desk.write("drafts/vision/E/2.alt-1.md", b"\xff\xfe---")
    assert "1" in completed(desk, "choose", "vision/E.2", "")
    desk.write(".git/packed-refs", b"\xff\x00 refs/tags/x\n")
    assert "4" in completed(desk, "show", "--at", "")
    assert desk.run(_WSISDRAFT_COMPLETE="complete_bash", COMP_CWORD="many").code == 1


HOSTILE = "$(touch owned) `touch owned`; touch owned #"
_ZSH_WORDS = r"\((?:\$'(?:\w|\\x[0-9a-f]{2})*' ?)+\)"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_name_from_a_draft_is_never_carried_out(desk: Desk, shell: str) -> None:
    stakeholders = desk.text("drafts/stakeholders.yaml")
    desk.write("drafts/stakeholders.yaml", f'{stakeholders}"{HOSTILE}":\n  kind: government\n')
    found = completed(desk, "propose", "B.1", "--by", "\\$", shell=shell)
    if shell == "bash":
        assert [unquoted(each) for each in found] == [HOSTILE]
        assert not re.search(r"(?<!\\)[ $`;()#]", found[0])
    elif shell == "zsh":
        told = rf"local -a found told; found={_ZSH_WORDS}; told={_ZSH_WORDS};"
        assert re.fullmatch(told, found[0])
    else:
        # The shell quotes what it takes by itself.
        assert found == [f"{HOSTILE}\tgovernment"]


def test_what_a_terminal_would_not_show_is_not_offered(desk: Desk) -> None:
    desk.write("drafts/vision/E\x1b[2J/1.md", "---\nstatus: first-draft\n---\nA.\n")
    desk.write("drafts/submissions/2014-09\n/window.yaml", "opens: 2014-09-01\n")
    for words in (("show", ""), ("submissions", "--window", "")):
        assert not [each for each in completed(desk, *words) if not each.isprintable()]


def test_descriptions_go_to_the_shells_that_show_them(template: Desk) -> None:
    assert completed(template, "alt", "ad", shell="fish") == [
        "add\tPut an alternative wording on the table."
    ]
    made = completed(template, "alt", "ad", shell="zsh")
    assert made[0].startswith("local -a found told; found=($'add');")
    assert made[1] == "compadd -U -V wsisdraft -l -d told -a found"
    assert completed(template, "scan", "x", shell="zsh") == ["_files"]


def test_fish_asks_first_whether_there_is_anything(template: Desk) -> None:
    for words, code in (("show B", 0), ("scan x", 1)):
        answer = template.run(
            _WSISDRAFT_COMPLETE="complete_fish",
            _TYPER_COMPLETE_FISH_ACTION="is-args",
            _TYPER_COMPLETE_ARGS=f"wsisdraft {words}",
        )
        assert (answer.code, answer.out) == (code, "")


def test_another_shell_is_left_to_typer(template: Desk) -> None:
    answer = template.run(
        _WSISDRAFT_COMPLETE="complete_powershell",
        _TYPER_COMPLETE_ARGS="wsisdraft alt ad",
        _TYPER_COMPLETE_WORD_TO_COMPLETE="ad",
    )
    assert answer.code == 0
    assert answer.out.startswith("add:::")


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1))
def test_quoted_for_bash_it_stands_for_itself(text: str) -> None:
    if "\n" not in text:
        assert unquoted(_for_bash(text, "")) == text
        assert unquoted(f'"{_for_bash(text, chr(34))}"') == text
        assert unquoted(f"'{_for_bash(text, chr(39))}'") == text


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1))
def test_quoted_for_zsh_there_is_no_blank_in_it(text: str) -> None:
    made = _for_zsh(text)
    inner = made.removeprefix("$'").removesuffix("'")
    assert not re.search(r"[ \t\n'\"$`*?\[\]]", inner)
    assert re.sub(r"\\x(..)", lambda m: chr(int(m[1], 16)), inner) == text


@given(st.text(st.sampled_from("ab \"'\\=-$"), max_size=12))
def test_whatever_is_typed_a_line_falls_into_words(line: str) -> None:
    words = [unquoted(word) for word in _WORD.findall(line)]
    assert len(words) <= len(line)
    assert _ENDED.search(f"{line}x") is None


def test_the_short_name_of_the_program_is_completed_too(template: Desk, tmp_path: Path) -> None:
    program = tmp_path / "wd"
    program.write_text(f"#!{sys.executable}\nfrom wsisdraft.cli import main\n\nmain()\n")
    program.chmod(0o755)
    line = {"COMP_WORDS": "wd\nsho", "COMP_CWORD": "1", "_WD_COMPLETE": "complete_bash"}
    made = subprocess.run(
        [str(program)],
        cwd=template.top,
        env=template.environment(**line),
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stdout == "show\n"


def test_the_start_brings_along_neither_typer_nor_git(template: Desk) -> None:
    program = (
        "import sys; from wsisdraft.cli import main; main(); print(*sys.modules, file=sys.stderr)"
    )
    line = {"COMP_WORDS": "wsisdraft\nshow\nvision/B.2", "COMP_CWORD": "2"}
    made = subprocess.run(
        [sys.executable, "-c", program],
        cwd=template.top,
        env=template.environment(_WSISDRAFT_COMPLETE="complete_bash", **line),
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.split(".")[0] for name in made.stderr.split()}
    assert "vision/B.21" in made.stdout.split()
    assert "wsisdraft" in loaded
    assert not loaded & {"typer", "click", "rich", "git", "ruamel", "subprocess", "json", "pathlib"}


def test_no_file_of_the_text_is_read_for_refs(
    template: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object) -> str:
        raise AssertionError("a file is read")

    monkeypatch.setattr("wsisdraft.completion.draft_names.read", read)
    monkeypatch.setattr("builtins.open", read)
    found = refs(str(template.top), "vision/B.")
    assert len(found) == 33
    assert set(shells._SHELLS) == {"bash", "zsh", "fish"}


STARTS = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
}
PREPARED = {"bash": "", "zsh": "autoload -Uz compinit; compinit -u -D; "}
TYPED = [
    ("wsisdraft show VISION/b.3", "<show><vision/B.3>"),
    ("wsisdraft propose B.1 --by Internet\\ S", "<--by><Internet Society>"),
    ("wsisdraft propose B.1 --by 'Internet S", "<--by><Internet Society>"),
]
"""What is typed before the Tab key, and the words that the shell then takes the line for."""


def installed(shell: str, template: Desk, folder: Path) -> dict[str, str]:
    """An environment with the program in it, its script for a shell in `completion`; else skips."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    program = folder / "bin" / "wsisdraft"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom wsisdraft.cli import main\n\nmain()\n")
    program.chmod(0o755)
    surroundings = template.environment(HOME=str(folder))
    surroundings["PATH"] = f"{program.parent}:{surroundings['PATH']}"
    shown = subprocess.run(
        [str(program), "--show-completion", shell],
        # Typer would look for the shell that we are run from.
        env={**surroundings, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    (folder / "completion").write_text(shown.stdout)
    return surroundings


@pytest.mark.parametrize("shell", STARTS)
def test_the_tab_key_in_a_real_shell(shell: str, template: Desk, tmp_path: Path) -> None:
    surroundings = installed(shell, template, tmp_path)
    typed = [("", f"{PREPARED[shell]}source {tmp_path}/completion; echo ready-for=it | tr = -\r")]
    awaited = ["ready-for-it", *(f"{told}-{n}" for n, (_, told) in enumerate(TYPED))]
    for number, (line, _) in enumerate(TYPED):
        # Ctrl-A goes to the start of the line, which is then printed instead of being carried out.
        typed.append((awaited[number], f"{line}\t\x01printf '<%s>' \x05; echo -{number}\r"))
    typed.append((awaited[-1], "exit\r"))
    assert at_a_terminal(STARTS[shell], template.top, surroundings, typed).code == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("wsisdraft show VISION/b.33", "vision/B.33\n"),
        ("wsisdraft propose B.1 --by Internet\\ S", "Internet Society\tcivil-society\n"),
        ("wsisdraft alt ad", "add\tPut an alternative wording on the table.\n"),
    ],
)
def test_what_fish_makes_of_it(line: str, told: str, template: Desk, tmp_path: Path) -> None:
    made = subprocess.run(
        [
            *("fish", "--no-config", "-c"),
            f"source {tmp_path}/completion; complete --do-complete={shlex.quote(line)}",
        ],
        cwd=template.top,
        env=installed("fish", template, tmp_path),
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stdout == told
