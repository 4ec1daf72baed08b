"""What a check came to, as workflow commands: GitHub shows them beside the lines of a change.

A runner reads commands from what a step prints, so text of the draft is kept from forming one:
escaped as the runner unescapes it, every unseen character visibly escaped, on a line of ours.
"""

from __future__ import annotations

from wsisdraft.pages.terminal.check import verdict
from wsisdraft.pages.terminal.findings import summary_line
from wsisdraft.pages.terminal.page import plain
from wsisdraft.reports.checked import Checked
from wsisdraft.reports.since import SettledMove
from wsisdraft.text.characters import seen_in_line
from wsisdraft.text.finding import Finding, Gravity


def github(made: Checked) -> str:
    """One command a finding, one a settled text that moved by verbs, then a line for the log.

    GitHub shows the first ten errors and warnings of a step: settled text comes first.
    """
    lines = [_finding(finding) for finding in made.findings]
    since = made.since
    if since is not None:
        lines += [_moved(move) for move in since.settled if move.on_record]
        lines.append(
            _visible(f"Since {since.asked} ({since.base[:10]}): {len(since.files)} files.")
        )
    counts = (made.count(Gravity.ERROR), made.count(Gravity.WARNING))
    lines.append(_visible(plain(summary_line(made.paragraphs, *counts))))
    return "\n".join(lines) + "\n"


def _finding(finding: Finding) -> str:
    kind = "error" if finding.gravity is Gravity.ERROR else "warning"
    place = finding.place
    properties = {"title": finding.rule}
    if place is not None:
        line, column = str(place.line), str(place.column)
        properties = {"file": place.path, "line": line, "col": column, **properties}
    return _command(kind, properties, finding.message, f"help: {finding.remedy}")


def _moved(move: SettledMove) -> str:
    old, new = move.status
    status = old if old == new else f"{old} → {new or 'gone'}"
    properties = {"file": move.path, "title": "settled text changed on record"}
    return _command("notice", properties, f"{move.ref}, {status}, {verdict(move)}")


def _command(kind: str, properties: dict[str, str], *message: str) -> str:
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{kind} {given}::" + "%0A".join(map(_data, message))


def _data(text: str) -> str:
    """Text as the message of a command."""
    return _visible(text).replace("%", "%25")


def _property(text: str) -> str:
    """Text as the value of a property."""
    return "".join(_PROPERTY.get(char, char) for char in _visible(text))


_PROPERTY = {"%": "%25", ":": "%3A", ",": "%2C"}


def _visible(text: str) -> str:
    """In one line, and without the `##` by which older commands, and those of others, begin."""
    return seen_in_line(text).replace("##", "#<U+0023>")
