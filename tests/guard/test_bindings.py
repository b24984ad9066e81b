"""What belongs to what: each kind of displacement is found, and the same words in their right places pass."""

import pytest

from assistant.model.document import Statement

from .sayings import (
    ACUTE,
    DISABILITY,
    FORAMINOTOMY,
    LONGER,
    PAIN,
    RELIEF,
    REOP,
    S01,
    S02,
    S03,
    SERIES,
    applied,
    evidence,
    outcome,
    policy,
    record,
)
from .test_document import C34, LEAD, OPEN, POSTERIOR, TITLE, document_codes
from .world import INSTABILITY, SEVERITY, WEEKS, codes, line, say

ARMS = "[[lumbar-trial#f05]]"
_BACK_PAIN = "In lumbar stenosis, "
PLACED: list[tuple[str, Statement, Statement]] = [
    *(
        ("figure-misplaced", evidence(f"{_BACK_PAIN}{wrong} {ARMS}."), evidence(f"{_BACK_PAIN}{right} {ARMS}."))
        for wrong, right in (
            (
                "back pain at two years improved by 31 points with exercise and by 24 points after fusion",
                "back pain at two years improved by 24 points with exercise and by 31 points after fusion",
            ),
            (
                "exercise improved back pain by 31 points at two years, as against 24 points after fusion",
                "fusion improved back pain by 31 points at two years, as against 24 points with exercise",
            ),
            (
                "exercise improved back pain by 31 points at two years and fusion by 24 points",
                "exercise improved back pain by 24 points at two years and fusion by 31 points",
            ),
        )
    ),
    (
        "figure-misplaced",
        evidence(
            f"After foraminotomy, radiculopathy had improved in 91.4% at last follow-up and in 85% at one month {SERIES}."
        ),
        evidence(
            f"After foraminotomy, radiculopathy had improved in 85% at last follow-up and in 91.4% at one month {SERIES}."
        ),
    ),
    (
        "figure-misplaced",
        evidence(f"After foraminotomy, 6.6% of patients needed reoperation, same-level reoperation in 9.9% {REOP}."),
        evidence(
            f"After foraminotomy, same-level reoperation was needed in 6.6% and reoperation in 9.9% of patients {REOP}."
        ),
    ),
    (
        "polarity",
        evidence(f"In lumbar stenosis, decompression took longer than fusion {LONGER}."),
        evidence(f"In lumbar stenosis, fusion took longer than decompression {LONGER}."),
    ),
    (
        "polarity",
        evidence(f"Outcomes of first operations are worse than those of revision surgery {'[[lumbar-trial#f04]]'}."),
        evidence(f"Neck pain before foraminotomy was associated with a higher risk of reoperation {PAIN}."),
    ),
    (
        "polarity",
        evidence(f"Neck pain after foraminotomy was associated with a higher risk of reoperation {PAIN}."),
        evidence(f"A higher risk of reoperation was associated with neck pain before foraminotomy {PAIN}."),
    ),
    (
        "polarity",
        evidence(
            f"AANS/CNS recommends posterior foraminotomy with fusion for soft lateral disc displacement {FORAMINOTOMY}."
        ),
        evidence(
            f"AANS/CNS recommends posterior foraminotomy without fusion for soft lateral displacement {FORAMINOTOMY}."
        ),
    ),
    (
        "polarity",
        evidence(
            f"AANS/CNS recommends anterior foraminotomy without fusion for soft lateral disc displacement {FORAMINOTOMY}."
        ),
        evidence(
            f"For soft lateral disc displacement AANS/CNS recommends posterior foraminotomy without fusion {FORAMINOTOMY}."
        ),
    ),
    (
        "polarity",
        evidence(f"Up to 75% of chronic lumbar episodes improve spontaneously {ACUTE}."),
        evidence(f"Up to 75% of acute lumbar episodes improve spontaneously {ACUTE}."),
    ),
    (
        "overstated",
        evidence(f"By twelve months, all measures are comparable with physical therapy {RELIEF}."),
        evidence(f"By twelve months, many measures are comparable with physical therapy {RELIEF}."),
    ),
    (
        "overstated",
        evidence(f"All acute lumbar episodes improve spontaneously {ACUTE}."),
        evidence(f"Up to 75% of acute lumbar episodes improve spontaneously {ACUTE}."),
    ),
    (
        "condition-dropped",
        evidence(f"Adding fusion to decompression did not improve disability at two years {DISABILITY}."),
        evidence(
            f"In lumbar stenosis, fusion added to decompression did not improve disability at two years {DISABILITY}."
        ),
    ),
    (
        "unlicensed-term",
        evidence(
            f"In lumbar spondylolisthesis, adding fusion to decompression did not improve disability {DISABILITY}."
        ),
        evidence(f"In lumbar stenosis, adding fusion to decompression did not improve disability {DISABILITY}."),
    ),
    (
        "citation-unused-basis",
        evidence(f"Neck pain before foraminotomy was associated with a higher risk of reoperation {PAIN}{ACUTE}."),
        evidence(f"Neck pain before foraminotomy was associated with a higher risk of reoperation {PAIN}."),
    ),
    (
        "attribution",
        policy(f"The trial requires at least six weeks of conservative care {S02}.", WEEKS),
        policy(f"The policy requires at least six weeks of conservative care {S02}.", WEEKS),
    ),
    (
        "attribution",
        evidence(f"A guideline of foraminotomy reports improved radiculopathy in 85% of 151 patients {SERIES}."),
        evidence(f"After foraminotomy radiculopathy improved in 85% of 151 patients {SERIES}."),
    ),
    (
        "figure-comparator",
        policy(f"The policy asks for more than six weeks of conservative care {S02}.", WEEKS),
        policy(f"The policy asks for at least six weeks of conservative care {S02}.", WEEKS),
    ),
    (
        "record-level",
        applied(
            f"At C5-6 the stenosis is below the moderate-to-severe grade that the policy asks for {S01}.",
            (),
            outcomes=(line("a", "C3-4"),),  # type: ignore[arg-type]
        ),
        applied(
            f"At C3-4 the stenosis is below the moderate-to-severe grade that the policy asks for {S01}.",
            (),
            outcomes=(line("a", "C3-4"),),  # type: ignore[arg-type]
        ),
    ),
    (
        "code-mismatch",
        outcome("The request for 22551 at C5-6 is not necessary.", line("b"), line("a")),
        outcome("The request for 22600 at C5-6 is not necessary.", line("b"), line("a")),
    ),
    (
        "code-mismatch",
        outcome("The fusion at C3-6 (22551) is not necessary.", line("b"), line("a")),
        outcome("The fusion at C3-6 (22551, 22600) is not necessary.", line("b"), line("a")),
    ),
    (
        "citation-unused-basis",
        record("The surgeon's note reports subsidence at C5-6 [[record:films]].", "sub"),
        record("The radiographs report subsidence at C5-6 [[record:films]].", "sub"),
    ),
    (
        "quote-altered",
        record(
            "The note reads “Subsidence at C5-6” [[record:note]], the films “Stable hardware” [[record:films]].", "sub"
        ),
        record("The films read “Subsidence at C5-6” and “Stable hardware” [[record:films]].", "sub"),
    ),
    (
        "verdict-contradiction",
        outcome("The request can be authorised as submitted."),
        outcome("The request cannot be authorised as submitted."),
    ),
    (
        "verdict-contradiction",
        outcome("The staged cervical fusion warrants approval."),
        outcome("The staged cervical fusion is not approved."),
    ),
    (
        "verdict-contradiction",
        evidence(f"Neck pain before foraminotomy raised the risk of reoperation, and approval is recommended {PAIN}."),
        evidence(f"Neck pain before foraminotomy was associated with a higher risk of reoperation {PAIN}."),
    ),
    (
        "verdict-contradiction",
        applied("C3-4 is undetermined.", outcomes=(line("a", "C3-4"),), criteria=(WEEKS,)),  # type: ignore[arg-type]
        applied("C3-4 is not necessary.", outcomes=(line("a", "C3-4"),), criteria=(WEEKS,)),  # type: ignore[arg-type]
    ),
    (
        "criterion-contradiction",
        applied(f"At C3-4 the record shows what the policy asks for {S01}.", ("c34",), (SEVERITY,)),
        applied(f"At C3-4 the record does not show what the policy asks for {S01}.", ("c34",), (SEVERITY,)),
    ),
    (
        "polarity",
        policy(
            f"Instability need not be translation of more than 3.5 mm or angulation of more than 11 degrees {S03}.",
            INSTABILITY,
        ),
        policy(
            f"Instability is translation of more than 3.5 mm or angulation of more than 11 degrees {S03}.", INSTABILITY
        ),
    ),
]


@pytest.mark.parametrize(("code", "wrong", "right"), PLACED, ids=[f"{c}: {w.text[:50]}" for c, w, _ in PLACED])
def test_a_displaced_word_is_found_and_the_right_one_passes(code: str, wrong: Statement, right: Statement) -> None:
    assert code in codes(wrong)
    assert codes(right) == set()


def test_a_reference_without_words_decides_and_tells_nothing() -> None:
    silent = say(
        "application", "The record was read in full.", criteria=(INSTABILITY,), outcomes=(line("b"),), id="silent"
    )
    assert {"line-undecided", "criterion-untold"} <= document_codes(TITLE, C34, OPEN, silent)
    assert document_codes(TITLE, C34, OPEN, POSTERIOR) == set()


def test_a_full_stop_within_a_quotation_ends_no_sentence() -> None:
    reads = (
        "The films read “Stable hardware. Subsidence at C5-6. No evidence of instrumentation failure” [[record:films]]."
    )
    assert codes(record(reads, "sub", "failure")) == set()
    assert LEAD.id == "lead"
