"""A file that a stakeholder sent in, as it came: its bytes and characters."""

from __future__ import annotations

from wsisdraft.notation.incoming import Incoming, read_incoming
from wsisdraft.text.finding import Finding, Refusal, refuse
from wsisdraft.text.frozen import frozen
from wsisdraft.text.span import Place, place_of
from wsisdraft.verbs.shared.given_bytes import bytes_given, fingerprint_of, name_given, no_text

__all__ = ["MOST_BYTES", "SentFile", "bytes_sent", "sent_file", "taken_apart"]

MOST_BYTES = 1_000_000
"""Bytes of a file that is filed; with what is put above them it is still read."""
_WANTED = "Name a file of text in UTF-8, or - for standard input."
_IN_PARTS = ("no more are filed", "File it in parts, each on its own paragraphs.")
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
    return taken_apart(name_given(file), data)


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


def bytes_sent(file: str) -> bytes | Refusal:
    """The bytes of a file, or of standard input for `-`."""
    return bytes_given(file, MOST_BYTES, _WANTED, _IN_PARTS)


def _decoded(name: str, data: bytes) -> str | Refusal:
    other = no_text(data)
    if other is not None:
        what, remedy = other
        return refuse(
            "no-text",
            f"This is {what}, and no text.",
            f"{remedy}; then submit that.",
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
