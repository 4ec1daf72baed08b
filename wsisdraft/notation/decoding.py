"""From bytes to characters, and files that are not files of text at all."""

from __future__ import annotations

from wsisdraft.notation.snapshot import Oddity, OddityKind
from wsisdraft.text.finding import Finding
from wsisdraft.text.span import Place, place_of

MOST_BYTES = 20_480
"""Words longer than this are not one paragraph; also the bound that keeps reading fast."""
MOST_BYTES_MD = 2 * MOST_BYTES
"""For a paragraph's whole file: its words, and as much again beside them."""
MOST_BYTES_SUBMISSION = 1 << 20
"""For what was sent in, which is filed as it came; the most of any file that is read at all."""
MOST_BYTES_YAML = 65_536
"""For the files beside the text: stakeholders of a large process fit in a quarter of it."""

_SENT_IN = "drafts/submissions/"
_FIRST_OF_BOMS = frozenset((0xEF, 0xFF, 0xFE))
_BOMS = ((b"\xef\xbb\xbf", "UTF-8"), (b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


def decode(path: str, data: bytes) -> tuple[str | None, tuple[Finding, ...]]:
    """A file's characters with LF line ends, or None where they cannot be told."""
    if len(data) > _limit(path):
        return None, (too_large(path, f"{len(data):,} bytes"),)
    if data and data[0] in _FIRST_OF_BOMS:
        for mark, name in _BOMS:
            if data.startswith(mark):
                return _with_mark(path, data, name)
    return _decode(path, data)


def _limit(path: str) -> int:
    if path.endswith(".yaml"):
        return MOST_BYTES_YAML
    return MOST_BYTES_SUBMISSION if path.startswith(_SENT_IN) else MOST_BYTES_MD


def _decode(path: str, data: bytes) -> tuple[str | None, tuple[Finding, ...]]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(path, data, error),)
    if "\r" not in text:
        return text, ()
    place = place_of(path, text, text.index("\r"))
    finding = Finding(
        place,
        "file-format",
        "The lines of this file do not end with a line feed alone.",
        "Save the file with Unix line ends (LF).",
    )
    return text.replace("\r\n", "\n").replace("\r", "\n"), (finding,)


def _with_mark(path: str, data: bytes, name: str) -> tuple[str | None, tuple[Finding, ...]]:
    finding = Finding(
        Place(path),
        "text-characters",
        f"The file begins with a byte order mark of {name}.",
        "Save the file as UTF-8 without a byte order mark.",
    )
    if name != "UTF-8":
        return None, (finding,)
    # Only one mark is taken for one: more of them are characters of the text, and told as such.
    text, more = _decode(path, data[3:])
    return text, (finding, *more)


def _not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Finding:
    before = data[: error.start].decode("utf-8")
    return Finding(
        place_of(path, before, len(before)),
        "text-characters",
        f"The byte 0x{data[error.start]:02X} here is not UTF-8.",
        "Save the file as UTF-8.",
    )


def too_large(path: str, size: str) -> Finding:
    """A file over its limit; it is not read."""
    return Finding(
        Place(path),
        "too-large",
        f"The file has {size or 'too many bytes'}; at most {_limit(path):,} bytes are read.",
        _shortening(path),
    )


def _shortening(path: str) -> str:
    if path.endswith(".yaml"):
        return "Shorten it."
    what = "submissions" if path.startswith(_SENT_IN) else "paragraphs"
    return f"Make several {what} of it."


_ODD = {
    OddityKind.SYMLINK: (
        "file-format",
        "This is a symbolic link; the text of record must be in the file itself.",
        "Replace the link by a regular file.",
    ),
    OddityKind.DIRECTORY: (
        "file-format",
        "This is a directory where a file is expected.",
        "Rename the directory, or put the text into a file of this name.",
    ),
    OddityKind.SPECIAL: (
        "file-format",
        "This is not a regular file.",
        "Replace it by a regular file.",
    ),
    OddityKind.SUBMODULE: (
        "file-format",
        "This is another repository inside the drafts.",
        "Remove it; the drafts hold regular files only.",
    ),
    OddityKind.UNREADABLE: (
        "file-format",
        "This file cannot be read.",
        "Give yourself the right to read it.",
    ),
    OddityKind.NAME: (
        "file-format",
        "The name of this file is not UTF-8.",
        "Rename the file.",
    ),
}


def odd(path: str, oddity: Oddity) -> Finding:
    """A finding for something that is no readable file of text."""
    if oddity.kind is OddityKind.TOO_LARGE:
        return too_large(path, oddity.detail)
    rule, message, remedy = _ODD[oddity.kind]
    detail = f" ({oddity.detail})" if oddity.detail else ""
    return Finding(Place(path), rule, message.removesuffix(".") + detail + ".", remedy)
