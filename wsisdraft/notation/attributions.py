"""Who says what, as the text itself tells: `[led by Norland]`, `[rapid - Norland; G9 delete]`.

Names are taken as written; whether anybody is called so, the list of stakeholders says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from wsisdraft.text.bracket import Attribution, Marks, Role

__all__ = ["attributions"]

LONGEST = 200
"""Characters of a line, or at the end of a bracket, that are looked at."""

_WORD = r"[^\W\d_a-zß-öø-ÿ][\w.'’&+/-]{0,40}"
_LINK = "of the|of|and the|for|the|du|de|del"
_NAME = re.compile(rf"(?:the )?{_WORD}(?: (?:(?:{_LINK}) )?{_WORD}){{0,6}}")
# Names that hold an "and" of their own.
_JOINED = re.compile(
    r" and (?=Barbuda|Herzegovina|Tobago|Nevis|Northern|the Grenadines|Principe|Príncipe|China\b"
    r"|Caicos|Futuna|Miquelon)"
)
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s+")

_POSITIONS = {
    "proponent": "propose proposes proposed add adds",
    "retain": "retain retains keep keeps",
    "delete": "delete deletes del",
    "against": "against oppose opposes opposed reserve reserves bracket",
    "support": "support supports supported agree agrees ok",
}
_ROLE_OF_VERB = {verb: role for role, verbs in _POSITIONS.items() for verb in verbs.split()}
_SAID = {
    "lead": "led chaired facilitated coordinated drafted redrafted prepared championed",
    "submission": "submitted submission submissions contribution contributions input inputs",
    "support": "supported",
    "against": "opposed reserved reservation reservations bracketed",
    "retain": "retained",
    "delete": "deleted",
}
_ROLE_OF_SAYING = {word: role for role, words in _SAID.items() for word in words.split()}

_BY = re.compile(r"(?:as |co-?|alternative |new )?(\w+) (?:by|from|of):? (.+)", re.IGNORECASE)
_OWN = re.compile(r"(.+?)(?:['’]s|['’])? (proposals?|submission|reservation)", re.IGNORECASE)
_DASH = re.compile(r"(?<=[\s.,;])(?:- ?|[–—] )(?=\S)")
_LAST_WORD = re.compile(r"(.+?),? +([A-Za-z]+)(?: \d{1,3})?")

_TYPE = (
    r"(?:Governments?|Civil Society|Private Sector|Business(?: Sector)?"
    r"|International Organi[sz]ations?|Regional Organi[sz]ations?|Academia|Technical Community"
    r"|NGOs?|UN Agenc(?:y|ies)|Media|Youth)"
)
_LINES = (
    (re.compile(rf"[ \t*\[]*(?P<who>[^:\r\n]{{2,120}}), {_TYPE}:(?=\s|\Z)"), "proponent"),
    (re.compile(r"[ \t*\[]*(?P<who>(?:VC|Chair|CHAIR) [A-Z]{3}):(?=\s)"), "proponent"),
    (
        re.compile(
            rf"[ \t*\[]*(?:Submission|Submitted|Contribution) (?:by|from):? "
            rf"(?P<who>[^:\r\n]{{2,120}}?)(?:, {_TYPE})?\.?[ \t*\]]{{0,20}}(?=[\r\n]|\Z)"
        ),
        "submission",
    ),
    # A heading that gives paragraphs to somebody, as `Chapter B, Para No 21 (ABC)`.
    (
        re.compile(
            r"\W{0,12}(?:Chapter \w{1,4}, )?Para(?:graph)?s?\b[^()\r\n]{0,80}"
            r"\((?P<who>[^()\r\n]{2,80})\):?[ \t]{0,20}(?=[\r\n]|\Z)"
        ),
        "lead",
    ),
)
_LINE_MAY_SAY = re.compile(
    rf"^(?=[^\r\n]{{0,{LONGEST}}}?(?:, {_TYPE}:|(?:VC|Chair|CHAIR) [A-Z]{{3}}:"
    r"|(?:Submission|Submitted|Contribution) (?:by|from)|Para[^\r\n]{0,100}\())",
    re.MULTILINE,
)
_INLINE = re.compile(rf"(?<=[\w,;.] )\((?P<who>(?![IVXLC]+\)){_WORD}(?: {_WORD}){{0,3}})\):(?=\s)")
_MARGIN = re.compile(
    rf"^[ \t]*([^\W\d_a-z][^\r\n:()\[\]]{{0,{LONGEST}}}?)[ \t.]{{0,20}}(?=\r?$)", re.MULTILINE
)


def attributions(text: str, marks: Marks) -> tuple[Attribution, ...]:
    """Everybody a text names as the author, lead, friend or foe of its words, in its order."""
    found = [*_of_brackets(text, marks), *_of_lines(text, marks)]
    found.sort(key=lambda each: each[0])
    return tuple(attribution for _, attribution in found)


def _of_brackets(text: str, marks: Marks) -> Iterator[tuple[int, Attribution]]:
    for position, bracket in enumerate(marks.brackets):
        if bracket.role is Role.ATTRIBUTION:
            words = bracket.inside.of(text)[:LONGEST].strip(" *_.:\t\r\n")
            said = _sayings(words)
        elif bracket.role is Role.TEXT:
            said = _tails(text[max(bracket.start + 1, bracket.end - 1 - LONGEST) : bracket.end - 1])
        else:
            continue
        for who, role in said:
            yield bracket.start, Attribution(who, role, position)


def _of_lines(text: str, marks: Marks) -> Iterator[tuple[int, Attribution]]:
    for head in _LINE_MAY_SAY.finditer(text):
        for pattern, role in _LINES:
            match = pattern.match(text, head.start())
            if match:
                yield from _each(match, role, text, marks)
                break
    for match in _INLINE.finditer(text):
        yield from _each(match, "proponent", text, marks)
    for match in _MARGIN.finditer(text):
        for who, role in _margin(match[1]):
            yield match.start(), Attribution(who, role, _holding(marks, match.start(1)))


def _each(
    match: re.Match[str], role: str, text: str, marks: Marks
) -> Iterator[tuple[int, Attribution]]:
    start, end = match.span("who")
    for who in _parties(text[start:end]):
        yield start, Attribution(who, role, _holding(marks, start))


def _holding(marks: Marks, offset: int) -> int | None:
    """The innermost pair around an offset."""
    position: int | None = (
        bisect_right(marks.brackets, offset, key=lambda bracket: bracket.start) - 1
    )
    if position == -1:
        return None
    while position is not None and marks.brackets[position].end <= offset:
        position = marks.brackets[position].parent
    return position


def _parties(words: str) -> tuple[str, ...]:
    """The names in a list of them, or none where anything in it is no name."""
    held = _JOINED.sub("\0", words.strip())
    names = tuple(name.replace("\0", " and ").strip() for name in _BETWEEN.split(held))
    if all(_NAME.fullmatch(name.replace(" and ", " ")) for name in names):
        return names
    return ()


def _sayings(words: str) -> list[tuple[str, str]]:
    """What `led by Norland` or `Norland's proposal` says."""
    match = _BY.fullmatch(words)
    said, names = (match[1], match[2]) if match else ("", "")
    if match is None:
        match = _OWN.fullmatch(words)
        said, names = (match[2], match[1]) if match else ("", "")
    role = _ROLE_OF_SAYING.get(said.lower(), "proponent")
    return [(who, role) for who in _parties(names)] if names else []


def _tails(inside: str) -> list[tuple[str, str]]:
    """What follows the dash in `rapid - Norland; G9 delete`, for each side of a slash."""
    if "-" not in inside and "–" not in inside and "—" not in inside:
        return []
    found: list[tuple[str, str]] = []
    for member in inside.split(" / "):
        dashes = list(_DASH.finditer(member))
        if dashes:
            said = _clauses(member[dashes[-1].end() :])
            # A dash in running text is more often a dash than an author.
            if "-" in dashes[-1][0] or any(role != "proponent" for _, role in said):
                found += said
    return found


def _clauses(words: str) -> list[tuple[str, str]]:
    """G9 proposes, the others delete: `G9; Norland, Estovia delete`; nothing else may be in it."""
    found: list[tuple[str, str]] = []
    for clause in words.strip(" .*_\t\r\n").split(";"):
        names, role = clause.strip(), "proponent"
        match = _LAST_WORD.fullmatch(names)
        if match and match[2].lower() in _ROLE_OF_VERB:
            names, role = match[1], _ROLE_OF_VERB[match[2].lower()]
        parties = _parties(names)
        if not parties:
            return []
        found += [(who, role) for who in parties]
    return found


def _margin(line: str) -> list[tuple[str, str]]:
    """`G9, Norland, against, Estovia del 2`: names up to each position; nothing without one."""
    if not _ROLE_OF_VERB.keys() & set(re.findall(r"[a-z]+", line)):
        return []
    found: list[tuple[str, str]] = []
    waiting: list[str] = []
    for item in line.split(","):
        words = item.strip()
        match = _LAST_WORD.fullmatch(f"x {words}")
        if match is None or match[2] not in _ROLE_OF_VERB:
            waiting.append(words)
            continue
        role = _ROLE_OF_VERB[match[2]]
        if match[1] != "x":
            waiting.append(match[1][2:])
        parties = _parties(", ".join(waiting)) if waiting else ()
        if not parties:
            return []
        found += [(who, role) for who in parties]
        waiting = []
    return [] if waiting else found
