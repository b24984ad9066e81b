"""Sentences of a record that tell nothing of the person: instructions, blanks, warnings, explanations and what is so in general."""

import pytest

from evals.intake.vignettes import outcomes

from .conftest import findings, treatments

OF_NOBODY = (
    "Return to the emergency room for a new foot drop, numbness of the saddle or retention of urine.",
    "Go to the nearest hospital with loss of bladder control or weakness of the legs.",
    "Come back sooner for worsening weakness of the leg.",
    "Seek urgent medical attention for a foot drop.",
    "Please call our office if weakness of the foot develops.",
    "Contact your surgeon right away with incontinence.",
    "Report weakness of the leg or incontinence at once.",
    "Avoid taking naproxen or aspirin for a week before the procedure.",
    "Patient has failed __ weeks of physical therapy, NSAIDs and injections.",
    "Has tried {NSAIDs, gabapentin} without relief.",
    "Strength: [describe weakness of EHL or TA].",
    "Straight leg raise positive / negative (circle one).",
    "Pregabalin can cause weakness, unsteady gait and urinary retention.",
    "Possible side effects include urinary retention and weakness.",
    "The Hoffmann sign is positive when the thumb flexes.",
    "Stenosis: 0 = none, 1 = mild, 2 = moderate, 3 = severe.",
    "Disc herniations are common in people without pain.",
    "Smokers have more pseudarthrosis after a fusion.",
    "Spinal stenosis is a narrowing of the canal that presses on the roots and weakens the legs.",
    "Compression of the L5 root would be expected to produce weakness of the great toe.",
)


@pytest.mark.parametrize("sentence", OF_NOBODY)
@pytest.mark.parametrize("section", ["HISTORY", "EXAM"])
def test_what_is_told_of_nobody_is_no_fact_of_the_person(sentence: str, section: str) -> None:
    text = f"Office note\nDate: 06/01/2026\n{section}: {sentence}"
    assert findings(text) == []
    assert treatments(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "He returned to the emergency room with a new foot drop.",
        "She went to the hospital for loss of bladder control.",
        "She takes naproxen and was told to stop it before the procedure; it gave no relief.",
        "Patient has failed 8 weeks of physical therapy.",
        "The Hoffmann sign is positive on the right.",
        "Hoffmann sign (right) positive.",
        "Have you had physical therapy? Yes, 12 visits from 1/5/2026 to 2/16/2026, no relief.",
        "Herniation at L4-5, as is common in this age, compresses the L5 root.",
        "He is a smoker and has a pseudarthrosis at L4-5.",
    ],
)
def test_what_is_told_of_the_person_in_like_words_is_one(sentence: str) -> None:
    text = f"Clinical summary\n{sentence}"
    assert findings(text) or treatments(text)


RECORD = """OFFICE NOTE
Date: 10/05/2026

A 54-year-old man with pain of the left leg to the dorsum of the foot for five weeks. No physical therapy yet. Nonsmoker.
EXAM: Straight leg raise positive on the left at 40 degrees. Sensation reduced over the left dorsal foot.

{0}

MRI LUMBAR SPINE
Date: 09/20/2026
Radiologist: A. Stone, MD
FINDINGS: L4-5: Severe central stenosis with compression of the left L5 root.
"""


@pytest.mark.parametrize("head", ["HISTORY: ", "PATIENT SUMMARY\n", "INSTRUCTIONS: ", ""])
def test_an_instruction_waives_no_care(head: str) -> None:
    question = "Is L4-5 laminectomy (63047) medically necessary?"
    told = f"{head}Return to the emergency department for new foot drop, saddle anesthesia or urinary retention."
    assert outcomes(question, RECORD.format(told)) == {"63047": "not_necessary"}
    drop = "HISTORY: He returned to the emergency department with a new left foot drop and urinary retention."
    assert outcomes(question, RECORD.format(drop)) == {"63047": "necessary"}
