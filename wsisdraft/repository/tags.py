"""The annotated tags that name the commits which closed a meeting."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from wsisdraft.notation.process_files import read_meeting
from wsisdraft.notation.record import Record
from wsisdraft.repository.clone import Clone
from wsisdraft.repository.git import Call, shown, told
from wsisdraft.repository.ground import CannotProceed
from wsisdraft.repository.identity import identities
from wsisdraft.repository.objects import ObjectReader
from wsisdraft.repository.signing import signing, tags_are_signed
from wsisdraft.text.frozen import frozen
from wsisdraft.text.process import Meeting

TAGS = "refs/tags/"
CLOSING = "meeting close"
"""The verb that closes a meeting, as records call it."""
TAG = "Tag"
"""The row of such a record that names the tag."""
_LARGEST = 1 << 16


@frozen
class Closing:
    """A commit that closed a meeting, as its record says and its files bear out."""

    number: str
    tag: str
    """`meeting/4`, or `meeting/4.1` of a second closing."""
    commit: str


def closings(clone: Clone, start: str, *, newest: bool = False) -> tuple[Closing, ...]:
    """Every closing reachable from a commit, the newest first, or only that; two git processes.

    A record is believed where the meeting's file says at that commit that it is closed.
    """
    if not start:
        return ()
    most = ("--max-count=1",) if newest else ()
    options = ("--fixed-strings", f"--grep=Verb: {CLOSING}", "--format=%H%x00%B%x00")
    out = clone.git.run(Call("log", (*most, *options), names=(start,))).decode("utf-8", "replace")
    words = out.split("\0")
    claimed = [
        (commit.strip(), number)
        for commit, message in zip(words[::2], words[1::2], strict=False)
        if (number := _closed_by(Record.read(message)))
    ]
    return tuple(_borne_out(clone, claimed))


def _closed_by(record: Record) -> str:
    return record.value("Meeting") if record.value("Verb") == CLOSING else ""


def _borne_out(clone: Clone, claimed: Sequence[tuple[str, str]]) -> Iterator[Closing]:
    with ObjectReader(clone.git) as objects:
        paths = [(f"drafts/meetings/{number}.yaml", number) for _, number in claimed]
        lawful = [path if number.replace("-", "").isalnum() else "" for path, number in paths]
        names = [f"{commit}:{path}" for (commit, _), path in zip(claimed, lawful, strict=True)]
        for (commit, number), stored in zip(claimed, objects.each(names, _LARGEST), strict=True):
            if stored is None or stored.kind != "blob" or stored.data is None:
                continue
            source = stored.data.decode("utf-8", "replace")
            meeting = read_meeting(number, f"drafts/meetings/{number}.yaml", source)[0]
            if meeting.closed:
                yield Closing(number, meeting.tag, commit)


def tagged(clone: Clone, tag: str) -> str:
    """The commit a tag names in this clone; empty where there is no such tag, or it names none."""
    with ObjectReader(clone.git) as objects:
        stored = objects.one(f"{TAGS}{tag}^{{commit}}")
        return stored.id if stored is not None and stored.kind == "commit" else ""


def make_tag(clone: Clone, closing: Closing) -> str:
    """Names a closing by its annotated tag; answers a sentence on what went wrong, or nothing.

    The tag is its maker's, signed where the user's own configuration says so. One that is there
    stays as it is: a tag is never moved.
    """
    again = f"wsisdraft meeting close {closing.number} makes it."
    with ObjectReader(clone.git) as objects:
        there = objects.one(f"{TAGS}{closing.tag}")
        commit = objects.one(f"{TAGS}{closing.tag}^{{commit}}") if there else None
    if there is not None:
        if commit is not None and commit.id == closing.commit:
            return ""
        what = f"names {commit.id[:10]}" if commit is not None else f"names a {there.kind}"
        return (
            f"The tag {closing.tag} is there already and {what}, not {closing.commit[:10]}; it is "
            f"left. If it is wrong, git tag -d {closing.tag}, then {again}"
        )
    try:
        failure = _make(clone, closing)
    except CannotProceed as ground:
        failure = ground.message
    return f"The tag {closing.tag} could not be made: {failure} When that is mended, {again}" * (
        failure != ""
    )


def _make(clone: Clone, closing: Closing) -> str:
    """Why git would not make it; empty where it did."""
    sign = signing(clone.config)
    how = "--sign" if tags_are_signed(clone.config) else "--no-sign"
    reply = clone.git.ask(
        Call(
            "tag",
            ("--annotate", how, "--cleanup=verbatim", "--file=-"),
            names=(closing.tag, closing.commit),
            data=f"Meeting {closing.number} closed\n".encode(),
            extra=identities(clone),
            settings=sign.settings,
        )
    )
    if not reply.code:
        return ""
    why = told(reply.err)
    return f"{shown(why)}." if why else "git did not say why."


def make_missing(clone: Clone, start: str, wanted: Collection[Meeting]) -> tuple[str, ...]:
    """Makes the tags that closed meetings should have and this clone has not; a sentence on each.

    Only closings reachable from `start` can be named; a shallow clone may not hold them.
    """
    tags = {f"meeting/{meeting.number}" for meeting in wanted}
    said: list[str] = []
    for closing in closings(clone, start):
        known = closing.tag.partition(".")[0] in tags
        if not known or tagged(clone, closing.tag):
            continue
        failure = make_tag(clone, closing)
        said.append(failure or f"The tag {closing.tag} names {closing.commit[:10]} again.")
    return tuple(said)
