"""How bash, zsh and fish ask, and how each is answered: the protocol of Typer's scripts.

What is offered may come from a draft that somebody else wrote. In every shell it is quoted so that
it stands for its own characters and for nothing else.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TextIO

from wsisdraft.completion.offers import Offer, offers
from wsisdraft.completion.table import Table
from wsisdraft.completion.typed import Asked, asked

_SPECIAL = re.compile(r"([\s!\"#$&'()*;<>?\[\\\]^`{|}~])")


def answered(shell: str, environ: Mapping[str, str], out: TextIO) -> bool:
    """Answers a shell that asks by `complete_bash` and the like; False for one we do not know.

    Never fails: whoever types a command is not to be told about a draft that cannot be read.
    """
    answer = _SHELLS.get(shell.removeprefix("complete_"))
    if answer is None:
        return False
    try:
        code = answer(environ, out)
    except Exception:
        code = 1
    if code:
        raise SystemExit(code)
    return True


def _offered(words: Sequence[str], begun: str) -> list[Offer]:
    table = Table.read()
    wanted: Asked = asked(table, words, begun)
    return offers(table, wanted, os.getcwd())


def _bash(environ: Mapping[str, str], out: TextIO) -> int:
    """The words of the line, each on a line of its own; the shell parts them at `=` too."""
    line = environ.get("COMP_WORDS", "")
    raw = line.split("\n") if "\n" in line else line.split()
    position = int(environ.get("COMP_CWORD", "0"))
    begun = raw[position] if position < len(raw) else ""
    words = raw[1:position]
    if begun == "=":
        words, begun = [*words, "="], ""
    if words and words[-1] == "=":
        words.pop()
    given = [unquoted(word) for word in words if word != "="]
    out.writelines(
        f"{_for_bash(offer.text, begun)}\n" for offer in _offered(given, unquoted(begun))
    )
    return 0


def _for_bash(text: str, begun: str) -> str:
    """The shell keeps the quote a word was begun with, and closes it."""
    if begun.startswith("'"):
        return text.replace("'", "'\\''")
    if begun.startswith('"'):
        return re.sub(r'([\\"$`])', r"\\\1", text)
    return _SPECIAL.sub(r"\\\1", text)


def _zsh(environ: Mapping[str, str], out: TextIO) -> int:
    """Commands that the shell carries out: they add matches, of which it quotes each itself."""
    words, begun = _line(environ)
    found = _offered(words, begun)
    if not found:
        out.write("_files\n")
        return 0
    texts = " ".join(_for_zsh(offer.text) for offer in found)
    widest = max(len(offer.text) for offer in found)
    told = " ".join(_for_zsh(f"{o.text:{widest}}  {o.said}" if o.said else o.text) for o in found)
    out.write(f"local -a found told; found=({texts}); told=({told});\n")
    listed = "-l " if any(offer.said for offer in found) else ""
    out.write(f"compadd -U -V wsisdraft {listed}-d told -a found\n")
    return 0


def _for_zsh(text: str) -> str:
    """A word without a blank in it: the shell parts the answer at blanks and puts it together."""
    kept = (c if c.isalnum() or ord(c) > 127 else f"\\x{ord(c):02x}" for c in text)
    return f"$'{''.join(kept)}'"


def _fish(environ: Mapping[str, str], out: TextIO) -> int:
    """Words and what they are, parted by a tab; the shell quotes what it takes."""
    words, begun = _line(environ)
    found = _offered(words, begun)
    if environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0 if found else 1
    out.writelines(
        f"{offer.text}\t{offer.said}\n" if offer.said else f"{offer.text}\n" for offer in found
    )
    return 0


def _line(environ: Mapping[str, str]) -> tuple[list[str], str]:
    """The line up to the cursor as words, and the one that is begun."""
    line = environ.get("_TYPER_COMPLETE_ARGS", "")
    words = [unquoted(word) for word in _WORD.findall(line)]
    begun = words.pop() if words and not _ENDED.search(line) else ""
    return words[1:], begun


_WORD = re.compile(r"""(?:[^\s\\'"]|\\.|'[^']*(?:'|$)|"(?:[^"\\]|\\.)*(?:"|$)|\\$)+""", re.DOTALL)
_ENDED = re.compile(r"(?<!\\)\s$")


_PIECE = re.compile(
    r"""\\(.)|'([^']*)(?:'|$)|"((?:[^"\\]|\\.)*)(?:"|\\?$)|([^\\'"]+)|\\$""", re.DOTALL
)
_IN_QUOTES = re.compile(r'\\([\\"$`])')


def unquoted(word: str) -> str:
    """What a shell would make of a word; a quote may still be open."""
    return _PIECE.sub(_without_quotes, word)


def _without_quotes(piece: re.Match[str]) -> str:
    escaped, single, double, plain = piece.groups()
    if double is not None:
        return _IN_QUOTES.sub(r"\1", double)
    return escaped or single or plain or ""


_SHELLS: Mapping[str, Callable[[Mapping[str, str], TextIO], int]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
}
