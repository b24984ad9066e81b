"""What was, and what became of it, as charts of several hands tell it: shares in words, habits and deficits that ended, clearances."""

from typing import Any

import pytest

from .conftest import findings, read, treatments


def of_kind(text: str, kind: str, **fields: str) -> list[dict[str, Any]]:
    return [f for f in findings(text, **fields) if f["kind"] == kind]


@pytest.mark.parametrize(
    ("told", "share"),
    [
        ("three quarters of the leg pain was gone for 11 weeks", 75),
        ("half of the pain went away for 2 months", 50),
        ("pain cut by two thirds for 10 weeks", 66.7),
        ("took away about two-thirds of her leg pain", 66.7),
        ("his pain was halved for 3 months", 50),
        ("with ninety percent relief for six weeks", 90),
        ('he felt "about half" better that week', 50),
    ],
)
def test_a_share_in_words_is_what_an_injection_brought(told: str, share: float) -> None:
    text = f"TREATMENT: L4-5 ESI 2/3/2026: {told}."
    assert [(f["number"], f["levels"]) for f in of_kind(text, "injection_relief")] == [(share, ("L4-5",))]
    assert not of_kind(text, "symptom_weeks")


@pytest.mark.parametrize("told", ["gave almost half relief", "cut his opioid use by half", "helped for half a day"])
def test_a_share_that_is_not_reached_or_of_something_else_is_none(told: str) -> None:
    assert not of_kind(f"TREATMENT: L4-5 ESI 2/3/2026 {told}.", "injection_relief")


@pytest.mark.parametrize(
    ("told", "share"),
    [
        ("pain 7/10 before and 5/10 at one hour", 28.6),
        ("NRS 8 before, 2 after", 75),
        ("8/10 prior to the block, 1/10 for six hours", 87.5),
        ("7 to 1 for about two hours, 85%", 85),
        ("relief for five hours, 90%", 90),
    ],
)
def test_the_scores_of_a_block_may_stand_before_their_names(told: str, share: float) -> None:
    found = of_kind(f"TREATMENT: L4-5 medial branch block 3/10/2026: {told}.", "injection_relief")
    assert [f["number"] for f in found] == [share]


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("Low back pain, worse on the left, going on two and a half years.", 130.4),
        ("Neck pain going on about 8 months.", 34.8),
        ("Leg pain for half a year.", 26.1),
    ],
)
def test_how_long_pain_goes_on(text: str, weeks: float) -> None:
    assert [f["number"] for f in of_kind(f"HPI: {text}", "symptom_weeks")] == [weeks]


@pytest.mark.parametrize(
    "text",
    [
        "Smoker. Quit 3 weeks ago.",
        "Cigarettes until two months ago, none since.",
        "Vaped daily until last month.",
        "Last cigarette was five weeks ago.",
        "Half a pack a day before, has not smoked for 5 weeks.",
    ],
)
def test_nicotine_that_ended_lately_has(text: str) -> None:
    assert [f.get("status") for f in of_kind(f"Social history: {text}", "former_nicotine_use")] == [None]


@pytest.mark.parametrize(
    "text", ["Has not smoked in 20 years.", "Quit 20 years ago.", "Smoked until 1998.", "Alcohol: quit 3 weeks ago."]
)
def test_nicotine_that_ended_long_ago_has_not_ended_lately(text: str) -> None:
    assert not of_kind(f"Social history: {text}", "former_nicotine_use")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Left foot drop after the fall in January. It has since resolved.", "foot_drop"),
        ("Left foot drop after the fall in January, which resolved by March.", "foot_drop"),
        ("Leg pain and foot drop since May. The foot drop has since resolved.", "foot_drop"),
        ("He had a foot drop in March that recovered completely.", "foot_drop"),
        ("She developed urinary incontinence in June; it resolved after a week.", "bladder_bowel_loss"),
        ("Her saddle numbness has since gone away.", "cauda_equina"),
    ],
)
def test_a_deficit_that_has_gone_is_none(text: str, kind: str) -> None:
    assert [f.get("status") for f in of_kind(f"HPI: {text}", kind)] == ["absent"]


@pytest.mark.parametrize(
    "text",
    [
        "Left foot drop that never resolved.",
        "Left foot drop since May. Pain resolved.",
        "Left foot drop. It resolved for a week and came back.",
        "Foot drop with a rash, which resolved.",
    ],
)
def test_a_deficit_that_stays_is_one(text: str) -> None:
    assert {f.get("status") for f in of_kind(f"HPI: {text}", "foot_drop")} == {None}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Psych: Dr. Lowe, PsyD, evaluated her 1/15/2026: no contraindication, appropriate candidate for implant.", [None]),
        ("Psychology: Dr. Kim saw her 2/2/2026 and found no barriers.", [None]),
        ("Mental health: Dr. Ito 1/15/2026 - suitable for SCS from a psychological standpoint.", [None]),
        ("Psychologist's report of 2/1/2026 supports the implant.", [None]),
        ("Psych: appropriate affect, good eye contact.", []),
        ("Psychology visit: depression not controlled, recommends treatment before any implant.", ["uncertain"]),
        ("Psychologist: no contraindication once the depression is treated, pending recheck.", ["uncertain"]),
    ],
)  # fmt: skip
def test_a_psychologist_clears_in_words_of_his_own(text: str, status: list[str | None]) -> None:
    assert [f.get("status") for f in of_kind(text, "psychological_clearance")] == status


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Extensor hallucis longus, which is four over five on the left.", "4"),
        ("Left extensor hallucis longus four out of five.", "4"),
        ("Left tibialis anterior is three plus over five.", "3+"),
        ("Left deltoid four minus over five.", "4-"),
    ],
)
def test_strength_is_dictated_in_words(text: str, grade: str) -> None:
    assert [(f["grade"], f["side"]) for f in of_kind(f"EXAM: {text}", "motor_deficit")] == [(grade, "left")]


@pytest.mark.parametrize(
    ("told", "response"),
    [
        ("and while her balance improved, her walking did not.", "none"),
        ("; her core is stronger but the leg pain is the same.", "none"),
        (". She finished the program but is where she started.", "none"),
        (" got him nowhere.", "none"),
        (" and meloxicam have not been enough.", "partial"),
        (" bought her a few good days.", "partial"),
        (". Pain did not return.", "not_stated"),
    ],
)
def test_what_therapy_did_not_do(told: str, response: str) -> None:
    found = [t for t in treatments(f"TREATMENT: PT 1/5/2026-3/1/2026{told}") if t["kind"] == "physical_therapy"]
    assert [t.get("response", "not_stated") for t in found] == [response]


def test_a_curve_is_at_the_levels_that_it_spans() -> None:
    text = "IMAGING: Standing films 8/6/2026: T10-L4 curve 54 degrees Cobb."
    assert [f["levels"][::5] for f in of_kind(text, "cobb_angle")] == [("T10-11", "L3-4")]


@pytest.mark.parametrize(
    "text",
    [
        "L TA 2/5, EHL 1/5, was TA 5/5 EHL 4+/5 on 4/28/26.",
        "Left TA 2/5 and EHL 1/5 today; on 4/28/26 TA was 5/5 and EHL 4+/5.",
        "Left TA 2/5, EHL 1/5 compared with TA 5/5 and EHL 4+/5 on 4/28/26.",
    ],
)
def test_grades_of_an_earlier_day_are_of_that_day(text: str) -> None:
    found = findings(f"EXAM: {text}", "Office note\nDate: 05/09/2026")
    grades = {(f["of"], f.get("grade", "5"), str(f.get("date"))) for f in found if f["kind"] == "motor_deficit"}
    assert grades == {
        ("tibialis_anterior", "2", "None"), ("extensor_hallucis_longus", "1", "None"),
        ("tibialis_anterior", "5", "2026-04-28"), ("extensor_hallucis_longus", "4+", "2026-04-28"),
    }  # fmt: skip
    assert {f.get("status") for f in found if f["kind"] == "progressive_deficit"} == {None}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Known lumbar facet pain.", "axial_pain", None),
        ("Never rid of back pain since the operation.", "axial_pain", None),
        ("Persisting leg pain (neuropathic) on the right.", "neuropathic_pain", None),
        ("Burning pain of the right foot with allodynia.", "neuropathic_pain", None),
        ("SCS battery exhausted.", "stimulator_failure", None),
        ("The IPG of 2019 gave 70% relief till it died in April.", "stimulator_failure", None),
        ("Interrogation shows end-of-service.", "stimulator_failure", None),
        ("Right chest wall band pain.", "radicular_pain", None),
        ("Pain wraps around the left ribs.", "radicular_pain", None),
    ],
)
def test_what_clinics_call_it(text: str, kind: str, status: str | None) -> None:
    assert [f.get("status") for f in of_kind(f"HPI: {text}", kind)] == [status]


@pytest.mark.parametrize("text", ["Burning pain of the foot, no allodynia.", "Burning on urination."])
def test_burning_alone_is_no_neuropathic_pain(text: str) -> None:
    assert not of_kind(f"HPI: {text}", "neuropathic_pain")


@pytest.mark.parametrize(
    ("told", "weeks"),
    [
        ("relief about 80% and it lasted until mid September, so 9 months", 39.1),
        ("relief was 80% and held for ten months", 43.4),
        ("75% better, it lasted until June (about 7 months)", 30.4),
    ],
)
def test_how_long_an_ablation_lasted(told: str, weeks: float) -> None:
    found = of_kind(f"TREATMENT: RFA left L4-5 on 12/9/2025: {told}.", "ablation_relief_weeks")
    assert [f["number"] for f in found] == [weeks]


def test_a_sentence_of_treatments_below_an_examination_tells_them_all() -> None:
    text = "EXAM: Strength normal. Gabapentin 900 mg 10 wks, minimal help; PT 11/10/2025-12/22/2025 7 visits no help."
    assert [t["kind"] for t in treatments(text)] == ["neuropathic_agent", "physical_therapy"]


@pytest.mark.parametrize("by", ["radiology", "radiology, Dr. Baum", "neuroradiology report", "radiologist A. Hall, MD"])
def test_a_study_with_its_radiology_in_brackets_is_reproduced(by: str) -> None:
    record = read(f"Office note\nDate: 05/09/2026\n\nMRI lumbar 4/3/2026 ({by}): L4-5 severe central canal stenosis.")
    assert [(d.kind, str(d.date)) for d in record.documents][1:] == [("mri_report", "2026-04-03")]


@pytest.mark.parametrize(
    ("told", "share"),
    [
        ("Both blocks gave 90 % relief.", 90),
        ("Each of the two diagnostic blocks gave more than 80% relief.", 80),
        ("The two injections provided about 85% relief.", None),
        ("Both hip injections gave 90% relief.", None),
    ],
)
def test_what_both_blocks_gave_may_be_told_before_they_are_named(told: str, share: float | None) -> None:
    text = f"HPI: Low back pain for years. {told} L4-5 medial branch blocks were done on 2/3/2026 and 3/10/2026."
    found = [(f["number"], f["levels"], f["times"]) for f in of_kind(text, "injection_relief") if f.get("times")]
    assert found == ([] if share is None else [(share, ("L4-5",), 2)])


def test_the_shot_is_the_injection_on_record() -> None:
    text = "TREATMENT: L4-5 ESI on 3/5/2026.\nHPI: Felt better for 8 days after the shot, maybe 30 percent."
    found = of_kind(text, "injection_relief")
    assert [(f["number"], f["of"], f["levels"], str(f["date"])) for f in found] == [
        (30, "nerve_root", ("L4-5",), "2026-03-05")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Sacral thrust and FABER reproduce her pain; compression and Gaenslen too.", [(None, 4)]),
        ("FABER painful, thigh thrust elicits familiar pain, Gaenslen did not reproduce it.", [(None, 2)]),
        ("FABER positive, thigh thrust positive, Gaenslen done.", [(None, 2), ("uncertain", 3)]),
        ("\nFABER   (X) pos  ( ) neg\nCompression   (X) pos  ( ) neg\nDistraction   (X) pos  ( ) neg", [(None, 3)]),
        ("\nThigh thrust: positive\nPelvic compression: pos left\nDistraction: negative", [(None, 2)]),
        ("\nPatrick | positive\nGapping | positive\nCompression | negative", [(None, 2)]),
        ("\nSpurling: positive\nCompression: positive\nDistraction: positive", []),
        ("Aggravated by FABER, Gaenslen and thigh thrust.", [("uncertain", 3)]),
        ("FABER negative, Gaenslen negative.", [("absent", None)]),
    ],
)
def test_provocation_that_was_not_read_is_no_denial(text: str, told: list[tuple[str | None, int | None]]) -> None:
    found = of_kind(f"EXAM: {text}", "si_provocation_tests")
    assert [(f.get("status"), f.get("number")) for f in found] == told


@pytest.mark.parametrize(
    "text",
    [
        "Tinel at the left elbow positive.",
        "Positive Tinel's over the left cubital tunnel.",
        "Phalen at the wrist +.",
        "Positive Durkan's test at the left wrist.",
    ],
)
def test_a_sign_of_an_entrapped_nerve_leaves_other_sources_open(text: str) -> None:
    assert [f.get("status") for f in of_kind(f"EXAM: {text}", "competing_source")] == ["uncertain"]


@pytest.mark.parametrize("text", ["Tinel at the elbow negative.", "No Tinel over the cubital tunnel."])
def test_a_sign_that_is_not_there_names_no_source(text: str) -> None:
    assert not [f for f in of_kind(f"EXAM: {text}", "competing_source") if f.get("status") != "absent"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Eliquis for DVT; heme says OK to hold 72 h before the procedure.", True),
        ("On warfarin, cardiology agrees to stop 5 days before and bridge.", True),
        ("On apixaban, to be held for three days prior.", True),
        ("On apixaban. Stop ibuprofen 5 days before.", False),
        ("On apixaban, must not be held 3 days before.", False),
    ],
)
def test_how_an_anticoagulant_is_held(text: str, held: bool) -> None:
    found = of_kind(f"Plan: {text}", "anticoagulant_hold")
    assert any(f.get("status") != "absent" for f in found) == held


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Not better: PT 3/9/2026-5/1/2026, prednisone.", ("physical_therapy", "none")),
        ("PT/OT 5/5/2025 - 12/19/2025 weekly w/o relief.", ("physical_therapy", "none")),
        ("RF denervation left C3-4 6/10/2024 with little relief.", ("radiofrequency", "partial")),
        ("Dx MBB L C3,4,5 12/1/2025, little relief.", ("facet_injection", "partial")),
    ],
)
def test_care_under_other_names(text: str, told: tuple[str, str]) -> None:
    found = treatments(f"TREATMENT: {text}")
    assert found[0].get("status") is None
    assert (found[0]["kind"], found[0].get("response")) == told


def test_the_name_of_a_muscle_is_no_value_of_another_sign() -> None:
    found = of_kind("EXAM: Clonus, bilateral leg weakness, hip flexors 4-/5.", "myelopathic_sign")
    assert not [f for f in found if f.get("status") == "absent"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("At this time I do not recommend proceeding to implantation.", ["absent"]),
        ("She should not proceed with the trial.", ["absent"]),
        ("I recommend proceeding; no contraindication to implantation.", [None]),
    ],
)
def test_a_psychologist_advises_against(text: str, status: list[str | None]) -> None:
    found = of_kind(f"Date: 04/14/2026\nSummary: {text}", "psychological_clearance", title="Pain psychology report")
    assert [f.get("status") for f in found] == status


@pytest.mark.parametrize(
    "told",
    [
        "MRI 4/3/2026 report - L4-5 severe central canal stenosis.",
        "MRI report 4/3/2026 L4-5 severe central canal stenosis.",
        "MRI 4/3/2026: L4-5 severe central canal stenosis (rad report).",
        "MRI 4/3/2026: L4-5 severe central canal stenosis (radiologist's read).",
    ],
)
def test_a_report_is_named_in_short(told: str) -> None:
    record = read(f"Office note\nDate: 05/09/2026\n\n{told}")
    assert [(d.kind, str(d.date)) for d in record.documents][1:] == [("mri_report", "2026-04-03")]


@pytest.mark.parametrize(
    ("told", "shares"),
    [
        ("TFESIs: 2/6/2026 (60% x 2 wk) and 4/8/2026 (no relief at all)", [(60, "2026-02-06"), (0, "2026-04-08")]),
        ("TFESI 2/6/2026: no relief", [(0, "2026-02-06")]),
        ("MBB 2/6/2026, did not help", [(0, "2026-02-06")]),
        ("TFESI 2/6/2026: 60% relief for 8 weeks, no change in numbness", [(60, "2026-02-06")]),
        ("TFESI 2/6/2026, no relief beyond a day", []),
        ("TFESI 2/6/2026 without lasting benefit", []),
    ],
)
def test_no_relief_is_a_share_of_nothing(told: str, shares: list[tuple[float, str]]) -> None:
    found = of_kind(f"TREATMENT: Right L4-5 {told}.", "injection_relief", title="Pain note\nDate: 05/14/2026")
    assert [(f["number"], str(f["date"])) for f in found] == shares


@pytest.mark.parametrize("text", ["RFA R L4-5 and L5-S1: 64635, 64636.", "Third R L4-5 TFESI (64483)."])
def test_what_stands_with_its_code_is_asked_for(text: str) -> None:
    assert not treatments(f"{text}", "Pain note\nDate: 05/14/2026")


@pytest.mark.parametrize(
    "text", ["RFA R L4-5 (64635) 1/12/2026.", "RFA R L4-5 (64635) gave 80% relief for 9 months.", "RFA R L4-5 in 2025."]
)
def test_what_stands_with_its_day_or_effect_was_given(text: str) -> None:
    assert [t["kind"] for t in treatments(f"{text}", "Pain note\nDate: 05/14/2026")] == ["radiofrequency"]


def test_a_drug_is_no_disc() -> None:
    assert not of_kind("Neurontin, Mobic.", "disc_device")
    assert [f["of"] for f in of_kind("PLAN: Mobi-C at C5-6.", "disc_device")] == ["mobi_c"]


def test_worse_alone_is_what_therapy_did() -> None:
    assert [t["response"] for t in treatments("PT 1/6/2026-2/28/2026 twice weekly, worse. Neurontin.")[:1]] == ["worse"]


def test_a_length_in_front_of_the_kind_of_pain() -> None:
    assert [f["number"] for f in of_kind("LBP 3 yrs axial R.", "symptom_weeks")] == [156.5]


@pytest.mark.parametrize(
    "told", ["MRI report 4/3/2026 reviewed; I see L4-5 severe stenosis.", "No MRI report 4/3/2026."]
)
def test_a_report_that_is_only_spoken_of_is_not_on_file(told: str) -> None:
    assert len(read(f"Office note\nDate: 05/09/2026\n\n{told}").documents) == 1
