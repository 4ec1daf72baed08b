"""What the file of a meeting may say."""

from __future__ import annotations

from wsisdraft.notation.shape import Field, Many, Record, Table, Word
from wsisdraft.notation.shapes import (
    COUNT,
    DAY,
    DECLARATION,
    LABEL,
    LEADS,
    MEETING_NUMBER,
    PARTY,
    REF,
    SERIAL,
    WHO,
    text,
)
from wsisdraft.text.participation import SOME

HEADS = Word(
    "a number of people in digits, or `some`", f"[1-9][0-9]{{0,8}}|{SOME}", "2", number=True
)
PARTICIPANT = Record(
    "a participant",
    {
        "physical": Field(HEADS, "How many of its people were in the room; `some` if uncounted."),
        "remote": Field(HEADS, "How many took part from elsewhere."),
        "either": Field(HEADS, "How many took part of whom it is not on record in which way."),
        "country": Field(PARTY, "Where they come from; a government's own country if absent."),
        "thanks": Field(text("preparing the texts"), "What the chair thanked it for."),
    },
)
MEETING = Record(
    "a meeting",
    {
        "title": Field(text("Fourth meeting"), "What it is called."),
        "from": Field(DAY, "Its first day."),
        "to": Field(DAY, "Its last day."),
        "place": Field(text("Geneva"), "Where it is held."),
        "opened": Field(DAY, "The day it was opened; absent while it is planned."),
        "closed": Field(DAY, "The day it was closed; absent while it is open."),
        "reopened": Field(Many(DAY), "The days on which it was opened again after closing."),
        "chair": Field(PARTY, "Who chairs."),
        "vice-chairs": Field(WHO, "The vice-chairs."),
        "participation": Field(
            Record(
                "participation",
                {
                    "participants": Field(COUNT, "How many took part."),
                    "countries": Field(COUNT, "From how many countries."),
                    "modes": Field(Many(text("remote")), "How they took part: physical, remote."),
                    "remark": Field(text("more than"), "What the figures do not tell."),
                },
            ),
            "Who took part.",
        ),
        "participants": Field(
            Table("the participants", PARTY, PARTICIPANT),
            "Who took part, each stakeholder by its name.",
        ),
        "tabled": Field(
            Table("what was tabled", REF, SERIAL),
            "The chapters tabled as documents of the meeting, by REF, with their serials.",
        ),
        "decisions": Field(
            Table(
                "the decisions",
                LABEL,
                Record(
                    "a decision",
                    {
                        "text": Field(
                            text("All texts are published."),
                            "What was decided, in a sentence.",
                            required=True,
                        ),
                        "due": Field(DAY, "The day by which it is to be done."),
                        "lead": Field(LEADS, "Who is to do it."),
                        "date": Field(DAY, "The day it was taken."),
                        "done": Field(DAY, "The day it was carried out; absent while it is open."),
                        "result": Field(text("published on the website"), "What came of it."),
                    },
                ),
            ),
            "What the meeting decided about the work, each under a name.",
        ),
        "issued": Field(
            Table("what was issued", REF, Record("a chapter as issued", DECLARATION)),
            "The chapters as the meeting issued them, by REF; frozen when it closed.",
        ),
        "next": Field(
            Record(
                "the next meeting",
                {
                    "meeting": Field(MEETING_NUMBER, "Its number."),
                    "from": Field(DAY, "Its first day."),
                    "to": Field(DAY, "Its last day."),
                    "place": Field(text("Geneva"), "Where it will be held."),
                },
            ),
            "The next meeting as it was announced.",
        ),
        "note": Field(text("see the report"), "Whatever else belongs on record."),
    },
)
