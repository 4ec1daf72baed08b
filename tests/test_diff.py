"""diff: two states of real repositories side by side, in every format, and every bad input."""

from __future__ import annotations

import os
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from tests.desk import Answer, Desk
from wsisdraft.verbs.shared.completion import complete_moments
from wsisdraft.verbs.shared.two_states import open_states

B = "drafts/vision/B"


def diff(desk: Desk, *words: str) -> Any:
    return desk.done("diff", *words, "--format", "json").json


def changes(desk: Desk, *words: str) -> dict[str, dict[str, Any]]:
    return {each["ref"]: each for each in diff(desk, *words)["changes"]}


def classes(desk: Desk, *words: str) -> dict[str, str]:
    """The class of everything listed, with where it stood before."""
    found = changes(desk, *words).items()
    return {
        ref: each["change"]
        + (f" {each['from_ref']}" if each["from_ref"] not in (ref, None) else "")
        for ref, each in found
    }


def joined(words: list[list[str]], sign: str) -> str:
    return "".join(run for which, run in words if which in ("=", sign))


@pytest.fixture
def small(tmp_path: Path) -> Desk:
    """A draft of a few paragraphs, at one commit."""
    desk = Desk(tmp_path / "small", tmp_path)
    desk.top.mkdir()
    desk.git("init", "-q", "-b", "main")
    desk.write("drafts/process.yaml", "name: Trial\n")
    desk.write("drafts/vision/document.yaml", "title: Vision\nlanguage: en\n")
    desk.write(f"{B}/chapter.yaml", "title: Networks\n")
    for number in range(1, 6):
        desk.write(f"{B}/{number}.md", paragraph(f"aaaaa{number}", f"Words of number {number}."))
    desk.commit("first")
    desk.git("tag", "one")
    return desk


def paragraph(known: str, words: str, **fields: str) -> str:
    head = f"id: {known}\n" if known else ""
    said = "".join(f"{key.replace('_', '-')}: {value}\n" for key, value in fields.items())
    return f"---\n{head}status: under-review\n{said}---\n{words}\n"


# The demonstration.


def test_between_two_meetings(template: Desk) -> None:
    made = diff(template, "3", "4")
    assert (made["from"], made["to"], made["ref"]) == ("3", "4", None)
    assert made["to_commit"] == template.git("rev-parse", "meeting/4^{commit}").strip()
    found = {each["ref"]: each for each in made["changes"]}
    one = found["vision/B.21"]
    assert one["change"] == "MOD"
    assert one["status"] == {"from": "under-review", "to": "under-review"}
    assert [(each["what"], each["name"]) for each in one["alternatives"]] == [
        ("opened", "ALT 1"),
        ("opened", "ALT 2"),
    ]
    assert one["mandate"]["from"] is None
    assert one["mandate"]["to"]["lead"] == ["HEP"]
    assert one["bracket_pairs"] == {"from": 4, "to": 0}
    seven = found["vision/B.7"]
    assert (seven["change"], seven["status"]["to"]) == ("NOC", "pre-agreed")
    [chapter] = [each for each in made["places"] if each["ref"] == "vision/B"]
    assert chapter["status"] == {"from": None, "to": "pre-agreed"}
    assert chapter["besides"] == {"from": [], "to": ["2", "21", "27-30"]}
    counted = sum(made["summary"][change] for change in ("ADD", "MOD", "(MOD)", "NOC", "MOVED"))
    status = template.done("status", "--format", "json").json
    assert counted == status["totals"]["paragraphs"]
    assert made["summary"]["SUP"] == 0


@pytest.mark.parametrize(("before", "after"), [("3", "4"), ("4", "3"), ("3", "now")])
def test_words_join_to_what_show_tells(template: Desk, before: str, after: str) -> None:
    found = changes(template, before, after, "vision/", "--all")
    for when, sign in ((before, "-"), (after, "+")):
        at = () if when == "now" else ("--at", when)
        shown = template.done("show", "vision/", *at, "--format", "json").json
        assert {each["ref"]: each["text"] for each in shown} == {
            ref: joined(each["words"], sign) for ref, each in found.items()
        }


def test_only_what_is_asked_about(template: Desk) -> None:
    made = diff(template, "3", "4", "vision/B")
    assert made["ref"] == "vision/B"
    assert {each["ref"] for each in made["chapters"]} == {"vision/B"}
    assert made["places"]
    [only] = diff(template, "3", "4", "b.21")["changes"]
    assert only["ref"] == "vision/B.21"
    ranged = diff(template, "3", "4", "vision/B.2-4")
    assert [each["ref"] for each in ranged["changes"]] == ["vision/B.2", "vision/B.3", "vision/B.4"]
    assert ranged["places"] == [], "the chapter itself is not asked about"
    nothing = diff(template, "3", "4", "vision/C.C1")
    assert (nothing["changes"], nothing["summary"]["MOD"]) == ([], 0)
    assert nothing["summary"]["NOC"] > 0


def test_the_page_fits_the_window(template: Desk) -> None:
    for columns in (40, 80, 119, 120, 150):
        out = template.done("diff", "3", "4", COLUMNS=str(columns)).out
        assert max(map(len, out.splitlines())) <= columns
        assert (" │ " in out) is (columns >= 120)
    assert " │ " not in template.done("diff", "3", "4").out, "a pipe has no width"
    one = template.done("diff", "3", "4", "--inline", COLUMNS="150").out
    assert " │ " not in one
    two = template.done("diff", "3", "4", "vision/B.1", "--side-by-side", COLUMNS="60").out
    assert " │ " in two
    assert "meeting 3" in two


def test_signs_are_there_with_and_without_colour(template: Desk) -> None:
    coloured = template.done("diff", "3", "4", "vision/B.12", CLICOLOR_FORCE="1").out
    assert "\x1b[" in coloured
    for out in (coloured, template.done("diff", "3", "4", "vision/B.12").out):
        assert "{-cross-}" in out
        assert "{+circulate across+}" in out


def test_how_much_of_what_stays_is_shown(template: Desk) -> None:
    def shown(*words: str) -> str:
        return template.done("diff", "3", "4", "B.27", *words).out

    assert "…" in shown()
    assert "…" not in shown("--full")
    assert len(shown("--context", "1")) < len(shown()) < len(shown("--full"))
    assert "…" in shown("--context", "0")


def test_one_line_a_chapter(template: Desk) -> None:
    out = template.done("diff", "3", "4", "--stat").out
    assert "vision/B     MOD 23, NOC 10; declared pre-agreed" in out
    assert "{-" not in out
    assert out == template.done("diff", "3", "4", "--summary").out


def test_all_lists_what_did_not_change(template: Desk) -> None:
    short = template.done("diff", "3", "4", "vision/E").out
    assert "NOC    4 paragraphs, nothing changed" in short
    full = template.done("diff", "3", "4", "vision/E", "--all").out
    assert "NOC    vision/E.1  first-draft" in full
    assert "nothing changed" not in full
    with_all = diff(template, "3", "4", "vision/E", "--all")
    assert with_all["summary"]["NOC"] == diff(template, "3", "4", "vision/E")["summary"]["NOC"]


def test_a_state_and_itself(template: Desk) -> None:
    answer = template.done("diff", "4", "meeting/4")
    assert "Nothing changed." in answer.out
    assert "is compared with itself" in answer.out
    assert diff(template, "4")["changes"] == []


def test_going_back_is_said(template: Desk) -> None:
    made = diff(template, "4", "3")
    assert made["notes"] == ["Meeting 4 is later than meeting 3: read it as going back."]
    assert {each["what"] for each in made["changes"][0]["brackets"]} <= {"made", "changed"}
    words = diff(template, "3", "4")["summary"]
    assert (made["summary"]["words_in"], made["summary"]["words_out"]) == (
        words["words_out"],
        words["words_in"],
    )


# Structure.


def test_a_chapter_renumbered_by_hand(small: Desk) -> None:
    for number in range(5, 1, -1):
        small.git("mv", f"{B}/{number}.md", f"{B}/{number + 1}.md")
    small.write(f"{B}/2.md", paragraph("bbbbb1", "Something new."))
    small.replace(f"{B}/6.md", "Words", "Other words")
    small.commit("renumbered")
    assert classes(small, "one", "HEAD") == {
        "vision/B.2": "ADD",
        "vision/B.3": "MOVED vision/B.2",
        "vision/B.4": "MOVED vision/B.3",
        "vision/B.5": "MOVED vision/B.4",
        "vision/B.6": "MOD vision/B.5",
    }
    out = small.done("diff", "one").out
    assert "MOVED  vision/B.3-5  before vision/B.2-4  under-review\n" in out
    assert "MOD    vision/B.6  before vision/B.5  under-review\n" in out
    assert diff(small, "one")["summary"]["NOC"] == 1


def test_moved_to_another_document(small: Desk) -> None:
    small.write("drafts/report/document.yaml", "title: Report\n")
    small.write("drafts/report/A/chapter.yaml", "title: Parked\n")
    small.git("mv", f"{B}/5.md", "drafts/report/A/1.md")
    small.commit("parked")
    assert classes(small, "one", "HEAD") == {"report/A.1": "MOVED vision/B.5"}
    assert classes(small, "one", "HEAD", "report/") == {"report/A.1": "MOVED vision/B.5"}
    assert classes(small, "one", "HEAD", "B.5") == {"report/A.1": "MOVED vision/B.5"}
    out = small.done("diff", "one", "HEAD").out
    assert "report/  Report\n  new document\n" in out
    assert "report/A  Parked\n  new chapter\n" in out


def test_split_and_merged_by_hand(small: Desk) -> None:
    small.write(f"{B}/1bis.md", paragraph("bbbbb1", "number 1.", split_from="aaaaa1"))
    small.write(f"{B}/1.md", paragraph("aaaaa1", "Words of"))
    joined_words = "Words of number 2. Words of number 3."
    small.write(f"{B}/2.md", paragraph("aaaaa2", joined_words, merged_from="[aaaaa3]"))
    (small.top / B / "3.md").unlink()
    found = changes(small, "one")
    assert found["vision/B.1"]["split_into"] == ["vision/B.1bis"]
    assert found["vision/B.1bis"]["split_from"] == "vision/B.1"
    assert found["vision/B.2"]["merged_from"] == ["vision/B.3"]
    assert (found["vision/B.3"]["change"], found["vision/B.3"]["merged_into"]) == (
        "SUP",
        "vision/B.2",
    )
    assert list(found) == ["vision/B.1", "vision/B.1bis", "vision/B.2", "vision/B.3"]


def test_a_ref_that_only_the_earlier_state_knows(small: Desk) -> None:
    small.git("rm", "-q", f"{B}/3.md")
    small.commit("gone")
    assert classes(small, "one", "HEAD", "B.3") == {"vision/B.3": "SUP"}
    assert small.done("diff", "one", "B.3").out.count("SUP    vision/B.3") == 1


# The work tree.


def test_the_work_tree_with_what_git_does_not_track(small: Desk) -> None:
    small.replace(f"{B}/1.md", "number 1", "paragraph 1")
    small.write(f"{B}/6.md", "---\nstatus: zero-draft\n---\nA new one.\n")
    (small.top / B / "5.md").unlink()
    made = diff(small, "one")
    assert (made["to"], made["to_commit"]) == ("now", None)
    assert {each["ref"]: each["change"] for each in made["changes"]} == {
        "vision/B.1": "MOD",
        "vision/B.5": "SUP",
        "vision/B.6": "ADD",
    }
    assert made == {**diff(small, "HEAD", "now"), "from": "one"}
    assert made["changes"][0]["words"] == [
        ["=", "Words of "],
        ["-", "number"],
        ["+", "paragraph"],
        ["=", " 1."],
    ]
    back = diff(small, "now", "one")
    assert back["notes"] == ["The work tree is later than one: read it as going back."]


def test_a_paragraph_that_lost_its_id(small: Desk) -> None:
    small.write(f"{B}/2.md", paragraph("", "Words of the number 2."))
    small.git("mv", f"{B}/4.md", f"{B}/7.md")
    small.write(f"{B}/7.md", paragraph("", "Words of number 4."))
    found = changes(small, "one")
    assert {ref: each["change"] for ref, each in found.items()} == {
        "vision/B.2": "MOD",
        "vision/B.7": "MOVED",
    }
    assert found["vision/B.7"]["likeness"] == 100
    assert 50 < found["vision/B.2"]["likeness"] < 100
    assert "paired by likeness, 100%: one of the two has no id" in small.done("diff", "one").out


def test_two_files_with_one_id(small: Desk) -> None:
    small.write(f"{B}/9.md", small.text(f"{B}/2.md"))
    made = diff(small, "one")
    assert [(each["ref"], each["change"]) for each in made["changes"]] == [("vision/B.9", "ADD")]


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00binary", b"---\nid: aaaaa2\nstatus: under-review\n---\n" + b"x" * (2 << 20)],
    ids=["another encoding", "two megabytes"],
)
def test_a_file_that_cannot_be_read_is_left_out_and_told(small: Desk, content: bytes) -> None:
    small.write(f"{B}/2.md", content)
    made = diff(small, "one")
    assert made["changes"] == []
    assert made["notes"] == [f"{B}/2.md cannot be read in the work tree, and is left out."]
    assert made["summary"]["NOC"] == 4
    small.write(f"{B}/8.md", content)
    assert diff(small, "one")["changes"] == [], "nor is one that is new"


def test_a_link_in_place_of_a_file(small: Desk) -> None:
    (small.top / B / "2.md").unlink()
    (small.top / B / "2.md").symlink_to("1.md")
    made = diff(small, "one")
    assert (made["changes"], len(made["notes"])) == ([], 1)


def test_a_thousand_brackets_that_do_not_match(small: Desk) -> None:
    small.write(f"{B}/2.md", paragraph("aaaaa2", "[a " * 1000 + "]" * 400))
    small.write(f"{B}/3.md", paragraph("aaaaa3", "[a] " * 3000))
    found = changes(small, "one")
    assert joined(found["vision/B.2"]["words"], "+") == "[a " * 1000 + "]" * 400
    assert found["vision/B.3"]["bracket_pairs"] == {"from": 0, "to": 3000}
    assert "made 1;" in small.done("diff", "one", "B.3").out


def test_it_writes_nothing(small: Desk) -> None:
    small.replace(f"{B}/1.md", "number 1", "paragraph 1")

    def everything() -> dict[str, bytes]:
        files = (path for path in small.top.rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in files}

    before = everything()
    for each in ("text", "json", "markdown", "html"):
        small.done("diff", "one", "--format", each)
    assert everything() == before


# Histories.


def test_before_there_was_a_draft(small: Desk) -> None:
    small.git("checkout", "-q", "--orphan", "early")
    small.git("rm", "-q", "-r", "--cached", "drafts")
    small.git("commit", "-q", "--allow-empty", "-m", "nothing yet")
    early = small.git("rev-parse", "HEAD").strip()
    small.git("checkout", "-q", "-f", "main")
    made = diff(small, early, "one")
    assert {each["change"] for each in made["changes"]} == {"ADD"}
    assert len(made["changes"]) == 5
    assert f"There is no draft at {early}: everything is new." in made["notes"]
    assert {(each["kind"], each["what"]) for each in made["places"]} == {
        ("document", "added"),
        ("chapter", "added"),
    }
    back = diff(small, "one", early)
    assert {each["change"] for each in back["changes"]} == {"SUP"}
    answer = small.run("diff", early, early)
    assert answer.code == 3
    assert "no-draft" in answer.err


def test_two_histories(small: Desk) -> None:
    small.git("checkout", "-q", "--orphan", "other")
    small.replace(f"{B}/1.md", "number", "paragraph")
    small.commit("another beginning")
    made = diff(small, "main", "other")
    assert [(each["ref"], each["change"]) for each in made["changes"]] == [("vision/B.1", "MOD")]
    [note] = made["notes"]
    assert note.startswith("Main and other have no commit in common: they are two histories")


@pytest.mark.parametrize(
    ("words", "code", "said", "remedy"),
    [
        (("two",), 1, 'unknown-moment: This clone has no state of the text called "two"', "Name a"),
        (("onne", "main"), 1, "unknown-moment:", "help: Did you mean one?"),
        (("one", "2099-13-45"), 1, "unknown-moment:", "help: Name a meeting"),
        (("one", "main", "B.77"), 1, "unknown-ref: vision/B has no paragraph 77.", "Nearest:"),
        (("one", "main", "B.."), 2, 'malformed-ref: "B.." is not a REF.', "Write it as"),
        (("one", "B.77"), 1, "unknown-moment: This clone has no state", "Name a"),
        (("one", "--format", "pdf"), 2, 'unknown-format: There is no format "pdf".', "Formats:"),
        (("one", "--context", "-1"), 2, "", ""),
        ((), 2, "", ""),
        (("--", "--upload-pack=x"), 1, "unknown-moment:", "Name a"),
    ],
    ids=str,
)
def test_bad_input(small: Desk, words: tuple[str, ...], code: int, said: str, remedy: str) -> None:
    answer = small.run("diff", *words)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert remedy in answer.err
    assert small.clean


def test_no_repository_and_no_draft(tmp_path: Path) -> None:
    desk = Desk(tmp_path, tmp_path)
    assert desk.run("diff", "3", "4").code == 3
    desk.git("init", "-q", "-b", "main")
    answer = desk.run("diff", "HEAD")
    assert (answer.code, "unknown-moment" in answer.err) == (1, True)


def test_the_number_of_processes_does_not_depend_on_the_text(
    small: Desk, template: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in small.environment().items():
        monkeypatch.setenv(name, value)
    for number in range(1, 6):
        small.replace(f"{B}/{number}.md", "number", "paragraph")
    small.git("tag", "-f", "3", "one")
    small.commit("later")
    small.git("tag", "4")

    def processes(desk: Desk, after: str, *, everything: bool) -> int:
        states = open_states(str(desk.top), "3", after)
        states.read(everything=everything)
        return states.clone.git.processes

    small.git("tag", "meeting/3", "one")
    small.git("tag", "meeting/4", "4")
    for everything in (False, True):
        assert processes(small, "4", everything=everything) == processes(
            template, "4", everything=everything
        )
        assert processes(small, "", everything=everything) == processes(
            template, "", everything=everything
        )
    # Of the two that read, one is at work on the later state while the earlier is made.
    assert processes(template, "4", everything=False) <= 7


def test_completion_offers_meetings_and_tags(
    template: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(template.top)
    assert complete_moments("") == ["3", "4", "HEAD", "main", "meeting/3", "meeting/4"]
    assert complete_moments("m") == ["main", "meeting/3", "meeting/4"]
    monkeypatch.chdir(template.home)
    assert complete_moments("") == []


# Scripts of the world.


def test_scripts_without_spaces_and_from_the_right(small: Desk) -> None:
    old, new = "建设以人为本的信息社会，" * 12, "建设以人为本的[包容性]信息社会，" * 12
    small.write(f"{B}/1.md", paragraph("aaaaa1", old))
    small.write(f"{B}/2.md", paragraph("aaaaa2", "مجتمع معلومات جامع هدفه الإنسان " * 8))
    small.commit("words")
    small.write(f"{B}/1.md", paragraph("aaaaa1", new))
    small.write(f"{B}/2.md", paragraph("aaaaa2", "مجتمع معلومات شامل هدفه الإنسان " * 8))
    found = changes(small, "HEAD")
    assert joined(found["vision/B.1"]["words"], "-") == old
    assert joined(found["vision/B.1"]["words"], "+") == new
    for columns in (40, 80, 130):
        out = small.done("diff", "HEAD", "--full", COLUMNS=str(columns)).out
        for line in out.splitlines():
            wide = sum(2 if "\u2e80" <= c <= "\uffee" else 1 for c in line)
            assert wide <= columns
        assert "[" in out


# Formats for pages.

HOSTILE = "<b>[x](y)</b> `code` *a* @team #7 {+not+} | & \\[ <!-- http://x.example"


@pytest.fixture
def hostile(small: Desk) -> Desk:
    small.write(f"{B}/1.md", paragraph("aaaaa1", f"{HOSTILE} one."))
    small.write(f"{B}/2.md", paragraph("aaaaa2", "> # Two\n- [ ] three"))
    small.commit("hostile")
    small.write(f"{B}/1.md", paragraph("aaaaa1", f"{HOSTILE} two [a][b]."))
    small.write(f"{B}/2.md", paragraph("aaaaa2", f"{HOSTILE}\n\n# Two\n- [ ] three"))
    return small


class Page(HTMLParser):
    """A page as a browser reads it, and what is wrong with it."""

    VOID = ("meta", "br", "link")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said = ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said += data


def test_a_page_of_markdown_shows_every_character(hostile: Desk) -> None:
    out = hostile.done("diff", "HEAD", "--format", "markdown", "--full").out
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    rendered = reader.render(out)
    page = Page(rendered.replace("<br>", "\n"))
    assert {tag for tag, _ in page.tags} <= {
        *("h1", "h2", "h3", "p", "blockquote", "ul", "li", "strong", "em", "ins", "del"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert f"{HOSTILE} " in page.said
    assert "two [a][b]." in page.said
    assert page.tags.count(("h3", {})) == 2


def test_markdown_of_the_demonstration(template: Desk) -> None:
    out = template.done("diff", "3", "4", "--format", "markdown").out
    assert "### MOD vision/B\\.21\n" in out
    assert "<del>cross</del><ins>circulate across</ins>" in out
    assert "…" in out
    short = template.done("diff", "3", "4", "--stat", "--format", "markdown").out
    assert "| vision/B |" in short
    assert "###" not in short


def test_the_page_for_a_browser(hostile: Desk) -> None:
    out = hostile.done("diff", "HEAD", "--format", "html").out
    page = Page(out)
    assert HOSTILE.replace("\\[", "[") in page.said, "as `show --format html` prints it"
    names = [tag for tag, _ in page.tags]
    assert not {"script", "link", "img", "iframe", "form", "style"} & set(names) - {"style"}
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(set(ids)) == len(ids)
    targets = [str(attrs["href"]) for tag, attrs in page.tags if tag == "a"]
    assert targets
    assert {target.removeprefix("#") for target in targets} <= set(ids)
    assert {
        str(attrs["aria-labelledby"]) for _, attrs in page.tags if "aria-labelledby" in attrs
    } <= (set(map(str, ids)))
    words = [attrs for _, attrs in page.tags if attrs.get("class") == "words"]
    assert all((attrs["dir"], attrs.get("lang")) == ("auto", "en") for attrs in words)
    assert "[taken out:" in page.said
    assert "end put in]" in page.said
    assert {"h1", "h2", "h3", "nav", "main", "article", "ins", "del", "dl"} <= set(names)
    assert "default-src 'none'" in out


def test_the_page_says_what_every_class_means(template: Desk) -> None:
    said = Page(template.done("diff", "3", "4", "--format", "html").out).said
    for each in ("ADD", "MOD", "(MOD)", "SUP", "MOVED", "NOC"):
        assert each in said
    assert "suppressed: it is gone, or deleted" in said


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.slow
def test_a_real_browser_shows_and_prints_it(template: Desk, tmp_path: Path) -> None:
    page = tmp_path / "redline.html"
    page.write_text(template.done("diff", "3", "4", "--format", "html").out, encoding="utf-8")

    def browse(*words: str) -> str:
        assert CHROMIUM is not None
        done = subprocess.run(
            [
                *(CHROMIUM, "--headless", "--disable-gpu", "--no-sandbox", "--no-first-run"),
                *(f"--user-data-dir={tmp_path / 'profile'}", *words, page.as_uri()),
            ],
            capture_output=True,
            check=True,
            timeout=120,
            env={**os.environ, "HOME": str(tmp_path)},
        )
        return done.stdout.decode()

    shown = browse("--dump-dom")
    written = page.read_text(encoding="utf-8")
    for tag in ("<article", "<ins>", "<del>", "<h3", "<a ", "<li>"):
        assert shown.count(tag) == written.count(tag) > 0, tag
    printed = tmp_path / "redline.pdf"
    browse(f"--print-to-pdf={printed}")
    assert printed.read_bytes().startswith(b"%PDF")


def test_help_has_examples(template: Desk) -> None:
    answer: Answer = template.done("diff", "--help", COLUMNS="80")
    assert "wsisdraft diff 3 4 vision/B" in answer.out
    assert "--side-by-side" in answer.out
