"""Words of the text in a page for a browser: redlines that can be seen and heard."""

from __future__ import annotations

import re
from html import escape

from wsisdraft.notation.scanner import ESCAPE
from wsisdraft.reports.redline import Redline, Sign
from wsisdraft.text.characters import seen

__all__ = ["MARKUP", "redline_markup", "run_markup", "words_markup"]

_ESCAPE = re.compile(ESCAPE)
MARKUP = {Sign.PUT_IN: ("ins", "put in"), Sign.TAKEN_OUT: ("del", "taken out")}
"""Of what changes: the element, and how it is called."""


def redline_markup(words: Redline) -> str:
    """A redline, every character of it escaped; hidden words say what the marks say."""
    return "".join(run_markup(sign, run) for sign, run in words) or "<i>no words</i>"


def run_markup(sign: Sign, run: str) -> str:
    """One run of a redline; no run cuts an escape."""
    shown = escape(seen(_as_printed(run)))
    if sign not in MARKUP:
        return shown
    tag, said = MARKUP[sign]
    begun, ended = (
        f'<span class="hidden" lang="en"> {words} </span>'
        for words in (f"[{said}:", f"end {said}]")
    )
    return f"<{tag}>{begun}{shown}{ended}</{tag}>"


def words_markup(words: str) -> str:
    """Words that nothing changes."""
    return run_markup(Sign.SAME, words)


def _as_printed(words: str) -> str:
    r"""An escaped sign as it is printed: `\[` is a bracket of the words."""
    return _ESCAPE.sub(lambda mark: mark.group()[1:], words)
