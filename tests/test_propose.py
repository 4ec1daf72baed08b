"""propose: a proposal from the floor as brackets with names, on record and at a glance."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk import Desk
from tests.floor import Case, answer, cases, draft, paragraph_of

PATH = "drafts/vision/B/27.md"


@pytest.mark.parametrize("case", cases("floor-propose.txt"), ids=lambda case: case.title)
def test_on_the_floor(case: Case) -> None:
    files = case.files
    for step in case.steps:
        files, told = answer(files, step.command)
        assert told == step.expected, step.command


def test_an_insertion_is_recorded_and_told_at_a_glance(desk: Desk) -> None:
    answered = desk.done(
        *("propose", "vision/B.27", "--insert", "affordable", "--after", "robust infrastructure"),
        *("--by", "ISOC", "--note", "as in the Accord"),
    )
    assert "vision/B.27  under-review" in answered.out
    assert "robust infrastructure{+ [affordable]+} that withstands" in answered.out
    said = "b2 [affordable] insertion by Internet Society: as in the Accord"
    assert said in answered.out
    assert "wsisdraft undo vision/B.27" in answered.out
    assert "robust infrastructure [affordable]{#b2} that" in desk.text(PATH)
    assert (
        "  b2:\n    by: [Internet Society]\n    proposal: insertion\n    note: as in the Accord\n"
        in desk.text(PATH)
    )
    assert desk.trailers()[:5] == [
        ("Verb", "propose"),
        ("Ref", "vision/B.27"),
        ("Proposal", "insertion, b2"),
        ("Bracketed", "b2 [affordable]; by Internet Society; insertion; as in the Accord"),
        ("By", "Internet Society"),
    ]
    assert desk.clean
    assert desk.run("check", "vision/B.27").code == 0
    desk.done("undo", "vision/B.27")
    assert "affordable" not in desk.text(PATH)
    assert "b2" not in desk.text(PATH)


def test_a_replacement_in_the_open_meeting_and_as_json(desk: Desk) -> None:
    desk.replace("drafts/meetings/4.yaml", "closed:", "#closed:")
    desk.commit("the meeting sits")
    made = desk.done(
        *("propose", "B.27", "--replace", "personal data", "--with", "data of all kinds"),
        *("--by", "Egypt", "--format", "json"),
    ).json
    assert made["meeting"] == "4"
    (change,) = made["changes"]
    assert change["beside"] == [
        "b2 [personal data] the words as they were, since meeting 4",
        "b3 [data of all kinds] replacement by Egypt, since meeting 4",
        "b2, b3 are a choice",
    ]
    put_in = "".join(words for sign, words in change["words"] if sign == "+")
    assert put_in == "[][data of all kinds]"
    assert "[personal data]{#b2}[data of all kinds]{#b3}" in desk.text(PATH)
    rows = desk.done("brackets", "B.27", "--format", "json").json
    assert [row["choice"] for row in rows] == ["1", "1", None]


def test_a_newcomer_is_registered_with_the_proposal(desk: Desk) -> None:
    unknown = desk.run("propose", "B.27", "--delete", "and attack", "--by", "Sudoria")
    assert unknown.code == 1
    assert "--new registers it" in unknown.err
    desk.done("propose", "B.27", "--delete", "and attack", "--by", "Sudoria", "--new")
    assert "against: [Sudoria]" in desk.text(PATH)
    assert "Sudoria:" in desk.text("drafts/stakeholders.yaml")
    assert desk.clean


def test_an_alternative_takes_proposals_in_its_file_and_on_its_branch(desk: Desk) -> None:
    refused = desk.run("propose", "B.21", "--insert", "low", "--at-end", "--by", "Egypt")
    assert refused.code == 1
    assert "no-base-text: vision/B.21 has no words of its own." in refused.err
    assert '--alt "ALT 1"' in refused.err
    assert "wsisdraft alt add vision/B.21 --text T" in refused.err
    words = ("--insert", "and rural", "--after", "the open", "--by", "Egypt")
    answered = desk.done("propose", "B.21", *words, "--alt", "1")
    assert "the open{+ [and rural]+} design" in answered.out
    assert "b1 [and rural] insertion by Egypt" in answered.out
    there = desk.text("drafts/vision/B/21.alt-1.md")
    assert "open [and rural]{#b1} design" in there
    assert "brackets:\n  b1:\n    by: [Egypt]\n    proposal: insertion\n---\n" in there
    on_branch = desk.git("show", "alt/vision/B.21/1:drafts/vision/B/21.md")
    assert "open [and rural]{#b1} design" in on_branch
    assert "proposal: insertion" in on_branch
    assert ("In", "ALT 1") in desk.trailers()
    assert desk.run("check").code == 0
    assert desk.clean
    assert desk.run("propose", "B.21", *words, "--alt", "7").code == 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("vision/B.3", "--delete", "women"), 1, "wsisdraft reopen vision/B.3 --why TEXT opens it"),
        (("vision/B.3", "--delete", "women"), 1, "drafts/vision/B/3.md:9:1: settled: vision/B.3"),
        (("vision/B.3", "--delete", "women"), 1, "wsisdraft correct vision/B.3"),
        (("vision/B.3", "--delete", "women"), 1, "wsisdraft reserve vision/B.3"),
        (("vision/B.27-28", "--delete", "trust"), 2, "one paragraph at a time"),
        (("B.27", "--delete", "xyzzy"), 1, "wsisdraft show vision/B.27 shows its words"),
        (("B.27", "--delete", "netwerks"), 1, 'Nearest is "networks"'),
        (("B.27", "--delete", "in"), 2, "give --match 1 for this place"),
        (
            ("B.27", "--delete", "attack. [It"),
            1,
            "would cut b1 [It also calls for agreements among",
        ),
        (("B.27", "--delete", "attack. [It"), 1, "Quote the whole of it, or less."),
        (("B.27", "--insert", "a [b", "--at-end"), 1, "--insert:1:3: unbalanced-bracket"),
        (("B.27", "--insert", "a\u202eb", "--at-end"), 1, "text-characters"),
        (("B.27", "--delete", "trust", "--note", "a\nb"), 2, "cannot be a note"),
    ],
)
def test_what_cannot_be_proposed(desk: Desk, words: tuple[str, ...], code: int, said: str) -> None:
    answered = desk.run("propose", *words, "--by", "Egypt")
    assert answered.code == code, answered
    assert said in answered.err
    assert desk.clean


def test_the_same_proposal_names_whom_to_support(desk: Desk) -> None:
    words = ("propose", "B.27", "--insert", "affordable", "--after", "infrastructure")
    desk.done(*words, "--by", "Egypt")
    head = desk.git("rev-parse", "HEAD")
    again = desk.run(*words, "--by", "Ghana")
    assert again.code == 1
    assert "same-proposal: Just these words are on the table: b2, by Egypt." in again.err
    assert 'wsisdraft support vision/B.27 b2 --by "Ghana" adds the name' in again.err
    assert desk.done(*words, "--by", "Egypt").out == "vision/B.27: Egypt proposes b2 already.\n"
    assert desk.git("rev-parse", "HEAD") == head
    assert desk.clean


def test_a_dry_run_shows_the_redline_and_writes_nothing(desk: Desk) -> None:
    head = desk.git("rev-parse", "HEAD")
    shown = desk.done("propose", "B.27", "--delete", "and attack", "--by", "Egypt", "--dry-run")
    assert "failure {+[+}and attack{+]+}." in shown.out
    assert desk.git("rev-parse", "HEAD") == head
    assert desk.clean


def test_forty_proposals_in_one_paragraph() -> None:
    words = [f"word{n}" for n in range(40)]
    files = draft(" ".join(words))
    for n, word in enumerate(words):
        kind = n % 4
        command = {
            0: f"propose --insert new{n} --after {word} --by Norland",
            1: f"propose --replace {word} --with other{n} --by Estovia",
            2: f"propose --delete {word} --by Sudoria",
            3: f"propose --insert ', and{n}' --after {word} --by Qasrin",
        }[kind]
        files, told = answer(files, command)
        assert not told.startswith("!"), told
    paragraph = paragraph_of(files)
    assert len(paragraph.brackets) == len(paragraph.marks.brackets) == 50
    assert list(paragraph.brackets) == [f"b{n}" for n in range(1, 51)]
    assert len(paragraph.marks.choices) == 10


WORDS = ("fair", "open", "and", "(low)", "“all”", "net-work", "*free*", "2.5", "high[^1]", "[so]")
SIGNS = (" ", " ", " ", "\n", ", ", "; ", ". ", " – ", "\n(a) ", "\n\n")


@st.composite
def wordings(draw: st.DrawFn) -> tuple[str, str]:
    """A body of words and signs, and words of it that stand there once."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7, unique=True))
    signs = draw(st.lists(st.sampled_from(SIGNS), min_size=len(words), max_size=len(words)))
    body = "".join(f"{word}{sign}" for word, sign in zip(words, signs, strict=True)).strip()
    return body, draw(st.sampled_from(words))


@settings(max_examples=150)
@given(
    wordings(),
    st.sampled_from(
        [
            "--replace {} --with just",
            "--insert just --after {}",
            "--insert ', just' --after {}",
            "--insert just --before {}",
            "--insert just --at-end",
            "--insert just --at-start",
            "--delete {}",
        ]
    ),
)
def test_a_proposal_withdrawn_leaves_the_words_as_they_were(
    worded: tuple[str, str], command: str
) -> None:
    body, quote = worded
    files = draft(body)
    proposed, told = answer(files, f"propose {command.format(shlex.quote(quote))} --by Norland")
    if told.startswith("!"):
        assert told.startswith(("! bracket-", "! already-bracketed")), told
        return
    marks = paragraph_of(proposed).marks
    assert not marks.strays
    last = [pair.handle for pair in marks.brackets if pair.handle][-1]
    withdrawn, told = answer(proposed, f"withdraw {last} --by Norland")
    assert paragraph_of(withdrawn).body == paragraph_of(files).body, told
