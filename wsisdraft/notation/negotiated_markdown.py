"""Negotiated Markdown for reading: markdown-it tokens, HTML and plain text of a body.

Live are brackets and their ties, items, `*` and `**`, footnote marks and notes, and lines that
begin with `|`; everything else is characters. Brackets come first, then blocks, then emphasis: a
bracket that goes over the border of a block is closed there and opened again behind it, and so is
an emphasis at every bracket. What is rendered, read back, is the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from wsisdraft.notation.blocks import Block, BlockKind, blocks
from wsisdraft.notation.scanner import ESCAPE, NO_ENTRIES, scan
from wsisdraft.text.bracket import Bracket, Marks, Role
from wsisdraft.text.paragraph import BracketEntry

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

__all__ = ["plain", "render_html", "tokens_of"]

DEEPEST = 100
"""Levels of brackets that are rendered as such; the marks of deeper ones are characters."""

_LIVE = re.compile(rf"(?P<escape>{ESCAPE})|(?P<stars>\*+)|(?P<line>[ \t\r]*\n[ \t]*)|[\[\]]")


def tokens_of(body: str, *, entries: Mapping[str, BracketEntry] = NO_ENTRIES) -> list[Token]:
    """The markdown-it tokens of a body: one `inline` token a block, its children nested rightly."""
    return _parser().parse(body, {"marks": scan(body, entries=entries)})


def render_html(body: str, *, entries: Mapping[str, BracketEntry] = NO_ENTRIES) -> str:
    """The HTML of a body, every character escaped, without ids, links, styles or scripts."""
    parser = _parser()
    tokens = tokens_of(body, entries=entries)
    return str(parser.renderer.render(tokens, parser.options, {}))


def plain(body: str) -> str:
    """The text as it reads: escapes resolved, ties and stars gone, one line a block.

    Paragraphs are parted by a blank line, items and rows by a line break.
    """
    pieces: list[str] = []
    before = ""
    for token in tokens_of(body):
        if token.type != "inline":
            continue
        kind = str(token.meta["kind"])
        if pieces:
            pieces.append("\n" if before == kind == BlockKind.ITEM else "\n\n")
        pieces += [_SHOWN.get(child.type, child.content) for child in token.children or ()]
        before = kind
    return "".join(pieces)


_SHOWN = {"softbreak": " ", "hardbreak": "\n", "bracket_open": "[", "bracket_close": "]"}


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline.emphasis import postProcess

    parser = MarkdownIt("zero", {"maxNesting": DEEPEST})
    parser.core.ruler.disable(["normalize", "text_join"])
    parser.core.ruler.at("inline", _inline)
    parser.block.ruler.at("paragraph", _blocks)
    parser.inline.ruler.at("text", _words)
    parser.inline.ruler2.before("fragments_join", "emphasis", postProcess)
    parser.inline.ruler2.after("fragments_join", "nesting", _nest)
    return parser
