"""A report written by a template: ours, or one of the draft's own that stands in its place.

Templates are Jinja's. A draft's own come from whoever may write to it, so they get plain values
and nothing else: no attribute, no file, no program, and no more work than a report takes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from wsisdraft.pages.template_words import Language
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.frozen import EMPTY, frozen
from wsisdraft.text.span import Place

RULE = "template"
OWN = "drafts/templates"
"""The folder of a draft's own templates."""

Plain: TypeAlias = "str | int | bool | Sequence[Plain] | Mapping[str, Plain] | None"
"""What a template is given: words, numbers, and lists and tables of them."""


@frozen
class Templates:
    """The templates of one language that a report may be written by."""

    language: Language
    ours: Mapping[str, str]
    """Those that come with the program, by file name: `outcomes.md.j2`."""
    own: Mapping[str, str] = EMPTY
    """The draft's own, by file name; one of the same name stands in place of ours."""


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
