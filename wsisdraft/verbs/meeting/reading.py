"""meeting reading: the reading of a chapter that the room has come to."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.notation.rewriting import rewritten, with_field
from wsisdraft.notation.shapes import READING
from wsisdraft.text.draft import Chapter
from wsisdraft.text.finding import Refusal, Unchanged, misused, refuse
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.meetings import unreadable
from wsisdraft.verbs.shared.options import Options, Ref, changing_with
from wsisdraft.verbs.shared.trailers import trailers

VERB = "meeting reading"
NONE = "none"
"""How a record calls it that no reading has begun."""


def meeting_reading(scene: Scene, word: str, *, why: str = "") -> Decision:
    """Record the reading a chapter has come to: the next one where none is named.

    Going back to an earlier one needs a reason.
    """
    chapters = [c for a in scene.chapters if (c := scene.text.chapter(a)) is not None]
    spoken = scene.selection.spoken
    if len(chapters) != 1 or len(scene.selection.scope.parts) != 1:
        return misused(
            "malformed-ref",
            f"{spoken} is no whole chapter; a reading is one of a chapter.",
            "Name one chapter, as vision/B.",
        )
    chapter = chapters[0]
    reading = _meant(chapter, word)
    if isinstance(reading, Refusal):
        return reading
    if reading == chapter.reading:
        return Unchanged(spoken, f"{spoken} is in its {reading} reading already.")
    refusal = _back(chapter, reading, why) or unreadable(scene.text, chapter.path)
    if refusal is not None:
        return refusal
    source = with_field(chapter.source, ("reading",), reading, yaml=True)
    rows = [("Ref", spoken), ("Reading", f"{chapter.reading or NONE} -> {reading}")]
    rows += [("Why", why.strip())] if why.strip() else []
    return Change(
        rewritten(chapter.path, chapter.source, source),
        record=Record(f"{spoken}: {reading} reading", trailers(VERB, scene.occasion, rows)),
    )


def _meant(chapter: Chapter, word: str) -> str | Refusal:
    """The reading named, or the one after that which the chapter is in."""
    words = READING.words
    if word:
        if word.casefold() in words:
            return word.casefold()
        return misused(
            "malformed-reading",
            f"{quoted(word)} is no reading.",
            f"Readings: {', '.join(words)}.",
        )
    at = words.index(chapter.reading) + 1 if chapter.reading in words else 0
    if at == len(words):
        return refuse(
            "last-reading",
            f"{chapter.address} is in its {chapter.reading} reading, and there is none after it.",
            f"wsisdraft meeting reading {chapter.address} {words[0]} --why TEXT goes back.",
            ref=str(chapter.address),
        )
    return words[at]


def _back(chapter: Chapter, reading: str, why: str) -> Refusal | None:
    """A reading that was done is gone back to with a reason only."""
    words = READING.words
    earlier = chapter.reading in words and words.index(reading) < words.index(chapter.reading)
    if not earlier or why.strip():
        return None
    ref = str(chapter.address)
    return misused(
        "no-reason",
        f"{ref} is in its {chapter.reading} reading; going back needs a reason.",
        f"wsisdraft meeting reading {ref} {reading} --why TEXT",
    )


@changing_with("meeting", "on")
def command(
    given: Options,
    ref: Ref,
    reading: Annotated[
        str,
        typer.Argument(
            help="first, second or third; the next one if left out.",
            metavar="[READING]",
            autocompletion=lambda incomplete: [
                word for word in READING.words if word.startswith(incomplete.lower())
            ],
            show_default=False,
        ),
    ] = "",
    why: Annotated[str, typer.Option(help="Why the room goes back.", metavar="TEXT")] = "",
) -> None:
    """Record the reading a chapter has come to: first, second, third.

    Examples: wsisdraft meeting reading vision/B
              wsisdraft meeting reading vision/B first --why "the text is a new one"
    """
    change(
        lambda scene: meeting_reading(scene, reading.strip(), why=why),
        [ref],
        given,
    )
