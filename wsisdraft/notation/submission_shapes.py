"""What the files of windows and submissions may say."""

from __future__ import annotations

from wsisdraft.notation.shape import Choice, Field, Many, Record, Table, Word
from wsisdraft.notation.shapes import COUNT, DAY, FINGERPRINT, LEADS, MEETING_NUMBER, REF, text
from wsisdraft.text.submission import Outcome, ProposalKind

MOMENT = Word(
    "a day, or a time with its offset, as in 2014-03-12T16:05:00+01:00",
    f"(?:{DAY.pattern})"
    "(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-][01][0-9]:[0-5][0-9]))?",
    "2014-03-12T16:05:00+01:00",
)
COMMIT = Word("the id of a commit", "[0-9a-f]{40}(?:[0-9a-f]{24})?", "0" * 40)
PROPOSAL = Record(
    "a proposal",
    {
        "ref": Field(REF, "What it is about, as a full REF.", required=True),
        "kind": Field(
            Choice(tuple(ProposalKind)),
            "What is proposed, or what kind of comment it is.",
            required=True,
        ),
        "quote": Field(text("robust networks"), "The words of the text it speaks of."),
        "text": Field(
            text("affordable networks"),
            "The words proposed, or the comment; absent where the words of the file are meant.",
        ),
        "outcome": Field(Choice(tuple(Outcome)), "What became of it; absent while nothing did."),
        "date": Field(DAY, "The day that was decided."),
        "meeting": Field(MEETING_NUMBER, "The meeting that decided it."),
        "why": Field(text("said in B.12 already"), "The reason."),
        "into": Field(text("V1/B/5/2"), "The proposal it was merged into."),
        "to": Field(LEADS, "Whom it was referred to."),
        "went": Field(REF, "Where its words went, as a full REF."),
    },
)
SUBMISSION = Record(
    "a submission",
    {
        "from": Field(LEADS, "Whose it is, one or several.", required=True),
        "symbol": Field(text("V1/B/5"), "The symbol it was given.", required=True),
        "received": Field(
            MOMENT, "When it came in: a day, or a time with its offset.", required=True
        ),
        "fingerprint": Field(FINGERPRINT, "SHA-256 of the bytes that came in."),
        "base": Field(COMMIT, "The commit whose text it speaks of."),
        "proposals": Field(Table("the proposals", COUNT, PROPOSAL), "What is proposed, by number."),
    },
)
WINDOW = Record(
    "a window",
    {
        "title": Field(text("Comments on the first drafts"), "What it is called."),
        "opens": Field(DAY, "The first day on which submissions are asked for."),
        "closes": Field(DAY, "The last day; what comes later is marked late."),
        "about": Field(Many(REF), "The texts concerned, as full REFs; everything if absent."),
        "base": Field(text("3"), "The state that was sent out: a meeting, a date, a tag."),
    },
)
