"""The rules: each case a small draft, and everything that is found in it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.generator import written
from tests.draft_cases import TODAY, UPDATE, case_of, rewrite, sections, told
from wsisdraft import rules
from wsisdraft.notation.decoding import MOST_BYTES
from wsisdraft.notation.reading import read
from wsisdraft.notation.snapshot import Snapshot
from wsisdraft.rules import OF_WARNINGS, RULES, check, rule_named
from wsisdraft.rules.rule import MOST_TOLD, Context, Rule, argument
from wsisdraft.rules.silent import silent
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Gravity
from wsisdraft.text.layout import Layout
from wsisdraft.text.span import Place

CASES = Path(__file__).parent / "cases" / "rules"
SECTIONS = [
    pytest.param(path, section, id=f"{path.stem}: {section.splitlines()[0][3:]}")
    for path in sorted(CASES.glob("*.md"))
    for section in sections(path)
]


@pytest.mark.parametrize(("path", "section"), SECTIONS)
def test_all_that_is_found(path: Path, section: str) -> None:
    case = case_of(section)
    found = told(case.findings())
    if UPDATE and found != case.expected:
        rewrite(path, section, found)
        case.expected = found
    assert found == case.expected


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_clean_case_and_broken_ones(rule: Rule) -> None:
    expected = [case_of(section).expected or "" for section in sections(CASES / f"{rule.name}.md")]
    assert any(f": {rule.name}: " in each for each in expected)
    assert any(f": {rule.name}: " not in each for each in expected)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_a_rule_says_of_itself(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert re.fullmatch(r"[A-Z][^.]*\.", rule.summary)
    assert len(re.findall(r"[.!?](?:\s|$)", rule.page)) >= 3
    assert "To mend it" in rule.page
    assert rule.page == rule.page.strip() + "\n"
    assert max(map(len, rule.page.splitlines())) <= 100
    assert rule_named(rule.name) is rule
    assert rule_named(f" {rule.name.upper()}\n") is rule


def test_every_module_with_a_rule_is_listed() -> None:
    names = [module.name for module in pkgutil.iter_modules(rules.__path__)]
    modules = [importlib.import_module(f"wsisdraft.rules.{name}") for name in names]
    found = {module.RULE.name: module for module in modules if hasattr(module, "RULE")}
    assert found.keys() == {rule.name for rule in RULES}
    assert len(RULES) == len(found)
    for name, module in found.items():
        assert module.__name__ == f"wsisdraft.rules.{name.replace('-', '_')}"
    assert rule_named("no-such-rule") is None


def test_every_case_file_is_that_of_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.md")} == {rule.name for rule in RULES}


@pytest.mark.parametrize(("path", "section"), SECTIONS)
def test_findings_are_sorted_sentences_of_their_rule_inside_their_files(
    path: Path, section: str
) -> None:
    case = case_of(section)
    text = case.text()
    findings = case.findings()
    assert [finding.order for finding in findings] == sorted(f.order for f in findings)
    gravities = {rule.name: rule.gravity for rule in RULES}
    for finding in findings:
        assert finding.gravity is gravities[finding.rule]
        assert re.match(r"[A-Z`“\[\"0-9a-z]", finding.message)
        assert finding.message.endswith(".")
        assert finding.remedy.endswith((".", "?"))
        assert finding.place is not None
        assert finding.place.path in {*case.files, *case.oddities}
        data = case.files.get(finding.place.path, b"").decode("utf-8", "replace")
        lines = text.sources.get(finding.place.path, data).split("\n")
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1


def assert_silent(text: Text, context: Context) -> None:
    """Nothing is lost by the rules that are not carried out."""
    for name in silent(text, context):
        rule = rule_named(name)
        assert rule is not None, name
        assert list(rule.check(text, context)) == [], name


@pytest.mark.parametrize(("path", "section"), SECTIONS)
def test_rules_that_are_passed_over_find_nothing(path: Path, section: str) -> None:
    text = (case := case_of(section)).text()
    assert_silent(text, case.context(text))
    assert_silent(text, Context(TODAY))


@pytest.mark.parametrize("seed", range(3))
def test_rules_that_are_passed_over_find_nothing_in_a_larger_draft(seed: int) -> None:
    files = {file.path: file.text for file in written(300, seed) if not file.branch}
    drafts = {path: text.encode() for path, text in files.items() if path.startswith("drafts/")}
    # As written, then with what is open in it declared settled, and last without its brackets.
    for old, new in (("", ""), ("under-review", "pre-agreed"), ("[", "(")):
        drafts = {p: s.replace(old.encode(), new.encode()) if old else s for p, s in drafts.items()}
        text = read(Snapshot(drafts, {}), Layout.of(drafts))
        assert_silent(text, Context(TODAY))


def test_warnings_can_be_left_out() -> None:
    assert {rule.gravity for rule in RULES if rule.name in OF_WARNINGS} == {Gravity.WARNING}
    for case in map(case_of, sections(CASES / "number-gap.md")):
        text = case.text()
        context = case.context(text)
        errors = [f for f in case.findings() if f.gravity is Gravity.ERROR]
        assert [f for f in check(text, context, warnings=False) if f.gravity is Gravity.ERROR] == (
            errors
        )
        assert not {f.rule for f in check(text, context, warnings=False)} & OF_WARNINGS


def test_a_changed_wording_is_found_where_nobody_looked_into_the_history() -> None:
    changed = [case_of(section) for section in sections(CASES / "agreed-text-changed.md")]
    for case in (each for each in changed if each.agreed):
        found = check(case.text(), Context(TODAY))
        assert [f.ref for f in found if f.message.endswith("the agreed wording.")] == ["vision/B.1"]


def test_a_draft_of_nothing_breaks_no_rule() -> None:
    assert case_of("## nothing").findings() == ()


def one(words: str, status: str = "under-review") -> Text:
    """A draft of one paragraph."""
    source = f"---\nstatus: {status}\n---\n{words}"
    case = case_of("## one\n`vision/B/1.md` is a special\n")
    case.oddities.clear()
    case.files["drafts/vision/B/1.md"] = source.encode()
    return case.text()


@pytest.mark.parametrize(
    ("words", "status", "rule", "last"),
    [
        ("[" * 20_000, "under-review", "unbalanced-bracket", (4, 51, "19950 more")),
        ("]\n" * 10_000, "under-review", "unbalanced-bracket", (54, 1, "9950 more")),
        ("[" * 10_000 + "a" + "]" * 10_000, "agreed", "unresolved-bracket", (4, 51, "9950 more")),
        ("[a] " * 51, "agreed", "unresolved-bracket", (4, 201, "is 1 more")),
        ("[X]" * 6_000, "agreed", "open-placeholder", (4, 151, "5950 more")),
        ("[a]{#b} " * 60, "under-review", "bracket-record", (4, 404, "10 more")),
        ("\x00" * 20_000, "under-review", "text-characters", (4, 51, "19950 more")),
    ],
)
def test_many_of_a_kind_are_counted(
    words: str, status: str, rule: str, last: tuple[int, int, str]
) -> None:
    found = [f for f in check(one(words, status), Context(TODAY)) if f.rule == rule]
    assert len(found) == MOST_TOLD + 1
    line, column, said = last
    assert found[-1].place == Place("drafts/vision/B/1.md", line, column)
    assert said in found[-1].message


def test_openers_that_are_never_closed_are_too_deep_too() -> None:
    found = [f for f in check(one("a" + "[" * 20_000), Context(TODAY)) if f.rule == "too-deep"]
    assert [f.place for f in found] == [Place("drafts/vision/B/1.md", 4, 102)]
    closed_within = "[" * 100 + "[" + "[a]" + "]" * 50
    found = [f for f in check(one(closed_within), Context(TODAY)) if f.rule == "too-deep"]
    assert [f.place for f in found] == [Place("drafts/vision/B/1.md", 4, 101)]


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("a" * MOST_BYTES, ""),
        ("\n\n" + "a" * (MOST_BYTES - 1), "20,481 bytes"),
        ("é" * (MOST_BYTES // 2), ""),
        ("é" * (MOST_BYTES // 2) + ".", "20,481 bytes"),
        ("𝕎" * (MOST_BYTES // 4 + 1), "20,484 bytes"),
    ],
)
def test_words_of_more_bytes_than_a_paragraph_has(words: str, size: str) -> None:
    found = [f for f in check(one(words), Context(TODAY)) if f.rule == "too-large"]
    assert [f.ref for f in found] == (["vision/B.1"] if size else [])
    for finding in found:
        assert size in finding.message
        assert finding.place == Place("drafts/vision/B/1.md", 6 if words[0] == "\n" else 4)


def test_too_many_exceptions_that_name_nothing_are_counted() -> None:
    spans = "".join(f"  - {n}\n" for n in range(900, 1000))
    case = case_of("## many\n`vision/B/1.md` is a special\n")
    case.oddities.clear()
    case.files["drafts/vision/B/chapter.yaml"] = (
        f"title: T\nstatus: agreed\nbesides:\n{spans}".encode()
    )
    found = check(case.text(), Context(TODAY))
    assert {f.rule for f in found} == {"chapter-declaration"}
    assert len(found) == MOST_TOLD + 1
    assert found[-1].place == Place("drafts/vision/B/chapter.yaml", 54, 5)


@given(st.text())
def test_a_name_in_a_remedy_can_be_copied_into_a_shell(name: str) -> None:
    assert shlex.split(argument(name)) == [name]
    assert argument("ALT 2") == '"ALT 2"'
