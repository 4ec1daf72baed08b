"""What came in, on the screen: receipts, windows, the list and the matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.pages.terminal.page import BLANK, Page, Row, Style, cut, flow, line, padded
from wsisdraft.reports.came_in import ProposalOutcome, SubmissionOutcome, WindowOutcome
from wsisdraft.reports.receipt_check import ReceiptCheck
from wsisdraft.reports.submissions import (
    Listed,
    Listing,
    Placed,
    Receipt,
    WindowState,
    became,
    outcomes_of,
    received_words,
)
from wsisdraft.text.submission import Window

MOST_ABOUT = 6
"""Places a receipt names; the record has them all."""
NARROW = 80
_KIND = 13
_MARGIN = 2


def came_in_rows(
    windows: Sequence[WindowOutcome], submissions: Sequence[SubmissionOutcome]
) -> Iterator[Row]:
    """What a verb did to windows and submissions."""
    for each in windows:
        yield from _window_outcome(each)
    for submission in submissions:
        if submission.what == "gone":
            yield flow(
                (submission.receipt.symbol, Style.REF),
                f"  is no longer on record: {submission.receipt.path}",
                hanging=2,
            )
        else:
            yield from receipt_rows(submission.receipt)


def disposed_rows(proposals: Sequence[ProposalOutcome]) -> Iterator[Row]:
    """What became of proposals, each with its kind, its sponsors and the words of it."""
    for each in proposals:
        kind = str(each.proposal.kind)
        kind = f"{kind} comment" if each.proposal.kind.comment else kind
        yield flow(
            (each.name, Style.REF),
            f"  {kind} on {each.proposal.ref}, by ",
            (", ".join(each.submission.by), Style.TITLE),
            hanging=2,
        )
        quote, words = (" ".join(said.split()) for said in (each.proposal.quote, each.words))
        said = f"“{cut(quote, 28)}”" if quote else ""
        said += f"{': ' if quote and words else ''}{words}"
        if said:
            yield line(f"  {cut(said, NARROW - 2)}")
        old, new = each.before, each.proposal.disposition
        before = f"{old.outcome} → " if old is not None and old != new else ""
        outcome, told = became(new)
        settled = new is not None and new.outcome.final
        style = Style.SETTLED if settled else Style.OPEN
        yield flow((f"→ {before}", Style.DIM), (outcome, style), told, indent=2, hanging=4)


def _window_outcome(each: WindowOutcome) -> Iterator[Row]:
    if each.what == "gone":
        yield flow(f"The window {each.window.name} is no longer on record.")
        return
    yield line(("Window ", Style.TITLE), (each.window.name, Style.REF), f"  {each.window.title}")
    yield flow(_days(each.window), indent=2)
    about = ", ".join(each.window.about) or "all texts"
    base = f" as {sent_out(each.window.base)}" if each.window.base else ""
    yield flow(f"On {about}{base}.", indent=2, hanging=4)
    yield line((f"  {each.window.path}", Style.DIM))


def _days(window: Window) -> str:
    opens = f"Opens on {window.opens}" if window.opens else "Open"
    return f"{opens}, {f'last day {window.closes}' if window.closes else 'no last day yet'}."


def receipt_rows(made: Receipt) -> Iterator[Row]:
    """Symbol, hash, time, how many proposals, and what they are about."""
    yield flow(
        (made.symbol, Style.REF), "  submission of ", (", ".join(made.by), Style.TITLE), hanging=2
    )
    late: tuple[str | tuple[str, Style], ...] = ()
    if made.late:
        late = ("; ", ("late", Style.WARNING), f", the last day was {made.late}")
    yield flow(
        f"Received   {received_words(made.received)}, window {made.window}", *late, indent=2,
        hanging=13,
    )  # fmt: skip
    sha = made.fingerprint.removeprefix("sha256:") or "not on record"
    yield line(f"  SHA-256    {sha}")
    yield flow(f"Proposals  {_counted(made)}", indent=2, hanging=13)
    about = ", ".join(made.about[:MOST_ABOUT])
    more = len(made.about) - MOST_ABOUT
    yield flow(f"About      {about}{f' and {more} more' if more > 0 else ''}", indent=2, hanging=13)
    yield line((f"  Filed as   {made.path}", Style.DIM))


def _counted(made: Receipt) -> str:
    kinds = ", ".join(f"{count} {kind}" for kind, count in made.kinds)
    return f"{made.proposals}: {kinds}" if kinds else "none"


def receipt_page(made: ReceiptCheck) -> Page:
    """The receipt again, and whether a file is what came in."""
    rows = list(receipt_rows(made.receipt))
    if made.same:
        rows.append(flow((f"{made.name} is what came in, to the byte.", Style.SETTLED), hanging=2))
    elif made.name and not made.receipt.fingerprint:
        rows.append(
            flow(("No hash of what came in is on record; nothing can be said.", Style.WARNING))
        )
    elif made.name:
        sha = made.fingerprint.removeprefix("sha256:")
        rows.append(flow((f"{made.name} is not what came in: its SHA-256 is", Style.ERROR)))
        rows.append(line(f"             {sha}"))
    return tuple(rows)


def windows_page(states: Sequence[WindowState]) -> Page:
    """The windows, a line or two each."""
    if not states:
        return (
            line("No window for submissions is on record."),
            line(("Next: ", Style.HELP), "wsisdraft window open NAME --closes DATE"),
        )
    return tuple(row for each in states for row in _window(each))


def _window(each: WindowState) -> Iterator[Row]:
    window = each.window
    yield flow(
        (window.name, Style.REF),
        f"  {window.opens or '?'} to {window.closes or '?'}  ",
        (each.state, Style.OPEN if each.state == "open" else Style.PLAIN),
        f"  {window.title}" if window.title else "",
        hanging=2,
    )
    about = ", ".join(window.about) or "all texts"
    base = f" as {sent_out(window.base)}" if window.base else ""
    late = f" ({each.late} late)" if each.late else ""
    yield flow(
        f"On {about}{base}; {_number(each.submissions, 'submission')}{late}, "
        f"{_number(each.proposals, 'proposal')}, {each.open} open.",
        indent=2,
    )


def sent_out(base: str) -> str:
    """The state a window sent out, to follow "as"."""
    return f"meeting {base} left it" if base.isdecimal() else f"it stood at {base}"


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def submissions_page(made: Listing) -> Page:
    """The submissions under their windows, and how many of which kind of stakeholder."""
    rows: list[Row] = []
    by_window: dict[str, list[Listed]] = {}
    for each in made.submissions:
        by_window.setdefault(each.receipt.window, []).append(each)
    for state in made.windows:
        rows += [BLANK] if rows else []
        rows += _window(state)
        rows += (row for each in by_window.pop(state.window.name, ()) for row in _listed(each))
    # A folder without a window's file.
    rows += (row for own in by_window.values() for each in own for row in _listed(each))
    if not made.submissions:
        return (*rows, line("No submission is on record here."))
    counted = ", ".join(f"{count} {kind}" for kind, count in made.kinds)
    outcomes = ", ".join(f"{count} {name}" for name, count in outcomes_of(made.proposals))
    return (
        *rows,
        BLANK,
        flow(f"{_number(len(made.submissions), 'submission')}: {counted}.", hanging=2),
        flow(f"{_number(len(made.proposals), 'proposal')}: {outcomes}.", hanging=2),
    )


def _listed(each: Listed) -> Iterator[Row]:
    made = each.receipt
    late: tuple[str | tuple[str, Style], ...] = ("  ", ("late", Style.WARNING)) if made.late else ()
    yield flow(
        (padded(made.symbol, 9), Style.REF),
        f" {made.received[:10]}  ",
        (", ".join(made.by), Style.TITLE),
        f" ({', '.join(each.kinds)})",
        *late,
        indent=2,
        hanging=12,
    )
    about = ", ".join(each.about[:MOST_ABOUT]) or "nothing that is in the text"
    more = len(each.about) - MOST_ABOUT
    still = f", {each.open} open" if each.open else ""
    yield flow(
        f"{_number(made.proposals, 'proposal')}{still} on {about}"
        f"{f' and {more} more' if more > 0 else ''}",
        indent=12,
    )


def matrix_page(made: Listing) -> Page:
    """Every proposal under what it is about, with what became of it."""
    if not made.proposals:
        return (line("No proposal is on record here."),)
    rows: list[Row] = []
    widest = max(len(each.name) for each in made.proposals)
    by_place: dict[str, list[Placed]] = {}
    for each in made.proposals:
        by_place.setdefault(each.ref, []).append(each)
    for ref, own in by_place.items():
        opening = made.headings.get(ref) or "(no base text)"
        opening = opening if own[0].address else "not in the text"
        rows += [BLANK] if rows else []
        rows.append(line((ref, Style.REF), f"  {cut(opening, NARROW - len(ref) - 2)}"))
        rows += (row for each in own for row in _proposal(each, widest))
    outcomes = ", ".join(f"{count} {name}" for name, count in outcomes_of(made.proposals))
    return (
        *rows,
        BLANK,
        flow(f"{_number(len(made.proposals), 'proposal')}: {outcomes}.", hanging=2),
    )


def _proposal(each: Placed, widest: int) -> Iterator[Row]:
    """Name, kind and who in a line; the words; what became of it."""
    left = _MARGIN + widest + 2
    who = cut(", ".join(each.by), NARROW - left - _KIND - 6)
    yield line(
        " " * _MARGIN,
        (padded(each.name, widest + 2), Style.REF),
        padded(str(each.proposal.kind), _KIND),
        (who, Style.TITLE),
        *(("  ", ("late", Style.WARNING)) if each.late else ()),
    )
    words = _first_words(each)
    if words:
        yield line(f"{' ' * left}{cut(words, NARROW - left)}")
    decided = each.disposition
    style = Style.OPEN if decided is None or not decided.outcome.final else Style.SETTLED
    outcome, told = became(decided)
    yield flow(("→ ", Style.DIM), (outcome, style), told, indent=left, hanging=left + 2)


def _first_words(each: Placed) -> str:
    """What is said, in one line: the quote where words of it go, then the words."""
    words = " ".join(each.words.split())
    quote = " ".join(each.proposal.quote.split())
    if quote and words:
        return f"“{cut(quote, 28)}”: {words}"
    return f"“{quote}”" if quote else words
