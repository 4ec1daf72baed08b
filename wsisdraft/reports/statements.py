"""What is said beside the text, as it is shown, and what a change does to it."""

from __future__ import annotations

from wsisdraft.notation.clean import opening_words
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.frozen import altered, frozen
from wsisdraft.text.statement import Statement


@frozen
class StatementOutcome:
    """A statement that a change brings, alters or takes away."""

    what: str
    """`added`, `changed` or `gone`."""
    statement: Statement
    """As it reads afterwards; one that is gone as it read before."""
    places: tuple[tuple[str, str], ...]
    """What it is about: REFs, each with a paragraph's opening words or a title."""
    follows: bool = False
    """Whether nothing of it changed but where that stands which it is about."""


@frozen
class Registered:
    """A party that a change takes up among the stakeholders, or takes from them."""

    name: str
    near: tuple[str, ...]
    """Of one taken up, stakeholders with names like it: it may be a slip."""
    gone: bool = False
    kind: str = ""


def statements_about(text: Text, address: Address) -> tuple[Statement, ...]:
    """Those about a place or about what it lies in, in the order of their files."""
    return tuple(each for each in text.statements if each.concerns(address))


def statements_above(text: Text, scope: Address) -> tuple[Statement, ...]:
    """Those about a chapter, section or document that holds the scope or lies in it."""
    return tuple(
        each
        for each in text.statements
        if any(
            place.number is None and (scope.within(place) or place.within(scope))
            for place in each.places
        )
    )


def statements_changed(before: Text, after: Text) -> tuple[StatementOutcome, ...]:
    """What a change does to the statements beside the text."""
    if before.statements == after.statements:
        return ()
    old = {each.path: each for each in before.statements}
    new = {each.path: each for each in after.statements}
    gone = [_outcome("gone", each, before) for path, each in old.items() if path not in new]
    rest = [
        _outcome("changed" if path in old else "added", each, after, old.get(path))
        for path, each in new.items()
        if old.get(path) != each
    ]
    return (*gone, *rest)


def _outcome(
    what: str, statement: Statement, text: Text, was: Statement | None = None
) -> StatementOutcome:
    places = tuple((ref, opening_of(ref, text)) for ref in statement.about)
    follows = was is not None and altered(was, about=statement.about) == statement
    return StatementOutcome(what, statement, places, follows)


def opening_of(ref: str, text: Text) -> str:
    """The first words of a paragraph, or the title of anything larger; empty if not there."""
    address = Address.of(ref)
    if address is None:
        return ""
    if address.number is not None:
        paragraph = text.paragraph(address)
        return opening_words(paragraph.body) if paragraph else ""
    if not address.parts:
        return next((each.title for each in text.documents if each.key == ref), "")
    chapter = text.chapter(address)
    if chapter is None or chapter.address == address:
        return chapter.title if chapter else ""
    return next((s.title for s in chapter.every_section() if s.address == address), "")


def registered(before: Text, after: Text) -> tuple[Registered, ...]:
    """Who is a stakeholder afterwards and was none before, and the other way round."""
    if before.stakeholders == after.stakeholders:
        return ()
    from wsisdraft.text.parties import near

    old, new = ({each.name: each for each in text.stakeholders} for text in (before, after))
    return (
        *(
            Registered(name, near(before.stakeholders, name), kind=each.kind)
            for name, each in new.items()
            if name not in old
        ),
        *(Registered(name, (), gone=True) for name in old if name not in new),
    )
