"""explain: what a rule means, why, and how to mend what it finds."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

import typer

from wsisdraft.carry_out import DONE, leave, put_out, refused, telling
from wsisdraft.pages.json import Json
from wsisdraft.pages.terminal.records import rule_page, rules_page
from wsisdraft.rules import RULES, rule_named
from wsisdraft.rules.rule import Rule
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.quoting import quoted
from wsisdraft.verbs.shared.options import Options, complete_rules, sharing


def unknown(name: str) -> Refusal:
    """The answer for a rule that does not exist."""
    near = get_close_matches(name.lower(), [rule.name for rule in RULES], 1)
    return refuse(
        "unknown-rule",
        f"There is no rule {quoted(name)}.",
        (f"Did you mean {near[0]}? " if near else "") + "wsisdraft explain lists them all.",
    )


def _value(rule: Rule) -> Json:
    return {
        "rule": rule.name,
        "gravity": str(rule.gravity),
        "summary": rule.summary,
        "page": rule.page,
    }


@sharing("format")
def command(
    given: Options,
    rule: Annotated[
        str,
        typer.Argument(
            help="The rule's name; all of them if left out.",
            metavar="[RULE]",
            autocompletion=complete_rules,
            show_default=False,
        ),
    ] = "",
) -> None:
    """Explain a rule: what it means, why it is there, how to mend what it finds.

    Example: wsisdraft explain agreed-text-changed
    """
    with telling(given):
        if not rule:
            put_out(given, lambda: rules_page(RULES), lambda: [_value(each) for each in RULES])
            leave(DONE)
        found = rule_named(rule)
        if found is None:
            leave(refused(unknown(rule), given, {}))
        assert found is not None
        put_out(given, lambda: rule_page(found), lambda: _value(found))
        leave(DONE)
