"""What a note takes back without naming it."""

import pytest

from .conftest import findings, read

LEG = "radicular_pain left leg"


def told(text: str) -> set[str]:
    """Symptoms that are, with `no` before those that are not."""
    return {
        " ".join(
            part
            for part in ("no" if f.get("status") else "", f["kind"], f.get("side", ""), f.get("of", ""))
            if part not in ("", "not_stated")
        )
        for f in findings(f"HPI: {text}")
        if f["kind"] != "symptom_weeks"
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("She had left leg pain. Pain has now resolved.", {f"no {LEG}"}),
        ("Right arm pain and numbness in March. He is back to baseline.",
         {"no radicular_pain right arm", "no sensory_symptom"}),
        ("Left leg pain began in May. She is asymptomatic now.", {f"no {LEG}"}),
        ("Severe left leg pain in May. No longer has leg pain.", {"no radicular_pain leg"}),
        ("Left leg pain and numbness since May. All symptoms have resolved.", {f"no {LEG}", "no sensory_symptom"}),
        ("Low back pain and left leg pain. Leg pain has resolved.", {"axial_pain", "no radicular_pain leg"}),
        ("Left leg weakness after the fall. This has fully resolved.", {"no weakness_symptom left"}),
        ("Left leg pain. Currently pain free.", {f"no {LEG}"}),
        ("Left leg pain in March. It is gone.", {f"no {LEG}"}),
        ("Left leg pain. Denies pain today.", {f"no {LEG}"}),
        ("Left leg pain. His symptoms are now completely gone.", {f"no {LEG}"}),
        ("Left leg pain for 3 months.\nINTERVAL: Complete resolution of symptoms.", {f"no {LEG}"}),
        ("Low back pain. Pain free today.", {"no axial_pain"}),
    ],
)  # fmt: skip
def test_what_has_resolved_withdraws_what_was_told(text: str, wanted: set[str]) -> None:
    assert told(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Left leg pain. Symptoms have not resolved.",
        "Left leg pain. Pain resolved for 2 weeks after the injection, then came back.",
        "Left leg pain. Symptoms nearly resolved.",
        "Left leg pain. The rash has resolved.",
        "Left leg pain. Symptoms resolved with PT.",
        "Left leg pain. ESI with 2 weeks of relief, now back to baseline.",
        "Left leg pain. Pain is back to baseline.",
        "She was asymptomatic until March, when left leg pain began.",
        "Left leg pain. Right hip pain has resolved.",
        "Left leg pain. After surgery in 2021 symptoms resolved. Left leg pain recurred in March.",
        "Left leg pain. He hopes that symptoms resolve.",
        "Left leg pain. He was pain free before the fall.",
        "Left leg pain. My sister had the same surgery and her pain is completely gone.",
    ],
)
def test_what_came_back_or_is_something_else_withdraws_nothing(text: str) -> None:
    assert LEG in told(text)


def test_a_later_note_that_names_nothing_takes_back_what_an_earlier_one_told() -> None:
    notes = "Office note\nDate: 03/02/2026\nHPI: Left leg pain.\n-----\nOffice note\nDate: 05/14/2026\nHPI: Symptoms have now resolved.\n"
    assert {(f.kind, f.status) for f in read(notes).findings} >= {
        ("radicular_pain", "present"),
        ("radicular_pain", "absent"),
    }


def test_what_is_told_of_another_part_years_ago_takes_nothing_back() -> None:
    text = "Low back pain and left leg pain for a year. He had an ankle fracture on the right in 2014 with a plate, asymptomatic."
    record = read(f"Office note\nDate: 10/22/2026\n\n{text}")
    assert {f.status for f in record.findings} == {"present"}
    record = read("Office note\nDate: 10/22/2026\n\nLow back pain and left leg pain for a year. Now asymptomatic.")
    assert {(f.kind, f.status) for f in record.findings} >= {("axial_pain", "absent"), ("radicular_pain", "absent")}


def test_a_denial_that_is_joined_denies_what_stands_behind_it() -> None:
    record = read("Office note\n\nEMG showed an active left C6 radiculopathy and no recurrent median neuropathy.")
    assert [(f.kind, f.of, f.status) for f in record.findings] == [("emg_root_involvement", "C6_root", "present")]
