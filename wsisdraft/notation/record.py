"""A commit message as the tool writes and reads it: a line for delegates, then trailers."""

from __future__ import annotations

import re
import unicodedata

from wsisdraft.text.frozen import frozen
from wsisdraft.text.pattern import later

UNDOES = "Undoes"
"""The trailer by which undo names the commit that it takes back."""
MOVED = "Moved"
"""The trailer that tells of a place or paragraph where it stood before: `vision/C -> report/C`."""
SETTLED_BY = "Settled-by"
"""The trailer by which agree names the body that settled a paragraph, where there are several."""
UNDECLARED = "undeclared"
"""How a record calls the status of a chapter of which nothing was declared."""

_KEY = later(r"[A-Za-z][A-Za-z0-9-]*")
_TRAILER = later(r"([A-Za-z][A-Za-z0-9-]*):[ \t]*(.*?)[ \t]*")
_ESCAPE = later(r"\\(\\|n|u\{([0-9A-F]{1,6})\})")
_SPACE = r"\u{20}"
_SPACES = later(r"\s+")
_BREAKS = later("[ \t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})


@frozen
class Record:
    """What a verb did, in words and in trailers such as `("Ref", "vision/B.21")`.

    Any characters may stand in the values: in the message each stays on its own line and shows
    no control or bidi character, and reading the message gives the value back as it was.
    """

    subject: str
    trailers: tuple[tuple[str, str], ...] = ()

    def message(self) -> str:
        """The commit message.

        Raises ValueError without a subject, or for a key that is not letters, digits and `-`.
        """
        subject = subject_line(self.subject)
        if not subject:
            raise ValueError("a record without a subject")
        lines = []
        for key, value in self.trailers:
            if not _KEY.fullmatch(key):
                raise ValueError(f"not a trailer's key: {key!r}")
            lines.append(f"{key}: {_escaped(value)}".rstrip(" "))
        return "\n".join([subject, "", *lines, ""] if lines else [subject, ""])

    @staticmethod
    def read(message: str) -> Record:
        """The record of any commit message; without a paragraph of trailers at its end, none."""
        paragraphs = _paragraphs(message)
        if not paragraphs:
            return Record("")
        subject = _SPACES.sub(" ", " ".join(paragraphs[0])).strip()
        trailers = _trailers(paragraphs[-1]) if len(paragraphs) > 1 else None
        return Record(subject, trailers or ())

    def value(self, key: str) -> str:
        """The first trailer of a key, any case, or empty."""
        return next(iter(self.values(key)), "")

    def values(self, key: str) -> tuple[str, ...]:
        """All trailers of a key, any case."""
        return tuple(value for name, value in self.trailers if name.lower() == key.lower())


def subject_line(text: str) -> str:
    """Text as the first line of a message: breaks folded, controls shown as `<U+202E>`."""
    folded = _BREAKS.sub(" ", text).strip(" ")
    if _safe(folded):
        return folded
    return "".join(f"<U+{ord(c):04X}>" if _unsafe(c) else c for c in folded)


def _paragraphs(message: str) -> list[list[str]]:
    paragraphs: list[list[str]] = [[]]
    for line in message.replace("\r\n", "\n").split("\n"):
        if line.strip():
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return [lines for lines in paragraphs if lines]


def _trailers(lines: list[str]) -> tuple[tuple[str, str], ...] | None:
    """The trailers of a paragraph, or None where it is prose."""
    found: list[tuple[str, str]] = []
    for line in lines:
        if line[0] in " \t" and found:
            key, value = found[-1]
            found[-1] = (key, f"{value} {line.strip()}")
        elif match := _TRAILER.fullmatch(line):
            found.append((match[1], match[2]))
        elif not line.startswith("(cherry picked from commit "):
            return None
    return tuple((key, _unescaped(value)) for key, value in found)


def _escaped(value: str) -> str:
    outer = len(value) - len(value.lstrip(" "))
    inner = value[outer:].rstrip(" ")
    trailing = len(value) - outer - len(inner)
    if "\\" in inner or not _safe(inner):
        inner = "".join(map(_shown, inner))
    return _SPACE * outer + inner + _SPACE * trailing


def _shown(char: str) -> str:
    if char == "\\":
        return r"\\"
    if char == "\n":
        return r"\n"
    return f"\\u{{{ord(char):X}}}" if _unsafe(char) else char


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(_meant, value) if "\\" in value else value


def _meant(match: re.Match[str]) -> str:
    if match[2] is None:
        return "\n" if match[1] == "n" else "\\"
    code = int(match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def _safe(text: str) -> bool:
    return (text.isascii() and text.isprintable()) or not any(map(_unsafe, text))


def _unsafe(char: str) -> bool:
    """Whether a character may hide, reorder or break a line; the joiners of scripts may stay."""
    return char not in "\u200c\u200d" and unicodedata.category(char) in _UNSAFE
