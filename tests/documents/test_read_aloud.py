"""Requests of several procedures, sides and stages with records that contradict themselves, read aloud: what a reader stumbles over."""

from functools import cache
from pathlib import Path

import pytest

from assistant.api import Drafted, draft_whole
from assistant.check.rows import rows
from assistant.guard import check_statement
from assistant.intake import load_case
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
    assert "(at L4-5 “grade 1 anterolisthesis” and at L5-S1 “No listhesis”" in lead("staged-fusion-smoker")


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


def test_the_words_that_open_a_waiver_are_not_quoted_twice_in_a_sentence() -> None:
    told = [s.words() for s in statements("decompression-three-levels")]
    assert max(line.count("was 5/5 in March") for line in told if line.startswith("The graded")) == 1
