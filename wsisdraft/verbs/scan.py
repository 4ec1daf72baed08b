"""scan: what the bracket scanner sees in any text from outside."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wsisdraft.carry_out import DONE, REFUSED, leave, put_out, refused, telling
from wsisdraft.pages.json_reports import scan_value
from wsisdraft.pages.terminal.records import scan_page
from wsisdraft.reports.scan import scan_report
from wsisdraft.text.characters import seen_in_line
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.quoting import quoted
from wsisdraft.verbs.shared.options import Options, sharing


def foreign_text(name: str) -> str | Refusal:
    """A file's characters as they stand, no line end translated."""
    import sys

    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        why = f"byte {error.start + 1} is not UTF-8"
    except (OSError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or "there is no such file"
    return refuse(
        "unreadable-file",
        f"{quoted(name)} cannot be scanned: {why}.",
        "Name a text in UTF-8, or - for standard input.",
    )


@sharing("format")
def command(
    given: Options,
    file: Annotated[
        str, typer.Argument(help="A text in UTF-8, - for standard input.", metavar="FILE")
    ],
) -> None:
    """Scan any text for brackets: pairs, nesting, roles, choices, strays.

    Exits with 1 when a mark has no partner.

    Example: wsisdraft scan draft.md --format json
    """
    with telling(given):
        text = foreign_text(file)
        if isinstance(text, Refusal):
            leave(refused(text, given, {}))
        report = scan_report(str(text))
        put_out(given, lambda: scan_page(seen_in_line(file), report), lambda: scan_value(report))
        leave(REFUSED if report.strays else DONE)
