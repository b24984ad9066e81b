"""`python -m evals.reference`: reference article, composer and model side by side.

`--articles DIR` scores the articles anew; without it their stored scores are used. `--write` puts the tables between the
markers in docs/evals.md, and a short one into README.md where it has the markers; with `--articles` it stores the scores.
"""

import argparse
from pathlib import Path

from . import RESULTS, SHORT, START, cases_table, filled, graded, means_table, measure, stored

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Measure, print, and write where asked."""
    options = argparse.ArgumentParser(prog="python -m evals.reference", description=__doc__)
    options.add_argument("--articles", type=Path, metavar="DIR", help="folder of the articles, named like the cases")
    options.add_argument("--faults", action="store_true", help="list what is wrong with each article, and end")
    options.add_argument("--write", action="store_true", help="write the tables, and with --articles the scores")
    chosen = options.parse_args()
    if chosen.faults:
        if chosen.articles is None:
            options.error("--faults needs --articles DIR")
        print("\n".join(graded(chosen.articles)))
        return
    systems = measure(chosen.articles)
    whole = f"{means_table(systems)}\n\n{cases_table(systems)}"
    print(whole)
    if not chosen.write:
        return
    if chosen.articles is not None:
        RESULTS.write_text(stored(systems), encoding="utf-8")
    for name, tables in (("docs/evals.md", whole), ("README.md", means_table(systems, SHORT))):
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        if START in text:
            path.write_text(filled(text, tables), encoding="utf-8")


if __name__ == "__main__":
    main()
