"""Evidence is told of a patient whom the record puts among those studied, and of nobody else; it decides nothing."""

import pytest

from assistant.api import draft_whole
from assistant.guard import check_statement
from assistant.intake.text import Source, read_case
from assistant.model.document import Determination
from assistant.pack import load_pack
from assistant.settings import Settings

from .made import drafted

NOTE = """Surgeon's note, 2 March 2026
A man of 61 with pain from the right buttock to the top of the foot on walking. Extensor hallucis longus 4/5 on the right.
Physical therapy twice a week from 3 November 2025 to 6 February 2026 without benefit. Never smoked.

Request: 22612 at L4-5.

MRI of the lumbar spine, 4 February 2026
{mri}

Flexion-extension radiographs, 9 February 2026
{films}
"""
STENOSIS = "L4-5: severe central canal stenosis and severe right lateral recess stenosis."


def made(mri: str, films: str) -> Determination:
    text = NOTE.format(mri=mri, films=films)
    case = read_case(
        [Source("record.txt", text)], load_pack("spine"), question="Is 22612 at L4-5 medically necessary?"
    ).case
    return draft_whole(case, settings=Settings(), search=False).determination


@pytest.mark.parametrize(
    ("mri", "films", "shown", "not_shown"),
    [
        (
            f"{STENOSIS} Grade 1 anterolisthesis at L4-5.",
            "Translation of 2 mm at L4-5 between flexion and extension.",
            {"slip-with-stenosis", "stable-slip-reoperated", "slip-decompression-alone", "little-motion"},
            {"level-without-slip", "motion-on-films"},
        ),
        (
            f"{STENOSIS} Grade 1 anterolisthesis at L4-5.",
            "Translation of 6 mm at L4-5 between flexion and extension.",
            {"slip-with-stenosis", "motion-on-films", "slip-decompression-alone"},
            {"stable-slip-reoperated", "stable-slip-fused", "little-motion", "level-without-slip"},
        ),
        (
            f"{STENOSIS} Grade 1 anterolisthesis at L3-4 and L4-5.",
            "Translation of 2 mm at L4-5 between flexion and extension.",
            {"slips-at-several-levels"},
            {"slip-decompression-alone"},
        ),
        (f"{STENOSIS} No spondylolisthesis at L4-5.", "No listhesis.", {"level-without-slip"}, {"slip-with-stenosis"}),
        (STENOSIS, "Normal alignment at L3-4.", set(), {"level-without-slip", "slip-with-stenosis"}),
        (
            "L4-5: mild central canal stenosis. Grade 1 anterolisthesis at L4-5 with bilateral pars defects.",
            "Translation of 5 mm at L4-5 between flexion and extension.",
            set(),
            {"slip-with-stenosis", "slip-decompression-alone", "little-motion"},
        ),
    ],
)
def test_only_what_was_studied_in_such_a_patient_is_weighed(
    mri: str, films: str, shown: set[str], not_shown: set[str]
) -> None:
    document = made(mri, films)
    found = {bearing.id for bearing in document.outcome.bearings}
    assert shown <= found
    assert found.isdisjoint(not_shown)
    assert (document.guard.dropped, document.guard.violations) == (0, ())
    assert ("weighing" in {section.id for section in document.sections}) == bool(found)


def test_a_measure_stands_beside_what_was_found_at_such_measures() -> None:
    section = next(s for s in drafted("lumbar-fusion-spondylolisthesis").determination.sections if s.id == "weighing")
    told = [" ".join(s.words() for s in block.statements) for block in section.blocks]
    assert any("predicts stability" in each and each.startswith("Against lumbar fusion.") for each in told)
    assert sum("translation at L4-5 measures 2 mm" in each for each in told) == 1
    assert [each.split(" ", 1)[0] for each in told] == sorted((each.split(" ", 1)[0] for each in told), reverse=True)


def test_nobody_is_put_among_those_studied_whom_the_record_does_not_put_there() -> None:
    whole = drafted("lumbar-fusion-spondylolisthesis")
    section = next(s for s in whole.determination.sections if s.id == "weighing")
    first = section.blocks[0].statements[0]
    assert not list(check_statement(first, whole.ground))
    for key in ("bearing:motion-on-films", "bearing:level-without-slip", "bearing:no-such"):
        other = first.model_copy(update={"basis": first.basis.model_copy(update={"criteria": (key,)})})
        assert any(v.code == "criterion-contradiction" for v in check_statement(other, whole.ground))


def test_the_only_document_on_file_is_quoted_in_the_lead_without_its_name() -> None:
    text = NOTE.format(mri=f"{STENOSIS} Grade 1 anterolisthesis at L4-5.", films="Translation of 5 mm at L4-5.")
    case = read_case([Source("record.txt", text, kind="record_summary")], load_pack("spine")).case
    document = draft_whole(case, settings=Settings(), search=False).determination
    lead = " ".join(s.words() for s in document.lead)
    assert "It rests on instability (“" in lead
    assert document.header.notice.count("raft") == 0
