"""status --due: who moves next on everything that is open, by when, and what is late."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import Desk
from wsisdraft.notation.reading import read
from wsisdraft.notation.snapshot import Snapshot
from wsisdraft.pages.terminal.due import due_page
from wsisdraft.pages.terminal.page import laid_out, plain
from wsisdraft.reports.due import Due, DueItem, due
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.layout import Layout

SETTLED = "settled:\n  date: 2014-04-17\n  text: sha256:" + "0" * 64 + "\n"
FILES = {
    "process.yaml": "name: Trial\n",
    "stakeholders.yaml": "Norland:\n  aliases: [NOR]\nEstovia:\n  kind: government\n",
    "meetings/4.yaml": """\
from: 2014-04-14
to: 2014-04-17
opened: 2014-04-14
closed: 2014-04-17
decisions:
  publish:
    text: all texts are published
    due: 2014-05-01
  thanks:
    text: the hosts were thanked
  annex:
    text: the annexes are compared
    lead: Norland
  minutes:
    text: minutes are sent out
    due: 2014-04-20
    done: 2014-04-19
next: {meeting: 5, from: 2014-06-02, to: 2014-06-04, place: Estovia}
""",
    "vision/document.yaml": "title: Vision\n",
    "vision/A/chapter.yaml": """\
title: Open chapter
status: under-review
mandate:
  lead: Chairman
  task: make it shorter
  due: 2014-05-20
  state: accepted
""",
    "vision/A/1.md": "---\nid: aaaaa1\nstatus: under-review\n---\nOne [two] [three].\n",
    "vision/A/2.md": "---\nid: aaaaa2\nstatus: agreed\n" + SETTLED + "---\nTwo.\n",
    "vision/B/chapter.yaml": """\
title: Settled chapter
status: pre-agreed
besides: [1-3, 5, 7-8]
""",
    "vision/B/1.md": """\
---
id: bbbbb1
status: under-review
brackets:
  b1:
    by: [Estovia]
---
One [two]{#b1}.
""",
    "vision/B/1.alt-1.md": "---\nby: [Norland]\n---\nOne.\n",
    **{
        f"vision/B/{n}.md": f"""\
---
id: bbbbb{n}
status: under-review
mandate:
  lead: [Norland, Estovia]
  due: 2014-04-30
  state: proposed
---
Words [{n}].
"""
        for n in (2, 3)
    },
    "vision/B/4.md": "---\nid: bbbbb4\nstatus: pre-agreed\n" + SETTLED + "---\nFour.\n",
    "vision/B/5.md": """\
---
id: bbbbb5
status: under-review
mandate:
  lead: Norland
  task: one sentence
  due: 2014-04-30
  state: delivered
---
Five.
""",
    "vision/B/6.md": f"""\
---
id: bbbbb6
status: pre-agreed
{SETTLED}pending:
  for: "capital: nor"
  until: 2014-05-02
---
Six.
""",
    "vision/B/7.md": "---\nid: bbbbb7\nstatus: under-review\n---\nSeven.\n",
    "vision/B/8.md": "---\nid: bbbbb8\nstatus: under-review\n---\nEight.\n",
    "vision/C/chapter.yaml": "title: Nobody's\nstatus: first-draft\n",
    "vision/C/1.md": "---\nid: ccccc1\nstatus: first-draft\n---\nOne [two].\n",
    "vision/C/2.md": "---\nid: ccccc2\nstatus: first-draft\n---\nThree.\n",
    "submissions/early/window.yaml": "opens: 2014-03-01\ncloses: 2014-03-21\n",
    "submissions/early/1.md": f"""\
---
from: Estovia
symbol: E/1
received: 2014-03-02
fingerprint: sha256:{"0" * 64}
proposals:
  1:
    ref: vision/B.1
    kind: replace
    quote: One
    text: 1
    outcome: stale
    date: 2014-04-15
    why: reads otherwise now
  2:
    ref: vision/C
    kind: general
    text: Too long.
    outcome: referred
    to: [Secretariat, Norland]
  3:
    ref: vision/A.1
    kind: delete
    outcome: declined
  4:
    ref: vision/A.1
    kind: editorial
    text: A comma.
---
""",
    "submissions/late/window.yaml": "title: Last words\nopens: 2014-05-10\ncloses: 2014-05-15\n",
}


def draft(**more: str) -> Text:
    files = {f"drafts/{path}": text.encode() for path, text in {**FILES, **more}.items()}
    text = read(Snapshot(files), Layout.of(files))
    assert text.unread == ()
    return text


def made(day: str = "2014-05-01", *scopes: str, **more: str) -> Due:
    places = tuple(a for a in map(Address.of, scopes) if a is not None)
    assert len(places) == len(scopes)
    return due(draft(**more), "now", day, places or None)


def rows(found: Due) -> list[str]:
    """Each item in a line."""

    def row(item: DueItem) -> str:
        late = "!" if item.late else ""
        state = f" {item.state}" if item.state else ""
        return f"{item.by}{late} {item.kind} {item.name}: {', '.join(item.who) or '-'}{state}"

    return [row(item) for item in found.items]


ALL = [
    "2014-04-30! mandate vision/B.2-3: Norland, Estovia proposed",
    "2014-05-01 decision 4/publish: -",
    "2014-05-02 condition vision/B.6: Norland",
    "2014-05-15 window late: - opens on 2014-05-10",
    "2014-05-20 mandate vision/A: Chairman accepted",
    "2014-06-02 meeting 5: - planned",
    " decision 4/annex: Norland",
    " text vision/B.1: -",
    " mandate vision/B.5: - delivered",
    " text vision/B.7-8: -",
    " text vision/C: -",
    " proposal E/1/1: Estovia stale",
    " proposal E/1/2: Secretariat, Norland referred",
    " proposal early: - undecided",
]


def test_everything_that_is_open_by_day() -> None:
    assert rows(made()) == ALL


def test_what_keeps_text_open_and_whose_it_is() -> None:
    told = {item.name: (item.holds, item.holders) for item in made().items if item.holds}
    assert told == {
        "vision/A": ("2 brackets", ()),
        "vision/B.1": ("1 alternative, 1 bracket", ("Estovia", "Norland")),
        "vision/B.2-3": ("2 open paragraphs, 2 brackets", ()),
        "vision/B.5": ("nothing but agreement", ()),
        "vision/B.6": ("agreed on a condition", ()),
        "vision/B.7-8": ("2 paragraphs, each nothing but agreement", ()),
        "vision/C": ("2 open paragraphs, 1 bracket", ()),
    }


def test_a_day_is_late_once_it_is_past() -> None:
    assert [item.name for item in made("2014-04-30").late] == []
    late = made("2014-06-05").late
    # The window is closed by then, and a delivered mandate waits for the room alone.
    assert [item.name for item in late] == [
        "vision/B.2-3",
        "4/publish",
        "vision/B.6",
        "vision/A",
        "5",
    ]
    assert [item.name for item in made("2014-06-04").late] == [
        "vision/B.2-3", "4/publish", "vision/B.6", "vision/A",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("scope", "names"),
    [
        ("vision/B.3", ["vision/B.3", "late"]),
        ("vision/B.6", ["vision/B.6", "late"]),
        ("vision/A.1", ["late", "vision/A", "early"]),
        ("vision/C", ["late", "vision/C", "E/1/2"]),
        ("vision/C.2", ["late", "vision/C", "E/1/2"]),
    ],
)
def test_what_is_about_a_place_or_holds_it(scope: str, names: list[str]) -> None:
    assert [item.name for item in made("2014-05-01", scope).items] == names


def test_two_scopes_tell_what_is_about_either() -> None:
    found = made("2014-05-01", "vision/B.2", "vision/B.3").items
    assert [item.name for item in found] == ["vision/B.2-3", "late"]


def test_a_window_without_a_last_day_and_one_of_another_text() -> None:
    found = made(**{
        "submissions/late/window.yaml": "opens: 2014-05-01\n",
        "submissions/other/window.yaml": "closes: 2014-07-01\nabout: [vision/A]\n",
    })  # fmt: skip
    told = {i.name: (i.by, i.state, i.about) for i in found.items if i.kind == "window"}
    assert told == {"late": ("", "open", ()), "other": ("2014-07-01", "open", ("vision/A",))}
    scoped = due(draft(**{"submissions/late/window.yaml": "about: [vision/A]\n"}), "now",
                 "2014-05-01", (Address("vision", ("B",)),))  # fmt: skip
    assert not [i for i in scoped.items if i.kind == "window"]


def test_the_meeting_that_is_open_and_one_that_has_a_file_already() -> None:
    found = made(**{
        "meetings/5.yaml": "from: 2014-06-02\nto: 2014-06-04\nopened: 2014-06-02\n",
        "meetings/6.yaml": "title: The last\nchair: Norland\nplace: Sudoria\n",
    })  # fmt: skip
    told = {i.name: (i.by, i.until, i.state, i.next) for i in found.items if i.kind == "meeting"}
    assert told == {
        "5": ("2014-06-04", "", "open", "wsisdraft meeting close 5"),
        "6": ("", "", "planned", "wsisdraft meeting open 6"),
    }
    assert found.meeting == "5"


def test_text_that_is_settled_or_gone_holds_nobody() -> None:
    gone = "---\nid: bbbbb{}\nstatus: deleted\nmandate:\n  lead: Norland\n---\nWords.\n"
    chapter = "title: Gone\nmoved-to: vision/A\n"
    found = made(**{
        **{f"vision/B/{n}.md": gone.format(n) for n in (1, 2, 3, 5, 6, 7, 8)},
        "vision/B/1.alt-1.md": "---\nby: [Norland]\n---\nOne.\n",
        "vision/C/chapter.yaml": chapter,
    })  # fmt: skip
    assert not [i.name for i in found.items if i.name.startswith(("vision/B", "vision/C"))]


def test_things_are_known_by_what_does_not_change() -> None:
    moved = FILES["vision/B/1.md"]
    renumbered = {"vision/B/1.md": FILES["vision/B/7.md"], "vision/B/7.md": moved}
    keys = {item.key: item.name for item in made().items}
    assert len(keys) == len(ALL)
    assert keys["text bbbbb1"] == "vision/B.1"
    now = {item.key: item.name for item in made(**renumbered).items}
    assert now["text bbbbb1"] == "vision/B.7"


def test_the_page_says_who_moves_before_anything_else() -> None:
    page = [plain(row) for row in laid_out(due_page(made()), 84)]
    assert page[:7] == [
        "Trial, between meetings, as of 2014-05-01",
        "",
        "Late (1)",
        "  2014-04-30  Norland, Estovia: redraft (vision/B.2-3, proposed, 2 open paragraphs,",
        "                2 brackets)",
        "                wsisdraft mandate vision/B.2-3 --state delivered",
        "",
    ]
    told = "\n".join(plain(row) for row in laid_out(due_page(made()), None))
    for said in (
        "To come (5)",
        "2014-05-01  nobody named: all texts are published (decision 4/publish)",
        "2014-05-02  Norland: capital: nor (vision/B.6, agreed on a condition)",
        "2014-05-15  stakeholders: may send in until then (window late, opens on 2014-05-10)",
        "2014-06-02  meeting 5: planned to 2014-06-04, Estovia",
        "Without a day (8)",
        "nobody charged: vision/B.1, 1 alternative, 1 bracket, of Estovia, Norland",
        "the meeting: take up what Norland delivered (vision/B.5, delivered",
        "the meeting: 1 proposal without an outcome (proposal early, undecided)",
        "Estovia: make it anew on the words as they are now: replacement on vision/B.1; reads",
    ):
        assert said in told
    nothing = due_page(Due("Trial", "4", "2014-05-01", None, ()))
    assert [plain(row) for row in laid_out(nothing, 80)][-1] == "Nothing is open."


@pytest.mark.parametrize("width", [20, 40, 80])
def test_the_page_fits_a_window(width: int) -> None:
    for row in laid_out(due_page(made()), width):
        # Beside a day there is room for ten columns at least.
        assert len(plain(row)) <= max(width, 26) or len(plain(row).split()) == 1


def value(desk: Desk, *words: str) -> Any:
    return desk.done("status", "--due", *words, "--format", "json").json


def test_on_the_demonstration(template: Desk) -> None:
    late = [each["name"] for each in value(template)["items"] if each["late"]]
    assert {"4/publish", "5"} <= set(late)
    then = value(template, "--at", "4")
    assert (then["at"], then["day"], then["late"]) == ("4", "2014-04-17", 0)
    by_name = {each["name"]: each for each in then["items"]}
    assert by_name["vision/B.27-30"]["who"] == ["Saudi Arabia"]
    assert by_name["vision/B.27-30"]["about"] == [f"vision/B.{n}" for n in (27, 28, 29, 30)]
    assert by_name["vision/B.21"]["open"] == "2 alternatives"
    assert by_name["vision/B.2"]["next"] == "wsisdraft mandate vision/B.2 --lead WHO"
    assert by_name["5"]["until"] == "2014-05-31"
    assert value(template, "--on", "2014-05-15")["late"] == 0
    assert value(template, "--on", "2014-05-16")["late"] == 1
    part = value(template, "vision/B.28-29", "--on", "2014-05-16")
    assert part["items"][0]["name"] == "vision/B.28-29"
    assert {each["kind"] for each in part["items"]} <= {"mandate", "proposal"}
    theirs = value(template, "--facilitator", "ITU", "--on", "2014-05-16")["items"]
    assert {each["name"] for each in theirs if each["kind"] == "mandate"} == {
        "vision/C",
        "vision/E",
    }
    assert not value(template, "vision/B.33", "--facilitator", "ITU")["items"]
    assert template.clean


def test_what_verbs_change_is_told_at_once(desk: Desk) -> None:
    desk.done(
        "mandate", "vision/B.2", "--lead", "Sweden", "--due", "2014-05-20", "--state", "accepted"
    )
    desk.done("agree", "vision/B.29", "--pending", "capital: Egypt", "--until", "2014-05-18")
    page = desk.done("status", "--due", "vision/B", "--on", "2014-05-19").out
    assert "2014-05-18  Egypt: capital: Egypt (vision/B.29, agreed on a condition)" in page
    assert "wsisdraft confirm vision/B.29" in page
    assert "2014-05-20  Sweden: redraft (vision/B.2, accepted" in page
    assert "(vision/B.27-28, proposed" in page
    assert "(vision/B.30, proposed" in page


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (("--on", "2014-05-01"), 2, "malformed-options", "wsisdraft status --due --on 2014-05-01"),
        (("--due", "--on", "soon"), 2, "malformed-date", "--on 2014-04-17"),
        (("--due", "vision/X"), 1, "unknown-ref", "vision"),
        (("--due", "--at", "17"), 1, "unknown-moment", "Name a meeting"),
        (("--due", "--facilitator", "Swedn"), 1, "unknown-stakeholder", "Did you mean Sweden?"),
        (("--format", "xml"), 2, "unknown-format", "text, json, ics"),
        (("--due", "--format", "xml"), 2, "unknown-format", "text, json, ics"),
    ],
)
def test_what_is_refused(
    template: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    answer = template.run("status", *words)
    assert answer.code == code, answer
    assert f"{rule}: " in answer.err
    assert remedy in answer.err.partition("help: ")[2]
    assert answer.out == ""
    assert template.clean


def test_a_bracket_over_whole_paragraphs_keeps_them_open() -> None:
    wide = "brackets:\n  w1:\n    over: 7-8\n    by: [Norland]\n"
    found = made(**{"vision/B/chapter.yaml": FILES["vision/B/chapter.yaml"] + wide})
    (item,) = [item for item in found.items if item.name == "vision/B.7-8"]
    assert item.holds == "2 paragraphs, each a bracket over whole paragraphs"
    assert item.holders == ("Norland",)


@pytest.mark.parametrize(
    ("reason", "who"),
    [
        ("Norland", ("Norland",)),
        ("capital: Norland", ("Norland",)),
        ("capitals: NOR, estovia", ("Norland", "Estovia")),
        ("capitals: Norland, Sudoria", ()),
        ("a figure from the agency", ()),
        ("a figure:", ()),
    ],
)
def test_whom_a_condition_waits_for(reason: str, who: tuple[str, ...]) -> None:
    paragraph = FILES["vision/B/6.md"].replace("capital: nor", reason)
    items = made(**{"vision/B/6.md": paragraph}).items
    assert [item.who for item in items if item.kind == "condition"] == [who]


@given(st.dates(min_value=date(2014, 1, 1), max_value=date(2014, 12, 31)))
def test_on_any_day_what_is_late_is_past_and_all_is_in_order(day: date) -> None:
    found = due(WHOLE, "now", day.isoformat())
    assert len({item.key for item in found.items}) == len(found.items)
    for item in found.items:
        past = bool(item.by) and max(item.by, item.until) < day.isoformat()
        assert item.late == past
    days = [item.by or "9999" for item in found.items]
    assert days == sorted(days)
    assert (*found.late, *found.coming, *found.undated) == found.items


WHOLE = draft()
