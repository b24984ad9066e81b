"""The policy set that a question asks to be decided under."""

import pytest

from assistant.pack import load_pack
from assistant.pack.named import named_set


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Is ACDF C5-6 (22551) necessary under Aetna's policy?", "aetna"),
        ("Does 63047 L4-5 meet eviCore guidelines?", "evicore"),
        ("Is 22856 necessary under the criteria of Washington State?", "washington"),
        ("Under Medicare, is 63047 at L4-5 necessary?", "medicare"),
        ("Is 63047 at L4-5 medically necessary per eviCore?", "evicore"),
        ("Is 63047 necessary for a man who pays under Aetna?", None),
        ("Is 22551 necessary for a woman on Medicare, an Aetna member?", None),
        ("Is it necessary under Aetna policy, or under eviCore guidelines?", None),
    ],
)
def test_a_set_is_named_by_whose_criteria_hold(question: str, wanted: str | None) -> None:
    assert named_set(question, load_pack()) == wanted
