"""The fast reader of the ordinary lines; whatever it does not know, it leaves to the exact one.

It takes a part of the language of `yaml_lines` and says the same of it at a small part of the cost.
"""

from __future__ import annotations

import re

from wsisdraft.notation.fields import Fields
from wsisdraft.notation.spelling import LONGEST_KEY, MISREAD, UNFIT

# Classes of ASCII alone are compiled in no time; what else is unfit is looked for by itself.
_BEGIN = r"""[^\x00-\x20\x7f\-?:,\[\]{}#&*!|>'%@`"]"""
_GLUED = r"[^\x00-\x20\x7f:#]"
_INSIDE = r"[^\x00-\x1f\x7f:#]"
PLAIN = rf"{_BEGIN}{_INSIDE}*(?::{_GLUED}{_INSIDE}*)*(?<! )"
FLOW_ITEM = rf"""{_BEGIN}[^\x00-\x1f\x7f:#,\[\]{{}}?"]*(?<! )"""
QUOTED = r"""[^\x00-\x1f\x7f"\\]+"""
"""A value as it stands without quotes, one of a list in brackets, and one inside double quotes."""
_LINE = re.compile(
    rf"( *)(?:"
    rf"([^\W_][^\x00-\x1f\x7f\[\]{{}},:#?]{{0,{LONGEST_KEY - 1}}})(?<! ):"
    rf'(?: (?:({PLAIN})|\[({FLOW_ITEM}(?:, {FLOW_ITEM})*)\]|"({QUOTED})"|(\{{\}})))?'
    rf"|- ({PLAIN})"
    rf")\n"
    rf"| *(?:#[^\x00-\x1f\x7f]*)?\n"
    rf"|([^\n]+)"
)


# One loop: a function called for each line would double what a header costs.
def fast_fields(lines: str) -> Fields | None:  # noqa: C901, PLR0911, PLR0912
    """What whole lines say, each with its line end; None for the exact reader to decide."""
    if not lines.isascii() and UNFIT.search(lines.replace("\n", "")):
        return None
    root: Fields = {}
    open_at = [root]  # the mappings that lines of level 0, 1, 2 go into
    holder, waiting = root, ""  # a key that waits for the lines under it
    items: list[str] = []
    items_at = -1
    for margin, key, plain, listed, text, braces, item, strange in _LINE.findall(lines):
        indent = len(margin)
        if key:
            if waiting:
                if indent != 2 * len(open_at) or indent > 4:
                    return None
                mapping: Fields = {}
                holder[waiting] = mapping
                open_at.append(mapping)
                waiting = ""
            else:
                level = indent >> 1
                if indent & 1 or level >= len(open_at):
                    return None
                del open_at[level + 1 :]
                mapping = open_at[level]
            if key in mapping or key in MISREAD:
                return None
            items_at = -1
            if plain:
                mapping[key] = plain
            elif listed:
                mapping[key] = listed.split(", ")
            elif text:
                mapping[key] = text
            elif braces:
                if indent == 4:
                    return None
                mapping[key] = {}
            else:
                holder, waiting = mapping, key
        elif item:
            if waiting:
                if indent != 2 * len(open_at):
                    return None
                items = []
                holder[waiting] = items
                items_at = indent
                waiting = ""
            elif indent != items_at:
                return None
            items.append(item)
        elif strange:
            return None
    return None if waiting else root


def fast_front_matter(source: str) -> tuple[Fields, int] | None:
    """The fields of a file with front matter and the offset of its body."""
    if not source.startswith("---\n"):
        return None
    end = source.find("\n---\n", 3)
    if end < 0:
        return None
    fields = fast_fields(source[4 : end + 1])
    return None if fields is None else (fields, end + 5)


def fast_yaml(source: str) -> Fields | None:
    """The fields of a whole YAML file."""
    return fast_fields(source if source.endswith("\n") else source + "\n")
