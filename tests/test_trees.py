"""Trees grown by us have the ids that git's own have."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.ground.room import pinned
from tests.ground.template import git
from wsisdraft.repository.clone import Clone, open_clone
from wsisdraft.repository.ground import CannotProceed
from wsisdraft.repository.objects import ObjectReader
from wsisdraft.repository.trees import Grove, Leaf, leaves_at

EMPTY = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
NAMES = st.sampled_from(["a", "a.b", "a-b", "a0", "b", "B", "é", "a b", "-d"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Clone:
    room = tmp_path_factory.mktemp("trees")
    with pytest.MonkeyPatch.context() as patch:
        pinned(room / "home", patch)
        git(room, "init", "-q", "-b", "main", "--template=")
        git(room, "commit", "-q", "--allow-empty", "-m", "Empty")
        git(room, "hash-object", "-w", "--stdin", data="words\n")
        git(room, "hash-object", "-w", "--stdin", data="other words\n")
        return open_clone(room)


def tree_by_git(clone: Clone, files: dict[str, str]) -> str:
    place = Path(clone.top)
    (place / ".git/index").unlink(missing_ok=True)
    lines = "".join(f"100644 {blob}\t{path}\0" for path, blob in files.items())
    git(place, "update-index", "-z", "--add", "--index-info", data=lines)
    return git(place, "write-tree").strip()


def without_clashes(paths: list[str]) -> list[str]:
    """Paths of which none is a folder of another."""
    kept: list[str] = []
    for path in paths:
        if not any(f"{path}/".startswith(f"{k}/") or f"{k}/".startswith(f"{path}/") for k in kept):
            kept.append(path)
    return kept


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PATHS, max_size=8, unique=True), st.data())
def test_growing_is_what_the_index_would_write(
    clone: Clone, paths: list[str], data: st.DataObject
) -> None:
    old, new = (
        git(Path(clone.top), "hash-object", "--stdin", data=words).strip()
        for words in ("words\n", "other words\n")
    )
    everything = without_clashes(paths)
    before = dict.fromkeys(everything[::2], old)
    leaves: dict[str, Leaf | None] = {}
    for path in everything:
        if path in before and data.draw(st.booleans()):
            leaves[path] = None
        elif data.draw(st.booleans()):
            leaves[path] = Leaf("100644", new)
    after = {path: blob for path, blob in before.items() if path not in leaves}
    after |= {path: leaf.id for path, leaf in leaves.items() if leaf}
    tree = tree_by_git(clone, before)
    with ObjectReader(clone.git) as objects:
        grove = Grove(objects, clone.object_format)
        grown = grove.grown(tree, leaves)
        assert leaves_at(objects, tree, tuple(everything)) == {
            path: Leaf("100644", old) if path in before else None for path in everything
        }
    assert grown == tree_by_git(clone, after)
    assert grown == tree or grown in grove.made


def test_nothing_left_is_the_empty_tree(clone: Clone) -> None:
    blob = git(Path(clone.top), "hash-object", "--stdin", data="words\n").strip()
    tree = tree_by_git(clone, {"a/b/c": blob})
    with ObjectReader(clone.git) as objects:
        assert Grove(objects, "sha1").grown(tree, {"a/b/c": None}) == EMPTY


def test_a_file_where_a_folder_is_needed(clone: Clone) -> None:
    blob = git(Path(clone.top), "hash-object", "--stdin", data="words\n").strip()
    tree = tree_by_git(clone, {"a": blob})
    with ObjectReader(clone.git) as objects:
        grove = Grove(objects, "sha1")
        with pytest.raises(CannotProceed) as told:
            grove.grown(tree, {"a/b": Leaf("100644", blob)})
        assert told.value.rule == "path-taken"
        with pytest.raises(CannotProceed) as told:
            grove.grown("0" * 40, {"a": None})
        assert told.value.rule == "damaged-repository"
