"""A run: every case drafted and scored, its reference article scored beside it."""

import platform
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from .. import __version__
from ..api import draft_whole
from ..errors import InputError, Where
from ..files import digest
from ..intake import load_case
from ..model.case import Case
from ..pack.data import corpus_root
from ..pack.pack import Pack
from ..settings import Settings
from ..writer.models import beside, destination
from .article import Article, find_article, load_article
from .key import Key
from .keys import key_of
from .sample import Manifest, Run, Sample
from .score import SEED
from .scorers import ground_of, sample_of_article, sample_of_draft

CASE_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is made of."""

    cases: Path
    keys: Path | None = None
    articles: Path | None = None
    policy_set: str | None = None
    """None: that of each key, else the pack's default."""
    disposition: str | None = None
    search: bool = True
    model: str | None = None
    """Who drafts; None: the setting of that name."""


def run(plan: Plan, settings: Settings, told: Callable[[str, int, int], None] = lambda *_: None) -> Run:
    """Runs a plan. `told` hears the case at hand, how many are done, how many there are.

    A case that cannot be drafted becomes a sample with its error; a key or an article that is wrong ends the run.

    Raises:
        InputError: no cases; an unknown model; a key that is wrong or does not fit its case; an article that cannot be read.
        IndexMissing, IndexStale: the search index has to be built first.
    """
    began, clock = datetime.now(UTC), time.perf_counter()
    files = case_files(plan.cases)
    destination(settings, plan.model)
    samples: list[Sample] = []
    for number, file in enumerate(files):
        told(file.stem, number, len(files))
        samples += _case(file, plan, settings)
    told("", len(files), len(files))
    manifest = Manifest(
        started=began.isoformat(timespec="seconds"),
        seconds=round(time.perf_counter() - clock, 3),
        version=__version__,
        python=platform.python_version(),
        policy_set=plan.policy_set or settings.policy_set,
        disposition=plan.disposition or settings.disposition,
        search=plan.search,
        model=plan.model or settings.model,
        seed=SEED,
        cases=tuple(s.case for s in samples if s.system == "assistant"),
        cases_digest=digest(files),
        keys_digest=digest(sorted(plan.keys.glob("*.yaml")) if plan.keys is not None else ()),
        corpus_digest=digest(path for root in (corpus_root(), *settings.layers) for path in sorted(root.rglob("*.*"))),
        articles=tuple(s.case for s in samples if s.system == "reference"),
    )
    return Run(manifest=manifest, samples=tuple(samples))


def case_files(folder: Path) -> list[Path]:
    """The case files of a folder, in the order of their names; or the one file. Raises InputError."""
    if folder.is_file():
        return [folder]
    files = sorted(p for p in folder.glob("*") if p.suffix in CASE_SUFFIXES and p.is_file())
    if not files:
        raise InputError("no case was found here.", where=Where(folder), remedy="Name a folder of cases with --cases.")
    return files


def _case(file: Path, plan: Plan, settings: Settings) -> Iterator[Sample]:
    try:
        loaded = load_case(file, settings.layers, largest=settings.largest_case)
    except InputError as error:
        yield Sample(case=file.stem, system="assistant", error=error.message)
        return
    case, pack = loaded.case, loaded.pack
    key = key_of(plan.keys, case, pack)
    path = None if plan.articles is None else find_article(plan.articles, case.id)
    article = None if path is None else load_article(path)
    try:
        plan = replace(plan, model=beside(plan.model or settings.model, file))
    except InputError as error:
        yield Sample(case=case.id, system="assistant", keyed=key is not None, error=error.message)
        return
    yield _own(case, pack, key, article, plan, settings)
    if article is not None:
        yield sample_of_article(case.id, article, key, pack.levels, ground_of(case, pack, settings, key))


def _own(case: Case, pack: Pack, key: Key | None, article: Article | None, plan: Plan, settings: Settings) -> Sample:
    clock = time.perf_counter()
    try:
        drafted = draft_whole(
            case,
            policy_set=plan.policy_set or (key.policy_set if key else None),
            disposition=plan.disposition or (key.disposition if key else None),
            settings=settings,
            pack=pack,
            search=plan.search,
            model=plan.model,
        )
    except InputError as error:
        return Sample(case=case.id, system="assistant", keyed=key is not None, error=error.message)
    seconds = time.perf_counter() - clock
    return sample_of_draft(drafted, key, article, pack.levels, seconds)
