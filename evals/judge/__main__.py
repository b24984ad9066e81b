"""`python -m evals.judge`: precision and recall of the key-point matcher on pairs that a reader has labelled.

`--draw` draws the pairs anew from today's documents, which asks for new labels. `--misses` lists where matcher and reader
differ on the first half; the second half is not listed, so that nothing is fitted to it. `--model SPEC` asks a language
model instead of the matcher. `--write` puts the table between the markers in docs/evals.md.
"""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant.evaluate.key import KeyPoint

from ..bench.table import table
from . import pairs as of
from .pairs import Pair

DOCS = Path(__file__).parents[2] / "docs" / "evals.md"
START, END = "<!-- matcher: python -m evals.judge --write -->", "<!-- end of matcher -->"
Judge = Callable[[Pair, KeyPoint], bool]


def main() -> None:
    """Compare, print, and write where asked."""
    options = argparse.ArgumentParser(prog="python -m evals.judge", description=__doc__)
    options.add_argument("--draw", action="store_true", help="draw the pairs anew")
    options.add_argument("--misses", action="store_true", help="list the differences on the first half")
    options.add_argument("--model", metavar="SPEC", help="ask a language model, as in 'assistant draft --model'")
    options.add_argument("--write", action="store_true", help="write the table into docs/evals.md")
    chosen = options.parse_args()
    if chosen.draw:
        of.PAIRS.write_text(of.draw(), encoding="utf-8")
        left = [p.id for p in of.pairs() if p.id not in of.labels()]
        print(f"{len(of.pairs())} pairs; {len(left)} have no label yet: {', '.join(left[:5])}")
        return
    found = decided(chosen.model)
    made = report(found)
    print(made)
    if chosen.misses:
        print("\n".join(misses(found)))
    if chosen.write:
        text = DOCS.read_text(encoding="utf-8")
        before, _, rest = text.partition(START)
        DOCS.write_text(f"{before}{START}\n\n{made}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def decided(model: str | None = None) -> list[tuple[Pair, bool, bool]]:
    """Each pair with what was said of it, and what the reader says."""
    known, labels = of.points(), of.labels()
    pairs = [p for p in of.pairs() if (p.case, p.point) in known and p.id in labels]
    said = [of.matched(p, known) for p in pairs] if model is None else asked(pairs, known, model)
    return [(p, s, labels[p.id]) for p, s in zip(pairs, said, strict=True)]


def asked(pairs: list[Pair], known: dict[tuple[str, str], KeyPoint], model: str) -> list[bool]:
    """What a language model says: of all pairs of a case in one call, as it would of a document."""
    from assistant.evaluate.asking import PointVerdicts, Unjudged, ask, judge_of
    from assistant.settings import load_settings

    used, cases = load_settings(), sorted({p.case for p in pairs})
    materials = []
    for case in cases:
        own = [p for p in pairs if p.case == case]
        points = [{"id": id, "says": known[case, id].says} for id in dict.fromkeys(p.point for p in own)]
        statements = [{"id": p.id, "headings": p.context, "text": p.text} for p in own]
        materials.append({"points": points, "statements": statements})
    replies = ask(PointVerdicts, materials, judge_of(used, model), used)
    made = set()
    for case, reply in zip(cases, replies, strict=True):
        if isinstance(reply, Unjudged):
            raise SystemExit(f"{case}: not judged: {reply}")
        made |= {(case, v.point, id) for v in reply.points for id in v.statements}
    return [(p.case, p.point, p.id) in made for p in pairs]


def report(found: list[tuple[Pair, bool, bool]]) -> str:
    """Precision and recall by half, and by where the statements come from on the half held out."""
    rows = [_row(f"{name} half", [f for f in found if f[0].half == half]) for half, name in HALVES.items()]
    held = [f for f in found if f[0].half == "held"]
    for origin in ("composer", "excellent", "careless", "paraphrase"):
        rows.append(_row(f"held out, {ORIGINS[origin]}", [f for f in held if f[0].origin == origin]))
    return table(("pairs of", "pairs", "of them made", "precision", "recall"), rows)


HALVES = {"dev": "first", "held": "held-out"}
ORIGINS = {
    "composer": "composer",
    "excellent": "excellent replies",
    "careless": "careless replies",
    "paraphrase": "articles in our words",
}


def _row(name: str, found: list[tuple[Pair, bool, bool]]) -> tuple[str, ...]:
    both = sum(said and label for _, said, label in found)
    taken, made = sum(said for _, said, _ in found), sum(label for *_, label in found)
    return name, str(len(found)), str(made), _share(both, taken), _share(both, made)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f} ({part} of {whole})" if whole else "none"


def misses(found: list[tuple[Pair, bool, bool]]) -> Iterator[str]:
    """Differences on the first half."""
    for pair, said, label in found:
        if pair.half == "dev" and said != label:
            yield f"{'taken' if said else 'missed'}: {pair.case}, {pair.point}: {pair.text}"


if __name__ == "__main__":
    main()
