"""report --next: the agenda that the next meeting needs."""

from __future__ import annotations

from html.parser import HTMLParser
from importlib.resources import files

import pytest

from tests.desk import Desk
from tests.test_due import draft
from wsisdraft.notation.reading import read
from wsisdraft.notation.snapshot import Snapshot
from wsisdraft.pages.agenda_values import agenda_values
from wsisdraft.pages.template_words import Language
from wsisdraft.pages.templating import Templates, filled
from wsisdraft.reports.agenda import Agenda, agenda, coming_meeting
from wsisdraft.reports.due import due
from wsisdraft.text.layout import Layout

OURS = {
    each.name: each.read_text("utf-8")
    for each in (files("wsisdraft.pages") / "templates").iterdir()
    if each.name.startswith("agenda.")
}
NOTHING = {"meetings/4.yaml": "from: 2014-04-14\nopened: 2014-04-14\nclosed: 2014-04-17\n"}


def made(day: str = "2014-05-01", **more: str) -> Agenda:
    text = draft(**more)
    return agenda(text, due(text, "now", day))


def page(found: Agenda, language: Language = Language.MARKDOWN) -> str:
    written = filled("agenda", agenda_values(found), Templates(language, OURS))
    assert isinstance(written, str), written
    return written


def test_the_open_text_stands_under_its_chapters_in_the_order_of_the_draft() -> None:
    found = made()
    (document,) = found.documents
    told = {each.ref: [item.name for item in each.items] for each in document.chapters}
    assert told == {
        "vision/A": ["vision/A"],
        "vision/B": ["vision/B.1", "vision/B.2-3", "vision/B.5", "vision/B.6", "vision/B.7-8"],
        "vision/C": ["vision/C"],
    }
    assert [(each.open, each.paragraphs) for each in document.chapters] == [(1, 2), (6, 8), (2, 2)]
    assert [each.name for each in found.decisions] == ["4/publish", "4/annex"]
    assert [each.name for each in found.came_in] == ["late", "E/1/1", "E/1/2", "early"]
    # The meeting's own days are at the head of it.
    assert [each.name for each in found.dated] == [
        "vision/B.2-3", "4/publish", "vision/B.6", "late", "vision/A",
    ]  # fmt: skip
    assert found.last is not None
    assert found.last.number == "4"


def test_who_moves_is_told_by_name() -> None:
    told = {each.who: [item.name for item in each.items] for each in made().moves}
    assert told == {
        "Norland": ["vision/B.2-3", "vision/B.6", "4/annex", "E/1/2"],
        "Estovia": ["vision/B.2-3", "E/1/1"],
        "Chairman": ["vision/A"],
        "Secretariat": ["E/1/2"],
    }


def test_what_is_settled_is_told_as_such() -> None:
    agreed = "title: Agreed\nstatus: pre-agreed\n"
    paragraph = "---\nid: ddddd1\nstatus: pre-agreed\n---\nOne.\n"
    found = made(**{"vision/D/chapter.yaml": agreed, "vision/D/1.md": paragraph})
    assert found.settled == ("vision/D",)
    assert "Nothing is open in vision/D." in page(found)


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ({}, "5"),
        ({"meetings/6.yaml": "from: 2014-07-01\n"}, "6"),
        (
            {
                "meetings/6.yaml": "from: 2014-07-01\n",
                "meetings/7.yaml": "from: 2014-06-01\n",
                "meetings/8.yaml": "place: Norland\n",
            },
            "7",
        ),
        (NOTHING, None),
        ({"meetings/5.yaml": "opened: 2014-06-02\n", **NOTHING}, None),
    ],
)
def test_the_meeting_that_comes_next(more: dict[str, str], number: str | None) -> None:
    found = coming_meeting(draft(**more))
    assert (found.number if found else None) == number


def test_what_the_record_lacks_is_told_with_what_puts_it_there() -> None:
    command = "wsisdraft meeting decide --meeting 4 --name publish --lead WHO"
    assert made().lacking == (
        "Who chairs it is not on record of meeting 5: Write `chair:` in drafts/meetings/5.yaml",
        f"Nobody is named who carries out 4/publish: {command}",
        "Nobody is charged with vision/B.1: wsisdraft mandate vision/B.1 --lead WHO",
        "Nobody is charged with vision/B.7-8: wsisdraft mandate vision/B.7-8 --lead WHO",
    )
    first = made(**NOTHING).lacking[0]
    told = "Which meeting comes next is not on record: wsisdraft meeting close N --next M"
    assert first == told


def test_the_page_in_markdown() -> None:
    # Whatever might be markup may be escaped.
    text = page(made()).replace("\\", "")
    for said in (
        "# Draft agenda of meeting 5\n",
        "- 2 to 4 June 2014, Estovia\n",
        "- Drawn up from the record as of 1 May 2014\n",
        "## 1. Opening and adoption of the agenda\n",
        "## 2. What was decided and is still to be done\n",
        "- all texts are published (4/publish): nobody named, by 1 May 2014\n",
        "## 3. Vision\n",
        "### vision/B, Settled chapter\n",
        "6 of 8 paragraphs open; declared pre-agreed.\n",
        "- **vision/B.1** (1 alternative, 1 bracket, of Estovia and Norland): nobody is charged\n",
        "- **vision/B.2-3** (2 open paragraphs, 2 brackets): Norland and Estovia: redraft, propos",
        "proposed, by 30 April 2014 (**late**)\n",
        "## 4. What came in\n",
        "- Stakeholders may send in until 15 May 2014: window late, Last words; opens on",
        "## 5. Other business\n",
        "## 6. Next meeting and closing\n",
        "## Before the meeting\n",
        "- 15 May 2014: last day for submissions, window late\n",
        "- Chairman: vision/A, by 20 May 2014\n",
    ):
        assert said in text, said
    assert "\n\n\n" not in text


def test_the_page_of_a_draft_that_lacks_everything() -> None:
    files = {"process.yaml": "name: Trial\n", "vision/document.yaml": "title: Vision\n"}
    snapshot = {f"drafts/{path}": text.encode() for path, text in files.items()}
    empty = read(Snapshot(snapshot), Layout.of(snapshot))
    for language in Language:
        text = page(agenda(empty, due(empty, "now", "2014-05-01")), language)
        assert "Draft agenda" in text
        assert "Nothing." in text
        assert "Who moves" not in text


class Markup(HTMLParser):
    """Elements that are open, and every text and attribute there is."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.said: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onclick"}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.getpos()

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def test_the_page_in_html_is_whole_and_nothing_in_it_is_markup_of_the_draft() -> None:
    words = '<script>alert(1)</script> & "texts"'
    meeting = f"closed: 2014-04-17\ndecisions:\n  d1:\n    text: '{words}'\n    lead: Norland\n"
    markup = Markup()
    markup.feed(page(made(**{"meetings/4.yaml": meeting}), Language.HTML))
    assert not markup.open
    assert "script" not in markup.seen
    assert any(words in said for said in markup.said)
    assert {"table", "caption", "th", "time", "h2"} <= markup.seen


def test_by_the_verb(template: Desk) -> None:
    answer = template.done("report", "--next")
    assert answer.out.startswith("# Draft agenda of meeting 5\n")
    assert "28 to 31 May 2014, Geneva" in answer.out
    plain = answer.out.replace("\\", "")
    assert "**vision/B.27-30** (4 open paragraphs, 1 bracket, of Saudi Arabia)" in plain
    assert "wsisdraft mandate vision/B.2 --lead WHO" in answer.err
    html = template.done("report", "--next", "--format", "html").out
    assert "<h1>Draft agenda of meeting 5</h1>" in html
    assert template.clean
