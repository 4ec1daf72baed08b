"""An alternative wording comes on record: a file beside the paragraph, and a branch of its own."""

from __future__ import annotations

from wsisdraft.notation.change import BranchMade, Change, Record
from wsisdraft.notation.rewriting import with_field
from wsisdraft.text.address import branch
from wsisdraft.text.finding import Refusal, misused
from wsisdraft.text.paragraph import Paragraph, fingerprint, wording
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.alternative_as_base import as_base
from wsisdraft.verbs.shared.alternatives import refuse_name, refuse_words
from wsisdraft.verbs.shared.closed_text import closed_text
from wsisdraft.verbs.shared.trailers import trailers

__all__ = ["alt_add"]

EMPTY_FRONT_MATTER = "---\n---\n"


def alt_add(scene: Scene, text: str, *, name: str = "") -> Change | Refusal:
    """Put an alternative on record, in a file beside the paragraph and on a branch of its own.

    An empty text is the alternative that the paragraph is not there at all.
    """
    paragraph = scene.one()
    if paragraph is None:
        return misused("several", "An alternative belongs to one paragraph.", "Name one.")
    refusal = _refusal(scene, paragraph, text, name)
    if refusal is not None:
        return refusal
    ordinal = scene.next_ordinal
    called = name or f"ALT {ordinal}"
    body = wording(text)
    source = _file(scene, body, name)
    path = f"{paragraph.path.removesuffix('.md')}.alt-{ordinal}.md"
    branch_name = branch(paragraph.address, ordinal)
    ref = str(paragraph.address)
    rows = [
        ("Ref", ref),
        ("Alternative", called),
        ("Wording", fingerprint(body)),
        ("Branch", branch_name),
    ]
    by = f", by {scene.occasion.by}" if scene.occasion.by else ""
    return Change(
        new_files=((path, source),),
        branches=(
            BranchMade(
                branch_name,
                ((paragraph.path, as_base(paragraph, source)),),
                f"{ref}: the paragraph as {called} would have it",
            ),
        ),
        record=Record(f"{ref}: {called} added{by}", trailers("alt add", scene.occasion, rows)),
    )


def _refusal(scene: Scene, paragraph: Paragraph, text: str, name: str) -> Refusal | None:
    refusal = closed_text(scene, paragraph, beside=True) or refuse_words(paragraph, text)
    if refusal is None and name:
        refusal = refuse_name(paragraph, scene.next_ordinal, name)
    return refusal


def _file(scene: Scene, body: str, name: str) -> str:
    source = EMPTY_FRONT_MATTER
    if name:
        source = with_field(source, ("name",), name)
    if scene.occasion.parties:
        source = with_field(source, ("by",), list(scene.occasion.parties))
    if scene.occasion.meeting:
        source = with_field(source, ("since",), scene.occasion.meeting)
    return f"{source}{body}\n" if body else source
