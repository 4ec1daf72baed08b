"""report: the chair's main outcomes of a meeting, or the agenda of the next, by a template."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Annotated

import typer

from wsisdraft.carry_out import DONE, leave, refused, telling
from wsisdraft.notation.reading import PROCESS_FILE, STAKEHOLDERS_FILE, Readings, read
from wsisdraft.pages.agenda_values import agenda_values
from wsisdraft.pages.outcomes_values import outcomes_values
from wsisdraft.pages.template_words import Language
from wsisdraft.pages.templating import OWN, Plain, Templates, filled
from wsisdraft.pages.terminal.page import Row as PageRow
from wsisdraft.pages.terminal.page import flow
from wsisdraft.pages.terminal.progress import progress
from wsisdraft.reports.outcomes import Outcomes, outcomes
from wsisdraft.reports.trend import Row, row
from wsisdraft.repository.ground import CannotProceed
from wsisdraft.repository.meeting_states import ClosedState, meeting_states
from wsisdraft.repository.past_states import PastStates
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.layout import Layout
from wsisdraft.text.process import Meeting, MeetingState
from wsisdraft.verbs.shared.deadlines import agenda_of
from wsisdraft.verbs.shared.meetings import known, unknown, unreadable
from wsisdraft.verbs.shared.options import Options, sharing
from wsisdraft.verbs.shared.templates import misnamed, templates
from wsisdraft.view import View

FORMATS = {"markdown": Language.MARKDOWN, "html": Language.HTML}


@frozen
class Report:
    """What a template is given, and what the record lacks for it."""

    template: str
    values: dict[str, Plain]
    lacking: tuple[tuple[str, str], ...]
    """Sentences without their full stops, each with its remedy."""


def of_meeting(view: View, number: str) -> Report | Refusal:
    """The main outcomes of a meeting: by the text it closed with, else by that of now."""
    made = main_outcomes(view, number)
    if isinstance(made, Refusal):
        return made
    lacking = tuple((each.message, each.remedy) for each in made.lacks)
    return Report("outcomes", outcomes_values(made), lacking)


def of_next(view: View) -> Report:
    """The agenda that the next meeting needs."""
    made = agenda_of(view)
    lacking = (each.partition(": ") for each in made.lacking)
    return Report(
        "agenda", agenda_values(made), tuple((what, remedy) for what, _, remedy in lacking)
    )


def main_outcomes(view: View, number: str) -> Outcomes | Refusal:
    """The outcomes of the meeting of a number; of the open one, or the last, where none is given.

    Refused where there is no such meeting, it is only planned, or its file cannot be read whole.
    """
    paths = {PROCESS_FILE, STAKEHOLDERS_FILE, *(path for _, path in view.layout.meetings)}
    now = read(view.source.read(paths), view.layout)
    meeting = known(now, number) if number else _latest(now)
    if meeting is None:
        return unknown(now, number) if number else _no_meeting()
    broken = unreadable(now, meeting.path)
    if broken is not None:
        view.sources.update(now.sources)
        return broken
    if meeting.state is MeetingState.PLANNED:
        return refuse(
            "meeting-planned",
            f"Meeting {meeting.number} is planned, and nothing has come of it yet.",
            "wsisdraft report --next writes its agenda.",
        )
    text, rows = _states(view, now, meeting)
    closed = text is not None
    if text is None:
        text = view.read()
        rows.append(row(text, None, ""))
    # What was completed after the closing counts: kinds of stakeholders, meetings planned since.
    text = altered(text, stakeholders=now.stakeholders, meetings=now.meetings)
    return outcomes(text, meeting, rows, closed=closed)


def _states(view: View, now: Text, meeting: Meeting) -> tuple[Text | None, list[Row]]:
    """The text that the meeting closed with, and the trend up to it, as far as they are here."""
    with view.clone.git.one_reader():
        states = list(meeting_states(view.clone, now.meetings))
        places = [n for n, each in enumerate(states) if each.meeting.number == meeting.number]
        own = states[places[-1]] if places and meeting.closed else None
        upto = states[: places[-1] + 1] if own is not None else states
        past = PastStates(view.clone.git)
        known_before: Readings = {}
        rows: list[Row] = []
        text = None
        with progress("Reading the text of meetings", len(upto)) as advance:
            for state in upto:
                found = _text_of(past, state, known_before)
                if found is not None:
                    rows.append(row(found, state.name, _closed_on(found, state)))
                    text = found if state is own else text
                advance()
    return text, rows


def _text_of(past: PastStates, state: ClosedState, known_before: Readings) -> Text | None:
    """The whole text that a meeting closed with; None where this clone has it no more."""
    if not state.commit:
        return None
    try:
        source = past.at(state.commit)
        names = source.names()
        return read(source.read(), Layout.of(names), known_before) if names else None
    except CannotProceed:
        return None


def _closed_on(text: Text, state: ClosedState) -> str:
    """The day of a closing, as the file said then."""
    return next((m.closed for m in text.meetings if m.number == state.meeting.number), "")


def _latest(text: Text) -> Meeting | None:
    """The meeting that is open, else the one closed last."""
    closed = [m for m in text.meetings if m.state is MeetingState.CLOSED]
    return text.meeting or (max(closed, key=lambda m: m.closed) if closed else None)


def _no_meeting() -> Refusal:
    return refuse(
        "unknown-meeting",
        "No meeting was opened yet.",
        "wsisdraft meeting open N opens one; wsisdraft report --next writes an agenda.",
    )


def written(given: Options, made: Callable[[View], Report | Refusal]) -> None:
    """Fills the template of a report and puts it out; what the record lacks goes to stderr."""
    with telling(given, tuple(FORMATS)):
        view = View.open(given.repo, "")
        report = made(view)
        known_templates = templates(view, FORMATS[given.format])
        if isinstance(report, Refusal):
            leave(refused(report, given, view.sources))
        if isinstance(known_templates, Refusal):
            leave(refused(known_templates, given, view.sources))
        page = filled(report.template, report.values, known_templates)
        if isinstance(page, Refusal):
            leave(refused(page, given, view.sources))
        sys.stdout.write(page)
        sys.stdout.flush()
        beside = tuple(_beside(report, known_templates))
        if beside:
            from wsisdraft.pages.terminal.screen import show

            show(beside, error=True)
        leave(DONE)


def _beside(report: Report, known_templates: Templates) -> Iterator[PageRow]:
    """What the report leaves out, with what puts it on record; and a template that is not used."""
    if report.lacking:
        yield flow("Left out, as it is not on record:")
    for what, remedy in report.lacking:
        yield flow(f"{what}. ", f"{remedy}.", indent=2, hanging=4)
    slip = misnamed(report.template, known_templates)
    if slip:
        wanted = f"{report.template}.{known_templates.language}.j2"
        yield flow(f"{OWN}/{slip} is not used: to stand in place of ours it is called {wanted}.")


def _misuse(number: str, coming: bool) -> Refusal | None:
    if not (number and coming):
        return None
    return misused(
        "malformed-options",
        f"Either the outcomes of meeting {number} or the agenda of the next one can be written.",
        f"wsisdraft report {number}, or wsisdraft report --next.",
    )


@sharing("format", "repo", formats=tuple(FORMATS))
def command(
    given: Options,
    number: Annotated[
        str,
        typer.Argument(
            help="The meeting's number; the open one, or the last, if left out.",
            metavar="[N]",
            show_default=False,
        ),
    ] = "",
    coming: Annotated[
        bool,
        typer.Option("--next", help="The agenda of the next meeting: what is open, who moves."),
    ] = False,
) -> None:
    """Write the main outcomes of a meeting, every figure from the record, in Markdown or HTML.

    A template of the draft's own, drafts/templates/outcomes.md.j2 or .html.j2 (agenda.md.j2 for
    --next), stands in place of ours. What the record lacks is left out and told on standard error.

    Examples: wsisdraft report 4
              wsisdraft report 4 --format html > report.html
              wsisdraft report --next
    """
    if given.format == "text":
        given = altered(given, format="markdown")
    misuse = _misuse(number.strip(), coming)
    if misuse is not None:
        with telling(given, tuple(FORMATS)):
            leave(refused(misuse, given, {}))
    written(given, of_next if coming else lambda view: of_meeting(view, number.strip()))
