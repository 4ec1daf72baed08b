"""What `compile` writes, as a JSON schema."""

from __future__ import annotations

from wsisdraft.notation.proposed_wording import Misfit
from wsisdraft.pages.schema_parts import BY, COMMIT, DAY, REF, WORDS
from wsisdraft.pages.schema_submissions import PROPOSAL_FIELDS, WINDOW_FIELDS
from wsisdraft.pages.schema_words import (
    Schema,
    count,
    counts,
    many,
    maybe,
    one_of,
    record,
    text,
    truth,
)

KINDS = ["document", "chapter", "section", "paragraph", "nowhere"]
_STAKEHOLDERS = many("What kinds of stakeholders these are.", text("A kind."))
_PROPOSAL = record(
    "A proposal or comment.",
    **{
        name: known
        for name, known in PROPOSAL_FIELDS.items()
        if name not in ("ref", "there", "symbol", "number")
    },
    stakeholders=_STAKEHOLDERS,
    received=text("When it came in: a day, or a time with its offset."),
    differs={
        **WORDS,
        "description": "How its words differ from the first of its group; empty if they do not.",
    },
)
_GROUP = record(
    "Proposals that come to the same words, or nearly.",
    alternative=maybe(text("The alternative it speaks of; null for the base text.")),
    words={
        **WORDS,
        "description": "The redline of the first against the base text; empty where there is none.",
    },
    quote_is=maybe(
        one_of(
            "Why there is no redline: where the words quoted are in the base text.",
            [str(each) for each in Misfit],
        )
    ),
    stakeholders=count("How many stakeholders made one of them."),
    proposals=many("The proposals in the order of their symbols.", _PROPOSAL),
)
_PLACE = record(
    "A paragraph of the base text, or what holds some, with the proposals on it.",
    ref={**REF, "description": "As it is called in the base text; else as today, or as written."},
    now=maybe({**REF, "description": "As it is called today, where that is not the same."}),
    kind=one_of("What it is; `nowhere` for what is in no text.", KINDS),
    title=maybe(text("Of anything larger than a paragraph.")),
    status=maybe(text("Of a paragraph, in the base text.")),
    text=text("The words of a paragraph, ties left out."),
    in_base=truth("Whether it is in the base text."),
    alternatives=many(
        "The alternatives on the table in the base text.",
        record(
            "An alternative.",
            name=text("Its name."),
            by=BY,
            text=text("Its words, ties left out."),
        ),
    ),
    facilitators=many("Who facilitates it.", text("A name.")),
    groups=many("The proposals on it.", _GROUP),
)
COMPILATION: Schema = record(
    "The base text, and the proposals on each of its places.",
    process=text("The name of the process."),
    ref=maybe(text("What was asked for, as a REF in full; null for everything.")),
    window=record(
        "The window they came in for.",
        **WINDOW_FIELDS,
        state=one_of("Where it stands today.", ["planned", "open", "closed"]),
    ),
    base=record(
        "The state of the text that the redlines are against.",
        at=text("WHEN; `now` for the work tree."),
        label=text("What it is called, `meeting 3`."),
        day=maybe(DAY),
        commit=maybe(COMMIT),
        why=maybe(text("Why it is this one, where it is not the one that the window sent out.")),
    ),
    **{"from": maybe(text("Whose proposals alone these are."))},
    anonymous=truth("Whether names of stakeholders are left out."),
    summary=record(
        "How much there is.",
        proposals=count("Proposals and comments."),
        submissions=count("Submissions they came in with."),
        stakeholders=count("Stakeholders who made them."),
        late=count("Proposals that came late."),
        groups=count("Groups of several."),
        unread=count("Files of the window that cannot be read as they stand."),
        outcomes=counts("How many of each outcome; `open` for nothing yet."),
    ),
    places=many("The places in the order of the base text.", _PLACE),
)
