"""Treatments: what was given, how long, under whom, and what it did; never what is only planned."""

from datetime import date
from typing import Any

import pytest

from .conftest import read, treatments


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Supervised physical therapy from 11/03/2025 through 12/19/2025, 14 sessions, without improvement.",
            {
                "kind": "physical_therapy",
                "supervised": "yes",
                "start": date(2025, 11, 3),
                "end": date(2025, 12, 19),
                "sessions": 14,
                "response": "none",
            },
        ),
        (
            "PT x 8 weeks (11/2025 - 1/2026) without benefit.",
            {"kind": "physical_therapy", "start": "2025-11", "end": "2026-01", "weeks": 8.0, "response": "none"},
        ),
        ("Attended 14 PT visits.", {"kind": "physical_therapy", "supervised": "yes", "sessions": 14}),
        (
            "Started PT 03/02/2026, finished 04/24/2026.",
            {"kind": "physical_therapy", "supervised": "yes", "start": date(2026, 3, 2), "end": date(2026, 4, 24)},
        ),
        ("PT from 10/2025 to 12/2025.", {"kind": "physical_therapy", "start": "2025-10", "end": "2025-12"}),
        (
            "Virtual PT 11/03/2025 to 12/29/2025.",
            {"kind": "physical_therapy", "supervised": "no", "start": date(2025, 11, 3), "end": date(2025, 12, 29)},
        ),
        (
            "PT 02/17/26 - 04/02/26 x 11.",
            {
                "kind": "physical_therapy",
                "supervised": "yes",
                "start": date(2026, 2, 17),
                "end": date(2026, 4, 2),
                "sessions": 11,
            },
        ),
        ("14 virtual PT visits.", {"kind": "physical_therapy", "supervised": "no", "sessions": 14}),
        (
            "PT 2x/week for 7 weeks (3/16/26 - 5/4/26) - no relief.",
            {
                "kind": "physical_therapy",
                "supervised": "yes",
                "start": date(2026, 3, 16),
                "end": date(2026, 5, 4),
                "response": "none",
            },
        ),
        (
            "ESI 5/12/26 helped for 3 days.",
            {"kind": "epidural_injection", "start": date(2026, 5, 12), "end": date(2026, 5, 12), "response": "partial"},
        ),
        ("Gabapentin helped little.", {"kind": "neuropathic_agent", "response": "partial"}),
        ("Naproxen had little effect.", {"kind": "nsaid", "response": "partial"}),
        ("Failed 6 weeks of PT.", {"kind": "physical_therapy", "weeks": 6, "response": "none"}),
        ("PT for 3 months in 2025.", {"kind": "physical_therapy", "start": "2025", "end": "2025", "weeks": 13.0}),
        (
            "Lumbar ESI on 02/10/2026 with temporary relief.",
            {"kind": "epidural_injection", "start": date(2026, 2, 10), "end": date(2026, 2, 10), "response": "partial"},
        ),
        ("Home exercise program.", {"kind": "home_exercise", "supervised": "no"}),
        ("Has not tried physical therapy.", {"kind": "physical_therapy", "status": "absent"}),
        ("Unknown formal therapy for neck.", {"kind": "physical_therapy", "status": "uncertain"}),
        ("Since 12/02/2024 on prednisone.", {"kind": "oral_steroid", "start": date(2024, 12, 2)}),
        (
            "Gabapentin since 10/14/25, stopped 12/19/25.",
            {"kind": "neuropathic_agent", "start": date(2025, 10, 14), "end": date(2025, 12, 19)},
        ),
        (
            "PT from early September to late October 2025.",
            {"kind": "physical_therapy", "start": "2025-09", "end": "2025-10"},
        ),
        (
            "PT between the beginning of December and the end of January 2026.",
            {"kind": "physical_therapy", "start": "2025-12", "end": "2026-01"},
        ),
    ],
)
def test_one_treatment(text: str, wanted: dict[str, Any]) -> None:
    assert treatments(f"HPI: {text}") == [wanted]


@pytest.mark.parametrize(
    ("text", "response"),
    [
        ("He took gabapentin. He has well-controlled type 2 diabetes and does not smoke.", None),
        ("He took gabapentin. His blood pressure is well controlled.", None),
        ("He took gabapentin, which helped his migraines.", None),
        ("He took gabapentin. His pain is well controlled.", "improved"),
        ("He has diabetes. He took gabapentin, which helped his leg.", "improved"),
    ],
)
def test_what_helps_another_illness_is_no_response(text: str, response: str | None) -> None:
    assert treatments(f"HPI: {text}")[0].get("response") == response


def test_a_list_keeps_each_length_with_its_own_treatment() -> None:
    found = treatments("HPI: Physical therapy for six weeks, acetaminophen and a lumbar brace without lasting relief.")
    assert found == [
        {"kind": "physical_therapy", "weeks": 6.0, "response": "none"},
        {"kind": "acetaminophen", "response": "none"},
        {"kind": "bracing", "response": "none"},
    ]


@pytest.mark.parametrize(
    "text",
    [
        "HPI: PT (12 visits authorized; none attended).",
        "PLAN: Start gabapentin. Physical therapy twice a week.",
        "HPI: Would like to try acupuncture.",
        "HPI: PT starts 9/1 at the hospital. PT after surgery as well.",
        "CARE: PT knee x 8 visits.\nSpine PT: none found in file.",
        "STATUS: Goals not met. Discharge to HEP.",
        "CARE:\nBracing   Y   N\nPT: Yes / No",
        "HPI: Referred to physical therapy.",
        "HPI: Her husband takes gabapentin.",
        "HPI: Left leg pain, neuropathic burning for three years.",
        "POLICY: Six weeks of physical therapy are required.",
    ],
)
def test_what_was_not_given(text: str) -> None:
    assert treatments(text) == []


def test_what_goes_on_is_given() -> None:
    assert [f["kind"] for f in treatments("PLAN: Continue diclofenac.")] == ["nsaid"]


def test_an_abbreviation_of_few_letters_needs_capitals() -> None:
    assert treatments("HPI: Pt reports pain; pt is well.") == []


def test_a_therapist_labels_the_dates_of_the_course() -> None:
    text = "Start of care: 01/05/2026   Discharge: 02/27/2026   Visits attended: 14 of 16"
    assert treatments(text, "PHYSICAL THERAPY DISCHARGE SUMMARY") == [
        {
            "kind": "physical_therapy",
            "supervised": "yes",
            "start": date(2026, 1, 5),
            "end": date(2026, 2, 27),
            "sessions": 14,
        }
    ]
    (course,) = read(f"PHYSICAL THERAPY DISCHARGE SUMMARY\n\n{text}").treatments
    assert course.quote == text[: text.index("   Visits")]


@pytest.mark.parametrize(
    ("part", "status"),
    [
        ("Diagnosis: right knee osteoarthritis.", "uncertain"),
        ("Knee strengthening.", "uncertain"),
        ("Neck pain.", "present"),
        ("Neck and knee pain.", "present"),
        ("", "present"),
    ],
)
def test_therapy_for_another_part_of_the_body_is_no_care_of_the_spine(part: str, status: str) -> None:
    note = f"PHYSICAL THERAPY DISCHARGE SUMMARY\n\n{part}\nPhysical therapy from 01/05/2026 to 02/27/2026, 14 visits."
    surgeon = "\n\nOFFICE VISIT 03/10/2026\n\nNeck pain. MRI shows severe stenosis at C5-6."
    assert {t.status for t in read(note + surgeon).treatments} == {status}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("She has not started physical therapy.", [{"kind": "physical_therapy", "status": "absent"}]),
        ("Physical therapy was not attempted.", [{"kind": "physical_therapy", "status": "absent"}]),
        ("Gabapentin was prescribed but she never took it.", []),
        ("Injected 40 mg of methylprednisolone.", []),
        (
            "PT for 8 weeks. No relief.",
            [{"kind": "physical_therapy", "weeks": 8, "response": "none", "response_quote": "No relief"}],
        ),
        (
            "PT 6 wks (Oct - Nov 2025) - no help.",
            [{"kind": "physical_therapy", "start": "2025-10", "end": "2025-11", "weeks": 6, "response": "none"}],
        ),
        ("PT 8 wks \u2013 no help.", [{"kind": "physical_therapy", "weeks": 8, "response": "none"}]),
        (
            "Physical therapy Oct 6 to Nov 28 2025 without improvement.",
            [
                {
                    "kind": "physical_therapy",
                    "supervised": "yes",
                    "start": date(2025, 10, 6),
                    "end": date(2025, 11, 28),
                    "response": "none",
                }
            ],
        ),
    ],
)
def test_what_was_given_and_what_was_not(text: str, wanted: list[dict[str, Any]]) -> None:
    assert treatments(f"HPI: {text}") == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ESI 3/3/26: 2 wks relief then back.", ["epidural_injection 2026-03-03 partial"]),
        ("MBB on May 12 and June 16.", ["facet_injection 2026-05-12 not_stated", "facet_injection 2026-06-16 not_stated"]),
        ("ESI 06/18, no help.", ["epidural_injection 2026-06-18 none"]),
        ("ESI 6/18, which helped about 30%.", ["epidural_injection 2026-06-18 partial"]),
        ("ESI 6/18, which helped about 80%.", ["epidural_injection 2026-06-18 improved"]),
        ("Sent a message to the clinic. PT 8 wks; plateaued.", ["physical_therapy not_stated none"]),
        ("PT 8 wks; plateaued.", ["physical_therapy not_stated none"]),
        ("PT 8 wks; pain improved with rest.", ["physical_therapy not_stated not_stated"]),
        ("PT did not provide any lasting relief.", ["physical_therapy not_stated none"]),
        ("PT 10 visits, corset x 3 months - nothing helps.", ["bracing not_stated none", "physical_therapy not_stated none"]),
        ("MBB 3/3/26: 85% relief x 6 hours.", ["facet_injection 2026-03-03 not_stated"]),
        ("PT, ibuprofen. It made the pain worse.", ["nsaid not_stated worse", "physical_therapy not_stated worse"]),
        ("Naproxen, which helped for a week, then PT without benefit.", ["nsaid not_stated partial", "physical_therapy not_stated none"]),
        ("SCS trial 3/2/26-3/9/26: 65% relief.\nFailed ESI x3.", ["epidural_injection not_stated none"]),
        ("No acupuncture or chiropractic documented.", []),
        ("LSO prescribed 3/3/26, not worn.", []),
        ("Insurance wants 6 wks of PT.", []),
        ("Options include PT or ESI.", []),
        ("PT contraindicated w/ weakness.", []),
        ("PT has no role here.", []),
        ("PT authorized x 12 visits.", []),
        ("Rx PT 2x/week for 6 weeks.", []),
        ("She was offered an ESI but declined.", []),
        ("ESI 9/3/26.", []),
        ("PT evaluation only. Prednisone for asthma.", []),
        ("Physical therapy: Yes\nDates: 1/5/26 - 2/6/26   # visits 11   Outcome: no help", ["physical_therapy 2026-01-05 none"]),
        ("MBB 6/2/26 90%. Second block 7/7/26: 80%.", ["facet_injection 2026-06-02 not_stated", "facet_injection 2026-07-07 not_stated"]),
        ("MBB 6/2/26 90%.\n7/7/26 repeat of the above with lidocaine, diary not returned.",
         ["facet_injection 2026-06-02 not_stated", "facet_injection 2026-07-07 not_stated"]),
        ("MBB 6/2/26 90%.\n7/7/26 same blocks repeated, no diary kept.",
         ["facet_injection 2026-06-02 not_stated", "facet_injection 2026-07-07 not_stated"]),
        ("MBB 6/2/26 90%.\n7/7/26 identical procedure with lidocaine.",
         ["facet_injection 2026-06-02 not_stated", "facet_injection 2026-07-07 not_stated"]),
        ("PT 5/1/26-7/1/26, eighteen attendances at the department, without benefit to his walking.", ["physical_therapy 2026-05-01 none"]),
        ("PT 5/1/26-7/1/26, 18 visits, no change to her medications.", ["physical_therapy 2026-05-01 not_stated"]),
        ("PT 5/1/26-7/1/26, 17 visits, Elm St Rehab - little change.", ["physical_therapy 2026-05-01 partial"]),
        ("MBB 6/2/26 90%.\n7/7/26 repeat of the above planned.", ["facet_injection 2026-06-02 not_stated"]),
        ("3/3/26 ILESI - minimal, 4/7/26 TFESI (good)", ["epidural_injection 2026-03-03 partial", "epidural_injection 2026-04-07 improved"]),
        ("ESI 1/14/26   Relief: none", ["epidural_injection 2026-01-14 none"]),
        ("PT 6 wks. TPIs x 3 w/o relief.", ["physical_therapy not_stated not_stated"]),
        ("No PT yet, referral placed. P: R TFESI L4-5.", ["physical_therapy not_stated not_stated"]),
        ("PT and ESI 3/3/26, which helped for 2 weeks.", ["epidural_injection 2026-03-03 partial", "physical_therapy not_stated not_stated"]),
    ],
)  # fmt: skip
def test_when_it_was_given_and_what_it_did(text: str, wanted: list[str]) -> None:
    found = treatments(f"Date: 08/11/2026\nHPI: {text}")
    told = [(t["kind"], t.get("start", "not_stated"), t.get("response", "not_stated")) for t in found]
    assert sorted(" ".join(map(str, t)) for t in told) == wanted


def test_dates_in_brackets_are_those_of_the_nearest_treatment() -> None:
    found = treatments("HPI: Naproxen, cyclobenzaprine, PT (3/16/26 - 5/4/26).")
    assert [t["kind"] for t in found if "start" in t] == ["physical_therapy"]


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("Rx: PT 5/1/26-7/1/26, 2x/wk, 14 sessions, Summit PT, in clinic - no gain.", 1),
        ("Rx | PT 5/1/2026-7/1/2026, 17 visits, no gain.", 1),
        ("Rx: physical therapy from 5/1/26 to 7/1/26.", 1),
        ("Rx: PT 2x/week x 6 weeks.", 0),
        ("Rx: PT 9/1/26-11/1/26, 2x/week.", 0),
        ("Rx: she declined PT 5/1/26-7/1/26.", 0),
    ],
)
def test_an_order_heads_what_was_given_from_day_to_day(line: str, given: int) -> None:
    found = treatments(f"Date: 08/11/2026\n41M roofer, left leg pain.\n{line}\nPE: SLR neg.")
    assert [t["kind"] for t in found] == ["physical_therapy"] * given


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("PT (11/3/25-1/15/26):\n12 visits, no relief.", date(2025, 11, 3), date(2026, 1, 15)),
        ("In PT since 11/15/2025, last visit 1/10/2026.", date(2025, 11, 15), date(2026, 1, 10)),
        (
            "PT in the department, first session 9 March 2026, last session 22 May 2026, 16 sessions of exercises.",
            date(2026, 3, 9),
            date(2026, 5, 22),
        ),
        ("PT: first appointment 3/9/2026, final appointment 5/22/2026.", date(2026, 3, 9), date(2026, 5, 22)),
        ("Tried PT? [X] Yes [ ] No\n  If yes, describe: PT 1/12/2026 to 3/9/2026", date(2026, 1, 12), date(2026, 3, 9)),
        ("Injections:\n1/20/26 - ESI, no relief", date(2026, 1, 20), date(2026, 1, 20)),
        ("RFA 1/6/2026:\nBilateral, 6 weeks of relief", date(2026, 1, 6), date(2026, 1, 6)),
        ("RFA 3 months ago.", "2025-12", "2025-12"),
        ("ESI last March.", None, None),
    ],
)
def test_a_day_in_a_heading_or_before_a_dash_is_that_of_the_treatment(text: str, start: object, end: object) -> None:
    (found,) = treatments(f"Progress note\nDate: 3/20/2026\nHPI: Back pain.\n{text}")
    assert (found.get("start"), found.get("end")) == (start, end)


def test_a_word_cut_short_ends_no_sentence_and_a_number_of_minutes_does() -> None:
    note = "Pain clinic note\nDate: 07/01/2026\nHPI: Low back pain.\nTreatment: Clinic PT 02/09/2026 - 04/24/2026, 20 visits, min. improvement."
    assert [t["response"] for t in treatments(note)] == ["partial"]
    record = read("Pain clinic note\nDate: 07/01/2026\nHPI: Back pain, cannot stand 10 min. no leg pain.")
    assert [f.status for f in record.findings if f.kind == "radicular_pain"] == ["absent"]


def test_a_labelled_service_was_not_given() -> None:
    assert treatments("Svc: 64635 R L4-5 (RF ablation, fluoro)\nPt: 58 M, back pain") == []
    [given] = treatments("Svc: 64635 R L4-5 (RF ablation, fluoro)\n\nHPI: RF ablation 3/4/2024.")
    assert given["kind"] == "radiofrequency"


@pytest.mark.parametrize(
    ("text", "visits"),
    [
        ("PT Jan 12 - Mar 20 2026, 16 sessions; then again Jun 1 - Jul 10 2026, 9 sessions", [16, 9]),
        ("PT 1/12/26 - 3/20/26 and 6/1/26 through 7/10/26", [None, None]),
    ],
)
def test_a_therapy_of_two_courses_has_the_days_of_each(text: str, visits: list[int | None]) -> None:
    found = treatments(f"Date: 08/11/2026\nHPI: {text}.")
    assert [(f["start"], f["end"]) for f in found] == [
        (date(2026, 1, 12), date(2026, 3, 20)),
        (date(2026, 6, 1), date(2026, 7, 10)),
    ]
    assert [f.get("sessions") for f in found] == visits


def test_the_days_of_something_else_are_no_second_course() -> None:
    [found] = treatments("Date: 08/11/2026\nHPI: PT 1/12/26 - 3/20/26, off work 6/1/26 - 7/10/26.")
    assert "start" not in found


@pytest.mark.parametrize(
    "told",
    [
        "Six weeks of physical therapy without relief.",
        "A 6-week course of PT gave no relief.",
        "12 visits of PT brought no relief.",
    ],
)
def test_a_sentence_behind_the_signs_may_begin_with_how_long_care_lasted(told: str) -> None:
    (found,) = treatments(f"Exam: left biceps 4/5, Spurling positive left. {told}")
    assert (found["kind"], found["response"]) == ("physical_therapy", "none")
    assert treatments("Exam: left biceps 4/5. Follow-up in six weeks after physical therapy.") == []


def test_months_of_a_list_are_of_the_year_that_it_names_at_its_end() -> None:
    assert [t["start"] for t in treatments("HPI: ESIs at L4-5 in March, May and July 2025.")] == [
        "2025-03",
        "2025-05",
        "2025-07",
    ]
