"""Statements in a writer's own words about cases of the evaluation: the honest one passes, its wrong sister does not."""

from functools import cache
from pathlib import Path

import pytest

from assistant.guard import Ground, check_statement
from assistant.intake import load_case
from assistant.model.document import Basis, OutcomeRef, Statement, StatementType
from assistant.settings import Settings
from evals.redteam.subjects import subject

CASES = Path(__file__).parents[2] / "evals" / "cases"
LEVELS_OF_CORPECTOMY = tuple(
    OutcomeRef(line=line, level=level, part="level") for line in ("d", "e", "a") for level in ("C4-5", "C5-6")
)
STENOSIS, CORPECTOMY, SACROILIAC = (
    "lumbar-stenosis-two-levels",
    "cervical-corpectomy-myelopathy",
    "si-fusion-washington",
)

NOTE, PT, CONSULT, MRI = "[[record:note]]", "[[record:pt]]", "[[record:consult]]", "[[record:mri]]"
DEYO, ODDS = "[[deyo-2011-revision-after-stenosis-surgery#f03]]", "[[cervical-corpectomy-meta-analyses#f02]]"
WASHINGTON = "[[wa-htcc-si-joint-fusion-2019#f01]]"
IN_MEDICARE = "In Medicare patients with lumbar stenosis, reoperation within four years was"
MYELOPATHY = (
    "In two- and three-level cervical spondylotic myelopathy the odds of a complication were about half as high with"
)
PAYS = "sacroiliac fusion in adults whose chronic pain comes from joint dysfunction"
AOSPINE = "[[aospine-csrs-2017-degenerative-cervical-myelopathy#f01]]"
DEGREES = f"moderate and severe degenerative cervical myelopathy {AOSPINE}"
EVERY_DEGREE = f"degenerative cervical myelopathy of every degree {AOSPINE}"
DENSITY, RATED = "[[cms-lcd-vertebral-augmentation#f06]]", "[[acr-vertebral-fracture-management#f01]]"
ACR = "For a symptomatic osteoporotic vertebral fracture with marrow oedema the ACR rates"
FRACTURE, THORACIC, REPEAT = "vertebral-augmentation-l1", "thoracic-disc-t8-9", "lumbar-repeat-discectomy"
HERNIATION = "For thoracic disc herniation the odds of major medical complications were"
APPROACH = "[[corazzelli-2024-thoracic-disc#f01]]"

PAIRS: list[tuple[str, StatementType, str, str, Basis]] = [
    # a clause behind "neither ... nor" is not denied by it
    (
        CORPECTOMY,
        "record_fact",
        f"He can neither button a shirt nor pick up coins, and in August he fell on the stairs {CONSULT}.",
        f"He can button a shirt and pick up coins, and in August he fell on the stairs {CONSULT}.",
        Basis(findings=("f1",)),
    ),
    # what a cited document says beside the basis, and its denial
    (
        CORPECTOMY,
        "record_fact",
        f"The fragment that has migrated behind the body of C5 {MRI} lies where discectomy alone will not reach it {CONSULT}.",
        f"The fragment that has migrated behind the body of C5 {MRI} lies where discectomy alone will reach it {CONSULT}.",
        Basis(findings=("f10",)),
    ),
    (
        STENOSIS,
        "record_fact",
        f"Her legs burn after half a block, and leaning on a shopping cart brings relief {NOTE}.",
        f"Her legs burn after half a block, and walking on brings relief {NOTE}.",
        Basis(findings=("f1",)),
    ),
    (
        STENOSIS,
        "record_fact",
        f"She attended 18 of 20 visits, and the goals were not reached {PT}.",
        f"She attended 18 of 20 visits, and the goals were reached {PT}.",
        Basis(treatments=("t1",)),
    ),
    # likeness and proportion told in other words
    (
        STENOSIS,
        "evidence",
        f"{IN_MEDICARE} no more frequent after simple fusion than after decompression alone, 10.7% each {DEYO}.",
        f"{IN_MEDICARE} no more frequent after complex fusion than after decompression alone {DEYO}.",
        Basis(),
    ),
    (
        CORPECTOMY,
        "evidence",
        f"{MYELOPATHY} discectomy and fusion as with corpectomy (odds ratio 0.50) {ODDS}.",
        f"{MYELOPATHY} corpectomy as with discectomy and fusion (odds ratio 0.50) {ODDS}.",
        Basis(),
    ),
    (
        SACROILIAC,
        "evidence",
        f"Washington State does not pay for {PAYS}, whether it is done openly or by a minimally invasive technique {WASHINGTON}.",
        f"Washington State pays for {PAYS}, whether it is done openly or by a minimally invasive technique {WASHINGTON}.",
        Basis(),
    ),
    # what belongs to a root, what ended, what holds whatever else is so
    (
        STENOSIS,
        "record_fact",
        f"The absent ankle jerks {NOTE} belong to S1.",
        f"The absent ankle jerks {NOTE} belong to L4.",
        Basis(findings=("f4",)),
    ),
    (
        CORPECTOMY,
        "record_fact",
        f"He is a nonsmoker {CONSULT}.",
        f"He gave up smoking {CONSULT}.",
        Basis(findings=("f6",)),
    ),
    (
        CORPECTOMY,
        "application",
        "The cage and the plate are necessary because the fusion that they serve is.",
        "The cage and the plate are necessary whether or not the fusion is.",
        Basis(criteria=("general/add-ons:parent-stands",), outcomes=LEVELS_OF_CORPECTOMY),
    ),
    (
        CORPECTOMY,
        "record_fact",
        f"Bladder and bowel work normally, and there is no pain in the arms {CONSULT}.",
        f"The normal bladder and bowel exclude pain in the arms {CONSULT}.",
        Basis(findings=("f2", "f3")),
    ),
    (
        CORPECTOMY,
        "evidence",
        f"The AOSpine and Cervical Spine Research Society guideline of 2017 recommends surgery for {DEGREES}.",
        f"The AOSpine and Cervical Spine Research Society guideline of 2017 recommends surgery for {EVERY_DEGREE}.",
        Basis(),
    ),
    (
        FRACTURE,
        "evidence",
        f"The Medicare LCD on vertebral augmentation wants bone density to be measured {DENSITY}.",
        f"The Medicare LCD on vertebral augmentation wants bone density to be measured before the procedure {DENSITY}.",
        Basis(),
    ),
    (
        FRACTURE,
        "evidence",
        f"{ACR} augmentation and medical management alone as usually appropriate {RATED}.",
        f"{ACR} augmentation as usually appropriate and medical management alone as usually not {RATED}.",
        Basis(),
    ),
    # a comparative for another of its direction, relief in full, the side that is asked for
    (
        THORACIC,
        "evidence",
        f"{HERNIATION} smaller with the posterolateral than with the anterior approach {APPROACH}.",
        f"{HERNIATION} smaller with the anterior than with the posterolateral approach {APPROACH}.",
        Basis(),
    ),
    (
        REPEAT,
        "record_fact",
        f"The first operation of May 2024 gave full relief {NOTE}.",
        f"The first operation of May 2024 gave only partial relief {NOTE}.",
        Basis(findings=("f1",)),
    ),
    (
        THORACIC,
        "outcome",
        "The decompression at T8-9 is necessary on the left.",
        "The decompression at T8-9 is necessary on both sides.",
        Basis(outcomes=(OutcomeRef(line="a", level="T8-9", part="level"),)),
    ),
]


@cache
def ground(case: str) -> Ground:
    """What statements about a case rest on."""
    return subject(load_case(CASES / f"{case}.yaml"), "general", Settings(layers=())).ground


@pytest.mark.parametrize(("case", "type", "honest", "wrong", "basis"), PAIRS, ids=[p[2][:40] for p in PAIRS])
def test_honest_statement_passes_and_its_wrong_sister_does_not(
    case: str, type: StatementType, honest: str, wrong: str, basis: Basis
) -> None:
    said = Statement(id="s1", type=type, text=honest, basis=basis)
    assert [f"{v.code} {v.span}" for v in check_statement(said, ground(case))] == []
    assert check_statement(said.model_copy(update={"text": wrong}), ground(case)) != ()
