"""Rows of a reviewer's sheet: what a criterion asks for is not told, what it is answered is."""

import pytest

from assistant.intake.text import read_case
from assistant.intake.text.sources import Source
from assistant.model.case import Case
from assistant.pack import load_pack

QUESTION = "Is L4-5 fusion 22612 medically necessary?"


def read(row: str) -> Case:
    text = f"Clinical summary. 58 y/o man.\nPolicy criteria:\n- {row}\n"
    return read_case([Source("a.txt", text)], load_pack(), QUESTION, id="a").case


@pytest.mark.parametrize(
    ("row", "kind", "status"),
    [
        ("Other reasonable sources of pain ruled out: unclear", "other_sources_excluded", "uncertain"),
        ("All other sources of pain have been excluded - unknown", "other_sources_excluded", "uncertain"),
        ("All other reasonable sources of pain ruled out: yes", "other_sources_excluded", "present"),
        ("All other reasonable sources of pain ruled out: no", "other_sources_excluded", "absent"),
        ("Worsening weakness: not documented", "progressive_deficit", "uncertain"),
        ("Progressive neurologic deficit: none seen", "progressive_deficit", "absent"),
        ("Unremitting leg pain or progressive weakness: yes", "progressive_deficit", "uncertain"),
        ("Loose or broken hardware: none noted", "hardware_failure", "absent"),
        ("Pseudarthrosis on CT: pending", "pseudarthrosis", "uncertain"),
        ("Severe stenosis on MRI: not met", "stenosis", "absent"),
        ("CT excludes fracture and infection: yes", "spinal_infection", "absent"),
        ("Severe stenosis on MRI: met", "stenosis", "uncertain"),
        ("Nicotine free for six weeks: no", "nicotine_use", "uncertain"),
        ("Nicotine free for six weeks: unknown", "nicotine_use", "uncertain"),
        ("Nicotine free: yes", "nicotine_use", "absent"),
        ("Pars defect or prior fusion?   | NO   | same films", "pars_defect", "absent"),
        ("Flexion extension films: none", "flexion_extension_films", "absent"),
    ],
)
def test_an_answer_decides_what_its_label_asks(row: str, kind: str, status: str) -> None:
    assert {f.status for f in read(row).findings if f.kind == kind} == {status}


@pytest.mark.parametrize(
    "row",
    [
        "Imaging shows moderate, moderate to severe or severe stenosis: MRI 7/1/2026 mild central stenosis L4-5",
        "Stenosis graded moderate or severe at the level: 7/1/2026 mild central stenosis L4-5",
    ],
)
def test_what_a_label_asks_for_is_not_told_where_something_else_was_found(row: str) -> None:
    graded = {f.grade for f in read(row).findings if f.kind in ("stenosis", "central_stenosis")}
    assert graded == {"mild"}


@pytest.mark.parametrize(
    "label", ["Requested surgery", "Surgery requested", "Procedure", "Proposed procedure", "Service requested"]
)
def test_a_row_that_names_what_is_asked_for_gives_the_codes_their_levels_and_was_not_done(label: str) -> None:
    text = f"{label}: L3-5 TLIF with decompression\nDx M43.16\nPolicy criteria:\n- Tobacco: denies\n- Weakness: none\n"
    case = read_case([Source("a.txt", text)], load_pack(), "Are 22633 and 22634 medically necessary?", id="a").case
    assert [line.levels for line in case.request.lines] == [("L3-4",), ("L4-5",)]
    assert not any(f.kind in ("prior_fusion", "prior_decompression") for f in case.findings)
    assert [d.kind for d in case.documents] == ["record_summary"]


def test_an_injection_in_a_procedure_row_lends_its_level_to_no_fusion() -> None:
    text = "Procedure: L4-5 TFESI 3/2/2026\nPolicy criteria:\n- Tobacco: denies\n- Weakness: none\n"
    case = read_case([Source("a.txt", text)], load_pack(), "Is 22612 medically necessary?", id="a").case
    assert [line.levels for line in case.request.lines] == [()]


@pytest.mark.parametrize("told", ["left L5-S1 microdiscectomy 1/2025", "L5-S1 left microdiscectomy 01/14/2025"])
def test_an_operation_with_its_month_was_done(told: str) -> None:
    found = [f for f in read(f"Hx: {told} with good relief for ten months").findings if f.kind == "prior_decompression"]
    assert [(f.levels, f.side) for f in found] == [(("L5-S1",), "left")]


@pytest.mark.parametrize(
    ("row", "kind", "numbers"),
    [
        ("2 of 5 provocative maneuvers: 4/5 positive on 7/1/2026", "si_provocation_tests", {4.0}),
        ("At least 50% relief in the trial: 7/1/2026 35% relief", "trial_relief", {35.0}),
    ],
)
def test_the_bound_of_a_label_was_not_measured(row: str, kind: str, numbers: set[float]) -> None:
    assert {f.number for f in read(row).findings if f.kind == kind} == numbers


def test_rows_below_who_somebody_is_head_no_paper() -> None:
    text = "71 M axial low back pain > 1 year\nMRI 5/2026: facet arthropathy L4-S1, no stenosis\nNo prior RFA."
    case = read_case([Source("a.txt", text)], load_pack(), QUESTION, id="a").case
    assert [d.kind for d in case.documents] == ["office_note"]


@pytest.mark.parametrize(
    ("told", "kinds"),
    [
        ("She smoked a pack a day until the end of 2025 and says she has stopped.", {"former_nicotine_use": "present"}),
        ("She smoked until the spring of 2012.", {}),
        ("At L4-5 a protrusion abuts the root; no grade of stenosis is given.", {}),
    ],
)
def test_a_stop_of_the_last_year_is_recent_and_a_grade_that_is_missing_denies_nothing(
    told: str, kinds: dict[str, str]
) -> None:
    text = f"Clinical summary. 58 y/o woman seen 2/6/2026 with low back pain.\n{told}\n"
    case = read_case([Source("a.txt", text)], load_pack(), QUESTION, id="a").case
    found = {f.kind: f.status for f in case.findings if f.kind in ("former_nicotine_use", "stenosis")}
    assert found == kinds


@pytest.mark.parametrize(
    ("how", "supervised"),
    [
        ("by app video", "no"),
        ("over Zoom", "no"),
        ("all on the phone app", "no"),
        ("never seen in person", "no"),
        ("in person at the clinic", "yes"),
    ],
)
def test_therapy_that_nobody_saw_in_person_is_not_supervised(how: str, supervised: str) -> None:
    text = f"Clinical summary. 58 y/o woman seen 6/6/2026. PT 3/2/2026 to 4/27/2026, 14 sessions, {how}, no relief."
    case = read_case([Source("a.txt", text)], load_pack(), QUESTION, id="a").case
    assert [t.supervised for t in case.treatments] == [supervised]


@pytest.mark.parametrize("head", ["Plan criteria", "Health plan criteria", "Criteria"])
def test_the_criteria_of_a_plan_are_no_plan_of_the_clinic(head: str) -> None:
    text = f"Member 63 F\n{head}:\n- Other sources of pain ruled out: unsure\n- Tobacco: denies\n"
    case = read_case([Source("a.txt", text)], load_pack(), QUESTION, id="a").case
    assert [f.status for f in case.findings if f.kind == "other_sources_excluded"] == ["uncertain"]


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ("Imaging concordant ............ Yes\nOther pain generators excluded .. Unclear", ["uncertain"]),
        ("1. Imaging concordant: Yes\n2. Other causes of the symptoms ruled out: Unknown", ["uncertain"]),
        ("Alternative diagnoses considered and ruled out: not addressed", ["uncertain"]),
        ("Have other sources of pain been excluded?    NOT DOCUMENTED", ["uncertain"]),
        ("imaging=Y; other sources of pain ruled out=unsure", ["uncertain"]),
        ("Other causes of pain excluded | ?", ["uncertain"]),
        ("B. Other sources of pain ruled out: Yes", ["present"]),
    ],
)
def test_an_answer_opens_what_it_leaves_open_however_it_is_joined_to_its_label(rows: str, status: list[str]) -> None:
    text = f"Reviewer worksheet\nMember 63 F\nPolicy checklist\n{rows}\nTobacco: denies\n"
    case = read_case([Source("a.txt", text)], load_pack(), QUESTION, id="a").case
    assert [f.status for f in case.findings if f.kind == "other_sources_excluded"] == status


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("Never used cigarettes or vapes.", {"absent"}),
        ("Tobacco: never used cigarettes, vapes, or nicotine gum", {"absent"}),
        ("Never used cigarettes, vapes daily.", {"absent", "present"}),
        ("Never smoked cigarettes but vapes every day.", {"absent", "present"}),
    ],
)
def test_what_was_never_used_in_a_list_is_not_used(told: str, status: set[str]) -> None:
    text = f"Clinical summary. 58 y/o woman seen 6/6/2026. {told}"
    case = read_case([Source("a.txt", text)], load_pack(), QUESTION, id="a").case
    assert {f.status for f in case.findings if f.kind == "nicotine_use"} == status
