"""What the fields of a file say, once read: text, lists of text, and mappings of these."""

from __future__ import annotations

from typing import TypeAlias

Value: TypeAlias = "str | list[str] | dict[str, Value]"
"""Every scalar is text; `21` and `no` are the characters written."""

Fields: TypeAlias = "dict[str, Value]"
"""Keys in the order of the file; at most three levels of mappings."""
