"""Sentences of a made-up negotiation about harbours and networks, plain or with brackets."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

SENTENCE_WORDS = 20
SENTENCES = 4
"""In every paragraph, which thus has eighty words, ties and ballots not counted."""

_WHO = (
    "Coastal authorities", "Island councils", "Harbour operators", "Network carriers",
    "Public libraries", "Rural cooperatives", "Regional assemblies", "Teaching hospitals",
    "National archives", "Ferry companies", "Weather services", "Postal administrations",
    "Standards bodies", "Youth organizations", "Fishing communities", "Local broadcasters",
)  # fmt: skip
_SHALL = ("should", "shall", "will", "may", "must", "could")
_HOW = (
    "jointly", "openly", "steadily", "promptly", "regularly", "gradually", "carefully", "together",
    "fully", "voluntarily", "actively", "visibly",
)  # fmt: skip
_DO = (
    "build", "maintain", "share", "extend", "restore", "finance", "publish", "protect", "repair",
    "translate", "measure", "connect", "support", "renew", "describe", "widen",
)  # fmt: skip
_QUALITY = (
    "affordable", "resilient", "accessible", "transparent", "lasting", "multilingual", "shared",
    "modest", "reliable", "seasonal", "independent", "inclusive", "sustainable", "local", "common",
    "verifiable", "balanced", "practical",
)  # fmt: skip
_THING = (
    "cables", "beacons", "registers", "charts", "moorings", "stations", "archives", "timetables",
    "courses", "tariffs", "lighthouses", "signals", "forecasts", "landings", "ledgers", "ferries",
    "channels", "inventories", "workshops", "relays", "indicators", "surveys", "libraries", "quays",
)  # fmt: skip
_WHOM = (
    "small harbours", "young apprentices", "distant villages", "older persons", "visiting crews",
    "new entrants", "night watches", "displaced families", "rural schools", "women skippers",
    "minority languages", "coastal farmers",
)  # fmt: skip
_REMAIN = ("remain", "become", "stay", "prove", "grow", "appear")
_WHERE = (
    "in remote districts", "across all islands", "through every winter", "after severe storms",
    "beyond the reefs", "on every coast", "in landlocked valleys", "during long closures",
    "between neighbouring ports", "within ten seasons", "under shared management",
    "at fair prices",
)  # fmt: skip

_CHOICES = {2: _SHALL, 4: _DO, 5: _QUALITY}
"""Places of a sentence where one word may stand for another, by the index of the word."""
_STRETCHES = ((3, 3), (5, 6), (7, 9), (10, 19), (13, 14), (17, 19))
"""First and last word of what may stand in brackets."""
_NESTED = ((10, 19), ((13, 14), (17, 19)))


@dataclass(frozen=True, slots=True)
class Wording:
    """The body of a paragraph and the handles of its brackets, in the order they open."""

    text: str
    handles: tuple[str, ...] = ()


def plain(random: Random) -> Wording:
    """Four sentences without brackets."""
    return Wording(" ".join(_written(_sentence(random)) for _ in range(SENTENCES)))


def bracketed(random: Random) -> Wording:
    """Four sentences with one to three brackets, each tied: alone, nested, spaced or a choice."""
    sentences = [_sentence(random) for _ in range(SENTENCES)]
    form = random.choices(("alone", "spaced", "nested", "choice"), (50, 20, 15, 15))[0]
    handles = ("b1",) if form == "alone" else ("b1", "b2")
    first, second = sorted(random.sample(range(SENTENCES), 2))
    match form:
        case "nested":
            outer, inner = _NESTED
            _bracket(sentences[first], outer, "b1")
            _bracket(sentences[first], random.choice(inner), "b2")
        case "choice":
            at = random.choice(tuple(_CHOICES))
            word = sentences[first][at]
            other = random.choice([known for known in _CHOICES[at] if known != word])
            sentences[first][at] = f"[{word}]{{#b1}}[{other}]{{#b2}}"
        case _:
            for handle, at in zip(handles, (first, second), strict=False):
                _bracket(sentences[at], random.choice(_STRETCHES), handle)
    return Wording(" ".join(map(_written, sentences)), handles)


def _sentence(random: Random) -> list[str]:
    choice = random.choice
    who, whom, where = choice(_WHO).split(), choice(_WHOM).split(), choice(_WHERE).split()
    doing = [choice(_SHALL), choice(_HOW), choice(_DO), choice(_QUALITY), choice(_THING)]
    so = [choice(_THING), "and", choice(_THING), choice(_REMAIN), choice(_QUALITY)]
    return [*who, *doing, "for", *whom, "so", "that", *so, *where]


def _bracket(words: list[str], stretch: tuple[int, int], handle: str) -> None:
    first, last = stretch
    words[first] = f"[{words[first]}"
    words[last] = f"{words[last]}]{{#{handle}}}"


def _written(words: list[str]) -> str:
    return f"{' '.join(words[:10])}, {' '.join(words[10:])}."
