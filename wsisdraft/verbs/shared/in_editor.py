"""Words written in the user's editor: what is laid out, what is read back, what is kept."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from wsisdraft.carry_out import DONE, leave, refused, telling
from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.tidying import tidy_characters
from wsisdraft.rules.rule import argument
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import fingerprint, wording
from wsisdraft.verbs.shared.new_words import NewWords, Way
from wsisdraft.verbs.shared.target import Target
from wsisdraft.verbs.shared.trailers import bracket_said
from wsisdraft.view import Needs, Options, View

if TYPE_CHECKING:
    from wsisdraft.repository.clone import Clone

SCISSORS = "# ------------------------ >8 ------------------------"
"""Everything from this line on is left out of what was written."""

_NEVER = "Nothing is recorded if the words stay as they are, or if the editor ends with an error."


@frozen
class _Nothing:
    """Why nothing comes of what the editor left, and what of it is to be kept."""

    refusal: Refusal
    words: bytes = b""


def from_editor(way: Way, ref: str, given: Options, record: Callable[[NewWords], None]) -> None:
    """Has the user write new words for a text, then has them recorded; ends the program.

    `record` ends as a verb does. Words that do not go on record are kept aside, and told with the
    command that gives them again.
    """
    with telling(given):
        view = View.of_branch(given.repo)
        target = _opened(view, ref, given, way)
        if isinstance(target, Refusal):
            leave(refused(target, given, view.sources))
        again = f"wsisdraft {way.verb} {target.ref}{target.option}{way.more}"
        below = _below(target, way.rules)
        words = _written(view.clone, target, below)
        if isinstance(words, _Nothing):
            code = refused(words.refusal, given, view.sources)
            if words.words.strip():
                _keep(view.clone, again, words.words, target)
            leave(code)
    try:
        record(NewWords(whole=words, seen=fingerprint(target.worded.body)))
    except BaseException as ended:
        done = isinstance(ended, SystemExit) and ended.code == DONE and not given.dry_run
        if not done and words != wording(target.worded.body):
            with telling(given):
                _keep(view.clone, again, f"{words}\n".encode(), target)
        raise


def _opened(view: View, ref: str, given: Options, way: Way) -> Target | Refusal:
    """The text that is laid out, if the verb may touch it at all."""
    scene = view.scene([ref], given, Needs.NOTHING)
    if isinstance(scene, Refusal):
        return scene
    return view.edited(scene) or way.opening(scene, None)


def _written(clone: Clone, target: Target, below: str) -> str | _Nothing:
    """The wording that the user left above the scissors."""
    from wsisdraft.repository.editor import editor_of, run_editor, scratch

    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    editor = editor_of(clone, os.environ, terminal=terminal)
    if not editor:
        return _Nothing(_no_editor(target))
    laid_out = f"{tidy_characters(wording(target.worded.body)) or chr(10)}{below}"
    with scratch(clone, target.name, laid_out) as place:
        code = run_editor(editor, place)
        try:
            data = place.read_bytes()
        except OSError:
            data = b""
    if code:
        changed = data if data != laid_out.encode() else b""
        return _Nothing(_ended(editor, code, target), changed.partition(SCISSORS.encode())[0])
    try:
        return _read_back(data.decode("utf-8"), target, below)
    except UnicodeDecodeError:
        return _Nothing(_no_text(target), data)


def _read_back(written: str, target: Target, below: str) -> str | _Nothing:
    """The words above the scissors; where these are gone, all lines that did not stand below."""
    words, scissors, rest = tidy_characters(written).partition(f"{SCISSORS}\n")
    ours = set(below.splitlines())
    if not scissors:
        words = "".join(f"{line}\n" for line in words.splitlines() if line not in ours)
    if wording(words):
        return wording(words)
    lost = [line for line in rest.splitlines() if line.strip() and line not in ours]
    if lost:
        return _Nothing(_below_the_scissors(target), "\n".join(lost).encode())
    return _Nothing(_nothing_written(target))


def _below(target: Target, rules: Sequence[str]) -> str:
    worded = target.worded
    lines = [
        f"The words of {target.name}, {target.paragraph.status}. This line and all below are left",
        "out of them.",
        *rules,
    ]
    for bracket in worded.marks.brackets:
        entry = worded.brackets.get(bracket.handle or "")
        if entry is not None:
            words = " ".join(without_ties(bracket.inside.of(worded.body)).split())
            lines.append(f"  {bracket_said(bracket.handle or '', words, entry)}")
    lines.append(_NEVER)
    told = "".join(f"# {line}\n" for line in lines)
    return f"{SCISSORS}\n{told}"


def _nothing_written(target: Target) -> Refusal:
    return refuse(
        "no-words",
        "No words were left, so nothing is done.",
        f"wsisdraft delete {target.ref} deletes a paragraph.",
        ref=target.ref,
    )


def _below_the_scissors(target: Target) -> Refusal:
    return refuse(
        "no-words",
        "The words stand below the line that cuts them off, so nothing is done.",
        "Write them above that line.",
        ref=target.ref,
    )


def _no_text(target: Target) -> Refusal:
    return refuse(
        "text-characters",
        "What the editor left is no text in UTF-8, so nothing is done.",
        "Have the editor save UTF-8.",
        ref=target.ref,
    )


def _ended(editor: str, code: int, target: Target) -> Refusal:
    from wsisdraft.text.quoting import quoted

    how = "was interrupted" if code == 130 else f"ended with the code {code}"
    return refuse(
        "editor-failed",
        f"The editor {quoted(editor)} {how}, so nothing is done.",
        "Name another with GIT_EDITOR, or give the words with --replace Q --with T, --text T or "
        "--file F.",
        ref=target.ref,
    )


def _no_editor(target: Target) -> Refusal:
    return refuse(
        "no-editor",
        "It is not said in which words, and there is no editor to ask for them.",
        "Give --replace Q --with T, --text T or --file F, or name an editor with EDITOR.",
        ref=target.ref,
    )


def _keep(clone: Clone, again: str, data: bytes, target: Target) -> None:
    """Puts the words aside; tells where, and how to give them again."""
    from wsisdraft.repository.editor import keep
    from wsisdraft.repository.git import shown

    place = shown(str(keep(clone, target.name, data)))
    sys.stdout.flush()
    sys.stderr.write(f"Your words are kept in {place}\nhelp: {again} --file {argument(place)}\n")
