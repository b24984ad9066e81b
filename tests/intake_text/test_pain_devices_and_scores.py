"""Scores that fell to zero in words, signs that could not be obtained, and generators that stay while a lead is revised."""

import pytest

from .conftest import findings, treatments

FIRST = "On 03/03/2026 the right L3, L4 and L5 medial branches were blocked with lidocaine: 90 percent relief."


@pytest.mark.parametrize(
    ("second", "relief"),
    [
        (
            "On 03/24/2026 the same nerves were blocked with bupivacaine: from eight to zero for six hours.",
            [90.0, 100.0],
        ),
        ("On 03/24/2026 the same branches were blocked; her pain fell from six to three.", [90.0, 50.0]),
    ],
)
def test_scores_in_words_tell_what_the_same_nerves_brought(second: str, relief: list[float]) -> None:
    text = f"She is 60. {FIRST} {second}"
    assert [f["number"] for f in findings(text) if f["kind"] == "injection_relief"] == relief
    assert len([t for t in treatments(text) if t["kind"] == "facet_injection"]) == len(relief)


def test_a_reflex_that_could_not_be_obtained_is_absent_and_no_doubt_of_the_record() -> None:
    text = "A letter of the treating doctor tells of left calf pain. The left ankle jerk could not be obtained. No surgery before."
    kinds = [f["kind"] for f in findings(text)]
    assert "reflex_change" in kinds
    assert "record_accuracy" not in kinds


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("The right lead has migrated; the generator is left in place.", True),
        ("The lead is fractured but the battery is functioning normally.", True),
        ("The leads are intact but the generator is not working.", False),
        ("The generator no longer holds a charge.", False),
        ("The pain generator will remain the facet joint.", False),
        ("If the generator works it is left in place.", False),
    ],
)
def test_a_generator_that_stays_is_none_that_failed(text: str, works: bool) -> None:
    kinds = {f["kind"] for f in findings(f"She has a spinal cord stimulator. {text}")}
    assert ("working_generator" in kinds) is works


@pytest.mark.parametrize("words", ["only passing benefit", "fleeting relief", "passing improvement"])
def test_what_passes_is_a_response_in_part(words: str) -> None:
    found = treatments(f"He is 44. Supervised exercise from 01/26/2026 to 03/06/2026 brought {words}.")
    assert [t.get("response") for t in found] == ["partial"]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("Right L3-4 RFA on 09/10/2024: 75% relief for well over seven months.", "ablation_relief_weeks", 30.4),
        ("Right L4-5 TFESI on 02/09/2025. It eased things, perhaps fifty percent.", "injection_relief", 50.0),
    ],
)
def test_spoken_words_tell_how_much_and_how_long(text: str, kind: str, number: float) -> None:
    assert [f["number"] for f in findings(f"He is 60. {text}") if f["kind"] == kind] == [number]
