"""What must hold of a text; one rule a file, imported when a text gives it anything to look at."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from importlib import import_module

from wsisdraft.rules.rule import Context, Rule
from wsisdraft.rules.silent import silent
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding

NAMES = (
    "unresolved-bracket",
    "open-alternative",
    "open-placeholder",
    "unbalanced-bracket",
    "agreed-text-changed",
    "settled-text-moved",
    "chapter-declaration",
    "unknown-status",
    "bracket-record",
    "unknown-stakeholder",
    "statement-without-paragraph",
    "same-as",
    "moved-away",
    "duplicate-id",
    "duplicate-number",
    "duplicate-symbol",
    "alternative-moved",
    "alternative-merged",
    "file-format",
    "text-characters",
    "too-large",
    "too-deep",
    "number-gap",
    "exception-without-mandate",
    "overdue",
    "pending-expired",
    "undisposed-proposal",
    "import-doubt",
    "repeated-substance",
    "long-sentence",
    "undefined-acronym",
)
"""The rules in the order they are told about; each has a module of its name."""
OF_WARNINGS = frozenset(
    (
        "number-gap",
        "exception-without-mandate",
        "overdue",
        "pending-expired",
        "undisposed-proposal",
        "import-doubt",
        "repeated-substance",
        "long-sentence",
        "undefined-acronym",
    )
)
"""Those that only warn, and need not be asked where errors alone count."""

RULES: tuple[Rule, ...]
"""All of them; imported when somebody asks for all."""


def _unwatched() -> None:
    """Nobody watches."""


def check(
    text: Text,
    context: Context,
    *,
    warnings: bool = True,
    advance: Callable[[], None] = _unwatched,
) -> tuple[Finding, ...]:
    """Everything that does not hold, in the order of files, lines and columns.

    `advance` is called once for each of NAMES, when that is done with.
    """
    passed_over = silent(text, context) if warnings else silent(text, context) | OF_WARNINGS
    findings = _findings(text, context, passed_over, advance)
    return tuple(sorted(findings, key=lambda finding: finding.order))


def _findings(
    text: Text, context: Context, passed_over: Container[str], advance: Callable[[], None]
) -> Iterator[Finding]:
    for name in NAMES:
        if name not in passed_over:
            yield from _rule(name).check(text, context)
        advance()


def rule_named(name: str) -> Rule | None:
    """The rule of a name, in any case."""
    known = name.strip().lower()
    return _rule(known) if known in NAMES else None


def _rule(name: str) -> Rule:
    rule: Rule = import_module(f"wsisdraft.rules.{name.replace('-', '_')}").RULE
    return rule


def __getattr__(name: str) -> tuple[Rule, ...]:
    if name == "RULES":
        return tuple(map(_rule, NAMES))
    raise AttributeError(name)
