"""What a check came to, as a small picture for a page: errors, else warnings, in words and colour.

It holds no script and asks for nothing from outside; whoever cannot see it hears its title.
"""

from __future__ import annotations

from html import escape

from wsisdraft.pages.terminal.findings import summary_line
from wsisdraft.pages.terminal.page import plain
from wsisdraft.reports.checked import Checked
from wsisdraft.text.finding import Gravity

LABEL = "draft"
HEIGHT, PADDING = 20, 7
"""In pixels."""
CHARACTER = 6.6
"""Width of a character, on the wide side; the letters are spread to fill what is reserved."""
GREY, GREEN, AMBER, RED = "#444c56", "#1a7f37", "#8a5a00", "#b42318"
"""White letters stand out from each by 5 to 1 at least."""


def badge(made: Checked) -> str:
    """An SVG: `draft | no errors`, with the whole verdict as its title."""
    errors, warnings = made.count(Gravity.ERROR), made.count(Gravity.WARNING)
    title = plain(summary_line(made.paragraphs, errors, warnings))
    said = title.partition(": ")[2].rstrip(".")
    colour = RED if errors else AMBER if warnings else GREEN
    left, right = _width(LABEL), _width(said)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{HEIGHT}" '
        f'role="img" aria-label="{escape(title)}">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="{left}" height="{HEIGHT}" fill="{GREY}"/>\n'
        f'<rect x="{left}" width="{right}" height="{HEIGHT}" fill="{colour}"/>\n'
        f'<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">\n'
        f"{_words(LABEL, 0)}\n{_words(said, left)}\n</g>\n</svg>\n"
    )


def _width(words: str) -> int:
    return round(len(words) * CHARACTER) + 2 * PADDING


def _words(words: str, left: int) -> str:
    length = _width(words) - 2 * PADDING
    return f'<text x="{left + PADDING}" y="14" textLength="{length}">{escape(words)}</text>'
