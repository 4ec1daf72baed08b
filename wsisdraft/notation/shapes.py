"""What each kind of file may say."""

from __future__ import annotations

from wsisdraft.notation.shape import Choice, Field, Many, Record, Table, Word
from wsisdraft.text.bracket import Role
from wsisdraft.text.doubt import DoubtKind
from wsisdraft.text.status import PRESETS

_YEAR = "[12][0-9]{3}"
_LEAP = "(?:[12][0-9](?:0[48]|[2468][048]|[13579][26])|(?:1[26]|2[048])00)"
_NAME = "[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*"
_STRETCH = "[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*"
_SYMBOL_PART = r"(?:[A-Za-z0-9+._/-]|\{(?:window|version|document|chapter)\})"


def text(example: str) -> Word:
    """Words without further form; the example stands in remedies."""
    return Word("a text with a visible character", " *[^ ].*", example, number=True)


PARTY = text("Norland")
DAY = Word(
    "a day that exists, as in 2014-04-17",
    f"{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP}-02-29",
    "2014-04-17",
)
COUNT = Word("a number in digits", "[0-9]{1,9}", "12", number=True)
ID = Word("a letter, then five letters or digits, in lower case", "[a-z][a-z0-9]{5}", "k7q2vd")
STATUS = Word(
    "a status: small letters, digits and `-`",
    "[a-z0-9][a-z0-9-]{0,63}",
    "under-review",
    number=True,
)
HANDLE = Word(
    "the handle of a bracket: a small letter, then small letters, digits and `-`",
    "[a-z][a-z0-9-]{0,31}",
    "b1",
)
LABEL = Word("a name: letters, digits and `-`", _NAME, "order", number=True)
MEETING_NUMBER = Word(
    "the number of a meeting, as in 4", rf"{_NAME}(?:\.[0-9]{{1,3}})?", "4", number=True
)
SERIAL = Word("the serial of a document, as in 26", "[A-Za-z0-9]{1,16}", "26", number=True)
FINGERPRINT = Word(
    "`sha256:` and 64 hexadecimal digits", "sha256:[0-9a-f]{64}", "sha256:" + "0" * 64
)
REF = Word("a full REF, as in vision/B.21", "[A-Za-z0-9]+(?:[./-][A-Za-z0-9]+)*/?", "vision/B.21")
STRETCH = Word("a number or a range of numbers, as in 27-30", _STRETCH, "27-30", number=True)
OVER = Word(
    "a range of paragraphs, as in 3-4, or `all`",
    f"{_STRETCH}(?:, ?{_STRETCH})*",
    "3-4",
    number=True,
)
LANGUAGE = Word("the code of a language, as in en", "[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", "en")
BRANCH = Word("the name of a branch", "[A-Za-z0-9_]+(?:[./-][A-Za-z0-9_]+)*", "main")
SUBMISSION_SYMBOL = Word(
    "a template with {serial}, made of letters, digits, signs and {window}, {version}, {document}, "
    "{chapter}",
    rf"{_SYMBOL_PART}*\{{serial\}}{_SYMBOL_PART}*",
    "W{version}/{chapter}/{serial}",
)
WHO = Many(PARTY)
LEADS = Many(PARTY, least=1)

SETTLED = Record(
    "a settlement",
    {
        "date": Field(DAY, "The day it was settled.", required=True),
        "meeting": Field(MEETING_NUMBER, "The meeting that settled it; absent between meetings."),
        "text": Field(
            FINGERPRINT,
            "The fingerprint of the exact words: SHA-256 of the body with LF line ends and without "
            "outer blank lines.",
            required=True,
        ),
        "by": Field(text("plenary"), "The body that settled it, where a process has several."),
    },
)
PENDING = Record(
    "a condition",
    {
        "for": Field(
            text("instructions from capital"), "What the agreement waits for.", required=True
        ),
        "until": Field(DAY, "The day by which it should be confirmed."),
    },
)
MANDATE = Record(
    "a mandate",
    {
        "lead": Field(LEADS, "Who redrafts, one or several.", required=True),
        "task": Field(text("redraft with 28 to 30"), "What they are asked to do."),
        "due": Field(DAY, "The day by which they deliver."),
        "state": Field(
            Choice(("proposed", "accepted", "delivered")), "How far the mandate has come."
        ),
    },
)
_ENTRY = {
    "by": Field(WHO, "Who put the words in brackets, one or several."),
    "against": Field(WHO, "Who is against the words."),
    "since": Field(MEETING_NUMBER, "The meeting in which the bracket was made."),
    "proposal": Field(
        Choice(("insertion", "replacement", "deletion", "base")),
        "What was proposed from the floor with it; words put in or instead go with the last of "
        "those who proposed them. `base` are the words that replacements compete with.",
    ),
    "note": Field(text("waits for a figure"), "Why the words are in brackets."),
    "role": Field(
        Choice(tuple(role for role in Role if role is not Role.LINK)),
        "What the bracket is for, where its words do not tell.",
    ),
    "choice": Field(
        LABEL,
        "Brackets that name the same choice are alternatives to each other; `none` keeps a "
        "touching bracket apart.",
    ),
    "group": Field(LABEL, "Brackets of one group are kept or dropped together."),
    "submission": Field(text("V1/B/5/2"), "The proposal that its words came in with."),
    "label": Field(text("Option 1"), "A heading of its own, as printed."),
}
BRACKETS = Table("the brackets", HANDLE, Record("the entry of a bracket", _ENTRY))
WIDE_BRACKETS = Table(
    "the brackets",
    HANDLE,
    Record(
        "the entry of a bracket",
        {
            "over": Field(OVER, "The paragraphs it holds whole: `3-4`, or `all`.", required=True),
            **_ENTRY,
        },
    ),
)
DOUBTS = Field(
    Table(
        "the doubts",
        HANDLE,
        Record(
            "a doubt",
            {
                "kind": Field(Choice(tuple(DoubtKind)), "What kind of doubt it is.", required=True),
                "line": Field(COUNT, "The line of the source, from 1."),
                "column": Field(COUNT, "The column of the source in characters, from 1."),
                "said": Field(text("[ has no partner"), "What there is to look at."),
            },
        ),
    ),
    "What its importer was not sure of, by handle, until somebody has looked at it.",
)
MOVED_TO = Field(REF, "Where all of it went, as a full REF; what stays here is a marker.")
_BRACKETS_ABOUT = "What is on record about the brackets of the body, by handle."
_WIDE_ABOUT = "Brackets over whole paragraphs, by handle."

PARAGRAPH = Record(
    "a paragraph",
    {
        "id": Field(ID, "Given once and never changed; absent while the file is new."),
        "status": Field(STATUS, "Where it stands on the ladder of process.yaml.", required=True),
        "settled": Field(SETTLED, "When and to which exact words it was agreed."),
        "pending": Field(PENDING, "The condition its agreement hangs on."),
        "mandate": Field(MANDATE, "Who redrafts it, what, and by when."),
        "brackets": Field(BRACKETS, _BRACKETS_ABOUT),
        "printed": Field(text("28"), "How its number was printed, where that differs."),
        "source": Field(
            text("proposal of the chair"),
            "Whose text it is: a proposal of the chair, a submission.",
        ),
        "former": Field(Many(REF), "Full addresses it had before it was renumbered."),
        "same-as": Field(
            REF, "A paragraph elsewhere that has to have the same words, as a shared annex."
        ),
        "split-from": Field(ID, "The id of the paragraph it was split off."),
        "merged-from": Field(Many(ID), "The ids of the paragraphs whose words it took up."),
        "doubts": DOUBTS,
    },
)
ALTERNATIVE = Record(
    "an alternative",
    {
        "name": Field(text("Compromise"), "What it is called, when not `ALT` and its number."),
        "by": Field(WHO, "Who proposed it, one or several."),
        "since": Field(MEETING_NUMBER, "The meeting in which it came on the table."),
        "submission": Field(text("V1/B/5/2"), "The proposal that its words came in with."),
        "brackets": Field(BRACKETS, _BRACKETS_ABOUT),
    },
)
STATEMENT = Record(
    "a statement",
    {
        "kind": Field(
            Choice(("reservation", "interpretation", "objection", "note")),
            "What it is.",
            required=True,
        ),
        "by": Field(
            LEADS, "Whose statement it is, one or several; a note of the secretariat has none."
        ),
        "about": Field(
            Many(REF, least=1), "The paragraphs and chapters it is about.", required=True
        ),
        "date": Field(DAY, "The day it was made."),
        "meeting": Field(MEETING_NUMBER, "The meeting in which it was made."),
    },
)
READING = Choice(("first", "second", "third"))
_FACILITATORS_ABOUT = "Who facilitates it, as agencies do an action line."
DECLARATION = {
    "symbol": Field(text("WSIS+10/4/26"), "The document symbol."),
    "status": Field(STATUS, "The step that is declared of its paragraphs."),
    "as-of": Field(DAY, "The day the declaration speaks of."),
    "besides": Field(
        Many(STRETCH), "The paragraphs the declaration leaves out, as in [2, 21, 27-30]."
    ),
}
CHAPTER = Record(
    "a chapter",
    {
        "title": Field(text("Priority areas"), "The heading of the chapter.", required=True),
        **DECLARATION,
        "reading": Field(READING, "The reading the room has come to."),
        "mandate": Field(MANDATE, "Who redrafts the chapter, what, and by when."),
        "facilitators": Field(WHO, _FACILITATORS_ABOUT),
        "brackets": Field(WIDE_BRACKETS, _WIDE_ABOUT),
        "moved-to": MOVED_TO,
        "doubts": DOUBTS,
    },
)
SECTION = Record(
    "a section",
    {
        "title": Field(text("Building confidence"), "The heading of the section."),
        "order": Field(COUNT, "Its place among sections whose names are no numbers."),
        "mandate": Field(MANDATE, "Who redrafts the section, what, and by when."),
        "facilitators": Field(WHO, _FACILITATORS_ABOUT),
        "moved-to": MOVED_TO,
        "doubts": DOUBTS,
    },
)
DOCUMENT = Record(
    "a document",
    {
        "title": Field(text("Vision beyond 2015"), "The title of the document.", required=True),
        "language": Field(LANGUAGE, "The code of its language, as in `en`."),
        "order": Field(COUNT, "Its place among the documents."),
        "brackets": Field(WIDE_BRACKETS, _WIDE_ABOUT),
        "doubts": DOUBTS,
    },
)
PROCESS = Record(
    "a process",
    {
        "name": Field(text("MPP"), "The short name of the process.", required=True),
        "title": Field(text("Preparatory Platform"), "Its name in full."),
        "preset": Field(
            Choice(tuple(PRESETS)), "The ladder of a known process, where none is written here."
        ),
        "ladder": Field(
            Table(
                "the ladder",
                STATUS,
                Choice(("open", "settled")),
                among=("open", "settled"),
            ),
            "The statuses in the order a text climbs them, each open or settled.",
        ),
        "bodies": Field(
            Table("the bodies", STATUS, text("plenary")),
            "The bodies that settle a text, by the settled step each of them gives.",
        ),
        "symbol": Field(
            text("WSIS+10/{meeting}/{serial}/{state}"),
            "The template of document symbols, with {meeting}, {serial}, {chapter} and {state}.",
        ),
        "submission-symbol": Field(
            SUBMISSION_SYMBOL,
            "The template of submissions' symbols, with {serial}, {window}, {version} (which "
            "window it is, counted from 1), {document} (its first letter) and {chapter}; "
            "`{window}/{serial}` where none is written.",
        ),
        "trunk": Field(BRANCH, "The branch that holds the text of record."),
        "language": Field(LANGUAGE, "The code of the language negotiated in."),
        "numbering": Field(
            Choice(("bis-inserts", "bis-versions")),
            "Whether 21bis is a paragraph after 21 or another version of it.",
        ),
        "renumbering": Field(
            Choice(("free", "frozen-while-open")),
            "Whether a chapter may be renumbered while text of it is open.",
        ),
        "redrafting": Field(
            Record(
                "the redrafting",
                {
                    "longest-sentence": Field(
                        COUNT, "Words of a sentence; of a longer one a warning is given."
                    ),
                    "acronyms": Field(
                        Many(text("ICT")), "Acronyms that nobody needs to have written out."
                    ),
                },
            ),
            "What check warns of in open text, so that it is simple and concise.",
        ),
    },
)
STAKEHOLDERS = Table(
    "the stakeholders",
    PARTY,
    Record(
        "a stakeholder",
        {
            "kind": Field(
                text("government"), "Government, international organization, civil society, ..."
            ),
            "aliases": Field(WHO, "Other names the room uses."),
            "groups": Field(WHO, "The groups it speaks in."),
            "members": Field(WHO, "For a group: who belongs to it."),
            "note": Field(text("see the report"), "Whatever else should be known."),
        },
    ),
)
