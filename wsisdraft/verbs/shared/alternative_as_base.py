"""A paragraph's own file as it reads on an alternative's branch."""

from __future__ import annotations

from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.rewriting import with_field, without_field
from wsisdraft.text.paragraph import Paragraph

__all__ = ["as_base", "worded_as"]


def as_base(paragraph: Paragraph, alternative: str) -> str:
    """The paragraph's own file as it reads on the alternative's branch."""
    return worded_as(paragraph.source, alternative, paragraph.path)


def worded_as(paragraph: str, alternative: str, path: str) -> str:
    """A paragraph's file with an alternative's words and the entries of its brackets."""
    read = read_front_matter(alternative, path)
    source = without_field(paragraph, ("brackets",))
    entries = read.fields.get("brackets")
    if isinstance(entries, dict):
        source = with_field(source, ("brackets",), entries)
    head = read_front_matter(source, path).body_start
    return source[:head] + alternative[read.body_start :]
