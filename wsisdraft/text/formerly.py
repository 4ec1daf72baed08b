"""What an old number means: the paragraph that had it before it got another one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wsisdraft.text.address import Address
from wsisdraft.text.finding import Finding, Refusal
from wsisdraft.text.layout import Layout
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.ref import Selection, resolve

__all__ = ["formers", "now_called", "renumbered"]


def formers(paragraphs: Iterable[Paragraph]) -> dict[Address, tuple[Address, ...]]:
    """By each address that paragraphs had, where these stand now; several had the same in turn."""
    found: dict[Address, tuple[Address, ...]] = {}
    for paragraph in paragraphs:
        for ref in paragraph.former:
            address = Address.of(ref)
            if address is not None and address != paragraph.address:
                found[address] = (*found.get(address, ()), paragraph.address)
    return found


def now_called(
    ref: str, layout: Layout, had: Mapping[Address, tuple[Address, ...]], focus: str = ""
) -> tuple[tuple[Address, tuple[Address, ...]], ...]:
    """The old addresses that a REF names, each with the addresses of today; none where it does not.

    `had` are all former addresses. The REF is read as it would have been when they were there.
    """
    gone = {old for old in had if old.number is not None and not layout.has(old)}
    if not gone:
        return ()
    paths = {path for folder in layout.under("drafts") for path in folder}
    # A folder is a chapter only where its document is one still.
    paths |= {old.path for old in gone}
    answer = resolve(ref, Layout.of(paths), focus)
    if not isinstance(answer, Selection):
        return ()
    return tuple((each, had[each]) for each in answer.addresses if each in gone)


_Found = tuple[tuple[Address, tuple[Address, ...]], ...]


def renumbered(ref: str, found: _Found, command: Sequence[str]) -> Refusal:
    """The refusal of old numbers, with the command once more; `command` is what was given."""
    said = [f"{old} is now {' or '.join(map(str, new))}" for old, new in found]
    several = len(found) > 1 or any(len(new) > 1 for _, new in found)
    if several:
        named = ", ".join(str(each) for _, new in found for each in new)
        remedy = f"Name what is meant by its number of today: {named}."
    else:
        remedy = _again(ref.strip(), str(found[0][1][0]), command)
    return Refusal((Finding(None, "renumbered", f"{'; '.join(said)}.", remedy),))


def _again(ref: str, new: str, command: Sequence[str]) -> str:
    """The same command with the REF of today."""
    from shlex import join

    again: list[str] = []
    for word in command:
        pieces = word.split(",")
        named = any(piece.strip() == ref for piece in pieces)
        again.append(",".join(new if p.strip() == ref else p for p in pieces) if named else word)
    if again == list(command):
        return f"Give the command again with {new}."
    return f"wsisdraft {join(again)}"
