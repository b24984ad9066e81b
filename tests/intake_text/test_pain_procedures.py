"""What records tell of injections, ablations and stimulators: when they were given, what they brought, and what the care before brought."""

from datetime import date

import pytest

from assistant.intake.text import Source, read_case
from assistant.model.base import NOT_STATED
from assistant.pack import load_pack

from .conftest import findings, treatments
from .test_words_of_kinds import told

ABLATED = "Bilateral L4-5 RFA was done on 05/12/2025 after two positive MBBs in March and April 2025 (both > 80 %)."
INJECTED = "On June 16, 2025 I performed a right L4-5 transforaminal epidural."
TRIED = "On 05/11/2026 two percutaneous leads were placed for a trial of eight days."


@pytest.mark.parametrize(
    ("text", "kind", "facts"),
    [
        # What is told later is told of the one that was done, and not of what came before it.
        (f"{ABLATED} At the recheck in June he was 70 % better.", "ablation_relief", ["L4-5 bilateral 70.0"]),
        (f"{ABLATED} At the recheck in June he was 70 % better.", "injection_relief", []),
        (
            "Radiofrequency was applied to the right L3, L4 medial branches and L5 dorsal ramus on 12/04/2025. By March 80 % better.",
            "ablation_relief",
            ["L4-5 L5-S1 right 80.0"],
        ),
        # How long it lasted, by the day on which it still did or no longer.
        ("RFA of L4-5 on 03/03/2025. On 09/01/2025 he had still 80 % relief.", "ablation_relief_weeks", ["L4-5 26.0"]),
        (
            "RFA of L4-5 on 03/03/2025 gave 80 % relief. On 10/06/2025 the pain had returned.",
            "ablation_relief_weeks",
            ["L4-5 31.0"],
        ),
        (
            "RFA of L4-5 on 03/03/2025 (left) and 03/17/2025 (right). Pain returned on 10/06/2025.",
            "ablation_relief_weeks",
            ["L4-5 29.0"],
        ),
        ("RFA of L4-5 on 03/03/2025. On 09/01/2025 he had no relief still.", "ablation_relief_weeks", []),
        (f"{TRIED} He reported pain falling from 9 to 3 and halved his oxycodone.", "trial_relief", ["66.7"]),
        (f"{TRIED} There was three quarters less leg pain.", "trial_relief", ["75.0"]),
        # Shares in other words.
        (f"{INJECTED} It had taken off a quarter of her leg pain.", "injection_relief", ["L4-5 right nerve_root 25.0"]),
        (f"{INJECTED} F/u 06/30: leg pain down by about 75 %.", "injection_relief", ["L4-5 right nerve_root 75.0"]),
        (f"{INJECTED} The leg was better than half improved.", "injection_relief", ["L4-5 right nerve_root 50.0"]),
        (f"{INJECTED} The leg was less than half improved.", "injection_relief", []),
        (f"{INJECTED} She has pain down the leg 50 % of the time.", "injection_relief", []),
        (
            f"{INJECTED} At the visit in August the leg pain had gone from 8 to 2.",
            "injection_relief",
            ["L4-5 right nerve_root 75.0"],
        ),
        (
            f"{INJECTED} In August the leg pain was 4/10, previously 8/10.",
            "injection_relief",
            ["L4-5 right nerve_root 50.0"],
        ),
        (f"{INJECTED} In August the leg pain was 8/10, previously 4/10.", "injection_relief", []),
        (f"{INJECTED} Leg pain went from 8/10 to 2/10 within 20 minutes.", "injection_relief", []),
        (f"{INJECTED} Leg pain drops from 8 to 2 when he lies down.", "injection_relief", []),
        (f"{INJECTED} With gabapentin the leg pain fell from 8 to 2.", "injection_relief", []),
        (f"{INJECTED} After the operation the pain fell from 8 to 2.", "injection_relief", []),
        (
            "RFA of the left L4-5 facets on 3/4/2025: pain fell from 7 to 2 for nine months.",
            "ablation_relief_weeks",
            ["39.1"],
        ),
        (
            "Left L4-5 RFA on 3/4/2025, 70% relief which held until about February of 2026.",
            "ablation_relief_weeks",
            ["L4-5 left 49.7"],
        ),
        (
            "Left L4-5 RFA on 3/4/2025, 70% relief. The pain crept back in November 2025.",
            "ablation_relief_weeks",
            ["L4-5 left 36.6"],
        ),
        ("Left L4-5 RFA on 3/4/2025, 70% relief. She worked until November 2025.", "ablation_relief_weeks", []),
        ("Left L4-5 RFA on 3/4/2025 after relief that held until May 2024.", "ablation_relief_weeks", []),
        (
            "Left L4-5 RFA on 3/4/2025, 70% relief. The pain only came back after ten months.",
            "ablation_relief_weeks",
            ["L4-5 left 43.4"],
        ),
        ("Left L4-5 RFA on 3/4/2025, 70% relief. She took tramadol for ten months.", "ablation_relief_weeks", []),
        (
            "She has an SCS since 2022. The device had provided 70% relief until June, and since then the battery holds no charge.",
            "stimulator_relief",
            [""],
        ),
        # Pain by its way.
        (
            "The pain begins in the low back and travels through the left buttock into the calf.",
            "radicular_pain",
            ["left"],
        ),
        ("There is pain in the distribution of the right L5 root.", "radicular_pain", ["right"]),
        ("There is no pain from the neck down into the arm.", "radicular_pain", []),
        ("Aching over the low back began in June 2025. Seen 02/03/2026.", "symptom_weeks", ["35.0"]),
        ("Aching of the shoulder began in June 2025. Seen 02/03/2026.", "symptom_weeks", []),
        # Branches and joints in short, and volumes that are no occasions.
        (
            "Left L3, L4 MB + L5 DR block on 10/14/2025 with 0.5 mL each: 90% relief.",
            "injection_relief",
            ["L4-5 L5-S1 left medial_branch 90.0"],
        ),
        (
            "MBB #1, right C4, C5, C6, on 7/16/25: 85% relief.",
            "injection_relief",
            ["C4-5 C5-6 right medial_branch 85.0"],
        ),
        (
            "L3-S1 MBB on the right on 7/16/25: 85% relief.",
            "injection_relief",
            ["L3-4 L4-5 L5-S1 right medial_branch 85.0"],
        ),
        ("The left SI joint was injected under CT on 7/16/25; 80% relief.", "injection_relief", ["left si_joint 80.0"]),
        # Trials and stimulators.
        (f"{TRIED} His average pain fell from 8 to 2.", "trial_relief", ["75.0"]),
        ("Temporary leads were in for a week. During that week her pain was 80 % less.", "trial_relief", ["80.0"]),
        ("In August the clinician programmer displayed end-of-service.", "stimulator_failure", [""]),
        ("Plan: explant of the spent generator.", "stimulator_failure", [""]),
        ("Films show that the left lead has slipped down two bodies.", "stimulator_failure", [""]),
        ("The SCS leads have not shifted.", "stimulator_failure", []),
        ("The pulse generator no longer holds a charge.", "stimulator_failure", [""]),
        ("The stimulator works until its generator has reached the end of its life.", "stimulator_failure", [""]),
        # What is denied of a thing says nothing of the subject of its own clause.
        ("No brace was worn and her leg pain is back.", "radicular_pain", ["leg"]),
        ("There was no fever and his leg pain has returned.", "radicular_pain", ["leg"]),
        ("There was no fever and his leg pain has resolved.", "radicular_pain", ["absent leg"]),
        # A cauda equina in plain words.
        ("Since Sunday she has been unable to pass water.", "bladder_bowel_loss", [""]),
        ("Perianal sensation reduced to pinprick, rectal tone lax.", "bladder_bowel_loss", [""]),
        ("No reduced rectal tone.", "bladder_bowel_loss", ["absent"]),
        ("He has no feeling when he wipes.", "cauda_equina", [""]),
        ("She denies numbness when wiping.", "cauda_equina", ["absent"]),
        # Where pain is, how strong and of what nature.
        ("She has had pain in the right side of the neck.", "axial_pain", [""]),
        ("At first it was a 9. It is a 3 now.", "pain_score", ["3.0"]),
        ("Methadone has never brought the pain below 6 of 10.", "pain_score", ["6.0"]),
        ("Blocks brought it under 3/10.", "pain_score", []),
        ("The pain is burning; light touch of the foot is unpleasant.", "neuropathic_pain", [""]),
        ("Axial back pain, 6/10, worse on the left, no leg pain, for the past year.", "symptom_weeks", ["52.2"]),
        ("Low back pain 6/10 for 18 months.", "symptom_weeks", ["78.2"]),
        ("Axial LBP >10y, R>L, worse w/ extension.", "symptom_weeks", ["521.8"]),
        ("Axial neck pain x 3y, no arm pain.", "symptom_weeks", ["156.5"]),
        ("Back pain; 44y, works as a driver.", "symptom_weeks", []),
        ("The neck pain has troubled her since 03/04/2025. Seen 03/04/2026.", "symptom_weeks", ["51.9"]),
        ("The block took away the back pain, worse on the left, for three months.", "symptom_weeks", []),
        # How long it lasted, told later.
        (f"{ABLATED} He had 70 % relief that held for seven months.", "ablation_relief_weeks", ["L4-5 bilateral 30.4"]),
        (f"{ABLATED} It lasted eight months.", "ablation_relief_weeks", ["L4-5 bilateral 34.8"]),
        (
            f"{ABLATED} It stayed away until the end of January, so about 8 months.",
            "ablation_relief_weeks",
            ["L4-5 bilateral 34.8"],
        ),
        (f"{ABLATED} He had no relief. The pain has lasted for 7 months.", "ablation_relief_weeks", []),
        (f"{INJECTED} It lasted eight months.", "ablation_relief_weeks", []),
        # Who evaluated, and on what condition.
        ("Psychologist L. Romero, PhD, saw her: I support a trial of stimulation.", "psychological_clearance", [""]),
        ("The psychologist supports a trial only once depression is treated.", "psychological_clearance", []),
        (
            "A psychologist evaluated him twice; she found mild depression and clears him for neurostimulation.",
            "psychological_clearance",
            [""],
        ),
        ("A psychologist evaluated him in May and clears him for a trial.", "psychological_clearance", [""]),
        (
            "A psychologist evaluated him; she clears him for a trial only if he stops drinking.",
            "psychological_clearance",
            [],
        ),
        (
            "She was referred to a psychologist; her cardiologist cleared her for the implant.",
            "psychological_clearance",
            [],
        ),
        # A diary in words.
        (
            "Right L4-5 medial branch block on 06/16/2025. VAS 8 before, 1 during hours one to five after it.",
            "injection_relief",
            ["L4-5 right medial_branch 87.5"],
        ),
        (
            "Right L4-5 medial branch block on 06/16/2025. Her pain was an 8 beforehand and a 6 for the five hours that followed.",
            "injection_relief",
            ["L4-5 right medial_branch 25.0"],
        ),
    ],
)
def test_what_procedures_brought(text: str, kind: str, facts: list[str]) -> None:
    assert told("note", text, kind) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("L1 compression fracture with bright marrow signal on STIR.", ["L1"]),
        ("L1 fracture, hyperintense on STIR.", ["L1"]),
        ("L1 fracture; its marrow is bright on fat-suppressed images at L1.", ["L1"]),
        ("L1 fracture. No bright marrow signal on STIR at L1.", ["absent L1"]),
    ],
)
def test_marrow_that_is_bright_is_oedema(text: str, facts: list[str]) -> None:
    assert told("mri", text, "marrow_oedema") == facts


@pytest.mark.parametrize(
    ("behind", "response"),
    [
        (', "no functional change".', "none"),
        (", abandoned for lack of headway.", "none"),
        (", and the therapist discharged him unimproved.", "none"),
        (" and uses celecoxib. None of that gave lasting help.", "none"),
        (" and took naproxen. Neither gave her any real help.", "none"),
        (" and naproxen, neither of which brought substantial improvement.", "none"),
        (", and was let go because he had stopped progressing.", "none"),
        (" and was discharged because no more could be gained.", "none"),
        (" and her leg was if anything worse on discharge.", "worse"),
    ],
)
def test_care_that_brought_nothing(behind: str, response: str) -> None:
    found = treatments(f"He did PT from 01/12/2026 to 03/06/2026{behind}")
    assert [t.get("response") for t in found if t["kind"] == "physical_therapy"] == [response]


@pytest.mark.parametrize(
    ("text", "kind", "start"),
    [
        (
            "She had physical therapy with traction from 11/10/2025 to 01/16/2026.",
            "physical_therapy",
            date(2025, 11, 10),
        ),
        ("RFA at L4-5 was carried out 05/12/2026 following two positive MBBs.", "radiofrequency", date(2026, 5, 12)),
        ("RFA at L4-5 was carried out 05/12/2026 following two positive MBBs.", "facet_injection", None),
    ],
)
def test_days_are_those_of_what_was_given_on_them(text: str, kind: str, start: date | None) -> None:
    assert [t.get("start") for t in treatments(text) if t["kind"] == kind] == [start]


@pytest.mark.parametrize(
    "asked",
    [
        "The provider asks to perform {}.",
        "The surgeon seeks approval to carry out {}.",
        "He is scheduled to undergo {}.",
        "The practice applies for {}.",
        "At issue is {}.",
        "She is being considered for {}.",
        "The medical necessity of {} is in question.",
        "{} is to be performed in the office.",
        "{} was denied on January 3, 2026.",
    ],
)
@pytest.mark.parametrize(
    "what",
    [
        "radiofrequency ablation of the medial branches at L4-5 and L5-S1 on both sides",
        "a right L4-5 transforaminal epidural steroid injection",
        "an injection of the left sacroiliac joint",
    ],
)
def test_what_is_asked_for_was_not_given(asked: str, what: str) -> None:
    text = asked.format(what)
    assert [t["kind"] for t in treatments(f"Back pain for two years. {text[0].upper()}{text[1:]}")] == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("a repeat right L4-5 transforaminal epidural injection", ["uncertain"]),
        ("a second L4-5 medial branch block", ["uncertain"]),
        ("another epidural injection at L4-5", ["uncertain"]),
        ("a right L4-5 transforaminal epidural injection", []),
        ("a second level of transforaminal epidural injection", []),
    ],
)
def test_what_a_question_asks_for_again_was_given_before(asked: str, told: list[str]) -> None:
    source = Source("note.txt", "OFFICE NOTE\nDate: 02/20/2026\nHISTORY: Right leg pain for six months.\n")
    case = read_case([source], load_pack(), f"Is {asked} (64483) medically necessary?").case
    assert [t.status for t in case.treatments] == told


def test_a_day_until_which_it_helped_is_no_second_day() -> None:
    found = treatments("Right L4-5 RFA on May 6, 2025, 80% relief through the end of December 2025.")
    assert [t.get("start") for t in found] == [date(2025, 5, 6)]


def test_a_study_by_its_other_name_has_its_day() -> None:
    text = "STUDIES: MR imaging of 03/24/2026 at Valley Radiology: left extrusion at L4-5."
    assert [f.get("date") for f in findings(text) if f["kind"] == "disc_herniation"] == [date(2026, 3, 24)]


def test_a_block_that_is_told_by_its_verb_and_was_done_again_has_its_scores() -> None:
    text = (
        "I blocked the right C3, C4 and C5 medial branches on 01/05/2026. He recorded pain of 8 before and 1 after. On 02/04/2026 I did so "
        "again; his diary has an 8 before the procedure, a 1 at half an hour."
    )
    found = [(f["levels"], f["number"], f["date"]) for f in findings(text) if f["kind"] == "injection_relief"]
    assert found == [(("C3-4", "C4-5"), 87.5, date(2026, 1, 5)), (("C3-4", "C4-5"), 87.5, date(2026, 2, 4))]


def test_a_field_of_medicine_is_no_side() -> None:
    assert "side" not in findings("Dr. Roe PM&R: numb thumb.")[0]


def test_the_day_of_an_injury_is_not_that_of_a_summary() -> None:
    text = "REVIEW SUMMARY. 45M, lifting injury 11/3/2025. Leg pain. L5-S1 ILESI on 2/3/2026 gave 60% relief."
    case = read_case([Source("case.txt", text)], load_pack(), "Is 62323 at L5-S1 medically necessary?").case
    assert [str(t.start) for t in case.treatments] == ["2026-02-03"]
    assert case.date == date(2026, 2, 3)


EXAMINED = "Seen in the clinic on 06/01/2026. Examination on 06/01/2026: thigh thrust, compression and FABER positive on the right. "


@pytest.mark.parametrize("before", ["", EXAMINED])
@pytest.mark.parametrize(
    "text",
    [
        "Two guided right SI joint injections of bupivacaine produced 75 percent relief (March 3, 2026) and 90 percent relief (April 7, 2026).",
        "Relief from two right sacroiliac blocks was 75 percent (03/03/2026) and 90 percent (04/07/2026).",
        "Right sacroiliac blocks gave 75 percent relief (03/03/2026), and then 90 percent (04/07/2026).",
        "Right SI joint blocks on 03/03/2026 with lidocaine (75 percent relief) and on 04/07/2026 with bupivacaine (90 percent relief).",
    ],
)
def test_what_each_injection_brought_has_its_day_in_brackets(before: str, text: str) -> None:
    case = read_case([Source("note.txt", before + text)], load_pack(), "Is right 27279 necessary?").case
    relief = {(f.number, f.date, f.side) for f in case.findings if f.kind == "injection_relief"}
    assert relief == {(75.0, date(2026, 3, 3), "right"), (90.0, date(2026, 4, 7), "right")}
    assert {t.start for t in case.treatments if t.kind == "si_injection"} == {date(2026, 3, 3), date(2026, 4, 7)}


def test_an_injection_below_an_examination_needs_a_day_or_what_it_brought() -> None:
    told_of = [
        read_case([Source("note.txt", EXAMINED + rest)], load_pack(), "Is right 27279 necessary?").case
        for rest in (
            "A right sacroiliac injection produced 80 percent relief.",
            "A right sacroiliac injection site is clean.",
        )
    ]
    assert [[f.number for f in case.findings if f.kind == "injection_relief"] for case in told_of] == [[80.0], []]
    assert [any(t.kind == "si_injection" for t in case.treatments) for case in told_of] == [True, False]


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("She has mid and lower back pain, 8/10 on turning in bed.", {"thoracic", "lumbar"}),
        ("He has neck and low back pain, 8/10.", {"cervical", "lumbar"}),
        ("She has low back pain, 8/10 on turning in bed.", {"lumbar"}),
        ("She has mid-back pain, 8/10 on turning in bed.", {"thoracic"}),
    ],
)
def test_pain_of_two_regions_in_one_breath_is_of_each(text: str, regions: set[str]) -> None:
    case = read_case([Source("note.txt", text)], load_pack(), "Is T11 kyphoplasty (22513) necessary?").case
    assert {f.region for f in case.findings if f.kind == "pain_score"} == regions
    assert {f.region for f in case.findings if f.kind == "axial_pain"} - {NOT_STATED} == regions


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Positive FABER, thigh thrust, compression and Gaenslen on the right, with distraction negative.", 4.0),
        ("On the right a positive FABER, distraction and thigh thrust, but compression negative.", 3.0),
        ("Negative FABER, thigh thrust and compression, with distraction positive on the right.", 1.0),
        ("FABER, thigh thrust, compression and Gaenslen positive on the right; distraction negative.", 4.0),
    ],
)
def test_a_test_told_apart_at_the_end_of_a_list_denies_no_other(text: str, number: float) -> None:
    case = read_case([Source("note.txt", f"Exam: {text}")], load_pack(), "Is right 27279 necessary?").case
    found = [f for f in case.findings if f.kind == "si_provocation_tests" and f.status == "present"]
    assert [f.number for f in found] == [number]


def test_each_day_of_a_list_in_brackets_has_what_it_brought() -> None:
    text = "Three L5-S1 epidurals (02/02/2026: did not help; 03/02/2026, 40% for a week; and 04/06/2026, no benefit)."
    given = [(t["start"], t.get("response")) for t in treatments(text) if t["kind"] == "epidural_injection"]
    assert [(str(start), response) for start, response in given] == [
        ("2026-02-02", "none"),
        ("2026-03-02", "partial"),
        ("2026-04-06", "none"),
    ]


def test_the_day_on_which_pain_came_back_is_none_of_the_treatment() -> None:
    text = "RFA on 04/07/2025 gave 80% relief until the pain recurred in December 2025."
    assert [str(t["start"]) for t in treatments(text)] == ["2025-04-07"]
