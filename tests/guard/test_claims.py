"""What relates entries of the record to each other, and what leaves a criterion unanswered: found, and honest words pass."""

import pytest

from assistant.model.document import Statement

from .sayings import applied, outcome, record
from .world import INSTABILITY, SEVERITY, WEEKS, codes, line, say

MRI, NOTE, FILMS = "[[record:mri]]", "[[record:note]]", "[[record:films]]"
PAIRS: list[tuple[str, Statement, Statement]] = [
    (
        "record-unsupported",
        record(f"Numbness of both hands began after the subsidence {NOTE}.", "hands", "sub"),
        record(f"Numbness of both hands {NOTE} and subsidence at C5-6 {FILMS} are on record.", "hands", "sub"),
    ),
    (
        "record-unsupported",
        record(f"Constant numbness is due to the subsidence at C5-6 {FILMS}.", "hands", "sub"),
        record(f"Subsidence at C5-6 {FILMS} is on record.", "sub"),
    ),
    (
        "record-unsupported",
        record(f"The patient refused a collar because of numbness {NOTE}.", "hands"),
        record(f"The patient has numbness {NOTE}.", "hands"),
    ),
    (
        "record-unsupported",
        record(f"Numbness of both hands is the only symptom {NOTE}.", "hands"),
        record(f"Numbness of both hands is recorded {NOTE}.", "hands"),
    ),
    (
        "record-level",
        record(f"An osteophyte is reported at C3-4 {MRI}.", "c34", "c45"),
        record(f"A disc osteophyte is reported at C4-5 {MRI}.", "c34", "c45"),
    ),
    (
        "record-status",
        record(f"Numbness is not recorded {NOTE}.", "hands"),
        record(f"Numbness is recorded {NOTE}.", "hands"),
    ),
    (
        "record-unsupported",
        record(f"The MRI and the radiographs differ on subsidence {FILMS}.", "c34", "sub"),
        record(f"Subsidence is recorded at C5-6 {FILMS}.", "c34", "sub"),
    ),
    (
        "criterion-contradiction",
        applied(f"Subsidence at C5-6 {FILMS} makes posterior fusion a matter of course.", ("sub",), (INSTABILITY,)),
        applied(f"Subsidence at C5-6 {FILMS} is not what the policy asks for.", ("sub",), (INSTABILITY,)),
    ),
    (
        "criterion-contradiction",
        say("application", "All criteria are met.", criteria=(SEVERITY, WEEKS), outcomes=(line("b"),)),
        say("application", "Not all criteria are met.", criteria=(SEVERITY, WEEKS), outcomes=(line("b"),)),
    ),
    (
        "criterion-contradiction",
        say("application", "Severity lifts the requirement of conservative care.", criteria=(WEEKS,)),
        say("application", "Conservative care is undetermined.", criteria=(WEEKS,)),
    ),
    (
        "record-severity",
        record(f"Foraminal stenosis is severe at both levels {MRI}.", "c34", "c45"),
        record(f"Foraminal stenosis is reported at both levels {MRI}.", "c34", "c45"),
    ),
    (
        "verdict-contradiction",
        outcome("Two of the lines are necessary."),
        outcome("None of the lines is necessary."),
    ),
    (
        "verdict-contradiction",
        say("recommendation", "Fusion could be limited to C6-7.", outcomes=(line("b"),)),
        say("recommendation", "Fusion is not necessary.", outcomes=(line("b"),)),
    ),
]


@pytest.mark.parametrize(("code", "wrong", "honest"), PAIRS)
def test_a_claim_is_found_and_honest_words_pass(code: str, wrong: Statement, honest: Statement) -> None:
    assert code in codes(wrong)
    assert not codes(honest)


def test_a_finding_that_meets_its_criterion_needs_no_reservation() -> None:
    assert not codes(applied(f"Severe stenosis is reported at C4-5 {MRI}.", ("c45",), (SEVERITY,)))
