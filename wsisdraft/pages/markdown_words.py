"""Strangers' words inside Markdown of ours, so that nothing in them is markup."""

from __future__ import annotations

import re

from wsisdraft.text.characters import seen_in_line


def as_words(text: str) -> str:
    """The text in one line as Markdown that reads so, also in a cell of a table.

    Forges turn names, numbers and emoji into links and pictures after rendering; they do not see
    them when a comment stands between.
    """
    return _LIVE.sub(r"\1<!-- -->", _MARKUP.sub(_escaped, seen_in_line(text)))


def _escaped(match: re.Match[str]) -> str:
    char = match[0]
    return f"&#{ord(char)};" if char in _AS_NUMBER else f"\\{char}"


_AS_NUMBER = "\\|<>&`"
_MARKUP = re.compile(r"[!#$&(-+\-.:<->@\[-`{-~]")
_LIVE = re.compile(r"(\\[@#](?=\w)|\\:(?=[\w+\\-]+:)|(?<=\bGH)\\-(?=\d))")
