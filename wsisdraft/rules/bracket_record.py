"""Brackets and their entries agree with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from wsisdraft.rules.rule import Context, Rule, Words, bodies, told
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.frozen import frozen
from wsisdraft.text.span import Place, place_of
from wsisdraft.text.wide_bracket import WideBracket, wide_brackets

NAME = "bracket-record"

PAGE = """\
A bracket with a tie, `[words]{#b1}`, has an entry under `brackets:` in the same file: who asked
for it, since which meeting, whether it belongs to a choice or a group. A tie without an entry, an
entry without a tie, a handle tied twice or a choice of one leaves the record of who contests what
in doubt. A bracket over whole paragraphs is an entry in the chapter's file and says `over:`.

To mend it, correct the tie or the entry by hand in the file; a bracket without any tie is fine
and is one about which nothing is on record.
"""


NOT_A_CHOICE = "none"
"""The `choice:` of an entry that keeps its bracket apart."""


@frozen
class _Fault:
    """What does not fit, at a tie of the body or at a field of the front matter."""

    message: str
    remedy: str
    offset: int = 0
    """Of the whole file, where it is at a tie."""
    keys: tuple[str, ...] = ()


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for paragraph in text.paragraphs():
        for words in bodies(paragraph):
            if (words.brackets or words.marks.brackets) and not _fit(words):
                faults = (*_ties(words), *_entries(words))
                yield from _told(words.path, words.source, faults, str(paragraph.address))
    for bracket in wide_brackets(text):
        if bracket.unknown:
            fault = _over_nothing(bracket)
            yield from _told(bracket.path, bracket.source, (fault,), str(bracket.owner))


def _fit(words: Words) -> bool:
    """Whether every tie has one entry and every entry one tie, as nearly always."""
    entries = words.brackets
    handles = [bracket.handle for bracket in words.marks.brackets if bracket.handle is not None]
    if len(handles) != len(entries) or entries.keys() != set(handles):
        return False
    return not any(entry.choice for entry in entries.values())


def _ties(words: Words) -> Iterator[_Fault]:
    ties = Counter(bracket.handle for bracket in words.marks.brackets)
    met: set[str] = set()
    for bracket in words.marks.brackets:
        handle, offset = bracket.handle, words.body_start + bracket.end
        if handle is None:
            continue
        if handle not in words.brackets:
            yield _Fault(
                f"The bracket is tied to {handle}, which has no entry.",
                f"Add {handle} under `brackets:`, or take {{#{handle}}} away.",
                offset,
            )
        elif handle in met:
            yield _Fault(
                f"The handle {handle} is tied to {ties[handle]} brackets.",
                "Give each bracket a handle of its own.",
                offset,
            )
        met.add(handle)


def _entries(words: Words) -> Iterator[_Fault]:
    positions = {b.handle: n for n, b in enumerate(words.marks.brackets) if b.handle is not None}
    in_choice = {position for choice in words.marks.choices for position in choice}
    for handle, entry in words.brackets.items():
        if handle not in positions:
            yield _Fault(
                f"The entry {handle} belongs to no bracket of the text.",
                f"Tie a bracket to it, [words]{{#{handle}}}, or take the entry away.",
                keys=("brackets", handle),
            )
        elif entry.choice not in ("", NOT_A_CHOICE) and positions[handle] not in in_choice:
            yield _Fault(
                f"The choice {entry.choice} has no other member beside {handle}.",
                "Name the choice in the entries of all its members, or take it away.",
                keys=("brackets", handle, "choice"),
            )


def _over_nothing(bracket: WideBracket) -> _Fault:
    return _Fault(
        f"The entry {bracket.handle} is over {', '.join(bracket.unknown[:6])}, which is not here.",
        "Write `over: 3-4` or `over: all`.",
        keys=("brackets", bracket.handle, "over"),
    )


def _told(path: str, source: str, faults: Sequence[_Fault], ref: str) -> Iterator[Finding]:
    if not faults:
        return
    # The exact reader is for files with something to say; most have nothing.
    from wsisdraft.notation.exact_fields import exact
    from wsisdraft.notation.line_tree import find

    entries = exact(source, yaml=path.endswith(".yaml")).entries

    def finding(fault: _Fault) -> Finding:
        entry = find(entries, fault.keys) if fault.keys else None
        offset = fault.offset
        if entry is not None:
            offset = (entry.key_span if len(fault.keys) == 2 else entry.value.span).start
        place = place_of(path, source, offset) if offset else Place(path)
        return Finding(place, NAME, fault.message, fault.remedy, ref=ref)

    yield from told(faults, finding)


RULE = Rule(NAME, Gravity.ERROR, "Each tie has its entry, and each entry its tie.", PAGE, _check)
