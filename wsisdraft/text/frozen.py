"""What a value is: named fields in a fixed order, equal by content, never changed.

The standard library compiles six methods for each data class, half a millisecond every time the
program starts; a verb that reads uses some seventy values. Here one method is compiled, when
the first value is made, and the others are shared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar, dataclass_transform

EMPTY: Mapping[str, Any] = MappingProxyType({})
"""The default of a field that maps: no value ever changes it."""

Value = TypeVar("Value")
Kind = TypeVar("Kind", bound=type)


@dataclass_transform(frozen_default=True)
def frozen(kind: Kind) -> Kind:
    """A class of annotated fields as a value: slotted, frozen, with an initialiser and a hash.

    A field with a default may be left out; `__post_init__` is called where there is one. Raises
    TypeError for a field without a default after one that has one.
    """
    names = tuple(kind.__dict__.get("__annotations__", {}))  # noqa: RUF063  inspect is slow to import
    defaults = {name: kind.__dict__[name] for name in names if name in kind.__dict__}
    body = {
        name: member
        for name, member in kind.__dict__.items()
        if name not in defaults and name not in ("__dict__", "__weakref__")
    }
    shared = {"__eq__": _same, "__hash__": _hash, "__repr__": _shown}
    made = type(kind)(
        kind.__name__,
        kind.__bases__,
        {
            **shared,
            **body,
            "__slots__": names,
            "__match_args__": names,
            "__setattr__": _fixed,
            "__delattr__": _fixed,
        },
    )
    _refuse_disorder(kind.__name__, names, defaults)

    def first(self: object, *given: object, **named: object) -> None:
        """Compiles the initialiser when the first value is made; most classes never make one."""
        initialiser = _initialiser(made, names, defaults)
        type.__setattr__(made, "__init__", initialiser)
        initialiser(self, *given, **named)

    type.__setattr__(made, "__init__", first)
    return made


def _refuse_disorder(kind: str, names: tuple[str, ...], defaults: dict[str, object]) -> None:
    given = [name in defaults for name in names]
    if given != sorted(given):
        raise TypeError(f"{kind}: a default comes before a field without one")


def altered(kept: Value, **fields: object) -> Value:
    """The same value with some fields otherwise; TypeError for a field it does not have."""
    names = type(kept).__match_args__  # type: ignore[attr-defined]
    return type(kept)(**{name: getattr(kept, name) for name in names} | fields)


def _initialiser(
    made: type, names: tuple[str, ...], defaults: dict[str, object]
) -> Callable[..., None]:
    """`__init__`, which writes each slot by its own descriptor, since the class itself is fixed."""
    given = ", ".join(f"{name}=_default_{name}" if name in defaults else name for name in names)
    lines = [f" _put_{name}(self, {name})" for name in names]
    lines += [" self.__post_init__()"] if "__post_init__" in made.__dict__ else []
    scope: dict[str, Any] = {f"_default_{name}": default for name, default in defaults.items()}
    scope |= {f"_put_{name}": made.__dict__[name].__set__ for name in names}
    source = f"def __init__(self, {given}):\n" + ("\n".join(lines) or " pass")
    exec(source, scope)  # noqa: S102  names of fields only, as a data class does it
    initialiser: Callable[..., None] = scope["__init__"]
    return initialiser


def _contents(self: object) -> tuple[object, ...]:
    return tuple(getattr(self, name) for name in type(self).__match_args__)  # type: ignore[attr-defined]


def _same(self: object, other: object) -> bool:
    if self is other:
        return True
    if type(self) is not type(other):
        return False
    return _contents(self) == _contents(other)


def _hash(self: object) -> int:
    return hash(_contents(self))


def _shown(self: object) -> str:
    names = type(self).__match_args__  # type: ignore[attr-defined]
    fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
    return f"{type(self).__qualname__}({fields})"


def _fixed(self: object, name: str, _new: object = None) -> None:
    raise AttributeError(f"{type(self).__name__}.{name} never changes")
