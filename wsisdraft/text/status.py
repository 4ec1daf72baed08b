"""The ladder of statuses a process has agreed on."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from wsisdraft.text.frozen import altered, computed, frozen


class Standing(StrEnum):
    """What a status means for the words of a paragraph."""

    OPEN = "open"
    SETTLED = "settled"
    DELETED = "deleted"


DELETED = "deleted"
"""Every ladder ends in it; a deleted paragraph keeps its file and number."""


@frozen
class Step:
    name: str
    standing: Standing
    body: str = ""
    """Of a settled step: the body that gives it, where a process has several."""


@frozen
class Ladder:
    """Statuses in the order a text climbs them, open ones first; `deleted` stands outside."""

    steps: tuple[Step, ...]
    names: tuple[str, ...] = computed(lambda ladder: tuple(step.name for step in ladder.steps))
    _standings: Mapping[str, Standing] = computed(lambda ladder: _standings(ladder.steps))
    bodies: Mapping[str, str] = computed(
        lambda ladder: {step.name: step.body for step in ladder.steps if step.body}
    )
    """Who settles, by the step: `plenary`; empty where a process has one body alone."""

    def standing(self, status: str) -> Standing | None:
        """What the status means, or None where the process does not know it."""
        return self._standings.get(status)

    def settled(self, status: str) -> bool:
        return self._standings.get(status) is Standing.SETTLED

    def reaches(self, status: str, goal: str) -> bool:
        """Whether `status` is `goal` or a later step."""
        names = self.names
        return status in names and goal in names and names.index(status) >= names.index(goal)

    @property
    def first_settled(self) -> str:
        return next(s.name for s in self.steps if s.standing is Standing.SETTLED)

    @property
    def last_open(self) -> str:
        return [s.name for s in self.steps if s.standing is Standing.OPEN][-1]


def _standings(steps: tuple[Step, ...]) -> Mapping[str, Standing]:
    """What each status means; of two steps with one name the first counts."""
    standings = {step.name: step.standing for step in reversed(steps)}
    return standings | {DELETED: Standing.DELETED}


def ladder(**steps: str) -> Ladder:
    """A ladder from names and standings; `_` in a name stands for `-`."""
    return Ladder(
        tuple(Step(name.replace("_", "-"), Standing(kind)) for name, kind in steps.items())
    )


def with_bodies(ladder: Ladder, bodies: Mapping[str, str]) -> Ladder:
    """A ladder whose settled steps are those of these bodies, by step; others have none."""
    return Ladder(
        tuple(
            altered(step, body=bodies[step.name])
            if step.standing is Standing.SETTLED and step.name in bodies
            else step
            for step in ladder.steps
        )
    )


PRESETS = {
    # The ladders these processes have published.
    "mpp": ladder(
        zero_draft="open",
        first_draft="open",
        under_review="open",
        pre_agreed="settled",
        agreed="settled",
    ),
    "unga": ladder(
        zero_draft="open",
        under_discussion="open",
        suggested_for_closure="settled",
        agreed="settled",
    ),
    "ad-ref": ladder(
        draft="open", under_negotiation="open", agreed_ad_ref="settled", agreed="settled"
    ),
    "inb": with_bodies(
        ladder(
            proposed="open", open="open", agreed_in_group="settled", agreed_in_plenary="settled"
        ),
        {"agreed-in-group": "working group", "agreed-in-plenary": "plenary"},
    ),
}
"""The MPP's own ladder is the default; the others are for processes of other bodies."""
