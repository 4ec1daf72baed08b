"""Strangers' words inside Markdown of ours, so that nothing in them is markup."""

from __future__ import annotations

import re

from wsisdraft.reports.redline import Redline, Sign
from wsisdraft.text.characters import seen_in_line


def as_words(text: str) -> str:
    """The text in one line as Markdown that reads so, also in a cell of a table.

    Forges turn names, numbers and emoji into links and pictures after rendering; they do not see
    them when a comment stands between.
    """
    return _LIVE.sub(r"\1<!-- -->", _MARKUP.sub(_escaped, seen_in_line(text)))


def as_redline(words: Redline) -> str:
    """A redline in one line: `<ins>` and `<del>`, with `<br>` for a line break."""
    return "".join(_run(sign, run) for sign, run in words)


def _run(sign: Sign, run: str) -> str:
    shown = "<br>".join(map(as_words, run.split("\n")))
    match sign:
        case Sign.PUT_IN:
            return f"<ins>{shown}</ins>"
        case Sign.TAKEN_OUT:
            return f"<del>{shown}</del>"
        case _:
            return shown


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    return f"&#{ord(char)};" if char in _AS_NUMBER else f"\\{char}"


_AS_NUMBER = "\\|<>&`"
_MARKUP = re.compile(r"[!#$&(-+\-.:<->@\[-`{-~]")
_LIVE = re.compile(r"(\\[@#](?=\w)|\\:(?=[\w+\\-]+:)|(?<=\bGH)\\-(?=\d))")
