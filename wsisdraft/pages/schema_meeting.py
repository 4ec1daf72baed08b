"""What `meeting show` writes, as a JSON schema."""

from __future__ import annotations

from wsisdraft.pages.schema_parts import BY, COMMIT, DAY, REF, SPANS
from wsisdraft.pages.schema_words import count, counts, many, maybe, one_of, record, text
from wsisdraft.text.process import MeetingState

PARTICIPATION = record(
    "Who took part.",
    participants=maybe(count("How many people.")),
    countries=maybe(count("How many countries.")),
    modes=many("In which ways.", text("A way.")),
    remark=maybe(text("What else is to be said of it.")),
)
_HEADS = maybe(text("How many, in digits; `some` where nobody counted."))
PARTICIPANT = record(
    "A stakeholder that took part.",
    name=text("Its name."),
    physical={**_HEADS, "description": "Those in the room."},
    remote={**_HEADS, "description": "Those who took part from elsewhere."},
    either={**_HEADS, "description": "Those of whom it is not on record in which way."},
    country=maybe(text("Where they come from; of a government its own country.")),
    thanks=maybe(text("What the chair thanked it for.")),
)
ISSUED = record(
    "A chapter as the meeting issued it.",
    ref=REF,
    symbol=maybe(text("Its symbol.")),
    status=text("As declared."),
    as_of=maybe(DAY),
    besides=SPANS,
)
DECISION = record(
    "Something that was decided.",
    name=text("Its name in the file."),
    text=text("What was decided."),
    due=maybe(DAY),
    lead=BY,
    date={**maybe(DAY), "description": "The day it was taken, where the file says."},
    done={**maybe(DAY), "description": "The day it was carried out; null while it is open."},
    result=maybe(text("What came of it.")),
)
NEXT = record(
    "The next meeting, as far as it is known.",
    meeting=maybe(text("Its number.")),
    **{"from": maybe(DAY), "to": maybe(DAY)},
    place=maybe(text("Where it will be.")),
)
MEETING = record(
    "A meeting, and what was recorded in it.",
    number=text("Its number."),
    title=maybe(text("Its title.")),
    state=one_of("How far it has come.", [str(state) for state in MeetingState]),
    **{"from": maybe(DAY), "to": maybe(DAY)},
    place=maybe(text("Where it was.")),
    opened=maybe(DAY),
    reopened=many("The days on which it was opened again.", DAY),
    closed=maybe(DAY),
    chair=maybe(text("Who was in the chair.")),
    vice_chairs=many("Who helped.", text("A name.")),
    participation=maybe(PARTICIPATION),
    participants=many("Who took part, by name.", PARTICIPANT),
    tabled=many(
        "The documents that were tabled.",
        record("A document.", ref=REF, serial=text("Its number among them.")),
    ),
    issued=many("The chapters it issued.", ISSUED),
    decisions=many("What it decided.", DECISION),
    next=maybe(NEXT),
    note=maybe(text("A note.")),
    verbs=counts("What was recorded in it, by verb."),
    settled=many("The paragraphs that were settled in it.", REF),
    tag=maybe(text("The tag that names its record; null where this clone has none.")),
    commit={**maybe(COMMIT), "description": "What the tag stands for."},
)
