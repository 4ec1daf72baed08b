"""The usual headers at one look: what is recognised, the readers of fields say the same of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wsisdraft.notation.paragraph_file import by_its_fields, read_paragraph
from wsisdraft.notation.plain_header import plain_header
from wsisdraft.text.address import Address
from wsisdraft.text.number import Number
from wsisdraft.text.paragraph import BracketEntry, Settled

AT = Address("vision", ("B",), Number.of("21"))
FINGERPRINT = "sha256:" + "0f" * 32
SETTLED = f"settled:\n  date: 2014-04-17\n  meeting: 4\n  text: {FINGERPRINT}\n"
ENTRIES = (
    "brackets:\n  b1:\n    by: [Norland, Estovia]\n    since: 4\n"
    "  b2:\n    by:\n      - Sudoria\n    note: waits for a figure\n"
)


def test_what_the_verbs_write_is_recognised() -> None:
    source = f"---\nid: k7q2vd\nstatus: pre-agreed\n{SETTLED}{ENTRIES}---\nWe [may]{{#b1}} act.\n"
    header = plain_header(source)
    assert header is not None
    assert (header.id, header.status) == ("k7q2vd", "pre-agreed")
    assert header.settled == Settled("2014-04-17", "4", FINGERPRINT)
    assert header.brackets == {
        "b1": BracketEntry(by=("Norland", "Estovia"), since="4"),
        "b2": BracketEntry(by=("Sudoria",), note="waits for a figure"),
    }
    assert source[header.body_start :] == "We [may]{#b1} act.\n"


@pytest.mark.parametrize(
    "source",
    [
        "---\nid: k7q2vd\nstatus: agreed\n---",
        "---\nstatus: agreed\nid: k7q2vd\n---\n",
        "---\nid: K7Q2VD\nstatus: agreed\n---\n",
        "---\nstatus: agreed\nprinted: 28\n---\n",
        '---\nstatus: "agreed"\n---\n',
        "---\nstatus: agreed # by all\n---\n",
        f"---\nstatus: agreed\n{SETTLED.replace('04-17', '04-31')}---\n",
        f"---\nstatus: agreed\n{SETTLED.replace('meeting: 4', 'meeting: 4.')}---\n",
        f"---\nstatus: agreed\n{SETTLED.replace('sha256', 'md5')}---\n",
        f"---\nstatus: agreed\n{ENTRIES.replace('b2', 'b1')}---\n",
        f"---\nstatus: agreed\n{ENTRIES.replace('b2', 'no')}---\n",
        f"---\nstatus: agreed\n{ENTRIES.replace('note', 'over')}---\n",
        f"---\nstatus: agreed\n{ENTRIES.replace('since: 4', 'since: ')}---\n",
        f"---\nstatus: agreed\n{ENTRIES.replace('Sudoria', 'Sudoria ')}---\n",
        "---\nstatus: agreed\nbrackets: {}\n---\n",
        "---\nstatus: agreed\nbrackets:\n---\n",
    ],
)
def test_all_else_is_left_to_the_readers_of_fields(source: str) -> None:
    assert plain_header(source) is None
    assert read_paragraph(AT, AT.path, source) == by_its_fields(AT, AT.path, source)


DAYS = st.sampled_from(("2014-04-17", "2012-02-29", "2014-02-29", "2014-4-17", "--", "20140417"))
MEETINGS = st.sampled_from(("", "4", "4.1", "B-2", "4.", "-4", "4.1.1", "4-"))
HANDLES = st.sampled_from(("b1", "b2", "no", "on", "y", "b-", "B1", "b1 "))
LINES = st.sampled_from(
    (
        *("by: [Norland, Estovia]", "by: Norland", "by: []", "by:", "  - Norland", "- Norland"),
        *("since: 4", "since: x y", "note: é: a", "note: a\u2028b", "note: a: b", "role: note"),
        *("role: none", "choice: x", "over: all", "  deep: er", "# told", "", " ", "note: {}"),
        *('note: "[a]"', "against: Sudoria ", "label: Option 1", "no: more", "group: on"),
    )
)


@st.composite
def sources(draw: st.DrawFn) -> str:
    """Headers that are nearly or quite the usual ones."""
    lines = ["---"]
    if draw(st.booleans()):
        lines.append(f"id: {draw(st.sampled_from(('k7q2vd', 'k7q2v', 'K7q2vd', '7k2qvd')))}")
    lines.append(f"status: {draw(st.sampled_from(('agreed', 'no', '4', 'pre agreed', '-a', '')))}")
    if draw(st.booleans()):
        meeting = draw(MEETINGS)
        lines += ["settled:", f"  date: {draw(DAYS)}"]
        lines += [f"  meeting: {meeting}"] if meeting else []
        lines.append(f"  text: {FINGERPRINT}{draw(st.sampled_from(('', '0', ' ')))}")
    if draw(st.booleans()):
        lines.append("brackets:")
        for _ in range(draw(st.integers(0, 3))):
            lines.append(f"  {draw(HANDLES)}:")
            lines += [f"    {line}" for line in draw(st.lists(LINES, max_size=3))]
    if draw(st.integers(0, 4)) == 0:
        lines.insert(draw(st.integers(0, len(lines))), draw(LINES))
    return "\n".join([*lines, "---", "We [may]{#b1} act.", ""])


@settings(max_examples=1000)
@given(sources())
def test_what_is_recognised_is_read_the_same_by_its_fields(source: str) -> None:
    told = by_its_fields(AT, AT.path, source)
    assert read_paragraph(AT, AT.path, source) == told
    if plain_header(source) is not None:
        assert told[1] == ()


@settings(max_examples=300)
@given(sources(), st.data())
def test_any_character_of_a_header_changed(source: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(source) - 1))
    changed = source[:at] + data.draw(st.text(max_size=2)) + source[at + 1 :]
    assert read_paragraph(AT, AT.path, changed) == by_its_fields(AT, AT.path, changed)
