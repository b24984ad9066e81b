"""Sentences by which a record doubts itself: nothing is approved on them, and what only looks like them stands against nothing."""

import pytest

from assistant.check import check
from assistant.intake.text import Source, read_case
from assistant.model.case import Case
from assistant.pack import load_pack

RECORD = """SPINE CLINIC NOTE
Date: 02/20/2026
HPI: Right leg pain to the dorsum of the foot. Physical therapy from 10/06/2025 to 12/01/2025, 16 visits, without relief.
EXAM: Right EHL 4/5.

MRI LUMBAR SPINE 01/10/2026
IMPRESSION: L4-5 right paracentral disc extrusion compressing the right L5 root.

OFFICE NOTE
Date: 02/25/2026
{told}
"""


def case(told: str) -> Case:
    question = "Is L4-5 right discectomy (63030) medically necessary?"
    return read_case([Source("record.txt", RECORD.format(told=told))], load_pack(), question).case


@pytest.mark.parametrize(
    ("told", "criterion"),
    [
        ("The radiologist has since retracted the report.", "record"),
        ("Correction: the level was miscounted.", "record"),
        ("Her MRI was read again by an outside radiologist, who disagrees with the report.", "record"),
        ("The weakness could not be reproduced by the neurologist.", "record"),
        ("The images are of a different patient with the same last name.", "record"),
        ("On second opinion the examination was entirely normal.", "record"),
        ("A repeat MRI shows no residual compression.", "record"),
        ("He was discharged from physical therapy for no-shows after two visits.", "record"),
        ("The leg pain is due to shingles and not to the spine.", "record"),
        ("An injection into the hip joint took away all of the pain.", "record"),
        ("The request was withdrawn by the surgeon.", "standing"),
        ("The request of 01/15/2026 was withdrawn by the surgeon.", "standing"),
        ("The discectomy scheduled for 02/10/2026 was cancelled.", "standing"),
        ("He has been free of pain since 02/10/2026.", "standing"),
        ("The plan was changed to observation.", "standing"),
        ("The operation has since been done elsewhere.", "standing"),
        ("She has changed her mind and wants to wait.", "standing"),
        ("He is free of pain and feels great.", "standing"),
        ("He no longer has any of his leg pain.", "standing"),
        ("She is ten weeks pregnant.", "standing"),
        ("He was admitted with sepsis yesterday.", "standing"),
        ("The cardiologist has not cleared him.", "standing"),
        ("The dates in these notes were altered by hand.", "record"),
        ("Dr. Roe denies ever having signed the letter.", "record"),
        ("The two scans had been interchanged.", "record"),
        ("The birth date on the report does not match.", "record"),
        ("The pathology turns out to be at the level above.", "record"),
        ("Muscle testing of 02/24/2026 was unremarkable.", "record"),
        ("The newest films look perfectly normal.", "record"),
        ("A vitamin deficiency explains the whole picture.", "record"),
        ("The therapist has one evaluation on file and nothing after it.", "record"),
        ("The surgeon's office has dropped the request.", "standing"),
        ("He underwent the operation abroad.", "standing"),
        ("A different procedure is now intended.", "standing"),
        ("The trouble took care of itself.", "standing"),
        ("She had a stroke ten days ago.", "standing"),
        ("Patient no longer wishes to proceed.", "standing"),
        ("She does not want to go ahead.", "standing"),
    ],
)  # fmt: skip
def test_what_puts_a_record_in_doubt_leaves_the_request_open(told: str, criterion: str) -> None:
    line = check(case(told), load_pack()).lines[0]
    assert line.outcome == "undetermined"
    assert criterion in {c.id for c in line.criteria if c.truth == "undetermined"}


def test_the_sentence_itself_is_quoted() -> None:
    [found] = [
        f
        for f in case("The request was withdrawn\nby the surgeon. He will call.").findings
        if f.kind == "request_standing"
    ]
    assert (found.status, found.quote) == ("uncertain", "The request was withdrawn by the surgeon")


@pytest.mark.parametrize(
    "told",
    [
        "The request has not been withdrawn.",
        "He no longer wants to wait and elects to proceed with surgery.",
        "She does not want to delay the operation.",
        "His brother had the operation abroad.",
        "On 02/24/2026 the strength of the left leg was normal.",
        "A second level is no longer needed.",
        "Cardiac: no complaints.",
        "He has pain over the bone that passed for a bruise.",
        "A vitamin deficiency was ruled out.",
        "The discs above and below are normal.",
        "The newest films of the chest look normal.",
        "Her father had a stroke ten days ago.",
        "Correction: the therapist's first name is Dana.",
        "The report was amended for a typographical error.",
        "The second reader agrees with the report.",
        "At the visit of 02/25/2026 he said that the back pain had gone from 8 to 5.",
        "There were no signs of symptom magnification.",
        "We dispute the denial of the health plan.",
        "The request for a brace was withdrawn.",
        "Is the MRI that of another patient?",
        "The therapist would discharge him if he did not attend.",
        "Her leg pain was gone for two weeks. It returned.",
        "His leg pain resolved in 2019.",
        "Her headache is gone.",
        "Hips rotate freely without pain.",
        "Hips and SI joints without pain on testing.",
        "A man with leg pain and weakness who has gone through three months of therapy and an injection.",
        "Her leg pain has gone from 5 to 8.",
        "The patient understands the plan and has no further questions.",
        "He no longer has insurance.",
        "On 03/02/2025 she was free of pain.",
        "She was free of pain on 03/02/2025.",
        "At the visit of 03/02/2025 she was free of pain.",
        "As of 03/02/2025 she was free of pain.",
        "He had pneumonia with sepsis years ago.",
        "A pregnancy test was negative.",
        "She was afraid at first and has since decided to go ahead.",
        "His knee was operated on last month.",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_stands_against_nothing(told: str) -> None:
    assert check(case(told), load_pack()).lines[0].outcome == "necessary"


@pytest.mark.parametrize(
    "told", ["MRI 03/01/2026: L2-3 and L3-4 are unremarkable.", "Injections were offered in January; he declined them."]
)
def test_other_levels_and_care_declined_are_no_doubts(told: str) -> None:
    assert {"request_standing", "record_accuracy"}.isdisjoint(f.kind for f in case(told).findings)


def test_surgery_declined_behind_words_of_care_stays_a_doubt() -> None:
    told = "Surgery was offered after the injections; he declined it."
    assert {"request_standing", "surgery_declined"} & {f.kind for f in case(told).findings}


def test_a_later_note_overtakes_an_earlier_doubt_of_the_request() -> None:
    told = (
        "The plan was changed to observation.\n\nSURGEON NOTE\nDate: 03/20/2026\nRight leg pain. Plan: L4-5 discectomy."
    )
    assert check(case(told), load_pack()).lines[0].outcome == "necessary"


def test_an_infection_of_the_spine_is_not_held_against_its_own_operation() -> None:
    kinds = {
        f.kind for f in case("MRI also shows L4-5 discitis with epidural abscess. Blood cultures grew MRSA.").findings
    }
    assert "spinal_infection" in kinds
    assert "request_standing" not in kinds
