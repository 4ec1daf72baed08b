"""Negotiated Markdown: what is live, what is characters, and that the page reads as the text."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_lifting import bodies
from wsisdraft.notation.blocks import blocks
from wsisdraft.notation.negotiated_markdown import plain, render_html, tokens_of
from wsisdraft.notation.scanner import MARK
from wsisdraft.text.paragraph import BracketEntry
from wsisdraft.text.span import Span

ALLOWED = {
    "p": {"class"},
    "ul": {"class"},
    "li": set[str](),
    "span": {"class", "data-role", "data-depth", "data-handle"},
    "em": set[str](),
    "strong": set[str](),
    "br": set[str](),
}


class _Reader(HTMLParser):
    """Reads a page as a browser does: the words of every block, and how tags nest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attrs} <= ALLOWED[tag], (tag, attrs)
        if tag in ("p", "li"):
            self.blocks.append("")
        if tag == "br":
            self.handle_data("\n")
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        # What stands between blocks is the line breaks of the source.
        if self.open and self.open[-1] != "ul":
            self.blocks[-1] += data


def read_back(html: str) -> list[str]:
    """The words of every block of a page, blanks folded."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return [" ".join(block.split()) for block in reader.blocks]


def words_by_definition(body: str) -> list[str]:
    """Escapes resolved, ties gone, stars left out, line breaks as spaces; a line for each block."""
    found = []
    for block in blocks(body):
        begin, end = block.span.start, block.span.end
        marker = block.marker or Span(begin, begin)
        before, after = body[begin : marker.start], body[marker.end : end]
        words = MARK.sub(_shown, before) + marker.of(body) + MARK.sub(_shown, after)
        found.append(" ".join(words.split()))
    return found


def _shown(match: re.Match[str]) -> str:
    mark = match[0]
    if mark[0] == "\\":
        return mark[1]
    return mark if mark[1:2] == "^" else mark[0]


def starless(lines: list[str]) -> list[str]:
    return [" ".join(line.replace("*", "").split()) for line in lines]


BRACKET = '<span class="bracket" data-role="{}" data-depth="{}"{}>['
MARKER = '<span class="marker">{}</span>'
NOTE_MARK = '<span class="footnote">[^1]</span>'
PAGES = {
    "One\ntwo": "<p>One\ntwo</p>\n",
    "*One* **two**": "<p><em>One</em> <strong>two</strong></p>\n",
    "***One***": "<p><strong><em>One</em></strong></p>\n",
    "Trust [in it]{#b1}": (
        "<p>Trust " + BRACKET.format("text", 0, ' data-handle="b1"') + "in it]</span></p>\n"
    ),
    "[[X] a]": (
        f"<p>{BRACKET.format('text', 0, '')}{BRACKET.format('placeholder', 1, '')}X]</span>"
        " a]</span></p>\n"
    ),
    "a[^1]\n\n[^1]: b": f'<p>a{NOTE_MARK}</p>\n<p class="note">{NOTE_MARK}: b</p>\n',
    "a ]{#b1} b": '<p>a <span class="stray">]</span> b</p>\n',
    "| a | b |\n| c |": '<p class="rows">| a | b |<br>\n| c |</p>\n',
    "(a) b\n  - c\n- d": (
        f'<ul class="items">\n<li>{MARKER.format("(a)")} b<ul class="items">\n'
        f"<li>{MARKER.format('-')} c</li>\n</ul>\n</li>\n"
        f"<li>{MARKER.format('-')} d</li>\n</ul>\n"
    ),
    "\\[a\\] \\*b\\* \\\\ \\c": "<p>[a] *b* \\ \\c</p>\n",
    "a & b < c > d \" '": "<p>a &amp; b &lt; c &gt; d &quot; '</p>\n",
}


@pytest.mark.parametrize(("body", "html"), PAGES.items())
def test_pages_are_made_of_few_tags(body: str, html: str) -> None:
    assert render_html(body) == html


def test_brackets_are_closed_and_opened_again_at_borders() -> None:
    html = render_html("a [b *c [d* e\n\nf]{#b2} g]{#b1} h")
    assert html == (
        '<p>a <span class="bracket" data-role="text" data-depth="0" data-handle="b1">[b <em>c </em>'
        '<span class="bracket" data-role="text" data-depth="1" data-handle="b2">[<em>d</em> e'
        "</span></span></p>\n"
        '<p><span class="bracket continued" data-role="text" data-depth="1" data-handle="b2">f]'
        '</span><span class="bracket continued" data-role="text" data-depth="0" data-handle="b1">'
        " g]</span> h</p>\n"
    )


def test_entries_give_brackets_their_role() -> None:
    html = render_html("[a]{#b1}", entries={"b1": BracketEntry(role="note")})
    assert 'data-role="note"' in html


@pytest.mark.parametrize(
    "body",
    [
        *("[a](http://b.example)", "![a](b)", "[a]: http://b.example", "<http://b.example>"),
        *("`a` ``b``", "# a", "> a", "a\n===", "a\n---", "---", "~~a~~", "_a_ __b__", "    code"),
        *("```\na\n```", "<b onclick='x'>a</b>", "<!-- a -->", "&lt;&#65;", "[ ] a", "- [x] a"),
        *(
            "http://a.example",
            "a  \nb",
            "a\\\nb",
            "1986\\. A",
            "\\# \\! \\&lt;",
            "***",
            "* * *",
            "+ a",
        ),
    ],
)
def test_everything_else_is_characters(body: str) -> None:
    html = render_html(body)
    assert not re.search(r"<(?!/?(?:p|ul|li|span|br|em|strong)\b)", html)
    assert "href" not in html
    assert starless(read_back(html)) == starless(words_by_definition(body))


WILD = bodies(
    *("\\", "\\[", "\\*", "[^1]", "[^", "{#b1}", "[f]{#b2}", "*", "**", "***", "(", "_", "`", "é"),
    *("- ", "\n- ", "\n  (a) ", "\n1. ", "\n[(b) ", "\n| ", "\n[^2]: ", "<b>", "&amp;", "中", "# "),
)


@settings(max_examples=300)
@given(WILD)
def test_what_is_rendered_reads_back_as_the_text(body: str) -> None:
    expected = words_by_definition(body)
    html = render_html(body)
    assert starless(read_back(html)) == starless(expected)
    assert " ".join(plain(body).split()) == " ".join(" ".join(read_back(html)).split())


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_any_text_is_rendered(body: str) -> None:
    expected = [line for line in starless(words_by_definition(body)) if line]
    assert [line for line in starless(read_back(render_html(body))) if line] == expected


@given(st.lists(st.sampled_from(["a", "*", "**", " ", "\\*", "b.", "_"]), max_size=12).map("".join))
def test_without_brackets_emphasis_is_as_in_commonmark(body: str) -> None:
    from markdown_it import MarkdownIt

    # What the library alone makes of the same stars; underscores are characters to us.
    theirs = MarkdownIt("zero").enable(["emphasis", "escape"])
    alone = theirs.render("x" + body.replace("_", "u").replace("\n", " ") + "x")
    ours = render_html("x" + body.replace("_", "u") + "x")
    assert read_back(ours) == read_back(alone)
    assert sorted(_emphasized(ours)) == sorted(_emphasized(alone))


def _emphasized(html: str) -> list[tuple[str, bool, bool]]:
    """Every letter of a page with the emphasis it stands in."""
    found = []
    depth = {"em": 0, "strong": 0}
    for tag, char in re.findall(r"<(/?\w+)>|(.)", html):
        name = tag.removeprefix("/")
        if name in depth:
            depth[name] += -1 if tag.startswith("/") else 1
        elif char.strip():
            found.append((char, depth["em"] > 0, depth["strong"] > 0))
    return found


SIZE = 20_480
HOSTILE = [
    *(
        "[",
        "]",
        "*",
        "![",
        "| ",
        "(a)",
        "(a) x\n",
        "*a ",
        "*a*",
        "a**b",
        "\\",
        "_*",
        "*a [",
        "*[a* ]",
    ),
    *("[^1]", "[a]{#b1}", "<", "&", "\n\n", "- ", "[]", "]*[*", "***a", "\n- ", "\n[(a) ", "`"),
]


@pytest.mark.parametrize(
    "body",
    [
        *(piece * (SIZE // len(piece)) for piece in HOSTILE),
        "[" * (SIZE // 2) + "]" * (SIZE // 2),
        "[" * 100 + "a\n\n" * 6_000 + "]" * 100,
        "*[" * 50 + "a\n\n" * 6_000 + "]*" * 50,
        "\n".join(" " * indent + "- x" for indent in range(190)),
        "**" * 3_000 + "a" + "** " * 3_000,
    ],
)
def test_hostile_bodies_grow_no_faster_than_their_length(body: str) -> None:
    tokens = tokens_of(body)
    count = len(tokens) + sum(len(token.children or ()) for token in tokens)
    assert count <= 4 * len(body) + 10
    assert len(render_html(body)) <= 110 * len(body) + 100


def test_the_library_is_read_only_when_something_is_rendered() -> None:
    code = (
        "import sys, wsisdraft.notation.negotiated_markdown as m;"
        "assert 'markdown_it' not in sys.modules; m.plain('a');"
        "assert 'markdown_it' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
