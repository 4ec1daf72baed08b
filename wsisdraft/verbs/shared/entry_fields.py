"""What is put on record about a bracket that a verb makes."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.notation.fields import Fields
from wsisdraft.notation.spelling import scalar
from wsisdraft.text.bracket import Role
from wsisdraft.text.finding import Refusal, misused
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Occasion

ROLES = tuple(str(role) for role in Role if role is not Role.LINK)


def entry_fields(
    occasion: Occasion,
    *,
    by: Sequence[str] = (),
    against: Sequence[str] = (),
    proposal: str = "",
    note: str = "",
    role: str = "",
    submission: str = "",
) -> Fields:
    """The fields of a new entry, those left out of which there is nothing to say."""
    fields: Fields = {}
    if by:
        fields["by"] = list(by)
    if against:
        fields["against"] = list(against)
    words = {"since": occasion.meeting, "proposal": proposal, "note": note.strip(), "role": role}
    words["submission"] = submission
    return fields | {key: word for key, word in words.items() if word}


def unfit_entry(note: str, role: str = "") -> Refusal | None:
    """Refuses a note that cannot stand in a file, and a role that there is not."""
    if note and (not note.strip() or scalar(note) is None):
        return misused(
            "malformed-note",
            f"{quoted(note)} cannot be a note.",
            "Write it in one line of ordinary characters.",
        )
    if role and role.strip().lower() not in ROLES:
        return misused(
            "unknown-role",
            f"{quoted(role)} is no role of a bracket.",
            f"Roles: {', '.join(ROLES)}.",
        )
    return None
