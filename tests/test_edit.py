"""edit: quotes replaced, whole wordings, the user's own editor; nothing written is ever lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import CHECKOUT, Desk
from wsisdraft.notation.rewording import reworded
from wsisdraft.text.span import Span

PATH = "drafts/vision/E/2.md"
REF = "vision/E.2"
BODY = "Cities [and villages]{#b1} need plans, and people."
ENTRIES = "brackets:\n  b1:\n    by: [Estovia]\n    since: 3\n"


@pytest.fixture
def room(desk: Desk) -> Desk:
    """A paragraph with one bracket, on record."""
    head = desk.text(PATH).split("---\n")[1]
    desk.write(PATH, f"---\n{head}{ENTRIES}---\n{BODY}\n")
    desk.commit("a body to edit")
    return desk


def body(desk: Desk) -> str:
    return desk.text(PATH).split("---\n", 2)[2].rstrip("\n")


def editor(desk: Desk, script: str) -> str:
    """A small editor: a shell script that is given the file."""
    place = desk.home / "editor.sh"
    place.write_text(f"#!/bin/sh\n{script}\n")
    place.chmod(0o755)
    return str(place)


def kept(desk: Desk) -> list[str]:
    folder = desk.top / ".git/wsisdraft/kept"
    return [p.read_text() for p in sorted(folder.iterdir())] if folder.is_dir() else []


def left_over(desk: Desk) -> list[str]:
    ours = desk.top / ".git/wsisdraft"
    return (
        [p.name for p in ours.iterdir() if p.name.startswith("writing-")] if ours.is_dir() else []
    )


# Quotes and whole wordings.


@pytest.mark.parametrize(
    ("words", "after"),
    [
        (("--replace", "need", "--with", "want"), BODY.replace("need", "want")),
        (("--replace", "and people", "--with", ""), BODY.removesuffix(", and people.") + "."),
        (
            ("--replace", "need", "--with", "want", "--replace", "plans", "--with", "maps"),
            BODY.replace("need plans", "want maps"),
        ),
        (("--replace", "Cities and villages", "--with", "Towns"), None),
        (("--replace", "and", "--with", "or", "--match", "2"), BODY.replace(", and", ", or")),
        (("--text", "Towns [all]."), "Towns [all]."),
    ],
)
def test_new_words(room: Desk, words: tuple[str, ...], after: str | None) -> None:
    answer = room.run("edit", REF, *words)
    if after is None:
        assert (answer.code, body(room)) == (1, BODY)
        assert "no-such-words" in answer.err
        return
    assert answer.code == 0, answer
    assert body(room) == after
    assert room.run("check", REF).code == 0
    assert room.clean
    room.done("undo", REF)
    assert body(room) == BODY


def test_the_record_tells_both_wordings_and_the_bracket_that_went(room: Desk) -> None:
    answer = room.done("edit", REF, "--replace", "[and villages]", "--with", "and farms")
    assert "{-" in answer.out
    assert f"Take it back: wsisdraft undo {REF}" in answer.out
    assert "brackets:" not in room.text(PATH)
    trailers = room.trailers()
    assert trailers[:2] == [("Verb", "edit"), ("Ref", REF)]
    wording = dict(trailers)["Wording"]
    assert wording.count("sha256:") == 2
    assert ("Lifted", "b1 [and villages]; by Estovia; since 3") in trailers
    assert room.git("log", "-1", "--format=%s").strip() == f"{REF}: edited"


def test_words_that_lose_all_of_a_bracket_take_its_marks_along(room: Desk) -> None:
    room.done("edit", REF, "--replace", "and villages", "--with", "", "--by", "Estovia")
    assert body(room) == "Cities need plans, and people."
    assert room.git("log", "-1", "--format=%s").strip() == f"{REF}: edited, by Estovia"


def test_words_from_a_file_and_from_standard_input(room: Desk) -> None:
    (room.home / "new.md").write_bytes(b"\n\nWindows\r\nlines.\r\n\r\n")
    room.done("edit", REF, "--file", str(room.home / "new.md"))
    assert body(room) == "Windows\nlines."
    room.run("edit", REF, "--file", "-", stdin="From a pipe.\n")
    assert body(room) == "From a pipe."


def test_the_same_words_are_no_change(room: Desk) -> None:
    answer = room.done("edit", REF, "--text", f"\n{BODY}\n\n")
    assert "nothing changed" in answer.out
    assert room.git("log", "-1", "--format=%s").strip() == "a body to edit"


def test_a_dry_run_writes_nothing(room: Desk) -> None:
    answer = room.done("edit", REF, "--text", "Towns.", "--dry-run", "--format", "json")
    assert answer.json["commit"] is None
    assert answer.json["verb"] == "edit"
    assert body(room) == BODY
    assert room.clean


def test_words_of_an_alternative_change_on_its_branch_too(desk: Desk) -> None:
    path = "drafts/vision/B/21.alt-2.md"
    before = desk.git("rev-parse", "alt/vision/B.21/2").strip()
    desk.done(
        "edit", "vision/B.21", "--alt", "2", "--replace", "leaves nobody aside", "--with", "x"
    )
    assert "society that x is built" in desk.text(path)
    assert "society that x is built" in desk.git("show", "alt/vision/B.21/2:drafts/vision/B/21.md")
    assert desk.git("rev-parse", "alt/vision/B.21/2^").strip() == before
    assert desk.run("check", "vision/B.21").code == 0
    assert ("In", "ALT 2") in desk.trailers()
    assert desk.clean


@pytest.mark.parametrize(
    ("ref", "words", "code", "said", "remedy"),
    [
        (REF, ("--replace", "and", "--with", "or"), 2, "ambiguous-quote", "--match 1"),
        (REF, ("--replace", "hamlets", "--with", "x"), 1, "no-such-words", "wsisdraft show"),
        (REF, ("--replace", "need"), 2, "1 --replace and 0 --with", "one --with for each"),
        (REF, ("--replace", "need", "--with", "x", "--text", "y"), 2, "more than one way", "none"),
        (REF, ("--match", "2"), 2, "--match says which place", "one --replace"),
        (
            REF,
            ("--replace", "need plans", "--with", "x", "--replace", "plans", "--with", "y"),
            2,
            "share words",
            "Quote them as one",
        ),
        (REF, ("--text", "[Towns."), 1, f"{PATH}:9:1: unbalanced-bracket", "closing bracket"),
        (REF, ("--text", "[Towns]{#b7}."), 1, f"{PATH}:9:8: bracket-record", "entry b7"),
        (REF, ("--text", "  "), 1, "nothing-left", "wsisdraft delete vision/E.2"),
        (REF, ("--file", "/nowhere"), 1, "unreadable-file", "UTF-8"),
        (REF, (), 1, "no-editor", "--replace Q --with T, --text T or --file F"),
        ("vision/B.3", ("--text", "x"), 1, "settled", "wsisdraft reopen vision/B.3"),
        ("vision/B.2-3", ("--text", "x"), 2, "one paragraph at a time", "Name one"),
        ("vision/B.21", ("--replace", "a", "--with", "b"), 1, "no-base-text", '--alt "ALT 1"'),
        ("vision/B.21", ("--alt", "9", "--text", "b"), 1, "unknown-alternative", "alt list"),
    ],
)
def test_what_is_refused(
    room: Desk, ref: str, words: tuple[str, ...], code: int, said: str, remedy: str
) -> None:
    answer = room.run("edit", ref, *words)
    assert answer.code == code, answer
    assert said in answer.err
    assert remedy in answer.err
    assert room.clean
    assert room.git("log", "-1", "--format=%s").strip() == "a body to edit"


def test_edits_by_hand_are_not_written_over(room: Desk) -> None:
    room.replace(PATH, "Cities", "Towns")
    answer = room.run("edit", REF, "--text", "Hamlets.")
    assert answer.code == 3
    assert f"wsisdraft record {PATH}" in answer.err
    assert body(room) == BODY.replace("Cities", "Towns")


# The editor.


def test_an_editor_that_writes(room: Desk) -> None:
    answer = room.done("edit", REF, EDITOR=editor(room, 'sed -i "s/Cities/Towns/" "$1"'))
    assert body(room) == BODY.replace("Cities", "Towns")
    assert "b1:" in room.text(PATH)
    assert "{-Cities-}" in answer.out
    assert (kept(room), left_over(room)) == ([], [])
    assert room.clean


def test_an_editor_is_shown_the_rules_and_what_is_on_record(room: Desk) -> None:
    seen = room.home / "seen"
    room.done("edit", REF, EDITOR=editor(room, f'cp "$1" {seen}; echo "$1" > {seen}.name'))
    text = seen.read_text()
    assert text.startswith(f"{BODY}\n# ---")
    for said in (REF, "first-draft", "b1 [and villages]; by Estovia; since 3", "without its"):
        assert said in text
    assert f"{room.top}/.git/wsisdraft/" in (room.home / "seen.name").read_text()


def test_an_editor_that_changes_nothing(room: Desk) -> None:
    answer = room.done("edit", REF, EDITOR="true")
    assert "nothing changed" in answer.out
    assert (kept(room), left_over(room)) == ([], [])


def test_an_editor_that_empties(room: Desk) -> None:
    answer = room.run("edit", REF, EDITOR=editor(room, ': > "$1"'))
    assert answer.code == 1
    assert "no-words: No words were left, so nothing is done." in answer.err
    assert (kept(room), left_over(room)) == ([], [])
    assert body(room) == BODY


def test_words_written_below_the_scissors_are_kept(room: Desk) -> None:
    script = 'sed -i 1d "$1"; echo "Towns below." >> "$1"'
    answer = room.run("edit", REF, EDITOR=editor(room, script))
    assert answer.code == 1
    assert "below the line" in answer.err
    assert kept(room) == ["Towns below."]


def test_scissors_that_were_cut_away_do_not_get_into_the_text(room: Desk) -> None:
    room.done("edit", REF, EDITOR=editor(room, 'sed -i "/>8/d; s/Cities/Towns/" "$1"'))
    assert body(room) == BODY.replace("Cities", "Towns")


def test_an_editor_that_breaks_the_brackets(room: Desk) -> None:
    answer = room.run("edit", REF, EDITOR=editor(room, 'sed -i "s/Cities/[Towns/" "$1"'))
    assert answer.code == 1
    assert f"{PATH}:9:1: unbalanced-bracket" in answer.err
    assert kept(room) == [BODY.replace("Cities", "[Towns") + "\n"]
    place = room.top / ".git/wsisdraft/kept/vision-E.2-1.md"
    assert f"Your words are kept in {place}" in answer.err
    assert f"help: wsisdraft edit {REF} --file '{place}'" in answer.err
    assert room.clean
    place.write_text(place.read_text().replace("[Towns", "Towns"))
    room.done("edit", REF, "--file", str(place))
    assert body(room) == BODY.replace("Cities", "Towns")


def test_an_editor_that_fails(room: Desk) -> None:
    answer = room.run("edit", REF, EDITOR=editor(room, 'sed -i "s/Cities/Towns/" "$1"; exit 7'))
    assert answer.code == 1
    assert "editor-failed" in answer.err
    assert "ended with the code 7" in answer.err
    assert kept(room) == [BODY.replace("Cities", "Towns") + "\n"]
    assert body(room) == BODY
    assert room.clean
    answer = room.run("edit", REF, EDITOR="no-such-editor-here")
    assert answer.code == 1
    assert "ended with the code 127" in answer.err
    assert len(kept(room)) == 1


def test_an_editor_that_leaves_no_text(room: Desk) -> None:
    answer = room.run("edit", REF, EDITOR=editor(room, 'printf "\\377" > "$1"'))
    assert answer.code == 1
    assert "no text in UTF-8" in answer.err
    assert [p.read_bytes() for p in (room.top / ".git/wsisdraft/kept").iterdir()] == [b"\xff"]
    answer = room.run("edit", REF, EDITOR=editor(room, 'rm "$1"'))
    assert "No words were left" in answer.err


def test_an_editor_that_hangs_is_interrupted(room: Desk) -> None:
    begun = room.home / "begun"
    script = f'sed -i "s/Cities/Towns/" "$1"; touch {begun}; exec sleep 60'
    process = subprocess.Popen(
        [sys.executable, "-m", "wsisdraft", "edit", REF],
        cwd=room.top,
        env=room.environment(EDITOR=editor(room, script)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    until = time.monotonic() + 30
    while not begun.exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert room.run("lift", REF, "b1").code == 0, "the lock is free while somebody writes"
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert b"was interrupted, so nothing is done" in err
    assert kept(room) == [BODY.replace("Cities", "Towns") + "\n"]
    assert left_over(room) == []
    assert body(room) == "Cities and villages need plans, and people."
    assert room.clean


def test_words_that_somebody_changed_meanwhile(room: Desk) -> None:
    other = f"{sys.executable} -m wsisdraft lift {REF} b1 > {room.home}/other"
    answer = room.run("edit", REF, EDITOR=editor(room, f'sed -i "s/need/want/" "$1"; {other}'))
    assert answer.code == 1
    assert "text-moved" in answer.err
    assert "while you were writing" in answer.err
    assert f"wsisdraft show {REF}" in answer.err
    assert kept(room) == [BODY.replace("need", "want") + "\n"]
    assert body(room) == "Cities and villages need plans, and people."


def test_a_dry_run_keeps_what_was_written(room: Desk) -> None:
    script = editor(room, 'sed -i "s/need/want/" "$1"')
    answer = room.done("edit", REF, "--dry-run", EDITOR=script)
    assert "Your words are kept in" in answer.err
    assert kept(room) == [BODY.replace("need", "want") + "\n"]
    assert body(room) == BODY


def test_settled_text_is_not_even_laid_out(room: Desk) -> None:
    answer = room.run("edit", "vision/B.3", EDITOR=editor(room, f"touch {room.home}/opened"))
    assert answer.code == 1
    assert not (room.home / "opened").exists()
    room.replace(PATH, "Cities", "Towns")
    answer = room.run("edit", REF, EDITOR=editor(room, f"touch {room.home}/opened"))
    assert answer.code == 1
    assert f"wsisdraft record {PATH}" in answer.err
    assert not (room.home / "opened").exists()


@pytest.mark.parametrize(
    ("named", "used"),
    [
        ({"GIT_EDITOR": "git", "core.editor": "core", "VISUAL": "v", "EDITOR": "e"}, "git"),
        ({"core.editor": "core", "VISUAL": "v", "EDITOR": "e"}, "core"),
        ({"VISUAL": "v", "EDITOR": "e"}, "v"),
        ({"VISUAL": "v", "EDITOR": "e", "TERM": "dumb"}, "e"),
        ({"EDITOR": "e"}, "e"),
        ({"repository": "evil", "EDITOR": "e"}, "e"),
        ({"repository": "evil"}, ""),
    ],
)
def test_which_editor(room: Desk, named: dict[str, str], used: str) -> None:
    """Git's order; what came with the clone is never run."""
    script = f'basename "$0" > {room.home}/used'
    commands = {}
    for name, short in named.items():
        if name == "TERM":
            commands[name] = short
            continue
        place = room.home / short
        place.write_text(f"#!/bin/sh\n{script}\n")
        place.chmod(0o755)
        commands[name] = str(place)
    if (core := commands.pop("core.editor", "")) != "":
        room.git("config", "--global", "core.editor", core)
    if (local := commands.pop("repository", "")) != "":
        room.git("config", "core.editor", local)
    answer = room.run("edit", REF, **{"TERM": "xterm", **commands})
    ran = room.home / "used"
    assert (ran.read_text().strip() if ran.exists() else "") == used
    assert answer.code == (0 if used else 1)


def test_words_with_spaces_are_an_editor(room: Desk) -> None:
    script = Path(editor(room, 'test "$1" = --wait && sed -i "s/Cities/Towns/" "$2"'))
    moved = room.home / "my editor.sh"
    script.rename(moved)
    room.done("edit", REF, EDITOR=f"'{moved}' --wait")
    assert body(room).startswith("Towns")


def test_help_has_every_way() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "wsisdraft", "edit", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=CHECKOUT,
    ).stdout
    for word in (
        "--replace",
        "--with",
        "--match",
        "--text",
        "--file",
        "--alt",
        "--by",
        "--dry-run",
    ):
        assert word in said


@given(st.lists(st.sampled_from(["a", "b", ", ", " ", ".", "[", "]"]), max_size=14), st.data())
def test_rewording_changes_nothing_else(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = reworded(text, [(Span(start, end), "NEW")])
    assert new == text[:start] + "NEW" + text[end:]
    out = reworded(text, [(Span(start, end), "")])
    kept_signs = [c for c in text[:start] + text[end:] if c not in " ,"]
    assert [c for c in out if c not in " ,"] == kept_signs
