"""How the texts came about: the third meeting's state, then the fourth meeting as it was typed.

Every command is carried out by its verb's own decision, on the text in memory. The last state is
`drafts/` to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wsisdraft.demonstration.script import read_script
from wsisdraft.demonstration.telling import Telling
from wsisdraft.notation.change import BranchMade, Record
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.new_draft import ATTRIBUTES
from wsisdraft.notation.rewriting import with_field, without_field

FIRST_HOUR, MINUTES_APART = 9, 4


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


def history(final: Mapping[str, str], third: Mapping[str, str], script: str) -> tuple[Step, ...]:
    """Every commit from the third meeting's texts to the fourth's, oldest first.

    `script` holds the commands of the fourth meeting, as `demonstration.script` reads them.
    """
    return tuple(_steps(final, third, script))


def _steps(final: Mapping[str, str], third: Mapping[str, str], script: str) -> Iterator[Step]:
    opening = {".gitattributes": f"drafts/** {ATTRIBUTES}\n", **_before(final, third)}
    yield Step(
        dict(opening),
        Record("The texts as the third meeting left them", (("Verb", "record"),)).message(),
        "2014-02-18T18:00:00+01:00",
        tag="meeting/3",
    )
    telling = Telling(opening)
    days: dict[str, int] = {}
    for typed in read_script(script):
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
            f"{typed.day}T{FIRST_HOUR + minutes // 60:02d}:{minutes % 60:02d}:00+02:00",
            tag="".join(change.record.values("Tag")),
            branches=tuple(each for each in change.branches if isinstance(each, BranchMade)),
        )


def _before(final: Mapping[str, str], third: Mapping[str, str]) -> dict[str, str]:
    """All files as they were before the fourth meeting."""
    files = {}
    for path, text in final.items():
        if ".alt-" in path or path in ("drafts/meetings/4.yaml", "drafts/meetings/5.yaml"):
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
