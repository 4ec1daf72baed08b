"""submit and receipt: what a stakeholder sent in, filed as it came."""

from __future__ import annotations

import hashlib
import re

import pytest

from tests.desk import Answer, Desk

MAY = "drafts/submissions/2014-05"
PROPOSALS = """\
---
proposals:
  1:
    ref: B.2
    kind: replace
    quote: on an equal footing
    text: in their respective roles
  2:
    ref: 21
    kind: substantive
    text: One wording is enough.
  7:
    ref: vision/A
    kind: general
---
Norland thanks the Chairman.

It will come back to the rest.
"""


def submit(desk: Desk, text: str | bytes, *words: str, who: str = "Norland") -> Answer:
    desk.write("../s.md", text)
    return desk.run("submit", "../s.md", "--from", who, *words)


def filed(desk: Desk, text: str | bytes, *words: str, who: str = "Norland") -> Answer:
    """One that must be filed, in the window of May."""
    answer = submit(desk, text, "--window", "2014-05", *words, who=who)
    assert answer.code == 0, answer
    assert desk.clean
    return answer


def test_filed_as_it_came_with_a_receipt(desk: Desk) -> None:
    before = desk.git("rev-parse", "HEAD").strip()
    answer = filed(desk, PROPOSALS, "--on", "vision/B", "--received", "2014-05-03T10:15:00+02:00")
    sha = hashlib.sha256(PROPOSALS.encode()).hexdigest()
    assert desk.text(f"{MAY}/1.md") == (
        "---\n"
        "from: [Norland]\n"
        "symbol: V2/B/1\n"
        "received: 2014-05-03T10:15:00+02:00\n"
        f"fingerprint: sha256:{sha}\n"
        f"base: {before}\n"
        "proposals:\n"
        "  1:\n"
        "    ref: vision/B.2\n"
        "    kind: replace\n"
        "    quote: on an equal footing\n"
        "    text: in their respective roles\n"
        "  2:\n"
        "    ref: vision/B.21\n"
        "    kind: substantive\n"
        "    text: One wording is enough.\n"
        "  7:\n"
        "    ref: vision/A\n"
        "    kind: general\n"
        "---\n"
        "Norland thanks the Chairman.\n\nIt will come back to the rest.\n"
    )
    assert answer.out == (
        "V2/B/1  submission of Norland\n"
        "  Received   2014-05-03 10:15 +02:00, window 2014-05\n"
        f"  SHA-256    {sha}\n"
        "  Proposals  3: 1 replace, 1 substantive, 1 general\n"
        "  About      vision/B.2, vision/B.21, vision/A\n"
        f"  Filed as   {MAY}/1.md\n"
        f"Recorded between meetings as {desk.git('rev-parse', 'HEAD')[:10]}.\n"
        "Take it back: wsisdraft undo\n"
    )
    assert desk.git("rev-parse", "HEAD~1").strip() == before
    assert desk.trailers() == [
        ("Verb", "submit"),
        ("Symbol", "V2/B/1"),
        ("Window", "2014-05"),
        ("Received", "2014-05-03T10:15:00+02:00"),
        ("Fingerprint", f"sha256:{sha}"),
        ("Ref", "vision/B.2"),
        ("Submitted", "V2/B/1/1, replace, by Norland"),
        ("Ref", "vision/B.21"),
        ("Submitted", "V2/B/1/2, substantive, by Norland"),
        ("Ref", "vision/A"),
        ("Submitted", "V2/B/1/7, general, by Norland"),
        ("By", "Norland"),
        ("On", "2014-05-03"),
    ]
    assert desk.run("check").code == 0


def test_a_file_without_front_matter_is_a_comment_on_each_place(desk: Desk) -> None:
    filed(desk, "\ufeffWe agree,\r\nby and large.  \r\n\r\n", "--on", "vision/B,vision/B.27-28")
    text = desk.text(f"{MAY}/1.md")
    assert text.endswith("---\nWe agree,\nby and large.  \n")
    rows = desk.done("submissions", "--matrix", "--window", "2014-05", "--format", "json").json[
        "matrix"
    ]
    assert [(row["ref"], row["kind"], row["text"]) for row in rows] == [
        (ref, "general", "We agree,\nby and large.  ")
        for ref in ("vision/B", "vision/B.27", "vision/B.28")
    ]
    assert desk.run("check").code == 0


def test_symbols_follow_the_template_and_are_never_given_twice(desk: Desk) -> None:
    answers = [
        filed(desk, f"Words {n}.", "--on", ref)
        for n, ref in enumerate(("vision/", "statement/A.3", "vision/C.C5.1", "vision/B.21"))
    ]
    assert [answer.out.split()[0] for answer in answers] == ["V2/1", "S2/A/2", "V2/C/3", "V2/B/4"]
    desk.done("undo")
    assert filed(desk, "Other words.", "--on", "vision/B.21").out.startswith("V2/B/5 ")
    desk.replace(
        "drafts/process.yaml",
        'submission-symbol: "{document}{version}/{chapter}/{serial}"',
        "submission-symbol: IN-{serial}",
    )
    desk.commit("another template")
    assert filed(desk, "More words.", "--on", "B.21").out.startswith("IN-6 ")
    desk.replace("drafts/process.yaml", "submission-symbol: IN-{serial}\n", "")
    desk.commit("no template")
    assert filed(desk, "Last words.", "--on", "B.21").out.startswith("2014-05/7 ")


@pytest.mark.parametrize("given", ["{chapter}", "{serial} {window}", "{serial}/{colour}", "{"])
def test_a_template_that_gives_no_symbols_is_found(desk: Desk, given: str) -> None:
    desk.replace("drafts/process.yaml", '"{document}{version}/{chapter}/{serial}"', f'"{given}"')
    answer = desk.run("check")
    assert answer.code == 1
    assert "file-format" in answer.out
    assert "a template with {serial}" in answer.out


def test_sent_twice(desk: Desk) -> None:
    filed(desk, PROPOSALS, "--on", "vision/B", "--received", "2014-05-03")
    head = desk.git("rev-parse", "HEAD")
    answer = submit(desk, PROPOSALS, "--on", "vision/B", "--window", "2014-05", who="Estovia")
    assert answer.code == 1
    assert answer.err.startswith(
        f"{MAY}/1.md:1:1: sent-already: The same file is on record as V2/B/1, of Norland, received "
        "2014-05-03."
    )
    assert "wsisdraft receipt V2/B/1 shows it; --again files it all the same." in answer.err
    assert desk.git("rev-parse", "HEAD") == head
    assert filed(desk, PROPOSALS, "--on", "vision/B", "--again").out.startswith("V2/B/2 ")
    answer = submit(desk, PROPOSALS, "--on", "vision/B", "--window", "2014-03")
    assert answer.out.startswith("V1/B/13 ")


def test_late_and_early_are_filed_and_told(desk: Desk) -> None:
    late = filed(desk, "A.", "--on", "B.21", "--received", "2014-05-16")
    assert "window 2014-05; late, the last day was 2014-05-15" in late.out
    assert "It came after the last day, 2014-05-15, and is marked late." in late.out
    assert ("Late", "the last day was 2014-05-15") in desk.trailers()
    early = filed(desk, "B.", "--on", "B.21", "--received", "2014-04-18T08:00Z")
    assert "It came before the window opens on 2014-04-22." in early.out
    last_day = filed(desk, "C.", "--on", "B.21", "--received", "2014-05-15")
    assert "late" not in last_day.out
    made = desk.done("submissions", "--window", "2014-05", "--format", "json").json["submissions"]
    assert [each["late"] for each in made] == [True, False, False]


def test_beside_the_texts_of_the_window(desk: Desk) -> None:
    desk.done("window", "open", "2014-06", "--on", "vision/")
    answer = submit(desk, "A.", "--on", "statement/A", "--window", "2014-06")
    assert "The window is for vision/; statement/A is filed in it all the same." in answer.out


def test_the_window_may_be_left_out_where_one_is_open(desk: Desk) -> None:
    answer = submit(desk, "A.", "--on", "B.21")
    assert answer.code == 2
    assert "no-window: No window is open on" in answer.err
    assert "2014-03, 2014-05" in answer.err
    assert submit(desk, "A.", "--on", "B.21", "--received", "2014-05-01").code == 0
    desk.done("window", "open", "other", "--opens", "2014-05-01")
    answer = submit(desk, "B.", "--on", "B.21", "--received", "2014-05-01")
    assert answer.code == 2
    assert "no-window: 2 windows are open on 2014-05-01." in answer.err


def test_a_quote_that_is_not_there_is_told_and_filed(desk: Desk) -> None:
    text = PROPOSALS.replace("on an equal footing", "on equal terms")
    answer = filed(desk, text, "--on", "vision/B")
    assert (
        'The quote of proposal 1 is not in vision/B.2 in the text on record: "on equal terms"'
        in " ".join(answer.out.split())
    )
    assert "quote: on equal terms" in desk.text(f"{MAY}/1.md")


def test_quotes_are_of_the_text_that_was_sent_out(desk: Desk) -> None:
    """What changed since is no fault of a submission; it speaks of the text of its base."""
    desk.done("edit", "vision/B.2", "--replace", "Widening", "--with", "Enlarging")
    four = desk.git("rev-parse", "meeting/4^{}").strip()
    old = PROPOSALS.replace("on an equal footing", "Widening")
    assert "The quote" not in filed(desk, old, "--on", "vision/B").out
    assert f"base: {four}\n" in desk.text(f"{MAY}/1.md")
    new = PROPOSALS.replace("on an equal footing", "Enlarging")
    head = desk.git("rev-parse", "HEAD").strip()
    assert "The quote" not in filed(desk, new, "--on", "vision/B").out
    assert f"base: {head}\n" in desk.text(f"{MAY}/2.md")


def test_a_base_that_is_not_in_this_clone_is_told(desk: Desk) -> None:
    desk.replace(f"{MAY}/window.yaml", "base: 4", "base: nowhere")
    desk.commit("by hand")
    answer = filed(desk, PROPOSALS, "--on", "vision/B")
    assert "nowhere, which the window sent out, is not in this clone." in answer.out


def test_places_of_proposals_that_are_not_there_are_told(desk: Desk) -> None:
    text = PROPOSALS.replace("ref: 21", "ref: B.99").replace("ref: vision/A", 'ref: "§ 3, second"')
    answer = filed(desk, text.replace("ref: B.2\n", "ref: B.27-30\n"), "--on", "vision/B")
    told = " ".join(answer.out.split())
    assert 'Proposal 2 is about "B.99", which is not in the text.' in told
    assert 'Proposal 7 is about "§ 3, second", which names no place; it is filed under' in told
    assert 'Proposal 1 is about "B.27-30", several paragraphs; it is filed under vision/B.' in told
    text = desk.text(f"{MAY}/1.md")
    assert re.findall(r"ref: (.*)", text) == ["vision/B", "B.99", "vision/B"]
    assert desk.run("check").code == 0


def test_proposals_without_words_are_told(desk: Desk) -> None:
    text = PROPOSALS.replace("    text: in their respective roles\n", "")
    answer = filed(desk, text, "--on", "vision/B")
    assert "Proposal 1, replace, has no words of its own." in answer.out


def test_on_a_deleted_paragraph(desk: Desk) -> None:
    desk.done("delete", "vision/B.2", "--why", "covered by 3")
    answer = filed(desk, "Bring it back.", "--on", "vision/B.2")
    assert "vision/B.2 is deleted; what is about it is filed all the same." in answer.out


def test_on_a_number_of_an_earlier_time(desk: Desk) -> None:
    desk.done("move", "vision/B.2", "vision/B.40")
    answer = filed(desk, "Put it back.", "--on", "vision/B.2")
    assert "vision/B.2 is vision/B.40 today, and is filed under that." in answer.out
    assert "ref: vision/B.40\n" in desk.text(f"{MAY}/1.md")
    answer = filed(desk, PROPOSALS, "--on", "vision/B")
    assert "Proposal 1: vision/B.2 is vision/B.40 today" in answer.out
    assert "The quote" not in answer.out


def test_on_a_chapter_that_went_elsewhere(desk: Desk) -> None:
    desk.done("move", "vision/E", "statement/E")
    answer = filed(desk, "Measure less.", "--on", "vision/E")
    assert "vision/E went to statement/E, and is filed under that." in answer.out
    assert "ref: statement/E\n" in desk.text(f"{MAY}/1.md")


def test_stakeholders_nobody_knows(desk: Desk) -> None:
    answer = submit(desk, "A.", "--on", "B.21", "--window", "2014-05", who="Norlund")
    assert answer.code == 1
    assert "unknown-stakeholder: No stakeholder is called" in answer.err
    assert "Did you mean Norland? If not, --new registers it." in answer.err
    answer = filed(desk, "A.", "--on", "B.21", "--new", who="Nordmark")
    assert "Nordmark is registered in drafts/stakeholders.yaml" in answer.out
    assert ("Registered", "Nordmark") in desk.trailers()
    assert "from: [Nordmark]" in desk.text(f"{MAY}/1.md")
    desk.done("undo")
    assert "Nordmark" not in desk.text("drafts/stakeholders.yaml")


def test_several_together_under_the_names_of_the_room(desk: Desk) -> None:
    desk.write("../s.md", "Together.")
    desk.done(
        "submit", "../s.md", "--from", "ISOC", "--from", "norland", "--on", "B.21",
        "--window", "2014-05",
    )  # fmt: skip
    assert "from: [Internet Society, Norland]\n" in desk.text(f"{MAY}/1.md")


def test_in_a_meeting_it_belongs_to_it(desk: Desk) -> None:
    desk.done("meeting", "open", "5")
    filed(desk, "A.", "--on", "B.21")
    assert ("Meeting", "5") in desk.trailers()


def test_from_standard_input(desk: Desk) -> None:
    answer = desk.run(
        "submit", "-", "--from", "Norland", "--on", "B.21", "--window", "2014-05", stdin="Words.\n"
    )
    assert answer.code == 0, answer
    assert desk.text(f"{MAY}/1.md").endswith("---\nWords.\n")
    again = desk.run("receipt", "V2/B/1", "-", stdin="Words.\n")
    assert again.code == 0
    assert "standard-input is what came in, to the byte." in again.out


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    answer = filed(desk, PROPOSALS, "--on", "vision/B", "--dry-run")
    assert answer.out.startswith("V2/B/1  submission of Norland\n")
    assert "Nothing is recorded" in answer.out
    assert not (desk.top / MAY / "1.md").exists()


def test_as_json(desk: Desk) -> None:
    made = filed(desk, PROPOSALS, "--on", "vision/B", "--format", "json").json
    (receipt,) = made["submissions"]
    assert (receipt["what"], receipt["symbol"], receipt["proposals"]) == ("filed", "V2/B/1", 3)
    assert receipt["kinds"] == {"replace": 1, "substantive": 1, "general": 1}
    assert receipt["late"] is True
    again = desk.done("receipt", "V2/B/1", "--format", "json").json
    assert again == {k: v for k, v in receipt.items() if k != "what"} | {"file": None}


def test_taken_back_as_the_last_verb_and_by_place(desk: Desk) -> None:
    tree = desk.git("rev-parse", "HEAD^{tree}")
    filed(desk, PROPOSALS, "--on", "vision/B")
    answer = desk.done("undo")
    assert f"V2/B/1  is no longer on record: {MAY}/1.md" in answer.out
    assert desk.git("rev-parse", "HEAD^{tree}") == tree
    filed(desk, PROPOSALS, "--on", "vision/B")
    desk.done("undo", "vision/B.2")
    assert desk.git("rev-parse", "HEAD^{tree}") == tree
    assert desk.clean


def test_one_that_was_disposed_of_since_is_not_taken_back(desk: Desk) -> None:
    filed(desk, PROPOSALS, "--on", "vision/B")
    desk.replace(f"{MAY}/1.md", "    kind: general\n", "    kind: general\n    outcome: declined\n")
    desk.done("record", "-m", "what became of it")
    answer = desk.run("undo", "vision/B.2")
    assert answer.code == 1
    assert "touched-since" in answer.err


def test_the_log_of_a_place_tells_of_it(desk: Desk) -> None:
    filed(desk, PROPOSALS, "--on", "vision/B")
    told = desk.done("log", "B.21").out
    assert "V2/B/1: submission of Norland, 3 proposals" in told
    assert "Submitted: V2/B/1/2, substantive, by Norland" in told
    assert "V2/B/1" not in desk.done("log", "B.22").out
    assert "V2/B/1" in desk.done("log", "vision/B").out
    desk.replace(f"{MAY}/1.md", "    kind: general\n", "    kind: general\n    outcome: declined\n")
    desk.done("record", "-m", "one was declined")
    assert "one was declined" in desk.done("log", "vision/A").out
    assert "one was declined" not in desk.done("log", "B.21").out


NOUGHT = b"Words\n\x00 more"


@pytest.mark.parametrize(
    ("data", "place", "rule", "remedy"),
    [
        (b"", "s.md:1:1", "nothing-there", "Name the file"),
        (b"\xef\xbb\xbf \r\n\n", "s.md:1:1", "nothing-there", "Name the file"),
        (b"---\n---\n\n", "s.md:1:1", "nothing-there", "Name the file"),
        (b"One\r\ntwo \xe9t\xe9", "s.md:2:5", "text-characters", "iconv"),
        (b"\xff\xfeW\x00", "s.md:1:1", "text-characters", "UTF-8"),
        (NOUGHT, "s.md:2:1", "no-text", "UTF-8"),
        (b"%PDF-1.7 \xff", "s.md:1:1", "no-text", "pdftotext"),
        (b"PK\x03\x04\x14", "s.md:1:1", "no-text", "pandoc"),
        (b"One\nt\two", "s.md:2:2", "text-characters", "Delete it"),
        ("One\n\u202etwo".encode(), "s.md:2:1", "text-characters", "Delete it"),
        (
            b"---\nproposals:\n  1:\n    ref: B.2\n    kind: delete\n",
            "s.md:6:1",
            "file-format",
            "Write a line `---`",
        ),
        (
            b"---\nproposals:\n  1:\n    ref: B.2\n    kind: swap\n---\n",
            "s.md:5:11",
            "file-format",
            "Write one of `replace`",
        ),
        (b"---\nproposals:\n  1:\n    kind: delete\n---\n", "s.md:3:3", "file-format", "`ref"),
        (
            b"---\nproposals:\n  one:\n    ref: B.2\n    kind: delete\n---\n",
            "s.md:3:3",
            "file-format",
            "`12:`",
        ),
        (b"---\ncolour: red\n---\nWords.\n", "s.md:2:1", "file-format", "`proposals`"),
        (
            b"---\nproposals:\n  1:\n    ref: &a B.2\n    kind: delete\n---\n",
            "s.md:4:10",
            "file-format",
            "",
        ),
    ],
)
def test_files_that_are_not_filed(
    desk: Desk, data: bytes, place: str, rule: str, remedy: str
) -> None:
    head = desk.git("rev-parse", "HEAD")
    answer = submit(desk, data, "--on", "vision/B", "--window", "2014-05")
    assert answer.code == 1, answer
    assert answer.err.startswith(f"{place}: {rule}: "), answer.err
    assert remedy in answer.err.partition("help: ")[2]
    assert desk.git("rev-parse", "HEAD") == head
    assert desk.clean


def test_five_megabytes_are_refused_in_one_line(desk: Desk) -> None:
    answer = submit(desk, b"words \n" * 750_000, "--on", "B.21", "--window", "2014-05")
    assert answer.code == 1
    assert answer.err == (
        'wsisdraft: too-large: "../s.md" has more than 1,000,000 bytes, and no more are filed.\n'
        "help: File it in parts, each on its own paragraphs.\n"
    )
    assert desk.clean


def test_close_to_a_megabyte_is_filed_and_read(desk: Desk) -> None:
    words = "What users ask for, once more.\n" * 32_000
    filed(desk, words, "--on", "B.21")
    assert desk.run("check").code == 0
    assert desk.done("receipt", "V2/B/1", "../s.md").out.endswith("to the byte.\n")


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (
            ("nowhere.md", "--from", "Norland", "--on", "vision/B.2"),
            1,
            "unreadable-file",
            "Name a file",
        ),
        ((".", "--from", "Norland", "--on", "vision/B.2"), 1, "unreadable-file", "Name a file"),
        (("../s.md", "--from", "Norland", "--on", "B.99"), 1, "unknown-ref", "B"),
        (
            ("../s.md", "--from", "Norland", "--on", "vision/B.2", "--window", "x"),
            1,
            "unknown-window",
            "Windows on record: 2014-03, 2014-05",
        ),
        (
            ("../s.md", "--from", "Norland", "--on", "vision/B.2", "--received", "May"),
            2,
            "malformed-date",
            "--received 2014-03-12",
        ),
        (
            (
                "../s.md",
                "--from",
                "Norland",
                "--on",
                "vision/B.2",
                "--received",
                "2014-05-03T10:15",
            ),
            2,
            "malformed-date",
            "16:05:00+01:00",
        ),
    ],
)
def test_what_is_refused(
    desk: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    desk.write("../s.md", "Words.\n")
    window = () if "--window" in words else ("--window", "2014-05")
    head = desk.git("rev-parse", "HEAD")
    answer = desk.run("submit", *words, *window)
    assert answer.code == code, answer
    assert f"{rule}: " in answer.err
    assert remedy in answer.err.partition("help: ")[2]
    assert desk.git("rev-parse", "HEAD") == head
    assert desk.clean


def test_from_and_on_have_to_be_said(desk: Desk) -> None:
    desk.write("../s.md", "Words.\n")
    for words in (("--from", "Norland"), ("--on", "vision/B.2")):
        answer = desk.run("submit", "../s.md", *words)
        assert answer.code == 2
        assert "Missing option" in answer.err


def test_a_receipt_holds_a_file_against_the_record(desk: Desk) -> None:
    filed(desk, PROPOSALS, "--on", "vision/B", "--received", "2014-05-03")
    desk.write("../other.md", PROPOSALS + "\n")
    printed = desk.done("receipt", "v2/b/1").out
    assert printed.startswith("V2/B/1  submission of Norland\n")
    assert desk.done("receipt", "V2/B/1/2").out == printed
    same = desk.done("receipt", "V2/B/1", "../s.md")
    assert same.out == f"{printed}s.md is what came in, to the byte.\n"
    other = desk.run("receipt", "V2/B/1", "../other.md")
    assert other.code == 1
    assert "other.md is not what came in: its SHA-256 is\n" in other.out
    assert hashlib.sha256((PROPOSALS + "\n").encode()).hexdigest() in other.out
    made = desk.run("receipt", "V2/B/1", "../other.md", "--format", "json")
    assert (made.code, made.json["file"]["same"]) == (1, False)


@pytest.mark.parametrize(
    ("words", "rule", "said"),
    [
        (("V9/Q/9",), "unknown-symbol", "wsisdraft submissions lists what came in."),
        (("V1/B/1O",), "unknown-symbol", "Did you mean V1/B/1 or"),
        (("V1/B/2/9",), "unknown-symbol", "V1/B/2 has no proposal"),
        (("V1/B/2", "nowhere"), "unreadable-file", "Name a file"),
    ],
)
def test_receipts_that_are_not_there(
    desk: Desk, words: tuple[str, ...], rule: str, said: str
) -> None:
    answer = desk.run("receipt", *words)
    assert answer.code == 1
    assert f"{rule}: " in answer.err
    assert said in answer.err


def test_a_symbol_given_by_hand_to_two_is_ambiguous(desk: Desk) -> None:
    desk.replace("drafts/submissions/2014-03/2.md", "symbol: V1/B/2", "symbol: V1/B/1")
    answer = desk.run("receipt", "V1/B/1")
    assert answer.code == 2
    assert "ambiguous-symbol" in answer.err
    assert "drafts/submissions/2014-03/1.md, drafts/submissions/2014-03/2.md" in answer.err


def test_a_malformed_submission_on_record_is_found_at_its_place(desk: Desk) -> None:
    path = "drafts/submissions/2014-03/2.md"
    desk.replace(path, "    kind: insert\n", "    kind: add\n")
    answer = desk.run("check")
    assert answer.code == 1
    assert f"{path}:9:11: file-format: `add` is not one of the words" in answer.out


def test_files_that_nobody_sent_in_are_not_touched(desk: Desk) -> None:
    """Work of others in the clone stays as it is."""
    desk.write("drafts/vision/B/2.md", desk.text("drafts/vision/B/2.md") + "More by hand.\n")
    answer = submit(desk, "A.", "--on", "vision/B.2", "--window", "2014-05")
    assert answer.code == 0, answer
    assert desk.git("status", "--porcelain") == " M drafts/vision/B/2.md\n"
