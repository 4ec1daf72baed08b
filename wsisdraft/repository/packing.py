"""Many objects as one pack: git stores it with a few writes to the disk instead of one each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wsisdraft.repository.git import Call

__all__ = ["MANY", "packed", "storing_packed"]

MANY = 64
"""Objects from which a pack is worth its while; fewer are stored one by one."""
_KINDS = {"commit": 1, "tree": 2, "blob": 3}
_FAST = 1
"""Of zlib: the pack is packed again by git when it tidies up."""


def packed(objects: Sequence[tuple[str, bytes]], object_format: str) -> bytes:
    """A pack of whole objects, each with its kind; `object_format` is `sha1` or `sha256`."""
    import hashlib
    import zlib

    pieces = [b"PACK", (2).to_bytes(4, "big"), len(objects).to_bytes(4, "big")]
    for kind, data in objects:
        pieces += (_head(_KINDS[kind], len(data)), zlib.compress(data, _FAST))
    body = b"".join(pieces)
    return body + hashlib.new(object_format, body, usedforsecurity=False).digest()


def _head(kind: int, size: int) -> bytes:
    """Kind and size: four bits of the size, then seven a byte, the lowest first."""
    head = bytearray()
    byte = kind << 4 | size & 0b1111
    size >>= 4
    while size:
        head.append(byte | 0x80)
        byte = size & 0x7F
        size >>= 7
    head.append(byte)
    return bytes(head)


def storing_packed(objects: Iterable[tuple[str, bytes]], object_format: str) -> tuple[Call, str]:
    """The call that stores objects as a pack, and what git says when all of them got through.

    It names the pack by the checksum at its end, once it has made every object out of it.
    """
    unique = dict.fromkeys(objects)
    pack = packed(tuple(unique), object_format)
    width = 20 if object_format == "sha1" else 32
    return Call("index-pack", ("--stdin",), data=pack), f"pack\t{pack[-width:].hex()}\n"
