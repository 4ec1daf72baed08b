"""What a value is: named fields in a fixed order, equal by content, never changed.

The standard library compiles six methods for each data class, half a millisecond every time the
program starts; a verb that reads uses some seventy values. Here one method is compiled, and that
only of a kind of which many values are made; all others are shared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Literal, TypeVar, dataclass_transform

MANY = 20
"""Values of one kind; made without an initialiser of their own, so many cost as much as it does."""

EMPTY: Mapping[Any, Any] = MappingProxyType({})
"""The default of a field that maps: no value ever changes it."""

Value = TypeVar("Value")
Kind = TypeVar("Kind", bound=type)


class _Computed:
    __slots__ = ("make",)

    def __init__(self, make: Callable[[Any], object]) -> None:
        self.make = make


def computed(make: Callable[[Any], Any], *, init: Literal[False] = False) -> Any:  # noqa: ANN401, ARG001
    """A field that is no argument and no part of what a value is: made of the fields before it.

    `init` is for type checkers alone, who take from it that there is no such argument.
    """
    return _Computed(make)


@dataclass_transform(frozen_default=True, field_specifiers=(computed,))
def frozen(kind: Kind) -> Kind:
    """A class of annotated fields as a value: slotted, frozen, with an initialiser and a hash.

    A field with a default may be left out, one that is `computed` is none of the arguments;
    `__post_init__` is called where there is one. Raises TypeError for a field without a default
    after one that has one.
    """
    every = tuple(kind.__dict__.get("__annotations__", {}))  # noqa: RUF063  inspect is slow to import
    given = {name: kind.__dict__[name] for name in every if name in kind.__dict__}
    made_of = {name: each.make for name, each in given.items() if isinstance(each, _Computed)}
    defaults = {name: default for name, default in given.items() if name not in made_of}
    names = tuple(name for name in every if name not in made_of)
    body = {
        name: member
        for name, member in kind.__dict__.items()
        if name not in given and name not in ("__dict__", "__weakref__")
    }
    shared = {"__eq__": _same, "__hash__": _hash, "__repr__": _shown}
    made = type(kind)(
        kind.__name__,
        kind.__bases__,
        {
            **shared,
            "_contents": attrgetter(*names) if names else _nothing,
            **body,
            "__slots__": every,
            "__match_args__": names,
            "__setattr__": _fixed,
            "__delattr__": _fixed,
        },
    )
    _refuse_disorder(kind.__name__, names, defaults)

    type.__setattr__(made, "__init__", _first(made, names, defaults, made_of))
    return made


def _first(
    made: type,
    names: tuple[str, ...],
    defaults: Mapping[str, object],
    made_of: Mapping[str, Callable[[Any], object]],
) -> Callable[..., None]:
    """`__init__` of the first values of a kind; it compiles the one of all further ones."""
    known = frozenset(names)
    finish = made.__dict__.get("__post_init__")
    values = 0

    def first(self: object, *given: object, **named: object) -> None:
        nonlocal values
        values += 1
        # Whatever is amiss with the arguments, the compiled initialiser says as Python does.
        sound = len(given) <= len(names) and named.keys().isdisjoint(names[: len(given)])
        fields = {**defaults, **dict(zip(names, given, strict=False)), **named} if sound else {}
        if values > MANY or fields.keys() != known:
            initialiser = _initialiser(made, names, defaults, made_of)
            type.__setattr__(made, "__init__", initialiser)
            initialiser(self, *given, **named)
            return
        for name in names:
            object.__setattr__(self, name, fields[name])
        for name, make in made_of.items():
            object.__setattr__(self, name, make(self))
        if finish is not None:
            finish(self)

    return first


def _refuse_disorder(kind: str, names: tuple[str, ...], defaults: dict[str, object]) -> None:
    given = [name in defaults for name in names]
    if given != sorted(given):
        raise TypeError(f"{kind}: a default comes before a field without one")


def altered(kept: Value, **fields: object) -> Value:
    """The same value with some fields otherwise; TypeError for a field it does not have."""
    names = type(kept).__match_args__  # type: ignore[attr-defined]
    return type(kept)(**{name: getattr(kept, name) for name in names} | fields)


def _initialiser(
    made: type,
    names: tuple[str, ...],
    defaults: Mapping[str, object],
    made_of: Mapping[str, Callable[[Any], object]],
) -> Callable[..., None]:
    """`__init__`, which writes each slot by its own descriptor, since the class itself is fixed."""
    given = ", ".join(f"{name}=_default_{name}" if name in defaults else name for name in names)
    lines = [f" _put_{name}(self, {name})" for name in names]
    lines += [f" _put_{name}(self, _made_{name}(self))" for name in made_of]
    lines += [" self.__post_init__()"] if "__post_init__" in made.__dict__ else []
    scope: dict[str, Any] = {f"_default_{name}": default for name, default in defaults.items()}
    scope |= {f"_made_{name}": make for name, make in made_of.items()}
    scope |= {f"_put_{name}": made.__dict__[name].__set__ for name in (*names, *made_of)}
    source = f"def __init__(self, {given}):\n" + ("\n".join(lines) or " pass")
    exec(source, scope)  # noqa: S102  names of fields only, as a data class does it
    initialiser: Callable[..., None] = scope["__init__"]
    return initialiser


def _nothing(_: object) -> tuple[()]:
    return ()


def _same(self: Any, other: Any) -> bool:  # noqa: ANN401
    if self is other:
        return True
    kind = type(self)
    if kind is not type(other):
        return False
    contents = kind._contents
    return bool(contents(self) == contents(other))


def _hash(self: Any) -> int:  # noqa: ANN401
    return hash(type(self)._contents(self))


def _shown(self: object) -> str:
    names = type(self).__match_args__  # type: ignore[attr-defined]
    fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
    return f"{type(self).__qualname__}({fields})"


def _fixed(self: object, name: str, _new: object = None) -> None:
    raise AttributeError(f"{type(self).__name__}.{name} never changes")
