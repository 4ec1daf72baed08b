"""Who settles: the working group, the plenary, and at which step of the ladder."""

from __future__ import annotations

from wsisdraft.notation.spelling import scalar
from wsisdraft.text.finding import Refusal, misused
from wsisdraft.text.frozen import frozen
from wsisdraft.text.quoting import quoted
from wsisdraft.text.status import Ladder


@frozen
class SettledStep:
    """The step at which something is to be settled, and the body that does it."""

    status: str
    body: str = ""
    """Empty in a process of one body."""
    named: bool = False
    """Whether the body was named, and not only the step that it gives."""


def settled_step(ladder: Ladder, status: str, body: str) -> SettledStep | Refusal:
    """The step meant by a status, by a body, or by neither: then the first settled one.

    A body of the ladder stands for its step; another one is taken at its word where the ladder
    names none, or where the step is said too.
    """
    spoken = " ".join(body.split())
    if status and not ladder.settled(status):
        steps = ", ".join(name for name in ladder.names if ladder.settled(name))
        return misused(
            "unknown-status", f"{status} is no settled step.", f"Settled steps: {steps}."
        )
    if spoken:
        return _misuse(ladder, status, spoken) or _named(ladder, status, spoken)
    step = status or ladder.first_settled
    return SettledStep(step, ladder.bodies.get(step, ""))


def _steps(ladder: Ladder, body: str) -> list[str]:
    """The steps that a body gives, its name in any case."""
    return [step for step, each in ladder.bodies.items() if each.casefold() == body.casefold()]


def _misuse(ladder: Ladder, status: str, body: str) -> Refusal | None:
    own = _steps(ladder, body)
    if scalar(body) is None:
        return misused(
            "malformed-body",
            "The name of the body holds characters that are not seen.",
            "Say it in ordinary characters, as --body plenary.",
        )
    if own and status and status not in own:
        return misused(
            "unknown-body",
            f"The step of {quoted(body)} is {own[0]}, and not {status}.",
            f"Say --body {quoted(ladder.bodies.get(status, body))}, or leave out --as.",
        )
    if ladder.bodies and not own and not status:
        known = ", ".join(dict.fromkeys(ladder.bodies.values()))
        return misused(
            "unknown-body",
            f"No step of the ladder is that of {quoted(body)}.",
            f"Bodies: {known}. For another one, --as STATUS says the step too.",
        )
    return None


def _named(ladder: Ladder, status: str, body: str) -> SettledStep:
    own = _steps(ladder, body)
    if own:
        return SettledStep(status or own[0], ladder.bodies[own[0]], named=True)
    return SettledStep(status or ladder.first_settled, body, named=True)
