"""What a question claims is told for what it would mean if it were documented, and decides nothing."""

import pytest

from assistant.api import check, draft_whole, guard_determination
from assistant.check.as_told import AS_TOLD
from assistant.intake.text import read_case
from assistant.model.case import Case
from assistant.model.document import Determination
from assistant.pack import load_pack
from assistant.settings import Settings

PLAIN = Settings()


def case_of(told: str, asked: str) -> Case:
    return read_case([], load_pack(), f"Is {asked} medically necessary for {told}?", id="q").case


def made(case: Case) -> Determination:
    return draft_whole(case, settings=PLAIN, search=False).determination


def lead(determination: Determination) -> str:
    return " ".join(s.words() for s in determination.lead)


def test_a_claim_that_would_fail_is_told_at_its_level_alone_and_nothing_is_decided_by_it() -> None:
    case = case_of(
        "a 48-year-old man with MRI showing severe left foraminal stenosis at C5-6 and mild foraminal stenosis at C6-7",
        "ACDF C5-7 (22551, 22552)",
    )
    determination = made(case)
    assert determination.guard.violations == ()
    assert determination.outcome.overall == "undetermined"
    assert "Even documented as stated, imaging severity would not be met at C6-7: the question states" in lead(
        determination
    )
    told = [s.words() for x in determination.sections for b in x.blocks for s in b.statements]
    at = {level: next(t for t in told if f", {level}: undetermined." in t) for level in ("C5-6", "C6-7")}
    assert "would become necessary" in at["C5-6"]
    assert "would become necessary" not in at["C6-7"]
    assert "documented as stated, it would still fall short of that requirement" in at["C6-7"]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("imaging severity would not be met at C6-7", "imaging severity would be met at C6-7"),
        ("imaging severity would not be met at C6-7", "imaging severity would not be met at C5-6"),
        ("it would still fall short of that requirement", "it would meet that requirement"),
    ],
)
def test_the_guard_holds_such_a_sentence_against_what_the_checker_computed(words: str, wrong: str) -> None:
    determination = made(
        case_of(
            "a 48-year-old man with MRI showing severe left foraminal stenosis at C5-6 and mild foraminal stenosis at C6-7",
            "ACDF C5-7 (22551, 22552)",
        )
    )
    assert guard_determination(determination, settings=PLAIN, search=False).passed
    fields = determination.model_dump_json(include={"lead", "sections"})
    assert words in fields
    altered = Determination.model_validate_json(
        determination.model_dump_json().replace(words, wrong)  # no document of the record holds these words
    )
    codes = {v.code for s in guard_determination(altered, settings=PLAIN, search=False).failing for v in s.violations}
    assert "verdict-contradiction" in codes


@pytest.mark.parametrize("claim", ["no physical therapy", "right triceps weakness 4/5", "a severe stenosis at C6-7"])
def test_a_claim_moves_no_outcome(claim: str) -> None:
    asked = "ACDF C6-7 (22551)"
    claimed, silent = (case_of(f"a 60-year-old woman with neck pain{more}", asked) for more in (f" and {claim}", ""))
    outcomes = [check(case).lines[0] for case in (claimed, silent)]
    assert [line.outcome for line in outcomes] == ["undetermined", "undetermined"]
    assert not any(c.truth == "not_met" for c in outcomes[0].criteria)
    assert not any(AS_TOLD in c.tree.detail for c in outcomes[1].criteria)


@pytest.mark.parametrize("denial", ["who does not smoke", "without fracture, infection or tumour", "with no scoliosis"])
def test_a_claim_that_denies_what_silence_decides_opens_nothing(denial: str) -> None:
    asked = "L5-S1 TLIF (22633)"
    claimed, silent = (case_of(f"a 60-year-old woman with back pain {more}", asked) for more in (denial, ""))
    truths = [{c.id: c.truth for c in check(case).lines[0].criteria} for case in (claimed, silent)]
    assert truths[0] == truths[1]
    assert "speak against the procedure" not in made(claimed).model_dump_json()


def test_without_a_record_the_latest_day_of_the_question_is_the_day_of_the_request() -> None:
    case = case_of("a 60-year-old woman who had physical therapy from 3/2/2025 to 4/20/2025", "ACDF C6-7 (22551)")
    assert case.date.isoformat() == "2025-04-20"
