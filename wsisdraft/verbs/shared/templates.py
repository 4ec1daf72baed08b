"""The templates that a report may be written by: those of the program, and the draft's own."""

from __future__ import annotations

from pathlib import Path

import wsisdraft.pages
from wsisdraft.notation.decoding import decode, odd
from wsisdraft.pages.template_words import Language
from wsisdraft.pages.templating import OWN, Templates
from wsisdraft.text.finding import Refusal
from wsisdraft.view import View

ENDING = ".j2"
_OURS = Path(wsisdraft.pages.__path__[0]) / "templates"
ALIKE = 0.8
"""How like the name of a template has to be to be taken for a slip, from 0 to 1."""


def templates(view: View, language: Language) -> Templates | Refusal:
    """The templates of a language; the draft's own are those of this state of it.

    Refused where one of these is no file of text.
    """
    ours = {each.name: each.read_text("utf-8") for each in sorted(_OURS.glob(f"*{ENDING}"))}
    names = [name for name in view.layout.files.get(OWN, ()) if name.endswith(ENDING)]
    snapshot = view.source.read({f"{OWN}/{name}" for name in names})
    if snapshot.oddities:
        return Refusal(tuple(odd(path, each) for path, each in snapshot.oddities.items()))
    own: dict[str, str] = {}
    for path, data in snapshot.files.items():
        text, findings = decode(path, data)
        if text is None:
            return Refusal(findings)
        own[path.rpartition("/")[2]] = text
        view.sources[path] = text
    return Templates(language, ours, own)


def misnamed(name: str, known: Templates) -> str:
    """A template of the draft's own that is probably meant to stand in place of ours, and does not.

    Empty where none is.
    """
    from difflib import get_close_matches

    wanted = f"{name}.{known.language}{ENDING}"
    others = [own for own in known.own if own not in known.ours]
    if wanted in known.own:
        return ""
    return next(iter(get_close_matches(wanted, others, 1, ALIKE)), "")
