"""Texts from outside: what they are read as, that no word is lost, that real ones come in whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk import SHARED
from wsisdraft.intake.lines import plainly
from wsisdraft.intake.names import names_of
from wsisdraft.intake.reading import taken
from wsisdraft.intake.taken import Taken, TakenAlternative, TakenParagraph, TakenSection
from wsisdraft.notation.blocks import BlockKind, blocks
from wsisdraft.notation.decoding import MOST_BYTES
from wsisdraft.notation.scanner import scan
from wsisdraft.text.address import DEEPEST, is_name
from wsisdraft.text.bracket import Role
from wsisdraft.text.doubt import Doubt, DoubtKind
from wsisdraft.text.layout import in_natural_order
from wsisdraft.text.number import Number, in_order
from wsisdraft.text.paragraph import BracketEntry
from wsisdraft.text.process import Stakeholder

CASES = Path(__file__).parent / "cases" / "intake.txt"
CORPUS, SEED = SHARED / "corpus", SHARED / "seed"
without_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason=f"the corpus of real texts is not at {CORPUS}"
)
without_seed = pytest.mark.skipif(
    not SEED.is_dir(), reason=f"the chairman's report is not at {SEED}"
)
PARIS = ("23-oct", "4-dec", "9-dec", "12-dec")


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """Names, sources and what they are read as."""
    for case in CASES.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, _, rest = case.partition("\n")
        source, _, expected = rest.partition("\n--\n")
        yield name, source, expected.rstrip("\n").split("\n")


def told(read: Taken) -> list[str]:
    """What a case file says of a text."""
    lines = [f"title {read.title}"] if read.title else []
    lines += entries(read.brackets, "")
    lines += doubts(read.doubts, "")
    for chapter in read.chapters:
        lines += told_of_section(chapter, "")
    return [*lines, *(f"left out {line}: {words}" for line, words in read.left_out)]


def told_of_section(section: TakenSection, above: str) -> Iterator[str]:
    name = f"{above}{section.name}"
    yield f"{name} {section.title}".rstrip()
    yield from entries(section.brackets, "  ")
    yield from doubts(section.doubts, "  ")
    for paragraph in section.paragraphs:
        yield from told_of_paragraph(paragraph, name)
    for inner in section.sections:
        yield from told_of_section(inner, f"{name}.")


def told_of_paragraph(paragraph: TakenParagraph, name: str) -> Iterator[str]:
    yield f"{name}.{paragraph.number}: {shown(paragraph.body)}".rstrip()
    fields = {
        "printed": paragraph.printed,
        "status": paragraph.status,
        "lead": ", ".join(paragraph.lead),
        "by": ", ".join(paragraph.by),
        "from": paragraph.origin,
    }
    yield from (f"  {field} {said}" for field, said in fields.items() if said)
    yield from entries(paragraph.brackets, "  ")
    yield from doubts(paragraph.doubts, "  ")
    for each in paragraph.alternatives:
        yield f"  {each.name}: {shown(each.body)}".rstrip()
        yield from entries(each.brackets, "    ")
        yield from doubts(each.doubts, "    ")


def shown(body: str) -> str:
    return body.removesuffix("\n").replace("\n", "/")


def entries(brackets: Mapping[str, BracketEntry], indent: str) -> Iterator[str]:
    for handle, entry in brackets.items():
        said = [
            f"{field} {', '.join(value) if isinstance(value, tuple) else value}"
            for field in ("by", "against", "role", "choice", "label", "over", "note")
            if (value := getattr(entry, field))
        ]
        yield f"{indent}{handle} {'; '.join(said)}"


def doubts(found: tuple[Doubt, ...], indent: str) -> Iterator[str]:
    yield from (f"{indent}{each.kind} {each.line}:{each.column} {each.said}" for each in found)


@pytest.mark.parametrize(
    ("source", "expected"), [pytest.param(s, e, id=name) for name, s, e in cases()]
)
def test_texts_are_read_as_negotiators_mean_them(source: str, expected: list[str]) -> None:
    assert told(accounted(source)) == expected


class Words:
    """The words of what a text was read as, counted, and those that stand in fields."""

    def __init__(self) -> None:
        self.in_text: Counter[str] = Counter()
        self.fields: set[str] = set()

    def count(self, text: str) -> None:
        self.in_text.update(words(text))

    def know(self, *fields: str) -> None:
        self.fields.update(word.casefold() for field in fields for word in words(field))

    def entries(self, brackets: Mapping[str, BracketEntry]) -> None:
        for entry in brackets.values():
            self.know(entry.note, entry.label, entry.role, entry.choice, *entry.by, *entry.against)

    def section(self, section: TakenSection, depth: int) -> None:
        assert depth <= DEEPEST
        assert is_name(section.name)
        numbers = [paragraph.number for paragraph in section.paragraphs]
        assert list(in_order(numbers)) == numbers
        assert len(set(numbers)) == len(numbers)
        assert depth == 1 or not section.brackets
        if "title" not in map(str, numbers):
            self.count(section.title)
        self.know(section.title, section.name)
        self.entries(section.brackets)
        for paragraph in section.paragraphs:
            self.paragraph(paragraph)
        in_good_order(section.sections)
        for inner in section.sections:
            self.section(inner, depth + 1)

    def paragraph(self, paragraph: TakenParagraph) -> None:
        assert Number.of(str(paragraph.number)) == paragraph.number
        assert paragraph.body or paragraph.alternatives
        names = [each.name for each in paragraph.alternatives]
        assert len(set(names)) == len(names)
        self.know(str(paragraph.number), paragraph.printed, paragraph.status, paragraph.origin)
        self.know(*paragraph.by, *paragraph.lead)
        self.body(paragraph)
        for each in paragraph.alternatives:
            self.know(each.name, *each.by)
            self.body(each)

    def body(self, worded: TakenParagraph | TakenAlternative) -> None:
        body = worded.body
        assert len(body.encode()) <= MOST_BYTES
        assert not body or (body.endswith("\n") and body.strip())
        assert not re.search(r"[\0\r\t]", body)
        marks = scan(body, entries=worded.brackets)
        assert marks.strays == ()
        assert marks.deepest <= 100
        assert [each.handle for each in marks.brackets if each.handle] == list(worded.brackets)
        self.count(re.sub(r"\]\{#b\d+\}", "]", body))
        self.entries(worded.brackets)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def in_good_order(sections: tuple[TakenSection, ...]) -> None:
    names = [section.name for section in sections]
    assert list(in_natural_order(names)) == names
    assert len({name.casefold() for name in names}) == len(names)


def accounted(source: str) -> Taken:
    """What a text is read as; every word of it is there, and all of it is lawful for a record."""
    read = taken(source)
    found = Words()
    found.know(read.title)
    in_good_order(read.chapters)
    for chapter in read.chapters:
        found.section(chapter, 1)
    for _, said in (*read.left_out, *read.beside):
        found.count(said)
    assert found.in_text == Counter(words(plainly(source)))
    for _, said in read.beside:
        assert {word.casefold() for word in words(said)} <= found.fields
    lines = plainly(source).count("\n") + 1
    for doubt in read.every_doubt():
        assert 1 <= doubt.line <= lines
        assert doubt.column >= 1
        assert doubt.said.endswith(".")
    return read


MARKS = (
    "Norland ", "we note ", "lower words go on ", "é", "中文", "[", "]", "[[", "]]", "\n", "\n\n",
    "1. ", "2. ", "3bis. ", "12A. ", "Pp1 ", "OP5 ", "new 12A. ", "15. [17] ", "1.", "2.", "(a)",
    "(a) ", "(b) ", "- ", "* ", "· ", "► ", "*", "**", "_em_ ", "**Option 1:** ", "Option 1: ",
    "Option 2: ", "Option (a): ", "Option 1:\n", "ALT 1: ", "ALT2: ", "[Option 1: ", "41 alt 1 ",
    "No text", "{No text}", "## Article 3 ", "## Part ", "# Top ", "### Sub ", "Article 4 (x)\n",
    "B. Priority areas\n", "PREAMBLE\n", "[^1]", "[^1]: note ", "[source]: http://x.example/z\n",
    "[text](http://a.example)", "[led by Norland]", "[agreed]", "(Agreed)", "[bookmark: x]",
    "[x - Norland; G9 delete]", "[old - G9 retain / new - Norland]", "Parties[11] ", "\n[11] foot ",
    "Chapter B, Para No 21 (HEP)\n", "Norland, Government: ", "Recognizing ", "*Noting* ",
    "Page 1 of 2\n", "|a|b|\n", "\t", "    ", "  ", "\\", "\\[", "{#b1}", "]{#b1}", "<b>", "&amp;",
    "\u00a0", "\u200b", "\ufeff", "\r\n", "\r", "\f", "— ", ": ", "; ", ",", ".", "［", "］",
    "---\n", "title: x\n", "{:toc}\n", "* TOC\n",
)  # fmt: skip


@settings(max_examples=600, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=4), max_size=60).map("".join))
def test_no_text_loses_a_word_or_is_unlawful(source: str) -> None:
    accounted(source)


@given(st.lists(st.sampled_from(["", "A", "B", "C", "II", "Art3", "Art10", "Art3bis"]), max_size=9))
def test_names_are_lawful_and_in_order(printed: list[str]) -> None:
    names = names_of(printed)
    assert len({name.casefold() for name in names}) == len(printed)
    assert all(map(is_name, names))
    assert list(in_natural_order(names)) == list(names)


def test_nothing_is_read_as_nothing() -> None:
    for nothing in ("", " \n\t\n", "\ufeff"):
        assert taken(nothing).chapters == ()


def test_line_ends_and_marks_of_encoding_change_no_place() -> None:
    plain = "# Text\n\n## A\n\n1. Words] here\n"
    (doubt,) = taken(plain).every_doubt()
    assert (doubt.kind, doubt.line, doubt.column) == (DoubtKind.STRAY_BRACKET, 5, 9)
    for ends in ("\r\n", "\r"):
        assert taken(plain.replace("\n", ends)) == taken(plain)
    assert taken(f"\ufeff{plain}") == taken(plain)


def test_what_nobody_sees_is_left_out_and_said_to_be() -> None:
    read = accounted("The tide\u00adline\u200bis seen, and \uff3bmeasured\uff3d.\n")
    assert read.chapters[0].paragraphs[0].body == "The tideline is seen, and [measured].\n"
    assert told(read)[:2] == [
        "formatting 1:9 2 characters that nobody sees are left out, the first of them here.",
        "formatting 1:28 2 signs that look like square brackets are read as such, first here.",
    ]


def test_a_thousand_marks_without_partner_are_each_a_doubt() -> None:
    for marks in ("[ a " * 1000, " a ]" * 1000, "a ] " * 500 + "b [ " * 500):
        found = accounted(marks).every_doubt()
        assert [doubt.kind for doubt in found] == [DoubtKind.STRAY_BRACKET] * 1000
        places = [doubt.column for doubt in found]
        assert places == [offset + 1 for offset, sign in enumerate(marks) if sign in "[]"]


def test_what_is_nested_deeper_than_a_body_holds_is_kept_as_signs() -> None:
    read = accounted("[" * 1000 + "word" + "]" * 1000)
    (doubt,) = read.every_doubt()
    assert (doubt.kind, doubt.column) == (DoubtKind.FORMATTING, 91)
    assert read.chapters[0].paragraphs[0].body.count("\\[") == 910


def test_one_long_line_becomes_paragraphs_that_a_file_holds() -> None:
    read = accounted("We note [and welcome] the work. " * 3000)
    numbers = [str(paragraph.number) for paragraph in read.chapters[0].paragraphs]
    assert numbers == ["1", "1bis", "1ter", "1quater", "1quinquies"]
    assert all(p.body.endswith("work.\n") for p in read.chapters[0].paragraphs)
    assert {doubt.kind for doubt in read.every_doubt()} == {DoubtKind.FORMATTING}
    joined = "".join(paragraph.body for paragraph in read.chapters[0].paragraphs)
    assert joined.count("[and welcome]") == 3000


def test_a_bracket_longer_than_a_file_is_kept_as_signs() -> None:
    read = accounted("1. [" + "All words are contested here. " * 2000 + "]\n\n2. Next")
    first, *_, last = read.chapters[0].paragraphs
    assert first.body.startswith("\\[All")
    assert (str(last.number), last.body) == ("2", "Next\n")


def test_names_are_those_on_record() -> None:
    norland = Stakeholder("Norland", aliases=("Kingdom of Norland",), kind="government")
    source = (
        "1. Trust [now - Kingdom of Norland; Estovia delete] matters. [led by Kingdom of Norland]"
    )
    (paragraph,) = taken(source, stakeholders=(norland,)).chapters[0].paragraphs
    assert paragraph.lead == ("Norland",)
    assert paragraph.brackets["b1"].by == ("Norland",)
    assert paragraph.brackets["b1"].against == ()
    assert paragraph.brackets["b1"].note == "Kingdom of Norland; Estovia delete"
    assert [(doubt.kind, doubt.said) for doubt in paragraph.doubts] == [
        (DoubtKind.UNKNOWN_PARTY, '"Estovia" may be a party, and nobody on record is called so.')
    ]
    assert taken(source).every_doubt() == ()


def every_section(sections: tuple[TakenSection, ...]) -> Iterator[TakenSection]:
    for section in sections:
        yield section
        yield from every_section(section.sections)


def paris(state: str) -> str:
    return (CORPUS / f"paris-{state}-2015.md").read_text(encoding="utf-8")


@without_corpus
@pytest.mark.parametrize("state", PARIS)
def test_the_paris_texts_have_their_articles_and_strays(state: str) -> None:
    source = paris(state)
    read = accounted(source)
    headings = re.findall(r"^## \[?Article (\d+) ?(bis|ter)?", source, re.MULTILINE)
    names = [chapter.name for chapter in read.chapters if chapter.name.startswith("Art")]
    assert names == [f"Art{number}{latin}" for number, latin in headings]
    lines = source.split("\n")
    strays = [
        (doubt.line, doubt.column, lines[doubt.line - 1][doubt.column - 1])
        for doubt in read.every_doubt()
        if doubt.kind is DoubtKind.STRAY_BRACKET
    ]
    assert strays == [
        (source.count("\n", 0, stray.offset) + 1, column(source, stray.offset), stray.char)
        for stray in scan(source, foreign=True).strays
    ]


def column(text: str, offset: int) -> int:
    return offset - text.rfind("\n", 0, offset)


@without_corpus
@pytest.mark.parametrize("state", PARIS)
def test_the_paris_paragraphs_begin_where_they_are_printed(state: str) -> None:
    source = paris(state)
    lines = source.split("\n")
    begun = {
        paragraph.line: paragraph
        for section in every_section(taken(source).chapters)
        for paragraph in section.paragraphs
    }
    printed = [(at, line) for at, line in enumerate(lines, 1) if re.match(r" ?\d+\. ", line)]
    items = {at for at, line in printed if line.startswith(" ")}
    for at, line in printed:
        if at in begun:
            number = line.strip().split(".")[0]
            shown = begun[at].printed or str(begun[at].number)
            assert shown == number
        else:
            above = [each for each in lines[at - 5 : at - 1] if each.strip()]
            assert at in items or re.match(r"\*\*.+\*\*$", above[-1].strip()), line


def both(paragraph: TakenParagraph) -> tuple[TakenParagraph | TakenAlternative, ...]:
    return (paragraph, *paragraph.alternatives)


@without_corpus
def test_the_trend_of_the_paris_brackets_falls() -> None:
    pairs = []
    for state in PARIS:
        bodies = [
            (worded.body, worded.brackets)
            for section in every_section(taken(paris(state)).chapters)
            for paragraph in section.paragraphs
            for worded in both(paragraph)
        ]
        pairs.append(sum(len(scan(body, entries=known).unresolved) for body, known in bodies))
    assert 1000 < pairs[0] < 1150
    assert all(later < before for before, later in pairwise(pairs))
    assert pairs[-1] == 0


@without_corpus
def test_options_of_the_paris_text_are_choices_alternatives_or_sections() -> None:
    chapters = {chapter.name: chapter for chapter in taken(paris("23-oct")).chapters}
    purpose = chapters["Art2"]
    assert [(s.name, s.title, len(s.paragraphs)) for s in purpose.sections] == [
        ("Option-1", "Option 1", 2),
        ("Option-2", "Option 2", 1),
    ]
    adaptation = {str(p.number): p for p in chapters["Art4"].paragraphs}
    assert [each.name for each in adaptation["2"].alternatives] == [
        "Option 1",
        "Option 2",
        "Option 3: no text",
    ]
    assert (adaptation["2"].body, adaptation["2"].alternatives[2].body) == ("", "")
    goal = chapters["Art3"].paragraphs[0]
    assert goal.body.startswith("**Collective long-term goal**\n\n[Parties aim")
    labels = {entry.label for entry in goal.brackets.values() if entry.choice == "options"}
    assert labels == {"Option 1", "Option 2", "Option 3"}
    title = chapters["Art3bis"].paragraphs[0]
    assert (str(title.number), title.body) == ("title", "[Article 3bis] *(REDD-plus)*\n")
    assert chapters["Art3bis"].title == "Article 3bis (REDD-plus)"


@without_corpus
def test_links_and_notes_of_the_paris_text_are_no_brackets() -> None:
    opening = taken(paris("12-dec")).chapters[0].paragraphs[0]
    assert "\\[published\\]\\[12dec\\]" in opening.body
    assert "\\[12dec\\]: http://" in opening.body
    assert scan(opening.body).brackets == ()
    timing = next(c for c in taken(paris("23-oct")).chapters if c.name == "Art3").paragraphs[7]
    roles = Counter(bracket.role for bracket in scan(timing.body).brackets)
    assert roles[Role.FOOTNOTE] == 4
    assert [b.kind for b in blocks(timing.body)][-2:] == [BlockKind.NOTE, BlockKind.NOTE]


@without_corpus
def test_the_non_paper_comes_in_with_few_doubts() -> None:
    read = accounted((CORPUS / "paris-nonpaper-5-oct-2015.txt").read_text(encoding="utf-8"))
    _, agreement, decision = read.chapters
    assert (agreement.name, agreement.title) == ("A", "DRAFT AGREEMENT")
    assert [s.name for s in agreement.sections] == [f"Art{n}" for n in range(1, 27)]
    assert [s.name for s in decision.sections] == ["I", "II", "III", "IV", "V", "VI"]
    adoption = decision.sections[0]
    assert [str(p.number) for p in adoption.paragraphs] == ["title", *map(str, range(1, 10))]
    assert all(not p.printed for p in adoption.paragraphs[1:])
    assert agreement.brackets["b1"].over == "all"
    assert len(read.every_doubt()) < 10
    assert all(words != "Page 1 of 20" for _, words in read.beside)
    assert (77, "Page 1 of 20") in read.left_out


@without_corpus
def test_the_short_annex_comes_in_with_its_options_and_one_doubt() -> None:
    read = accounted((CORPUS / "response-measures-2014.txt").read_text(encoding="utf-8"))
    annex = read.chapters[-1]
    assert read.title == "Decision 20/CP.20"
    preambular = [str(p.number) for p in annex.paragraphs if p.number.series == "PP"]
    assert preambular == [f"PP{n}" for n in range(1, 9)]
    first, second = annex.sections
    assert [str(p.number) for p in first.paragraphs] == list("1234567")
    assert first.paragraphs[4].body.endswith("[, including economic modelling];]\n")
    assert [(s.name, str(s.paragraphs[0].number)) for s in second.sections] == [
        ("Option-1", "8"),
        ("Option-2", "1"),
    ]
    assert [doubt.kind for doubt in read.every_doubt()] == [DoubtKind.UNSURE_OPTION]


@without_seed
def test_the_report_of_the_fourth_meeting_gives_chapter_b_its_paragraphs() -> None:
    source = (SEED / "main-outcomes-of-the-fourth-mpp-meeting.txt").read_text(encoding="utf-8")
    read = accounted(source)
    assert read.title == "Main Outcomes by Chairman"
    chapter = next(each for each in read.chapters if each.name == "B")
    openness, *others = chapter.paragraphs
    assert (str(openness.number), openness.body, openness.lead) == ("21", "", ("HEP",))
    assert [each.name for each in openness.alternatives] == ["ALT 1", "ALT2"]
    assert [str(each.number) for each in others] == ["27", "28", "29", "30"]
    assert [each.printed for each in others] == ["28", "29", "30", "31"]
    assert others[0].lead == ("Saudi Arabia", "Saudi")
    assert [b.role for b in scan(others[0].body).brackets] == [Role.TEXT]
    assert [(doubt.kind, doubt.line) for doubt in read.every_doubt()] == [
        (DoubtKind.NUMBER_PRINTED, 42)
    ]
    assert (8, "[bookmark: _GoBack]") in read.left_out
