"""report: the main outcomes of a meeting, every figure from the record, by a template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

import pytest

from tests.desk import CHECKOUT, SHARED, Answer, Desk
from wsisdraft.pages.outcomes_values import outcomes_values
from wsisdraft.reports.outcomes import Outcomes
from wsisdraft.verbs.report import main_outcomes
from wsisdraft.view import View

SEED = SHARED / "seed" / "main-outcomes-of-the-fourth-mpp-meeting.txt"
OWN = "drafts/templates/outcomes.md.j2"


@pytest.fixture(scope="module")
def report(template: Desk) -> Answer:
    return template.done("report", "4")


def section(page: str, title: str) -> str:
    """What stands under a heading, up to the next of its level."""
    level = title.partition(" ")[0]
    return page.partition(f"{title}\n")[2].partition(f"\n{level} ")[0]


def test_the_meeting_is_told(report: Answer) -> None:
    assert report.out.startswith("# Main outcomes: Fourth physical meeting of the WSIS+10 MPP\n")
    assert "was held from 14 to 17 April 2014 at ITU headquarters, Geneva." in report.out
    assert "It was chaired by Vladimir Minkin (Russian Federation)" in report.out
    assert "vice-chairs were Egypt, Switzerland and Saudi Arabia." in report.out
    assert report.err == "" or "Left out" in report.err


def test_participation_is_stated_and_counted_by_kind_and_country(report: Answer) -> None:
    told = section(report.out, "## Participation")
    assert "140 participants from 70 countries took part, physical and remote (" in told
    assert "On record by name: 20 stakeholders." in told
    assert "- international organizations: 15 stakeholders\n- governments: 4 stakeholders\n" in told
    assert "By country: Egypt, Russian Federation, Saudi Arabia, Switzerland." in told


def test_documents_and_comments_are_told(report: Answer) -> None:
    told = section(report.out, "## Documents considered")
    assert told.count("\n- ") == 5
    assert "Chapter B, Priority areas to be addressed beyond 2015 (document 26)" in told
    assert "Comments received from 7 to 21 March 2014" in told
    assert "12 submissions, 1 of them late, with 35 proposals." in told
    became = re.findall(r" ([a-z]+) (\d+)[,.]", told.partition("What became of")[2])
    assert sum(int(count) for _, count in became) == 35


def test_agreed_texts_have_symbol_day_and_exceptions(report: Answer) -> None:
    told = section(report.out, "## Agreed texts")
    assert told.count("\n- Pre-agreed text of Chapter") == 5
    assert told.count("(status as of 17 April 2014)") == 5
    assert "Chapter A, Preamble (status as of 17 April 2014), **WSIS+10/4/4/Pre-agreed**" in told
    assert "**WSIS+10/4/25/Pre-agreed**, besides 11 and annex" in told
    assert "**WSIS+10/4/26/Pre-agreed**, besides 2, 21 and 27-30" in told


def test_what_each_exception_waits_for_is_printed(report: Answer, template: Desk) -> None:
    heading = "## What is not agreed, and what it waits for: WSIS+10 Vision for WSIS Beyond 2015"
    told = section(report.out, heading)
    assert re.findall(r"(?m)^#### (\S+)", told) == [
        "A.11",
        "A.annex:",
        "B.2",
        "B.21:",
        "B.27-30:",
    ]
    of_21 = section(told, "#### B.21: HEP")
    assert "To be redrafted by HEP (proposed): one wording for the paragraph." in of_21
    for number in (1, 2):
        words = template.text(f"drafts/vision/B/21.alt-{number}.md").rpartition("---\n")[2]
        assert f"ALT {number}:\n\n> {words.strip()}\n" in of_21
    of_27 = section(told, "#### B.27-30: Saudi Arabia")
    assert re.findall(r"(?m)^\*\*(\d+)\*\* \(printed as (\d+)\)", of_27) == [
        ("27", "28"),
        ("28", "29"),
        ("29", "30"),
        ("30", "31"),
    ]
    assert "by Saudi Arabia" in of_27
    assert "Nobody is charged with it yet." in section(told, "#### B.2")


def test_brackets_and_trend_are_those_of_status_and_trend(report: Answer, template: Desk) -> None:
    told = section(report.out, "## Brackets and trend")
    totals = template.done("status", "--at", "4", "--format", "json").json["totals"]
    assert told.startswith(f"\n{totals['bracket_pairs']} bracket pairs in ")
    rows = template.done("trend", "--format", "json").json
    for row in rows[:2]:
        assert f"| {row['meeting']} | {row['date']} | {row['bracket_pairs']} |" in told


def test_decisions_deadlines_and_the_next_meeting_are_told(report: Answer) -> None:
    told = section(report.out, "## Decisions, deadlines and way forward")
    assert "- All texts are published on the website, by 15 May 2014\n" in told
    assert "(Switzerland)\n" in told
    deadlines = told.partition("Deadlines:")[2]
    assert "- 15 May 2014: last day for submissions" in deadlines
    assert "- Meeting 5, 28 to 31 May 2014, Geneva\n" in section(report.out, "## Next meetings")


def test_thanks_go_to_those_who_are_on_record(report: Answer) -> None:
    told = section(report.out, "## Thanks")
    assert "the vice-chairs Egypt, Switzerland and Saudi Arabia" in told
    assert "the 12 stakeholders who sent in comments" in told
    assert "Internet Democracy Project for preparing texts of the statement" in told


@pytest.mark.skipif(not SEED.exists(), reason="the chairman's report is not part of the project")
def test_it_says_what_the_chairmans_report_says(report: Answer) -> None:
    seed = SEED.read_text(encoding="utf-8")
    issued = re.findall(
        r"greed text of .*?, Chapter ([A-E]) \(Status as of 17 April 2014, COB\) "
        r"(WSIS\+10/4/\d+/Pre-agreed)\.?(.*)",
        seed,
    )
    assert len(issued) == 5
    told = section(report.out, "## Agreed texts")
    for letter, symbol, besides in issued:
        (line,) = [line for line in told.split("\n") if f"**{symbol}**" in line]
        assert f"Pre-agreed text of Chapter {letter}, " in line
        assert "(status as of 17 April 2014)" in line
        named = re.findall(r"\d+(?:-\d+)?|Annex", besides.partition("(the same")[0])
        assert re.findall(r"\d+(?:-\d+)?|annex", line.partition("besides")[2]) == [
            name.lower() for name in named
        ]
    for there, here in (
        ("from the 14 to the 17 April 2014", "from 14 to 17 April 2014"),
        ("Minkin (Russian Federation)", "Minkin (Russian Federation)"),
        ("140 participants from 70 Countries", "140 participants from 70 countries"),
        ("in a remote and physical manner", "physical and remote"),
        ("7th – 21st of March", "from 7 to 21 March 2014"),
        ("by the 15th of May", "by 15 May 2014"),
        ("28-31 May 2014", "28 to 31 May 2014"),
        ("Para No 21 (HEP)", "#### B.21: HEP"),
        ("Paras No 27, 28,29,30 (Saudi Arabia)", "#### B.27-30: Saudi Arabia"),
        ("Egypt, Switzerland and Saudi Arabia", "Egypt, Switzerland and Saudi Arabia"),
    ):
        assert there in seed
        assert here in report.out


class Outline(HTMLParser):
    """Headings, open elements, and whatever would fetch or run something."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.levels: list[int] = []
        self.foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag in ("script", "link", "img", "iframe") or any(k.startswith("on") for k, _ in attrs):
            self.foreign.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_one_page_that_needs_nothing_and_says_the_same(
    template: Desk, report: Answer
) -> None:
    page = template.done("report", "4", "--format", "html").out
    outline = Outline()
    outline.feed(page)
    assert outline.open == []
    assert outline.foreign == []
    assert outline.levels[0] == 1
    steps = zip(outline.levels, outline.levels[1:], strict=False)
    assert all(after <= before + 1 for before, after in steps)
    assert '<html lang="en">' in page
    assert "default-src 'none'" in page
    for symbol in re.findall(r"WSIS\+10/4/\d+/Pre-agreed", report.out):
        assert symbol in page
    assert '<time datetime="2014-04-17">17 April 2014</time>' in page


def test_reading_writes_nothing_and_no_number_means_the_last_meeting(
    template: Desk, report: Answer
) -> None:
    assert template.done("report").out == report.out
    assert template.done("report", "--format", "markdown").out == report.out
    assert template.clean


def test_the_report_of_a_meeting_stays_when_the_text_moves_on(desk: Desk, report: Answer) -> None:
    desk.done("meeting", "open", "5", "--on", "2014-05-28")
    desk.done("agree", "vision/B.28-30", "--on", "2014-05-28")
    desk.done("choose", "vision/B.21", "ALT 2", "--on", "2014-05-28")
    again = desk.done("report", "4").out
    parts = [re.sub(r"(?s)## Next meetings.*?## ", "## ", page) for page in (again, report.out)]
    assert parts[0] == parts[1]
    now = desk.done("report", "5")
    assert "# Main outcomes: meeting 5\n" in now.out
    told = " ".join(now.err.split())
    assert "Meeting 5 is not closed: it has issued nothing" in told
    assert "Who chaired it is not on record. Write `chair:` in drafts/meetings/5.yaml" in told
    assert "Who took part is not on record. wsisdraft meeting attend WHO... --meeting 5." in told
    assert "## Agreed texts" not in now.out
    assert "| now |" in now.out
    desk.done("meeting", "attend", "Norland", "--physical", "2", "--on", "2014-05-28")
    late = desk.done("report", "5")
    assert "- governments: 1 stakeholder (2 people)\n" in late.out
    assert "Who took part" not in late.err


def test_conditions_statements_and_days_are_told(desk: Desk) -> None:
    on = ("--on", "2014-05-29")
    desk.done("meeting", "open", "5", "--on", "2014-05-28", "--chair", "Norland")
    desk.done("meeting", "table", "vision/B", "--serial", "30", *on)
    pending = ("--pending", "capital: Norland", "--until", "2014-06-05")
    desk.done("agree", "vision/B.28", *pending, *on)
    desk.done("reserve", "vision/B.21", "--by", "Norland", "--text", "We *reserve* it.", *on)
    said = ("--kind", "interpretation", "--text", "Women means all women.")
    desk.done("reserve", "vision/B.3", "--by", "Estovia", *said, *on)
    desk.done("mandate", "vision/B.2", "--lead", "Norland", "--due", "2014-06-20", *on)
    desk.done("meeting", "decide", "a draft is sent out", "--due", "2014-06-10", *on)
    desk.done("meeting", "close", "5", "--on", "2014-05-31")
    told = desk.done("report", "5").out
    of_chapter = told.partition("### Chapter B, Priority")[2].partition("\n## ")[0]
    assert "#### B.2: Norland\n\nTo be redrafted by Norland, by 20 June 2014.\n" in of_chapter
    of_21 = section(of_chapter, "#### B.21: HEP")
    assert "Reservation of Norland on vision/B.21, 29 May 2014:\n\n> We \\*reserve\\* it." in of_21
    assert "#### B.27 and 29-30: Saudi Arabia" in of_chapter
    assert "- vision/B.28 is agreed pending capital: Norland, until 5 June 2014: Joining" in told
    assert "Interpretation of Estovia on vision/B.3, 29 May 2014:\n\n> Women means all" in told
    days = section(told, "## Decisions, deadlines and way forward").partition("Deadlines:")[2]
    assert [line for line in days.split("\n") if line.startswith("- ")] == [
        "- 15 May 2014 (late): all texts are published on the website",
        "- 5 June 2014: Norland: vision/B.28 is agreed pending capital: Norland",
        "- 10 June 2014: a draft is sent out",
        "- 20 June 2014: Norland: redraft (vision/B.2)",
    ]
    assert "**WSIS+10/5/30/Pre-agreed**, besides 2, 21, 27 and 29-30" in told
    assert re.findall(r"(?m)^\| (\w+) \| 2014", told) == ["3", "4", "5"]
    before = desk.done("report", "3").out
    assert "a draft is sent out" not in before
    assert "- Meeting 4, 14 to 17 April 2014, ITU headquarters, Geneva\n" in before


def test_what_was_completed_after_the_closing_is_told(desk: Desk) -> None:
    desk.done("meeting", "decide", "A glossary is drawn up", "--meeting", "4", "--lead", "Egypt")
    assert "- A glossary is drawn up (Egypt)\n" in desk.done("report", "4").out


def test_without_the_tag_the_commit_that_closed_it_does_and_else_the_text_of_now(
    desk: Desk, report: Answer
) -> None:
    desk.git("tag", "-d", "meeting/4")
    assert desk.done("report", "4").out == report.out
    desk.git("checkout", "-q", "--orphan", "anew")
    desk.git("commit", "-q", "-m", "without history")
    desk.git("branch", "-D", "main")
    desk.git("tag", "-d", "meeting/3")
    alone = desk.done("report", "4")
    assert "The text that meeting 4 closed with is not in this clone" in alone.err
    assert section(alone.out, "## Agreed texts") == section(report.out, "## Agreed texts")


@pytest.mark.parametrize(
    ("words", "code", "said", "remedy"),
    [
        (("9",), 1, 'There is no meeting "9"', "Meetings on record: 3, 4, 5"),
        (("5",), 1, "Meeting 5 is planned", "wsisdraft report --next writes its agenda"),
        (("4", "--next"), 2, "Either the outcomes of meeting 4", "wsisdraft report 4"),
        (("4", "--format", "pdf"), 2, 'no format "pdf"', "markdown, html"),
    ],
    ids=["unknown", "planned", "both", "format"],
)
def test_what_cannot_be_reported_is_told(
    template: Desk, words: tuple[str, ...], code: int, said: str, remedy: str
) -> None:
    answer = template.run("report", *words)
    assert answer.code == code, answer
    assert answer.out == ""
    assert said in answer.err
    assert remedy in answer.err
    assert template.clean


def test_of_a_file_that_cannot_be_read_whole_nothing_is_reported(desk: Desk) -> None:
    desk.replace("drafts/meetings/4.yaml", "  countries: 70\n", "  countries: seventy\n")
    before = desk.git("status", "--porcelain")
    answer = desk.run("report", "4")
    assert answer.code == 1
    assert answer.out == ""
    assert re.search(r"(?m)^drafts/meetings/4\.yaml:\d+:14: file-format: `seventy`", answer.err)
    assert "help: Write, for example, `countries: 12`." in answer.err
    assert desk.git("status", "--porcelain") == before


def test_the_agenda_of_the_next_meeting(template: Desk) -> None:
    made = template.done("report", "--next")
    assert "# Draft agenda of meeting 5\n" in made.out
    assert "B.21" in made.out
    assert "Left out" in made.err
    page = template.done("report", "--next", "--format", "html").out
    outline = Outline()
    outline.feed(page)
    assert outline.open == []
    assert outline.foreign == []


def names_of(value: object) -> Iterator[str]:
    """Every name by which a template can reach something in a value."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield name
            yield from names_of(inner)
    elif isinstance(value, list):
        for each in value:
            yield from names_of(each)


def test_every_name_that_a_template_is_given_is_told(desk: Desk) -> None:
    desk.done("reserve", "vision/B.21", "--by", "Norland", "--text", "We reserve our position.")
    made = main_outcomes(View.open(str(desk.top), ""), "4")
    assert isinstance(made, Outcomes)
    page = (CHECKOUT / "docs/how-to/report.md").read_text(encoding="utf-8")
    table = page.partition("| name | what it holds |")[2].partition("\n\n")[0]
    told = set(re.findall(r"`([a-z_]+)`", table))
    given = set(names_of(outcomes_values(made)))
    assert given >= {"issued", "exceptions", "lines"}
    assert given - told == set()
    never_here = {"kind", "about", "reason", "until", "conditions", "statements", "body"}
    assert told - given - never_here == set()


def test_every_block_of_ours_is_told_and_may_be_given_anew(template: Desk) -> None:
    page = (CHECKOUT / "docs/how-to/report.md").read_text(encoding="utf-8")
    for name, language in (("outcomes.md.j2", "md"), ("outcomes.html.j2", "html")):
        source = (CHECKOUT / "wsisdraft/pages/templates" / name).read_text(encoding="utf-8")
        blocks = re.findall(r"{% block (\w+) %}", source)
        assert len(blocks) > 10, language
        assert all(f"`{block}`" in page for block in blocks)


def test_a_template_of_the_draft_stands_in_place_of_ours(desk: Desk) -> None:
    desk.write(
        OWN,
        '{% extends "wsisdraft/outcomes.md.j2" %}\n'
        "{% block heading %}\n# {{ process.name }}, {{ meeting.number }}\n\n{% endblock %}\n"
        "{% block thanks %}{% include 'thanks.md.j2' %}{% endblock %}\n",
    )
    desk.write("drafts/templates/thanks.md.j2", "Thanks to {{ thanks.vice_chairs | listed }}.\n")
    made = desk.done("report", "4").out
    assert made.startswith("# WSIS+10, 4\n")
    assert "Thanks to Egypt, Switzerland and Saudi Arabia.\n" in made
    assert "## Agreed texts" in made
    assert "## Thanks" not in made
    assert desk.done("report", "4", "--format", "html").out.startswith("<!DOCTYPE html>")
    assert desk.run("check").out.count("templates") == 0


def test_a_template_that_is_called_otherwise_is_not_used_and_that_is_said(desk: Desk) -> None:
    desk.write("drafts/templates/outcome.md.j2", "mine\n")
    made = desk.done("report", "4")
    assert made.out.startswith("# Main outcomes")
    told = " ".join(made.err.split())
    assert "drafts/templates/outcome.md.j2 is not used: to stand in place of ours it is" in told
    assert "called outcomes.md.j2." in told
    desk.write(OWN, "{% include 'outcome.md.j2' %}")
    again = desk.done("report", "4")
    assert again.out == "mine\n"
    assert "not used" not in again.err


@pytest.mark.parametrize(
    ("template_text", "place", "said"),
    [
        ("one\n{{ meeting.plaec }}\n", f"{OWN}:2:1", "there is no plaec"),
        ("one\n\n{% for x in %}\n", f"{OWN}:3:1", "cannot be read"),
        ("{{ meeting.__class__ }}", f"{OWN}:1:1", "there is no __class__"),
        ("{% include '/etc/hostname' %}", f"{OWN}:1:1", 'no template "/etc/hostname"'),
        (
            "one\n{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
            f"{OWN}:2:1",
            "takes more than 3,000,000 steps",
        ),
        (b"\xff\xfe", OWN, "UTF-16"),
        (b"a\xffb", f"{OWN}:1:2", "0xFF"),
        ("x" * 50_000, OWN, "too-large"),
    ],
    ids=["name", "syntax", "attribute", "file", "loop", "utf-16", "not-utf-8", "large"],
)
def test_a_mistake_in_a_template_names_file_and_line(
    desk: Desk, template_text: str | bytes, place: str, said: str
) -> None:
    desk.write(OWN, template_text)
    before = desk.git("status", "--porcelain")
    answer = desk.run("report", "4")
    assert answer.code == 1, answer
    assert answer.out == ""
    assert place in answer.err
    assert said in answer.err
    assert "help: " in answer.err
    assert desk.git("status", "--porcelain") == before


def test_a_template_that_is_a_link_is_not_followed(desk: Desk) -> None:
    desk.write("secret", "nobody should read this\n")
    (desk.top / "drafts/templates").mkdir()
    (desk.top / OWN).symlink_to("../../secret")
    answer = desk.run("report", "4")
    assert answer.code == 1
    assert "symbolic link" in answer.err
    assert "nobody should read this" not in answer.out + answer.err
