"""What a verb that changes the text writes, as a JSON schema."""

from __future__ import annotations

from wsisdraft.pages.schema_parts import COMMIT, DOUBT, REF, SPANS, STATEMENT_FIELDS, STEP, WORDS
from wsisdraft.pages.schema_submissions import DISPOSED, RECEIPT_FIELDS, WINDOW_FIELDS
from wsisdraft.pages.schema_words import Schema, either, many, maybe, one_of, record, text
from wsisdraft.text.process import MeetingState

BESIDE = many("What else is otherwise now.", text("In words."))
ALTERNATIVE_CHANGE: Schema = {
    "description": "What became of an alternative, and its name.",
    "type": "array",
    "prefixItems": [
        one_of("What.", ["added", "taken", "closed", "withdrawn", "changed"]),
        text("Its name."),
    ],
    "minItems": 2,
    "maxItems": 2,
}
PARAGRAPH_CHANGE = record(
    "A paragraph before and after.",
    ref=REF,
    status=STEP,
    words=WORDS,
    alternatives=many("Alternatives that came, went or changed.", ALTERNATIVE_CHANGE),
    beside=BESIDE,
)
CHAPTER_CHANGE = record(
    "A chapter or section before and after.",
    ref=REF,
    status=STEP,
    besides=record("Its exceptions before and after.", **{"from": SPANS, "to": SPANS}),
    beside=BESIDE,
)
STATEMENT_CHANGE = record(
    "A statement that came, went or changed.",
    what=one_of("What became of it.", ["added", "changed", "gone"]),
    **STATEMENT_FIELDS,
)
PLACE_CHANGE = record(
    "A document, chapter, section or paragraph that came, went or stands elsewhere.",
    ref=REF,
    what=one_of("Which of the three.", ["added", "removed", "moved"]),
    kind=one_of("What it is.", ["document", "chapter", "section", "paragraph"]),
    status=maybe(text("Of a paragraph.")),
    text=text("Its title, or its words."),
    **{"from": {**maybe(REF), "description": "Where it stood; null where it did not move."}},
)
_STATE = maybe(one_of("The state; null where it is not there.", [str(s) for s in MeetingState]))
MEETING_CHANGE = record(
    "A meeting before and after.",
    number=text("Its number."),
    state=record("Its state before and after.", **{"from": _STATE, "to": _STATE}),
    said=many("What else its file says now.", text("In words.")),
)
SUBMISSION_CHANGE = record(
    "The receipt of a submission that was filed or taken out.",
    what=one_of("What became of it.", ["filed", "gone"]),
    **RECEIPT_FIELDS,
)
WINDOW_CHANGE = record(
    "A window for submissions.",
    what=one_of("What became of it.", ["added", "changed", "gone"]),
    **WINDOW_FIELDS,
)
CHANGED = record(
    "What a verb did.",
    verb=text("The verb."),
    ref=maybe(REF),
    commit={**maybe(COMMIT), "description": "The commit that records it; null in a dry run."},
    branch=maybe(text("The branch it is recorded on.")),
    meeting=maybe(text("The meeting, by its number.")),
    changes=many("The paragraphs that changed.", PARAGRAPH_CHANGE),
    chapters=many("The chapters and sections of which something else holds now.", CHAPTER_CHANGE),
    statements=many("The statements that came, went or changed.", STATEMENT_CHANGE),
    registered=many("Stakeholders who were registered.", text("A name.")),
    places=many("What was added to the text, taken out of it or moved.", PLACE_CHANGE),
    meetings=many("The meetings that changed.", MEETING_CHANGE),
    doubts=many("Doubts of an importer that wait now.", DOUBT),
    submissions=many("Submissions that were filed or taken out.", SUBMISSION_CHANGE),
    proposals=many("Proposals of which something else has become.", DISPOSED),
    windows=many("Windows that came, went or changed.", WINDOW_CHANGE),
    notes=many("What else is to be told.", text("A sentence.")),
)
UNCHANGED = record(
    "A verb that had nothing to do.",
    ref=REF,
    commit={"description": "Nothing is recorded.", "type": "null"},
    changes={"description": "Always empty.", "type": "array", "maxItems": 0},
    message=text("Why not, in a sentence."),
)
CHANGE = either("What a verb that changes the text did.", CHANGED, UNCHANGED)
