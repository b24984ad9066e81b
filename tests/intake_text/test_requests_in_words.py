"""Requests of several procedures in words: fusions that are extended, levels of a list, sides between two."""

import pytest

from assistant.intake.text import read_case
from assistant.pack import load_pack

PACK = load_pack("spine")


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("extension of the prior L5-S1 fusion to L3", {"22612": "L3-4", "22614": "L4-5"}),
        ("extension of fusion from L4-S1 up to L2", {"22612": "L2-3", "22614": "L3-4"}),
        ("extension of the L2-L5 fusion to S1", {"22612": "L5-S1"}),
        (
            "L3-L4, L4-L5 transforaminal interbody fusion, extension of prior L5-S1 fusion to L3",
            {"22633": "L3-4", "22634": "L4-5"},
        ),
        ("extension of fusion L3-4", {"22612": "L3-4"}),
        ("extension of the fusion from L3-4 to L2-3 (22612, 22840)", {"22612": "L2-3", "22840": "L2-3"}),
        ("L2-pelvis extension to T11 (22802)", {"22802": "T11-12 T12-L1 L1-2"}),
        ("extension of the C4-6 fusion to include C6-7 (22551)", {"22551": "C6-7"}),
        (
            "fusion from the occiput to C5 (22590, 22600, 22614)",
            {"22590": "C1-2", "22600": "C2-3", "22614": "C3-4 C4-5"},
        ),
        ("fusion C1-C3 (22595, 22600, 22842)", {"22595": "C1-2", "22600": "C2-3", "22842": "C1-2 C2-3"}),
        ("fusion from L5 up to L3", {"22612": "L3-4", "22614": "L4-5"}),
        ("posterior fusion of the skull, occiput to C2 (22590)", {"22590": "C1-2"}),
    ],
)
def test_an_extension_asks_for_the_levels_that_it_adds(asked: str, wanted: dict[str, str]) -> None:
    lines = read_case([], PACK, f"Is {asked} medically necessary for a patient with back pain?").case.request.lines
    assert {line.code: " ".join(line.levels) for line in lines} == wanted


@pytest.mark.parametrize(
    ("asked", "sides"),
    [
        ("ACDF at C5-6 with left C6-7 foraminotomy", ["not_stated", "left"]),
        ("ACDF at C5-6, followed by bilateral C6-7 foraminotomies", ["not_stated", "bilateral"]),
        ("left C6-7 foraminotomy", ["left"]),
        ("TLIF L4-5 left and decompression L3-4", ["left", "not_stated"]),
    ],
)
def test_a_side_before_a_name_is_of_that_procedure(asked: str, sides: list[str]) -> None:
    lines = read_case([], PACK, f"Is {asked} medically necessary for a patient with arm pain?").case.request.lines
    assert [line.side for line in lines] == sides


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("revision laminectomy of L4 and L5", {"63042": "L4-5"}),
        ("laminectomy of L3, L4 and L5", {"63047": "L3-4", "63048": "L4-5"}),
        ("L4 laminectomy", {"63047": ""}),
    ],
)
def test_several_bones_stand_for_what_lies_between_them(asked: str, wanted: dict[str, str]) -> None:
    lines = read_case([], PACK, f"Is {asked} medically necessary for a patient with leg pain?").case.request.lines
    assert {line.code: " ".join(line.levels) for line in lines} == wanted


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("ACDF C5-6 and posterior C4-7 fusion", {"22551": "C5-6", "22600": "C4-5", "22614": "C5-6 C6-7"}),
        ("T3-T9 posterior fusion for scoliosis", {"22802": "T3-4 T4-5 T5-6 T6-7 T7-8 T8-9"}),
        (
            "T3-T9 posterior fusion for a burst fracture of T6",
            {"22610": "T3-4", "22614": "T4-5 T5-6 T6-7 T7-8 T8-9"},
        ),
        ("craniocervical fusion", {"22590": ""}),
        ("extension of the L3-5 fusion up to L1 (22612, 22614)", {"22612": "L1-2", "22614": "L2-3"}),
        ("extension of his C4-6 fusion to C7 with 22551 and 22845", {"22551": "C6-7", "22845": "C6-7"}),
        ("fusion L3-5 up to L1 (22612, 22614)", {"22612": "L3-4", "22614": "L4-5"}),
        ("decompression L3-4 and fusion L4-5", {"63047": "L3-4", "22612": "L4-5"}),
        (
            "L4-5 and L5-S1 laminectomy, facetectomy, discectomy and PLIF",
            {"63047": "L4-5", "63048": "L5-S1", "22633": "L4-5", "22634": "L5-S1"},
        ),
        (
            "laminectomy, facetectomy, discectomy and PLIF at L4-5 and L5-S1",
            {"63047": "L4-5", "63048": "L5-S1", "22633": "L4-5", "22634": "L5-S1"},
        ),
        ("L3-4 laminectomy and L4-5 discectomy", {"63047": "L3-4", "63030": "L4-5"}),
        ("anterior cervical discectomy, decompression and fusion C5-6", {"22551": "C5-6"}),
        ("C4-6 anterior discectomy, fusion, and plating", {"22551": "C4-5", "22552": "C5-6", "22845": "C4-5 C5-6"}),
        ("hardware removal L4-5 and L5-S1 fusion", {"22852": "L4-5", "22612": "L5-S1"}),
        ("removal of the spinal cord stimulator", {"63688": ""}),
    ],
)
def test_a_list_of_procedures_shares_its_levels(asked: str, wanted: dict[str, str]) -> None:
    lines = read_case([], PACK, f"Is {asked} medically necessary for a patient with leg pain?").case.request.lines
    assert {line.code: " ".join(line.levels) for line in lines} == wanted


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("C5-7 ACDF with neurophysiology (95940)", {"22551": "C5-6", "22552": "C6-7", "95940": "C5-6 C6-7"}),
        ("a C5-7 ACDF (95940)", {"95940": "C5-6 C6-7"}),
        ("kyphoplasty T11 with T10-T12 fixation (22513, 22840)", {"22840": "T10-11 T11-12"}),
    ],
)
def test_words_and_codes_of_several_things_keep_to_their_own(asked: str, wanted: dict[str, str]) -> None:
    lines = read_case([], PACK, f"Is {asked} medically necessary for a patient with back pain?").case.request.lines
    assert wanted.items() <= {line.code: " ".join(line.levels) for line in lines}.items()
    assert {*wanted} == {line.code for line in lines} - {"22513"}
