"""A case told in prose: what it is filed as, of which days it tells, and what it proves."""

from datetime import date
from typing import Any

import pytest
import yaml

from assistant import draft
from assistant.check import check
from assistant.intake.text import Source, read_case
from assistant.model.case import Case
from assistant.pack import load_pack
from assistant.pack.yamlio import Loader
from assistant.render import render_markdown
from evals.intake.vignettes import FILE, outcomes

from .conftest import make_reader, read

TOLD = """The patient is a 58-year-old man with low back pain radiating to the left leg for five months. He attended physical therapy twice a
week from 01/06/2025 to 03/03/2025 without relief. On examination the left EHL is 4/5. MRI of the lumbar spine dated 03/10/2025 shows a left
paracentral disc extrusion at L4-5 with compression of the left L5 nerve root. The surgeon requests a discectomy."""
QUESTION = "Is left L4-5 microdiscectomy (63030) medically necessary?"


def case_of(*texts: str) -> Case:
    sources = [Source(f"{n}.txt", text) for n, text in enumerate(texts)]
    return read_case(sources, load_pack(), QUESTION, id="told").case


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (TOLD, "record_summary"),
        (f"Case 2026-118   Page 1 of 2\nCONFIDENTIAL\n{TOLD}", "record_summary"),
        (f"PATIENT CLINICAL HISTORY [SUMMARY]:\n{TOLD}", "record_summary"),
        (f"Patient Clinical History\n\n{TOLD}\n\nExam: normal.", "record_summary"),
        (f"Summary of the case: a man of 58.\n\n{TOLD}", "record_summary"),
        (f"Clinical history\n\n{TOLD}\n\nExam of 03/02/2026: normal. Grade I slip.", "record_summary"),
        (f"HISTORY PROVIDED:\n{TOLD}\n\nExam: normal.", "record_summary"),
        (f"Background and request\n{TOLD}\n\nImaging: none.", "record_summary"),
        (f"Case background: {TOLD}\n\nExam: normal.", "record_summary"),
        (f"Clinical history\n\n{TOLD}\n\nExam: I find it normal.", "office_note"),
        (f"Clinical history\n\n{TOLD}\n\nExam: normal.\n\nJ. Doe, MD", "office_note"),
        (f"Clinical history\n\n{TOLD}\n\nExam: normal.\nElectronically signed by J. Doe", "office_note"),
        (f"Clinical history and examination\n\n{TOLD}\n\nExam: normal.", "office_note"),
        (f"{TOLD}\n\nRequested: L4-5 discectomy.", "record_summary"),
        (f"{TOLD}\n\nExam: left EHL is 4/5.", "office_note"),
        (f"{TOLD}\n\nExam 03/20/2025: left EHL is 4/5.", "record_summary"),
        (f"HISTORY: {TOLD}\nCARE: gabapentin.\nFindings: 03/20/2025 - left EHL is 4/5.", "office_note"),
        (f"HISTORY: {TOLD}\nCARE: gabapentin.\nExamination of March 20, 2025: left EHL is 4/5.", "record_summary"),
        (f"BACKGROUND: {TOLD}\nCOURSE: gabapentin.\nREQUEST: left L4-5 discectomy.", "record_summary"),
        (f"BACKGROUND: {TOLD}\nI saw him.\nREQUEST: left L4-5 discectomy.", "office_note"),
        (f"HISTORY: {TOLD}\nExam 03/20/2025: left EHL is 4/5.\nJ. Doe, MD", "office_note"),
        (f"HISTORY\n{TOLD}\nREQUEST\nLeft L4-5 discectomy.", "record_summary"),
        (f"HISTORY\n{TOLD}\nEXAM\nMarch 20, 2025: left EHL is 4/5.", "record_summary"),
        (f"Summary: {TOLD}\nPlan: discectomy.", "record_summary"),
        (f"History: {TOLD}\n\nHe takes gabapentin and naproxen.", "record_summary"),
        (f"Office note\n\n{TOLD}", "office_note"),
        (TOLD.replace("The surgeon requests", "I recommend"), "office_note"),
        (TOLD.replace("On examination", "\n\nEXAM: On examination"), "office_note"),
        (f"{TOLD}\n\nJ. Doe, MD", "office_note"),
    ],
)
def test_prose_without_a_head_or_a_voice_of_its_own_is_a_summary(text: str, kind: str) -> None:
    documents = make_reader().file([Source("a.txt", text)])
    assert [(f.document.kind, f.document.date) for f in documents] == [(kind, "not_stated")]


def test_a_request_without_a_dated_document_is_of_the_latest_day_that_the_record_names() -> None:
    assert case_of(TOLD).date == date(2025, 3, 10)
    assert case_of(TOLD.replace("03/10/2025", "March 2025")).date == date(2025, 3, 31)
    assert case_of(f"{TOLD} An evaluation is scheduled for 06/18/2025 and pending.").date == date(2025, 3, 10)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("MRI of 04/02/2025 shows severe central stenosis at L4-5.", [date(2025, 4, 2)]),
        ("On 04/02/2025 an MRI showed severe central stenosis at L4-5.", [date(2025, 4, 2)]),
        ("MRI (March 2025) shows severe central stenosis at L4-5.", [date(2025, 3, 1)]),
        ("An MRI from 2019 showed severe central stenosis at L4-5.", [date(2019, 12, 31)]),
        (
            "CT 01/05/2025: solid fusion at L3-4. MRI 04/02/2025: severe central stenosis at L4-5.",
            [date(2025, 1, 5), date(2025, 4, 2)],
        ),
        ("Seen on 06/01/2025. MRI shows severe central stenosis at L4-5.", ["not_stated"]),
    ],
)
def test_what_a_note_tells_of_a_study_is_of_the_day_of_the_study(text: str, days: list[date | str]) -> None:
    shown = {
        f.levels: f.date
        for f in read(f"Office note\n\n{text}").findings
        if f.kind in ("central_stenosis", "solid_fusion")
    }
    assert list(shown.values()) == days


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Fusion is requested for a 61-year-old man with right leg pain and failed physical therapy.",
         {"radicular_pain", "physical_therapy none not_stated"}),  # an age is no length of a treatment
        ("A trial is requested for a 61 y.o. woman with failed PT after L4-S1 fusion in 2021.",
         {"prior_fusion", "physical_therapy none not_stated"}),
        ("Is fusion necessary for a 47-year-old who has failed 6 months of PT and two epidural steroid injections?",
         {"physical_therapy none 26.1", "epidural_injection none not_stated"}),
        ("Fusion L4-5 is requested for this 61-year-old man.", set()),
        ("Risks discussed with this 61 yo: infection, nonunion.", set()),
        ("Proposed: an epidural for a 60-year-old woman who wants physical therapy.", set()),
        ("MRI 1/2026: solid fusion L4-S1. Psychological evaluation 2/10/2026: cleared. No substance use disorder.",
         {"solid_fusion", "pseudarthrosis", "psychological_clearance", "untreated_substance_use"}),
        ("Persistent bilateral leg burning pain.", {"radicular_pain"}),
        ("Is radiofrequency ablation (64635, 64636) medically necessary for a 67-year-old with low back pain?", {"axial_pain"}),
        ("Two diagnostic medial branch blocks gave 85% and 90% relief.", {"injection_relief", "facet_injection not_stated not_stated"}),
    ],
)  # fmt: skip
def test_who_is_described_has_what_is_told_of_him(text: str, facts: set[str]) -> None:
    record = read(f"{text} She was seen.")
    told = {f"{t.kind} {t.response} {t.weeks}" for t in record.treatments}
    assert {f.kind for f in record.findings} | told == facts


@pytest.mark.parametrize(
    ("text", "lines", "treated"),
    [
        # Who is described ends the request; the words of an operation end what a film showed.
        ("Request: left C6-7 foraminotomy (63020). 49M, arm pain. Tried PT twice a week without improvement.",
         [("63020", ("C6-7",))], {"physical_therapy"}),
        ("He presented on 05/02/2026. MRI the same day: L4-5 extrusion. Emergent L4-5 laminectomy (63047) was performed.",
         [("63047", ("L4-5",))], set()),
        ("Requested: epidural steroid injection L4-5, left (64483). The first injection on 02/10/2026 gave 30% relief.",
         [("64483", ("L4-5",))], {"epidural_injection"}),
        ("RE: 22558 at L5-S1 - ALIF\nThe patient is a 48 yo with failed PT.", [("22558", ("L5-S1",))], {"physical_therapy"}),
        ("A 77-year-old fell. MRI 04/14/2026: acute T12 fracture. Severe back pain despite bracing. Kyphoplasty at T12 (22513).",
         [("22513", ("T12",))], {"bracing"}),
        # The codes of a letter are asked for at the place that its words name.
        ("His request for L5-S1 anterior lumbar interbody fusion was denied. Please approve 22558, 22845, 22853 and 22612.",
         [("22558", ("L5-S1",)), ("22845", ("L5-S1",)), ("22853", ("L5-S1",)), ("22612", ("L5-S1",))], set()),
    ],
)  # fmt: skip
def test_a_case_in_one_paragraph_keeps_request_and_record_apart(
    text: str, lines: list[tuple[str, tuple[str, ...]]], treated: set[str]
) -> None:
    case = read_case([Source("a.txt", text)], load_pack()).case
    assert [(line.code, line.levels) for line in case.request.lines] == lines
    assert {t.kind for t in case.treatments} == treated
    assert {f.date for f in case.findings if f.kind == "disc_herniation"} <= {date(2026, 5, 2)}


def test_a_question_within_the_text_is_the_question() -> None:
    told = read_case([Source("a.txt", f"{QUESTION} {TOLD}")], load_pack())
    assert told.case.question == QUESTION
    assert not any("names a procedure" in p.message for p in told.problems)


def test_a_summary_proves_what_the_reports_say_only_where_no_report_is_on_file() -> None:
    assert check(case_of(TOLD), load_pack()).overall == "necessary"
    stale = TOLD.replace("03/10/2025", "03/10/2021")
    assert check(case_of(stale), load_pack()).overall != "necessary"
    note = f"Office note\nDate: 03/12/2025\n\n{TOLD}"
    assert check(case_of(note), load_pack()).overall == "undetermined"
    report = "MRI LUMBAR SPINE\nExam date: 03/10/2025\nFINDINGS: L3-4: No stenosis."
    assert check(case_of(f"Summary of records\n\n{TOLD}", report), load_pack()).overall != "necessary"


@pytest.mark.parametrize("told", yaml.load(FILE.read_text("utf-8"), Loader), ids=lambda told: str(told["id"]))
def test_a_case_told_in_prose_has_the_outcomes_that_a_reviewer_reaches(told: dict[str, Any]) -> None:
    got = outcomes(told.get("question"), told["text"])
    assert {code: got.get(code) for code in told["outcomes"]} == told["outcomes"], told["why"]


def test_a_question_in_words_takes_the_codes_that_the_case_told_before_it() -> None:
    text = TOLD.replace(
        "requests a discectomy.", "proposes a left L4-5 discectomy (63056). Is the discectomy medically necessary?"
    )
    case = read_case([Source("a.txt", text)], load_pack(), None, id="told").case
    assert [(line.code, line.levels) for line in case.request.lines] == [("63056", ("L4-5",))]


def test_a_text_that_names_one_bone_alone_speaks_of_its_region() -> None:
    """No word of place stands in it; the names of image sequences are none."""
    told = "T12 fracture with marrow edema on T2 images of 04/01/2026. Pain 9/10."
    case = read_case([Source("t.txt", told)], load_pack(), "Is kyphoplasty of T12 (22513) necessary?", id="told").case
    assert [f.region for f in case.findings if f.kind == "pain_score"] == ["thoracic"]
    scan = read_case(
        [Source("t.txt", "T2 bright. Pain 9/10.")], load_pack(), "Is 63030 at L4-5 necessary?", id="x"
    ).case
    assert [f.region for f in scan.findings if f.kind == "pain_score"] == ["not_stated"]


def test_signs_of_the_other_side_are_told_as_such() -> None:
    asked = QUESTION.replace("left", "right")
    document = draft(read_case([Source("a.txt", TOLD)], load_pack(), asked, id="told").case, search=False)
    text = render_markdown(document)
    assert "these signs are on the left, and the request is for the right" in text
    assert "are of the other side" in text
    assert "other levels" not in text


def test_an_examination_told_in_prose_ends_with_its_paragraph() -> None:
    """What stands in the next paragraph is no part of it, though no heading parts the two."""
    record = read(
        "A 55-year-old had neck pain with pain into the right middle finger after an operation at C5-6 and C6-7 in 2024, and asks for help.\n\n"
        "Examination 10/13/2026: right triceps 4/5, right triceps reflex trace against 2+, no Hoffmann sign; shoulders without impingement.\n\n"
        "She took part in supervised in-person cervical physical therapy from 05/04/2026 to 08/07/2026, 26 visits, with no lasting benefit.\n\n"
        "Standing flexion-extension radiographs on 09/03/2026 were also read: At C6-7, 1 mm of translation between flexion and extension."
    )
    assert [(t.kind, t.sessions, t.response) for t in record.treatments] == [("physical_therapy", 26, "none")]
    assert [(f.levels, f.number) for f in record.findings if f.kind == "translation"] == [(("C6-7",), 1.0)]
    assert "motor_deficit" in {f.kind for f in record.findings}


def test_a_prosthesis_of_before_is_not_the_one_requested() -> None:
    told = "Office note 5/1/2026\nPrior Bryan disc at C4-5 in 2012. Plan: Mobi-C at C5-6."
    case = read_case([Source("t.txt", told)], load_pack(), "Is 22856 at C5-6 necessary?", id="told").case
    assert [f.of for f in case.findings if f.kind == "disc_device"] == ["mobi_c"]
