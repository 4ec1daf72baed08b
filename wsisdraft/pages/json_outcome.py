"""What a verb did, as JSON."""

from __future__ import annotations

from wsisdraft.pages.json import Json
from wsisdraft.reports.outcome import Outcome


def outcome_value(outcome: Outcome) -> Json:
    """One object: the verb, what it was about, every change, and the commit (null in a dry run)."""
    return {
        "verb": outcome.verb,
        "ref": outcome.spoken,
        "commit": outcome.commit,
        "branch": outcome.branch or None,
        "meeting": outcome.meeting or None,
        "changes": [
            {
                "ref": each.ref,
                "status": {"from": each.status[0], "to": each.status[1]},
                "words": [[str(sign), run] for sign, run in each.words],
                "alternatives": [[a.what, a.name] for a in each.alternatives],
                "beside": list(each.beside),
            }
            for each in outcome.paragraphs
        ],
        "chapters": [
            {
                "ref": each.ref,
                "status": {"from": each.status[0], "to": each.status[1]},
                "besides": {"from": list(each.besides[0]), "to": list(each.besides[1])},
            }
            for each in outcome.chapters
        ],
        "notes": list(outcome.notes),
    }
