"""Drafts of the reference cases, without the search index, each made once for a whole run of tests."""

from functools import cache
from pathlib import Path

from assistant.api import Drafted, draft_whole
from assistant.intake import load_case
from assistant.intake.load import Loaded
from assistant.settings import Settings

CASES = Path(__file__).parents[2] / "evals" / "cases"
NAMES = tuple(sorted(path.stem for path in CASES.glob("*.yaml")))


@cache
def loaded(name: str) -> Loaded:
    return load_case(CASES / f"{name}.yaml")


@cache
def drafted(
    name: str, policy_set: str = "general", disposition: str = "strict", audience: str = "physician"
) -> Drafted:
    case = loaded(name)
    return draft_whole(
        case.case,
        policy_set=policy_set,
        disposition=disposition,
        audience=audience,
        settings=Settings(),
        pack=case.pack,
        search=False,
    )
