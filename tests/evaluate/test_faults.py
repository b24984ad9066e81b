"""What is wrong with a document by itself: an invented article on a real case, and the program's own document."""

from functools import cache
from pathlib import Path

import pytest

from assistant.api import Drafted, draft_whole
from assistant.evaluate import parse_article
from assistant.evaluate.faults import Fault, faults_of, score_faults
from assistant.evaluate.written import of_determination
from assistant.intake import load_case
from assistant.settings import Settings

from .test_eval_command import EVALS


@cache
def drafted(case: Path = EVALS / "cases" / "cervical-staged-revision.yaml") -> Drafted:
    loaded = load_case(case)
    return draft_whole(loaded.case, pack=loaded.pack, search=False, settings=Settings(), model="composer")


def faults(*lines: str) -> list[Fault]:
    article = parse_article("An Assessment of the Request\n\n" + "\n".join(lines))
    return list(faults_of(article.written, drafted().ground))


@pytest.mark.parametrize(
    "case",
    [
        EVALS / "cases" / "cervical-staged-revision.yaml",
        EVALS / "cases" / "lumbar-two-stage-revision.yaml",
        EVALS.parent / "tests" / "packs" / "cases" / "knee-both-menisci.yaml",
    ],
)
def test_the_program_s_own_document_has_none(case: Path) -> None:
    made = drafted(case)
    found = faults_of(of_determination(made.determination), made.ground)
    assert found == ()
    assert {s.value for s in score_faults(found)} == {0}


@pytest.mark.parametrize(
    ("lines", "part"),
    [
        (["Anterior Fusion (22551): NOT Medically Necessary", "- The fusion (22551) is medically necessary."], "22551"),
        (["Anterior Fusion (22551): MEETS CRITERIA", "- It does not meet the criteria 1"], "22551"),
        (
            ["- Fusion at C4-5 is medically necessary.", "In summary: Fusion at C4-5 is not medically necessary."],
            "C4-5",
        ),
        (["Stage 1: NOT Medically Necessary", "- Stage 1 is medically necessary 1"], "stage 1"),
    ],
)
def test_a_document_against_itself(lines: list[str], part: str) -> None:
    found = [f for f in faults(*lines) if f.kind == "contradiction"]
    assert len(found) == 1
    assert part in found[0].span


@pytest.mark.parametrize(
    "lines",
    [
        ["- Fusion at C4-5 is medically necessary.", "- Fusion at C5-6 is not medically necessary."],
        ["- 22551 at C3-4 is not medically necessary.", "- 22551 at C4-5 is medically necessary."],
        ["- Fusion at C4-5 is medically necessary.", "- Foraminotomy at C4-5 is not medically necessary."],
        [
            "Anterior Fusion (22551): NOT Medically Necessary",
            "- Fusion is medically necessary if the level is unstable.",
        ],
        ["Anterior Fusion (22551): NOT Medically Necessary", "- Fusion is only indicated at unstable levels."],
    ],
)
def test_no_contradiction_between_different_things(lines: list[str]) -> None:
    assert [f for f in faults(*lines) if f.kind == "contradiction"] == []


def test_abbreviations() -> None:
    found = faults("- The CPB (Clinical Payment and Billing) says so 1", "- A CPB (Clinical Policy Bulletin) says so 1")
    assert [(f.kind, f.span, f.statement) for f in found] == [("expansion", "Clinical Payment and Billing", "a1")]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("- Success was 73.9% after this operation 1", "73.9%"),
        ("- Success ranged from 41.3-97.7% 1", "41.3-97.7%"),
        ("- Up to 75% of acute cases improve 1", None),
        ("- At least 6 weeks of care 1", None),
        ("- Six weeks to 3 months of care 1", None),
        ("- The levels C3-4 and C5-6, codes 22551 and 63045, in 1 of 3 stages 1", None),
    ],
)
def test_figures_that_stand_nowhere(text: str, span: str | None) -> None:
    assert [f.span for f in faults(text) if f.kind == "figure"] == ([] if span is None else [span])


def test_without_a_ground_nothing_is_said() -> None:
    assert {s.value for s in score_faults(None)} == {"not_stated"}
