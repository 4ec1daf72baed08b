"""submissions: the list of what came in, and the matrix of proposals and outcomes."""

from __future__ import annotations

import pytest

from tests.desk import Desk


def test_the_list_marks_what_is_late_and_counts_by_kind(desk: Desk) -> None:
    page = desk.done("submissions", COLUMNS="80").out
    assert "V1/B/12   2014-03-24  Santa Verde (government)  late\n" in page
    assert page.count("  late\n") == 1
    assert "12 submissions: 3 civil-society, 5 government, 2 international-organization, 2" in page
    assert "35 proposals: 16 accepted, 7 declined, 4 referred" in page
    assert all(len(line) <= 80 for line in page.splitlines())
    made = desk.done("submissions", "--format", "json").json
    assert made["kinds"] == {
        "civil-society": 3, "government": 5, "international-organization": 2, "private-sector": 2,
    }  # fmt: skip
    assert made["matrix"] is None
    assert made["submissions"][0]["about"] == [
        "vision/B.1",
        "vision/B.2",
        "vision/B.21",
        "vision/B.31",
    ]


def test_the_matrix_is_in_the_order_of_the_text(desk: Desk) -> None:
    rows = desk.done("submissions", "--matrix", "--format", "json").json["matrix"]
    assert len(rows) == 35
    refs = list(dict.fromkeys(row["ref"] for row in rows))
    assert refs[:4] == ["statement/A.1", "statement/A.5", "statement/B.5", "statement/B.10"]
    inside = [ref for ref in refs if ref.startswith("vision/")]
    assert inside[:2] == ["vision/", "vision/A.2"]
    assert inside.index("vision/A.annex") < inside.index("vision/B.1") < inside.index("vision/B.31")
    by_name = {row["name"]: row for row in rows}
    one = by_name["V1/B/1/2"]
    assert (one["outcome"], one["into"], one["meeting"]) == ("merged", "V1/B/2/1", "4")
    assert by_name["V1/B/9/3"]["to"] == ["Saudi Arabia"]
    assert by_name["V1/B/2/2"]["went"] == "vision/B.21"
    assert by_name["V1/11/1"]["text"].startswith("Kaluma thanks the secretariat")


def test_the_matrix_reads_at_eighty_columns(desk: Desk) -> None:
    page = desk.done("submissions", "--matrix", COLUMNS="80").out
    assert all(len(line) <= 80 for line in page.splitlines())
    assert (
        "vision/B.21  (no base text)\n"
        "  V1/B/1/3   replace      Users Alliance\n"
        "             Acknowledging how much depends on the open design of the Internet…\n"
        "             → merged into V1/B/2/2 in meeting 4: the same words but for one\n"
    ) in page


def test_what_became_of_them_at_an_earlier_time(desk: Desk) -> None:
    made = desk.done("submissions", "--matrix", "--at", "2014-03-31", "--format", "json").json
    assert len(made["matrix"]) == 35
    assert {row["outcome"] for row in made["matrix"]} == {None}
    assert desk.done("submissions", "--at", "3").out == "No submission is on record here.\n"
    page = desk.done("submissions", "--matrix", "--at", "2014-03-31").out
    assert page.count("→ open\n") == 35


@pytest.mark.parametrize(
    ("words", "symbols", "rows"),
    [
        (("--window", "2014-03"), 12, 35),
        (("--window", "2014-05"), 0, 0),
        (("--from", "users alliance"), 1, 4),
        (("--on", "vision/B.21"), 3, 3),
        (("--on", "statement/"), 3, 7),
        (("--on", "vision/B.2", "--on", "B.21"), 3, 5),
        (("--from", "Estovia", "--on", "vision/B"), 1, 2),
        (("--from", "Estovia", "--on", "statement/"), 0, 0),
    ],
)
def test_only_what_is_asked_for(
    desk: Desk, words: tuple[str, ...], symbols: int, rows: int
) -> None:
    made = desk.done("submissions", "--matrix", *words, "--format", "json").json
    assert (len(made["submissions"]), len(made["matrix"])) == (symbols, rows)


def test_as_markdown(desk: Desk) -> None:
    told = desk.done("submissions", "--format", "markdown").out
    assert told.startswith("# Submissions\n")
    assert told.count("\n| V1") == 9
    assert "**late**" in told
    matrix = desk.done("submissions", "--matrix", "--format", "markdown").out
    assert matrix.count("\n| vision/") + matrix.count("\n| statement/") == 35
    assert "35 proposals: 16 accepted" in matrix


def test_words_of_a_submission_act_on_no_page(desk: Desk) -> None:
    desk.write(
        "../s.md",
        "---\nproposals:\n  1:\n    ref: vision/B.2\n    kind: substantive\n"
        '    text: "<script>alert(1)</script> | *bold* ::error::"\n---\n',
    )
    desk.done("submit", "../s.md", "--from", "Norland", "--on", "vision/B.2", "--window", "2014-05")
    told = desk.done("submissions", "--matrix", "--on", "vision/B.2", "--format", "markdown").out
    assert "<script>" not in told
    assert r"\*bold\*" in told
    row = next(line for line in told.splitlines() if "alert" in line)
    assert row.replace("\\|", "").count("|") == 7


def test_a_paragraph_that_got_another_number_is_followed(desk: Desk) -> None:
    desk.done("move", "vision/B.2", "vision/B.40")
    made = desk.done("submissions", "--matrix", "--on", "vision/B.40", "--format", "json").json
    assert {row["name"] for row in made["matrix"]} == {"V1/B/1/2", "V1/B/2/1"}
    assert all(row["ref"] == "vision/B.40" and row["there"] for row in made["matrix"])


def test_what_names_nothing_comes_last_and_is_told(desk: Desk) -> None:
    path = "drafts/submissions/2014-03/1.md"
    desk.replace(path, "ref: vision/B.31", "ref: vision/B.99")
    row = desk.done("submissions", "--matrix", "--format", "json").json["matrix"][-1]
    assert (row["ref"], row["there"]) == ("vision/B.99", False)
    assert "vision/B.99  not in the text\n" in desk.done("submissions", "--matrix").out


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (("--window", "2013"), 1, "unknown-window", "2014-03, 2014-05"),
        (("--from", "Norlund"), 1, "unknown-stakeholder", "Norland"),
        (("--on", "B.99"), 1, "unknown-ref", "B"),
        (("--at", "nowhen"), 1, "unknown-moment", "Name a meeting"),
        (("--format", "html"), 2, "unknown-format", "text, json, markdown"),
    ],
)
def test_what_is_refused(
    desk: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    answer = desk.run("submissions", *words)
    assert answer.code == code, answer
    assert f"{rule}: " in answer.err
    assert remedy in answer.err.partition("help: ")[2]
    assert desk.clean


def test_a_submission_of_somebody_unknown_is_found(desk: Desk) -> None:
    path = "drafts/submissions/2014-03/1.md"
    desk.replace(path, "from: [Users Alliance]", "from: [Users Aliance]")
    found = desk.run("check", "--format", "json").json["findings"]
    (wrong,) = [each for each in found if each["gravity"] == "error"]
    assert (wrong["path"], wrong["rule"]) == (path, "unknown-stakeholder")
    assert "Users Alliance" in wrong["remedy"]
