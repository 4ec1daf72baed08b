"""Characters that are not seen as they are stored, and signs that only look like brackets."""

from __future__ import annotations

from wsisdraft.text.pattern import later

JOINERS = "\u200c\u200d\u200e\u200f\u061c"
"""Joiners and direction marks, which some scripts need."""
UNSEEN = (
    "\u0000-\u0009\u000b-\u001f\u007f-\u009f"  # controls; a tab is one, a line feed ends a line
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\ufdd0-\ufdef\ud800-\udfff"  # noncharacters and halves of characters
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
)
"""Of a regular expression's character class: never seen, or change how neighbours are seen."""
LOOK_ALIKE = (
    "\uff3b\uff3d\u2045\u2046\u27e6\u27e7\u3014\u3015\u301a\u301b\u2772\u2773"
    "\u3010\u3011\ufe47\ufe48\u298b-\u2990\u23a1-\u23a6\u2e22-\u2e25\u2e55-\u2e58\ufe5d\ufe5e"
)
"""Of a character class: they look like a square bracket and are none."""


# A joiner after a letter of the scripts that need it shapes that letter and stays.
_HIDDEN = later(f"(?:(?![\u200c\u200d])[{UNSEEN}])|(?<![\u0620-\u08ff\u0900-\u0dff])[\u200c\u200d]")


def seen(text: str) -> str:
    """The text with every unseen character shown as `<U+202E>`; line feeds stay."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def seen_in_line(text: str) -> str:
    """The same in one line: a line feed is shown as `<U+000A>` too."""
    return seen(text).replace("\n", "<U+000A>")
