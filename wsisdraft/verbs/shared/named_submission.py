"""Which submission, and which proposal in it, a symbol names."""

from __future__ import annotations

from wsisdraft.text.came_in import Named, called, near_symbols
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.quoting import quoted


def named_submission(text: Text, symbol: str) -> Named | Refusal:
    """What goes by a symbol, `V1/B/5` or `V1/B/5/2`; refused with symbols that are like it."""
    found = called(text, symbol)
    if len(found) == 1:
        return found[0]
    if found:
        paths = ", ".join(each.submission.path for each in found)
        return misused(
            "ambiguous-symbol",
            f"{quoted(symbol)} is the symbol of {len(found)} submissions: {paths}.",
            "Give one of them another symbol in its file, then record it.",
        )
    whole = called(text, symbol.strip("/ ").rpartition("/")[0])
    if len(whole) == 1 and whole[0].proposal is None:
        numbers = ", ".join(p.number for p in whole[0].submission.proposals) or "none"
        return refuse(
            "unknown-symbol",
            f"{whole[0].submission.symbol} has no proposal {quoted(symbol.rpartition('/')[2])}.",
            f"Its proposals: {numbers}.",
        )
    near = " or ".join(near_symbols(text, symbol))
    remedy = "wsisdraft submissions lists what came in."
    return refuse(
        "unknown-symbol",
        f"No submission has the symbol {quoted(symbol)}.",
        f"Did you mean {near}? {remedy}" if near else f"{remedy[0].upper()}{remedy[1:]}",
    )
