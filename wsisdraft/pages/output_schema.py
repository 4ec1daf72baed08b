"""What `--format json` writes, verb by verb, as JSON schemas for programs that read it.

`python -m wsisdraft.pages.output_schema schema/output/` writes them into a folder. They are strict:
every key is always there, and no other one is.
"""

from __future__ import annotations

from wsisdraft.notation.json_schema import DIALECT
from wsisdraft.pages import schema_change
from wsisdraft.pages.schema_comparison import COMPARISON
from wsisdraft.pages.schema_compilation import COMPILATION
from wsisdraft.pages.schema_concordance import CONCORDANCE
from wsisdraft.pages.schema_due import DUE
from wsisdraft.pages.schema_meeting import MEETING
from wsisdraft.pages.schema_parts import (
    ALTERNATIVE,
    BRACKET,
    COLUMN,
    COMMIT,
    COUNTED,
    DAY,
    DOUBT,
    ERRORS,
    FINDINGS,
    LINE,
    PARAGRAPH,
    REF,
    RULE,
    SINCE,
    SPANS,
    WARNINGS,
)
from wsisdraft.pages.schema_submissions import RECEIPT, SUBMISSIONS, WINDOWS
from wsisdraft.pages.schema_words import (
    Schema,
    count,
    counts,
    either,
    many,
    maybe,
    one_of,
    record,
    text,
    truth,
)
from wsisdraft.text.bracket import Role
from wsisdraft.text.process import MeetingState

CHANGE = "change"
"""The schema of all verbs that change the text."""
REFUSAL = "refusal"
"""The schema of what any verb writes when it is refused."""

STANDING = record(
    "Where the text stands.",
    process=text("The name of the process."),
    at=text("WHEN, as asked for; `now` for the work tree."),
    meeting=maybe(text("The meeting that is open.")),
    documents=many(
        "The documents.",
        record(
            "A document.",
            key=text("`vision/`."),
            title=text("Its title."),
            chapters=many(
                "Its chapters in reading order.",
                record(
                    "A chapter.",
                    ref=REF,
                    title=text("Its title."),
                    symbol=maybe(text("Its symbol.")),
                    status=maybe(text("As declared.")),
                    as_of=maybe(DAY),
                    besides=SPANS,
                    reading=maybe(text("The reading it has come to.")),
                    statements=count("Statements beside it."),
                    moved_to={**maybe(REF), "description": "Where all of it went, if it did."},
                    facilitators=many("Who facilitates it.", text("A name.")),
                    settled_by=counts("Settled paragraphs a body, where there are several."),
                    **COUNTED,
                ),
            ),
        ),
    ),
    totals=counts("The sums over all chapters."),
    settled_by=counts("Settled paragraphs a body, over all chapters."),
    facilitator=maybe(text("Whose chapters and sections these are, where it was asked.")),
)
OUTPUTS: dict[str, Schema] = {
    "status": either("Where the text stands; with `--due` what is open.", STANDING, DUE),
    "show": either(
        "One paragraph, or a list of those in a range or chapter.",
        PARAGRAPH,
        many("The paragraphs in reading order.", PARAGRAPH),
    ),
    "log": many(
        "What happened, the newest last.",
        record(
            "A commit.",
            commit=COMMIT,
            when=text("The author's time, ISO 8601 with offset."),
            verb=maybe(text("The verb; null for a change outside the verbs.")),
            ref=REF,
            by=maybe(text("On whose behalf.")),
            meeting=maybe(text("The meeting, by its number.")),
            summary=text("What happened, in a line."),
        ),
    ),
    "brackets": many("Everything unresolved, in reading order.", BRACKET),
    "diff": COMPARISON,
    "trend": many(
        "What is open at each closed meeting in order, and now.",
        record(
            "The figures of one state of the text.",
            meeting=maybe(text("The meeting, or `4.1` where it closed again; null for now.")),
            bracket_pairs=COUNTED["bracket_pairs"],
            contested_slots=COUNTED["contested_slots"],
            alternatives=COUNTED["alternatives"],
            open_paragraphs=count("Paragraphs that stand at no settled status."),
            paragraphs=COUNTED["paragraphs"],
            words_in_brackets=count("Words in those brackets, each once, however deep."),
            date=maybe(DAY),
            symbol=maybe(text("The symbol of the chapter that was asked about.")),
        ),
    ),
    "scan": record(
        "What the scanner sees; offsets are code points, ends exclusive.",
        brackets=many(
            "Every pair, whatever its role.",
            record(
                "A pair.",
                start=count("Where it begins."),
                end=count("Where it ends."),
                depth=count("Openers before it that are still open there."),
                role=one_of("What it is for.", [str(role) for role in Role]),
                text=maybe(text("What is inside; null where it is nested very deep.")),
            ),
        ),
        strays=many(
            "Marks without a partner.",
            record(
                "A mark.",
                offset=count("Where it stands."),
                line=LINE,
                column=COLUMN,
                char=one_of("The mark.", ["[", "]"]),
            ),
        ),
        choices=many("Positions of pairs that are one choice.", many("A choice.", count("One."))),
        labels=many(
            "Headings of alternatives inside the text.",
            record(
                "A heading.",
                start=count("Where it begins."),
                end=count("Where it ends."),
                kind=one_of("What it announces.", ["option", "alternative"]),
                name=text("As printed."),
            ),
        ),
        attributions=many(
            "Whose words a bracket holds, as the text says.",
            record(
                "One of them.",
                who=text("The name."),
                role=text("Their part in it."),
                bracket=maybe(count("The position of the pair.")),
            ),
        ),
    ),
    "check": record(
        "What does not hold.",
        findings=FINDINGS,
        summary=record(
            "What it comes to.",
            paragraphs=count("Paragraphs that were looked at."),
            errors=ERRORS,
            warnings=WARNINGS,
        ),
        since=maybe(SINCE),
    ),
    "concordance": CONCORDANCE,
    "explain": either("One rule, or all of them.", RULE, many("The rules.", RULE)),
    "on": record(
        "What is in focus.",
        focus=maybe(REF),
        title=maybe(text("Its title.")),
    ),
    "similar": record(
        "What is most like a paragraph, in the whole draft.",
        ref=REF,
        status=text("Where it stands on the ladder."),
        opening=text("Its first words."),
        alike=many(
            "Paragraphs and alternatives, the likest first.",
            record(
                "A wording that is like it.",
                ref=REF,
                name=maybe(text("The name of an alternative; null for a paragraph's own words.")),
                of=maybe(text("The alternative it is like; null for the paragraph's own words.")),
                status=text("Where the paragraph stands on the ladder."),
                likeness=count("In per cent."),
                opening=text("Its first words."),
                common=many("Words in a row that both have, the longest first.", text("A run.")),
            ),
        ),
    ),
    "stakeholders": many(
        "Who takes part.",
        record(
            "A stakeholder.",
            name=text("The name on record."),
            kind=maybe(text("What kind of stakeholder.")),
            aliases=many("Other names.", text("A name.")),
            groups=many("The groups they speak in.", text("A name.")),
            members=many("Those who speak in it, where it is a group.", text("A name.")),
            brackets=count("Unresolved brackets of theirs."),
            alternatives=count("Alternatives of theirs on the table."),
            statements=count("Statements of theirs."),
        ),
    ),
    "doubt-list": many("The doubts that wait, in reading order.", DOUBT),
    "alt-list": many("The alternatives in reading order.", ALTERNATIVE),
    "alt-show": ALTERNATIVE,
    "meeting-list": many(
        "The meetings in order.",
        record(
            "A meeting.",
            number=text("Its number."),
            **{"from": maybe(DAY), "to": maybe(DAY)},
            place=maybe(text("Where it was.")),
            tag=maybe(text("The tag that names its record; null where this clone has none.")),
            state=one_of("How far it has come.", [str(state) for state in MeetingState]),
        ),
    ),
    "meeting-show": MEETING,
    "receipt": RECEIPT,
    "submissions": SUBMISSIONS,
    "compile": COMPILATION,
    "window-list": WINDOWS,
    CHANGE: schema_change.CHANGE,
    REFUSAL: record(
        "Why a verb did nothing.",
        findings={**FINDINGS, "minItems": 1},
        summary=record("How many.", errors=ERRORS, warnings=WARNINGS),
    ),
    "init": record(
        "The draft that was started.",
        directory=text("Where."),
        commit=COMMIT,
        branch=text("The branch it is on."),
        files=many("What was written.", text("A file.")),
    ),
    "demo": record(
        "The demonstration that was written.",
        directory=text("Where."),
        commits=count("How many there are on its trunk."),
        tip=COMMIT,
    ),
    "recover": record(
        "What an interrupted verb left, and what became of it.",
        found=truth("Whether there was something."),
        commit=maybe(COMMIT),
        notes=many("What could not be put right.", text("A sentence.")),
    ),
}
"""By the name of the file; a verb of two words has a dash between them."""


def output_schema(name: str) -> Schema:
    """The schema of one kind of output."""
    title = f"The output of {name.replace('-', ' ')}"
    if name == CHANGE:
        title = "The output of verbs that change the text"
    elif name == REFUSAL:
        title = "The output of a verb that is refused"
    return {"$schema": DIALECT, "title": title, **OUTPUTS[name]}


def output_schema_text(name: str) -> str:
    """The schema's file."""
    import json

    return json.dumps(output_schema(name), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    import sys
    from pathlib import Path

    for folder in map(Path, sys.argv[1:]):
        folder.mkdir(parents=True, exist_ok=True)
        for name in OUTPUTS:
            place = folder / f"{name}.schema.json"
            place.write_text(output_schema_text(name), encoding="utf-8")
