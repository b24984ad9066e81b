"""Requests of several procedures, sides and stages with records that contradict themselves, read aloud: what a reader stumbles over."""

from functools import cache
from pathlib import Path

import pytest

from assistant.api import Drafted, draft_whole
from assistant.check.rows import rows
from assistant.guard import check_statement
from assistant.intake import load_case
from assistant.intake.text import read_case
from assistant.intake.text.sources import Source
from assistant.model.document import Statement
from assistant.settings import Settings

from .made import drafted, loaded

HERE = Path(__file__).parent / "cases"
SETS = {
    "acdf-addendum": "washington",
    "decompression-three-levels": "aetna",
    "foraminotomy-read-twice": "evicore",
    "staged-fusion-smoker": "evicore",
    "stimulator-two-reports": "medicare",
}


@cache
def made(name: str) -> Drafted:
    case = load_case(HERE / f"{name}.yaml").case
    pack = loaded("lumbar-t12-s2-fusion").pack
    return draft_whole(case, policy_set=SETS[name], settings=Settings(), pack=pack, search=False)


def statements(name: str) -> list[Statement]:
    told = made(name).determination
    return [*told.lead, *(s for x in told.sections for b in x.blocks for s in b.statements)]


def words(name: str) -> str:
    return "\n".join(s.words() for s in statements(name))


def lead(name: str) -> str:
    return " ".join(s.words() for s in made(name).determination.lead)


@pytest.mark.parametrize("name", SETS)
def test_the_guard_has_nothing_against_them(name: str) -> None:
    assert made(name).determination.guard.violations == ()


def test_the_side_of_a_line_stands_in_the_table_and_in_the_analysis() -> None:
    table = [row.levels for row in rows(made("decompression-three-levels").determination.outcome)]
    assert table == ["L4-5, both sides", "L3-4, right", "L5-S1, right", "L4-5", "L4-5", "left", ""]
    (told,) = (s for s in statements("decompression-three-levels") if "(63042), L5-S1, right:" in s.words())
    wrong = told.model_copy(update={"label": str(told.label).replace("right", "left")})
    ground = made("decompression-three-levels").ground
    assert not check_statement(told, ground)
    assert check_statement(wrong, ground)


def test_a_verdict_quotes_each_level_for_itself() -> None:
    told = " ".join(s.words() for s in drafted("lumbar-two-stage-revision").determination.lead)
    assert "(at L2-3 “No significant canal or foraminal stenosis” and at L3-4 “No significant foraminal" in told


def test_what_a_note_claims_against_the_report_is_told_apart() -> None:
    told = words("foraminotomy-read-twice")
    assert "Against this, the surgeon's note records “severe left foraminal stenosis at C5-6”" in told
    assert "“mild left foraminal stenosis”, short of what the policy asks for" in told


def test_a_normal_other_side_is_no_denial_of_what_was_asked() -> None:
    assert "denied on record" not in words("foraminotomy-read-twice")


def test_a_denied_sign_is_not_said_to_show() -> None:
    assert "“Hoffmann sign absent”, and the record documents none of these" in words("foraminotomy-read-twice")


def test_each_of_two_sides_is_named_before_what_is_on_record_of_it() -> None:
    told = drafted("si-fusion-both-sides").determination
    text = " ".join(s.words() for x in told.sections for b in x.blocks for s in b.statements)
    assert "(1 test)”, which falls short of that requirement on the left; on the right, the surgeon's note" in text


IMPLANT = """PAIN MEDICINE FOLLOW-UP
Date: 08/11/2026
HPI: 57-year-old woman, L4-5 fusion in 2022. Burning pain in the right leg for three years, 8/10. Failed gabapentin.
Physical therapy 02/02/2026 to 05/08/2026, 20 visits, no benefit.
Trial of spinal cord stimulation 07/20/2026 to 07/27/2026: average pain fell from 8/10 to 3/10. She walked 30 minutes instead of 10 and cut
oxycodone from four tablets a day to one.
PLAN: Permanent implant (63650, 63685), outpatient.
"""


def test_care_that_is_too_short_is_told_with_the_drug_that_was_cut() -> None:
    pack = loaded("lumbar-t12-s2-fusion").pack
    case = read_case([Source("note.txt", IMPLANT)], pack, "Is stimulation (63650, 63685) medically necessary?").case
    told = draft_whole(case, settings=Settings(), pack=pack, search=False).determination
    rest = " ".join(s.words() for x in told.sections for b in x.blocks for s in b.statements)
    assert not told.guard.violations
    assert "oxycodone" in rest
    assert "20 visits, no benefit" in rest
    assert "(chronic neuropathic pain)" not in " ".join(s.words() for s in told.lead)


def test_what_shows_one_side_is_not_the_reason_for_which_the_other_fails() -> None:
    told = drafted("si-fusion-both-sides").determination
    lead = " ".join(s.words() for s in told.lead)
    assert "thigh thrust positive only" in lead
    assert "(4 tests)" not in lead
    rest = " ".join(s.words() for x in told.sections for b in x.blocks for s in b.statements)
    assert rest.count("90% relief for three hours") == 1
    assert "this is on the right alone, which leaves" in rest
    assert "By comparison, three or more positive" in rest


def test_the_words_that_open_a_waiver_are_not_quoted_twice_in_a_sentence() -> None:
    told = [s.words() for s in statements("decompression-three-levels")]
    assert max(line.count("was 5/5 in March") for line in told if line.startswith("The graded")) == 1


def test_a_sign_is_told_with_its_root_and_how_that_runs_at_the_level() -> None:
    told = next(s for s in statements("foraminotomy-read-twice") if "the root that" in s.words())
    assert (
        "; C7, the root that leaves at C6-7, supplies the triceps, the triceps reflex and the middle finger;"
        in told.words()
    )
    ground = made("foraminotomy-read-twice").ground
    assert not check_statement(told, ground)
    for right, wrong in (
        ("C7, the root", "C6, the root"),
        ("leaves at C6-7", "passes C6-7 and leaves at C5-6"),
        ("and the middle finger;", "and the deltoid;"),
    ):
        assert right in told.text
        assert "record-level" in {
            v.code for v in check_statement(told.model_copy(update={"text": told.text.replace(right, wrong)}), ground)
        }
    lumbar = " ".join(s.words() for s in statements("staged-fusion-smoker"))
    assert "L5, the root that passes L4-5, supplies the extensor hallucis longus" in lumbar


def test_signs_of_another_level_are_told_with_the_root_that_they_come_from() -> None:
    assert "not one of these signs belongs to C6 at C5-6; C7 supplies the triceps" in words("foraminotomy-read-twice")


def test_a_narrow_waiver_that_nothing_on_record_comes_near_is_not_told_beside_the_main_one() -> None:
    told = drafted("lumbar-t12-s2-fusion").determination
    (section,) = (x for x in told.sections if x.id == "waivers_not")
    text = " ".join(s.words() for b in section.blocks for s in b.statements)
    assert text.startswith("Conservative care is not asked for where")
    assert "anchored" not in text


def test_a_bare_measurement_says_what_it_measures() -> None:
    told = words("foraminotomy-read-twice")
    assert "records “7/10” (pain score) and “for four months” (duration of symptoms)" in told


def test_what_one_of_several_ways_is_refuted_by_is_quoted_where_the_others_are_silent() -> None:
    told = words("foraminotomy-read-twice")
    assert (
        "records “Smokes half a pack a day”, and the record does not show freedom from nicotine before fusion" in told
    )


def test_care_is_weighed_for_the_procedures_that_stand() -> None:
    told = words("staged-fusion-smoker")
    assert "Nothing that would support it is documented for the procedures that stand: instrumented surgery" in told


def test_what_two_procedures_ask_alike_is_told_once() -> None:
    told = words("stimulator-two-reports")
    assert told.count("by at least 50%") == 1
    assert "successful trial and a successful trial" not in told


def test_an_exclusion_that_the_record_shows_is_named_for_what_it_excludes() -> None:
    made = drafted("facet-ablation-second-block")
    told = [s for x in made.determination.sections for b in x.blocks for s in b.statements if x.id == "met"]
    (one,) = (s for s in told if s.label == "Exclusion of untreated radicular pain and claudication.")
    assert not check_statement(one, made.ground)
    said = one.model_copy(update={"label": "Untreated radicular pain and claudication."})
    assert "record-status" in {v.code for v in check_statement(said, made.ground)}


def test_what_nothing_could_save_is_said_of_an_exclusion_too() -> None:
    told = drafted("laminoplasty-kyphosis").determination
    text = " ".join(s.words() for x in told.sections for b in x.blocks for s in b.statements if x.id == "steps")
    assert text.startswith("For 63051 at C3-6 another decision would take")


def test_of_two_measurements_of_which_the_later_counts_that_is_said() -> None:
    told = words("stimulator-two-reports")
    assert "short of that requirement; beside it, the pain clinic note records “60 % relief" in told
    assert "“60 % relief of left leg pain”, and the later of these statements decides" in told
    assert "the later of these" not in " ".join(
        s.words()
        for x in drafted("facet-ablation-second-block").determination.sections
        for b in x.blocks
        for s in b.statements
    )


def test_a_device_in_one_region_is_judged_by_the_care_and_the_evidence_of_the_one_that_it_treats() -> None:
    told = words("stimulator-two-reports")
    assert "Other treatments that failed. The surgeon's note records “Physical therapy 2024 without benefit”" in told
    assert "In a randomised trial of 100 patients with failed back surgery syndrome" in told


def test_a_sign_that_another_examination_denies_is_told_with_the_denial_and_carries_no_verdict() -> None:
    told = words("staged-fusion-smoker")
    assert "; against this, the surgeon's note records “Strength 5/5 throughout both legs”" in told
    assert "extensor hallucis longus" not in lead("staged-fusion-smoker")


NOTE = """Clinic note 10/22/2026
Right leg pain to the outer foot since March 2026. Exam: right plantar flexion 4/5, right ankle jerk absent. Supervised PT 05/04/2026 to
07/10/2026, 18 visits, no benefit.

MRI LUMBAR SPINE 09/14/2026
Radiology report: L4-5: {upper}. L5-S1: right paracentral extrusion with compression of the right S1 root.
"""


@pytest.mark.parametrize(
    ("upper", "side", "lower", "both"),
    [
        ("mild disc bulge, no stenosis", "right", False, False),
        ("mild right lateral recess stenosis", "right", True, False),
        ("mild disc bulge, no stenosis", "bilateral", False, True),
    ],
)
def test_what_the_request_or_the_report_does_not_raise_is_not_told(
    upper: str, side: str, lower: bool, both: bool
) -> None:
    pack = loaded("lumbar-t12-s2-fusion").pack
    question = f"Are L5-S1 and L4-5 {side} discectomy (63030, 63035) medically necessary?"
    case = read_case([Source("note.txt", NOTE.format(upper=upper))], pack, question, id="x").case
    made = draft_whole(case, policy_set="general", settings=Settings(), pack=pack, search=False).determination
    told = " ".join(s.words() for x in made.sections for b in x.blocks for s in b.statements)
    assert ("Reading a lower grade of stenosis" in told) is lower
    assert ("Where both sides are requested" in told) is both


UNDATED = """Clinical summary. The patient is a 47-year-old woman. Seen 06/01/2026 with left leg pain, 8/10, to the lateral foot.
The lumbar MRI showed a left L5-S1 disc extrusion with severe lateral recess stenosis and compression of the left S1 nerve root.
Left plantar flexion 4/5, absent left Achilles reflex. Physical therapy from 02/02/2026 to 04/10/2026 (16 visits) and naproxen failed.
"""


@pytest.mark.parametrize(("mri", "told"), [("The lumbar MRI", True), ("The lumbar MRI of 03/02/2026", False)])
def test_images_without_a_day_are_told_as_that(mri: str, told: bool) -> None:
    text = UNDATED.replace("The lumbar MRI", mri)
    case = read_case(
        [Source("summary.txt", text)], loaded("lumbar-t12-s2-fusion").pack, "Is left L5-S1 63030 necessary?"
    ).case
    made = draft_whole(case, settings=Settings(), pack=loaded("lumbar-t12-s2-fusion").pack, search=False)
    said = " ".join(s.words() for x in made.determination.sections for b in x.blocks for s in b.statements)
    assert ("whose day is not on record" in said) is told
    assert ("bears no day" in said) is told
    assert made.determination.outcome.lines[0].outcome == ("undetermined" if told else "necessary")
