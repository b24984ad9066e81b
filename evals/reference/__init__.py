"""The reference article, the composer and a model side by side, on the cases that have an article.

The articles are not in the repository: `results.json` holds what their scores were, numbers and no sentence, so that the
tables can be made without them. The model is the recorded excellent replies.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from assistant.evaluate import Configuration, Plan, Run, run
from assistant.evaluate.score import BY_ID
from assistant.evaluate.summary import written
from assistant.settings import Settings

from ..bench.table import table

HERE: Final = Path(__file__).parent
CASES: Final = HERE.parent / "cases"
KEYS: Final = HERE.parent / "keys"
RESULTS: Final = HERE / "results.json"
MODEL: Final = "mock:replies:excellent"
AIMS: Final = ("sections", "sources", "unsupported_figures")
"""What the program has to do better than each article: more, more, fewer."""
SHORT: Final = (*AIMS, "forbidden", "point_recall")
SHOWN: Final = (
    *("sections", "sources", "source_diversity", "top_source", "lone_source", "dangling_citations"),
    *("unsupported_figures", "figures_nowhere", "forbidden", "contradictions", "wrong_expansions"),
    *("outcome_agreement", "point_recall", "step_recall", "figure_accuracy"),
    *("proved", "citation_recall", "citation_precision", "accepted", "words", "repetition", "readability", "readable"),
)
START: Final = "<!-- side by side: python -m evals.reference --write -->"
END: Final = "<!-- end of side by side -->"
Scores = dict[str, dict[str, float]]
"""By case, the measures that were scored."""
Systems = dict[str, Scores]
"""By writer, in the order of the columns."""


def measure(articles: Path | None) -> Systems:
    """Scores of the three writers; those of the articles from the folder, or else those that were stored."""
    if articles is None:
        reference: Scores = json.loads(RESULTS.read_text(encoding="utf-8"))
    else:
        reference = {}
    names = [name for name in case_names() if articles is not None or name in reference]
    own: Scores = {}
    for name in names:
        made = _run(name, "composer", articles)
        if (article := made.sample(name, "reference")) is not None:
            reference[name] = {s.measure: float(s.value) for s in article.scores if s.value != "not_stated"}
        own |= _scores(made)
    model: Scores = {}
    for name in reference:
        model |= _scores(_run(name, MODEL, None))
    return {"reference article": reference, "composer": {c: own[c] for c in reference}, "model (recorded)": model}


def graded(articles: Path) -> Iterator[str]:
    """What is wrong with each article of a folder, in our own words, with what the sources say instead."""
    for name in case_names():
        made = _run(name, "composer", articles)
        article = made.sample(name, "reference")
        if article is None:
            continue
        yield f"{name}:"
        yield from (f"  {hit.kind.replace('_', ' ')}: {hit.says} {hit.why}" for hit in article.content.hits)
        yield from (f"  {fault.kind}: {fault.says}" for fault in article.faults)


def _run(name: str, model: str, articles: Path | None) -> Run:
    configuration = Configuration(model=model, retrieval="none")
    return run(Plan(CASES / f"{name}.yaml", KEYS, articles, configuration), Settings())


def case_names() -> list[str]:
    """Cases of the repository."""
    return sorted(path.stem for path in CASES.glob("*.yaml"))


def _scores(made: Run) -> Scores:
    return {
        sample.case: {s.measure: float(s.value) for s in sample.scores if s.value != "not_stated"}
        for sample in made.of("assistant")
    }


def stored(systems: Systems) -> str:
    """The scores of the articles as they are kept."""
    kept = {case: {m: scores[m] for m in SHOWN if m in scores} for case, scores in systems["reference article"].items()}
    return json.dumps(kept, indent=1) + "\n"


def means_table(systems: Systems, measures: Sequence[str] = SHOWN) -> str:
    """Means over the cases."""
    rows = [
        (BY_ID[m].label, *(_mean([s[m] for s in scores.values() if m in s], m) for scores in systems.values()))
        for m in measures
    ]
    return table(("", *systems), rows)


def cases_table(systems: Systems) -> str:
    """What the program has to do better, case by case: article / composer / model."""
    cases = next(iter(systems.values()))
    rows = [
        (case, *(" / ".join(_mean([scores[case][m]], m) for scores in systems.values()) for m in AIMS))
        for case in cases
    ]
    return table(("case", *(BY_ID[m].label.lower() for m in AIMS)), rows)


def _mean(values: list[float], name: str) -> str:
    return written(sum(values) / len(values), BY_ID[name]) if values else "not scored"


def filled(text: str, tables: str) -> str:
    """A text with the tables between the markers. Raises ValueError where it has none."""
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"the text has no lines {START!r} and {END!r}")
    return f"{before}{START}\n\n{tables}\n\n{END}{after}"
