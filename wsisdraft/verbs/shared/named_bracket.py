"""Which bracket or alternative is meant by a name: a handle, an index, `ALT 1`."""

from __future__ import annotations

from wsisdraft.text.bracket import Role
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.paragraph import Alternative
from wsisdraft.text.quoting import quoted
from wsisdraft.verbs.shared.alternatives import named
from wsisdraft.verbs.shared.target import Target

__all__ = ["called", "named_bracket", "named_on_the_table"]

MOST_NAMED = 12


def called(target: Target, position: int) -> str:
    """The handle of a bracket, or its index where it has none."""
    pair = target.worded.marks.brackets[position]
    return pair.handle or pair.index


def named_bracket(target: Target, name: str) -> int | Refusal:
    """The position of the bracket with this handle (`b1`) or index (`2.1`)."""
    found = target.worded.marks.find(name.strip().lower())
    if not found:
        return _no_such(target, name, "bracket", ())
    if len(found) > 1:
        indexes = ", ".join(target.worded.marks.brackets[i].index for i in found)
        return misused(
            "ambiguous-handle",
            f"{name.strip()} is tied to {len(found)} brackets of {target.name}.",
            f"Name one by its index: {indexes}.",
        )
    pair = target.worded.marks.brackets[found[0]]
    if pair.role is Role.FOOTNOTE:
        return target.refuse(
            pair.start,
            "unknown-bracket",
            f"{pair.index} is the mark of a footnote, which no verb about brackets touches.",
            f"wsisdraft brackets {target.ref} shows the brackets.",
        )
    return found[0]


def named_on_the_table(target: Target, name: str) -> int | Alternative | Refusal:
    """The same, or an alternative by its name; one of the paragraph's own words alone."""
    if target.option:
        return named_bracket(target, name)
    found = named(target.paragraph, name)
    brackets = target.worded.marks.find(name.strip().lower())
    if isinstance(found, Refusal):
        if not brackets:
            names = tuple(quoted(each.name) for each in target.paragraph.alternatives)
            return _no_such(target, name, "bracket or alternative", names)
        return named_bracket(target, name)
    if not brackets:
        return found
    pair = target.worded.marks.brackets[brackets[0]]
    words = pair.handle or f"the bracket {pair.index}"
    remedy = f"Write {pair.handle} or {quoted(found.name)}."
    if not pair.handle:
        remedy = f"Write {quoted(found.name)}; a bracket gets a handle from wsisdraft bracket."
    return misused("ambiguous-handle", f"{quoted(name)} may mean {words} or {found.name}.", remedy)


def _no_such(target: Target, name: str, kind: str, more: tuple[str, ...]) -> Refusal:
    pairs = (p for p in target.worded.marks.brackets if p.role is not Role.FOOTNOTE)
    names = [*(pair.handle or pair.index for pair in pairs), *more]
    has = f"It has {', '.join(names[:MOST_NAMED])}" if names else "It has none"
    return refuse(
        "unknown-bracket",
        f"{target.name} has no {kind} {quoted(name)}.",
        f"{has}; wsisdraft brackets {target.ref} shows them.",
        ref=target.ref,
    )
