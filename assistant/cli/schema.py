"""`assistant schema`: the published JSON schema of what the program reads and writes."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..files import write


class Kind(StrEnum):
    """What has a schema."""

    case = "case"
    policy = "policy"
    policy_tests = "policy-tests"
    outcome = "outcome"
    determination = "determination"
    answer = "answer"
    key = "key"


def schema(
    kind: Annotated[Kind, typer.Argument(help="case, policy, policy-tests, outcome, determination, answer or key.")],
    out: Annotated[Path | None, typer.Option(help="File; the terminal where none is named.")] = None,
) -> None:
    """Print the JSON schema of cases, policies, their tests, outcomes, determinations, answers or gold keys."""
    from ..evaluate.key import Key
    from ..model.answer import Answer
    from ..model.base import Model
    from ..model.case import Case
    from ..model.document import Determination
    from ..model.outcome import Outcome
    from ..model.policy import Policy
    from ..model.trial import PolicyTests

    models: dict[Kind, type[Model]] = {
        Kind.case: Case,
        Kind.policy: Policy,
        Kind.policy_tests: PolicyTests,
        Kind.outcome: Outcome,
        Kind.determination: Determination,
        Kind.answer: Answer,
        Kind.key: Key,
    }
    text = json.dumps(models[kind].model_json_schema(), indent=2, ensure_ascii=False) + "\n"
    if out is None:
        typer.echo(text, nl=False)
    else:
        write({out: text})
