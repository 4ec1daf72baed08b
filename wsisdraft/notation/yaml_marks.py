"""Signs that mean something in YAML, and so do not begin a word without quotes."""

from __future__ import annotations

MARKS = {
    "&": "YAML takes it for an anchor",
    "*": "YAML takes it for an alias",
    "!": "YAML takes it for a tag",
    "%": "YAML takes it for a directive",
    "@": "YAML keeps this sign for itself",
    "`": "YAML keeps this sign for itself",
    "|": "YAML takes it for text over several lines",
    ">": "YAML takes it for text over several lines",
    "?": "YAML takes it for a key over several lines",
    ":": "YAML takes it for a value without a key",
    "-": "YAML takes it for a list",
    ",": "YAML takes it for the end of an item",
    "[": "YAML takes it for a list",
    "{": "YAML takes it for a mapping",
    "]": "YAML takes it for the end of a list",
    "}": "YAML takes it for the end of a mapping",
    "#": "YAML takes it for a comment",
}
