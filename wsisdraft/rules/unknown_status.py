"""Every status is a step of the ladder the process agreed on."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.front_matter import locate
from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.span import Place, place_of
from wsisdraft.text.status import DELETED

NAME = "unknown-status"

PAGE = """\
`drafts/process.yaml` lists the ladder of statuses, each step open or settled; the status
`deleted` belongs to every ladder. A status that is on no step means nothing: neither the check
nor a report could say whether the words are agreed.

To mend it, write a status of the ladder. A settled one is never written by hand: `wsisdraft agree
REF` gives it, with the date and the fingerprint of the wording.
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    known = frozenset((*text.process.ladder.names, DELETED))
    for paragraph in text.paragraphs():
        if paragraph.status and paragraph.status not in known:
            place = _place(paragraph.path, paragraph.source, yaml=False)
            yield _finding(text, place, paragraph.status, str(paragraph.address))
    for chapter in text.chapters():
        if chapter.status and chapter.status not in known:
            place = _place(chapter.path, chapter.source, yaml=True)
            yield _finding(text, place, chapter.status, str(chapter.address))


def _place(path: str, source: str, *, yaml: bool) -> Place:
    span = locate(source, ("status",), yaml=yaml)
    return place_of(path, source, span.start) if span else Place(path)


def _finding(text: Text, place: Place, status: str, ref: str) -> Finding:
    from difflib import get_close_matches  # only a faulty text pays for it

    names = (*text.process.ladder.names, DELETED)
    near = get_close_matches(status, names, 1)
    hint = f"Did you mean {near[0]}? " if near else ""
    return Finding(
        place,
        NAME,
        f"The status {status} is on no step of the ladder.",
        f"{hint}The ladder: {', '.join(names)}.",
        ref=ref,
    )


RULE = Rule(NAME, Gravity.ERROR, "Every status is a step of the process's ladder.", PAGE, _check)
