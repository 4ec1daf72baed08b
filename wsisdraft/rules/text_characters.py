"""Every character of a text is one that a reader sees as it is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wsisdraft.rules.rule import Context, Rule, told
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

_JOINING = "(?:ar|as|bn|ckb|fa|gu|he|hi|kn|ku|ml|mr|ne|or|pa|ps|sa|sd|si|ta|te|ug|ur|yi)(?:-.*)?"
"""Languages (ISO 639) whose scripts need joiners or direction marks."""
_PLAIN = bytes([0x0A, *range(0x20, 0x7F)])
"""What an ASCII text may hold."""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    from unicodedata import is_normalized

    yield from (finding for finding in text.unread if finding.rule == NAME)
    languages = {document.path.rpartition("/")[0]: document.language for document in text.documents}
    for path, source in text.sources.items():
        if source.isascii():
            if source.encode().translate(None, _PLAIN):
                yield from _forbidden(path, source, "")
            continue
        if _forbidden_character().search(source):
            yield from _forbidden(path, source, _allowed(path, languages, text.process.language))
        if not is_normalized("NFC", source):
            yield _not_normal(path, source)


def forbidden_in(origin: str, words: str, language: str) -> tuple[Finding, ...]:
    """The characters of words from outside that no text may hold, at their places in them."""
    return tuple(_forbidden(origin, words, _allowed("", {}, language)))


@cache
def _forbidden_character() -> re.Pattern[str]:
    """Compiled for the first text that is not ASCII alone."""
    return re.compile(f"[{UNSEEN}{LOOK_ALIKE}]")


def _allowed(path: str, languages: dict[str, str], usual: str) -> str:
    folder = next((key for key in languages if path.startswith(key + "/")), "")
    language = languages.get(folder) or usual
    return JOINERS if re.fullmatch(_JOINING, language, re.IGNORECASE) else ""


def _forbidden(path: str, source: str, allowed: str) -> Iterator[Finding]:
    offsets = [m.start() for m in _forbidden_character().finditer(source) if m[0] not in allowed]
    return told(offsets, lambda offset: _finding(path, source, offset))


def _finding(path: str, source: str, offset: int) -> Finding:
    char = source[offset]
    return Finding(
        place_of(path, source, offset),
        NAME,
        f"{_called(char)} stands here; {_why(char)}.",
        "Delete it, or write the ordinary character.",
    )


def _called(char: str) -> str:
    from unicodedata import name as name_of

    name = name_of(char, "").lower()
    return f"U+{ord(char):04X}" + (f" ({name})" if name else "")


def _why(char: str) -> str:
    if re.match(f"[{LOOK_ALIKE}]", char):
        return "it looks like a bracket and is none"
    if char == "\t":
        return "a tab is no character of a text"
    return "it is not seen, or changes how its neighbours are seen"


def _not_normal(path: str, source: str) -> Finding:
    from unicodedata import normalize

    normal = normalize("NFC", source)
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
