"""What a hard reader asks of a document: every fact that decides, at its level, in whole words; evidence that fits; gap told from rule."""

import pytest

from assistant.api import draft_whole
from assistant.draft.words import clause
from assistant.guard import check_statement
from assistant.intake.text import Source, read_case
from assistant.model.base import NOT_STATED
from assistant.model.case import Case, Finding
from assistant.pack import load_pack
from assistant.settings import Settings

from .made import drafted, loaded


def words(name: str, policy_set: str = "general") -> str:
    made = drafted(name, policy_set).determination
    return "\n".join(
        s.words() for s in [*made.lead, *(s for x in made.sections for b in x.blocks for s in b.statements)]
    )


def titles(name: str, policy_set: str) -> list[str]:
    return [x.title for x in drafted(name, policy_set).determination.sections]


def lead(name: str, policy_set: str = "general") -> str:
    return " ".join(s.words() for s in drafted(name, policy_set).determination.lead)


def again(case: Case, name: str) -> str:
    made = draft_whole(case, pack=loaded(name).pack, settings=Settings(), search=False).determination
    assert (made.guard.dropped, made.guard.violations) == (0, ())
    return "\n".join(
        s.words() for s in [*made.lead, *(s for x in made.sections for b in x.blocks for s in b.statements)]
    )


def test_every_fact_that_would_meet_a_criterion_is_quoted() -> None:
    told = words("lumbar-discectomy-foot-drop")
    assert "“severe left lateral recess”, “compression of the traversing left L5 root” and “Large left" in told


def test_a_fact_stands_with_the_levels_that_it_holds_for_once() -> None:
    told = next(
        line for line in words("lumbar-t12-s2-fusion").splitlines() if "claudication" in line and "at L3-5" in line
    )
    assert told.count("Tibialis anterior") == 1
    assert "at L3-5 the surgeon's note records “Tibialis anterior 4+/5 bilaterally”" in told


def test_what_the_same_facts_meet_of_two_procedures_is_told_once() -> None:
    told = [s for s in words("cervical-corpectomy-myelopathy").splitlines() if s.startswith("Clinical correlation at")]
    assert len(told) == 1
    assert "; for anterior cervical discectomy and fusion it asks for an objective sign" in told[0]


def test_a_verdict_that_stands_says_what_it_rests_on() -> None:
    assert "It rests on imaging (the MRI report reads “" in lead("acdf-two-levels-medicare")
    assert "rests on" not in lead("cervical-staged-revision")
    assert "freedom from nicotine" not in lead("acdf-two-levels-medicare")


def test_what_the_request_itself_meets_is_not_called_missing() -> None:
    told = words("adult-deformity-t10-pelvis")
    assert "holds nothing that could be" not in told
    assert "the policy asks for a long fusion to the sacrum" in told


def test_a_report_that_decides_nothing_is_told() -> None:
    told = next(s for s in words("lumbar-pseudarthrosis-revision").splitlines() if s.startswith("On file as well"))
    assert "the flexion-extension film report reads “Angular motion at L5-S1 of 7 degrees”" in told


def test_a_fact_that_leaves_a_criterion_open_is_quoted_in_the_lead() -> None:
    assert "exclusion of other sources of the symptoms (“unsure if all other" in lead("cervical-staged-revision")


def test_evidence_is_of_this_grade_and_of_no_more_levels() -> None:
    assert "mild degenerative cervical myelopathy" not in words("cervical-corpectomy-myelopathy")
    assert "three-level degenerative cervical disease" not in words("cervical-corpectomy-myelopathy")
    assert "two cervical levels" not in words("cervical-arthroplasty-washington")
    case = loaded("cervical-corpectomy-myelopathy").case
    findings = tuple(f.model_copy(update={"grade": NOT_STATED}) if f.kind == "myelopathy" else f for f in case.findings)
    ungraded = again(case.model_copy(update={"findings": findings}), "cervical-corpectomy-myelopathy")
    assert "mild degenerative cervical myelopathy" in ungraded


def test_a_repeat_operation_without_metal_is_told_no_evidence_on_metal() -> None:
    told = words("lumbar-repeat-discectomy")
    assert "pedicle screws" not in told
    assert "recurrent lumbar disc herniation" in told


@pytest.mark.parametrize("policy_set", ["general", "aetna", "washington", "nia"])
def test_evidence_is_of_the_procedure_whoever_pays(policy_set: str) -> None:
    disc = words("lumbar-discectomy-foot-drop", policy_set)
    assert "In severe sciatica, leg-pain relief" in disc
    assert "lumbar stenosis" not in disc
    assert "lumbar disc herniation" not in words("lumbar-stenosis-two-levels", policy_set)


@pytest.mark.parametrize(
    ("text", "asked", "told", "never"),
    [
        (
            "Right thoracic curve of 58 degrees on standing films of 05/04/2026, 44 degrees in May 2025. Never smoked.",
            "posterior fusion T4-L1 (22802) medically necessary for a 13-year-old boy",
            "no study of outcomes in people below the age of 18",
            "lumbar scoliosis",
        ),
        (
            "MRI of 05/04/2026 shows discitis and osteomyelitis at C5-6 with an epidural abscess that compresses the cord. Gait is spastic.",
            "ACDF C5-6 (22551) medically necessary for a 50-year-old man",
            "no study of outcomes in people with an infection",
            "radiculopathy",
        ),
    ],
)
def test_evidence_is_of_people_with_the_same_cause_or_said_to_be_missing(
    text: str, asked: str, told: str, never: str
) -> None:
    pack = load_pack("spine")
    case = read_case([Source(name="a.txt", text=text)], pack, f"Is {asked}?").case
    made = draft_whole(case, pack=pack, settings=Settings(), search=False).determination
    section = next(x for x in made.sections if x.id == "outcomes")
    words = " ".join(s.words() for b in section.blocks for s in b.statements)
    assert told in words
    assert never not in words
    assert made.guard.violations == ()


def test_evidence_of_the_fallback_holds_no_rule_of_another_payer() -> None:
    assert "eviCore" in words("cervical-arthroplasty-washington")
    assert "What is known about outcomes" in titles("cervical-arthroplasty-washington", "washington")
    assert "eviCore" not in words("cervical-arthroplasty-washington", "washington")


def test_a_rule_that_bars_a_procedure_is_no_gap() -> None:
    told = lead("si-fusion-washington", "washington")
    assert "rests on a rule of the policy" in told
    assert "gap in the documentation" not in told


def test_a_set_without_a_policy_says_so_once() -> None:
    told = words("si-fusion-single-block", "nia")
    assert told.count("The policy set nia has no policy") == 1
    assert "necessary under the policy set general" in told


@pytest.mark.parametrize(
    ("quote", "text", "told"),
    [
        ("5/5", "Exam: strength 5/5 throughout both legs. Sensation intact.", "strength 5/5 throughout both legs"),
        ("Cannot stand", "ODI 48. Cannot stand more than 15 minutes; off work.", "Cannot stand more than 15 minutes"),
        ("A1c 6.8", "type 2 diabetes (A1c 6.8), hypertension", "A1c 6.8"),
        ("A1c 7.2", "He has diabetes (A1c 7.2) and a coronary stent; he was cleared.", "A1c 7.2"),
        ("cleared", "A stent (his cardiologist cleared him); no pain.", "his cardiologist cleared him"),
        ("cord compression", "C3-4: cord compression.\nC4-5: no cord compression.", "cord compression"),
        ("PT 4/6 to 6/1 (16 visits", "PT 4/6 to 6/1 (16 visits), then home", "PT 4/6 to 6/1 (16 visits)"),
        (
            "weakness of the left leg is clear",
            "He says weakness of the left leg is clear.",
            "weakness of the left leg is clear",
        ),
        ("gone", "nothing of the kind", "gone"),
        (
            "The fusion is solid and there is no",
            "The fusion is solid and there is no motion. Seen.",
            "The fusion is solid and there is no motion",
        ),
        ("Right biceps 4/5, right", "Right biceps 4/5, right grip 4/5; else 5/5.", "Right biceps 4/5, right grip 4/5"),
        (
            "both sides, ankle jerk absent",
            "Babinski up both sides, ankle jerk absent.",
            "Babinski up both sides, ankle jerk absent",
        ),
        ("has failed bracing and", "He has failed bracing and\n  ice. Now worse.", "has failed bracing and\n  ice"),
    ],
)
def test_few_words_are_quoted_with_their_clause(quote: str, text: str, told: str) -> None:
    assert clause(quote, text) == told


def test_of_several_things_asked_for_together_the_proven_ones_are_told_and_the_missing_one_is_asked_for() -> None:
    told = words("lumbar-stenosis-two-levels", "aetna")
    assert "failed conservative care (medication within a year)" in lead("lumbar-stenosis-two-levels", "aetna")
    assert "does not show medication within a year; beside it the therapy note records" in told
    assert "The drugs tried within the past year. Needed for L" in told
    assert "claims history" not in told


def test_an_earlier_grade_beside_the_present_one_is_told() -> None:
    told = words("lumbar-discectomy-foot-drop")
    assert "“left tibialis anterior 2/5 (was 4/5 in the ED on 3 May)”" in told
    assert "stated and not measured" not in told
    case = loaded("lumbar-discectomy-foot-drop").case
    text = case.documents[0].text.replace(" (was 4/5 in the ED on 3 May)", " (right 5/5)")
    documents = (case.documents[0].model_copy(update={"text": text}), *case.documents[1:])
    alone = again(case.model_copy(update={"documents": documents}), "lumbar-discectomy-foot-drop")
    assert "one graded examination is on file, so the change is stated and not measured" in alone


def test_what_is_known_second_hand_is_asked_for_once_as_the_report_itself() -> None:
    case = loaded("lumbar-stenosis-two-levels").case
    note = next(d.kind for d in case.documents if d.kind != "mri_report")
    documents = tuple(d.model_copy(update={"kind": note}) if d.kind == "mri_report" else d for d in case.documents)
    told = again(case.model_copy(update={"documents": documents}), "lumbar-stenosis-two-levels")
    assert told.count("The report that could prove what is on file without one:") == 1
    assert "A radiologist's grade of the stenosis" not in told


def test_a_partial_verdict_is_summed_up_with_what_stands() -> None:
    assert "Necessary: " in words("lumbar-stenosis-two-levels").split("partially necessary under")[-1]


def test_what_another_threshold_makes_of_a_level_is_told_and_proved_under_that_set() -> None:
    made = drafted("cervical-staged-revision")
    statements = [s for x in made.determination.sections for b in x.blocks for s in b.statements]
    (told,) = (s for s in statements if s.basis.policy_set == "aetna")
    assert "Under the policy set aetna imaging severity is met at C3-4 and C5-6" in told.words()
    assert check_statement(told, made.ground) == ()
    for right, wrong in (("are undetermined", "are necessary"), ("is met at C3-4", "is not met at C3-4")):
        assert right in told.text
        assert check_statement(told.model_copy(update={"text": told.text.replace(right, wrong)}), made.ground)
    here = told.basis.model_copy(update={"policy_set": NOT_STATED})
    assert check_statement(told.model_copy(update={"basis": here}), made.ground)


def test_a_measurement_that_reaches_is_told_beside_the_one_that_falls_short() -> None:
    told = words("facet-ablation-second-block")
    assert "; beside it, the pain clinic note records “MBB #1 on 05/18: 85%" in told
    assert "MBB #1" not in lead("facet-ablation-second-block")


def test_treatments_that_no_criterion_counts_are_on_file_as_well() -> None:
    told = words("lumbar-discectomy-two-levels-nia")
    assert "On file as well: the office note records “Naproxen twice daily from 2 March to 24 May 2026 without" in told


def test_a_step_says_what_it_serves_where_that_can_differ_and_what_is_on_file() -> None:
    assert "Needed for" not in words("cervical-fusion-exploration")
    assert "Needed for T12-L1; the signs on file so far belong to other levels" in words("lumbar-t12-s2-fusion")


def test_how_old_images_may_be_is_told_where_that_is_in_question() -> None:
    told = words("cervical-staged-revision")
    assert "requirement of imaging severity is not met at C3-4" in told
    assert "images must be of the last" not in told


def test_results_of_people_with_what_the_record_only_denies_are_left_out() -> None:
    told = words("lumbar-two-stage-revision")
    assert "intention-to-treat" not in told
    assert "In 197 revision lumbar fusions" in told


@pytest.mark.parametrize("name", ["cervical-staged-revision", "lumbar-two-stage-revision"])
def test_a_patient_reads_names_and_everyday_words(name: str) -> None:
    made = drafted(name, audience="patient").determination
    told = [s.words() for s in [*made.lead, *(s for x in made.sections for b in x.blocks for s in b.statements)]]
    assert any("what the scan shows and how bad it is" in s for s in told)
    codes = {line.code for line in made.outcome.lines}
    assert not [s for s in told if any(code in s for code in codes)]


def test_a_payer_that_the_question_names_and_does_not_decide_is_named() -> None:
    case = loaded("lumbar-stenosis-two-levels").case
    asked = case.model_copy(update={"question": f"{case.question} The member is with AETNA."})
    told = again(asked, "lumbar-stenosis-two-levels")
    assert (
        "The question names AETNA (policy set aetna); what is said here is said under the policy set general." in told
    )
    assert "The question names" not in words("lumbar-stenosis-two-levels")


def test_therapy_dated_by_months_is_proved_without_days() -> None:
    case = loaded("lumbar-stenosis-two-levels").case
    treatments = tuple(t.model_copy(update={"start": "2026-01", "end": "2026-03"}) for t in case.treatments)
    assert again(case.model_copy(update={"treatments": treatments}), "lumbar-stenosis-two-levels")


def test_an_unknown_date_is_not_stated() -> None:
    case = loaded("acdf-two-levels-medicare").case
    documents = (case.documents[0].model_copy(update={"date": NOT_STATED}), *case.documents[1:])
    made = draft_whole(
        case.model_copy(update={"documents": documents}),
        pack=loaded("acdf-two-levels-medicare").pack,
        settings=Settings(),
        search=False,
    ).determination
    assert next(r.date for r in made.record if r.document == documents[0].id) == NOT_STATED


TOO_OLD = """69 yo M w/ R leg pain x 14 months. MRI L-spine dated 8/11/2024: L4-5 severe central & R lateral recess
stenosis, R L5 root compressed. Seen 4/9/2026: R EHL 4/5, decr sensation R dorsal foot. PT 12/1/2025 - 2/6/2026,
16 visits, no benefit. ODI 44."""


def test_a_step_says_that_the_image_on_file_is_too_old() -> None:
    pack = load_pack()
    case = read_case(
        [Source("a.txt", TOO_OLD)], pack, "Is right L4-5 laminectomy (63047) medically necessary?", id="a"
    ).case
    made = draft_whole(case, pack=pack, settings=Settings(), search=False).determination
    told = [s.words() for x in made.sections if x.id == "steps" for b in x.blocks for s in b.statements]
    assert any(
        line.startswith("A radiologist's grade of the stenosis at L4-5") and "too old to count" in line for line in told
    )


DEFORMITY = {
    "films.txt": "SCOLIOSIS SURVEY, STANDING PA AND LATERAL\nDate: 04/21/2026\nLumbar levoscoliosis, Cobb angle 28 degrees between T12 and L4.",
    "note.txt": "SPINE CLINIC NOTE\nDate: 05/05/2026\nHPI: Back pain. Cannot stand more than 5 minutes. PT 08/04/2025-11/28/2025 with 30 "
    "supervised visits, no benefit. Never smoker. Standing films: lumbar Cobb 58 degrees.",
}


def test_what_a_note_measures_against_the_report_of_the_films_is_told_beside_it() -> None:
    pack = load_pack()
    sources = [Source(name, text) for name, text in DEFORMITY.items()]
    case = read_case(sources, pack, "Is T10-L4 deformity fusion (22800) medically necessary?", id="a").case
    made = draft_whole(case, pack=pack, settings=Settings(), search=False).determination
    told = " ".join(s.words() for x in made.sections for b in x.blocks for s in b.statements)
    assert made.outcome.overall == "not_necessary"
    assert "“Cobb angle 28”" in told
    assert "beside it, the surgeon's note records “lumbar Cobb 58 degrees”" in told


def test_days_above_a_mean_that_is_no_whole_number_are_compared_in_whole_days() -> None:
    assert "The 6 days asked for are, in whole days, no longer than the expected stay of 5.7 days" in words(
        "adult-deformity-t10-pelvis"
    )


@pytest.mark.parametrize("name", ["cervical-corpectomy-myelopathy", "lumbar-fusion-spondylolisthesis"])
def test_what_silence_meets_is_not_shown_by_a_fact_that_stands_beside_it(name: str) -> None:
    assert "A level without an earlier fusion at" not in words(name)


def test_an_exclusion_that_is_met_is_not_named_as_what_it_excludes() -> None:
    told = words("lumbar-arthroplasty-two-levels")
    assert "Exclusion of instability at L4-5. The MRI report reads “No slip”" in told
    assert "\nInstability at L4-5." not in told


@pytest.mark.parametrize(
    ("level", "told"),
    [
        ("L1", "the CT report reads “L1: no fracture”; these statements contradict each other"),
        ("T12", "the CT report reads “T12: no fracture”"),
    ],
)
def test_what_two_reports_say_of_a_vertebra_is_told(level: str, told: str) -> None:
    case = loaded("vertebral-augmentation-l1").case
    said = f"{level}: no fracture"
    ct = {"id": "ct", "title": "CT of the lumbar spine", "kind": "ct_report", "text": f"{said}."}
    denied = Finding(id="x", kind="vertebral_fracture", status="absent", levels=(level,), document="ct", quote=said)
    documents = (*case.documents, case.documents[-1].model_copy(update=ct))
    twice = case.model_copy(update={"documents": documents, "findings": (*case.findings, denied)})
    assert told in again(twice, "vertebral-augmentation-l1")


SLIP = "lumbar-fusion-spondylolisthesis"
BLOCKS = """PAIN CLINIC NOTE
Date: 06/16/2026
HPI: Left-sided low back pain for two years, worse on extension. No leg pain. Cannot sit through a meeting.
TREATMENT: Supervised physical therapy 01/12/2026 to 03/27/2026, 20 visits, no benefit.
First medial branch block left L4-5 and L5-S1 on 04/20/2026 with lidocaine: 90% relief for two hours.
Second medial branch block left L4-5 and L5-S1 on 05/18/2026 with bupivacaine: {second}% relief for six hours.
PLAN: Radiofrequency ablation left L4-5 and L5-S1.
"""


def test_the_relief_after_each_block_is_quoted_where_it_carries_an_approval() -> None:
    question = "Is radiofrequency ablation of the left L4-5 and L5-S1 facet joints (64635, 64636) medically necessary?"
    case = read_case([Source("note.txt", BLOCKS.format(second=85))], loaded(SLIP).pack, question).case
    told = again(case, SLIP)
    [shown] = [line for line in told.split("\n") if line.startswith("The indication at L4-S1.")]
    [rests] = [line for line in told.split("\n") if " rests on " in line]
    for line in (shown, rests):
        assert "90% relief for two hours" in line
        assert "85% relief for six hours" in line


def test_a_measure_that_shows_nothing_is_told_beside_what_meets_the_criterion() -> None:
    """The slip meets it; two millimetres of motion, which the policy does not count, are not passed over."""
    [shown] = [line for line in words(SLIP).split("\n") if line.startswith("An indication for fusion at L4-5.")]
    assert "“translation at L4-5 measures 2 mm”, which does not count towards this" in shown


def test_a_rule_on_codes_is_told_once_for_all_its_lines() -> None:
    question = "Are 63047 L4-5, 63048 L5-S1, 22633 L4-5 and 22634 L5-S1 medically necessary?"
    told = again(read_case([Source("note.txt", BLOCKS.format(second=85))], loaded(SLIP).pack, question).case, SLIP)
    assert told.count("has add-on codes of its own") == 1
    assert "a coding note for 63047 with 22633 and 63048 with 22634" in told
