"""Values: equal by content, never changed, made without a compiler for each method."""

from __future__ import annotations

import pytest

from wsisdraft.text.frozen import EMPTY, altered, computed, frozen


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
