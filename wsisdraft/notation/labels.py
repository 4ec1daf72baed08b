"""Labels of options and alternatives inside running text: `Option 2bis:`, `ALT 1:`, `67 alt 1`.

A label stands at the head of a line or right after a bracket opens, perhaps behind a number, an
item's letter or signs of emphasis, and ends at a colon, at the line's end, or where emphasis does.
In the middle of a sentence (`see Option 2 above`) the words are no label.
"""

from __future__ import annotations

import re

from wsisdraft.notation.attributions import attributions
from wsisdraft.text.bracket import Label
from wsisdraft.text.number import LATIN

__all__ = ["attributions", "labels"]

BEFORE = 60
"""Characters of the line before a label that are looked at."""

_LATIN = "|".join((*sorted(LATIN, key=len, reverse=True), "quarter"))
_NAME = rf"""(?:
    (?: \(\s?(?:[a-z]{{1,4}}|[A-Z]|[IVXLC]{{1,5}}|\d{{1,2}})\s?\)
      | \d{{1,2}}(?:\.\d{{1,2}}){{0,2}}[A-Za-z]?
      | [IVXLC]{{1,6}} | [ivxlc]{{1,6}} | [A-Za-z] )
    (?:\ ?(?:{_LATIN}))?
)"""
# A footnote mark may stand between the name and its colon.
_END = r"""(?= \.? [*_]{0,3} (?:\[\^[^\s\[\]]{1,32}\]){0,3} [*_]{0,3} (?:
    [ \u00a0]?[:：] | [ \t]*(?:[\r\n]|\Z) | [*_]{2}(?![*_\w]) | \.\s | [ ]?[{] | [ ][-–—][ ] ))"""

_OPTION = re.compile(
    rf"(?<![^\W_]) (?:Option|OPTION) [ \u00a0]? {_NAME} (?![^\W_]) {_END}", re.VERBOSE
)
_ALTERNATIVE = re.compile(
    rf"""(?<![^\W_])
    (?: (?:ALT|Alt) \.? [ \u00a0]? {_NAME}? | (?:Alternative|ALTERNATIVE) [ ] {_NAME} )
    (?![^\W_]) {_END}""",
    re.VERBOSE,
)
# The number a whole alternative paragraph stands for: `41 alt 1`, `4.2bis Alt`, `PP5alt`.
_NUMBERED = re.compile(
    rf"""(?<![^\W_]) (?: New[ ] )? (?: (?:PP|OP|Pp|Op) [ ]? )?
    \d{{1,3}} [A-Z]? (?:\.\d{{1,3}}|\.[a-z](?![a-z])){{0,4}} (?:[ .]?(?:{_LATIN}))? \.? [ \u00a0]?
    (?:alt|Alt|ALT) (?: \.? [ \u00a0]? \d{{1,2}} )? (?![^\W_])""",
    re.VERBOSE,
)
_HEAD = re.compile(
    rf"""[ \t\u00a0>*_\[]*
    (?: (?: (?:New[ ])? (?:PP|OP)? \d{{1,3}}[A-Z]? (?:\.\d{{1,3}}){{0,4}}
            (?:[ .]?(?:{_LATIN}))? [.)]?
          | \(? (?:[a-z]{{1,4}}|\d{{1,3}}) [.)] | [-·•►] ) [ \t\u00a0]* ){{0,2}}
    [ \t*_\[]*""",
    re.VERBOSE,
)
_OPENED = re.compile(r"\[[\s*_]{0,8}\Z")


def labels(text: str) -> tuple[Label, ...]:
    """Every label in the order of the text; a longer one wins over one it holds."""
    found: list[Label] = []
    for pattern, kind in (
        (_OPTION, "option"),
        (_ALTERNATIVE, "alternative"),
        (_NUMBERED, "alternative"),
    ):
        for match in pattern.finditer(text):
            if _at_head(text, match.start()):
                start, end = match.span()
                found.append(Label(start, end, kind, " ".join(match[0].split())))
    found.sort(key=lambda label: (label.start, -label.end))
    kept: list[Label] = []
    for label in found:
        if not kept or label.start >= kept[-1].end:
            kept.append(label)
    return tuple(kept)


def _at_head(text: str, offset: int) -> bool:
    """Whether only a number, an item's letter, emphasis or an opening bracket stands before it."""
    begin = max(0, offset - BEFORE)
    line = max(text.rfind("\n", begin, offset), text.rfind("\r", begin, offset))
    if (line >= 0 or begin == 0) and _HEAD.fullmatch(text, line + 1, offset):
        return True
    return _OPENED.search(text, max(0, offset - 10), offset) is not None
