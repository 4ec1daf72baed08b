"""Taking back a registration together with what it was made for."""

from __future__ import annotations

from collections.abc import Sequence

from wsisdraft.notation.change import Change, apply
from wsisdraft.notation.front_matter import read_yaml
from wsisdraft.notation.reading import STAKEHOLDERS_FILE, read
from wsisdraft.notation.registering import UNKNOWN_KIND
from wsisdraft.notation.rewriting import rewritten, without_field
from wsisdraft.notation.snapshot import Snapshot
from wsisdraft.rules.named_parties import named_besides
from wsisdraft.text.draft import Text
from wsisdraft.text.parties import known_names


def unregistered(text: Text, change: Change, names: Sequence[str]) -> Change:
    """The change, and the stakeholders without those of the names that nothing names after it.

    Who was described since, or takes part in something else, stays. The text is the whole one.
    """
    source = text.sources.get(STAKEHOLDERS_FILE)
    if source is None:
        return change
    fields = read_yaml(source, STAKEHOLDERS_FILE).fields
    spare = [name for name in names if fields.get(name) == {"note": UNKNOWN_KIND}]
    still = _named(text, change, spare)
    new = source
    for name in spare:
        if name not in still:
            new = without_field(new, (name,), yaml=True)
    edits, removed = change.edits, change.removed
    if new.strip():
        edits = (*edits, *rewritten(STAKEHOLDERS_FILE, source, new))
    else:
        removed = (*removed, STAKEHOLDERS_FILE)
    return Change(edits, change.new_files, removed, change.branches, record=change.record)


def _named(text: Text, change: Change, spare: Sequence[str]) -> frozenset[str]:
    """Those of the names that the text still holds after the change."""
    files = apply(dict(text.sources), change)
    after = read(Snapshot({path: told.encode() for path, told in files.items()}), text.layout)
    others = tuple(each for each in after.stakeholders if each.name not in spare)
    found = named_besides(after, known_names(others))
    # What the newcomers themselves say of groups and members goes with them.
    return frozenset(
        each.names[at] for each in found if each.keys[0] not in spare for at in each.positions
    )
