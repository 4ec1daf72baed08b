"""The shapes as JSON schemas, for editors and other tools.

`python -m wsisdraft.notation.json_schema schema/` writes them into a folder. Two things a schema
cannot say stay with the reader: how a file is spelled (no tabs, no anchors, three levels), and that
every scalar is text; a number without quotes is taken where its characters could be the text.
"""

from __future__ import annotations

from typing import TypeAlias

from wsisdraft.notation.meeting_shapes import MEETING
from wsisdraft.notation.shape import Choice, Many, Record, Shape, Table, Word
from wsisdraft.notation.shapes import (
    ALTERNATIVE,
    CHAPTER,
    DOCUMENT,
    PARAGRAPH,
    PROCESS,
    SECTION,
    STAKEHOLDERS,
    STATEMENT,
)
from wsisdraft.notation.spelling import LONGEST_KEY
from wsisdraft.notation.submission_shapes import SUBMISSION, WINDOW

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json]"

DIALECT = "https://json-schema.org/draft/2020-12/schema"

KINDS: dict[str, tuple[Record | Table, str]] = {
    "paragraph": (PARAGRAPH, "The front matter of a paragraph's file, as `vision/B/21.md`."),
    "alternative": (ALTERNATIVE, "The front matter of an alternative, as `21.alt-1.md`."),
    "statement": (
        STATEMENT,
        "The front matter of a reservation, interpretation, objection or note.",
    ),
    "submission": (SUBMISSION, "The front matter of a submission: `submissions/2014-03/1.md`."),
    "window": (WINDOW, "A time for submissions: `submissions/2014-03/window.yaml`."),
    "chapter": (CHAPTER, "A chapter's title, and what is declared of it: `chapter.yaml`."),
    "section": (SECTION, "A section of a chapter: `section.yaml`."),
    "document": (DOCUMENT, "A document: `document.yaml`."),
    "process": (PROCESS, "The process: `process.yaml`."),
    "meeting": (MEETING, "A meeting: `meetings/4.yaml`."),
    "stakeholders": (STAKEHOLDERS, "Who takes part, by name: `stakeholders.yaml`."),
}
"""Every kind of file with what it is."""


def schema_of(shape: Shape) -> dict[str, Json]:
    """A shape in the words of JSON Schema 2020-12; it takes the same fields as the shape."""
    if isinstance(shape, Word):
        return {"type": _scalar_types(shape), "pattern": _whole(shape)}
    if isinstance(shape, Choice):
        return {"type": "string", "enum": [str(word) for word in shape.words]}
    if isinstance(shape, Many):
        return _many(shape)
    if isinstance(shape, Record):
        return _record(shape)
    return _table(shape)


def schema(kind: str) -> dict[str, Json]:
    """The schema of a kind of file, with its title and description."""
    shape, about = KINDS[kind]
    head: dict[str, Json] = {
        "$schema": DIALECT,
        "title": shape.name[:1].upper() + shape.name[1:],
        "description": about,
    }
    return head | schema_of(shape)


def _whole(word: Word) -> str:
    return f"^(?:{word.pattern})$"


def _scalar_types(word: Word) -> Json:
    return ["string", "number"] if word.number else "string"


def _many(shape: Many) -> dict[str, Json]:
    """One item, or a list of them: each keyword speaks of its own type only."""
    item = schema_of(shape.each)
    types = item["type"]
    single: list[Json] = types if isinstance(types, list) else [types]
    many = {**item, "type": [*single, "array"], "items": item}
    if shape.least:
        many["minItems"] = shape.least
    return many


def _record(shape: Record) -> dict[str, Json]:
    properties: dict[str, Json] = {
        key: {"description": field.about, **schema_of(field.shape)}
        for key, field in shape.fields.items()
    }
    required: list[Json] = [key for key, field in shape.fields.items() if field.required]
    said: dict[str, Json] = {"type": "object", "properties": properties}
    if required:
        said["required"] = required
    return said | {"additionalProperties": False}


def _table(shape: Table) -> dict[str, Json]:
    said: dict[str, Json] = {
        "type": "object",
        "propertyNames": {"pattern": _whole(shape.key), "maxLength": LONGEST_KEY},
        "additionalProperties": schema_of(shape.each),
    }
    if shape.among:
        # Not every value is another word: at least one is this.
        said["allOf"] = [
            {"not": {"additionalProperties": {"not": {"const": word}}}} for word in shape.among
        ]
    return said


def schema_text(kind: str) -> str:
    """The schema's file."""
    import json

    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    import sys
    from pathlib import Path

    for folder in map(Path, sys.argv[1:]):
        folder.mkdir(parents=True, exist_ok=True)
        for name in KINDS:
            (folder / f"{name}.schema.json").write_text(schema_text(name), encoding="utf-8")
