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


def as_prose(text: str) -> str:
    """The same for a page that is also read as it is: only what would be markup is escaped.

    It may stand anywhere in a line, also at its beginning.
    """
    shown = _ANYWHERE.sub(lambda match: f"\\{match[0]}", seen_in_line(text))
    shown = _AT_THE_START.sub(_not_at_the_start, shown)
    shown = _LINKED.sub(lambda match: match[0].replace(".", "\\.").replace(":", "\\:"), shown)
    shown = _LIVE.sub(r"\1<!-- -->", shown)
    return f"&#{ord(shown[0])};{shown[1:]}" if shown[:1].isspace() else shown


def _not_at_the_start(match: re.Match[str]) -> str:
    blank, digits, after, sign = match.groups()
    return f"{blank}{digits or ''}\\{after or sign}"


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
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~{}$#]|&(?=#|\w+;)|@(?=\w)|:(?=[\w+\-]+:)|(?<=\bGH)-(?=\d)")
_AT_THE_START = re.compile(r"\A(\s*)(?:(\d{1,9})([.)](?=\s|\Z))|([+:](?=\s|\Z)|-(?=[\s\-]|\Z)|=))")
_LINKED = re.compile(r"(?:https?|ftp|mailto|xmpp):(?=\S)|www\.(?=\S)", re.IGNORECASE)
_LIVE = re.compile(r"(\\[@#](?=\w)|\\:(?=[\w+\\-]+:)|(?<=\bGH)\\-(?=\d))")
