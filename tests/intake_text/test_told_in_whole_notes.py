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
