"""Two things told in one sentence, each with its own place, number or denial."""

import pytest

from assistant.intake.contradictions import contradictions
from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

from .conftest import findings, read

FRACTURE, OEDEMA = "vertebral_fracture", "marrow_oedema"


def told(text: str) -> set[tuple[str, str, tuple[str, ...]]]:
    return {(f["kind"], f.get("status", "present"), f.get("levels", ())) for f in findings(text)}


@pytest.mark.parametrize(
    "text",
    [
        "MRI: L1 fracture with edema and L2 fracture without edema.",
        "MRI: L1 fracture with edema, L2 fracture without edema.",
        "MRI: L2 fracture without edema and L1 fracture with edema.",
    ],
)
def test_a_denial_is_of_the_place_before_it(text: str) -> None:
    both = {(FRACTURE, "present", ("L1",)), (FRACTURE, "present", ("L2",))}
    assert told(text) == both | {(OEDEMA, "present", ("L1",)), (OEDEMA, "absent", ("L2",))}


def test_a_part_between_semicolons_has_a_place_of_its_own() -> None:
    text = "MRI: marrow edema throughout T12, compatible with an acute fracture; L2 deformity without edema."
    assert told(text) == {(OEDEMA, "present", ("T12",)), (FRACTURE, "present", ("T12",)), (OEDEMA, "absent", ("L2",))}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Goals were not met and that leg pain was the same.", "present"),
        ("Goals have not been reached and radicular pain of the right leg continues.", "present"),
        ("The brace was not worn and the leg pain is as before.", "present"),
        ("There was no reduction in leg pain.", "present"),
        ("He had therapy without any lessening of leg pain.", "present"),
        ("There is no back pain and no leg pain.", "absent"),
    ],
)
def test_a_denial_of_something_else_leaves_the_pain(text: str, status: str) -> None:
    pain = [f.get("status", "present") for f in findings(f"Right leg pain.\n\n{text}") if f["kind"] == "radicular_pain"]
    assert pain[-1] == status


def test_what_denies_one_place_leaves_the_next_its_own() -> None:
    assert told("CT: screws at L4 and L5 intact, hardware at S1 loose.") == {
        ("hardware_failure", "absent", ("L4", "L5")),
        ("hardware_failure", "present", ("S1",)),
    }
    assert ("stenosis", "present", ("L5-S1",)) in told("MRI: L4-5 fused with hardware intact and L5-S1 stenosis.")


def test_measures_behind_their_places_are_of_these() -> None:
    found = findings("CT: T12 fracture 20% height loss and L1 fracture 10% height loss.")
    assert {(f["levels"], f["number"]) for f in found if f["kind"] == "height_loss"} == {
        (("T12",), 20.0),
        (("L1",), 10.0),
    }


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("Tried gabapentin 1800 mg a day without relief.", "not_stated"),
        ("Home exercises 20 minutes a day for 8 weeks.", 8.0),
        ("HEP 30 minutes, 5 days a week.", "not_stated"),
        ("PT 2 visits a week x 6 weeks.", 6.0),
        ("Took ibuprofen for a week.", 1.0),
    ],
)
def test_an_amount_for_each_day_is_no_length(text: str, weeks: object) -> None:
    assert [t.weeks for t in read(f"Office note\n\n{text}").treatments] == [weeks]


def test_what_is_taken_less_of_has_no_effect_of_its_own() -> None:
    assert not read("Office note\n\nSCS trial: much improved, took less hydrocodone.").treatments


@pytest.mark.parametrize(
    "text", ["RFA of the L4-5 facets on the left side on 3/1/2026.", "RFA L4-5 facets, left side, 3/1/2026."]
)
def test_a_side_behind_what_was_treated(text: str) -> None:
    assert [t.side for t in read(f"Office note\n\n{text}").treatments] == ["left"]


def test_an_initial_with_its_title_ends_no_sentence() -> None:
    found = read("Office note\n\nMs. R. Jones completed PT 3/1/2026-5/1/2026 without relief.").treatments
    assert found[0].quote.startswith("PT")
    assert told("I saw Ms. R. She has stenosis at L4-5.") == {("stenosis", "present", ("L4-5",))}


def test_two_numbers_of_one_sentence_are_of_two_things() -> None:
    pack = load_pack()
    text = "Office note\nDate: 2026-09-10\n\nHPI: {}"
    asked = "Is left L4-5 laminectomy (63047) medically necessary?"

    def against(said: str) -> list[str]:
        case = read_case([Source("note.txt", text.format(said))], pack, asked).case
        return [f.message for f in contradictions(case, pack)]

    assert not against("Back pain for about three years and, since August 2025, left leg pain.")
    assert against("Leg pain for six weeks. Leg pain for three years.")
