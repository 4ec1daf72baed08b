"""The ids that paragraphs have, for whoever gives a new one."""

from __future__ import annotations

import re

from wsisdraft.view import View

__all__ = ["paragraph_ids"]

_HEAD = 4096
"""Bytes of a file among which its id stands, near enough to the top in every file of ours."""
_ID = re.compile(rb"^id: *[\"']?([a-z][a-z0-9]{5})[\"']? *$", re.MULTILINE)


def paragraph_ids(view: View) -> frozenset[str]:
    """The ids of all paragraphs, also of chapters that the verb does not concern."""
    paths = [path for path in view.source.names() if path.endswith(".md")]
    heads = (data[:_HEAD] for data in view.source.read(paths).files.values())
    return frozenset(found[1].decode() for head in heads if (found := _ID.search(head)))
