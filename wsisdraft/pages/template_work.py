"""How much a template may do: steps and characters are counted, so that none goes on for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sized

LEAST_STEPS = 3_000_000
"""Steps that any page may take: a visit to a node of the template, an item, 16 characters."""
LEAST_CHARACTERS = 4_000_000
"""Characters that any page may have, and any text or list that a template makes on the way."""
STEPS_A_VALUE, CHARACTERS_A_CHARACTER = 50, 10
"""What a page may take a value, and have a character, that it is given, where that is more."""
LARGEST_NUMBER = 10**15
_CHARACTERS_A_STEP = 16


class TooMuch(Exception):  # noqa: N818  it is told as a mistake, and is none of ours
    """A template does more than a report takes."""


class Work:
    """What one page may cost, by the size of what it tells of, and what is left of that."""

    def __init__(self, values: object = ()) -> None:
        number, characters = _size(values)
        self.steps = max(LEAST_STEPS, STEPS_A_VALUE * number)
        self.characters = max(LEAST_CHARACTERS, CHARACTERS_A_CHARACTER * characters)
        self.left = self.steps

    def spend(self, steps: int) -> None:
        """Counts steps; raises TooMuch where none are left."""
        self.left -= steps
        if self.left < 0:
            raise TooMuch(f"takes more than {self.steps:,} steps, as a loop without end does")

    def over(self, value: object) -> None:
        """Counts a look at everything directly in a value."""
        if isinstance(value, str):
            self.spend(1 + len(value) // _CHARACTERS_A_STEP)
        elif isinstance(value, Sized):
            self.spend(1 + len(value))
        else:
            self.spend(1)

    def each(self, value: object, steps: int = 1) -> None:
        """Counts steps for each item of a value, of a text for each character."""
        self.spend(1 + steps * len(value) if isinstance(value, Sized) else 1)

    def through(self, value: object) -> None:
        """Counts a look at everything in a value at any depth, as comparing and sorting take."""
        waiting = [value]
        while waiting:
            each = waiting.pop()
            self.over(each)
            waiting += _inside(each)

    def room(self, characters: int) -> None:
        """Counts a text or list of this length that is about to be made."""
        if characters > self.characters:
            raise TooMuch(f"makes a text of more than {self.characters:,} characters")
        self.spend(1 + characters // _CHARACTERS_A_STEP)


def _size(values: object) -> tuple[int, int]:
    """How many values there are at any depth, and how many characters in them."""
    number = characters = 0
    waiting = [values]
    while waiting:
        each = waiting.pop()
        number += 1
        if isinstance(each, str):
            characters += len(each)
        waiting += _inside(each)
    return number, characters


def _inside(value: object) -> list[object]:
    """What lies directly in a table or list."""
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, list | tuple) else []


def bounded(number: object) -> object:
    """A number that is not absurdly large; raises TooMuch."""
    if isinstance(number, int) and abs(number) > LARGEST_NUMBER:
        raise TooMuch("makes a number of more than 15 digits")
    return number
