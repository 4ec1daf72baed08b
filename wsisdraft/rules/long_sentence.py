"""Sentences of open text are short enough to be read out and understood."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.notation.sentences import Sentence, may_exceed, sentences
from wsisdraft.rules.open_text import open_paragraphs, redrafting
from wsisdraft.rules.rule import Context, Rule, Words, bodies, in_body, told
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.frozen import frozen
from wsisdraft.text.paragraph import Paragraph

NAME = "long-sentence"
LONGEST = 80
"""Words, where the process says nothing else: few sentences of real negotiated texts have more."""

PAGE = """\
A text that is to be simple and concise has sentences that can be read out and understood. One of
more than 80 words is told, or of more than `process.yaml` says: `redrafting:` with
`longest-sentence: 60` under it. Each item of a list counts by itself, and of the members of a
choice only the longest; two characters of Chinese or Japanese count as a word. It is a warning, and
only about open text: settled and deleted paragraphs are not found fault with, nor anything in a
chapter that is settled whole.

To mend it, make two sentences of it, or a list: `wsisdraft edit REF`.
"""


@frozen
class _Long:
    """A sentence that is too long, and whose words it stands in."""

    paragraph: Paragraph
    words: Words
    sentence: Sentence


def _check(text: Text, _: Context) -> Iterator[Finding]:
    longest = text.process.longest_sentence or LONGEST
    for paragraph in open_paragraphs(text, text.paragraphs()):
        for words in bodies(paragraph):
            if not may_exceed(words.body, words.marks, longest):
                continue
            found = (s for s in sentences(words.body, words.marks) if s.words > longest)
            yield from told(
                [_Long(paragraph, words, sentence) for sentence in found],
                lambda each: _finding(each, longest),
            )


def _finding(each: _Long, longest: int) -> Finding:
    return Finding(
        in_body(each.words, each.sentence.start),
        NAME,
        f"This sentence has {each.sentence.words} words; {longest} are enough.",
        f"Make two of it, or a list: {redrafting(each.paragraph, each.words)}.",
        Gravity.WARNING,
        str(each.paragraph.address),
    )


RULE = Rule(
    NAME,
    Gravity.WARNING,
    "No sentence of open text is longer than people can follow.",
    PAGE,
    _check,
)
