"""A text from outside as files of a draft: places, ids, statuses, pairs, doubts, and every word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.draft_cases import TODAY
from wsisdraft.intake.counting import Counted, Lost, counted
from wsisdraft.intake.doubts import waiting
from wsisdraft.intake.files import ROOM, doubts_fields
from wsisdraft.intake.laying import Terms, laid_new
from wsisdraft.intake.pairing import candidate, paired
from wsisdraft.intake.places import placed
from wsisdraft.intake.placing import Placing, placing_again, placing_new, settled_chapters
from wsisdraft.intake.taken import Taken, TakenAlternative, TakenParagraph, TakenSection
from wsisdraft.intake.ties import carried_over
from wsisdraft.notation.change import Change, Record, apply
from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.paragraph_file import read_paragraph
from wsisdraft.notation.reading import read
from wsisdraft.notation.snapshot import Snapshot
from wsisdraft.rules import check
from wsisdraft.rules.rule import Context
from wsisdraft.text.address import Address
from wsisdraft.text.doubt import Doubt, DoubtKind
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Gravity
from wsisdraft.text.layout import Layout
from wsisdraft.text.number import Number
from wsisdraft.text.paragraph import BracketEntry, fingerprint
from wsisdraft.text.status import PRESETS
from wsisdraft.verbs.shared.import_refusals import too_large

CASES = Path(__file__).parent / "cases"
TERMS = Terms(PRESETS["mpp"], "first-draft", "2014-04-17", "4")
DOCUMENT = Address("vision")


def address(text: str) -> Address:
    found = Address.of(text)
    assert found is not None
    return found


def paragraph(number: str, body: str, **more: object) -> TakenParagraph:
    known = Number.of(number)
    assert known is not None
    return TakenParagraph(known, body, **more)  # type: ignore[arg-type]


def section(name: str, *paragraphs: TakenParagraph, **more: object) -> TakenSection:
    title = str(more.pop("title", f"On {name}"))
    return TakenSection(name, title, paragraphs, **more)  # type: ignore[arg-type]


def text_of(files: Mapping[str, str]) -> Text:
    return read(Snapshot({p: s.encode() for p, s in files.items()}), Layout.of(files))


def after(text: Text, placing: Placing) -> Text:
    change = Change(placing.edits, placing.new_files, placing.removed, record=Record("import"))
    return text_of(apply(text.sources, change))


BARE = {"drafts/process.yaml": "name: MPP\n"}


def imported(taken: Taken, place: Address = DOCUMENT, terms: Terms = TERMS) -> Text:
    placing = placing_new(placed(taken, place), terms, (), lambda _: 0)
    return after(text_of(BARE), placing)


def updated(
    text: Text, taken: Taken, place: Address = DOCUMENT, terms: Terms = TERMS
) -> tuple[Text, Placing]:
    ids = {p.id for p in text.paragraphs()}
    placing = placing_again(text, place, placed(taken, place), terms, ids, lambda _: 0)
    return after(text, placing), placing


def errors(text: Text) -> list[str]:
    found = check(text, Context(TODAY))
    return [f"{f.place}: {f.message}" for f in found if f.gravity is Gravity.ERROR]


def of(text: Text, ref: str) -> str:
    """The whole file of a paragraph."""
    found = text.paragraph(address(ref))
    assert found is not None, ref
    return found.source


# Where things go.


def test_a_document_of_chapters_sections_and_paragraphs() -> None:
    inner = section("B1", paragraph("1", "Inside."), title="Inner")
    outer = TakenSection(
        "B", "Outer", (paragraph("1", "First."), paragraph("annex", "Last.")), (inner,)
    )
    text = imported(Taken("The Vision", (section("A", paragraph("1", "Before.")), outer)))
    assert [str(p.address) for p in text.paragraphs()] == [
        "vision/A.1",
        "vision/B.1",
        "vision/B.B1.1",
        "vision/B.annex",
    ]
    (document,) = text.documents
    assert document.title == "The Vision"
    assert [chapter.title for chapter in document.chapters] == ["On A", "Outer"]
    assert [s.title for s in document.chapters[1].sections] == ["Inner"]
    assert errors(text) == []


def test_as_a_chapter_its_chapters_are_sections() -> None:
    one = section("A", paragraph("1", "Before."), brackets={"b1": BracketEntry(over="all")})
    two = section("B", paragraph("1", "First."), brackets={"b1": BracketEntry(over="1")})
    place = address("vision/F")
    files = {**BARE, "drafts/vision/document.yaml": "title: Vision\n"}
    placing = placing_new(placed(Taken("Finance", (one, two)), place), TERMS, (), lambda _: 0)
    text = after(text_of(files), placing)
    assert [str(p.address) for p in text.paragraphs()] == ["vision/F.A.1", "vision/F.B.1"]
    (chapter,) = text.chapters()
    assert chapter.title == "Finance"
    assert sorted(entry.over for entry in chapter.brackets.values()) == ["A", "B.1"]
    assert errors(text) == []


def test_a_text_of_one_chapter_is_that_chapter() -> None:
    only = section("A", paragraph("1", "Before."), title="Finance")
    for title in ("", "Finance"):
        to = placed(Taken(title, (only,)), address("vision/F"))
        assert [str(p.address) for p in to.paragraphs] == ["vision/F.1"]
        assert [folder.title for folder in to.folders] == ["Finance"]
    named = placed(Taken("Other", (only,)), address("vision/F"))
    assert [str(p.address) for p in named.paragraphs] == ["vision/F.A.1"]


# What a file says.


def test_everything_that_is_known_of_a_paragraph() -> None:
    taken = paragraph(
        "24.a",
        "Keep [all]{#b1} networks [open]{#b2}.",
        printed="24 (a)",
        origin="Norland, Government",
        lead=("Estovia",),
        brackets={"b1": BracketEntry(by=("Norland",), note="as agreed"), "b2": BracketEntry()},
        doubts=(Doubt(DoubtKind.UNSURE_ROLE, 7, 12, "It may be a note."),),
    )
    text = imported(Taken("Vision", (section("B", taken),)))
    assert of(text, "vision/B.24.a") == (
        "---\n"
        f"id: {next(text.paragraphs()).id}\n"
        "status: first-draft\n"
        "mandate:\n  lead: [Estovia]\n"
        "brackets:\n  b1:\n    by: [Norland]\n    note: as agreed\n"
        "printed: 24 (a)\n"
        "source: Norland, Government\n"
        "doubts:\n  d1:\n    kind: unsure-role\n    line: 7\n    column: 12\n"
        "    said: It may be a note.\n"
        "---\n"
        "Keep [all]{#b1} networks [open].\n"
    )
    assert errors(text) == []


def test_alternatives_count_from_the_first_free_ordinal() -> None:
    options = (
        TakenAlternative("Option 1", "One wording.", by=("Norland",)),
        TakenAlternative("", "Another [wording]."),
        TakenAlternative("No text", ""),
    )
    taken = Taken("V", (section("B", paragraph("1", "", alternatives=options)),))
    placing = placing_new(placed(taken, DOCUMENT), TERMS, (), lambda _: 4)
    files = dict(placing.new_files)
    assert files["drafts/vision/B/1.alt-5.md"] == (
        "---\nname: Option 1\nby: [Norland]\n---\nOne wording.\n"
    )
    assert files["drafts/vision/B/1.alt-6.md"] == "---\n---\nAnother [wording].\n"
    assert files["drafts/vision/B/1.alt-7.md"] == "---\nname: No text\n---\n"
    assert [a.name for a in placing.laid[0].new] == ["Option 1", "ALT 6", "No text"]
    assert errors(after(text_of(BARE), placing)) == []


@pytest.mark.parametrize(
    ("body", "marked", "status", "doubt"),
    [
        ("Keep networks open.", "agreed", "agreed", ""),
        ("Keep networks open.[^1]\n\n[^1]: All of them.", "Pre agreed", "pre-agreed", ""),
        ("Keep networks open.", "under review", "under-review", ""),
        ("Keep [all] networks open.", "agreed", "first-draft", "still open"),
        ("Keep [X] networks open.", "agreed", "first-draft", "still open"),
        ("", "agreed", "first-draft", "still open"),
        ("Keep networks open.", "agreed ad ref", "first-draft", "no status of this process"),
        ("Keep networks open.", "deleted", "first-draft", "no status of this process"),
        ("Keep networks open.", "", "first-draft", ""),
    ],
)
def test_a_status_that_the_source_marks(body: str, marked: str, status: str, doubt: str) -> None:
    text = imported(Taken("V", (section("B", paragraph("1", body, status=marked, line=9)),)))
    (made,) = text.paragraphs()
    assert made.status == status
    said = " ".join(each.said for each in made.doubts.values())
    assert (doubt in said) if doubt else said == ""
    if text.process.ladder.settled(status):
        assert made.settled is not None
        assert (made.settled.date, made.settled.meeting) == ("2014-04-17", "4")
        assert made.settled.text == fingerprint(made.body)
    else:
        assert made.settled is None
    assert errors(text) == []


def test_an_alternative_keeps_a_paragraph_open_whatever_is_marked() -> None:
    option = TakenAlternative("Option 1", "Another.")
    marked = paragraph("1", "One.", status="agreed", alternatives=(option,))
    (made,) = imported(Taken("V", (section("B", marked),))).paragraphs()
    assert made.status == "first-draft"
    assert len(made.doubts) == 1


def test_unseen_characters_of_fields_are_shown_by_their_codes() -> None:
    taken = Taken("A\u202etitle", (section("B", paragraph("1", "Words."), title="T\tU\u200bV"),))
    text = imported(taken)
    assert text.documents[0].title == "A<U+202E>title"
    assert next(text.chapters()).title == "T U<U+200B>V"
    assert errors(text) == []


def test_words_that_no_file_holds_are_told_at_their_line() -> None:
    option = TakenAlternative("Option 1", "Words go on. " * 2_000, line=7)
    long = paragraph("1", "Words go on. " * 2_000, alternatives=(option,), line=5)
    fine = paragraph("2", "Words go on.", line=9)
    placing = placing_new(
        placed(Taken("V", (section("B", long, fine),)), DOCUMENT), TERMS, (), lambda _: 0
    )
    refusal = too_large("draft.md", placing.laid)
    assert refusal is not None
    assert [str(f.place) for f in refusal.findings] == ["draft.md:5:1", "draft.md:7:1"]
    assert "have 26,000 bytes; a paragraph has at most 20,480" in refusal.findings[0].message
    assert too_large("draft.md", placing.laid[1:]) is None


# Doubts.


def test_more_doubts_than_a_file_holds_are_counted_in_the_last_one() -> None:
    doubts = [
        Doubt(DoubtKind.STRAY_BRACKET, n, 1, f"The ] of {n} is alone.") for n in range(1, 1001)
    ]
    fields = doubts_fields(doubts)
    said = [str(each.get("said")) for each in fields.values() if isinstance(each, dict)]
    assert sum(len(each) for each in said) < ROOM
    rest = 1000 - len(said) + 1
    assert said[-1] == f"From here to 1000:1 there are more: {rest:,} stray-bracket."
    assert list(fields)[:3] == ["d1", "d2", "d3"]
    assert list(doubts_fields(doubts[:2], ("d1", "d3"))) == ["d2", "d4"]


def test_doubts_that_were_settled_are_not_asked_again_of_the_same_words() -> None:
    stray = Doubt(DoubtKind.STRAY_BRACKET, 5, 2, "The ] has no partner.")
    order = Doubt(DoubtKind.NUMBER_ORDER, 5, 1, "5 comes after 6.")
    match = Doubt(DoubtKind.UNSURE_MATCH, 1, 1, "Taken for another.")
    moved = Doubt(DoubtKind.STRAY_BRACKET, 8, 2, "The ] has no partner.")
    assert waiting({}, (stray, order), same_words=True).keys() == {"d1"}
    assert waiting({}, (stray, order), same_words=False).keys() == {"d1", "d2"}
    kept = waiting({"d3": stray, "d7": match}, (moved,), same_words=True)
    assert list(kept) == ["d3", "d7"]
    assert kept["d3"] == {
        "kind": "stray-bracket",
        "line": "8",
        "column": "2",
        "said": "The ] has no partner.",
    }
    assert waiting({"d3": stray}, (), same_words=False) == {}


# Pairs.


def sections_of(name: str) -> list[object]:
    cases = re.split(r"^## ", (CASES / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [pytest.param(case, id=case.splitlines()[0]) for case in cases]


@pytest.mark.parametrize("case", sections_of("pairings.txt"))
def test_who_is_who(case: str) -> None:
    sides: dict[str, list[tuple[str, tuple[str, ...]]]] = {"old": [], "new": []}
    for side, ref, words in re.findall(r"^(old|new) (\S+):(.*)$", case, re.MULTILINE):
        sides[side].append((ref, tuple(part.strip() for part in words.split("|"))))
    old, new = (
        [candidate(address(f"vision/{ref}"), words) for ref, words in sides[side]]
        for side in ("old", "new")
    )
    found = [
        f"{sides['old'][pair.old][0]}={sides['new'][pair.new][0]}{'' if pair.sure else '?'}"
        for pair in paired(old, new)
    ]
    assert found == case.partition("\npairs:")[2].split()


WORDS = st.lists(
    st.sampled_from(["open", "wide", "free", "net", "law", "all", "[most]", "old", "new"]),
    max_size=9,
)


@given(st.lists(WORDS, max_size=7), st.lists(WORDS, max_size=7))
def test_nobody_stands_in_two_pairs(old: list[list[str]], new: list[list[str]]) -> None:
    sides = [
        [candidate(address(f"vision/B.{n}"), (" ".join(words),)) for n, words in enumerate(side, 1)]
        for side in (old, new)
    ]
    found = paired(*sides)
    assert len({pair.old for pair in found}) == len({pair.new for pair in found}) == len(found)
    assert [pair.new for pair in found] == sorted(pair.new for pair in found)
    itself = paired(sides[0], sides[0])
    assert {(pair.old, pair.new) for pair in itself} == {
        (n, n) for n, words in enumerate(old) if words
    }


# Entries of brackets.


def entries(said: str) -> dict[str, BracketEntry]:
    made = {}
    for part in filter(None, (each.strip() for each in said.split(","))):
        handle, *words = part.split()
        fields = dict(zip(words[::2], words[1::2], strict=True))
        by = (fields["by"],) if "by" in fields else ()
        since, choice = fields.get("since", ""), fields.get("choice", "")
        made[handle] = BracketEntry(by=by, since=since, choice=choice)
    return made


@pytest.mark.parametrize("case", sections_of("carried-over.txt"))
def test_what_is_on_record_about_brackets_stays_with_them(case: str) -> None:
    lines = dict(line.split(":", 1) for line in case.splitlines()[1:] if ":" in line)
    said = {key: value.strip() for key, value in lines.items()}
    made = carried_over(
        said["old"], entries(said["known"]), said["new"], entries(said.get("said", ""))
    )
    assert made.body == said["made"]
    assert made.brackets == entries(said["entries"])


@given(WORDS, WORDS)
def test_no_word_of_the_new_wording_changes(old: list[str], new: list[str]) -> None:
    before, body = " ".join(old), " ".join(new)
    tied_old = before.replace("[most]", "[most]{#b1}", 1)
    known = entries("b1 by Norland") if "{#b1}" in tied_old else {}
    made = carried_over(tied_old, known, body, {})
    assert without_ties(made.body) == body
    assert set(made.brackets) == set(re.findall(r"\{#(b[0-9]+)\}", made.body))


# A later state.

FIRST = Taken(
    "Vision",
    (
        section(
            "A",
            paragraph("1", "Recalling the [first] meeting of the working group,"),
            paragraph("2", "Noting with concern the state of the networks,"),
            paragraph("3", "Welcoming all who came to the meeting,"),
        ),
        section(
            "B",
            paragraph("1", "Parties shall keep their networks open to all."),
            paragraph("2", "Parties shall report every two years on what they have built."),
        ),
    ),
)


def test_the_same_text_again_changes_nothing() -> None:
    text = imported(FIRST)
    _, placing = updated(text, FIRST)
    assert (placing.edits, placing.new_files, placing.removed) == ((), (), ())
    assert placing.pairs == 5


def test_a_later_state_keeps_ids_and_says_what_moved() -> None:
    text = imported(FIRST)
    later = Taken(
        "Vision",
        (
            section(
                "A",
                paragraph("1", "Recalling the first meeting of the working group,"),
                paragraph("2", "Thanking the hosts for their hospitality and patience,"),
                paragraph("3", "Noting with concern the state of the networks,"),
            ),
            section("B", paragraph("1", "Parties shall keep their [networks] open to all.")),
            section(
                "C", paragraph("1", "Parties shall report every five years on what they built.")
            ),
        ),
    )
    now, placing = updated(text, later)
    ids = {str(p.address): p.id for p in text.paragraphs()}
    assert {str(p.address): p.id for p in now.paragraphs()} == {
        "vision/A.1": ids["vision/A.1"],
        "vision/A.2": now.paragraph(address("vision/A.2")).id,  # type: ignore[union-attr]
        "vision/A.3": ids["vision/A.2"],
        "vision/B.1": ids["vision/B.1"],
        "vision/C.1": ids["vision/B.2"],
    }
    assert {str(old): str(new) for old, new in placing.moved.items()} == {
        "vision/A.2": "vision/A.3",
        "vision/B.2": "vision/C.1",
    }
    assert [str(p.address) for p in placing.gone] == ["vision/A.3"]
    assert "former: [vision/B.2]\n" in of(now, "vision/C.1")
    assert next(c for c in now.chapters() if str(c.address) == "vision/C").title == "On C"
    assert errors(now) == []


def test_a_chapter_that_is_empty_goes_and_one_that_is_renamed_keeps_what_it_says() -> None:
    text = imported(FIRST)
    files = dict(text.sources)
    files["drafts/vision/B/chapter.yaml"] += "symbol: MPP/4/26\nstatus: first-draft\n"
    renamed = TakenSection("D", "On D", FIRST.chapters[1].paragraphs)
    now, _ = updated(text_of(files), Taken("Vision", (FIRST.chapters[0], renamed)))
    assert "drafts/vision/B/chapter.yaml" not in now.sources
    assert now.sources["drafts/vision/D/chapter.yaml"] == (
        "title: On D\nsymbol: MPP/4/26\nstatus: first-draft\n"
    )
    without, _ = updated(text_of(files), Taken("Vision", FIRST.chapters[:1]))
    assert [str(c.address) for c in without.chapters()] == ["vision/A"]
    assert errors(without) == []


def test_open_statuses_rise_and_never_fall() -> None:
    text = imported(FIRST)
    files = dict(text.sources)
    path = "drafts/vision/A/1.md"
    files[path] = files[path].replace("status: first-draft", "status: under-review")
    rising = Terms(PRESETS["mpp"], "first-draft", "2014-04-17", rises=True)
    now, _ = updated(text_of(files), FIRST, terms=rising)
    assert now.sources == files
    lifted = Terms(PRESETS["mpp"], "under-review", "2014-04-17", rises=True)
    now, _ = updated(text_of(files), FIRST, terms=lifted)
    assert {p.status for p in now.paragraphs()} == {"under-review"}
    still = Terms(PRESETS["mpp"], "under-review", "2014-04-17")
    now, _ = updated(text_of(files), FIRST, terms=still)
    assert now.sources == files


def test_settled_text_that_would_change_is_told() -> None:
    settled = Taken(
        "Vision",
        (
            section(
                "A",
                paragraph("1", "Recalling the first meeting of the group,", status="agreed"),
                paragraph("2", "Noting the state of the networks,", status="agreed"),
                paragraph("3", "Welcoming all who came to the meeting,", status="agreed"),
            ),
        ),
    )
    text = imported(settled)
    _, same = updated(text, settled)
    assert same.conflicts == ()
    option = TakenAlternative("Option 1", "Noting nothing,")
    later = Taken(
        "Vision",
        (
            section(
                "A",
                paragraph("1", "Recalling the first meeting of this group,", line=5),
                paragraph("2", "Noting the state of the networks,", alternatives=(option,), line=7),
            ),
        ),
    )
    _, placing = updated(text, later)
    told = [(str(c.paragraph.address), c.what, c.line) for c in placing.conflicts]
    assert told == [
        ("vision/A.1", "words", 5),
        ("vision/A.2", "alternatives", 7),
        ("vision/A.3", "gone", 0),
    ]


def test_settled_text_moves_with_its_agreement() -> None:
    words = "Recalling the first meeting of the group,"
    text = imported(Taken("V", (section("A", paragraph("1", words, status="agreed")),)))
    later = section("A", paragraph("1", "Something else comes first here."), paragraph("2", words))
    now, placing = updated(text, Taken("V", (later,)))
    assert placing.conflicts == ()
    moved = now.paragraph(address("vision/A.2"))
    assert moved is not None
    assert moved.status == "agreed"
    assert moved.settled is not None
    assert moved.settled.text == fingerprint(moved.body)
    assert errors(now) == []


def test_a_chapter_declared_settled_takes_nothing_new_silently() -> None:
    words = "Recalling the first meeting of the group,"
    text = imported(Taken("V", (section("A", paragraph("1", words, status="agreed")),)))
    files = dict(text.sources)
    files["drafts/vision/A/chapter.yaml"] += "status: agreed\nas-of: 2014-04-17\n"
    later = section("A", paragraph("1", words), paragraph("2", "One more comes here.", line=12))
    text = text_of(files)
    _, placing = updated(text, Taken("V", (later,)))
    assert settled_chapters(text, placing.laid) == {address("vision/A"): 12}


def test_alternatives_are_paired_by_name_then_by_words() -> None:
    first = (
        TakenAlternative("Option 1", "Parties shall report every two years on networks."),
        TakenAlternative("Option 2", "No reports are wanted from anybody at all."),
        TakenAlternative("Option 3", "Reports are free and come when they come."),
    )
    text = imported(Taken("V", (section("A", paragraph("1", "Base.", alternatives=first)),)))
    then = (
        TakenAlternative("Option 1", "No reports are wanted from anybody."),
        TakenAlternative("Option B", "Reports are free and come whenever they come."),
        TakenAlternative("Option 4", "Something quite different is put here."),
    )
    now, placing = updated(
        text, Taken("V", (section("A", paragraph("1", "Base.", alternatives=then)),))
    )
    (laid,) = placing.laid
    assert [a.ordinal for a in laid.gone] == [2]
    assert [(c.was.ordinal, c.was.name) for c in laid.changed] == [(1, "Option 1"), (3, "Option 3")]
    assert [(a.ordinal, a.name) for a in laid.new] == [(4, "Option 4")]
    (made,) = now.paragraphs()
    assert [(a.ordinal, a.name, a.since) for a in made.alternatives] == [
        (1, "Option 1", ""),
        (3, "Option B", ""),
        (4, "Option 4", "4"),
    ]


def test_a_pair_nobody_can_be_sure_of_waits_as_a_doubt() -> None:
    old = "Parties shall report every two years on networks that they have built and on plans."
    new = "Reports of parties shall come every ten years, or when somebody asks on plans."
    text = imported(Taken("V", (section("A", paragraph("1", old)),)))
    now, _ = updated(text, Taken("V", (section("A", paragraph("1", new, line=31)),)))
    (made,) = now.paragraphs()
    (doubt,) = made.doubts.values()
    assert (doubt.kind, doubt.line) == (DoubtKind.UNSURE_MATCH, 31)
    assert "vision/A.1" in doubt.said


# Every word.

SOURCE = "# Vision\n\n## A. First\n\n1. Keep [all] networks open.\n\nPage 3\n\n2bis. Teach.\n"
READ = Taken(
    "Vision",
    (
        section(
            "A",
            paragraph("1", "Keep [all] networks open."),
            paragraph("2bis", "Teach."),
            title="First",
        ),
    ),
    left_out=((7, "Page 3"),),
    beside=((1, "Vision"), (3, "A"), (5, "1"), (9, "2bis")),
)


def count_of(source: str, taken: Taken, text: Text | None = None) -> Counted | Lost:
    return counted(source, taken, placed(taken, DOCUMENT), text or imported(taken), ())


def test_all_words_are_on_record_or_left_out() -> None:
    assert count_of(SOURCE, READ) == Counted(given=12, on_record=10, left_out=2, lines=1)


@pytest.mark.parametrize(
    ("source", "lost"),
    [
        (SOURCE.replace("open.", "open and wide."), Lost("and", 5, 29)),
        (SOURCE.replace("Teach.", "Teach, and teach."), Lost("and", 9, 14)),
        (SOURCE.replace("Teach.", "Teach, teach."), Lost("teach", 9, 14)),
        (f"{SOURCE}\nΤέλος.\n", Lost("Τέλος", 11, 1)),
        (SOURCE.replace("networks ", ""), Lost("networks", 0, 0, "vision/A.1")),
        (SOURCE.replace("First", "Second"), Lost("First", 0, 0, "vision/A")),
    ],
)
def test_the_first_word_on_one_side_only_is_named(source: str, lost: Lost) -> None:
    assert count_of(source, READ) == lost


def test_a_number_that_is_in_no_field_is_lost() -> None:
    taken = Taken(
        "Vision",
        (section("A", paragraph("1", "Keep."), title="First"),),
        beside=((1, "Vision"), (3, "A"), (5, "65")),
    )
    assert count_of("# Vision\n\n## A. First\n\n65. Keep.\n", taken) == Lost("65", 5, 1)
    printed = paragraph("1", "Keep.", printed="65")
    kept = Taken("Vision", (section("A", printed, title="First"),), beside=taken.beside)
    found = count_of("# Vision\n\n## A. First\n\n65. Keep.\n", kept)
    assert isinstance(found, Counted)


def test_the_count_is_of_what_is_on_record_not_of_what_was_read() -> None:
    text = imported(READ)
    files = dict(text.sources)
    path = "drafts/vision/A/1.md"
    files[path] = files[path].replace("networks", "")
    assert count_of(SOURCE, READ, text_of(files)) == Lost("networks", 5, 15)


def test_a_body_reads_back_as_it_was_taken() -> None:
    to = placed(READ, DOCUMENT)
    made = laid_new(to.paragraphs[0], TERMS, (), 1)
    back, findings = read_paragraph(to.paragraphs[0].address, "", made.source)
    assert findings == ()
    assert back.body == "Keep [all] networks open.\n"
