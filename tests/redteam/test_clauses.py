"""Statements clause upon clause over cases under a payer's own set: the honest one passes, its wrong sister does not."""

from functools import cache
from pathlib import Path

import pytest

from assistant.guard import Ground, check_statement
from assistant.intake import load_case
from assistant.model.document import Basis, OutcomeRef, Statement, StatementType
from assistant.settings import Settings
from evals.redteam.subjects import subject

CASES = Path(__file__).parents[2] / "evals" / "cases"
ANTERIOR = ("lumbar-anterior-fusion-aetna", "aetna")
GRADED = ("acdf-graded-only-nia", "nia")
THORACIC = ("thoracic-laminectomy-washington", "washington")
DISCECTOMY = ("lumbar-discectomy-two-levels-nia", "nia")
SACROILIAC = ("si-fusion-washington", "washington")

CLINIC, CONSULT, MRI = "[[record:clinic]]", "[[record:consult]]", "[[record:mri]]"
NOTE, DRUGS, PROGRAMME, THERAPY = "[[record:note]]", "[[record:drugs]]", "[[record:programme]]", "[[record:therapy]]"
TWO_OF = "[[nia-cg-307-cervical-spine-surgery#f05]]"
OVER = "over at least six consecutive weeks within the last six months"
LEFT_OUT, CARE, FUNCTION = (
    "washington/si-fusion:left-out-condition",
    "nia/cervical-anterior:conservative-care",
    "nia/cervical-anterior:function",
)
PAIN = "sacroiliac fusion from coverage in adults with chronic pain from joint dysfunction"
IN_PAIN = "[[wa-htcc-si-joint-fusion-2019#f01]]"
ANEW = "[[wa-htcc-si-joint-fusion-2019#f03]]"
CORRELATION = "general/thoracic-decompression:correlation"
AT_BOTH = tuple(OutcomeRef(line=a, level=at, part="level") for a, at in (("a", "T9-10"), ("b", "T10-11")))
AT_C67 = (OutcomeRef(line="a", level="C6-7", part="level"),)

PAIRS: list[tuple[tuple[str, str], StatementType, str, str, Basis]] = [
    # denied in other words than the record's
    (
        GRADED,
        "record_fact",
        f"There is no Hoffmann sign {CLINIC}.",
        f"There is a Hoffmann sign {CLINIC}.",
        Basis(findings=("f10",)),
    ),
    (
        GRADED,
        "record_fact",
        f"Hoffmann was not elicited {CLINIC}.",
        f"Hoffmann was elicited {CLINIC}.",
        Basis(findings=("f10",)),
    ),
    (
        GRADED,
        "record_fact",
        f"Weakness of the right triceps and loss of its reflex are recorded {CLINIC}.",
        f"Weakness of the right triceps and no loss of its reflex are recorded {CLINIC}.",
        Basis(findings=("f7", "f8")),
    ),
    (
        THORACIC,
        "record_fact",
        f"EMG shows no neuropathy {CONSULT}.",
        f"EMG shows a neuropathy {CONSULT}.",
        Basis(findings=("f6",)),
    ),
    # what stays open in the body is no outcome
    (
        ANTERIOR,
        "record_fact",
        f"At L4-5 the canal and the foramina remain open {MRI}.",
        f"At L5-S1 the canal and the foramina remain open {MRI}.",
        Basis(findings=("f10", "f11", "f14")),
    ),
    # a denial of the subject is none of the answer
    (
        GRADED,
        "application",
        f"Being unable to hold the clipper {CLINIC} counts as a functional limitation under this policy.",
        f"Being unable to hold the clipper {CLINIC} does not count as a functional limitation under this policy.",
        Basis(findings=("f6",), criteria=(FUNCTION,), outcomes=AT_C67),
    ),
    # a verb that only carries what a clause of the record says, and what somebody can do
    (
        THORACIC,
        "record_fact",
        f"Since the winter his legs have felt stiff and heavy {CONSULT}.",
        f"Since the winter his legs have not felt stiff and heavy {CONSULT}.",
        Basis(findings=("f1",)),
    ),
    (
        THORACIC,
        "record_fact",
        f"He cannot climb a ladder any more {CONSULT}.",
        f"He can climb a ladder {CONSULT}.",
        Basis(findings=("f1",)),
    ),
    # what the checker counted, and where
    (
        THORACIC,
        "application",
        f"Clonus with the compressed cord {CONSULT}{MRI} provides the clinical correlation that the policy wants at T9-10.",
        f"Clonus with the compressed cord {CONSULT}{MRI} provides the clinical correlation that the policy wants at T10-11.",
        Basis(findings=("f2", "f5", "f8"), criteria=(CORRELATION,), outcomes=AT_BOTH),
    ),
    (
        SACROILIAC,
        "application",
        f"Eight months of supervised therapy gave no lasting benefit {NOTE}.",
        f"Eight months of therapy {NOTE} fall short of what the decision demands.",
        Basis(
            treatments=("t1",),
            criteria=(LEFT_OUT,),
            outcomes=(OutcomeRef(line="a", part="line"),),
        ),
    ),
    (
        GRADED,
        "application",
        f"The requirement of failed conservative care rests on gabapentin and exercise {DRUGS}{PROGRAMME}.",
        f"The requirement of failed conservative care rests on gabapentin alone {DRUGS}.",
        Basis(treatments=("t1", "t2"), criteria=(CARE,), outcomes=AT_C67),
    ),
    # what is denied by other words
    (
        DISCECTOMY,
        "record_fact",
        f"The protrusion at L5-S1 is small and central, and stays clear of the nerve roots {MRI}.",
        f"The protrusion at L5-S1 is small and central, and touches the nerve roots {MRI}.",
        Basis(findings=("f3", "f4", "f5")),
    ),
    (
        DISCECTOMY,
        "record_fact",
        f"Fifteen visits of structured therapy changed nothing about her leg pain {THERAPY}.",
        f"Fifteen visits of structured therapy took away her leg pain {THERAPY}.",
        Basis(treatments=("t1",)),
    ),
    # what a rule takes in and leaves out
    (
        GRADED,
        "policy_statement",
        f"National Imaging Associates counts structured home exercise among the treatments of which two must fail {OVER} {TWO_OF}.",
        f"National Imaging Associates does not count structured home exercise among the treatments of which two must fail {OVER} {TWO_OF}.",
        Basis(criteria=(CARE,)),
    ),
    (
        SACROILIAC,
        "policy_statement",
        f"Washington State excludes both minimally invasive and open {PAIN} {IN_PAIN}.",
        f"Washington State excludes open but not minimally invasive {PAIN} {IN_PAIN}.",
        Basis(criteria=(LEFT_OUT,)),
    ),
    (
        SACROILIAC,
        "policy_statement",
        f"Pain after earlier spinal surgery falls under that decision as well {ANEW}.",
        f"Pain after earlier spinal surgery lies outside that decision {ANEW}.",
        Basis(criteria=(LEFT_OUT,)),
    ),
]


@cache
def ground(case: str, policy_set: str) -> Ground:
    """What statements about a case rest on under a set."""
    return subject(load_case(CASES / f"{case}.yaml"), policy_set, Settings(layers=())).ground


@pytest.mark.parametrize(("case", "type", "honest", "wrong", "basis"), PAIRS, ids=[p[2][:40] for p in PAIRS])
def test_honest_statement_passes_and_its_wrong_sister_does_not(
    case: tuple[str, str], type: StatementType, honest: str, wrong: str, basis: Basis
) -> None:
    said = Statement(id="s1", type=type, text=honest, basis=basis)
    assert [f"{v.code} {v.span}" for v in check_statement(said, ground(*case))] == []
    assert check_statement(said.model_copy(update={"text": wrong}), ground(*case)) != ()
