"""A file that a stakeholder sent in, as it came: its bytes and characters."""

from __future__ import annotations

import sys
from pathlib import Path

from wsisdraft.notation.incoming import Incoming, read_incoming
from wsisdraft.text.finding import Finding, Refusal, refuse
from wsisdraft.text.frozen import frozen
from wsisdraft.text.quoting import quoted
from wsisdraft.text.span import Place, place_of

__all__ = ["MOST_BYTES", "SentFile", "bytes_sent", "fingerprint_of", "sent_file", "taken_apart"]

MOST_BYTES = 1_000_000
"""Bytes of a file that is filed; with what is put above them it is still read."""
STANDARD_INPUT = "standard-input"
_KINDS = (
    (b"%PDF", "a PDF", "pdftotext -layout FILE text.txt makes text of it"),
    (b"PK\x03\x04", "a Word file or another archive", "pandoc -t markdown FILE makes text of it"),
    (b"\xd0\xcf\x11\xe0", "an old Word file", "Save it as text in UTF-8"),
    (b"{\\rtf", "a text in RTF", "Save it as text in UTF-8"),
)
_BOM = "\ufeff"


@frozen
class SentFile:
    name: str
    """The file's own name, without the folders it lies in."""
    text: str
    """Decoded, with LF line ends and without a byte order mark; lines are those of the file."""
    fingerprint: str
    """`sha256:` and the SHA-256 of its bytes as they came."""
    incoming: Incoming


def sent_file(file: str) -> SentFile | Refusal:
    """The file taken apart; refused where it is no text in UTF-8, empty, too large or malformed."""
    data = bytes_sent(file)
    if isinstance(data, Refusal):
        return data
    return taken_apart(STANDARD_INPUT if file == "-" else Path(file).name, data)


def taken_apart(name: str, data: bytes) -> SentFile | Refusal:
    """The same for bytes that were read already."""
    text = _decoded(name, data)
    if isinstance(text, Refusal):
        return text
    incoming, findings = read_incoming(name, text)
    if findings:
        return Refusal(findings)
    if not incoming.body.strip() and not incoming.proposals:
        return refuse(
            "nothing-there",
            "There are no words in it, and no proposals.",
            "Name the file that came in, or - for standard input.",
            place=Place(name),
        )
    return SentFile(name, text, fingerprint_of(data), incoming)


def fingerprint_of(data: bytes) -> str:
    """`sha256:` and the SHA-256 of these bytes."""
    import hashlib

    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def bytes_sent(file: str) -> bytes | Refusal:
    """The bytes of a file, or of standard input for `-`."""
    try:
        if file == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(file).open("rb") as handle:
                data = handle.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "that is no name of a file"
        return refuse(
            "unreadable-file",
            f"{quoted(file)} cannot be read: {(why or 'no reason given').lower()}.",
            "Name a file of text in UTF-8, or - for standard input.",
        )
    if len(data) > MOST_BYTES:
        return refuse(
            "too-large",
            f"{quoted(file)} has more than {MOST_BYTES:,} bytes, and no more are filed.",
            "File it in parts, each on its own paragraphs.",
        )
    return data


def _decoded(name: str, data: bytes) -> str | Refusal:
    kind = next((kind for kind in _KINDS if data.startswith(kind[0])), None)
    if kind is not None:
        return refuse(
            "no-text",
            f"This is {kind[1]}, and no text.",
            f"{kind[2]}; then submit that.",
            place=Place(name),
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _plain(data[: error.start].decode("utf-8"))
        byte = f"0x{data[error.start]:02X}"
        return Refusal(
            (
                Finding(
                    place_of(name, before, len(before)),
                    "text-characters",
                    f"The byte {byte} here is not UTF-8.",
                    "Save it as UTF-8, as with iconv -f LATIN1 -t UTF-8; the receipt is of "
                    "the bytes that are filed.",
                ),
            )
        )
    plain = _plain(text)
    if "\0" in plain:
        return refuse(
            "no-text",
            "This is no text: it holds a byte that is nought.",
            "Save it as text in UTF-8, then submit that.",
            place=place_of(name, plain, plain.index("\0")),
        )
    return plain


def _plain(text: str) -> str:
    return text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
