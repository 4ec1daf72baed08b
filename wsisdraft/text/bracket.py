"""Square brackets and what goes with them: choices, strays, labels, attributions."""

from __future__ import annotations

from enum import StrEnum

from wsisdraft.text.frozen import frozen
from wsisdraft.text.span import Span


class Role(StrEnum):
    """What a bracket is for; only TEXT is negotiable, PLACEHOLDER waits for a word."""

    TEXT = "text"
    PLACEHOLDER = "placeholder"
    STATUS = "status"
    ATTRIBUTION = "attribution"
    NOTE = "note"
    NUMBER = "number"
    FOOTNOTE = "footnote"
    ARTEFACT = "artefact"
    LINK = "link"
    """Only in texts from outside; the body of a paragraph has no links."""

    @property
    def unresolved(self) -> bool:
        """Whether such a bracket counts among what is still to be settled."""
        return self in _UNRESOLVED


_UNRESOLVED = (Role.TEXT, Role.PLACEHOLDER)


@frozen
class Bracket:
    """A pair of square brackets with its place in the text it was scanned from."""

    start: int
    """Offset of `[`."""
    end: int
    """Offset after `]`, before the tie."""
    after: int
    """Offset after the tie, or `end` where there is none."""
    depth: int
    """Openers before it that are still open there; 0 for an outermost bracket."""
    parent: int | None
    """Position in the list of pairs of the closed pair it lies in, if any."""
    role: Role
    handle: str | None
    """The `b1` of its tie."""
    index: str
    """Its number as read aloud: `1`, `2.1`, counting every pair, nesting by dots."""

    @property
    def span(self) -> Span:
        """Both marks and the tie."""
        return Span(self.start, self.after)

    @property
    def inside(self) -> Span:
        """The words between the marks."""
        return Span(self.start + 1, self.end - 1)


@frozen
class Stray:
    """A bracket mark without its partner."""

    offset: int
    char: str


@frozen
class Label:
    """A heading of an alternative inside running text, as `Option 2bis:` or `ALT 1:`."""

    start: int
    end: int
    kind: str
    """`option` or `alternative`."""
    name: str
    """Kept as printed, spaces folded."""


@frozen
class Attribution:
    """Whose words a bracket holds, as the text itself says."""

    who: str
    role: str
    """`lead`, `proponent`, `retain`, `delete`, `against`, `support` or `submission`."""
    bracket: int | None
    """Position in the list of pairs."""


@frozen
class Marks:
    """Everything the scanner saw in one text, in the order of the text."""

    brackets: tuple[Bracket, ...] = ()
    strays: tuple[Stray, ...] = ()
    choices: tuple[tuple[int, ...], ...] = ()
    """Positions of brackets that touch, or whose entries name one choice; text and placeholders."""
    deepest: int = 0
    """Deepest nesting met, 1 for unnested brackets; an opener never closed counts too."""

    @property
    def unresolved(self) -> tuple[Bracket, ...]:
        """The pairs of roles text and placeholder, at any depth."""
        if not self.brackets:
            return ()
        return tuple([b for b in self.brackets if b.role in _UNRESOLVED])

    def find(self, name: str) -> tuple[int, ...]:
        """Positions of the pairs with this handle (`b1`) or index (`2.1`).

        Several share a handle only by mistake.
        """
        return tuple(
            position
            for position, bracket in enumerate(self.brackets)
            if name and name in (bracket.handle, bracket.index)
        )

    def choice_of(self, position: int) -> tuple[int, ...] | None:
        """The choice that a pair is a member of, itself included."""
        return next((choice for choice in self.choices if position in choice), None)


NO_MARKS = Marks()
"""Shared by every text without a bracket, which is most of them."""
