"""The words a verb acts on: a paragraph's own, or those of one of its alternatives."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.notation.change import Change, Decision, Record
from wsisdraft.notation.rewriting import rewritten
from wsisdraft.rules.rule import argument, at_words, in_body
from wsisdraft.text.finding import Finding, Refusal, Unchanged, misused, refuse
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Alternative, Paragraph, Worded
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.alternatives import named
from wsisdraft.verbs.shared.closed_text import closed_text
from wsisdraft.verbs.shared.trailers import trailers

__all__ = ["Target", "open_target", "target"]

IN = "In"
"""The trailer that names the alternative whose words are concerned."""


@frozen
class Target:
    """A body with its entries, in a scene."""

    scene: Scene
    paragraph: Paragraph
    worded: Worded

    @property
    def ref(self) -> str:
        return str(self.paragraph.address)

    @property
    def name(self) -> str:
        """`vision/B.21`, or `ALT 1 of vision/B.21`."""
        if isinstance(self.worded, Alternative):
            return f"{self.worded.name} of {self.ref}"
        return self.ref

    @property
    def option(self) -> str:
        """What a command says besides the REF to mean these words."""
        if isinstance(self.worded, Alternative):
            return f" --alt {argument(self.worded.name)}"
        return ""

    @property
    def by(self) -> str:
        """The option that names on whose behalf the verb is given, for a next command."""
        parties = self.scene.occasion.parties
        return "".join(f" --by {argument(party)}" for party in parties) or " --by WHO"

    @property
    def shows(self) -> str:
        """The command that shows these words."""
        if isinstance(self.worded, Alternative):
            return f"wsisdraft alt show {self.ref} {argument(self.worded.name)}"
        return f"wsisdraft show {self.ref}"

    def finding(self, offset: int | None, rule: str, message: str, remedy: str) -> Finding:
        """A finding at a character of the body, or at its first words."""
        place = at_words(self.worded) if offset is None else in_body(self.worded, offset)
        return Finding(place, rule, message, remedy, ref=self.ref)

    def refuse(self, offset: int | None, rule: str, message: str, remedy: str) -> Refusal:
        """A refusal for a single reason, at a character of the body or at its first words."""
        return Refusal((self.finding(offset, rule, message, remedy),))

    def change(
        self,
        source: str,
        verb: str,
        told: str,
        rows: Sequence[tuple[str, str]],
        notes: tuple[str, ...] = (),
    ) -> Decision:
        """The change that gives the file a new text; `told` goes on after the REF on record."""
        ref, worded = self.ref, self.worded
        if source == worded.source:
            return Unchanged(ref, f"{self.name} reads so already.")
        subject = f"{ref}: {told}"
        if not isinstance(worded, Alternative):
            record = Record(subject, trailers(verb, self.scene.occasion, [("Ref", ref), *rows]))
            edits = rewritten(worded.path, worded.source, source)
            return Change(edits, record=record, notes=notes)
        from wsisdraft.verbs.shared.in_step import in_step

        step = in_step(self.scene, self.paragraph, worded, source)
        if isinstance(step, Refusal):
            return step
        every = [("Ref", ref), (IN, worded.name), *step.rows, *rows]
        record = Record(f"{subject}, in {worded.name}", trailers(verb, self.scene.occasion, every))
        return Change(step.edits, branches=step.branches, record=record, notes=notes)


def target(scene: Scene, alternative: str, doing: str) -> Target | Refusal:
    """The words of the one paragraph meant, or of its alternative of that name or ordinal.

    `doing` says what is done in one paragraph at a time, as a passive: `Words are bracketed`.
    """
    paragraph = scene.one()
    if paragraph is None:
        return misused("several", f"{doing} in one paragraph at a time.", "Name one: B.21.")
    if not alternative:
        return Target(scene, paragraph, paragraph)
    found = named(paragraph, alternative)
    return found if isinstance(found, Refusal) else Target(scene, paragraph, found)


def open_target(scene: Scene, alternative: str, doing: str) -> Target | Refusal:
    """The same, refused where the words are settled or deleted, or where there are none."""
    words = target(scene, alternative, doing)
    if isinstance(words, Refusal):
        return words
    refusal = closed_text(scene, words.paragraph)
    if refusal is None and not words.worded.body.strip():
        refusal = _no_words(words)
    return refusal or words


def _no_words(words: Target) -> Refusal:
    """A paragraph of which only alternatives are on the table, or an alternative without text."""
    ref = words.ref
    others = [a for a in words.paragraph.alternatives if a.body.strip()]
    remedy = f"wsisdraft alt add {ref} --text T puts a wording on the table."
    if others:
        name = argument(others[0].name)
        remedy = f"Give --alt {name} to act on an alternative's words; {remedy}"
    return refuse(
        "no-base-text",
        f"{words.name} has no words of its own.",
        remedy,
        place=at_words(words.worded),
        ref=ref,
    )
