"""What a verb did, so that a tired person can check it at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.pages.terminal.outcome_in_short import new_doubt_rows, tally_rows
from wsisdraft.pages.terminal.outcome_of_places import meeting_rows, moved_rows, place_rows
from wsisdraft.pages.terminal.page import Page, Row, Style, flow, line
from wsisdraft.pages.terminal.statements import registered_row, statement_outcome_rows
from wsisdraft.pages.terminal.words import body_rows, redline_rows
from wsisdraft.reports.outcome import ChapterOutcome, Outcome, ParagraphOutcome

MOST = 40
"""Paragraphs told one by one; the record names them all."""
KEPT_BRANCH = "Branch-kept"
ONLY_LAST = ("meeting open", "meeting table", "submit", "window open", "window close")
"""Verbs that touch no file of the text, and are taken back as one's last."""


def outcome_page(outcome: Outcome) -> Page:
    """REF, opening words, status or redline of everything that changed; how to take it back."""
    rows: list[Row] = []
    for meeting in outcome.meetings:
        rows += meeting_rows(meeting)
    if outcome.tallies:
        rows += tally_rows(outcome.tallies)
    else:
        rows += _one_by_one(outcome)
    # What a closing does to chapters, their symbols, is told with the meeting.
    told_already = outcome.verb == "meeting close" or bool(outcome.tallies)
    for chapter in outcome.chapters if not told_already else ():
        rows += _chapter(chapter)
    rows += new_doubt_rows(outcome.doubts, outcome.spoken)
    for statement in outcome.statements:
        rows += statement_outcome_rows(statement)
    if outcome.windows or outcome.submissions or outcome.proposals:
        from wsisdraft.pages.terminal.submissions import came_in_rows, disposed_rows

        rows += came_in_rows(outcome.windows, outcome.submissions)
        rows += disposed_rows(outcome.proposals)
    rows += map(registered_row, outcome.registered)
    rows += _recorded(outcome)
    return tuple(rows)


def _one_by_one(outcome: Outcome) -> Iterator[Row]:
    """What came and went, and every paragraph that changed."""
    moved = [p for p in outcome.places if p.what == "moved" and p.kind == "paragraph"]
    if len(moved) > 1:
        yield from moved_rows(moved)
    told = {p.ref for p in moved} if len(moved) > 1 else set()
    others = [p for p in outcome.places if p.what != "moved" or p.ref not in told]
    for place in others[:MOST]:
        yield from place_rows(place)
    if len(others) > MOST:
        yield line(f"... and {len(others) - MOST} more")
    for paragraph in outcome.paragraphs[:MOST]:
        yield from _paragraph(paragraph)
    if len(outcome.paragraphs) > MOST:
        yield line(f"... and {len(outcome.paragraphs) - MOST} more paragraphs")


def _paragraph(each: ParagraphOutcome) -> Iterator[Row]:
    old, new = each.status
    status: tuple[str | tuple[str, Style], ...] = (f"  {new}",)
    if old != new:
        status = (f"  {old} → ", (new, Style.TITLE))
    yield line((each.ref, Style.REF), *status)
    if each.words:
        yield from redline_rows(each.words)
    else:
        yield flow(each.opening or "(no base text)", indent=2)
    for alternative in each.alternatives:
        yield line(f"  {alternative.name} {alternative.what}")
        if alternative.words:
            yield from redline_rows(alternative.words, indent=4)
        elif alternative.text:
            yield from body_rows(alternative.text, indent=4)
        for said in alternative.beside:
            yield flow(said, indent=4, hanging=6)
    for said in each.beside:
        yield flow(said, indent=2, hanging=4)


def _chapter(each: ChapterOutcome) -> Iterator[Row]:
    old, new = each.status
    status = f"  {old or 'undeclared'} → {new}" if old != new else f"  {new}".rstrip()
    before, after = (", ".join(spans) or "nothing" for spans in each.besides)
    besides = f", besides {after}"
    if before != after and old:
        besides += f" (before: {before})"
    yield line(
        (each.ref, Style.REF), status + (besides if before != after or after != "nothing" else "")
    )
    for said in each.beside:
        yield flow(said, indent=2, hanging=4)


def _recorded(outcome: Outcome) -> Iterator[Row]:
    for value in outcome.record.values(KEPT_BRANCH):
        name = value.split(" ")[0]
        yield flow(f"The branch {name} stays: it holds a wording that is not on record.", hanging=2)
    for note in outcome.notes:
        yield flow(note, hanging=2)
    if outcome.commit is None:
        yield line(("Nothing is recorded: this was a dry run.", Style.DIM))
        return
    where = "" if outcome.branch == outcome.trunk else f" on the branch {outcome.branch}"
    when = f" in meeting {outcome.meeting}" if outcome.meeting else " between meetings"
    yield line(f"Recorded{where}{when} as {outcome.commit[:10]}.")
    if outcome.verb != "undo":
        yield line(("Take it back: ", Style.HELP), _back(outcome))


def _back(outcome: Outcome) -> str:
    """The command that takes a verb back."""
    if outcome.verb == "meeting close":
        return f"wsisdraft meeting open {outcome.meeting} --again"
    if outcome.verb in ONLY_LAST or not outcome.spoken:
        return "wsisdraft undo"
    spoken = f'"{outcome.spoken}"' if " " in outcome.spoken else outcome.spoken
    return f"wsisdraft undo {spoken}"
