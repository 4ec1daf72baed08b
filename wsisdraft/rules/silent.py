"""Which rules have nothing to look at in a text, as none of what they are about is there.

Most texts break no rule, and what would tell of it need not be imported.
"""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.decoding import MOST_BYTES
from wsisdraft.rules.named_parties import unknown_parties
from wsisdraft.rules.rule import DEEPEST, LONGEST_CHARACTER, Context, bodies
from wsisdraft.rules.settled_words import settled_words
from wsisdraft.text.draft import Chapter, Text
from wsisdraft.text.misplaced import misplaced
from wsisdraft.text.paragraph import Mandate, Paragraph
from wsisdraft.text.status import DELETED


def silent(text: Text, context: Context) -> frozenset[str]:
    """Names of rules that find nothing in this text; of the others nothing is said."""
    called = {*_of_settled_words(text), *_of_chapters(text), *_of_paragraphs(text)}
    called |= _of_names(text, context)
    if text.statements:
        called.add("statement-without-paragraph")
    if any(len(each.body) * LONGEST_CHARACTER > MOST_BYTES for each in text.statements):
        called.add("too-large")
    symbols = [each.symbol.casefold() for each in text.submissions if each.symbol]
    if len(symbols) != len(set(symbols)):
        called.add("duplicate-symbol")
    if any(True for _ in unknown_parties(text)):
        called.add("unknown-stakeholder")
    if context.agreed is None or context.agreed:
        called.add("agreed-text-changed")
    if context.branches:
        called.add("alternative-moved")
    if context.earlier:
        called.add("settled-text-moved")
    return _CALLED_FOR - called


_CALLED_FOR = frozenset(
    (
        "unresolved-bracket",
        "open-alternative",
        "open-placeholder",
        "unbalanced-bracket",
        "agreed-text-changed",
        "settled-text-moved",
        "chapter-declaration",
        "unknown-status",
        "bracket-record",
        "duplicate-id",
        "duplicate-number",
        "duplicate-symbol",
        "alternative-moved",
        "alternative-merged",
        "file-format",
        "too-large",
        "too-deep",
        "exception-without-mandate",
        "unknown-stakeholder",
        "statement-without-paragraph",
        "same-as",
        "moved-away",
        "overdue",
        "pending-expired",
        "import-doubt",
        "repeated-substance",
        "long-sentence",
        "undefined-acronym",
    )
)
"""The rules that are looked at here; any other is always carried out."""


def _of_settled_words(text: Text) -> set[str]:
    called = set()
    for paragraph, _ in settled_words(text):
        if paragraph.marks.brackets:
            called |= {"unresolved-bracket", "open-placeholder"}
        if paragraph.alternatives:
            called.add("open-alternative")
    return called


def _of_chapters(text: Text) -> set[str]:
    called = set()
    known = (*text.process.ladder.names, DELETED)
    for document in text.documents:
        if document.brackets:
            called |= {"unresolved-bracket", "bracket-record"}
        if document.doubts or any(_doubted(chapter) for chapter in document.chapters):
            called.add("import-doubt")
        for chapter in document.chapters:
            called.update(_of_chapter(chapter))
            if chapter.status and chapter.status not in known:
                called.add("unknown-status")
    return called


def _of_chapter(chapter: Chapter) -> Iterator[str]:
    """What a chapter's own file and those of its sections call for."""
    if chapter.moved_to or any(each.moved_to for each in chapter.every_section()):
        yield "moved-away"
    if chapter.brackets:
        yield from ("unresolved-bracket", "bracket-record")
    if chapter.status or chapter.besides:
        yield "chapter-declaration"
    if chapter.besides:
        yield "exception-without-mandate"
    if _due(chapter.mandate) or any(_due(section.mandate) for section in chapter.every_section()):
        yield "overdue"


def _doubted(chapter: Chapter) -> bool:
    """Whether a doubt waits at a chapter or section itself."""
    return bool(chapter.doubts) or any(section.doubts for section in chapter.every_section())


def _due(mandate: Mandate | None) -> bool:
    return mandate is not None and bool(mandate.due)


def _of_paragraphs(text: Text) -> set[str]:
    called = set()
    ids: list[str] = []
    statuses: set[str] = set()
    ladder = text.process.ladder
    for paragraph in text.paragraphs():
        statuses.add(paragraph.status)
        if paragraph.id:
            ids.append(paragraph.id)
        if paragraph.settled is None and ladder.settled(paragraph.status):
            called.add("agreed-text-changed")
        if paragraph.printed:
            called.add("duplicate-number")
        if paragraph.alternatives:
            called.add("alternative-merged")
        called.update(_of_days_and_pairs(paragraph))
        called.update(_of_bodies(paragraph))
    if len(ids) != len(set(ids)):
        called.add("duplicate-id")
    if not all(status == DELETED or ladder.settled(status) for status in statuses):
        # Only open text is to be redrafted.
        called |= {"repeated-substance", "long-sentence", "undefined-acronym"}
    if not statuses <= {"", DELETED, *ladder.names}:
        called.add("unknown-status")
    return called


def _of_days_and_pairs(paragraph: Paragraph) -> Iterator[str]:
    """What a paragraph's days and doubts call for, and another that has to read as it does."""
    if _due(paragraph.mandate):
        yield "overdue"
    if paragraph.pending is not None and paragraph.pending.until:
        yield "pending-expired"
    if paragraph.same_as:
        yield "same-as"
    if paragraph.doubts:
        yield "import-doubt"


def _of_bodies(paragraph: Paragraph) -> Iterator[str]:
    """What the words of a paragraph and of its alternatives call for."""
    for words in bodies(paragraph):
        marks = words.marks
        if words.brackets or marks.brackets:
            yield "bracket-record"
        if marks.strays:
            yield "unbalanced-bracket"
        if marks.deepest > DEEPEST:
            yield "too-deep"
        if len(words.source) * LONGEST_CHARACTER > MOST_BYTES:
            yield "too-large"


def _of_names(text: Text, context: Context) -> set[str]:
    called = {finding.rule for finding in text.unread}
    if context.names and misplaced(text.layout):
        called |= {"file-format", "duplicate-number"}
    return called
