"""What `dispose` looks at: the proposal, its place today, and the words it was made on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from wsisdraft.notation.change import Decision
from wsisdraft.notation.decoding import decode
from wsisdraft.notation.paragraph_file import read_paragraph
from wsisdraft.notation.rebasing import Reading
from wsisdraft.text.address import Address
from wsisdraft.text.came_in import moved_away_to, places_now, window_called
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal
from wsisdraft.text.frozen import altered
from wsisdraft.text.new_place import NewPlace
from wsisdraft.text.number import Number
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.ref import NOWHERE, Selection
from wsisdraft.text.scene import Scene
from wsisdraft.text.submission import Outcome, Proposal, ProposalKind, Submission
from wsisdraft.verbs.shared.disposition import Case
from wsisdraft.verbs.shared.handing_on import named_proposal
from wsisdraft.verbs.shared.paragraph_ids import paragraph_ids
from wsisdraft.verbs.shared.whole_places import free_number
from wsisdraft.verbs.shared.windows import windows_text
from wsisdraft.view import Needs, Options, View, occasion_of

if TYPE_CHECKING:
    from wsisdraft.carry_out import Setting

__all__ = ["base_reading", "setting"]

Decide: TypeAlias = Callable[[Case, NewPlace | Refusal | None, frozenset[str]], Decision]

_TITLE = Number.of("title")


def setting(
    view: View, symbol: str, given: Options, outcome: Outcome, decide: Decide
) -> Setting | Refusal:
    """The proposal of a symbol in its paragraph or place, as far as the text is needed for it."""
    beside = windows_text(view)
    found = named_proposal(beside, symbol)
    if isinstance(found, Refusal):
        return found
    submission, proposal = found
    place = _place(view, proposal)
    scene = _scene(view, place, beside, given, _needs(outcome))
    if isinstance(scene, Refusal):
        return scene
    paragraph = scene.one()
    base = None
    if paragraph is not None and not proposal.kind.comment:
        base = _base(view, scene.text, submission, proposal, paragraph)
    case = Case(scene, submission, proposal, place, base)
    free: NewPlace | Refusal | None = None
    taken: frozenset[str] = frozenset()
    if paragraph is not None and proposal.kind is ProposalKind.INSERT and not proposal.quote:
        free, taken = free_number(paragraph.address, view.layout), paragraph_ids(view)
    return scene, lambda: decide(case, free, taken)


def _needs(outcome: Outcome) -> Needs:
    if outcome is Outcome.ALTERNATIVE:
        return Needs.ORDINAL
    into_words = outcome in (Outcome.ACCEPTED, Outcome.BRACKETED, Outcome.MERGED)
    return Needs.BRANCHES if into_words else Needs.NOTHING


def _place(view: View, proposal: Proposal) -> Address | None:
    """Where it is about today; the whole text is read only where its REF does not tell that.

    A title that is negotiated is a paragraph, and what is about the title is about that.
    """
    address = proposal.address
    if address is None or not view.layout.has(address) or _is_marker(view, address):
        address = places_now(_with_all(view)).get(proposal.ref)
    if address is not None and address.number is None and not proposal.kind.comment:
        title = Address(address.document, address.parts, _TITLE)
        return title if view.layout.has(title) else address
    return address


def _is_marker(view: View, address: Address) -> bool:
    """Whether only a marker is left of a chapter or section, so that one may be elsewhere."""
    if address.number is not None or not address.parts:
        return False
    chapter = address.chapter or address
    return address in moved_away_to(view.read(Selection(chapter, (), str(chapter))))


def _with_all(view: View) -> Text:
    return view.read()


def _scene(
    view: View, place: Address | None, beside: Text, given: Options, needs: Needs
) -> Scene | Refusal:
    """The place with everything that came in."""
    if place is None:
        occasion = occasion_of(beside, given)
        return occasion if isinstance(occasion, Refusal) else Scene(beside, NOWHERE, occasion)
    scene = view.scene([str(place)], given, needs if place.number is not None else Needs.NOTHING)
    if isinstance(scene, Refusal):
        return scene
    came = (path for _, path in (*view.layout.windows, *view.layout.submissions))
    return altered(scene, text=view.read(scene.selection, also=tuple(came)))


def _base(
    view: View, text: Text, submission: Submission, proposal: Proposal, paragraph: Paragraph
) -> Reading | None:
    """The words of the paragraph when the proposal was made, where this clone holds them."""
    from wsisdraft.repository.ground import CannotProceed, UnknownMoment

    window = window_called(text, submission.window)
    for moment in (submission.base, window.base if window is not None else ""):
        if not moment:
            continue
        try:
            then = View.open(view.clone.top, moment)
        except (CannotProceed, UnknownMoment):
            continue
        paths = {each.path for each in _candidates(proposal, paragraph)}
        found = base_reading(then.source.read(paths).files, proposal, paragraph)
        if found is not None:
            return found
    return None


def _candidates(proposal: Proposal, paragraph: Paragraph) -> tuple[Address, ...]:
    """The addresses at which the paragraph may have stood."""
    addresses = (paragraph.address, proposal.address, *map(Address.of, paragraph.former))
    return tuple(dict.fromkeys(each for each in addresses if each is not None))


def base_reading(
    files: Mapping[str, bytes], proposal: Proposal, paragraph: Paragraph
) -> Reading | None:
    """The paragraph's words among files of an earlier state: by its id, then by its address."""
    found = []
    for address in _candidates(proposal, paragraph):
        source = decode(address.path, files.get(address.path, b""))[0]
        if source:
            found.append(read_paragraph(address, address.path, source)[0])
    same = [each for each in found if each.id and each.id == paragraph.id]
    same = same or [each for each in found if each.address == proposal.address and not each.id]
    return Reading(same[0].body, same[0].marks) if same else None
