"""What is felt with its place, in any order; what grows worse, and what only stands beside it."""

import pytest

from .conftest import findings


def told(text: str) -> set[str]:
    """Findings in short, of a history."""
    return {
        " ".join(str(f[name]) for name in ("kind", "status", "side", "of") if name in f)
        for f in findings(f"History: {text}")
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Pain in the calf of the left leg.", {"radicular_pain left posterior_leg"}),
        ("Aching along the left outer thigh.", {"radicular_pain left lateral_thigh"}),
        ("Both legs ache when she stands.", {"radicular_pain bilateral leg"}),
        ("My right calf burns at night.", {"radicular_pain right posterior_leg"}),
        ("Pain in an L5 distribution on the left.", {"radicular_pain left L5_dermatome"}),
        ("Low back pain shooting down the left leg.", {"axial_pain", "radicular_pain left leg"}),
        ("Denies pain in her left arm.", {"radicular_pain absent left arm"}),
        ("Pain to the ulnar side of her left hand.", {"radicular_pain left ulnar_hand"}),
        ("Numbness over the outside of the left thigh.", {"sensory_symptom left lateral_thigh"}),
        ("RLE radic.", {"radicular_pain right leg"}),
        ("Leg pain resolved after the discectomy and returned in June.", {"radicular_pain leg"}),
        ("Bowel/bladder: no changes.", {"bladder_bowel_loss absent"}),
        ("Left buttock and right calf pain.", {"radicular_pain left buttock", "radicular_pain right posterior_leg"}),
        ("Numbness in the thigh and calf pain.", {"sensory_symptom thigh", "radicular_pain posterior_leg"}),
        ("Loss of bladder control would be an emergency.", set()),
        ("Her neck aches, yet nothing shoots into the left arm.", {"axial_pain", "radicular_pain absent left arm"}),
        (
            "Nothing runs down the right leg but pain goes down the left leg.",
            {"radicular_pain absent right leg", "radicular_pain left leg"},
        ),
        ("Nothing eases the pain that travels down the right leg.", {"radicular_pain right leg"}),
        ("Nothing but pain running down the left leg.", {"radicular_pain left leg"}),
        ("Pain in the right knee.", set()),
        ("Leg pain may recur after surgery.", set()),
        ("He can stand no longer than a minute before both feet go numb.", {"sensory_symptom bilateral foot"}),
    ],
)
def test_a_place_of_pain(text: str, wanted: set[str]) -> None:
    assert {t for t in told(text) if "functional" not in t} == wanted


@pytest.mark.parametrize(
    ("text", "grows"),
    [
        ("Worsening leg pain with weakness.", None),
        ("Worsening back pain, some weakness in the left leg.", None),
        ("Weakness and worsening pain.", None),
        ("The weakness is worse with walking.", None),
        ("Call if worsening weakness develops.", None),
        ("Right leg weakness that is getting worse.", "present"),
        ("Her strength has steadily declined since June.", "present"),
        ("A progressive cervical myelopathy.", "present"),
        ("Weakness has not progressed.", "absent"),
        ("Neurologic status is stable.", "absent"),
    ],
)
def test_a_deficit_grows_where_it_is_what_grows(text: str, grows: str | None) -> None:
    found = [f.get("status", "present") for f in findings(f"History: {text}") if f["kind"] == "progressive_deficit"]
    assert found == ([grows] if grows else [])


def test_a_sentence_that_names_the_examination_tells_one() -> None:
    summary = "Case summary\n\n{}\n"
    kinds = [
        {f["kind"] for f in findings(summary.format(text))}
        for text in (
            "The examining surgeon found weakness of the left deltoid.",
            "She reports weakness of the left arm.",
        )
    ]
    assert kinds == [{"motor_deficit"}, {"weakness_symptom"}]
