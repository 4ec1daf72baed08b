"""Whether commits are signed, and that no program of the repository's choice does it."""

from __future__ import annotations

from wsisdraft.repository.config import OWN_SCOPES, Config
from wsisdraft.text.frozen import frozen

_PROGRAMS = {
    "gpg.program": "gpg",
    "gpg.openpgp.program": "gpg",
    "gpg.x509.program": "gpgsm",
    "gpg.ssh.program": "ssh-keygen",
    "gpg.ssh.defaultkeycommand": "",
}
"""What git runs where the configuration names nothing else."""


@frozen
class Signing:
    wanted: bool
    settings: tuple[tuple[str, str], ...]
    """Programs set back to the user's own, where the repository's configuration names others."""


def tags_are_signed(config: Config) -> bool:
    """As `tag.gpgSign` says in system and user scope; the clone's own does not count."""
    return Config(tuple(e for e in config.entries if e.scope in OWN_SCOPES)).true("tag.gpgsign")


def signing(config: Config) -> Signing:
    """As `commit.gpgSign` says; programs count from system and user scope only."""
    settings = []
    for key, usual in _PROGRAMS.items():
        own = config.get(key, OWN_SCOPES)
        if config.get(key) != own:
            settings.append((key, usual if own is None else own))
    return Signing(config.true("commit.gpgsign"), tuple(settings))
