"""Values: equal by content, never changed, made without a compiler for each method."""

from __future__ import annotations

import pytest

from wsisdraft.text.frozen import EMPTY, MANY, altered, computed, frozen


@frozen
class Pair:
    left: str
    right: int = 7

    @property
    def both(self) -> str:
        return f"{self.left}{self.right}"


@frozen
class Word:
    letters: str
    length: int = computed(lambda word: len(word.letters))
    twice: int = computed(lambda word: 2 * word.length)
    known: dict[str, int] = computed(lambda _: {})


def test_a_value_is_its_fields() -> None:
    assert Pair("a") == Pair("a", 7) == Pair(left="a", right=7)
    assert Pair("a") != Pair("b")
    other: object = ("a", 7)
    assert Pair("a") != other
    assert hash(Pair("a")) == hash(Pair("a", 7))
    assert repr(Pair("a")) == "Pair(left='a', right=7)"
    assert Pair("a").both == "a7"
    assert {Pair("a"): 1}[Pair("a", 7)] == 1


def test_a_value_is_the_same_however_many_there_are() -> None:
    @frozen
    class Berth:
        name: str
        length: int = 7
        half: int = computed(lambda berth: berth.length // 2)

        def __post_init__(self) -> None:
            if not self.name:
                raise ValueError("a berth has a name")

    for _ in range(2 * MANY):
        for berth in (Berth("a", 8), Berth("a", length=8), Berth(length=8, name="a")):
            assert (berth.name, berth.length, berth.half) == ("a", 8, 4)
        assert Berth("b").length == 7
        with pytest.raises(ValueError, match="has a name"):
            Berth("")


@pytest.mark.parametrize(
    ("given", "named", "said"),
    [
        ((), {}, "missing 1 required positional argument: 'left'"),
        (("a", 1, 2), {}, "takes from 2 to 3 positional arguments but 4 were given"),
        (("a",), {"left": "b"}, "multiple values for argument 'left'"),
        (("a",), {"middle": 1}, "unexpected keyword argument 'middle'"),
    ],
)
def test_wrong_arguments_are_told_as_python_tells_them(
    given: tuple[object, ...], named: dict[str, object], said: str
) -> None:
    @frozen
    class Fresh:
        left: str
        right: int = 7

    with pytest.raises(TypeError, match=said):
        Fresh(*given, **named)  # type: ignore[arg-type]


def test_a_value_never_changes() -> None:
    pair = Pair("a")
    with pytest.raises(AttributeError):
        pair.left = "b"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        pair.other = "b"  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        del pair.left
    assert pair == Pair("a")
    assert not hasattr(pair, "__dict__")


def test_fields_are_asked_for() -> None:
    with pytest.raises(TypeError):
        Pair()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="a default comes before"):

        @frozen
        class Wrong:
            left: str = ""
            right: int  # type: ignore[misc]


def test_a_value_can_be_matched() -> None:
    match Pair("a", 3):
        case Pair(left, right):
            assert (left, right) == ("a", 3)


def test_a_value_with_another_field() -> None:
    assert altered(Pair("a"), right=8) == Pair("a", 8)
    with pytest.raises(TypeError):
        altered(Pair("a"), middle=1)
    assert EMPTY == {}
    with pytest.raises(TypeError):
        EMPTY["a"] = 1  # type: ignore[index]


def test_a_computed_field_is_no_part_of_what_a_value_is() -> None:
    word = Word("harbour")
    assert (word.length, word.twice) == (7, 14)
    word.known["asked"] = 1
    assert word == Word("harbour")
    assert Word("harbour").known == {}
    assert hash(word) == hash(Word("harbour"))
    assert repr(word) == "Word(letters='harbour')"
    assert altered(word, letters="pier").twice == 8
    with pytest.raises(TypeError):
        Word("harbour", 7)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        word.length = 8  # type: ignore[misc]
