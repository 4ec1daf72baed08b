"""What `concordance` writes, as a JSON schema."""

from __future__ import annotations

from wsisdraft.pages.schema_parts import REF
from wsisdraft.pages.schema_words import count, many, maybe, one_of, record, text, truth
from wsisdraft.reports.concordance import DEFINITIONS, Action

_ACTIONS = [str(action).replace(" ", "_") for action in Action]

CONCORDANCE = record(
    "Where each paragraph of one state stands in another.",
    **{
        "from": text("WHEN of the earlier state, as asked for."),
        "to": text("WHEN of the later state; `now` for the work tree."),
    },
    scope=maybe(REF),
    rows=many(
        "In the reading order of the later state, each that is gone behind the one it followed.",
        record(
            "A paragraph.",
            action=one_of("What became of it.", _ACTIONS),
            **{"from": maybe(REF), "to": maybe(REF)},
            other=many("Those it was split from or into, or merged with.", REF),
            id=maybe(text("Its id; null while its file is new.")),
            opening=text("Its first words."),
            by_likeness=truth("Whether the two were paired by their words, for want of an id."),
        ),
    ),
    summary=record(
        "How many paragraphs of each kind, those that are not listed included.",
        **{
            name: count(f"{definition[:1].upper()}{definition[1:]}.")
            for name, definition in zip(_ACTIONS, DEFINITIONS.values(), strict=True)
        },
    ),
    notes=many("What is to be known before it is read.", text("A sentence.")),
)
