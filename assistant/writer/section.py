"""One section: the model's statements, each guarded as it comes; what fails goes back with its reasons; what still fails is
told in the composer's words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from ..guard import Ground, check_statement
from ..guard.reading import reading_of
from ..guard.text import squeeze
from ..model.base import NOT_STATED, NotStated
from ..model.document import Basis, Block, Section, Statement, Violation
from .brief import Brief, Point
from .calls import Caller
from .cover import astray, missing, sentences, steps
from .models import CallFailed, Heard, Message
from .prompts import Prompts
from .shorter import shorter
from .wire import Arriving, Malformed, WireStatement, read

SHORTENED: Final = "shortened"
"""Code of a statement that passed without an idle part."""
ROUNDS: Final = 3
"""Replies asked for: one, and two repairs."""
Shown = Callable[[str, Statement], None]
"""Is given the title of a section and a statement that passed."""
Judged = tuple[Statement, tuple[Point, ...], list[Violation]]
_OF_WORDS: Final = frozenset(
    ("points", "unlicensed-term", "overstated", "polarity", "figure-comparator", "figure-unsupported", "record-status")
)
"""What words beside a point are refused for. Whoever turns a verdict, gives orders or misquotes is asked again."""
_SPAN: Final = 120
"""Characters of refused words that a report keeps."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement that passed, with the points it tells."""

    statement: Statement
    points: tuple[Point, ...]
    round: int
    """0: first try."""
    sentences: tuple[str, ...]
    """Its longer sentences, in one form."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A statement that did not, with what is wrong."""

    text: str
    violations: tuple[Violation, ...]

    @property
    def reasons(self) -> list[str]:
        """For the model."""
        return [v.reason for v in self.violations]


@dataclass
class SectionWork:
    """What came of one section so far."""

    brief: Brief
    ground: Ground
    told: list[Told] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    returned: int = 0
    failure: str = ""
    """Why the model was asked no further; empty where nothing failed."""
    _codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Codes of violations, by the id of each statement returned; of one that passed in part, that it was shortened."""
    _answers: dict[tuple[str, ...], str] = field(default_factory=dict)
    """What is missing of a point, by its id and those of the statements that claim it."""

    @cached_property
    def _sentences(self) -> dict[str, list[str]]:
        """The longer sentences of each point."""
        return {p.id: sentences(p.statement, self.ground) for p in self.brief.points}

    # --- reading replies ------------------------------------------------------------------------------------------

    def take(self, wires: Sequence[WireStatement], round: int) -> list[Refused]:
        """Guards the statements of a reply; keeps those that pass, returns the others. What a repair says of points that
        are told already is passed over.
        """
        refused = []
        open_points = {p.id for p in self.untold()}
        for wire in wires:
            if round and wire.points and open_points.isdisjoint(wire.points):
                continue
            self.returned += 1
            statement, points, wrong = self._judged(wire, f"{self.brief.section.id}-{self.returned:02d}")
            if wrong:
                short = tuple(v.model_copy(update={"span": v.span[:_SPAN]}) for v in wrong)
                self.violations += short
                self._codes[statement.id] = tuple(dict.fromkeys(v.code for v in short))
                refused.append(Refused(wire.text, short))
            else:
                self._codes[statement.id] = () if statement.text == _flat(wire.text) else (SHORTENED,)
                self.told.append(Told(statement, points, round, tuple(sentences(statement, self.ground))))
        return refused

    @property
    def shortened(self) -> int:
        """Statements that passed without an idle part."""
        return sum(codes == (SHORTENED,) for codes in self._codes.values())

    def verdicts(self, first: int) -> dict[str, tuple[str, ...]]:
        """Codes of violations of the statements returned after the `first`, none where one passed; for the log."""
        return dict(list(self._codes.items())[first:])

    def preview(self, wire: WireStatement) -> Statement | None:
        """A statement that is still arriving, where it would pass as things stand. Nothing is kept of it."""
        statement, _, wrong = self._judged(wire, f"{self.brief.section.id}-00")
        return None if wrong else statement

    def _judged(self, wire: WireStatement, id: str) -> Judged:
        """A statement, the points that it tells, and all that is wrong with it; without an idle part, where it passes so."""
        judged = self._proved(wire, id)
        if not judged[2] or not judged[1] or any(v.code not in _OF_WORDS for v in judged[2]):
            return judged
        for text in shorter(judged[0].text, " ".join(p.statement.text for p in judged[1]), self.ground.lists):
            less = self._proved(wire.model_copy(update={"text": text}), id)
            if not less[2] and not any(self._untold(less[1], [Told(*less[:2], 0, ())]).values()):
                return less
        return judged

    def _proved(self, wire: WireStatement, id: str) -> Judged:
        """A statement as it came, the points that it tells, and all that is wrong with it."""
        statement, points, wrong = self._made(wire, id)
        wrong = wrong or [*check_statement(statement, self.ground)]
        if not wrong and (aside := self._aside(statement, points)):
            wrong = [Violation(statement=id, code="points", span="", reason=aside)]
        return statement, points, wrong

    def _aside(self, statement: Statement, points: Sequence[Point]) -> str:
        """What a statement that passed the guard says beside its points, or again. Two lines may need the same step."""
        own = sentences(statement, self.ground)
        theirs = {s for p in points for s in self._sentences[p.id]} | {s for s in own if steps(s)}
        others = {s for told in self._sentences.values() for s in told}
        others |= {s for t in self.told for s in t.sentences}
        if len(own) > len(set(own)) or any(s in others and s not in theirs for s in own):
            return "It says a sentence twice, or one that belongs to another statement or point."
        return astray(statement, [p.statement for p in points], self.ground)

    def _made(self, wire: WireStatement, id: str) -> tuple[Statement, tuple[Point, ...], list[Violation]]:
        """The statement as the program understands it, and what is wrong with its form."""
        points = tuple(p for p in self.brief.points if p.id in wire.points)
        basis, unknown = self.brief.basis(wire.basis)
        unknown = (*unknown, *sorted(set(wire.points) - {p.id for p in points}))
        wrong: list[tuple[str, str, str]] = [
            ("basis-unknown", name, f"The material has nothing under the id {name[:20]}.") for name in unknown
        ]
        label, twice = self._label(points)
        if twice:
            wrong.append(("form", "", twice))
        if points and wire.type not in {p.statement.type for p in points}:
            wrong.append(("type", wire.type, "The type is not that of a point that the statement tells."))
        statement = Statement(
            id=id,
            type=wire.type,
            text=_flat(wire.text),
            label=label,
            basis=joined([p.statement.basis for p in points], basis),
            origin="model",
        )
        if not statement.text.rstrip("”\"'])").endswith((".", "?", "!")):
            wrong.append(("form", "", "It does not end as a sentence does."))
        if not points:
            wrong += self._extra(statement)
        if steps(statement.text) - {n for p in points for n in steps(p.statement.text)}:
            wrong.append(("form", "step", "It points to a step to which its points do not."))
        return statement, points, [Violation(statement=id, code=c, span=s, reason=r) for c, s, r in wrong]

    def _label(self, points: Sequence[Point]) -> tuple[str | NotStated, str]:
        """The label to print before a statement, and what is wrong with it claiming these points."""
        labelled = [p for p in points if p.statement.label != NOT_STATED]
        steps_here = [p for p in points if self.brief.section.blocks[p.block].form == "steps"]
        if len(labelled) > 1 or (steps_here and len(points) > 1):
            return NOT_STATED, "A statement tells one labelled point, or one step, and no other."
        taken = {p.id for t in self.told for p in t.points}
        if any(p.id in taken for p in (*(q for q in labelled if q.alone), *steps_here)):
            return NOT_STATED, "A point with a label, and a step, is told by one statement only."
        if not labelled or labelled[0].id in taken:
            return NOT_STATED, ""
        return labelled[0].statement.label, ""

    def _extra(self, statement: Statement) -> list[tuple[str, str, str]]:
        """What is wrong with a statement that tells no point."""
        most = {"evidence": self.brief.extras, "record_fact": self.brief.quoted}.get(statement.type, 0)
        if sum(not t.points and t.statement.type == statement.type for t in self.told) >= most:
            return [("form", "", "Every statement tells a point; no more of this type may be added here.")]
        if statement.type == "record_fact":
            return self._of_record(statement)
        if not statement.facts() or not self.brief.spare.issuperset(statement.facts()):
            return [("form", "", "A statement that is added cites spare passages, and no others.")]
        return []

    def _of_record(self, statement: Statement) -> list[tuple[str, str, str]]:
        """What is wrong with a statement on the record that tells no point: it quotes what was offered for it."""
        offered = [e.text for e in self.brief.excerpts]
        offered += [self.ground.findings[f].quote for f in statement.basis.findings]
        offered += [self.ground.treatments[t].quote for t in statement.basis.treatments]
        held = [squeeze(text) for text in offered]
        quotes = [squeeze(q.words).strip(" .,;:") for q in reading_of(statement, self.ground).quotes]
        if statement.facts() or not quotes or not all(any(q in text for text in held) for q in quotes):
            return [("form", "", "A statement added on the record quotes an excerpt or a fact of its basis.")]
        return []

    # --- what is told, and what is not ----------------------------------------------------------------------------

    def untold(self) -> dict[Point, str]:
        """Points that the statements kept do not tell in full, with the reason."""
        return self._untold(self.brief.points, self.told)

    def _untold(self, points: Sequence[Point], told: Sequence[Told]) -> dict[Point, str]:
        """Those of some points that statements do not tell in full, with the reason."""
        claims: dict[Point, list[Told]] = {}
        for statement in told:
            for point in statement.points:
                claims.setdefault(point, []).append(statement)
        reasons = ((point, self._missing(point, claims.get(point, []))) for point in points)
        return {point: reason for point, reason in reasons if reason}

    def _missing(self, point: Point, claiming: Sequence[Told]) -> str:
        known = (point.id, *(t.statement.id for t in claiming))
        if known not in self._answers:
            claimed = dict.fromkeys(p for t in claiming for p in t.points)
            own = [t.statement for t in claiming]
            self._answers[known] = missing(point.statement, own, [p.statement for p in claimed], self.ground)
        return self._answers[known]

    def trim(self) -> dict[Point, str]:
        """Leaves out statements that tell no point in full, and those without which their points are told as well; the
        points that are not told, with the reason.
        """
        left = self.untold()
        self.told = [t for t in self.told if not t.points or any(p not in left for p in t.points)]
        for idle in reversed([t for t in self.told if t.points]):
            others = [t for t in self.told if t is not idle]
            owed = [p for p in idle.points if p not in left]
            shared = all(any(p in t.points for t in others) for p in owed)
            if shared and not self._untold(owed, others):
                self.told = others
        return self.untold()

    def settle(self) -> list[Point]:
        """The points that the composer's words have to tell. What was added beside points goes where none is told."""
        left = self.trim()
        if not any(t.points for t in self.told):
            self.told = []
        return list(left)

    def refuse(self, id: str, violation: Violation) -> bool:
        """Takes back a statement that clashes with another section's. False where it is not of this section."""
        before = len(self.told)
        self.told = [t for t in self.told if t.statement.id != id]
        if len(self.told) < before:
            self.violations.append(violation.model_copy(update={"span": violation.span[:_SPAN]}))
        return len(self.told) < before

    def section(self) -> tuple[Section, int]:
        """The section as it stands, and how many of the composer's statements it has besides the model's."""
        left = self.settle()
        if not self.told:
            return self.brief.section, 0
        blocks = tuple(self._block(at, block, left) for at, block in enumerate(self.brief.section.blocks))
        return self.brief.section.model_copy(update={"blocks": blocks, "drafted_by": "model"}), len(left)

    def _block(self, at: int, block: Block, left: Sequence[Point]) -> Block:
        """A block in the model's order where it is free, in the composer's where labels or steps give one."""
        order = {p.id: n for n, p in enumerate(self.brief.points)}
        placed: list[tuple[int, Statement]] = []
        here, anchor = 0, 0
        for t in self.told:
            if t.points:
                here, anchor = t.points[0].block, min(order[p.id] for p in t.points)
            if here == at:
                placed.append((anchor, t.statement))
        if any(p.block == at and p.statement.label != NOT_STATED for p in self.brief.points) or block.form == "steps":
            placed.sort(key=lambda pair: pair[0])
        for point in (p for p in left if p.block == at):
            after = max((n for n, (anchor, _) in enumerate(placed) if anchor <= order[point.id]), default=-1)
            placed.insert(after + 1, (order[point.id], point.statement))
        return Block(form=block.form, statements=tuple(s for _, s in placed))


def _flat(text: str) -> str:
    """A text with one blank wherever there is white space."""
    return " ".join(text.split())


def joined(points: Sequence[Basis], own: Basis) -> Basis:
    """One basis of those of points and a further one, each entry once; under another set where all points are told under it."""
    parts, sets = (*points, own), {basis.policy_set for basis in points}
    return Basis(
        findings=tuple(dict.fromkeys(f for b in parts for f in b.findings)),
        treatments=tuple(dict.fromkeys(t for b in parts for t in b.treatments)),
        criteria=tuple(dict.fromkeys(c for b in parts for c in b.criteria)),
        outcomes=tuple(dict.fromkeys(o for b in parts for o in b.outcomes)),
        policy_set=sets.pop() if len(sets) == 1 else NOT_STATED,
    )


def opening(brief: Brief, prompts: Prompts, audience: str) -> tuple[Message, ...]:
    """What the model is first told: the rules, the same for all sections, so that a server may keep them; then the section."""
    rules = prompts.render(brief.prompt, audience=audience)
    own = {"title": brief.heading or brief.section.title, "form": brief.form, "extras": brief.extras}
    task = prompts.render("task", fence=brief.fence, material=brief.material, quoted=brief.quoted, **own)
    return Message("system", rules), Message("user", task)


Opening = Callable[[Brief, Prompts, str], tuple[Message, ...]]
"""What the model is first told of a brief, for an audience."""


async def write_section(
    work: SectionWork,
    caller: Caller,
    prompts: Prompts,
    audience: str,
    shown: Shown | None = None,
    opening: Opening = opening,
) -> None:
    """Asks, guards, explains, asks again. Failures are noted in `work`; nothing is raised.

    `shown` is given each statement that passes as soon as it has arrived. It is a preview: the document is made of the
    whole reply, and a statement may yet give way to another.
    """
    messages = opening(work.brief, prompts, audience)
    listen = None if shown is None else _listener(work, shown)
    for round in range(ROUNDS):
        try:
            reply = await caller.call(messages, listen, f"{work.brief.section.id} {round + 1}")
        except CallFailed as failed:
            if failed.fault in ("empty", "cut") and round + 1 < ROUNDS:
                work.failure = failed.message
                messages = _again(
                    messages[:2], "", prompts.render("repair", malformed=failed.message, refused=[], untold=[])
                )
                continue
            work.failure = failed.message
            return
        try:
            wires, left_out = read(reply.text)
        except Malformed as error:
            caller.reject(reply)
            work.failure = "the reply was not of the form asked for"
            work.violations.append(_malformed(work, str(error)))
            messages = _again(messages[:2], "", prompts.render("repair", malformed=str(error), refused=[], untold=[]))
            continue
        work.failure = ""
        if left_out:
            work.violations.append(_malformed(work, "a statement has another form than was asked for."))
        first = work.returned
        refused = work.take(wires, round)
        caller.judge(reply, work.verdicts(first))
        untold = work.trim()
        rows = [{"id": p.id, "reason": reason} for p, reason in untold.items() if p.id not in work.brief.hidden]
        if not rows:
            return
        asked = prompts.render("repair", malformed="", refused=refused, untold=rows)
        messages = _again(messages[:2], reply.text, asked)


def _listener(work: SectionWork, shown: Shown) -> Callable[[], Heard]:
    """Makes who hears a reply: statements that pass are shown, each once however often the reply has to be sent."""
    known: set[str] = set()

    def listen() -> Heard:
        arriving = Arriving()

        def heard(piece: str) -> None:
            for wire in arriving.feed(piece):
                statement = work.preview(wire)
                if statement is not None and statement.words() not in known:
                    known.add(statement.words())
                    shown(work.brief.section.title, statement)

        return heard

    return listen


def _again(first: tuple[Message, ...], reply: str, asked: str) -> tuple[Message, ...]:
    """The conversation with the last reply, where there is a usable one, and what is asked now."""
    return (*first, *((Message("assistant", reply),) if reply else ()), Message("user", asked))


def _malformed(work: SectionWork, reason: str) -> Violation:
    return Violation(statement=work.brief.section.id, code="malformed-reply", span="", reason=reason)
