"""What `status --due` writes, as a JSON schema."""

from __future__ import annotations

from wsisdraft.pages.schema_parts import DAY, REF
from wsisdraft.pages.schema_words import count, many, maybe, one_of, record, text, truth
from wsisdraft.reports.due_item import DueKind

ITEM = record(
    "Something that is open.",
    kind=one_of("What it is.", [str(kind) for kind in DueKind]),
    name=text("What it goes by: a REF or range, `4/publish`, a symbol, a window, a meeting."),
    about=many("What it is about in the text.", REF),
    who=many("Who moves next; nobody where the record names none.", text("A name.")),
    what=maybe(text("What is to be done.")),
    by={**maybe(DAY), "description": "The day by which; a meeting's first."},
    until={**maybe(DAY), "description": "The last day of what takes several."},
    late=truth("Whether that day is past."),
    state=maybe(text("How far it has come.")),
    open=maybe(text("What keeps text open, in a few words.")),
    holders=many("Whose brackets and alternatives these are.", text("A name.")),
    place=maybe(text("Where a meeting is held.")),
    next=text("The command that moves it on."),
)
DUE = record(
    "What is open, who moves next, and by when.",
    process=text("The name of the process."),
    at=text("WHEN, as asked for; `now` for the work tree."),
    day={**DAY, "description": "As of which things are late."},
    meeting=maybe(text("The meeting that is open.")),
    items=many("By day; what has none comes last.", ITEM),
    late=count("How many are late."),
)
