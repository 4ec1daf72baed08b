"""The clone to ourselves, with whatever was left unfinished put right first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from wsisdraft.repository.clone import Clone
from wsisdraft.repository.ground import held_up
from wsisdraft.repository.journal import read_journal
from wsisdraft.repository.lock import PATIENCE, holding
from wsisdraft.repository.settlement import NOTHING_FOUND, Recovered, Watch, settle, unwatched
from wsisdraft.repository.stage import clear_stages

__all__ = ["Recovered", "Watch", "exclusive", "recover", "unwatched"]


@contextmanager
def exclusive(
    clone: Clone, *, patience: float = PATIENCE, watch: Watch = unwatched
) -> Iterator[Recovered]:
    """The clone to ourselves, with whatever an earlier process left unfinished put right first.

    May be nested. Raises CannotProceed where others keep it longer than `patience` seconds.
    """
    with holding(clone, patience) as first:
        yield _mend(clone, watch) if first else NOTHING_FOUND


def recover(clone: Clone, *, watch: Watch = unwatched) -> Recovered:
    """Puts right what an earlier process left unfinished; does nothing where nothing is."""
    with exclusive(clone, watch=watch) as recovered:
        return recovered


def _mend(clone: Clone, watch: Watch) -> Recovered:
    try:
        journal = read_journal(clone.ours)
        clear_stages(clone.ours, keeping=journal.stage if journal else "")
        if journal is None:
            return NOTHING_FOUND
        return settle(clone, journal, watch=watch)
    except OSError as error:
        raise held_up(error, "Recovering an unfinished change") from None
