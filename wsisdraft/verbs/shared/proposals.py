"""What a proposal from the floor puts into the words: a choice, an insertion, words in question."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.bracketing import around, bracketed
from wsisdraft.notation.change import Decision
from wsisdraft.notation.clean import opening_words, without_ties
from wsisdraft.notation.entries import brackets_of
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.handles import next_handle
from wsisdraft.notation.inserting import gap
from wsisdraft.notation.obstacles import pair_around
from wsisdraft.notation.passages import as_spoken
from wsisdraft.notation.scanner import APART, scan
from wsisdraft.notation.splicing import spliced
from wsisdraft.text.bracket import Bracket
from wsisdraft.text.finding import Refusal, Unchanged
from wsisdraft.text.paragraph import BracketEntry
from wsisdraft.text.span import Span
from wsisdraft.verbs.shared.bracket_cuts import cutting, misread
from wsisdraft.verbs.shared.entry_fields import entry_fields
from wsisdraft.verbs.shared.proposed_words import ProposedWords, proposed_words
from wsisdraft.verbs.shared.target import Target
from wsisdraft.verbs.shared.trailers import bracket_said

__all__ = ["beside", "deleted", "inserted", "replaced"]

INSERTION, REPLACEMENT, DELETION, BASE = "insertion", "replacement", "deletion", "base"


def replaced(
    target: Target, span: Span, text: str, note: str = "", submission: str = ""
) -> Decision:
    """A choice between words and new ones, or one more member of the choice they are in.

    `submission` is the proposal that the new words came in with, if they did.
    """
    worded = target.worded
    there = pair_around(worded.body, worded.marks, span)
    joins = there is not None and _may_join(target, worded.marks.brackets[there])
    base = "" if joins else next_handle(worded)
    handle = next_handle(worded, taken=[base])
    words = proposed_words(target, text, "--with", [base, handle])
    if isinstance(words, Refusal):
        return words
    if as_spoken(words.plain) == as_spoken(without_ties(span.of(worded.body))):
        return target.refuse(
            span.start,
            "same-words",
            "These are the words that stand there.",
            "Give other words, or propose nothing.",
        )
    entry = _entry(target, note, REPLACEMENT, submission)
    if there is None or not joins:
        entries = {
            base: entry_fields(target.scene.occasion, proposal=BASE),
            handle: entry,
            **words.entries,
        }
        splices = [*around(span, base), (Span(span.end, span.end), words.bracketed(handle))]
        return _proposed(target, splices, entries, words, handle, choice=(base, handle))
    return _joined(target, there, handle, words, entry)


def _joined(
    target: Target, there: int, handle: str, words: ProposedWords, entry: Fields
) -> Decision:
    """A further member of the choice that the words are in, or with the words in brackets."""
    marks = target.worded.marks
    choice = marks.choice_of(there) or (there,)
    members = [marks.brackets[position] for position in choice]
    same = _same(target, members, words)
    if same is not None:
        return same
    name = _on_record(target, marks.brackets[there]).choice
    last = marks.brackets[there].after if name else max(pair.after for pair in members)
    if name:
        entry["choice"] = name
    return _proposed(
        target,
        [(Span(last, last), words.bracketed(handle))],
        {handle: entry, **words.entries},
        words,
        handle,
        choice=(*(pair.handle for pair in members), handle),
    )


def _may_join(target: Target, pair: Bracket) -> bool:
    """Whether other words may compete with a bracket by touching it."""
    entry = _on_record(target, pair)
    return pair.role.unresolved and not entry.group and entry.choice != APART


def _on_record(target: Target, pair: Bracket) -> BracketEntry:
    return target.worded.brackets.get(pair.handle or "", BracketEntry())


def inserted(
    target: Target, offset: int, text: str, note: str = "", submission: str = ""
) -> Decision:
    """Words put in at a place of the body, or moved to the word before where they hug it."""
    worded = target.worded
    handle = next_handle(worded)
    words = proposed_words(target, text, "--insert", [handle])
    if isinstance(words, Refusal):
        return words
    place = gap(worded.body, offset, words.plain)
    doing = "An insertion here"
    refusal = cutting(target, Span(place.offset, place.offset), doing=doing)
    if refusal is not None:
        return refusal
    same = _same(target, beside(target, place.offset), words)
    if same is not None:
        return same
    new = f"{place.before}{words.bracketed(handle)}{place.after}"
    entries = {handle: _entry(target, note, INSERTION, submission), **words.entries}
    at = Span(place.offset, place.offset)
    return _proposed(target, [(at, new)], entries, words, handle)


def beside(target: Target, offset: int) -> Iterator[Bracket]:
    """The brackets that follow each other with nothing but blanks between from a place on."""
    body, brackets = target.worded.body, target.worded.marks.brackets
    beginning = {pair.start: pair for pair in brackets}
    ending = {pair.after: pair for pair in brackets}
    end = start = offset
    while True:
        end = len(body) - len(body[end:].lstrip())
        pair = beginning.get(end)
        if pair is None:
            break
        yield pair
        end = pair.after
    while True:
        start = len(body[:start].rstrip())
        pair = ending.get(start)
        if pair is None:
            return
        yield pair
        start = pair.start


def deleted(target: Target, span: Span, note: str = "", submission: str = "") -> Decision:
    """Words in brackets, with who is against them."""
    worded = target.worded
    there = pair_around(worded.body, worded.marks, span)
    if there is not None and worded.marks.brackets[there].role.unresolved:
        return _in_brackets(target, worded.marks.brackets[there])
    handle = next_handle(worded)
    entry = entry_fields(
        target.scene.occasion,
        against=target.scene.occasion.parties,
        proposal=DELETION,
        note=note,
        submission=submission,
    )
    words = ProposedWords(span.of(worded.body), "", {}, 0)
    return _proposed(target, list(around(span, handle)), {handle: entry}, words, handle)


def _in_brackets(target: Target, pair: Bracket) -> Refusal | Unchanged:
    """Words to be deleted that are in brackets: whoever wants them gone is against these."""
    name = pair.handle or pair.index
    against = _on_record(target, pair).against
    if set(target.scene.occasion.parties) <= set(against):
        return Unchanged(
            target.ref, f"{target.name}: {target.scene.occasion.by} is against {name} already."
        )
    said = f"{name}, against it {', '.join(against)}" if against else name
    return target.refuse(
        pair.start,
        "same-proposal" if against else "already-bracketed",
        f"These words are in brackets already: {said}.",
        f"wsisdraft support {target.ref} {name}{target.option} --against{target.by} adds the name.",
    )


def _same(
    target: Target, pairs: Iterator[Bracket] | list[Bracket], words: ProposedWords
) -> Refusal | Unchanged | None:
    """The answer where one of these brackets has just these words."""
    body = target.worded.body
    wanted = as_spoken(words.plain)
    for pair in pairs:
        if as_spoken(without_ties(pair.inside.of(body))) != wanted:
            continue
        name = pair.handle or pair.index
        by = _on_record(target, pair).by
        if by and set(target.scene.occasion.parties) <= set(by):
            return Unchanged(target.ref, f"{target.name}: {', '.join(by)} proposes {name} already.")
        said = f"{name}, by {', '.join(by)}" if by else name
        return target.refuse(
            pair.start,
            "same-proposal",
            f"Just these words are on the table: {said}.",
            f"wsisdraft support {target.ref} {name}{target.option}{target.by} adds the name.",
        )
    return None


def _entry(target: Target, note: str, kind: str, submission: str) -> Fields:
    occasion = target.scene.occasion
    return entry_fields(
        occasion, by=occasion.parties, proposal=kind, note=note, submission=submission
    )


def _proposed(
    target: Target,
    splices: list[tuple[Span, str]],
    entries: dict[str, Fields],
    words: ProposedWords,
    handle: str,
    *,
    choice: tuple[str | None, ...] = (),
) -> Decision:
    source = bracketed(
        target.worded, splices, entries, choice=choice, inner=words.entries, more=words.untied
    )
    if source is None:
        return misread(target, splices[0][0])
    said = brackets_of({"brackets": {**entries}})
    kind = said[handle].proposal
    rows = [("Proposal", f"{kind}, {handle}")]
    body = spliced(target.worded.body, splices)
    for pair in scan(body).brackets:
        name = pair.handle or ""
        if name in said:
            inside = without_ties(pair.inside.of(body))
            rows.append(("Bracketed", bracket_said(name, inside, said[name])))
    opening = opening_words(words.plain, 6)
    told = f"{kind} proposed by {target.scene.occasion.by}, {handle} [{opening}]"
    return target.change(source, "propose", told, rows)
