"""How a fluent writer puts what the record and the outcome say, and the wrong sentences that lie one word beside it."""

from functools import cache

import pytest

from assistant.guard import check_statement
from assistant.model.document import Basis, OutcomeRef, Statement
from assistant.settings import Settings
from evals.redteam.subjects import Subject, loaded_cases, subject

ACDF, SLIP, SI, DISC, EPIDURAL, FRACTURE, REPEAT, CORD, STIMULATOR = (
    "acdf-two-levels-medicare",
    "lumbar-fusion-spondylolisthesis",
    "si-fusion-single-block",
    "cervical-arthroplasty-washington",
    "epidural-transforaminal-repeat",
    "vertebral-augmentation-l1",
    "lumbar-repeat-discectomy",
    "thoracic-disc-t8-9",
    "stimulator-trial-no-psychology",
)
REQUEST = (OutcomeRef(),)
BOTH = (OutcomeRef(line="a", level="C5-6", part="level"), OutcomeRef(line="b", level="C6-7", part="level"))
LINE = (OutcomeRef(line="a", part="line"),)


@cache
def document(case: str) -> Subject:
    return subject(next(one for one in loaded_cases() if one.case.id == case), "general", Settings(layers=()))


def codes(case: str, type: str, text: str, basis: Basis) -> set[str]:
    keys = [k for c in basis.criteria for k in document(case).ground.results if k.endswith(f":{c}")]
    basis = basis.model_copy(update={"criteria": tuple(keys)})
    statement = Statement.model_validate({"id": "x", "type": type, "text": text, "basis": basis.model_dump()})
    return {v.code for v in check_statement(statement, document(case).ground)}


CARE = Basis(treatments=("t1",), criteria=("conservative-care",), outcomes=BOTH)
IMAGING = Basis(findings=("f11", "f13"), criteria=("imaging-severity",), outcomes=BOTH)
WHEEL = Basis(findings=("f4",))
BLOCK = Basis(findings=("f4",), criteria=("injection-relief",), outcomes=LINE)
STAY = "[[forsth-2016-fusion-lumbar-stenosis#f05]]"
EVENTS = "[[epidural-injection-neurological-complications-2015#f02]]"
BLOCK_RULE = "[[record:note]][[cms-lcd-si-joint-arthrodesis#f03]]"
LIMITS = "[[cms-lcd-vertebral-augmentation#f05]]"
MIMICS = "[[colorado-dowc-2014-cervical-spine-guideline#f05]]"
CHOICE = "[[aans-cns-2009-anterior-decompression-techniques#f05]]"
LEVELS = "[[evicore-cmm-601-604-cervical#f09]]"
SETTING = Basis(outcomes=(OutcomeRef(part="setting"),))
REVIEW = "[[traeger-2023-stimulation-cochrane#f01]]"
REVISED = "[[kumar-2008-process-stimulation#f02]]"
LCD = "[[cms-lcd-si-joint-arthrodesis#f04]]"


@pytest.mark.parametrize(
    ("case", "type", "text", "basis"),
    [
        (ACDF, "application", "Almost fourteen weeks of therapy are twice the six weeks that are required [[record:pt]].", CARE),
        (ACDF, "record_fact", "She can hold the steering wheel for at most ten minutes [[record:note]].", WHEEL),
        (ACDF, "record_fact", "She can hold the steering wheel for only ten minutes [[record:note]].", WHEEL),
        (ACDF, "record_fact", "She can hold the steering wheel for no more than ten minutes [[record:note]].", WHEEL),
        (SLIP, "evidence", f"In lumbar stenosis hospital stay was longer when fusion was added, 7.4 days against 4.1 {STAY}.", Basis()),
        (SI, "application", f"The block gave 60% where at least 75% is asked for {BLOCK_RULE}.", BLOCK),
        (SI, "evidence", f"Imaging of the joint is neither sensitive nor specific enough alone, but may exclude other disease {LCD}.", Basis()),
        (EPIDURAL, "record_fact", "The injection reduced the leg pain by 60% [[record:pain]].", Basis(findings=("f8",))),
        (FRACTURE, "evidence", f"Relative contraindications are allergy to the material and coagulopathy that was not corrected {LIMITS}.",
         Basis()),
        (REPEAT, "record_fact", "The same pain runs to the little toe two years after the microdiscectomy [[record:note]].",
         Basis(findings=("f1", "f2"))),
        (REPEAT, "record_fact", "Before and after therapy the leg pain stood at 7/10 [[record:pt]].", Basis(treatments=("t1",))),
        (REPEAT, "application", "The other criteria are met; conservative care alone is not.",
         Basis(criteria=("conservative-care",), outcomes=REQUEST)),
        (CORD, "outcome", "The inpatient stay is supported because the spine is decompressed at the level of the thoracic cord.", SETTING),
        (DISC, "evidence", f"Conditions that imitate a root lesion have to be ruled out before surgery {MIMICS}.",
         Basis(criteria=("other-sources",))),
        (STIMULATOR, "evidence", f"The Cochrane review takes in 13 studies on chronic low back pain with 699 participants {REVIEW}.", Basis()),
        (STIMULATOR, "evidence", f"In failed back surgery syndrome, 42 patients continued stimulation up to 24 months {REVISED}.", Basis()),
        (DISC, "outcome", "On the current documentation, cervical disc replacement is not medically necessary.",
         Basis(outcomes=(*REQUEST, OutcomeRef(line="a", part="line")))),
    ],
)  # fmt: skip
def test_fluent_sentences_pass(case: str, type: str, text: str, basis: Basis) -> None:
    assert codes(case, type, text, basis) == set()


@pytest.mark.parametrize(
    ("case", "type", "text", "basis"),
    [
        (ACDF, "application", "Almost sixteen weeks of therapy are twice the six weeks that are required [[record:pt]].", CARE),
        (ACDF, "record_fact", "She can hold the steering wheel for more than ten minutes [[record:note]].", WHEEL),
        (ACDF, "application", "The grade that the policy asks for is reached at C6-7 alone [[record:mri]].", IMAGING),
        (ACDF, "outcome", "C6-7 is necessary only if C5-6 is fused as well.", Basis(outcomes=BOTH)),
        (SLIP, "evidence", f"In lumbar stenosis hospital stay was shorter when fusion was added, 7.4 days against 4.1 {STAY}.", Basis()),
        (SLIP, "outcome", "The fusion as well as the inpatient stay are medically necessary.", Basis(outcomes=REQUEST)),
        (SLIP, "outcome", "The decompression and inpatient care both meet the criteria.", Basis(outcomes=REQUEST)),
        (SI, "application", f"The block lies 15 percentage points above what the policy asks for {BLOCK_RULE}.", BLOCK),
        (SI, "application", "The injection criterion is not met because it held for two days [[record:note]].", BLOCK),
        (SI, "outcome", "What is missing is the report of the injection.", Basis(criteria=("injection-relief",), outcomes=REQUEST)),
        (EPIDURAL, "evidence", f"After epidural injection 131 cases of arachnoiditis are known {EVENTS}.", Basis()),
        (DISC, "outcome", "Cervical disc replacement is not medically necessary.", Basis(outcomes=LINE)),
        (STIMULATOR, "outcome", "Implantation can begin while the psychological evaluation is awaited.", Basis(outcomes=REQUEST)),
        (STIMULATOR, "application", "Supervised therapy falls just short of what the policy asks for [[record:pt]].",
         Basis(treatments=("t1",), criteria=("conservative-care",), outcomes=LINE)),
        (DISC, "record_fact", "Tingling of both digits is there on and off [[record:surgeon]].", Basis(findings=("f2",))),
        (DISC, "record_fact", "Tandem gait was not examined [[record:surgeon]].", Basis(findings=("f8",))),
        (DISC, "evidence", f"The guideline of 2009 prefers cervical arthroplasty rather than ACDF in selected patients {CHOICE}.", Basis()),
        (DISC, "evidence", f"eviCore limits cervical disc replacement to one level from C3 to C7 {LEVELS}.", Basis()),
        (FRACTURE, "application", "A recent fracture is shown, so the criterion is met at L1 and T12 [[record:mri]].",
         Basis(findings=("f1", "f2"), criteria=("fracture",), outcomes=(OutcomeRef(line="a", level="L1", part="level"),))),
        (CORD, "record_fact", "He trips on kerbs and continues to hike [[record:consult]].", Basis(findings=("f1",))),
        (CORD, "record_fact", "He is still hiking [[record:consult]].", Basis(findings=("f1",))),
        (EPIDURAL, "record_fact", "The injection completely relieved the leg pain [[record:pain]].", Basis(findings=("f8",))),
        (EPIDURAL, "record_fact", "The injection gave 60% relief of the back pain [[record:pain]].", Basis(findings=("f8",))),
        (REPEAT, "record_fact", "The same pain runs to the little toe four years after the microdiscectomy [[record:note]].",
         Basis(findings=("f1", "f2"))),
    ],
)  # fmt: skip
def test_what_lies_beside_them_is_refused(case: str, type: str, text: str, basis: Basis) -> None:
    assert codes(case, type, text, basis)
