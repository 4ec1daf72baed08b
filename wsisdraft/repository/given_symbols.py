"""Symbols that reachable records gave to submissions, also to those that were taken back."""

from __future__ import annotations

from wsisdraft.notation.record import Record
from wsisdraft.repository.clone import Clone
from wsisdraft.repository.git import Call

SYMBOL = "Symbol"
"""The trailer that names the symbol a submission was given."""


def given_symbols(clone: Clone) -> frozenset[str]:
    """Every symbol that a record tells of, so that none is given twice."""
    if not clone.tip:
        return frozenset()
    options = ("--fixed-strings", f"--grep={SYMBOL}: ", "--format=%B%x00")
    out = clone.git.run(Call("log", options, names=(clone.tip,))).decode("utf-8", "replace")
    messages = (message.strip("\n") for message in out.split("\0"))
    return frozenset(
        symbol for message in messages if message for symbol in Record.read(message).values(SYMBOL)
    )
