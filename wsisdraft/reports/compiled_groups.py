"""The proposals on one place of the base text, held against its words; the same ones grouped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from wsisdraft.notation.clean import without_ties
from wsisdraft.notation.hiding import Hide, nothing_hidden
from wsisdraft.notation.proposed_wording import Misfit, ProposedWording, proposed_wording
from wsisdraft.notation.scanner import scan
from wsisdraft.reports.compiled import Compiled, Group
from wsisdraft.reports.redline import Redline, Sign, redline
from wsisdraft.reports.same_proposals import Edit, edit_of, same_proposals, saying
from wsisdraft.reports.submissions import UNKNOWN_KIND, Placed
from wsisdraft.text.bracket import Marks
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.paragraph import Paragraph, wording
from wsisdraft.text.submission import ProposalKind

__all__ = ["Telling", "grouped"]

_COMMENTS = (
    ProposalKind.SUBSTANTIVE,
    ProposalKind.EDITORIAL,
    ProposalKind.TRANSLATION,
    ProposalKind.GENERAL,
)
"""In the order in which they are told, after what changes words."""


@frozen
class Telling:
    """How proposals are told: what is left out, and what kinds of stakeholders there are."""

    hide: Hide
    kind_of: Mapping[str, str]


@frozen
class _Held:
    """A proposal held against the words of its place."""

    placed: Placed
    edit: Edit
    change: tuple[tuple[str, str], ...]
    """The words before and after, in pieces: what stays, what becomes something else, and so on;
    none where there is no redline."""
    alternative: str = ""
    misfit: Misfit | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """Changes as they come in the text, then paragraphs of their own, then comments."""
        kind = self.placed.proposal.kind
        if kind.comment:
            return 4 + _COMMENTS.index(kind), 0
        if self.misfit is not None:
            return 3, 0
        if self.edit.what == _OWN:
            return 2, 0
        return 1 if self.alternative else 0, min((*self.edit.taken, *self.edit.put), default=0)


_WORDING, _OWN = "wording", "own"


def grouped(
    on: Paragraph | str | None, proposals: Sequence[Placed], telling: Telling
) -> tuple[Group, ...]:
    """The proposals on a paragraph, on what has a title, or on what is in no text."""
    known: dict[tuple[str, str, str], _Held] = {}
    held = []
    for each in proposals:
        words = wording(each.words)
        key = (each.proposal.kind, each.proposal.quote, words)
        same = known.get(key)
        if same is None:
            same = known[key] = _held(on, each, words)
        held.append(altered(same, placed=each))
    groups = [[held[at] for at in group] for group in same_proposals([e.edit for e in held])]
    groups.sort(key=lambda group: group[0].rank)
    return tuple(_group(group, telling) for group in groups)


def _held(on: Paragraph | str | None, placed: Placed, words: str) -> _Held:
    proposal = placed.proposal
    kind, quote = proposal.kind, proposal.quote
    if kind.comment:
        return _Held(placed, saying(kind, words), ())
    if kind is ProposalKind.INSERT and not quote:
        return _Held(placed, saying(_OWN, words), (("", words),) if words else ())
    why = Misfit.NOWHERE
    for name, body, marks in _wordings(on):
        made = proposed_wording(body, marks, kind, quote, words)
        if isinstance(made, ProposedWording):
            change = tuple(_pieces(made))
            after = "".join(new for _, new in change)
            edit = edit_of(f"{_WORDING} {name}", after, _redline(change, nothing_hidden))
            return _Held(placed, edit, change, name)
        why = made if made is Misfit.SEVERAL else why
    return _Held(placed, saying(f"{_WORDING} {kind} {quote}", words), (), misfit=why)


def _wordings(on: Paragraph | str | None) -> Iterator[tuple[str, str, Marks]]:
    """A paragraph's own words first; who quotes an alternative, by its name, means that."""
    if isinstance(on, str):
        yield "", on, scan(on)
    elif on is not None:
        yield "", on.body, on.marks
        yield from ((each.name, each.body, each.marks) for each in on.alternatives)


def _pieces(made: ProposedWording) -> Iterator[tuple[str, str]]:
    """What stays, as the same twice, and what becomes something else; ties and end left out."""
    end = len(made.body.rstrip("\n"))
    done = 0
    for span, words in made.splices:
        stays = without_ties(made.body[done : span.start])
        yield stays, stays
        yield without_ties(made.body[span.start : min(span.end, end)]), words
        done = span.end
    stays = without_ties(made.body[done:end])
    yield stays, stays


def _redline(change: Sequence[tuple[str, str]], hide: Hide) -> Redline:
    """The redline of every piece; of the whole where a name to be left out lies in two of them."""
    sides = [[hide(each) for each in side] for side in zip(*change, strict=True)]
    whole = [hide("".join(side)) for side in zip(*change, strict=True)]
    if ["".join(side) for side in sides] != whole:
        return redline(*whole)
    runs: list[tuple[Sign, str]] = []
    for sign, run in chain.from_iterable(map(redline, *sides)):
        if runs and runs[-1][0] is sign:
            runs[-1] = sign, runs[-1][1] + run
        else:
            runs.append((sign, run))
    return tuple(runs)


def _group(held: Sequence[_Held], telling: Telling) -> Group:
    first = held[0]
    return Group(
        words=_redline(first.change, telling.hide) if first.change else (),
        alternative=first.alternative,
        misfit=first.misfit,
        proposals=tuple(_compiled(each, first, telling) for each in held),
        sponsors=len({name for each in held for name in each.placed.by}),
    )


def _compiled(held: _Held, first: _Held, telling: Telling) -> Compiled:
    placed = held.placed
    said = telling.kind_of
    kinds = dict.fromkeys(said.get(name, UNKNOWN_KIND) for name in placed.by)
    return Compiled(
        name=placed.name,
        by=placed.by,
        stakeholders=tuple(kinds),
        kind=placed.proposal.kind,
        quote=placed.proposal.quote,
        words=wording(placed.words),
        received=placed.submission.received,
        late=placed.late,
        disposition=placed.disposition,
        differs=_differs(held, first, telling.hide),
    )


def _differs(held: _Held, first: _Held, hide: Hide) -> Redline:
    """Against the first of its group: the words proposed, or what they come to."""
    if held.edit.words == first.edit.words:
        return ()
    one, other = (each.placed.proposal for each in (first, held))
    pair = (first.edit.words, held.edit.words)
    if one.quote == other.quote and one.kind is other.kind:
        pair = (wording(first.placed.words), wording(held.placed.words))
    old, new = map(hide, pair)
    return () if old == new else redline(old, new)
