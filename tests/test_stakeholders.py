"""stakeholders: who takes part; and how verbs find and register those they are told of."""

from __future__ import annotations

import pytest

from tests.desk import Desk

FILE = "drafts/stakeholders.yaml"
SMALL = """\
# Who takes part.
Norland:
  kind: government
  aliases: [Kingdom of Norland, Federation]
  groups: [Coast]
Estovia:
  kind: government
  aliases: [Federation]
Coast:
  kind: regional-group
  members: [Estovia]
"""


def put(desk: Desk, text: str) -> None:
    """These take part, and nobody else is named in the text of the small chapter."""
    desk.write(FILE, text)
    desk.commit("who takes part")


def test_who_takes_part_and_what_each_has_open(desk: Desk) -> None:
    desk.done("reserve", "B.27", "--by", "Norland", "--text", "No.")
    desk.done("alt", "add", "vision/E.2", "--by", "Norland", "--text", "Other words.")
    there = {each["name"]: each for each in desk.done("stakeholders", "--format", "json").json}
    assert list(there)[:2] == ["Brazil", "Canada"]
    assert there["Norland"] == {
        "name": "Norland",
        "kind": "government",
        "aliases": [],
        "groups": [],
        "members": [],
        "brackets": 5,
        "alternatives": 1,
        "statements": 1,
    }
    assert there["Egypt"]["groups"] == ["African Group", "Arab Group"]
    assert there["Arab Group"]["members"] == ["Egypt", "Saudi Arabia"]
    rows = desk.done("brackets", "--format", "json").json
    for name, each in there.items():
        held = [row for row in rows if name in row["by"]]
        found = [sum((row["role"] == "alternative") is of for row in held) for of in (False, True)]
        assert found == [each["brackets"], each["alternatives"]], name
    page = desk.done("stakeholders").out
    assert "  Norland: 5 brackets, 1 alternative, 1 statement\n" in page
    assert "  Saudi Arabia (Saudi, KSA): speaks in Arab Group; 1 bracket\n" in page
    assert "\n\nregional-group\n  African Group: with Egypt, Ghana\n" in page


def test_at_an_earlier_moment_and_where_nobody_is_listed(desk: Desk) -> None:
    desk.git("rm", "-q", FILE)
    desk.commit("nobody")
    assert "Nobody is listed" in desk.done("stakeholders").out
    assert desk.done("stakeholders", "--format", "json").json == []
    assert "Norland" in desk.done("stakeholders", "--at", "4").out
    assert desk.run("check").code == 0


def test_brackets_over_paragraphs_count_and_deleted_ones_do_not(desk: Desk) -> None:
    chapter = "drafts/vision/E/chapter.yaml"
    desk.write(chapter, desk.text(chapter) + "brackets:\n  b1:\n    over: 2-3\n    by: [Hoshima]\n")
    desk.replace("drafts/vision/B/27.md", "status: under-review", "status: deleted")
    there = {each["name"]: each for each in desk.done("stakeholders", "--format", "json").json}
    assert there["Hoshima"]["brackets"] == 1
    assert there["Saudi Arabia"]["brackets"] == 0


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("norland", "Norland"),
        ("The Norland", "Norland"),
        ("kingdom of  norland", "Norland"),
        ("Kingdom-of-Nörland", "Norland"),
        ("ESTOVIA", "Estovia"),
        ("the coast", "Coast"),
    ],
)
def test_a_party_by_any_of_its_names(desk: Desk, said: str, name: str) -> None:
    put(desk, SMALL)
    desk.done("note", "vision/B.3", "Words.", "--by", said)
    assert ("By", name) in desk.trailers()


@pytest.mark.parametrize(
    ("said", "code", "rule", "remedy"),
    [
        ("federation", 2, "ambiguous-stakeholder", 'as --by "Norland"'),
        ("Norlend", 1, "unknown-stakeholder", "Did you mean Norland? If not, --new registers it."),
        ("King", 1, "unknown-stakeholder", "Did you mean Norland?"),
        ("Sudoria", 1, "unknown-stakeholder", "--new registers it."),
    ],
)
def test_a_party_nobody_or_several_may_be(
    desk: Desk, said: str, code: int, rule: str, remedy: str
) -> None:
    put(desk, SMALL)
    answer = desk.run("note", "vision/B.3", "Words.", "--by", said)
    assert answer.code == code
    assert f"{rule}: " in answer.err
    assert remedy in answer.err
    assert desk.clean


def test_both_parties_that_an_alias_may_mean_are_named(desk: Desk) -> None:
    put(desk, SMALL)
    for more in ((), ("--new",)):
        answer = desk.run("note", "vision/B.3", "Words.", "--by", "Federation", *more)
        assert answer.code == 2
        assert '"Federation" may be any of 2 stakeholders: Norland, Estovia.' in answer.err


def test_newcomers_are_registered_in_the_same_commit(desk: Desk) -> None:
    put(desk, SMALL)
    answer = desk.done(
        "reserve", "B.27", "--by", "Sudoria", "--by", "norland", "--by", "the sudoria",
        "--by", "Users' Forum: Net", "--new", "--text", "No.",
    )  # fmt: skip
    assert desk.text(FILE) == SMALL + (
        'Sudoria:\n  note: kind not given yet\n"Users\' Forum: Net":\n  note: kind not given yet\n'
    )
    assert 'by: [Sudoria, Norland, "Users\' Forum: Net"]' in desk.text(
        "drafts/statements/sudoria-1.md"
    )
    told = desk.trailers()
    assert told[:4] == [
        ("Verb", "reserve"),
        ("Registered", "Sudoria"),
        ("Registered", "Users' Forum: Net"),
        ("Ref", "vision/B.27"),
    ]
    assert "Sudoria is registered in drafts/stakeholders.yaml, kind not given yet.\n" in answer.out
    there = {each["name"]: each for each in desk.done("stakeholders", "--format", "json").json}
    assert (there["Sudoria"]["kind"], there["Sudoria"]["statements"]) == (None, 1)
    assert "kind not given yet\n  Sudoria: 1 statement" in desk.done("stakeholders").out
    assert desk.clean


def test_a_slip_is_registered_but_seen(desk: Desk) -> None:
    put(desk, SMALL)
    answer = desk.done("note", "vision/B.3", "Words.", "--by", "Norlund", "--new")
    assert "Norlund is registered" in answer.out
    assert "Not meant for Norland?" in answer.out
    answer = desk.done("undo")
    assert "Norlund is out of drafts/stakeholders.yaml again." in answer.out
    assert desk.text(FILE) == SMALL


def test_new_changes_nothing_where_everybody_is_known(desk: Desk) -> None:
    put(desk, SMALL)
    desk.done("note", "vision/B.3", "Words.", "--by", "NORLAND", "--new")
    assert desk.text(FILE) == SMALL
    assert "Registered" not in dict(desk.trailers())


def test_the_file_is_made_where_there_is_none_and_goes_again(desk: Desk) -> None:
    desk.git("rm", "-q", FILE)
    desk.commit("nobody")
    tree = desk.git("rev-parse", "HEAD^{tree}")
    desk.done("note", "vision/B.3", "Words.", "--by", "Sudoria", "--new")
    assert desk.text(FILE) == "Sudoria:\n  note: kind not given yet\n"
    desk.done("undo")
    assert desk.git("rev-parse", "HEAD^{tree}") == tree
    assert desk.clean


def test_whoever_is_named_elsewhere_or_described_stays_registered(desk: Desk) -> None:
    put(desk, SMALL)
    desk.done("note", "vision/B.3", "One.", "--by", "Sudoria", "--by", "Hoshima", "--new")
    desk.done("note", "vision/E.2", "Two.", "--by", "Sudoria")
    desk.replace(
        FILE,
        "Hoshima:\n  note: kind not given yet\n",
        "Hoshima:\n  kind: government\n",
    )
    desk.commit("described")
    desk.done("undo", "vision/B.3")
    assert desk.text(FILE) == SMALL + (
        "Sudoria:\n  note: kind not given yet\nHoshima:\n  kind: government\n"
    )
    desk.done("undo", "vision/E.2")
    assert "Sudoria" in desk.text(FILE)


def test_a_lead_and_a_party_are_registered_once(desk: Desk) -> None:
    desk.done("mandate", "vision/E.2", "--lead", "Sudoria", "--by", "Sudoria", "--new")
    assert desk.text(FILE).count("Sudoria:") == 1
    assert [value for key, value in desk.trailers() if key == "Registered"] == ["Sudoria"]
    desk.done("mandate", "vision/E.4", "--lead", "Chairman")
    assert desk.run("check").code == 0


@pytest.mark.parametrize("name", ["a" * 65, "a\u202eb", "a\u200bb"])
def test_a_name_that_cannot_stand_in_the_file(desk: Desk, name: str) -> None:
    answer = desk.run("note", "vision/B.3", "Words.", "--by", name, "--new")
    assert answer.code == 2
    assert "malformed-name: " in answer.err
    assert desk.clean


def test_a_name_by_hand_that_nobody_has_fails_the_check(desk: Desk) -> None:
    desk.replace("drafts/vision/B/27.md", "by: [Saudi Arabia]", "by: [Saudi Arabai]")
    answer = desk.run("check")
    assert answer.code == 1
    assert (
        'B/27.md:10:10: unknown-stakeholder: No stakeholder is called "Saudi Arabai".' in answer.out
    )
    assert "help: Write Saudi Arabia, or add it to drafts/stakeholders.yaml." in answer.out


def test_a_party_that_is_written_in_by_hand_is_told_with_its_kind(desk: Desk) -> None:
    path = "drafts/stakeholders.yaml"
    desk.write(path, f"{desk.text(path)}Oceania Union:\n  kind: government\nTerra Nova: {{}}\n")
    told = desk.run("record", path).out
    assert "Oceania Union is registered in drafts/stakeholders.yaml, government." in told
    assert "Terra Nova is registered in drafts/stakeholders.yaml, kind not given yet." in told
