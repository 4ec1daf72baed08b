"""The bytes of a file that is named, or of standard input, and what they are if not text."""

from __future__ import annotations

import sys
from pathlib import Path

from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.quoting import quoted

__all__ = ["bytes_given", "fingerprint_of", "name_given", "no_text"]

_KINDS = (
    (b"%PDF", "a PDF", "pdftotext -layout FILE text.txt makes text of it"),
    (b"PK\x03\x04", "a Word file or another archive", "pandoc -t markdown FILE makes text of it"),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "Save it as text in UTF-8"),
    (b"{\\rtf", "a text in RTF", "Save it as text in UTF-8"),
)


def bytes_given(file: str, most: int, wanted: str, too_many: tuple[str, str]) -> bytes | Refusal:
    """All bytes of a file, or of standard input for `-`, if they are no more than so many.

    `wanted` is the remedy where it cannot be read; `too_many` what is not done with more bytes, and
    the remedy for that.
    """
    try:
        if file == "-":
            data = sys.stdin.buffer.read(most + 1)
        else:
            with Path(file).open("rb") as handle:
                data = handle.read(most + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "that is no name of a file"
        return refuse(
            "unreadable-file",
            f"{quoted(file)} cannot be read: {(why or 'no reason given').lower()}.",
            wanted,
        )
    if len(data) > most:
        not_done, remedy = too_many
        return refuse(
            "too-large", f"{quoted(file)} has more than {most:,} bytes, and {not_done}.", remedy
        )
    return data


def name_given(file: str) -> str:
    """The file's own name, without the folders it lies in."""
    return "standard-input" if file == "-" else Path(file).name


def fingerprint_of(data: bytes) -> str:
    """`sha256:` and the SHA-256 of these bytes."""
    import hashlib

    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def no_text(data: bytes) -> tuple[str, str] | None:
    """What bytes are that are no text, and how text is made of them, as half a sentence."""
    return next((kind[1:] for kind in _KINDS if data.startswith(kind[0])), None)
