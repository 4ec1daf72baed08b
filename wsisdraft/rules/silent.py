"""Which rules have nothing to look at in a text, as none of what they are about is there.

Most texts break no rule, and what would tell of it need not be imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter

from wsisdraft.notation.decoding import MOST_BYTES
from wsisdraft.rules.named_parties import unknown_parties
from wsisdraft.rules.rule import DEEPEST, LONGEST_CHARACTER, Context
from wsisdraft.rules.settled_words import settled_words
from wsisdraft.text.draft import Chapter, Text
from wsisdraft.text.misplaced import misplaced
from wsisdraft.text.paragraph import Mandate, Paragraph, Worded
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
    if any(p.disposition is None for each in text.submissions for p in each.proposals):
        called.add("undisposed-proposal")
    if any(d.due and not d.done for meeting in text.meetings for d in meeting.decisions):
        called.add("overdue")
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
        "undisposed-proposal",
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
    """A question at a time to all of them, which is answered by the first that says yes."""
    paragraphs = tuple(text.paragraphs())
    called = {rule for rule, calls in _OF_PARAGRAPH if any(map(calls, paragraphs))}
    worded: list[Worded] = [*paragraphs]
    worded += (words for p in paragraphs if p.alternatives for words in p.alternatives)
    called |= {rule for rule, calls in _OF_WORDS if any(map(calls, worded))}
    ids = [paragraph.id for paragraph in paragraphs if paragraph.id]
    if len(ids) != len(set(ids)):
        called.add("duplicate-id")
    ladder = text.process.ladder
    statuses = {paragraph.status for paragraph in paragraphs}
    settled = frozenset(status for status in statuses if ladder.settled(status))
    if any(p.settled is None and p.status in settled for p in paragraphs):
        called.add("agreed-text-changed")
    if not statuses <= {DELETED, *settled}:
        # Only open text is to be redrafted.
        called |= {"repeated-substance", "long-sentence", "undefined-acronym"}
    if not statuses <= {"", DELETED, *ladder.names}:
        called.add("unknown-status")
    return called


def _may_expire(paragraph: Paragraph) -> bool:
    return paragraph.pending is not None and bool(paragraph.pending.until)


_OF_PARAGRAPH: tuple[tuple[str, Callable[[Paragraph], object]], ...] = (
    ("duplicate-number", attrgetter("printed")),
    ("alternative-merged", attrgetter("alternatives")),
    ("overdue", lambda paragraph: _due(paragraph.mandate)),
    ("pending-expired", _may_expire),
    ("same-as", attrgetter("same_as")),
    ("import-doubt", attrgetter("doubts")),
)
"""What a paragraph is asked, and the rule that is called for where it says yes."""
_OF_WORDS: tuple[tuple[str, Callable[[Worded], object]], ...] = (
    ("bracket-record", attrgetter("brackets")),
    ("bracket-record", attrgetter("marks.brackets")),
    ("unbalanced-bracket", attrgetter("marks.strays")),
    ("too-deep", lambda words: words.marks.deepest > DEEPEST),
    ("too-large", lambda words: len(words.source) * LONGEST_CHARACTER > MOST_BYTES),
)
"""The same of the words of a paragraph, and of each of its alternatives."""


def _of_names(text: Text, context: Context) -> set[str]:
    called = {finding.rule for finding in text.unread}
    if context.names and misplaced(text.layout):
        called |= {"file-format", "duplicate-number"}
    return called
