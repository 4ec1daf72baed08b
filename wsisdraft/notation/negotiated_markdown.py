"""Negotiated Markdown for reading: markdown-it tokens, HTML and plain text of a body.

Live are brackets and their ties, items, `*` and `**`, footnote marks and notes, and lines that
begin with `|`; everything else is characters. Brackets come first, then blocks, then emphasis: a
bracket that goes over the border of a block is closed there and opened again behind it, and so is
an emphasis at every bracket. What is rendered, read back, is the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from wsisdraft.notation.blocks import Block, BlockKind, blocks
from wsisdraft.notation.scanner import NO_ENTRIES, scan
from wsisdraft.text.paragraph import BracketEntry

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

__all__ = ["plain", "render_html", "tokens_of"]

DEEPEST_ITEM = 9
"""Levels of lists; items indented further stand at the last one."""


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
    before: BlockKind | None = None
    for token in tokens_of(body):
        if token.type != "inline":
            continue
        kind = token.meta["block"].kind
        if pieces:
            pieces.append("\n" if before is kind is BlockKind.ITEM else "\n\n")
        pieces += [_SHOWN.get(child.type, child.content) for child in token.children or ()]
        before = kind
    return "".join(pieces)


_SHOWN = {"softbreak": " ", "hardbreak": "\n", "bracket_open": "[", "bracket_close": "]"}


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline.emphasis import postProcess

    from wsisdraft.notation.markdown_words import RENDERING, nest, words

    parser = MarkdownIt("zero")
    parser.core.ruler.disable(["normalize", "text_join"])
    parser.core.ruler.at("inline", _inline)
    parser.block.ruler.at("paragraph", _blocks)
    parser.inline.ruler.at("text", words)
    parser.inline.ruler2.before("fragments_join", "emphasis", postProcess)
    parser.inline.ruler2.after("fragments_join", "nesting", nest)
    for name, rendered in RENDERING.items():
        parser.add_render_rule(name, rendered)
    return parser


def _blocks(state: StateBlock, _begin: int, end: int, _silent: bool) -> bool:
    """The block rule: all blocks of the body at once, by our own grammar."""
    level = -1
    for block in blocks(state.src):
        wanted = min(block.level, DEEPEST_ITEM - 1) if block.kind is BlockKind.ITEM else -1
        while level > wanted:
            state.push("item_close", "li", -1)
            state.push("items_close", "ul", -1)
            level -= 1
        if block.kind is BlockKind.ITEM:
            if level == wanted:
                state.push("item_close", "li", -1)
            else:
                state.push("items_open", "ul", 1).attrs = {"class": "items"}
                level = wanted
            state.push("item_open", "li", 1)
            _push_inline(state, block)
            continue
        opening = state.push("paragraph_open", "p", 1)
        if block.kind is not BlockKind.PARAGRAPH:
            opening.attrs = {"class": block.kind.value}
        _push_inline(state, block)
        state.push("paragraph_close", "p", -1)
    for _ in range(level + 1):
        state.push("item_close", "li", -1)
        state.push("items_close", "ul", -1)
    state.line = end
    return True


def _push_inline(state: StateBlock, block: Block) -> None:
    token = state.push("inline", "", 0)
    token.content = block.span.of(state.src)
    token.meta = {"block": block}


def _inline(state: StateCore) -> None:
    """The core rule: parses each block knowing where in the body it stands."""
    from wsisdraft.notation.markdown_words import signs_of

    signs = signs_of(state.env["marks"])
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            environment = {"block": token.meta["block"], "signs": signs}
            state.md.inline.parse(token.content, state.md, environment, token.children)
