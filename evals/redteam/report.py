"""The tables of a measurement, as Markdown."""

from collections import Counter
from collections.abc import Sequence

from ..bench.table import table
from .cost import Cost
from .measure import Tally, wilson
from .written import FILES, Written

BEGIN = "<!-- measured: written by `python -m evals.redteam --write docs/guard.md`, not by hand -->"
END = "<!-- end of what was measured -->"
WHY = {
    "citation-sibling": "the other passage is on the same matter and shares most of its words",
    "citation-added": "the added passage is on the same matter, and shares too many words to be called idle",
    "condition-dropped": "the condition is told in words that also stand elsewhere in the sentence",
    "diagnosis-swapped": "both names stand in the cited passages, and the sentence is too far from its source to lay beside it",
    "figure-changed-record": "a count that the checker computes in a warning, and that another count of the case equals",
    "figure-swapped-within": "the words around the two figures do not tell them apart",
    "level-sibling": "a lesson of the narrative names a level of the case, and its basis holds no level",
    "population-region": "the pack takes pain of two regions for one kind of finding",
    "severity-changed": "the grade stands in the policy as well",
    "severity-retold": "a word of one scale that another finding of the basis has on another scale",
    "code-changed": "a code of the same restriction, told in brackets with another's description",
    "criterion-flip": "the sentence tells several criteria, and one of them has the answer that it gives",
    "criterion-appended": "the same",
    "document-misnamed": "the name is in the other document's title as well",
    "verdict-appended": "the verdict stands in a clause under 'because' or 'no', which is read as not asserted",
    "unit-changed": "the same number with that unit stands in the basis for something else",
    "status-turned": "the denial is read as one of the grade, not of the finding",
    "year-changed": "the year stands in the source for something else",
    "figure-in-words": "the number stands in the source for something else",
}
"""Why what gets through does, by class."""


def report(
    tallies: Sequence[Tally],
    documents: int,
    statements: int,
    alarms: list[str],
    by_hand: dict[str, list[Written]],
    costs: list[Cost],
) -> str:
    """All tables."""
    tried, found = sum(t.tried for t in tallies), sum(t.caught for t in tallies)
    reached = sum(t.share >= t.kind.aim for t in tallies)
    parts = [
        f"### Mutations\n\n{len(tallies)} classes, made from {documents} documents of the composer: {found} of {tried} "
        f"found ({_percent(found, tried)}); {reached} classes reach their aim. A statement counts as found where a "
        "violation is on it, a document where the code says what is wrong with it. Intervals are 95 % (Wilson).",
        _classes(tallies),
        f"### False alarms\n\n{len(alarms)} on {statements} statements of the composer's documents, "
        "of the cases and of those told in prose.",
        "### Written by hand\n\nBy people who had not read the guard, but for `attack-more`, `attack-model` and the `relations` "
        "and `chat` files, written for work on it. `attack`, `attack-second`, `attack-third`, `attack-weave` and the `honest` files of the "
        "same names (`held` for the first) are kept apart and known as totals alone; all others were looked at, and what they showed was "
        "mended. Before that, at the first look, 49 of the 63 of `attack-review` were found and 14 of the 20 of `attack-review-more`; "
        "37 of the 63 of `honest-review` were refused and 7 of the 20 of `honest-review-more`. Of the `fluent` files, 46 of 65 wrong ones "
        "were found and 38 of 65 honest ones refused at the first look; of the `fluent-more` files, written when "
        "those were mended, 24 of 33 and 21 of 33. Of the `told` files, over cases of which half are told in prose, 44 of 60 were found "
        "and 23 of 60 refused; of the `told-more` files, written when those were mended, 23 of 30 and 14 of 30. Of the `clause` files, "
        "over the four cases that had fewest statements, 50 of 60 were found and 28 of 60 refused; of the `clause-more` "
        "files, written when those were mended, 26 of 30 and 18 of 30; of the `gaps` files, wrong statements "
        "by obligation with honest counterparts, 94 of 129 and 6 of 50; of the `stay` files, over two cases that had few, 43 of 60 and "
        "13 of 56; of the `stay-more` files, written when those were mended, 22 of 30 and 5 of 28; of the "
        "`chat` files, in the prose of a chat model, 50 of 60 and 13 of 59; of the `chat-more` "
        "files, written when those were mended, 24 of 30 and 4 of 30.",
        _by_hand(by_hand),
        *(_by_type(name, by_hand[name]) for name in ("attack", "honest-held") if name in by_hand),
        "### Cost\n\nMilliseconds of processor time for whole documents, one of each case, the best of three runs: *first*, when the "
        "process has guarded the documents of other cases and nothing of this one, then *again*. Aim: 10 for a document of 60 "
        "statements, and no more for each statement of a longer one.",
        costs_table(costs),
        "### What gets through\n\n" + _through(tallies),
    ]
    return "\n\n".join(parts)


def _percent(found: int, tried: int) -> str:
    return f"{100 * found / tried:.1f} %" if tried else "none"


def _interval(found: int, tried: int) -> str:
    low, high = wilson(found, tried)
    return f"{100 * low:.0f} to {100 * high:.0f}"


def _classes(tallies: Sequence[Tally]) -> str:
    rows = []
    for t in sorted(tallies, key=lambda t: (t.share - t.kind.aim, t.kind.name)):
        most = ", ".join(code for code, _ in Counter(t.codes).most_common(2))
        judged = "reached" if t.share >= t.kind.aim else "short"
        numbers = (str(t.tried), str(t.caught), _percent(t.caught, t.tried), _interval(t.caught, t.tried))
        rows.append([t.kind.name, *numbers, f"{100 * t.kind.aim:.0f} %", judged, most])
    return table(("class", "tried", "found", "share", "interval", "aim", "", "found by"), rows)


def _by_hand(by_hand: dict[str, list[Written]]) -> str:
    rows = []
    for name, found in by_hand.items():
        wrong, refused = FILES[name][1], sum(bool(w.violations) for w in found)
        aim = "at least 90 %" if wrong else "at most 5 %"
        numbers = (str(len(found)), str(refused), _percent(refused, len(found)), _interval(refused, len(found)))
        rows.append([name, "wrong" if wrong else "honest", *numbers, aim])
    return table(("file", "statements", "number", "refused", "share", "interval", "aim"), rows)


def _by_type(name: str, found: list[Written]) -> str:
    kinds = Counter(w.statement.type for w in found)
    caught = Counter(w.statement.type for w in found if w.violations)
    rows = [
        [kind.replace("_", " "), str(n), str(caught[kind]), _percent(caught[kind], n), _interval(caught[kind], n)]
        for kind, n in kinds.most_common()
    ]
    return f"`{name}` by type of statement:\n\n" + table(("type", "number", "refused", "share", "interval"), rows)


def costs_table(costs: list[Cost]) -> str:
    """A row for each length, and one for all documents."""
    names = [f"{c.documents}" for c in costs[:-1]] + [f"all {c.documents}" for c in costs[-1:]]
    rows = [
        [name, f"{c.statements / c.documents:.0f}", *(f"{part:.2f}" for part in _shares(c))]
        for name, c in zip(names, costs, strict=True)
    ]
    columns = ("documents", "statements, mean", "first, a statement", "for 60", "again, a statement", "for 60")
    return table(columns, rows)


def _shares(cost: Cost) -> tuple[float, ...]:
    first, again = cost.first / cost.statements, cost.again / cost.statements
    return first, 60 * first, again, 60 * again


def _through(tallies: Sequence[Tally]) -> str:
    lines = []
    for t in sorted(tallies, key=lambda t: t.share):
        if t.missed:
            why = WHY.get(t.kind.name, "")
            example = " ".join(t.missed[0].after.split())
            shown = example if len(example) < 220 else f"... {example[-200:]}"
            lines.append(
                f"- **{t.kind.name}** ({len(t.missed)} of {t.tried}){': ' + why if why else ''}. *{_plain(shown)}*"
            )
    return "\n".join(lines) or "Nothing."


def _plain(text: str) -> str:
    return text.replace("*", "").replace("[[", "[").replace("]]", "]").replace("<", "&lt;")
