"""Acronyms are written out once in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wsisdraft.notation.acronyms import acronyms, written_out
from wsisdraft.rules.open_text import open_paragraphs, redrafting
from wsisdraft.rules.rule import Context, Rule, Words, bodies, in_body
from wsisdraft.text.draft import Document, Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Paragraph
from wsisdraft.text.status import DELETED

NAME = "undefined-acronym"

PAGE = """\
Who was not in the room reads an acronym without knowing it, and two rooms may take it for different
things. It is written out where it first stands: `information society technologies (IST)`, or
`IST (information society technologies)`. Once anywhere in the document is enough, also in an
alternative or in a settled paragraph. Names and aliases of stakeholders are known, and so are the
name of the process and whatever `process.yaml` lists under `redrafting:` as `acronyms: [IST]`. It
is a warning, told once for each acronym and document, and only about open text: settled paragraphs
are not found fault with, nor anything in a chapter that is settled whole.

To mend it, write it out with `wsisdraft edit REF`, or list it in `drafts/process.yaml`.
"""
_WORDS = re.compile(r"\w+")


@frozen
class _Use:
    """Where an acronym first stands in open text."""

    paragraph: Paragraph
    words: Words
    offset: int


def _check(text: Text, _: Context) -> Iterator[Finding]:
    known = _known(text)
    for document in text.documents:
        uses = {a: use for a, use in _uses(text, document).items() if a not in known}
        if uses:
            defined = _defined(document, frozenset(uses))
            for acronym, use in uses.items():
                if acronym not in defined:
                    yield _finding(acronym, use, document)


def _known(text: Text) -> frozenset[str]:
    """What everybody in the room knows."""
    names = [name for each in text.stakeholders for name in (each.name, *each.aliases)]
    process = text.process
    return frozenset(
        word for name in (*names, process.name, process.title) for word in _WORDS.findall(name)
    ) | frozenset(process.acronyms)


def _uses(text: Text, document: Document) -> dict[str, _Use]:
    """The acronyms of open text, each where it first stands."""
    uses: dict[str, _Use] = {}
    inside = (p for chapter in document.chapters for p in chapter.paragraphs)
    for paragraph in open_paragraphs(text, inside):
        for words in bodies(paragraph):
            for acronym, offset in acronyms(words.body):
                if acronym not in uses:
                    uses[acronym] = _Use(paragraph, words, offset)
    return uses


def _defined(document: Document, wanted: frozenset[str]) -> frozenset[str]:
    """Those of them that are written out anywhere in a document."""
    found: set[str] = set()
    for chapter in document.chapters:
        for paragraph in chapter.paragraphs:
            if paragraph.status != DELETED:
                for words in bodies(paragraph):
                    found.update(written_out(words.body, wanted))
    return frozenset(found)


def _finding(acronym: str, use: _Use, document: Document) -> Finding:
    ref = str(use.paragraph.address)
    return Finding(
        in_body(use.words, use.offset),
        NAME,
        f"Nowhere in {document.key} is {acronym} written out.",
        f'Write it out here, "words ({acronym})": {redrafting(use.paragraph, use.words)}; or list '
        f"it in drafts/process.yaml, `acronyms: [{acronym}]` under `redrafting:`.",
        Gravity.WARNING,
        ref,
    )


RULE = Rule(NAME, Gravity.WARNING, "Acronyms are written out once in a document.", PAGE, _check)
