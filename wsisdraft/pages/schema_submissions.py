"""What came in, as JSON schemas: receipts, windows, the list and its matrix."""

from __future__ import annotations

from wsisdraft.pages.schema_parts import BY, COMMIT, DAY, PATH, REF
from wsisdraft.pages.schema_words import Schema, count, many, maybe, one_of, record, text, truth
from wsisdraft.text.submission import Outcome, ProposalKind

ABOUT = many("What it is about.", REF)
_KINDS = [str(kind) for kind in ProposalKind]
SHA = text("`sha256:` and the SHA-256 of the bytes that came in.")
RECEIPT_FIELDS: dict[str, Schema] = {
    "symbol": text("The symbol it was given."),
    "path": PATH,
    "window": text("The window it was filed in."),
    "from": BY,
    "received": text("When it came in: a day, or a time with its offset."),
    "late": truth("Whether that was after the last day of the window."),
    "fingerprint": maybe(SHA),
    "base": {**maybe(COMMIT), "description": "The commit whose text it speaks of."},
    "about": ABOUT,
    "proposals": count("Proposals and comments in it."),
    "kinds": {
        "description": "How many of each kind.",
        "type": "object",
        "additionalProperties": count("How many."),
    },
}
WINDOW_FIELDS: dict[str, Schema] = {
    "name": text("Its name."),
    "path": PATH,
    "title": maybe(text("What it is called.")),
    "opens": maybe(DAY),
    "closes": maybe(DAY),
    "about": many("The texts concerned; none for all.", REF),
    "base": maybe(text("The state that was sent out, as WHEN.")),
}
WINDOW = record(
    "A window for submissions.",
    **WINDOW_FIELDS,
    state=one_of("Where it stands today.", ["planned", "open", "closed"]),
    submissions=count("How many came in."),
    late=count("How many of them late."),
    proposals=count("Proposals and comments in them."),
    open=count("Those of which nothing has become yet."),
)
WINDOWS = many("The windows in order.", WINDOW)
RECEIPT = record(
    "The receipt of a submission, from the record.",
    **RECEIPT_FIELDS,
    file=maybe(
        record(
            "A file that was held against it.",
            name=text("The file."),
            fingerprint=SHA,
            same=truth("Whether it is the one that came in."),
        )
    ),
)
_OF_THE_MATRIX = ("there", "symbol", "number", "late")
PROPOSAL_FIELDS: dict[str, Schema] = {
    "ref": REF,
    "there": truth("Whether what it is about is in the text."),
    "name": text("Its name: the submission's symbol and its number, `V1/B/5/2`."),
    "symbol": text("The submission's symbol."),
    "number": text("Its number in the submission."),
    "from": BY,
    "kind": one_of("What is proposed, or what kind of comment it is.", _KINDS),
    "quote": maybe(text("The words of the text it speaks of.")),
    "text": text("The words proposed, or the comment."),
    "late": truth("Whether its submission came late."),
    "outcome": maybe(one_of("What became of it.", [str(each) for each in Outcome])),
    "date": maybe(DAY),
    "meeting": maybe(text("The meeting that decided it.")),
    "why": maybe(text("The reason.")),
    "into": maybe(text("The proposal it was merged into.")),
    "to": many("Whom it was referred to.", text("A name.")),
    "went": {**maybe(REF), "description": "Where its words went."},
}
DISPOSED = record(
    "A proposal of which something else has become.",
    **{key: value for key, value in PROPOSAL_FIELDS.items() if key not in _OF_THE_MATRIX},
    before=maybe(one_of("What had become of it before.", [str(each) for each in Outcome])),
)
PROPOSAL = record("A proposal or comment, at its place in the text.", **PROPOSAL_FIELDS)
SUBMISSIONS = record(
    "What came in.",
    at=text("WHEN, as asked for; `now` for the work tree."),
    windows=many("The windows.", WINDOW),
    submissions=many(
        "The submissions by window and serial.",
        record(
            "A submission.",
            **RECEIPT_FIELDS,
            stakeholders=many("What kinds of stakeholders sent it in.", text("A kind.")),
            open=count("Proposals of which nothing has become yet."),
            opening=text("Its first words."),
        ),
    ),
    kinds={
        "description": "Submissions by kind of stakeholder.",
        "type": "object",
        "additionalProperties": count("How many."),
    },
    matrix=maybe(many("Every proposal in the order of the text, where it is asked for.", PROPOSAL)),
)
