"""What sentences of practice tell of treatments: which were given, what they did, and what they did nothing for."""

import pytest

from .conftest import findings, treatments
from .test_words_of_kinds import told


@pytest.mark.parametrize(
    ("text", "kind", "facts"),
    [
        # What a treatment did not act on is still there.
        ("The epidural did not relieve his leg pain.", "radicular_pain", ["leg"]),
        ("Gabapentin does not touch the arm pain.", "radicular_pain", ["arm"]),
        ("Gabapentin no longer controls the burning leg pain.", "radicular_pain", ["leg"]),
        ("Surgery didn't take away his back pain.", "axial_pain", [""]),
        ("Twelve visits of PT. No meaningful change in leg pain.", "radicular_pain", ["leg"]),
        ("Therapy ended without appreciable change in arm numbness.", "sensory_symptom", ["arm"]),
        ("The injection did not affect the numbness in her foot.", "sensory_symptom", ["foot"]),
        ("Injections helped the back pain but not the leg pain.", "radicular_pain", ["leg"]),
        ("The epidural gave 75% relief of leg pain but none of the back pain.", "axial_pain", [""]),
        ("The stimulator no longer covers his leg pain since the lead migrated.", "stimulator_failure", [""]),
        ("Good relief with gabapentin, no leg pain now.", "radicular_pain", ["absent leg"]),
        ("She does not have arm pain; therapy helped.", "radicular_pain", ["absent arm"]),
        ("No change in bowel or bladder function.", "bladder_bowel_loss", ["absent"]),
        # So long it helped, and not so long it hurts.
        ("The epidural took away the arm pain for three weeks.", "symptom_weeks", []),
        ("The block relieved 80% of the leg pain for two days.", "symptom_weeks", []),
        ("Leg pain for 6 months, helped by rest.", "symptom_weeks", ["26.1"]),
        ("He has been treated for back pain for 6 months.", "symptom_weeks", ["26.1"]),
        # Operations that nothing but their year, their number or what was put in tells.
        ("L3 to L5 PSF with pedicle screws, 2021.", "prior_fusion", ["L3-4 L4-5"]),
        ("Fused at L5-S1 in 2009 at an outside hospital.", "prior_fusion", ["L5-S1"]),
        ("Posterior fusion L2-pelvis as a teenager.", "prior_fusion", ["L2-3 L3-4 L4-5 L5-S1"]),
        ("The fusion itself was done in 2018 at L4-5.", "prior_fusion", ["L4-5"]),
        ("Microdiscectomy x2 at left L5-S1.", "prior_decompression", ["L5-S1 left"]),
        ("L4-5 laminectomy without fusion 2019.", "prior_fusion", []),
        ("L4-5 laminectomy without fusion 2019.", "prior_decompression", ["L4-5"]),
        ("L4-5 fusion was denied in 2024.", "prior_fusion", []),
        ("Discussed fusion at L4-5 in 2024 but he declined.", "prior_fusion", []),
        ("His father had an L4-5 fusion in 2010.", "prior_fusion", []),
        ("Denies any previous operations on her spine.", "prior_fusion", ["absent"]),
        ("No history of lumbar surgery.", "prior_decompression", ["absent"]),
        ("No spine surgery is planned.", "prior_fusion", []),
        ("No surgery on her knee.", "prior_fusion", []),
    ],
)
def test_what_a_treatment_did_nothing_for(text: str, kind: str, facts: list[str]) -> None:
    assert told("note", text, kind) == facts


@pytest.mark.parametrize(
    ("text", "given"),
    [
        # A record that does not tell when, how long or with what effect denies nothing.
        ("The documentation does not indicate the duration or outcome of physical therapy.", []),
        ("No dates of PT are given.", []),
        ("The notes do not specify how many physical therapy visits were completed.", []),
        ("The notes do not show that an epidural was done.", []),
        ("There is no evidence of physical therapy in the past year.", []),
        ("He has not had PT; the notes do not state why.", [("physical_therapy", "absent")]),
        # So long lasted what it did, and not the treatment.
        ("Relief from PT lasted a week.", [("physical_therapy", "partial")]),
        ("The benefit from gabapentin lasted one month.", [("neuropathic_agent", "partial")]),
        ("A Medrol Dosepak brought three days of relief.", [("oral_steroid", "partial")]),
        ("Gabapentin relieved the leg pain for about a month.", [("neuropathic_agent", "partial")]),
        ("PT for 8 weeks did not change her back pain.", [("physical_therapy", 8.0, "none")]),
        ("She has had back pain for 2 years and chiropractic eased the pain.", [("chiropractic", "improved")]),
        ("Ibuprofen reduces some of the pain.", [("nsaid", "partial")]),
        ("Naproxen to control pain.", [("nsaid",)]),
        ("Gabapentin seems to help.", [("neuropathic_agent", "improved")]),
        ("PT failed to relieve the pain.", [("physical_therapy", "none")]),
        # What is told of one by what the sentence says of another.
        ("Gabapentin helped but meloxicam did not.", [("neuropathic_agent", "improved"), ("nsaid", "none")]),
        ("Chiropractic did not help, but PT did.", [("chiropractic", "none"), ("physical_therapy", "improved")]),
        (
            "Took a Medrol pack that helped, then naproxen that didn't.",
            [("oral_steroid", "improved"), ("nsaid", "none")],
        ),
        ("PT helped but not chiropractic.", [("physical_therapy", "improved"), ("chiropractic", "none")]),
        ("Tried PT, not chiropractic.", [("physical_therapy",), ("chiropractic", "absent")]),
        ("PT helped somewhat, but injections did nothing.", [("physical_therapy", "partial")]),
        ("PT helped her strength but not her pain.", [("physical_therapy", "none")]),
        ("No relief with PT, some relief with tramadol.", [("physical_therapy", "none"), ("opioid", "partial")]),
        (
            "NSAIDs, and an L5-S1 TFESI on 02/22/2026 with 3 days of relief.",
            [("nsaid",), ("epidural_injection", "partial")],
        ),
        (
            "PT, NSAIDs, and an epidural without relief.",
            [("physical_therapy", "none"), ("nsaid", "none"), ("epidural_injection", "none")],
        ),
        ("She was treated initially with naproxen.", [("nsaid",)]),
        # Words that mean a treatment in a list of treatments.
        (
            "Failed NSAIDs, therapy and rest.",
            [("nsaid", "none"), ("physical_therapy", "none"), ("activity_change", "none")],
        ),
        ("Has not had PT or injections.", [("physical_therapy", "absent"), ("epidural_injection", "absent")]),
        ("Failed PT and injections.", [("physical_therapy", "none")]),
        ("Speech therapy and gabapentin.", [("neuropathic_agent",)]),
        ("Pain at rest and with PT.", [("physical_therapy",)]),
        # What a test or a course came to.
        ("Medial branch blocks were negative.", [("facet_injection", "none")]),
        ("PT made his whole leg worse.", [("physical_therapy", "worse")]),
        ("PT did not make the pain worse.", [("physical_therapy",)]),
        ("PT for 9 visits, due to lack of progress.", [("physical_therapy", "none")]),
        ("Completed PT and still has severe left leg pain.", [("physical_therapy", "none")]),
        ("The epidural worked for about three weeks.", [("epidural_injection", "partial")]),
        ("He had an epidural which wore off after ten days.", [("epidural_injection", "partial")]),
        ("Poor responder to ESI.", [("epidural_injection", "partial")]),
        # What did not last, not reach, or is only hoped for.
        ("Symptoms improved with PT initially, but have since recurred.", [("physical_therapy", "partial")]),
        ("Ibuprofen was effective at first but no longer is.", [("nsaid", "partial")]),
        ("Prednisone helped for less than a week.", [("oral_steroid", "partial")]),
        ("Gabapentin dulls the leg pain somewhat.", [("neuropathic_agent", "partial")]),
        ("PT has not changed her symptoms.", [("physical_therapy", "none")]),
        ("An ESI might provide relief.", []),
        ("PT may be of benefit.", []),
        # Which of several it is told of.
        ("gabapentin (partial), NSAIDs (none).", [("neuropathic_agent", "partial"), ("nsaid", "none")]),
        ("PT (none), brace (none).", [("physical_therapy", "absent"), ("bracing", "absent")]),
        (
            "1) PT - 6 weeks - no help 2) Gabapentin - some help 3) ESI - 2 weeks of relief",
            [("physical_therapy", 6.0, "none"), ("neuropathic_agent", "partial"), ("epidural_injection", "partial")],
        ),
        (
            "Meloxicam and an L4-5 epidural in January 2026, with no sustained relief.",
            [("nsaid", "none"), ("epidural_injection", "none")],
        ),
        ("PT (8 visits, no benefit); chiropractic (none).", [("physical_therapy", "none"), ("chiropractic", "absent")]),
        ("PT and home traction, none of which touched the pain.", [("physical_therapy", "none"), ("traction", "none")]),
        ("100% relief of leg pain for 3 hours after the ESI.", [("epidural_injection", "partial")]),
        ("Ibuprofen helps the back but not the leg.", [("nsaid", "partial")]),
        ("Gabapentin tried x 8 wks, d/c'd for lack of efficacy.", [("neuropathic_agent", 8.0, "none")]),
        ("She failed to show for her PT appointments.", []),
        ("PT from March to May. It gave her nothing durable.", [("physical_therapy", "none")]),
        ("PT from March to May. It gave him nothing meaningful.", [("physical_therapy", "none")]),
        ("Walking did not change and she used the same amount of oxycodone.", []),
    ],
)
def test_what_was_given_and_what_it_did(text: str, given: list[tuple[object, ...]]) -> None:
    found = [(t["kind"], t.get("status"), t.get("weeks"), t.get("response")) for t in treatments(f"HPI: {text}")]
    assert [tuple(v for v in one if v is not None) for one in found] == given


@pytest.mark.parametrize(
    ("text", "days", "sessions"),
    [
        ("PT, which he attended from 11/03/2025 until 12/19/2025, failed.", ("2025-11-03", "2025-12-19"), None),
        ("PT (which ran from 01/05/2026 to 02/20/2026) gave no relief.", ("2026-01-05", "2026-02-20"), None),
        ("PT - 12 visits - 12/2025-02/2026 - no help", ("2025-12", "2026-02"), 12),
        ("He started PT but had to quit after three sessions.", ("None", "None"), 3),
        ("PT, of which he attended 12 visits, did not help.", ("None", "None"), 12),
        ("11/2/25 - 12/17/25 PT x 13, d/c'd.", ("2025-11-02", "2025-12-17"), 13),
    ],
)
def test_the_course_of_a_clause_of_its_own(text: str, days: tuple[str, str], sessions: int | None) -> None:
    [course] = treatments(f"HPI: {text}")
    assert (str(course.get("start")), str(course.get("end"))) == days
    assert course.get("sessions") == sessions


def test_nobody_watches_who_stops_a_drug() -> None:
    [drug] = treatments("HPI: Stopped gabapentin on her own.")
    assert "supervised" not in drug


def test_each_share_has_the_side_before_it() -> None:
    assert told("note", "SI joint injections bilaterally: right 80%, left 40%.", "injection_relief") == [
        "right si_joint 80.0",
        "left si_joint 40.0",
    ]


@pytest.mark.parametrize(
    ("text", "kind", "share"),
    [
        ("Right L4-5 TFESI on 07/20/2026. Took the edge off, roughly 25% for three days.", "injection_relief", 25.0),
        ("Right L4-5 TFESI on 07/20/2026. She reports 40% for a few days.", "injection_relief", 40.0),
        ("Right L4-5 TFESI on 07/20/2026. Perhaps 30% for about a week.", "injection_relief", 30.0),
        ("The trial ended 07/17/2026. Pain went from 8/10 to 5.5/10, about 30% less.", "trial_relief", 30.0),
        ("The trial ended 07/17/2026. Pain fell from 7 to 3, roughly 57 percent lower.", "trial_relief", 57.0),
        ("The trial ended 07/17/2026. There was 60% less leg pain.", "trial_relief", 60.0),
        ("The trial ended 07/17/2026. She took 60% less oxycodone.", "trial_relief", None),
    ],
)
def test_a_share_beside_scores_or_a_length_in_words_is_the_relief(text: str, kind: str, share: float | None) -> None:
    found = [f["number"] for f in findings(f"HPI: {text}") if f["kind"] == kind]
    assert found == ([share] if share is not None else [])


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "She attended PT twice (March to May 2023, and August to October 2025).",
            ["2023-03 2023-05", "2025-08 2025-10"],
        ),
        ("PT 3/2023-5/2023 and again 8/2025-10/2025.", ["2023-03 2023-05", "2025-08 2025-10"]),
        ("He did PT from March to May 2025 and injections in June 2025.", ["2025-03 2025-05"]),
        ("He had an epidural in June 2025 and PT from July to September 2025.", ["2025-07 2025-09"]),
        ("PT in March 2025, a visit in May 2025 and one in June 2025.", [""]),
        ("PT was started in May 2025, 14 visits being completed by the end of July 2025.", ["2025-05 2025-07"]),
        ("He began PT in May 2025 and had finished 14 visits by July 18, 2025.", ["2025-05 2025-07-18"]),
        ("PT for ten weeks in the summer of 2025, 20 visits.", ["2025-22 2025-22"]),
        ("During the winter of 2025 she did PT for ten weeks.", ["2025-24 2025-24"]),
        ("PT from spring 2025 through fall 2025, 30 visits.", ["2025-21 2025-23"]),
        ("PT for ten weeks in 2025, 20 visits.", ["2025 2025"]),
        ("PT in the spring and again in the fall of 2025, 22 visits.", ["2025-23"]),
        ("PT (spring and autumn 2025, 22 visits).", ["2025-23"]),
        ("Therapy? Yes - 1/12 to 3/6/2026 at the hospital, in person.", ["2026-01-12 2026-03-06"]),
        ("Therapy? No - 1/12 to 3/6/2026 was cancelled.", []),
        ("PT (2023-2025, 40 visits).", ["2023 2025"]),
        ("PT between 2024 and 2026, 30 visits.", ["2024 2026"]),
        ("PT from 2024 through 2026, 30 visits.", ["2024 2026"]),
        ("PT, 20 visits, after a fusion (2022-2023).", [""]),
        ("PT, 20 visits; records 2022-2025 were reviewed.", [""]),
        ("PT, 20 visits, before the fall of 2025, and a fusion in 2024.", [""]),
        ("PT, 20 visits, after a fusion in 2024.", [""]),
    ],
)
def test_courses_that_months_date(text: str, days: list[str]) -> None:
    given = [t for t in treatments(f"HPI: {text}") if t["kind"] == "physical_therapy"]
    assert [f"{t.get('start', '')} {t.get('end', '')}".strip() for t in given] == days


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Physical therapy, naproxen, and an L4-5 epidural on 6/3/2025 gave no relief.", 3),
        (
            "Physical therapy (March 3 to May 9, 2025), naproxen, and an L4-5 epidural on 6/3/2025 provided no benefit.",
            3,
        ),
        ("Naproxen and two L4-5 epidurals on 6/3/2025 and 7/1/2025 did not help.", 3),
        ("Physical therapy was tried, and an L4-5 epidural on 6/3/2025 gave no relief.", 1),
        ("Physical therapy, naproxen, and an L4-5 epidural on 6/3/2025 with no relief.", 1),
    ],
)
def test_a_list_that_is_the_subject_shares_what_its_verb_says(text: str, without: int) -> None:
    assert sum(t.get("response") == "none" for t in treatments(f"Date: 08/01/2025\n\nHPI: {text}")) == without


@pytest.mark.parametrize(
    ("text", "told_of_it"),
    [
        (
            "Three epidural injections (2022-2024) helped for some weeks.",
            [(None, "2024", "partial")],
        ),  # no care of two years
        ("Epidural injections in 2024, each of which helped for some hours only.", [("2024", "2024", "partial")]),
        ("Epidural injections in 2024 gave relief for some days.", [("2024", "2024", "partial")]),
        ("Epidural injections in 2024 helped; for some days he was away.", [("2024", "2024", "improved")]),
        ("Epidural injections in 2024 helped a great deal for a year.", [("2024", "2024", "improved")]),
    ],
)
def test_injections_that_years_date_and_help_that_passed(
    text: str, told_of_it: list[tuple[str | None, str, str]]
) -> None:
    given = [t for t in treatments(f"HPI: {text}") if t["kind"] == "epidural_injection"]
    assert [(t.get("start"), t["end"], t["response"]) for t in given] == told_of_it


@pytest.mark.parametrize(
    ("words", "supervised", "response"),
    [
        ("Seven weeks of physical therapy ending 4/10/2026 with aggravation of the pain.", "yes", "worse"),
        ("Physical therapy for 7 weeks through 4/10/2026 with worsening, then ibuprofen.", "yes", "worse"),
        ("Seven weeks of physical therapy with exacerbation of his pain.", None, "worse"),
        ("Seven weeks of exercises at home ending 4/10/2026 with aggravation of the pain.", "no", "worse"),
    ],
)
def test_a_course_of_so_many_weeks_with_a_last_day_was_attended(
    words: str, supervised: str | None, response: str
) -> None:
    found = next(f for f in treatments(f"HISTORY: {words}") if f["kind"] in ("physical_therapy", "home_exercise"))
    assert (found.get("supervised"), found["weeks"], found["response"]) == (supervised, 7, response)
