"""submit: what a stakeholder sent in, filed as it came."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

from wsisdraft.carry_out import change_as_set
from wsisdraft.notation.change import Change, Record
from wsisdraft.notation.decoding import MOST_BYTES_SUBMISSION
from wsisdraft.notation.field_edits import apply, revise
from wsisdraft.notation.fields import Value
from wsisdraft.notation.submission_shapes import MOMENT, SUBMISSION
from wsisdraft.rules.text_characters import forbidden_in
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Occasion, Scene
from wsisdraft.text.span import Place
from wsisdraft.text.submission import SUBMISSIONS, Proposal, Window
from wsisdraft.text.submission_symbol import numbered
from wsisdraft.verbs.shared.completion import complete_windows
from wsisdraft.verbs.shared.filing import Filed, misquoted
from wsisdraft.verbs.shared.options import (
    Options,
    changing_with,
    complete_refs,
    complete_stakeholders,
)
from wsisdraft.verbs.shared.sent_file import sent_file
from wsisdraft.verbs.shared.trailers import trailers
from wsisdraft.verbs.shared.understood import Sent, Typed, first_place, understood
from wsisdraft.view import View

if TYPE_CHECKING:
    from wsisdraft.carry_out import Setting

VERB = "submit"


def submit(
    scene: Scene, sent: Sent, proposals: Filed, given: Collection[str] = ()
) -> Change | Refusal:
    """File what came in under a symbol of its own, with everything that is to be told of it.

    `given` are symbols of earlier records, none of which is given again.
    """
    refusal = _unfit(scene.text, sent) or _sent_already(scene.text, sent)
    if refusal is not None:
        return refusal
    text, window = scene.text, sent.window
    names = [each.name for each in text.windows]
    own = [each for each in text.submissions if each.window == window.name]
    serials = (int(each.serial) for each in own if each.serial.isdecimal())
    name = numbered(
        text.process.submission_symbol,
        place=first_place(proposals.proposals) or sent.on[0],
        window=window.name,
        version=names.index(window.name) + 1,
        after=max(serials, default=0),
        taken={*given, *(each.symbol for each in text.submissions)},
    )
    source = _source(scene.occasion, sent, proposals.proposals, name.symbol)
    if len(source.encode()) > MOST_BYTES_SUBMISSION:
        return refuse(
            "too-large",
            f"With its proposals it would be a file of more than {MOST_BYTES_SUBMISSION:,} bytes.",
            "File it in parts, each on its own paragraphs.",
            place=Place(sent.file.name),
        )
    path = f"{SUBMISSIONS}/{window.name}/{name.serial}.md"
    return Change(
        new_files=((path, source),),
        record=_record(scene.occasion, sent, proposals.proposals, name.symbol),
        notes=(*sent.notes, *proposals.notes, *_notes(sent)),
    )


def _source(occasion: Occasion, sent: Sent, proposals: Sequence[Proposal], symbol: str) -> str:
    """The file of a submission: what is known of it, its proposals, then its words as they came."""
    entries: dict[str, Value] = {each.number: _entry(each) for each in proposals}
    fields: Mapping[tuple[str, ...], Value | None] = {
        ("from",): list(occasion.parties),
        ("symbol",): symbol,
        ("received",): sent.received,
        ("fingerprint",): sent.file.fingerprint,
        **({("base",): sent.base} if sent.base else {}),
        ("proposals",): entries,
    }
    return apply("", revise("", fields, shape=SUBMISSION)) + sent.file.incoming.body


def _entry(proposal: Proposal) -> dict[str, Value]:
    said = {"quote": proposal.quote, "text": proposal.text}
    entry: dict[str, Value] = {"ref": proposal.ref, "kind": str(proposal.kind)}
    return entry | {key: value for key, value in said.items() if value}


def _record(occasion: Occasion, sent: Sent, proposals: Sequence[Proposal], symbol: str) -> Record:
    late = sent.window.closes if sent.window.late(sent.received) else ""
    rows = [("Symbol", symbol), ("Window", sent.window.name), ("Received", sent.received)]
    rows += [("Late", f"the last day was {late}")] if late else []
    rows += [("Fingerprint", sent.file.fingerprint)]
    for ref in dict.fromkeys(each.ref for each in proposals):
        rows.append(("Ref", ref))
        rows += [
            ("Submitted", f"{symbol}/{each.number}, {each.kind}, by {occasion.by}")
            for each in proposals
            if each.ref == ref
        ]
    count = len(proposals)
    subject = f"{symbol}: submission of {occasion.by}, {count} proposal{'' if count == 1 else 's'}"
    return Record(subject, trailers(VERB, occasion, rows))


def _unfit(text: Text, sent: Sent) -> Refusal | None:
    """Characters that no text holds, at their places in the file that came in."""
    forbidden = forbidden_in(sent.file.name, sent.file.text, text.process.language)
    return Refusal(forbidden) if forbidden else None


def _sent_already(text: Text, sent: Sent) -> Refusal | None:
    if sent.again:
        return None
    window, sha = sent.window.name, sent.file.fingerprint
    known = next(
        (each for each in text.submissions if each.window == window and each.fingerprint == sha),
        None,
    )
    if known is None:
        return None
    return refuse(
        "sent-already",
        f"The same file is on record as {known.symbol}, of {', '.join(known.by)}, received "
        f"{known.received[:10]}.",
        f"wsisdraft receipt {known.symbol} shows it; --again files it all the same.",
        place=Place(known.path),
    )


def _notes(sent: Sent) -> tuple[str, ...]:
    """That it came late or early, or is about a text the window is not for."""
    window, day = sent.window, sent.received[:10]
    notes = []
    if window.late(sent.received):
        notes.append(f"It came after the last day, {window.closes}, and is marked late.")
    elif window.opens and day < window.opens:
        notes.append(f"It came before the window opens on {window.opens}.")
    asked = [address for ref in window.about if (address := Address.of(ref)) is not None]
    beside = [str(p) for p in sent.on if asked and not any(p.within(each) for each in asked)]
    if beside:
        notes.append(
            f"The window is for {', '.join(window.about)}; {', '.join(beside)} is filed in it all "
            "the same."
        )
    return tuple(notes)


def setting(view: View, taken: Callable[[], Typed | Refusal]) -> Setting | Refusal:
    """The whole text on record, what came in before, and the text that was sent out."""
    from wsisdraft.repository.focus import read_focus
    from wsisdraft.repository.given_symbols import given_symbols

    typed = taken()
    if isinstance(typed, Refusal):
        return typed
    text = view.read()
    ready = understood(text, typed, read_focus(view.clone))
    if isinstance(ready, Refusal):
        return ready
    made = ready.proposals
    base, told = _base(view, text, ready.sent.window, made.proposals)
    sent = replace(ready.sent, base=base, notes=(*ready.sent.notes, *told))
    return ready.scene, lambda: submit(ready.scene, sent, made, given_symbols(view.clone))


def _base(
    view: View, text: Text, window: Window, proposals: Sequence[Proposal]
) -> tuple[str, tuple[str, ...]]:
    """The commit of the text that its quotes are from, and the quotes that are nowhere.

    That is what the window sent out, unless more of its quotes are in the text on record.
    """
    from wsisdraft.repository.ground import CannotProceed, UnknownMoment

    ways = []
    notes: tuple[str, ...] = ()
    if window.base:
        try:
            out = View.open(view.clone.top, window.base)
            ways.append((out.base, misquoted(out.read(), text, proposals)))
        except (CannotProceed, UnknownMoment):
            notes = (f"{window.base}, which the window sent out, is not in this clone.",)
    ways.append((view.base, misquoted(text, text, proposals)))
    commit, missed = min(ways, key=lambda way: len(way[1]))
    state = f"the text of {window.base}" if commit != view.base else "the text on record"
    return commit, (
        *notes,
        *(
            f"The quote of proposal {each.number} is not in {each.ref} in {state}: "
            f"{quoted(each.quote)}"
            for each in missed
        ),
    )


def _moment(received: str) -> str | Refusal:
    """When it came in: now, where nothing is said."""
    if not received:
        return datetime.now().astimezone().isoformat(timespec="seconds")
    if MOMENT.accepts(received):
        return received
    return misused(
        "malformed-date",
        f"{quoted(received)} is no day, and no time with an offset.",
        "Write it as --received 2014-03-12, or 2014-03-12T16:05:00+01:00.",
    )


From = Annotated[
    list[str],
    typer.Option(
        "--from",
        help="Whose it is, a stakeholder; may be given several times.",
        metavar="WHO",
        autocompletion=complete_stakeholders,
        show_default=False,
    ),
]
About = Annotated[
    list[str],
    typer.Option(
        "--on",
        help="What it is about; may be given several times.",
        metavar="REF",
        autocompletion=complete_refs,
        show_default=False,
    ),
]


@changing_with()
def command(
    given: Options,
    file: Annotated[
        str,
        typer.Argument(
            help="The file that came in, - for standard input.", metavar="FILE", show_default=False
        ),
    ],
    sender: From,
    on: About,
    window: Annotated[
        str,
        typer.Option(
            help="The window, if not the only one that is open.",
            metavar="W",
            autocompletion=complete_windows,
        ),
    ] = "",
    received: Annotated[
        str,
        typer.Option(
            help="When it came in, if not now: a day, or a time with its offset.", metavar="WHEN"
        ),
    ] = "",
    again: Annotated[
        bool, typer.Option("--again", help="File it although the same file is on record.")
    ] = False,
    new: Annotated[
        bool, typer.Option("--new", help="Register whoever --from names and nobody knows yet.")
    ] = False,
) -> None:
    """File what a stakeholder sent in, and print the receipt: symbol, hash, time.

    Proposals stand in its front matter under `proposals:`, by number: `ref`, `kind` (replace,
    insert, delete, general, substantive, editorial, translation), `quote`, `text`. A file without
    is a general comment on each --on. What comes late is marked, not turned away.

    Examples: wsisdraft submit s.md --from "Users Alliance" --on vision/B.21
              wsisdraft submit s.md --from Norland --on vision/B --window 2014-05
    """

    @cache
    def taken() -> Typed | Refusal:
        """Once, since standard input is read once; and not before it is known where we are."""
        when = _moment(received.strip())
        came = when if isinstance(when, Refusal) else sent_file(file)
        if isinstance(came, Refusal):
            return came
        return Typed(came, tuple(sender), tuple(on), window.strip(), str(when), again, new)

    change_as_set(lambda view: setting(view, taken), given)
