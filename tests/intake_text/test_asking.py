"""A request that a sentence of a letter, a form or a note makes, without a heading that asks for anything."""

import pytest

from assistant.errors import InputError
from assistant.intake.text import Source, read_case
from assistant.model.case import Case
from assistant.pack import load_pack

PLAIN = "She is 31 and works as a barista. Straight leg raise is positive on the left at 40 degrees. Gait is normal."


def case_of(*texts: str) -> Case:
    return read_case([Source(f"{n}.txt", text) for n, text in enumerate(texts)], load_pack(), None, id="asked").case


def lines(*texts: str) -> list[tuple[str, tuple[str, ...], str]]:
    return [(line.code, line.levels, line.side) for line in case_of(*texts).request.lines]


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        (
            "I am writing to ask for authorization of a right L4-5 microdiscectomy on Mr. M., which I would like to do soon.",
            ("63030", ("L4-5",), "right"),
        ),
        ("We are requesting approval for a left L5-S1 microdiscectomy.", ("63030", ("L5-S1",), "left")),
        ("Need auth for left L5-S1 microdiscectomy (63030-LT).", ("63030", ("L5-S1",), "left")),
        ("Pls auth: L1 balloon kyphoplasty, one level, MAC, outpt.", ("22514", ("L1",), "not_stated")),
        ("Codes 22600 C5-6.", ("22600", ("C5-6",), "not_stated")),
    ],
)
def test_a_sentence_that_asks_gives_its_lines(sentence: str, asked: tuple[str, tuple[str, ...], str]) -> None:
    assert lines(f"Spine clinic 9/28/26\n\n{PLAIN}\n\n{sentence}\n\nThanks, the coordinator") == [asked]


@pytest.mark.parametrize(
    "sentence",
    [
        "We are not requesting authorization for a left L5-S1 microdiscectomy.",
        "The insurer denied a request in 2024 for a left L5-S1 microdiscectomy.",
        "She had a left L5-S1 microdiscectomy in 2019.",
    ],
)
def test_a_sentence_that_asks_for_nothing_is_no_request(sentence: str) -> None:
    with pytest.raises(InputError):
        lines(f"Spine clinic 9/28/26\n\n{PLAIN}\n\n{sentence}")


def test_the_codes_of_an_operation_that_was_done_are_no_request() -> None:
    with pytest.raises(InputError):
        lines("OPERATIVE REPORT 04/08/2025\n\nProcedure: ACDF C5-6\nCodes 22551 C5-6, 22845.\nNo complication.")


def test_the_last_document_that_asks_counts() -> None:
    old = f"Spine clinic 3/2/2025\n\n{PLAIN}\n\nPlease authorize a left L5-S1 microdiscectomy."
    new = f"Spine clinic 9/28/2026\n\n{PLAIN}\n\nPlease authorize a right L4-5 microdiscectomy."
    assert lines(new, old) == [("63030", ("L4-5",), "right")]


@pytest.mark.parametrize(
    ("question", "told", "asked"),
    [
        (
            "Are removal of instrumentation, revision fusion at L4/5 and reinsertion of fixation medically necessary?",
            "The surgeon requests removal of the instrumentation (22852), revision fusion L4-L5 (22612) and reinsertion of fixation (22849).",
            ["22852 L4-5", "22612 L4-5", "22849 L4-5"],
        ),
        (
            "Right C6-7 and C7-T1 foraminotomy",
            "Plan: posterior foraminotomy C6-7 and C7-T1 (63045, 63048).",
            ["63045 C6-7 right", "63048 C7-T1 right"],
        ),
        (
            "T8-T9 transpedicular discectomy with fusion and instrumentation",
            "She wants a T8-T9 transpedicular discectomy (63055) with posterior fusion T8-T9 (22610) and instrumentation (22842).",
            ["63055 T8-9", "22610 T8-9", "22842 T8-9"],
        ),
        ("Is an L4-5 laminectomy needed?", "Plan: 63005 L4-5 and, later, SI fusion 27279 left.", ["63005 L4-5"]),
        (
            "T10-L4 posterior fusion for deformity with osteotomies",
            "Plan: posterior fusion T10-L4 (22800), osteotomy L2-3 (22214).",
            ["22800 T10-11 T11-12 T12-L1 L1-2 L2-3 L3-4", "22214 L2-3"],
        ),
        ("Is an L4-5 laminectomy needed?", "Plan: 63005 L3-4.", ["63047 L4-5"]),
        ("Is a left L4-5 laminectomy needed?", "Plan: 63005 L4-5 right.", ["63047 L4-5 left"]),
        ("Are an L4-5 laminectomy and SI fusion needed?", "Plan: 63005 L4-5.", ["63047 L4-5", "27279"]),
    ],
)
def test_a_question_in_words_takes_the_codes_with_which_the_record_asks_for_the_same(
    question: str, told: str, asked: list[str]
) -> None:
    note = f"Spine clinic 9/28/26\n\n{PLAIN}\n\n{told}"
    case = read_case([Source("note.txt", note)], load_pack(), question, id="asked").case
    found = [" ".join((v.code, *v.levels, v.side)).removesuffix(" not_stated") for v in case.request.lines]
    assert found == asked
