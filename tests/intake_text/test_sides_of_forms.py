"""Sides as forms, flow sheets and tables give them: ticked, circled, at the head of a column or of some lines."""

import pytest

from .conftest import findings

BOTH = {"no right deltoid", "left deltoid 4", "no right biceps", "no left biceps"}
TWO_DAYS = {
    "left extensor_hallucis_longus 4+ 2026-03-02",
    "left extensor_hallucis_longus 3 2026-05-14",
    "no right extensor_hallucis_longus 2026-03-02",
    "no right extensor_hallucis_longus 2026-05-14",
}


def told(text: str) -> set[str]:
    """Side, structure, grade and day, with `no` before what is denied."""
    return {
        " ".join(
            part
            for part in (
                "no" if f.get("status") == "absent" else "",
                f.get("side", ""),
                f.get("of", ""),
                f.get("grade", ""),
                str(f.get("date", "")),
            )
            if part not in ("", "not_stated")
        )
        for f in findings(text)
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("EXAM:\nDeltoid 5/5 R 4/5 L\nBiceps 5/5 R 5/5 L", BOTH),
        ("EXAM:\nMotor:  R L\nDeltoid 5 4\nBiceps 5 5", BOTH),
        ("EXAM:\n        R   L\nDeltoid 5   4\nBiceps  5   5", BOTH),
        ("EXAM:\nR L\nDeltoid 5 4\nBiceps 5 5", BOTH),
        ("EXAM:\nMuscle\tRight\tLeft\nDeltoid\t5/5\t4/5\nBiceps\t5/5\t5/5", BOTH),
        ("EXAM:\n| Muscle | R | L |\n|---|---|---|\n| Deltoid | 5 | 4 |\n| Biceps | 5 | 5 |", BOTH),
        ("EXAM:\nStrength (R/L): Deltoid 5/4, Biceps 5/5", BOTH),
        ("EXAM:\nMotor strength:\nLeft\nDeltoid 4/5\nBiceps 5/5\nRight\nDeltoid 5/5\nBiceps 5/5", BOTH),
        ("EXAM:\nDate | EHL L | EHL R\n3/2/26 | 4+/5 | 5/5\n5/14/26 | 3/5 | 5/5", TWO_DAYS),
        ("EXAM:\nStrength     3/2/26   5/14/26\nL EHL        4+/5     3/5\nR EHL        5/5      5/5", TWO_DAYS),
        ("EXAM: Straight leg raise L / R (R circled) positive", {"right straight_leg_raise"}),
        ("EXAM: Straight leg raise positive L / R (circled)", {"right straight_leg_raise"}),
        ("EXAM: Straight leg raise: [x] positive [ ] negative  [x] Left [ ] Right", {"left straight_leg_raise"}),
        ("HPI: Leg pain: (x) L ( ) R ( ) B", {"left leg"}),
        # A line that is a side heads nothing where the other has none.
        ("EXAM:\nHand dominance\nRight\nDeltoid 4/5", {"deltoid 4"}),
    ],
)
def test_each_value_has_the_side_of_its_form(text: str, wanted: set[str]) -> None:
    assert told(text) == wanted
