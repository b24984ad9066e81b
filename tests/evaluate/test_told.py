"""What the record says of daily life is told, whether or not a criterion asks for it."""

from pathlib import Path

from assistant.api import draft
from assistant.intake.load import load_case

CASES = Path(__file__).parents[2] / "evals" / "cases"


def test_limits_of_daily_life_are_told_in_the_words_of_the_record() -> None:
    made = draft(load_case(CASES / "lumbar-stenosis-two-levels.yaml").case, search=False)
    told = [s.text for section in made.sections for block in section.blocks for s in block.statements]
    assert any("“She no longer shops alone”" in text for text in told)
    assert made.guard.dropped == 0
