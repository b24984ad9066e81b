"""Fluent statements under the general set, each with a sister that is wrong in one thing: the honest one passes, its sister does not."""

from functools import cache
from pathlib import Path

import pytest

from assistant.guard import Ground, check_statement
from assistant.intake import load_case
from assistant.model.document import Basis, OutcomeRef, Statement, StatementType
from assistant.settings import Settings
from evals.redteam.subjects import subject

CASES = Path(__file__).parents[2] / "evals" / "cases"
ANTERIOR, ARM, FOOT, JOINT = (
    "lumbar-anterior-fusion-aetna",
    "acdf-graded-only-nia",
    "lumbar-discectomy-foot-drop",
    "si-fusion-single-block",
)
NOTE, CLINIC, MRI, CT, PT = "[[record:note]]", "[[record:clinic]]", "[[record:mri]]", "[[record:ct]]", "[[record:pt]]"
FASTER = "[[peul-2007-sciatica-early-surgery#f04]]"
RECOVERED = "[[peul-2007-sciatica-early-surgery#f05]]"
REGRESSED = "[[chiu-2015-lumbar-disc-regression#f01]]"
ADJACENT = "[[ekman-2009-lumbar-adjacent-segment#f02]]"
ACDF = "[[engquist-2013-acdf-vs-physiotherapy#f04]]"
ACUTE = "[[nia-cam-161-lumbar-spinal-procedures#f04]]"
BLOCK = "[[cms-lcd-si-joint-arthrodesis#f03]]"
WAIVER, CARE, IMAGING = (
    "general/lumbar-discectomy:neurological-override",
    "general/lumbar-discectomy:conservative-care",
    "general/lumbar-discectomy:imaging-severity",
)
ARM_CARE = "general/cervical-anterior:conservative-care"
RELIEF, TESTS = "general/si-fusion:injection-relief", "general/si-fusion:provocation"
AT_L45 = (OutcomeRef(line="a", level="L4-5", part="level"),)
AT_C67 = (OutcomeRef(line="a", level="C6-7", part="level"),)
AT_JOINT = (OutcomeRef(line="a", part="line"),)
WHOLE = (OutcomeRef(),)

PAIRS: list[tuple[str, StatementType, str, str, Basis]] = [
    # one side worse or weaker than the other
    (
        ANTERIOR,
        "record_fact",
        f"Pain runs down both legs, worse on the left than on the right {NOTE}.",
        f"Pain runs down both legs, worse on the right than on the left {NOTE}.",
        Basis(findings=("f1",)),
    ),
    (
        ANTERIOR,
        "record_fact",
        f"Worse on the left than on the right, pain runs down both legs {NOTE}.",
        f"Worse on the right than on the left, pain runs down both legs {NOTE}.",
        Basis(findings=("f1",)),
    ),
    (
        ANTERIOR,
        "record_fact",
        f"The great toe is weaker on the left than on the right {NOTE}.",
        f"The great toe is stronger on the left than on the right {NOTE}.",
        Basis(findings=("f4", "f5")),
    ),
    # what is cited to the record is told of it, though a rule follows
    (
        FOOT,
        "application",
        f"Severe lateral recess stenosis with compression of the L5 root {MRI} satisfies the imaging requirement.",
        f"Moderate lateral recess stenosis with compression of the L5 root {MRI} satisfies the imaging requirement.",
        Basis(findings=("f7", "f8"), criteria=(IMAGING,), outcomes=AT_L45),
    ),
    (
        FOOT,
        "application",
        f"Because of a progressive motor deficit {CLINIC} the requirement of conservative care is waived.",
        f"Because of a cauda equina syndrome {CLINIC} the requirement of conservative care is waived.",
        Basis(findings=("f1", "f2", "f3"), criteria=(WAIVER, CARE), outcomes=AT_L45),
    ),
    (
        ANTERIOR,
        "application",
        f"The severe foraminal stenosis at L5-S1, with the slip of grade 2, is the indication there {MRI}{CT}.",
        f"The severe central stenosis at L5-S1, with the slip of grade 2, is the indication there {MRI}{CT}.",
        Basis(
            findings=("f14", "f17"),
            criteria=("general/lumbar-fusion:indication",),
            outcomes=(OutcomeRef(line="a", level="L5-S1", part="level"),),
        ),
    ),
    # movement, with both figures or held to the record
    (
        JOINT,
        "record_fact",
        f"Almost seven months of therapy left her pain at 7/10 {PT}.",
        f"Almost seven months of therapy brought her pain down from 7/10 {PT}.",
        Basis(treatments=("t1",)),
    ),
    # a figure told of its own time, by the name of its own statistic, of those studied
    (
        ARM,
        "evidence",
        f"At one year 87% of patients with cervical radiculopathy felt better or much better after ACDF with physiotherapy {ACDF}.",
        f"At two years 87% of patients with cervical radiculopathy felt better or much better after ACDF with physiotherapy {ACDF}.",
        Basis(),
    ),
    (
        FOOT,
        "evidence",
        f"In severe sciatica perceived recovery was faster with early surgery (hazard ratio 1.97) {FASTER}.",
        f"In severe sciatica perceived recovery was faster with early surgery (odds ratio 1.97) {FASTER}.",
        Basis(),
    ),
    (
        FOOT,
        "evidence",
        f"Spontaneous regression was seen in 70% of extruded discs {REGRESSED}.",
        f"His extruded disc has spontaneous regression in 70% {REGRESSED}.",
        Basis(),
    ),
    # groups compared without their figures, and with each other's
    (
        ANTERIOR,
        "evidence",
        f"In isthmic spondylolisthesis adjacent discs were normal more often after exercise than after posterolateral lumbar fusion"
        f" {ADJACENT}.",
        f"In isthmic spondylolisthesis adjacent discs were normal more often after posterolateral lumbar fusion than after exercise"
        f" {ADJACENT}.",
        Basis(),
    ),
    (
        FOOT,
        "evidence",
        f"In severe sciatica the same share reported recovery at one year after early surgery and after conservative care {RECOVERED}.",
        f"In severe sciatica a higher share reported recovery at one year after early surgery {RECOVERED}.",
        Basis(),
    ),
    (
        FOOT,
        "evidence",
        f"Extruded discs regressed spontaneously in 70% and protruded ones in 41% {REGRESSED}.",
        f"Extruded discs regressed spontaneously in 41% and protruded ones in 70% {REGRESSED}.",
        Basis(),
    ),
    (
        FOOT,
        "evidence",
        f"Sequestrated discs regressed by themselves more often than bulging ones {REGRESSED}.",
        f"Bulging discs regressed by themselves more often than sequestrated ones {REGRESSED}.",
        Basis(),
    ),
    # other words for what the record says
    (
        FOOT,
        "record_fact",
        f"At L4-5 a large extrusion on the left is displaced downwards {MRI}.",
        f"At L4-5 a large extrusion on the left is displaced upwards {MRI}.",
        Basis(findings=("f6",)),
    ),
    (
        JOINT,
        "record_fact",
        f"Her pain keeps her from lifting her child {NOTE}.",
        f"She is able to lift her child {NOTE}.",
        Basis(findings=("f1",)),
    ),
    (
        ANTERIOR,
        "record_fact",
        f"Twenty-five visits left his pain where it had been {PT}.",
        f"Twenty-five visits left his pain better than it had been {PT}.",
        Basis(treatments=("t1",)),
    ),
    # of any, and where possible
    (
        FOOT,
        "evidence",
        f"National Imaging Associates allows lumbar discectomy without conservative care for a significant acute motor deficit {ACUTE}.",
        f"National Imaging Associates allows lumbar discectomy without conservative care for any motor deficit {ACUTE}.",
        Basis(),
    ),
    (
        JOINT,
        "policy_statement",
        f"An image-guided block of each joint to be fused must have relieved at least 75% of its pain {BLOCK}.",
        f"Where possible, an image-guided block of each joint to be fused must have relieved at least 75% of its pain {BLOCK}.",
        Basis(criteria=(RELIEF,)),
    ),
    # a measure beside what the policy asks for
    (
        JOINT,
        "application",
        f"Three positive tests {NOTE} are no fewer than the policy calls for.",
        f"Three positive tests {NOTE} are more than the policy calls for.",
        Basis(findings=("f3",), criteria=(TESTS,), outcomes=AT_JOINT),
    ),
    (
        JOINT,
        "application",
        f"Relief of 60% {NOTE} is less than the policy calls for.",
        f"Relief of 60% {NOTE} is within what the policy calls for.",
        Basis(findings=("f4",), criteria=(RELIEF,), outcomes=AT_JOINT),
    ),
    # what a refusal rests on, and on how many points
    (
        ARM,
        "outcome",
        "This is a gap in the documentation, not a finding against the request.",
        "This is a finding against the request, not a gap in the documentation.",
        Basis(criteria=(ARM_CARE,), outcomes=WHOLE),
    ),
    (
        JOINT,
        "outcome",
        "This rests on what the record shows, not on missing documents.",
        "This rests on missing documents rather than on what the record shows.",
        Basis(criteria=(RELIEF,), outcomes=WHOLE),
    ),
    (
        ARM,
        "outcome",
        "C6-7 remains undetermined on a single point, failed conservative care.",
        "C6-7 remains undetermined on two points, failed conservative care and clinical correlation.",
        Basis(criteria=(ARM_CARE,), outcomes=AT_C67),
    ),
]


@cache
def ground(case: str) -> Ground:
    """What statements about a case rest on."""
    return subject(load_case(CASES / f"{case}.yaml"), "general", Settings(layers=())).ground


@pytest.mark.parametrize(("case", "type", "honest", "wrong", "basis"), PAIRS, ids=[p[3][:48] for p in PAIRS])
def test_honest_statement_passes_and_its_wrong_sister_does_not(
    case: str, type: StatementType, honest: str, wrong: str, basis: Basis
) -> None:
    said = Statement(id="s1", type=type, text=honest, basis=basis)
    assert [f"{v.code} {v.span}" for v in check_statement(said, ground(case))] == []
    assert check_statement(said.model_copy(update={"text": wrong}), ground(case)) != ()
