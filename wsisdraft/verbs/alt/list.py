"""alt list: the alternatives of a paragraph, side by side."""

from __future__ import annotations

from wsisdraft.carry_out import look
from wsisdraft.pages.json_reports import alternatives_value
from wsisdraft.pages.terminal.paragraph import alternatives_page
from wsisdraft.reports.paragraph_view import AlternativeView, alternative_view
from wsisdraft.text.ref import Selection
from wsisdraft.verbs.shared.options import MaybeRef, Options, reading
from wsisdraft.view import View

Groups = tuple[tuple[str, tuple[AlternativeView, ...]], ...]


def listed(view: View, selection: Selection | None) -> Groups:
    """The alternatives under each paragraph that has some."""
    text = view.read(selection)
    wanted = frozenset(selection.addresses) if selection else None
    tips = view.tips()
    return tuple(
        (str(p.address), tuple(alternative_view(p, each, tips) for each in p.alternatives))
        for p in text.paragraphs()
        if p.alternatives and (wanted is None or p.address in wanted)
    )


@reading
def command(given: Options, ref: MaybeRef = "") -> None:
    """List the alternatives of a paragraph, of a chapter, or all there are.

    Example: wsisdraft alt list B.21
    """
    look(
        [ref] if ref else [],
        given,
        listed,
        page=alternatives_page,
        value=lambda groups: alternatives_value([each for _, views in groups for each in views]),
    )
