"""A record says the same in other notations: of levels, days and short words, or broken into lines at a width."""

import re
import textwrap
from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest

from assistant.intake.text.printed import unprinted
from assistant.intake.text.unwrapped import unwrapped

from .conftest import plain, read

NECK = "\n\n".join(
    (
        "Neurosurgery consultation 2026-10-06",
        "The patient has had clumsy hands for one year and two falls. Hoffmann's positive on both sides. Grip 4/5 bilaterally. "
        "No treatment so far other than acetaminophen.",
        "MRI of the cervical spine of 2026-09-22 shows severe central canal stenosis at C4-5 and C5-6 with cord compression and "
        "T2 signal change at C4-5. C3-4 has moderate central stenosis without cord compression. Flexion-extension films of "
        "2026-09-24 show no instability at C4-5 and no spondylolisthesis.",
    )
)
BACK = "\n\n".join(
    (
        "Spine clinic 2026-08-14",
        "58-year-old woman with right leg pain for 7 months. Physical therapy from 2026-04-01 to 2026-06-10, 20 visits with a "
        "therapist, gave no relief. An epidural steroid injection at L4-5 on 2026-06-25 gave 30% relief for two weeks.",
        "Exam: right EHL 4/5, numbness over the dorsum of the right foot, straight leg raise positive on the right.",
        "MRI 2026-07-02: L4-5 grade 1 spondylolisthesis with severe right lateral recess stenosis, without disc herniation. "
        "L3-4 and L5-S1 no stenosis. On flexion-extension films of 2026-07-09 L4-5 moves 4 mm.",
    )
)
MONTHS = ("", *(date(2026, n, 1).strftime("%B") for n in range(1, 13)))


def levels(sign: str, *, whole: bool) -> Callable[[str], str]:
    def written(match: re.Match[str]) -> str:
        stem, first, other, last = match.groups()
        return f"{stem}{first}{sign}{other or (stem if whole else '')}{last}"

    return lambda text: re.sub(r"\b([CL])(\d)-(S)?(\d)\b", written, text)


def days(form: Callable[[int, int, int], str]) -> Callable[[str], str]:
    return lambda text: re.sub(r"\b(\d{4})-(\d\d)-(\d\d)\b", lambda m: form(*map(int, m.groups())), text)


def broken(width: int) -> Callable[[str], str]:
    def rows(text: str) -> str:
        return "\n".join(
            textwrap.fill(" ".join(p.split("\n")), width, break_on_hyphens=False) for p in text.split("\n\n")
        )

    return lambda text: rows(text).replace("\nMRI", "\n\nMRI").replace("\nExam", "\n\nExam")


def replaced(*pairs: tuple[str, str]) -> Callable[[str], str]:
    def words(text: str) -> str:
        for one, other in pairs:
            text = text.replace(one, other)
        return text

    return words


def lined(sign: Callable[[int], str]) -> Callable[[str], str]:
    """Each line of a text broken at a width with a sign before it."""
    return lambda text: "\n".join(f"{sign(n)}{row}" for n, row in enumerate(broken(72)(text).split("\n"), 1))


def parted(*rows: str) -> Callable[[str], str]:
    """The foot of a page and the head of the next behind each third line of a text broken at a width."""

    def written(text: str) -> str:
        lines = broken(72)(text).split("\n")
        pages = ["\n".join(lines[n : n + 3]) for n in range(0, len(lines), 3)]
        return "\n".join(("", *rows, "")).join(pages)

    return written


WAYS: dict[str, Callable[[str], str]] = {
    "stroke": levels("/", whole=False),
    "stroke and stem": levels("/", whole=True),
    "stem": levels("-", whole=True),
    "spaces": levels(" - ", whole=True),
    "dash": levels("\u2013", whole=False),
    "month first": days(lambda y, m, d: f"{m:02}/{d:02}/{y}"),
    "name before": days(lambda y, m, d: f"{MONTHS[m]} {d}, {y}"),
    "name behind": days(lambda y, m, d: f"{d} {MONTHS[m]} {y}"),
    "ordinal": days(lambda y, m, d: f"{d}th of {MONTHS[m]} {y}"),
    "strokes": days(lambda y, m, d: f"{d:02}-{MONTHS[m][:3]}-{y}"),
    "two figures": days(lambda y, m, d: f"{d:02}-{MONTHS[m][:3].upper()}-{y % 100}"),
    "short words": replaced((" without ", " w/o "), (" with ", " w/ ")),
    "a line each": lambda text: re.sub(r"\. (?=[A-Z])", ".\n", text),
    "a line each without a stop": lambda text: re.sub(r"\. (?=[A-Z])", "\n", text).replace(".\n", "\n").rstrip("."),
    "no space behind a stop": lambda text: re.sub(r"(?<=[a-z\d%]{2})\. (?=[A-Z])", ".", text),
    "narrow": broken(48),
    "usual": broken(72),
    "wide": broken(100),
    "of a wide page": broken(140),
    "a blank line behind each": lambda text: broken(72)(text).replace("\n", "\n\n"),
    "numbered lines": lined(lambda n: f"{n:>3}  "),
    "quoted in a mail": lined(lambda n: "> "),
    "entered at a time": lined(lambda n: f"[09:{n:02}:17 AM] "),
    "entered on a day": lined(lambda n: f"01/05/2027 09:{n:02} | "),
    "pages": parted(
        "Page 1 of 3", "", "Patient: DOE, J   MRN: 558812   DOB: 02/03/1958", "Printed on 01/05/2027 10:14 AM"
    ),
    "sheets of a fax": parted("01/05/2027 10:14 AM  FROM: 5550100  TO: 5550199  P.002/4"),
}


@pytest.mark.parametrize(
    "course",
    [
        "PT eval 01/12/2026, d/c 03/09/2026 (8 visits), no relief.",
        "PT from 01/12/2026 to 03/09/2026 (8 visits), no relief.",
        "Physiotherapy (8 sessions between 12 January and 9 March 2026), no relief.",
        "Physiotherapy from 12th January to 9th March 2026, 8 sessions, no relief.",
    ],
)
def test_a_course_has_its_first_and_its_last_day(course: str) -> None:
    (told,) = read(f"Office note\n\nLow back pain. {course}").treatments

    assert (told.start, told.end, told.sessions) == (date(2026, 1, 12), date(2026, 3, 9), 8)


@pytest.mark.parametrize(
    ("places", "levels"),
    [
        ("L4/5 and L5/S1", ["L4-5", "L5-S1"]),
        ("L4-5 and L5-S1", ["L4-5", "L5-S1"]),
        ("L3, L4 and the L5 dorsal ramus", ["L4-5", "L5-S1"]),
    ],
)
def test_joints_are_named_by_levels_or_by_nerves(places: str, levels: list[str]) -> None:
    (told,) = read(f"Pain note\n\nDiagnostic medial branch blocks at {places} on 01/14/2026.").treatments

    assert list(told.levels) == levels


def facts(text: str) -> Counter[str]:
    record = read(text)
    told = [plain(f) for f in (*record.findings, *record.treatments)]
    return Counter(str(sorted((k, v) for k, v in one.items() if k != "response_quote")) for one in told)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", [NECK, BACK], ids=["neck", "back"])
def test_another_notation_states_the_same(text: str, way: str) -> None:
    assert facts(WAYS[way](text)) == facts(text)


def test_a_neck_is_read_as_its_radiologist_meant_it() -> None:
    found = {(f.kind, f.status, f.levels) for f in read(WAYS["stroke"](NECK)).findings}

    assert ("central_stenosis", "present", ("C4-5", "C5-6")) in found or {
        ("central_stenosis", "present", ("C4-5",)),
        ("central_stenosis", "present", ("C5-6",)),
    } <= found
    assert ("cord_signal_change", "present", ("C4-5",)) in found
    assert not any(kind == "cord_signal_change" and "C5-6" in at for kind, _, at in found)
    assert any(kind == "spondylolisthesis" and status == "absent" for kind, status, _ in found)


@pytest.mark.parametrize(
    "text",
    [
        "Nicotine: no\nThe patient walks.",  # an answer
        "Diabetes        No\nOsteoporosis    Yes",  # answers of labels without a colon
        "Bowel incontinence no\nleft leg weakness yes",
        "LOSS OF BLADDER OR BOWEL CONTROL        NO\nLEFT LEG WEAKNESS                       YES",
        "Loss of bladder or of bowel control no\nLeft leg weakness yes",
        "MOTOR (R/L): Deltoid 5/5 Biceps 5/5 Triceps 5/4 Grip\nREFLEXES (R/L): Biceps 2+/2+",  # labels
        "- severe central stenosis at L4-5 with\n- moderate stenosis at L3-4",  # items
        "gabapentin\nmeloxicam",  # a list
        "physical therapy 6/1/2026 to 7/28/2026, 14 visits\nno relief from the epidural of 8/10/2026",  # all small
        "Seen for leg pain.\n\nno weakness today",  # paragraphs
    ],
)
def test_lines_that_were_written_apart_stay_apart(text: str) -> None:
    assert unwrapped(text.split("\n")) == list(enumerate(text.split("\n")))


def test_the_answers_of_a_form_without_colons_deny_nothing_below_them() -> None:
    rows = ["Diabetes        No", "Osteoporosis    Yes", "Tobacco use     No", "Depression      Yes"]
    found = {f.kind: f.status for f in read("\n".join(["Office note", "", *rows])).findings}

    assert (found["diabetes"], found["osteoporosis"], found["nicotine_use"]) == ("absent", "present", "absent")


def test_a_short_line_below_lines_put_together_keeps_to_itself() -> None:
    rows = [
        "MRI lumbar spine 08/20/2026 findings reviewed",
        "severe central stenosis at L4-5 with bilateral lateral recess",
        "no stenosis at L3-4",
        "moderate left foraminal stenosis at L5-S1",
    ]
    found = {(f.kind, f.status, f.levels) for f in read("\n".join(["Office note", "", *rows])).findings}

    assert {("stenosis", "absent", ("L3-4",)), ("foraminal_stenosis", "present", ("L5-S1",))} <= found


def test_a_line_that_tells_of_the_person_ends_what_a_study_showed() -> None:
    rows = [
        "X-ray 07/20/2026: no instability, no kyphosis.",
        "NSAIDs, pregabalin.",
        "C7 TFESI 08/05/2026 with 30% relief.",
    ]

    assert {t.kind for t in read("\n".join(["R arm pain.", *rows])).treatments} == {
        "nsaid",
        "neuropathic_agent",
        "epidural_injection",
    }


def test_no_line_goes_on_with_the_head_of_a_page() -> None:
    rows = ["The straight leg raise was negative and there was no", "spondylolisthesis."]

    assert unwrapped(rows) == [(0, " ".join(rows))]
    assert unwrapped(rows, {1}) == list(enumerate(rows))


@pytest.mark.parametrize(
    "text",
    [
        "MBB #1 bilateral L4-5, L5-S1 on 03/03/2026: 90% relief.\nMBB #2 same levels 04/07/2026: 85% relief.",
        "L4-5 and L5-S1 facet blocks on 03/03/2026 gave 90% relief. Blocks of the same joints on 04/07/2026 gave 85% relief.",
    ],
)
def test_a_block_of_the_same_places_has_its_effect_there(text: str) -> None:
    told = [(f.number, f.levels) for f in read(f"HPI: Axial pain.\n\n{text}").findings if f.kind == "injection_relief"]
    assert told == [(90.0, ("L4-5", "L5-S1")), (85.0, ("L4-5", "L5-S1"))]


def test_what_is_asked_for_is_not_what_a_later_sentence_tells_of() -> None:
    asked = "Radiofrequency ablation of the L4-5 facet joints (64635) is requested for a 58-year-old woman with axial low back pain."

    record = read(f"{asked} Second block at the same levels on 04/07/2026 with lidocaine: 92% relief for 3 hours.")

    assert not record.treatments
    assert not [f for f in record.findings if f.kind == "ablation_relief"]


@pytest.mark.parametrize(
    "rows",
    [
        [
            "1 No weakness",
            "2 No numbness",
            "4 Left leg pain",
            "3 No fever",
            "5 No pain of the arm",
        ],  # answers, not lines
        [
            "01/05/2026 09:10 PT visit 1",
            "01/12/2026 09:10 PT visit 2",
            "01/19/2026 PT",
            "01/26/2026 PT",
            "02/02/2026 PT",
        ],
        ["Seen for leg pain.", "", "no weakness", "", "no numbness", "", "no fever", "", "no falls"],  # all small
        [
            "Seen for leg pain.",
            "",
            "Page 1 of 2",
            "",
            "No weakness was found in either leg at this visit",
            "Walks well.",
        ],
    ],
)
def test_what_its_writer_put_before_a_line_or_between_two_stays(rows: list[str]) -> None:
    assert unprinted(rows, set(), lambda row: row.startswith("Page"))[0] == list(enumerate(rows))


def test_a_sentence_goes_on_over_a_page_and_a_new_one_begins_there() -> None:
    rows = ["Straight leg raise was negative on both sides and there was no", "spondylolisthesis.", "Left leg pain"]

    assert unprinted(rows, {1, 2}, lambda row: False) == (list(enumerate(rows)), {2})


PROSE = (
    "Patient is a 68 y/o female s/p L3-L5 posterior spinal fusion 2021 who presents with worsening low back pain and bilateral leg heaviness "
    "with walking greater than one block, relieved with sitting. CT lumbar 6/3/2025: solid fusion L3-5 with intact hardware and no lucency. "
    "MRI 5/28/2025: L2-3 severe central stenosis with 4 mm retrolisthesis. She has done PT twice weekly for 10 weeks without benefit from 14 "
    "March 2025 (at the clinic): 20 visits. Strength 5/5 except right iliopsoas 4/5."
)
FIGURES = (
    "66M s/p L3-S1 fusion 2019. CT 8/1/26: solid fusion L3-S1. MRI 8/3/26: L2-3 severe central stenosis with retrolisthesis 4 mm. Flex/ext "
    "8/5/26: retrolisthesis 2 mm extension, 6 mm flexion. Bilateral anterior thigh pain, neurogenic claudication 1 block. Exam 8/20/26: hip "
    "flexors 4/5 bilaterally, patellar reflexes 1+. PT 4/1/26-6/10/26 no improvement 20 visits; ESI L2-3 6/25/26 2 weeks. Ex-smoker quit 2010."
)


@pytest.mark.parametrize("text", [PROSE, FIGURES])
def test_a_paragraph_is_put_together_at_whatever_width_it_was_broken(text: str) -> None:
    """Labels and figures that begin a line do so by chance where every line is full; a width at which most lines end a sentence is none."""
    apart = [
        width for width in range(40, 76) if unwrapped(textwrap.wrap(text, width, break_on_hyphens=False)) != [(0, text)]
    ]
    assert len(apart) <= 2, apart


def test_a_list_of_lines_alike_is_no_paragraph() -> None:
    rows = [f"L{n}-{n + 1} normal disc, no canal stenosis, no foraminal stenosis" for n in range(1, 6)]
    assert unwrapped(rows) == list(enumerate(rows))


@pytest.mark.parametrize(
    ("row", "below"),
    [
        ("He went to supervised therapy from December 1, 2025 through", "January 30, 2026 (24 sessions)."),
        ("Therapy was given at the clinic between", "January 5 and March 9, 2026."),
        ("Both sides were blocked on 1", "September 2026 (bupivacaine): 80% relief."),
    ],
)
def test_a_line_goes_on_where_a_day_or_a_span_of_days_is_broken(row: str, below: str) -> None:
    assert unwrapped([row, below]) == [(0, f"{row} {below}")]
