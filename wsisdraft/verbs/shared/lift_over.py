"""Brackets over whole paragraphs lifted: entries of the chapter's file."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.notation.change import Change, Record
from wsisdraft.notation.rewriting import rewritten, without_field
from wsisdraft.text.draft import Chapter
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.trailers import trailers


def lift_over(scene: Scene, chapter: Chapter, names: Sequence[str]) -> Change | Refusal:
    """Lift brackets over whole paragraphs of a chapter by their handles; all where none is named.

    The paragraphs stay as they are.
    """
    ref = str(chapter.address)
    handles = tuple(dict.fromkeys(name.strip().lower() for name in names)) or tuple(
        chapter.brackets
    )
    unknown = [handle for handle in handles if handle not in chapter.brackets]
    told = quoted(", ".join(unknown)) if unknown else "anything"
    if unknown or not handles:
        has = ", ".join(chapter.brackets) or "none"
        return refuse(
            "unknown-bracket",
            f"{ref} has no bracket over whole paragraphs called {told}.",
            f"It has {has}. Brackets inside a paragraph are lifted there.",
            ref=ref,
        )
    source = chapter.source
    rows = [("Ref", ref)]
    for handle in handles:
        source = without_field(source, ("brackets", handle), yaml=True)
        entry = chapter.brackets[handle]
        by = f"; by {', '.join(entry.by)}" if entry.by else ""
        rows.append(("Lifted", f"{handle} over {entry.over}{by}"))
    return Change(
        rewritten(chapter.path, chapter.source, source),
        record=Record(
            f"{ref}: brackets lifted, {', '.join(handles)}", trailers("lift", scene.occasion, rows)
        ),
    )
