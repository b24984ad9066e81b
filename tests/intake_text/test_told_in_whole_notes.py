"""What whole notes of clinics tell beside facts: risks that were explained, visits that were booked, parts that are well."""

import pytest

from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

from .test_not_said import told


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        # The risks of an operation are none of what the person has.
        ("PLAN: R/B/A reviewed, including wound infection, nonunion, nerve injury.", set()),
        (
            "PLAN: We reviewed the risks, including dural tear, infection, pseudarthrosis and adjacent segment disease.",
            set(),
        ),
        ("PLAN: Consent: bleeding, infection, CSF leak, nonunion, hardware failure, need for revision.", set()),
        ("PLAN: Possible complications: hematoma, wound infection, cauda equina syndrome, foot drop.", set()),
        ("PLAN: Informed consent obtained (infection, durotomy, pseudoarthrosis, paralysis).", set()),
        ("PLAN: Risks d/w pt incl infxn, CSF leak, non-union, hardware failure.", set()),
        ("PLAN: Risks were reviewed. These include infection, nonunion, and death.", set()),
        ("PLAN: These include, but are not limited to, bleeding, nonunion and hardware failure.", set()),
        ("PLAN: Nonunion and infection are known complications and were explained.", set()),
        ("ASSESSMENT: Risks and benefits reviewed; she has pseudarthrosis at L4-5.", {"pseudarthrosis L4-5"}),
        ("ASSESSMENT: He understands the risks of surgery. Pseudarthrosis L5-S1.", {"pseudarthrosis L5-S1"}),
        ("HPI: Despite the risks he continues to smoke.", {"nicotine_use"}),
        # LT is light touch where sensation is told.
        ("EXAM: Sensation intact to LT.", {"sensory_deficit absent"}),
        ("EXAM: Sens intact LT and pinprick.", {"sensory_deficit absent"}),
        ("EXAM: Sensory: LT/PP intact all dermatomes.", {"sensory_deficit absent"}),
        ("EXAM: Sensation decreased Lt lateral foot.", {"sensory_deficit left lateral_foot"}),
        # The other side, where nothing was found.
        ("EXAM: Tender L sacral sulcus, non-tender R.", {"si_tenderness left"}),
        ("EXAM: TTP left PSIS, not R.", {"si_tenderness left"}),
        ("HPI: Numbness left hand but not on the right.", {"sensory_symptom left hand"}),
        ("EXAM: Tender left PSIS and right PSIS.", {"si_tenderness bilateral"}),
        ("HPI: Right leg pain and cramping in both calves.", {"radicular_pain right leg"}),
        (
            "HPI: Left buttock and posterior calf pain.",
            {"radicular_pain left buttock", "radicular_pain left posterior_leg"},
        ),
        # Why a thing was not done is not denied with it, and a day to stop on is none of having stopped.
        (
            "HPI: Has not had PT as it is contraindicated with cord compression.",
            {"x physical_therapy absent"},
        ),
        ("HPI: Had no MRI because she has a pacemaker, and has foot drop.", {"foot_drop"}),
        ("SOCIAL: Tob + 1/2 ppd, has quit date 4/1.", {"nicotine_use"}),
        ("SOCIAL: He used to chew tobacco, last used 2024.", {"nicotine_use absent"}),
        ("IMAGING: No suspicious lesion to suggest metastasis.", {"spinal_tumour absent"}),
        # A bone that has not given way is no root.
        ("IMAGING: No compression deformity.", {"vertebral_fracture absent"}),
        ("IMAGING: There are no compression deformities.", {"vertebral_fracture absent"}),
        ("IMAGING: L4-5: disc bulge. No compression.", {"root_compression absent L4-5"}),
    ],
)
def test_a_note_states_no_more_than_it_says(text: str, facts: set[str]) -> None:
    assert told(text) == facts


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        ("PT: 12 visits authorized, completed 8 visits 01/05/2026 - 02/20/2026.", 8),
        ("PT 01/05/2026 - 02/20/2026. Scheduled visits: 16     Attended: 13     Cancelled: 2", 13),
        ("PT approved for 12 visits; started 01/05/2026.", "not_stated"),
        ("PT 01/05/2026-03/01/2026, attended 12, missed 3 visits.", "not_stated"),
        ("PT x 3 courses, the last 01/05/2026-03/01/2026.", "not_stated"),
        ("PT 12 of 12 approved visits 01/05/2026 to 03/01/2026.", 12),
        ("6 sessions of PT of 12 authorized so far.", 6),
    ],
)
def test_visits_are_those_that_were_attended(text: str, sessions: int | str) -> None:
    text = f"THERAPY NOTE\nDate: 03/05/2026\n\nTREATMENT: {text}\n"
    question = "Is L4-5 laminectomy (63047) medically necessary?"
    case = read_case([Source("note.txt", text)], load_pack(), question, id="note").case
    given = [t for t in case.treatments if t.kind == "physical_therapy" and t.status == "present"]
    assert {t.sessions for t in given} - {"not_stated"} == {sessions} - {"not_stated"}


def test_the_day_of_a_visit_counts_none() -> None:
    facts = told("TREATMENT: PT: Initial visit: 02/27/2026    Last visit: 04/10/2026")
    assert facts == {"x physical_therapy"}


QUESTION = "Is L4-5 laminectomy (63047) medically necessary?"
HOUSE = "VALLEY IMAGING\n1200 W. Cedar St, Suite 3\n\nREFERRING: T. Brandt, MD\nEXAM: MRI LUMBAR SPINE\nDATE OF EXAM: 07/02/2026\n\n"
ADDRESS = "St. Mary Radiology\n14 N. 5th Ave.\nEXAM: MRI LUMBAR SPINE\nDATE: 07/02/2026\n\n"
LETTER = """Dear Sir,
I request L4-5 fusion for back pain 8/10.
Respectfully,
H. Marsh, MD

Enclosures: 2
=====================================
Enclosure 1
EXAM: XR LUMBAR SPINE 4 VIEWS WITH FLEXION AND EXTENSION
EXAM DATE: 08/31/2026
FINDINGS: Anterolisthesis of L4 on L5 measures 7 mm.
IMPRESSION: No dynamic instability.
=====================================
Enclosure 2
EXAM: MRI LUMBAR SPINE W/O CONTRAST
EXAM DATE: 07/29/2026
FINDINGS:
L4-L5 severe central canal stenosis.
"""
FORM = "NORTHGATE SPINE     Encounter date: 05/27/2026\nNEW PATIENT INTAKE / PHYSICIAN NOTE\n==========\n"
STARRED = "***** DOCUMENT 1 OF 2 *****\nOPERATIVE REPORT\nDate of operation: 03/12/2024\nProcedure: L5-S1 TLIF\n\n***** DOCUMENT 2 OF 2 *****\n"
SIGNED = "PHYSICAL THERAPY DISCHARGE\nDate: 03/31/2026\nNo improvement of her pain.\n__________\nTherapist signature     Date 03/31/2026"


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        (HOUSE + "FINDINGS: L5-S1: Left extrusion.", ["mri_report 2026-07-02"]),
        (ADDRESS + "FINDINGS: L5-S1: Left extrusion.", ["mri_report 2026-07-02"]),
        (LETTER, ["office_note not_stated", "dynamic_films_report 2026-08-31", "mri_report 2026-07-29"]),
        (FORM + "Pain now: 6/10\nWalks with a cane.", ["office_note 2026-05-27"]),
        (
            STARRED + "SPINE CLINIC FOLLOW-UP\nDOS 07/08/2026\nS: pain 7/10.",
            ["operative_note 2024-03-12", "surgeon_note 2026-07-08"],
        ),
        (SIGNED, ["therapy_note 2026-03-31"]),
        (
            "FAMILY MEDICINE NOTE\nEncounter: 04/07/2026    Provider: S. P. DO\n\nLeft arm pain.",
            ["office_note 2026-04-07"],
        ),
    ],
)
def test_a_head_of_several_lines_belongs_to_its_document(text: str, documents: list[str]) -> None:
    case = read_case([Source("file.txt", text)], load_pack(), QUESTION, id="file").case
    assert [f"{d.kind} {d.date}" for d in case.documents] == documents


def test_the_note_of_a_procedure_is_of_its_day() -> None:
    text = "INTERVENTIONAL PAIN CENTER\nPROCEDURE NOTE\nDATE OF PROCEDURE: 04/16/2026\nPROCEDURE: Right L5 TFESI\n"
    case = read_case([Source("file.txt", text)], load_pack(), QUESTION, id="file").case
    assert [f"{d.kind} {d.date}" for d in case.documents] == ["operative_note 2026-04-16"]
    assert [(t.kind, str(t.start)) for t in case.treatments] == [("epidural_injection", "2026-04-16")]


def test_a_stay_told_behind_the_plan_is_asked_for() -> None:
    text = "SPINE NOTE\nDate: 03/02/2026\n\nHPI: Leg pain.\nPLAN: L4-5 laminectomy. 2 night inpatient stay.\n"
    setting = read_case([Source("file.txt", text)], load_pack(), QUESTION, id="file").case.request.setting
    assert (setting.kind, setting.days) == ("inpatient", 2)


def test_nerves_measured_are_no_examination() -> None:
    text = (
        "EMG/NCS REPORT\nDate of study: 04/21/2026\nNerve conduction: Left radial sensory normal.\n"
        "Impression: acute left C7 radiculopathy."
    )
    question = "Is C6-7 ACDF (22551) medically necessary?"
    case = read_case([Source("emg.txt", text)], load_pack(), question, id="emg").case
    assert [f.kind for f in case.findings] == ["emg_root_involvement"]


def test_an_intact_rod_denies_no_loose_screw() -> None:
    report = "CT LUMBAR SPINE\nDate: 06/18/2026\nFindings: {} Lucency surrounds both S1 screws.\n"
    question = "Is removal of hardware at L5-S1 (22852) medically necessary?"

    def warned(words: str) -> bool:
        record = read_case([Source("ct.txt", report.format(words))], load_pack(), question, id="ct")
        return any("denied as a whole" in p.message for p in record.problems)

    assert not warned("The rods are intact.")
    assert warned("The hardware is intact.")
