"""A paragraph, its alternatives, and what stands beside its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from wsisdraft.text.address import Address
from wsisdraft.text.bracket import NO_MARKS, Marks
from wsisdraft.text.doubt import Doubt
from wsisdraft.text.frozen import EMPTY, frozen


@frozen
class BracketEntry:
    """What is on record about one bracket, under `brackets:`."""

    by: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    since: str = ""
    """The meeting in which it was made, by its number."""
    note: str = ""
    role: str = ""
    """Overrides the role read from the words; one of the Role values."""
    choice: str = ""
    """Siblings with one name are a choice wherever they stand; `none` keeps one apart."""
    group: str = ""
    """Brackets of one group are kept or dropped together."""
    label: str = ""
    proposal: str = ""
    """Where it comes from the floor: `insertion`, `replacement`, `deletion`, or `base` for the
    words that replacements compete with."""
    submission: str = ""
    """The proposal its words came in with: `V1/B/5/2`."""
    over: str = ""
    """Only in chapters and documents: the paragraphs it holds whole, `3-4` or `all`."""


@frozen
class Settled:
    """When and to which exact words a paragraph was agreed."""

    date: str
    """ISO 8601, a day."""
    meeting: str
    """Number of the meeting, or empty between meetings."""
    text: str
    """`sha256:` and the fingerprint of the wording."""
    by: str = ""
    """The body that settled it, where a process has several."""


@frozen
class Pending:
    """The condition an agreement hangs on."""

    reason: str
    until: str


@frozen
class Mandate:
    """Who redrafts, what, and by when."""

    lead: tuple[str, ...]
    task: str = ""
    due: str = ""
    state: str = ""
    """`proposed`, `accepted` or `delivered`."""


@frozen
class Alternative:
    """An alternative wording on record, held in a file beside the paragraph's."""

    path: str
    ordinal: int
    """The `1` of `21.alt-1.md`."""
    name: str
    """`ALT 1`, or the name it was given."""
    by: tuple[str, ...]
    since: str
    source: str
    """The whole file."""
    body_start: int
    brackets: Mapping[str, BracketEntry]
    marks: Marks
    submission: str = ""
    """The proposal its words came in with: `V1/B/5/2`."""

    @property
    def body(self) -> str:
        return self.source[self.body_start :]


@frozen
class Paragraph:
    """A numbered paragraph as its file states it."""

    address: Address
    path: str
    """In the repository, `drafts/vision/B/21.md`."""
    source: str
    """The whole file, decoded."""
    body_start: int
    """Offset in `source` of the first character after the front matter."""
    id: str
    """Empty while the file is new."""
    status: str
    settled: Settled | None = None
    pending: Pending | None = None
    mandate: Mandate | None = None
    brackets: Mapping[str, BracketEntry] = EMPTY
    printed: str = ""
    origin: str = ""
    """Whose text it is: `source:` in the file."""
    former: tuple[str, ...] = ()
    """Full addresses it had before renumbering."""
    marks: Marks = NO_MARKS
    """Brackets of the body; offsets count from the body's first character."""
    alternatives: tuple[Alternative, ...] = ()
    same_as: str = ""
    """Full REF of a paragraph that has to have the same words."""
    split_from: str = ""
    """Id of the paragraph it was split off."""
    merged_from: tuple[str, ...] = ()
    """Ids of the paragraphs whose words it took up."""
    doubts: Mapping[str, Doubt] = EMPTY
    """What its importer was not sure of, by handle."""

    @property
    def body(self) -> str:
        return self.source[self.body_start :]


Worded: TypeAlias = Paragraph | Alternative
"""What has words of its own, brackets in them, and entries about those."""


def wording(body: str) -> str:
    """The words agreement is given to: LF line ends, no outer blank lines, nothing else changed."""
    if "\r" in body:
        body = body.replace("\r\n", "\n").replace("\r", "\n")
    words = body.lstrip(" \n")
    if not words:
        return ""
    start = body.rfind("\n", 0, len(body) - len(words)) + 1
    end = body.find("\n", len(body.rstrip(" \n")))
    return body[start:] if end < 0 else body[start:end]


def fingerprint(body: str) -> str:
    """`sha256:` and 64 hexadecimal digits over the UTF-8 bytes of the wording."""
    import hashlib

    return "sha256:" + hashlib.sha256(wording(body).encode("utf-8", "surrogatepass")).hexdigest()
