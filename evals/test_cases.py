"""Each case as a test: `pytest evals -m reference`. Drafted offline, scored against its key, held against `thresholds.yaml`."""

from pathlib import Path

import pytest

from assistant.evaluate import Configuration, Plan, load_thresholds, run
from assistant.evaluate.cases import Input, inputs_of
from assistant.evaluate.misses import misses_of
from assistant.model.base import NOT_STATED
from assistant.settings import Settings

HERE = Path(__file__).parent
LIMITS = load_thresholds(HERE / "thresholds.yaml")


@pytest.mark.reference
@pytest.mark.parametrize("case", inputs_of(HERE / "cases"), ids=lambda case: case.name)
def test_a_case_keeps_the_limits_of_every_case(case: Input) -> None:
    plan = Plan(case.path, HERE / "keys", configuration=Configuration(retrieval="none"))
    (sample,) = run(plan, Settings()).samples
    assert sample.error == NOT_STATED
    assert sample.keyed, f"evals/keys/{sample.case}.yaml is missing"
    assert [str(miss) for miss in misses_of(sample, LIMITS)] == []
