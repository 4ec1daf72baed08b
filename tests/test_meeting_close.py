"""meeting close: symbols, what is issued, the tag; what keeps a meeting open."""

from __future__ import annotations

import subprocess

import pytest

from tests.desk import Desk

FIFTH = "drafts/meetings/5.yaml"


@pytest.fixture
def fifth(desk: Desk) -> Desk:
    """The fifth meeting is open, two chapters are tabled, one paragraph was agreed in it."""
    desk.done("meeting", "open", "5", "--on", "2014-05-28")
    desk.done("meeting", "table", "vision/A", "vision/B", "--serial", "25")
    desk.done("agree", "vision/B.28", "--on", "2014-05-29")
    return desk


def commit_of(desk: Desk, tag: str) -> str:
    return desk.git("rev-parse", f"refs/tags/{tag}^{{commit}}").strip()


def test_what_the_meeting_issued_is_frozen_and_named(fifth: Desk) -> None:
    answer = fifth.done("meeting", "close", "--on", "2014-05-31")
    text = fifth.text(FIFTH)
    assert "closed: 2014-05-31\n" in text
    assert (
        "  vision/B:\n    symbol: WSIS+10/5/26/Pre-agreed\n    status: pre-agreed\n"
        "    as-of: 2014-04-17\n    besides: [2, 21, 27, 29-30]\n"
    ) in text
    assert "symbol: WSIS+10/5/25/Pre-agreed\n" in fifth.text("drafts/vision/A/chapter.yaml")
    assert "vision/C:" not in text
    trailers = fifth.trailers()
    assert trailers[:2] == [("Verb", "meeting close"), ("Tag", "meeting/5")]
    at = trailers.index(("Ref", "vision/B"))
    assert trailers[at + 1] == ("Symbol", "WSIS+10/5/26/Pre-agreed")
    assert trailers[-2:] == [("Meeting", "5"), ("On", "2014-05-31")]
    assert "wsisdraft meeting open 5 --again" in answer.out
    assert fifth.run("check").code == 0
    assert fifth.clean


def test_the_tag_is_annotated_and_the_user_s(fifth: Desk) -> None:
    answer = fifth.done("meeting", "close")
    assert "The tag meeting/5 names it." in answer.out
    assert fifth.git("cat-file", "-t", "meeting/5") == "tag\n"
    assert commit_of(fifth, "meeting/5") == fifth.git("rev-parse", "HEAD").strip()
    told = "--format=%(taggername) %(taggeremail) %(contents:subject)"
    assert fifth.git("for-each-ref", told, "refs/tags/meeting/5") == (
        "Ana Desk <ana@desk.example> Meeting 5 closed\n"
    )
    at_five = fifth.done("show", "vision/B.28", "--at", "5", "--format", "json").json
    assert at_five["status"] == "pre-agreed"


def test_chapters_without_a_serial_are_issued_without_symbol_and_named(fifth: Desk) -> None:
    answer = fifth.done("meeting", "close", "--dry-run")
    assert "Nothing is recorded" in answer.out
    assert "statement/A, statement/B, statement/C are issued without a symbol" in answer.out
    command = "wsisdraft meeting table statement/A statement/B statement/C --serial N"
    assert command in answer.out
    assert fifth.git("tag", "--list", "meeting/5") == ""
    fifth.done(*command.replace("N", "40").split()[1:])
    closed = fifth.done("meeting", "close")
    assert "without a symbol" not in closed.out
    assert "symbol: WSIS+10/5/42/Pre-agreed" in fifth.text("drafts/statement/C/chapter.yaml")


def test_without_a_template_symbols_given_by_hand_are_issued(fifth: Desk) -> None:
    fifth.replace("drafts/process.yaml", 'symbol: "WSIS+10/{meeting}/{serial}/{state}"\n', "")
    fifth.replace(
        "drafts/vision/B/chapter.yaml", "symbol: WSIS+10/4/26/Pre-agreed", "symbol: Our own/26"
    )
    fifth.commit("no template")
    fifth.done("meeting", "close")
    text = fifth.text(FIFTH)
    assert "symbol: Our own/26" in text
    assert "WSIS+10/4" not in text, "what an earlier meeting issued is no symbol of this one"


def test_the_next_meeting_is_announced_and_planned(fifth: Desk) -> None:
    fifth.done(
        *("meeting", "close", "--next", "6", "--next-from", "2014-06-09"),
        *("--next-to", "2014-06-10", "--next-place", "Geneva"),
    )
    assert fifth.text(FIFTH).endswith(
        "next:\n  meeting: 6\n  from: 2014-06-09\n  to: 2014-06-10\n  place: Geneva\n"
    )
    assert fifth.text("drafts/meetings/6.yaml") == (
        "from: 2014-06-09\nto: 2014-06-10\nplace: Geneva\n"
    )
    assert fifth.run("check").code == 0
    fifth.done("meeting", "open", "6")
    fifth.done("meeting", "close", "6", "--next", "7")
    assert "title: Meeting 7\n" in fifth.text("drafts/meetings/7.yaml")


def test_the_last_meeting_s_own_plan_is_left_as_it_is(desk: Desk) -> None:
    before = desk.text(FIFTH)
    desk.done("meeting", "open", "4", "--again")
    desk.done("meeting", "close", "--next", "5", "--next-place", "Elsewhere")
    assert desk.text(FIFTH) == before


def test_a_declaration_that_is_not_true_keeps_it_open(fifth: Desk) -> None:
    fifth.replace("drafts/vision/A/chapter.yaml", "[11, annex]", "[annex]")
    fifth.commit("an exception less")
    before = fifth.git("rev-parse", "HEAD")
    answer = fifth.run("meeting", "close")
    assert answer.code == 1
    assert "drafts/vision/A/11.md:3:9: chapter-declaration:" in answer.err
    assert "wsisdraft agree vision/A.11" in answer.err
    assert "then wsisdraft meeting close 5" in answer.err
    assert fifth.git("rev-parse", "HEAD") == before
    assert fifth.git("tag", "--list", "meeting/5") == ""
    assert fifth.clean


def test_closing_again_after_it_went_on_makes_another_tag(fifth: Desk) -> None:
    fifth.done("meeting", "close", "--on", "2014-05-31")
    first = commit_of(fifth, "meeting/5")
    fifth.done("meeting", "open", "5", "--again", "--on", "2014-06-01")
    fifth.done("agree", "vision/B.29", "--on", "2014-06-01")
    fifth.done("meeting", "close", "--on", "2014-06-01")
    assert commit_of(fifth, "meeting/5") == first
    assert commit_of(fifth, "meeting/5.1") == fifth.git("rev-parse", "HEAD").strip()
    assert ("Tag", "meeting/5.1") in fifth.trailers()
    assert "besides: [2, 21, 27, 30]" in fifth.text(FIFTH)
    status = {
        at: fifth.done("show", "vision/B.29", "--at", at, "--format", "json").json["status"]
        for at in ("5", "5.1")
    }
    assert status == {"5": "under-review", "5.1": "pre-agreed"}
    fifth.git("tag", "-d", "meeting/5", "meeting/5.1")
    again = {
        at: fifth.done("show", "vision/B.29", "--at", at, "--format", "json").json["status"]
        for at in ("5", "5.1")
    }
    assert again == status, "the commits that closed it are found without their tags"
    fifth.done("recover")
    assert commit_of(fifth, "meeting/5") == first


def test_a_tag_that_is_gone_is_made_again(desk: Desk) -> None:
    commit = commit_of(desk, "meeting/4")
    head = desk.git("rev-parse", "HEAD")
    assert desk.done("meeting", "close", "4").out == "Meeting 4 is closed since 2014-04-17.\n"
    desk.git("tag", "-d", "meeting/4")
    assert desk.done("meeting", "close", "4", "--dry-run").out.count("tag") == 0
    assert desk.git("tag", "--list", "meeting/4") == ""
    answer = desk.done("meeting", "close", "4")
    assert f"The tag meeting/4 was missing; it names {commit[:10]} again." in answer.out
    assert commit_of(desk, "meeting/4") == commit
    assert desk.git("rev-parse", "HEAD") == head
    desk.git("tag", "-d", "meeting/4")
    made = desk.done("recover", "--format", "json").json
    assert made["notes"] == [f"The tag meeting/4 names {commit[:10]} again."]
    assert commit_of(desk, "meeting/4") == commit
    assert desk.done("recover").out == "Nothing was left unfinished.\n"


def test_a_tag_that_names_something_else_is_never_moved(fifth: Desk) -> None:
    other = fifth.git("rev-parse", "HEAD~5").strip()
    fifth.git("tag", "meeting/5", other)
    answer = fifth.done("meeting", "close")
    closing = fifth.git("rev-parse", "HEAD").strip()
    assert f"is there already and names {other[:10]}, not {closing[:10]}; it is left" in answer.out
    assert "git tag -d meeting/5, then wsisdraft meeting close 5" in answer.out
    assert commit_of(fifth, "meeting/5") == other
    assert "closed:" in fifth.text(FIFTH), "the meeting is closed all the same"
    fifth.git("tag", "-d", "meeting/5")
    blob = fifth.git("rev-parse", f"HEAD:{FIFTH}").strip()
    fifth.git("tag", "meeting/5", blob)
    assert "names a blob" in fifth.done("meeting", "close", "5").out
    fifth.git("tag", "-d", "meeting/5")
    fifth.done("meeting", "close", "5")
    assert commit_of(fifth, "meeting/5") == closing


def test_a_name_that_stands_in_the_way_of_the_tag(desk: Desk) -> None:
    desk.git("tag", "-d", "meeting/3", "meeting/4")
    desk.git("tag", "meeting")
    desk.done("meeting", "open", "5")
    answer = desk.done("meeting", "close")
    assert "The tag meeting/5 could not be made: " in answer.out
    assert "wsisdraft meeting close 5 makes it." in answer.out
    assert "closed:" in desk.text(FIFTH)
    desk.git("tag", "-d", "meeting")
    desk.done("meeting", "close", "5")
    assert commit_of(desk, "meeting/5") == desk.git("rev-parse", "HEAD").strip()


SIGNING = "[tag]\n\tgpgSign = true\n[gpg]\n\tprogram = no-such-program\n"
USER = "[user]\n\tname = Ana Desk\n\temail = ana@desk.example\n"


def test_a_tag_that_cannot_be_signed_is_told_beside_the_closing(fifth: Desk) -> None:
    (fifth.home / "gitconfig").write_text(USER + SIGNING)
    answer = fifth.done("meeting", "close")
    assert "The tag meeting/5 could not be made: " in answer.out
    assert fifth.git("tag", "--list", "meeting/5") == ""
    (fifth.home / "gitconfig").write_text(USER)
    assert "meeting/5 was missing" in fifth.done("meeting", "close", "5").out


def test_a_clone_s_own_configuration_signs_no_tag(fifth: Desk) -> None:
    fifth.git("config", "tag.gpgSign", "true")
    fifth.git("config", "tag.forceSignAnnotated", "true")
    fifth.git("config", "gpg.program", "touch")
    assert "The tag meeting/5 names it." in fifth.done("meeting", "close").out
    assert "PGP" not in fifth.git("cat-file", "tag", "meeting/5")


def clone(desk: Desk, *options: str) -> Desk:
    command = ["git", "clone", "-q", *options, f"file://{desk.top}", str(desk.home / "clone")]
    subprocess.run(command, env=desk.environment(), check=True, capture_output=True)
    return Desk(desk.home / "clone", desk.home)


def test_in_a_shallow_clone(desk: Desk) -> None:
    desk.done("add", "vision/E.7", "--text", "Words.")
    shallow = clone(desk, "--depth=1", "--no-tags")
    answer = shallow.done("meeting", "close", "4")
    assert "neither the tag meeting/4 nor the commit that closed it" in answer.out
    assert "git fetch --unshallow" in answer.out
    shallow.done("meeting", "open", "4", "--again")
    shallow.done("meeting", "close")
    assert shallow.git("tag", "--list") == "meeting/4.1\n", "how often it closed is in its file"
    assert shallow.run("check").code == 0


def test_in_a_clone_without_tags(desk: Desk) -> None:
    bare = clone(desk, "--no-tags")
    assert bare.done("meeting", "list", "--format", "json").json[1]["tag"] is None
    bare.done("recover")
    assert commit_of(bare, "meeting/4") == commit_of(desk, "meeting/4")


def test_a_meeting_is_closed_on_the_trunk_only(fifth: Desk) -> None:
    fifth.git("switch", "-q", "-c", "review")
    answer = fifth.run("meeting", "close")
    assert answer.code == 1
    assert "not-on-trunk: HEAD is on review, and a meeting is closed on main." in answer.err
    assert "help: git switch main" in answer.err
    assert "on the branch review" in fifth.done("agree", "vision/B.29").out
    fifth.git("switch", "-q", "main")
    fifth.done("meeting", "close")


def test_a_closing_is_not_undone(fifth: Desk) -> None:
    fifth.done("meeting", "close")
    answer = fifth.run("undo")
    assert answer.code == 1
    assert "not-undone: “Meeting 5 is closed”" in answer.err
    assert "help: wsisdraft meeting open 5 --again" in answer.err
    assert fifth.clean


def test_what_happened_in_it_can_be_told_after_it_closed(desk: Desk) -> None:
    answer = desk.done("agree", "vision/B.28", "--meeting", "4", "--on", "2014-04-16")
    assert "Recorded in meeting 4 as" in answer.out
    trailers = desk.trailers()
    assert ("Meeting", "4") in trailers
    assert ("On", "2014-04-16") in trailers
    settled = desk.text("drafts/vision/B/28.md")
    assert "  date: 2014-04-16\n  meeting: 4\n" in settled


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (("9",), 1, "unknown-meeting", "3, 4, 5"),
        (("0",), 2, "malformed-meeting", "as 4"),
        (("--on", "2014-05-27"), 2, "malformed-date: Meeting 5 was opened on", "--on 2014-05-28"),
        (("--on", "2014-02-29"), 2, "malformed-date", "--on 2014-04-17"),
        (("--next-place", "Geneva"), 2, "malformed-meeting: It is not said", "--next 5"),
        (("--next", "04"), 2, "malformed-meeting", "as 4"),
        (("--next", "6", "--next-from", "x"), 2, "malformed-date", "--next-from 2014-04-17"),
        (("--next", "6", "--next-place", "a\nb"), 2, "malformed-words", "on one line"),
        (
            ("--next", "6", "--next-from", "2014-07-02", "--next-to", "2014-07-01"),
            2,
            "malformed-date",
            "--next-to",
        ),
    ],
)
def test_what_is_not_closed(
    fifth: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    before = fifth.git("rev-parse", "HEAD")
    answer = fifth.run("meeting", "close", *words)
    assert answer.code == code, answer
    assert rule in answer.err
    assert remedy in answer.err
    assert fifth.clean
    assert fifth.git("rev-parse", "HEAD") == before


def test_none_is_open(desk: Desk) -> None:
    answer = desk.run("meeting", "close")
    assert answer.code == 1
    assert "no-open-meeting: No meeting is open." in answer.err
    planned = desk.run("meeting", "close", "5")
    assert planned.code == 1
    assert "wsisdraft meeting open 5 opens it" in planned.err
    desk.done("meeting", "open", "5")
    other = desk.run("meeting", "close", "6")
    assert other.code == 1
    assert "unknown-meeting" in other.err
    assert desk.clean
