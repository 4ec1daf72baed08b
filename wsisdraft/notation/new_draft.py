"""The files with which a draft begins."""

from __future__ import annotations

from wsisdraft.notation.spelling import scalar
from wsisdraft.text.frozen import frozen
from wsisdraft.text.status import PRESETS, Ladder

ATTRIBUTES = "-text -ident -filter -working-tree-encoding"
"""What git stores is byte for byte what lies in the work tree."""

STAKEHOLDERS = """\
# Who takes part, under the names the room uses. For example:
#
# Norland:
#   kind: government
#   aliases: [Kingdom of Norland]
#   groups: [Northern Group]
"""


@frozen
class Beginnings:
    """What is said of a process when its draft is started."""

    name: str
    title: str = ""
    symbol: str = ""
    preset: str = "mpp"
    trunk: str = "main"


def process_source(said: Beginnings) -> str:
    """`process.yaml` with a comment for each field; what is not given stands there as an example.

    ValueError for text that no file can hold.
    """
    ladder = PRESETS[said.preset]
    steps = "".join(f"  {step.name}: {step.standing}\n" for step in ladder.steps)
    title = f"title: {_scalar(said.title)}" if said.title else "# title: Its name in full"
    example = f"{said.name}/{{meeting}}/{{serial}}/{{state}}"
    symbol = f"symbol: {_quoted(said.symbol or example)}"
    return f"""\
# The process whose text this is, and the rules it has given itself.
name: {_scalar(said.name)}
{title}

# The template of document symbols. Chapters get theirs when a meeting is closed; {{serial}} is
# given by wsisdraft meeting table, {{chapter}} and {{state}} are known.
{symbol if said.symbol else f"# {symbol}"}

# The statuses in the order in which a text climbs them, each open or settled; deleted is known.
ladder:
{steps}
# Who settles, by the settled step that each of them gives; where there is one body alone, none.
{_bodies(ladder)}
# The branch that holds the text of record.
trunk: {_scalar(said.trunk)}

# The code of the language negotiated in.
language: en

# Whether 21bis is a paragraph after 21 (bis-inserts) or another version of it (bis-versions).
numbering: bis-inserts

# What check warns of in open text: sentences of more words than this, and acronyms that are written
# out nowhere, but for those that everybody knows.
# redrafting:
#   longest-sentence: 80
#   acronyms: [UN]
"""


def _bodies(ladder: Ladder) -> str:
    """The bodies of a ladder; where it has none, an example with its own steps."""
    if ladder.bodies:
        return "bodies:\n" + "".join(f"  {step}: {body}\n" for step, body in ladder.bodies.items())
    settled = [name for name in ladder.names if ladder.settled(name)]
    examples = zip(settled, ("working group", "plenary"), strict=False)
    return "# bodies:\n" + "".join(f"#   {step}: {body}\n" for step, body in examples)


def _scalar(text: str) -> str:
    written = scalar(text)
    if written is None:
        raise ValueError(f"no file can hold {text!r}")
    return written


def _quoted(text: str) -> str:
    """In quotes, since a template holds braces, which other readers take for more than text."""
    written = _scalar(text)
    return written if written[0] in "\"'" else f'"{written}"'
