"""A file as it may go on record: tidy characters, entries only for brackets that are there.

What only a verb may say, as a status or what was agreed, must read as it does on record.
"""

from __future__ import annotations

from wsisdraft.notation.by_hand import changed_by_hand
from wsisdraft.notation.entries import brackets_of
from wsisdraft.notation.front_matter import FrontMatter, read_front_matter
from wsisdraft.notation.rewriting import without_field
from wsisdraft.notation.scanner import scan
from wsisdraft.text.bracket import Bracket
from wsisdraft.text.finding import Finding, Refusal
from wsisdraft.text.span import place_of

__all__ = ["tidied", "tidy_characters"]


def tidied(path: str, old: str, new: str, *, ref: str = "") -> str | Refusal:
    """The source of a paragraph or alternative, edited from `old` to `new`, as it may go on record.

    `old` is empty for a new file, `ref` the REF that remedies name. Line ends become LF, characters
    NFC, blank lines at the end go. Entries under `brackets:` go with the ties that stood in `old`.
    Refused, each at its line and column: a new tie without an entry, and a status, `settled`,
    `pending`, `id` or `former` that reads otherwise than in `old`; a new file may have its status,
    `id` and `former`.
    """
    source = tidy_characters(new)
    was, now = read_front_matter(old, path), read_front_matter(source, path)
    findings = [*changed_by_hand(path, old, source, ref)]
    before = {bracket.handle for bracket in _tied(old, was)}
    ties = _tied(source, now)
    known = brackets_of(was.fields)
    entries = brackets_of(now.fields)
    for bracket in ties:
        dangled = bracket.handle in before and bracket.handle not in known
        if bracket.handle not in entries and not dangled:
            findings.append(_without_entry(path, source, now.body_start, bracket, ref))
    if findings:
        return Refusal(tuple(sorted(findings, key=lambda finding: finding.order)))
    here = {bracket.handle for bracket in ties}
    for handle in entries:
        if handle in before and handle not in here:
            source = without_field(source, ("brackets", handle))
    return source


def tidy_characters(text: str) -> str:
    """Text in NFC with LF line ends and one line break at its end; nothing stays nothing."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFC", text)
    words = len(text.rstrip(" \n"))
    if not words:
        return ""
    end = text.find("\n", words)
    return f"{text if end < 0 else text[:end]}\n"


def _tied(source: str, front: FrontMatter) -> tuple[Bracket, ...]:
    body = source[front.body_start :]
    if "{#" not in body:
        return ()
    return tuple(bracket for bracket in scan(body).brackets if bracket.handle is not None)


def _without_entry(path: str, source: str, body_start: int, bracket: Bracket, ref: str) -> Finding:
    return Finding(
        place_of(path, source, body_start + bracket.end),
        "bracket-record",
        f"The bracket is tied to {bracket.handle}, which has no entry.",
        f"Write its entry {bracket.handle} under `brackets:`, or take {{#{bracket.handle}}} away; "
        f"wsisdraft bracket {ref or 'REF'} QUOTE makes both.",
        ref=ref,
    )
