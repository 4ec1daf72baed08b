"""What only a verb writes into a file, and a hand must leave as it is on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.front_matter import locate_key, read_front_matter, read_yaml
from wsisdraft.text.finding import Finding
from wsisdraft.text.quoting import quoted
from wsisdraft.text.span import place_of

__all__ = ["changed_by_hand"]

NAME = "changed-by-hand"

_PARAGRAPH: Mapping[str, str] = {
    "status": "wsisdraft agree {ref} settles it, wsisdraft reopen {ref} --why TEXT opens it",
    "settled": "wsisdraft reopen {ref} --why TEXT, or wsisdraft correct {ref} for a slip",
    "pending": "wsisdraft confirm {ref} takes a condition away",
    "id": "a paragraph keeps the id it was given",
    "former": "it says where the paragraph stood before",
}
_CHAPTER: Mapping[str, str] = {
    "status": "wsisdraft declare {ref} declares what is so",
    "as-of": "wsisdraft declare {ref} declares what is so",
    "besides": "wsisdraft declare {ref} computes it",
}
_MEETING: Mapping[str, str] = {
    "opened": "wsisdraft meeting open opens a meeting",
    "closed": "wsisdraft meeting close closes it",
    "issued": "wsisdraft meeting close writes what was issued",
}
_NEW = ("settled", "issued")
"""What not even a new file may say."""


def changed_by_hand(path: str, old: str, new: str, ref: str) -> Iterator[Finding]:
    """Each key that only verbs write and that reads otherwise than on record, at its place.

    `old` is empty for a new file, which may have everything that does not say what was agreed.
    """
    yaml = path.endswith(".yaml")
    keys = _keys(path)
    if not keys:
        return
    was, now = (
        (read_yaml(source, path) if yaml else read_front_matter(source, path)).fields
        for source in (old, new)
    )
    for key, verb in keys.items():
        if old and _differs(was, now, key):
            said = f"{key} {_said(was.get(key))} on record and {_said(now.get(key))} here"
            told, remedy = f"{said}; no hand changes it.", "Put it back as it was"
        elif not old and key in _NEW and key in now:
            told, remedy = f"The file is new and has {key}; no hand writes it.", "Take it away"
        else:
            continue
        at = locate_key(new, (key,), yaml=yaml)
        place = place_of(path, new, at.start if at else 0)
        yield Finding(place, NAME, told, f"{remedy}; {verb.format(ref=ref or 'REF')}.", ref=ref)


def _keys(path: str) -> Mapping[str, str]:
    if path.endswith("/chapter.yaml"):
        return _CHAPTER
    if path.startswith("drafts/meetings/"):
        return _MEETING
    return {} if path.endswith(".yaml") or path.startswith("drafts/statements/") else _PARAGRAPH


def _differs(was: Fields, now: Fields, key: str) -> bool:
    return was.get(key) != now.get(key) and not (key == "id" and was.get(key) is None)


def _said(value: Value | None) -> str:
    if value is None:
        return "does not stand"
    return f"is {quoted(value)}" if isinstance(value, str) else "reads otherwise"
