"""Where the front matter of a file begins and ends, also where a fence is missing or odd."""

from __future__ import annotations

import re

from wsisdraft.notation import yaml_remedies as remedies
from wsisdraft.notation.line_tree import Fault
from wsisdraft.text.frozen import frozen

_BLANK = re.compile(r"(?:[ \r]*\n)*")
_OPENING = re.compile(r"---([ ]*)\r?$", re.MULTILINE)
_FENCE = re.compile(r"^---([ ]*)\r?$", re.MULTILINE)
_ENTRY_LINE = re.compile(r"[^\W_][^\[\]{},:#?\n]{0,63}:(?: |\r?$)", re.MULTILINE)
_HEADER_LINE = re.compile(r" *(?:#|- )|  |\t|" + _ENTRY_LINE.pattern, re.MULTILINE)


@frozen
class Header:
    """The lines between the fences."""

    start: int
    """Offset of the first line after the opening fence."""
    end: int
    """Offset of the closing fence, or of where it is missing."""
    body_start: int
    absent: bool = False
    """Whether the file has no front matter at all; then it would begin at `start`."""
    faults: tuple[Fault, ...] = ()


def header_of(source: str) -> Header:
    """The front matter of a file; without any, an empty stretch at its beginning."""
    faults: list[Fault] = []
    top = 0
    if source.startswith("\ufeff"):
        faults.append(remedies.byte_order_mark(0))
        top = 1
    blank = _BLANK.match(source, top)
    first = blank.end() if blank is not None else top
    opening = _OPENING.match(source, first)
    if opening is None:
        return _unopened(source, top, first, faults)
    if first > top:
        faults.append(remedies.before_fence(top))
    _look_at_fence(opening, faults)
    start = min(opening.end() + 1, len(source))
    closing = _FENCE.search(source, start)
    if closing is None:
        end = _likely_end(source, start)
        faults.append(remedies.no_closing_fence(end))
        return Header(start, end, end, faults=tuple(faults))
    return _closed(source, start, closing, faults)


def whole(source: str) -> Header:
    """All of a YAML file."""
    if source.startswith("\ufeff"):
        faults = (remedies.byte_order_mark(0),)
        return Header(1, len(source), len(source), faults=faults)
    return Header(0, len(source), len(source))


def _unopened(source: str, top: int, first: int, faults: list[Fault]) -> Header:
    """A file without an opening `---`; its fields are read where a closing one shows them."""
    closing = _FENCE.search(source, first)
    if closing is None or not _ENTRY_LINE.match(source, first):
        faults.append(remedies.no_front_matter(top))
        return Header(top, top, top, absent=True, faults=tuple(faults))
    faults.append(remedies.before_fence(top))
    return _closed(source, first, closing, faults)


def _closed(source: str, start: int, closing: re.Match[str], faults: list[Fault]) -> Header:
    _look_at_fence(closing, faults)
    if closing.end() == len(source):
        faults.append(remedies.fence_at_end(closing.start()))
    body_start = min(closing.end() + 1, len(source))
    return Header(start, closing.start(), body_start, faults=tuple(faults))


def _look_at_fence(fence: re.Match[str], faults: list[Fault]) -> None:
    if fence[1]:
        faults.append(remedies.spaces_at_fence(fence.start(1)))
    if fence[0].endswith("\r"):
        faults.append(remedies.carriage_return(fence.end() - 1))


def _likely_end(source: str, start: int) -> int:
    """Where the text seems to begin: the first line that no front matter has, or after the last."""
    end = at = start
    while at < len(source):
        line_end = source.find("\n", at)
        after = len(source) if line_end < 0 else line_end + 1
        if source[at:after].strip(" \r\n"):
            if not _HEADER_LINE.match(source, at):
                break
            end = after
        at = after
    return end
