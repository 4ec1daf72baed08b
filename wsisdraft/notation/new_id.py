"""The id of a paragraph that has none yet."""

from __future__ import annotations

from collections.abc import Collection

from wsisdraft.text.address import Address

LENGTH = 6
"""Characters; with a letter first there are more than a thousand million ids."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ALL = _LETTERS + "0123456789"


def new_id(address: Address, words: str, taken: Collection[str]) -> str:
    """An id made of the address and the words, the same wherever it is made; none of `taken`.

    A letter, then five letters or digits. An id that is taken is hashed again until one is free.
    """
    import hashlib

    said = f"{address}\n{words}".encode("utf-8", "surrogatepass")
    while True:
        digest = hashlib.sha256(said).digest()
        number = int.from_bytes(digest[:8], "big")
        number, first = divmod(number, len(_LETTERS))
        found = _LETTERS[first]
        for _ in range(LENGTH - 1):
            number, at = divmod(number, len(_ALL))
            found += _ALL[at]
        if found not in taken:
            return found
        said = digest
