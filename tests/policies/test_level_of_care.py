"""The level of care, judged for what stands and for what may still come to stand."""

from datetime import date

import pytest

from assistant.model.case import RequestLine

from .build import case, decide, finding, treatment

CARE = (
    treatment("physical_therapy", supervised="yes", start=date(2025, 9, 8), end=date(2025, 12, 15)),
    treatment("nsaid", start=date(2025, 9, 8), end=date(2025, 12, 15)),
)
ONE_LEVEL = (
    finding("foraminal_stenosis", document="mri", levels=("C5-6",), side="left", grade="severe"),
    finding("motor_deficit", region="cervical", side="left", of="wrist_extensors", grade="4"),
    finding("radicular_pain", region="cervical", side="left", of="C6_dermatome"),
    finding("other_sources_excluded", region="cervical"),
    finding("functional_limit", region="cervical"),
)
BELOW = (RequestLine(id="b", code="22552", levels=("C6-7",), side="left"),)
MILD_BELOW = finding("foraminal_stenosis", document="mri", levels=("C6-7",), side="left", grade="mild")


@pytest.mark.parametrize(
    ("others", "more", "words"),
    [
        ((), (), ["necessary", "not_necessary"]),
        (BELOW, (), ["necessary", "undetermined", "undetermined"]),
        (BELOW, (MILD_BELOW,), ["necessary", "not_necessary", "not_necessary"]),
    ],
    ids=["one level", "one that stands and one that is open", "one that stands and one that fails"],
)
def test_inpatient_care_stays_open_while_an_open_level_would_support_it(
    others: tuple[RequestLine, ...], more: tuple[object, ...], words: list[str]
) -> None:
    asked = case("22551", ["C5-6"], (*ONE_LEVEL, *more), CARE, setting="inpatient", others=others)  # type: ignore[arg-type]
    outcome = decide(asked, "general")
    assert [*(line.outcome for line in outcome.lines), outcome.setting.outcome] == words
