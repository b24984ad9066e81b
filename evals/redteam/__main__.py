"""`python -m evals.redteam`: how many wrong statements the guard finds, how many honest ones it refuses, and what it costs.

Classes of mutations of the composer's documents, the statements written by hand, false alarms on honest text, and time.
`--write docs/guard.md` puts the tables into the page, between its marks.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .cost import Cost, cost
from .measure import Tally, attack, false_alarms, wilson
from .report import BEGIN, END, costs_table, report
from .subjects import POLICY_SETS, subjects, told_subjects
from .written import FILES, Written, written


def main() -> None:
    """Measure, print, and write where asked."""
    options = argparse.ArgumentParser(prog="python -m evals.redteam", description=__doc__)
    options.add_argument("--only", action="append", metavar="CLASS", help="one class of mutations; several allowed")
    options.add_argument("--seed", type=int, default=1, help="of the choice of mutations (default %(default)s)")
    options.add_argument("--most", type=int, default=24, help="of one class from one document (default %(default)s)")
    options.add_argument("--cost", action="store_true", help="measure the time alone")
    options.add_argument("--json", action="store_true", help="print everything as JSON, with all that got through")
    options.add_argument("--show", type=int, default=0, metavar="N", help="show N of each class that got through")
    options.add_argument(
        "--held-out", action="store_true", help="measure the files kept apart from development as well"
    )
    options.add_argument("--write", type=Path, metavar="FILE", help="write the tables into this page")
    chosen = options.parse_args()
    documents = list(subjects(policy_sets=POLICY_SETS))
    if chosen.cost:
        print(costs_table(cost(documents)))
        return
    tallies = attack(documents, chosen.seed, frozenset(chosen.only or ()), chosen.most)
    right = [*documents, *told_subjects()]
    alarms = [reason for _, _, reason in false_alarms(right)]
    by_hand = {name: written(name) for name, (_, _, dev) in FILES.items() if dev or chosen.held_out or chosen.write}
    statements = sum(len(d.statements) for d in right)
    costs = cost(documents)
    if chosen.json:
        print(json.dumps(_whole(tallies, statements, alarms, by_hand, costs), ensure_ascii=False, indent=1))
        return
    text = report(tallies, len(documents), statements, alarms, by_hand, costs)
    print(text)
    for tally in tallies if chosen.show else ():
        for mutant in tally.missed[: chosen.show]:
            print(f"- {tally.kind.name}, {mutant.subject.case}: {mutant.after}")
    if chosen.write is not None:
        page = chosen.write.read_text("utf-8")
        head, rest = page.split(BEGIN, 1)
        tail = rest.split(END, 1)[1]
        chosen.write.write_text(f"{head}{BEGIN}\n{text}\n{END}{tail}", encoding="utf-8")


def _whole(
    tallies: Sequence[Tally], statements: int, alarms: list[str], by_hand: dict[str, list[Written]], costs: list[Cost]
) -> dict[str, Any]:
    return {
        "classes": [
            {
                "class": t.kind.name,
                "says": t.kind.says,
                "aim": t.kind.aim,
                "tried": t.tried,
                "found": t.caught,
                "interval": wilson(t.caught, t.tried),
                "codes": t.codes,
                "missed": [
                    {"case": m.subject.case, "policy_set": m.subject.policy_set, "before": m.before, "after": m.after}
                    for m in t.missed
                ],
            }
            for t in tallies
        ],
        "false_alarms": {"statements": statements, "alarms": alarms},
        "written": {
            name: [
                {
                    "id": w.statement.id,
                    "case": w.case,
                    "class": w.kind,
                    "violations": [v.model_dump() for v in w.violations],
                }
                for w in found
            ]
            for name, found in by_hand.items()
        },
        "cost": [
            {"documents": c.documents, "statements": c.statements, "first": c.first, "again": c.again} for c in costs
        ],
    }


if __name__ == "__main__":
    main()
