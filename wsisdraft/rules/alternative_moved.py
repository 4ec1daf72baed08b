"""An alternative on record and its branch say the same."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.rules.rule import BranchWording, Context, Rule, at_words
from wsisdraft.text.address import branch
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Alternative, wording

NAME = "alternative-moved"

PAGE = """\
An alternative is on record in a file beside the paragraph, and is worked on along a branch of its
own, where the paragraph itself reads as the alternative. When the two differ, the room and the
drafters look at different words. The message says which side is newer: the branch, where somebody
went on working; the record, where the file was changed; or both.

To mend it, bring the wording that is meant into both: write the branch's wording into the
alternative's file, or commit the file's wording on the branch. A branch that is not there at all
is no finding; it is made again when it is wanted.
"""


def _check(text: Text, context: Context) -> Iterator[Finding]:
    if not context.branches:
        return
    for paragraph in text.paragraphs():
        for alternative in paragraph.alternatives:
            name = branch(paragraph.address, alternative.ordinal)
            there = context.branches.get(name)
            if there is not None and wording(there.body) != wording(alternative.body):
                yield _finding(alternative, name, there, str(paragraph.address))


def newer_side(alternative: Alternative, there: BranchWording) -> str:
    """Which side moved since they were one: `branch`, `record` or `both`.

    The branch carries the alternative's file as it was when the two last agreed; whichever side
    still has that wording is the older one.
    """
    if there.recorded is None:
        return "branch"
    since = wording(there.recorded)
    if since == wording(alternative.body):
        return "branch"
    return "record" if since == wording(there.body) else "both"


_SAID = {
    "branch": "the branch {name} is newer",
    "record": "the record is newer than the branch {name}",
    "both": "both the record and the branch {name} were changed",
}
_REMEDY = {
    "branch": "Write the branch's wording into this file, or put the branch back.",
    "record": "Commit this wording on the branch {name}, or delete the branch.",
    "both": "Decide on one wording and bring it into both.",
}


def _finding(alternative: Alternative, name: str, there: BranchWording, ref: str) -> Finding:
    side = newer_side(alternative, there)
    return Finding(
        at_words(alternative),
        NAME,
        f"{alternative.name} reads otherwise on its branch: {_SAID[side].format(name=name)}.",
        _REMEDY[side].format(name=name),
        ref=ref,
    )


RULE = Rule(
    NAME, Gravity.ERROR, "An alternative reads the same on record and on its branch.", PAGE, _check
)
