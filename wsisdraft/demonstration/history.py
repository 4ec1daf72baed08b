"""How the texts came about: the third meeting's state, then March and the fourth meeting as typed.

Every command is carried out by its verb's own decision, on the text in memory. The last state is
`drafts/` to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wsisdraft.demonstration.script import Typed, read_script
from wsisdraft.demonstration.telling import Telling
from wsisdraft.notation.change import BranchMade, Record
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.new_draft import ATTRIBUTES
from wsisdraft.notation.rewriting import with_field, without_field
from wsisdraft.text.submission import SUBMISSIONS

FIRST_HOUR, MINUTES_APART = 9, 4
SUMMER_TIME = "2014-03-30"
"""The day since which clocks in Geneva were two hours ahead of UTC, and not one."""
CLOSING = "wsisdraft meeting close"


@dataclass(frozen=True, slots=True)
class Step:
    """One commit of the history."""

    files: Mapping[str, str | None]
    """What it writes; None for a file it removes."""
    message: str
    time: str
    """ISO 8601 with offset."""
    tag: str = ""
    branches: tuple[BranchMade, ...] = ()


@dataclass(frozen=True, slots=True)
class Scripts:
    """What was typed, as `demonstration.script` reads it, and the files that came in."""

    march: str
    meeting: str
    outcomes: str
    """What was typed beside the room, before the meeting was closed."""
    sent: Mapping[str, bytes]
    """By the paths that `march` names them by."""


def history(
    final: Mapping[str, str], third: Mapping[str, str], scripts: Scripts
) -> tuple[Step, ...]:
    """Every commit from the third meeting's texts to the fourth's, oldest first."""
    return tuple(_steps(final, third, scripts))


def _typed(scripts: Scripts) -> Iterator[Typed]:
    """Every command in order."""
    yield from read_script(scripts.march)
    for typed in read_script(scripts.meeting):
        if typed.line.startswith(CLOSING):
            yield from read_script(scripts.outcomes)
        yield typed


def _steps(final: Mapping[str, str], third: Mapping[str, str], scripts: Scripts) -> Iterator[Step]:
    opening = {".gitattributes": f"drafts/** {ATTRIBUTES}\n", **_before(final, third)}
    yield Step(
        dict(opening),
        Record("The texts as the third meeting left them", (("Verb", "record"),)).message(),
        "2014-02-18T18:00:00+01:00",
        tag="meeting/3",
    )
    telling = Telling(opening, sent=scripts.sent)
    days: dict[str, int] = {}
    for typed in _typed(scripts):
        before = telling.files
        change = telling.given(typed.line, typed.day)
        if change is None:
            continue
        after = telling.files
        written: dict[str, str | None] = {
            path: after.get(path) for path in change.paths if after.get(path) != before.get(path)
        }
        minutes = days.get(typed.day, 0)
        days[typed.day] = minutes + MINUTES_APART
        yield Step(
            written,
            change.record.message(),
            _time(typed.day, minutes),
            tag="".join(change.record.values("Tag")),
            branches=tuple(each for each in change.branches if isinstance(each, BranchMade)),
        )


def _time(day: str, minutes: int) -> str:
    """A moment of a day, so many minutes after the work begins."""
    offset = "+01:00" if day < SUMMER_TIME else "+02:00"
    return f"{day}T{FIRST_HOUR + minutes // 60:02d}:{minutes % 60:02d}:00{offset}"


def _before(final: Mapping[str, str], third: Mapping[str, str]) -> dict[str, str]:
    """All files as they were before the fourth meeting."""
    files = {}
    for path, text in final.items():
        if ".alt-" in path or path in ("drafts/meetings/4.yaml", "drafts/meetings/5.yaml"):
            continue
        if path.startswith(f"{SUBMISSIONS}/"):
            continue
        if path in third:
            files[path] = third[path]
        elif path.endswith("/chapter.yaml"):
            files[path] = _undeclared(text)
        elif path.endswith(".md"):
            files[path] = _open(text)
        else:
            files[path] = text
    return files


def _undeclared(source: str) -> str:
    """A chapter's file before anything was declared of it."""
    for key in ("symbol", "as-of", "besides", "mandate", "reading"):
        source = without_field(source, (key,), yaml=True)
    settled = read_front_matter(f"---\n{source}---\n", "").fields.get("status") == "pre-agreed"
    return without_field(source, ("status",), yaml=True) if settled else source


def _open(source: str) -> str:
    """A paragraph's file before it was settled and before anybody was charged with it."""
    fields = read_front_matter(source, "").fields
    if "settled" in fields:
        source = without_field(with_field(source, ("status",), "under-review"), ("settled",))
    return without_field(source, ("mandate",))
