"""How text is spelled as a key or value of a file: plain where the grammar lets it, else quoted.

The strict reader and the splices share this page, so that what is written is what is read.
"""

from __future__ import annotations

from collections.abc import Iterable

from wsisdraft.text.pattern import later

_PLANES = "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}-{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
UNFIT = later(
    # Controls, line and paragraph separators, the mark of byte order, bidirectional embeddings,
    # overrides and isolates, surrogates, noncharacters.
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    f"{_PLANES}]"
)
"""A character that stands nowhere in front matter or a YAML file, a tab among them."""

MISREAD = frozenset(
    spelling
    for word in ("y", "n", "yes", "no", "on", "off", "true", "false", "null")
    for spelling in (word, word.capitalize(), word.upper())
)
"""Words that a reader of YAML 1.1 takes for true, false or nothing; never a key without quotes."""

LONGEST_KEY = 64

_NOT_FIRST = frozenset("""-?:,[]{}#&*!|>'%@`" """)
_FLOW_SIGNS = frozenset(",[]{}?")
_KEY = later(r"[^\W_][^\[\]{},:#?]*(?<! )")


def is_plain(text: str, *, flow: bool = False) -> bool:
    """Whether the text may stand without quotes; with `flow`, inside `[...]` or `{...}`.

    Characters that may stand nowhere are not looked for here.
    """
    return (
        text != ""
        and text[0] not in _NOT_FIRST
        and text[-1] not in " :"
        and ": " not in text
        and " #" not in text
        and not (flow and not _FLOW_SIGNS.isdisjoint(text))
    )


def quoted(text: str) -> str:
    """The text in double quotes, or in single ones where that spares escapes."""
    if ('"' in text or "\\" in text) and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def scalar(text: str, *, flow: bool = False) -> str | None:
    """A value as it is written: plain, or quoted only where the grammar needs it.

    None for text that no file can hold: line breaks, controls and the like.
    """
    if UNFIT.search(text):
        return None
    return text if is_plain(text, flow=flow) else quoted(text)


def key(text: str) -> str | None:
    """A key as it is written; None where it is empty, too long, or holds what no file can."""
    if not 0 < len(text) <= LONGEST_KEY or UNFIT.search(text):
        return None
    return text if _KEY.fullmatch(text) and text not in MISREAD else quoted(text)


def listing(items: Iterable[str]) -> str | None:
    """A list on one line, `[2, 21, 27-30]`; None where an item cannot be written."""
    written = [scalar(item, flow=True) for item in items]
    known = [item for item in written if item is not None]
    return f"[{', '.join(known)}]" if len(known) == len(written) else None
