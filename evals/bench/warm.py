"""The same work again and again in one process: the checker alone, and a whole draft step by step."""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter

from assistant.api import draft_whole
from assistant.check import check
from assistant.intake import load_case
from assistant.intake.load import Loaded
from assistant.pack import load_pack
from assistant.render import render_html, render_markdown
from assistant.settings import Settings
from evals import REFERENCE

from .quiet import without_collection

CASES = Path(__file__).parent.parent / "cases"
STEPS = ("check", "retrieve", "compose", "guard", "render")


@dataclass(frozen=True)
class Warm:
    """One case, in milliseconds (medians)."""

    case: str
    first: float
    """The first draft of the case in this process: nothing asked for it is remembered yet."""
    check: float
    """The checker alone."""
    steps: dict[str, float]
    """A whole draft by step; its own check is the first."""
    whole: float
    """A whole draft: from the case to Markdown, HTML and JSON."""
    without_search: float
    """The same without the search index."""


def cases() -> list[Loaded]:
    """The reference cases, on one pack, so that what the pack keeps is kept for all of them."""
    loaded = [load_case(CASES / f"{name}.yaml") for name in REFERENCE]
    packs = {name: load_pack(name) for name in {one.case.pack for one in loaded}}
    return [Loaded(one.case, packs[one.case.pack], one.faults) for one in loaded]


def measure(loaded: Loaded, settings: Settings, drafts: int, checks: int) -> Warm:
    """One case, its first draft apart: later ones find the answers to their searches remembered."""
    first = sum(_draft(loaded, settings, search=True).values())
    with without_collection():
        alone = [_timed_check(loaded) for _ in range(checks)]
        runs = [_draft(loaded, settings, search=True) for _ in range(drafts)]
        bare = [sum(_draft(loaded, settings, search=False).values()) for _ in range(drafts)]
    return Warm(
        case=loaded.case.id,
        first=first,
        check=median(alone),
        steps={step: median(run[step] for run in runs) for step in STEPS},
        whole=median(sum(run.values()) for run in runs),
        without_search=median(bare),
    )


def _timed_check(loaded: Loaded) -> float:
    started = perf_counter()
    check(loaded.case, loaded.pack)
    return (perf_counter() - started) * 1000


def _draft(loaded: Loaded, settings: Settings, *, search: bool) -> dict[str, float]:
    """Milliseconds of each step: `draft_whole` tells when each begins."""
    marks: list[float] = []
    made = draft_whole(
        loaded.case,
        settings=settings,
        pack=loaded.pack,
        search=search,
        told=lambda step: marks.append(perf_counter()),
    )
    marks.append(perf_counter())
    render_markdown(made.determination)
    render_html(made.determination, loaded.case)
    made.determination.model_dump_json(indent=2)
    marks.append(perf_counter())
    spent = [(after - before) * 1000 for before, after in pairwise(marks)]
    return dict(zip(STEPS, spent, strict=True))
