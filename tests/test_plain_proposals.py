"""Proposals at one look: what is recognised, the readers of fields say the same of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk import CHECKOUT
from wsisdraft.notation.plain_proposals import plain_submission
from wsisdraft.notation.submission_files import by_its_fields, read_submission
from wsisdraft.text.submission import Disposition, Outcome, Proposal, ProposalKind

HEAD = "from: [Norland, Estovia]\nsymbol: V1/B/5\nreceived: 2014-03-12T16:05:00+01:00\n"
ONE = '  1:\n    ref: vision/B.2\n    kind: insert\n    quote: all\n    text: ", and each,"\n'
TWO = (
    "  2:\n    ref: vision/\n    kind: general\n    outcome: referred\n    date: 2014-04-17\n"
    "    meeting: 4\n    why: said elsewhere\n    into: V1/B/6/1\n    to: [Chairman, Sudoria]\n"
    "    went: vision/B.3\n"
)
PLAIN = f"---\n{HEAD}proposals:\n{ONE}{TWO}---\nWords.\n"
WHERE = ("2014-03", "drafts/submissions/2014-03/5.md")


def test_what_the_verbs_write_is_recognised() -> None:
    made = plain_submission(PLAIN)
    assert made is not None
    assert made.proposals == (
        Proposal("1", "vision/B.2", ProposalKind.INSERT, "all", ", and each,"),
        Proposal(
            "2",
            "vision/",
            ProposalKind.GENERAL,
            disposition=Disposition(
                Outcome.REFERRED,
                "2014-04-17",
                "4",
                "said elsewhere",
                "V1/B/6/1",
                ("Chairman", "Sudoria"),
                "vision/B.3",
            ),
        ),
    )
    assert PLAIN[made.body_start :] == "Words.\n"
    assert read_submission(*WHERE, PLAIN) == by_its_fields(*WHERE, PLAIN)


def test_so_is_all_that_the_project_has_on_record() -> None:
    files = sorted(CHECKOUT.glob("drafts/submissions/*/[0-9]*.md"))
    sources = [file.read_text("utf-8") for file in files]
    assert len(sources) >= 12
    assert all(plain_submission(source) for source in sources)
    assert all(read_submission(*WHERE, s) == by_its_fields(*WHERE, s) for s in sources)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("proposals:\n", "proposals: {}\n"),
        ("kind: insert", "kind: inserted"),
        ("quote: all", "quote: all # of them"),
        ("quote: all", "quote: 'all'"),
        ("quote: all", 'quote: "  "'),
        ("quote: all", "quote: "),
        ("quote: all", "quote: all "),
        ("quote: all", "quote: all: of them"),
        ("quote: all", "quote: al\u202el"),
        ("quote: all\n", ""),
        ("    quote: all\n    text", "    text: all\n    quote"),
        ("date: 2014-04-17", "date: 2014-04-31"),
        ("meeting: 4", "meeting: 4."),
        ("to: [Chairman, Sudoria]", "to: []"),
        ("to: [Chairman, Sudoria]", "to: Chairman"),
        ("to: [Chairman, Sudoria]", "to:\n      - Chairman"),
        ("went: vision/B.3", "went: vision B.3"),
        ("  2:", "  1:"),
        ("  2:", "  two:"),
        ("  2:", "   2:"),
        ("symbol: V1/B/5\n", ""),
        ("received: 2014", "received: 20145"),
        ("from: [", "From: ["),
        (TWO + "---\n", TWO),
        (TWO + "---", TWO + "base: " + "0" * 40 + "\n---"),
        (TWO + "---\n", TWO + "---"),
        ("---\nfrom", "--- \nfrom"),
        ("\n", "\r\n"),
        ("outcome: referred", "outcome: lost"),
        ("    outcome: referred\n", ""),
        (f"proposals:\n{ONE}{TWO}", ""),
        (ONE + TWO, ""),
        ("Words.", "proposals:\n  1:\n    ref: B\n"),
    ],
)
def test_all_else_is_read_as_before(old: str, new: str) -> None:
    assert old in PLAIN
    source = PLAIN.replace(old, new)
    assert read_submission(*WHERE, source) == by_its_fields(*WHERE, source)


LINES = PLAIN.splitlines(keepends=True)
ODD = [
    "    text: x\n",
    '    why: "\'"\n',
    "# why\n",
    "\n",
    "  3:\n",
    "---\n",
    "to: x\n",
    "    to: [a]\n",
]


@settings(max_examples=300)
@given(st.data())
def test_whatever_becomes_of_the_lines(data: st.DataObject) -> None:
    lines = list(LINES)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["drop", "put", "twice", "sign"])):
            case "drop":
                del lines[at]
            case "put":
                lines.insert(at, data.draw(st.sampled_from(ODD)))
            case "twice":
                lines.insert(at, lines[at])
            case _:
                place = data.draw(st.integers(0, max(len(lines[at]) - 1, 0)))
                sign = data.draw(st.sampled_from(list("\"'#: []{}-é\u2066\t1a&*")))
                lines[at] = lines[at][:place] + sign + lines[at][place:]
        lines = lines or ["\n"]
    source = "".join(lines)
    assert read_submission(*WHERE, source) == by_its_fields(*WHERE, source)
