"""Document symbols, made of the template that a process has for them."""

from __future__ import annotations

MARKS = ("{meeting}", "{serial}", "{chapter}", "{state}")
"""What stands in a template for the facts of a document."""

SERIAL = "{serial}"


def state_word(status: str) -> str:
    """A status as symbols write it: `Pre-agreed`."""
    return status[:1].upper() + status[1:]


def symbol(template: str, *, meeting: str, serial: str, chapter: str, status: str) -> str:
    """The symbol of a chapter as a meeting issues it, `WSIS+10/4/26/Pre-agreed`.

    Empty where there is no template, or it asks for a serial and the chapter has none.
    """
    if SERIAL in template and not serial:
        return ""
    facts = zip(MARKS, (meeting, serial, chapter, state_word(status)), strict=True)
    for mark, fact in facts:
        template = template.replace(mark, fact)
    return template
