"""Which paragraph of a later state of a text is which on record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.likeness import likeness, paired_by_likeness
from wsisdraft.notation.words import tokens
from wsisdraft.text.address import Address
from wsisdraft.text.frozen import frozen

LEAST = 0.5
"""Likeness from which two wordings belong together wherever they stand."""
LEAST_IN_PLACE = 0.25
"""The same where they stand under one number; below it one went and another came."""
SURE = 0.6
"""Likeness from which nobody need look at a pair that stands under two numbers."""


@frozen
class Candidate:
    """A paragraph that waits for its other half."""

    address: Address
    wordings: tuple[str, ...]
    """Its own words, then those of its alternatives; empty ones left out."""


@frozen
class Pair:
    """A paragraph on record and the same one in the text that comes in, by their positions."""

    old: int
    new: int
    likeness: float
    """From 0 to 1."""
    sure: bool


def candidate(address: Address, bodies: Iterable[str]) -> Candidate:
    """A paragraph's words for pairing, without the ties of brackets."""
    return Candidate(address, tuple(without_ties(body) for body in bodies if body.strip()))


def paired(old: Sequence[Candidate], new: Sequence[Candidate]) -> tuple[Pair, ...]:
    """The pairs in the order of `new`, each paragraph in one at most.

    The same words come first, then what is alike under one heading, then what is alike anywhere,
    last what stands under one number and is not wholly another text.
    """
    pairing = _Pairing(old, new)
    pairing.by_same_words()
    places = {each.address.place for each in new}
    for place in sorted(places, key=str):
        pairing.by_likeness(place)
    pairing.by_likeness(None)
    pairing.by_number()
    return tuple(sorted(pairing.found, key=lambda pair: pair.new))


class _Pairing:
    """A pairing under way."""

    def __init__(self, old: Sequence[Candidate], new: Sequence[Candidate]) -> None:
        self.old, self.new = old, new
        self.found: list[Pair] = []
        self.old_left = dict.fromkeys(range(len(old)))
        self.new_left = dict.fromkeys(range(len(new)))

    def take(self, old: int, new: int, alike: float) -> None:
        same_place = self.old[old].address == self.new[new].address
        sure = alike >= (LEAST if same_place else SURE)
        self.found.append(Pair(old, new, alike, sure))
        del self.old_left[old], self.new_left[new]

    def by_same_words(self) -> None:
        """Those that read the same, letter case and punctuation aside; first where they stood."""
        waiting: dict[str, list[int]] = defaultdict(list)
        for at in self.old_left:
            waiting[_plain(self.old[at])].append(at)
        said = {at: _plain(self.new[at]) for at in self.new_left}
        by_address = {each.address: at for at, each in enumerate(self.old)}
        for new, words in said.items():
            old = by_address.get(self.new[new].address, -1)
            if words and old in waiting.get(words, ()):
                waiting[words].remove(old)
                self.take(old, new, 1.0)
        for new in tuple(self.new_left):
            if said[new] and waiting.get(said[new]):
                self.take(waiting[said[new]].pop(0), new, 1.0)

    def by_likeness(self, place: Address | None) -> None:
        """Those left, of one place or anywhere, whose words are most alike.

        Alternatives count for their paragraph.
        """
        old = self._units(self.old, self.old_left, place)
        new = self._units(self.new, self.new_left, place)
        if not old or not new:
            return
        weights: dict[tuple[int, int], float] = defaultdict(float)
        best: dict[tuple[int, int], float] = defaultdict(float)
        found = paired_by_likeness([w for _, w in old], [w for _, w in new], LEAST)
        for i, j, alike in found:
            pair = old[i][0], new[j][0]
            weights[pair] += alike * min(len(old[i][1]), len(new[j][1]))
            best[pair] = max(best[pair], alike)
        for a, b in sorted(weights, key=lambda pair: (-weights[pair], pair[1], pair[0])):
            if a in self.old_left and b in self.new_left:
                self.take(a, b, best[a, b])

    @staticmethod
    def _units(
        candidates: Sequence[Candidate], left: Collection[int], place: Address | None
    ) -> list[tuple[int, str]]:
        """Every wording of those left, with the position of its paragraph."""
        return [
            (at, words)
            for at in left
            if place in (None, candidates[at].address.place)
            for words in candidates[at].wordings
        ]

    def by_number(self) -> None:
        """Those left under one number, if anything of the one is in the other."""
        by_address = {self.old[at].address: at for at in self.old_left}
        for new in tuple(self.new_left):
            old = by_address.get(self.new[new].address)
            if old is None or old not in self.old_left:
                continue
            alike = max(
                (
                    likeness(one, other)
                    for one in self.old[old].wordings
                    for other in self.new[new].wordings
                ),
                default=0.0,
            )
            if alike >= LEAST_IN_PLACE:
                self.take(old, new, alike)


def _plain(each: Candidate) -> str:
    """All words in small letters, without punctuation and brackets."""
    words = (word for text in each.wordings for word in tokens(text) if word[0].isalnum())
    return " ".join(words).casefold()
