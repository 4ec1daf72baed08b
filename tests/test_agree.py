"""agree: what it settles, what it refuses, what it puts on record."""

from __future__ import annotations

import hashlib

import pytest

from tests.desk import Desk


def test_agree_is_refused_while_alternatives_are_open(desk: Desk) -> None:
    before = desk.git("rev-parse", "HEAD")
    answer = desk.run("agree", "B.21")
    assert answer.code == 1
    assert answer.out == ""
    first = answer.err.splitlines()[0]
    assert first.startswith("drafts/vision/B/21.md:8:1: open-alternative: ALT 1, ALT 2 are open")
    assert "help: wsisdraft choose vision/B.21" in answer.err
    assert desk.git("rev-parse", "HEAD") == before
    assert desk.clean


def test_every_bracket_is_named_with_what_to_do(desk: Desk) -> None:
    answer = desk.run("agree", "vision/B.2")
    assert answer.code == 1
    assert answer.err.count("unresolved-bracket") == 2
    assert "wsisdraft lift vision/B.2 b1" in answer.err
    assert "wsisdraft lift vision/B.2 b2" in answer.err


def test_agree_settles_exact_words_and_keeps_the_exceptions_true(desk: Desk) -> None:
    answer = desk.done("agree", "vision/B.28", "--on", "2014-05-02")
    assert "vision/B.28  under-review → pre-agreed" in answer.out
    assert "Take it back: wsisdraft undo vision/B.28" in answer.out
    source = desk.text("drafts/vision/B/28.md")
    body = source.split("---\n", 2)[2].strip("\n")
    digest = hashlib.sha256(body.encode()).hexdigest()
    assert f"settled:\n  date: 2014-05-02\n  text: sha256:{digest}\n" in source
    assert "besides: [2, 21, 27, 29-30]" in desk.text("drafts/vision/B/chapter.yaml")
    assert desk.clean
    assert desk.done("check").out.endswith("no errors, 3 warnings.\n")


def test_the_record_names_the_step_and_the_occasion(desk: Desk) -> None:
    desk.done("agree", "vision/B.28", "--meeting", "4", "--by", "Saudi", "--on", "2014-04-17")
    assert desk.trailers() == [
        ("Verb", "agree"),
        ("Ref", "vision/B.28"),
        ("Status", "under-review -> pre-agreed"),
        ("Meeting", "4"),
        ("By", "Saudi Arabia"),
        ("On", "2014-04-17"),
    ]
    assert desk.git("log", "-1", "--format=%s") == "vision/B.28: pre-agreed\n"
    assert desk.git("log", "-1", "--format=%an <%ae>") == "Ana Desk <ana@desk.example>\n"
    changed = desk.git("diff", "--name-only", "HEAD~1").split()
    assert changed == ["drafts/vision/B/28.md", "drafts/vision/B/chapter.yaml"]


def test_a_range_settles_what_is_open_in_it(desk: Desk) -> None:
    refused = desk.run("agree", "vision/B.26-30")
    assert refused.code == 1
    assert "drafts/vision/B/27.md" in refused.err
    done = desk.done("agree", "vision/B.28-30")
    assert done.out.count("under-review → pre-agreed") == 3
    assert "besides 2, 21, 27 (before: 2, 21, 27-30)" in done.out


def test_a_whole_chapter_with_its_exceptions_is_one_commit(desk: Desk) -> None:
    count = int(desk.git("rev-list", "--count", "HEAD"))
    refused = desk.run("agree", "vision/E")
    assert refused.code == 1
    assert "open-paragraphs: vision/E cannot be settled whole; open are 1, 4, 6." in refused.err
    assert "wsisdraft agree vision/E --besides 1,4,6 settles the others" in refused.err
    done = desk.done("agree", "vision/E", "--besides", "1, 4,6")
    assert "vision/E  first-draft → pre-agreed, besides 1, 4, 6" in done.out
    assert int(desk.git("rev-list", "--count", "HEAD")) == count + 1
    refs = [value for key, value in desk.trailers() if key == "Ref"]
    assert refs == ["vision/E", "vision/E.2", "vision/E.3", "vision/E.5"]
    assert ("Besides", "1, 4, 6") in desk.trailers()
    assert desk.run("check").code == 0


def test_what_is_settled_already_is_told_and_left(desk: Desk) -> None:
    before = desk.git("rev-parse", "HEAD")
    answer = desk.done("agree", "vision/B.3")
    assert answer.out == "vision/B.3 is pre-agreed since 2014-04-17.\n"
    assert desk.git("rev-parse", "HEAD") == before


def test_an_edit_by_hand_is_not_passed_over(desk: Desk) -> None:
    path = "drafts/vision/B/3.md"
    desk.write(path, desk.text(path).rstrip("\n") + " Indeed.\n")
    answer = desk.run("agree", "vision/B.3")
    assert answer.code == 1
    assert f"{path} has edits that are not on record" in answer.err
    assert "not in the words agreed on 2014-04-17" in desk.done("show", "vision/B.3").out


def test_a_chapter_without_its_file_is_not_declared(desk: Desk) -> None:
    (desk.top / "drafts/vision/E/chapter.yaml").unlink()
    desk.commit("no file for the chapter")
    answer = desk.run("agree", "vision/E", "--besides", "1,4,6")
    assert answer.code == 1
    assert "drafts/vision/E/chapter.yaml is not there or cannot be read" in answer.err


def test_a_bracket_over_a_document_holds(desk: Desk) -> None:
    path = "drafts/vision/document.yaml"
    desk.write(path, desk.text(path) + "brackets:\n  b1:\n    over: E.2-3\n")
    desk.commit("two paragraphs of the document in brackets")
    answer = desk.run("agree", "vision/E.2")
    assert answer.code == 1
    assert f"Take the entry b1 out of {path}" in answer.err


def test_a_later_step_of_the_ladder(desk: Desk) -> None:
    done = desk.done("agree", "vision/B.3", "--as", "agreed")
    assert "pre-agreed → agreed" in done.out
    assert desk.run("check").code == 0
    refused = desk.run("agree", "vision/B.28", "--as", "first-draft")
    assert refused.code == 2
    assert "Settled steps: pre-agreed, agreed." in refused.err


def test_a_dry_run_shows_and_writes_nothing(desk: Desk) -> None:
    before = desk.git("rev-parse", "HEAD")
    answer = desk.done("agree", "vision/B.28", "--dry-run")
    assert "under-review → pre-agreed" in answer.out
    assert "Nothing is recorded: this was a dry run." in answer.out
    assert desk.git("rev-parse", "HEAD") == before
    assert desk.clean


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("vision/B", "--besides", "99"), 1, "unknown-ref: vision/B has no paragraph 99."),
        (("vision/B.28", "--besides", "2"), 2, "--besides belongs to a single whole chapter."),
        (("vision/B", "--besides", "3,2,21,27"), 1, "vision/B.3 is pre-agreed already"),
        (("B.3",), 2, "may mean statement/B.3 or vision/B.3"),
        (("vision/B.28", "--on", "2014-02-30"), 2, "is no day"),
        (("vision/B.28", "--meeting", "9"), 1, "There is no meeting"),
        (("vision/B.28", "--by", "Egipt"), 1, "Did you mean Egypt?"),
        (("vision/B.28", "--format", "yaml"), 2, "Formats: text, json."),
        (("--", "-rf"), 2, "malformed-ref"),
        (("vision/B.28", "--repo", "nowhere"), 3, "no-repository"),
    ],
)
def test_arguments_that_mean_nothing(
    desk: Desk, words: tuple[str, ...], code: int, said: str
) -> None:
    before = desk.git("rev-parse", "HEAD")
    answer = desk.run("agree", *words)
    assert answer.code == code, answer
    assert said in answer.err
    assert desk.git("rev-parse", "HEAD") == before
    assert desk.clean


def test_agreed_words_that_moved_are_not_agreed_to_again(desk: Desk) -> None:
    path = "drafts/vision/B/3.md"
    desk.write(path, desk.text(path).rstrip("\n") + " Indeed.\n")
    desk.commit("a word by hand")
    answer = desk.run("agree", "vision/B.3")
    assert answer.code == 1
    assert "agreed-text-changed" in answer.err


def test_a_refusal_as_json_goes_to_standard_output(desk: Desk) -> None:
    answer = desk.run("agree", "B.21", "--format", "json")
    assert answer.code == 1
    (finding,) = answer.json["findings"]
    assert finding["rule"] == "open-alternative"
    assert finding["path"] == "drafts/vision/B/21.md"
    assert (finding["line"], finding["column"]) == (8, 1)
    assert finding["ref"] == "vision/B.21"


def test_what_was_done_as_json(desk: Desk) -> None:
    made = desk.done("agree", "vision/B.28", "--format", "json").json
    assert made["commit"] == desk.git("rev-parse", "HEAD").strip()
    assert made["changes"][0]["status"] == {"from": "under-review", "to": "pre-agreed"}
    assert made["chapters"][0]["besides"]["to"] == ["2", "21", "27", "29-30"]


def test_a_refusal_names_the_command_that_takes_away_what_is_open(desk: Desk) -> None:
    blank = desk.run("agree", "vision/E.1").err
    assert 'help: wsisdraft edit vision/E.1 --replace "[20xx]" --with WORD puts the word' in blank
    desk.done("edit", "vision/E.1", "--replace", "[20xx]", "--with", "2020")
    assert "[20xx]" not in desk.run("agree", "vision/E.1").err
    choice = desk.run("agree", "vision/E.6").err
    assert "help: wsisdraft lift vision/E.6 b2 --choose 2 keeps this one of the choice" in choice
    desk.done("lift", "vision/E.6", "b2", "--choose", "2")
    assert "[2025]" not in desk.run("agree", "vision/E.6").err
    assert desk.clean
