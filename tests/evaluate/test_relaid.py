"""A text in another layout keeps every word."""

import re

import pytest

from assistant.intake.typed import typed
from evals.intake.relaid import LAYOUTS
from evals.intake.retold import FORMS

NOTE = """SPINE CLINIC NOTE
Date: 03/27/2026
HPI: 68 yo M with bilateral leg pain for 10 months. Sufficient relief was never found, and walking stays difficult for him.
Current medications: gabapentin 300 mg, naproxen

Exam:
- Right EHL 4/5
MRI: severe central stenosis.
L4-5: Moderate stenosis of the lateral recess on both sides."""


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", typed(text).replace("\u00ad", "")).lower()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_text_in_another_layout_keeps_every_word_in_its_order(layout: str) -> None:
    made, at = letters(LAYOUTS[layout](NOTE)), 0
    for own in map(letters, NOTE.split()):
        assert own in made[at:]
        at = made.index(own, at) + len(own)


TOLD = (
    "The patient has left leg pain. PT from 9/8/2025 to 11/14/2025, 14 visits, did not help. MRI of January 5, 2026 showed "
    "stenosis at L4-5. Strength was 4/5 on the left. Physical therapy was tried again for 6 weeks in 2026. He does not smoke, and "
    "has never done so."
)


@pytest.mark.parametrize("form", FORMS)
def test_a_text_told_in_another_form_is_another_and_says_the_same(form: str) -> None:
    made = FORMS[form](TOLD)
    assert made != TOLD
    kept = ("smoke", "help", "leg pain", "never done")  # whatever else is put between or above
    assert all(word in made.lower() for word in kept)
    assert form == "numbers in words" or {"14 visits", "6 weeks"} <= {
        " ".join(m) for m in re.findall(r"(\d+)\s(\w+)", made.lower())
    }
