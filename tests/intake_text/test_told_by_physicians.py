"""What physicians tell in long sentences: places between commas, curves of several years, care that a relative clause tells."""

import pytest

from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

from .conftest import findings, treatments


@pytest.mark.parametrize(
    ("text", "stenosis"),
    [
        ("Solid fusion of C4 to C6 and, at the segment below, C6-7, severe right foraminal stenosis.", ["C6-7 severe"]),
        ("Solid fusion of C4 to C6 and, above the fusion, at C3-4, severe right foraminal stenosis.", ["C3-4 severe"]),
        ("Healed fusion at C5-6 and, below it at C6-7, severe right foraminal stenosis.", ["C6-7 severe"]),
        ("Mild bulges from C2 to C4 and, at C5-6, severe left foraminal stenosis.", ["C5-6 severe"]),
        ("Foraminal stenosis is severe at C4-5 and, at C5-6, moderate.", ["C4-5 severe", "C5-6 moderate"]),
    ],
)
def test_a_level_between_commas_behind_a_joining_word_has_what_follows(text: str, stenosis: list[str]) -> None:
    found = [f for f in findings(f"IMPRESSION: {text}", "MRI cervical spine") if f["kind"] == "foraminal_stenosis"]
    assert [f"{' '.join(f['levels'])} {f['grade']}" for f in found] == stenosis


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        (
            "Her thoracic curve measured 27 degrees in March 2024, 38 degrees in 2025 in a brace, and now stands at 56 degrees.",
            [56],
        ),
        ("The main curve was 27 degrees in March 2024, 38 degrees in February 2025 and is now 56 degrees.", [56]),
        ("The right thoracic curve has progressed from 31 degrees in 2023 to 54 degrees.", [54]),
        ("Cobb angle T5-T12 was 41 degrees in 2024 and measures 53 degrees.", [53]),
        ("Cobb angle T11 to L3 measured 44 degrees.", [44]),
        ("The thoracic curve is 48 degrees; pelvic tilt is now 29 degrees.", [48]),
        ("The lumbar curve of 22 degrees and the kyphosis of now 56 degrees were unchanged.", [22]),
    ],
)
def test_of_a_curve_that_was_measured_over_years_the_last_value_counts(text: str, degrees: list[float]) -> None:
    assert [f["number"] for f in findings(text) if f["kind"] == "cobb_angle"] == degrees


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        (
            "Fusion of C4 to C6 in 2014. The surgeon asks to extend the fusion to C6-7 with removal of the old plate.",
            "C4-5 C5-6",
        ),
        ("Fusion of L4-5 in 2014. He wants to carry the fusion up to L3-4 and exchange the old rods.", "L4-5"),
        ("The surgeon recommends fusion at L3-4 with exchange of the previous rods.", ""),
        ("She had an earlier fusion at L4-5 and asks for relief.", "L4-5"),
    ],
)
def test_a_fusion_that_is_asked_for_is_none_of_before(text: str, levels: str) -> None:
    found = [f for f in findings(f"HISTORY: {text}") if f["kind"] == "prior_fusion"]
    assert " ".join(level for f in found for level in f["levels"]) == levels


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "He was sent to physical therapy, which he attended twice a week from November 3, 2025, through January 16, 2026, without benefit.",
            ["2025-11-03 2026-01-16 none"],
        ),
        (
            "She was referred to physical therapy, which she completed on January 16, 2026, without benefit.",
            ["2026-01-16 none"],
        ),
        ("She was referred to physical therapy, which the insurer declined.", []),
        (
            "Physical therapy from 4/7/2025 to 7/11/2025; neither pain nor strength had changed.",
            ["2025-04-07 2025-07-11 none"],
        ),
        (
            "Physical therapy (4/7/2025 to 7/11/2025) and a brace, from none of which did she profit.",
            ["2025-04-07 2025-07-11 none"],
        ),
        ("Physical therapy (4/7/2025 to 7/11/2025), with which she has been better.", ["2025-04-07 2025-07-11"]),
        (
            "He went to physical therapy from 7/14/2025 to 9/5/2025. He took naproxen. He was no better.",
            ["2025-07-14 2025-09-05 none"],
        ),
        (
            "He went to physical therapy from 7/14/2025 to 9/5/2025. He took naproxen. It did not help.",
            ["2025-07-14 2025-09-05"],
        ),
        (
            "Physical therapy from 7/14/2025 to 9/5/2025 made him much better. He took naproxen. He was no better.",
            ["2025-07-14 2025-09-05 improved"],
        ),
    ],
)
def test_a_course_that_a_relative_clause_or_the_next_sentence_tells(text: str, told: list[str]) -> None:
    found = [t for t in treatments(f"HISTORY: {text}") if t["kind"] == "physical_therapy"]
    made = [[str(t[name]) for name in ("start", "end", "response") if name in t] for t in found]
    assert [" ".join(dict.fromkeys(each)) for each in made] == told


@pytest.mark.parametrize("text", ["obtained the same night", "of the same evening", "done in the trauma bay"])
def test_a_study_of_the_day_told_before_has_that_day(text: str) -> None:
    note = f"He was thrown from a motorcycle on May 9, 2026. MRI {text} showed cord compression at C6-7."
    assert [str(f["date"]) for f in findings(note) if f["kind"] == "cord_compression"] == ["2026-05-09"]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        (
            "At C4-C5 and C5-C6 disc-osteophyte complexes which narrow the canal and flatten the cord, with T2 hyperintensity in it at C5-C6.",
            ["C4-5", "C5-6"],
        ),
        ("Spurs at C4-5 and C5-6 which narrow the canal and compress the cord.", ["C4-5", "C5-6"]),
        ("Spurs at C4-5 and C5-6, which narrow the canal and compress the cord at C5-6.", ["C5-6"]),
        ("A bulge at C4-5 and an extrusion at C5-6, which compresses the cord.", []),
    ],
)
def test_a_relative_in_the_plural_is_told_of_all_levels_before_it(text: str, levels: list[str]) -> None:
    found = [f for f in findings(f"IMPRESSION: {text}", "MRI cervical spine") if f["kind"] == "cord_compression"]
    assert [level for f in found for level in f.get("levels", ())] == levels


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("The T10 screws have cut out of the bone.", ["T10"]),
        ("The S1 screws have ploughed through the endplate.", ["S1"]),
        ("The T10 screws are intact.", []),
    ],
)
def test_screws_that_cut_out_have_failed(text: str, levels: list[str]) -> None:
    found = [f for f in findings(f"IMPRESSION: {text}", "CT spine") if f["kind"] == "hardware_failure"]
    assert [level for f in found if f.get("status") != "absent" for level in f.get("levels", ())] == levels


def test_a_second_study_that_is_named_in_passing_takes_no_day_from_the_first() -> None:
    note = (
        "MRI of January 6, 2026, shows an extrusion at T7-8, calcified on the CT, which severely compresses the cord."
    )
    assert [str(f["date"]) for f in findings(note) if f["kind"] == "cord_compression"] == ["2026-01-06"]


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("Transpedicular approach with removal of the entire left facet joint.", 1),
        ("Both facet joints will be resected; we take both T7-8 facets.", 1),
        ("The entire left facet had been removed in 2019.", 0),
    ],
)
def test_a_whole_facet_that_is_to_be_removed(text: str, planned: int) -> None:
    assert len([f for f in findings(f"PLAN: {text}") if f["kind"] == "planned_wide_decompression"]) == planned


@pytest.mark.parametrize(
    ("question", "text", "levels"),
    [
        (
            "Is fusion (22610 T4-5, 22614 x3, 22842) medically necessary?",
            "A 59-year-old woman was planned for posterior fusion T4 to T8.",
            "T5-6 T6-7 T7-8",
        ),
        (
            "Is fusion (22610 T4-5, 22614 x2) medically necessary?",
            "A 59-year-old woman was planned for posterior fusion T4 to T8.",
            "T4-5",
        ),
        (
            "Was 63081 C5, 63082 C6, 22554 C4-5, 22585 x2 medically necessary?",
            "A 50-year-old man had an abscess.",
            "C5-6 C6-7",
        ),
        ("Is fusion (22610 T4-5, 22614 x3) medically necessary?", "A 59-year-old woman has pain.", "T4-5"),
    ],
)
def test_further_levels_that_a_question_only_counts(question: str, text: str, levels: str) -> None:
    case = read_case([Source("note.txt", text)], load_pack(), question, id="counted").case
    further = next(line for line in case.request.lines if line.code in ("22614", "22585"))
    assert " ".join(further.levels) == levels


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "55-year-old man with neck pain and right arm pain.\n\nExam on December 9, 2025. The right biceps is 4/5.\n\nPlan: ACDF at C4-5.",
            "record_summary",
        ),
        (
            "He has arm pain. Today the right biceps is 4/5. MRI on December 2, 2025 shows stenosis.\n\nPlan: ACDF at C4-5.",
            "office_note",
        ),
        ("I saw him for arm pain. Exam on December 9, 2025: biceps 4/5.\n\nPlan: ACDF at C4-5.", "office_note"),
    ],
)
def test_a_plan_under_its_head_ends_a_case_told_by_another(text: str, kind: str) -> None:
    case = read_case([Source("note.txt", text)], load_pack(), "Is 22551 at C4-5 medically necessary?", id="told").case
    assert [d.kind for d in case.documents] == [kind]


@pytest.mark.parametrize(
    ("text", "responses"),
    [
        (
            "Physical therapy from 9/15/2025 to 11/14/2025, gabapentin, and an epidural injection on December 5, 2025, gave no relief.",
            {"physical_therapy": "none", "neuropathic_agent": "none", "epidural_injection": "none"},
        ),
        (
            "Physical therapy from 9/15/2025 to 11/14/2025, and an epidural injection on December 5, 2025 that gave no relief.",
            {"physical_therapy": "", "epidural_injection": "none"},
        ),
        (
            "A physiotherapist treated her from November 4, 2025, until January 9, 2026, without benefit.",
            {"physical_therapy": "none"},
        ),
    ],
)
def test_a_list_before_its_verb_brought_what_the_verb_says(text: str, responses: dict[str, str]) -> None:
    assert {t["kind"]: t.get("response", "") for t in treatments(f"HISTORY: {text}")} == responses


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("Thoracic kyphosis measured 82 degrees (76 degrees in 2024).", [82]),
        ("The kyphosis is now 79 degrees.", [79]),
        ("The kyphosis is mild and the curve is 20 degrees.", []),
    ],
)
def test_a_kyphosis_that_a_verb_measures(text: str, degrees: list[float]) -> None:
    assert [f["number"] for f in findings(f"IMAGING: {text}") if f["kind"] == "kyphosis_angle"] == degrees


@pytest.mark.parametrize(("text", "found"), [("The conus is compressed at T12-L1.", 1), ("The conus ends at L1.", 0)])
def test_the_conus_is_cord(text: str, found: int) -> None:
    report = findings(f"IMPRESSION: {text}", "MRI thoracic spine")
    assert sum(f["kind"] == "cord_compression" for f in report) == found


def test_a_construct_spans_the_further_levels_and_nobody_is_asked_which_they_are() -> None:
    text = "A 59-year-old woman was planned for posterior fusion T4 to T8."
    read = read_case(
        [Source("note.txt", text)], load_pack(), "Is it (22610 T4-5, 22614 x3, 22842) necessary?", id="told"
    )
    implant = next(line for line in read.case.request.lines if line.code == "22842")
    assert implant.levels == ("T4-5", "T5-6", "T6-7", "T7-8")
    assert not [p for p in read.problems if "requested 3 times" in p.message]
