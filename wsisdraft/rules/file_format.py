"""Every file under the drafts is one the tool can read, in the place where it belongs."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.misplaced import misplaced
from wsisdraft.text.span import Place

NAME = "file-format"

PAGE = """\
A paragraph is a front matter between two lines of `---`, then its words; the other files are
YAML. Both keep to a small part of YAML that every reader understands alike: mappings and lists,
three levels, every scalar a text, no anchors, tags, aliases or multi-line scalars, comments on
lines of their own. Each kind of file has its keys (see the schemas), and each file its place: a
document holds chapters, a chapter paragraphs, named by their numbers.

To mend it, change the line that is named; the remedy shows how. An editor that knows YAML schemas
warns of most of it while you write.
"""


def _check(text: Text, context: Context) -> Iterator[Finding]:
    unread = [finding for finding in text.unread if finding.rule == NAME]
    yield from unread
    # What is no file at all has been told; that its name fits nowhere adds nothing.
    told = {finding.place.path for finding in unread if finding.place is not None}
    for path, reason, remedy in misplaced(text.layout) if context.names else ():
        if path not in told:
            yield Finding(Place(path), NAME, reason, remedy)


RULE = Rule(
    NAME, Gravity.ERROR, "Every file can be read and stands where it belongs.", PAGE, _check
)
