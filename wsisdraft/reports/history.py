"""What happened to a text, in the words of the negotiation.

A commit's record is believed only where its content bears it out: a status step it claims must be
the one its files took. Any other commit is told as a change outside the verbs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wsisdraft.notation.front_matter import read_front_matter, read_yaml
from wsisdraft.notation.past_commit import Authorship, FileChange, PastCommit
from wsisdraft.notation.record import MOVED, SETTLED_BY, UNDECLARED, UNDOES, Record
from wsisdraft.reports.beside import body_words
from wsisdraft.text.address import Address

OUTSIDE = "changed outside the verbs"
TOLD = (
    "Status",
    MOVED,
    "Besides",
    "Facilitators",
    "Lifted",
    "Edited",
    "Added",
    "Removed",
    "Sponsors",
    "Statement",
    "Window",
    "Submitted",
    "Disposed",
    "Tied",
    "Moved",
    "Split",
    "Split-from",
    "Merged",
    "Merged-into",
    "Doubt",
    "Source",
    "Counted",
    "Why",
    UNDOES,
)
"""Trailers that a history tells; the others are for machines."""
STEPS = ("Status", MOVED)
"""Those that say what something was before and after."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One commit, as it concerns what was asked about."""

    commit: str
    when: str
    """ISO 8601 with offset, the author's."""
    who: str
    """Name of the author: whose hand it was."""
    verb: str
    """Empty for a commit made outside the verbs, or whose record its content does not bear out."""
    ref: str
    by: str
    meeting: str
    summary: str
    details: tuple[str, ...] = ()
    """Further lines: status steps, reasons, wordings."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a record says of one REF."""

    ref: str
    said: tuple[tuple[str, str], ...]
    """The trailers that follow the REF, `("Status", "under-review -> pre-agreed")`."""

    @property
    def status(self) -> tuple[str, str] | None:
        """The step claimed, if one is."""
        said = next((value for key, value in self.said if key == "Status"), "")
        old, arrow, new = said.partition(" -> ")
        return (old, new) if arrow else None


def claims(record: Record) -> tuple[Claim, ...]:
    """The record's trailers by REF; those before the first REF belong to none."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for key, value in record.trailers:
        if key == "Ref":
            found.append((value, []))
        elif found:
            found[-1][1].append((key, value))
    return tuple(Claim(ref, tuple(said)) for ref, said in found)


def entries(
    commits: Sequence[PastCommit], written: Mapping[str, Authorship], scope: Address
) -> tuple[Entry, ...]:
    """The commits as told of a paragraph, chapter or document, in the order given."""
    return tuple(_entry(commit, written[commit.id], scope) for commit in commits)


def _entry(commit: PastCommit, written: Authorship, scope: Address) -> Entry:
    record = commit.record
    verb = record.value("Verb")
    believed = bool(verb) and borne_out(commit)
    claimed = claims(record)
    subject = record.subject or "(without a word)"
    return Entry(
        commit=commit.id,
        when=written.when,
        who=written.who,
        verb=verb if believed else "",
        ref=str(scope) if scope.number is not None or not claimed else claimed[0].ref,
        by=record.value("By") if believed else "",
        meeting=record.value("Meeting") if believed else "",
        summary=subject if believed else f"{OUTSIDE}: {subject}",
        details=tuple(_details(claimed, scope, record.value("On"))) if believed else (),
    )


def borne_out(commit: PastCommit) -> bool:
    """Whether every status step that the record claims of these files was really taken."""
    changes = {each.path: each for each in commit.changes}
    for claim in claims(commit.record):
        step, change = claim.status, changes.get(_path(claim.ref))
        if step is not None and change is not None and step != _step(change):
            return False
    return True


def _path(ref: str) -> str:
    address = Address.of(ref)
    if address is None:
        return ""
    return address.path


def _step(change: FileChange) -> tuple[str, str]:
    return _status(change.path, change.old), _status(change.path, change.new)


def _status(path: str, data: bytes | None) -> str:
    source = (data or b"").decode("utf-8", "replace")
    yaml = path.endswith(".yaml")
    fields = (read_yaml(source, path) if yaml else read_front_matter(source, path)).fields
    status = fields.get("status", UNDECLARED if yaml else "")
    return status if isinstance(status, str) else ""


def _details(claimed: Sequence[Claim], scope: Address, day: str) -> Iterator[str]:
    for claim in claimed:
        address = Address.of(claim.ref)
        inside = address is not None and address.within(scope)
        if not inside or (scope.number is None and address != scope):
            continue
        for key, value in claim.said:
            if key == SETTLED_BY:
                yield f"agreed by {body_words(value)} on {day}"
            elif key in TOLD:
                yield f"{key}: {value.replace(' -> ', ' → ') if key in STEPS else value}"
