"""The words a verb is given: in the command, in a file, from standard input."""

from __future__ import annotations

import sys

from wsisdraft.carry_out import leave, refused, telling
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.view import Options

MOST_READ = 1 << 20
"""Bytes of a file from outside; words that long are refused whatever else they are."""


def words_given(
    *, text: str | None, file: str | None, none: bool | None = None, options: Options
) -> str:
    """The words a verb is given: in the command, in a file, from standard input, or none at all.

    `none` is None for a verb that has to have words.
    """
    with telling(options):
        ways = sum((text is not None, file is not None, bool(none)))
        if ways != 1:
            leave(refused(_one_way(ways, may_be_none=none is not None), options, {}))
        if none:
            return ""
        if text is not None:
            return text
        words = _words_of(file or "")
        if isinstance(words, Refusal):
            leave(refused(words, options, {}))
        return str(words)
    raise AssertionError


def _one_way(ways: int, *, may_be_none: bool) -> Refusal:
    said = "The words are given in more than one way." if ways else "It is not said in which words."
    known = "--text T, --file F or --no-text" if may_be_none else "--text T or --file F"
    return misused("malformed-words", said, f"Give one of {known}; --file - is standard input.")


def _words_of(file: str) -> str | Refusal:
    """The words in a file, or on standard input for `-`, with LF line ends."""
    from wsisdraft.notation.decoding import decode
    from wsisdraft.text.quoting import quoted

    try:
        if file == "-":
            data = sys.stdin.buffer.read(MOST_READ)
        else:
            with open(file, "rb") as handle:  # noqa: PTH123  the path is a person's, as typed
                data = handle.read(MOST_READ)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "that is no name of a file"
        return refuse(
            "unreadable-file",
            f"{quoted(file)} cannot be read: {why}.",
            "Name a file of text in UTF-8, or - for standard input.",
        )
    # Line ends and the mark that some editors put first are no fault of words from outside.
    text, findings = decode(file, data)
    return Refusal(findings) if text is None else text
