"""Taking a change of one file back although the file may have changed since.

Fields are compared one by one, brackets' entries too, and words span by span: what
the change did is undone where nobody touched it since, and refused where somebody did.
"""

from __future__ import annotations

from dataclasses import dataclass

from wsisdraft.notation.comparing import differences
from wsisdraft.notation.fields import Fields, Value
from wsisdraft.notation.front_matter import read_front_matter, read_yaml
from wsisdraft.notation.rewriting import with_field, without_field
from wsisdraft.notation.words import tokens

_ENTRIES = ("brackets", "issued", "decisions")
"""Mappings of which each entry stands for itself."""
_COMPUTED = ("besides",)
"""What is worked out from the paragraphs it speaks of, not put back as it was written."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What the change did has been touched since."""

    what: str
    """`status`, `brackets b1`, `the words`."""


def taken_back(path: str, before: str, after: str, now: str) -> str | Touched:
    """The file without the change from `before` to `after`; `now` is how it stands."""
    if now == after:
        return before
    yaml = path.endswith(".yaml")
    if not yaml and _another(before, after):
        return Touched("the paragraph")
    source = _fields_back(before, after, now, yaml=yaml)
    if isinstance(source, Touched):
        return source
    if yaml:
        return _in_their_lines(source, before, after, now, yaml=yaml)
    words = _words_back(*(_parts(each)[1] for each in (before, after, now)))
    if isinstance(words, Touched):
        return words
    headers = (_parts(each)[0] for each in (source, before, after, now))
    return _in_their_lines(*headers, yaml=yaml) + words


def _another(before: str, after: str) -> bool:
    """Whether the change put another paragraph into the file, as when numbers change."""
    ids = [_read(each, yaml=False).get("id") for each in (before, after)]
    return None not in ids and ids[0] != ids[1]


def _parts(source: str) -> tuple[str, str]:
    """Front matter and words."""
    body_start = read_front_matter(source, "").body_start
    return source[:body_start], source[body_start:]


def _read(source: str, *, yaml: bool) -> Fields:
    return (read_yaml(source, "") if yaml else read_front_matter(source, "")).fields


def _flat(fields: Fields) -> dict[tuple[str, ...], Value]:
    """The fields by path, entries of brackets each by itself."""
    flat: dict[tuple[str, ...], Value] = {}
    for key, value in fields.items():
        if key in _ENTRIES and isinstance(value, dict):
            flat |= {(key, name): entry for name, entry in value.items()}
        else:
            flat[(key,)] = value
    return flat


def _fields_back(before: str, after: str, now: str, *, yaml: bool) -> str | Touched:
    old, new, there = (_flat(_read(each, yaml=yaml)) for each in (before, after, now))
    source = now
    for keys in dict.fromkeys((*old, *new)):
        was, did, stands = old.get(keys), new.get(keys), there.get(keys)
        if was == did:
            continue
        if keys[0] in _COMPUTED:
            continue
        if stands != did:
            return Touched(" ".join(keys))
        if was is None:
            source = without_field(source, keys, yaml=yaml)
        else:
            source = with_field(source, keys, was, yaml=yaml)
    return source


def _in_their_lines(source: str, before: str, after: str, now: str, *, yaml: bool) -> str:
    """The fields of `source` in the lines they stood in, where the lines around them stayed."""
    lines = _without(*(each.split("\n") for each in (before, after, now)))
    text = source if lines is None else "\n".join(lines)
    return text if _read(text, yaml=yaml) == _read(source, yaml=yaml) else source


def _words_back(before: str, after: str, now: str) -> str | Touched:
    if before == after:
        return now
    if now == after:
        return before
    if before == now:
        return Touched("the words")
    words = _without(tokens(before), tokens(after), tokens(now))
    return Touched("the words") if words is None else "".join(words)


def _without(before: list[str], after: list[str], now: list[str]) -> list[str] | None:
    """Words as they stand now, but as before where the change was; None where the two meet."""
    back, since = _edits(after, before), _edits(after, now)
    if _meet(back, since):
        return None
    pieces: list[str] = []
    done = 0
    for start, end, new in sorted((*back, *since)):
        pieces += [*after[done:start], *new]
        done = end
    return [*pieces, *after[done:]]


_Edit = tuple[int, int, list[str]]
"""New words for a stretch of words."""


def _edits(one: list[str], other: list[str]) -> list[_Edit]:
    return [(i1, i2, other[j1:j2]) for i1, i2, j1, j2 in differences(one, other)]


def _meet(back: list[_Edit], since: list[_Edit]) -> bool:
    """Whether a stretch of the one overlaps or touches a stretch of the other."""
    edges = sorted([(start, end, 0) for start, end, _ in back] + [(s, e, 1) for s, e, _ in since])
    furthest = [-1, -1]
    for start, end, side in edges:
        if start <= furthest[1 - side]:
            return True
        furthest[side] = end
    return False
