"""What changed beside the words, each in a phrase of the field."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.reports.beside_brackets import beside_brackets
from wsisdraft.text.draft import Chapter, Section
from wsisdraft.text.paragraph import BracketEntry, Mandate, Paragraph, Pending


def beside_paragraph(was: Paragraph, now: Paragraph) -> Iterator[str]:
    """The wording that had been agreed, mandate, condition, brackets, printed number."""
    agreed = was.settled
    if agreed is not None and now.settled is None:
        where = f" in meeting {agreed.meeting}" if agreed.meeting else ""
        yield f"had been agreed on {agreed.date}{where}, {agreed.text[:19]}"
    yield from _mandate(was.mandate, now.mandate)
    yield from _condition(was, now)
    yield from beside_brackets(was, now)
    if was.printed != now.printed:
        yield f"printed as {now.printed}" if now.printed else "printed under its number again"


def beside_chapter(was: Chapter, now: Chapter) -> Iterator[str]:
    """Title, symbol, reading, mandate and the brackets over whole paragraphs."""
    if was.title != now.title:
        yield f"title: {now.title}"
    if was.symbol != now.symbol:
        yield f"symbol {now.symbol}" if now.symbol else "symbol taken away"
    if was.reading != now.reading:
        yield f"{now.reading} reading" if now.reading else "no reading yet"
    yield from _mandate(was.mandate, now.mandate)
    for handle, entry in was.brackets.items():
        if handle not in now.brackets:
            yield f"{handle} over {entry.over} lifted"
    for handle, entry in now.brackets.items():
        if handle not in was.brackets:
            yield f"{handle} over {entry.over}{_by(entry)}"


def beside_section(was: Section, now: Section) -> Iterator[str]:
    """Title and mandate."""
    if was.title != now.title:
        yield f"title: {now.title}"
    yield from _mandate(was.mandate, now.mandate)


def _by(entry: BracketEntry) -> str:
    return f" by {', '.join(entry.by)}" if entry.by else ""


def mandate_words(mandate: Mandate) -> str:
    """A mandate in one phrase."""
    task = f", {mandate.task}" if mandate.task else ""
    due = f", due {mandate.due}" if mandate.due else ""
    state = f" ({mandate.state})" if mandate.state else ""
    return f"mandate {', '.join(mandate.lead)}{state}{task}{due}"


def pending_words(pending: Pending) -> str:
    """A condition in one phrase."""
    until = f", until {pending.until}" if pending.until else ""
    return f"{pending.reason}{until}"


def _mandate(was: Mandate | None, now: Mandate | None) -> Iterator[str]:
    if was == now:
        return
    if now is None:
        yield "mandate ended"
    else:
        yield mandate_words(now)


def _condition(was: Paragraph, now: Paragraph) -> Iterator[str]:
    if was.pending == now.pending:
        return
    if now.pending is not None:
        yield f"on a condition: {pending_words(now.pending)}"
    elif was.pending is not None and now.settled is not None:
        yield f"condition met: {was.pending.reason}"
    else:
        yield "condition taken away"
