"""Help for redrafting: repeated substance, long sentences, acronyms nobody wrote out."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import Desk
from wsisdraft.notation.acronyms import acronyms, written_out
from wsisdraft.notation.scanner import scan
from wsisdraft.notation.sentences import may_exceed, sentences
from wsisdraft.notation.shared_runs import shared_runs
from wsisdraft.rules.near_duplicates import near_duplicates

TEXT = (
    "Coastal communities should receive warnings of storms in their own languages, on every "
    "telephone and without charge, from services that answer to them."
)


def warnings(desk: Desk, *more: str) -> list[tuple[str, str, int]]:
    """Rule, file and line of what redrafting help says."""
    found = desk.run("check", "--format", "json", *more).json["findings"]
    ours = ("repeated-substance", "long-sentence", "undefined-acronym")
    return [(f["rule"], f["path"], f["line"]) for f in found if f["rule"] in ours]


def test_the_projects_own_drafts_are_quiet(desk: Desk) -> None:
    assert warnings(desk) == []
    assert "no errors, 3 warnings" in desk.done("check").out


def test_a_repetition_is_told_with_both_places_and_goes_when_it_is_said_once(desk: Desk) -> None:
    desk.done("add", "vision/C.C1.2", "--text", TEXT)
    # A verb is not refused for a warning, nor does it tell of it.
    again = desk.done("add", "vision/E.7", "--text", TEXT.replace("receive", "be given"))
    assert "repeated-substance" not in again.out + again.err
    assert warnings(desk) == [("repeated-substance", "drafts/vision/E/7.md", 5)]
    answer = desk.done("check")
    assert "vision/E.7 says nearly the same as vision/C.C1.2; both have" in answer.out
    assert '"warnings of storms in their own languages, on every telephone and without …"' in (
        answer.out
    )
    assert "wsisdraft similar vision/E.7 shows both" in answer.out
    assert desk.run("check", "--strict").code == 1
    # Found from the chapter where it stands; in the other one nothing is amiss.
    assert warnings(desk, "vision/E") == warnings(desk)
    assert warnings(desk, "vision/C") == []
    desk.done("delete", "vision/E.7", "--why", "C1.2 says it")
    assert warnings(desk) == []


def test_settled_text_is_not_nagged(desk: Desk) -> None:
    desk.done("add", "vision/E.7", "--text", f"{TEXT} The QZX helps.")
    desk.done("add", "vision/E.8", "--text", f"{TEXT} The QZX is thanked.")
    found = [("undefined-acronym", "drafts/vision/E/7.md"), ("repeated-substance",)]
    assert [each[: len(f)] for each, f in zip(warnings(desk), found, strict=True)] == found
    desk.done("agree", "vision/E.8", "vision/E.7")
    assert warnings(desk) == []
    desk.done("reopen", "vision/E.7", "--why", "to say it once")
    assert {(rule, path) for rule, path, _ in warnings(desk)} == {
        ("repeated-substance", "drafts/vision/E/7.md"),
        ("undefined-acronym", "drafts/vision/E/7.md"),
    }


def test_the_process_says_how_long_and_what_everybody_knows(desk: Desk) -> None:
    desk.done("add", "vision/E.7", "--text", "The QZX meets. " + " ".join(["word"] * 81) + ".")
    assert warnings(desk) == [
        ("undefined-acronym", "drafts/vision/E/7.md", 5),
        ("long-sentence", "drafts/vision/E/7.md", 5),
    ]
    assert "This sentence has 81 words; 80 are enough." in desk.done("check").out
    desk.replace(
        "drafts/process.yaml", "[ICT, UN, WSIS]", "[ICT, UN, WSIS, QZX]\n  longest-sentence: 81"
    )
    assert warnings(desk) == []
    desk.replace("drafts/process.yaml", "longest-sentence: 81", "longest-sentence: many")
    answer = desk.run("check")
    assert answer.code == 1
    line = desk.text("drafts/process.yaml").splitlines().index("  longest-sentence: many") + 1
    assert f"drafts/process.yaml:{line}:21: file-format: " in answer.out


def test_every_rule_is_explained(desk: Desk) -> None:
    for rule in ("repeated-substance", "long-sentence", "undefined-acronym"):
        page = desk.done("explain", rule).out
        assert "only about open text" in page.replace("\n", " ") or "for open text" in page
        assert "not found fault with" in page.replace("\n", " ") or "found fault with" in page


def found_by(bodies: list[str], asked: list[bool] | None = None) -> list[tuple[int, int]]:
    owners = [str(at) for at in range(len(bodies))]
    made = near_duplicates(bodies, owners, asked or [True] * len(bodies))
    return [(each.first, each.second) for each in made]


def crowd(size: int, seed: int) -> list[str]:
    """Wordings without anything in common but some of their words."""
    random = Random(seed)
    words = ["".join(random.choices("aeioulmnrstp", k=random.randint(3, 9))) for _ in range(900)]
    return [" ".join(random.choices(words, k=random.randint(12, 60))) for _ in range(size)]


@pytest.mark.parametrize("seed", range(5))
def test_a_repetition_is_found_wherever_it_stands(seed: int) -> None:
    random = Random(seed)
    bodies = crowd(400, seed)
    assert found_by(bodies) == []
    first, second = sorted(random.sample(range(400), 2))
    words = bodies[first].split()
    # One word of ten is another one.
    for at in random.sample(range(len(words)), len(words) // 10):
        words[at] = "otherwise"
    bodies[second] = " ".join(words)
    assert found_by(bodies) == [(first, second)]
    asked = [True] * 400
    asked[second] = False
    assert found_by(bodies, asked) == [(second, first)]
    assert found_by(bodies, [False] * 400) == []


@given(st.lists(st.text(max_size=80), max_size=12))
def test_a_pair_is_two_different_wordings_the_first_of_them_first(bodies: list[str]) -> None:
    pairs = found_by(bodies)
    assert all(first < second for first, second in pairs)
    assert len({second for _, second in pairs}) == len(pairs)


PARTS = st.text(st.sampled_from("ab各ก .!?,;:()[]{}#\n-*|1é\u0301"), max_size=120)


@given(PARTS, st.integers(1, 12))
def test_what_is_passed_over_at_a_glance_has_no_long_sentence(body: str, longest: int) -> None:
    marks = scan(body)
    found = list(sentences(body, marks))
    assert [s.start for s in found] == sorted({s.start for s in found})
    assert all(s.words > 0 and not body[s.start].isspace() for s in found)
    if not may_exceed(body, marks, longest):
        assert max((s.words for s in found), default=0) <= longest


@pytest.mark.parametrize(
    ("body", "counts"),
    [
        ("", []),
        ("One. Two three! Four five six?", [1, 2, 3]),
        ("See Art. 4 and No. 5, e.g. p. 3. Then go.", [10, 2]),
        ("It grew by 4.5 per cent. It fell.", [6, 2]),
        ("They should:\n(a) act;\n(b) go on acting.\n\nAnd rest.", [2, 1, 3, 2]),
        ("They act (a) at once; (b) with care; and (c) in peace.", [5, 3, 4]),
        ("They [should][ought to] act [at once].", [6]),
        ("[They act.]{#b1} [They rest.]{#b2}", [2, 2]),
        ("He said “go.” She went.", [3, 2]),
        ("各国应当。确保所有学校接入！", [2, 4]),
        ("สวัสดีชาวโลก", [2]),
        ("| one two three |\n\nFour.", [1]),
        ("Words.[^1]\n\n[^1]: A note here.", [1, 3]),
        ("... [...] – !", []),
    ],
)
def test_words_of_sentences(body: str, counts: list[int]) -> None:
    assert [sentence.words for sentence in sentences(body, scan(body))] == counts


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("The ICTs of ITU's CO2 and COVID-19", ["ICT", "ITU", "CO2", "COVID"]),
        ("NDMC/NDMCC", ["NDMC", "NDMCC"]),
        ("A/RES/70/125 and WSIS+10/4/26", []),
        ("Annex IV of 20XX, [XX] per cent, ALT 1 OR NOTE", []),
        ("PREAMBLE\n\nTHE TEXT OF IT", []),
        ("RECALLING that IoT and IPv6", []),
        ("МСЭ и ООН", ["МСЭ", "ООН"]),
        ("[the QZX]{#b1}", ["QZX"]),
    ],
)
def test_acronyms(body: str, found: list[str]) -> None:
    assert [name for name, _ in acronyms(body)] == found
    assert all(body[offset:].startswith(name) for name, offset in acronyms(body))


@given(st.text("ACTMs127 .-/\n", max_size=24))
def test_a_glance_at_capitals_passes_over_no_acronym(body: str) -> None:
    # With another script in the text every character is looked at.
    assert list(acronyms(body)) == list(acronyms(f"{body} ж"))


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("the common time scale (CTS)", {"CTS"}),
        ("the common time scale (CTSs)", {"CTS"}),
        ("the common time scale [(CTS)]{#b1}", {"CTS"}),
        ("the scale (hereinafter referred to as the “CTS”)", {"CTS"}),
        ("CTS (common time scale)", {"CTS"}),
        ("公共时标（CTS）", {"CTS"}),
        ('"CTS" means the scale of time', {"CTS"}),
        ("the scale (as CTS and ATS say)", set()),
        ("the scale (led by CTS)", set()),
        ("CTS (see above)", set()),
        ("CTS (2015)", set()),
        ("ATS (CTS)", set()),
        ("CTS", set()),
    ],
)
def test_what_is_written_out(body: str, found: set[str]) -> None:
    assert set(written_out(body, {"CTS", "ATS"})) == found


@pytest.mark.parametrize(
    ("one", "other", "runs"),
    [
        ("a b c d e", "a b c x d e", ("a b c", "d e")),
        ("The open [sea]{#b1}, and\nmore", "the OPEN sea and [more]", ("The open sea, and more",)),
        ("a b", "b a", ()),
        ("", "a b", ()),
        ("各国应当", "各国应该", ("各国应",)),
    ],
)
def test_runs_in_common(one: str, other: str, runs: tuple[str, ...]) -> None:
    assert shared_runs(one, other) == runs
