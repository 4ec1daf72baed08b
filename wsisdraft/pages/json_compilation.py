"""A compilation, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wsisdraft.pages.json_submissions import decided_value, window_value

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json
    from wsisdraft.reports.compiled import Base, Compilation, Compiled, CompiledPlace, Group
    from wsisdraft.reports.redline import Redline


def compilation_value(made: Compilation) -> Json:
    """`compile`."""
    return {
        "process": made.process,
        "ref": made.scope or None,
        "window": {**window_value(made.window.window), "state": made.window.state},
        "base": _base(made.base),
        "from": made.sender or None,
        "anonymous": made.anonymous,
        "summary": {
            "proposals": len(made.proposals),
            "submissions": made.submissions,
            "stakeholders": made.sponsors,
            "late": made.late,
            "groups": made.groups,
            "unread": made.unread,
            "outcomes": dict(made.outcomes),
        },
        "places": [_place(each) for each in made.places],
    }


def _base(base: Base) -> Json:
    return {
        "at": base.when,
        "label": base.label,
        "day": base.day or None,
        "commit": base.commit or None,
        "why": base.why or None,
    }


def _place(place: CompiledPlace) -> Json:
    return {
        "ref": place.ref,
        "now": place.now or None,
        "kind": place.kind,
        "title": place.title or None,
        "status": place.status or None,
        "text": place.text,
        "in_base": place.in_base,
        "alternatives": [
            {"name": each.name, "by": list(each.by), "text": each.text}
            for each in place.alternatives
        ],
        "facilitators": list(place.facilitators),
        "groups": [_group(each) for each in place.groups],
    }


def _group(group: Group) -> Json:
    return {
        "alternative": group.alternative or None,
        "words": _words(group.words),
        "quote_is": str(group.misfit) if group.misfit is not None else None,
        "stakeholders": group.sponsors,
        "proposals": [_proposal(each) for each in group.proposals],
    }


def _proposal(each: Compiled) -> Json:
    return {
        "name": each.name,
        "from": list(each.by),
        "stakeholders": list(each.stakeholders),
        "kind": str(each.kind),
        "quote": each.quote or None,
        "text": each.words,
        "received": each.received,
        "late": each.late,
        "differs": _words(each.differs),
        **decided_value(each.disposition),
    }


def _words(words: Redline) -> Json:
    return [[str(sign), run] for sign, run in words]
