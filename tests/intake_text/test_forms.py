"""Forms and templates: boxes, questions with answers, what was refused, and words that part a noun from its denial."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.intake.text import Source, read_case
from assistant.intake.text.legible import legible
from assistant.model.case import Case
from assistant.pack import load_pack

PACK = load_pack()
QUESTION = "Is L4-5 laminectomy (63047) medically necessary?"


def case_of(text: str) -> Case:
    return read_case([Source("note.txt", text)], PACK, QUESTION).case


def statuses(text: str, kind: str) -> set[str]:
    found = case_of(text)
    return {f.status for f in (*found.findings, *found.treatments) if f.kind == kind}


@given(st.text(alphabet="ab1 0[x](.):;?\n\u2610\u2611", max_size=80))
def test_a_legible_text_keeps_every_place(text: str) -> None:
    made = legible(text)
    assert len(made) == len(text)
    assert [n for n, c in enumerate(made) if c == "\n"] == [n for n, c in enumerate(text) if c == "\n"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ROS: [ ] urinary retention [x] numbness", set()),
        ("ROS: [x] urinary retention [ ] numbness", {"present"}),
        ("ROS: urinary retention [ ]  numbness [x]", set()),
        ("ROS: \u2610 urinary retention \u2611 numbness", set()),
        ("Bowel or bladder dysfunction? [ ] Yes [x] No", {"absent"}),
        ("Bowel or bladder dysfunction? [x] Yes [ ] No", {"present"}),
        ("Bowel or bladder dysfunction? No", {"absent"}),
        ("Bowel or bladder dysfunction?\nNo", {"absent"}),
        ("Bowel or bladder dysfunction or saddle anesthesia: No.", {"absent"}),
        ("Is there urinary retention or saddle anesthesia? Yes", {"uncertain"}),
        ("Bowel or bladder dysfunction?", {"uncertain"}),
        ("ROS: Bladder: no issues.", {"absent"}),
    ],
)
def test_what_a_box_or_an_answer_says(text: str, status: set[str]) -> None:
    assert statuses(text, "bladder_bowel_loss") == status


@pytest.mark.parametrize(
    "text",
    [
        "HPI: PT declined by patient.",
        "HPI: Patient declined PT and injections.",
        "HPI: PT offered, member refused.",
        "HPI: PT was cancelled due to cost.",
        "HPI: He had PT for his right knee.",
        "HPI: Advised that 6 weeks of PT would be required.",
        "HPI: PT x 6 weeks planned.",
        "HPI: PT 2x/week for 6 weeks was recommended.",
        "HPI: Insurance approved 12 PT visits.",
        "HPI: The patient failed to complete PT.",
        "HPI: He had PT for 8 weeks five years ago.",
        "HPI: PT notes were not available.",
        "HPI: Has the patient completed 6 weeks of physical therapy? No",
        "PT may help.",
    ],
)
def test_a_treatment_that_was_not_given_here_is_not_told(text: str) -> None:
    assert "present" not in statuses(text, "physical_therapy")


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("HPI: PT x 8 weeks without relief, declined injections.", "physical_therapy"),
        ("HPI: She declined surgery and completed PT.", "physical_therapy"),
        ("HPI: Could not tolerate gabapentin.", "neuropathic_agent"),
    ],
)
def test_a_refusal_of_something_else_takes_nothing_away(text: str, given: str) -> None:
    assert statuses(text, given) == {"present"}


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("FINDINGS: Hardware at L4-5 without loosening.", "hardware_failure", "absent"),
        ("HPI: Leg pain resolved after surgery in 2019.", "radicular_pain", "absent"),
        ("HPI: Wife reports he had urinary incontinence.", "bladder_bowel_loss", "present"),
        ("FINDINGS: Solid fusion L4-5 is not seen.", "solid_fusion", "absent"),
        ("HPI: Tobacco use: former smoker.", "nicotine_use", "absent"),
        ("A/P: Cauda equina syndrome - ruled out.", "cauda_equina", "absent"),
        ("A/P: Progressive weakness: denies.", "progressive_deficit", "absent"),
        ("HPI: Left leg pain - no numbness.", "radicular_pain", "present"),
        ("A/P: Myelopathy excluded.", "myelopathy", "absent"),
        ("A/P: Myelopathy has not been excluded.", "myelopathy", "uncertain"),
        ("FINDINGS: Screws may be loose.", "hardware_failure", "uncertain"),
        ("FINDINGS: Loosening of the L5 screws.", "hardware_failure", "present"),
        ("HPI: Weakness has not progressed.", "progressive_deficit", "absent"),
        ("FINDINGS: The disc is not calcified and compresses the L5 root.", "root_compression", "present"),
        ("FINDINGS: The disc is not calcified or compressing the L5 root.", "root_compression", "absent"),
        ("FINDINGS: A disc herniation compresses the L5 root.", "root_compression", "present"),
        ("FINDINGS: No dynamic component to the L4-5 listhesis.", "spondylolisthesis", "present"),
        ("FINDINGS: No dynamic component to the L4-5 listhesis.", "dynamic_instability", "absent"),
        ("FINDINGS: The L4-5 slip is mobile in flexion.", "dynamic_instability", "present"),
        ("FINDINGS: The L4-5 slip is fixed and does not move.", "dynamic_instability", "absent"),
        ("HPI: Never smoked, her husband smokes.", "nicotine_use", "absent"),
        ("HPI: No prior spinal injections were done.", "epidural_injection", "absent"),
        ("HPI: She is injection naive.", "epidural_injection", "absent"),
        ("ASSESSMENT: Severe stenosis at L4-5, EMG pending.", "stenosis", "present"),
        (
            "FINDINGS: There is severe L4-5 stenosis, flexion-extension films not obtained.\nHPI: He has pain.",
            "stenosis",
            "present",
        ),
        ("HPI: Left foot drop, physical therapy recommended.", "foot_drop", "present"),
        ("HPI: Left foot drop, surgery planned for May.", "foot_drop", "present"),
        ("HPI: Does not vape but his son vapes.", "nicotine_use", "absent"),
        ("HPI: Weakness has progressed.", "progressive_deficit", "present"),
    ],
)
def test_a_denial_between_the_parts_of_a_noun_denies_it(text: str, kind: str, status: str) -> None:
    assert statuses(text, kind) == {status}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("HPI: Psych clearance pending.", "psychological_clearance"),
        ("HPI: ESI is expected to give 50% relief; ESI planned to give 50% relief.", "injection_relief"),
        ("HPI: Patient educated about cauda equina symptoms.", "cauda_equina"),
        ("FINDINGS: Severe central stenosis at L4-5 on the prior study.", "central_stenosis"),
        ("FINDINGS: Previously seen L4-5 stenosis is no longer present.", "stenosis"),
        ("FINDINGS: Less than 3 mm of translation at L4-5.", "translation"),
        ("FINDINGS: Solid fusion L4-5 is not seen.", "pseudarthrosis"),
        ("HPI: Smokes marijuana.", "nicotine_use"),
        ("HPI: His brother had urinary incontinence.", "bladder_bowel_loss"),
        ("FINDINGS: Nothing that would compress the L5 root.", "root_compression"),
        ("HPI: Psychological clearance, CT and injections are planned.", "psychological_clearance"),
        ("HPI: It would be his second epidural steroid injection.", "epidural_injection"),
        ("ESI review. 45M with neck and arm pain.", "epidural_injection"),
        ("FINDINGS: A fragment at this level would compress the S1 root.", "root_compression"),
        ("HPI: This handout explains that physical therapy helps with leg pain.", "radicular_pain"),
        ("HPI: A trial of stimulation should give at least 50% relief.", "trial_relief"),
        ("HPI: RFA typically gives 60% relief for 9 months.", "ablation_relief"),
        ("HPI: Expected benefit of surgery: leg pain for months is relieved.", "symptom_weeks"),
        ("HPI: She asked whether a disc herniation might heal.", "disc_herniation"),
        ("A/P: Were there cord compression, surgery would be urgent.", "cord_compression"),
        ("A/P: L4-5 may become unstable if more than half of the facet is removed.", "planned_wide_decompression"),
        ("A/P: Differential diagnosis includes radiculopathy, discitis and spondylolisthesis.", "spondylolisthesis"),
    ],
)
def test_what_is_planned_past_or_of_another_states_nothing(text: str, kind: str) -> None:
    assert statuses(text, kind) == set()


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("HPI: PT for at least 6 weeks.", {6.0}),
        ("HPI: Less than 6 weeks of PT.", {"not_stated"}),
        ("HPI: PT, follow up in 6 weeks.", {"not_stated"}),
        ("PLAN: Continue PT x 6 weeks.", {"not_stated"}),
    ],
)
def test_a_length_that_was_not_reached_is_none(text: str, weeks: set[object]) -> None:
    assert {t.weeks for t in case_of(text).treatments} == weeks


def test_reflexes_named_in_short_are_no_muscles() -> None:
    told = {
        (f.kind, f.of, f.side, f.status) for f in case_of("EXAM: DTRs: biceps 2+, triceps 1+ on the right.").findings
    }
    assert told == {
        ("reflex_change", "biceps_reflex", "not_stated", "absent"),
        ("reflex_change", "triceps_reflex", "right", "present"),
    }


def test_what_causes_an_allergy_was_not_given() -> None:
    assert statuses("Allergies: gabapentin (rash).", "neuropathic_agent") == set()


def test_the_quote_is_as_written() -> None:
    found = case_of("HPI: Tobacco: [ ] never [x] current smoker. PT x 8 weeks, no re1ief.")
    assert {t.response for t in found.treatments} == {"none"}
    assert all(" ".join(f.quote.split()) in " ".join(found.documents[0].text.split()) for f in found.treatments)
    assert "re1ief" in found.treatments[0].quote


def test_the_lines_of_a_letter_that_name_codes_are_held_to_their_words() -> None:
    letter = "Letter of medical necessity\nDate: 03/01/2026\nRe: L4-5 {} (22612)\nShe had a prior laminectomy.\n"
    told = {
        words: [
            p.message
            for p in read_case([Source("letter.txt", letter.format(words))], PACK).problems
            if p.message.startswith("The request says")
        ]
        for words in ("microdiscectomy", "posterolateral fusion")
    }
    assert told["microdiscectomy"] == [
        "The request says \u201cmicrodiscectomy\u201d, and code 22612 is posterolateral lumbar fusion."
    ]
    assert told["posterolateral fusion"] == []


def test_questions_answers_and_rows_stay_apart() -> None:
    told = case_of(
        "FORM\nQ. Is there instability on flexion/extension films? A. No.\nQ: Any weakness?\nA: Left EHL 4/5\n"
        "Does she have: Numbness? No  Bladder dysfunction? No\n"
        "Treatment            Dates                     Outcome\n"
        "PT (14 visits)       01/05/2026-02/27/2026     no relief\nL4-5 ESI             03/10/2026                temporary relief"
    )
    found = {(f.kind, f.status) for f in told.findings}
    assert found >= {("dynamic_instability", "absent"), ("motor_deficit", "present"), ("sensory_symptom", "absent")}
    assert {t.kind: t.response for t in told.treatments} == {
        "physical_therapy": "none",
        "epidural_injection": "partial",
    }
