"""`python -m evals.redteam.second nli:FOLDER`: what a second opinion adds to the guard, measured apart from it.

Of the statements written by hand that the guard let pass: how many wrong ones it objects to, and how many honest ones. With
`--held-out`, the files kept apart from development.
"""

import argparse
from collections import defaultdict

from assistant.errors import AssistantError
from assistant.guard import Ground
from assistant.guard.second import SecondOpinion, consult, key_of
from assistant.opinion import opinion_of
from assistant.settings import Settings

from .subjects import loaded_cases, subject
from .written import FILES, Written, written


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(prog="python -m evals.redteam.second", description=__doc__)
    options.add_argument("opinion", help="nli:FOLDER or chat:MODEL")
    options.add_argument("--held-out", action="store_true", help="the files kept apart from development")
    chosen = options.parse_args()
    try:
        opinion = opinion_of(Settings(second_opinion=chosen.opinion))
    except AssistantError as error:
        raise SystemExit(f"{error}") from None
    if opinion is None:
        raise SystemExit("Name a second opinion: nli:FOLDER or chat:MODEL.")
    for name, (_, wrong, dev) in FILES.items():
        if dev is not chosen.held_out:
            passed = [one for one in written(name) if not one.violations]
            objected = objections(passed, opinion)
            what = "wrong statements that passed the guard, found" if wrong else "honest statements, objected to"
            print(f"{name}: {objected} of {len(passed)} {what}")


def objections(passed: list[Written], opinion: SecondOpinion) -> int:
    """Statements that a second opinion objects to."""
    loaded = {one.case.id: one for one in loaded_cases()}
    by_case: dict[str, list[Written]] = defaultdict(list)
    for one in passed:
        by_case[one.case].append(one)
    count = 0
    for case, those in by_case.items():
        ground: Ground = subject(loaded[case], None, Settings(layers=())).ground
        consult([one.statement for one in those], ground, opinion)
        count += sum(key_of(one.statement) in ground.doubts for one in those)
    return count


if __name__ == "__main__":
    main()
