"""Every character of a text is one that a reader sees as it is stored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.characters import JOINERS, LOOK_ALIKE, UNSEEN
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.span import place_of

NAME = "text-characters"

PAGE = """\
What is shown must be what is stored, or a room agrees to words it did not see. So texts are UTF-8
in the normal form NFC, and hold no control characters, no marks that reverse the direction of
writing, no invisible ones (zero-width, soft hyphen, tags) and no signs that only look like square
brackets. Joiners and direction marks are allowed in documents whose language needs them (Arabic,
Persian, Hindi and others).

To mend it, delete the character at the place named, or write the ordinary one. Text in another
normal form is put right by saving it as NFC.
"""

_JOINING = frozenset(
    [
        "ar",
        "bn",
        "fa",
        "gu",
        "he",
        "hi",
        "kn",
        "ku",
        "ml",
        "mr",
        "ne",
        "pa",
        "ps",
        "si",
        "ta",
        "te",
        "ug",
        "ur",
        "yi",
    ]
)
"""Languages (ISO 639-1) whose scripts need joiners or direction marks."""
_FORBIDDEN = re.compile(f"[{UNSEEN}{LOOK_ALIKE}]")
_FORBIDDEN_ASCII = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
MOST_A_FILE = 20
"""A binary file would otherwise be told byte by byte."""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    yield from (finding for finding in text.unread if finding.rule == NAME)
    languages = {document.path.rpartition("/")[0]: document.language for document in text.documents}
    for path, source in text.sources.items():
        if source.isascii():
            if _FORBIDDEN_ASCII.search(source):
                yield from _forbidden(path, source, "")
            continue
        if _FORBIDDEN.search(source):
            yield from _forbidden(path, source, _allowed(path, languages, text.process.language))
        if not unicodedata.is_normalized("NFC", source):
            yield _not_normal(path, source)


def _allowed(path: str, languages: dict[str, str], usual: str) -> str:
    folder = next((key for key in languages if path.startswith(key + "/")), "")
    language = languages.get(folder) or usual
    return JOINERS if language.split("-")[0].lower() in _JOINING else ""


def _forbidden(path: str, source: str, allowed: str) -> Iterator[Finding]:
    told = 0
    for match in _FORBIDDEN.finditer(source):
        if match[0] in allowed:
            continue
        told += 1
        if told > MOST_A_FILE:
            return
        yield Finding(
            place_of(path, source, match.start()),
            NAME,
            f"{_called(match[0])} stands here; {_why(match[0])}.",
            "Delete it, or write the ordinary character.",
        )


def _called(char: str) -> str:
    name = unicodedata.name(char, "").lower()
    return f"U+{ord(char):04X}" + (f" ({name})" if name else "")


def _why(char: str) -> str:
    if re.fullmatch(f"[{LOOK_ALIKE}]", char):
        return "it looks like a bracket and is none"
    if char == "\t":
        return "a tab is no character of a text"
    return "it is not seen, or changes how its neighbours are seen"


def _not_normal(path: str, source: str) -> Finding:
    normal = unicodedata.normalize("NFC", source)
    at = next((i for i, (a, b) in enumerate(zip(source, normal, strict=False)) if a != b), 0)
    return Finding(
        place_of(path, source, at),
        NAME,
        f"{_called(source[at])} begins a sequence that is not in the normal form NFC.",
        "Save the file in Unicode normal form NFC.",
    )


RULE = Rule(
    NAME,
    Gravity.ERROR,
    "Texts hold only characters that are seen as they are stored.",
    PAGE,
    _check,
)
