"""How alternatives read on the branches where they are worked on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.repository.branches import OnBranch, files_at, spare
from wsisdraft.repository.clone import Clone
from wsisdraft.text.address import Address, branch
from wsisdraft.text.branch_names import addresses_of, path_beside
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Alternative, Paragraph, wording
from wsisdraft.text.scene import BranchState

Files = Mapping[tuple[str, str], bytes]
"""By commit and path."""


@frozen
class WorkedOn:
    """An alternative's branch with the two files of it that matter."""

    on: OnBranch
    own: bytes
    """The paragraph's own file, which reads as the alternative there."""
    beside: bytes | None
    """The alternative's file as it was when the two last agreed; None where there is none."""


def worked_on(
    clone: Clone, paragraphs: Sequence[Paragraph], tips: Mapping[str, str]
) -> tuple[WorkedOn, ...]:
    """The branches of these paragraphs' alternatives among `tips`; one git process at most.

    A branch keeps its name when numbers change, and may then be that of a paragraph which has the
    number now: the paragraph's id on the branch decides.
    """
    asked = [(p, a, x) for p in paragraphs for a in p.alternatives for x in addresses_of(p)]
    there = [(p, a, x) for p, a, x in asked if branch(x, a.ordinal) in tips]
    if not there:
        return ()
    wanted = {
        (tips[branch(x, a.ordinal)], path)
        for p, a, x in there
        for own in (x.path, p.path)
        for path in (own, path_beside(own, a.ordinal))
    }
    files = files_at(clone, sorted(wanted))
    found: dict[str, WorkedOn] = {}
    for is_its in (_named_after_it, _brought_along):
        for paragraph, alternative, address in there:
            if alternative.path in found:
                continue
            name = branch(address, alternative.ordinal)
            path = is_its(paragraph, address, tips[name], files)
            if path:
                on = OnBranch(name, tips[name], path, alternative.path)
                found[alternative.path] = _with_files(on, paragraph, alternative, files)
    return tuple(found.values())


def _named_after_it(paragraph: Paragraph, address: Address, tip: str, files: Files) -> str:
    """Where the paragraph's file is on the branch named after one of its addresses, if it is.

    There the branch still has the number it was named after.
    """
    data = files.get((tip, address.path))
    if data is None:
        return ""
    there = _id(data) if len(addresses_of(paragraph)) > 1 else paragraph.id
    unknown = address == paragraph.address and "" in (paragraph.id, there)
    return address.path if unknown or there == paragraph.id else ""


def _brought_along(paragraph: Paragraph, address: Address, tip: str, files: Files) -> str:
    """The same where the branch was brought along when numbers changed.

    Every other branch made since has the paragraph there too, but in its own words.
    """
    data = files.get((tip, paragraph.path))
    if data is None or address == paragraph.address or _id(data) != paragraph.id:
        return ""
    return paragraph.path if _wording(data) != wording(paragraph.body) else ""


def _with_files(
    on: OnBranch, paragraph: Paragraph, alternative: Alternative, files: Files
) -> WorkedOn:
    beside = path_beside(on.paragraph, alternative.ordinal)
    earlier = (path_beside(a.path, alternative.ordinal) for a in addresses_of(paragraph))
    whole = OnBranch(on.branch, on.tip, on.paragraph, on.alternative, tuple(earlier), beside)
    return WorkedOn(whole, files[on.tip, on.paragraph], files.get((on.tip, beside)))


def _id(data: bytes) -> str:
    found = read_front_matter(_text(data), "").fields.get("id", "")
    return found if isinstance(found, str) else ""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")


def body_of(data: bytes) -> str:
    """The body of a paragraph's or alternative's file, whatever else it may hold."""
    source = _text(data)
    return source[read_front_matter(source, "").body_start :]


def states(
    clone: Clone, paragraphs: Sequence[Paragraph], tips: Mapping[str, str], *, own: bool
) -> dict[str, BranchState]:
    """How the branches of the paragraphs' alternatives stand, by name.

    `own` says that they are this clone's: then it is found out which of them are spare.
    """
    found = worked_on(clone, paragraphs, tips)
    empty = spare(clone, [each.on for each in found], _wording) if own else {}
    return {
        each.on.branch: BranchState(
            each.on.tip,
            empty.get(each.on.branch, False),
            each.on.alternative,
            (each.on.paragraph, _source(each.own)),
            (each.on.there, _source(each.beside or b"")),
            _wording(each.own),
        )
        for each in found
    }


def _wording(data: bytes) -> str:
    return wording(body_of(data))


def _source(data: bytes) -> str:
    """A file's text as it stands; empty where it is no text that could be written again."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
