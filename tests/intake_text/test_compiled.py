"""Texts that put together what several papers tell, without a head that says so."""

import pytest

from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

PACK = load_pack("spine")
SHEET = (
    "61 y/o male, leg pain. {asks}\n"
    "Exam 8/3/26: left EHL 4/5.\nMRI 6/2/26: L4-5 severe central stenosis.\nXR flex/ext 6/9/26: L4-5 no motion.\n{more}"
)


@pytest.mark.parametrize(
    ("asks", "more", "kind"),
    [
        ("Request 63047 L4-5.", "", "record_summary"),
        ("Surgeon requests L4-5 decompression 63047.", "", "record_summary"),
        ("", "", "record_summary"),  # rows of several days
        ("Request 63047 L4-5.", "I reviewed the films myself.", "office_note"),
        ("", "Electronically signed by A. Moss, MD", "office_note"),
    ],
)
def test_rows_of_several_days_or_what_others_request_are_those_of_one_who_sums_up(
    asks: str, more: str, kind: str
) -> None:
    case = read_case([Source("a.txt", SHEET.format(asks=asks, more=more))], PACK, "Is 63047 at L4-5 necessary?").case
    assert case.documents[0].kind == kind


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("48M, two years out from a disc replacement (4/9/2023). Pain since spring of this year.", "record_summary"),
        ("History. 9/2/2023: L5-S1 ALIF elsewhere, with good effect for a while and then none.", "record_summary"),
        ("3/30/2026: back for a visit, with pain in the back and both legs since last autumn.", "office_note"),
    ],
)
def test_a_day_told_long_before_the_others_is_not_that_of_the_text(opening: str, kind: str) -> None:
    told = f"{opening} CT of 6/11/2026 shows a lucency about both S1 screws. He walks with a cane."
    case = read_case([Source("a.txt", told)], PACK, "Is 22612 at L5-S1 necessary?").case
    assert case.documents[0].kind == kind
