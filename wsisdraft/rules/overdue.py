"""What somebody was asked to deliver by a day has come by that day."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.front_matter import locate
from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.charges import DELIVERED, Held, open_mandates
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.process import Decision, Meeting
from wsisdraft.text.span import Place, place_of

NAME = "overdue"

PAGE = """\
A mandate says who redrafts a paragraph, section or chapter, and may say by which day; so may a
decision of a meeting. Once that day is past and nothing was delivered, the next meeting will find
things as it left them. It is a warning: only those charged can mend it. A mandate over text that
is settled meanwhile, or deleted, is spent and not looked at.

To mend it, remind whoever leads. `wsisdraft mandate REF --state delivered` says that it has come,
`--due DATE` gives more time, `--end` takes the mandate away. `wsisdraft meeting done NAME` says
that a decision is carried out; `wsisdraft meeting decide --name NAME --due DATE` gives it more
time. `wsisdraft status --due` lists all that is due and who moves next.
"""


def _check(text: Text, context: Context) -> Iterator[Finding]:
    today = context.today.isoformat()
    for held in open_mandates(text):
        due = held.mandate.due
        if due and due < today and held.mandate.state != DELIVERED:
            yield _of_mandate(text, held)
    for meeting in text.meetings:
        for decision in meeting.decisions:
            if decision.due and decision.due < today and not decision.done:
                yield _of_decision(text, meeting, decision)


def _of_mandate(text: Text, held: Held) -> Finding:
    ref = str(held.address)
    return Finding(
        _place(text, held.path, ("mandate", "due")),
        NAME,
        f"{ref} was due on {held.mandate.due}, from {', '.join(held.mandate.lead)}.",
        f"wsisdraft mandate {ref} --state delivered, or --due DATE for more time.",
        Gravity.WARNING,
        ref,
    )


def _of_decision(text: Text, meeting: Meeting, decision: Decision) -> Finding:
    lead = f", from {', '.join(decision.lead)}" if decision.lead else ""
    name = f"{meeting.number}/{decision.name}"
    more_time = f"wsisdraft meeting decide --meeting {meeting.number} --name {decision.name}"
    return Finding(
        _place(text, meeting.path, ("decisions", decision.name, "due")),
        NAME,
        f"What meeting {meeting.number} decided as {decision.name} was due on "
        f"{decision.due}{lead}.",
        f"wsisdraft meeting done {name}, or {more_time} --due DATE for more time.",
        Gravity.WARNING,
    )


def _place(text: Text, path: str, keys: tuple[str, ...]) -> Place:
    source = text.sources.get(path, "")
    span = locate(source, keys, yaml=path.endswith(".yaml"))
    return place_of(path, source, span.start) if span else Place(path)


RULE = Rule(NAME, Gravity.WARNING, "What is due by a day is delivered by that day.", PAGE, _check)
