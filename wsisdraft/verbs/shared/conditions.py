"""Agreement on a condition: what it waits for, as verbs are given it and tell of it."""

from __future__ import annotations

from wsisdraft.notation.spelling import scalar
from wsisdraft.text.day import malformed_day
from wsisdraft.text.finding import Finding, Refusal, misused
from wsisdraft.text.paragraph import Paragraph, Pending
from wsisdraft.verbs.shared.trailers import about


def condition_rows(pending: Pending | None) -> list[tuple[str, str]]:
    """What the record says of a condition."""
    if pending is None:
        return []
    until = f"; until {pending.until}" if pending.until else ""
    return [("Pending", f"{pending.reason}{until}")]


def condition_given(reason: str | None, until: str) -> Pending | Refusal | None:
    """The condition that the options give, or none."""
    if reason is None:
        if not until:
            return None
        told = "A day is given, but not what the agreement waits for."
        return misused("malformed-pending", told, 'Add --pending "capital: Norland".')
    if not reason.strip() or scalar(reason.strip()) is None:
        told = "What the agreement waits for has to be said in ordinary characters."
        return misused("malformed-pending", told, 'Write --pending "capital: Norland".')
    return malformed_day("--until", until) or Pending(reason.strip(), until)


def without_condition(paragraph: Paragraph) -> Finding:
    """A condition asked for where the agreement has none."""
    ref = paragraph.address
    return about(
        paragraph,
        0,
        "agreed-without-condition",
        f"{ref} is {paragraph.status} without any condition.",
        f"wsisdraft reopen {ref} --why TEXT first, if the room goes back to it.",
    )


def conditional(paragraph: Paragraph, pending: Pending) -> Finding:
    """A later step asked for while the agreement waits."""
    return about(
        paragraph,
        0,
        "pending",
        f"{paragraph.address} is {paragraph.status} on a condition: {pending.reason}.",
        f"wsisdraft confirm {paragraph.address}, when it is met.",
    )
