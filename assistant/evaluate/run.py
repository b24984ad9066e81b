"""A run: every case drafted and scored, its reference article scored beside it."""

import hashlib
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Final

from .. import __version__
from ..batch.pool import LOST, jobs_of, spread, waits
from ..errors import InputError, shown
from ..files import digest
from ..intake import Loaded
from ..model.base import NOT_STATED
from ..pack.pack import Pack
from ..settings import Settings
from ..writer.models import beside, destination
from ..writer.prompts import own_prompts
from .article import find_article, load_article
from .cases import Input, inputs_of
from .configuration import Configuration
from .drafting import draft_document
from .keys import SUFFIX, key_of
from .sample import Entry, Manifest, Run, Sample
from .score import SEED
from .scorers import ground_of, sample_of_article, sample_of_document
from .store import Shelf
from .thresholds import Thresholds
from .unfounded import FILE as UNFOUNDED
from .versions import corpus_digest, libraries, program_digest, settings_digest

WORTH: Final = 64
"""Cases that are drafted in about the time that one more process takes to start, measured with the composer."""
_PACKS: dict[tuple[str, tuple[Path, ...]], Pack] = {}
"""Packs of this process: with its pack, the index that is open stays open from case to case."""


@dataclass(frozen=True)
class Plan:
    """What a run is made of."""

    cases: Path
    """A folder of case files and records, or one of them."""
    keys: Path | None = None
    articles: Path | None = None
    configuration: Configuration = field(default_factory=Configuration)
    jobs: int = 1
    """Cases at once. More than one starts processes, or threads where a model is waited for."""
    thresholds: Thresholds | None = None

    @cached_property
    def inputs(self) -> list[Input]:
        """Its cases. Raises InputError."""
        return inputs_of(self.cases)

    def suitable_jobs(self, settings: Settings) -> int:
        """Cases at once, where nobody says how many: processes pay from some dozens of cases on, threads at once."""
        most = jobs_of(settings, self.configuration.model)
        return most if waits(settings, self.configuration.model) else min(most, 1 + len(self.inputs) // WORTH)

    def fingerprint(self, settings: Settings) -> str:
        """SHA-256 over all that the run rests on: two runs that have the same are the same. Raises InputError."""
        ground = basis_of(self, settings)
        return _hash(*(fingerprint_of(job, ground) for job in self.each(settings)))

    def each(self, settings: Settings) -> "list[Job]":
        """Its jobs. Raises InputError: a recorded model that replies to none of the cases."""
        jobs = [Job(one, self, settings) for one in self.inputs if one not in self.passed_over]
        if not jobs:
            beside(self.configuration.model, self.inputs[0].path)
        return jobs

    @cached_property
    def passed_over(self) -> list[Input]:
        """Cases for which the model is a recorded one and nothing was recorded."""
        return [one for one in self.inputs if not _recorded(self.configuration.model, one)]


def _recorded(model: str, one: Input) -> bool:
    try:
        beside(model, one.path)
    except InputError:
        return False
    return True


@dataclass(frozen=True)
class Job:
    """One case of a run."""

    input: Input
    plan: Plan
    settings: Settings
    key: str = ""
    """Its fingerprint."""

    def entry(self, samples: tuple[Sample, ...]) -> Entry:
        """What it was read from. The files of key and article are called like the case."""
        case = samples[0].case
        key, article = self.files(case)
        return Entry(
            case=case,
            digest=self.input.digest(),
            key=NOT_STATED if key is None else digest([key]),
            article=NOT_STATED if article is None else digest([article]),
        )

    def files(self, case: str) -> tuple[Path | None, Path | None]:
        """Key and reference article of a case."""
        keys, articles = self.plan.keys, self.plan.articles
        key = None if keys is None else keys / f"{case}{SUFFIX}"
        article = None if articles is None else find_article(articles, case)
        return key if key is not None and key.is_file() else None, article


def run(
    plan: Plan,
    settings: Settings,
    told: Callable[[str, int, int], None] = lambda *_: None,
    *,
    folder: Path | None = None,
    fresh: bool = False,
) -> Run:
    """Runs a plan. `told` hears the case that is done, how many are, how many there are.

    `folder`: where samples are kept as they come, and taken from where nothing they rest on has changed; `fresh` takes none.
    A case that cannot be drafted becomes a sample with its error; a key or an article that is wrong ends the run.

    Raises:
        InputError: no cases; a key that is wrong or does not fit its case; an article that cannot be read.
        SettingsError: an unknown model.
        IndexMissing, IndexStale: the search index has to be built first.
        StoreError: the folder cannot be used.
    """
    began, clock = datetime.now(UTC), time.perf_counter()
    destination(settings, plan.configuration.model)
    ground = basis_of(plan, settings)
    jobs = [Job(job.input, plan, settings, fingerprint_of(job, ground)) for job in plan.each(settings)]
    shelf = None if folder is None else Shelf(folder, frozenset() if fresh else {job.key for job in jobs})
    done = {} if shelf is None else {key: tuple(samples) for key, samples in shelf.kept.items()}
    reused = len(done)
    told("", len(done), len(jobs))
    waiting = [job for job in jobs if job.key not in done]
    endpoint = waits(settings, plan.configuration.model)
    for samples in spread(score_case, waiting, plan.jobs, waiting=endpoint, lost=_lost):
        if shelf is not None:
            shelf.add(samples)
        done[str(samples[0].key)] = samples
        told(samples[0].case, len(done), len(jobs))
    manifest = Manifest(
        started=began.isoformat(timespec="seconds"),
        seconds=round(time.perf_counter() - clock, 3),
        reused=reused,
        version=__version__,
        program=program_digest(),
        python=platform.python_version(),
        libraries=libraries(),
        configuration=plan.configuration,
        prompts=own_prompts().versions,
        settings=settings_digest(settings),
        seed=SEED,
        corpus=corpus_digest(settings),
        entries=tuple(job.entry(done[job.key]) for job in jobs),
        passed_over=tuple(one.name for one in plan.passed_over),
        thresholds=plan.thresholds or NOT_STATED,
    )
    return Run(manifest=manifest, samples=tuple(s for job in jobs for s in done[job.key]))


def basis_of(plan: Plan, settings: Settings) -> str:
    """All that every case of a run rests on."""
    decides = "" if plan.configuration.policy_set != "by_key" else f"{settings.policy_set} {settings.disposition}"
    own = (plan.configuration.model_dump_json(), settings_digest(settings), corpus_digest(settings), decides)
    claims = "" if plan.keys is None else digest([plan.keys / UNFOUNDED])
    return _hash(__version__, program_digest(), *own, claims)


def fingerprint_of(job: Job, ground: str) -> str:
    """SHA-256 over the case, its key, its article, the replies of a recorded model, and the ground."""
    replies = Path((beside(job.plan.configuration.model, job.input.path) or "").removeprefix("mock:"))
    key, article = job.files(job.input.name)
    # A case whose file is not called like its id has its key under another name: any key may be it.
    keys = sorted(job.plan.keys.glob(f"*{SUFFIX}")) if key is None and job.plan.keys is not None else []
    files = [file for file in (key, article, replies, *keys) if file is not None]
    return _hash(ground, job.input.name, job.input.digest(), digest(files))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _lost(job: Job) -> tuple[Sample, ...]:
    return (_failed(job, job.input.name, f"{LOST}; run it again with fewer --jobs."),)


def _said(error: InputError) -> str:
    """What is wrong and what to do, on one line. Of several problems the first is told."""
    first, *more = error.all_problems()
    others = f" And {len(more)} more." if more else ""
    return shown(" ".join(filter(None, (first.message, first.remedy)))) + others


def _failed(job: Job, case: str, error: str, *, keyed: bool = False) -> Sample:
    return Sample(
        case=case,
        system="assistant",
        keyed=keyed,
        key=job.key,
        guarded=job.plan.configuration.guard,
        error=error,
    )


def score_case(job: Job) -> tuple[Sample, ...]:
    """One case drafted and scored, and its article. Raises what `run` raises of a single case."""
    settings, configuration = job.settings, job.plan.configuration
    try:
        loaded = job.input.load(settings)
    except InputError as error:
        return (_failed(job, job.input.name, _said(error) + job.input.unasked),)
    case = loaded.case
    pack = _PACKS.setdefault((case.pack, settings.layers), loaded.pack)
    key = key_of(job.plan.keys, case, pack)
    path = job.files(case.id)[1]
    article = None if path is None else load_article(path)
    theirs: tuple[Sample, ...] = ()
    if article is not None:
        theirs = (sample_of_article(case.id, article, key, pack.levels, ground_of(case, pack, settings, key)),)
    clock = time.perf_counter()
    try:
        model = beside(configuration.model, job.input.path) or configuration.model
        asked = configuration.model_copy(update={"model": model})
        made = draft_document(Loaded(case, pack, loaded.faults), key, asked, settings)
    except InputError as error:
        own = _failed(job, case.id, _said(error), keyed=key is not None)
    else:
        seconds = time.perf_counter() - clock
        own = sample_of_document(case.id, made, key, article, pack.levels, seconds)
    own = own.model_copy(update={"notes": tuple(shown(str(fault)) for fault in loaded.faults)})
    return tuple(s.model_copy(update={"key": job.key}) for s in (own, *theirs))
