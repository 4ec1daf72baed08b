"""facilitators: who facilitates a chapter or section, and where the text stands that is theirs."""

from __future__ import annotations

import pytest

from tests.desk import Desk

CHAPTER = "drafts/vision/E/chapter.yaml"
SECTION = "drafts/vision/C/C5/section.yaml"


def refs(value: object) -> list[str]:
    assert isinstance(value, dict)
    return [chapter["ref"] for document in value["documents"] for chapter in document["chapters"]]


def test_the_agencies_of_the_report_facilitate_the_action_lines_and_their_measurement(
    desk: Desk,
) -> None:
    agencies = [
        "ITU", "UNESCO", "UNCTAD", "UNDP", "UNDESA", "WMO", "UNEP", "WHO", "UPU", "ITC", "ILO",
        "FAO", "UN Regional Commissions",
    ]  # fmt: skip
    shown = desk.done("status", "--format", "json").json
    by_ref = {c["ref"]: c["facilitators"] for d in shown["documents"] for c in d["chapters"]}
    assert {ref for ref, names in by_ref.items() if names} == {"vision/C", "vision/E"}
    assert by_ref["vision/C"] == by_ref["vision/E"] == agencies
    assert shown["facilitator"] is None
    earlier = desk.done("status", "--at", "3", "--facilitator", "ITU", "--format", "json").json
    assert refs(earlier) == ["vision/C", "vision/E"]


def test_status_of_what_somebody_facilitates(desk: Desk) -> None:
    whole = desk.done("status", "--format", "json").json
    theirs = desk.done("status", "--facilitator", "unesco", "--format", "json").json
    assert theirs["facilitator"] == "UNESCO"
    assert refs(theirs) == ["vision/C", "vision/E"]
    chapters = {c["ref"]: c for d in whole["documents"] for c in d["chapters"]}
    for document in theirs["documents"]:
        assert document["chapters"] == [chapters[c["ref"]] for c in document["chapters"]]
    figures = ("paragraphs", "bracket_pairs", "contested_slots", "alternatives")
    for name in figures:
        assert theirs["totals"][name] == sum(chapters[ref][name] for ref in refs(theirs))
    told = desk.done("status", "vision/E", "--facilitator", "UNESCO").out
    assert "What UNESCO facilitates:" in told
    assert "vision/E" in told
    assert "vision/C" not in told


def test_aliases_are_resolved_and_near_misses_suggested(desk: Desk) -> None:
    given = ("status", "--format", "json", "--facilitator")
    assert refs(desk.done(*given, "World Health Organization").json) == ["vision/C", "vision/E"]
    answer = desk.run("status", "--facilitator", "UNESC")
    assert answer.code == 1
    assert 'unknown-stakeholder: No stakeholder is called "UNESC".' in answer.err
    assert "Did you mean UNESCO" in answer.err
    assert "If not, wsisdraft stakeholders lists who takes part." in answer.err


def test_who_facilitates_nothing_is_told_how_that_changes(desk: Desk) -> None:
    answer = desk.done("status", "--facilitator", "Sweden")
    assert "Sweden facilitates nothing that was asked about." in answer.out
    assert 'wsisdraft facilitators REF --add "Sweden"' in answer.out
    made = desk.done("status", "--facilitator", "Sweden", "--format", "json").json
    assert made["documents"] == []
    assert "nothing" in desk.done("status", "vision/B", "--facilitator", "ITU").out


def test_a_section_is_counted_by_itself(desk: Desk) -> None:
    answer = desk.done("facilitators", "vision/C.C5", "vision/C.C7", "--add", "Sweden")
    assert "facilitated by Sweden" in answer.out
    assert desk.text(SECTION).endswith("\nfacilitators: [Sweden]\n")
    made = desk.done("status", "--facilitator", "Sweden", "--format", "json").json
    assert refs(made) == ["vision/C.C5", "vision/C.C7"]
    for row in made["documents"][0]["chapters"]:
        part = desk.done("status", row["ref"], "--format", "json").json["documents"][0]["chapters"]
        figures = ("paragraphs", "statuses", "bracket_pairs", "contested_slots", "alternatives")
        assert {name: row[name] for name in figures} == {name: part[0][name] for name in figures}
        assert row["facilitators"] == ["Sweden"]
        assert row["title"] != part[0]["title"]
    one = desk.done("status", "vision/C.C7", "--facilitator", "Sweden", "--format", "json").json
    assert refs(one) == ["vision/C.C7"]
    # Who facilitates the whole chapter is shown the whole chapter.
    whole = desk.done("status", "--facilitator", "ITU", "--format", "json").json
    assert refs(whole) == ["vision/C", "vision/E"]


def test_a_paragraph_shows_those_of_its_chapter_and_section(desk: Desk) -> None:
    desk.done("facilitators", "vision/C.C5", "--add", "Sweden", "--add", "ITU")
    shown = desk.done("show", "vision/C.C5.1", "--format", "json").json["facilitators"]
    assert shown[0] == "ITU"
    assert shown[-1] == "Sweden"
    assert len(shown) == len(set(shown)) == 14
    assert desk.done("show", "vision/C.C8.1", "--format", "json").json["facilitators"] == shown[:-1]
    assert desk.done("show", "vision/B.3", "--format", "json").json["facilitators"] == []
    assert "facilitated by ITU, UNESCO, UNCTAD, UNDP and 10 others" in (
        desk.done("show", "vision/C.C5").out
    )


def test_they_come_and_go_in_one_commit_each(desk: Desk) -> None:
    before = desk.text(CHAPTER)
    answer = desk.done("facilitators", "vision/E", "--add", "wipo", "--new", "--drop", "fao")
    assert "facilitated by wipo" in answer.out
    assert "no longer facilitated by FAO" in answer.out
    assert "Take it back: wsisdraft undo vision/E" in answer.out
    text = desk.text(CHAPTER)
    assert "  - FAO\n" not in text
    assert "  - UN Regional Commissions\n  - wipo\n" in text
    assert text.startswith(before.partition("facilitators:")[0])
    trailers = desk.trailers()
    assert ("Verb", "facilitators") in trailers
    assert ("Registered", "wipo") in trailers
    named = next(value for key, value in trailers if key == "Facilitators")
    assert named.startswith("ITU, UNESCO")
    assert named.endswith("UN Regional Commissions, wipo")
    assert "Facilitators: ITU, UNESCO" in desk.done("log", "vision/E").out.replace("\n", " ")
    assert desk.run("check").code == 0
    desk.done("undo")
    assert desk.text(CHAPTER) == before
    assert desk.clean


def test_the_last_one_takes_the_field_along(desk: Desk) -> None:
    desk.done("facilitators", "statement/A", "--add", "Sweden")
    answer = desk.done("facilitators", "statement/A", "--drop", "SWEDEN")
    assert "facilitators" not in desk.text("drafts/statement/A/chapter.yaml")
    assert ("Facilitators", "none") in desk.trailers()
    assert "no longer facilitated by Sweden" in answer.out
    again = desk.done("facilitators", "vision/C", "--add", "ITU")
    assert "are so already" in again.out


def test_a_section_without_a_file_gets_one(desk: Desk) -> None:
    desk.git("rm", "-q", SECTION)
    desk.git("commit", "-qm", "no file for the section")
    desk.done("facilitators", "vision/C.C5", "--add", "Ghana")
    assert "Ghana" in desk.text(SECTION)
    assert desk.run("check", "vision/C").code == 0


def test_somebody_whom_no_file_lists_is_found_and_can_be_taken_off(desk: Desk) -> None:
    desk.replace(CHAPTER, "  - FAO\n", "  - FAOO\n")
    desk.commit("a slip by hand")
    answer = desk.run("check")
    assert answer.code == 1
    line = desk.text(CHAPTER).splitlines().index("  - FAOO") + 1
    said = f'{CHAPTER}:{line}:5: unknown-stakeholder: No stakeholder is called "FAOO".'
    assert said in answer.out
    desk.done("facilitators", "vision/E", "--drop", "FAOO", "--add", "FAO")
    assert desk.run("check").code == 0


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (("vision/C",), 2, "malformed-facilitators", "--add WHO"),
        (("vision/C.C5.1", "--add", "ITU"), 2, "malformed-ref", "as vision/C or vision/C.C5"),
        (("vision/B.2-3", "--add", "ITU"), 2, "malformed-ref", "Name a chapter"),
        (("vision/C", "vision/B.2", "--add", "ITU"), 2, "malformed-ref", "Name a chapter"),
        (("vision/C", "--add", "UNESC"), 1, "unknown-stakeholder", "Did you mean UNESCO"),
        (("vision/C", "--drop", "UNESC"), 1, "unknown-stakeholder", "Did you mean UNESCO"),
        (("vision/C", "--drop", "Sweden"), 1, "no-facilitator", "Those who do: ITU, UNESCO"),
        (("vision/B", "--drop", "Sweden"), 1, "no-facilitator", "facilitators vision/B --add WHO"),
        (("vision/Z", "--add", "ITU"), 1, "unknown-ref", "vision/"),
        (("vision/C", "--add", "a\x1bb", "--new"), 2, "malformed-name", "ordinary characters"),
    ],
)
def test_what_cannot_be(
    desk: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    answer = desk.run("facilitators", *words)
    assert answer.code == code, answer
    assert rule in answer.err
    assert remedy in answer.err
    assert desk.clean
