"""Who the author and the committer are, as the user's environment and configuration say."""

from __future__ import annotations

from collections.abc import Mapping

from wsisdraft.repository.clone import Clone
from wsisdraft.repository.config import Config
from wsisdraft.repository.ground import CannotProceed
from wsisdraft.text.frozen import frozen

_CRUD = "".join(map(chr, range(33))) + ".,:;<>\"'\\"
"""What git strips from both ends of a name."""


@frozen
class Identity:
    name: str
    email: str


def identities(clone: Clone) -> dict[str, str]:
    """The variables that name author and committer to git.

    Raises CannotProceed where a name or address was given nowhere: none is ever made up from the
    account and the machine.
    """
    variables = {}
    for who in ("AUTHOR", "COMMITTER"):
        person = _identity(who, clone.git.environ, clone.config)
        variables[f"GIT_{who}_NAME"] = person.name
        variables[f"GIT_{who}_EMAIL"] = person.email
    return variables


def _identity(who: str, environ: Mapping[str, str], config: Config) -> Identity:
    section = who.lower()
    name = (
        environ.get(f"GIT_{who}_NAME") or config.get(f"{section}.name") or config.get("user.name")
    )
    email = (
        environ.get(f"GIT_{who}_EMAIL")
        or config.get(f"{section}.email")
        or config.get("user.email")
        or environ.get("EMAIL")
    )
    if not (name or "").strip(_CRUD) or not (email or "").strip(_CRUD):
        raise CannotProceed(
            "no-identity",
            "Git does not know who you are, and every change is on record with its author.",
            'git config --global user.name "Your Name" and '
            "git config --global user.email you@example.org",
        )
    return Identity(name or "", email or "")
