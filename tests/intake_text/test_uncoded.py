"""Procedures that a question names in words beside its codes."""

import pytest

from assistant.intake.text.record import reader_of
from assistant.intake.text.request import requests_of
from assistant.pack import load_pack

REQUESTS = requests_of(reader_of(load_pack()).lexicon)


def asked(question: str) -> dict[str, tuple[str, ...]]:
    return {line.code: line.levels for line in REQUESTS.read(question, unknown=True).lines}


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (
            "Is L4-5 laminectomy with L4-5 posterolateral fusion, screws (22840) and local bone (20936) necessary?",
            {"63047": ("L4-5",), "22612": ("L4-5",), "22840": ("L4-5",), "20936": ("L4-5",)},
        ),
        (
            "Are removal of hardware at L2-3 and TLIF at L3-4 (22633, 22853) necessary for a man of 60?",
            {"22852": ("L2-3",), "22633": ("L3-4",), "22853": ("L3-4",)},
        ),
        (
            "Is a laminoplasty of C3-C6 with a foraminotomy at C6-7 (63020) medically necessary?",
            {"63050": ("C3-4", "C4-5", "C5-6"), "63020": ("C6-7",)},
        ),
        (
            "Is LLIF at L3-4 (22558) with percutaneous pedicle screws indicated?",
            {"22558": ("L3-4",), "22840": ("L3-4",)},
        ),
        (
            "Is T10 to pelvis fusion with L5-S1 TLIF necessary?",
            {
                "22802": ("T10-11", "T11-12", "T12-L1", "L1-2", "L2-3", "L3-4", "L4-5", "L5-S1"),
                "22633": ("L5-S1",),
                "22848": (),
            },
        ),
        ("Is L5-S1 TLIF with rhBMP-2 necessary?", {"22633": ("L5-S1",), "20930": ()}),
        (
            "Is a laminectomy at T7-8 with fusion from T6 to T9 necessary?",
            {"63046": ("T7-8",), "22610": ("T6-7",), "22614": ("T7-8", "T8-9")},
        ),
    ],
)
def test_what_no_code_stands_for_is_asked_for_as_well(question: str, lines: dict[str, tuple[str, ...]]) -> None:
    assert asked(question) == lines


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        # told of the patient, and not asked for
        (
            "Is 63042 at L5-S1 necessary for a woman who had an epidural injection and a fusion of L2-3?",
            ["63042"],
        ),
        ("Is L3-4 laminectomy necessary for a 66-year-old with two failed epidural injections?", ["63047"]),
        # the words are those of the code
        ("Is decompression of T4 (63276) necessary?", ["63276"]),
        ("Is an anterior cervical fusion at C5-6 (22551, 22845) necessary?", ["22551", "22845"]),
        # a part of it
        ("Is Coflex at L3-4 with laminectomy (22867) necessary?", ["22867"]),
        # no words are those of the code
        ("Is 22612 at L4-5 rather than a decompression necessary?", ["22612"]),
    ],
)
def test_what_is_no_further_procedure_makes_no_line(question: str, codes: list[str]) -> None:
    assert list(asked(question)) == codes
