"""Two states of a text: how paragraphs are paired, classed and told; both texts can be had back."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import Desk
from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.reading import read
from wsisdraft.notation.snapshot import Snapshot
from wsisdraft.pages.shortened import shortened
from wsisdraft.pages.terminal.comparison import Showing, comparison_page
from wsisdraft.pages.terminal.page import laid_out, plain
from wsisdraft.reports.compared_paragraph import Change, words_of
from wsisdraft.reports.comparison import Compared, Comparison, Moment, comparison
from wsisdraft.reports.nearby import nearby_redline
from wsisdraft.reports.redline import Redline, Sign, redline
from wsisdraft.text.draft import Text
from wsisdraft.text.layout import Layout
from wsisdraft.verbs.shared.two_states import open_states

UPDATE = os.environ.get("WSISDRAFT_UPDATE") == "1"
CASES = Path(__file__).parent / "cases" / "comparisons.txt"
SECTIONS = CASES.read_text(encoding="utf-8").split("\n## ")
MOMENTS = (Moment("1", "the earlier state"), Moment("2", "the later state"))
AROUND = {
    "drafts/process.yaml": "name: Trial\n",
    "drafts/vision/document.yaml": "title: Vision\nlanguage: en\n",
}


def text_of(files: Mapping[str, str]) -> Text:
    held = {path: words.encode("utf-8", "surrogatepass") for path, words in files.items()}
    return read(Snapshot(held), Layout.of(held))


def compared(before: Mapping[str, str], after: Mapping[str, str]) -> Comparison:
    """Of both states, everything is read; NOC is not listed."""
    paths = {*before, *after}
    return comparison(Compared(text_of(before), text_of(after), paths), MOMENTS)


def file_of(line: str) -> tuple[str, str]:
    """`B/1.md id: aaaaa1; status: agreed | words` as a file."""
    head, _, words = line.partition(" | ")
    path, _, fields = head.partition(" ")
    said = "".join(f"{field}\n" for field in fields.split("; ")) if fields else ""
    said, words = (each.replace("\\n", "\n") for each in (said, words))
    words = words.encode().decode("unicode_escape") if "\\u" in words else words
    place = f"drafts/{path[3:]}" if path.startswith("../") else f"drafts/vision/{path}"
    return place, said if path.endswith(".yaml") else f"---\n{said}---\n{words}\n"


def states(section: str) -> tuple[dict[str, str], dict[str, str]]:
    before, after = dict(AROUND), dict(AROUND)
    for line in section.split("\n"):
        sign, _, rest = line.partition(" ")
        if sign in ("-", "="):
            before.update([file_of(rest)])
        if sign in ("+", "="):
            after.update([file_of(rest)])
    for state in (before, after):
        if any("/vision/B/" in path for path in state):
            state.setdefault("drafts/vision/B/chapter.yaml", "")
    return before, after


def told(made: Comparison) -> str:
    """The page below its summary, without blank lines around it."""
    page = [plain(row) for row in laid_out(comparison_page(made, Showing(None, sides=False)), None)]
    below = page[2 + len(made.notes) :]
    if len(below) > 1 and below[1].rstrip() == "vision/B":
        below = below[2:]
    return "\n".join(f"> {row}".rstrip() for row in below).strip("> \n")


@pytest.mark.parametrize("section", SECTIONS[1:], ids=lambda text: text.partition("\n")[0])
def test_how_two_states_are_told(section: str) -> None:
    made = compared(*states(section))
    lines = section.rstrip("\n").split("\n")
    expected = "\n".join(line for line in lines if line.startswith(">")).strip("> \n")
    notes = [line[2:] for line in lines if line.startswith("! ")]
    assert list(made.notes) == notes
    if UPDATE and told(made) != expected:
        kept = [line for line in lines if not line.startswith(">")]
        new = "\n".join([*kept, f"> {told(made)}", ""])
        whole = CASES.read_text(encoding="utf-8")
        CASES.write_text(whole.replace("\n".join([*lines, ""]), new), encoding="utf-8")
    assert told(made) == expected


def earlier(words: Redline) -> str:
    return "".join(run for sign, run in words if sign is not Sign.PUT_IN)


def later(words: Redline) -> str:
    return "".join(run for sign, run in words if sign is not Sign.TAKEN_OUT)


BODIES = st.lists(
    st.sampled_from(
        [
            *(
                "Trust",
                "in",
                "networks",
                "[",
                "]",
                "[open]{#b1}",
                "]{#b2}",
                "信息社会",
                "、",
                "مُجتمَع",
            ),
            *("e\u0301", "\\[", "\n", "(a) ", "\u00a0", "[^1]", "70/125", "3.5", "."),
        ]
    ),
    max_size=12,
).map(" ".join)
PARAGRAPHS = st.dictionaries(
    st.sampled_from(["1", "2", "2bis", "3", "10", "annex"]),
    st.tuples(
        st.sampled_from(["", "aaaaa1", "aaaaa2", "aaaaa3"]),
        st.sampled_from(["under-review", "agreed", "deleted"]),
        BODIES,
    ),
    max_size=6,
)


def draft(paragraphs: Mapping[str, tuple[str, str, str]]) -> dict[str, str]:
    files = dict(AROUND)
    for number, (known, status, body) in paragraphs.items():
        head = f"id: {known}\n" if known else ""
        files[f"drafts/vision/B/{number}.md"] = f"---\n{head}status: {status}\n---\n{body}\n"
    return files


def words_at(text: Text) -> dict[str, str]:
    """The text of each paragraph as `show` tells it."""
    return {
        str(each.address): without_ties(each.body).removesuffix("\n") for each in text.paragraphs()
    }


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_texts_can_be_had_back(
    old: dict[str, tuple[str, str, str]], new: dict[str, tuple[str, str, str]]
) -> None:
    before, after = text_of(draft(old)), text_of(draft(new))
    paths = {*before.sources, *after.sources}
    made = comparison(Compared(before, after, paths, everything=True), MOMENTS)
    stood, stands = [], []
    for each in made.paragraphs:
        if each.before is not None:
            assert earlier(each.words) == words_at(before)[str(each.before)]
            stood.append(str(each.before))
        else:
            assert earlier(each.words) == ""
        if each.after is not None:
            assert later(each.words) == words_at(after)[str(each.after)]
            stands.append(str(each.after))
        else:
            assert later(each.words) == ""
    assert sorted(stood) == sorted(words_at(before)), "each once"
    assert sorted(stands) == sorted(words_at(after))
    assert sum(made.summary.counts.values()) == len(list(made.paragraphs))


@given(PARAGRAPHS, PARAGRAPHS)
def test_what_is_listed_and_what_is_counted_is_everything(
    old: dict[str, tuple[str, str, str]], new: dict[str, tuple[str, str, str]]
) -> None:
    made = compared(draft(old), draft(new))
    counts = made.summary.counts
    gone = sum(1 for each in made.paragraphs if each.after is None)
    assert sum(counts.values()) - gone == len(new)
    listed = [each for each in made.paragraphs if each.change is Change.NOC]
    assert all(each.told for each in listed)
    assert comparison_page(made)


@given(PARAGRAPHS)
def test_a_text_and_itself(paragraphs: dict[str, tuple[str, str, str]]) -> None:
    made = compared(draft(paragraphs), draft(paragraphs))
    alike = [each.likeness for each in made.paragraphs]
    assert all(each is not None for each in alike), "only where there is no id"
    assert {each.change for each in made.paragraphs} <= {Change.NOC, Change.MOVED}
    assert made.summary.words == (0, 0)


@pytest.mark.parametrize(
    ("context", "shown"),
    [
        (None, " six seven eight nine ten eleven twelve thirteen (fourteen, fifteen) "),
        (12, " six seven eight nine ten eleven twelve thirteen (fourteen, fifteen) "),
        (1, " six … fifteen) "),
        (0, " … "),
    ],
)
def test_of_what_stays_the_words_next_to_a_change_are_shown(
    context: int | None, shown: str
) -> None:
    old = "five six seven eight nine ten eleven twelve thirteen (fourteen, fifteen) sixteen"
    words = redline(old, old.replace("five", "5").replace("sixteen", "16"))
    assert [run for sign, run in shortened(words, context) if sign is Sign.SAME] == [shown]


def test_long_wordings_are_shortened_at_both_ends() -> None:
    long = "Trust in networks matters to everybody who uses them. " * 400
    words = ((Sign.SAME, long), (Sign.PUT_IN, "And so on."), (Sign.SAME, f" {long.strip()}"))
    [first, _, last] = shortened(words, 3)
    assert first[1] == "… who uses them. "
    assert last[1] == " Trust in networks …"
    chinese = "信息社会" * 300
    [first, _, last] = shortened(
        ((Sign.SAME, chinese), (Sign.PUT_IN, "的"), (Sign.SAME, chinese)), 3
    )
    assert (first[1], last[1]) == ("… 息社会", "信息社 …")


def test_a_long_word_is_not_cut_where_a_wording_is() -> None:
    words = " ".join(f"{'e' * 60}{number}" for number in range(40))
    [first, _, last] = shortened(
        ((Sign.SAME, f"{words} "), (Sign.PUT_IN, "new "), (Sign.SAME, words)), 3
    )
    known = set(words.split())
    for shown in (first[1], last[1]):
        assert len(set(shown.split()) & known) == 3
        assert set(shown.split()) <= {*known, "…"}


SENTENCES = (
    "Trust in networks matters to States, which develop standards with [those]{#b1} who do. ",
    "It also calls for open markets; skills (a) are taught, as 70/125 says, [at [all] schools]. ",
    "建设以人为本的信息社会，需要[所有人]参与。",
    "Building l'accès pour tous costs 3.5 per cent of \\[income\\].\n",
)


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map("".join),
    st.integers(min_value=0, max_value=600),
    st.integers(min_value=0, max_value=40),
    st.sampled_from(["", "x", "new words ", "[", "]", "[so] ", " ", ", ", "以", "use them. It "]),
)
def test_long_wordings_are_compared_near_the_change_alone(
    old: str, at: int, length: int, put_in: str
) -> None:
    new = old[:at] + put_in + old[at + length :]
    words = nearby_redline(old, new)
    assert (earlier(words), later(words)) == (old, new)
    assert all(run for _, run in words)
    assert (old == new) is ({sign for sign, _ in words} <= {Sign.SAME})


def test_near_the_change_it_reads_as_it_would_from_the_whole(template: Desk) -> None:
    states = open_states(str(template.top), "3", "4")
    read_states = states.read()
    before = {each.id: words_of(each) for each in read_states.before.paragraphs()}
    around = "Nothing of this is another. " * 20
    changed = 0
    for each in read_states.after.paragraphs():
        old, new = before[each.id], words_of(each)
        if not old or not new:
            continue
        whole = redline(old, new)
        found = nearby_redline(f"{around}{old} {around}", f"{around}{new} {around}")
        changes = [run for run in found if run[0] is not Sign.SAME]
        assert changes == [run for run in whole if run[0] is not Sign.SAME]
        changed += bool(changes)
    assert changed > 40
