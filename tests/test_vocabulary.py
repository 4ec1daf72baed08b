"""Roles by words: what is known, where it must stand, and that the quick look misses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.notation.known_words import closings, openings
from wsisdraft.notation.vocabulary import role_of
from wsisdraft.text.bracket import Role

ANYWHERE = {
    Role.PLACEHOLDER: [
        *(
            "X",
            "x",
            "N",
            "n",
            "XX",
            "20xx",
            "20XX",
            "203x",
            "…",
            "...",
            ". . .",
            "",
            "  ",
            "?",
            "___",
        ),
        *("#", "###", "●", "--", "TBD", "tbc", "t.b.d.", "date", "year", "X date", "year x"),
        *("X per cent", "Insert text on skills?", "insert date", "text to come", "placeholder"),
        *("*Placeholder* for the fund", "Title to be determined", "to be confirmed later"),
    ],
    Role.STATUS: [
        *("Agreed ad ref", "agreed ad referendum", "Suggested for Closure", "proposed for closure"),
        "Preliminarily agreed ad ref",
    ],
    Role.NOTE: [
        *("Note: as in the annex", "Editor's note: moved", "Chairman’s note: see below", "sic"),
        *("Note by the secretariat: none", "Drafting note: later", "English only"),
        *("Arabic and French only", "emphasis added", "End of options", "Placement: Article 4"),
        *("Proposed text on skills: given", "For decision text", "Original: English"),
    ],
    Role.ARTEFACT: [
        *("bookmark: _Toc1", "if !supportLists", "if gte mso 9", "endif", "image: a.png", "\ufffc"),
    ],
}
APART = {
    Role.STATUS: [
        *("agreed", "Agreed.", "Preliminarily Agreed", "pre-agreed", "provisionally agreed"),
        *(
            "not yet agreed",
            "agreed in informals",
            "agreed pending capital",
            "pending legal review",
        ),
        *("under discussion", "zero draft", "First draft", "to be discussed", "no consensus"),
        *("adopted", "closed", "reserved", "can be concluded", "open", "preagreed"),
    ],
    Role.NOTE: ["Definitions may follow.", "A table will follow", "continued", "To be continued"],
    Role.ATTRIBUTION: [
        *("led by Norland", "Led by Norland and Estovia", "co-led by the Open Net Union"),
        *("proposed by Norland, Estovia and G9", "submitted by: Open Net", "as proposed by G9"),
        *("proposal by Norland", "alternative text from Estovia", "new language from the G9"),
        *("Norland proposal", "Chair's proposal", "reservation by the Kingdom of Norland"),
        *("supported by Norland/Estovia", "drafted by A.B. Name"),
    ],
}
TEXT = [
    *("shall", "and villages", ", if able", ".", ",", "and/or", "2030", "14", "A", "s", "y or z"),
    *("mutually agreed", "as agreed", "as appropriate", "if needed", "note", "note that", "insert"),
    *(
        "agreed terms",
        "open standards",
        "proposed",
        "under the agreement",
        "to cooperate",
        "no text",
    ),
    *(
        "for all",
        "led by the private sector",
        "led by users",
        "pending",
        "first",
        "text",
        "new lines",
    ),
    *("Option 2: no text", "measures that may follow", "our proposal", "1/CP.20", "20–30", "[a]"),
]
OF_HOW = [(role, words) for role, all_words in ANYWHERE.items() for words in all_words]
OF_PLACE = [(role, words) for role, all_words in APART.items() for words in all_words]


@pytest.mark.parametrize(("role", "words"), OF_HOW)
def test_some_words_are_known_wherever_they_stand(role: Role, words: str) -> None:
    assert role_of(words, "we take ", " as it is", foreign=False) is role
    assert role_of(words, "", "", foreign=True) is role


@pytest.mark.parametrize(("role", "words"), OF_PLACE)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We agree. ", ""),
        ("as we said; ", "\n\nNext"),
        ("[so.]{#b1} ", " [others]{#b2}\n"),
        ("一切。", "\n"),
        ("", " We agree"),
        ("\n\n", " “We” agree"),
        ("Before.\n12. ", " We agree"),
        ("\n(b) ", " We agree"),
        ("\n4 bis. ", "\n"),
    ],
)
def test_other_words_are_known_where_they_stand_apart(
    role: Role, words: str, before: str, after: str
) -> None:
    assert role_of(words, before, after, foreign=False) is role


@pytest.mark.parametrize(("role", "words"), OF_PLACE)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("on ", " terms"),
        ("on ", ""),
        ("We stop. ", " terms are kept"),
        ("", " terms"),
        ("\n2. ", "[free] software"),
    ],
)
def test_in_a_sentence_the_same_words_are_text(
    role: Role, words: str, before: str, after: str
) -> None:
    assert role_of(words, before, after, foreign=False) is Role.TEXT


@pytest.mark.parametrize("words", TEXT)
def test_what_is_not_known_is_text(words: str) -> None:
    assert role_of(words, "we keep ", " here", foreign=False) is Role.TEXT
    assert role_of(words, "we keep ", " here", foreign=True) is Role.TEXT


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("y", "librar", "[ies]"),
        ("n", "a", " X"),
        ("y", "Part[ies]{#b1}", " to"),
        ("x", "", "ample"),
        ("ies", "part[y]", ""),
    ],
)
def test_a_part_of_a_word_is_no_variable(words: str, before: str, after: str) -> None:
    assert role_of(words, before, after, foreign=False) is Role.TEXT


@pytest.mark.parametrize(
    ("words", "before", "after", "expected"),
    [
        ("14", "12. ", " Access", Role.NUMBER),
        ("44.", "39. ", " [We", Role.NUMBER),
        ("Para. 67 of Rev.3", "Para. 68 ", " We", Role.NUMBER),
        ("50 bis", "\n\n", " Access", Role.NUMBER),
        ("12A", "", "\n", Role.NUMBER),
        ("67 alt 1", "\r\n\r\n", " We", Role.NUMBER),
        ("ABC-1", "DRAFT RESOLUTION ", "", Role.NUMBER),
        ("14", "held in\n12 ", " Member States", Role.TEXT),
        ("14", "12. ", " members spoke", Role.TEXT),
        ("14", "", "[15] Members", Role.TEXT),
        ("2014", "12. ", " Access", Role.TEXT),
        ("1/CP.20", "decision ", " of", Role.TEXT),
    ],
)
def test_numbers_stand_at_a_head_in_texts_from_outside(
    words: str, before: str, after: str, expected: Role
) -> None:
    assert role_of(words, before, after, foreign=True) is expected
    assert role_of(words, before, after, foreign=False) is Role.TEXT


def test_a_number_needs_no_word_to_be_looked_at() -> None:
    for words in ("14", "14.", "50 bis", "Para. 67", "PP5", "former 12"):
        assert list(openings(f"[{words}]")) == [0], words
    assert list(openings("RESOLUTION [ABC-1]")) == [11]


@pytest.mark.parametrize("words", [words for _, words in OF_HOW + OF_PLACE])
def test_the_quick_look_finds_every_known_word(words: str) -> None:
    for spelling in (words, words.upper(), words.capitalize(), f" *{words}*"):
        text = f"[{spelling}]"
        if role_of(spelling, "", "", foreign=True) is not Role.TEXT:
            assert list(openings(text)) == [0] or list(closings(text)) == [len(text)], text


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20), st.booleans())
def test_any_words_have_a_role(words: str, before: str, after: str, foreign: bool) -> None:
    assert isinstance(role_of(words, before, after, foreign=foreign), Role)
