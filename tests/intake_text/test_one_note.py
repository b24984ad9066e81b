"""What a single pasted note tells: a fact of the person beside a helper, of the past, below an underlined head, in a plan of words."""

import pytest

from assistant.errors import InputError
from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

from .conftest import findings, read, treatments


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "HPI: Low back pain 9/10, needs her daughter to help her dress.",
            ["axial_pain", "functional_limit", "pain_score"],
        ),
        ("HPI: He relies on his wife to put on his socks.", ["functional_limit"]),
        ("HPI: Her husband has to help her bathe.", ["functional_limit"]),
        ("HPI: Lives with her son who has back pain.", []),
        ("HPI: Her father has to take insulin for diabetes.", []),
        ("HPI: Her mother must use a walker.", []),
    ],
)
def test_a_helper_is_no_relative_who_has_it(text: str, kinds: list[str]) -> None:
    assert sorted(f["kind"] for f in findings(text)) == kinds


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("IMAGING: Old T9 and T11 fractures. Acute L1 compression fracture.", [("L1",)]),
        ("IMAGING: Old healed T9, T10 and T11 compression fractures and an acute L1 fracture.", [("L1",)]),
        ("IMAGING: T9 compression fracture, old. L1 compression fracture, acute.", [("L1",)]),
    ],
)
def test_old_fractures_are_of_the_past_however_many_there_are(text: str, places: list[tuple[str, ...]]) -> None:
    found = [f for f in findings(text) if f["kind"] == "vertebral_fracture"]
    assert [f["levels"] for f in found if "status" not in f] == places


def test_what_a_treatment_did_not_bring_is_no_denial_of_the_complaint() -> None:
    text = "PT 14 visits 1/5/2026-3/5/2026 without meaningful improvement in radicular symptoms."
    assert [f.get("status", "present") for f in findings(text)] == ["present"]
    assert [t["response"] for t in treatments(text)] == ["none"]


def test_a_rule_below_a_heading_parts_nothing() -> None:
    text = (
        "Office note\nDate: 04/14/2026\n\nHISTORY\n-------\nLeft leg pain.\n\nMRI LUMBAR SPINE 03/02/2026\n---------------\n"
        "Level | Central | Left recess\nL4-5 | mild | severe\nIMPRESSION: Severe left lateral recess stenosis at L4-5.\n\nPlan: injection."
    )
    assert [d.kind for d in read(text).documents] == ["office_note", "mri_report"]


def test_a_talk_between_physicians_tells_and_shows_nothing() -> None:
    record = read(
        "PEER TO PEER NOTE\nDate: 04/20/2026\nDr. A states the patient has 4/5 EHL and that the MRI shows severe stenosis at L4-5."
    )
    assert [d.kind for d in record.documents] == ["peer_note"]
    assert load_pack().document_kind("peer_note").groups == ("request",)


@pytest.mark.parametrize(
    ("plan", "codes"),
    [
        ("Plan - left L4-5 microdiscectomy, outpatient", ["63030"]),
        ("Plan - kyphoplasty L1 only", ["22514"]),
        ("PLAN: ACDF C5-6 with plate and cage. Follow up in 2 weeks.", ["22551", "22845", "22853"]),
        ("Plan: Consider L4-5 microdiscectomy.", []),
        ("Plan: continue PT. L4-5 TLIF if no better.", []),
        ("Plan: s/p L4-5 fusion 2019. Physical therapy.", []),
    ],
)
def test_a_plan_in_words_alone_is_the_request_where_it_is_settled(plan: str, codes: list[str]) -> None:
    source = Source("note.txt", f"Office Visit - Spine Surgery\nDate of visit: 04/14/2026\n\nHPI: leg pain.\n{plan}\n")
    if not codes:
        with pytest.raises(InputError):
            read_case([source], load_pack())
        return
    made = read_case([source], load_pack())
    assert [line.code for line in made.case.request.lines] == codes
    assert any("what the record's plan names" in p.message for p in made.problems)


def test_fields_side_by_side_head_a_note_and_list_no_documents() -> None:
    record = read(
        "SPINE CLINIC VISIT | 06/24/2026 | Provider: ortho spine\nSubjective\n- Right arm pain 7/10\nObjective\n- Spurling positive right"
    )
    assert [(d.kind, str(d.date)) for d in record.documents] == [("surgeon_note", "2026-06-24")]


def test_a_dictation_is_of_the_day_on_which_its_writer_saw_the_patient() -> None:
    words = "I saw him again. This is a dictated follow up for this 71 year old gentleman seen on May 11, 2026. Leg pain since 2025."
    assert [str(d.date) for d in read(words).documents] == ["2026-05-11"]
