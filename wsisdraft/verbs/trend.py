"""trend: what is open, at each closed meeting and now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsisdraft.carry_out import look
from wsisdraft.notation.reading import PROCESS_FILE, Readings, read
from wsisdraft.pages.json_trend import trend_value
from wsisdraft.pages.terminal.progress import progress
from wsisdraft.pages.terminal.trend import missing_page, trend_page
from wsisdraft.reports.trend import Missing, Row, Trend, absent, row, title
from wsisdraft.repository.ground import CannotProceed
from wsisdraft.repository.meeting_states import ClosedState, meeting_states
from wsisdraft.repository.past_states import PastStates
from wsisdraft.repository.snapshot import Source
from wsisdraft.text.address import Address
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal, misused
from wsisdraft.text.layout import Layout
from wsisdraft.text.ref import Selection
from wsisdraft.verbs.shared.options import MaybeRef, Options, sharing
from wsisdraft.view import View


def trend(view: View, selection: Selection | None) -> Trend | Refusal:
    """The figures at each closing of a meeting and in the work tree, which is the last row."""
    if selection is not None and not selection.whole:
        return misused(
            "not-one-place",
            f"The trend is that of one place, and {selection.spoken} is a part of "
            f"{selection.scope}.",
            f"Name a document, chapter, section or paragraph: wsisdraft trend {selection.scope}.",
        )
    scope = selection.scope if selection is not None else None
    with view.clone.git.one_reader():
        reading = _Reading(view, scope)
        states = meeting_states(view.clone, reading.now.meetings)
        with progress("Reading the text of meetings", len(states)) as advance:
            for state in states:
                reading.count(state)
                advance()
    now = row(reading.now, None, "", scope)
    return Trend(
        reading.now.process.name,
        str(scope) if scope is not None else "",
        title(reading.now, scope),
        (*reading.rows, now),
        tuple(_missing(reading, view)),
    )


class _Reading:
    """The states read so far; what they have in common is read once."""

    def __init__(self, view: View, scope: Address | None) -> None:
        self.scope = scope
        self.known: Readings = {}
        self.past = PastStates(view.clone.git)
        meetings = [path for _, path in view.layout.meetings]
        self.now = self.text(view.source, view.layout, meetings)
        paragraph = self.now.paragraph(scope) if scope is not None and scope.number else None
        self.id = paragraph.id if paragraph is not None else ""
        """Of the paragraph that is asked about, whose number may have been another."""
        self.rows: list[Row] = []
        self.unknown: list[ClosedState] = []
        self.unread: list[tuple[ClosedState, CannotProceed]] = []

    def count(self, state: ClosedState) -> None:
        """Adds the row of a closing, or notes why there is none."""
        if not state.commit:
            self.unknown.append(state)
            return
        try:
            source = self.past.at(state.commit)
            if not source.names():
                raise _no_text(state)
            text = self.text(source, Layout.of(source.names()), [state.meeting.path])
            text, scope = self.followed(text, source)
        except CannotProceed as ground:
            self.unread.append((state, ground))
            return
        closed = next((m.closed for m in text.meetings), "")
        gone = self.scope is not None and scope is None
        self.rows.append(
            absent(state.name, closed) if gone else row(text, state.name, closed, scope)
        )

    def text(self, source: Source, layout: Layout, meetings: Sequence[str]) -> Text:
        """A state's text as far as it is asked about."""
        paths = {PROCESS_FILE, *meetings, *_concerned(layout, self.scope)}
        return read(source.read(paths), layout, self.known)

    def followed(self, text: Text, source: Source) -> tuple[Text, Address | None]:
        """What is asked about as a state had it: the text, and where in it that stood, if it did.

        A paragraph is known by its id, by its number only where one side has none.
        """
        scope = self.scope
        if scope is None or scope.number is None:
            return text, scope if scope is not None and text.layout.has(scope) else None
        there = text.paragraph(scope)
        if not self.id or (there is not None and there.id in ("", self.id)):
            return text, scope if there is not None else None
        paths = {PROCESS_FILE, *(m.path for m in text.meetings), *_concerned(text.layout, None)}
        whole = read(source.read(paths), text.layout, self.known)
        return whole, next((p.address for p in whole.paragraphs() if p.id == self.id), None)


def _concerned(layout: Layout, scope: Address | None) -> Iterator[str]:
    """The files that say what is counted: those of a chapter, of a document, or of all."""
    documents = layout.documents if scope is None else (Address(scope.document),)
    for document in documents:
        yield document.path
        yield from layout.files_of(document if scope is None else scope.chapter or document)


def _missing(reading: _Reading, view: View) -> Iterator[Missing]:
    """What is said of meetings without a row, a sentence for all to which the same applies."""
    if reading.unknown:
        names = _named(reading.unknown)
        if view.clone.shallow:
            yield Missing(
                f"This clone is shallow and does not reach back to {names}.",
                "git fetch --unshallow --tags",
            )
        else:
            tag = reading.unknown[0].tag
            yield Missing(
                f"This clone has neither the tag nor the commit that closed {names}.",
                f"git fetch --tags; if nobody has it, git tag -a {tag} COMMIT names its text.",
            )
    for message in dict.fromkeys(ground.message for _, ground in reading.unread):
        states = [state for state, ground in reading.unread if ground.message == message]
        remedy = next(ground.remedy for _, ground in reading.unread if ground.message == message)
        named = _named(states)
        yield Missing(f"{named[0].upper()}{named[1:]} cannot be counted: {message}", f"{remedy}.")


def _no_text(state: ClosedState) -> CannotProceed:
    return CannotProceed(
        "no-draft",
        "what its tag names holds no draft.",
        f"git show {state.tag} tells what that is",
    )


def _named(states: Sequence[ClosedState]) -> str:
    names = [state.name for state in states]
    if len(names) == 1:
        return f"meeting {names[0]}"
    return f"meetings {', '.join(names[:-1])} and {names[-1]}"


def told_apart(made: Trend | Refusal, options: Options) -> Trend | Refusal:
    """The trend; what JSON has no place for is said on standard error."""
    if options.format == "json" and isinstance(made, Trend) and made.missing:
        from wsisdraft.pages.terminal.screen import show

        show(missing_page(made), error=True)
    return made


def as_svg(made: Trend) -> str:
    """As a picture for a page or a slide."""
    from wsisdraft.pages.trend_svg import trend_svg

    return trend_svg(made)


def as_markdown(made: Trend) -> str:
    """As a table with its definitions."""
    from wsisdraft.pages.trend_markdown import trend_markdown

    return trend_markdown(made)


@sharing("format", "repo", formats=("text", "json", "svg", "markdown"))
def command(given: Options, ref: MaybeRef = "") -> None:
    """Show what is open at each closed meeting and now: brackets, alternatives, paragraphs, words.

    Every figure is told with its definition. A paragraph is followed by its id where its number
    was another.

    Examples: wsisdraft trend
              wsisdraft trend vision/B --format svg > trend.svg
    """
    look(
        [ref] if ref else [],
        given,
        lambda view, selection: told_apart(trend(view, selection), given),
        page=trend_page,
        value=trend_value,
        formats={"svg": as_svg, "markdown": as_markdown},
    )
