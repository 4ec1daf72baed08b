"""Commands carried out on files in memory, each by its verb's own decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from wsisdraft.demonstration.script import ByHand, Given, taken_apart
from wsisdraft.notation.change import Change, Decision, apply
from wsisdraft.notation.parties import parties
from wsisdraft.notation.reading import PROCESS_FILE, STAKEHOLDERS_FILE, read
from wsisdraft.notation.snapshot import Snapshot
from wsisdraft.text.draft import Text
from wsisdraft.text.finding import Refusal
from wsisdraft.text.frozen import altered
from wsisdraft.text.layout import Layout
from wsisdraft.text.ref import NOWHERE, Selection, resolve_all
from wsisdraft.text.scene import Occasion, Scene
from wsisdraft.text.submission import Outcome
from wsisdraft.verbs.agree import agree
from wsisdraft.verbs.dispose import Asked as AskedOfProposal
from wsisdraft.verbs.dispose import Room, dispose
from wsisdraft.verbs.edit import edit
from wsisdraft.verbs.lift import Lifting, lift
from wsisdraft.verbs.mandate import Asked, mandate
from wsisdraft.verbs.meeting.close import Announced, meeting_close
from wsisdraft.verbs.meeting.decide import Said, meeting_decide
from wsisdraft.verbs.meeting.open import Facts, meeting_open
from wsisdraft.verbs.meeting.reading import meeting_reading
from wsisdraft.verbs.meeting.table import meeting_table
from wsisdraft.verbs.propose import Proposal, propose
from wsisdraft.verbs.record import record
from wsisdraft.verbs.shared.adding_alternative import alt_add
from wsisdraft.verbs.shared.disposing import base_reading
from wsisdraft.verbs.shared.disposition import Case
from wsisdraft.verbs.shared.hand_edits import HandEdit, HandEdits
from wsisdraft.verbs.shared.handing_on import named_proposal
from wsisdraft.verbs.shared.new_words import NewWords
from wsisdraft.verbs.shared.sent_file import taken_apart as sent_apart
from wsisdraft.verbs.shared.understood import Typed, understood
from wsisdraft.verbs.submit import submit
from wsisdraft.verbs.support import support
from wsisdraft.verbs.window.open import Asked as AskedOfWindow
from wsisdraft.verbs.window.open import window_open
from wsisdraft.verbs.withdraw import withdraw

GROUPS = frozenset({"alt", "meeting", "window"})
ONE_REF = frozenset(
    {"alt add", "edit", "lift", "meeting reading", "propose", "support", "withdraw"}
)
"""Verbs whose first word is their REF, and whose other words are not."""
ALL_REFS = frozenset({"agree", "mandate", "meeting table"})


def _lift(scene: Scene, given: Given) -> Decision:
    options = given.options
    chosen = int(given.value("--choose") or 0)
    return lift(scene, Lifting(given.words[1:], "--all" in options, "--drop" in options, chosen))


def _edit(scene: Scene, given: Given) -> Decision:
    replaced = zip(given.values("--replace"), given.values("--with"), strict=True)
    whole = given.value("--text") if "--text" in given.options else None
    return edit(scene, NewWords(tuple(replaced), whole))


def _propose(scene: Scene, given: Given) -> Decision:
    proposal = Proposal(
        replace=given.value("--replace"),
        instead=given.value("--with"),
        insert=given.value("--insert"),
        after=given.value("--after"),
    )
    return propose(scene, proposal)


def _mandate(scene: Scene, given: Given) -> Decision:
    task, state = given.value("--task"), given.value("--state")
    return mandate(scene, Asked(given.values("--lead"), task=task, state=state))


def _agree(scene: Scene, given: Given) -> Decision:
    spans = given.value("--besides")
    return agree(scene, besides=tuple(spans.split(",")) if spans else ())


def _meeting_open(scene: Scene, given: Given) -> Decision:
    facts = Facts(
        title=given.value("--title"),
        begins=given.value("--from"),
        ends=given.value("--to"),
        place=given.value("--place"),
        chair=given.value("--chair"),
        vice_chairs=given.values("--vice-chair"),
    )
    return meeting_open(scene, given.words[0], facts)


def _meeting_close(scene: Scene, given: Given) -> Decision:
    said = ("--next", "--next-from", "--next-to", "--next-place")
    return meeting_close(
        scene, given.words[0], Announced(*(given.value(option) for option in said))
    )


def _meeting_decide(scene: Scene, given: Given) -> Decision:
    name, due = given.value("--name"), given.value("--due")
    return meeting_decide(scene, Said(given.words[0], name, due, given.values("--lead")))


def _window_open(scene: Scene, given: Given) -> Decision:
    asked = AskedOfWindow(
        opens=given.value("--opens"),
        closes=given.value("--closes"),
        about=given.values("--on"),
        base=given.value("--base"),
        title=given.value("--title"),
    )
    return window_open(scene, given.words[0], asked)


def _asked_of_proposal(given: Given) -> AskedOfProposal:
    outcomes = {
        "--accept": Outcome.ACCEPTED,
        "--bracket": Outcome.BRACKETED,
        "--alternative": Outcome.ALTERNATIVE,
        "--merge-into": Outcome.MERGED,
        "--refer": Outcome.REFERRED,
        "--decline": Outcome.DECLINED,
    }
    (outcome,) = (outcome for option, outcome in outcomes.items() if option in given.options)
    into, why = given.value("--merge-into"), given.value("--why")
    return AskedOfProposal(outcome, into, given.values("--refer"), why)


DECISIONS: Mapping[str, Callable[[Scene, Given], Decision]] = {
    "agree": _agree,
    "alt add": lambda scene, given: alt_add(scene, given.value("--text")),
    "edit": _edit,
    "lift": _lift,
    "mandate": _mandate,
    "meeting close": _meeting_close,
    "meeting decide": _meeting_decide,
    "meeting open": _meeting_open,
    "meeting reading": lambda scene, given: meeting_reading(scene, given.words[1]),
    "meeting table": lambda scene, given: meeting_table(scene, given.values("--serial")),
    "propose": _propose,
    "support": lambda scene, given: support(scene, given.words[1:]),
    "withdraw": lambda scene, given: withdraw(
        scene, given.words[1], words="drop" if "--drop" in given.options else ""
    ),
    "window open": _window_open,
}
"""What each verb decides; `dispose`, `on`, `record` and `submit` are told of themselves."""


@dataclass(slots=True)
class Telling:
    """Files on record, and what lies in the work tree or in focus meanwhile."""

    files: dict[str, str]
    focus: str = ""
    by_hand: dict[str, str] = field(default_factory=dict)
    """Files as somebody left them, not on record yet."""
    sent: Mapping[str, bytes] = field(default_factory=dict)
    """Files that came in, by path."""
    layout: Layout = field(init=False)
    sent_out: Mapping[str, str] = field(init=False)
    """The files as they were at first, on which what came in was written."""
    beside: Text | None = field(init=False, default=None)
    """What stands beside the documents, as it was last read."""

    def __post_init__(self) -> None:
        self.sent_out = self.files
        self.layout = Layout.of(self.files)

    def given(self, line: str, day: str) -> Change | None:
        """What a command does, None where it records nothing; TypeError where it is refused."""
        command = taken_apart(line, GROUPS)
        if isinstance(command, ByHand):
            self.by_hand[command.path] = self.files[command.path] + command.lines
            return None
        if command.verb == "on":
            self.focus = self._selection(command.words).spoken
            return None
        made = self._decided(command, day)
        if not isinstance(made, Change):
            raise TypeError(f"the demonstration does not hold together: {line}: {made}")
        self.files = apply(self.files, made)
        if made.new_files or made.removed:
            self.layout = Layout.of(self.files)
        return made

    def _decided(self, command: Given, day: str) -> Decision:
        if command.verb == "record":
            return self._record(command, day)
        if command.verb == "submit":
            return self._submit(command, day)
        if command.verb == "dispose":
            return self._dispose(command, day)
        refs = command.words if command.verb in ALL_REFS else command.words[:1]
        about_text = command.verb in ALL_REFS | ONE_REF
        selection = self._selection(refs) if about_text else NOWHERE
        text = self._text(selection, command.verb)
        scene = Scene(text, selection, self._occasion(text, command, day))
        if command.verb == "alt add":
            paragraph = scene.one()
            given = [each.ordinal for each in paragraph.alternatives] if paragraph else []
            scene = Scene(text, selection, scene.occasion, next_ordinal=1 + max(given, default=0))
        return DECISIONS[command.verb](scene, command)

    def _record(self, command: Given, day: str) -> Decision:
        edits = tuple(
            HandEdit(path, self.files[path].encode(), text.encode())
            for path, text in self.by_hand.items()
        )
        text = self._text(NOWHERE, command.verb)
        touched = {path: self.files[path] for path in self.by_hand}
        text = altered(text, sources={**text.sources, **touched})
        scene = Scene(text, NOWHERE, self._occasion(text, command, day))
        self.by_hand = {}
        spoken = command.words[0] if command.words else "the draft"
        edited = HandEdits(edits, None, spoken, self.layout)
        return record(scene, edited, (), command.value("--message"))

    def _submit(self, command: Given, day: str) -> Decision:
        """The text that was sent out is told by its window, not by a commit."""
        name = command.words[0]
        file = sent_apart(name.rpartition("/")[2], self.sent[name])
        if isinstance(file, Refusal):
            return file
        window = command.value("--window")
        typed = Typed(file, command.values("--from"), command.values("--on"), window, day)
        ready = understood(self._read(self.files, self.layout), typed, self.focus)
        if isinstance(ready, Refusal):
            return ready
        return submit(ready.scene, ready.sent, ready.proposals)

    def _dispose(self, command: Given, day: str) -> Decision:
        """On the paragraph or place that a proposal is about, with everything that came in."""
        came = {path for _, path in (*self.layout.windows, *self.layout.submissions)}
        found = named_proposal(self._read(came, self.layout), command.words[0])
        if isinstance(found, Refusal):
            return found
        submission, proposal = found
        selection = self._selection([proposal.ref])
        text = self._text(selection, command.verb)
        text = self._read({*came, *text.sources}, self.layout)
        scene = Scene(text, selection, self._occasion(text, command, command.value("--on") or day))
        paragraph = scene.one()
        base = None
        if paragraph is not None and paragraph.path in self.sent_out:
            files = {paragraph.path: self.sent_out[paragraph.path].encode()}
            base = base_reading(files, proposal, paragraph)
        case = Case(scene, submission, proposal, selection.scope, base)
        return dispose(case, _asked_of_proposal(command), Room())

    def _selection(self, refs: Iterable[str]) -> Selection:
        found = resolve_all(refs, self.layout, self.focus)
        if isinstance(found, Refusal):
            raise TypeError(f"the demonstration does not hold together: {found}")
        return found

    def _occasion(self, text: Text, command: Given, day: str) -> Occasion:
        named = parties(text, command.values("--by"))
        if isinstance(named, Refusal):
            raise TypeError(f"the demonstration does not hold together: {named}")
        return Occasion(day, text.meeting.number if text.meeting else "", *named)

    def _text(self, selection: Selection, verb: str) -> Text:
        """The text as far as a verb looks at it: the paragraphs meant, or chapters, or all."""
        if verb == "meeting close":
            return self._read(self.files, self.layout)
        paths: set[str] = set()
        for mention in selection.mentions or (selection,):
            if mention.scope.number is None and mention.scope.parts and mention.whole:
                paths.update(self.layout.files_of(mention.scope))
        beside = [path for path in self.files if ".alt-" in path]
        for address in selection.addresses:
            paths.add(address.path)
            paths.update(p for p in beside if p.startswith(f"{address.path[:-3]}.alt-"))
        documents = {address.document for address in (selection.scope, *selection.addresses)}
        names = {*paths, *(f"drafts/{document}/document.yaml" for document in documents)}
        text = self._read(paths, Layout.of(names))
        others = self._beside()
        return altered(
            text,
            process=others.process,
            stakeholders=others.stakeholders,
            meetings=others.meetings,
            sources={**others.sources, **text.sources},
        )

    def _beside(self) -> Text:
        """The process, its meetings and who takes part; read again where one of them changed."""
        paths = {PROCESS_FILE, STAKEHOLDERS_FILE, *(path for _, path in self.layout.meetings)}
        if self.beside is None or any(
            self.beside.sources.get(path) != self.files[path] for path in paths
        ):
            self.beside = self._read(paths, self.layout)
        return self.beside

    def _read(self, paths: Iterable[str], layout: Layout) -> Text:
        files = {path: self.files[path].encode() for path in paths}
        return read(Snapshot(files), layout)
