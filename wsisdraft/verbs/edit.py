"""edit: a new wording of open text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from wsisdraft.carry_out import change_as_set, leave, refused, telling, words_given
from wsisdraft.notation.change import Change
from wsisdraft.text.finding import Refusal, Unchanged, misused
from wsisdraft.text.paragraph import fingerprint
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.new_words import (
    NewWords,
    Replace,
    Text,
    TextFile,
    With,
    drafted,
    gone,
    pairs,
    tidy_source,
)
from wsisdraft.verbs.options import Alt, Match, OneRef, Options, changing
from wsisdraft.verbs.target import Target, closed_text, open_target, target
from wsisdraft.view import Needs, View

Setting: TypeAlias = tuple[Scene, Callable[[], Change | Refusal | Unchanged]]

RULES = (
    "  [words]      in brackets; brackets balance inside the paragraph",
    "  [words]{#b1} in brackets with a record; without {#b1} the record of it goes",
    "  \\[           the sign itself",
    "Refused are a bracket without its partner, and a {#b7} of which nothing is on record.",
)
"""What may be written, for whoever writes in an editor."""


def edit(scene: Scene, words: NewWords, *, alternative: str = "") -> Change | Refusal | Unchanged:
    """Give open text another wording; what is on record of brackets that go, goes to the record.

    With an alternative's name its words change, in its file and on its branch.
    """
    meant = open_words(scene, alternative, words)
    if isinstance(meant, Refusal):
        return meant
    source = drafted(meant, words)
    return source if isinstance(source, Refusal) else edited(meant, source)


def open_words(scene: Scene, alternative: str, words: NewWords | None = None) -> Target | Refusal:
    """The words meant, refused where they are settled or deleted, or have nothing to replace."""
    if words is not None and words.replaced:
        return open_target(scene, alternative, "Words are edited")
    meant = target(scene, alternative, "Words are edited")
    if isinstance(meant, Refusal):
        return meant
    return closed_text(scene, meant.paragraph) or meant


def edited(meant: Target, source: str) -> Change | Refusal | Unchanged:
    """The change to a drafted source."""
    tidy = tidy_source(meant, source)
    if not isinstance(tidy, str):
        return tidy
    worded = meant.worded
    body = source[worded.body_start :]
    wordings = f"{fingerprint(worded.body)} -> {fingerprint(body)}"
    rows = [("Wording", wordings), *gone(worded, source, worded.body_start)]
    by = f", by {meant.scene.occasion.by}" if meant.scene.occasion.by else ""
    return meant.change(tidy, "edit", f"edited{by}", rows)


def setting(
    view: View, ref: str, given: Options, words: NewWords, alternative: str
) -> Setting | Refusal:
    """The scene; findings about the new words show the lines as they would read."""
    scene = view.scene([ref], given, Needs.BRANCHES if alternative else Needs.NOTHING)
    if isinstance(scene, Refusal):
        return scene

    def decide() -> Change | Refusal | Unchanged:
        meant = open_words(scene, alternative, words)
        if isinstance(meant, Refusal):
            return meant
        source = drafted(meant, words)
        if isinstance(source, Refusal):
            return source
        view.sources[meant.worded.path] = source
        return edited(meant, source)

    return scene, decide


def given_words(
    replace: list[str] | None,
    by: list[str] | None,
    match: int,
    text: str | None,
    file: str | None,
    given: Options,
) -> NewWords | None:
    """The words as the options give them; None where an editor is to ask for them."""
    with telling(given):
        if bool(replace or by) + (text is not None) + (file is not None) > 1:
            told = misused(
                "malformed-words",
                "The words are given in more than one way.",
                "Give --replace Q --with T, or --text T, or --file F; or none for your editor.",
            )
            leave(refused(told, given, {}))
        replaced = pairs(replace, by, match)
        if isinstance(replaced, Refusal):
            leave(refused(replaced, given, {}))
    if replaced:
        return NewWords(replaced, match=match)
    if text is None and file is None:
        return None
    return NewWords(whole=words_given(text=text, file=file, options=given))


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

    def record(words: NewWords) -> None:
        change_as_set(lambda view: setting(view, ref, given, words, alt), given)

    words = given_words(replace, by_words, match, text, file, given)
    if words is not None:
        record(words)
        return
    from wsisdraft.verbs.in_editor import from_editor

    from_editor("edit", ref, given, lambda scene: open_words(scene, alt), RULES, record)
