"""The wording that was agreed, looked for in the history when the text no longer reads so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from wsisdraft.repository.clone import Clone
from wsisdraft.repository.objects import ObjectReader
from wsisdraft.repository.raw_log import raw_log
from wsisdraft.text.frozen import EMPTY


def agreed_wordings(
    clone: Clone,
    wanted: Sequence[tuple[str, str]],
    fingerprint_of: Callable[[bytes], str],
    had: Mapping[str, Sequence[str]] = EMPTY,
) -> dict[str, bytes | None]:
    """For each path and fingerprint the newest state of that file which fits; two git processes.

    `had` are the paths such a file has had, its present one the last. None where this clone's
    history holds no such state, as a shallow one may.
    """
    if not wanted or not clone.tip:
        return {path: None for path, _ in wanted}
    places = {path: had.get(path, (path,)) for path, _ in wanted}
    paths = dict.fromkeys(each for several in places.values() for each in several)
    blobs: dict[str, list[str]] = {}
    for row in raw_log(clone, (clone.tip,), list(paths)):
        for blob in (row.new, row.old):
            if blob:
                blobs.setdefault(row.path, []).append(blob)
    unique = sorted({blob for found in blobs.values() for blob in found})
    with ObjectReader(clone.git) as objects:
        stored = dict(zip(unique, objects.each(unique, 1 << 20), strict=True))
    data = {blob: each.data for blob, each in stored.items() if each is not None and each.data}
    found: dict[str, bytes | None] = {}
    for path, fingerprint in wanted:
        states = (
            data[blob]
            for each in reversed(places[path])
            for blob in blobs.get(each, ())
            if blob in data
        )
        found[path] = next(
            (state for state in states if fingerprint_of(state) == fingerprint), None
        )
    return found
