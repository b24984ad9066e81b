"""Diaries of blocks in rows, and procedures listed below their label: how much each took of the pain."""

import pytest

from .conftest import findings, treatments

BLOCK = "Date of procedure: 03/10/2026   Right L4-5 medial branch block, 0.5 mL bupivacaine"


def reliefs(text: str) -> list[tuple[float, str]]:
    return [(f["number"], str(f.get("date", ""))) for f in findings(text) if f["kind"] == "injection_relief"]


@pytest.mark.parametrize(
    ("rows", "relief"),
    [
        ("Time        Pain (0-10)\nBefore      8\n30 min      2\n1 h         2\n4 h         6", 75.0),
        ("| Time | Pain |\n|---|---|\n| Baseline | 8 |\n| 1 hour | 1 |", 87.5),
        ("Pre-block: 8/10\n30 minutes: 4/10\n2 hours: 2/10", 75.0),
        ("Before      8\n30 min      2\n% relief reported: 70%", 70.0),
    ],
)
def test_a_diary_in_rows_tells_the_best_share_of_its_block(rows: str, relief: float) -> None:
    assert reliefs(f"BLOCK DIARY #1\n{BLOCK}\n{rows}") == [(relief, "2026-03-10")]


def test_rows_that_are_no_diary_tell_none() -> None:
    assert reliefs(f"{BLOCK}\nBefore      8\nSessions    2") == []
    assert reliefs(f"{BLOCK}\n30 min      2\n1 h         1") == []


def test_two_diaries_tell_each_its_own() -> None:
    other = BLOCK.replace("03/10", "04/07")
    text = f"{BLOCK}\nBefore   8\n1 h   2\n\n{other}\nBefore   8\n1 h   4"
    assert reliefs(text) == [(75.0, "2026-03-10"), (50.0, "2026-04-07")]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Image-guided right SI joint injections:", "si_injection"),
        ("Medial branch blocks, right L4-5:", "facet_injection"),
    ],
)
def test_rows_below_the_label_of_a_procedure_are_its_occasions(label: str, kind: str) -> None:
    text = f"{label}\n   #1  01/13/2026   lidocaine   pain before 8, after 1    88% relief\n   #2  02/24/2026   bupivacaine   75% relief"
    assert reliefs(text) == [(88.0, "2026-01-13"), (75.0, "2026-02-24")]
    assert [(t["kind"], str(t["start"])) for t in treatments(text)] == [(kind, "2026-01-13"), (kind, "2026-02-24")]
