"""What a verb did, as JSON."""

from __future__ import annotations

from wsisdraft.pages.json import Json
from wsisdraft.pages.json_doubts import doubt_value
from wsisdraft.pages.json_statements import statement_value
from wsisdraft.pages.json_submissions import disposed_value, receipt_value, window_value
from wsisdraft.reports.outcome import Outcome


def outcome_value(outcome: Outcome) -> Json:
    """One object: the verb, what it was about, every change, and the commit (null in a dry run)."""
    return {
        "verb": outcome.verb,
        "ref": outcome.spoken or None,
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
                "beside": list(each.beside),
            }
            for each in outcome.chapters
        ],
        "statements": [
            {"what": each.what, **statement_value(each.statement)} for each in outcome.statements
        ],
        "registered": [each.name for each in outcome.registered if not each.gone],
        "places": [
            {
                "ref": each.ref,
                "what": each.what,
                "kind": each.kind,
                "status": each.status or None,
                "text": each.text,
                "from": each.origin or None,
            }
            for each in outcome.places
        ],
        "meetings": [
            {
                "number": each.number,
                "state": {"from": each.state[0] or None, "to": each.state[1] or None},
                "said": list(each.said),
            }
            for each in outcome.meetings
        ],
        "doubts": [doubt_value(each) for each in outcome.doubts],
        "submissions": [
            {"what": each.what, **receipt_value(each.receipt)} for each in outcome.submissions
        ],
        "proposals": [disposed_value(each) for each in outcome.proposals],
        "windows": [{"what": each.what, **window_value(each.window)} for each in outcome.windows],
        "notes": list(outcome.notes),
    }
