"""check: the rules; what CI runs."""

from __future__ import annotations

from typing import Annotated

import typer

from wsisdraft.carry_out import DONE, REFUSED, look
from wsisdraft.pages.json_check import checked_value
from wsisdraft.pages.terminal.check import checked_page
from wsisdraft.pages.terminal.progress import progress
from wsisdraft.reports.checked import Checked, Reworded
from wsisdraft.rules import NAMES, check
from wsisdraft.rules.rule import Context
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Finding, Gravity, Refusal
from wsisdraft.text.frozen import altered
from wsisdraft.text.ref import Selection
from wsisdraft.verbs.shared.completion import complete_moments
from wsisdraft.verbs.shared.options import MaybeRef, Options, reading_as
from wsisdraft.view import View


def checked(view: View, selection: Selection | None, since: str = "") -> Checked | Refusal:
    """What does not hold in the text, or in the part of it that is named; since WHEN, if given."""
    made = _since(view, since) if since else _whole(view)
    if selection is None or isinstance(made, Refusal):
        return made
    told = made.since
    if told is not None:
        inside = (m for m in told.settled if _holds(selection, Address.of(m.ref), m.path))
        told = altered(told, settled=tuple(inside))
    return altered(
        made,
        findings=tuple(f for f in made.findings if _concerns(f, selection)),
        addresses=tuple(a for a in made.addresses if a in selection.addresses),
        since=told,
        reworded=tuple(r for r in made.reworded if r.address in selection.addresses),
    )


def _whole(view: View) -> Checked:
    text = view.read()
    context = view.context(text)
    addresses = tuple(paragraph.address for paragraph in text.paragraphs())
    with progress("Checking the rules", len(NAMES)) as advance:
        found = check(text, context, advance=advance)
    return Checked(found, addresses, text.sources, reworded=_reworded(text, context))


def _reworded(text: Text, context: Context) -> tuple[Reworded, ...]:
    agreed = context.agreed
    if not agreed:
        return ()
    return tuple(
        Reworded(paragraph.address, words, paragraph.body)
        for paragraph in text.paragraphs()
        if (words := agreed.get(paragraph.path)) is not None
    )


def _since(view: View, when: str) -> Checked | Refusal:
    from wsisdraft.verbs.shared.check_since import checked_since

    return checked_since(view, when)


def _concerns(finding: Finding, selection: Selection) -> bool:
    """Whether a finding lies in what was named, by its REF or by its file."""
    address = Address.of(finding.ref) if finding.ref else None
    return _holds(selection, address, finding.place.path if finding.place else "")


def _holds(selection: Selection, address: Address | None, path: str) -> bool:
    scope = selection.scope
    if selection.whole and scope.number is None:
        inside = address is not None and address.within(scope)
        return inside or path.startswith(f"{scope.folder}/")
    paths = {a.path for a in selection.addresses}
    stems = tuple(f"{each.removesuffix('.md')}.alt-" for each in paths)
    return address in selection.addresses or path in paths or path.startswith(stems)


def as_github(made: Checked) -> str:
    """As workflow commands, which GitHub shows beside the lines of a pull request."""
    from wsisdraft.pages.github import github

    return github(made)


def as_sarif(made: Checked) -> str:
    """As a log for code scanning."""
    from wsisdraft.pages.sarif import sarif

    return sarif(made)


def as_junit(made: Checked) -> str:
    """As a report of tests."""
    from datetime import UTC, datetime

    from wsisdraft.pages.junit import junit

    return junit(made, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S"))


def as_markdown(made: Checked) -> str:
    """As a summary for the page of a job."""
    from wsisdraft.pages.check_markdown import check_markdown

    return check_markdown(made)


def as_badge(made: Checked) -> str:
    """As a small picture for a page."""
    from wsisdraft.pages.check_badge import badge

    return badge(made)


@reading_as("text", "json", "github", "sarif", "junit", "markdown", "badge")
def command(
    given: Options,
    ref: MaybeRef = "",
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    since: Annotated[
        str,
        typer.Option(
            help="Only what changed since the text parted from that state: a WHEN, as for --at.",
            metavar="WHEN",
            autocompletion=complete_moments,
            show_default=False,
        ),
    ] = "",
) -> None:
    """Check the rules; exits with 1 when one is broken.

    With --since, what a branch did is judged: the files that changed, and what they newly break
    elsewhere. Text that was settled before comes first, and is an error where no verb on record
    accounts for its new words.

    Examples: wsisdraft check
              wsisdraft check vision/B --strict --format json
              wsisdraft check --since main --format github
              wsisdraft check --format badge > check.svg
    """
    look(
        [ref] if ref else [],
        given,
        lambda view, selection: checked(view, selection, since),
        page=checked_page,
        value=checked_value,
        code=lambda made: (
            REFUSED if made.count(Gravity.ERROR) or (strict and made.findings) else DONE
        ),
        formats={
            "github": as_github,
            "sarif": as_sarif,
            "junit": as_junit,
            "markdown": as_markdown,
            "badge": as_badge,
        },
    )
