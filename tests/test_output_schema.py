"""schema/output/: what every verb writes with --format json is what its schema says."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.desk import CHECKOUT, Desk
from tests.test_help import NAMES, command
from wsisdraft.pages.output_schema import (
    CHANGE,
    OUTPUTS,
    REFUSAL,
    output_schema,
    output_schema_text,
)

jsonschema_rs: Any = pytest.importorskip("jsonschema_rs")
FOLDER = CHECKOUT / "schema" / "output"
VALIDATORS = {name: jsonschema_rs.validator_for(output_schema(name)) for name in OUTPUTS}


def schema_of(verb: str) -> str:
    """The schema of a verb: that of its name, or the one of all verbs that change the text."""
    options = {option for parameter in command(verb).params for option in parameter.opts}
    own = verb.replace(" ", "-")
    return CHANGE if own not in OUTPUTS and "--dry-run" in options else own


def has_json(verb: str) -> bool:
    return any("--format" in p.opts and "json" in (p.help or "") for p in command(verb).params)


@pytest.mark.parametrize("verb", NAMES)
def test_every_verb_that_writes_json_has_a_schema(verb: str) -> None:
    assert not has_json(verb) or schema_of(verb) in OUTPUTS, f"a row of OUTPUTS for {verb}"


def test_every_schema_is_that_of_a_verb() -> None:
    verbs = {schema_of(verb) for verb in NAMES if has_json(verb)}
    assert set(OUTPUTS) == verbs | {REFUSAL}


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_schemas_of_the_repository_are_up_to_date(name: str) -> None:
    said = (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    assert said == output_schema_text(name), "make schema"
    jsonschema_rs.meta.validate(json.loads(said))


def test_there_is_no_other_schema() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.schema.json" for name in OUTPUTS}


def test_the_module_writes_the_schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["output_schema", str(tmp_path / "new")])
    monkeypatch.delitem(sys.modules, "wsisdraft.pages.output_schema")
    runpy.run_module("wsisdraft.pages.output_schema", run_name="__main__")
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "new").iterdir()}
    assert written == {f"{name}.schema.json": output_schema_text(name) for name in OUTPUTS}


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_schema_is_strict_and_describes_every_key(name: str) -> None:
    def parts(schema: Any) -> list[dict[str, Any]]:
        if isinstance(schema, list):
            return [found for each in schema for found in parts(each)]
        if not isinstance(schema, dict):
            return []
        own = [schema] if "type" in schema or "oneOf" in schema else []
        return own + [found for each in schema.values() for found in parts(each)]

    found = parts(output_schema(name))
    assert all(part.get("description") for part in found)
    for part in found:
        if "properties" in part:
            assert part["additionalProperties"] is False
            assert set(part["required"]) == set(part["properties"])


# A draft with everything in it, next to the demonstration.

EVERYTHING = {
    "process.yaml": """\
name: Trial
title: A trial of everything
symbol: TRIAL/{meeting}/{chapter}
""",
    "stakeholders.yaml": """\
Norland:
  kind: government
  aliases: [NOR]
Estovia:
  kind: government
Users Alliance:
  kind: civil-society
""",
    "meetings/1.yaml": """\
title: First meeting
from: 2014-01-06
to: 2014-01-08
place: Norland
opened: 2014-01-06
closed: 2014-01-08
""",
    "meetings/2.yaml": """\
title: Second meeting
opened: 2014-02-03
""",
    "meetings/3.yaml": """\
title: Third meeting
from: 2014-03-03
""",
    "vision/document.yaml": "title: Vision\n",
    "vision/B/chapter.yaml": """\
title: Networks
symbol: TRIAL/1/B
mandate:
  lead: [Norland, Estovia]
  task: one text
  due: 2014-03-01
  state: accepted
brackets:
  w1:
    by: [Estovia]
    since: 1
    over: 4-5
""",
    "vision/B/title.md": "---\nid: titlea\nstatus: under-review\n---\nNetworks [for all]\n",
    "vision/B/1.md": """\
---
id: aaaaa1
status: under-review
mandate:
  lead: Norland
  state: proposed
brackets:
  b1:
    by: [Estovia, Users Alliance]
    against: [Norland]
    since: 1
    note: cost
  b2:
    by: [Norland]
    since: 2
printed: 1 alt
---
Keeping [open [and [affordable]]]{#b1} networks [by 2020]{#b2}[by 2025], in [xx] countries.[^1]
(a) first;
(b) second [third].

[^1]: A note.
""",
    "vision/B/1.alt-1.md": "---\nby: [Norland]\nsince: 1\n---\nKeeping networks.\n",
    "vision/B/1.alt-2.md": "---\nname: Compromise\nby: [Estovia]\nsince: 2\n---\n",
    "vision/B/2.md": "---\nid: aaaaa2\nstatus: under-review\n---\nTwo words.\n",
    "vision/B/2bis.md": "---\nid: aaaaa3\nstatus: deleted\n---\nGone.\n",
    "vision/B/3.md": "---\nid: aaaaa4\nstatus: under-review\n---\nThree words.\n",
    "vision/B/4.md": "---\nstatus: zero-draft\n---\nFour.\n",
    "vision/B/5.md": "---\nid: aaaaa6\nstatus: first-draft\n---\nFive.\n",
    "vision/C/chapter.yaml": "title: Skills\n",
    "vision/C/C5/section.yaml": "title: A section\n",
    "vision/C/C5/1.md": "---\nid: aaaaa7\nstatus: under-review\n---\nOne.\n",
}
BROKEN: dict[str, str | bytes] = {
    "vision/B/3.md": "---\nid: aaaaa4\nstatus: agreed\n---\nThree [words.\n",
    "vision/B/9.md": b"\xff",
    "vision/C/chapter.yaml": "title: Skills\nstatus: agreed\nbesides: [7]\n",
    "odd file.txt": "x",
}


@pytest.fixture
def everything(desk: Desk) -> Desk:
    """A draft with one of everything, its history begun, one alternative with its branch."""
    desk.git("rm", "-q", "-r", "drafts")
    for path, text in EVERYTHING.items():
        desk.write(f"drafts/{path}", text)
    desk.commit("A trial of everything")
    desk.git("tag", "-a", "-m", "x", "meeting/1")
    desk.done("alt", "add", "B.1", "--text", "Networks.", "--by", "Estovia")
    desk.done("agree", "B.2", "--by", "Norland")
    return desk


def holds(desk: Desk, name: str, *words: str, code: int = 0) -> Any:
    """One call whose output must be as the schema says."""
    answer = desk.run(*words, "--format", "json")
    assert answer.code == code, answer
    VALIDATORS[name].validate(answer.json)
    return answer.json


READING = [
    ("status", "status"),
    ("status", "status", "vision/B"),
    ("status", "status", "--due"),
    ("show", "show", "vision/B.1"),
    ("show", "show", "vision/B"),
    ("show", "show", "vision/"),
    ("log", "log", "vision/B"),
    ("log", "log", "vision/B.2"),
    ("brackets", "brackets"),
    ("trend", "trend"),
    ("trend", "trend", "vision/B"),
    ("similar", "similar", "vision/B.1"),
    ("check", "check"),
    ("check", "check", "vision/B", "--since", "HEAD~1"),
    ("check", "check", "--at", "HEAD"),
    ("diff", "diff", "HEAD~1"),
    ("diff", "diff", "HEAD~2", "HEAD", "vision/B.1"),
    ("diff", "diff", "HEAD~3"),
    ("concordance", "concordance", "HEAD~1"),
    ("concordance", "concordance", "HEAD~3", "now", "vision/B", "--all"),
    ("explain", "explain"),
    ("explain", "explain", "settled-text-moved"),
    ("on", "on"),
    ("on", "on", "vision/B"),
    ("on", "on", "--off"),
    ("alt-list", "alt", "list"),
    ("alt-show", "alt", "show", "vision/B.1", "1"),
    ("meeting-list", "meeting", "list"),
    ("meeting-show", "meeting", "show", "1"),
    ("meeting-show", "meeting", "show", "2"),
    ("stakeholders", "stakeholders"),
    ("recover", "recover"),
]


@pytest.mark.parametrize("row", READING, ids=" ".join)
def test_reading_verbs_write_what_their_schemas_say(everything: Desk, row: tuple[str, ...]) -> None:
    name, *words = row
    holds(everything, name, *words)


DEMONSTRATION = [
    ("concordance", "concordance", "3", "4", "--all"),
    ("diff", "diff", "3", "4"),
    ("diff", "diff", "4", "3", "vision/", "--all"),
    ("status", "status"),
    ("status", "status", "--at", "3"),
    ("status", "status", "--facilitator", "ITU"),
    ("status", "status", "--due", "--at", "4"),
    ("similar", "similar", "vision/B.21"),
    ("similar", "similar", "vision/C.C5.1", "--most", "20"),
    ("show", "show", "vision/"),
    ("show", "show", "statement/"),
    ("log", "log", "vision/"),
    ("brackets", "brackets"),
    ("check", "check", "--since", "3"),
    ("alt-list", "alt", "list"),
    ("alt-show", "alt", "show", "vision/B.21", "2"),
    ("meeting-list", "meeting", "list"),
    ("meeting-show", "meeting", "show", "4"),
    ("stakeholders", "stakeholders"),
    ("receipt", "receipt", "V1/B/2"),
    ("submissions", "submissions"),
    ("submissions", "submissions", "--matrix"),
    ("submissions", "submissions", "--at", "3"),
    ("window-list", "window", "list"),
    ("compile", "compile"),
    ("compile", "compile", "vision/B", "--anonymous"),
    ("compile", "compile", "vision/B", "--window", "2014-05"),
]


@pytest.mark.parametrize("row", DEMONSTRATION, ids=" ".join)
def test_so_they_do_on_the_demonstration(template: Desk, row: tuple[str, ...]) -> None:
    name, *words = row
    assert holds(template, name, *words)


def test_everything_of_a_schema_was_there(everything: Desk) -> None:
    """What may be null or empty is neither in some output that was tried."""
    shown = holds(everything, "show", "show", "vision/B")
    seen = [each for each in shown if all(each[key] for key in ("mandate", "alternatives"))]
    assert seen
    assert any(each["settled"] for each in shown)
    assert {None, "b1"} <= {b["id"] for each in shown for b in each["brackets"]}
    assert any(b["choice"] for each in shown for b in each["brackets"])
    assert {m["state"] for m in holds(everything, "meeting-list", "meeting", "list")} == {
        "planned", "open", "closed",
    }  # fmt: skip


def test_a_check_of_broken_files(everything: Desk) -> None:
    for path, text in BROKEN.items():
        everything.write(f"drafts/{path}", text)
    made = holds(everything, "check", "check", code=1)
    assert made["since"] is None
    assert {"file-format", "text-characters"} <= {each["rule"] for each in made["findings"]}
    everything.write("drafts/vision/B/2.md", "---\nid: aaaaa2\nstatus: under-review\n---\nOther.\n")
    made = holds(everything, "check", "check", "--since", "HEAD", code=1)
    [move] = made["since"]["settled"]
    assert (move["on_record"], move["steps"]) == (False, [{"commit": None, "verb": None}])


def test_a_check_of_text_that_moved_by_verbs(everything: Desk) -> None:
    everything.done("reopen", "B.2", "--why", "new facts")
    [move] = holds(everything, "check", "check", "--since", "HEAD~1")["since"]["settled"]
    assert move["on_record"]
    everything.git("reset", "-q", "--hard", "HEAD~1")
    (everything.top / "drafts/vision/B/2.md").unlink()
    [move] = holds(everything, "check", "check", "--since", "HEAD", code=1)["since"]["settled"]
    assert move["status"]["to"] is None


def test_verbs_that_change_the_text(everything: Desk) -> None:
    def changed(*words: str) -> None:
        dry = holds(everything, CHANGE, *words, "--dry-run")
        assert dry["commit"] is None
        made = holds(everything, CHANGE, *words)
        assert made["commit"] == everything.git("rev-parse", "HEAD").strip()

    changed("lift", "B.1", "b2", "--drop")
    changed("alt", "add", "B.3", "--text", "Three other words.", "--by", "Norland")
    changed("choose", "B.3", "1")
    changed("agree", "B.3")
    changed("reopen", "B.3", "--why", "new facts")
    changed("undo", "B.3")
    changed("lift", "vision/B", "w1")
    changed("reserve", "B.2", "--by", "Estovia", "--text", "Not so.")
    changed("mandate", "B.1", "--lead", "Norland", "--task", "one text")
    changed("declare", "vision/C", "--status", "under-review")
    changed("window", "open", "2014-05", "--on", "vision/B")
    everything.write("../s.md", "Words.\n")
    changed("submit", "../s.md", "--from", "Norland", "--on", "vision/B.1", "--window", "2014-05")
    changed("undo", "vision/B.1")
    changed("window", "close", "2014-05")
    changed("meeting", "decide", "So be it", "--due", "2014-05-01", "--lead", "Norland")
    changed("meeting", "done", "d1", "--result", "so it was")
    holds(everything, REFUSAL, "receipt", "2014-05/1", code=1)
    changed("renumber", "vision/B", "--write")
    holds(everything, "show", "show", "vision/B")
    assert holds(everything, "concordance", "concordance", "HEAD~1")["rows"]
    changed("meeting", "close")
    changed("meeting", "open", "3")
    same = holds(everything, CHANGE, "agree", "B.4")
    assert same["changes"] == []
    assert same["message"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("agree", "B.1"), 1),
        (("show", "B.99"), 1),
        (("show", "B.."), 2),
        (("check", "--since", "7"), 1),
        (("reopen", "B.1", "--why", "x"), 1),
        (("explain", "no-such-rule"), 1),
        (("scan", "nowhere.md"), 1),
        (("lift", "B.1", "b9"), 1),
        (("choose", "B.1", "ALT 9"), 1),
    ],
    ids=str,
)
def test_refusals(everything: Desk, words: tuple[str, ...], code: int) -> None:
    made = holds(everything, REFUSAL, *words, code=code)
    assert made["summary"]["errors"] == len(made["findings"])


def test_the_ground_is_told_as_a_refusal(desk: Desk) -> None:
    holds(Desk(desk.home, desk.home), REFUSAL, "status", code=3)


SCANNED = [
    ("", 0),
    ("No brackets.", 0),
    ("[a][b] [c [d]] Option 1: [Norland: e] [^1] ALT 2: [f - Estovia]", 0),
    ("[[[ ] \r\n ]]]] [", 1),
    ("[" * 150 + "x" + "]" * 150, 0),
]


@pytest.mark.parametrize(("text", "code"), SCANNED)
def test_a_scan(desk: Desk, text: str, code: int) -> None:
    desk.write("text.md", text)
    holds(desk, "scan", "scan", "text.md", code=code)


def test_a_draft_that_is_started(tmp_path: Path) -> None:
    made = holds(Desk(tmp_path, tmp_path), "init", "init", str(tmp_path / "forum"))
    assert made["commit"] == Desk(tmp_path / "forum", tmp_path).git("rev-parse", "HEAD").strip()


def test_the_demonstration_itself(tmp_path: Path) -> None:
    made = holds(Desk(tmp_path, tmp_path), "demo", "demo", str(tmp_path / "wsis"))
    assert made["tip"] == Desk(tmp_path / "wsis", tmp_path).git("rev-parse", "main").strip()
