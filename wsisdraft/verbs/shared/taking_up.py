"""Drafted hand edits put on record: one change, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.notation.change import BranchClosed, BranchMade, BranchMoved, Change, Record
from wsisdraft.notation.front_matter import read_front_matter, read_yaml
from wsisdraft.notation.naming import Naming, renamed
from wsisdraft.notation.paragraph_file import read_alternative, read_paragraph
from wsisdraft.notation.record import MOVED
from wsisdraft.notation.rewriting import rewritten, with_field, without_field
from wsisdraft.notation.settling import declared_settled, exceptions_of
from wsisdraft.text.draft import Chapter
from wsisdraft.text.exceptions import shortest
from wsisdraft.text.finding import Finding, Refusal
from wsisdraft.text.frozen import frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.paragraph import Alternative, Paragraph, fingerprint, wording
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.closing import closing
from wsisdraft.verbs.shared.hand_drafts import Draft
from wsisdraft.verbs.shared.hand_edits import HandEdits
from wsisdraft.verbs.shared.in_step import in_step
from wsisdraft.verbs.shared.new_words import gone
from wsisdraft.verbs.shared.trailers import trailers

__all__ = ["taken_up"]

Rows = list[tuple[str, str]]


@frozen
class _Branches:
    """What becomes of the alternatives' branches, and the trailers that tell it."""

    rows: tuple[tuple[str, str], ...] = ()
    changes: tuple[BranchMade | BranchMoved | BranchClosed, ...] = ()


def taken_up(
    scene: Scene, edits: HandEdits, made: Sequence[Draft], message: str
) -> Change | Refusal:
    """One change that puts all these files on record, with what follows from them."""
    rows: dict[str, Rows] = {}
    branches: list[BranchMade | BranchMoved | BranchClosed] = []
    findings: list[Finding] = []
    for draft in sorted(made, key=lambda each: _place(each, edits.layout)):
        of_branch = _branch(scene, draft)
        if isinstance(of_branch, Refusal):
            findings += of_branch.findings
            continue
        branches += of_branch.changes
        told = (*_told(draft), *of_branch.rows)
        if told:
            rows.setdefault(draft.ref, []).extend(told)
    if findings:
        return Refusal(tuple(findings))
    beside = rows.pop("", [])
    every = [*beside]
    for ref, of_ref in rows.items():
        every += [("Ref", ref), *of_ref]
    files = {each.path: each.source for each in made}
    others = _follow(scene, made, files)
    _declarations(scene, made, files, others)
    splices = [
        splice
        for path, source in others.items()
        for splice in rewritten(path, scene.text.sources[path], source)
    ]
    return Change(
        tuple(splices),
        new_files=tuple((path, text) for path, text in files.items() if text is not None),
        removed=tuple(path for path, text in files.items() if text is None),
        branches=tuple(branches),
        record=Record(_subject(scene, made, message), trailers("record", scene.occasion, every)),
        taking={each.path: each.edit.new for each in made},
        notes=tuple(f"{each.path} {each.what.lower()}." for each in made if not each.ref),
    )


def _place(draft: Draft, layout: Layout) -> tuple[str, tuple[str, ...], int, int]:
    """The order of a record: documents, chapters before their paragraphs, in reading order."""
    address = draft.address
    if address is None:
        return "", (), 0, 0
    if address.number is None:
        return address.document, address.parts, -1, 0
    own = layout.own(address.place)
    return address.document, address.parts, own.index(address), draft.ordinal


def _told(draft: Draft) -> Rows:
    """The trailers of one file."""
    if not draft.ref:
        return [(draft.what, draft.path)]
    if draft.moved is not None:
        return _of_moved(draft)
    if draft.address is None or draft.address.number is None:
        return [(draft.what, ", ".join(_fields(draft)) or "description")]
    was, now = (_worded(draft, source) for source in (draft.old, draft.source or ""))
    worded = now if draft.source is not None else was
    name = worded.name if isinstance(worded, Alternative) else ""
    if draft.what == "Edited":
        said = ", ".join(_fields(draft)) or "form"
        rows = [("Edited", f"{name}: {said}" if name else said)]
        if wording(was.body) != wording(now.body):
            rows.append(("Wording", f"{fingerprint(was.body)} -> {fingerprint(now.body)}"))
        return [*rows, *gone(was, now.source, now.body_start)]
    rows = [(draft.what, name or "paragraph")]
    if isinstance(worded, Paragraph) and draft.what == "Added":
        rows.append(("Status", worded.status))
    return [*rows, ("Wording", fingerprint(worded.body))]


def _of_moved(draft: Draft) -> Rows:
    """A file that was moved by hand is told of where it is, with what else was done to it."""
    if draft.source is None or draft.ordinal:
        return []
    rows = [(MOVED, f"{draft.moved} -> {draft.ref}")]
    said = ", ".join(key for key in _fields(draft) if key != "former")
    if said:
        was, now = (_worded(draft, source) for source in (draft.old, draft.source))
        rows.append(("Edited", said))
        if wording(was.body) != wording(now.body):
            rows.append(("Wording", f"{fingerprint(was.body)} -> {fingerprint(now.body)}"))
        rows += gone(was, now.source, now.body_start)
    return rows


def _worded(draft: Draft, source: str) -> Paragraph | Alternative:
    assert draft.address is not None
    if draft.ordinal:
        return read_alternative(draft.path, draft.ordinal, source)[0]
    return read_paragraph(draft.address, draft.path, source)[0]


def _fields(draft: Draft) -> Iterator[str]:
    """What reads otherwise: `words`, and the keys of the fields."""
    yaml = draft.path.endswith(".yaml")
    was, now = (
        read_yaml(source, "") if yaml else read_front_matter(source, "")
        for source in (draft.old, draft.source or "")
    )
    if not yaml:
        old, new = draft.old[was.body_start :], (draft.source or "")[now.body_start :]
        if wording(old) != wording(new):
            yield "words"
    for key in dict.fromkeys((*was.fields, *now.fields)):
        if was.fields.get(key) != now.fields.get(key):
            yield key


def _branch(scene: Scene, draft: Draft) -> _Branches | Refusal:
    """The branch of an alternative that was edited is brought in step, of one removed closed."""
    if draft.moved is not None:
        return _Branches()  # it keeps its branch, which keeps its name
    found = scene.text.paragraph(draft.address) if draft.ordinal and draft.address else None
    alternative = (
        next((a for a in found.alternatives if a.path == draft.path), None) if found else None
    )
    if found is None or alternative is None:
        return _Branches()
    if draft.source is None:
        told, closed = closing(scene, found, [alternative])
        return _Branches(told, closed)
    step = in_step(scene, found, alternative, draft.source)
    return step if isinstance(step, Refusal) else _Branches(step.rows, step.branches)


def _follow(scene: Scene, made: Sequence[Draft], files: dict[str, str | None]) -> dict[str, str]:
    """The files beside those taken up that name paragraphs which were moved by hand.

    Where such a file is among those taken up it is rewritten there.
    """
    moved = {
        each.moved: each.address
        for each in made
        if each.is_paragraph and each.source is not None and each.moved and each.address
    }
    if not moved:
        return {}
    there = {path for folder in scene.text.layout.under("drafts") for path in folder}
    there -= {path for path, source in files.items() if source is None}
    after = Layout.of(there | {path for path, source in files.items() if source is not None})
    naming = Naming({old: (new,) for old, new in moved.items()}, moved)
    left = {path: source for path, source in files.items() if source is not None}
    named = renamed(scene.text, after, naming, left)
    files |= {path: source for path, source in named.items() if path in left}
    return {path: source for path, source in named.items() if path not in files}


def _declarations(
    scene: Scene,
    made: Sequence[Draft],
    files: dict[str, str | None],
    beside: dict[str, str],
) -> None:
    """Keeps the exceptions of declared chapters true where paragraphs come and go.

    A chapter's file that is among those taken up is rewritten there, any other among `beside`.
    """
    ladder = scene.text.process.ladder
    for chapter in scene.text.chapters():
        source = files.get(chapter.path, beside.get(chapter.path, chapter.source))
        if source is None or not declared_settled(chapter, ladder):
            continue
        spans = _exceptions(scene, chapter, made)
        if spans is None:
            continue
        new = (
            with_field(source, ("besides",), list(spans), yaml=True)
            if spans
            else without_field(source, ("besides",), yaml=True)
        )
        if chapter.path in files:
            files[chapter.path] = new
        else:
            beside[chapter.path] = new


def _exceptions(scene: Scene, chapter: Chapter, made: Sequence[Draft]) -> tuple[str, ...] | None:
    """The exceptions of a chapter that gets or loses paragraphs, in shortest form; else None."""
    own = [
        each for each in made if each.is_paragraph and each.ref.startswith(f"{chapter.address}.")
    ]
    ladder = scene.text.process.ladder
    came = {
        each.address
        for each in own
        if each.edit.old is None
        and each.source is not None
        and not (each.moved is not None and ladder.settled(_worded_status(each)))
    }
    went = {each.address for each in own if each.source is None}
    if not came and not went:
        return None
    layout = scene.text.layout
    names = {*layout.files_of(chapter.address), *(each.path for each in own)}
    names -= {each.path for each in own if each.source is None}
    document = f"drafts/{chapter.address.document}/document.yaml"
    after = Layout.of({*names, document}).paragraphs(chapter.address)
    excepted = {a for a in (*exceptions_of(chapter), *came) if a is not None} - went
    return shortest(excepted, after)


def _goes_along(draft: Draft) -> bool:
    """Whether it only follows a paragraph that was moved by hand, or was that one's old file."""
    return draft.moved is not None and (draft.source is None or bool(draft.ordinal))


def _worded_status(draft: Draft) -> str:
    said = read_front_matter(draft.source or "", draft.path).fields.get("status", "")
    return said if isinstance(said, str) else ""


def _subject(scene: Scene, made: Sequence[Draft], message: str) -> str:
    spoken = scene.selection.spoken or "the draft"
    if len(made) == 1 and made[0].ref:
        spoken = made[0].ref
    if message:
        return f"{spoken}: {message}"
    by = f", by {scene.occasion.by}" if scene.occasion.by else ""
    counts = {
        what: sum(
            each.what == what and (what == "Removed" or each.source is not None) for each in made
        )
        for what in ("Moved", "Edited", "Added", "Removed")
    }
    if len(made) == 1:
        name = f" {made[0].path}" if not made[0].ref else ""
        return f"{spoken}:{name} {made[0].what.lower()} by hand{by}"
    told = ", ".join(f"{n} {what.lower()}" for what, n in counts.items() if n)
    return f"{spoken}: {told} by hand{by}"
