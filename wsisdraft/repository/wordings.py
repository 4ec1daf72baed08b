"""The wording that was agreed, looked for in the history when the text no longer reads so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wsisdraft.repository.clone import Clone
from wsisdraft.repository.objects import ObjectReader
from wsisdraft.repository.raw_log import raw_log


def agreed_wordings(
    clone: Clone, wanted: Sequence[tuple[str, str]], fingerprint_of: Callable[[bytes], str]
) -> dict[str, bytes | None]:
    """For each path and fingerprint the newest state of that file which fits; two git processes.

    None where this clone's history holds none, as a shallow one may.
    """
    if not wanted or not clone.tip:
        return {path: None for path, _ in wanted}
    rows = raw_log(clone, (clone.tip,), [path for path, _ in wanted])
    blobs: dict[str, list[str]] = {}
    for row in rows:
        for blob in (row.new, row.old):
            if blob:
                blobs.setdefault(row.path, []).append(blob)
    unique = sorted({blob for found in blobs.values() for blob in found})
    with ObjectReader(clone.git) as objects:
        stored = dict(zip(unique, objects.each(unique, 1 << 20), strict=True))
    data = {blob: each.data for blob, each in stored.items() if each is not None and each.data}
    found: dict[str, bytes | None] = {}
    for path, fingerprint in wanted:
        states = (data[blob] for blob in blobs.get(path, ()) if blob in data)
        found[path] = next(
            (state for state in states if fingerprint_of(state) == fingerprint), None
        )
    return found
