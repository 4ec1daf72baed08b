"""record: take hand edits in the work tree into the record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from wsisdraft.carry_out import change_as_set
from wsisdraft.notation.change import Change, Decision
from wsisdraft.notation.reading import PROCESS_FILE, STAKEHOLDERS_FILE
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Refusal, Unchanged, misused
from wsisdraft.text.frozen import altered
from wsisdraft.text.ref import NOWHERE, Selection
from wsisdraft.text.scene import Scene
from wsisdraft.text.span import Place
from wsisdraft.verbs.shared.hand_drafts import Draft, drafted
from wsisdraft.verbs.shared.hand_edits import HandEdit, HandEdits, hand_edits, subject_of
from wsisdraft.verbs.shared.options import MaybeRef, Options, changing
from wsisdraft.verbs.shared.paragraph_ids import paragraph_ids
from wsisdraft.verbs.shared.taking_up import taken_up
from wsisdraft.view import View, newly_broken, occasion_of

if TYPE_CHECKING:
    from wsisdraft.carry_out import Setting


def record(scene: Scene, edits: HandEdits, taken: Collection[str], message: str = "") -> Decision:
    """Take hand edits into the record as one change, each file made tidy.

    `taken` are the ids of all paragraphs on record. Refused where an edit changes what only verbs
    write, or words that were agreed.
    """
    made = drafted(scene, edits, taken)
    return made if isinstance(made, Refusal) else decided(scene, edits, made, message)


def decided(scene: Scene, edits: HandEdits, made: Sequence[Draft], message: str) -> Decision:
    """The change that puts drafted files on record."""
    if not made:
        spoken = edits.spoken
        return Unchanged(
            spoken, f"Nothing to record: the work tree has {spoken} as it is on record."
        )
    if scene.occasion.newcomers and any(each.path == STAKEHOLDERS_FILE for each in made):
        return misused(
            "malformed-new",
            "--new registers a party in stakeholders.yaml, which is being recorded itself.",
            "Write the party into the file, then record it with --by alone.",
        )
    return taken_up(scene, edits, made, message)


def setting(view: View, ref: str, given: Options, message: str) -> Setting | Refusal:
    """The hand edits, and the text on record as far as they touch it."""
    edits = hand_edits(view, ref)
    if isinstance(edits, Refusal):
        return edits
    text = _read(view, edits)
    occasion = occasion_of(text, given)
    if isinstance(occasion, Refusal):
        return occasion
    scene = Scene(text, _selection(view, edits), occasion)
    touched = {subject_of(each.path, edits.layout).address for each in edits.files}
    with_alternatives = [p for p in text.paragraphs() if p.address in touched and p.alternatives]
    if with_alternatives:
        scene = view.with_branches(scene, with_alternatives)
    return scene, lambda: _decide(view, scene, edits, message)


def _decide(view: View, scene: Scene, edits: HandEdits, message: str) -> Decision:
    made = drafted(scene, edits, paragraph_ids(view) if any(map(_has_no_id, edits.files)) else ())
    if isinstance(made, Refusal):
        view.sources.update(_as_left(edits))
        return made
    change = decided(scene, edits, made, message)
    if not isinstance(change, Change):
        return change
    after = view.after(scene, change)
    broken = newly_broken(scene.text, after, {*scene.text.sources, *after.sources})
    if not broken:
        return change
    view.sources.update(after.sources)
    view.sources.update(_as_left(edits))
    left = {each.path: each for each in made}
    return Refusal(tuple(_where_it_lies(f, left) for f in broken))


def _has_no_id(edit: HandEdit) -> bool:
    """Whether a file may get an id, or have brought one along; only then the others are read."""
    return edit.new is not None and (edit.old is None or b"\nid:" not in edit.new)


def _as_left(edits: HandEdits) -> dict[str, str]:
    """The files as they lie in the work tree, for the lines that findings show."""
    return {
        each.path: each.new.decode("utf-8", "replace").replace("\r\n", "\n")
        for each in edits.files
        if each.new is not None
    }


def _where_it_lies(finding: Finding, left: dict[str, Draft]) -> Finding:
    """A finding in the tidied text of a file, with the line on which the work tree has that."""
    place = finding.place
    draft = left.get(place.path) if place else None
    if place is None or draft is None or draft.source is None or draft.source == draft.left:
        return finding
    tidy, here = draft.source.split("\n"), draft.left.split("\n")
    from_end = len(tidy) - place.line
    said = tidy[place.line - 1]
    # Lines of the front matter come and go; those of the words are counted from the end.
    lines = [n for n, line in enumerate(here, 1) if line == said]
    likely = len(here) - from_end
    line = min(lines, key=lambda n: abs(n - likely), default=place.line)
    return altered(finding, place=Place(place.path, line, place.column))


def _read(view: View, edits: HandEdits) -> Text:
    """The chapters that the edits touch, with all that stands above and beside them."""
    from wsisdraft.notation.reading import read

    layout = view.layout
    paths = {PROCESS_FILE, STAKEHOLDERS_FILE, *layout.statements}
    paths.update(path for _, path in layout.meetings)
    for each in edits.files:
        address = subject_of(each.path, edits.layout).address
        if each.path == PROCESS_FILE:
            return view.read()
        if address is not None:
            scope = address.chapter or address
            paths |= {f"drafts/{address.document}/document.yaml", *layout.files_of(scope)}
        paths.add(each.path)
    text = read(view.source.read(paths), layout)
    view.sources.update(text.sources)
    return text


def _selection(view: View, edits: HandEdits) -> Selection:
    """What the record will be about: what was asked, else the smallest place that holds it all."""
    touched = [subject_of(each.path, edits.layout).address for each in edits.files]
    about = [address for address in touched if address is not None]
    addresses = tuple(dict.fromkeys(a for a in about if view.layout.has(a) and a.number))
    if edits.selection is not None:
        return altered(edits.selection, addresses=addresses, mentions=())
    if not about:
        return NOWHERE
    scope = _common(about)
    if any(each.path == scope.path and each.new is None for each in edits.files):
        scope = scope.place  # what is gone cannot be named to take it back
    return Selection(scope, addresses, str(scope))


def _common(about: Sequence[Address]) -> Address:
    """The smallest place that holds the first of these, and all others of its document."""
    scope = about[0]
    for other in about:
        while other.document == scope.document and not other.within(scope):
            scope = Address(scope.document, scope.parts if scope.number else scope.parts[:-1])
    return scope


@changing
def command(
    given: Options,
    ref: MaybeRef = "",
    message: Annotated[
        str,
        typer.Option(
            "--message",
            "-m",
            help="What was done, for the record; else the files tell.",
            metavar="TEXT",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Take what you edited by hand into the record, as one commit: changed, new, removed files.

    Files are made tidy, new paragraphs get their id. A status, or words that were agreed, no hand
    changes: that is refused at its place. Everything else of yours stays as it is.

    Examples: wsisdraft record B.21
              wsisdraft record -m "drafting group of Monday"
    """
    change_as_set(lambda view: setting(view, ref, given, message.strip()), given)
