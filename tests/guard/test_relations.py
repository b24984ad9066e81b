"""What is told of one thing in the words of another: order, reason, document, side, status and the figure of another clause."""

import pytest

from assistant.model.document import Statement

from .sayings import FILMS, MRI, NOTE, RELIEF, REOP, SERIES, applied, evidence, outcome, record
from .world import INSTABILITY, SEVERITY, WEEKS, codes, line, say

ARMS = "[[lumbar-trial#f05]]"
PAIRS: list[tuple[str, Statement, Statement]] = [
    (
        "polarity",
        evidence(f"Back pain at two years improved less after fusion than with exercise {ARMS}."),
        evidence(f"Nevertheless back pain at two years improved more after fusion than with exercise {ARMS}."),
    ),
    (
        "figure-unsupported",
        record(f"Physical therapy was done three times a day {NOTE}.", treatments=("pt", "collar")),
        record(f"Physical therapy twice a week was without relief {NOTE}.", treatments=("pt", "collar")),
    ),
    (
        "criterion-contradiction",
        say("application", "Conservative care is undetermined because she declined an injection.", criteria=(WEEKS,)),
        say("application", "Conservative care is undetermined because the weeks are not recorded.", criteria=(WEEKS,)),
    ),
    (
        "record-side",
        record(f"The motor deficit is on the right {NOTE}.", "deltoid", "hands"),
        record(f"The motor deficit is on the left {NOTE}.", "deltoid", "hands"),
    ),
    (
        "record-side",
        record(f"On the right the MRI report reads “severe left foraminal stenosis” {MRI}.", "c34", "c45"),
        record(f"On the left the MRI report reads “severe left foraminal stenosis” {MRI}.", "c34", "c45"),
    ),
    (
        "figure-unsupported",
        applied(f"The MRI report of 3 April 2026 shows severe stenosis at C4-5 {MRI}.", ("c45",)),
        applied(f"The MRI report of 3 March 2026 shows severe stenosis at C4-5 {MRI}.", ("c45",)),
    ),
    (
        "criterion-contradiction",
        applied(f"At C4-5 the note shows conservative care {NOTE}.", (), (WEEKS,), treatments=("pt",)),
        applied(f"At C4-5 the note shows therapy without relief {NOTE}.", (), (WEEKS,), treatments=("pt",)),
    ),
    (
        "verdict-contradiction",
        outcome("Anterior fusion at C3-4 is still open on imaging severity.", line("a", "C3-4"), criteria=(SEVERITY,)),
        outcome("Anterior fusion at C3-4 fails on imaging severity.", line("a", "C3-4"), criteria=(SEVERITY,)),
    ),
    (
        "record-unsupported",
        record(f"Physical therapy was followed by a collar {NOTE}.", treatments=("pt", "collar")),
        record(f"Physical therapy and a collar are on record {NOTE}.", treatments=("pt", "collar")),
    ),
    (
        "record-status",
        record(f"No physical therapy was done {NOTE}.", treatments=("pt",)),
        record(f"Physical therapy was without relief {NOTE}.", treatments=("pt",)),
    ),
    (
        "polarity",
        record(f"The collar was worn twice a week {NOTE}.", treatments=("pt", "collar")),
        record(f"A collar was worn, and physical therapy was without relief {NOTE}.", treatments=("pt", "collar")),
    ),
    (
        "citation-unused-basis",
        record(f"Subsidence is reported {NOTE}.", "sub", "hands"),
        record(f"Subsidence is reported {FILMS}.", "sub"),
    ),
    (
        "record-side",
        record(f"The left hand only is numb {NOTE}.", "hands"),
        record(f"Both hands are numb {NOTE}.", "hands"),
    ),
    (
        "record-unsupported",
        record(f"Both hands are numb because of the stenosis {NOTE}{MRI}.", "hands", "c34"),
        record(f"Both hands are numb {NOTE}.", "hands"),
    ),
    (
        "criterion-contradiction",
        outcome(
            "C3-4 is not necessary because conservative care failed.", line("a", "C3-4"), criteria=(WEEKS, SEVERITY)
        ),
        outcome(
            "C3-4 is not necessary because of the severity on imaging.", line("a", "C3-4"), criteria=(WEEKS, SEVERITY)
        ),
    ),
    (
        "figure-misplaced",
        evidence(f"After foraminotomy 9.9% of patients needed reoperation at the same level {REOP}."),
        evidence(f"After foraminotomy 9.9% of patients needed reoperation {REOP}."),
    ),
    (
        "unlicensed-term",
        evidence(f"Radiculopathy had resolved completely in 85% of 151 patients after foraminotomy {SERIES}."),
        evidence(f"Radiculopathy had improved in 85% of 151 patients after foraminotomy {SERIES}."),
    ),
    (
        "criterion-contradiction",
        say("application", "Conservative care has been completed.", criteria=(WEEKS,)),
        say("application", "Conservative care is undetermined.", criteria=(WEEKS,)),
    ),
    (
        "verdict-contradiction",
        outcome("C3-4 is not necessary, and neither is C4-5.", line("a", "C3-4"), line("a", "C4-5")),
        outcome("C3-4 is not necessary; C4-5 is undetermined.", line("a", "C3-4"), line("a", "C4-5")),
    ),
    (
        "criterion-contradiction",
        outcome(
            "Imaging severity is not met at C3-4, and the same holds for failed conservative care.",
            line("a", "C3-4"),
            criteria=(WEEKS, SEVERITY),
        ),
        outcome(
            "Failed conservative care is undetermined at C3-4, and the same holds for C4-5.",
            line("a"),
            criteria=(WEEKS,),
        ),
    ),
    (
        "criterion-contradiction",
        applied(f"Numbness of both hands {NOTE} leaves imaging severity unmet at C3-4.", ("hands",)),
        applied(f"Moderate foraminal stenosis {MRI} leaves imaging severity unmet at C3-4.", ("c34",)),
    ),
    (
        "criterion-contradiction",
        applied("Imaging severity is not met at C3-4, because no grade is recorded.", ("c34",)),
        applied("Imaging severity is not met at C3-4, because the grade is moderate.", ("c34",)),
    ),
    (
        "record-level",
        record(f"Subsidence is reported at two levels {FILMS}.", "sub"),
        record(f"Foraminal stenosis is reported at both levels {MRI}.", "c34", "c45"),
    ),
    (
        "overstated",
        evidence(f"Surgery may relieve arm pain within three to four months, and for good {RELIEF}."),
        evidence(f"Surgery may relieve arm pain within three to four months {RELIEF}."),
    ),
    (
        "figure-unsupported",
        applied(
            f"Translation of 2 mm {FILMS} exceeds the limit of 3.5 mm; instability is not met.", ("mm",), (INSTABILITY,)
        ),
        applied(
            f"Translation of 2 mm {FILMS} is below the limit of 3.5 mm; instability is not met.",
            ("mm",),
            (INSTABILITY,),
        ),
    ),
    (
        "criterion-contradiction",
        applied(f"Met: imaging severity at C3-4 {MRI}.", ("c34",)),
        applied(f"Met: imaging severity at C4-5 {MRI}.", ("c45",)),
    ),
]


@pytest.mark.parametrize(("code", "wrong", "right"), PAIRS)
def test_a_wrong_relation_is_found_and_the_right_one_passes(code: str, wrong: Statement, right: Statement) -> None:
    assert code in codes(wrong)
    assert codes(right) == set()
