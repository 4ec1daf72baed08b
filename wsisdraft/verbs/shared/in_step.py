"""An alternative's words change in its file and on its branch, in one change."""

from __future__ import annotations

from wsisdraft.notation.change import BranchMade, BranchMoved, Edit
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.rewriting import rewritten
from wsisdraft.rules.alternative_moved import moved
from wsisdraft.rules.rule import BranchWording
from wsisdraft.text.branch_names import branch_names
from wsisdraft.text.finding import Refusal
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Alternative, Paragraph, wording
from wsisdraft.text.scene import BranchState, Scene
from wsisdraft.verbs.shared.alternative_as_base import as_base, worded_as

MADE, MOVED = "Branch", "Branch-moved"
"""Trailers: a branch that was made; one that got a commit on top of the commit named."""


@frozen
class InStep:
    """What brings a new text into an alternative's file and onto its branch; parts of a Change."""

    edits: tuple[Edit, ...] = ()
    branches: tuple[BranchMade | BranchMoved, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    """Trailers that tell what became of the branch, to follow the `Ref`."""


def in_step(
    scene: Scene, paragraph: Paragraph, alternative: Alternative, source: str, *, over: bool = False
) -> InStep | Refusal:
    """A new text of an alternative's whole file, and its branch reading the same.

    The scene must have been set with `Needs.BRANCHES`. A branch that is missing is made; one that
    was fetched from another clone is gone on from. Refused where the branch holds another wording
    than the file (`alternative-moved`), unless `over` says that the text is to go on top of it.
    """
    edits = rewritten(alternative.path, alternative.source, source)
    if _same(alternative.source, source) and not over:
        return InStep(edits)  # a name or a sponsor: the branch has nothing to do with it
    here = scene.branch_of(alternative)
    found = here or scene.fetched_branch_of(alternative)
    if found is None:
        return _made(scene, paragraph, alternative, (edits, source))
    name, state = found
    if state.words != _words(source) and not over:
        refusal = other_words(scene, paragraph, alternative)
        if refusal is not None:
            return refusal
    files = _files(paragraph, state, source)
    if not files:
        return InStep(edits)
    subject = _subject(paragraph, alternative)
    if here is None:
        return InStep(edits, (BranchMade(name, files, subject, state.tip),), ((MADE, name),))
    row = (MOVED, f"{name} {state.tip}")
    return InStep(edits, (BranchMoved(name, state.tip, files, subject),), (row,))


def _made(
    scene: Scene,
    paragraph: Paragraph,
    alternative: Alternative,
    new: tuple[tuple[Edit, ...], str],
) -> InStep:
    """A branch made again where there is none; its name may be that of a former number."""
    edits, source = new
    names = reversed(branch_names(paragraph, alternative.ordinal))
    name = next((each for each in names if each not in scene.branch_names), "")
    if not name:
        return InStep(edits)
    files = ((paragraph.path, as_base(paragraph, source)),)
    made = BranchMade(name, files, _subject(paragraph, alternative))
    return InStep(edits, (made,), ((MADE, name),))


def _files(paragraph: Paragraph, state: BranchState, source: str) -> tuple[tuple[str, str], ...]:
    """The two files of the branch that matter, as they are to read; none that does so already."""
    files = []
    path, own = state.own
    if state.words != _words(source) or _entries(own) != _entries(source):
        files.append((path, worded_as(_sound(path, own) or paragraph.source, source, path)))
    path, beside = state.beside
    if not _same(beside, source):
        files.append((path, source))
    return tuple(files)


def _sound(path: str, source: str) -> str:
    """A file's text where its front matter can be spliced; empty where it is not so."""
    return "" if "\r" in source or read_front_matter(source, path).findings else source


def _same(one: str, other: str) -> bool:
    """Whether two alternatives' files have the same words, and entries about them."""
    if not one:
        return False
    return _words(one) == _words(other) and _entries(one) == _entries(other)


def _words(source: str) -> str:
    return wording(source[read_front_matter(source, "").body_start :])


def _entries(source: str) -> object:
    return read_front_matter(source, "").fields.get("brackets") or {}


def _subject(paragraph: Paragraph, alternative: Alternative) -> str:
    return f"{paragraph.address}: the paragraph as {alternative.name} would have it now"


def other_words(scene: Scene, paragraph: Paragraph, alternative: Alternative) -> Refusal | None:
    """Refuses where the branch reads otherwise than the alternative's file, naming the newer.

    The rule `alternative-moved` says the same of the text as it stands.
    """
    found = scene.branch_of(alternative) or scene.fetched_branch_of(alternative)
    if found is None or found[1].words == wording(alternative.body):
        return None
    name, state = found
    beside = state.beside[1]
    there = BranchWording(state.words, _words(beside) if beside else None)
    return Refusal((moved(alternative, name, there, str(paragraph.address)),))
