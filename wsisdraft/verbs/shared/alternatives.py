"""What the words and the name of an alternative may not be."""

from __future__ import annotations

import re

from wsisdraft.notation.scanner import scan
from wsisdraft.notation.spelling import scalar
from wsisdraft.rules.rule import argument
from wsisdraft.text.finding import Refusal, misused, refuse
from wsisdraft.text.paragraph import Alternative, Paragraph, wording
from wsisdraft.text.quoting import quoted
from wsisdraft.text.scene import Scene

BASE = "base"
"""The paragraph's own words, when the alternatives are turned down."""
_GIVEN = re.compile(r"(?:alt)?[0-9]+")
"""How an alternative without a name of its own is called, folded."""


def folded(name: str) -> str:
    """A name as it is compared: case, spaces, dots and dashes do not matter."""
    return re.sub(r"[\s._-]+", "", name).casefold()


def refuse_words(
    paragraph: Paragraph, text: str, besides: Alternative | None = None
) -> Refusal | None:
    """Words that do not balance, or that are on the table already.

    `besides` is the alternative that is to have the words.
    """
    ref = str(paragraph.address)
    if scan(text).strays:
        return refuse(
            "unbalanced-bracket",
            "The brackets of this text do not balance.",
            "Correct the text, or write \\[ for the sign itself.",
            ref=ref,
        )
    words = wording(text)
    if words and words == wording(paragraph.body):
        return refuse(
            "same-wording",
            f"{ref} itself has exactly these words.",
            f"wsisdraft show {ref} shows them; no alternative is needed for them.",
            ref=ref,
        )
    same = [a for a in paragraph.alternatives if wording(a.body) == words and a != besides]
    if same:
        return refuse(
            "same-wording",
            f"{same[0].name} of {ref} has exactly these words.",
            f"wsisdraft alt list {ref} shows the alternatives.",
            ref=ref,
        )
    return None


def refuse_name(paragraph: Paragraph, ordinal: int, name: str) -> Refusal | None:
    """A name that another alternative has, or may get; `ordinal` is that of the one so named."""
    ref = str(paragraph.address)
    if scalar(name) is None:
        return misused(
            "malformed-name",
            f"{quoted(name)} cannot be a name: it holds characters that are not seen.",
            "Give a name in ordinary characters.",
        )
    others = [a for a in paragraph.alternatives if a.ordinal != ordinal]
    if folded(name) == BASE or any(folded(name) == folded(a.name) for a in others):
        return refuse(
            "name-taken",
            f"{ref} has an alternative called {quoted(name)} already.",
            "Give another name.",
        )
    if _GIVEN.fullmatch(folded(name)) and folded(name) != f"alt{ordinal}":
        return refuse(
            "name-taken",
            f"{quoted(name)} is the name of another alternative, or may become one.",
            f"Give another name, or none: then it is called ALT {ordinal}.",
        )
    return None


def no_alternative(paragraph: Paragraph) -> Refusal:
    """There is nothing beside the paragraph's own words."""
    ref = str(paragraph.address)
    return refuse("no-alternative", f"{ref} has no alternative.", f"wsisdraft show {ref}", ref=ref)


def meant(scene: Scene, name: str) -> tuple[Paragraph, Alternative] | Refusal:
    """The one paragraph of a scene and its alternative of a name."""
    paragraph = scene.one()
    if paragraph is None:
        return misused("several", "An alternative belongs to one paragraph.", "Name one.")
    if not paragraph.alternatives:
        return no_alternative(paragraph)
    alternative = named(paragraph, name)
    return alternative if isinstance(alternative, Refusal) else (paragraph, alternative)


def named(paragraph: Paragraph, name: str) -> Alternative | Refusal:
    """The alternative of a name; case and spaces do not matter, and its number is enough."""
    exact = [a for a in paragraph.alternatives if a.name == name]
    alike = [
        a
        for a in paragraph.alternatives
        if folded(name) in (folded(a.name), f"alt{a.ordinal}", str(a.ordinal))
    ]
    found = exact or alike
    if len(found) == 1:
        return found[0]
    ref = str(paragraph.address)
    names = ", ".join(argument(a.name) for a in paragraph.alternatives)
    if found:
        told = ", ".join(f"{argument(a.name)} ({a.ordinal})" for a in found)
        return misused(
            "ambiguous-alternative", f"{quoted(name)} may mean {told}.", "Give its number."
        )
    return refuse(
        "unknown-alternative",
        f"{ref} has no alternative {quoted(name)}.",
        f"It has {names or 'none'}; wsisdraft alt list {ref} shows them.",
        ref=ref,
    )
