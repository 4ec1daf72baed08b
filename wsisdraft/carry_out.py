"""The shell around every verb: read, decide, record, show, exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING, NoReturn, TypeVar

from wsisdraft.text.finding import Answer, Finding, Refusal, Unchanged, misused, refuse
from wsisdraft.text.frozen import EMPTY
from wsisdraft.view import Needs, Options, View

if TYPE_CHECKING:
    from wsisdraft.notation.change import Decision
    from wsisdraft.pages.json import Json
    from wsisdraft.pages.terminal.page import Page
    from wsisdraft.reports.outcome import Outcome
    from wsisdraft.text.ref import Selection
    from wsisdraft.text.scene import Scene

T = TypeVar("T")

DONE, REFUSED, USAGE, GROUND = 0, 1, 2, 3
"""Exit codes: done; findings, refused or not there; malformed or ambiguous; the ground."""
PATIENCE = 30.0
"""Seconds for which a verb is decided again while others keep changing the text."""
FORMATS = ("text", "json")


if TYPE_CHECKING:
    Setting = tuple[Scene, Callable[[], Decision]]
    Afterwards = Callable[[View, str], tuple[str, ...]]
    Watch = Callable[[str], None]


def look(  # noqa: PLR0913  a report, and the ways it is told
    refs: Sequence[str],
    options: Options,
    report: Callable[[View, Selection | None], T | Refusal],
    *,
    page: Callable[[T], Page],
    value: Callable[[T], Json],
    code: Callable[[T], int] = lambda _: DONE,
    formats: Mapping[str, Callable[[T], str]] = EMPTY,
) -> None:
    """Carry out a verb that only reads: build its report, show it, exit.

    `formats` are those besides text and JSON, by name: each a function from report to output.
    """
    sources: dict[str, str] = {}

    def made() -> T | Refusal:
        view = View.open(options.repo, options.at)
        selection = view.select(refs)
        answer = selection if isinstance(selection, Refusal) else report(view, selection)
        sources.update(view.sources)
        return answer

    tell(made, options, page=page, value=value, code=code, formats=formats, sources=sources)


def tell(  # noqa: PLR0913  a report, and the ways it is told
    report: Callable[[], T | Refusal],
    options: Options,
    *,
    page: Callable[[T], Page],
    value: Callable[[T], Json],
    code: Callable[[T], int] = lambda _: DONE,
    formats: Mapping[str, Callable[[T], str]] = EMPTY,
    sources: Mapping[str, str] = EMPTY,
) -> None:
    """The same for a report that is not of one state: build it, show it, exit.

    `sources` are the files for the lines that a refusal shows.
    """
    with telling(options, (*FORMATS, *formats)):
        with _at_work():
            made = report()
        if isinstance(made, Refusal):
            leave(refused(made, options, sources))
        report_made: T = made
        if options.format in formats:
            _write(formats[options.format](report_made))
            leave(code(report_made))
        put_out(options, lambda: page(report_made), lambda: value(report_made), paged=True)
        leave(code(report_made))


def change(
    decide: Callable[[Scene], Decision],
    refs: Sequence[str],
    options: Options,
    *,
    needs: Needs = Needs.NOTHING,
) -> None:
    """Carry out a verb that changes the text: decide, record as one commit, tell."""

    def setting(view: View) -> Setting | Refusal:
        scene = view.scene(refs, options, needs)
        return scene if isinstance(scene, Refusal) else (scene, lambda: decide(scene))

    change_as_set(setting, options)


def change_as_set(
    setting: Callable[[View], Setting | Refusal],
    options: Options,
    afterwards: Afterwards | None = None,
    watch: Watch | None = None,
) -> None:
    """The same where the verb needs more than a scene; it is set anew for each decision.

    `afterwards` does what follows a commit and tells what went wrong with it; it is given the
    commit, or an empty id where everything was so already. `watch` is told how far recording is.
    """
    with telling(options):
        attempt = _Attempt(setting, options, afterwards, watch)
        with attempt.telling_what_landed():
            with _at_work():
                made, view = attempt.carried_out()
            if isinstance(made, Refusal):
                leave(refused(made, options, view.sources))
            if isinstance(made, Unchanged):
                same = made
                put_out(options, lambda: _unchanged_page(same), lambda: _unchanged_value(same))
                leave(DONE)
            _tell(made, options)
        leave(DONE)


def _at_work() -> AbstractContextManager[None]:
    """Says after a second that a verb is still at work, to somebody at a terminal."""
    from wsisdraft.pages.terminal.progress import at_work

    return at_work(" ".join(["wsisdraft", *sys.argv[1:2]]))


class _Attempt:
    """A verb on its way, decided again where the text has moved meanwhile."""

    def __init__(
        self,
        setting: Callable[[View], Setting | Refusal],
        options: Options,
        afterwards: Afterwards | None,
        watch: Watch | None,
    ) -> None:
        self.setting = setting
        self.options = options
        self.afterwards = afterwards
        self.watch = watch
        self.landed = ""
        """The commit, once it is on record."""
        self.seen: dict[str, str] | None = None
        """Fingerprints of the paragraphs concerned, as they were when first decided on."""

    @contextmanager
    def telling_what_landed(self) -> Iterator[None]:
        """Where Ctrl-C comes after the commit, that there is one is what has to be told."""
        try:
            yield
        except KeyboardInterrupt:
            if not self.landed:
                raise
            said = f"the change is on record as {self.landed[:10]}"
            raise KeyboardInterrupt(said) from None

    def carried_out(self) -> tuple[Outcome | Refusal | Unchanged, View]:
        from wsisdraft.repository.ground import TextMoved

        view = View.of_branch(self.options.repo)
        try:
            return self._once(view), view
        except TextMoved:
            pass
        from wsisdraft.repository.recovery import exclusive

        until = monotonic() + PATIENCE
        while True:
            try:
                with exclusive(view.clone):
                    # Nobody else who uses these verbs moves the text while we decide again.
                    view = View.of_branch(self.options.repo)
                    return self._once(view), view
            except TextMoved:
                if monotonic() > until:
                    raise lost_race() from None

    def _once(self, view: View) -> Outcome | Refusal | Unchanged:
        with view.clone.git.one_reader():
            return self._decided(view)

    def _decided(self, view: View) -> Outcome | Refusal | Unchanged:
        from wsisdraft.repository.atomic_change import record
        from wsisdraft.repository.settlement import unwatched

        setting = self.setting(view)
        if isinstance(setting, Refusal):
            return setting
        scene, decide = setting
        moved = self._moved(scene)
        if moved is not None:
            return moved
        made = decide()
        if isinstance(made, Unchanged):
            return view.edited(scene) or self._more(made, view)
        if isinstance(made, Refusal):
            return made
        if scene.occasion.newcomers:
            from wsisdraft.notation.registering import registering

            made = registering(made, scene.text, scene.occasion.newcomers)
        outcome = view.outcome(scene, made)
        if isinstance(outcome, Refusal) or self.options.dry_run:
            return outcome
        landed = record(view.clone, made, view.base, watch=self.watch or unwatched)
        self.landed = landed.commit
        told = self.afterwards(view, landed.commit) if self.afterwards else ()
        return outcome.landed(landed.commit, landed.branch, (*landed.notes, *told))

    def _more(self, made: Unchanged, view: View) -> Unchanged:
        """Nothing was to be recorded; what follows a commit may still be wanting."""
        if self.afterwards is None or self.options.dry_run:
            return made
        return Unchanged(made.ref, " ".join((made.message, *self.afterwards(view, ""))))

    def _moved(self, scene: Scene) -> Refusal | None:
        """What the user decided on must still be what is decided."""
        from wsisdraft.text.paragraph import fingerprint

        now = {p.path: fingerprint(p.body) for p in scene.paragraphs()}
        if self.seen is None:
            self.seen = now
            return None
        other = [path for path, words in self.seen.items() if now.get(path) != words]
        if not other:
            return None
        spoken = scene.selection.spoken
        return refuse(
            "text-moved",
            f"Somebody changed {', '.join(other[:4])} while this was decided.",
            f"Look at the new words with wsisdraft show {spoken}, then decide again.",
        )


def lost_race() -> Exception:
    """The text kept moving for as long as we would wait."""
    from wsisdraft.repository.ground import CannotProceed

    return CannotProceed(
        "lost-race",
        f"Others kept changing the text for {PATIENCE:.0f} seconds.",
        "Give the verb again.",
    )


@contextmanager
def telling(options: Options, formats: Sequence[str] = FORMATS) -> Iterator[None]:
    """Turns what may go wrong into a line, a remedy and an exit code."""
    from wsisdraft.repository.ground import CannotProceed, UnknownMoment
    from wsisdraft.text.quoting import quoted

    try:
        if options.format not in formats:
            told = misused(
                "unknown-format",
                f"There is no format {quoted(options.format)}.",
                f"Formats: {', '.join(formats)}.",
            )
            leave(refused(told, Options(), {}))
        yield
    except UnknownMoment as unknown:
        leave(refused(unknown.refusal, options, {}))
    except CannotProceed as ground:
        finding = Finding(None, ground.rule, ground.message, _sentence(ground.remedy))
        refused(Refusal((finding,)), options, {})
        leave(GROUND)


def _sentence(remedy: str) -> str:
    """A remedy as a sentence; one that begins with a command stays as it is typed."""
    if remedy.startswith(("git ", "wsisdraft ", "rm ")):
        return remedy
    return remedy[:1].upper() + remedy[1:]


def leave(code: int) -> NoReturn:
    """End with an exit code."""
    raise SystemExit(code)


def refused(refusal: Refusal, options: Options, sources: Mapping[str, str]) -> int:
    """Show why nothing was done; answers the exit code."""
    if options.format == "json":
        from wsisdraft.pages.json import findings_value, written

        _write(written(findings_value(refusal.findings)))
    else:
        from wsisdraft.pages.terminal.findings import findings_page
        from wsisdraft.pages.terminal.screen import show

        show(findings_page(refusal.findings, sources), error=True)
    return USAGE if refusal.answer is Answer.USAGE else REFUSED


def put_out(
    options: Options, page: Callable[[], Page], value: Callable[[], Json], *, paged: bool = False
) -> None:
    """Print a report in the format asked for; `paged` is what is read, not what was done."""
    if options.format == "json":
        from wsisdraft.pages.json import written

        _write(written(value()))
        return
    from wsisdraft.pages.terminal.screen import show

    show(page(), paged=paged)


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _tell(outcome: Outcome, options: Options) -> None:
    """Tell what came of it; a change that has landed stays landed when nobody can be told."""

    def page() -> Page:
        from wsisdraft.pages.terminal.outcome import outcome_page

        return outcome_page(outcome)

    def value() -> Json:
        from wsisdraft.pages.json_outcome import outcome_value

        return outcome_value(outcome)

    tell_landed(options, page, value, outcome.commit)


def tell_landed(
    options: Options, page: Callable[[], Page], value: Callable[[], Json], commit: str | None
) -> None:
    """Print a report of a commit that is on record; without one, of what would be done."""
    try:
        put_out(options, page, value)
    except OSError as error:
        if commit is None:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        with suppress(OSError):
            why = (error.strerror or "").lower()
            said = f"The change is on record as {commit[:10]}, but could not be told"
            sys.stderr.write(f"wsisdraft: {said}: {why}.\n")


def _unchanged_page(made: Unchanged) -> Page:
    from wsisdraft.pages.terminal.page import line

    return (line(made.message),)


def _unchanged_value(made: Unchanged) -> Json:
    return {"ref": made.ref, "commit": None, "changes": [], "message": made.message}
