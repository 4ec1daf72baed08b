"""Who takes part, on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.pages.terminal.page import BLANK, Page, Row, Style, flow, line
from wsisdraft.reports.stakeholders import StakeholderView

UNKNOWN_KIND = "kind not given yet"


def stakeholders_page(views: Sequence[StakeholderView]) -> Page:
    """Everybody under their kind, in the order in which the kinds are met."""
    if not views:
        return (line("Nobody is listed in drafts/stakeholders.yaml."),)
    rows: list[Row] = []
    for kind in dict.fromkeys(view.kind for view in views):
        rows += [BLANK] if rows else []
        rows.append(line((kind or UNKNOWN_KIND, Style.TITLE)))
        rows += (_row(view) for view in views if view.kind == kind)
    return tuple(rows)


def _row(view: StakeholderView) -> Row:
    aliases = f" ({', '.join(view.aliases)})" if view.aliases else ""
    facts = "; ".join(_facts(view))
    return flow((view.name, Style.REF), aliases, f": {facts}" if facts else "", indent=2, hanging=4)


def _facts(view: StakeholderView) -> Iterator[str]:
    if view.groups:
        yield f"speaks in {', '.join(view.groups)}"
    if view.members:
        yield f"with {', '.join(view.members)}"
    counts = (
        (view.brackets, "bracket"),
        (view.alternatives, "alternative"),
        (view.statements, "statement"),
    )
    told = [f"{number} {thing}{'' if number == 1 else 's'}" for number, thing in counts if number]
    if told:
        yield ", ".join(told)
