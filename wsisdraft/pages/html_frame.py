"""The frame of every page for a browser: nothing in it comes from outside, and nothing runs."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Whatever a text holds, the page fetches nothing and runs nothing."""


def framed(title: str, style: str, inside: Iterable[str], before: Iterable[str] = ()) -> str:
    """A whole page: `inside` is its main part, `before` what comes ahead of that.

    The title is plain text, all the rest is markup.
    """
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            f"<title>{escape(title)}</title><style>{style}</style></head><body>",
            *before,
            '<main id="main">',
            *inside,
            "</main></body></html>",
            "",
        ]
    )
