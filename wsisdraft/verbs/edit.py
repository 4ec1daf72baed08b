"""edit: a new wording of open text."""

from __future__ import annotations

from wsisdraft.notation.change import Decision
from wsisdraft.text.finding import Refusal
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.closed_text import closed_text
from wsisdraft.verbs.shared.edited import edited
from wsisdraft.verbs.shared.giving_words import Said, decided, give_words
from wsisdraft.verbs.shared.new_words import NewWords, Replace, Text, TextFile, Way, With
from wsisdraft.verbs.shared.options import Alt, Match, OneRef, Options, changing
from wsisdraft.verbs.shared.target import Target, open_target, target
from wsisdraft.view import Needs

RULES = (
    "  [words]      in brackets; brackets balance inside the paragraph",
    "  [words]{#b1} in brackets with a record; without {#b1} the record of it goes",
    "  \\[           the sign itself",
    "Refused are a bracket without its partner, and a {#b7} of which nothing is on record.",
)
"""What may be written, for whoever writes in an editor."""


def edit(scene: Scene, words: NewWords, *, alternative: str = "") -> Decision:
    """Give open text another wording; what is on record of brackets that go, goes to the record.

    With an alternative's name its words change, in its file and on its branch.
    """
    return decided(scene, _way(alternative), words)


def _way(alternative: str) -> Way:
    return Way(
        "edit",
        lambda scene, words: open_words(scene, alternative, words),
        edited,
        RULES,
        needs=Needs.BRANCHES if alternative else Needs.NOTHING,
    )


def open_words(scene: Scene, alternative: str, words: NewWords | None) -> Target | Refusal:
    """The words meant, refused where they are settled or deleted, or have nothing to replace."""
    if words is not None and words.replaced:
        return open_target(scene, alternative, "Words are edited")
    meant = target(scene, alternative, "Words are edited")
    if isinstance(meant, Refusal):
        return meant
    return closed_text(scene, meant.paragraph) or meant


@changing
def command(
    given: Options,
    ref: OneRef,
    replace: Replace = None,
    by_words: With = None,
    match: Match = 0,
    text: Text = None,
    file: TextFile = None,
    alt: Alt = "",
) -> None:
    """Give open text another wording: replace some words, or all, or write in your editor.

    Without words the editor of git opens on a file of the words. What does not go on record is
    kept aside, and you are told where.

    Examples: wsisdraft edit B.21 --replace "also calls" --with "calls"
              wsisdraft edit B.21 --file new.md
              wsisdraft edit B.21
    """
    give_words(_way(alt), ref, given, Said(replace, by_words, match, text, file))
