"""What a shell may complete an argument or an option with, declared where these are."""

from __future__ import annotations

from collections.abc import Callable

Completer = Callable[[str], list[str]]
"""Given what is typed, what begins so."""

KINDS: dict[Completer, str] = {}
"""What each completer offers; the table of completion is made of it."""


def completing(kind: str) -> Completer:
    """The completer of a kind: `refs`, `stakeholders`, ..., or `=text,json` for words."""

    def complete(incomplete: str) -> list[str]:
        import os

        from wsisdraft.completion.offers import offers
        from wsisdraft.completion.table import Table
        from wsisdraft.completion.typed import Asked

        found = offers(Table.read(), Asked(kind, incomplete), os.getcwd())  # noqa: PTH109
        return [offer.text for offer in found]

    KINDS[complete] = kind
    return complete


complete_refs = completing("refs")
complete_stakeholders = completing("stakeholders")
complete_moments = completing("moments")
complete_rules = completing("rules")
complete_meetings = completing("meetings")
complete_statuses = completing("statuses")
complete_windows = completing("windows")
complete_symbols = completing("symbols")
complete_decisions = completing("decisions")
complete_alternatives = completing("alternatives")
complete_chosen = completing("chosen")
"""Alternatives, and the base text."""
complete_brackets = completing("brackets")
complete_contested = completing("contested")
"""Brackets and alternatives of a paragraph."""
complete_folders = completing("folders")


def one_of(*words: str) -> Completer:
    """The completer of an option that takes one of some words."""
    return completing(f"={','.join(words)}")
