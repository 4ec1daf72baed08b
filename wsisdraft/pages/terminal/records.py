"""History, meetings, rules and foreign texts on the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wsisdraft.pages.terminal.meeting import state_words
from wsisdraft.pages.terminal.page import BLANK, Page, Row, Style, flow, line
from wsisdraft.reports.history import Entry
from wsisdraft.reports.scan import ScanReport
from wsisdraft.rules.rule import Rule
from wsisdraft.text.pattern import later
from wsisdraft.text.process import Meeting, MeetingState

MOST_STRAYS = 20
_FINGERPRINT = later("(sha256:[0-9a-f]{10})[0-9a-f]{54}$")


def history_page(entries: Sequence[Entry]) -> Page:
    """What happened, the newest last, so that it stands nearest to the prompt."""
    if not entries:
        return (line("Nothing has happened to it yet."),)
    rows: list[Row] = []
    for entry in entries:
        meeting = f"meeting {entry.meeting}" if entry.meeting else "between meetings"
        style = Style.PLAIN if entry.verb else Style.WARNING
        rows.append(
            flow(
                f"{entry.when[:16].replace('T', ' ')}  ",
                (entry.summary, style),
                (f"  ({meeting}, {entry.who}, {entry.commit[:10]})", Style.DIM),
                hanging=18,
            )
        )
        rows += [flow(_short(detail), indent=18) for detail in entry.details]
    return tuple(rows)


def _short(detail: str) -> str:
    """A detail with a commit or fingerprint in it as short as commits are everywhere else."""
    key, colon, value = detail.partition(": ")
    if key == "Source":
        return _FINGERPRINT.sub(r"\1", detail)
    return f"{key}{colon}{value[:10]}" if key == "Undoes" else detail


def meetings_page(meetings: Sequence[Meeting]) -> Page:
    """The meetings, a line each."""
    if not meetings:
        return (line("No meeting is on record."),)
    widest = max(len(state_words(meeting)) for meeting in meetings)
    return tuple(
        flow(
            (f"{meeting.number:>3}", Style.REF),
            f"  {meeting.begins or '?':10} to {meeting.ends or '?':10}  ",
            (
                state_words(meeting).ljust(widest),
                Style.OPEN if meeting.state is MeetingState.OPEN else Style.PLAIN,
            ),
            f"  {meeting.place}",
            hanging=5,
        )
        for meeting in meetings
    )


def rule_page(rule: Rule) -> Page:
    """What a rule means, why, and how to mend what it finds."""
    rows: list[Row] = [line((rule.name, Style.TITLE), f"  {rule.gravity}"), flow(rule.summary)]
    for paragraph in rule.page.strip().split("\n\n"):
        rows += [BLANK, flow(" ".join(paragraph.split("\n")))]
    return tuple(rows)


def rules_page(rules: Sequence[Rule]) -> Page:
    """All rules, a line each."""
    widest = max(len(rule.name) for rule in rules)
    return tuple(
        flow(
            (f"{rule.name:{widest}}", Style.REF),
            f"  {rule.gravity:7}  {rule.summary}",
            hanging=widest + 11,
        )
        for rule in rules
    )


def scan_page(name: str, report: ScanReport) -> Page:
    """Counts with their definitions, then every stray with its place."""
    marks = report.marks
    roles = Counter(str(bracket.role) for bracket in marks.brackets)
    told = ", ".join(f"{count} {role}" for role, count in roles.most_common())
    rows: list[Row] = [
        line((name, Style.TITLE)),
        flow(
            f"{len(marks.brackets)} bracket pairs (a ] closes the latest [): {told or 'none'}",
            indent=2,
        ),
        line(
            f"  {len(marks.choices)} choices (brackets that touch), deepest nesting {marks.deepest}"
        ),
        line(f"  {len(report.labels)} labels of options and alternatives"),
        line(f"  {len(report.attributions)} attributions"),
        line(f"  {len(report.strays)} strays (a mark without its partner)"),
    ]
    rows += [
        line(
            f"{name}:{stray.line}:{stray.column}: ",
            ("unbalanced-bracket", Style.ERROR),
            f": this {stray.char} has no partner.",
        )
        for stray in report.strays[:MOST_STRAYS]
    ]
    if len(report.strays) > MOST_STRAYS:
        rows.append(line(f"  and {len(report.strays) - MOST_STRAYS} more"))
    return tuple(rows)
