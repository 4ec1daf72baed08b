"""doubt settle: somebody has looked at what an importer was not sure of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from wsisdraft.carry_out import change
from wsisdraft.notation.change import Change, Decision, Edit, Record
from wsisdraft.notation.rewriting import rewritten, without_field
from wsisdraft.text.address import Address
from wsisdraft.text.finding import Refusal, Unchanged, misused, refuse
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene
from wsisdraft.text.waiting import WaitingDoubt, waiting_doubts
from wsisdraft.verbs.shared.options import Options, Ref, changing
from wsisdraft.verbs.shared.trailers import trailers

DOUBT = "Doubt"
"""The trailer that keeps a doubt which was settled."""
MOST_NAMED = 6


def settle(scene: Scene, handles: Sequence[str], *, everything: bool = False) -> Decision:
    """Take doubts off a paragraph, section, chapter or document; the record keeps what they said.

    With `everything`, all that wait in the place go, those of its paragraphs too.
    """
    if bool(handles) == everything:
        return misused(
            "malformed-doubt",
            "Handles and --all exclude each other." if handles else "No doubt is named.",
            "Give handles as doubt list prints them, d1 d2, or --all.",
        )
    waiting = tuple(waiting_doubts(scene.text))
    selection = scene.selection
    spoken = selection.spoken
    covered = frozenset(selection.addresses)
    inside = [
        each
        for each in waiting
        if each.address in covered or (selection.whole and each.address.within(selection.scope))
    ]
    if everything:
        if not inside:
            return Unchanged(spoken, f"No doubt waits in {spoken}.")
        return _settled(scene, inside)
    own = {each.handle: each for each in inside if each.address == selection.scope}
    if not selection.whole:
        return misused(
            "several",
            f"{spoken} is several paragraphs, and a handle belongs to one place.",
            f"Name one, or settle all of them: wsisdraft doubt settle {spoken} --all.",
        )
    unknown = [handle for handle in handles if handle not in own]
    if unknown:
        return _unknown(scene, unknown[0], own, len(inside))
    return _settled(scene, [own[handle] for handle in dict.fromkeys(handles)])


def _unknown(scene: Scene, handle: str, own: dict[str, WaitingDoubt], inside: int) -> Refusal:
    """A handle that is not there, with those that are."""
    spoken = scene.selection.spoken
    known = ", ".join(list(own)[:MOST_NAMED]) + (", ..." if len(own) > MOST_NAMED else "")
    if own:
        remedy = f"Doubts there: {known}; wsisdraft doubt list {spoken} shows them."
    elif inside:
        remedy = f"wsisdraft doubt list {spoken} shows those inside it, each with its place."
    else:
        remedy = "wsisdraft doubt list shows those that wait elsewhere."
    message = f"No doubt {quoted(handle)} waits at {spoken}."
    return refuse("unknown-doubt", message, remedy, ref=spoken)


def _settled(scene: Scene, doubts: Sequence[WaitingDoubt]) -> Change:
    by_path: dict[str, list[WaitingDoubt]] = {}
    for each in doubts:
        by_path.setdefault(each.path, []).append(each)
    edits: list[Edit] = []
    rows: list[tuple[str, str]] = []
    for path, of_file in by_path.items():
        old = source = scene.text.sources[path]
        for each in of_file:
            keys = ("doubts", each.handle)
            source = without_field(source, keys, yaml=path.endswith(".yaml"))
        edits += rewritten(path, old, source)
        rows.append(("Ref", str(of_file[0].address)))
        rows += [(DOUBT, said(each)) for each in of_file]
    return Change(
        tuple(edits),
        record=Record(_subject(scene, doubts), trailers("doubt settle", scene.occasion, rows)),
    )


def said(each: WaitingDoubt) -> str:
    """A doubt in one line, as the record keeps it."""
    doubt = each.doubt
    where = f" at {doubt.line}:{doubt.column}" if doubt.line else ""
    return f"{each.handle} {doubt.kind}{where}" + (f"; {doubt.said}" if doubt.said else "")


def _subject(scene: Scene, doubts: Sequence[WaitingDoubt]) -> str:
    spoken = scene.selection.spoken
    by = f", by {scene.occasion.by}" if scene.occasion.by else ""
    if len(doubts) == 1:
        return f"{doubts[0].address}: doubt settled, {doubts[0].doubt.kind}{by}"
    where = Address.of(spoken)
    return f"{where or spoken}: {len(doubts)} doubts settled{by}"


@changing
def command(
    given: Options,
    ref: Ref,
    handles: Annotated[
        list[str] | None,
        typer.Argument(
            help="Which doubts, as doubt list prints them: d1 d2.",
            metavar="[D1 D2...]",
            show_default=False,
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All that wait in the place, and in what lies in it.")
    ] = False,
) -> None:
    """Say that somebody has looked at what an import was not sure of; the words stay as they are.

    Examples: wsisdraft doubt settle vision/B.3 d1
              wsisdraft doubt settle vision/ --all
    """
    named = tuple(handles or ())
    change(lambda scene: settle(scene, named, everything=everything), [ref], given)
