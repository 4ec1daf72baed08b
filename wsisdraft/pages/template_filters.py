"""The filters and tests that templates have: Jinja's harmless ones, and those of the field.

What is not listed here is not there. Each counts what it looks at before it does so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import Any

from jinja2 import Undefined, filters, tests
from markupsafe import Markup

from wsisdraft.pages.template_words import Language, counted, day, listed, sentence
from wsisdraft.pages.template_work import TooMuch, Work

_TAKEN = (
    "abs capitalize count d default dictsort first groupby int items last length list lower map "
    "max min reject rejectattr reverse select selectattr sort title trim truncate unique upper "
    "wordcount"
)
_ITEM_BY_ITEM = frozenset(
    (
        "groupby",
        "list",
        "map",
        "max",
        "min",
        "reject",
        "rejectattr",
        "select",
        "selectattr",
        "sort",
        "unique",
    )
)
"""Those that look at a text character by character, and often do a little for each item."""
_FOR_EACH = 4
_TESTS = (
    "boolean defined divisibleby even eq equalto == false filter ge >= gt > greaterthan in integer "
    "iterable le <= lower lt < lessthan mapping ne != none number odd sameas sequence string test "
    "true undefined upper"
)
_WIDEST = 80

Function = Callable[..., Any]


class Spelling:
    """Values as they come onto the page."""

    def __init__(self, language: Language, work: Work) -> None:
        self.language = language
        self.work = work

    def of(self, value: object) -> str:
        """A word or number spelt for the page; what is marked as safe stays. TypeError for a list.

        Lists are refused because nobody means to show one, and some never end.
        """
        if isinstance(value, Markup):
            said: str = value
        elif isinstance(value, str):
            self.work.room(len(value))
            said = self.language.spelt(value)
        else:
            said = self.language.spelt(_plain(value))
        self.work.room(len(said))
        return _safe(said)

    def together(self, parts: Iterable[object], between: object = "") -> str:
        """Words joined; where one of them is safe, all others are spelt."""
        pieces = list(parts)
        if any(isinstance(each, Markup) for each in (*pieces, between)):
            spelt = [self.of(each) for each in pieces]
            self.work.room(sum(map(len, spelt)) + len(str(between)) * len(spelt))
            return _safe(str(self.of(between)).join(map(str, spelt)))
        said = [_plain(each) for each in pieces]
        self.work.room(sum(map(len, said)) + len(_plain(between)) * len(said))
        return _plain(between).join(said)


def _safe(text: str) -> str:
    """Text that stands on the page as it is."""
    return Markup(text)  # noqa: S704  spelt already, or whoever wrote the template says so


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, int | float):
        return "" if value is None else str(value)
    if isinstance(value, Undefined):
        return str(value)  # which is the mistake that it is
    raise TypeError("only words and numbers can be shown, not lists or tables")


def every_filter(spelling: Spelling) -> dict[str, Function]:
    """The filters by name."""
    work = spelling.work
    taken = {
        name: _counted(filters.FILTERS[name], work, each=name in _ITEM_BY_ITEM)
        for name in _TAKEN.split()
    }
    return taken | _OwnFilters(spelling).by_name()


def every_test(work: Work) -> dict[str, Function]:
    """The tests by name."""
    return {name: _counted(tests.TESTS[name], work) for name in _TESTS.split()}


def _counted(function: Any, work: Work, *, each: bool = False) -> Function:  # noqa: ANN401
    """A function of Jinja's that counts what it is given before it looks at it."""

    @wraps(function)
    def counting(*given: Any, **named: Any) -> Any:  # noqa: ANN401
        for value in (*given, *named.values()):
            if isinstance(value, str | int | float | list | tuple | dict | range):
                work.through(value)
                if each:
                    work.each(value, _FOR_EACH)
        made = function(*given, **named)
        return list(made) if isinstance(made, Iterator) else made

    return counting


class _OwnFilters:
    """Filters that are ours, or Jinja's with a bound to what they make."""

    def __init__(self, spelling: Spelling) -> None:
        self.spelling = spelling
        self.work = spelling.work

    def by_name(self) -> dict[str, Function]:
        """`day`, `counted`, `listed` and the bounded ones."""
        return {
            "counted": counted,
            "day": day,
            "e": self.spelling.of,
            "escape": self.spelling.of,
            "indent": self.indent,
            "join": self.join,
            "listed": self.listed,
            "replace": self.replace,
            "round": self.round,
            "safe": self.safe,
            "sentence": self.sentence,
            "string": _plain,
            "sum": self.sum,
        }

    def join(self, value: Iterable[object], between: str = "", attribute: str = "") -> str:
        self.work.each(value)
        parts = [each[attribute] for each in value] if attribute else value  # type: ignore[index]
        return self.spelling.together(parts, between)

    def listed(self, value: Iterable[object], last: str = "and") -> str:
        """`A, B and C`."""
        self.work.each(value)
        words = list(value)
        if not any(isinstance(each, Markup) for each in words):
            return listed([_plain(each) for each in words], last)
        ending = self.spelling.together(words[-2:], f" {last} ")
        return self.spelling.together([*words[:-2], ending], ", ")

    def replace(self, value: str, old: str, new: str) -> str:
        if not all(isinstance(each, str) for each in (value, old, new)):
            raise TypeError("replace takes words alone")
        put = self.spelling.of(new) if isinstance(value, Markup) else new
        self.work.room(len(value) + value.count(old) * len(put))
        return type(value)(str.replace(value, old, put))

    def indent(self, value: str, width: int = 4, first: bool = False) -> str:
        if not 0 <= width <= _WIDEST:
            raise TooMuch(f"indents by more than {_WIDEST} blanks")
        self.work.room(len(value) + value.count("\n") * width)
        blank = " " * width
        lines = [f"{blank}{line}" if line.strip() else line for line in value.split("\n")]
        lines[0] = lines[0] if first else value.split("\n", 1)[0]
        return type(value)("\n".join(lines))

    def round(self, value: float, precision: int = 0) -> float:
        return round(value, max(0, min(int(precision), 9))) if precision else round(value)

    def sentence(self, value: str) -> str:
        """With a capital at its beginning."""
        self.work.over(value)
        return type(value)(sentence(_plain(value)))

    def safe(self, value: str) -> str:
        self.work.over(value)
        return _safe(_plain(value))

    def sum(self, value: Sequence[Any], attribute: str = "") -> float:
        self.work.each(value)
        total: float = sum(each[attribute] if attribute else each for each in value)
        return total
