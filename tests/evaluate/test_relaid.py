"""A text in another layout keeps every word."""

import re

import pytest

from assistant.intake.typed import typed
from evals.intake.relaid import LAYOUTS

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
