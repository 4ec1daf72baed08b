r"""Small drafts in Markdown files, and what the rules find in them.

A case is a heading of the second level and what follows it:

- `` `vision/B/1.md` `` and a fence: a file under drafts/; `\xff` in it is a byte, `\u{200b}` a
  character, `sha256:SAME` the fingerprint of its own words, `sha256:AGREED` of those agreed;
- `` agreed `vision/B/1.md` `` and a fence: the wording that was agreed, from the history;
- `` earlier `vision/B/1.md` `` and a fence: words that were pre-agreed in an earlier state, where
  no verb accounts for what they are now;
- `` branch `alt/vision/B.1/1` `` and a fence: how the paragraph reads there;
- `` recorded on `alt/vision/B.1/1` `` and a fence: how the alternative's own file reads there;
- `` on branch `main` ``, without a fence: where we are;
- `` `vision/B/1.md` is a symlink ``, without a fence: something that is no file of text;
- a fence of `findings`: all of them, each with a second line for gravity, REF and remedy.

A process, a document and a chapter without anything said of them are there where none is written.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.reading import read
from wsisdraft.notation.snapshot import Oddity, OddityKind, Snapshot
from wsisdraft.rules import check
from wsisdraft.rules.agreed_text_changed import broken
from wsisdraft.rules.rule import BranchWording, Context, Earlier
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding
from wsisdraft.text.layout import Layout
from wsisdraft.text.paragraph import fingerprint

UPDATE = os.environ.get("WSISDRAFT_UPDATE") == "1"
TODAY = date(2014, 5, 1)
FENCED = re.compile(r"^(.*)\n+```(findings)?\n((?:(?!```).*\n)*)```$", re.MULTILINE)
HEADER = re.compile(r"(agreed |earlier |branch |recorded on |)`([^`]+)`")
LONE = re.compile(
    r"^(?:(on branch) `([^`]+)`|`([^`]+)` is an? ([a-z-]+)(?: \((.*)\))?)$", re.MULTILINE
)


@dataclass
class Case:
    title: str
    files: dict[str, bytes] = field(default_factory=dict)
    oddities: dict[str, Oddity] = field(default_factory=dict)
    agreed: dict[str, str] = field(default_factory=dict)
    earlier: dict[str, Earlier] = field(default_factory=dict)
    branches: dict[str, BranchWording] = field(default_factory=dict)
    on_branch: str = ""
    expected: str | None = None

    def text(self) -> Text:
        return read(Snapshot(self.files, self.oddities), Layout.of([*self.files, *self.oddities]))

    def findings(self) -> tuple[Finding, ...]:
        text = self.text()
        return check(text, self.context(text))

    def context(self, text: Text) -> Context:
        changed = dict.fromkeys(paragraph.path for paragraph in broken(text))
        assert self.agreed.keys() <= changed.keys(), "these read as they were agreed"
        agreed = changed | self.agreed
        return Context(TODAY, agreed, self.branches, self.on_branch, earlier=self.earlier)


def case_of(section: str) -> Case:
    title, _, rest = section.partition("\n")
    case = Case(title.removeprefix("## "))
    _take_lone(case, rest)
    recorded: dict[str, str] = {}
    for before, findings, inside in FENCED.findall(rest):
        header = HEADER.fullmatch(before)
        if findings:
            assert case.expected is None, f"two lists of findings: {title}"
            case.expected = inside
            continue
        assert header, f"nothing says what this fence is: {title}: {before}"
        what, name = header.groups()
        if what == "agreed ":
            case.agreed[f"drafts/{name}"] = inside
        elif what == "earlier ":
            case.earlier[f"drafts/{name}"] = _earlier(name, inside)
        elif what == "branch ":
            case.branches[name] = BranchWording(inside, None)
        elif what:
            recorded[name] = inside
        else:
            case.files[f"drafts/{name}"] = inside.encode()
    for name, body in recorded.items():
        case.branches[name] = BranchWording(case.branches[name].body, body)
    case.files = {path: _data(path, data, case.agreed) for path, data in case.files.items()}
    for path, said in _unsaid([*case.files, *case.oddities]).items():
        case.files.setdefault(path, said)
    return case


def _take_lone(case: Case, rest: str) -> None:
    for on, name, path, kind, detail in LONE.findall(rest):
        if on:
            case.on_branch = name
        else:
            case.oddities[f"drafts/{path}"] = Oddity(OddityKind(kind), detail)


def _earlier(name: str, body: str) -> Earlier:
    ref = re.sub(r"/([^/]+)\.md$", r".\1", name)
    return Earlier(ref, f"drafts/{name}", "pre-agreed", body, "0123456789abcdef")


def _data(path: str, data: bytes, agreed: dict[str, str]) -> bytes:
    body = data.decode()[read_front_matter(data.decode(), path).body_start :]
    words = {b"SAME": body, b"AGREED": agreed.get(path, "")}
    for word, said in words.items():
        data = data.replace(b"sha256:" + word, fingerprint(said).encode())
    data = re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes([int(m[1], 16)]), data)
    return re.sub(rb"\\u\{([0-9a-f]+)\}", lambda m: chr(int(m[1], 16)).encode(), data)


def _unsaid(paths: list[str]) -> dict[str, bytes]:
    said = {"drafts/process.yaml": b"name: MPP\n"}
    for path in paths:
        if match := re.match(r"drafts/vision/([^/]+/)?", path):
            said["drafts/vision/document.yaml"] = b"title: Vision\n"
            if match[1]:
                said[f"{match[0]}chapter.yaml"] = b"title: Chapter\n"
    return said


def sections(path: Path) -> list[str]:
    """The cases of a file, each with its heading; what comes before the first is prose."""
    return re.split(r"^(?=## )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]


def told(findings: tuple[Finding, ...]) -> str:
    """Findings as a case writes them."""
    return "".join(
        f"{finding.place}: {finding.rule}: {finding.message}\n"
        f"  {finding.gravity}{' in ' if finding.ref else ''}{finding.ref}: {finding.remedy}\n"
        for finding in findings
    )


def rewrite(path: Path, section: str, findings: str) -> None:
    """Writes what was found in place of what was expected."""
    new = re.sub(
        r"^```findings\n((?!```).*\n)*```$",
        lambda _: f"```findings\n{findings}```",
        section,
        flags=re.MULTILINE,
    )
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace(section, new), encoding="utf-8")
