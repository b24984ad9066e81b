"""`python -m evals.replies.count`: each recorded reply through the writer and the guard, counted, beside the composer's document.

Statements are counted at the first try; a recorded model has nothing to say to a refusal. Those that name what no prompt of
today has are refused for that, and counted apart. Of the statements where a careless reply is wrong (`slips.yaml`), each is
said to be caught or not.
"""

import argparse
import json
import re
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from assistant.api import compose_case, draft_whole
from assistant.errors import InputError, StoreError
from assistant.intake import load_case
from assistant.intake.load import Loaded
from assistant.model.document import Determination, Statement
from assistant.pack.yamlio import Loader
from assistant.settings import Settings, load_settings
from assistant.writer.brief import briefs
from assistant.writer.ids import is_id
from assistant.writer.models import beside
from assistant.writer.section import SHORTENED, SectionWork
from assistant.writer.wire import Malformed, WireStatement, read

from ..bench.table import table
from . import HERE

EVALS = Path(__file__).parents[1]
QUALITIES = ("excellent", "careless", "hostile")
_MARKER = re.compile(r"\[\[[^\]]+\]\]")
_QUOTED = re.compile(r"“([^”]+)”")


@dataclass(frozen=True)
class Document:
    """How much a document tells."""

    words: int
    sources: int
    """Distinct facts of sources that it cites."""
    record: int
    """Distinct findings and treatments that its statements rest on."""
    quotations: int
    """Distinct quotations of the record."""


@dataclass(frozen=True)
class Judged:
    """One statement of a reply."""

    section: str
    wire: WireStatement
    codes: tuple[str, ...]
    """Of violations; none: it passed."""
    reasons: tuple[str, ...]
    stale: bool
    """It answers a prompt that has changed since."""
    slip: str = ""
    """What is wrong with it, where it stands in a careless reply and is meant to be."""

    @property
    def shortened(self) -> bool:
        """Whether it passed without a part that brings in nothing."""
        return self.codes == (SHORTENED,)

    @property
    def refused(self) -> bool:
        """Whether it did not pass."""
        return bool(self.codes) and not self.shortened


@dataclass(frozen=True)
class Result:
    """One file of replies."""

    case: str
    quality: str
    judged: tuple[Judged, ...]
    stood: tuple[Statement, ...]
    """Statements of the model in the document."""
    document: Document
    composer: Document
    riders: tuple[tuple[str, bool], ...] = ()
    """Statements of a hostile reply set behind the composer's own words for their point, and whether they passed so."""

    @property
    def passed(self) -> tuple[Judged, ...]:
        """Statements that the guard let pass at the first try, some without an idle part."""
        return tuple(j for j in self.judged if not j.refused)

    @property
    def current(self) -> tuple[Judged, ...]:
        """Statements on what today's prompt still tells."""
        return tuple(j for j in self.judged if not j.stale)

    @property
    def share(self) -> float:
        """Part of the statements that passed, of those on what today's prompt still tells."""
        return len(self.passed) / len(self.current) if self.current else 0.0

    @property
    def refused(self) -> Counter[str]:
        """Statements on what today's prompt still tells that were refused, by the first of their codes."""
        return Counter(j.codes[0] for j in self.current if j.refused)


def measure(case: Path, quality: str, settings: Settings, *, search: bool) -> Result | None:
    """One file of replies; None where there is none."""
    try:
        model = beside(f"mock:replies:{quality}", case)
    except InputError:
        return None
    loaded = load_case(case)
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        used = settings.model_copy(update={"writer_log": log})

        def made(name: str | None) -> Determination:
            return draft_whole(loaded.case, pack=loaded.pack, settings=used, search=search, model=name).determination

        theirs, ours = made(model), made("composer")
        judged = tuple(_judged(log, theirs))
        riders = tuple(_riders(loaded, judged, used, search=search)) if quality == "hostile" else ()
        if quality == "careless":
            judged = tuple(_with_slips(judged, loaded.case.id))
    stood = tuple(s for s in _statements(theirs) if s.origin == "model")
    return Result(loaded.case.id, quality, judged, stood, _document(theirs), _document(ours), riders)


def _riders(
    loaded: Loaded, judged: Iterable[Judged], settings: Settings, *, search: bool
) -> Iterator[tuple[str, bool]]:
    """What a model would get through that tells its points whole and then adds something to them."""
    made = compose_case(loaded.case, pack=loaded.pack, settings=settings, search=search)
    found = {b.section.id: b for b in briefs(made.draft, made.context, made.ground)}
    for j in judged:
        brief = found[j.section]
        for point in (p.statement for p in brief.points if p.id in j.wire.points):
            ids = [p.id for p in brief.points if p.statement is point]
            text = f"{point.text} {j.wire.text}"
            wire = j.wire.model_copy(update={"type": point.type, "text": text, "points": ids, "basis": []})
            work = SectionWork(brief, made.ground)
            yield text, not work.take([wire], 0) and not work.shortened


def _judged(log: Path, made: Determination) -> Iterator[Judged]:
    reasons: dict[str, list[str]] = {}
    for violation in made.guard.violations:
        reasons.setdefault(violation.statement, []).append(violation.reason)
    with closing(sqlite3.connect(log)) as db:
        calls = db.execute(
            "SELECT id, about, request, reply FROM calls WHERE reply NOT NULL AND about LIKE '% 1'"
        ).fetchall()
        for call, about, request, reply in calls:
            codes = db.execute(
                "SELECT statement, codes FROM verdicts WHERE call = ? ORDER BY rowid", (call,)
            ).fetchall()
            try:
                wires, _ = read(reply)
            except Malformed:
                continue
            for wire, (id, found) in zip(wires, codes, strict=True):
                stale = _stale(wire, json.loads(request)[-1][1])
                yield Judged(about.split()[0], wire, tuple(found.split()), tuple(reasons.get(id, ())), stale)


def _stale(wire: WireStatement, material: str) -> bool:
    """Whether a statement names what its prompt does not have, or was added from what is no longer offered there. An id that
    no prompt could have was made up by the reply.
    """
    if any(is_id(id) and f'"{id}"' not in material for id in (*wire.points, *wire.basis)):
        return True
    added = [] if wire.points else [*_MARKER.findall(wire.text), *_QUOTED.findall(wire.text)]
    return any(words not in material for words in added)


def _with_slips(judged: Iterable[Judged], case: str) -> Iterator[Judged]:
    """Statements of a careless reply with what is wrong with them, by their place in the section."""
    slips = yaml.load((HERE / "slips.yaml").read_text(encoding="utf-8"), Loader).get(case, {})
    places: Counter[str] = Counter()
    for j in judged:
        yield replace(j, slip=slips.get(j.section, {}).get(places[j.section], ""))
        places[j.section] += 1


def _statements(made: Determination) -> list[Statement]:
    return [*made.lead, *(s for section in made.sections for b in section.blocks for s in b.statements)]


def _document(made: Determination) -> Document:
    told = _statements(made)
    sources = {ref for s in told for ref in s.facts()}
    record = {f for s in told for f in (*s.basis.findings, *s.basis.treatments)}
    quoted = {q.casefold() for s in told if s.documents() for q in _QUOTED.findall(s.text)}
    return Document(sum(len(s.words().split()) for s in told), len(sources), len(record), len(quoted))


def report(results: list[Result]) -> Iterator[str]:
    """The tables, and the statements that are worth a look."""
    columns = (
        "case",
        "quality",
        "returned",
        "passed",
        "share",
        "stood",
        "words",
        "sources",
        "record facts",
        "quotations",
    )
    yield table(columns, [_row(r) for r in results])
    for quality in QUALITIES:
        own = [r for r in results if r.quality == quality]
        returned, passed = sum(len(r.current) for r in own), sum(len(r.passed) for r in own)
        if returned:
            yield f"{quality}: {passed} of {returned} statements passed at the first try ({100 * passed / returned:.0f} %)."
            if shortened := sum(j.shortened for r in own for j in r.current):
                yield f"  {shortened} of them without an idle part."
            if stale := sum(len(r.judged) for r in own) - returned:
                yield f"  {stale} more, all refused, answer points that today's prompts no longer have."
            counted = sum((r.refused for r in own), Counter[str]())
            yield "  refused: " + (", ".join(f"{n} {code}" for code, n in counted.most_common()) or "none")
            if slips := [j for r in own for j in r.current if j.slip]:
                yield f"  {sum(bool(j.codes) for j in slips)} of the {len(slips)} that are wrong were caught."
                right = sum(j.refused for r in own for j in r.current if not j.slip)
                yield f"  {right} of the {returned - len(slips)} that are right were refused."
                left = {s.text for r in own for s in r.stood}
                stand = sum(_flat(j.wire.text) in left for j in slips)
                yield f"  {stand} of those that are wrong stand in a document; others told their points in part alone."
            if riders := [passed for r in own for _, passed in r.riders]:
                yield f"  behind the composer's own words for their point: {sum(riders)} of {len(riders)} passed."


def _row(r: Result) -> list[str]:
    def against(name: str) -> str:
        return f"{getattr(r.document, name)} ({getattr(r.composer, name)})"

    counts = [str(len(r.current)), str(len(r.passed)), f"{100 * r.share:.0f} %", str(len(r.stood))]
    return [r.case, r.quality, *counts, *map(against, ("words", "sources", "record", "quotations"))]


def details(results: list[Result]) -> Iterator[str]:
    """Statements to be written again, excellent ones that were refused, hostile ones that passed, and what became of each slip
    of a careless reply.
    """
    for r in results:
        yield from (f"{r.case}, {r.quality}, stale: {j.section}: {j.wire.text}" for j in r.judged if j.stale)
        if r.quality == "careless":
            yield from _slips(r)
            continue
        wanted = [j for j in r.current if (j.refused if r.quality == "excellent" else not j.codes)]
        if not wanted and not any(passed for _, passed in r.riders):
            continue
        yield f"{r.case}, {r.quality}: {'refused' if r.quality == 'excellent' else 'PASSED'}"
        stood = {s.text for s in r.stood}
        for j in wanted:
            mark = " AND STANDS" if _flat(j.wire.text) in stood else ""
            yield f"  {j.section} {','.join(j.wire.points)} {' '.join(j.codes)}{mark}\n    {j.wire.text}"
            yield from (f"    - {reason}" for reason in j.reasons)
        yield from (f"  AS A RIDER: {text}" for text, passed in r.riders if passed)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _slips(r: Result) -> Iterator[str]:
    yield f"{r.case}, careless:"
    stood = {s.text for s in r.stood}
    for j in r.current:
        if j.slip or j.refused:
            said = f"caught ({j.codes[0]})" if j.codes else "STANDS" if _flat(j.wire.text) in stood else "told anew"
            yield f"  {said if j.slip else f'refused, though right ({j.codes[0]})'}: {j.section}: {j.slip or j.wire.text}"
            yield from (f"    - {reason}" for reason in j.reasons if not j.slip)
            if said == "STANDS":
                yield f"    {j.wire.text}"


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m evals.replies.count", description=__doc__)
    options.add_argument("--cases", type=Path, default=EVALS / "cases", help="folder of cases (default %(default)s)")
    options.add_argument("--quality", action="append", choices=QUALITIES, help="one quality alone; several allowed")
    options.add_argument("--no-search", action="store_true", help="leave the search index out")
    chosen = options.parse_args()
    results = []
    for case in sorted(chosen.cases.glob("*.yaml")):
        for quality in chosen.quality or QUALITIES:
            result = measure(case, quality, load_settings(), search=not chosen.no_search)
            if result is not None:
                results.append(result)
    print("\n".join(report(results)))
    print("In brackets: the composer's document. 'stood': statements of the model in the document.\n")
    print("\n".join(details(results)))


if __name__ == "__main__":
    try:
        main()
    except StoreError as error:
        raise SystemExit(f"{error}") from None
