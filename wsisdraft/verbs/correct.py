"""correct: an editorial correction of settled text, the agreement kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeAlias

import typer

from wsisdraft.carry_out import change_as_set, leave, refused, telling
from wsisdraft.notation.change import Change, Record
from wsisdraft.notation.paragraph_file import read_paragraph
from wsisdraft.notation.rewriting import rewritten, with_field
from wsisdraft.rules.agreed_text_changed import broken
from wsisdraft.rules.open_placeholder import placeholder_findings
from wsisdraft.rules.rule import argument
from wsisdraft.rules.unbalanced_bracket import stray_findings
from wsisdraft.rules.unresolved_bracket import bracket_findings
from wsisdraft.text.finding import Refusal, Unchanged, misused
from wsisdraft.text.frozen import altered
from wsisdraft.text.paragraph import fingerprint
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.edit import given_words
from wsisdraft.verbs.new_words import (
    NewWords,
    Replace,
    Text,
    TextFile,
    With,
    drafted,
    tidy_source,
)
from wsisdraft.verbs.options import Match, OneRef, Options, changing
from wsisdraft.verbs.target import Target, target
from wsisdraft.verbs.trailers import trailers
from wsisdraft.view import Needs, View

Setting: TypeAlias = tuple[Scene, Callable[[], Change | Refusal | Unchanged]]

RULES = (
    "They are agreed: what is written goes on record as an editorial correction, and the",
    "agreement stays. No bracket but a footnote's, no blank, no alternative.",
)
"""What may be written, for whoever writes in an editor."""

_WHY = "corrected"


def correct(scene: Scene, words: NewWords, why: str) -> Change | Refusal | Unchanged:
    """Correct a slip in settled text: status and settlement stay, the fingerprint is the new one.

    Both fingerprints and the reason go on record. That a correction is editorial nobody but the
    secretariat can judge; brackets, blanks and strays are refused.
    """
    meant = settled_words(scene, why)
    if isinstance(meant, Refusal):
        return meant
    source = drafted(meant, words)
    return source if isinstance(source, Refusal) else corrected(meant, source, why)


def settled_words(scene: Scene, why: str) -> Target | Refusal:
    """The words meant, refused where they are open or not those that were agreed."""
    if not why.strip():
        return misused("no-reason", "A reason belongs to it.", "Add --why TEXT.")
    meant = target(scene, "", "Words are corrected")
    if isinstance(meant, Refusal):
        return meant
    ref, paragraph = meant.ref, meant.paragraph
    if not scene.text.process.ladder.settled(paragraph.status) or paragraph.settled is None:
        return meant.refuse(
            None,
            "not-settled",
            f"{ref} is {paragraph.status}; what is not settled needs no correction.",
            f"wsisdraft edit {ref} gives it another wording.",
        )
    if paragraph in broken(scene.text):
        return meant.refuse(
            None,
            "agreed-text-changed",
            f"{ref} does not read as it was agreed, so there is nothing to correct from.",
            f"Put the agreed words back, or wsisdraft reopen {ref} --why TEXT.",
        )
    return meant


def corrected(meant: Target, source: str, why: str) -> Change | Refusal | Unchanged:
    """The change to a drafted source."""
    tidy = _open_again(meant, source) or tidy_source(meant, source)
    if not isinstance(tidy, str):
        return tidy
    ref, was = meant.ref, meant.paragraph
    body = tidy[was.body_start :]
    new = with_field(tidy, ("settled", "text"), fingerprint(body))
    settled = was.settled.text if was.settled else fingerprint(was.body)
    rows = [
        ("Ref", ref),
        ("Wording", f"{settled} -> {fingerprint(body)}"),
        ("Why", why),
    ]
    record = Record(f"{ref}: corrected, {why}", trailers("correct", meant.scene.occasion, rows))
    return Change(rewritten(was.path, was.source, new), record=record)


def _open_again(meant: Target, source: str) -> Refusal | None:
    """Brackets, blanks and strays that the new words hold."""
    was = meant.paragraph
    now, _ = read_paragraph(was.address, was.path, source)
    findings = (
        *stray_findings(now, meant.ref),
        *bracket_findings(now, _WHY),
        *placeholder_findings(now, _WHY),
    )
    if not findings:
        return None
    remedy = f"Leave it out; wsisdraft reopen {meant.ref} --why TEXT, if the room goes back to it."
    return Refusal(tuple(altered(finding, remedy=remedy) for finding in findings))


def setting(view: View, ref: str, given: Options, words: NewWords, why: str) -> Setting | Refusal:
    """The scene; findings about the new words show the lines as they would read."""
    scene = view.scene([ref], given, Needs.NOTHING)
    if isinstance(scene, Refusal):
        return scene

    def decide() -> Change | Refusal | Unchanged:
        meant = settled_words(scene, why)
        if isinstance(meant, Refusal):
            return meant
        source = drafted(meant, words)
        if isinstance(source, Refusal):
            return source
        view.sources[meant.worded.path] = source
        return corrected(meant, source, why)

    return scene, decide


@changing
def command(
    given: Options,
    ref: OneRef,
    why: Annotated[
        str,
        typer.Option(help="What is corrected, and why; it goes on record.", metavar="TEXT"),
    ] = "",
    replace: Replace = None,
    by_words: With = None,
    match: Match = 0,
    text: Text = None,
    file: TextFile = None,
) -> None:
    """Correct a slip in agreed text: it stays agreed, as of the day it was.

    Both wordings and the reason are on record. What goes beyond a slip of the pen is for
    `wsisdraft reopen`.

    Example: wsisdraft correct B.2 --replace "developping" --with "developing" --why "a misspelling"
    """

    def record(words: NewWords) -> None:
        change_as_set(lambda view: setting(view, ref, given, words, why), given)

    if not why.strip():
        with telling(given):
            told = misused("no-reason", "A reason belongs to it.", "Add --why TEXT.")
            leave(refused(told, given, {}))
    words = given_words(replace, by_words, match, text, file, given)
    if words is not None:
        record(words)
        return
    from wsisdraft.verbs.in_editor import from_editor

    more = f" --why {argument(why)}"
    from_editor("correct", ref, given, lambda scene: settled_words(scene, why), RULES, record, more)
