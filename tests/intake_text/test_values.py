"""Values as charts write them: scores, indices, laboratory figures, lengths of symptoms; never those of something else."""

import pytest

from .conftest import findings, read

VALUES = (
    "pain_score",
    "disability_index",
    "hba1c",
    "body_mass_index",
    "symptom_weeks",
    "translation",
    "myelopathy_score",
    "nurick_grade",
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("EXAM: mJOA 14/18, Nurick 2.", "myelopathy_score 14.0, nurick_grade 2.0"),
        ("HPI: We expect mJOA to improve by 2 points.", ""),
        ("HPI: VAS 8/10 leg 3/10 back.", "pain_score 8.0, pain_score 3.0"),
        ("HPI: Back pain VAS 8, right leg pain VAS 6.", "pain_score 8.0, pain_score 6.0"),
        ("HPI: Pain at its worst 7, average 5.", "pain_score 7.0, pain_score 5.0"),
        ("HPI: VAS 9 moving, 3 lying flat.", "pain_score 9.0"),
        ("HPI: VAS 7 mo ago.", ""),
        ("HPI: Pain at worst 6 weeks ago.", ""),
        ("HPI: PT, 8/10 visits attended.", ""),
        ("HPI: ODI 58.", "disability_index 58.0"),
        ("HPI: ODI 23/50.", "disability_index 46.0"),
        ("HPI: ODI improved from 52 to 40.", "disability_index 52.0, disability_index 40.0"),
        ("HPI: NDI 22/50 (44%)", "disability_index 44.0"),
        ("LABS: Hgb A1c (7/1/26): 7.9%", "hba1c 7.9"),
        ("LABS: A1c goal <7.5", ""),
        ("HPI: Body mass index (BMI) 29.3", "body_mass_index 29.3"),
        ("HPI: Left buttock pain, 8 months.", "symptom_weeks 34.8"),
        ("HPI: Symptoms began 6 months ago.", "symptom_weeks 26.1"),
        ("HPI: Pain-free for 6 months after surgery.", ""),
    ],
)
def test_values(text: str, wanted: str) -> None:
    told = [f"{f['kind']} {f.get('number')}" for f in findings(text) if f["kind"] in VALUES]
    assert sorted(told) == sorted(wanted.split(", ") if wanted else [])


def test_a_value_is_placed_at_the_level_behind_it_and_denied_at_the_other() -> None:
    found = findings("IMAGING: Upright flexion-extension: 5 mm translation at L3-4, none at L2-3.")
    told = [(f.get("status"), f["levels"], f.get("number")) for f in found if f["kind"] == "translation"]
    assert sorted(told, key=str) == sorted([(None, ("L3-4",), 5.0), ("absent", ("L2-3",), None)], key=str)


def test_a_level_that_leads_a_sentence_is_that_of_its_last_clause() -> None:
    found = findings(
        "At L4-5, 1 mm of translation between flexion and extension; angular motion 4 degrees.",
        "Flexion-extension radiographs of the lumbar spine",
    )
    assert [(f["levels"], f["number"]) for f in found if f["kind"] == "angulation"] == [(("L4-5",), 4.0)]
    found = findings(
        "At L4-5, 1 mm of translation; angular motion 4 degrees elsewhere.",
        "Flexion-extension radiographs of the lumbar spine",
    )
    assert not [f for f in found if f["kind"] == "angulation" and f.get("levels") and f.get("number")]


def test_the_balance_of_the_whole_spine_is_not_that_of_the_kyphosis_beside_it() -> None:
    note = "Office note\n\nLow back pain. L3-S1 fusion of 2019. Lumbar stenosis at L2-3."
    films = "Films 07/14/2026: SVA 14 cm, PI-LL mismatch 37 degrees, thoracic kyphosis 48 degrees."

    regions = {f.kind: f.region for f in read(f"{note}\n{films}").findings}

    assert (regions["sagittal_vertical_axis"], regions["lordosis_mismatch"]) == ("lumbar", "lumbar")
