"""check for machines: GitHub's commands, SARIF, JUnit, Markdown, a badge.

No text of a draft is more in them than text.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from html import unescape
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.desk import SHARED, Desk
from wsisdraft.pages.check_badge import AMBER, GREEN, RED, badge
from wsisdraft.pages.check_markdown import MOST_BYTES, MOST_ROWS, check_markdown
from wsisdraft.pages.github import github
from wsisdraft.pages.junit import junit
from wsisdraft.pages.markdown_words import as_words
from wsisdraft.pages.sarif import MOST, ROOT, sarif
from wsisdraft.reports.accounting import Step
from wsisdraft.reports.checked import Checked, Reworded
from wsisdraft.reports.redline import redline
from wsisdraft.reports.since import SettledMove, Since
from wsisdraft.rules import RULES
from wsisdraft.text.address import Address
from wsisdraft.text.characters import seen_in_line
from wsisdraft.text.finding import Finding, Gravity
from wsisdraft.text.span import Place

SCHEMAS = SHARED / "schemas"
beside_us = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="the published schemas are not beside us"
)
HOSTILE = (
    "::error::x", "::stop-commands::x", "##[error]x", "##vso[x]", "###[", "%0A::add-mask::",
    "\n::warning::y", "\r\n", "\x1b]0;x\x07", "\u202e", "\u2028::error::", "\x85", "\x00", "\ufffe",
    "`code`", "``", "|", "\\|", "\\", "](javascript:x)", "[a](1)", "![i](u)", "{0}", "{#b1}", "]]>",
    "<script>", "</failure>", "<!-- ", "-->", "<br>", "&amp;", "&#10;", "**b**", "~~d~~", "# h",
    "1. x", "- x", "> q", "www.example.org", "https://example.org/x", "a@example.org", "@ana",
    "#12", ":smile:", "$x$", "|---|", "    code", "\t", "==", "a,b:c=d", "\U000e0041", "\ud800",
    "é", "中文", "\u05d0", "عربي", "…" * 30,
)  # fmt: skip
ANY = st.characters(exclude_categories=())
TEXTS = st.lists(st.sampled_from(HOSTILE) | st.text(ANY, max_size=6), max_size=5).map("".join)
PLACES = st.none() | st.builds(
    Place, TEXTS.map(lambda text: f"drafts/{text}"), st.integers(1, 9), st.integers(1, 99)
)
REFS = st.sampled_from(["", "vision/B.1", "vision/B", "vision/", "annex/A.2"])
FINDINGS = st.builds(
    Finding,
    PLACES,
    st.sampled_from([rule.name for rule in RULES] + ["no-such-rule"]),
    TEXTS,
    TEXTS,
    st.sampled_from(Gravity),
    REFS,
)
STEPS = st.builds(Step, st.sampled_from(["", "a" * 40]), st.sampled_from(["", "reopen", "x|y"]))
MOVES = st.builds(
    lambda ref, path, old, new, to, on_record, steps: SettledMove(
        ref, path, path, old[:20], ("agreed", to), redline(old, new), old, on_record, tuple(steps)
    ),
    st.sampled_from(["vision/B.1", "annex/A.2"]),
    TEXTS,
    TEXTS,
    TEXTS,
    TEXTS,
    st.booleans(),
    st.lists(STEPS, max_size=2),
)
SINCE = st.none() | st.builds(
    lambda asked, moves: Since(asked, "b" * 40, frozenset({"drafts/x.md"}), tuple(moves)),
    TEXTS,
    st.lists(MOVES, max_size=3),
)
ADDRESSES = tuple(Address.of(ref) for ref in ("vision/B.1", "vision/B.2"))
CHECKED = st.builds(
    lambda findings, since: Checked(
        tuple(findings), tuple(a for a in ADDRESSES if a), {"drafts/x": "one\ntwo\n"}, since
    ),
    st.lists(FINDINGS, max_size=4),
    SINCE,
)
REWORDED = st.lists(
    st.builds(Reworded, st.sampled_from([each for each in ADDRESSES if each]), TEXTS, TEXTS),
    max_size=2,
)
NOTHING = Checked((), (), {})


def finding(message: str, gravity: Gravity = Gravity.ERROR, ref: str = "vision/B.1") -> Finding:
    return Finding(
        Place("drafts/vision/B/1.md", 7, 3), "number-gap", message, "Mend.", gravity, ref
    )


# GitHub


def commands(out: str) -> list[tuple[str, dict[str, str], str]]:
    """What a runner takes for commands: `::` after any space, and `##[` anywhere."""
    found = []
    for line in re.split("\r\n|\r|\n", out):
        assert "##[" not in line
        assert "##vso[" not in line
        if line.lstrip().startswith("::"):
            head, _, data = line.lstrip()[2:].partition("::")
            kind, _, given = head.partition(" ")
            pairs = (each.partition("=") for each in given.split(",") if each)
            found.append((kind, {key: undone(value) for key, _, value in pairs}, undone(data)))
    return found


def undone(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def shown(text: str) -> str:
    return seen_in_line(text).replace("##", "#<U+0023>")


@given(CHECKED)
@example(Checked((finding("a\n::error::b"),), (), {}))
@example(Checked((finding("%0A::error::b"), finding("%250A")), (), {}))
def test_a_runner_reads_our_commands_and_no_others(made: Checked) -> None:
    found = commands(github(made))
    moves = [m for m in made.since.settled if m.on_record] if made.since else []
    assert [kind for kind, _, _ in found] == [str(f.gravity) for f in made.findings] + [
        "notice" for _ in moves
    ]
    for each, (_, properties, message) in zip(made.findings, found, strict=False):
        assert message == f"{shown(each.message)}\nhelp: {shown(each.remedy)}"
        assert properties["title"] == each.rule
        if each.place is None:
            assert properties.keys() == {"title"}
        else:
            place = (properties["file"], properties["line"], properties["col"])
            assert place == (shown(each.place.path), str(each.place.line), str(each.place.column))


def test_a_command_as_it_is_printed() -> None:
    out = github(Checked((finding("50%, “a: b”"),), (), {}))
    assert out == (
        "::error file=drafts/vision/B/1.md,line=7,col=3,title=number-gap::50%25, “a: b”"
        "%0Ahelp: Mend.\n0 paragraphs checked: 1 error.\n"
    )


# SARIF


def plain_sarif(text: str) -> str:
    """The plain text of a message, as the standard has it read."""
    assert not re.search(r"\[[^\]]*\]\([^)]+\)", text), "a link, for a viewer that knows no escapes"
    assert not re.search(r"(?<!\{)(?:\{\{)*\{\d", text), "a placeholder"
    return re.sub(r"\\([\\\[\]])|\{\{|\}\}", lambda m: m[1] or m[0][0], text)


@given(CHECKED)
def test_a_sarif_log_holds_every_finding_as_plain_text(made: Checked) -> None:
    out = sarif(made)
    assert out.isascii()
    run = json.loads(out)["runs"][0]
    assert len(run["results"]) == len(made.findings)
    names = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    prints = [r["partialFingerprints"]["primaryLocationLineHash"] for r in run["results"]]
    assert len(set(prints)) == len(prints)
    for each, result in zip(made.findings, run["results"], strict=True):
        said = f"{seen_in_line(each.message)} {seen_in_line(each.remedy)}"
        assert plain_sarif(result["message"]["text"]) == said.replace("](", "]<U+0028>")
        assert result["level"] == str(each.gravity)
        if "ruleIndex" in result:
            assert names[result["ruleIndex"]] == each.rule == result["ruleId"]
        if each.place is not None:
            [location] = result["locations"]
            artifact = location["physicalLocation"]["artifactLocation"]
            assert artifact["uriBaseId"] == ROOT
            assert re.fullmatch(r"(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", artifact["uri"])
            if each.place.path.isprintable():
                assert unquote(artifact["uri"]) == each.place.path
            region = location["physicalLocation"]["region"]
            assert (region["startLine"], region["startColumn"]) == (
                each.place.line, each.place.column,
            )  # fmt: skip


@beside_us
def test_sarif_is_valid() -> None:
    jsonschema_rs: Any = pytest.importorskip("jsonschema_rs")
    schema = json.loads((SCHEMAS / "sarif" / "sarif-schema-2.1.0.json").read_text("utf-8"))
    validator = jsonschema_rs.validator_for(schema)

    @given(CHECKED)
    def holds(made: Checked) -> None:
        validator.validate(json.loads(sarif(made)))

    holds()
    many = tuple(finding(str(number), Gravity.WARNING) for number in range(MOST + 2))
    validator.validate(json.loads(sarif(Checked(many, (), {}))))


def test_rules_explain_themselves_in_a_sarif_log() -> None:
    [run] = json.loads(sarif(NOTHING))["runs"]
    driver = run["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == [rule.name for rule in RULES]
    for rule, told in zip(RULES, driver["rules"], strict=True):
        assert plain_sarif(told["help"]["text"]) == rule.page
        assert plain_sarif(told["shortDescription"]["text"]) == rule.summary
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"] == []


def test_beyond_the_limit_errors_stay_and_the_rest_is_counted() -> None:
    warnings = [finding(str(number), Gravity.WARNING) for number in range(MOST + 5)]
    [run] = json.loads(sarif(Checked((*warnings, finding("last")), (), {})))["runs"]
    assert len(run["results"]) == MOST
    assert run["results"][0]["level"] == "error"
    [note] = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("6 more findings are not in this log.")


def test_a_finding_keeps_its_fingerprint_when_lines_are_put_in_before_it() -> None:
    def prints(source: str, line: int) -> list[str]:
        place = Place("drafts/x.md", line, 1)
        found = tuple(Finding(place, "number-gap", "m", "r") for _ in range(2))
        [run] = json.loads(sarif(Checked(found, (), {"drafts/x.md": source})))["runs"]
        return [r["partialFingerprints"]["primaryLocationLineHash"] for r in run["results"]]

    before = prints("one\ntwo\n", 2)
    assert len(set(before)) == 2
    assert prints("nought\none\ntwo\n", 3) == before
    assert prints("one\nother\n", 2) != before


# JUnit


@given(CHECKED)
def test_a_report_of_tests_fails_what_has_an_error(made: Checked) -> None:
    suite = ET.fromstring(junit(made, "2014-04-17T18:00:00"))[0]
    cases = suite.findall("testcase")
    failed = [case for case in cases if case.find("failure") is not None]
    errors = [f for f in made.findings if f.gravity is Gravity.ERROR]
    assert suite.attrib["tests"] == str(len(cases))
    assert suite.attrib["failures"] == str(len(failed))
    names = Counter((case.attrib["classname"], case.attrib["name"]) for case in cases)
    assert set(names.values()) <= {1}
    assert {"vision/B.1", "vision/B.2"} <= {name for _, name in names}
    told = "\n".join(case.findtext("failure") or "" for case in failed)
    for each in errors:
        assert seen_in_line(f"{each.rule}: {each.message}") in told
    warnings = suite.findtext("system-out") or ""
    for each in made.findings:
        if each.gravity is Gravity.WARNING:
            assert seen_in_line(f"{each.rule}: warning: {each.message}") in warnings


def test_a_paragraph_is_a_test_of_its_chapter() -> None:
    found = (finding("One."), finding("Two."), finding("Three.", Gravity.WARNING, "vision/B.2"))
    other = Finding(
        Place("drafts/vision/B/chapter.yaml"), "number-gap", "Four.", "r", ref="vision/B"
    )
    addresses = tuple(address for address in ADDRESSES if address)
    suite = ET.fromstring(junit(Checked((*found, other), addresses, {}), "x"))[0]
    rows = [
        (case.attrib["classname"], case.attrib["name"], case.find("failure"))
        for case in suite.iter("testcase")
    ]
    assert [row[:2] for row in rows] == [
        ("vision/B", "vision/B.1"),
        ("vision/B", "vision/B.2"),
        ("vision/B", "vision/B"),
    ]
    assert rows[0][2] is not None
    assert rows[0][2].attrib == {"type": "number-gap", "message": "One. (and 1 more)"}
    assert rows[1][2] is None


@beside_us
def test_junit_is_valid() -> None:
    xmlschema: Any = pytest.importorskip("xmlschema")
    schema = xmlschema.XMLSchema(str(SCHEMAS / "junit" / "JUnit.xsd"))

    @given(CHECKED)
    def holds(made: Checked) -> None:
        schema.validate(ET.fromstring(junit(made, "2014-04-17T18:00:00")))

    holds()


# Markdown

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {"<ins>", "</ins>", "<del>", "</del>", "<br>", "<!-- -->"}


def text_of(token: Any) -> str:
    """What a reader sees of a block; ours in HTML is not seen."""
    kinds = {child.type for child in token.children}
    assert kinds <= {"text", "text_special", "html_inline", "strong_open", "strong_close",
                     "code_inline", "softbreak"}, kinds  # fmt: skip
    html = {child.content for child in token.children if child.type == "html_inline"}
    assert html <= OURS
    for piece in "".join(
        c.content if c.type != "html_inline" else "\0" for c in token.children
    ).split("\0"):
        assert not re.search(r"[@#]\w|\bGH-\d|:[\w+-]+:", piece), "what a forge makes a link of"
    return "".join(
        c.content for c in token.children if c.type in ("text", "text_special", "code_inline")
    )


@given(TEXTS)
@example("@ana #12 :+1: GH-7")
@example("\\|")
@example("\\\\| `|`")
def test_words_in_markdown_are_words(text: str) -> None:
    words = as_words(text)
    assert not re.search(r"(?i)://|www\.", words), "a link, for a reader that looks for addresses"
    tokens = READER.parse(f"> x{words}x")
    assert [t.type for t in tokens] == [
        "blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close",
    ]  # fmt: skip
    assert text_of(tokens[2]) == f"x{seen_in_line(text)}x"


@given(CHECKED)
def test_a_summary_has_its_headings_and_rows_and_nothing_of_the_drafts_making(
    made: Checked,
) -> None:
    tokens = READER.parse(check_markdown(made))
    moves = made.since.settled if made.since else ()
    kinds = Counter(token.type for token in tokens)
    assert kinds["heading_open"] == 1 + bool(moves) + bool(made.findings)
    assert kinds["blockquote_open"] == len(moves)
    assert kinds["tr_open"] == (1 + len(made.findings) if made.findings else 0)
    assert kinds["td_open"] == 5 * len(made.findings)
    assert not {"html_block", "fence", "code_block", "bullet_list_open", "hr"} & kinds.keys()
    inlines = [text_of(token) for token in tokens if token.type == "inline"]
    if made.findings:
        cells = inlines[-5 * len(made.findings) :]
        ordered = sorted(made.findings, key=lambda f: f.gravity is not Gravity.ERROR)
        for at, each in enumerate(ordered):
            assert cells[5 * at + 2] == each.rule
            assert cells[5 * at + 3] == seen_in_line(each.message).strip()


def test_a_summary_stays_within_bounds() -> None:
    move = SettledMove(
        "vision/B.1", "p", "p", "o", ("agreed", "agreed"),
        redline("a " * 9_000, "[b] " * 4_000), "", True, (),
    )  # fmt: skip
    since = Since("main", "b" * 40, frozenset(), (move,) * 100)
    out = check_markdown(Checked((finding("x"),) * (MOST_ROWS + 7), (), {}, since))
    assert len(out.encode()) < 2 * MOST_BYTES
    assert "more, which `wsisdraft check --since` shows." in out
    assert out.endswith("| | | | and 7 more | |\n")


def test_settled_text_changed_by_hand_comes_first_with_its_redline() -> None:
    words = redline("All people shall.", "All peoples shall.")
    by_hand = SettledMove("vision/B.2", "p", "p", "All", ("agreed", ""), words, "", False, ())
    lawful = SettledMove(
        "vision/B.1", "p", "p", "All people", ("agreed", "under-review"), (), "", True,
        (Step("c" * 40, "reopen"),),
    )  # fmt: skip
    out = check_markdown(
        Checked((), (), {}, Since("main", "b" * 40, frozenset(), (lawful, by_hand)))
    )
    assert unescape(out.replace("\\", "")) == (
        "## ✅ wsisdraft check\n\n0 paragraphs checked: no errors.\n\n"
        "0 files changed since main (`bbbbbbbbbb`).\n\n### Settled text that moved\n\n"
        "❌ **vision/B.2** agreed → gone, changed by hand\n\n"
        "> All <del>people</del><ins>peoples</ins> shall.\n\n"
        "✅ **vision/B.1** agreed → under-review, on record: reopen (cccccccccc)\n\n> All people\n"
    )


@given(REWORDED)
def test_agreed_text_that_reads_otherwise_is_told_with_its_redline(made: list[Reworded]) -> None:
    tokens = READER.parse(check_markdown(Checked((), (), {}, None, tuple(made))))
    kinds = Counter(token.type for token in tokens)
    assert kinds["heading_open"] == 1 + bool(made)
    assert kinds["blockquote_open"] == len(made)
    assert not {"html_block", "fence", "code_block", "bullet_list_open", "hr"} & kinds.keys()
    for token in tokens:
        if token.type == "inline":
            text_of(token)


# The badge


@pytest.mark.parametrize(
    ("gravities", "said", "colour"),
    [
        ((), "no errors", GREEN),
        ((Gravity.WARNING,), "no errors, 1 warning", AMBER),
        ((Gravity.WARNING, Gravity.ERROR, Gravity.ERROR), "2 errors, 1 warning", RED),
    ],
)
def test_a_badge_says_it_in_words_and_colour(
    gravities: tuple[Gravity, ...], said: str, colour: str
) -> None:
    made = Checked(tuple(finding("x", gravity) for gravity in gravities), (), {})
    picture = ET.fromstring(badge(made))
    space = "{http://www.w3.org/2000/svg}"
    assert [text.text for text in picture.iter(f"{space}text")] == ["draft", said]
    assert picture.findtext(f"{space}title") == f"0 paragraphs checked: {said}."
    assert picture.get("role") == "img"
    shapes = picture.findall(f"{space}rect")
    assert shapes[1].get("fill") == colour
    assert sum(int(shape.get("width", "")) for shape in shapes) == int(picture.get("width", ""))


@pytest.mark.parametrize("colour", [GREEN, AMBER, RED])
def test_white_letters_stand_out_from_a_badge(colour: str) -> None:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    brightness = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (brightness + 0.05) > 4.5


# As CI runs it

FORMATS = ("text", "json", "github", "sarif", "junit", "markdown")


@pytest.mark.parametrize("name", FORMATS)
def test_exit_codes_are_those_of_text(desk: Desk, name: str) -> None:
    assert desk.run("check", "--format", name).code == 0
    assert desk.run("check", "--format", name, "--strict").code == 1
    desk.write("drafts/statement/B/2.md", "no front matter [ ::error::x\n")
    broken = desk.run("check", "--format", name)
    assert (broken.code, broken.err) == (1, "")
    assert "file-format" in broken.out.replace("\\", "")
    missing = desk.run("check", "vision/B.99", "--format", name)
    assert missing.code == 1
    assert "unknown-ref" in (missing.out if name == "json" else missing.err)


def test_hostile_files_forge_no_command(desk: Desk) -> None:
    body = "\n".join(["::error::forged", "##[error]x", "[ %0A::add-mask::x", "\u2028::set-env::"])
    head = desk.text("drafts/statement/B/2.md").partition("\n---\n")[0]
    desk.write("drafts/statement/B/2.md", f"{head}\n---\n{body}\n")
    desk.write("drafts/statement/B/::error file=x,y.md", "::error::x\n")
    answer = desk.run("check", "--format", "github")
    assert answer.code == 1
    found = commands(answer.out)
    kinds = Counter(kind for kind, _, _ in found)
    summary = desk.run("check", "--format", "json").json["summary"]
    assert kinds == {"error": summary["errors"], "warning": summary["warnings"]}
    assert {rule.name for rule in RULES} >= {properties["title"] for _, properties, _ in found}


def test_agreed_words_changed_by_hand_are_shown_against_those_agreed(desk: Desk) -> None:
    desk.replace("drafts/vision/B/7.md", "from first literacy", "from basic literacy")
    answer = desk.run("check", "vision/B", "--format", "markdown")
    assert answer.code == 1
    told = unescape(answer.out.replace("\\", ""))
    assert "### Agreed text that reads otherwise\n\n❌ **vision/B.7**\n\n> Building" in told
    assert "from <del>first</del><ins>basic</ins> literacy" in told
    elsewhere = desk.run("check", "vision/A", "--format", "markdown")
    assert (elsewhere.code, "reads otherwise" in elsewhere.out) == (0, False)
    picture = desk.run("check", "--format", "badge")
    assert picture.code == 1
    assert ">1 error, " in picture.out


@pytest.mark.parametrize("verb", [("check",), ("show", "vision/B.1"), ("status",)])
def test_an_unknown_format_is_refused_and_the_known_ones_are_named(
    desk: Desk, verb: tuple[str, ...]
) -> None:
    told = re.search(
        r"--format FORMAT +([a-z, ]+)\.", desk.run(verb[0], "--help", COLUMNS="200").out
    )
    assert told
    known = told[1].replace(" or ", ", ").split(", ")
    answer = desk.run(*verb, "--format", "yaml")
    assert (answer.code, answer.out) == (2, "")
    told_ = 'wsisdraft: unknown-format: There is no format "yaml".'
    assert answer.err == f"{told_}\nhelp: Formats: {', '.join(known)}.\n"
    assert (known == [*FORMATS, "badge"]) == (verb == ("check",))
    for each in known:
        assert desk.run(*verb, "--format", each).code == 0


def test_completion_offers_the_formats_of_a_verb(desk: Desk) -> None:
    def offered(words: str) -> list[str]:
        more = {"_WSISDRAFT_COMPLETE": "complete_bash", "COMP_WORDS": words}
        out = desk.run(COMP_CWORD=str(words.count(" ")), **more).out
        return out.split()

    assert offered("wsisdraft check --format ") == [*FORMATS, "badge"]
    assert offered("wsisdraft check --format j") == ["json", "junit"]
    assert offered("wsisdraft show --format h") == ["html"]
    assert offered("wsisdraft status --format ") == ["text", "json", "ics"]


def test_in_a_workflow_plain_text_holds_no_command_either(desk: Desk) -> None:
    words = "::error::forged ] and ##[error]more ]\n"
    path = "drafts/vision/B/28.md"
    desk.write(path, desk.text(path).rsplit("---\n", 1)[0] + f"---\n{words}")
    plain = desk.run("check", "vision/B.28", GITHUB_ACTIONS="false").out
    assert "  ::error::forged ]" in plain
    told = desk.run("check", "vision/B.28", GITHUB_ACTIONS="true").out
    assert "  <U+003A>:error::forged ] and #<U+0023>[error]more ]" in told
    assert not [line for line in told.splitlines() if line.lstrip().startswith("::")]
    assert "##[" not in told
