"""WHEN: from what people call a moment of the text to a commit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wsisdraft.repository.branches import REMOTES
from wsisdraft.repository.clone import HEADS, Clone
from wsisdraft.repository.git import Call
from wsisdraft.repository.ground import UnknownMoment
from wsisdraft.repository.objects import ObjectReader
from wsisdraft.text.finding import Refusal, refuse
from wsisdraft.text.pattern import later
from wsisdraft.text.quoting import quoted

TAGS = "refs/tags/"
_MEETING = later(r"[A-Za-z0-9][A-Za-z0-9-]{0,31}(?:\.[0-9]{1,3})?")
_REF_NAME = later(r"(?!.*(?:\.\.|//|@\{))[^\s~^:?*\[\\-][^\s~^:?*\[\\]{0,200}")
_ID = later(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_DAY = later(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PLAIN = later(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
"""A name that a shell takes as it stands; others are not put into a command that is shown."""


def commit_at(clone: Clone, when: str, trunk: str = "main") -> str:
    """The commit WHEN means: a meeting's number, then a date, a tag, a revision, in this order.

    A date is the trunk at the end of that day, local time. Raises UnknownMoment.
    """
    for commit in _candidates(clone, when, trunk):
        if commit:
            return commit
    raise UnknownMoment(_unknown(clone, when, trunk))


def _candidates(clone: Clone, when: str, trunk: str) -> Iterator[str]:
    if not when or not when.isprintable():
        return
    with ObjectReader(clone.git) as objects:
        if _MEETING.fullmatch(when):
            yield _commit(objects, f"{TAGS}meeting/{when}")
            yield _closing(clone, when)
        if _is_day(when):
            yield _end_of(clone, _commit(objects, HEADS + trunk) or clone.tip, when)
        if _REF_NAME.fullmatch(when):
            yield _commit(objects, TAGS + when)
    yield _revision(clone, when)


def _commit(objects: ObjectReader, name: str) -> str:
    """The commit a full ref name stands for, or empty."""
    stored = objects.one(f"{name}^{{commit}}")
    return stored.id if stored is not None and stored.kind == "commit" else ""


def _revision(clone: Clone, words: str) -> str:
    """The commit that words in git's own language of revisions mean; any words may be given.

    Asked in a process of its own, since some of them end it.
    """
    reply = clone.git.ask(
        Call("rev-parse", ("--verify", "--quiet"), names=(f"{words}^{{commit}}",))
    )
    commit = reply.out.decode("ascii", "replace").strip()
    return commit if not reply.code and _ID.fullmatch(commit) else ""


def _closing(clone: Clone, number: str) -> str:
    """The commit that closed a meeting whose tag is not in this clone."""
    from wsisdraft.repository.tags import closings

    found = (each for each in closings(clone, clone.tip) if each.tag == f"meeting/{number}")
    return next((each.commit for each in found), "")


def _is_day(when: str) -> bool:
    if not _DAY.fullmatch(when):
        return False
    try:
        date.fromisoformat(when)
    except ValueError:
        return False
    return True


def _end_of(clone: Clone, start: str, day: str) -> str:
    """The newest commit of a branch, as it grew, up to the end of a day, local time."""
    if not start:
        return ""
    options = ("--first-parent", "--max-count=1", f"--before={day}T23:59:59")
    return clone.git.run(Call("rev-list", options, names=(start,))).decode().strip()


def tags(clone: Clone) -> tuple[str, ...]:
    """All tags of this clone."""
    out = clone.git.run(Call("for-each-ref", ("--format=%(refname)",), names=("refs/tags",)))
    return tuple(line.removeprefix(TAGS) for line in out.decode("utf-8", "replace").splitlines())


def _unknown(clone: Clone, when: str, trunk: str) -> Refusal:
    from difflib import get_close_matches

    known = tags(clone)
    names = dict.fromkeys((*known, *(tag.rpartition("/")[2] for tag in known)))
    near = get_close_matches(when, names, 3)
    if elsewhere := _of_a_remote(clone, when, trunk):
        remedy = elsewhere
    elif clone.shallow:
        remedy = "This clone is shallow: git fetch --unshallow --tags, then again."
    elif near:
        remedy = f"Did you mean {' or '.join(near)}?"
    else:
        remedy = "Name a meeting, a date such as 2014-04-17, a tag or a revision."
    return refuse(
        "unknown-moment", f"This clone has no state of the text called {quoted(when)}.", remedy
    )


def _of_a_remote(clone: Clone, when: str, trunk: str) -> str:
    """What to do about a branch that may be where this clone came from; empty where it is none.

    Whoever makes a clone for one branch, as CI does, has no other branch in it.
    """
    if not _PLAIN.fullmatch(when):
        return ""
    keys = (entry.key.split(".") for entry in clone.config.entries)
    known = dict.fromkeys(".".join(key[1:-1]) for key in keys if key[0] == "remote" and key[2:])
    for remote in (name for name in known if _PLAIN.fullmatch(name)):
        if when != f"{remote}/" and when.startswith(f"{remote}/"):
            return f"{_fetching(clone, remote, when.removeprefix(f'{remote}/'))}, then again."
        if _revision(clone, f"{REMOTES}{remote}/{when}"):
            return f"Name {remote}/{when}, which is the branch of that name as it was fetched."
        if when == trunk:
            return f"{_fetching(clone, remote, when)}, then name {remote}/{when}."
    return ""


def _fetching(clone: Clone, remote: str, branch: str) -> str:
    all_of_it = "--unshallow --tags " if clone.shallow else ""
    return f"git fetch {all_of_it}{remote} +{HEADS}{branch}:{REMOTES}{remote}/{branch}"
