"""What a stakeholder sent in, read from the characters of the file that came."""

from __future__ import annotations

from wsisdraft.notation.entries import nested
from wsisdraft.notation.front_matter import read_front_matter
from wsisdraft.notation.shape import Choice, Field, Record, Table, enforce
from wsisdraft.notation.shapes import COUNT, text
from wsisdraft.notation.submission_files import proposals_of
from wsisdraft.notation.tidying import tidy_characters
from wsisdraft.text.finding import Finding
from wsisdraft.text.frozen import frozen
from wsisdraft.text.submission import Proposal, ProposalKind

__all__ = ["INCOMING", "Incoming", "read_incoming"]

_OPENS = "---\n"
INCOMING = Record(
    "what is sent in",
    {
        "proposals": Field(
            Table(
                "the proposals",
                COUNT,
                Record(
                    "a proposal",
                    {
                        "ref": Field(text("B.21"), "What it is about, a REF.", required=True),
                        "kind": Field(
                            Choice(tuple(ProposalKind)),
                            "What is proposed, or what kind of comment it is.",
                            required=True,
                        ),
                        "quote": Field(text("robust networks"), "The words it speaks of."),
                        "text": Field(
                            text("affordable networks"),
                            "The words proposed, or the comment; absent where the words below the "
                            "front matter are meant.",
                        ),
                    },
                ),
            ),
            "What is proposed, by number.",
        )
    },
)
"""The front matter of a file that is sent in; a file without one is a comment as it stands."""


@frozen
class Incoming:
    """A file that came in, taken apart."""

    proposals: tuple[Proposal, ...]
    """In the order of the file, their REFs as written; none where it has no front matter."""
    body: str
    """The words below the front matter, LF, NFC and one line break at their end; may be empty."""


def read_incoming(name: str, source: str) -> tuple[Incoming, tuple[Finding, ...]]:
    """Proposals and words of a file with LF line ends, and what in it cannot be read."""
    if not source.startswith(_OPENS):
        return Incoming((), tidy_characters(source)), ()
    read = read_front_matter(source, name)
    findings = read.findings + enforce(read.fields, INCOMING, source, name)
    entries = nested(read.fields, "proposals") or {}
    body = tidy_characters(source[read.body_start :])
    return Incoming(tuple(proposals_of(entries)), body), findings
