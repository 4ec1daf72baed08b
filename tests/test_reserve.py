"""reserve: statements of parties beside the text, which stays as it is."""

from __future__ import annotations

import pytest

from tests.desk import Desk

FIRST = "drafts/statements/norland-1.md"
WORDS = "Norland reads this in the light of paragraph 3."


def reserve(desk: Desk, *words: str) -> None:
    desk.done("reserve", *words, "--by", "Norland", "--on", "2014-04-20")


def test_a_file_beside_the_text_which_stays_as_it_is(desk: Desk) -> None:
    before = desk.text("drafts/vision/B/27.md")
    desk.write("../statement.md", "\n\n Norland reserves\r\nits position.  \n\n\n")
    answer = desk.done(
        "reserve", "B.27", "--by", "norland", "--file", "../statement.md", "--on", "2014-04-20"
    )
    assert desk.text(FIRST) == (
        "---\n"
        "kind: reservation\n"
        "by: [Norland]\n"
        "about: [vision/B.27]\n"
        "date: 2014-04-20\n"
        "---\n"
        " Norland reserves\nits position.  \n"
    )
    assert desk.text("drafts/vision/B/27.md") == before
    for said in (
        "vision/B.27\n",
        "Earning the trust of people",
        "Reservation by Norland, 2014-04-20, added:",
        "Norland reserves its position.",
        FIRST,
        "Take it back: wsisdraft undo vision/B.27",
    ):
        assert said in answer.out
    told = desk.trailers()
    assert told[:3] == [
        ("Verb", "reserve"),
        ("Ref", "vision/B.27"),
        ("Statement", f"reservation, {FIRST}"),
    ]
    assert ("By", "Norland") in told
    assert desk.run("check").code == 0
    assert desk.clean


def test_words_from_the_command_and_from_standard_input(desk: Desk) -> None:
    reserve(desk, "B.27", "--text", WORDS)
    answer = desk.run("reserve", "B.27", "--by", "Norland", "--file", "-", stdin="Other words.\n")
    assert answer.code == 0
    assert desk.text(FIRST).endswith(f"---\n{WORDS}\n")
    assert desk.text("drafts/statements/norland-2.md").endswith("---\nOther words.\n")


def test_the_meeting_and_several_parties_and_kinds(desk: Desk) -> None:
    desk.done(
        "reserve", "B.27", "--by", "Users Alliance", "--by", "EGYPT", "--by", "Egypt",
        "--kind", "Objection", "--meeting", "4", "--text", WORDS,
    )  # fmt: skip
    text = desk.text("drafts/statements/users-alliance-1.md")
    assert "kind: objection\nby: [Users Alliance, Egypt]\n" in text
    assert "meeting: 4\n" in text


def test_settled_and_deleted_paragraphs_ranges_chapters_and_documents(desk: Desk) -> None:
    desk.replace("drafts/vision/B/28.md", "status: under-review", "status: deleted")
    desk.commit("28 goes")
    reserve(
        desk,
        "vision/B.30",
        "vision/B.27-28",
        "vision/B.3",
        "vision/B",
        "statement/",
        "--text",
        "No.",
    )
    assert (
        "about: [statement/, vision/B, vision/B.3, vision/B.27, vision/B.28, vision/B.30]"
        in desk.text(FIRST)
    )
    refs = [value for key, value in desk.trailers() if key == "Ref"]
    assert refs[0] == "statement/"
    assert len(refs) == 6
    assert desk.run("check").code == 0
    reserve(desk, "vision/C.C5", "--text", "Nor this.")
    assert "about: [vision/C.C5]" in desk.text("drafts/statements/norland-2.md")


def test_a_number_is_one_above_the_highest_there(desk: Desk) -> None:
    for name in ("norland-7.md", "norland-x.md", "norland-union-9.md"):
        head = "---\nkind: note\nabout: vision/B.1\n---\n"
        desk.write(f"drafts/statements/{name}", f"{head}Words of {name}.\n")
    desk.commit("earlier statements")
    reserve(desk, "B.27", "--text", WORDS)
    assert desk.text("drafts/statements/norland-8.md").endswith(f"{WORDS}\n")


@pytest.mark.parametrize(
    ("party", "file"),
    [
        ("Côte d'Azurie", "cote-d-azurie-1.md"),
        ("U.N. Agency (Networks)", "u-n-agency-networks-1.md"),
        ("北国", "party-1.md"),
    ],
)
def test_the_name_of_the_file_is_plain(desk: Desk, party: str, file: str) -> None:
    desk.done("reserve", "B.27", "--by", party, "--new", "--text", WORDS)
    assert f"by: [{party}]" in desk.text(f"drafts/statements/{file}")
    assert desk.run("check").code == 0


def test_shown_counted_and_told(desk: Desk) -> None:
    reserve(desk, "B.27", "--text", WORDS)
    reserve(desk, "vision/B", "--kind", "interpretation", "--text", "All of it so.")
    one = desk.done("show", "B.27", "--format", "json").json["statements"]
    assert one[0] == {
        "path": FIRST,
        "kind": "reservation",
        "by": ["Norland"],
        "about": ["vision/B.27"],
        "date": "2014-04-20",
        "meeting": None,
        "text": WORDS,
    }
    assert [each["kind"] for each in one] == ["reservation", "interpretation"]
    chapter = desk.done("show", "vision/B", "--format", "json").json
    assert [len(each["statements"]) for each in chapter].count(2) == 1
    page = desk.done("show", "vision/B").out
    assert page.startswith("Interpretation by Norland, 2014-04-20; about vision/B  drafts/")
    assert page.count("All of it so.") == 1
    assert page.index("\n\nvision/B.27  ") < page.index(WORDS) < page.index("\n\nvision/B.28  ")
    assert "All of it so." in desk.done("show", "B.27").out
    assert WORDS not in desk.done("show", "B.28").out
    assert WORDS not in desk.done("show", "B.27", "--clean").out
    html = desk.done("show", "vision/B", "--format", "html").out
    assert html.count('<div class="statement">') == 2
    status = desk.done("status", "vision/B")
    assert "1 reservation; 1 interpretation" in status.out
    assert "2 alternatives, 1 reservation, 1 interpretation." in status.out
    value = desk.done("status", "--format", "json").json
    counts = {c["ref"]: c["statements"] for d in value["documents"] for c in d["chapters"]}
    assert {ref for ref, count in counts.items() if count} == {"vision/B"}
    assert (counts["vision/B"], value["totals"]["statements"]) == (2, 2)
    assert desk.done("status", "B.27", "--format", "json").json["totals"]["statements"] == 1
    log = desk.done("log", "B.27")
    assert log.out.count("reservation by Norland") == 1
    assert f"Statement: reservation, {FIRST}" in log.out
    assert "interpretation" not in log.out
    assert "reservation by Norland" not in desk.done("log", "B.28").out
    assert "interpretation by Norland" in desk.done("log", "vision/").out


def test_words_of_a_statement_act_on_no_page(desk: Desk) -> None:
    reserve(desk, "B.27", "--text", "<script>alert(1)</script> & [not a bracket")
    html = desk.done("show", "B.27", "--format", "html").out
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; [not a bracket" in html
    assert desk.run("check").code == 0


def test_taken_back_by_place_and_as_the_last_verb(desk: Desk) -> None:
    tree = desk.git("rev-parse", "HEAD^{tree}")
    reserve(desk, "B.27", "vision/B.3", "--text", WORDS)
    reserve(desk, "B.30", "--text", WORDS)
    answer = desk.run("undo", "B.27")
    assert answer.code == 1
    assert "part-of-more" in answer.err
    assert "wsisdraft undo vision/B.3 takes all of it back." in answer.err
    answer = desk.done("undo", "vision/B.27, vision/B.3")
    assert "Reservation by Norland, 2014-04-20, gone:" in answer.out
    assert not (desk.top / FIRST).exists()
    assert "Recorded in error" in desk.done("log", "B.27").out
    assert "Recorded in error" not in desk.done("log", "B.30").out
    desk.done("undo")
    assert desk.git("rev-parse", "HEAD^{tree}") == tree
    assert desk.clean


def test_taken_back_from_a_chapter_and_a_document(desk: Desk) -> None:
    tree = desk.git("rev-parse", "HEAD^{tree}")
    for ref in ("vision/E", "vision/", "vision/C.C5"):
        reserve(desk, ref, "--text", WORDS)
        desk.done("undo", ref)
        assert desk.git("rev-parse", "HEAD^{tree}") == tree


def test_one_that_was_edited_since_is_not_taken_back(desk: Desk) -> None:
    reserve(desk, "B.27", "--text", WORDS)
    desk.replace(FIRST, WORDS, "Something else.")
    desk.commit("a statement by hand")
    answer = desk.run("undo", "B.27")
    assert answer.code == 1
    assert "touched-since" in answer.err
    assert "a statement by hand" in desk.done("log", "B.27").out


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    answer = desk.done("reserve", "B.27", "--by", "Norland", "--text", WORDS, "--dry-run")
    assert WORDS in answer.out
    assert not (desk.top / FIRST).exists()
    assert desk.clean


def test_as_json(desk: Desk) -> None:
    answer = desk.done(
        "reserve", "B.27", "--by", "Norlund", "--new", "--text", WORDS, "--format", "json"
    )
    (statement,) = answer.json["statements"]
    assert (statement["what"], statement["by"], statement["text"]) == ("added", ["Norlund"], WORDS)
    assert answer.json["registered"] == ["Norlund"]
    assert (answer.json["ref"], answer.json["changes"]) == ("vision/B.27", [])


def test_the_same_is_said_once(desk: Desk) -> None:
    reserve(desk, "B.27", "B.28", "--text", WORDS)
    for refs in (("B.28",), ("vision/B.3", "B.27")):
        answer = desk.run("reserve", *refs, "--by", "Norland", "--text", f"\n{WORDS}\n\n")
        assert answer.code == 1
        assert f"{FIRST}:7:1: said-already: Norland said exactly this about" in answer.err
        assert "wsisdraft show vision/B.2" in answer.err
    desk.done("reserve", "B.28", "--by", "Estovia", "--text", WORDS)
    desk.done("reserve", "vision/B.3", "--by", "Norland", "--text", WORDS)
    assert desk.clean


@pytest.mark.parametrize(
    ("words", "place", "rule"),
    [
        (b"", "words.md:1:1", "no-words"),
        (b" \n\n \n", "words.md:1:1", "no-words"),
        (b"Norland\nkeeps \xff its", "words.md:2:7", "text-characters"),
        (b"\x00\x01\x02\xfe\xff", "words.md:1:4", "text-characters"),
        (b"\xff\xfeN\x00", "words.md:1:1", "text-characters"),
        (b"Norland\nkeeps\tits", "words.md:2:6", "text-characters"),
        ("It keeps\r\nits \u202e position".encode(), "words.md:2:5", "text-characters"),
        (b"a" * 20_481, "words.md:1:1", "too-large"),
        (b"a" * 3_000_000, "words.md:1:1", "too-large"),
    ],
)
def test_words_that_cannot_stand_on_record(desk: Desk, words: bytes, place: str, rule: str) -> None:
    before = desk.git("rev-parse", "HEAD")
    desk.write("words.md", words)
    answer = desk.run("reserve", "B.27", "--by", "Norland", "--file", "words.md")
    assert answer.code == 1
    assert answer.err.startswith(f"{place}: {rule}: ")
    assert "\nhelp: " in answer.err
    assert desk.git("rev-parse", "HEAD") == before
    assert desk.git("status", "--porcelain") == "?? words.md\n"


def test_words_come_into_the_form_of_the_record(desk: Desk) -> None:
    desk.write("../words.md", "\ufeffCafe\u0301 first.\r\rThen more.".encode())
    reserve(desk, "B.27", "--file", "../words.md")
    assert desk.text(FIRST).endswith("---\nCaf\u00e9 first.\n\nThen more.\n")
    assert desk.run("check").code == 0


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (("B.27", "--text", "x"), 2, "no-party", "Add --by WHO."),
        (("B.27", "--by", "Norland"), 2, "malformed-words", "--text T or --file F"),
        (("B.27", "--by", "Norland", "--text", "x", "--file", "-"), 2, "malformed-words", "one of"),
        (("B.27", "--by", "Norland", "--text", ""), 1, "no-words", "Say what"),
        (("B.27", "--by", "Norland", "--text", "a\x1bb"), 1, "text-characters", "Delete it"),
        (("B.27", "--by", "Norland", "--file", "nowhere"), 1, "unreadable-file", "Name a file"),
        (("B.27", "--by", "Norland", "--file", "."), 1, "unreadable-file", "Name a file"),
        (("B.27", "--by", "Norland", "--kind", "x", "--text", "x"), 2, "unknown-kind", "objection"),
        (("B.27", "--by", "N", "--kind", "note", "--text", "x"), 1, "unknown-stakeholder", "--new"),
        (("B.27", "--by", "Norlund", "--text", "x"), 1, "unknown-stakeholder", "mean Norland?"),
        (("B.99", "--by", "Norland", "--text", "x"), 1, "unknown-ref", "B"),
        (("B.27", "--by", "Norland", "--on", "4/5", "--text", "x"), 2, "malformed-date", "2014"),
    ],
)
def test_what_is_refused(
    desk: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    before = desk.git("rev-parse", "HEAD")
    answer = desk.run("reserve", *words)
    assert answer.code == code, answer
    assert f"{rule}: " in answer.err
    assert remedy in answer.err.partition("help: ")[2]
    assert desk.git("rev-parse", "HEAD") == before
    assert desk.clean


def test_the_language_of_the_process_decides_on_joiners(desk: Desk) -> None:
    words = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    answer = desk.run("reserve", "B.27", "--by", "Norland", "--text", words)
    assert answer.code == 1
    assert "--text:1:3: text-characters: U+200C" in answer.err
    desk.replace("drafts/process.yaml", "language: en", "language: fa")
    desk.commit("another language")
    desk.done("reserve", "B.27", "--by", "Norland", "--text", words)
    assert desk.run("check").code == 0


def test_a_kind_of_statement_without_a_party_is_found(desk: Desk) -> None:
    desk.write(FIRST, "---\nkind: reservation\nabout: [vision/B.27]\n---\nWhose?\n")
    answer = desk.run("check", "--format", "json")
    assert answer.code == 1
    (found,) = [f for f in answer.json["findings"] if f["gravity"] == "error"]
    assert (found["path"], found["rule"]) == (FIRST, "file-format")
    assert "`by` is missing" in found["message"]


def test_a_statement_by_hand_may_not_be_longer_than_one_by_a_verb(desk: Desk) -> None:
    head = "---\nkind: reservation\nby: Norland\nabout: [vision/B.27]\n---\n"
    desk.write(FIRST, f"{head}{'a' * 20_480}\n")
    assert desk.run("check").code == 0
    desk.write(FIRST, f"{head}{'a' * 20_481}\n")
    answer = desk.run("check")
    assert answer.code == 1
    assert f"{FIRST}:1:1: too-large: The words have 20,481 bytes" in answer.out
