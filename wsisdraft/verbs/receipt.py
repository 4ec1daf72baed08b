"""receipt: the receipt of a submission again, and whether a file is what came in."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import DONE, REFUSED, look
from wsisdraft.pages.json_submissions import receipt_check_value
from wsisdraft.pages.terminal.submissions import receipt_page
from wsisdraft.reports.receipt_check import ReceiptCheck
from wsisdraft.reports.submissions import receipt
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal
from wsisdraft.verbs.shared.completion import complete_symbols
from wsisdraft.verbs.shared.given_bytes import fingerprint_of, name_given
from wsisdraft.verbs.shared.named_submission import named_submission
from wsisdraft.verbs.shared.options import Options, reading
from wsisdraft.verbs.shared.sent_file import bytes_sent
from wsisdraft.verbs.shared.windows import windows_text


def checked(text: Text, symbol: str, file: str) -> ReceiptCheck | Refusal:
    """The receipt from the record, and the hash of the file that is said to be it."""
    named = named_submission(text, symbol)
    if isinstance(named, Refusal):
        return named
    made = receipt(text, named.submission)
    if not file:
        return ReceiptCheck(made)
    data = bytes_sent(file)
    if isinstance(data, Refusal):
        return data
    name = name_given(file)
    return ReceiptCheck(made, name, fingerprint_of(data))


@reading
def command(
    given: Options,
    symbol: Annotated[
        str,
        typer.Argument(
            help="The symbol it was given, V1/B/5.",
            metavar="SYMBOL",
            autocompletion=complete_symbols,
        ),
    ],
    file: Annotated[
        str,
        typer.Argument(
            help="Say whether this file is what came in, - for standard input.",
            metavar="[FILE]",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Print the receipt of a submission: symbol, SHA-256, time, what it is about.

    With a file, says whether that is what came in, to the byte; exits with 1 where it is not.

    Examples: wsisdraft receipt V1/B/5
              wsisdraft receipt V1/B/5 s.md
    """
    look(
        [],
        given,
        lambda view, _: checked(windows_text(view), symbol, file),
        page=receipt_page,
        value=receipt_check_value,
        code=lambda made: DONE if made.same or not made.name else REFUSED,
    )
