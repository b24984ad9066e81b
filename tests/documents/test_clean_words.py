"""Words of the composer that read as a colleague's: comparisons, related questions, runs of levels, facts told once."""

from pathlib import Path

from assistant.api import draft
from assistant.intake import load_case
from assistant.model.document import Determination
from assistant.render import render_markdown

CASES = Path(__file__).parents[2] / "evals" / "cases"


def drafted(name: str) -> Determination:
    return draft(load_case(CASES / f"{name}.yaml").case, search=False)


def test_a_related_question_asks_for_as_long_as_the_policy_does() -> None:
    related = drafted("lumbar-arthroplasty-two-levels").related_questions
    assert "What if six months of supervised therapy were documented?" in related


def test_another_source_is_brought_in_within_a_sentence() -> None:
    text = render_markdown(drafted("lumbar-arthroplasty-two-levels"))
    assert "By comparison, eviCore (CMM-610) asks" in text
    assert "For comparison: " not in text


def test_a_long_run_of_levels_is_named_by_its_ends_and_its_facts_are_told_once() -> None:
    text = render_markdown(drafted("adult-deformity-t10-pelvis"))
    assert "| 22802 | T10-S1 |" in text
    assert text.split("## What the record shows")[1].split("##")[0].count("coronal Cobb angle 42 degrees") == 1


def test_a_step_for_which_the_opposite_is_on_file_says_that_only_later_findings_count() -> None:
    text = render_markdown(drafted("hardware-removal-subsidence"))
    assert "so only what is found later could show it" in text
