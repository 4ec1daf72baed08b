"""check: the rules; what CI runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from wsisdraft.carry_out import DONE, REFUSED, look
from wsisdraft.pages.terminal.findings import findings_page, summary_line
from wsisdraft.pages.terminal.page import Page
from wsisdraft.rules import check
from wsisdraft.text.address import Address
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.verbs.options import At, Format, MaybeRef, Repo, options
from wsisdraft.view import View

if TYPE_CHECKING:
    from wsisdraft.pages.json import Json
    from wsisdraft.text.ref import Selection


@dataclass(frozen=True, slots=True)
class Checked:
    findings: tuple[Finding, ...]
    paragraphs: int
    sources: Mapping[str, str]

    def count(self, gravity: Gravity) -> int:
        """How many findings of one gravity."""
        return sum(1 for finding in self.findings if finding.gravity is gravity)


def checked(view: View, selection: Selection | None) -> Checked:
    """What does not hold in the text, or in the part of it that is named."""
    text = view.read()
    findings = check(text, view.context(text))
    if selection is None:
        return Checked(findings, sum(1 for _ in text.paragraphs()), text.sources)
    inside = tuple(f for f in findings if _concerns(f, selection))
    return Checked(inside, len(selection.addresses), text.sources)


def _concerns(finding: Finding, selection: Selection) -> bool:
    """Whether a finding lies in what was named, by its REF or by its file."""
    scope = selection.scope
    address = Address.of(finding.ref) if finding.ref else None
    if selection.whole and scope.number is None:
        inside = address is not None and address.within(scope)
        at_path = finding.place is not None and finding.place.path.startswith(f"{scope.folder}/")
        return inside or at_path
    paths = {a.path for a in selection.addresses}
    stems = tuple(f"{path.removesuffix('.md')}.alt-" for path in paths)
    at = finding.place.path if finding.place else ""
    return address in selection.addresses or at in paths or at.startswith(stems)


def checked_page(made: Checked) -> Page:
    """The findings, then what they come to."""
    summary = summary_line(made.paragraphs, made.count(Gravity.ERROR), made.count(Gravity.WARNING))
    return (*findings_page(made.findings, made.sources), summary)


def checked_value(made: Checked) -> Json:
    """The findings as JSON, with their summary."""
    from wsisdraft.pages.json import findings_value

    return findings_value(made.findings, made.paragraphs)


def command(
    ref: MaybeRef = "",
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    at: At = "",
    format: Format = "text",
    repo: Repo = ".",
) -> None:
    """Check the rules; exits with 1 when one is broken.

    Examples: wsisdraft check
              wsisdraft check vision/B --strict --format json
    """
    look(
        [ref] if ref else [],
        options(repo=repo, format=format, at=at),
        checked,
        page=checked_page,
        value=checked_value,
        code=lambda made: (
            REFUSED if made.count(Gravity.ERROR) or (strict and made.findings) else DONE
        ),
    )
