"""Kinds of findings that fewer criteria ask for, in the words of charts, reports and patients."""

import pytest

from .test_words_of_kinds import told


@pytest.mark.parametrize(
    ("place", "text", "kind", "facts"),
    [
        # Nicotine that stopped lately, long ago, or not quite.
        ("note", "Tobacco: former, quit date 12/15/2025.", "former_nicotine_use", [""]),
        ("note", "Tobacco: former, quit date 12/15/2009.", "former_nicotine_use", []),
        ("note", "Quit vaping in January.", "former_nicotine_use", [""]),
        ("note", "Stopped chewing tobacco three months ago.", "nicotine_use", ["absent"]),
        ("note", "Quit smoking in November but has been sneaking a few a week since.", "nicotine_use", [""]),
        # Devices.
        (
            "plan",
            "Plan C5-6 arthroplasty with Mobi-C, FDA approved for one and two levels from C3 to C7.",
            "labelled_device",
            [""],
        ),
        ("plan", "M6-C is not FDA approved for two levels.", "labelled_device", ["absent"]),
        ("plan", "This is an off-label use of the device.", "labelled_device", ["absent"]),
        ("plan", "Discussed arthroplasty with M6-C vs ACDF; pt elects ACDF.", "disc_device", []),
        # Implants and what lies beside a fusion.
        ("xray", "The L4-5 cage has settled 5 mm into the superior endplate of L5.", "subsidence", ["L4-5"]),
        ("xray", "The cage has not settled since the prior study.", "subsidence", []),
        ("xray", "Cage height maintained, no settling at L4-5.", "subsidence", ["absent", "absent L4-5"]),
        ("letter", "The screws in my back hurt every time I lean on a chair.", "hardware_pain", [""]),
        ("plan", "Her pain is not felt to be from the hardware.", "hardware_pain", ["absent"]),
        ("plan", "ASD at C6-7 following C4-6 ACDF.", "adjacent_segment_disease", ["C6-7"]),
        ("note", "ASD repair as a child.", "adjacent_segment_disease", []),
        ("note", "Her SCS stopped working in December.", "stimulator_failure", [""]),
        ("note", "The stimulator has not stopped working.", "stimulator_failure", []),
        # Plans.
        (
            "plan",
            "I anticipate taking more than half of the facet joint bilaterally at L3-4, hence the fusion.",
            "planned_wide_decompression",
            ["L3-4 bilateral"],
        ),
        ("plan", "At the prior surgery more than half of the facet was removed.", "planned_wide_decompression", []),
        ("plan", "The decompression will not destabilize the segment.", "planned_wide_decompression", []),
        (
            "plan",
            "Removal of about 75% of the facet joint bilaterally at L5-S1 is anticipated.",
            "planned_facet_resection",
            ["L5-S1 bilateral 75.0"],
        ),
        ("plan", "Expected LOS 1 day.", "expected_stay", ["1.0"]),
        ("plan", "Anticipate 2-3 night inpatient stay.", "expected_stay", ["2.0"]),
        # Films.
        ("note", "Flex/ex XRs done 1/14/26.", "flexion_extension_films", [""]),
        ("note", "Flexion-extension films have not been obtained.", "flexion_extension_films", ["absent"]),
        (
            "plan",
            "Flexion/extension films should be obtained before fusion is considered.",
            "flexion_extension_films",
            [],
        ),
        # Vertebra, sacrum and their joint.
        ("mri", "Wedge deformity of L2 with increased signal on STIR.", "marrow_oedema", ["L2"]),
        ("mri", "Old L1 fracture, no abnormal marrow signal.", "marrow_oedema", ["absent L1"]),
        ("xray", "Compression fx T12, approx 30% anterior wedging.", "height_loss", ["T12 30.0"]),
        ("mri", "Vertebral body height reduced by two thirds at L2.", "height_loss", ["L2 66.66"]),
        ("mri", "Disc height loss of 50 % at L5-S1.", "height_loss", []),
        ("mri", "Bilateral sacral ala insufficiency fractures with edema.", "sacral_fracture", ["bilateral"]),
        ("mri", "Bilateral sacral ala insufficiency fractures with edema.", "vertebral_fracture", []),
        (
            "exam",
            "SI: FABER +, thigh thrust +, Gaenslen +, distraction neg, compression neg on R.",
            "si_provocation_tests",
            ["right 3.0"],
        ),
        ("exam", "All SI joint provocation tests negative.", "si_provocation_tests", ["absent"]),
        ("exam", "Pain to palpation at the left sacroiliac joint (Fortin area).", "si_tenderness", ["left"]),
        # Curves.
        (
            "xray",
            "C7 plumb line falls 85 mm anterior to the posterosuperior corner of S1.",
            "sagittal_vertical_axis",
            ["8.5"],
        ),
        ("plan", "Cobb 42 (2022) -> 51 (2025).", "cobb_angle", ["51.0"]),
        ("xray", "Cobb T5-T8: 62, L1-L2: 38.", "cobb_angle", ["T5-6 T6-7 T7-8 L1-2 38.0", "T5-6 T6-7 T7-8 62.0"]),
        ("xray", "Curve has increased from 38 to 47 degrees since 2023.", "deformity_progression", [""]),
        ("exam", "Flatback posture, LL only 18 degrees.", "lordosis_loss", [""]),
        # Motion.
        ("xray", "Sagittal rotation 16° L5-S1.", "angulation", ["L5-S1 16.0"]),
        ("xray", "Segmental kyphosis at C5-6 12 degrees more than the adjacent levels.", "angulation", ["C5-6 12.0"]),
        ("xray", "3.8 mm subluxation of C3 on C4 in flexion which reduces in extension.", "translation", ["C3-4 3.8"]),
        ("xray", "L4-5 slip moves 3 mm.", "translation", ["L4-5 3.0"]),
        # Illnesses and laboratory values.
        ("plan", "A1c has come down from 10.2 to 7.6.", "hba1c", ["7.6"]),
        ("plan", "BMI was 45 in June and is now 39.4.", "body_mass_index", ["39.4"]),
        ("note", "Drinks a pint of vodka daily.", "alcoholism", [""]),
        ("note", "Drinks one glass of wine a day.", "alcoholism", []),
        ("note", "Prednisone 5 mg daily for the last 3 years.", "long_term_steroids", [""]),
        ("note", "Prednisone 20 mg daily for 5 days.", "long_term_steroids", []),
        ("lab", "Nicotine and metabolites: none detected.", "nicotine_test", ["absent"]),
        # Scores.
        ("note", "VAS back 7-8/10, leg 6/10.", "pain_score", ["8.0", "6.0"]),
        ("note", "NRS 5 at rest, 9 with walking.", "pain_score", ["9.0", "5.0"]),
        ("letter", "On a bad day my pain is nine out of ten.", "pain_score", ["9.0"]),
        ("note", "Modified Oswestry at eval 56%, at D/C 54%.", "disability_index", ["54.0"]),
        ("note", "Worsening back pain for two months.", "worsening_pain", [""]),
        ("note", "Worsening back pain for two months.", "axial_pain", [""]),
        ("note", "She points to the left PSIS (Fortin finger test positive).", "si_tenderness", ["left"]),
        # Doubts, sides, and what was only for a while.
        ("mri", "Nonunion favored at L5-S1.", "pseudarthrosis", ["uncertain L5-S1"]),
        ("mri", "Findings favor pseudarthrosis at L4-5.", "pseudarthrosis", ["uncertain L4-5"]),
        ("plan", "Cauda equina ruled out.", "cauda_equina", ["absent"]),
        ("mri", "Disc extrusion, left of midline, L4-L5.", "disc_herniation", ["L4-5 left"]),
        ("xray", "Fusion at L4-5 appears solid; L5-S1 indeterminate.", "solid_fusion", ["L4-5"]),
        ("note", "L4-S1 PSF 5 years ago.", "prior_fusion", ["L4-5 L5-S1"]),
        (
            "letter",
            "When they burned the nerves last year my pain was cut in half for about eight months.",
            "symptom_weeks",
            [],
        ),
        ("letter", "The shot took my leg pain away for a day.", "radicular_pain", ["leg"]),
        # What has not resolved, and an operation that is still to come.
        ("note", "Leg pain has not resolved.", "radicular_pain", ["leg"]),
        ("note", "Leg pain had not resolved by January.", "radicular_pain", ["leg"]),
        ("plan", "Pain since her L4-5 fusion has not resolved.", "prior_fusion", ["L4-5"]),
        ("plan", "Pseudarthrosis at C4-5 following C4-6 ACDF.", "pseudarthrosis", ["C4-5"]),
        ("plan", "After fusion at L4-5 she will wear a brace.", "prior_fusion", []),
        ("note", "After L4-5 fusion in 2019 she will need an extension.", "prior_fusion", ["L4-5"]),
        ("note", "Weakness not fully resolved.", "weakness_symptom", [""]),
        ("note", "The leg pain is not completely gone.", "radicular_pain", ["leg"]),
        ("note", "Leg pain has subsided.", "subsidence", []),
        # When it began, without a day.
        ("note", "Leg pain since October.", "symptom_weeks", ["17.4"]),
        ("note", "Leg pain since March.", "symptom_weeks", []),
        ("note", "Back and leg pain ever since last spring.", "symptom_weeks", ["35.0"]),
        ("note", "Pain started last winter.", "symptom_weeks", ["48.0"]),
        ("note", "Back pain since the fall of 2025.", "symptom_weeks", []),
        ("note", "Leg pain since early 2025.", "symptom_weeks", ["43.7"]),
        ("note", "Back pain since a fall in 2019.", "symptom_weeks", ["321.9"]),
        ("note", "Numbness since the fall.", "symptom_weeks", []),
        # Grades by their authors, in order, and as bounds.
        ("mri", "Schizas grade C stenosis at L4-5.", "stenosis", ["L4-5 severe"]),
        ("mri", "L5-S1 Lee grade 3 foraminal stenosis on the right.", "foraminal_stenosis", ["L5-S1 right severe"]),
        ("mri", "Canal stenosis at L4-5 is at least moderate.", "central_stenosis", ["L4-5 moderate"]),
        ("mri", "Foraminal stenosis at L4-5 is no more than mild.", "foraminal_stenosis", ["L4-5 mild"]),
        ("mri", "Stenosis at L4-5 is at most moderate.", "stenosis", ["L4-5"]),
        (
            "mri",
            "C5/6 and C6/7 show moderate and severe left foraminal stenosis respectively.",
            "foraminal_stenosis",
            ["C5-6 left moderate", "C6-7 left severe"],
        ),
        (
            "mri",
            "At L4-5 and L5-S1 there is severe central stenosis and moderate left foraminal stenosis, respectively.",
            "central_stenosis",
            ["L4-5 severe"],
        ),
        (
            "mri",
            "At L4-5 and L5-S1 there is severe central stenosis and moderate left foraminal stenosis, respectively.",
            "foraminal_stenosis",
            ["L5-S1 left moderate"],
        ),
        ("mri", "Moderate central stenosis at the lumbosacral junction.", "central_stenosis", ["L5-S1 moderate"]),
        # What a treatment or a trial brought.
        ("note", "7-day percutaneous trial: VAS 8 -> 3.", "trial_relief", ["62.5"]),
        ("note", "Pain went from 8 to 2 during her 6-day stimulator trial.", "trial_relief", ["75.0"]),
        ("note", "If pain falls from 8 to 3 during the trial we will implant.", "trial_relief", []),
        ("note", "SCS trial: pain 8 to 7 days a week.", "trial_relief", []),
        ("note", "Meloxicam and tizanidine, 8 weeks each, no relief.", "nsaid", ["8.0"]),
        ("note", "Cannot tolerate PT due to pain.", "physical_therapy", []),
        # What was stopped besides nicotine.
        ("note", "Gabapentin since 10/14/25, stopped 12/19/25.", "former_nicotine_use", []),
        ("note", "Meloxicam stopped last week.", "former_nicotine_use", []),
        ("note", "Quit his job 3 months ago.", "former_nicotine_use", []),
        ("note", "Smoker, quit 3 weeks ago.", "former_nicotine_use", [""]),
        # Grades as a range, or nearly reached.
        ("mri", "L4-5: mild-mod canal stenosis.", "central_stenosis", ["L4-5 mild_to_moderate"]),
        ("mri", "L4-5: mild - moderate canal stenosis.", "central_stenosis", ["L4-5"]),
        ("mri", "L4-5: mild or moderate canal stenosis.", "central_stenosis", ["L4-5 mild_to_moderate"]),
        ("mri", "L4-5: minimal to moderate canal stenosis.", "central_stenosis", ["L4-5"]),
        ("mri", "L4-5: mild to at most moderate canal stenosis.", "central_stenosis", ["L4-5 mild_to_moderate"]),
        ("mri", "L4-5: mild to moderately severe canal stenosis.", "central_stenosis", ["L4-5"]),
        (
            "mri",
            "L4-5: mild-mod R, mod-sev L foraminal stenosis.",
            "foraminal_stenosis",
            ["L4-5 right mild_to_moderate", "L4-5 left moderate_to_severe"],
        ),
        (
            "mri",
            "L4-5: canal stenosis mild - moderate left foraminal stenosis.",
            "foraminal_stenosis",
            ["L4-5 left moderate"],
        ),
        ("mri", "Stenosis has progressed from mild to severe at L4-5 since 2023.", "stenosis", ["L4-5 severe"]),
        ("mri", "Near-severe central stenosis at L4-5.", "central_stenosis", ["L4-5"]),
        ("mri", "L4-5: approaching severe canal stenosis.", "central_stenosis", ["L4-5"]),
        # What is gone, less likely, or was on the other side.
        ("mri", "Degenerative endplate changes favored over infection.", "spinal_infection", ["uncertain"]),
        ("note", "Pain in the right leg, previously left.", "radicular_pain", ["right leg"]),
        ("note", "ODI 60% --> 58%.", "disability_index", ["60.0", "58.0"]),
        ("lab", "Cotinine 248 H.", "nicotine_test", ["248.0"]),
    ],
)
def test_what_a_sentence_tells_of_a_rarer_kind(place: str, text: str, kind: str, facts: list[str]) -> None:
    assert told(place, text, kind) == facts
