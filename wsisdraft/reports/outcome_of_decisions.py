"""What a change does to the decisions of a meeting, each in a phrase."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.text.process import Decision, Meeting


def decisions_changed(was: Meeting, now: Meeting) -> Iterator[str]:
    """What was decided, what is otherwise than it was, what is done, and what is off the record."""
    before = {each.name: each for each in was.decisions}
    for decision in now.decisions:
        old = before.pop(decision.name, None)
        if old is None or old.text != decision.text:
            yield f"decided: {decision.text}{_charge(decision)} ({now.number}/{decision.name})"
        elif old != decision:
            yield from _otherwise(f"{now.number}/{decision.name}", old, decision)
    for gone in before.values():
        yield f"no longer on record: {gone.text} ({now.number}/{gone.name})"


def _charge(decision: Decision) -> str:
    lead = f"; lead {', '.join(decision.lead)}" if decision.lead else ""
    return f"{lead}{f'; due {decision.due}' if decision.due else ''}"


def _otherwise(name: str, old: Decision, new: Decision) -> Iterator[str]:
    if old.due != new.due:
        before = f"; before: {old.due}" if old.due and new.due else ""
        yield f"{name}: due {new.due}{before}" if new.due else f"{name}: due on no day"
    if old.lead != new.lead:
        before = f"; before: {', '.join(old.lead)}" if old.lead and new.lead else ""
        yield f"{name}: lead {', '.join(new.lead) or 'nobody'}{before}"
    if old.done != new.done:
        yield f"{name}: done on {new.done}" if new.done else f"{name}: not done"
    if old.result != new.result and new.result:
        yield f"{name}: {new.result}"
