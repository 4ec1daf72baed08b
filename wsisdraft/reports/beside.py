"""What changed beside the words, each in a phrase of the field."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.reports.beside_brackets import beside_brackets
from wsisdraft.text.draft import Chapter, Section
from wsisdraft.text.paragraph import (
    Alternative,
    BracketEntry,
    Mandate,
    Paragraph,
    Pending,
    Settled,
)


def beside_paragraph(was: Paragraph, now: Paragraph) -> Iterator[str]:
    """The wording that had been agreed, mandate, condition, brackets, printed number."""
    yield from beside_agreement(was, now)
    yield from beside_brackets(was, now)
    yield from beside_number(was, now)


def beside_agreement(was: Paragraph, now: Paragraph) -> Iterator[str]:
    """The wording that had been agreed, mandate, condition."""
    agreed = was.settled
    if agreed is not None and now.settled is None:
        yield f"had been {agreed_words(agreed)}, {agreed.text[:19]}"
    if now.settled is not None and now.settled.by and now.settled != agreed:
        yield agreed_words(now.settled)
    yield from beside_mandate(was.mandate, now.mandate)
    yield from _condition(was, now)


def beside_number(was: Paragraph, now: Paragraph) -> Iterator[str]:
    """How its number is printed."""
    if was.printed != now.printed:
        yield f"printed as {now.printed}" if now.printed else "printed under its number again"


def beside_alternative(was: Alternative, now: Alternative) -> Iterator[str]:
    """Name, whose it is, brackets."""
    pairs = (("called", was.name, now.name), ("by", ", ".join(was.by), ", ".join(now.by)))
    for what, before, after in pairs:
        if before != after:
            yield f"{what} {after or 'nobody'}; before: {before or 'nobody'}"
    yield from beside_brackets(was, now)


def beside_chapter(was: Chapter, now: Chapter) -> Iterator[str]:
    """Title, symbol, reading, mandate and the brackets over whole paragraphs."""
    if was.title != now.title:
        yield f"title: {now.title}"
    if was.symbol != now.symbol:
        yield f"symbol {now.symbol}" if now.symbol else "symbol taken away"
    yield from beside_declaration(was, now)


def beside_declaration(was: Chapter, now: Chapter) -> Iterator[str]:
    """Reading, mandate and the brackets over whole paragraphs."""
    if was.reading != now.reading:
        yield f"{now.reading} reading" if now.reading else "no reading yet"
    yield from beside_mandate(was.mandate, now.mandate)
    yield from _facilitators(was, now)
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
    yield from beside_mandate(was.mandate, now.mandate)
    yield from _facilitators(was, now)


def _facilitators(was: Chapter | Section, now: Chapter | Section) -> Iterator[str]:
    """Who facilitates from now on, and who does no more."""
    came = [name for name in now.facilitators if name not in was.facilitators]
    gone = [name for name in was.facilitators if name not in now.facilitators]
    if came:
        yield f"facilitated by {', '.join(came)}"
    if gone:
        yield f"no longer facilitated by {', '.join(gone)}"


def _by(entry: BracketEntry) -> str:
    return f" by {', '.join(entry.by)}" if entry.by else ""


def body_words(body: str) -> str:
    """A body as it stands in a sentence: `the plenary`, but `Committee A`."""
    return body if body[:1].isupper() else f"the {body}"


def agreed_words(settled: Settled) -> str:
    """By whom, when and where a paragraph was agreed, in one phrase."""
    by = f" by {body_words(settled.by)}" if settled.by else ""
    where = f" in meeting {settled.meeting}" if settled.meeting else ""
    return f"agreed{by} on {settled.date}{where}"


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


def beside_mandate(was: Mandate | None, now: Mandate | None) -> Iterator[str]:
    """Who redrafts, where that is otherwise now."""
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
