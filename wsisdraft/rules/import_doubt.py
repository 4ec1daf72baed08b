"""Whatever an importer was not sure of has been looked at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from wsisdraft.rules.rule import Context, Rule, told
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.span import Place, place_of
from wsisdraft.text.waiting import WaitingDoubt, waiting_doubts

NAME = "import-doubt"

PAGE = """\
A text from outside has marks that may be read in more than one way: a bracket without its partner,
an option whose end is not marked, a number that stands twice, a name that nobody knows. Importing
mends none of them. Each is kept as it came and has an entry under `doubts:` in the file, with the
line and column of the text that was imported.

To mend it, look at the words, correct them with `wsisdraft edit REF` or whatever verb fits, then
`wsisdraft doubt settle REF d1` says that somebody has looked. `wsisdraft doubt list` shows all that
wait.
"""


def _check(text: Text, _: Context) -> Iterator[Finding]:
    for path, found in groupby(waiting_doubts(text), key=lambda each: each.path):
        yield from _of_file(path, text.sources.get(path, ""), tuple(found))


def _of_file(path: str, source: str, doubts: tuple[WaitingDoubt, ...]) -> Iterator[Finding]:
    # The exact reader is for files with something to say; most have nothing.
    from wsisdraft.notation.exact_fields import exact
    from wsisdraft.notation.line_tree import find

    entries = exact(source, yaml=path.endswith(".yaml")).entries

    def finding(each: WaitingDoubt) -> Finding:
        entry = find(entries, ("doubts", each.handle))
        place = place_of(path, source, entry.key_span.start) if entry else Place(path)
        ref = str(each.address)
        return Finding(
            place,
            NAME,
            sentence(each),
            f"Look at it, then wsisdraft doubt settle {ref} {each.handle}.",
            Gravity.WARNING,
            ref,
        )

    yield from told(doubts, finding)


def sentence(each: WaitingDoubt) -> str:
    """A doubt with its kind and its place in the text that was imported."""
    doubt = each.doubt
    kind = str(doubt.kind).replace("-", " ").capitalize()
    where = f" at {doubt.line}:{doubt.column} of the imported text" if doubt.line else ""
    said = f": {doubt.said}" if doubt.said else "."
    return f"{kind}{where}{said}"


RULE = Rule(NAME, Gravity.WARNING, "Every doubt of an import has been looked at.", PAGE, _check)
