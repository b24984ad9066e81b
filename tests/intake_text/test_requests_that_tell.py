"""A request in a sentence, without a record, that tells the patient: taken apart, and never decided by what nobody shows."""

import pytest

from assistant.check import check
from assistant.check.as_told import as_told
from assistant.intake.text import read_case
from assistant.pack import load_pack


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (
            "Stimulator trial 63650 in a 55-year-old with sciatica down the left leg for two years. Approve?",
            "radicular_pain",
        ),
        (
            "22612 L4-5 for a 60-year-old with severe central stenosis at L4-5. Should this be certified?",
            "central_stenosis",
        ),
        (
            "Kyphoplasty 22513 T12 in a 70-year-old woman with an acute T12 fracture. OK to authorize?",
            "vertebral_fracture",
        ),
    ],
)
def test_a_request_without_a_question_mark_tells_its_patient_by_the_age(question: str, kind: str) -> None:
    case = read_case([], load_pack(), question, id="a").case
    assert [(f.kind, f.status, f.claimed) for f in case.findings if f.kind == kind] == [(kind, "uncertain", "present")]


def test_therapy_that_is_only_claimed_is_not_too_short_but_would_be() -> None:
    pack = load_pack()
    question = (
        "Is left SI joint fusion (27279) indicated in a 50-year-old woman with 10 months of left buttock pain? "
        "Thigh thrust, FABER and compression are positive on the left. PT for six weeks."
    )
    case = read_case([], pack, question, id="a").case
    told = as_told(case, pack)
    assert told is not None
    assert [line.outcome for line in check(case, pack).lines] == ["undetermined"]
    assert [line.outcome for line in check(told, pack).lines] == ["not_necessary"]
