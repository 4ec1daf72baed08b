"""What commits did to the files of a paragraph or chapter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from wsisdraft.notation.past_commit import FileChange, PastCommit
from wsisdraft.notation.record import Record
from wsisdraft.repository.clone import Clone
from wsisdraft.repository.objects import ObjectReader
from wsisdraft.repository.raw_log import raw_log


def history(
    clone: Clone,
    start: str,
    folders: Sequence[str],
    wanted: Callable[[str], bool],
    *,
    contents: Callable[[str], bool] = lambda _: True,
    since: str = "",
) -> tuple[PastCommit, ...]:
    """The commits reachable from `start` that changed wanted files in the folders, oldest first.

    Of files whose contents are not asked for only the names are told. `since` leaves out what that
    commit rests on.
    """
    by_commit: dict[str, list[tuple[str, str, str]]] = {}
    for row in raw_log(clone, (start, f"^{since}^@") if since else (start,), folders):
        if wanted(row.path):
            by_commit.setdefault(row.commit, []).append((row.path, row.old, row.new))
    blobs = sorted(
        {
            blob
            for rows in by_commit.values()
            for path, old, new in rows
            if contents(path)
            for blob in (old, new)
            if blob
        }
    )
    with ObjectReader(clone.git) as objects:
        stored = dict(zip(blobs, objects.each(blobs, 1 << 20), strict=True))
        told = tuple(_commits(objects, tuple(reversed(by_commit))))
    data = {blob: each.data for blob, each in stored.items() if each is not None}

    def changes(rows: list[tuple[str, str, str]]) -> tuple[FileChange, ...]:
        return tuple(FileChange(path, data.get(old), data.get(new)) for path, old, new in rows)

    return tuple(
        PastCommit(commit, email, record, changes(by_commit[commit]))
        for commit, email, record in told
    )


def _commits(objects: ObjectReader, ids: Sequence[str]) -> Iterator[tuple[str, str, Record]]:
    """The committer's address and the record of each commit."""
    for commit, stored in zip(ids, objects.each(ids), strict=True):
        yield commit, *_told(b"" if stored is None else stored.data or b"")


def _told(commit: bytes) -> tuple[str, Record]:
    """The same from what git stores of a commit: headers, a blank line, the message."""
    head, _, message = commit.partition(b"\n\n")
    headers = dict(_header(line) for line in head.split(b"\n"))
    committer = headers.get(b"committer", b"").decode("utf-8", "replace")
    email = committer.partition("<")[2].partition(">")[0]
    return email, Record.read(_decoded(message, headers.get(b"encoding", b"utf-8")))


def _header(line: bytes) -> tuple[bytes, bytes]:
    key, _, value = line.partition(b" ")
    return key, value


def _decoded(message: bytes, encoding: bytes) -> str:
    """A message in the encoding that its commit names; in UTF-8 where nobody knows that."""
    try:
        return message.decode(encoding.decode("ascii", "replace"), "replace")
    except LookupError:
        return message.decode("utf-8", "replace")
