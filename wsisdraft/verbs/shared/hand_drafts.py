"""Hand edits made into files that may go on record."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from wsisdraft.notation.by_hand import changed_by_hand
from wsisdraft.notation.decoding import decode
from wsisdraft.notation.front_matter import locate, read_front_matter
from wsisdraft.notation.new_id import new_id
from wsisdraft.notation.paragraph_file import read_paragraph
from wsisdraft.notation.relocating import with_former
from wsisdraft.notation.rewriting import with_field
from wsisdraft.notation.tidying import tidied, tidy_characters
from wsisdraft.rules.agreed_text_changed import first_difference
from wsisdraft.text.address import Address
from wsisdraft.text.finding import Finding, Refusal
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.paragraph import fingerprint, wording
from wsisdraft.text.scene import Scene
from wsisdraft.text.span import Place, place_of
from wsisdraft.text.status import DELETED, Standing
from wsisdraft.verbs.shared.hand_edits import HandEdit, HandEdits, subject_of
from wsisdraft.verbs.shared.hand_moves import moved_by_hand

__all__ = ["Draft", "drafted"]


@frozen
class Draft:
    """A file as it may go on record."""

    edit: HandEdit
    address: Address | None
    ordinal: int
    old: str
    """On record, empty where it is new there."""
    left: str
    """As the work tree holds it, decoded; empty where it was removed."""
    source: str | None
    """As it goes on record; None where it goes."""
    moved: Address | None = None
    """Where the paragraph was before, if its file was moved by hand; where it is, if this went."""

    @property
    def path(self) -> str:
        return self.edit.path

    @property
    def ref(self) -> str:
        return "" if self.address is None else str(self.address)

    @property
    def is_paragraph(self) -> bool:
        return self.address is not None and self.address.number is not None and not self.ordinal

    @property
    def what(self) -> str:
        """How the record calls it: `Edited`, `Added`, `Removed`."""
        if self.moved is not None:
            return "Moved"
        if self.source is None:
            return "Removed"
        return "Edited" if self.edit.old is not None else "Added"


def drafted(scene: Scene, edits: HandEdits, taken: Collection[str]) -> tuple[Draft, ...] | Refusal:
    """Every file made tidy, with an id where it is a paragraph that has none.

    Refused with every place at which an edit changes what no hand changes.
    """
    made: list[Draft] = []
    findings: list[Finding] = []
    known = set(taken)
    moved = moved_by_hand(scene, edits)
    for edit in edits.files:
        draft = _draft(scene, edit, edits.layout, moved)
        if isinstance(draft, Refusal):
            findings += draft.findings
            continue
        findings += _agreed(scene, draft)
        if draft.is_paragraph and draft.source is not None:
            draft = _with_id(scene, draft, known)
        made.append(draft)
    freed = {_id(each.old) for each in made if each.is_paragraph and each.source is None}
    for each in made:
        findings += _copied(each, {*taken} - freed)
    return Refusal(tuple(sorted(findings, key=lambda f: f.order))) if findings else tuple(made)


def _draft(
    scene: Scene, edit: HandEdit, layout: Layout, moved: Mapping[str, str]
) -> Draft | Refusal:
    subject = subject_of(edit.path, layout)
    other = moved.get(edit.path, "")
    old = scene.text.sources.get(other if edit.old is None and other else edit.path, "")
    ref = "" if subject.address is None else str(subject.address)
    where = subject_of(other, layout).address if other else None
    bare = Draft(edit, subject.address, subject.ordinal, old, "", None, where)
    if edit.new is None:
        return bare
    left, findings = decode(edit.path, edit.new)
    if left is None or findings:
        return Refusal(findings)
    if edit.path.endswith(".md") and subject.address is not None:
        source = tidied(edit.path, old, left, ref=ref)
    else:
        source = tidy_characters(left)
        told = tuple(changed_by_hand(edit.path, old, source, ref))
        if told:
            return Refusal(told)
    if isinstance(source, Refusal):
        return source
    if bare.is_paragraph and where is not None:
        source = with_former(source, str(where))
    return altered(bare, left=left, source=source)


def _agreed(scene: Scene, draft: Draft) -> Iterator[Finding]:
    """Words that were agreed, or that are deleted, and read otherwise now."""
    stood = draft.moved if draft.source is not None and draft.moved else draft.address
    was = scene.text.paragraph(stood) if draft.is_paragraph and stood else None
    if was is None or (draft.source is None and draft.moved is not None):
        return
    ref, path = draft.ref, draft.path
    restore = f"git restore {path} puts the file back"
    standing = scene.text.process.ladder.standing(was.status)
    if draft.source is None:
        if standing is Standing.SETTLED:
            yield Finding(
                Place(path),
                "agreed-text-changed",
                f"{ref} is {was.status}, and its file was removed.",
                f"{restore}; wsisdraft reopen {ref} --why TEXT opens it, then it may go.",
                ref=ref,
            )
        return
    now, _ = read_paragraph(was.address, path, draft.left)
    if wording(now.body) == wording(was.body):
        return
    if standing is Standing.SETTLED and was.settled is not None:
        if fingerprint(now.body) != was.settled.text:
            place, said = first_difference(now, was.body)
            yield Finding(
                place,
                "agreed-text-changed",
                f"{ref} is {was.status}, and {said[:1].lower()}{said[1:]}.",
                f"{restore}; wsisdraft correct {ref} --why TEXT is for slips of the pen, "
                f"wsisdraft reopen {ref} --why TEXT opens it.",
                ref=ref,
            )
    elif was.status == DELETED:
        place, _ = first_difference(now, was.body)
        yield Finding(
            place,
            "deleted",
            f"{ref} is deleted; nothing is negotiated in it.",
            f"{restore}; wsisdraft log {ref} shows when it was deleted.",
            ref=ref,
        )


def _with_id(scene: Scene, draft: Draft, known: set[str]) -> Draft:
    """A paragraph that has no id gets one, and a new one without a status the first step."""
    source = draft.source or ""
    front = read_front_matter(source, draft.path)
    if front.findings and source.startswith("---"):
        return draft  # what its front matter says cannot be told; the rules tell where
    if not draft.old and "status" not in front.fields:
        source = with_field(source, ("status",), scene.text.process.ladder.names[0])
    if "id" not in front.fields and draft.address is not None:
        given = new_id(draft.address, source[front.body_start :], known)
        known.add(given)
        source = with_field(source, ("id",), given)
    return altered(draft, source=source)


def _id(source: str) -> str:
    said = read_front_matter(source, "").fields.get("id", "")
    return said if isinstance(said, str) else ""


def _copied(draft: Draft, known: Collection[str]) -> Iterator[Finding]:
    """A new paragraph that has the id of another one on record."""
    if draft.what != "Added" or not draft.is_paragraph or _id(draft.left) not in known:
        return
    if _id(draft.left):
        span = locate(draft.left, ("id",))
        yield Finding(
            place_of(draft.path, draft.left, span.start if span else 0),
            "duplicate-id",
            f"The id {_id(draft.left)} is that of another paragraph.",
            "Take the `id:` line out; record gives the paragraph an id of its own.",
            ref=draft.ref,
        )
