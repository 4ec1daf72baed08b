"""correct: an editorial correction of settled text, the agreement kept."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import leave, refused, telling
from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.notation.paragraph_file import read_paragraph
from wsisdraft.notation.rewriting import rewritten, with_field
from wsisdraft.rules.agreed_text_changed import broken
from wsisdraft.rules.open_placeholder import placeholder_findings
from wsisdraft.rules.rule import argument
from wsisdraft.rules.unbalanced_bracket import stray_findings
from wsisdraft.rules.unresolved_bracket import bracket_findings
from wsisdraft.text.finding import Refusal, misused
from wsisdraft.text.frozen import altered
from wsisdraft.text.paragraph import fingerprint
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.giving_words import Said, decided, give_words
from wsisdraft.verbs.shared.new_words import (
    NewWords,
    Replace,
    Text,
    TextFile,
    Way,
    With,
    tidy_source,
)
from wsisdraft.verbs.shared.options import Match, OneRef, Options, changing
from wsisdraft.verbs.shared.target import Target, target
from wsisdraft.verbs.shared.trailers import trailers

RULES = (
    "They are agreed: what is written goes on record as an editorial correction, and the",
    "agreement stays. No bracket but a footnote's, no blank, no alternative.",
)
"""What may be written, for whoever writes in an editor."""

_WHY = "corrected"


def correct(scene: Scene, words: NewWords, why: str) -> Decision:
    """Correct a slip in settled text: status and settlement stay, the fingerprint is the new one.

    Both fingerprints and the reason go on record. That a correction is editorial nobody but the
    secretariat can judge; brackets, blanks and strays are refused.
    """
    return decided(scene, _way(why), words)


def _way(why: str) -> Way:
    return Way(
        "correct",
        lambda scene, _: settled_words(scene, why),
        lambda meant, source: corrected(meant, source, why),
        RULES,
        more=f" --why {argument(why)}",
    )


def settled_words(scene: Scene, why: str) -> Target | Refusal:
    """The words meant, refused where they are open or not those that were agreed."""
    if not why.strip():
        return _no_reason()
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


def _no_reason() -> Refusal:
    return misused("no-reason", "A reason belongs to it.", "Add --why TEXT.")


def corrected(meant: Target, source: str, why: str) -> Decision:
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
    if not why.strip():
        with telling(given):
            leave(refused(_no_reason(), given, {}))
    give_words(_way(why), ref, given, Said(replace, by_words, match, text, file))
