"""Templates: what they are given, what they may not reach, and that none goes on for ever."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.desk import CHECKOUT
from wsisdraft.pages.markdown_words import as_prose
from wsisdraft.pages.template_words import Language, counted, days
from wsisdraft.pages.templating import Plain, Templates, filled
from wsisdraft.text.characters import seen_in_line
from wsisdraft.text.finding import Refusal

VALUES: dict[str, Plain] = {
    "name": "A*b <i>",
    "words": "wwwwwwwwww",
    "table": {"name": "inner", "open": 3},
    "chapters": [{"letter": "A", "open": 1}, {"letter": "B", "open": 2}],
}
OURS = {
    "ours.md.j2": "{% macro greeting(n) %}[{{ n }}]{% endmacro %}",
    "report.html.j2": "<p>{{ name }}</p>{% block tail %}<p>ours</p>{% endblock %}",
}


def cases() -> list[tuple[str, str]]:
    blocks = (CHECKOUT / "tests/cases/templates.txt").read_text(encoding="utf-8").split("\n\n")
    found = []
    for block in blocks:
        lines = [line for line in block.strip("\n").split("\n") if not line.startswith("# ")]
        if len(lines) == 2:
            found.append((lines[0], lines[1]))
    assert len(found) > 50
    return found


def markdown(template: str) -> str | Refusal:
    """Filled; the template begins on its second line, so that lines are told apart."""
    own = {"report.md.j2": f"\n{template}"}
    return filled("report", VALUES, Templates(Language.MARKDOWN, OURS, own))


@pytest.mark.parametrize(("template", "page"), cases())
def test_a_template_gives_its_page_or_a_line_with_place_and_remedy(
    template: str, page: str
) -> None:
    made = markdown(template)
    if not page.startswith("! "):
        assert made == f"{page}\n"
        return
    assert isinstance(made, Refusal)
    (finding,) = made.findings
    assert page[2:] in finding.message
    assert finding.message.endswith(".")
    assert finding.place is not None
    assert finding.place.path == "drafts/templates/report.md.j2"
    assert finding.place.line in (1, 2)
    assert finding.rule == "template"
    assert "without drafts/templates/report.md.j2 the template that comes with" in finding.remedy


@pytest.mark.parametrize(
    "template",
    [
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ " + "not " * 9000 + "1 }}",
        "{{ name" + "|upper" * 5000 + " }}",
        "{{ 1" + "+1" * 9000 + " }}",
        "{% if 1 %}" * 3000 + "{% endif %}" * 3000,
        "{% for a in words %}" * 30 + "{% endfor %}" * 30,
        "{{ 9" + "9" * 9000 + " }}",
        "{{" * 9000,
    ],
    ids=lambda template: template[:24],
)
def test_what_no_program_can_be_made_of_is_a_mistake_too(template: str) -> None:
    made = markdown(template)
    assert isinstance(made, Refusal)
    assert made.findings[0].rule == "template"


def test_a_mistake_is_told_where_it_is_made() -> None:
    own = {
        "report.md.j2": "one\n{% include 'part.md.j2' %}\n",
        "part.md.j2": "one\ntwo\n\n{{ nothere }}\n",
    }
    made = filled("report", VALUES, Templates(Language.MARKDOWN, {}, own))
    assert isinstance(made, Refusal)
    assert str(made.findings[0].place) == "drafts/templates/part.md.j2:4:1"


def test_html_is_escaped_and_ours_can_be_built_on() -> None:
    own = {
        "report.html.j2": '{% extends "wsisdraft/report.html.j2" %}'
        "{% block tail %}{{ super() }}<p>{{ '<b>' }}&amp;</p>{% endblock %}"
    }
    made = filled("report", VALUES, Templates(Language.HTML, OURS, own))
    assert made == "<p>A*b &lt;i&gt;</p><p>ours</p><p>&lt;b&gt;&amp;</p>"
    assert filled("report", VALUES, Templates(Language.HTML, OURS)) == (
        "<p>A*b &lt;i&gt;</p><p>ours</p>"
    )


def test_conditions_leave_one_blank_line_in_markdown() -> None:
    assert markdown("a\n\n{% if name %}\n\n\nb\n{% endif %}\n\n \n\nc\n\n") == "a\n\nb\n\nc\n"


TELLING = "ab 1.)-+=#*_`[](){}<>&;!|~\\:@/\"'$^\nwxG H\u202e"
CONTEXTS = ("{}", "- {}", "> {}", "x {} y", "# {}", "**b**: {}.", "1. {}")
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@given(st.text(alphabet=TELLING, max_size=12) | st.text(max_size=10))
def test_words_in_markdown_read_as_they_are_and_are_no_markup(text: str) -> None:
    shown = "".join(seen_in_line(text).split())
    for context in CONTEXTS:
        page = re.sub(r"<!--.*?-->", "", PARSER.render(context.format(as_prose(text))))
        tags = set(re.findall(r"</?([a-z0-9]+)", page))
        read = "".join(unescape(re.sub(r"</?[a-z0-9]+>", "", page)).split())
        marks = context.removeprefix("- ").removeprefix("> ").removeprefix("# ").replace("*", "")
        assert read == "".join(marks.removeprefix("1. ").format(shown).split()), context
        assert tags <= {"p", "ul", "ol", "li", "blockquote", "h1", "strong"}


def test_what_is_no_markup_stands_as_it_is() -> None:
    for text in ("WSIS+10/4/26/Pre-agreed", "besides 2, 21, 27-30", "(a) R&D 50 %", "C: why?"):
        assert as_prose(text) == text
    assert as_prose("1. a") == "1\\. a"
    assert as_prose("see http://a.example #12 @me") == (
        "see http\\://a.example \\#<!-- -->12 \\@<!-- -->me"
    )


def test_days_and_counts_are_words() -> None:
    assert days("2014-04-28", "2014-05-02") == "28 April to 2 May 2014"
    assert days("2014-12-30", "2015-01-02") == "30 December 2014 to 2 January 2015"
    assert days("2014-04-17", "2014-04-17") == days("", "2014-04-17") == "17 April 2014"
    assert days("2014-02-30", "") == "2014-02-30"
    assert counted(1, "person", "people") == "1 person"
    assert counted(2, "person", "people") == "2 people"
