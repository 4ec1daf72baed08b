"""What is told of a line the strict reader does not take, and what to write instead."""

from __future__ import annotations

from wsisdraft.notation.line_tree import Fault
from wsisdraft.notation.spelling import LONGEST_KEY, quoted
from wsisdraft.notation.yaml_marks import MARKS

_SHOWN = 60
"""Characters of a line that a sentence repeats."""


def shown(text: str) -> str:
    """The beginning of a text, short enough for a sentence."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _in_quotes(text: str) -> str:
    """What to write when a value has to be quoted."""
    if len(text) > _SHOWN:
        return 'Put the whole value in double quotes, with `\\` before each `"` inside it.'
    return f"Put the whole value in quotes: `{quoted(text)}`."


# Keys.


def long_key(offset: int) -> Fault:
    return Fault(
        offset,
        f"A key has 1 to {LONGEST_KEY} characters.",
        "Write a shorter key, and the rest as its value.",
    )


def misread_key(offset: int, key: str) -> Fault:
    return Fault(
        offset,
        f"Some programs read the word `{key}` as yes, no or nothing.",
        f'As a key, write it in quotes: `"{key}":`.',
    )


def no_key(text: str, offset: int) -> Fault:
    """A line, from its first word, that does not begin with a key and a colon."""
    mark = MARKS.get(text[:1])
    if text.startswith("<<"):
        return Fault(offset, "A merge key (`<<`) is not read.", "Write the keys out in full.")
    if text.startswith(("- ", "-")) and text != "---":
        return Fault(
            offset,
            "A list item stands here, but no key that it belongs to.",
            "Put the items, indented, under a key, or write `key: [one, two]`.",
        )
    if mark is not None and text[:1] not in "[{":
        return Fault(offset, f"A line cannot begin with `{text[0]}`: {mark}.", _AS_KEY)
    colon = text.find(": ")
    if colon < 0:
        colon = len(text) - 1 if text.endswith(":") else -1
    return _colonless(text, offset) if colon < 0 else _odd_key(text, colon, offset)


_AS_KEY = "Write `key: value`; put a key that is more than words in quotes."
_LINE = "Write `key: value` on one line; a comment begins with `#` on a line of its own."


def _colonless(text: str, offset: int) -> Fault:
    colon = text.find(":")
    if colon <= 0:
        return Fault(offset, f"`{shown(text)}` is not `key: value`.", _LINE)
    if text[colon + 1 : colon + 2] in ("}", ","):
        return empty(offset, text[:colon])
    better = shown(f"{text[:colon]}: {text[colon + 1 :]}")
    return Fault(offset + colon + 1, "A space is missing after the colon.", f"Write `{better}`.")


def _odd_key(text: str, colon: int, offset: int) -> Fault:
    key = text[:colon]
    if not key.strip(" "):
        return Fault(offset, "The key before the colon is missing.", _LINE)
    if text[0] in "\"'":
        return Fault(offset, "The quotes around this key are not right.", 'Write `"key": value`.')
    if key.endswith(" "):
        better = shown(f"{key.rstrip(' ')}{text[colon:]}")
        return Fault(offset + colon - 1, "A space stands before the colon.", f"Write `{better}`.")
    bad = next((at for at, sign in enumerate(key) if sign in "[]{},:#?"), None)
    reason = "A key begins with a letter or a digit."
    if bad is not None:
        reason = f"A key has no `{key[bad]}` in it."
    remedy = f"Put the key in quotes: `{shown(quoted(key))}:`."
    return Fault(offset + (bad or 0), reason, remedy)


def twice(offset: int, key: str, line: int | None = None) -> Fault:
    where = f", first in line {line}" if line else ""
    return Fault(
        offset, f"`{shown(key)}` stands twice{where}.", "Keep one of them and delete the other."
    )


def empty(offset: int, key: str) -> Fault:
    key = shown(key)
    return Fault(
        offset,
        f"`{key}` has no value.",
        f"Write `{key}: value`, or delete the line.",
    )


# Values.


def not_plain(text: str, offset: int) -> Fault:
    """A value without quotes that needs them, or is something else than text."""
    mark = MARKS.get(text[0])
    if text[0] == "#":
        return comment_after(offset)
    if text[0] in "|>" and not text[1:].strip("+-0123456789 "):
        return Fault(
            offset,
            "A value over several lines is not read.",
            "Write the value on the line of its key.",
        )
    if mark is not None:
        return Fault(offset, f"A value cannot begin with `{text[0]}`: {mark}.", _in_quotes(text))
    comment = text.find(" #")
    colon = text.find(": ")
    if comment >= 0 and not 0 <= colon < comment:
        return comment_after(offset + comment + 1)
    if colon < 0:
        colon = len(text) - 1
    return Fault(
        offset + colon,
        "A colon with a space after it stands inside this value.",
        _in_quotes(text),
    )


def comment_after(offset: int) -> Fault:
    return Fault(
        offset,
        "A comment stands behind a value.",
        "Put it on a line of its own above, beginning with `#`; put a `#` that is meant in quotes.",
    )


def unclosed_quote(text: str, offset: int) -> Fault:
    sign = text[0]
    if sign == '"' and "\\" in text:
        at = text.index("\\")
        if text[at + 1 : at + 2] not in ('"', "\\"):
            return Fault(
                offset + at,
                'A backslash inside double quotes stands only before `"` or another backslash.',
                "Write the character itself, or `\\\\` for a backslash.",
            )
    return Fault(
        offset,
        f"The quote `{sign}` is not closed on its line.",
        f"Close it with `{sign}`; for an apostrophe at the beginning, quote the whole value.",
    )


def after_quote(text: str, end: int, offset: int) -> Fault:
    """Something follows a quoted value; `end` is where the quote closes."""
    rest = text[end:].lstrip(" ")
    place = offset + len(text) - len(rest)
    if rest.startswith("#") and text[end] == " ":
        return comment_after(place)
    return Fault(place, "Text follows the closing quote.", _in_quotes(text))


def after_bracket(text: str, end: int, offset: int) -> Fault:
    """Something follows a list or mapping; `end` is where its bracket closes."""
    rest = text[end:].lstrip(" ")
    place = offset + len(text) - len(rest)
    if rest.startswith("#") and text[end] == " ":
        return comment_after(place)
    kind = "list" if text[0] == "[" else "mapping"
    return Fault(
        place,
        f"A value that begins with `{text[0]}` is a {kind}, and text follows this one.",
        _in_quotes(text),
    )


# Inside brackets.


def not_plain_inside(line: str, at: int, text: str, base: int) -> Fault:
    """An item that needs quotes; `at` is its index in the line."""
    sign = line[at : at + 1]
    if not text and sign in ("[", "{"):
        return Fault(
            base + at,
            "Brackets inside brackets are not read here.",
            "Put text that has brackets in quotes, or give each item a line of its own: `- item`.",
        )
    if not text:
        missing = "The closing bracket is missing." if not sign else "An item is missing here."
        return Fault(base + at, missing, "Write a list as `[one, two]`.")
    if text[0] == "#" or " #" in text:
        offset = base + at + (0 if text[0] == "#" else text.index(" #") + 1)
        return comment_after(offset)
    mark = MARKS.get(text[0])
    reason = (
        f"it begins with `{text[0]}`, {mark}" if mark else "it holds `?`, or a colon and a space"
    )
    return Fault(
        base + at,
        f"An item needs quotes: {reason}.",
        f"Write `{shown(quoted(text))}`.",
    )


def unclosed(line: str, start: int, at: int, base: int) -> Fault:
    """Inside brackets stands something else than a comma or the closing bracket."""
    closing = "]" if line[start] == "[" else "}"
    if at >= len(line):
        return Fault(
            base + start,
            f"`{line[start]}` is not closed on its line.",
            f"Close it with `{closing}`; for text that begins with a bracket, quote it all.",
        )
    return Fault(
        base + at,
        f"A comma or `{closing}` is missing before `{shown(line[at:])}`.",
        "Separate items by `, ` and put an item that holds brackets or quotes in quotes.",
    )


def trailing_comma(line: str, at: int, base: int) -> Fault:
    return Fault(
        base + at, "Nothing follows the last comma.", f"Delete the comma before `{line[at]}`."
    )


def fourth_level(offset: int) -> Fault:
    return Fault(
        offset,
        "Mappings go three levels deep; this would be the fourth.",
        "Write text or a list here.",
    )


# Lines.


def unfit(sign: str, offset: int) -> Fault:
    """A character that may stand nowhere."""
    if sign == "\t":
        return Fault(offset, "A tab stands here.", "Write spaces instead.")
    return Fault(
        offset,
        f"The character U+{ord(sign):04X} cannot stand here.",
        "Delete it, or write it in another way.",
    )


def carriage_return(offset: int) -> Fault:
    return Fault(
        offset,
        "The lines of this file do not end with a line feed alone.",
        "Save the file with Unix line ends (LF).",
    )


def marker(text: str, offset: int) -> Fault:
    return Fault(
        offset,
        f"`{shown(text)}` begins or ends a YAML document; a file here is one document.",
        "Delete the line.",
    )


def indentation(offset: int, spaces: int, wanted: int) -> Fault:
    message = f"This line is indented by {spaces}, not by {wanted}."
    if spaces == wanted:
        message = "The lines above this one are not indented as it is."
    remedy = f"Begin it with {wanted} spaces, two for each level." if wanted else _AT_MARGIN
    return Fault(offset, message, remedy)


_AT_MARGIN = "Begin it at the margin."


def continuation(offset: int) -> Fault:
    return Fault(
        offset,
        "A value does not go on over the end of its line.",
        "Join this line to the one above.",
    )


def item_spaces(offset: int) -> Fault:
    return Fault(offset, "One space stands between `-` and an item.", "Write `- item`.")


def empty_item(offset: int) -> Fault:
    return Fault(offset, "This item is empty.", "Write `- item`, or delete the line.")


def not_an_item(offset: int) -> Fault:
    return Fault(
        offset,
        "A line that begins with `-` was expected: items and keys do not mix.",
        "Write `- item`, or move the key to its own place.",
    )


def nested_item(text: str, offset: int) -> Fault:
    """A list item that is no plain text."""
    kind = "a list" if text[0] in "[-" else "a mapping"
    return Fault(
        offset,
        f"An item of a list is text, and this is {kind}.",
        _in_quotes(text),
    )


# Fences.


def no_front_matter(offset: int) -> Fault:
    return Fault(
        offset,
        "The file does not begin with front matter.",
        "Begin it with a line `---`, lines such as `status: first-draft`, and a line `---`.",
    )


def before_fence(offset: int) -> Fault:
    return Fault(offset, "The first line of the file is not `---`.", "Begin the file with `---`.")


def no_closing_fence(offset: int) -> Fault:
    return Fault(
        offset,
        "The front matter is not closed.",
        "Write a line `---` here, between the front matter and the text.",
    )


def spaces_at_fence(offset: int) -> Fault:
    return Fault(offset, "Spaces follow the `---`.", "Delete the spaces.")


def fence_at_end(offset: int) -> Fault:
    return Fault(
        offset, "The closing `---` does not end its line.", "End the file with a line break."
    )


def byte_order_mark(offset: int) -> Fault:
    return Fault(
        offset,
        "The file begins with a byte order mark.",
        "Save the file as UTF-8 without a byte order mark.",
    )
