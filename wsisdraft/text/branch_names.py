"""Which branches an alternative may be worked on: a branch keeps the name it was given."""

from __future__ import annotations

from wsisdraft.text.address import Address, branch
from wsisdraft.text.paragraph import Paragraph


def addresses_of(paragraph: Paragraph) -> tuple[Address, ...]:
    """Every address a paragraph has had, the first one first and the present one last."""
    former = (Address.of(ref) for ref in paragraph.former)
    had = [address for address in former if address is not None and address.number is not None]
    return tuple(dict.fromkeys((*had, paragraph.address)))


def branch_names(paragraph: Paragraph, ordinal: int) -> tuple[str, ...]:
    """The names that the branch of an alternative may have, `alt/vision/B.21/1`, oldest first."""
    return tuple(branch(address, ordinal) for address in addresses_of(paragraph))


def path_beside(paragraph: str, ordinal: int) -> str:
    """The file of an alternative beside that of its paragraph: `21.alt-1.md` beside `21.md`."""
    return f"{paragraph.removesuffix('.md')}.alt-{ordinal}.md"
