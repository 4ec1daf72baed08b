"""The reader of transcripts: what fits a page, and what a page is written anew as."""

from __future__ import annotations

import pytest

from tests.transcript import fences, fits, renewed, steps

PAGE = """\
# A page

```console
$ first --word
one
two
$ second \\
>   --long
(exit 1)
```

```yaml title=drafts/process.yaml
name: MPP
```
"""


def test_blocks_and_commands_are_found_with_their_lines() -> None:
    console, yaml = fences(PAGE)
    assert (console.language, console.title, console.line) == ("console", "", 4)
    assert (yaml.language, yaml.title, yaml.lines) == (
        "yaml",
        "title=drafts/process.yaml",
        ("name: MPP",),
    )
    first, second = steps(console)
    assert (first.command, first.line, first.told) == ("first --word", 4, ("one", "two"))
    assert (second.command, second.line) == ("second \\\n  --long", 7)
    assert (second.typed, second.told) == (("$ second \\", ">   --long"), ("(exit 1)",))


def test_a_block_that_is_not_closed_or_begins_with_an_answer_is_no_transcript() -> None:
    with pytest.raises(ValueError, match="line 1 is not closed"):
        list(fences("```console\n$ a\n"))
    with pytest.raises(ValueError, match="line 2 is no command"):
        steps(next(fences("```console\none\n```\n")))


@pytest.mark.parametrize(
    ("told", "answered", "fit"),
    [
        ("", "", True),
        ("a", "a", True),
        ("a", "", False),
        ("", "a", False),
        ("a", "a b", False),
        ("...", "", True),
        ("...", "a b", True),
        ("a ...", "a", True),
        ("a ...", "a b c", True),
        ("a ...", "b a", False),
        ("... c", "a b c", True),
        ("... c", "a c b", False),
        ("a ... c", "a b c", True),
        ("a ... c", "a c", True),
        ("a ... a", "a", False),
        ("a ... b ... c", "a x b y c", True),
        ("a ... b ... c", "a x y c", False),
        ("a ... b ... b", "a b", False),
        ("a ... b ... b", "a b b", True),
    ],
)
def test_a_cut_stands_for_any_lines(told: str, answered: str, fit: bool) -> None:
    assert fits(told.split(), answered.split()) is fit


@pytest.mark.parametrize(
    ("told", "answered", "written"),
    [
        ("a", "b c", "b c"),
        ("a ...", "a b c", "a ..."),
        ("a1 ...", "a2 b c", "a2 ..."),
        ("... c1", "a b c2", "... c2"),
        ("a1 ... middle1 ... c1", "a2 x middle2 y c2", "a2 ... middle2 ... c2"),
    ],
)
def test_a_page_written_anew_is_cut_where_it_was(told: str, answered: str, written: str) -> None:
    assert renewed(told.split(), answered.split()) == tuple(written.split())
    assert fits(renewed(told.split(), answered.split()), answered.split())
