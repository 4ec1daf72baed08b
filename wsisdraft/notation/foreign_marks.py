"""Brackets of a text from outside that belong to its format: links, and notes by digits.

Only what is sure: `[portal](https://...)`, `[portal][2]` where the text says what `[2]: ` links
to, and digits glued to a word where a line of the text begins with the same digits in brackets.
"""

from __future__ import annotations

import re

from wsisdraft.text.bracket import Role

_TARGET = r"<?(?:https?://|mailto:|#)"
_INLINE = re.compile(rf"\]\({_TARGET}", re.IGNORECASE)
_DEFINITION = re.compile(
    r"^ {0,3}(\[(?!\^)([^\[\]\n]{1,200})\]):[ \t]*(?:\n[ \t]*)?<?(?:https?://|ftp://|mailto:|[#/])\S+",
    re.MULTILINE | re.IGNORECASE,
)
_REFERENCE = re.compile(r"\](?=\[([^\[\]\n]{1,200})\])")
_NOTE = re.compile(r"^[ \t]*(\[(\d{1,3})\])[ \t]+\S", re.MULTILINE)
_GLUED = re.compile(r"(?<=[^\W\d_])[.,;:)”\"’]?(\[(\d{1,3})\])(?![^\W_])")


def foreign_roles(text: str) -> dict[int, Role]:
    """The roles that the format of a text gives to its brackets, by the offset of `[`."""
    roles = _notes(text)
    defined = set()
    for match in _DEFINITION.finditer(text):
        roles[match.start(1)] = Role.LINK
        defined.add(_folded(match[2]))
    closers = [match.start() for match in _INLINE.finditer(text)]
    if defined:
        for match in _REFERENCE.finditer(text):
            if _folded(match[1]) in defined:
                closers.append(match.start())
                roles[match.start() + 1] = Role.LINK
    if closers:
        for opener in _openers_of(text, set(closers)):
            roles[opener] = Role.LINK
    return roles


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()


def _openers_of(text: str, closers: set[int]) -> list[int]:
    """The `[` that each of these `]` closes, by a plain stack."""
    still_open: list[int] = []
    found: list[int] = []
    for match in re.finditer(r"\\[!-/:-@\[-`{-~]|[\[\]]", text):
        if match[0] == "[":
            still_open.append(match.start())
        elif match[0] == "]" and still_open:
            opener = still_open.pop()
            if match.start() in closers:
                found.append(opener)
    return found


def _notes(text: str) -> dict[int, Role]:
    """Digits glued to a word and the lines that explain them; where one is missing, neither."""
    glued = [(match[2], match.start(1)) for match in _GLUED.finditer(text)]
    if not glued:
        return {}
    lines = [(match[2], match.start(1)) for match in _NOTE.finditer(text)]
    both = {digits for digits, _ in glued} & {digits for digits, _ in lines}
    return {offset: Role.FOOTNOTE for digits, offset in (*glued, *lines) if digits in both}
