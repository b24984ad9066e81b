"""How a fluent writer puts what the record and the outcome say, and the wrong sentences that lie one word beside it."""

from functools import cache

import pytest

from assistant.guard import check_statement
from assistant.model.document import Basis, OutcomeRef, Statement
from assistant.settings import Settings
from evals.redteam.subjects import Subject, loaded_cases, subject

ACDF, SLIP, SI, DISC, EPIDURAL = (
    "acdf-two-levels-medicare",
    "lumbar-fusion-spondylolisthesis",
    "si-fusion-single-block",
    "cervical-arthroplasty-washington",
    "epidural-transforaminal-repeat",
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
    ],
)  # fmt: skip
def test_what_lies_beside_them_is_refused(case: str, type: str, text: str, basis: Basis) -> None:
    assert codes(case, type, text, basis)
