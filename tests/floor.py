"""What is done on the floor, without a repository: a paragraph, commands, and what they come to.

A case of `tests/cases/floor-*.txt` is a heading of the second level, the body of a paragraph with
lines `@ b1: {by: [Norland]}` for what is on record about its brackets, and commands, each with what
follows it:

- a line that begins with `$`: a verb and its words, the REF left out, `⏎` for a line break;
- `! rule 3:14`: it is refused, with the place in the body, and `(2)` where the exit code is 2;
- `= sentence`: nothing changes, and it says so;
- otherwise the body it leaves, and lines `| b2: ...` with what is on record about brackets.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

from wsisdraft.commands import command
from wsisdraft.notation.change import Change, apply
from wsisdraft.notation.reading import read
from wsisdraft.notation.registering import registering
from wsisdraft.notation.snapshot import Snapshot
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Answer, Refusal, Unchanged
from wsisdraft.text.layout import Layout
from wsisdraft.text.paragraph import BracketEntry, Paragraph
from wsisdraft.text.ref import resolve_all
from wsisdraft.text.scene import Scene
from wsisdraft.view import newly_broken, occasion_of

CASES = Path(__file__).parent / "cases"
PATH = "drafts/vision/B/1.md"
REF = "vision/B.1"
FILES = {
    "drafts/process.yaml": "name: MPP\n",
    "drafts/stakeholders.yaml": "".join(
        f"{name}:\n  kind: government\n" for name in ("Norland", "Estovia", "Sudoria", "Qasrin")
    ),
    "drafts/meetings/4.yaml": "opened: 2014-04-14\nfrom: 2014-04-14\nto: 2014-04-17\n",
    "drafts/vision/document.yaml": "title: Vision\n",
    "drafts/vision/B/chapter.yaml": "title: Priorities\n",
}


def draft(body: str, head: str = "", status: str = "under-review") -> dict[str, str]:
    """The files of a draft with one paragraph."""
    source = f"---\nid: aaaaaa\nstatus: {status}\n{head}---\n{body}\n"
    return {**FILES, PATH: source}


def text_of(files: dict[str, str]) -> Text:
    snapshot = Snapshot({path: source.encode() for path, source in files.items()}, {})
    return read(snapshot, Layout.of(files))


def paragraph_of(files: dict[str, str]) -> Paragraph:
    return next(text_of(files).paragraphs())


def decided(files: dict[str, str], words: list[str]) -> Change | Refusal | Unchanged:
    """What a command decides on these files, as it is typed but for the REF."""
    verb, *arguments = words
    module = import_module(f"wsisdraft.verbs.{verb}")
    calls: list[tuple[Any, Any, Any]] = []

    def change(decide: Any, refs: Any, options: Any, **_: object) -> None:
        calls.append((decide, refs, options))

    with patch.object(module, "change", change):
        command(verb, verb, "").main([REF, *arguments], standalone_mode=False)
    decide, refs, options = calls[0]
    text = text_of(files)
    selection, occasion = resolve_all(refs, text.layout, ""), occasion_of(text, options)
    assert not isinstance(selection, Refusal)
    if isinstance(occasion, Refusal):
        return occasion
    made = decide(Scene(text, selection, occasion))
    if isinstance(made, Change):
        made = registering(made, text, occasion.newcomers)
        unlawful = newly_broken(text, text_of(apply(files, made)), made.paths)
        return Refusal(unlawful) if unlawful else made
    assert isinstance(made, Refusal | Unchanged)
    return made


@dataclass(frozen=True, slots=True)
class Step:
    command: str
    expected: str


@dataclass(frozen=True, slots=True)
class Case:
    title: str
    body: str
    entries: str
    """As they stand under `brackets:`."""
    steps: tuple[Step, ...]

    @property
    def files(self) -> dict[str, str]:
        return draft(self.body, f"brackets:\n{self.entries}" if self.entries else "")


def cases(name: str) -> list[Case]:
    sections = re.split(r"^## ", (CASES / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    found = []
    for section in sections[1:]:
        title, _, rest = section.partition("\n")
        body, *steps = re.split(r"^\$ ", rest, flags=re.MULTILINE)
        pairs = (step.partition("\n") for step in steps)
        told = tuple(Step(command, expected.strip("\n")) for command, _, expected in pairs)
        entries = re.findall(r"^@ (.*\n)", body, flags=re.MULTILINE)
        words = re.sub(r"^@ .*\n", "", body, flags=re.MULTILINE).strip("\n")
        found.append(Case(title, words, "".join(f"  {entry}" for entry in entries), told))
    return found


def answer(files: dict[str, str], command: str) -> tuple[dict[str, str], str]:
    """The files after a command, and what came of it as a case writes it."""
    made = decided(files, [word.replace("⏎", "\n") for word in shlex.split(command)])
    if isinstance(made, Unchanged):
        return files, f"= {made.message}"
    if isinstance(made, Refusal):
        return files, "\n".join(_refused(files, made))
    after = apply(files, made)
    paragraph = paragraph_of(after)
    entries = [f"| {handle}: {_said(e)}" for handle, e in paragraph.brackets.items()]
    return after, "\n".join([paragraph.body.strip("\n"), *entries])


def _refused(files: dict[str, str], made: Refusal) -> list[str]:
    code = " (2)" if made.answer is Answer.USAGE else ""
    before = paragraph_of(files)
    lines_before = before.source[: before.body_start].count("\n")
    told = []
    for finding in made.findings:
        place = finding.place
        where = ""
        if place is not None:
            line = place.line - lines_before if place.path == PATH else place.line
            where = f" {'' if place.path == PATH else place.path + ':'}{line}:{place.column}"
        told.append(f"! {finding.rule}{where}{code}")
    return told


def _said(entry: BracketEntry) -> str:
    parts = [
        entry.proposal,
        f"by {', '.join(entry.by)}" if entry.by else "",
        f"against {', '.join(entry.against)}" if entry.against else "",
        f"since {entry.since}" if entry.since else "",
        f"role {entry.role}" if entry.role else "",
        f"choice {entry.choice}" if entry.choice else "",
        entry.note,
    ]
    return "; ".join(part for part in parts if part) or "nothing"
