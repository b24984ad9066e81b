"""Findings held against criteria, and the record's denials and doubts: each turn is found, and honest words pass."""

import pytest

from assistant.model.document import Statement

from .sayings import applied, outcome, record
from .world import INSTABILITY, SEVERITY, WEEKS, codes, line, say

MRI, NOTE, FILMS = "[[record:mri]]", "[[record:note]]", "[[record:films]]"
PAIRS: list[tuple[str, Statement, Statement]] = [
    ("verdict-contradiction", outcome("C4-5 is not undetermined.", line("b")), outcome("C4-5 is undetermined.")),
    (
        "criterion-contradiction",
        say(
            "application", "Not met: imaging severity and failed conservative care at C3-4.", criteria=(SEVERITY, WEEKS)
        ),
        say(
            "application",
            "Not met: imaging severity at C3-4. Undetermined: failed conservative care.",
            criteria=(SEVERITY, WEEKS),
        ),
    ),
    (
        "criterion-contradiction",
        say("application", "Failed conservative care is waived at C3-4.", criteria=(WEEKS,)),
        say("application", "Failed conservative care is not waived at C3-4.", criteria=(WEEKS,)),
    ),
    (
        "criterion-contradiction",
        say("application", "Failed conservative care is not open.", criteria=(WEEKS,)),
        say("application", "Failed conservative care is undetermined.", criteria=(WEEKS,)),
    ),
    (
        "figure-unsupported",
        record(f"In April 2026 the note records numbness of both hands {NOTE}.", "hands"),
        record(f"A note on the 59-year-old woman records numbness of both hands {NOTE}.", "hands"),
    ),
    (
        "record-severity",
        record(f"The note records severe numbness of both hands {NOTE}.", "hands"),
        record(f"The note records constant numbness of both hands {NOTE}.", "hands"),
    ),
    (
        "record-status",
        record(f"There is evidence of instrumentation failure at C5-6 {FILMS}.", "failure"),
        record(f"The films give no evidence of instrumentation failure at C5-6 {FILMS}.", "failure"),
    ),
    (
        "record-status",
        record(f"Pseudarthrosis at C5-6 is ruled out {NOTE}.", "pseud"),
        record(f"Pseudarthrosis at C5-6 is possible {NOTE}.", "pseud"),
    ),
    (
        "criterion-contradiction",
        applied(f"Subsidence at C5-6 {FILMS} is the reason for posterior fusion.", ("sub",), (INSTABILITY,)),
        applied(f"Subsidence at C5-6 {FILMS} is not the reason for posterior fusion.", ("sub",), (INSTABILITY,)),
    ),
    (
        "figure-unsupported",
        record(f"Foraminal stenosis is described at three levels {MRI}.", "c34", "c45"),
        record(f"Foraminal stenosis is described at two levels {MRI}.", "c34", "c45"),
    ),
]


@pytest.mark.parametrize(("code", "wrong", "right"), PAIRS, ids=[f"{c}: {w.text[:50]}" for c, w, _ in PAIRS])
def test_a_turned_statement_is_found_and_the_right_one_passes(code: str, wrong: Statement, right: Statement) -> None:
    assert code in codes(wrong)
    assert codes(right) == set()
