"""What must hold of a text; one rule a file, in the order they are told about."""

from __future__ import annotations

from collections.abc import Iterator

from wsisdraft.rules import (
    agreed_text_changed,
    alternative_merged,
    alternative_moved,
    bracket_record,
    chapter_declaration,
    duplicate_id,
    duplicate_number,
    exception_without_mandate,
    file_format,
    number_gap,
    open_alternative,
    open_placeholder,
    text_characters,
    too_deep,
    too_large,
    unbalanced_bracket,
    unknown_status,
    unresolved_bracket,
)
from wsisdraft.rules.rule import Context, Rule
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding

RULES: tuple[Rule, ...] = (
    unresolved_bracket.RULE,
    open_alternative.RULE,
    open_placeholder.RULE,
    unbalanced_bracket.RULE,
    agreed_text_changed.RULE,
    chapter_declaration.RULE,
    unknown_status.RULE,
    bracket_record.RULE,
    duplicate_id.RULE,
    duplicate_number.RULE,
    alternative_moved.RULE,
    alternative_merged.RULE,
    file_format.RULE,
    text_characters.RULE,
    too_large.RULE,
    too_deep.RULE,
    number_gap.RULE,
    exception_without_mandate.RULE,
)


def check(text: Text, context: Context) -> tuple[Finding, ...]:
    """Everything that does not hold, in the order of files, lines and columns."""
    return tuple(sorted(_findings(text, context), key=lambda finding: finding.order))


def _findings(text: Text, context: Context) -> Iterator[Finding]:
    for rule in RULES:
        yield from rule.check(text, context)


def rule_named(name: str) -> Rule | None:
    """The rule of a name, in any case."""
    return next((rule for rule in RULES if rule.name == name.strip().lower()), None)
