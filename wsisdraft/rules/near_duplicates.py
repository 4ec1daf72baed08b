"""Which wordings say nearly the same, found without comparing each with each.

Every wording is known by some of its phrases: the letters from the beginning of a word on, where
the word begins with one of a few letters; or from every word on, where there are few of those. Only
wordings that share some phrases are held against each other, each with the first few that have a
phrase. So thousands of paragraphs take as long as it takes to read through them once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.words import tokens, unspaced
from wsisdraft.text.frozen import frozen
from wsisdraft.text.pattern import later

SHARED = 0.6
"""Of the words that either has, those that both have: from here on they say nearly the same."""
FEWEST = 8
"""Words that both have; shorter wordings are alike without saying the same."""
FEWEST_OF_SAME = 5
"""The same where neither has any other word."""
_LETTERS = 4
"""Of a word that counts: most shorter ones are `of`, `the` and the like."""
_FIRST = 4
"""Wordings of one phrase that others are held against."""
_ENOUGH = 6
"""Phrases by which a wording is known well enough."""
_SHARE = 0.2
"""Of a wording's phrases, those that one like it has at least."""
_LEAST = 2

_PHRASE = later(r"(?s) [pcs].{32}")
"""Five words or so. Many words of any language in Latin letters begin with these; what stands
before a phrase plays no part, so that it may change."""
_EVERY_PHRASE = later(r"(?=( .{33}))")
_SHORT_PHRASE = later(r"(?=(.{8}))")
"""Of a script without spaces."""
_MARKS = later(r"[\[\]]")
_WORD = later(r"\w+")
_OTHER_SCRIPTS = (
    ("\u0900", "\u1cff"),
    ("\u2e80", "\ud7ff"),
    ("\uf900", "\ufaff"),
    ("\uff66", "\uff9f"),
    ("\U00010000", "\U0003ffff"),
)
"""First and last letters; a pattern of them takes longer to compile than most drafts to read."""


@frozen
class Repeated:
    """Two wordings that say nearly the same, by their positions."""

    first: int
    second: int
    share: float
    """Of the words that either has, from 0 to 1."""


def near_duplicates(
    bodies: Sequence[str], owners: Sequence[str], asked: Sequence[bool]
) -> Iterator[Repeated]:
    """For each wording asked about the one it repeats most.

    That is one asked about before it, or any that is not asked about. Wordings of one owner are
    alternatives to each other, and not compared.
    """
    phrases = {at: _phrases(bodies[at]) for at in range(len(bodies)) if asked[at]}
    places = _places(bodies, phrases)
    for position, own in phrases.items():
        likely = [
            at
            for at in _likely(own, places)
            if owners[at] != owners[position] and (at < position or at not in phrases)
        ]
        found = _likest(position, bodies, likely) if likely else None
        if found is not None:
            yield found


def _phrases(body: str) -> list[str]:
    """The phrases of a wording; case and line breaks do not matter."""
    folded = body.lower().replace("\n", " ")
    phrases = _PHRASE.findall(folded)
    return phrases if len(phrases) >= _ENOUGH else _every_phrase(folded)


def _every_phrase(body: str) -> list[str]:
    """A phrase from every word on, also as it reads without brackets; few bodies are so short."""
    phrases: list[str] = []
    plain = _MARKS.sub("", without_ties(body)) if "[" in body else body
    for words in dict.fromkeys((body, plain)):
        phrases += _EVERY_PHRASE.findall(f" {words}")
    if _in_other_script(plain):
        phrases += _SHORT_PHRASE.findall(plain)
    return phrases


def _places(bodies: Sequence[str], phrases: Mapping[int, Sequence[str]]) -> dict[str, list[int]]:
    """For each phrase of a wording asked about the first few that have it, those not asked last."""
    places: dict[str, list[int]] = {}
    for position, own in phrases.items():
        for phrase in own:
            there = places.get(phrase)
            if there is None:
                places[phrase] = [position]
            elif len(there) < _FIRST:
                there.append(position)
    wanted = frozenset(places)
    for position, body in enumerate(bodies) if wanted else ():
        if position not in phrases:
            for phrase in wanted.intersection(_phrases(body)):
                there = places[phrase]
                if len(there) < _FIRST:
                    there.append(position)
    return places


def _likely(phrases: Sequence[str], places: Mapping[str, Sequence[int]]) -> list[int]:
    """Those that have enough of these phrases, in the order of the text."""
    shared = [there for phrase in phrases if len(there := places[phrase]) > 1]
    if len(shared) < max(_LEAST, _SHARE * len(phrases)):
        return []
    least = max(_LEAST, _SHARE * len(shared))
    often = Counter(chain.from_iterable(shared)).items()
    return sorted([at for at, times in often if times >= least])


def _likest(position: int, bodies: Sequence[str], likely: Iterable[int]) -> Repeated | None:
    own = _telling(bodies[position])
    best: Repeated | None = None
    for at in likely:
        share = _share(own, _telling(bodies[at]))
        if share >= SHARED and (best is None or share > best.share):
            best = Repeated(at, position, share)
    return best


def _in_other_script(text: str) -> bool:
    """Whether some of it is in a script whose words are no runs of letters between spaces."""
    if text.isascii():
        return False
    return any(
        first <= char <= last
        for char in set(text)
        if char >= _OTHER_SCRIPTS[0][0]
        for first, last in _OTHER_SCRIPTS
    )


def _telling(body: str) -> frozenset[str]:
    """The words that say what it is about, each once; characters where no spaces part words."""
    folded = without_ties(body).lower()
    if _in_other_script(folded):
        words = [token for token in tokens(folded) if token[0].isalnum()]
        return frozenset(word for word in words if len(word) >= _LETTERS or unspaced(word))
    return frozenset([word for word in _WORD.findall(folded) if len(word) >= _LETTERS])


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Of the words that either has, the part that both have; none where they are too few."""
    both = one & other
    share = len(both) / (len(one | other) or 1)
    if share < SHARED:
        return 0.0
    # What is shorter than a word that counts is a character, and two of them make a word.
    characters = sum(1 for word in both if len(word) < _LETTERS)
    fewest = FEWEST if share < 1 else FEWEST_OF_SAME
    return share if len(both) - characters / 2 >= fewest else 0.0
