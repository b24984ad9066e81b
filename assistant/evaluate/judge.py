"""A second opinion on the documents of a run: a language model says which points they make and what their citations support.

It reads what the run has kept, so that judging again needs no new run. Its verdicts stand beside the samples, with the
versions of the prompts; no score of the run changes, and no threshold rests on them.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from ..errors import InputError, Where
from ..files import write
from ..model.base import NOT_STATED, Model, NotStated
from ..pack.pack import Pack
from ..pack.yamlio import read_bytes
from ..settings import Settings
from ..writer.models import ChatModel
from .asking import CitationVerdict, CitationVerdicts, PointVerdicts, Unjudged, ask, fingerprint, judge_of, version
from .content import Match
from .sample import Run, Sample
from .score import Score, not_scored, scored, share
from .written import Said, Written

FILE: Final = "judgements.jsonl"
BATCH: Final = 20
"""Statements with their passages that are judged in one call."""


class Support(Model):
    """What the judge says of one statement and its citations."""

    statement: str
    together: bool
    """Whether its passages support it."""
    alone: tuple[str, ...] = ()
    """Citations that support it alone."""
    needed: tuple[str, ...] = ()
    """Citations without which the rest does not support it."""


class Judgement(Model):
    """One document, as a judge read it."""

    case: str
    system: str
    model: str
    """Who judged, as configured."""
    prompts: dict[str, str]
    """Version of each prompt."""
    asked: str
    """SHA-256 over all that was asked: a judgement is taken over where the same would be asked again."""
    points: dict[str, tuple[str, ...]] = {}
    """Statements that make each point."""
    support: tuple[Support, ...] = ()
    failed: str | NotStated = NOT_STATED
    """Why a part of it brought nothing."""
    scores: tuple[Score, ...] = ()

    def value(self, measure: str) -> float | None:
        """The value of a measure; None where it was not scored."""
        found = next((s.value for s in self.scores if s.measure == measure), NOT_STATED)
        return None if found == NOT_STATED else found


def judge_run(
    made: Run,
    pack: Pack,
    settings: Settings,
    spec: str,
    *,
    kept: Sequence[Judgement] = (),
    chat: ChatModel | None = None,
) -> list[Judgement]:
    """Judges every document of a run. What is in `kept`, and would be asked the same way again, is taken over.

    Raises SettingsError, and InputError for a model that judges nothing.
    """
    chosen = judge_of(settings, spec)
    known = {j.asked: j for j in kept if j.failed == NOT_STATED}
    samples = [s for s in made.samples if isinstance(s.written, Written)]
    questions = [(s, *_material(s, pack)) for s in samples]
    waiting = [(s, p, c) for s, p, c in questions if _key(spec, p, c) not in known]
    about_points = ask(PointVerdicts, [p for _, p, _ in waiting if p["points"]], chosen, settings, chat=chat)
    batches = [(n, batch) for n, (_, _, c) in enumerate(waiting) for batch in _batches(c)]
    about_citations = ask(CitationVerdicts, [batch for _, batch in batches], chosen, settings, chat=chat)
    points, support = iter(about_points), list(zip([n for n, _ in batches], about_citations, strict=True))
    fresh: dict[str, Judgement] = {}
    for n, (sample, material, citations) in enumerate(waiting):
        made_points = next(points) if material["points"] else None
        of_this = [verdicts for number, verdicts in support if number == n]
        key = _key(spec, material, citations)
        fresh[key] = _judgement(sample, spec, key, made_points, of_this, citations)
    return [{**known, **fresh}[_key(spec, p, c)] for _, p, c in questions]


def _key(spec: str, points: dict[str, Any], citations: list[dict[str, Any]]) -> str:
    return fingerprint(PointVerdicts, spec, {**points, "citations": citations, "version": version(CitationVerdicts)})


def _material(sample: Sample, pack: Pack) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What is asked of a document: about its points, and about its statements that need a source."""
    assert isinstance(sample.written, Written)
    said = sample.written.statements
    points = [{"id": p.id, "says": p.says} for p in sample.content.points]
    statements = [{"id": s.id, "headings": s.heading or s.context, "text": s.text} for s in said]
    cited = [_row(s, pack) for s in said if s.needs_source and s.facts]
    return {"points": points, "statements": statements}, cited


def _row(said: Said, pack: Pack) -> dict[str, Any]:
    """A statement with the words of the facts it cites; without them where the corpus has not all of them any more."""
    try:
        passages = [_passage(ref, pack) for ref in said.facts]
    except KeyError:
        passages = []
    return {"id": said.id, "text": said.text, "passages": passages}


def _passage(ref: str, pack: Pack) -> dict[str, str]:
    source, fact = pack.fact(ref)
    about = f"{source.title}, {source.issuer}, {source.year}"
    whom = "" if fact.population == NOT_STATED else str(fact.population)
    return {"id": ref, "of": about, "population": whom, "text": fact.text}


def _batches(citations: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    there = [row for row in citations if row["passages"]]
    yield from ({"statements": there[n : n + BATCH]} for n in range(0, len(there), BATCH))


def _judgement(
    sample: Sample,
    spec: str,
    key: str,
    points: PointVerdicts | Unjudged | None,
    support: Sequence[CitationVerdicts | Unjudged],
    citations: list[dict[str, Any]],
) -> Judgement:
    assert isinstance(sample.written, Written)
    failures = dict.fromkeys(str(x) for x in (points, *support) if isinstance(x, Unjudged))
    ids = {s.id for s in sample.written.statements}
    said = {} if not isinstance(points, PointVerdicts) else {
        v.point: tuple(s for s in v.statements if s in ids) for v in points.points
    }  # fmt: skip
    rows = {row["id"]: [p["id"] for p in row["passages"]] for row in citations}
    verdicts = [v for reply in support if isinstance(reply, CitationVerdicts) for v in reply.statements]
    judged = {v.statement: _support(v, rows[v.statement]) for v in verdicts if v.statement in rows}
    failed = "; ".join(failures)
    return Judgement(
        case=sample.case,
        system=sample.system,
        model=spec,
        prompts={"judge_points": version(PointVerdicts), "judge_citations": version(CitationVerdicts)},
        asked=key,
        points={p.id: said[p.id] for p in sample.content.points if p.id in said},
        support=tuple(judged.values()),
        failed=failed or NOT_STATED,
        scores=(
            _score_points(sample.content.points, said, failed),
            *_score_support(rows, judged, failed),
        ),
    )


def _support(verdict: CitationVerdict, cited: Sequence[str]) -> Support:
    return Support(
        statement=verdict.statement,
        together=verdict.together,
        alone=tuple(ref for ref in cited if ref in verdict.alone),
        needed=tuple(ref for ref in cited if ref in verdict.needed),
    )


def _score_points(points: Sequence[Match], said: dict[str, tuple[str, ...]], failed: str) -> Score:
    """Points by weight. A point that the judge passed over is not made up for: the document is not scored."""
    if points and any(p.id not in said for p in points):
        return not_scored("point_recall", failed or "the judge did not speak of every point")
    total = sum(p.weight for p in points)
    return share("point_recall", sum(p.weight for p in points if said[p.id]), total, "the key names no point")


def _score_support(rows: dict[str, list[str]], judged: dict[str, Support], failed: str) -> Iterator[Score]:
    """Recall and precision of citations in the sense of ALCE."""
    gone = sum(not refs for refs in rows.values())
    if gone or any(id not in judged for id in rows):
        reason = f"facts that {gone} statements cite are not in the corpus any more" if gone else ""
        reason = reason or failed or "the judge did not speak of every statement"
        yield not_scored("citation_recall", reason)
        yield not_scored("citation_precision", reason)
        return
    full = {id for id, s in judged.items() if s.together}
    yield share("citation_recall", len(full), len(rows), "no statement cites a fact of the corpus")
    counted = [(id, ref) for id, refs in rows.items() for ref in refs]
    good = sum(id in full and ref in (*judged[id].alone, *judged[id].needed) for id, ref in counted)
    yield share("citation_precision", good, len(counted), "no statement cites a fact of the corpus")


def agreement(made: Run, judged: Sequence[Judgement]) -> Score:
    """Cohen's kappa (1960) of matcher and judge over all points of the documents that were judged."""
    pairs = []
    for judgement in judged:
        sample = made.sample(judgement.case, judgement.system)  # type: ignore[arg-type]
        if sample is not None:
            pairs += [(p.made, bool(judgement.points[p.id])) for p in sample.content.points if p.id in judgement.points]
    if not pairs:
        return not_scored("kappa", "no point was judged")
    count = len(pairs)
    same = sum(a == b for a, b in pairs) / count
    first, second = sum(a for a, _ in pairs) / count, sum(b for _, b in pairs) / count
    chance = first * second + (1 - first) * (1 - second)
    if chance == 1:
        return not_scored("kappa", "matcher and judge say the same of every point")
    return scored("kappa", (same - chance) / (1 - chance), count)


def read_judgements(folder: Path) -> tuple[Judgement, ...]:
    """Judgements beside the samples of a run; none where there is no file. Raises InputError."""
    path = folder / FILE
    if not path.is_file():
        return ()
    try:
        lines = read_bytes(path, limit=500_000_000, fault=InputError).splitlines()
        return tuple(Judgement.model_validate_json(line) for line in lines if line)
    except ValidationError:
        raise InputError(
            "the judgements cannot be read: they are not of the form of this version.",
            where=Where(path),
            remedy="Delete the file and judge again.",
        ) from None


def write_judgements(folder: Path, kept: Sequence[Judgement], fresh: Sequence[Judgement]) -> None:
    """Writes judgements beside the samples: those of other models and prompts stay."""
    new = {(j.case, j.system, j.model, json.dumps(j.prompts, sort_keys=True)) for j in fresh}
    others = [j for j in kept if (j.case, j.system, j.model, json.dumps(j.prompts, sort_keys=True)) not in new]
    write({folder / FILE: "".join(j.model_dump_json() + "\n" for j in (*others, *fresh))})
