"""A small negotiation in which every verb has something to do, and the words for each."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from tests.ground.calling import Surroundings, call
from tests.ground.template import git

B = "drafts/vision/B"
STAGED, UNSTAGED, UNTRACKED = (f"drafts/vision/D/{n}.md" for n in (1, 2, 9))
SCRATCH = "scratch.txt"
OWN = (STAGED, UNSTAGED, UNTRACKED, SCRATCH)
"""Work of the user's own, in every draft, which no verb of these trials is about."""
MEETING = "drafts/meetings/2.yaml"
OUTSIDE = str(Path(__file__).with_name("outside.txt"))
"""A text from outside, which is there in whatever state a clone is."""
WINDOW, SENT = "drafts/submissions/W/window.yaml", "drafts/submissions/W/1.md"
_QUOTED = "open networks"


class Kind(Enum):
    """What a verb may do."""

    READS = auto()
    FOCUSES = auto()
    """Writes the focus under git's folder, and nothing else."""
    CHANGES = auto()
    """Makes one commit on HEAD's branch, and what belongs to it."""
    MENDS = auto()
    """Settles what was left behind."""
    FOUNDS = auto()
    """Writes a directory of its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One way to give a verb."""

    verb: str
    words: tuple[str, ...]
    kind: Kind = Kind.READS
    target: str = f"{B}/5.md"
    """The file that it is about."""
    draft: str = "open"
    """The draft it is given in: with an open meeting, `between` meetings, or `none` at all."""
    name: str = ""
    """Told apart from other rows of the verb."""

    @property
    def label(self) -> str:
        return f"{self.verb} {self.name}".strip()


def _reads(verb: str, *words: str, target: str = f"{B}/5.md") -> Row:
    return Row(verb, (*verb.split(), *words), Kind.READS, target)


def _changes(verb: str, *words: str, target: str, name: str = "", draft: str = "open") -> Row:
    return Row(verb, (*verb.split(), *words), Kind.CHANGES, target, draft, name)


ROWS: tuple[Row, ...] = (
    _reads("status"),
    Row("status", ("status", "--due"), Kind.READS, MEETING, name="--due"),
    _reads("show", "B.5"),
    _reads("log", "B.8"),
    _reads("brackets"),
    _reads("diff", "HEAD~1"),
    Row("trend", ("trend",), Kind.READS, f"{B}/5.md", "between"),
    _reads("concordance", "HEAD~1"),
    _reads("similar", "B.5"),
    _reads("stakeholders"),
    _reads("scan", f"{B}/5.md"),
    _reads("check"),
    _reads("doubt list", target=f"{B}/9.md"),
    _reads("explain", "too-deep"),
    _reads("alt list"),
    _reads("alt show", "B.7", "ALT 1", target=f"{B}/7.alt-1.md"),
    _reads("window list", target=WINDOW),
    _reads("receipt", "W/1", target=SENT),
    _reads("submissions", "--matrix", target=SENT),
    _reads("compile", target=SENT),
    _reads("meeting show", target=MEETING),
    _reads("meeting list", target=MEETING),
    _reads("report", target=MEETING),
    Row("report", ("report", "--next"), Kind.READS, MEETING, name="--next"),
    Row("on", ("on", "vision/B"), Kind.FOCUSES),
    _changes("agree", "B.5", target=f"{B}/5.md"),
    _changes("agree", "B.5", "--dry-run", target=f"{B}/5.md", name="--dry-run"),
    _changes("confirm", "B.2", target=f"{B}/2.md"),
    _changes("reopen", "B.3", "--why", "capital objects", target=f"{B}/3.md"),
    _changes("declare", "vision/B", "--status", "under-review", target=f"{B}/chapter.yaml"),
    _changes("mandate", "B.5", "--lead", "Norland", target=f"{B}/5.md"),
    _changes("facilitators", "vision/B", "--add", "Norland", target=f"{B}/chapter.yaml"),
    _changes(
        "propose",
        *("B.5", "--replace", _QUOTED, "--with", "free networks", "--by", "Norland"),
        target=f"{B}/5.md",
    ),
    _changes("bracket", "B.5", _QUOTED, target=f"{B}/5.md"),
    _changes("support", "B.6", "b1", "--by", "Estovia", target=f"{B}/6.md"),
    _changes("withdraw", "B.6", "b1", "--by", "Norland", target=f"{B}/6.md"),
    _changes("lift", "B.6", "b1", target=f"{B}/6.md"),
    _changes("edit", "B.5", "--text", "Other words on networks.", target=f"{B}/5.md"),
    _changes("edit", "B.5", target=f"{B}/5.md", name="in an editor"),
    _changes(
        "correct",
        *("B.3", "--replace", "networks", "--with", "Networks", "--why", "a capital letter"),
        target=f"{B}/3.md",
    ),
    _changes("record", "vision/E", target="drafts/vision/E/1.md"),
    _changes(
        "reserve",
        *("B.5", "--by", "Norland", "--text", "We reserve our position."),
        target="drafts/statements/norland-1.md",
    ),
    _changes("note", "B.5", "To be read again.", target="drafts/statements/note-1.md"),
    _changes("undo", target=f"{B}/8.md"),
    _changes("alt add", "B.5", "--text", "Other words.", target=f"{B}/5.alt-1.md"),
    _changes("alt amend", "B.7", "ALT 1", "--text", "Newer words.", target=f"{B}/7.alt-1.md"),
    _changes("alt withdraw", "B.7", "ALT 2", target=f"{B}/7.alt-2.md"),
    _changes("choose", "B.7", "ALT 1", target=f"{B}/7.md"),
    _changes("add", "B.21", "--text", "New words.", target=f"{B}/21.md"),
    _changes("add", "vision/F", "--title", "Finance", target="drafts/vision/F/chapter.yaml",
             name="a chapter"),
    _changes("delete", "B.5", "--why", "covered by 4", target=f"{B}/5.md"),
    _changes("move", "B.5", "21", target=f"{B}/5.md"),
    _changes("move", "vision/G", "vision/H", target="drafts/vision/G/chapter.yaml",
             name="a chapter"),
    _changes("split", "B.5", "--at", _QUOTED, target=f"{B}/5.md"),
    _changes("merge", "B.4", "B.5", target=f"{B}/5.md"),
    _changes("import", OUTSIDE, "vision/F", target="drafts/vision/F/1.md"),
    _changes("import", OUTSIDE, "vision/G", "--update", target="drafts/vision/G/1.md",
             name="--update"),
    _changes("doubt settle", "B.9", "d1", target=f"{B}/9.md"),
    _changes("renumber", "vision/B", "--from", "9", "--to", "12", "--write", target=f"{B}/12.md"),
    Row("renumber", ("renumber", "vision/B", "--from", "9", "--to", "12"), Kind.READS,
        f"{B}/9.md", name="as a plan"),
    _changes("window open", "X", target="drafts/submissions/X/window.yaml"),
    _changes("window close", "W", target=WINDOW),
    _changes("submit", SCRATCH, "--from", "Norland", "--on", "vision/B", "--window", "W",
             target="drafts/submissions/W/2.md"),
    _changes("dispose", "W/1/2", "--accept", target=SENT),
    _changes("dispose", "W/1/2", "--alternative", target=f"{B}/5.alt-1.md", name="--alternative"),
    _changes("meeting open", "3", target="drafts/meetings/3.yaml", draft="between"),
    _changes("meeting close", target=MEETING),
    _changes("meeting table", "vision/D", "--serial", "7", target=MEETING),
    _changes("meeting reading", "vision/B", "second", target=f"{B}/chapter.yaml"),
    _changes("meeting attend", "Norland", "--physical", "2", target=MEETING),
    _changes("meeting decide", "A glossary is drawn up", "--due", "2099-01-01", target=MEETING),
    _changes("meeting done", "1/annex", target="drafts/meetings/1.yaml"),
    _changes("init", target="drafts/process.yaml", draft="none"),
    _changes("init", target="drafts/process.yaml", name="where a draft is"),
    Row("init", ("init", "../founded"), Kind.FOUNDS, name="elsewhere"),
    Row("demo", ("demo", "../founded"), Kind.FOUNDS),
    Row("recover", ("recover",), Kind.MENDS),
)  # fmt: skip
LAWFUL = {"init where a draft is": 1}
"""Rows that are refused in a clone where nothing is amiss."""
EDITOR = "sh -c 'echo Words from an editor on networks. >\"$0\"'"


DOUBT = """\
doubts:
  d1:
    kind: stray-bracket
    line: 9
    column: 3
    said: The ] has no partner.
"""


def paragraph(number: int, more: str = "", doubts: str = "") -> str:
    return (
        f"---\nid: par{number:03}\nstatus: under-review\n{doubts}---\n"
        f"Paragraph {number} speaks of open networks.{more}\n"
    )


def _files() -> dict[str, str]:
    made = {
        ".gitattributes": "drafts/** -text -ident -filter -working-tree-encoding\n",
        "drafts/process.yaml": 'name: Trial\nsymbol: "T/{meeting}/{serial}/{state}"\n',
        "drafts/stakeholders.yaml": "Norland:\n  kind: government\nEstovia:\n  kind: government\n",
        "drafts/meetings/1.yaml": "title: First\nopened: 2014-02-17\nclosed: 2014-02-18\n"
        "decisions:\n  annex:\n    text: the annexes are compared\n    lead: Norland\n",
        "drafts/vision/document.yaml": "title: Vision\n",
        f"{B}/chapter.yaml": "title: Networks\nstatus: under-review\n",
        "drafts/vision/D/chapter.yaml": "title: Own work\nstatus: under-review\n",
        "drafts/vision/E/chapter.yaml": "title: Hand edits\nstatus: under-review\n",
        "drafts/vision/G/chapter.yaml": "title: From outside\n",
        "drafts/vision/G/1.md": "---\nid: notes1\nstatus: first-draft\n---\nNotes once made.\n",
    }
    made |= {f"{B}/{n}.md": paragraph(n) for n in range(1, 9)}
    made[f"{B}/9.md"] = paragraph(9, doubts=DOUBT)
    made |= {f"drafts/vision/D/{n}.md": paragraph(40 + n) for n in range(1, 5)}
    made[WINDOW] = "opens: 2014-03-07\n"
    made[SENT] = (
        "---\nfrom: [Estovia]\nsymbol: W/1\nreceived: 2014-03-08\nproposals:\n  1:\n"
        "    ref: vision/B.5\n    kind: general\n  2:\n    ref: vision/B.5\n    kind: replace\n"
        "    quote: open networks\n    text: networks for all\n---\nWords that came in.\n"
    )
    return made | {f"drafts/vision/E/{n}.md": paragraph(50 + n) for n in range(1, 4)}


_TOLD: tuple[tuple[str, ...], ...] = (
    ("meeting", "open", "2", "--on", "2014-04-14"),
    ("meeting", "table", "vision/B", "--serial", "5"),
    ("agree", "B.2", "--pending", "capital: Norland", "--until", "2099-01-01"),
    ("agree", "B.3"),
    ("propose", "B.6", "--insert", "widely", "--after", "speaks", "--by", "Norland"),
    ("alt", "add", "B.7", "--text", "First alternative.", "--by", "Norland"),
    ("alt", "add", "B.7", "--text", "Second alternative.", "--by", "Estovia"),
    ("declare", "vision/B", "--status", "first-draft"),
    ("meeting", "reading", "vision/B", "first"),
    ("bracket", "B.8", _QUOTED, "--by", "Norland"),
)


def make_drafts(room: Path) -> None:
    """The three drafts, each in a folder of its own: `open`, `between`, `none`."""
    none = room / "none"
    none.mkdir()
    (none / "README").write_text("A repository without a draft.\n")
    git(none, "init", "-q", "-b", "main", "--template=")
    git(none, "add", "-A")
    git(none, "commit", "-q", "-m", "Base")
    top = room / "open"
    for path, text in _files().items():
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(text)
    git(top, "init", "-q", "-b", "main", "--template=")
    git(top, "add", "-A")
    git(top, "commit", "-q", "-m", "Base")
    for words in _TOLD:
        told(top, *words)
    between = room / "between"
    shutil.copytree(top, between, symlinks=True)
    told(between, "meeting", "close", "--on", "2014-04-17")
    for each in (none, top, between):
        own_work(each)


def told(top: Path, *words: str) -> None:
    answer = call(words, top, Surroundings())
    assert answer.code == 0, (words, answer)


def own_work(top: Path) -> None:
    """Staged, unstaged and untracked work, and hand edits that `record` takes up."""
    (top / SCRATCH).write_text("Notes to myself.\n")
    if not (top / "drafts").exists():
        return
    (top / STAGED).write_text(paragraph(41, " Staged by hand."))
    git(top, "add", STAGED)
    (top / UNSTAGED).write_text(paragraph(42, " Edited by hand."))
    (top / UNTRACKED).write_text(paragraph(49, " Not yet under git."))
    (top / "drafts/vision/E/1.md").write_text(paragraph(51, " By hand."))
    (top / "drafts/vision/E/2.md").unlink()
    (top / "drafts/vision/E/7.md").write_text("New by hand.\n")


def copied(room: Path, to: Path) -> None:
    """A room once more, times and all, so that git need not look into every file."""
    shutil.copytree(room, to, symlinks=True, copy_function=_copy)


def _copy(source: str, target: str) -> None:
    try:
        shutil.copy2(source, target, follow_symlinks=False)
    except shutil.SpecialFileError:
        os.mkfifo(target)
