"""compile: the base text, and under each paragraph what stakeholders proposed on it."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk
from wsisdraft.notation.hiding import hiding
from wsisdraft.text.parties import is_office

FORMATS = ("text", "json", "markdown", "html")

SENT_OUT = {
    "process.yaml": "name: Trial\n",
    "stakeholders.yaml": """\
Norland:
  kind: government
  aliases: [Kingdom of Norland, NOR]
  groups: [Northern Group]
Northern Group:
  kind: regional-group
Estovia:
  kind: government
Users Alliance:
  kind: civil-society
""",
    "meetings/1.yaml": "title: First\nopened: 2014-01-06\nclosed: 2014-01-08\n",
    "vision/document.yaml": "title: Vision of networks\nlanguage: en\n",
    "vision/B/chapter.yaml": "title: Priority areas\nfacilitators: [Users Alliance]\n",
    "vision/B/1.md": """\
---
id: aaaaa1
status: under-review
brackets:
  b1:
    by: [Norland]
---
Building networks that [all]{#b1} people can afford, as Norland and the others asked.
""",
    "vision/B/1.alt-1.md": (
        "---\nname: Text of Estovia\nby: [Estovia]\nsubmission: W/NOR/2/1\n---\n"
        "Building cables that last.\n"
    ),
    "vision/B/2.md": "---\nid: aaaaa2\nstatus: under-review\n---\nFor schools, and schools.\n",
    "vision/B/3.md": "---\nid: aaaaa3\nstatus: under-review\n---\nThree words here.\n",
    "vision/B/4.md": "---\nid: aaaaa4\nstatus: under-review\n---\nNobody speaks of this.\n",
    "vision/C/chapter.yaml": "title: Skills\n",
    "vision/C/C5/section.yaml": "title: Of teachers\n",
    "vision/C/C5/1.md": "---\nid: aaaaa5\nstatus: under-review\n---\nTeachers learn.\n",
}
WINDOW = "title: Comments asked of Norland\nopens: 2014-01-10\ncloses: 2014-01-20\nbase: 1\n"
CAME_IN = {
    "window.yaml": WINDOW,
    "1.md": """\
---
from: [Norland]
symbol: W/NOR/1
received: 2014-01-12
proposals:
  1:
    ref: vision/B.1
    kind: replace
    quote: people can afford
    text: people of the Northern Group can afford
  2:
    ref: vision/B
    kind: replace
    quote: areas
    text: fields
  3:
    ref: vision/
    kind: general
  4:
    ref: vision/B.2
    kind: replace
    quote: schools
    text: libraries
  5:
    ref: vision/B.2
    kind: delete
    quote: universities
  6:
    ref: vision/B.9
    kind: editorial
    text: There is no such paragraph.
---
Estovia and we, the Kingdom of Norland, thank the secretariat.

- This is a list of one.
""",
    "2.md": """\
---
from: [Users Alliance, Estovia]
symbol: W/2
received: 2014-01-22
proposals:
  1:
    ref: vision/B.1
    kind: replace
    quote: cables
    text: cables and masts
    outcome: declined
    date: 2014-01-30
    why: Norland would not have it
  2:
    ref: vision/B.3
    kind: insert
    text: Four words, all new.
    outcome: referred
    date: 2014-01-30
    to: [Estovia, Chairman]
  3:
    ref: vision/B
    kind: delete
  4:
    ref: vision/C.C5
    kind: translation
    text: How is this said elsewhere?
  5:
    ref: vision/C.C5.1
    kind: insert
    quote: Teachers
    text: everywhere
  6:
    ref: vision/B.3
    kind: replace
    quote: Three
    text: Some
---
""",
}


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A draft of which the first meeting's text was sent out, and changed while it was away."""
    folder = tmp_path_factory.mktemp("sent")
    desk = Desk(folder / "draft", folder)
    desk.top.mkdir()
    desk.git("init", "-q", "-b", "main")
    for path, text in SENT_OUT.items():
        desk.write(f"drafts/{path}", text)
    desk.commit("The draft")
    desk.git("tag", "-a", "-m", "Closed", "meeting/1")
    for path, text in CAME_IN.items():
        desk.write(f"drafts/submissions/2014-01/{path}", text)
    desk.commit("What came in")
    desk.done("edit", "B.2", "--text", "Libraries and schools.")
    desk.done("move", "vision/B.3", "vision/B.8")
    desk.done("add", "vision/B.5", "--text", "A newcomer.")
    desk.done("add", "vision/D", "--title", "Other skills")
    desk.done("move", "vision/C.C5", "vision/D.D1")
    return desk


@pytest.fixture
def copied(sent: Desk, tmp_path: Path) -> Desk:
    shutil.copytree(sent.top, tmp_path / "draft", symlinks=True)
    return Desk(tmp_path / "draft", tmp_path)


def compiled(desk: Desk, *words: str) -> Any:
    return desk.done("compile", *words, "--format", "json").json


def at(made: Any, ref: str) -> Any:
    [place] = [each for each in made["places"] if each["ref"] == ref]
    return place


def names(made: Any) -> list[str]:
    return [
        proposal["name"]
        for place in made["places"]
        for group in place["groups"]
        for proposal in group["proposals"]
    ]


def told(words: list[list[str]]) -> str:
    marks = {"=": "{}", "-": "{{-{}-}}", "+": "{{+{}+}}"}
    return "".join(marks[sign].format(run) for sign, run in words)


# The demonstration


def test_the_chapter_reads_at_eighty_columns(template: Desk) -> None:
    page = template.done("compile", "vision/B", "--window", "2014-03", COLUMNS="80").out
    assert all(len(line) <= 80 for line in page.splitlines())
    assert page.startswith(
        "WSIS+10: compilation of proposals, vision/B\n"
        "Window 2014-03, Comments on the drafts of the third meeting: 2014-03-07 to\n"
        "  2014-03-21, closed.\n"
        "Base text: meeting 3 (2014-02-18).\n"
        "23 proposals (1 late) in 9 submissions of 9 stakeholders: "
    )
    assert (
        "  • replace  (2 of 2 stakeholders, nearly the same)\n"
        "    … human rights law[, freedom of expression [and privacy] among them], and\n"
        "    making {-limits-}{+any limit+} upon them {-subject-}{+answer+} to law,\n"
        "    necessity and [independent][judicial] review.\n"
        "    V1/B/6/1  Open Net Circle (civil-society)\n"
        "      → accepted, vision/B.14 in meeting 4\n"
        "    V1/B/10/1  Estovia (government)\n"
        "      making any limit {-upon-}{+on+} them answer to\n"
        "      → merged into V1/B/6/1 in meeting 4: the same words but for one\n"
    ) in page
    assert "    V1/B/12/1  Santa Verde (government)  late\n" in page
    assert "vision/B.3  Ensuring that women and girls play…  no proposal\n" in page
    assert "vision/  WSIS+10 Vision for WSIS Beyond 2015\n\n  • comment, general\n" in page


def test_every_proposal_is_in_it_once(template: Desk) -> None:
    made = compiled(template)
    matrix = template.done("submissions", "--matrix", "--format", "json").json["matrix"]
    assert sorted(names(made)) == sorted(row["name"] for row in matrix)
    assert made["summary"]["proposals"] == len(matrix) == 35
    outcomes = made["summary"]["outcomes"]
    assert {name: count for name, count in outcomes.items() if name in ("accepted", "bracketed")}
    assert sum(outcomes.values()) == 35


def test_the_base_text_is_that_of_the_third_meeting(template: Desk) -> None:
    made = compiled(template, "vision/B")
    assert made["base"] == {
        "at": "3",
        "label": "meeting 3",
        "day": "2014-02-18",
        "commit": template.git("rev-parse", "meeting/3^{commit}").strip(),
        "why": None,
    }
    shown = template.done("show", "vision/B", "--at", "3", "--format", "json").json
    texts = {each["ref"]: each["text"] for each in shown}
    places = [each for each in made["places"] if each["kind"] == "paragraph"]
    assert {each["ref"]: each["text"] for each in places} == texts
    assert [each["ref"] for each in places] == [each["ref"] for each in shown]
    for place in places:
        for group in place["groups"]:
            before = "".join(run for sign, run in group["words"] if sign != "+")
            assert before in ("", place["text"])


def test_who_says_the_same_stands_together(template: Desk) -> None:
    groups = at(compiled(template, "B.21"), "vision/B.21")["groups"]
    assert [[p["name"] for p in group["proposals"]] for group in groups] == [
        ["V1/B/1/3", "V1/B/2/2"],
        ["V1/B/3/2"],
    ]
    first, second = groups[0]["proposals"]
    assert first["differs"] == []
    assert "{-anybody-}{+anyone+}" in told(second["differs"])
    assert groups[0]["stakeholders"] == 2


@pytest.mark.parametrize(
    ("ref", "there"),
    [
        ("B.21", {"V1/B/1/3", "V1/B/2/2", "V1/B/3/2"}),
        ("vision/B.1-2", {"V1/B/1/1", "V1/B/9/1", "V1/B/3/1", "V1/B/9/2", "V1/B/1/2", "V1/B/2/1"}),
        ("B.31,20", {"V1/B/10/3", "V1/B/3/4", "V1/B/1/4"}),
        ("vision/C", {"V1/11/1"}),
        ("vision/C.C5", set()),
    ],
)
def test_only_what_is_asked_for(template: Desk, ref: str, there: set[str]) -> None:
    assert set(names(compiled(template, ref))) == there


def test_one_stakeholder_alone(template: Desk) -> None:
    made = compiled(template, "--from", "users alliance")
    assert made["from"] == "Users Alliance"
    assert set(names(made)) == {"V1/B/1/1", "V1/B/1/2", "V1/B/1/3", "V1/B/1/4"}
    page = template.done("compile", "B.21", "--from", "Users Alliance").out
    assert "Only proposals of Users Alliance.\n" in page


def test_an_earlier_state_knows_no_outcome(template: Desk) -> None:
    made = compiled(template, "vision/B", "--at", "2014-03-31")
    assert made["summary"]["outcomes"] == {"open": 23}


def test_nothing_was_written(template: Desk) -> None:
    for each in FORMATS:
        template.done("compile", "vision/B", "--format", each)
    assert template.clean


# Places


def test_titles_headings_and_comments(sent: Desk) -> None:
    made = compiled(sent, "vision/B")
    assert [(each["ref"], each["kind"]) for each in made["places"]] == [
        ("vision/", "document"),
        ("vision/B", "chapter"),
        ("vision/B.1", "paragraph"),
        ("vision/B.2", "paragraph"),
        ("vision/B.3", "paragraph"),
        ("vision/B.4", "paragraph"),
        ("vision/B.9", "nowhere"),
    ]
    title, gone = at(made, "vision/B")["groups"]
    assert told(gone["words"]) == "Priority {-areas-}{+fields+}"
    assert told(title["words"]) == "{-Priority areas-}"
    page = sent.done("compile", "vision/B").out
    assert "• title: replace\n    Priority {-areas-}{+fields+}\n" in page
    assert "• delete all of it\n" in page
    assert "    - This is a list of one.\n" in page
    assert "vision/B  Priority areas  facilitated by Users Alliance\n" in page
    assert "vision/B.9  not in the text\n\n  • comment, editorial\n" in page


def test_a_quote_of_an_alternative_is_held_against_it(sent: Desk) -> None:
    place = at(compiled(sent, "B.1"), "vision/B.1")
    own, other = place["groups"]
    assert own["alternative"] is None
    assert other["alternative"] == "Text of Estovia"
    assert told(other["words"]) == "Building cables{+ and masts+} that last."
    assert place["alternatives"][0]["by"] == ["Estovia"]
    assert "• replace, of Text of Estovia\n" in sent.done("compile", "B.1").out


def test_a_quote_that_does_not_say_where_is_told_with_its_words(sent: Desk) -> None:
    place = at(compiled(sent, "vision/B"), "vision/B.2")
    assert [group["quote_is"] for group in place["groups"]] == ["several", "nowhere"]
    assert [group["words"] for group in place["groups"]] == [[], []]
    page = sent.done("compile", "B.2").out
    assert "the words quoted stand in the base text more than once\n" in page
    assert "    on “schools”\n    libraries\n    W/NOR/1/4  Norland (government)\n" in page
    assert "the words quoted are not in the base text\n    on “universities”\n" in page


def test_what_moved_is_followed_and_stands_where_it_was(sent: Desk) -> None:
    place = at(compiled(sent, "vision/B"), "vision/B.3")
    assert place["now"] == "vision/B.8"
    assert [told(group["words"]) for group in place["groups"]] == [
        "{-Three-}{+Some+} words here.",
        "{+Four words, all new.+}",
    ]
    assert compiled(sent, "B.8")["places"] == [place]
    page = sent.done("compile", "B.8").out
    assert "vision/B.3  under-review  today vision/B.8\n" in page
    assert "• insert a paragraph after it\n" in page


def test_a_section_that_moved_is_followed(sent: Desk) -> None:
    by_old, by_new = (compiled(sent, ref) for ref in ("vision/C.C5", "vision/D.D1"))
    for made in (by_old, by_new):
        assert set(names(made)) == {"W/2/4", "W/2/5"}
        section = at(made, "vision/C.C5")
        assert (section["kind"], section["title"]) == ("section", "Of teachers")
        assert told(at(made, "vision/C.C5.1")["groups"][0]["words"]) == (
            "Teachers{+ everywhere+} learn."
        )


def test_a_paragraph_that_is_gone_is_in_the_base_text(copied: Desk) -> None:
    copied.git("rm", "-q", "drafts/vision/B/2.md")
    copied.commit("Gone by hand")
    place = at(compiled(copied, "vision/B"), "vision/B.2")
    assert (place["in_base"], place["text"]) == (True, "For schools, and schools.")
    assert len(place["groups"]) == 2


def test_what_came_after_the_base_text_is_there_if_somebody_speaks_of_it(copied: Desk) -> None:
    copied.replace("drafts/submissions/2014-01/2.md", "ref: vision/B.3\n    kind: insert", (
        "ref: vision/B.5\n    kind: insert\n    quote: newcomer"
    ))  # fmt: skip
    place = at(compiled(copied, "vision/B"), "vision/B.5")
    assert (place["in_base"], place["text"]) == (False, "A newcomer.")
    assert told(place["groups"][0]["words"]) == "A newcomer{+ Four words, all new.+}."
    assert "not in the base text; these are the words of today" in copied.done("compile", "B.5").out


def test_a_file_that_cannot_be_read_is_told(copied: Desk) -> None:
    copied.replace("drafts/submissions/2014-01/2.md", "kind: translation", "kind: translated")
    made = compiled(copied, "vision/C")
    assert made["summary"]["unread"] == 1
    assert "W/2/4" not in names(made)
    assert (
        "What is in 1 file may be missing: wsisdraft check tells what cannot be read.\n"
    ) in copied.done("compile", "vision/C").out
    assert compiled(copied, "vision/C", "--at", "HEAD")["summary"]["unread"] == 0


# Names left out


def every_name(desk: Desk) -> list[str]:
    """All names of the record: of stakeholders, groups, and whoever a submission names."""
    found: list[str] = []
    for each in desk.done("stakeholders", "--format", "json").json:
        found += (each["name"], *each["aliases"], *each["groups"], *each["members"])
    for row in desk.done("submissions", "--matrix", "--format", "json").json["matrix"]:
        found += (*row["from"], *(to for to in row["to"] if not is_office(to)))
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("where", ["sent", "template"])
def test_no_name_of_the_record_is_anywhere(
    where: str, format_: str, request: pytest.FixtureRequest
) -> None:
    desk: Desk = request.getfixturevalue(where)
    plain, out = (
        desk.done("compile", *more, "--format", format_).out for more in ((), ("--anonymous",))
    )
    known = every_name(desk)
    hide = hiding(known)
    assert len(known) > 5
    assert hide(plain) != plain
    assert hide(out) == out
    assert not [name for name in known if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", out)]


def test_names_go_from_symbols_words_reasons_titles_and_sponsors(sent: Desk) -> None:
    made = compiled(sent, "--anonymous")
    assert made["anonymous"]
    assert made["window"]["title"] == "Comments asked of (name)"
    assert at(made, "vision/B")["facilitators"] == []
    place = at(made, "vision/B.1")
    assert place["text"].endswith("as (name) and the others asked.")
    assert place["alternatives"][0] == {
        "name": "Text of (name)", "by": [], "text": "Building cables that last.",
    }  # fmt: skip
    own, other = (group["proposals"][0] for group in place["groups"])
    assert (own["name"], own["from"], own["stakeholders"]) == ("W/(name)/1/1", [], ["government"])
    assert own["text"] == "people of the (name) can afford"
    assert other["why"] == "(name) would not have it"
    assert at(made, "vision/B.3")["groups"][1]["proposals"][0]["to"] == ["(name)", "Chairman"]
    [comment] = at(made, "vision/")["groups"]
    assert comment["proposals"][0]["text"].startswith("(name) and we, the (name), thank")
    page = sent.done("compile", "B.1", "--anonymous").out
    assert "    W/(name)/1/1  government\n" in page
    assert 'Names of stakeholders are left out; where words held one, "(name)" stands.\n' in page


def test_a_name_that_a_redline_would_cut_is_left_out_whole(copied: Desk) -> None:
    copied.replace(
        "drafts/submissions/2014-01/1.md", "quote: people can afford", "quote: the others"
    )
    copied.replace(
        "drafts/submissions/2014-01/1.md", "text: people of the Northern Group can afford",
        "text: Northern Group, Northern and Group",
    )  # fmt: skip
    copied.replace("drafts/vision/B/1.alt-1.md", "Building cables", "Building Users cables")
    copied.replace("drafts/submissions/2014-01/2.md", "quote: cables", "quote: cables that last")
    copied.replace("drafts/submissions/2014-01/2.md", "text: cables and masts", "text: Alliance")
    copied.replace("drafts/submissions/2014-01/window.yaml", "base: 1\n", "")
    groups = at(compiled(copied, "B.1", "--anonymous"), "vision/B.1")["groups"]
    assert "".join(run for sign, run in groups[1]["words"] if sign != "-") == "Building (name)."
    assert "Users" in "".join(run for sign, run in groups[1]["words"] if sign != "+")


def test_the_same_is_grouped_with_and_without_names(template: Desk) -> None:
    def groups(made: Any) -> list[list[str]]:
        return [
            [p["name"] for p in g["proposals"]] for each in made["places"] for g in each["groups"]
        ]

    assert groups(compiled(template)) == groups(compiled(template, "--anonymous"))
    assert compiled(template, "--anonymous", "--from", "Estovia")["from"] is None


# Windows and base texts


def test_a_window_is_found_by_itself_where_one_alone_was_answered(template: Desk) -> None:
    assert compiled(template, "B.21") == compiled(template, "B.21", "--window", "2014-03")
    empty = template.done("compile", "vision/B", "--window", "2014-05").out
    assert "No proposal on this came in.\n" in empty
    assert "Base text: meeting 4 (2014-04-17).\n" in empty


def test_one_of_several_windows_is_to_be_named(copied: Desk) -> None:
    copied.write("drafts/submissions/2014-02/3.md", CAME_IN["1.md"].replace("W/NOR/1", "W/3"))
    answer = copied.run("compile", "vision/B")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "wsisdraft: ambiguous-window: There are 2 windows that may be meant: 2014-01, 2014-02.\n"
        "help: Name one: wsisdraft compile vision/B --window 2014-02.\n"
    )
    # A folder without a file of its own is a window that says nothing.
    made = compiled(copied, "vision/B", "--window", "2014-02")
    assert made["base"]["label"] == "the work tree"
    assert made["base"]["why"] == "the window does not say which state it sent out"


@pytest.mark.parametrize(
    ("base", "why"),
    [
        ("", "the window does not say which state it sent out"),
        ("base: 9\n", "this clone does not have 9, which was sent out"),
    ],
)
def test_without_the_base_text_the_text_of_today_serves(copied: Desk, base: str, why: str) -> None:
    copied.replace("drafts/submissions/2014-01/window.yaml", "base: 1\n", base)
    made = compiled(copied, "vision/B")
    assert (made["base"]["at"], made["base"]["why"]) == ("now", why)
    assert at(made, "vision/B.2")["text"] == "Libraries and schools."
    assert f"Base text: the work tree; {why}.\n" in copied.done("compile", "B.2").out


def test_a_shallow_clone_says_what_to_fetch(sent: Desk, tmp_path: Path) -> None:
    sent.git("clone", "-q", "--depth", "1", f"file://{sent.top}", str(tmp_path / "draft"))
    shallow = Desk(tmp_path / "draft", tmp_path)
    base = compiled(shallow, "vision/B")["base"]
    assert base["label"] == "the work tree"
    assert base["why"] == (
        "this clone does not have meeting 1, which was sent out: git fetch --unshallow --tags "
        "brings it"
    )
    shallow.git("fetch", "-q", "--unshallow", "--tags")
    assert compiled(shallow, "vision/B") == compiled(sent, "vision/B")


def test_no_window_at_all(copied: Desk) -> None:
    copied.git("rm", "-rq", "drafts/submissions")
    copied.commit("None")
    answer = copied.run("compile")
    assert answer.code == 1
    assert "no-window: No window for submissions is on record.\n" in answer.err
    assert "help: wsisdraft window open NAME --closes DATE asks" in answer.err


@pytest.mark.parametrize(
    ("words", "code", "rule", "remedy"),
    [
        (("vision/B", "--window", "2013"), 1, "unknown-window", "2014-03, 2014-05"),
        (("--from", "Norlund"), 1, "unknown-stakeholder", "Norland"),
        (("B.99",), 1, "unknown-ref", "B"),
        (("B..",), 2, "malformed-ref", "B.21"),
        (("--at", "nowhen"), 1, "unknown-moment", "Name a meeting"),
        (("--format", "docx"), 2, "unknown-format", "text, json, markdown, html"),
    ],
)
def test_what_is_refused(
    template: Desk, words: tuple[str, ...], code: int, rule: str, remedy: str
) -> None:
    answer = template.run("compile", *words)
    assert (answer.code, answer.out) == (code, ""), answer
    assert f"{rule}: " in answer.err
    assert remedy in answer.err.partition("help: ")[2]
    assert template.clean


# Pages


class Page(HTMLParser):
    """What a browser would find: elements that close, links to what is there."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.append(tag)
        self.ids += [said["id"] or ""] if "id" in said else []
        self.links += [said["href"] or ""] if "href" in said else []
        assert not any(name.startswith("on") or name == "src" for name in said)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_for_a_browser_is_whole_and_needs_nothing(template: Desk) -> None:
    text = template.done("compile", "--format", "html").out
    page = Page(text)
    assert page.open == []
    assert not {"script", "img", "link", "iframe", "form"} & set(page.tags)
    assert len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert "http" not in text.replace('http-equiv="', "")
    assert '<html lang="en">' in text
    assert "<main" in text
    # What was put in is heard as well as seen.
    assert '<ins><span class="hidden" lang="en"> [put in: </span>2020' in text
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


HOSTILE = "<script>alert(1)</script> | *bold* [x](http://a.example) ::error:: @norland {+x+}"


def test_words_that_came_in_act_on_no_page(copied: Desk) -> None:
    path = "drafts/submissions/2014-01/2.md"
    copied.replace(path, "text: Four words, all new.", f'text: "{HOSTILE}"')
    html = copied.done("compile", "--format", "html").out
    assert "&lt;script&gt;alert(1)" in html
    assert "script" not in Page(html).tags
    markdown = copied.done("compile", "--format", "markdown").out
    assert "<script>" not in markdown
    assert r"\*bold\* \[x\]\(http" in markdown


def test_as_markdown(template: Desk) -> None:
    out = template.done("compile", "vision/B", "--format", "markdown").out
    assert out.startswith("# WSIS\\+10\\: compilation of proposals, vision/B\n")
    assert out.count("\n### vision/B\\.") == 33
    assert (
        "- **V1/B/10/1** Estovia \\(government\\); here: making any limit <del>upon</del>"
        "<ins>on</ins> them answer to → merged into V1/B/6/1 in meeting 4\\: the same words "
        "but for one\n"
    ) in out
    assert "Santa Verde \\(government\\), **late** → accepted" in out
