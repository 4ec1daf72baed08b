"""What `diff` writes, as a JSON schema."""

from __future__ import annotations

from wsisdraft.pages.schema_change import BESIDE, STATEMENT_CHANGE
from wsisdraft.pages.schema_parts import COMMIT, DAY, MANDATE, REF, SPANS, WORDS
from wsisdraft.pages.schema_words import Schema, count, many, maybe, one_of, record, text
from wsisdraft.reports.compared_brackets import DROPPED, KEPT, SOME_KEPT
from wsisdraft.reports.compared_paragraph import DEFINITIONS, Change
from wsisdraft.reports.compared_places import ADDED, CHANGED, GONE
from wsisdraft.text.bracket import Role

_CLASSES = [str(change) for change in Change]


def _both(about: str, each: Schema) -> Schema:
    return record(about, **{"from": each, "to": each})


_STATUS = maybe(text("The status; null where there is none."))
_PENDING = maybe(
    record(
        "The condition an agreement hangs on.",
        **{"for": text("What it waits for."), "until": maybe(DAY)},
    )
)
_PAIRS = count("Brackets of role text or placeholder, at any depth.")
_COUNTS = {str(change): count(f"Paragraphs that are {DEFINITIONS[change]}.") for change in Change}
_ALTERNATIVE = record(
    "An alternative that was opened, amended or closed.",
    what=one_of(
        "What became of it; `taken` where the paragraph has its words now.",
        ["opened", "amended", "closed", "taken"],
    ),
    name=text("Its name."),
    by=many("Whose it is.", text("A name.")),
    words=WORDS,
    beside=BESIDE,
)
_BRACKET = record(
    "A pair of brackets that was made or lifted, or of which something else is on record.",
    what=one_of("What became of it.", ["made", "lifted", "changed"]),
    id=maybe(text("Its handle.")),
    index=text("The number it is counted by; empty where it is nested very deep."),
    text=text("What is inside; of one that was lifted, what was."),
    role=one_of("What it is for.", [str(role) for role in Role]),
    words=maybe(one_of("What became of the words of one lifted.", [KEPT, DROPPED, SOME_KEPT])),
    by=many("Whose it is.", text("A name.")),
    against=many("Who is against it.", text("A name.")),
    since=maybe(text("The meeting it was made in.")),
    proposal=maybe(text("The part it has in a proposal from the floor.")),
)
_PARAGRAPH = record(
    "A paragraph before and after.",
    ref={**REF, "description": "Where it stands; of one that is suppressed, where it stood."},
    from_ref=maybe({**REF, "description": "Where it stood; null where it was not there."}),
    id=maybe(text("Its id; null while its file is new.")),
    change=one_of("Its class.", _CLASSES),
    opening=text("Its first words."),
    status=_both("Where it stands on the ladder, before and after.", _STATUS),
    words={
        **WORDS,
        "description": "The redline, ties left out; `=` and `-` join to the earlier text, `=` and "
        "`+` to the later one. One run where the words stay.",
    },
    alternatives=many("What became of its alternatives.", _ALTERNATIVE),
    brackets=many("What became of its brackets, where it is there in both states.", _BRACKET),
    bracket_pairs=_both("How many it has; deleted words have none.", _PAIRS),
    mandate=_both("Who redrafts it.", maybe(MANDATE)),
    pending=_both("What its agreement hangs on.", _PENDING),
    split_from=maybe(text("REF, or the id, of what it was split off since.")),
    split_into=many("What was split off it since.", REF),
    merged_from=many("Whose words it took up since.", text("A REF, or an id.")),
    merged_into=maybe({**REF, "description": "What took up its words since."}),
    statements=many("What was said about it since.", STATEMENT_CHANGE),
    look_alike=maybe(text("What kind of difference there is, where nobody sees one.")),
    likeness=maybe(
        {
            **count("In per cent, where it was paired by it; null where its id says which it is."),
            "maximum": 100,
        }
    ),
    beside=BESIDE,
)
_PLACE = record(
    "A document, chapter or section that came, went, or of which something else holds.",
    ref=REF,
    kind=one_of("What it is.", ["document", "chapter", "section"]),
    what=one_of("What became of it.", [ADDED, GONE, CHANGED]),
    title=_both("Its title.", text("A title, or empty.")),
    status=_both("As declared.", _STATUS),
    symbol=_both("Its symbol.", maybe(text("A symbol."))),
    as_of=_both("The day of the declaration.", maybe(DAY)),
    besides=_both("Its exceptions.", SPANS),
    moved_to=maybe({**REF, "description": "Where all of it went since."}),
    beside=BESIDE,
)
COMPARISON = record(
    "What is otherwise in the later of two states.",
    **{
        "from": text("The earlier state: WHEN, as asked for; `now` for the work tree."),
        "to": text("The later state, likewise."),
        "from_commit": {**maybe(COMMIT), "description": "Its commit; null for the work tree."},
        "to_commit": {**maybe(COMMIT), "description": "Its commit; null for the work tree."},
    },
    ref=maybe({**REF, "description": "What it is restricted to; null for everything."}),
    changes=many(
        "Every paragraph with other words or another place, and every one of class NOC whose "
        "status, or what stands beside it, is another. With --all also those of which nothing is.",
        _PARAGRAPH,
    ),
    places=many("Documents, chapters and sections of which something else holds.", _PLACE),
    chapters=many(
        "The chapters that were compared, with how many paragraphs each class has.",
        record(
            "A chapter.",
            ref=REF,
            title=text("Its title; empty where nothing of it changed."),
            **_COUNTS,
        ),
    ),
    statements=many("Statements that were made, altered or withdrawn.", STATEMENT_CHANGE),
    summary=record(
        "What it comes to.",
        **_COUNTS,
        words_in=count("Words put in, those of alternatives left out."),
        words_out=count("Words taken out, likewise."),
        bracket_pairs=_both("How many there are in the paragraphs listed.", _PAIRS),
    ),
    notes=many("What is to be known before it is read.", text("A sentence.")),
)
