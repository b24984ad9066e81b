"""Statements of a record retold over many cases: what is found stays found, what passes passes, and sisters of both."""

import pytest

from assistant.model.document import Basis
from evals.redteam.written import written

from .test_chat import BOTH, STENOSIS, codes

OPEN = {
    "anoaa-001",
    "anoaa-006",
    "anoaa-007",
    "anoad-005",
    "anoaf-002",
    "anocc-002",
    "anocc-008",
    "anocc-009",
    "anocc-010",
    "anocw-013",
    "anoep-002",
    "anoep-003",
    "anohr-001",
    "anohr-009",
    "anohs-005",
    "anops-006",
    "anord-005",
    "anord-008",
    "anord-009",
    "anord-015",
    "anord-017",
    "anosb-002",
    "anost-002",
    "anost-003",
    "anost-007",
    "anoth-001",
    "anoth-016",
    "anoth-018",
    "anova-003",
    "anova-005",
    "anova-006",
}
"""Not found yet."""
REFUSED = {
    "hnoad-005",
    "hnoad-008",
    "hnoad-009",
    "hnoaf-002",
    "hnoaf-006",
    "hnoaf-013",
    "hnoaf-014",
    "hnocc-006",
    "hnocc-012",
    "hnoce-001",
    "hnoce-007",
    "hnoce-008",
    "hnocw-006",
    "hnocw-010",
    "hnocw-012",
    "hnofb-009",
    "hnohr-008",
    "hnohr-013",
    "hnohr-014",
    "hnohs-002",
    "hnohs-005",
    "hnohs-007",
    "hnops-001",
    "hnops-005",
    "hnord-009",
    "hnord-014",
    "hnord-016",
    "hnoth-009",
    "hnova-004",
    "hnova-005",
}
"""Honest and refused all the same."""
THORACIC, DISC, PAIN, SALON = (
    "thoracic-disc-t8-9",
    "lumbar-repeat-discectomy",
    "epidural-transforaminal-repeat",
    "si-fusion-both-sides",
)

FLOORS = "lumbar-anterior-fusion-aetna"
STATE, REVISION, DEFORMITY = "si-fusion-washington", "lumbar-hardware-removal-revision", "adult-deformity-t10-pelvis"


def test_wrong_statements_are_found() -> None:
    assert {w.statement.id for w in written("attack-notes") if not w.violations} <= OPEN


def test_honest_statements_pass() -> None:
    assert {w.statement.id for w in written("honest-notes") if w.violations} <= REFUSED


@pytest.mark.parametrize(
    ("case", "text", "basis", "passes"),
    [
        (
            DISC,
            "He was seen seven times between May 11 and June 5, 2026 [[record:pt]].",
            Basis(treatments=("t1",)),
            True,
        ),
        (
            DISC,
            "He was seen seven times between May 12 and June 5, 2026 [[record:pt]].",
            Basis(treatments=("t1",)),
            False,
        ),
        (DISC, "It was on April 18 that he lifted a keg [[record:note]].", Basis(findings=("f2",)), True),
        (DISC, "It was on April 19 that he lifted a keg [[record:note]].", Basis(findings=("f2",)), False),
        (DISC, "The visits did not relieve his leg pain [[record:pt]].", Basis(treatments=("t1",)), True),
        (DISC, "The leg pain keeps him off his work as a brewer [[record:note]].", Basis(findings=("f2", "f3")), True),
        (DISC, "In spite of the leg pain he works as a brewer [[record:note]].", Basis(findings=("f2", "f3")), False),
        (THORACIC, "Below T9-10 the MRI is unremarkable [[record:mri]].", Basis(findings=("f7",)), True),
        (
            THORACIC,
            "The MRI shows a left paracentral disc herniation at T8-9, and at T7-8 a shallow bulge [[record:mri]].",
            Basis(findings=("f7",)),
            True,
        ),
        (
            THORACIC,
            "The MRI shows a left paracentral disc herniation at T7-8, and at T8-9 a shallow bulge [[record:mri]].",
            Basis(findings=("f7",)),
            False,
        ),
        (THORACIC, "A small hepatic cyst is an incidental observation [[record:mri]].", Basis(findings=("f7",)), True),
        (THORACIC, "She can't have had a fracture [[record:ct]].", Basis(), True),
        (PAIN, "His pain is rated 6/10; at its best it fell to 3/10 [[record:pain]].", Basis(findings=("f6",)), True),
        (PAIN, "His pain is rated 6/10; at its best it rose to 3/10 [[record:pain]].", Basis(findings=("f6",)), False),
        (
            SALON,
            "The joint on the left was never injected [[record:note]].",
            Basis(findings=("f5",), treatments=("t2",)),
            True,
        ),
        (
            SALON,
            "The joint on the right was never injected [[record:note]].",
            Basis(findings=("f5",), treatments=("t2",)),
            False,
        ),
        (STATE, "A fracture is seen on CT [[record:ct]].", Basis(findings=("f6",)), False),
        (STATE, "No erosion is seen on CT [[record:ct]].", Basis(findings=("f6",)), True),
        (
            REVISION,
            "The quadriceps is 4+/5, great toe extension 3+/5 [[record:surgeon]].",
            Basis(findings=("f7", "f8")),
            True,
        ),
        (
            REVISION,
            "The quadriceps is 3+/5, great toe extension 4+/5 [[record:surgeon]].",
            Basis(findings=("f7", "f8")),
            False,
        ),
        (REVISION, "Since the last visit the right leg pain has got worse [[record:pain]].", Basis(), True),
        (REVISION, "Since the last visit the right leg pain has got better [[record:pain]].", Basis(), False),
        (DEFORMITY, "Strength of the legs is normal [[record:note]].", Basis(findings=("f4",)), True),
        (DEFORMITY, "The legs are weak [[record:note]].", Basis(findings=("f4",)), False),
        (
            FLOORS,
            "There is a pars defect on both sides at L5, and none at L4 [[record:ct]].",
            Basis(findings=("f16",)),
            True,
        ),
        (FLOORS, "There is no pars defect at L5 [[record:ct]].", Basis(findings=("f16",)), False),
        (
            FLOORS,
            "Great toe extension is 4-/5 on the left, 4+/5 on the right [[record:note]].",
            Basis(findings=("f4", "f5")),
            True,
        ),
        (
            FLOORS,
            "Great toe extension is 4+/5 on the left, 4-/5 on the right [[record:note]].",
            Basis(findings=("f4", "f5")),
            False,
        ),
    ],
)
def test_sisters(case: str, text: str, basis: Basis, passes: bool) -> None:
    assert (codes(case, text, "record_fact", basis) == set()) is passes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The laminectomy at L3-4 is incidental.", True),
        ("An incidental part of the operation is the laminectomy at L3-4.", True),
        ("An incidental renal cyst does not matter here.", False),
    ],
)
def test_an_incidental_thing_is_no_verdict(text: str, found: bool) -> None:
    assert ("verdict-contradiction" in codes(STENOSIS, text, "outcome", Basis(outcomes=BOTH))) is found
