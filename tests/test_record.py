"""record: hand edits go on record as one commit, tidy; all else of the user's stays."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from tests.desk import Desk

B2, B3, E2 = (f"drafts/vision/{name}.md" for name in ("B/2", "B/3", "E/2"))
ALT = "drafts/vision/B/21.alt-2.md"
CHAPTER = "drafts/vision/B/chapter.yaml"


def count(desk: Desk) -> int:
    return int(desk.git("rev-list", "--count", "HEAD"))


def status(desk: Desk) -> set[str]:
    return set(desk.git("status", "--porcelain", "-uall").splitlines())


def subject(desk: Desk) -> str:
    return desk.git("log", "-1", "--format=%s").strip()


def on_record(desk: Desk, path: str) -> str:
    return desk.git("show", f"HEAD:{path}")


def test_nothing_to_record(desk: Desk) -> None:
    before = count(desk)
    answer = desk.done("record")
    assert answer.out == "Nothing to record: the work tree has the draft as it is on record.\n"
    assert "vision/B.2 as it is on record" in desk.done("record", "vision/B.2").out
    assert desk.done("record", "--format", "json").json["commit"] is None
    assert count(desk) == before


def test_an_edited_paragraph(desk: Desk) -> None:
    desk.replace(B2, "Widening", "Broadening")
    desk.write(B2, desk.text(B2) + "\n\n")
    before = count(desk)
    answer = desk.done("record", "vision/B.2", "--by", "Estovia")
    assert count(desk) == before + 1
    assert desk.clean
    text = desk.text(B2)
    assert text == on_record(desk, B2)
    assert "Broadening" in text
    assert not text.endswith("\n\n")
    assert "{-Widening-}{+Broadening+}" in answer.out
    assert "Take it back: wsisdraft undo vision/B.2" in answer.out
    assert subject(desk) == "vision/B.2: edited by hand, by Estovia"
    trailers = desk.trailers()
    assert trailers[:3] == [("Verb", "record"), ("Ref", "vision/B.2"), ("Edited", "words")]
    assert dict(trailers)["Wording"].count("sha256:") == 2
    assert "Edited: words" in desk.done("log", "vision/B.2").out
    desk.done("undo", "vision/B.2")
    assert "Widening" in desk.text(B2)


def test_entries_go_with_their_ties(desk: Desk) -> None:
    desk.replace(B2, "[, on an equal footing,]{#b1}", "")
    desk.done("record", "vision/B.2")
    assert "b1:" not in desk.text(B2)
    assert "b2:" in desk.text(B2)
    lifted = dict(desk.trailers())["Lifted"]
    assert lifted.startswith("b1 [, on an equal footing,]; by ")
    assert desk.run("check", "vision/B.2").code == 0
    assert desk.clean


@pytest.mark.parametrize(
    "written",
    ["New words.\n\n", "---\nstatus: first-draft\n---\nNew words.\n", "---\n---\nNew words.\n"],
)
def test_a_new_paragraph_gets_its_id(desk: Desk, written: str) -> None:
    path = "drafts/vision/B/21bis.md"
    desk.write(path, written)
    answer = desk.done("record", "vision/B.21bis")
    text = desk.text(path)
    first = "first-draft" if "first-draft" in written else "zero-draft"
    assert re.fullmatch(rf"---\nid: [a-z][a-z0-9]{{5}}\nstatus: {first}\n---\nNew words.\n", text)
    assert f"vision/B.21bis  paragraph added, {first}" in answer.out
    assert subject(desk) == "vision/B.21bis: added by hand"
    assert ("Added", "paragraph") in desk.trailers()
    assert ("Status", first) in desk.trailers()
    # The chapter is declared pre-agreed: what is new and open is an exception.
    assert "besides: [2, 21-21bis, 27-30]" in desk.text(CHAPTER)
    assert desk.run("check", "vision/B").code == 0
    assert desk.clean
    desk.done("undo")
    assert not (desk.top / path).exists()
    assert "besides: [2, 21, 27-30]" in desk.text(CHAPTER)


def test_a_removed_paragraph(desk: Desk) -> None:
    (desk.top / "drafts/vision/B/30.md").unlink()
    answer = desk.done("record", "drafts/vision/B/30.md")
    assert "vision/B.30  paragraph removed" in answer.out
    assert "besides: [2, 21, 27-29]" in desk.text(CHAPTER)
    assert ("Removed", "paragraph") in desk.trailers()
    assert desk.run("check", "vision/B").code == 0
    assert desk.clean
    desk.done("undo")
    assert (desk.top / "drafts/vision/B/30.md").exists()


def test_many_files_at_once(desk: Desk) -> None:
    desk.replace(B2, "Widening", "Broadening")
    desk.replace(CHAPTER, "title: ", "title: The ")
    desk.write("drafts/vision/B/30bis.md", "New words.\n")
    (desk.top / "drafts/vision/B/29.md").unlink()
    desk.replace("drafts/process.yaml", "name: ", "# by hand\nname: ")
    desk.write(
        "drafts/statements/norland-1.md",
        "---\nkind: note\nabout: vision/B.2\n---\nSo [it]{#b1} is.\n",
    )
    desk.replace(
        "drafts/meetings/4.yaml", "headquarters, Geneva", "headquarters, Geneva, in the tower"
    )
    before = count(desk)
    answer = desk.done("record", "-m", "drafting group of Monday")
    assert count(desk) == before + 1
    assert desk.clean
    assert subject(desk) == "vision/B: drafting group of Monday"
    for said in ("drafts/process.yaml edited", "Geneva, in the tower", "30bis", "29"):
        assert said in answer.out
    rows = desk.trailers()
    assert rows[1:4] == [
        ("Edited", "drafts/meetings/4.yaml"),
        ("Edited", "drafts/process.yaml"),
        ("Added", "drafts/statements/norland-1.md"),
    ]
    about = [value for key, value in rows if key == "Ref"]
    assert about == ["vision/B", "vision/B.2", "vision/B.29", "vision/B.30bis"]
    assert "besides: [2, 21, 27-30bis]" in desk.text(CHAPTER)
    assert "title: The " in desk.text(CHAPTER)
    assert desk.run("check").code == 0
    desk.done("undo")
    assert "Widening" in desk.text(B2)
    assert (desk.top / "drafts/vision/B/29.md").exists()
    assert desk.clean


def test_only_what_is_named(desk: Desk) -> None:
    desk.replace(B2, "Widening", "Broadening")
    desk.replace(E2, "Indicators", "The indicators")
    desk.replace(CHAPTER, "title: ", "title: The ")
    desk.done("record", "vision/B.2")
    assert status(desk) == {f" M {E2}", f" M {CHAPTER}"}
    desk.done("record", CHAPTER)
    assert status(desk) == {f" M {E2}"}
    desk.done("record", "vision/E")
    assert desk.clean


def test_everything_else_of_the_user_stays(desk: Desk) -> None:
    desk.replace("drafts/vision/B/27.md", "Earning", "Winning")
    desk.git("add", "drafts/vision/B/27.md")
    desk.replace(E2, "Indicators", "The indicators")
    desk.write("notes.txt", "mine\n")
    desk.write("drafts/vision/README.md", "mine\n")
    desk.write("drafts/vision/B/.2.md.swp", "mine\n")
    desk.replace(B2, "Widening", "Broadening")
    desk.done("record", "vision/B.2")
    assert status(desk) == {
        "M  drafts/vision/B/27.md",
        f" M {E2}",
        "?? notes.txt",
        "?? drafts/vision/README.md",
        "?? drafts/vision/B/.2.md.swp",
    }
    assert desk.git("diff", "HEAD", "--stat", "--", B2) == ""
    # Staged as it lies: that goes along too.
    desk.done("record", "vision/B.27")
    desk.done("record")
    assert status(desk) == {
        "?? notes.txt",
        "?? drafts/vision/README.md",
        "?? drafts/vision/B/.2.md.swp",
    }


def test_what_is_staged_otherwise_is_refused(desk: Desk) -> None:
    desk.replace(B2, "Widening", "Staged")
    desk.git("add", B2)
    desk.replace(B2, "Staged", "Broadening")
    before = (status(desk), count(desk))
    answer = desk.run("record")
    assert answer.code == 3
    assert "staged-edit" in answer.err
    assert f"git add {B2}" in answer.err
    assert (status(desk), count(desk)) == before
    assert "Staged" in desk.git("show", f":{B2}")


@pytest.mark.parametrize(
    "words", [("add", "-N", "x"), ("add", "x"), ("mv", "drafts/vision/E/2.md", "x")]
)
def test_new_files_that_git_knows_of(desk: Desk, words: tuple[str, ...]) -> None:
    path = "drafts/vision/E/2bis.md"
    if words[0] != "mv":
        desk.write(path, "New words.\n")
    desk.git(*(path if word == "x" else word for word in words))
    desk.done("record")
    assert desk.clean
    assert desk.run("check", "vision/E").code == 0


def test_an_alternative_changes_on_its_branch_too(desk: Desk) -> None:
    before = desk.git("rev-parse", "alt/vision/B.21/2").strip()
    desk.replace(ALT, "leaves nobody aside", "leaves no one aside")
    answer = desk.done("record")
    assert "ALT 2 changed" in answer.out
    assert desk.git("rev-parse", "alt/vision/B.21/2^").strip() == before
    assert "no one aside" in desk.git("show", "alt/vision/B.21/2:drafts/vision/B/21.md")
    rows = desk.trailers()
    assert ("Edited", "ALT 2: words") in rows
    assert ("Branch-moved", f"alt/vision/B.21/2 {before}") in rows
    assert desk.run("check", "vision/B.21").code == 0
    assert desk.clean


def test_a_removed_alternative_is_closed_with_its_branch(desk: Desk) -> None:
    (desk.top / ALT).unlink()
    desk.done("record")
    assert desk.git("branch", "--list", "alt/vision/B.21/2") == ""
    assert ("Removed", "ALT 2") in desk.trailers()
    assert desk.clean
    desk.done("undo")
    assert (desk.top / ALT).exists()


def test_an_alternative_that_was_worked_on_elsewhere_is_not_written_over(desk: Desk) -> None:
    desk.git("switch", "-q", "alt/vision/B.21/2")
    desk.replace("drafts/vision/B/21.md", "leaves nobody aside", "leaves all aside")
    desk.git("commit", "-qam", "on the branch")
    desk.git("switch", "-q", "main")
    desk.replace(ALT, "leaves nobody aside", "leaves no one aside")
    answer = desk.run("record")
    assert answer.code == 1
    assert "alternative-moved" in answer.err
    assert "--from-branch" in answer.err
    assert status(desk) == {f" M {ALT}"}


def refused(desk: Desk, *words: str) -> str:
    """What is said by a record that is refused and changes nothing."""
    before = (status(desk), count(desk), desk.git("for-each-ref"))
    answer = desk.run("record", *words)
    assert answer.code == 1, answer
    assert (status(desk), count(desk), desk.git("for-each-ref")) == before
    return answer.err


@pytest.mark.parametrize(
    ("path", "old", "new", "place", "rule", "remedy"),
    [
        (B2, "status: under-review", "status: agreed", "3:1", "changed-by-hand", "wsisdraft agree"),
        (
            B3,
            "status: pre-agreed",
            "status: first-draft",
            "3:1",
            "changed-by-hand",
            "reopen vision/B.3",
        ),
        (B3, "date: 2014", "date: 2013", "4:1", "changed-by-hand", "correct vision/B.3"),
        (B2, "id: ", "id: a", "2:1", "changed-by-hand", "Put it back as it was"),
        (B3, "women and", "men and", "9:15", "agreed-text-changed", f"git restore {B3}"),
        (CHAPTER, "[2, 21,", "[2, 3, 21,", "5:1", "changed-by-hand", "declare vision/B"),
        ("drafts/meetings/4.yaml", "closed: ", "closed: 2014-05-01 # ", None, None, ""),
        (B2, "Widening", "[Widening", "15:1", "unbalanced-bracket", "closing bracket"),
        (B2, "Widening", "[Widening]{#b9}", "15:11", "bracket-record", "entry b9"),
        (B2, "    since: 2\n", "    since: two words\n", "8:12", "file-format", ""),
        (B2, "Widening", "Widening\u202e", "15:9", "text-characters", ""),
    ],
)
def test_what_no_hand_changes(
    desk: Desk, path: str, old: str, new: str, place: str | None, rule: str | None, remedy: str
) -> None:
    desk.replace(path, old, new)
    told = refused(desk)
    assert f"{path}:{place or ''}".removesuffix(":") in told
    if place is not None:
        assert f"{path}:{place}: {rule}: " in told, told
    assert remedy in told


def test_findings_show_the_line_as_it_lies(desk: Desk) -> None:
    """Entries go and ids come while a file is made tidy; places are those of the user's file."""
    desk.replace(B2, "[, on an equal footing,]{#b1}", "")
    desk.replace(B2, "Widening", "Wide\u200bning")
    lines = desk.text(B2).split("\n")
    number = next(n for n, line in enumerate(lines, 1) if "Wide" in line)
    assert f"{B2}:{number}:5: text-characters" in refused(desk)
    desk.git("restore", B2)
    desk.write("drafts/vision/B/21bis.md", "---\nstatus: zero-draft\n---\n\nNew [words.\n")
    assert "drafts/vision/B/21bis.md:5:5: unbalanced-bracket" in refused(desk)


def test_settled_text_that_is_removed(desk: Desk) -> None:
    (desk.top / B3).unlink()
    told = refused(desk)
    assert f"{B3}:1:1: agreed-text-changed" in told
    assert f"git restore {B3}" in told
    shutil.rmtree(desk.top / "drafts/vision/B")
    assert "agreed-text-changed" in refused(desk, "vision/B")


def test_a_mandate_on_settled_text_may_be_edited(desk: Desk) -> None:
    desk.replace(B3, "status: pre-agreed\n", "status: pre-agreed\nprinted: 3 (old)\n")
    desk.done("record")
    assert ("Edited", "printed") in desk.trailers()


def test_agreed_words_put_back_by_hand_are_taken(desk: Desk) -> None:
    desk.replace(B3, "women and girls", "men and boys")
    desk.commit("outside the verbs")
    desk.replace(B3, "men and boys", "women and girls")
    desk.done("record")
    assert desk.run("check", "vision/B.3").code == 0


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("drafts/vision/B/22 bis.md", "x\n", "Rename it to 22bis.md"),
        ("drafts/vision/B/99.alt-1.md", "---\n---\nx\n", "there is no 99.md"),
        ("drafts/vision/B/2bis.md", b"\xff\n", "not UTF-8"),
        ("drafts/vision/B/2bis.md", b"\xef\xbb\xbfWords.\n", "byte order mark"),
        ("drafts/vision/B/2bis.md", "Words.\r\n", "Unix line ends"),
        (
            "drafts/vision/B/2bis.md",
            "---\nid: dddkmy\nstatus: zero-draft\n---\nx\n",
            "another paragraph",
        ),
        ("drafts/vision/B/2bis.md", "---\nstatus: agreed\n---\nx\n", "agreed"),
        ("drafts/vision/B/2bis.md", "---\nstatus: no-such\n---\nx\n", "unknown-status"),
        ("drafts/vision/B/2bis.md", "x" * 50_000, "too-large"),
    ],
)
def test_files_that_cannot_go_on_record(
    desk: Desk, path: str, text: str | bytes, said: str
) -> None:
    desk.write(path, text)
    told = refused(desk)
    assert said in told
    assert path in told


def test_a_link_is_no_file(desk: Desk) -> None:
    (desk.top / E2).unlink()
    (desk.top / E2).symlink_to("1.md")
    assert f"{E2}:1:1: file-format: This is a symbolic link" in refused(desk)


def test_line_ends_of_the_work_tree(desk: Desk) -> None:
    text = desk.text(E2)
    desk.write(E2, text.replace("\n", "\r\n"))
    answer = desk.run("record")
    assert answer.code == 3
    assert "line-ends" in answer.err
    assert "git config core.autocrlf false" in answer.err
    desk.write(E2, text.replace("Indicators", "The indicators").replace("\n", "\r\n"))
    assert "Save the file with Unix line ends" in refused(desk)


def test_what_is_broken_elsewhere_by_the_edit(desk: Desk) -> None:
    """A chapter's brackets over paragraphs, and alternatives, need their paragraphs."""
    desk.replace(
        "drafts/vision/E/chapter.yaml", "title: ", "brackets:\n  b1:\n    over: 3-4\ntitle: "
    )
    desk.done("record")
    (desk.top / "drafts/vision/E/4.md").unlink()
    told = refused(desk)
    assert "drafts/vision/E/chapter.yaml" in told
    assert "bracket-record" in told
    desk.git("restore", "drafts/vision/E/4.md")
    (desk.top / "drafts/vision/B/21.md").unlink()
    assert "21.alt-1.md" in refused(desk)


def test_old_faults_are_no_hindrance(desk: Desk) -> None:
    desk.replace(B2, "Widening", "[Widening")
    desk.replace(E2, "Indicators", "Indicators\u202e")
    desk.commit("outside the verbs")
    desk.replace(B2, "foresees", "foresaw")
    desk.done("record")
    desk.replace(E2, "\u202e", "")
    desk.done("record", "vision/E.2")
    assert desk.clean


def test_text_on_record_that_cannot_be_read_is_mended(desk: Desk) -> None:
    text = desk.text(E2)
    desk.write(E2, text.encode() + b"\xff\n")
    desk.commit("a bad byte, outside the verbs")
    desk.write(E2, text)
    desk.done("record")
    assert desk.clean
    desk.write(E2, text.replace("\n", "\r\n"))
    desk.commit("other line ends, outside the verbs")
    desk.write(E2, text)
    desk.done("record")
    assert on_record(desk, E2) == text


def test_what_a_sparse_checkout_leaves_out_was_not_removed(desk: Desk) -> None:
    desk.git("update-index", "--skip-worktree", E2)
    (desk.top / E2).unlink()
    assert "Nothing to record" in desk.done("record").out
    desk.replace(B2, "Widening", "Broadening")
    desk.done("record")
    assert E2 in desk.git("ls-tree", "-r", "--name-only", "HEAD")


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    desk.replace(B2, "Widening", "Broadening")
    desk.write(B2, desk.text(B2) + "\n\n")
    text, before = desk.text(B2), (status(desk), count(desk))
    answer = desk.done("record", "--dry-run")
    assert "this was a dry run" in answer.out
    assert (status(desk), count(desk)) == before
    assert desk.text(B2) == text


def test_parties_are_not_registered_in_a_file_that_is_recorded(desk: Desk) -> None:
    path = "drafts/stakeholders.yaml"
    desk.write(path, desk.text(path) + "Sudoria:\n  kind: government\n")
    answer = desk.run("record", "--by", "Zembla", "--new")
    assert answer.code == 2
    assert "Write the party into the file" in answer.err
    desk.done("record", path)
    desk.replace(B2, "Widening", "Broadening")
    desk.done("record", "--by", "Zembla", "--new")
    assert "Zembla" in desk.text(path)
    assert desk.clean


def test_a_save_while_it_is_recorded_is_not_lost(desk: Desk) -> None:
    """Somebody who saves again and again: every save is on record or in the work tree."""
    script = (
        "import sys, time\n"
        "for n in range(60):\n"
        "    text = open(sys.argv[1]).read()\n"
        "    head = text[: text.rindex('---\\n') + 4]\n"
        "    open(sys.argv[1] + '.new', 'w').write(f'{head}Saved {n} times.\\n')\n"
        "    __import__('os').replace(sys.argv[1] + '.new', sys.argv[1])\n"
        "    time.sleep(0.02)\n"
    )
    path = desk.top / E2
    saving = subprocess.Popen([sys.executable, "-c", script, str(path)])
    codes = []
    while saving.poll() is None:
        codes.append(desk.run("record", "vision/E.2").code)
        time.sleep(0.05)
    assert saving.returncode == 0
    desk.done("record", "vision/E.2")
    assert "Saved 59 times." in on_record(desk, E2)
    assert desk.clean
    assert set(codes) <= {0, 3}
    for commit in desk.git("log", "--format=%H", "-5").split():
        assert "Saved" in desk.git("show", f"{commit}:{E2}") or "Indicators" in desk.git(
            "show", f"{commit}:{E2}"
        )


@pytest.mark.parametrize("spoilt", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t])
def test_no_verb_writes_into_a_file_whose_places_it_does_not_know(
    desk: Desk, spoilt: Callable[[str], str]
) -> None:
    text = desk.text(E2)
    desk.write(E2, spoilt(text))
    desk.commit("outside the verbs")
    before = count(desk)
    answer = desk.run("mandate", "vision/E.2", "--lead", "Estovia")
    assert answer.code == 3
    assert f"wsisdraft record {E2}" in answer.err
    assert count(desk) == before
    desk.write(E2, text)
    desk.done("record", E2)
    desk.done("mandate", "vision/E.2", "--lead", "Estovia")
    assert "lead: Estovia" in desk.text(E2)
