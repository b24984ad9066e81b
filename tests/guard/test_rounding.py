"""Honest words of everyday English: rounded figures, parts of a whole, responses, months, and denials that reach so far."""

import pytest

from assistant.model.document import Statement

from .sayings import DISABILITY, FILMS, MRI, NOTE, REOP, SERIES, applied, evidence, record
from .world import codes, line

AT = (line("a", "C3-4"),)

PAIRS: list[tuple[str, Statement, Statement]] = [
    (
        "figure-unsupported",
        evidence(
            f"After foraminotomy, radiculopathy had improved in 85% of 151 patients, but not in the other 25% {SERIES}."
        ),
        evidence(
            f"After foraminotomy, radiculopathy had improved in 85% of 151 patients, but not in the other 15% {SERIES}."
        ),
    ),
    (
        "figure-unsupported",
        record(f"The largest translation measured is 4 mm, at C5-6 {FILMS}.", "mm"),
        record(f"The largest translation measured is 2 mm, at C5-6 {FILMS}.", "mm"),
    ),
    (
        "record-severity",
        record(f"At C3-4 the foramen is severely narrowed {MRI}.", "c34"),
        record(f"At C4-5 the foramen on the left is severely narrowed {MRI}.", "c45"),
    ),
    (
        "figure-unsupported",
        evidence(f"After foraminotomy, radiculopathy had recovered in half of patients {SERIES}."),
        evidence(f"After foraminotomy, recovery from radiculopathy was seen in 85% of 151 patients {SERIES}."),
    ),
    (
        "figure-unsupported",
        evidence(f"After foraminotomy, radiculopathy had improved in two thirds of patients {SERIES}."),
        evidence(f"More than four fifths of patients (85%) had improved after foraminotomy {SERIES}."),
    ),
    (
        "figure-unsupported",
        evidence(f"About one patient in five needed reoperation after foraminotomy {REOP}."),
        evidence(f"About one patient in ten (9.9%) needed reoperation after foraminotomy {REOP}."),
    ),
    (
        "figure-unsupported",
        evidence(f"Radiculopathy had improved in nearly 80% of 151 patients after foraminotomy {SERIES}."),
        evidence(f"Radiculopathy had improved in 85% of about 150 patients after foraminotomy {SERIES}."),
    ),
    (
        "figure-unsupported",
        evidence(
            f"In lumbar stenosis, adding fusion to decompression did not improve disability at 18 months {DISABILITY}."
        ),
        evidence(
            f"In lumbar stenosis, adding fusion to decompression did not improve disability at 24 months {DISABILITY}."
        ),
    ),
    (
        "criterion-contradiction",
        applied(f"At C3-4 the stenosis is moderate {MRI}, which counts as met for severity.", ("c34",), outcomes=AT),
        applied(
            f"At C3-4 the stenosis is moderate {MRI}, which counts as not met for severity.", ("c34",), outcomes=AT
        ),
    ),
    (
        "figure-unsupported",
        record(f"Translation at C5-6 nowhere exceeds 1 mm {FILMS}.", "mm"),
        record(f"Translation at C5-6 nowhere exceeds 2 mm {FILMS}.", "mm"),
    ),
    (
        "figure-comparator",
        record(f"Translation at C5-6 measures more than 2 mm {FILMS}.", "mm"),
        record(f"Translation at C5-6 measures no more than 2 mm {FILMS}.", "mm"),
    ),
    (
        "figure-unsupported",
        record(f"The MRI report of April 2026 describes severe foraminal stenosis on the left at C4-5 {MRI}.", "c45"),
        record(f"The MRI report of March 2026 describes severe foraminal stenosis on the left at C4-5 {MRI}.", "c45"),
    ),
    (
        "polarity",
        record(f"Physical therapy helped {NOTE}.", treatments=("pt",)),
        record(f"Physical therapy did not help {NOTE}.", treatments=("pt",)),
    ),
    (
        "polarity",
        applied(f"Physical therapy brought relief {NOTE}.", criteria=(), treatments=("pt",)),
        applied(f"Physical therapy failed to help {NOTE}.", criteria=(), treatments=("pt",)),
    ),
    (
        "record-status",
        record(f"Hardware failure at C5-6 is possible; possible instrumentation failure {FILMS}.", "failure"),
        record(f"Instrumentation failure at C5-6: none {FILMS}.", "failure"),
    ),
    (
        "record-severity",
        record(f"Left deltoid weakness is graded 3/5 {NOTE}.", "deltoid"),
        record(f"Left deltoid weakness is graded 4-/5 {NOTE}.", "deltoid"),
    ),
]


@pytest.mark.parametrize(("code", "wrong", "honest"), PAIRS)
def test_a_wrong_figure_or_word_is_found_and_the_honest_one_passes(
    code: str, wrong: Statement, honest: Statement
) -> None:
    assert code in codes(wrong)
    assert not codes(honest)
