"""A text from outside as it lies in a file: its bytes, and the characters they stand for."""

from __future__ import annotations

from wsisdraft.text.finding import Finding, Refusal, misused, refuse
from wsisdraft.text.frozen import frozen
from wsisdraft.text.quoting import quoted
from wsisdraft.text.span import Place, place_of
from wsisdraft.verbs.shared.given_bytes import bytes_given, fingerprint_of, name_given, no_text

__all__ = ["MOST_BYTES", "ForeignSource", "foreign_source"]

MOST_BYTES = 4 << 20
"""Larger than any negotiating text has been; what is larger is something else."""
_WANTED = "Name a file of Markdown or plain text, or - for standard input."
_IN_PARTS = (
    "no more are read",
    "Import it in parts, each a chapter: wsisdraft import FILE vision/B.",
)
_UTF_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@frozen
class ForeignSource:
    name: str
    """The file's own name, without the folders it lies in."""
    text: str
    """Decoded; line ends are LF, lines and columns those of the file."""
    fingerprint: str
    """`sha256:` and the SHA-256 of its bytes."""


def foreign_source(file: str, encoding: str = "") -> ForeignSource | Refusal:
    """The text of a file, or of standard input for `-`; in UTF-8 unless another encoding is named.

    Refused where it is no text, is empty, is not what the encoding says, or is too large.
    """
    codec = _codec(encoding)
    if codec is None:
        return misused(
            "unknown-encoding",
            f"There is no encoding {quoted(encoding)}.",
            "Encodings: utf-8, utf-16, latin-1, cp1252, cp1251, gb18030, shift-jis, ...",
        )
    data = bytes_given(file, MOST_BYTES, _WANTED, _IN_PARTS)
    if isinstance(data, Refusal):
        return data
    name = name_given(file)
    text = _decoded(name, data, codec, named=bool(encoding))
    if isinstance(text, Refusal):
        return text
    if not text.strip("\ufeff \t\r\n\f"):
        return refuse(
            "nothing-there",
            f"{quoted(file)} holds no words.",
            "Name a file with the text, or - for standard input.",
        )
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return ForeignSource(name, plain, fingerprint_of(data))


def _codec(encoding: str) -> str | None:
    import codecs

    try:
        found = codecs.lookup(encoding or "utf-8")
    except (LookupError, ValueError):
        return None
    # Some codecs make bytes of bytes: they are no encodings of text.
    return found.name if getattr(found, "_is_text_encoding", True) else None


def _decoded(name: str, data: bytes, codec: str, *, named: bool) -> str | Refusal:
    other = no_text(data)
    if other is not None:
        what, remedy = other
        return refuse(
            "no-text", f"{quoted(name)} is {what}, and no text.", f"{remedy}; then import that."
        )
    mark = next((found for start, found in _UTF_16 if data.startswith(start)), "")
    if mark and not named:
        return refuse(
            "text-characters",
            f"{quoted(name)} is in UTF-16.",
            f"Say so with --encoding {mark}.",
            place=Place(name),
        )
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        return _not_so(name, data, error, named=named)
    if "\0" in text:
        place = place_of(name, text, text.index("\0"))
        return refuse(
            "no-text",
            f"{quoted(name)} is no text: it holds a byte that is nought.",
            "Save it as text in UTF-8, then import that.",
            place=Place(place.path, place.line, place.column),
        )
    return text


def _not_so(name: str, data: bytes, error: UnicodeDecodeError, *, named: bool) -> Refusal:
    """The first byte that does not fit the encoding, with its place."""
    before = data[: error.start].decode(error.encoding, "replace")
    before = before.replace("\r\n", "\n").replace("\r", "\n")
    byte = f"0x{data[error.start]:02X}"
    message = f"The byte {byte} here is not {error.encoding.upper()}."
    remedy = "Say which encoding it is in with --encoding NAME."
    if not named:
        remedy = (
            "Say which encoding it is in, as --encoding latin-1 or cp1252, or make UTF-8 of it: "
            "iconv -f LATIN1 -t UTF-8."
        )
    return Refusal(
        (Finding(place_of(name, before, len(before)), "text-characters", message, remedy),)
    )
