"""Our cases and scorers in inspect_ai, for teams whose harness that is (the extra `inspect`).

    inspect eval assistant/determinations --model none -T cases=mine/cases -T model=composer

Nothing imports this module but inspect_ai, by the entry point that the package declares or by its path: its imports are
absolute for that reason. The solver drafts a case with a configuration of ours and scores it by our scorers; inspect_ai
runs, logs and shows. The model of inspect_ai is not asked.
"""

import asyncio
import math
from pathlib import Path
from typing import Any, Final

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset
from inspect_ai.dataset import Sample as Row
from inspect_ai.model import ModelOutput
from inspect_ai.scorer import Score, Scorer, Target, mean, scorer, stderr
from inspect_ai.solver import Generate, Solver, TaskState, solver

from assistant.errors import AssistantError
from assistant.evaluate.cases import home_of
from assistant.evaluate.configuration import Configuration
from assistant.evaluate.keys import load_key
from assistant.evaluate.run import Job, Plan, score_case
from assistant.evaluate.sample import Sample
from assistant.evaluate.written import Written
from assistant.model.base import NOT_STATED
from assistant.settings import load_settings

SAMPLE: Final = "sample"
"""Where the solver leaves what it drafted and scored."""


@task
def determinations(
    cases: str = "evals/cases",
    keys: str | None = None,
    articles: str | None = None,
    model: str = "composer",
    retrieval: str = "hybrid",
    policy_set: str = "by_key",
    disposition: str = "by_key",
    rules: bool = True,
    guard: bool = True,
) -> Task:
    """A row for each case of a folder; the other arguments are those of `assistant eval run`."""
    beside = Path(keys) if keys else home_of(Path(cases)) / "keys"
    configuration = Configuration.model_validate(
        {
            "model": model,
            "retrieval": retrieval,
            "policy_set": policy_set,
            "disposition": disposition,
            "rules": rules,
            "guard": guard,
        }
    )
    plan = Plan(Path(cases), beside if beside.is_dir() else None, Path(articles) if articles else None, configuration)
    jobs = {job.input.name: job for job in plan.each(load_settings())}
    rows = [_row(name, job) for name, job in jobs.items()]
    return Task(
        dataset=MemoryDataset(rows, name="determinations"),
        solver=draft(jobs),
        scorer=scores(),
        metadata={"configuration": configuration.told()},
    )


def _row(name: str, job: Job) -> Row:
    """The question of a case, and what its document should be headed."""
    key = job.files(name)[0]
    expected = "" if key is None else load_key(key).outcomes.determination.outcome
    try:
        question = job.input.load(job.settings).case.question
    except AssistantError as error:
        question = f"This case cannot be read: {error.message}"
    return Row(id=name, input=" ".join(question.split()), target=expected)


@solver
def draft(jobs: dict[str, Job]) -> Solver:
    """Drafts the case of a row, and leaves the document as the output."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        own, *_ = await asyncio.to_thread(score_case, jobs[str(state.sample_id)])
        state.store.set(SAMPLE, own.model_dump_json())
        state.output = ModelOutput.from_content("determination-assistant", _text(own))
        return state

    return solve


def _text(sample: Sample) -> str:
    """The document in plain words, or why there is none."""
    written = sample.written
    if not isinstance(written, Written):
        return f"No document: {sample.error}"
    lines, heading = [f"# {written.title}"], ""
    for said in written.statements:
        if said.heading != heading:
            heading = said.heading
            lines += ["", f"## {heading}"]
        lines += ["", said.text]
    return "\n".join(lines)


@scorer(metrics={"*": [mean(), stderr()]})
def scores() -> Scorer:
    """All our measures. What is not scored is no number, and enters no mean; the reasons stand in the metadata."""

    async def score(state: TaskState, target: Target) -> Score:
        sample = Sample.model_validate_json(state.store.get(SAMPLE))
        if sample.error != NOT_STATED:
            return Score.unscored(reason="scoring_failed", explanation=str(sample.error))
        values = {s.measure: math.nan if s.value == NOT_STATED else s.value for s in sample.scores}
        reasons: dict[str, Any] = {s.measure: s.reason for s in sample.scores if s.value == NOT_STATED}
        return Score(value=values, answer=str(sample.verdict), explanation=_faults(sample), metadata=reasons)

    return score


def _faults(sample: Sample) -> str:
    """What is missing or wrong, in words."""
    content = sample.content
    found = [f"missed: {p.says}" for p in (*content.points, *content.steps) if not p.made]
    found += [f"forbidden: {hit.sentence}" for hit in content.hits]
    found += [f"{u.name}: expected {u.expected}, found {u.found}" for u in sample.units if not u.acceptable]
    return "\n".join(found) or "nothing missed"
