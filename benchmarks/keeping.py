"""What would be gained by keeping readings from one run to the next; nothing is kept in earnest.

`python -m benchmarks.keeping DIR` takes a draft apart in one process and prints JSON. Seconds are
of the processor, which a busy machine stretches less than those of the clock.
"""

from __future__ import annotations

import gc
import json
import marshal
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from hashlib import sha256
from statistics import median
from time import process_time
from typing import Any, TypeVar

from wsisdraft.notation.paragraph_file import read_paragraph
from wsisdraft.reports.standing import standing
from wsisdraft.repository.objects import blob_id
from wsisdraft.repository.snapshot import WorkTree
from wsisdraft.rules import check
from wsisdraft.text.bracket import NO_MARKS, Bracket, Marks, Role, Stray
from wsisdraft.text.paragraph import BracketEntry, Paragraph, Settled
from wsisdraft.view import View

T = TypeVar("T")
Entry = tuple[Any, ...]

STATUS = "status, less start-up"
CHECK = "check, less start-up"
READING = "paragraphs, from the bytes of their files"
KEPT = "paragraphs, from what was kept by blob id"
ANSWER = "seeing that no file is another than before"
_ROLES = {role.value: role for role in Role}
_ENTRY = BracketEntry.__match_args__


def kept(paragraph: Paragraph) -> Entry:
    """What a paragraph's file says, as plain values that can be written down."""
    settled, marks = paragraph.settled, paragraph.marks
    brackets = [
        (b.start, b.end, b.after, b.depth, b.parent, b.role.value, b.handle, b.index)
        for b in marks.brackets
    ]
    strays = [(stray.offset, stray.char) for stray in marks.strays]
    return (
        paragraph.body_start,
        paragraph.id,
        paragraph.status,
        settled and (settled.date, settled.meeting, settled.text, settled.by),
        {h: tuple(getattr(e, n) for n in _ENTRY) for h, e in paragraph.brackets.items()},
        (brackets, strays, marks.choices, marks.deepest) if brackets or strays else None,
    )


def from_kept(entry: Entry, at: Paragraph) -> Paragraph:
    """The paragraph that was kept, in the place and with the words of one that is there."""
    body_start, known, status, settled, brackets, seen = entry
    marks = NO_MARKS
    if seen is not None:
        pairs, strays, choices, deepest = seen
        marks = Marks(
            tuple(
                [
                    Bracket(start, end, after, depth, parent, _ROLES[role], handle, index)
                    for start, end, after, depth, parent, role, handle, index in pairs
                ]
            ),
            tuple([Stray(*stray) for stray in strays]),
            choices,
            deepest,
        )
    return Paragraph(
        at.address,
        at.path,
        at.source,
        body_start,
        known,
        status,
        settled=settled and Settled(*settled),
        brackets={handle: BracketEntry(*fields) for handle, fields in brackets.items()},
        marks=marks,
    )


def measured(top: str, rounds: int) -> dict[str, float]:
    """Medians in seconds: the two verbs whole, and the parts that a cache could stand in for."""
    seconds: defaultdict[str, list[float]] = defaultdict(list)

    def timed(name: str, work: Callable[[], T]) -> T:
        start = process_time()
        made = work()
        seconds[name].append(process_time() - start)
        return made

    paragraphs = tuple(View.open(top, "").read().paragraphs())
    data = [paragraph.source.encode() for paragraph in paragraphs]
    written = marshal.dumps(
        {blob_id(raw, "sha1"): kept(p) for raw, p in zip(data, paragraphs, strict=True)}
    )

    def read_again() -> Sequence[Paragraph]:
        entries = marshal.loads(written)
        return [
            from_kept(entries[blob_id(raw, "sha1")], p)
            for raw, p in zip(data, paragraphs, strict=True)
        ]

    for _ in range(rounds):
        timed(STATUS, lambda: _status(top))
        timed(CHECK, lambda: _check(top))
        timed(READING, lambda: [read_paragraph(p.address, p.path, p.source)[0] for p in paragraphs])
        again = timed(KEPT, read_again)
        timed(ANSWER, lambda: _seen(top))
    for one, other in zip(paragraphs, again, strict=True):
        # Or the comparison would be of two different things.
        assert (one.brackets, one.marks, one.settled) == (
            other.brackets,
            other.marks,
            other.settled,
        )
    return {name: median(each) for name, each in seconds.items()}


def _status(top: str) -> object:
    view = View.open(top, "")
    return standing(view.read(), view.at, None)


def _check(top: str) -> object:
    view = View.open(top, "")
    text = view.read()
    return check(text, view.context(text))


def _seen(top: str) -> str:
    """A fingerprint of every file's name, size, times and number on the disk."""
    seen = sha256()
    for name in WorkTree(top).names():
        found = os.lstat(os.path.join(top, name))  # noqa: PTH118  a path object for each costs more
        facts = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        seen.update(f"{name}\0{facts}\0".encode())
    return seen.hexdigest()


def main() -> None:
    """Prints what was measured of one draft."""
    gc.disable()  # As the program does.
    json.dump(measured(sys.argv[1], rounds=5), sys.stdout)


if __name__ == "__main__":
    main()
