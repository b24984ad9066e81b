"""Forms in columns: an answer in the cell beside its label, marks below a yes and a no, fields beside what they tell more of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.intake.text.answer_cells import AnswerCells

from .conftest import findings, read, treatments

CELLS = AnswerCells({"yes": ("Yes", "Y"), "no": ("No", "N", "None")})


def told(text: str, kind: str) -> set[str]:
    return {f.get("status", "present") for f in (*findings(text), *treatments(text)) if f["kind"] == kind}


@given(st.text(alphabet="abX |YesNo\t\n:", max_size=80))
def test_every_character_keeps_its_place(text: str) -> None:
    for made in (CELLS.plain(text), CELLS.marks(text)):
        assert len(made) == len(text)
        assert [n for n, c in enumerate(made) if c == "\n"] == [n for n, c in enumerate(text) if c == "\n"]


@pytest.mark.parametrize(
    ("row", "kind", "status"),
    [
        ("Radicular leg pain        | N |", "radicular_pain", "absent"),
        ("| Radicular leg pain | No | |", "radicular_pain", "absent"),
        ("Radicular leg pain   N", "radicular_pain", "absent"),
        ("Radicular leg pain | Y | right, since May 2026", "radicular_pain", "present"),
        ("Anticoagulation           | N |", "anticoagulant", "absent"),
        ("Active infection | [ ] Y [x] N", "spinal_infection", "absent"),
        ("Active infection | [x] Y [ ] N", "spinal_infection", "present"),
        ("Chiropractic care     N", "chiropractic", "absent"),
        ("Prior lumbar fusion | None", "prior_fusion", "absent"),
    ],
)
def test_an_answer_in_the_next_cell_is_that_of_its_label(row: str, kind: str, status: str) -> None:
    assert told(f"HISTORY\n{row}", kind) == {status}


@pytest.mark.parametrize(
    ("heads", "row", "status"),
    [
        ("Contraindications        Yes     No", "  Osteoporosis                    X", {"absent"}),
        ("Contraindications        Yes     No", "  Osteoporosis             X", {"present"}),
        ("Contraindications        No      Yes", "  Osteoporosis             \u2713", {"absent"}),
        ("Contraindications        Yes     No", "  Osteoporosis             X      X", set()),
        ("| Item | Yes | No |\n|---|---|---|", "| Osteoporosis | | x |", {"absent"}),
        ("| Item | Yes | No |", "| Osteoporosis | x | |", {"present"}),
        ("| Item | Yes | No |", "| Osteoporosis | | |\n| Diabetes | | x |", set()),
    ],
)
def test_a_mark_stands_for_the_head_of_its_column(heads: str, row: str, status: set[str]) -> None:
    assert told(f"{heads}\n{row}", "osteoporosis") == status


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ("Contraindications\nYes\nNo\nOsteoporosis\nX", set()),
        ("Contraindications\nYes\nNo\nDiabetes\n\u2713\nOsteoporosis\nInfection\n\u2713", set()),
        ("Contraindications\nNo\nYes\nDiabetes\n[ ]\n[x]\nOsteoporosis\n[x]\n[ ]", set()),
        ("Osteoporosis\nYes\nNo", set()),
        ("Osteoporosis\nX", set()),
        ("Contraindications Yes No\nOsteoporosis X", set()),
        ("Osteoporosis             X", set()),
        ("Osteoporosis [x]", {"present"}),
        ("Osteoporosis\nNo", set()),
        ("Osteoporosis\nYes", {"present"}),
        ("Contraindications\nYes\nNo\nDiabetes\nX\n\nOsteoporosis", {"present"}),
    ],
)
def test_a_mark_that_no_head_places_states_nothing(rows: str, status: set[str]) -> None:
    assert told(f"HISTORY\n{rows}\n\nMeloxicam was tried.", "osteoporosis") == status


def test_columns_of_a_report_are_no_answers() -> None:
    text = "MRI LUMBAR SPINE 05/01/2026\nLevel    Central stenosis    Foraminal stenosis\nL4-5     None                Severe"
    found = findings(text, "")
    assert {(f["kind"], f.get("status", "present")) for f in found if f["kind"].endswith("stenosis")} == {
        ("central_stenosis", "absent"),
        ("foraminal_stenosis", "present"),
    }


@pytest.mark.parametrize(
    ("row", "sign"),
    [
        ("Triceps jerk 2+      absent", {"side": "left", "of": "triceps_reflex"}),
        ("Triceps jerk   2+    absent", {"side": "left", "of": "triceps_reflex"}),
        ("Triceps jerk | 2+ | absent", {"side": "left", "of": "triceps_reflex"}),
    ],
)
def test_words_stand_below_their_side(row: str, sign: dict[str, str]) -> None:
    found = [
        f
        for f in findings(f"Strength     Right   Left\nBiceps       5/5     4/5\n{row}")
        if f["kind"] == "reflex_change"
    ]
    assert [f for f in found if "status" not in f] == [{"kind": "reflex_change", **sign}]
    assert all(f["side"] == "right" for f in found if "status" in f)


def test_bare_grades_are_known_beside_rows_of_words() -> None:
    rows = "Ankle dorsiflexion      5         3\nEHL     5         3\nSLR     neg       pos 30"
    found = findings(f"                        RIGHT     LEFT\n{rows}")
    weak = {(f["side"], f["of"], f["grade"]) for f in found if f["kind"] == "motor_deficit" and "status" not in f}
    assert weak == {("left", "tibialis_anterior", "3"), ("left", "extensor_hallucis_longus", "3")}
    (sign,) = [f for f in found if f["kind"] == "tension_sign" and "status" not in f]
    assert sign["side"] == "left"


@pytest.mark.parametrize(
    "row",
    [
        "[x] Physical therapy    From: 02/09/2026  To: 04/06/2026   # visits: 16   Response: no improvement",
        "PT:   [x] completed   Start: 02/09/2026   End: 04/06/2026   Visits: 16   Result: no improvement",
        "PT: Y   Dates: 02/09/2026 - 04/06/2026   Visits: 16   Outcome: no improvement",
    ],
)
def test_the_fields_beside_a_treatment_tell_of_it(row: str) -> None:
    (course,) = [t for t in treatments(f"CONSERVATIVE TREATMENT\n{row}") if t["kind"] == "physical_therapy"]
    assert (str(course["start"]), str(course["end"])) == ("2026-02-09", "2026-04-06")
    assert (course["sessions"], course["response"]) == (16, "none")


@pytest.mark.parametrize(
    ("row", "kind", "side"),
    [
        ("Radicular pain ....... [x] Yes  [ ] No     Distribution: left posterior thigh", "radicular_pain", "left"),
        ("Sensory loss:   [x] Yes [ ] No     Dermatome: left S1", "sensory_deficit", "left"),
        ("Motor weakness: Yes     Muscle/grade: left gastrocnemius 4/5", "motor_deficit", "left"),
    ],
)
def test_an_affirmed_label_has_its_details_beside_it(row: str, kind: str, side: str) -> None:
    found = [f for f in findings(f"CLINICAL INFORMATION\n{row}") if f["kind"] == kind]
    assert found
    assert {f["side"] for f in found} == {side}


@pytest.mark.parametrize("answer", ["none", "None", "No"])
def test_no_response_denies_no_treatment(answer: str) -> None:
    told = treatments(f"CONSERVATIVE TREATMENT\nNSAIDs:  [x] Yes  [ ] No   Drug: naproxen   Response: {answer}")
    assert {(t["kind"], t.get("status", "present")) for t in told} == {("nsaid", "present")}


def test_two_labels_with_answers_side_by_side_stay_two() -> None:
    text = "Prior lumbar surgery: No     Radicular pain: Yes     Osteoporosis: No"
    assert told(text, "radicular_pain") == {"present"}
    assert told(text, "osteoporosis") == {"absent"}


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ("PSYCH EVAL:  [x] done   Date: 05/14/2026    Provider: A. Reed PsyD    Result: cleared", {"present"}),
        ("PSYCH EVAL:  [x] done   Date: 05/14/2026    Provider: A. Reed PsyD    Result: not cleared", {"absent"}),
        ("PSYCH EVAL:  [x] done   Date: 05/14/2026    Result: cleared once depression is treated", {"uncertain"}),
        ("PSYCH EVAL:  [ ] done   [x] scheduled   Date: 05/14/2026", set()),
    ],
)
def test_the_result_of_an_evaluation_stands_beside_it(row: str, status: set[str]) -> None:
    assert told(row, "psychological_clearance") == status


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        ("INDICATION:  [x] post-laminectomy syndrome   [ ] CRPS I", {"neuropathic_pain"}),
        ("INDICATION:  [ ] post-laminectomy syndrome   [x] CRPS I", {"regional_pain_syndrome"}),
        ("INDICATION: post-laminectomy syndrome", set()),
        ("INDICATION:  [ ] post-laminectomy syndrome   [ ] CRPS I", set()),
    ],
)
def test_what_is_ticked_as_an_indication_is_stated(row: str, kinds: set[str]) -> None:
    assert {f["kind"] for f in findings(row)} == kinds


def test_the_rows_of_a_numbered_checklist_are_answered() -> None:
    text = "5. Anticoagulant            [ ] yes [x] no\n6. Bleeding disorder        [ ] yes [x] no\n7. Osteoporosis         [x] yes [ ] no"
    assert told(text, "anticoagulant") == {"absent"}
    assert told(text, "coagulopathy") == {"absent"}
    assert told(text, "osteoporosis") == {"present"}


@pytest.mark.parametrize(
    ("answer", "response"), [("No", "none"), ("no", "none"), ("Yes", "improved"), ("Little", "partial")]
)
def test_the_last_column_says_whether_a_treatment_helped(answer: str, response: str) -> None:
    rows = f"  Type        Start        End          Visits   Helped?\n  PT          04/06/2026   06/12/2026   18       {answer}"
    (course,) = treatments(f"CONSERVATIVE CARE\n{rows}")
    assert (str(course["start"]), str(course["end"])) == ("2026-04-06", "2026-06-12")
    assert course.get("response") == response


@pytest.mark.parametrize(
    ("row", "kinds"),
    [
        ("RFA on 06/02/2026 gave 60% relief, see packet.", {"radiofrequency"}),
        ("Dr. Roe gave pain medicine without relief.", {"medication"}),
        ("Failed Physical Therapy, Pain Medicine.", {"physical_therapy", "medication"}),
    ],
)
def test_what_was_given_beside_such_words_is_told(row: str, kinds: set[str]) -> None:
    assert {t["kind"] for t in treatments(f"Low back pain for a year.\n{row}")} == kinds


@pytest.mark.parametrize(
    "title",
    [
        "Facet MBB order form",
        "RFA worksheet",
        "ESI request checklist",
        "Medial branch block questionnaire",
        "Pain Center - RFA packet",
        "MBB submission packet",
        "Seen by Dr. Roe, Pain Medicine, without relief.",
        "J. Roe MD, Pain Medicine, follows her.",
        "Dr. Roe (Pain Medicine) agrees.",
    ],
)
def test_the_title_of_a_form_tells_of_nothing_given(title: str) -> None:
    assert treatments(f"Low back pain for a year.\n{title}\nStrength 5/5.") == []


@pytest.mark.parametrize(
    "row", ["Acute fracture on MRI            Y", "Date of MRI      04/28/2026", "MRI available | Yes"]
)
def test_a_row_of_a_form_is_no_title_of_a_report(row: str) -> None:
    assert [d.kind for d in read(f"KYPHOPLASTY CHECKLIST       05/11/2026\n{row}").documents] == ["office_note"]
