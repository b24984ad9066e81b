"""The questions that the answers were made with stay answered."""

import pytest

from assistant.retrieve import Index
from evals.questions.__main__ import answers, flaws, sheets

LEAST = 0.95


@pytest.mark.slow
def test_nearly_all_known_questions_are_answered_rightly(index: Index) -> None:
    wrong = []
    count = 0
    for sheet in sheets("dev"):
        for question, answer, _ in answers(sheet, index):
            count += 1
            if found := flaws(question, answer):
                wrong.append(f"{sheet.case}: {question.ask} {found}")
    assert count > 60
    assert len(wrong) <= (1 - LEAST) * count, "\n".join(wrong)


def test_questions_kept_back_are_twenty() -> None:
    assert sum(len(sheet.questions) for sheet in sheets("unseen")) == 20
