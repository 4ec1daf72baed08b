"""Chapters and sections of a later state under the names that they have on record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wsisdraft.intake.taken import Taken, TakenSection
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Chapter, Section, Text
from wsisdraft.text.frozen import altered
from wsisdraft.text.layout import in_natural_order
from wsisdraft.text.paragraph import BracketEntry


def with_known_names(taken: Taken, text: Text, scope: Address) -> Taken:
    """The text with the names on record where a heading reads as it does there.

    A heading without a number has its name of where it stands, and may stand elsewhere by now. Only
    names that keep the order of the text are taken.
    """
    if scope.parts:
        found = text.chapter(scope)
        known: Sequence[Chapter | Section] = found.sections if found is not None else ()
    else:
        known = [c for c in text.chapters() if c.address.within(scope)]
    names = _names(taken.chapters, known)
    if not names:
        return taken
    chapters = tuple(altered(each, name=names.get(each.name, each.name)) for each in taken.chapters)
    brackets = {handle: _over(entry, names) for handle, entry in taken.brackets.items()}
    return altered(taken, chapters=chapters, brackets=brackets)


def _names(sections: Sequence[TakenSection], known: Sequence[Chapter | Section]) -> dict[str, str]:
    """New names by those read, for as many headings as the order allows."""
    titles = Counter(_title(each.title) for each in sections)
    on_record = Counter(_title(each.title) for each in known)
    by_title = {_title(each.title): each.address.parts[-1] for each in known}
    names: dict[str, str] = {}
    for each in sections:
        title = _title(each.title)
        wanted = by_title.get(title, "")
        alone = titles[title] == on_record[title] == 1
        if not title or not alone or wanted == each.name:
            continue
        tried = {**names, each.name: wanted}
        now = [tried.get(other.name, other.name) for other in sections]
        folded = {name.casefold() for name in now}
        if len(folded) == len(now) and list(in_natural_order(now)) == now:
            names = tried
    return names


def _title(title: str) -> str:
    return " ".join(title.split()).casefold()


def _over(entry: BracketEntry, names: dict[str, str]) -> BracketEntry:
    """A bracket over whole paragraphs of a chapter that has another name."""
    spans = []
    for span in (part.strip() for part in entry.over.split(",")):
        chapter, point, rest = span.partition(".")
        spans.append(f"{names.get(chapter, chapter)}{point}{rest}")
    return altered(entry, over=", ".join(spans))
