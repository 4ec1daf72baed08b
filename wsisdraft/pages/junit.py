"""What a check came to, as a report of tests, which most CI systems show.

A paragraph is a test, its chapter the class: systems list the tests that failed by name, and that
names the paragraphs to look at, with a history for each of them. What is found in other files of
the draft is a test of that file. Warnings fail no test; they are told in the suite's output.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from wsisdraft.reports.checked import Checked
from wsisdraft.text.address import Address
from wsisdraft.text.characters import seen, seen_in_line
from wsisdraft.text.finding import Finding, Gravity

SUITE = "wsisdraft check"
DRAFT = "drafts"
"""The class of what belongs to no chapter."""


def junit(made: Checked, timestamp: str) -> str:
    """One suite; the timestamp is in ISO 8601 to the second, without offset."""
    errors: dict[tuple[str, str], list[Finding]] = {
        _paragraph(address): [] for address in made.addresses
    }
    for finding in made.findings:
        if finding.gravity is Gravity.ERROR:
            errors.setdefault(_test(finding), []).append(finding)
    failures = sum(1 for found in errors.values() if found)
    warnings = [f for f in made.findings if f.gravity is not Gravity.ERROR]
    suite = (
        f'<testsuite name="{SUITE}" package="{DRAFT}" id="0" timestamp="{_attribute(timestamp)}" '
        f'hostname="localhost" tests="{len(errors)}" failures="{failures}" errors="0" time="0">'
    )
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            "<testsuites>",
            suite,
            *_properties(made),
            *(row for test, found in errors.items() for row in _case(test, found)),
            f"<system-out>{_told(warnings)}</system-out>",
            "<system-err></system-err>",
            "</testsuite>",
            "</testsuites>",
            "",
        ]
    )


def _properties(made: Checked) -> Iterator[str]:
    if made.since is None:
        yield "<properties></properties>"
        return
    yield "<properties>"
    for name, value in (("since", made.since.asked), ("base", made.since.base)):
        yield f'<property name="{name}" value="{_attribute(value)}"/>'
    yield "</properties>"


def _paragraph(address: Address) -> tuple[str, str]:
    return str(address.chapter), str(address)


def _test(finding: Finding) -> tuple[str, str]:
    """Class and name of the test a finding belongs to."""
    address = Address.of(finding.ref) if finding.ref else None
    if address is not None and address.number is not None:
        return _paragraph(address)
    if address is not None:
        return str(address.chapter or address), str(address)
    return DRAFT, finding.place.path if finding.place else finding.rule


def _case(test: tuple[str, str], found: Sequence[Finding]) -> Iterator[str]:
    group, name = (_attribute(part) or "-" for part in test)
    head = f'<testcase classname="{group}" name="{name}" time="0"'
    if not found:
        yield f"{head}/>"
        return
    first = found[0]
    message = first.message if len(found) == 1 else f"{first.message} (and {len(found) - 1} more)"
    yield f"{head}>"
    yield f'<failure type="{_attribute(first.rule)}" message="{_attribute(message)}">{_told(found)}'
    yield "</failure></testcase>"


def _told(findings: Sequence[Finding]) -> str:
    """The findings as lines, each with its place and remedy."""
    return "\n".join(row for finding in findings for row in _rows(finding))


def _rows(finding: Finding) -> Iterator[str]:
    place = f"{finding.place}: " if finding.place else ""
    kind = "" if finding.gravity is Gravity.ERROR else "warning: "
    yield escape(seen_in_line(f"{place}{finding.rule}: {kind}{finding.message}"))
    yield escape(seen_in_line(f"help: {finding.remedy}"))


def _attribute(text: str) -> str:
    """Text as an attribute's value; what XML forbids is visibly escaped."""
    return escape(seen(seen_in_line(text)))
