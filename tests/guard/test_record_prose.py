"""What a document of the record says beside the words that a fact was quoted from: told as it says it, and turned."""

from datetime import date

import pytest

from assistant.guard import Ground, check_statement
from assistant.model.case import Document, Finding, Treatment
from assistant.model.document import Statement

from .sayings import SERIES, applied, evidence, record
from .world import case, codes, ground

PT, EXAM = "[[record:pt]]", "[[record:exam]]"
THERAPY = """In clinic from 02/02/2026 to 03/30/2026, 16 visits. Neck eased; L arm unchanged. Arm pain 7/10 at start, 7/10 at end.
Attended traction, 3 of 5 tests positive on the left. Recommended two more weeks."""
FINDINGS = """Triceps L 4/5, biceps 5/5. Left reflex reduced (was 2+ in 2024), right normal.
Former smoker, quit 1998. Entrapment excluded by nerve conduction study. Block on 02/01/2026: 60% relief for two days.
Thin scar around the root. Curve 42 degrees; in 2023 the curve had 31 degrees."""


def prose() -> Ground:
    """The invented case with two more documents."""
    more = (
        Document(id="pt", title="Therapy summary", kind="office_note", date=date(2026, 3, 30), text=THERAPY),
        Document(id="exam", title="Examination", kind="office_note", date=date(2026, 3, 31), text=FINDINGS),
    )
    findings = (
        Finding(id="tri", kind="motor_deficit", side="left", grade="4", document="exam", quote="Triceps L 4/5"),
        Finding(
            id="block", kind="sensory_symptom", number=60, unit="%", document="exam", quote="60% relief for two days"
        ),
        Finding(id="tests", kind="sensory_symptom", side="left", document="pt", quote="positive on the left"),
    )
    findings += (
        Finding(id="jerk", kind="motor_deficit", side="left", document="exam", quote="Left reflex reduced"),
        Finding(id="curve", kind="translation", number=42, unit="degrees", document="exam", quote="Curve 42 degrees"),
        Finding(
            id="excl",
            kind="sensory_symptom",
            status="absent",
            document="exam",
            quote="Entrapment excluded by nerve conduction study",
        ),
    )
    therapy = Treatment(
        id="pt",
        kind="physical_therapy",
        start=date(2026, 2, 2),
        end=date(2026, 3, 30),
        sessions=16,
        response="none",
        document="pt",
        quote="In clinic from 02/02/2026 to 03/30/2026, 16 visits",
    )
    undated = Treatment(id="care", kind="nsaid", document="note", quote="She wore a collar and took ibuprofen")
    base, known = case(), ground()
    changed = base.model_copy(
        update={
            "documents": (*base.documents, *more),
            "findings": (*base.findings, *findings),
            "treatments": (*base.treatments, therapy, undated),
        }
    )
    return Ground(changed, known.outcome, known.evidence, known.pack, known.policy_set)


PAIRS: list[tuple[Statement, Statement]] = [
    (
        record(f"Sixteen visits eased the arm and left the neck unchanged {PT}.", treatments=("pt",)),
        record(f"Sixteen visits eased the neck and left the arm unchanged {PT}.", treatments=("pt",)),
    ),
    (
        record(f"The visits brought the pain down from seven out of ten {PT}.", treatments=("pt",)),
        record(f"The visits eased his neck but not his arm {PT}.", treatments=("pt",)),
    ),
    (
        record(f"The left reflex, reduced in 2024, is now 2+ {EXAM}."),
        record(f"The left reflex, 2+ in 2024, is now reduced {EXAM}."),
    ),
    (
        record(f"Every test was positive on the left {PT}.", "tests"),
        record(f"Three of the five tests were positive on the left {PT}.", "tests"),
    ),
    (record(f"He has never smoked {EXAM}."), record(f"He used to smoke and quit in 1998 {EXAM}.")),
    (
        record(f"The triceps is weak on both sides {EXAM}.", "tri"),
        record(f"The triceps is weak on the left, and the biceps is normal {EXAM}.", "tri"),
    ),
    (
        record(f"The arm pain went from seven to six out of ten {PT}.", treatments=("pt",)),
        record(f"The arm pain was seven out of ten at its start and at its end {PT}.", treatments=("pt",)),
    ),
    (
        record(f"Entrapment was ruled out by examination of the hand {EXAM}.", "excl"),
        record(f"Entrapment was ruled out by the nerve conduction study {EXAM}.", "excl"),
    ),
    (
        record(f"The reflex is reduced on the right and normal on the left {EXAM}.", "jerk"),
        record(f"The reflex is reduced on the left and normal on the right {EXAM}.", "jerk"),
    ),
    (
        record(f"The visits lasted less than six weeks {PT}.", treatments=("pt",)),
        record(f"The visits lasted more than six weeks {PT}.", treatments=("pt",)),
    ),
    (
        record(f"She has never had a tumour {EXAM}.", "tri"),
        record(f"Nothing on file says whether she has had a tumour {EXAM}.", "tri"),
    ),
    (
        record(f"The block took the pain away for two days {EXAM}.", "block"),
        record(f"The block gave 60% relief for two days {EXAM}.", "block"),
    ),
    (
        record(f"The curve has fallen from 42 to 31 degrees since 2023 {EXAM}.", "curve"),
        record(f"The curve measures 42 degrees and had 31 degrees in 2023 {EXAM}.", "curve"),
    ),
    (
        record("Foraminal stenosis is severe at C3-4 and at C4-5 [[record:mri]].", "c34", "c45"),
        record("Foraminal stenosis is moderate at C3-4 and severe at C4-5 [[record:mri]].", "c34", "c45"),
    ),
    (
        record(f"No scar surrounds the root {EXAM}."),
        record(f"A thin scar surrounds the root {EXAM}."),
    ),
    (
        applied(f"Three more weeks were recommended {PT}.", treatments=("pt",)),
        applied(f"Two more weeks were recommended {PT}.", treatments=("pt",)),
    ),
]


@pytest.mark.parametrize(("wrong", "right"), PAIRS)
def test_what_stands_beside_a_fact_is_told_as_it_stands(wrong: Statement, right: Statement) -> None:
    known = prose()
    assert check_statement(wrong, known)
    assert not check_statement(right, known)


RANKED: list[tuple[Statement, Statement]] = [
    (
        evidence(f"Radiculopathy had improved more often at last follow-up (85%) than at one month (91.4%) {SERIES}."),
        evidence(
            f"After foraminotomy, radiculopathy had improved more often at one month (91.4%) than at last follow-up (85%) {SERIES}."
        ),
    ),
]


@pytest.mark.parametrize(("wrong", "right"), RANKED)
def test_the_greater_figure_is_told_as_the_greater(wrong: Statement, right: Statement) -> None:
    assert "figure-misplaced" in codes(wrong)
    assert not codes(right)


SILENT: list[tuple[Statement, Statement]] = [
    (
        record(f"Therapy is not dated, and nothing says that it was supervised {PT}.", treatments=("pt",)),
        record("Therapy is not dated, and nothing says that it was supervised [[record:note]].", treatments=("care",)),
    ),
    (
        record(f"The summary does not say how many visits there were {PT}.", treatments=("pt",)),
        record("The note does not say how many visits there were [[record:note]].", treatments=("care",)),
    ),
    (
        record("Ibuprofen was taken for too short a time, or too few days [[record:note]].", treatments=("care",)),
        record("For how long ibuprofen was taken is not said [[record:note]].", treatments=("care",)),
    ),
    (
        record("No therapy took place [[record:note]].", treatments=("care",)),
        record(
            "Whether the tablets were taken daily cannot be told from the note [[record:note]].", treatments=("care",)
        ),
    ),
]


@pytest.mark.parametrize(("wrong", "right"), SILENT)
def test_only_what_no_document_says_is_told_as_unsaid(wrong: Statement, right: Statement) -> None:
    known = prose()
    assert check_statement(wrong, known)
    assert not check_statement(right, known)
