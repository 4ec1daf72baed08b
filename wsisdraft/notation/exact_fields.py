"""The exact reading of a file: its fields with their places, and findings for all the rest.

Most files are read by the fast reader and never need this page, so it is imported when asked for.
"""

from __future__ import annotations

from wsisdraft.notation.fences import Header, header_of, whole
from wsisdraft.notation.fields import Fields
from wsisdraft.notation.line_tree import Entries, Fault, fields_of
from wsisdraft.notation.yaml_lines import read_lines
from wsisdraft.text.finding import Finding
from wsisdraft.text.frozen import frozen
from wsisdraft.text.span import place_of

RULE = "file-format"
MOST_FINDINGS = 100
"""Of one file; the last of them counts the others."""


@frozen
class Exact:
    """What the exact reader makes of a file."""

    header: Header
    entries: Entries
    faults: tuple[Fault, ...]
    """In the order of the file."""

    @property
    def fields(self) -> Fields:
        """What is well formed, without its places."""
        return fields_of(self.entries)

    def findings(self, source: str, path: str) -> tuple[Finding, ...]:
        """The faults as findings, the first hundred of them."""
        faults = self.faults
        told = faults if len(faults) <= MOST_FINDINGS else faults[: MOST_FINDINGS - 1]
        findings = [
            Finding(place_of(path, source, fault.offset), RULE, fault.message, fault.remedy)
            for fault in told
        ]
        if len(told) < len(faults):
            place = place_of(path, source, faults[len(told)].offset)
            more = len(faults) - len(told)
            message = f"From here on, {more} more lines of this file cannot be read as they stand."
            findings.append(Finding(place, RULE, message, "Mend the findings above first."))
        return tuple(findings)


def exact(source: str, *, yaml: bool) -> Exact:
    """The fields of a file, with `yaml` a file without fences."""
    header = whole(source) if yaml else header_of(source)
    entries, faults = read_lines(source, header.start, header.end)
    if header.faults:
        faults = tuple(sorted((*header.faults, *faults), key=lambda fault: fault.offset))
    return Exact(header, entries, faults)
