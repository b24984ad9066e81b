"""Questions and request letters."""

from typing import Any

import pytest

from assistant.intake.text import Reader, read_request
from assistant.pack import load_pack


def lines(text: str, reader: Reader) -> list[tuple[Any, ...]]:
    return [(x.code, x.levels, x.side, x.stage) for x in read_request(text, reader.pack).lines]


N = "not_stated"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Is L4-5 fusion (22633) necessary?", [("22633", ("L4-5",), N, N)]),
        ("C3-4 ACDF adjacent to prior C4-C6 fusion. 22551", [("22551", ("C3-4",), N, N)]),
        # A code that only names a series is not asked for.
        ("22800-series: 22802", [("22802", (), N, N)]),
        ("22630 family: 22633 L4-5", [("22633", ("L4-5",), N, N)]),
        # Units say that an implant is of more levels than those beside it; a code that counts no further levels is of all above it.
        ("22551 C5-6, 22853 x2, 22552 C6-7", [("22551", ("C5-6",), N, N), ("22853", (), N, N), ("22552", ("C6-7",), N, N)]),
        (
            "C3-5 lami/PSF. CPT 63015; 22600 (C3-4); 22614 (C4-5)",
            [("63015", ("C3-4", "C4-5"), N, N), ("22600", ("C3-4",), N, N), ("22614", ("C4-5",), N, N)],
        ),
        (
            "22554 C5-6 / 22845 / 22600 C4-5",
            [("22554", ("C5-6",), N, N), ("22845", (), N, N), ("22600", ("C4-5",), N, N)],  # a plate goes with what is in front
        ),
        ("22830 exploration of prior fusion L4-S1", [("22830", ("L4-5", "L5-S1"), N, N)]),
        # The nerves of joints name the joints.
        ("bilateral L3, L4, L5 medial branch RFA", [("64635", ("L4-5",), "bilateral", N), ("64636", ("L5-S1",), "bilateral", N)]),
        ("RFA of the L3-L5 medial branches (64635, 64636)", [("64635", ("L4-5",), N, N), ("64636", ("L5-S1",), N, N)]),
        ("L3, L4 medial branches and L5 dorsal ramus RFA", [("64635", ("L4-5",), N, N), ("64636", ("L5-S1",), N, N)]),
        ("C4, C5 and C6 medial branch block", [("64490", ("C4-5",), N, N), ("64491", ("C5-6",), N, N)]),
        ("L4-L5 medial branch block", [("64493", ("L4-5",), N, N)]),
        # What was done before is asked for by none; what is done upon it, by its whole name.
        ("L5-S1 discectomy for a 40 yo with prior L4-5 discectomy", [("63030", ("L5-S1",), N, N)]),
        ("ACDF C5-6 for a 40 yo who underwent C6-7 ACDF in 2015", [("22551", ("C5-6",), N, N)]),
        ("Is extension of the prior L4-S1 fusion to L3-4 necessary?", [("22612", ("L3-4",), N, N)]),
        ("Is revision of the prior L4-5 fusion necessary?", [("22612", ("L4-5",), N, N)]),
        (
            "Is removal of the old L4-S1 instrumentation with L3-4 laminectomy necessary?",
            [("22852", ("L4-5", "L5-S1"), N, N), ("63047", ("L3-4",), N, N)],
        ),
        ("necessity of L4-5 fusion and L3-4 laminectomy", [("22612", ("L4-5",), N, N), ("63047", ("L3-4",), N, N)]),
        (
            "L2 through L4 laminectomy 63047 L2-3, 63048 L3-4, 63048 L4-5",
            [("63047", ("L2-3",), N, N), ("63048", ("L3-4",), N, N), ("63048", ("L4-5",), N, N)],
        ),
        (
            "Are 63042, 22630 and 22840 at L5-S1 right medically necessary?",
            [(code, ("L5-S1",), "right", N) for code in ("63042", "22630", "22840")],
        ),
        (
            "Are 63047, 63048 and 22840 at L4-5 on the left medically necessary?",
            [(code, ("L4-5",), "left", N) for code in ("63047", "63048", "22840")],
        ),
        ("L4-5 and L5-S1 TLIF. 22633 at L5-S1 and 22634 at L4-5", [("22633", ("L5-S1",), N, N), ("22634", ("L4-5",), N, N)]),
        ("discectomy L4-L5, CPT 63030 bilateral, retrospective", [("63030", ("L4-5",), "bilateral", N)]),
        ("Is laminectomy (63047 L3-4, 63048 L4-5) necessary?", [("63047", ("L3-4",), N, N), ("63048", ("L4-5",), N, N)]),
        ("22612 L4-5 with 22840 and 63047 L4-5", [("22612", ("L4-5",), N, N), ("22840", ("L4-5",), N, N), ("63047", ("L4-5",), N, N)]),
        ("Stage 1: fusion L2-3 (22558).\nStage 2: fusion L3-5 (22612).", [("22558", ("L2-3",), N, 1), ("22612", ("L3-4", "L4-5"), N, 2)]),
        ("Is a left C6-7 foraminotomy (63020) necessary?", [("63020", ("C6-7",), "left", N)]),
        ("Redo left L4-5 microdiscectomy", [("63042", ("L4-5",), "left", N)]),
        (
            "L2-S1 reconstruction. Stage 1: 22558 L5-S1, 22853. Stage 2: 22800 L2-S1.",
            [
                ("22558", ("L5-S1",), N, 1),
                ("22853", ("L5-S1",), N, 1),
                ("22800", ("L2-3", "L3-4", "L4-5", "L5-S1"), N, 2),
            ],
        ),
        ("Is an L4-L5 TLIF necessary?", [("22633", ("L4-5",), N, N)]),
        ("Is ACDF at C5-7 necessary?", [("22551", ("C5-6",), N, N), ("22552", ("C6-7",), N, N)]),
        ("ACDF C5-6 with plate and cage", [("22551", ("C5-6",), N, N), ("22845", ("C5-6",), N, N), ("22853", ("C5-6",), N, N)]),
        (
            "lumbar decompression and fusion L4-5, pedicle screws",
            [
                ("22612", ("L4-5",), N, N),
                ("63047", ("L4-5",), N, N),
                ("22840", ("L4-5",), N, N),
            ],
        ),
        (
            "C3-7 posterior cervical fusion with instrumentation",
            [
                ("22600", ("C3-4",), N, N),
                ("22614", ("C4-5", "C5-6", "C6-7"), N, N),
                ("22842", ("C3-4", "C4-5", "C5-6", "C6-7"), N, N),
            ],
        ),
        ("MIS fusion of the left sacroiliac joint", [("27279", (), "left", N)]),
        (
            "Medial branch blocks L3-4, L4-5, L5-S1 bilateral",
            [
                ("64493", ("L3-4",), "bilateral", N),
                ("64494", ("L4-5",), "bilateral", N),
                ("64495", ("L5-S1",), "bilateral", N),
            ],
        ),
        ("Removal of pedicle screws L4-5", [("22852", ("L4-5",), N, N)]),
        (
            "Is L3-5 laminectomy and L4-5 fusion with screws (63047, 63048, 22612, 22840) necessary?",
            [("63047", ("L3-4",), N, N), ("63048", ("L4-5",), N, N), ("22612", ("L4-5",), N, N), ("22840", ("L4-5",), N, N)],
        ),
        (
            "ACDF C5-6 and C6-7 disc replacement (22551, 22856)",
            [("22551", ("C5-6",), N, N), ("22856", ("C6-7",), N, N)],
        ),
        (
            "Decompression L3-4, L4-5 fusion and pelvic fixation (63047, 22612, 22848)",
            [("63047", ("L3-4",), N, N), ("22612", ("L4-5",), N, N), ("22848", ("L4-5",), N, N)],
        ),
        (
            "ALIF L5-S1 with cage, then posterior fusion L4-5 with pedicle screws",
            [
                ("22558", ("L5-S1",), N, N),
                ("22612", ("L4-5",), N, N),
                ("22853", ("L5-S1",), N, N),
                ("22840", ("L4-5",), N, N),
            ],
        ),
        ("Is revision laminectomy at L4-5 on the right necessary?", [("63042", ("L4-5",), "right", N)]),
        ("L5-S1 ALIF and L4-S1 posterolateral fusion", [("22558", ("L5-S1",), N, N), ("22612", ("L4-5",), N, N), ("22614", ("L5-S1",), N, N)]),
        ("Is kyphoplasty at L1 (22514) necessary?", [("22514", ("L1",), N, N)]),
        ("Kyphoplasty T12 and L2 (22513, 22515)", [("22513", ("T12",), N, N), ("22515", ("L2",), N, N)]),
        ("64483 L4-5, 64484 L5-S1, right", [("64483", ("L4-5",), "right", N), ("64484", ("L5-S1",), "right", N)]),
        ("XLIF L2-3 (22558), cage 22853. Adjacent level above L3-L5 fusion.", [("22558", ("L2-3",), N, N), ("22853", ("L2-3",), N, N)]),
        ("Vertebroplasty L2-L4, 22511", [("22511", ("L2", "L3", "L4"), N, N)]),
        ("Is kyphoplasty at T12 necessary?", [("22513", ("T12",), N, N)]),
        ("Is surgery necessary for zip code 90210?", []),
        ("CPT 22551/22552/22845 C5-7", [("22551", ("C5-6",), N, N), ("22552", ("C6-7",), N, N), ("22845", ("C5-6", "C6-7"), N, N)]),
        ("22633-62 / 22840-62 at L5-S1", [("22633", ("L5-S1",), N, N), ("22840", ("L5-S1",), N, N)]),
        ("L4-5 laminectomy 63047-50, 63030-RT L5-S1", [("63047", ("L4-5",), "bilateral", N), ("63030", ("L5-S1",), "right", N)]),
        ("L3-5 TLIF: 22633, 22634 x1 (1 unit)", [("22633", ("L3-4",), N, N), ("22634", ("L4-5",), N, N)]),
        ("CPT codes: 22633, 22840; L4-5", [("22633", ("L4-5",), N, N), ("22840", ("L4-5",), N, N)]),
        (
            "Day 1: XLIF L2-4; day 2: posterior fusion L2-4",
            [
                ("22558", ("L2-3",), N, 1),
                ("22585", ("L3-4",), N, 1),
                ("22612", ("L2-3",), N, 2),
                ("22614", ("L3-4",), N, 2),
            ],
        ),
        ("Left L4-5 and right L5-S1 microdiscectomy", [("63030", ("L4-5",), "left", N), ("63030", ("L5-S1",), "right", N)]),
        ("bilateral L3-4, L4-5 laminectomies", [("63047", ("L3-4",), "bilateral", N), ("63048", ("L4-5",), "bilateral", N)]),
        (
            "Posterior cervical fusion C3-6 with laminectomy C3-5: 22600, 22614 x2, 63045, 63048",
            [("22600", ("C3-4",), N, N), ("22614", ("C4-5", "C5-6"), N, N), ("63045", ("C3-4",), N, N), ("63048", ("C4-5",), N, N)],
        ),
        ("22551 C5-6, 22552 C6-7, left arm pain", [("22551", ("C5-6",), N, N), ("22552", ("C6-7",), N, N)]),
        (
            "C5 corpectomy with C4-C6 fusion and plating",
            [("63081", ("C4-5", "C5-6"), N, N), ("22554", ("C4-5",), N, N), ("22585", ("C5-6",), N, N), ("22845", ("C4-5", "C5-6"), N, N)],
        ),
        ("L3-4 laminectomy above a prior L4-S1 fusion", [("63047", ("L3-4",), N, N)]),
        (
            "PSO at L3 with L2-pelvis fusion",
            [
                ("22207", ("L2-3", "L3-4"), N, N),
                ("22612", ("L2-3",), N, N),
                ("22614", ("L3-4", "L4-5", "L5-S1"), N, N),
                ("22848", (), N, N),
            ],
        ),
        ("T12-pelvis PSF", [("22802", ("T12-L1", "L1-2", "L2-3", "L3-4", "L4-5", "L5-S1"), N, N), ("22848", (), N, N)]),
        ("ACDF C4-5, remove plate C5-7. 22551, 22855", [("22551", ("C4-5",), N, N), ("22855", ("C5-6", "C6-7"), N, N)]),
        ("22612 L3-5, 22848, 22214 L2-3", [("22612", ("L3-4", "L4-5"), N, N), ("22848", (), N, N), ("22214", ("L2-3",), N, N)]),
        ("left L4-5 microdiscectomy for right leg pain", [("63030", ("L4-5",), "left", N)]),
        # A level that labels codes, or stands before a run of them, is that of each, and of none behind the next level.
        (
            "L4-L5: 22633, 22853, 63052. L5-S1: 22634, 22853, 63053.",
            [(c, ("L4-5",), N, N) for c in ("22633", "22853", "63052")] + [(c, ("L5-S1",), N, N) for c in ("22634", "22853", "63053")],
        ),
        (
            "L4-5: 63047, 22612; L5-S1: 63048, 22614",
            [(c, ("L4-5",), N, N) for c in ("63047", "22612")] + [(c, ("L5-S1",), N, N) for c in ("63048", "22614")],
        ),
        (
            "C5-6: 22551, 22853\nC6-7: 22552, 22853",
            [(c, ("C5-6",), N, N) for c in ("22551", "22853")] + [(c, ("C6-7",), N, N) for c in ("22552", "22853")],
        ),
        (
            "C5-7 ACDF 22551/22552 with 22845 and C4-5 foraminotomy 63020",
            [("22551", ("C5-6",), N, N), ("22552", ("C6-7",), N, N), ("22845", ("C5-6", "C6-7"), N, N), ("63020", ("C4-5",), N, N)],
        ),
        (
            "L3-4 decompression 63047 and L4-S1 fusion 22612/22614 with 22842",
            [("63047", ("L3-4",), N, N), ("22612", ("L4-5",), N, N), ("22614", ("L5-S1",), N, N), ("22842", ("L4-5", "L5-S1"), N, N)],
        ),
        # Words before a code in brackets are of that code; levels behind codes outside brackets are of these.
        (
            "C7-T1 ACDF (22551), cage 22853, removal of anterior plate C5-7 (22855)",
            [("22551", ("C7-T1",), N, N), ("22853", (), N, N), ("22855", ("C5-6", "C6-7"), N, N)],
        ),
        (
            "Laminectomies (63047 L2-3, 63048 L3-4) with fusion 22612 L2-3, 22614 L3-4 and L4-5, and 22842",
            [("63047", ("L2-3",), N, N), ("63048", ("L3-4",), N, N), ("22612", ("L2-3",), N, N), ("22614", ("L3-4", "L4-5"), N, N),
             ("22842", (), N, N)],
        ),
        (
            "L4-5 TLIF (22633), 22853 at L4-5, laminectomy L3-4 (63047)",
            [("22633", ("L4-5",), N, N), ("22853", ("L4-5",), N, N), ("63047", ("L3-4",), N, N)],
        ),
        # What is named to say that it is none of the request.
        ("Lumbar laminectomy L3-L5 without fusion", [("63047", ("L3-4",), N, N), ("63048", ("L4-5",), N, N)]),
        ("L4-5 decompression, no fusion", [("63047", ("L4-5",), N, N)]),
        ("C5-6 disc replacement instead of ACDF", [("22856", ("C5-6",), N, N)]),
        ("L4-5 TLIF without cages", [("22633", ("L4-5",), N, N)]),
        ("22551 C5-6 was withdrawn by the provider. Please review 22551 C6-7 only.", [("22551", ("C6-7",), N, N)]),
        ("The surgeon withdrew 22614. Review 22612 L4-5.", [("22612", ("L4-5",), N, N)]),
        ("22633 L4-5 (22634 L5-S1 removed from the request), 22840", [("22633", ("L4-5",), N, N), ("22840", ("L4-5",), N, N)]),
        ("63047 L4-5, 63048 L5-S1 and 22612 L4-5; 63048 and 22612 were withdrawn", [("63047", ("L4-5",), N, N)]),
        ("63047 L4-5 (previously approved 63030 on 1/5/2024)", [("63047", ("L4-5",), N, N)]),
        ("Changed from 22612 to 22633 at L5-S1", [("22633", ("L5-S1",), N, N)]),
        ("Pt had L4-5 TLIF (22633) in 2021. Now requesting L3-4 XLIF: 22558, 22853.", [("22558", ("L3-4",), N, N), ("22853", ("L3-4",), N, N)]),
        ("22633 L4-5 already done; SI fusion 27279 right", [("27279", (), "right", N)]),
        # A joint beside the spine has none of its levels.
        (
            "Remove the posterior segmental instrumentation L4-S1 (22852) and fuse the left sacroiliac joint (27279).",
            [("22852", ("L4-5", "L5-S1"), N, N), ("27279", (), "left", N)],
        ),
        ("27280 right and 22612 L5-S1", [("27280", (), "right", N), ("22612", ("L5-S1",), N, N)]),
        ("Is the L4-5 decompression (63047) necessary without the fusion codes 22612 and 22840?", [("63047", ("L4-5",), N, N)]),
        ("Denied: 22612. Under review: 63047 L4-5 only.", [("63047", ("L4-5",), N, N)]),
        ("Patient had 22551 at C5-6 in 2018. Current request: 22551 at C6-7.", [("22551", ("C6-7",), N, N)]),
        ("Denied: 22612 L4-5", [("22612", ("L4-5",), N, N)]),
        (
            "Surgeon originally asked for 22633 at L4-5 and L5-S1 but revised the request to 63047 at L4-5.",
            [("63047", ("L4-5",), N, N)],
        ),
        ("Is 22612 at L3-4 indicated? The C5-6 ACDF (22551) was performed on 3/4/2025.", [("22612", ("L3-4",), N, N)]),
        ("63650 trial, no permanent implant (63685) requested", [("63650", (), N, N)]),
        ("Was 22633 L4-5 withdrawn?", [("22633", ("L4-5",), N, N)]),
        (
            "Removal of rods and screws (22852), exploration of fusion (22830) and laminectomy L2-3 (63047).",
            [("22852", (), N, N), ("22830", (), N, N), ("63047", ("L2-3",), N, N)],
        ),
        # Stages in other words.
        ("Day 1 - OLIF L3-4 22558; Day 2 - PSF L3-4 22612", [("22558", ("L3-4",), N, 1), ("22612", ("L3-4",), N, 2)]),
        ("First stage: ALIF L5-S1 22558. Second stage: PSF L5-S1 22612.", [("22558", ("L5-S1",), N, 1), ("22612", ("L5-S1",), N, 2)]),
    ],
)  # fmt: skip
def test_lines(text: str, wanted: list[tuple[Any, ...]], reader: Reader) -> None:
    assert lines(text, reader) == wanted


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        ("63030 L4-5 with an overnight stay", "observation", "not_stated"),
        ("22551 C5-6, 23 hour stay", "observation", "not_stated"),
        ("22633 L4-5, two nights in hospital", "inpatient", 2),
        ("22633 L4-5 IP x 2", "inpatient", 2),
        ("63047 L4-5. IP 2d?", "inpatient", 2),
        ("63047 L4-5. Place of service: 22", "outpatient", "not_stated"),
        ("22633 L5-S1, POS 21, 3 days", "inpatient", 3),
        ("22633 L5-S1 - Inpatient - 11/30/2026 to 12/03/2026", "inpatient", 3),
        ("22633 L5-S1 inpatient stay 12/1-12/4/26", "inpatient", 3),
        ("22633 L5-S1 inpatient, therapy 06/01/2026 to 06/20/2026", "inpatient", "not_stated"),
    ],
)
def test_a_stay_in_words_is_a_level_of_care(reader: Reader, text: str, kind: str, days: object) -> None:
    asked = read_request(text, reader.pack)
    assert (asked.setting.kind, asked.setting.days) == (kind, days)


def test_setting_days_and_diagnoses(reader: Reader) -> None:
    asked = read_request("Inpatient, 3 days: 22612 L4-5 for M48.061.", reader.pack)
    assert (asked.setting.kind, asked.setting.days) == ("inpatient", 3)
    assert [d.code for d in asked.diagnoses] == ["M48.061"]


def test_two_levels_of_care_are_none(reader: Reader) -> None:
    assert read_request("22612 L4-5, inpatient or outpatient", reader.pack).setting.kind == "not_stated"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("22551 C4-5, 22552 C5-6, 22552 C6-7, 22846", "Anterior cervical discectomy and fusion, C4-7"),
        ("63047 L2-3, 63048 L4-5", "Lumbar laminectomy with facetectomy and foraminotomy, L2-3 and L4-5"),
        ("22612 L3-4, 63047 L4-5", "Posterolateral lumbar fusion, L3-4, with 1 further procedure"),
    ],
)
def test_the_title_names_the_levels_of_the_procedure_and_of_its_further_levels(
    text: str, title: str, reader: Reader
) -> None:
    assert read_request(text, reader.pack).title == title


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Are 22633, 22840, 22853 at L5-S1 medically necessary?",
            "Are CPT 22633, CPT 22840, CPT 22853 at L5-S1 medically necessary?",
        ),
        ("Are 22551, 22845 at C6-7 needed?", "Are CPT codes 22551, CPT code 22845 at C6-7 needed?"),
        ("22551, 22845, 22853 at C6-7", "22551; 22845; 22853 at C6-7"),
        ("ACDF C5-6, C6-7 (22551, 22552, 22845)", "ACDF C5-6; C6-7 (22551; 22552; 22845)"),
        ("Request: 22612 L5-S1; 22614 L4-5; 22849.", "Request: (22612) L5-S1; (22614) L4-5; (22849)."),
        (
            "64635 right L4-5, 64636 right L5-S1 and 62323 L5-S1.",
            "(64635) right L4-5, (64636) right L5-S1 and (62323) L5-S1.",
        ),
    ],
)
def test_a_list_of_codes_is_the_same_with_other_signs(one: str, other: str) -> None:
    lines = [[(line.code, line.levels, line.side) for line in read_request(q, load_pack()).lines] for q in (one, other)]
    assert lines[0] == lines[1]
    assert any(levels for _, levels, _ in lines[1])
