"""A few words to say strict JSON schemas in: every key is described, and always there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"
Schema: TypeAlias = dict[str, Json]


def record(about: str, /, **fields: Schema) -> Schema:
    """An object that has all these keys and no other."""
    keys: list[Json] = list(fields)
    return {
        "description": about,
        "type": "object",
        "properties": {**fields},
        "required": keys,
        "additionalProperties": False,
    }


def text(about: str, **more: Json) -> Schema:
    return {"description": about, "type": "string", **more}


def count(about: str, least: int = 0) -> Schema:
    return {"description": about, "type": "integer", "minimum": least}


def truth(about: str) -> Schema:
    return {"description": about, "type": "boolean"}


def many(about: str, each: Schema) -> Schema:
    return {"description": about, "type": "array", "items": each}


def counts(about: str) -> Schema:
    return {"description": about, "type": "object", "additionalProperties": count("How many.")}


def one_of(about: str, words: list[str]) -> Schema:
    choice: list[Json] = list(words)
    return {"description": about, "type": "string", "enum": choice}


def maybe(known: Schema) -> Schema:
    """The same, or null where there is none."""
    made = dict(known)
    made["type"] = [str(known["type"]), "null"]
    if isinstance(choice := known.get("enum"), list):
        made["enum"] = [*choice, None]
    return made


def either(about: str, *ways: Schema) -> Schema:
    listed: list[Json] = list(ways)
    return {"description": about, "oneOf": listed}
