"""The commits that closed meetings, one for each closing, in the order of the negotiation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.repository.clone import Clone
from wsisdraft.repository.objects import ObjectReader
from wsisdraft.repository.tags import TAGS, closings
from wsisdraft.text.frozen import frozen
from wsisdraft.text.process import Meeting


@frozen
class ClosedState:
    """The state in which a meeting was closed."""

    meeting: Meeting
    name: str
    """`4`, or `4.1` of a second closing."""
    commit: str
    """Empty where this clone does not know it."""

    @property
    def tag(self) -> str:
        return f"meeting/{self.name}"


def meeting_states(clone: Clone, meetings: Sequence[Meeting]) -> tuple[ClosedState, ...]:
    """Every closing of these meetings: by its tag, else by the commit that closed it.

    In the order of the meetings' numbers; one that was opened again stands where it was closed
    again. At most two git processes.
    """
    named = list(_closings(meetings))
    with ObjectReader(clone.git) as objects:
        tags = [f"{TAGS}meeting/{name}^{{commit}}" for _, name in named]
        tagged = [stored.id if stored else "" for stored in objects.each(tags)]
    again = any("." in name for _, name in named)
    recorded = closings(clone, clone.tip) if again or not all(tagged) else ()
    by_tag = {each.tag: each.commit for each in reversed(recorded)}
    states = [
        ClosedState(meeting, name, commit or by_tag.get(f"meeting/{name}", ""))
        for (meeting, name), commit in zip(named, tagged, strict=True)
    ]
    order = {each.commit: -position for position, each in enumerate(recorded)}
    if again and all(state.commit in order for state in states):
        states.sort(key=lambda state: order[state.commit])
    return tuple(states)


def _closings(meetings: Sequence[Meeting]) -> Iterator[tuple[Meeting, str]]:
    """The names of all closings: a meeting that is open again was closed before."""
    for meeting in meetings:
        for again in range(len(meeting.reopened) + bool(meeting.closed)):
            yield meeting, f"{meeting.number}.{again}" if again else meeting.number
