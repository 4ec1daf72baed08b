"""References in the words that are left as they are, told with their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wsisdraft.notation.front_matter import locate, read_front_matter
from wsisdraft.notation.relocating import Relocation
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.span import Place, place_of
from wsisdraft.verbs.shared.reference_changes import LeftAsItIs

__all__ = ["references_left"]

MOST_TOLD = 40
"""References told one by one."""


def references_left(
    left: Sequence[LeftAsItIs],
    moves: Mapping[Address, Address],
    text: Text,
    written: Relocation | None,
) -> Iterator[str]:
    """Each reference that nobody can be sure of, in a sentence with its place.

    The place is in the text as it is, or once it is written in the files as they are then.
    """
    if not left:
        return
    they = "It stays" if len(left) == 1 else "They stay"
    count = "1 reference is" if len(left) == 1 else f"{len(left)} references are"
    yield f"{count} not sure. {they} as written, for somebody to look at:"
    alike: dict[tuple[str, str], list[str]] = {}
    for each in left:
        place = _place(each, moves, text, written)
        alike.setdefault((each.words, each.why), []).append(str(place))
    for (words, why), places in list(alike.items())[:MOST_TOLD]:
        yield f"{', '.join(places)}: “{words}”. {why}."
    if len(alike) > MOST_TOLD:
        yield f"... and {len(alike) - MOST_TOLD} more."


def _place(
    each: LeftAsItIs, moves: Mapping[Address, Address], text: Text, written: Relocation | None
) -> Place:
    path, source, offset = each.path, text.sources[each.path], each.now
    if written is not None:
        old = Address.of(each.ref)
        new = moves.get(old) if old is not None else None
        if old is not None and new is not None and path.startswith(old.path.removesuffix("md")):
            path = new.path.removesuffix("md") + path.removeprefix(old.path.removesuffix("md"))
        source, offset = written.files.get(path) or source, each.then
    if each.key:
        span = locate(source, each.key, yaml=path.endswith(".yaml"))
        return place_of(path, source, span.start if span else 0)
    return place_of(path, source, read_front_matter(source, path).body_start + offset)
