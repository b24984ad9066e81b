"""Pain of which a part went, or which went for a time; treatments said to have done no more than others; blocks without effect."""

import pytest

from .conftest import findings, treatments
from .test_words_of_kinds import told


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("After the injection much of her leg pain disappeared.", "present"),
        ("Nine tenths of the leg pain went away.", "present"),
        ("Her leg pain vanished for three weeks.", "present"),
        ("The leg pain resolved completely for about two months.", "present"),
        ("His leg pain went away with the shot but was back by June.", "present"),
        ("His leg pain resolved with therapy.", "absent"),
        ("The leg pain has resolved for the last two months.", "absent"),
        ("The leg pain has been gone for two months.", "absent"),
        ("The leg pain went away and has not come back.", "absent"),
        ("All of the leg pain went away.", "absent"),
    ],
)
def test_what_went_in_part_or_for_a_time_is_not_denied(text: str, status: str) -> None:
    found = [f for f in findings(f"He is a 50-year-old man. {text}") if f["kind"] == "radicular_pain"]
    assert [f.get("status", "present") for f in found] == [status]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Manual therapy did not change matters; nor did celecoxib.", ("present", "none")),
        ("The ache did not respond to massage, nor to celecoxib.", ("present", "none")),
        ("Massage made no difference, nor did her celecoxib.", ("present", "none")),
        ("She was not given massage, nor did she take celecoxib.", ("absent", "not_stated")),
        ("No massage was tried, nor was celecoxib prescribed.", ("absent", "not_stated")),
    ],
)
def test_nor_did_a_drug_denies_its_effect(text: str, found: tuple[str, str]) -> None:
    drugs = [t for t in treatments(f"He is a 50-year-old man. {text}") if t["kind"] == "nsaid"]
    assert [(t.get("status", "present"), t.get("response", "not_stated")) for t in drugs] == [found]


BLOCK = "Left L3-4 and L4-5 medial branch blocks were given on 04/02/2025."


@pytest.mark.parametrize(
    ("behind", "relief"),
    [
        ("Relief: hardly any.", ["L3-4 L4-5 left medial_branch 0.0"]),
        ("She reported no relief at all.", ["L3-4 L4-5 left medial_branch 0.0"]),
        ("It did not help.", ["L3-4 L4-5 left medial_branch 0.0"]),
        ("No relief with gabapentin either.", []),
        ("No response came from the insurer.", []),
        ("No change in strength was seen.", []),
    ],
)
def test_the_next_sentence_tells_that_a_block_did_nothing(behind: str, relief: list[str]) -> None:
    assert told("note", f"{BLOCK} {behind}", "injection_relief") == relief


def test_the_third_occipital_nerve_is_no_third_block_and_no_other_place() -> None:
    text = "Left C3, C4 medial branch blocks and a third occipital nerve block on 05/04/2025 gave 90 percent relief."
    assert told("note", text, "injection_relief") == ["C3-4 left medial_branch 90.0"]
    assert not treatments("He is 50. A third occipital nerve and C3, C4 medial branch block is planned.")
    assert (
        told("note", "A greater occipital nerve block on 05/04/2025 gave 90 percent relief.", "injection_relief") == []
    )


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("Neck pain after a motor vehicle collision seven months ago.", [30.4]),
        ("Low back pain from a fall about 5 months ago.", [21.7]),
        ("No neck pain after a collision seven months ago.", []),
    ],
)
def test_pain_since_an_accident_lasts_since_then(text: str, weeks: list[float]) -> None:
    assert [f["number"] for f in findings(f"He is 50. {text}") if f["kind"] == "symptom_weeks"] == weeks


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("She had an L4-S1 fusion in 2020 and has had burning pain in the left leg ever since.", ["neuropathic_pain"]),
        ("Burning and stabbing pain in both feet since the laminectomy.", ["neuropathic_pain"]),
        ("She had an L4-S1 fusion in 2020 and has had no burning pain in the left leg since.", []),
    ],
)
def test_burning_pain_of_a_limb_since_an_operation_is_neuropathic(text: str, kinds: list[str]) -> None:
    assert [f["kind"] for f in findings(f"She is 50. {text}") if f["kind"] == "neuropathic_pain"] == kinds
