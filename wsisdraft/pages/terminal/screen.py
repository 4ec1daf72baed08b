"""Where pages meet the world: width, colour, pipes."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable
from typing import TextIO

from wsisdraft.pages.terminal.page import Line, Row, Style, laid_out, line, plain

_COLOURS = {
    Style.TITLE: "bold",
    Style.REF: "bold cyan",
    Style.OPEN: "yellow",
    Style.SETTLED: "green",
    Style.DIM: "dim",
    Style.ERROR: "bold red",
    Style.WARNING: "bold yellow",
    Style.HELP: "cyan",
    Style.BRACKET: "magenta",
    Style.PUT_IN: "green underline",
    Style.TAKEN_OUT: "red strike",
}

_FORCING = ("CLICOLOR_FORCE", "FORCE_COLOR")
"""Variables by which whoever reads a pipe asks for colours."""


def show(page: Iterable[Row], *, error: bool = False, paged: bool = False) -> None:
    """Print a page; colours on a terminal only, lines unbroken into a pipe.

    `COLUMNS` is obeyed even into a pipe; `NO_COLOR` and dumb terminals get no colours,
    `CLICOLOR_FORCE` and `FORCE_COLOR` have them in a pipe too. `paged` is for what is read: where
    it is longer than the window, the user's pager shows it. Raises OSError where the stream cannot
    take it.
    """
    stream = sys.stderr if error else sys.stdout
    lines: Iterable[Line] = laid_out(page, _width(stream))
    if os.environ.get("GITHUB_ACTIONS") == "true":
        lines = map(_no_command, lines)
    if paged and stream.isatty():
        lines = list(lines)
        if len(lines) >= shutil.get_terminal_size().lines and _paged(lines, stream):
            return
    if _coloured(stream):
        _show_coloured(lines, stream)
    else:
        stream.write("".join(f"{plain(each)}\n" for each in lines))
    stream.flush()


def _paged(lines: Iterable[Line], stream: TextIO) -> bool:
    """Has the user read it in a pager; False where there is none."""
    from wsisdraft.pages.terminal.pager import pager, shown_in

    command = pager()
    if not command:
        return False
    written = io.StringIO()
    if _coloured(stream):
        _show_coloured(lines, written)
    else:
        written.writelines(f"{plain(each)}\n" for each in lines)
    stream.flush()
    return shown_in(command, written.getvalue())


def _no_command(row: Line) -> Line:
    """A line in which a runner of workflows finds no command, whatever a draft says.

    It takes a line that begins with `::`, after blanks, and `##[` anywhere for one.
    """
    words = plain(row)
    if "##[" not in words and not words.lstrip().startswith("::"):
        return row
    begun = words[: len(words) - len(words.lstrip())]
    rest = words.lstrip().replace("##[", "#<U+0023>[")
    if rest.startswith("::"):
        rest = f"<U+003A>{rest[1:]}"
    return line(begun + rest)


def _width(stream: TextIO) -> int | None:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 0:
        return int(columns)
    if stream.isatty():
        return shutil.get_terminal_size().columns
    return None


def _coloured(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in ("", "0") for name in _FORCING):
        return True
    if os.environ.get("CLICOLOR") == "0":
        return False
    return stream.isatty() and os.environ.get("TERM", "") not in ("", "dumb")


def _show_coloured(lines: Iterable[Line], stream: TextIO) -> None:
    from rich.console import Console
    from rich.text import Text

    # The lines are laid out already: Rich may colour, and nothing else.
    console = Console(
        file=stream,
        force_terminal=True,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=True,
        width=10_000,
        # As much as every terminal has, also where Rich would think it has none.
        color_system="standard",
    )
    for each in lines:
        text = Text(no_wrap=True)
        for piece in each:
            text.append(piece.text, _COLOURS.get(piece.style, ""))
        console.print(text, soft_wrap=True)
