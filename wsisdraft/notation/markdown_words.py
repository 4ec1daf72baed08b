"""Inside a block of negotiated Markdown: brackets, emphasis, footnote marks and line breaks.

The rules put marks down flat, in the order of the text; the last one nests them: spans of brackets
inside each other, emphasis inside the innermost bracket, and both closed at the end of the block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from wsisdraft.notation.blocks import Block, BlockKind
from wsisdraft.notation.scanner import ESCAPE, TIE
from wsisdraft.text.bracket import Bracket, Marks, Role

__all__ = ["RENDERING", "Signs", "nest", "signs_of", "words"]

DEEPEST = 100
"""Levels of brackets that are rendered as such; the marks of deeper ones are characters."""

_LIVE = re.compile(rf"{ESCAPE}|\*+|[ \t\r]*+\n[ \t]*+|\[|\](?:{TIE})?")


@dataclass(frozen=True, slots=True)
class _Sign:
    """What a `[` or `]` of the body is."""

    kind: str
    after: int
    """Offset behind it, a tie or the rest of a footnote mark included."""
    bracket: Bracket | None = None


@dataclass(slots=True)
class Signs:
    """The marks of a body by offset, and the brackets still open where reading has come to."""

    at: dict[int, _Sign]
    still_open: list[Bracket] = field(default_factory=list)
    """Opened in an earlier block; innermost last."""


def signs_of(marks: Marks) -> Signs:
    """The marks of a whole body, before its first block."""
    at: dict[int, _Sign] = {}
    for pair in marks.brackets:
        if pair.role is Role.FOOTNOTE:
            at[pair.start] = _Sign("footnote", pair.after)
        elif pair.depth < DEEPEST:
            at[pair.start] = _Sign("bracket_open", pair.start + 1, pair)
            at[pair.end - 1] = _Sign("bracket_close", pair.after, pair)
        else:
            at[pair.start] = _Sign("text", pair.start + 1)
            at[pair.end - 1] = _Sign("text", pair.after)
    for stray in marks.strays:
        at[stray.offset] = _Sign("stray", stray.offset + 1)
    return Signs(at)


def words(state: StateInline, _silent: bool) -> bool:
    """The inline rule: everything in a block at once, flat."""
    block: Block = state.env["block"]
    if block.marker is None:
        _flat(state, block, block.span.start, block.span.end)
    else:
        _flat(state, block, block.span.start, block.marker.start)
        state.push("marker", "span", 0).content = _between(
            state, block.marker.start, block.marker.end
        )
        _flat(state, block, block.marker.end, block.span.end)
    state.pos = state.posMax
    return True


def _between(state: StateInline, begin: int, end: int) -> str:
    """Characters of the block by offsets of the body."""
    base = state.env["block"].span.start
    return state.src[begin - base : end - base]


def _flat(state: StateInline, block: Block, begin: int, end: int) -> None:
    base = block.span.start
    signs: Signs = state.env["signs"]
    done = begin
    for match in _LIVE.finditer(state.src, begin - base, end - base):
        start, mark = match.start() + base, match[0]
        if start < done:
            continue
        if start > done:
            state.push("text", "", 0).content = _between(state, done, start)
        done = match.end() + base
        if mark[0] == "\\":
            state.push("text", "", 0).content = mark[1]
        elif mark[0] == "*":
            state.pos = match.start()
            tokenize(state, silent=False)
        elif mark[0] in "[]":
            # A stray `]` may have kept the tie of a bracket that was cut in two.
            done = max(done, _sign(state, signs.at[start], start))
        else:
            rows = block.kind is BlockKind.ROWS
            state.push("hardbreak" if rows else "softbreak", "br", 0)
    if done < end:
        state.push("text", "", 0).content = _between(state, done, end)


def _sign(state: StateInline, sign: _Sign, start: int) -> int:
    token = state.push(sign.kind, "" if sign.kind == "text" else "span", 0)
    token.content = _between(state, start, sign.after if sign.kind == "footnote" else start + 1)
    if sign.bracket is not None:
        token.meta = {"bracket": sign.bracket}
    return sign.after


def nest(state: StateInline) -> None:
    """The last rule: makes a tree of what was put down flat."""
    nesting = _Nesting(state.env["signs"].still_open)
    for token in state.tokens:
        nesting.take(token)
    nesting.end()
    state.tokens[:] = nesting.tokens


@dataclass(slots=True)
class _Nesting:
    """The tree of one block while it grows."""

    still_open: list[Bracket]
    """From earlier blocks. Only the innermost is opened again, each when the one in it closes:
    all of them in every block would make the page grow with the square of the text."""
    tokens: list[Token] = field(default_factory=list)
    opened: list[Bracket] = field(default_factory=list)
    """In this block."""
    resumed: bool = False
    wanted: dict[str, int] = field(default_factory=lambda: {"strong": 0, "em": 0})
    """How many emphases of each kind the words stand in."""
    standing: list[str] = field(default_factory=list)
    """Tags of emphasis that are open, inside the innermost bracket."""

    def take(self, token: Token) -> None:
        if token.type in _EMPHASIS:
            self.wanted[token.tag] += token.nesting
        elif token.type == "bracket_open":
            self.settle([])
            self.resume()
            self.tokens.append(_bracket_token("bracket_open", token.meta["bracket"]))
            self.opened.append(token.meta["bracket"])
        elif token.type == "bracket_close":
            self.settle([])
            self.resume()
            self.tokens.append(_closing("bracket_close", "span"))
            self.leave()
        elif token.type != "text" or token.content:
            self.resume()
            self.settle([tag for tag, count in self.wanted.items() if count > 0])
            self.tokens.append(token)

    def resume(self) -> None:
        """Opens the bracket that came over from the block before, once something is in it."""
        if self.still_open and not self.resumed and not self.opened:
            self.tokens.append(_bracket_token("bracket_resume", self.still_open[-1]))
            self.resumed = True

    def leave(self) -> None:
        """Forgets the innermost bracket, which has been closed."""
        if self.opened:
            self.opened.pop()
        else:
            self.still_open.pop()
            self.resumed = False

    def settle(self, tags: list[str]) -> None:
        """Closes and opens emphasis until these tags stand, outermost first."""
        if tags == self.standing:
            return
        while self.standing:
            self.tokens.append(_closing("emphasis_close", self.standing.pop()))
        for tag in tags:
            self.tokens.append(Token("emphasis_open", tag, 1))
            self.standing.append(tag)

    def end(self) -> None:
        """Closes everything at the end of the block; brackets go on in the next one."""
        self.settle([])
        for _ in range(len(self.opened) + self.resumed):
            self.tokens.append(_closing("bracket_pause", "span"))
        self.still_open.extend(self.opened)


_EMPHASIS = ("em_open", "em_close", "strong_open", "strong_close")


def _bracket_token(kind: str, bracket: Bracket) -> Token:
    continued = " continued" if kind == "bracket_resume" else ""
    attributes: dict[str, str | int | float] = {
        "class": f"bracket{continued}",
        "data-role": bracket.role.value,
        "data-depth": bracket.depth,
    }
    if bracket.handle:
        attributes["data-handle"] = bracket.handle
    return Token(kind, "span", 1, attrs=attributes)


def _closing(kind: str, tag: str) -> Token:
    return Token(kind, tag, -1)


def _with_opening_mark(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return renderer.renderToken(tokens, at, options, env) + "["


def _with_closing_mark(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return "]" + renderer.renderToken(tokens, at, options, env)


def _sign_in_a_span(
    _renderer: RendererHTML, tokens: Sequence[Token], at: int, _options: OptionsDict, _env: EnvType
) -> str:
    return f'<span class="{tokens[at].type}">{escapeHtml(tokens[at].content)}</span>'


RENDERING: dict[str, Callable[..., str]] = {
    "bracket_open": _with_opening_mark,
    "bracket_close": _with_closing_mark,
    "footnote": _sign_in_a_span,
    "marker": _sign_in_a_span,
    "stray": _sign_in_a_span,
}
