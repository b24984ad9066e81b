"""`python -m evals.replies`: gives the replies the ids of today's prompts, and says which have none."""

import json

import yaml

from . import CASES, HERE, IDS, kept, meanings, rekeyed, written


def main() -> None:
    """Rewrites the replies and the list of ids."""
    known = yaml.safe_load(IDS.read_text(encoding="utf-8")) if IDS.exists() else {}
    today = {path.stem: meanings(path.stem) for path in sorted(CASES.glob("*.yaml"))}
    ids = {case: {name: dict(words) for name, words in by_section.items()} for case, by_section in today.items()}
    for path in sorted(HERE.glob("*.*.json")):
        reply = json.loads(path.read_text(encoding="utf-8"))
        case = reply["case"]
        old = known.get(case, today[case])
        reply["sections"], lost = rekeyed(reply["sections"], old, today[case])
        for name, words in kept(reply, old).items():
            ids[case].setdefault(name, {}).update(words)
        path.write_text(written(reply), encoding="utf-8")
        print(path.name, "-" if not lost else f"without a match: {', '.join(lost)}")
    IDS.write_text(yaml.safe_dump(ids, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")


if __name__ == "__main__":
    main()
