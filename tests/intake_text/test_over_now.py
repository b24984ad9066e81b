"""What is over, was given up, or did nothing: none of it is what it was, or what was not done."""

from typing import Any

import pytest

from .conftest import findings, read, treatments


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Foot drop which developed in 2019 has since recovered.", "absent"),
        ("Foot drop that appeared after the first surgery has since resolved.", "absent"),
        ("Left leg weakness, which was present after the fall in 2021, has completely recovered.", "absent"),
        ("Intermittent numbness, currently none.", "absent"),
        ("Episodic left arm weakness, none at present.", "absent"),
        ("Occasional bladder incontinence, none now.", "absent"),
        ("He currently denies weakness.", "absent"),
        ("Foot drop which developed in 2019 has not recovered.", None),
        ("Foot drop has since recovered partially.", None),
        ("Numbness has resolved in part.", None),
        ("Weakness which the therapist said has resolved was seen again.", None),
        ("Numbness in the left foot, none in the right.", None),
    ],
)
def test_what_began_and_is_over_now(text: str, status: str | None) -> None:
    assert [f.get("status") for f in findings(f"History: {text}")] == [status]


def test_what_is_taken_no_more_was_taken() -> None:
    assert [t.get("status") for t in treatments("TREATMENT: Motrin for 2 years, none now.")] == [None]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Smoker, quit 3 weeks ago.", {"nicotine_use": "absent", "former_nicotine_use": None}),
        ("Smoker; gave up 10 days ago.", {"nicotine_use": "absent", "former_nicotine_use": None}),
        ("Smoker, 1 ppd, quit 10 years ago.", {"nicotine_use": "absent"}),
        ("Smoker, advised to quit 3 weeks ago.", {"nicotine_use": None}),
        ("Quit in November but sneaking a few.", {"nicotine_use": None}),
        ("Quit 2 months ago but bumming a few.", {"nicotine_use": None}),
        ("Quit smoking in March, though admits to one or two on weekends.", {"nicotine_use": None, "former_nicotine_use": None}),
        ("She stopped working but occasional one-hour walks.", {}),
    ],
)  # fmt: skip
def test_what_was_given_up_and_what_was_not(text: str, wanted: dict[str, Any]) -> None:
    found = [f for f in findings(f"Social history: {text}") if "nicotine" in f["kind"]]
    assert len(found) == len(wanted)
    assert {f["kind"]: f.get("status") for f in found} == wanted


@pytest.mark.parametrize("label", ["Response to injection", "Relief with ESI", "Improvement with epidural injection"])
def test_a_treatment_that_did_nothing_was_given(label: str) -> None:
    assert not [t for t in read(f"Office note\n\n{label}: none.").treatments if t.status == "absent"]
    assert [t.status for t in read("Office note\n\nInjection: none.").treatments] == ["absent"]
