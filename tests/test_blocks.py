"""Blocks: where paragraphs, items, rows and notes begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.test_scanner import CASES, unwritten
from wsisdraft.notation.blocks import Block, BlockKind, blocks


def cases() -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    fresh = True
    for line in (CASES / "blocks.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            fresh = True
        elif fresh:
            found.append((unwritten(line), []))
            fresh = False
        else:
            found[-1][1].append(unwritten(line[2:]))
    return found


def told(body: str, block: Block) -> str:
    head = block.kind.value
    if block.marker:
        head += f" {block.level} {block.marker.of(body)}"
    return f"{head} {block.span.of(body)}"


@pytest.mark.parametrize(("body", "expected"), cases())
def test_blocks_begin_where_their_lines_say(body: str, expected: list[str]) -> None:
    assert [told(body, block) for block in blocks(body)] == expected


@settings(max_examples=300)
@given(st.text(alphabet="a1(). \n\t\r-*|[]^:（）中", max_size=60))
def test_every_word_is_in_one_block(body: str) -> None:
    done = 0
    for block in blocks(body):
        assert body[done : block.span.start].strip() == ""
        assert block.span.start < block.span.end
        words = block.span.of(body)
        assert words == words.strip(" \t\r\n")
        assert "\n\n" not in words
        assert (block.marker is not None) == (block.kind is BlockKind.ITEM)
        if block.marker:
            assert block.span.holds(block.marker)
        done = block.span.end
    assert body[done:].strip() == ""
