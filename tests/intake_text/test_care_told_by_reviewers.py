"""Care told in a reviewer's prose, or in a plan that looks back: what was given, and what it brought."""

import pytest

from .conftest import treatments
from .test_words_of_kinds import told


def given(text: str) -> list[tuple[object, ...]]:
    found = [
        (t["kind"], t.get("status"), t.get("sessions"), t.get("weeks"), t.get("response")) for t in treatments(text)
    ]
    return [tuple(v for v in one if v is not None) for one in found]


@pytest.mark.parametrize(
    ("text", "care"),
    [
        # What was not provided is the relief, and no paper.
        ("Physical therapy has not provided any lasting relief.", [("physical_therapy", "none")]),
        (
            "PT and gabapentin have not provided any meaningful relief.",
            [("physical_therapy", "none"), ("neuropathic_agent", "none")],
        ),
        ("The ESI has not afforded her relief.", [("epidural_injection", "none")]),
        ("Therapy notes were not provided.", []),
        ("She had good relief with PT; notes were not provided.", [("physical_therapy", "improved")]),
        # Who is managed with something is not well by it.
        ("She has been managed with oxycodone.", [("opioid",)]),
        ("Her pain is well managed with ibuprofen.", [("nsaid", "improved")]),
        # Before a request is no request.
        ("Prior to the request, she completed 8 weeks of PT.", [("physical_therapy", 8.0)]),
        ("Before this request he took meloxicam without relief.", [("nsaid", "none")]),
        # Nothing tells that it was given.
        ("There is no evidence that the patient tried NSAIDs.", []),
        ("Nothing in the record indicates that she has undergone PT.", []),
        # Failing to improve with it.
        (
            "He failed to improve with 12 weeks of PT and NSAIDs.",
            [("physical_therapy", 12.0, "none"), ("nsaid", "none")],
        ),
        # What was prescribed and brought nothing was taken.
        ("She was prescribed meloxicam with no relief.", [("nsaid", "none")]),
        ("He was prescribed gabapentin.", []),
        ("He was prescribed gabapentin for his leg pain.", []),
        ("He attended 11 of 12 prescribed PT visits.", [("physical_therapy", 11)]),
        ("She was prescribed 12 PT visits.", []),
        ("He was referred to PT and attended 8 visits with no improvement.", [("physical_therapy", 8, "none")]),
        ("He was referred to PT, 8 visits.", []),
        ("The requesting provider notes that she failed PT.", [("physical_therapy", "none")]),
        ("It was recommended that the patient complete 6 weeks of PT before surgery.", []),
        ("Documentation of a recent six-week course of PT is lacking.", []),
        ("Although PT was ordered, there is no documentation that the patient attended.", []),
        (
            "He completed PT and had an ESI, neither of which gave relief.",
            [("physical_therapy", "none"), ("epidural_injection", "none")],
        ),
        (
            "PT, discharged to a home exercise program having met none of her goals.",
            [("physical_therapy", "none"), ("home_exercise", "none")],
        ),
        # What fell short of an effect had none; what is told of pain that stays is none either.
        (
            "PT and gabapentin have failed to control his pain.",
            [("physical_therapy", "none"), ("neuropathic_agent", "none")],
        ),
        ("He attended 18 PT visits but reported persistent pain.", [("physical_therapy", 18, "none")]),
        ("He reports ongoing pain and takes gabapentin.", [("neuropathic_agent",)]),
        ("PT x 6 wks w/o sig. improvement.", [("physical_therapy", 6.0, "none")]),
        ("Chiropractor x 6 visits, worse after.", [("chiropractic", 6, "worse")]),
        # Therapy that somebody goes to, or has for weeks, is that of a therapist, unless something else makes it up.
        ("She completed six weeks of therapy without relief.", [("physical_therapy", 6.0, "none")]),
        ("He went to therapy for two months without benefit.", [("physical_therapy", 8.7, "none")]),
        ("Six weeks of therapy with NSAIDs.", [("nsaid",)]),
        ("He is in therapy for depression.", []),
        ("Six weeks of antibiotic therapy.", []),
        ("Six weeks of therapy would be expected.", []),
        ("PT for six weeks is generally recommended before surgery.", []),
    ],
)
def test_what_care_a_history_tells(text: str, care: list[tuple[object, ...]]) -> None:
    assert given(f"HPI: {text}") == care


@pytest.mark.parametrize(
    ("text", "care"),
    [
        (
            "She has failed 6 weeks of PT and gabapentin.",
            [("physical_therapy", 6.0, "none"), ("neuropathic_agent", "none")],
        ),
        ("Has completed PT x 8 weeks without relief. Proceed with surgery.", [("physical_therapy", 8.0, "none")]),
        ("Given failure of PT and NSAIDs, proceed with surgery.", [("physical_therapy", "none"), ("nsaid", "none")]),
        ("He has failed PT, so I recommend an ESI.", [("physical_therapy", "none")]),
        # What follows is planned, or a condition.
        ("Failed NSAIDs, start PT x 6 weeks.", [("nsaid", "none")]),
        ("Failed NSAIDs -> PT x 6 weeks.", [("nsaid", "none")]),
        ("Failed NSAIDs, PT x 6 weeks next.", []),
        ("No relief with NSAIDs; Medrol dose pack and PT x 4 weeks.", [("nsaid", "none")]),
        ("Once she has completed 6 weeks of PT, return.", []),
        ("She will have completed 6 weeks of PT by then.", []),
        ("If he has failed PT, consider an ESI.", []),
        ("PT 2x/week for 6 weeks.", []),
    ],
)
def test_a_plan_looks_back_on_care(text: str, care: list[tuple[object, ...]]) -> None:
    assert given(f"HPI: Back pain.\nPLAN: {text}") == care


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("PT (16 visits, last 05/08/2026) and naproxen.", [("None", "2026-05-08", None)]),
        ("He had 14 PT visits, the most recent on 6/30/2026.", [("None", "2026-06-30", None)]),
        ("He completed PT in April 2026 without relief.", [("None", "2026-04", "none")]),
        ("6 visits of PT in August 2026.", [("2026-08", "2026-08", None)]),
        ("She stopped PT in April 2026.", [("None", "2026-04", None)]),
        ("The last PT visit was on 9/11/2026.", [("None", "2026-09-11", None)]),
        (
            "Eight PT visits (4/6/26 to 5/1/26) followed by a home program.",
            [("2026-04-06", "2026-05-01", None), ("None", "None", None)],
        ),
        ("ESI on 5/6/2026. On 5/27/2026, she reported 60% relief.", [("2026-05-06", "2026-05-06", None)]),
        ("He was last seen in PT on 8/21/2026.", [("None", "2026-08-21", None)]),
        # What an injection brought is not what the next one did.
        (
            "An ESI on 1/8/2026 gave 50% relief, and a repeat on 4/2/2026 gave no benefit.",
            [("2026-01-08", "2026-01-08", None), ("2026-04-02", "2026-04-02", "none")],
        ),
        (
            "50% relief following an ESI in January 2026, and no relief following a second in April 2026.",
            [("2026-01", "2026-01", None), ("2026-04", "2026-04", None)],
        ),
        (
            "ESIs on 1/8/2026 and 4/2/2026 gave no benefit.",
            [("2026-01-08", "2026-01-08", "none"), ("2026-04-02", "2026-04-02", "none")],
        ),
    ],
)
def test_when_it_was_given(text: str, days: list[tuple[str, str, str | None]]) -> None:
    found = [t for t in treatments(f"HPI: {text}") if t["kind"] != "nsaid"]
    assert [(str(t.get("start")), str(t.get("end")), t.get("response")) for t in found] == days


@pytest.mark.parametrize(
    ("text", "kind", "facts"),
    [
        ("The patient has undergone C5-6 and C6-7 ACDF in 2016.", "prior_fusion", ["C5-6 C6-7"]),
        ("Right L4-5 and L5-S1 microdiscectomy in 2020.", "prior_decompression", ["L4-5 L5-S1 right"]),
    ],
)
def test_an_operation_has_every_level_before_it(text: str, kind: str, facts: list[str]) -> None:
    assert told("note", text, kind) == facts
