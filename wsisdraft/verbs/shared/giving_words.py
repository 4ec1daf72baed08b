"""How the verbs that give a text other words go about it: options or an editor, then a decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wsisdraft.carry_out import change_as_set, leave, refused, telling
from wsisdraft.notation.change import Decision
from wsisdraft.text.finding import Refusal, misused
from wsisdraft.text.frozen import frozen
from wsisdraft.text.scene import Scene
from wsisdraft.verbs.shared.new_words import NewWords, Way, drafted, pairs
from wsisdraft.verbs.shared.options import Options
from wsisdraft.verbs.shared.words_given import words_given
from wsisdraft.view import View

if TYPE_CHECKING:
    from wsisdraft.carry_out import Setting

__all__ = ["Said", "decided", "give_words"]


@frozen
class Said:
    """The words as the options of one call give them."""

    replace: Sequence[str] | None
    by: Sequence[str] | None
    """One for each of `replace`."""
    match: int
    text: str | None
    file: str | None


def decided(
    scene: Scene, way: Way, words: NewWords, shown: dict[str, str] | None = None
) -> Decision:
    """The decision about new words; `shown` gets the drafted source, for the lines of findings."""
    meant = way.opening(scene, words)
    if isinstance(meant, Refusal):
        return meant
    source = drafted(meant, words)
    if isinstance(source, Refusal):
        return source
    if shown is not None:
        shown[meant.worded.path] = source
    return way.closing(meant, source)


def give_words(way: Way, ref: str, given: Options, said: Said) -> None:
    """Carry out such a verb, and end; without words the user's editor asks for them."""

    def setting(view: View, words: NewWords) -> Setting | Refusal:
        scene = view.scene([ref], given, way.needs)
        if isinstance(scene, Refusal):
            return scene
        return scene, lambda: decided(scene, way, words, view.sources)

    def record(words: NewWords) -> None:
        change_as_set(lambda view: setting(view, words), given)

    words = _given(said, given)
    if words is not None:
        record(words)
        return
    from wsisdraft.verbs.shared.in_editor import from_editor

    from_editor(way, ref, given, record)


def _given(said: Said, given: Options) -> NewWords | None:
    """The words; None where an editor is to ask for them."""
    with telling(given):
        some = bool(said.replace or said.by)
        if some + (said.text is not None) + (said.file is not None) > 1:
            told = misused(
                "malformed-words",
                "The words are given in more than one way.",
                "Give --replace Q --with T, or --text T, or --file F; or none for your editor.",
            )
            leave(refused(told, given, {}))
        replaced = pairs(said.replace, said.by, said.match)
        if isinstance(replaced, Refusal):
            leave(refused(replaced, given, {}))
    if replaced:
        return NewWords(replaced, match=said.match)
    if said.text is None and said.file is None:
        return None
    return NewWords(whole=words_given(text=said.text, file=said.file, options=given))
