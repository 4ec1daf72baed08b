"""A report written by a template: ours, or one of the draft's own that stands in its place.

Templates are Jinja's. A draft's own come from whoever may write to it, so they get plain values
and nothing else: no attribute, no file, no program, and no more work than a report takes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from wsisdraft.pages.template_values import Plain, Templates
from wsisdraft.pages.template_words import Language
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.span import Place

__all__ = ["OWN", "Plain", "Templates", "filled"]

RULE = "template"
OWN = "drafts/templates"
"""The folder of a draft's own templates."""


def filled(name: str, values: Mapping[str, Plain], templates: Templates) -> str | Refusal:
    """The template of a name (`outcomes`) filled with values, each under its name.

    Words among the values are spelt so that they are no markup. A mistake in a template of the
    draft's own is a refusal with its file and line.
    """
    from wsisdraft.pages.template_sandbox import Mistake, written

    try:
        page = written(f"{name}.{templates.language}.j2", values, templates)
    except Mistake as mistake:
        path = f"{OWN}/{mistake.file}"
        return refuse(RULE, mistake.message, _remedy(path), place=Place(path, mistake.line))
    return _tidied(page) if templates.language is Language.MARKDOWN else page


def _tidied(page: str) -> str:
    """One blank line where conditions and loops of a template leave several."""
    return re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", page).strip("\n") + "\n"


def _remedy(path: str) -> str:
    return f"Mend that line; without {path} the template that comes with wsisdraft is used."
