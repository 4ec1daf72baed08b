"""Where a document, chapter, section or paragraph stands: the REF in full."""

from __future__ import annotations

import re
from functools import lru_cache

from wsisdraft.text.frozen import computed, frozen
from wsisdraft.text.number import Number

DRAFTS = "drafts"
"""The folder of the repository that holds the negotiation."""

LONGEST_NAME = 32
"""Characters in the name of a document's, chapter's or section's folder."""

DEEPEST = 8
"""Levels of folders in a document: its chapter, and sections inside sections."""

BESIDE_DOCUMENTS = frozenset({"meetings", "statements", "submissions", "templates"})
"""Folders under drafts/ that are not documents."""

_NAME = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
# Windows opens a device instead of a folder so named.
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)


@lru_cache(maxsize=1 << 12)
def is_name(text: str) -> bool:
    """Whether a folder of documents, chapters or sections may be called so."""
    return (
        len(text) <= LONGEST_NAME
        and _NAME.fullmatch(text) is not None
        and text.lower() not in _DEVICES
        and Number.of(text) is None
    )


def _text(address: Address) -> str:
    text = f"{address.document}/{'.'.join(address.parts)}"
    return text if address.number is None else f"{text}.{address.number.text}"


@frozen
class Address:
    """A place in the text; `str` gives the canonical REF: `vision/`, `vision/B`, `vision/B.21`."""

    document: str
    """`vision`; with slashes where documents are kept in folders: `texts/vision`."""
    parts: tuple[str, ...] = ()
    """The chapter, then sections: `("C", "C5")`; empty for a document."""
    number: Number | None = None
    """None for a document, chapter or section."""
    text: str = computed(_text)

    def __str__(self) -> str:
        return self.text

    def __hash__(self) -> int:
        return hash(self.text)

    @staticmethod
    def of(text: str) -> Address | None:
        """The address a canonical REF states, whether it is there or not; None if not canonical."""
        document, slash, rest = text.rpartition("/")
        if not slash or not all(map(is_name, document.split("/"))):
            return None
        if not rest:
            return Address(document)
        pieces = rest.split(".")
        depth = 0
        while depth < len(pieces) and is_name(pieces[depth]):
            depth += 1
        parts = tuple(pieces[:depth])
        if not parts or depth == len(pieces):
            return Address(document, parts) if parts else None
        number = Number.of(".".join(pieces[depth:]))
        return Address(document, parts, number) if number is not None else None

    @property
    def chapter(self) -> Address | None:
        """The chapter it is or lies in; None for a document."""
        if len(self.parts) == 1 and self.number is None:
            return self
        return Address(self.document, self.parts[:1]) if self.parts else None

    @property
    def place(self) -> Address:
        """The document, chapter or section itself, or the one a paragraph stands in."""
        return self if self.number is None else Address(self.document, self.parts)

    @property
    def folder(self) -> str:
        """In the repository: `drafts/vision/C/C5`."""
        return "/".join((DRAFTS, self.document, *self.parts))

    @property
    def path(self) -> str:
        """The paragraph's file, or the file that describes the document, chapter or section."""
        if self.number is not None:
            return "/".join((DRAFTS, self.document, *self.parts, f"{self.number.text}.md"))
        described = ("document", "chapter", "section")[min(len(self.parts), 2)]
        return f"{self.folder}/{described}.yaml"

    def within(self, other: Address) -> bool:
        """Whether it is `other` or lies inside it."""
        if other.number is not None:
            return self == other
        return self.document == other.document and self.parts[: len(other.parts)] == other.parts


def branch(address: Address, ordinal: int) -> str:
    """The branch on which an alternative of a paragraph is worked on: `alt/vision/B.21/1`."""
    return f"alt/{address}/{ordinal}"
