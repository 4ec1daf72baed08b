"""What a wording would read as with a proposal taken, and why some do not say where they belong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsisdraft.notation.proposed_wording import Misfit, ProposedWording, proposed_wording
from wsisdraft.notation.scanner import scan
from wsisdraft.text.submission import ProposalKind

KINDS = {"+": ProposalKind.INSERT, "~": ProposalKind.REPLACE, "-": ProposalKind.DELETE}
PAGE = Path(__file__).parent / "cases" / "proposed-wording.txt"


def cases() -> Iterator[tuple[str, str, str]]:
    body = ""
    for line in PAGE.read_text("utf-8").replace("⏎", "\\n").splitlines():
        if line.startswith("|"):
            body = line[2:].replace("\\n", "\n")
        elif line[:1] in KINDS:
            said, _, becomes = line.partition(" => ")
            yield body, said, becomes.replace("\\n", "\n")


@pytest.mark.parametrize(("body", "said", "becomes"), list(cases()))
def test_what_becomes_of_the_words(body: str, said: str, becomes: str) -> None:
    quote, _, text = said[2:].partition(":")
    made = proposed_wording(body, scan(body), KINDS[said[0]], quote.strip(), text.strip())
    told = made.after if isinstance(made, ProposedWording) else str(made)
    assert told == becomes


@pytest.mark.parametrize("kind", [kind for kind in ProposalKind if kind.comment])
def test_a_comment_changes_nothing(kind: ProposalKind) -> None:
    made = proposed_wording("We build.", scan("We build."), kind, "build", "Why?")
    assert isinstance(made, ProposedWording)
    assert made.after == "We build."


WORDS = st.text(alphabet="ab cd,.[]\n", max_size=60)


@given(body=WORDS, quote=WORDS, text=WORDS, kind=st.sampled_from(list(KINDS.values())))
def test_all_that_is_not_spoken_of_stays(
    body: str, quote: str, text: str, kind: ProposalKind
) -> None:
    made = proposed_wording(body, scan(body), kind, quote, text)
    if isinstance(made, Misfit):
        assert quote
        return
    done = 0
    after = made.after
    for span, words in made.splices:
        kept = body[done : span.start]
        assert after.startswith(kept + words)
        after = after[len(kept + words) :]
        done = span.end
    assert after == body[done:]
