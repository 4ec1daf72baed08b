"""What several verbs write alike, as JSON schemas: findings, brackets, redlines, paragraphs."""

from __future__ import annotations

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
from wsisdraft.reports.redline import Sign
from wsisdraft.text.bracket import Role
from wsisdraft.text.doubt import DoubtKind
from wsisdraft.text.finding import Gravity
from wsisdraft.text.statement import KINDS

COMMIT = text("The id of a commit.", pattern="^[0-9a-f]{40}(?:[0-9a-f]{24})?$")
REF = text("A REF in full, as `vision/B.21`.")
PATH = text("A file in the repository, as `drafts/vision/B/21.md`.")
LINE, COLUMN = count("The line, from 1.", 1), count("The column in code points, from 1.", 1)
BY = many("Stakeholders' names.", text("A name."))
DAY = text("A day, as `2014-04-17`.")
STEP = record(
    "The status before and after.", **{"from": text("Before."), "to": text("Afterwards.")}
)
WORDS: Schema = many(
    "The redline, run by run; empty where the words stay.",
    {
        "description": "A sign, and the words it is about: `=` kept, `-` out, `+` in.",
        "type": "array",
        "prefixItems": [one_of("The sign.", [str(s) for s in Sign]), text("Words.", minLength=1)],
        "minItems": 2,
        "maxItems": 2,
    },
)

FINDING = record(
    "One thing that does not hold.",
    path=maybe(PATH),
    line=maybe(LINE),
    column=maybe(COLUMN),
    rule=text("The name of the rule.", pattern="^[a-z]+(?:-[a-z0-9]+)*$"),
    message=text("What is wrong, in a sentence.", minLength=1),
    remedy=text("What to do next, most often a command.", minLength=1),
    gravity=one_of("Whether it fails the check.", [str(each) for each in Gravity]),
    ref=maybe(REF),
)
DOUBT = record(
    "What an importer was not sure of.",
    ref=REF,
    path=PATH,
    id=text("Its handle, as `d1`."),
    kind=one_of("What kind of doubt it is.", [str(kind) for kind in DoubtKind]),
    line=maybe(LINE),
    column=maybe(COLUMN),
    said=text("What there is to look at."),
)
FINDINGS = many("What does not hold, in the order it is told.", FINDING)
ERRORS, WARNINGS = count("Findings that fail the check."), count("Findings that do not.")

SETTLED_MOVE = record(
    "A paragraph that was settled and has other words, another status or settlement now.",
    ref=REF,
    path=PATH,
    opening=text("The first words, as they were agreed."),
    status=record(
        "The status then and now.", **{"from": text("Then."), "to": maybe(text("Now; or gone."))}
    ),
    words=WORDS,
    on_record=truth("Whether verbs on record account for it."),
    steps=many(
        "The verbs that do, oldest first; else what was done by hand.",
        record(
            "A change of it.",
            commit={**maybe(COMMIT), "description": "The commit; null for the work tree."},
            verb=maybe(text("The verb; null where none accounts for it.")),
        ),
    ),
)
SINCE = record(
    "What a branch did since it parted from an earlier state.",
    asked=text("WHEN, as asked for."),
    base={**COMMIT, "description": "The commit at which they parted."},
    files=many("The files that changed.", PATH),
    settled=many("Settled text that moved, in reading order.", SETTLED_MOVE),
)

BRACKET = record(
    "An unresolved bracket, or an alternative.",
    ref=REF,
    path=PATH,
    line=LINE,
    column=COLUMN,
    index=text("Its index, `2.1`; the name of an alternative; `over 3-4`."),
    id=maybe(text("Its handle.")),
    depth=count("Openers before it that are still open there."),
    text=text("The words inside, ties left out."),
    role=one_of("What it is for.", [*map(str, Role), "alternative"]),
    choice=maybe(text("The index of the first member of its choice.")),
    by=BY,
    against=many("Who is against the words.", text("A stakeholder.")),
    since=maybe(text("The meeting in which it was made.")),
    proposal=maybe(
        one_of(
            "What it proposes, where it is a proposal from the floor.",
            ["insertion", "replacement", "deletion", "base"],
        )
    ),
)
ALTERNATIVE = record(
    "An alternative wording on the table.",
    name=text("Its name, `ALT 1`."),
    by=BY,
    branch=text("The branch on which it is worked on."),
    tip={**maybe(COMMIT), "description": "Where that branch stands; null where there is none."},
    text=text("Its words, ties left out."),
)
MANDATE = record(
    "Who redrafts, and what.",
    lead=BY,
    task=maybe(text("What they are asked to do.")),
    due=maybe(DAY),
    state=maybe(one_of("How far it has come.", ["proposed", "accepted", "delivered"])),
)
STATEMENT_FIELDS = {
    "path": PATH,
    "kind": one_of("What it is.", list(KINDS)),
    "by": BY,
    "about": many("What it is about.", REF),
    "date": maybe(DAY),
    "meeting": maybe(text("The meeting, by its number.")),
    "text": text("Its words."),
}
STATEMENT = record("What a party said beside the text.", **STATEMENT_FIELDS)
CAME_FROM = record(
    "A proposal that came in and whose words went into a paragraph.",
    name=text("The symbol of its submission, and its number: `V1/B/5/2`."),
    **{"from": BY},
    kind=text("What was proposed."),
    outcome=one_of("What became of it.", ["accepted", "bracketed", "alternative"]),
    where=many("Brackets and alternatives that are tied to it.", text("A handle or a name.")),
    merged=many("Proposals that went into it.", text("Its name.")),
    meeting=maybe(text("The meeting that decided it.")),
    why=maybe(text("The reason.")),
)
PARAGRAPH = record(
    "A paragraph as delegates read it.",
    ref=REF,
    id=maybe(text("Its id; null while its file is new.")),
    number=text("Its number, `21bis`."),
    printed=maybe(text("How its number was printed, where that differs.")),
    status=text("Where it stands on the ladder."),
    text=text("Its body without ties and without the last line break."),
    clean=text("The same without marks of brackets, members of a choice joined by ` / `."),
    mandate=maybe(MANDATE),
    settled=maybe(
        record(
            "When and to which words it was agreed.",
            date=DAY,
            meeting=maybe(text("The meeting, by its number.")),
            text=text("The fingerprint of the words."),
            by=maybe(text("The body that settled it, where a process has several.")),
        )
    ),
    pending=maybe(
        record(
            "The condition its agreement hangs on.",
            **{"for": text("What it waits for."), "until": maybe(DAY)},
        )
    ),
    alternatives=many("Its alternatives.", ALTERNATIVE),
    brackets=many("What is unresolved in it.", BRACKET),
    statements=many("What was said beside it.", STATEMENT),
    former=many("REFs it had before it was renumbered or moved.", REF),
    formerly_here=many("Where those stand now that had its REF before.", REF),
    facilitators=many("Who facilitates the chapter and sections it lies in.", text("A name.")),
    came_from=many("Proposals that came in and whose words went into it.", CAME_FROM),
)
RULE = record(
    "A rule and its page.",
    rule=text("Its name."),
    gravity=one_of("Whether it fails the check.", [str(each) for each in Gravity]),
    summary=text("What must hold, in a sentence."),
    page=text("What it means, why, and how to mend what it finds; Markdown."),
)
COUNTED = {
    "paragraphs": count("Paragraphs, deleted ones left out."),
    "statuses": counts("Paragraphs a status."),
    "bracket_pairs": count("Brackets of role text or placeholder, at any depth."),
    "contested_slots": count("Outermost ones of these; a choice counts once."),
    "paragraphs_with_brackets": count("Paragraphs that have some."),
    "alternatives": count("Alternatives on the table."),
    "pending": count("Paragraphs agreed on a condition."),
}
SPANS = many("Numbers and ranges.", text("A number or range, `27-30`."))
