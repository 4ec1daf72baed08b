"""An alternative on record and its branch say the same."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.rules.rule import BranchWording, Context, Rule, argument, at_words
from wsisdraft.text.branch_names import branch_names
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.paragraph import Alternative, wording

NAME = "alternative-moved"

PAGE = """\
An alternative is on record in a file beside the paragraph, and is worked on along a branch of its
own, where the paragraph itself reads as the alternative. When the two differ, the room and the
drafters look at different words. The message says which side is newer: the branch, where somebody
went on working; the record, where the file was changed; or both.

To mend it, bring the wording that is meant into both: `wsisdraft alt amend REF NAME --from-branch`
takes the branch's wording into the record, `wsisdraft alt amend REF NAME --text T` puts a new text
into both. A branch that is only behind, as after a pull, has nothing to lose: fetch it anew or drop
it. One that is not there at all is no finding; it is made again when it is wanted. A branch keeps
the name it was given when numbers change.
"""


def _check(text: Text, context: Context) -> Iterator[Finding]:
    if not context.branches:
        return
    for paragraph in text.paragraphs():
        for alternative in paragraph.alternatives:
            for name in branch_names(paragraph, alternative.ordinal):
                there = context.branches.get(name)
                if there is None or there.alternative not in ("", alternative.path):
                    continue
                if wording(there.body) != wording(alternative.body):
                    yield moved(alternative, name, there, str(paragraph.address))
                break


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
    "branch": "{amend} --from-branch takes it into the record; --text T puts a text into both.",
    "record": "git branch -D {name} drops it here, and it is made again when it is wanted.",
    "both": "{amend} --from-branch takes the branch's wording, --text T puts a text into both.",
}


def moved(alternative: Alternative, name: str, there: BranchWording, ref: str) -> Finding:
    """What is to be said of an alternative that reads otherwise on its branch."""
    side = newer_side(alternative, there)
    amend = f"wsisdraft alt amend {ref} {argument(alternative.name)}"
    return Finding(
        at_words(alternative),
        NAME,
        f"{alternative.name} reads otherwise on its branch: {_SAID[side].format(name=name)}.",
        _REMEDY[side].format(amend=amend, name=name),
        ref=ref,
    )


RULE = Rule(
    NAME, Gravity.ERROR, "An alternative reads the same on record and on its branch.", PAGE, _check
)
