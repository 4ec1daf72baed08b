"""dispose: what becomes of a proposal that came in, in the text and on record."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk import Answer, Desk

SENT = """\
---
proposals:
  1:
    ref: vision/B.27
    kind: replace
    quote: trust
    text: confidence
  2:
    ref: vision/B.28
    kind: insert
    quote: developing countries
    text: and small islands
  3:
    ref: vision/B.29
    kind: delete
  4:
    ref: vision/B.30
    kind: insert
    text: Keeping a paragraph of its own for small firms.
  5:
    ref: vision/C
    kind: replace
    text: Action lines for the years to come
  6:
    ref: vision/B.28
    kind: delete
    quote: above all
  7:
    ref: vision/B.1
    kind: replace
    quote: every community
    text: each community
  8:
    ref: vision/B.21
    kind: replace
    quote: anyone may take part
    text: all may take part
  9:
    ref: vision/B.29
    kind: substantive
    quote: every operator
    text: Operators carry most of it.
  10:
    ref: vision/B.29
    kind: replace
    quote: carries a part of the burden
    text: bears its share
  11:
    ref: vision/B.28
    kind: insert
    quote: all
    text: these
  12:
    ref: vision/B
    kind: replace
    text: Priorities
  13:
    ref: vision/B.27
    kind: replace
    quote: trust
    text: confidence
---
"""
OTHERS = """\
---
proposals:
  1:
    ref: vision/B.27
    kind: replace
    quote: trust
    text: confidence
  2:
    ref: vision/B.29
    kind: delete
---
"""
OWN, OTHER = "V2/B/1", "V2/B/2"
FIELD = "drafts/submissions/2014-05/1.md"


@pytest.fixture(scope="module")
def filed(template: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The demonstration with two submissions in the May window, nothing decided on them."""
    home = tmp_path_factory.mktemp("filed")
    shutil.copytree(template.top, home / "wsis", symlinks=True)
    desk = Desk(home / "wsis", home)
    for name, who, text in (("a", "Norland", SENT), ("b", "Estovia", OTHERS)):
        desk.write(f"../{name}.md", text)
        desk.done(
            *("submit", f"../{name}.md", "--from", who, "--on", "vision/B"),
            *("--window", "2014-05", "--received", "2014-05-02"),
        )
    return desk


@pytest.fixture
def desk(filed: Desk, tmp_path: Path) -> Desk:
    shutil.copytree(filed.top, tmp_path / "wsis", symlinks=True)
    return Desk(tmp_path / "wsis", tmp_path)


Dispose = Callable[..., Answer]


def _dispose(desk: Desk, number: str, *words: str) -> Answer:
    return desk.done("dispose", f"{OWN}/{number}", *words, "--on", "2014-05-20")


def _entry(desk: Desk, number: str, path: str = FIELD) -> dict[str, str]:
    """The fields of a proposal's entry as its file has them."""
    lines = desk.text(path).partition(f"\n  {number}:\n")[2].splitlines()
    found = {}
    for line in lines:
        if not line.startswith("    "):
            break
        key, _, value = line.strip().partition(": ")
        found[key] = value
    return found


def test_accepted_words_go_into_the_text_in_one_commit(desk: Desk) -> None:
    before = desk.git("rev-parse", "HEAD").strip()
    told = _dispose(desk, "2", "--accept").out
    assert "developing countries{+ and small islands+} above all" in told
    assert "→ accepted, vision/B.28\n" in told
    assert "wsisdraft undo vision/B.28" in told
    assert desk.git("rev-parse", "HEAD~").strip() == before
    assert "developing countries and small islands above all can" in desk.text(
        "drafts/vision/B/28.md"
    )
    entry = _entry(desk, "2")
    assert (entry["outcome"], entry["date"], entry["went"]) == (
        "accepted",
        "2014-05-20",
        "vision/B.28",
    )
    trailers = desk.trailers()
    assert trailers[:2] == [("Verb", "dispose"), ("Ref", "vision/B.28")]
    assert ("Disposed", f"{OWN}/2, insert, by Norland: accepted") in trailers
    assert desk.clean


def test_what_was_accepted_is_told_by_show_and_log_and_taken_back(desk: Desk) -> None:
    before = desk.text("drafts/vision/B/28.md"), desk.text(FIELD)
    _dispose(desk, "2", "--accept")
    shown = desk.done("show", "vision/B.28", "--format", "json").json["came_from"]
    assert [(each["name"], each["from"], each["outcome"]) for each in shown] == [
        (f"{OWN}/2", ["Norland"], "accepted")
    ]
    entry = desk.done("log", "vision/B.28", "--format", "json").json[-1]
    assert (entry["verb"], entry["summary"]) == (
        "dispose",
        f"vision/B.28: {OWN}/2 of Norland accepted",
    )
    desk.done("undo", "vision/B.28")
    assert (desk.text("drafts/vision/B/28.md"), desk.text(FIELD)) == before


def test_bracketed_words_are_tied_to_the_proposal(desk: Desk) -> None:
    _dispose(desk, "1", "--bracket", "--why", "not agreed by all")
    source = desk.text("drafts/vision/B/27.md")
    assert "Earning the [trust]{#b2}[confidence]{#b3} of people" in source
    assert f"    submission: {OWN}/1\n" in source
    assert "  b3:\n    by: [Norland]\n    proposal: replacement\n" in source
    assert _entry(desk, "1")["why"] == "not agreed by all"
    row = desk.done("show", "vision/B.27", "--format", "json").json["came_from"][0]
    assert (row["where"], row["outcome"]) == (["b3"], "bracketed")
    _dispose(desk, "6", "--bracket")
    assert "against: [Norland]" in desk.text("drafts/vision/B/28.md")


def test_the_same_words_go_into_those_on_the_table(desk: Desk) -> None:
    _dispose(desk, "1", "--bracket")
    answer = desk.run("dispose", f"{OTHER}/1", "--bracket")
    assert answer.code == 1
    assert "same-proposal: Just these words came in as V2/B/1/1" in answer.err
    assert "wsisdraft dispose V2/B/2/1 --merge-into V2/B/1/1" in answer.err
    told = desk.done("dispose", f"{OTHER}/1", "--merge-into", f"{OWN}/1").out
    assert f"→ merged into {OWN}/1" in " ".join(told.split())
    assert "by: [Norland, Estovia]" in desk.text("drafts/vision/B/27.md")
    row = desk.done("show", "vision/B.27", "--format", "json").json["came_from"][0]
    assert (row["from"], row["merged"]) == (["Norland", "Estovia"], [f"{OTHER}/1"])


def test_words_that_stand_in_brackets_already_are_tied(desk: Desk) -> None:
    desk.done(
        "propose", "vision/B.27", "--replace", "trust", "--with", "confidence", "--by", "Kaluma"
    )
    _dispose(desk, "1", "--bracket")
    source = desk.text("drafts/vision/B/27.md")
    assert source.count("[confidence]") == 1
    assert "by: [Kaluma, Norland]" in source
    assert f"submission: {OWN}/1" in source
    still = desk.run("dispose", f"{OWN}/13", "--accept")
    assert still.code == 1
    assert "still-bracketed: The words stand in vision/B.27 in brackets, b3." in still.err
    assert "wsisdraft lift vision/B.27 b3" in still.err
    assert desk.clean


def test_an_alternative_is_tied_and_has_its_branch(desk: Desk) -> None:
    _dispose(desk, "10", "--alternative")
    source = desk.text("drafts/vision/B/29.alt-1.md")
    assert "by: [Norland]" in source
    assert f"submission: {OWN}/10\n" in source
    assert "every operator, public body and user bears its share, and linking" in source
    assert "bears its share" in desk.git("show", "alt/vision/B.29/1:drafts/vision/B/29.md")
    _dispose(desk, "3", "--alternative")
    assert desk.text("drafts/vision/B/29.alt-2.md").endswith("---\n")
    answer = desk.run("dispose", f"{OTHER}/2", "--alternative")
    assert "same-proposal" in answer.err
    desk.done("dispose", f"{OTHER}/2", "--merge-into", f"{OWN}/3")
    assert "by: [Norland, Estovia]" in desk.text("drafts/vision/B/29.alt-2.md")


def test_words_of_an_alternative_change_on_its_branch_too(desk: Desk) -> None:
    _dispose(desk, "8", "--accept")
    assert "in which all may take part" in desk.text("drafts/vision/B/21.alt-1.md")
    assert "in which all may take part" in desk.git(
        "show", "alt/vision/B.21/1:drafts/vision/B/21.md"
    )


def test_a_paragraph_of_its_own_comes_behind_the_one_named(desk: Desk) -> None:
    _dispose(desk, "4", "--bracket")
    source = desk.text("drafts/vision/B/30bis.md")
    assert source.endswith("\n[Keeping a paragraph of its own for small firms.]{#b1}\n")
    assert f"submission: {OWN}/4\n" in source
    assert "besides: [2, 21, 27-30bis]" in desk.text("drafts/vision/B/chapter.yaml")
    assert _entry(desk, "4")["went"] == "vision/B.30bis"
    desk.done("undo", "vision/B.30bis")
    assert not (desk.top / "drafts/vision/B/30bis.md").exists()
    assert "outcome" not in _entry(desk, "4")


def test_a_paragraph_that_is_to_go_is_deleted(desk: Desk) -> None:
    _dispose(desk, "3", "--accept")
    assert "status: deleted" in desk.text("drafts/vision/B/29.md")
    assert ("Status", "under-review -> deleted") in desk.trailers()
    answer = desk.run("dispose", f"{OWN}/10", "--accept")
    assert answer.code == 1
    assert "deleted: vision/B.29 is deleted" in answer.err
    assert "wsisdraft reopen vision/B.29 --why TEXT" in answer.err
    assert desk.clean


def test_a_title_is_changed(desk: Desk) -> None:
    told = _dispose(desk, "5", "--accept").out
    assert "is titled “Action lines for the years to come”" in " ".join(told.split())
    assert "title: Action lines for the years to come\n" in desk.text(
        "drafts/vision/C/chapter.yaml"
    )


def test_a_comment_is_taken_note_of(desk: Desk) -> None:
    before = desk.text("drafts/vision/B/29.md")
    _dispose(desk, "9", "--accept")
    assert desk.text("drafts/vision/B/29.md") == before
    assert _entry(desk, "9")["went"] == "vision/B.29"


def test_changes_elsewhere_are_no_hindrance(desk: Desk) -> None:
    desk.done(
        *(
            "edit",
            "vision/B.29",
            "--replace",
            "Raising the ability",
            "--with",
            "Raising, in every ",
        ),
        *("--replace", "promptly", "--with", "without delay"),
    )
    _dispose(desk, "10", "--accept")
    assert "public body and user bears its share, and linking" in desk.text("drafts/vision/B/29.md")


def test_a_proposal_whose_words_changed_waits_for_its_author(desk: Desk) -> None:
    desk.done(
        "edit", "vision/B.29", "--replace", "a part of the burden", "--with", "its share of it"
    )
    before = desk.text("drafts/vision/B/29.md")
    told = " ".join(_dispose(desk, "10", "--accept").out.split())
    assert "→ stale: the words it speaks of have changed" in told
    assert "its share of it" in told
    assert 'wsisdraft submit FILE --from "Norland" --on vision/B.29' in told
    assert desk.text("drafts/vision/B/29.md") == before
    assert _entry(desk, "10")["outcome"] == "stale"
    again = _dispose(desk, "10", "--bracket")
    assert f"{OWN}/10 is stale" in again.out
    due = desk.done("status", "--due", "--format", "json").out
    assert f"{OWN}/10" in due
    _dispose(desk, "10", "--accept", "--as-it-stands", "--why", "said in other words")
    assert _entry(desk, "10")["outcome"] == "accepted"


def test_what_the_text_says_already_changes_nothing(desk: Desk) -> None:
    desk.done("edit", "vision/B.27", "--replace", "trust", "--with", "confidence")
    before = desk.text("drafts/vision/B/27.md")
    told = _dispose(desk, "1", "--accept").out
    assert "reads so already" in told
    assert desk.text("drafts/vision/B/27.md") == before


def test_a_paragraph_that_moved_is_followed(desk: Desk) -> None:
    desk.done("move", "vision/B.28", "vision/B.40")
    _dispose(desk, "2", "--accept")
    assert "developing countries and small islands" in desk.text("drafts/vision/B/40.md")
    assert _entry(desk, "2")["went"] == "vision/B.40"


def test_referred_and_declined_and_decided_again(desk: Desk) -> None:
    _dispose(desk, "7", "--refer", "Chairman", "--refer", "Kaluma")
    assert _entry(desk, "7")["to"] == "[Chairman, Kaluma]"
    _dispose(desk, "7", "--decline", "--why", "said in B.12")
    entry = _entry(desk, "7")
    assert (entry["outcome"], entry["why"], entry.get("to")) == ("declined", "said in B.12", None)
    same = _dispose(desk, "7", "--decline", "--why", "said in B.12")
    assert "already" in same.out
    refused = desk.run("dispose", f"{OWN}/7", "--refer", "Kaluma")
    assert (refused.code, "already-disposed" in refused.err) == (1, True)
    assert f"{FIELD}:" in refused.err
    _dispose(desk, "7", "--refer", "Kaluma", "--again")
    assert _entry(desk, "7")["to"] == "Kaluma"


def test_a_circle_of_merges_is_refused(desk: Desk) -> None:
    _dispose(desk, "1", "--merge-into", f"{OWN}/13")
    _dispose(desk, "13", "--merge-into", f"{OTHER}/1")
    answer = desk.run("dispose", f"{OTHER}/1", "--merge-into", f"{OWN}/1")
    assert answer.code == 1
    way = f"{OTHER}/1 into {OWN}/1 into {OWN}/13 into {OTHER}/1"
    assert f"merged-in-a-circle: That would be a circle: {way}." in " ".join(answer.err.split())
    itself = desk.run("dispose", f"{OTHER}/1", "--merge-into", f"{OTHER}/1")
    assert "cannot go into itself" in itself.err
    assert desk.clean


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        ((f"{OWN}/1",), 2, "malformed-disposition", "--accept"),
        ((f"{OWN}/1", "--accept", "--bracket"), 2, "malformed-disposition", "--merge-into"),
        ((f"{OWN}/1", "--decline"), 2, "no-reason", "--why TEXT"),
        ((f"{OWN}/1", "--bracket", "--as-it-stands"), 2, "malformed-disposition", "--accept"),
        ((OWN, "--accept"), 2, "several-proposals", f"{OWN}/1, {OWN}/2"),
        ((f"{OWN}/99", "--accept"), 1, "unknown-symbol", "Its proposals: 1, 2"),
        (("V9/B/1", "--accept"), 1, "unknown-symbol", "wsisdraft submissions"),
        ((f"{OWN}/1", "--merge-into", "V9/B/1"), 1, "unknown-symbol", "wsisdraft submissions"),
        ((f"{OWN}/1", "--refer", "Norlund"), 1, "unknown-stakeholder", "Norland"),
        ((f"{OWN}/7", "--accept"), 1, "settled", "wsisdraft reopen vision/B.1 --why TEXT"),
        ((f"{OWN}/7", "--bracket"), 1, "settled", "wsisdraft reopen vision/B.1 --why TEXT"),
        ((f"{OWN}/7", "--alternative"), 1, "settled", "wsisdraft reopen vision/B.1 --why TEXT"),
        ((f"{OWN}/9", "--bracket"), 1, "no-words-proposed", "wsisdraft propose vision/B.29"),
        ((f"{OWN}/4", "--alternative"), 1, "no-paragraph-yet", "--bracket"),
        ((f"{OWN}/5", "--bracket"), 1, "title-not-negotiated", "--accept"),
        ((f"{OWN}/12", "--accept"), 1, "settled", "--decline --why TEXT"),
        ((f"{OWN}/1", "--decline", "--why", "a\u202eb"), 2, "malformed-reason", "ordinary"),
        (
            ("V1/B/2/1", "--decline", "--why", "no"),
            1,
            "already-disposed",
            "wsisdraft undo vision/B.2",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_is_refused(
    filed: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    before = filed.git("rev-parse", "HEAD")
    answer = filed.run("dispose", *words)
    assert answer.code == code, answer
    assert f"{rule}: " in answer.err
    assert remedy in " ".join(answer.err.partition("help: ")[2].split())
    assert filed.clean
    assert filed.git("rev-parse", "HEAD") == before


def test_of_several_places_the_one_meant_is_said(desk: Desk) -> None:
    answer = desk.run("dispose", f"{OWN}/11", "--accept")
    assert answer.code == 2
    assert 'ambiguous-quote: "all" stands here, match 1 of 2' in answer.err
    assert desk.clean
    _dispose(desk, "11", "--accept", "--match", "1")
    assert "across all these stakeholder groups" in desk.text("drafts/vision/B/28.md")


def test_a_dry_run_writes_nothing(filed: Desk) -> None:
    told = filed.done("dispose", f"{OWN}/1", "--bracket", "--dry-run").out
    assert "Nothing is recorded" in told
    assert filed.clean
    made = filed.done("dispose", f"{OWN}/1", "--bracket", "--dry-run", "--format", "json").json
    (proposal,) = made["proposals"]
    assert (proposal["name"], proposal["before"], proposal["outcome"]) == (
        f"{OWN}/1",
        None,
        "bracketed",
    )


def test_what_it_is_about_is_not_in_the_text(desk: Desk) -> None:
    desk.replace(FIELD, "ref: vision/B.1\n", "ref: vision/B.99\n")
    desk.commit("by hand")
    answer = desk.run("dispose", f"{OWN}/7", "--accept")
    assert (answer.code, "not-in-the-text" in answer.err) == (1, True)
    desk.done("dispose", f"{OWN}/7", "--decline", "--why", "nothing is there")
    assert desk.trailers()[1] == ("Ref", "vision/B.99")


def test_a_closed_window_is_told_until_all_is_disposed_of(desk: Desk) -> None:
    found = desk.run("check", "--format", "json").json["findings"]
    mine = [each for each in found if each["rule"] == "undisposed-proposal"]
    assert [each["gravity"] for each in mine] == ["warning"] * 15
    assert mine[0]["path"] == FIELD
    assert f"wsisdraft dispose {OWN}/1 " in mine[0]["remedy"]
    _dispose(desk, "1", "--decline", "--why", "no")
    left = desk.run("check", "--format", "json").json["findings"]
    assert sum(1 for each in left if each["rule"] == "undisposed-proposal") == 14
