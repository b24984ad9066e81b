"""The payers' sets on the reference cases, and the thresholds that set one payer apart from another."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from assistant.check import check
from assistant.intake import load_case
from assistant.model.base import NOT_STATED
from assistant.model.case import Case, Finding, RequestLine, Treatment
from assistant.model.outcome import Outcome
from assistant.model.policy import Criterion, Policy

from .build import case, criterion, decide, finding, pack, treatment

PAYERS = ("washington", "aetna", "medicare", "evicore", "nia")
CASES = sorted((Path(__file__).parents[2] / "evals" / "cases").glob("*.yaml"))
REFERENCE = (
    "cervical-fusion-exploration",
    "cervical-staged-revision",
    "lumbar-hardware-removal-revision",
    "lumbar-t12-s2-fusion",
    "lumbar-two-stage-revision",
)
CARE = (
    treatment("physical_therapy", supervised="yes", start=date(2025, 9, 8), end=date(2025, 12, 15)),
    treatment("nsaid", start=date(2025, 9, 8), end=date(2025, 12, 15)),
)
"""Fourteen weeks of in-person therapy beside a drug."""


@cache
def reference(name: str) -> Case:
    """One of the reference cases."""
    return load_case(next(path for path in CASES if path.stem == name), ()).case


@cache
def outcome_of(name: str, policy_set: str) -> Outcome:
    """A reference case under a set."""
    return check(reference(name), pack(), policy_set=policy_set)


def line_of(outcome: Outcome, code: str, level: str = "") -> tuple[str, str, str]:
    """Outcome, policy and set of a line, by its code and the level it asks for."""
    line = next(x for x in outcome.lines if x.code == code and (not level or level in x.levels))
    word = next((lv.outcome for lv in line.per_level if lv.level == level), line.outcome)
    return word, line.policy, line.policy_set


def policies_of(policy_set: str) -> list[tuple[Policy, Criterion]]:
    """Every criterion of a payer's set with its policy."""
    return [(p, c) for p in pack().whole_policy_set(policy_set).policies for c in p.criteria]


# --- Every set, every case ----------------------------------------------------------------------------------------------


def test_every_set_asks_the_wish_of_every_operation_that_is_decided_and_of_no_injection() -> None:
    sets = [pack().whole_policy_set(name) for name in ("general", *PAYERS)]
    asked = [frozenset(c.procedures) for one in sets for c in one.common if c.id == "wish"]
    assert len(asked) == len(sets)
    assert len(set(asked)) == 1
    decided = {p.procedure for one in sets for p in one.policies}
    injections, instead, add_ons = (
        {"epidural_injection", "facet_procedures"},
        {"stimulator", "vertebral_augmentation"},  # often chosen by those who decline an operation
        {"instrumentation", "pelvic_fixation", "microsurgery"},
    )
    assert decided - asked[0] == injections | instead | add_ons | {"other"}


@pytest.mark.parametrize("name", REFERENCE)
@pytest.mark.parametrize("policy_set", PAYERS)
def test_every_line_is_decided_by_the_set_or_its_fallback_and_says_which(policy_set: str, name: str) -> None:
    outcome = outcome_of(name, policy_set)
    assert outcome.policy_set == policy_set
    for line in outcome.lines:
        assert line.policy_set in (policy_set, "general")
        assert line.policy.startswith(f"{line.policy_set}/")


@pytest.mark.parametrize("policy_set", PAYERS)
def test_exploration_beside_another_operation_is_incidental_under_every_set(policy_set: str) -> None:
    assert line_of(outcome_of("lumbar-two-stage-revision", policy_set), "22830")[0] == "incidental"


@pytest.mark.parametrize("policy_set", PAYERS)
def test_a_payers_criteria_rest_on_its_own_texts(policy_set: str) -> None:
    issuers = set(pack().whole_policy_set(policy_set).issuers)
    for policy, asked in policies_of(policy_set):
        own = set(asked.grounds) - set(asked.fills)
        others = [ref for ref in own if pack().fact(ref)[0].issuer not in issuers]
        assert not others, f"{policy.id} {asked.id}"
    for policy in pack().whole_policy_set(policy_set).policies:
        for waiver in policy.exceptions:
            own = set(waiver.grounds) - set(waiver.fills)
            assert {pack().fact(ref)[0].issuer for ref in own} <= issuers, f"{policy.id} {waiver.id}"


@pytest.mark.parametrize("policy_set", PAYERS)
def test_a_policy_known_second_hand_says_so(policy_set: str) -> None:
    for policy in pack().whole_policy_set(policy_set).policies:
        second_hand = any(pack().sources[id].fidelity == "secondary" for id in policy.sources) or any(
            pack().fact(ref)[1].second_hand for part in (*policy.criteria, *policy.exceptions) for ref in part.grounds
        )
        assert policy.fidelity in (("secondary",) if second_hand else ("primary", "secondary")), policy.id


# --- Washington ---------------------------------------------------------------------------------------------------------


def test_washington_does_not_cover_sacroiliac_fusion_for_degenerative_pain() -> None:
    for name, code in (("lumbar-t12-s2-fusion", "27279"), ("lumbar-two-stage-revision", "27280")):
        assert line_of(outcome_of(name, "washington"), code) == ("not_necessary", "washington/si-fusion", "washington")


def test_a_condition_that_washington_leaves_out_is_not_covered_by_that() -> None:
    asked = case("27279", findings=[finding("spinal_infection", document="mri", region="sacroiliac")])
    assert decide(asked, "washington").lines[0].policy == "general/si-fusion"


def test_washington_holds_moderate_cervical_stenosis_short() -> None:
    assert line_of(outcome_of("cervical-staged-revision", "washington"), "22551", "C3-4")[0] == "not_necessary"
    assert line_of(outcome_of("cervical-staged-revision", "washington"), "22552", "C4-5")[0] == "undetermined"


def test_washington_leaves_an_operated_neck_level_and_claudication_to_the_fallback() -> None:
    assert line_of(outcome_of("cervical-staged-revision", "washington"), "22600")[2] == "general"
    assert line_of(outcome_of("lumbar-t12-s2-fusion", "washington"), "63047")[2] == "general"


@pytest.mark.parametrize(
    ("weeks", "grade", "word"),
    [(13, "grade_2", "necessary"), (12, "grade_2", "not_necessary"), (13, "grade_1", "not_necessary")],
)
def test_washington_asks_three_months_and_a_slip_above_grade_1_for_lumbar_fusion(
    weeks: float, grade: str, word: str
) -> None:
    slip = finding("spondylolisthesis", document="mri", levels=("L4-5",), grade=grade)
    asked = case("22612", ["L4-5"], [slip], [treatment("physical_therapy", weeks=weeks, end=date(2026, 1, 30))])
    assert decide(asked, "washington").lines[0].outcome == word


# --- Aetna --------------------------------------------------------------------------------------------------------------


def test_aetna_accepts_moderate_cervical_stenosis_so_that_the_level_is_open_and_not_failed() -> None:
    outcome = outcome_of("cervical-staged-revision", "aetna")
    assert line_of(outcome, "22551", "C3-4") == ("undetermined", "aetna/cervical-anterior", "aetna")
    assert criterion(outcome, "imaging-severity").truth == "met"
    assert line_of(outcome_of("cervical-staged-revision", "general"), "22551", "C3-4")[0] == "not_necessary"


def test_aetna_takes_exploration_as_incidental_beside_other_operations() -> None:
    assert line_of(outcome_of("lumbar-two-stage-revision", "aetna"), "22830")[0] == "incidental"
    assert line_of(outcome_of("cervical-fusion-exploration", "aetna"), "22830")[0] == "not_necessary"


NECK = (
    finding("foraminal_stenosis", document="mri", levels=("C5-6",), side="left", grade="moderate"),
    finding("motor_deficit", region="cervical", side="left", of="wrist_extensors", grade="4"),
    finding("radicular_pain", region="cervical", side="left", of="C6_dermatome"),
    finding("other_sources_excluded", region="cervical"),
    finding("functional_limit", region="cervical"),
)


@pytest.mark.parametrize(
    ("more", "care", "word"),
    [
        ((), CARE, "necessary"),
        ((), CARE[1:], "undetermined"),
        ((), (treatment("home_exercise", weeks=12), CARE[1]), "undetermined"),
        ((finding("hba1c", document="lab", number=8.0, unit="%"),), CARE, "not_necessary"),
        ((finding("hba1c", document="lab", number=7.9, unit="%"),), CARE, "necessary"),
        (
            (finding("nicotine_use"), finding("nicotine_test", document="lab", number=11, unit="ng/ml")),
            CARE,
            "not_necessary",
        ),
        (
            (finding("nicotine_use"), finding("nicotine_test", document="lab", number=10, unit="ng/ml")),
            CARE,
            "necessary",
        ),
    ],
)
def test_aetna_anterior_cervical_fusion(more: tuple[Finding, ...], care: tuple[Treatment, ...], word: str) -> None:
    assert decide(case("22551", ["C5-6"], (*NECK, *more), care), "aetna").lines[0].outcome == word


@pytest.mark.parametrize(("millimetres", "word"), [(4.0, "necessary"), (3.9, "not_necessary")])
def test_aetna_waives_therapy_for_instability_of_4_mm(millimetres: float, word: str) -> None:
    findings = [
        finding("central_stenosis", document="mri", levels=("L4-5",), grade="moderate"),
        finding("translation", document="mri", levels=("L4-5",), number=millimetres, unit="mm"),
        finding("claudication", region="lumbar"),
    ]
    assert decide(case("22612", ["L4-5"], findings), "aetna").lines[0].outcome == word


# --- Medicare -----------------------------------------------------------------------------------------------------------

ARM = (
    *(f for f in NECK if f.kind != "foraminal_stenosis"),
    finding("foraminal_stenosis", document="mri", levels=("C5-6",), side="left", grade="mild"),
    finding("osteophyte", document="mri", levels=("C5-6",)),
    finding("symptom_weeks", region="cervical", number=14, unit="weeks"),
)


@pytest.mark.parametrize(
    ("days", "score", "word"),
    [(84, 4, "necessary"), (83, 4, "not_necessary"), (84, 3, "not_necessary"), (14, 7, "necessary")],
)
def test_medicare_asks_twelve_weeks_and_pain_of_4_for_cervical_fusion_and_no_grade(
    days: int, score: float, word: str
) -> None:
    end = date(2026, 1, 31)
    care = [treatment(kind, start=end - timedelta(days=days - 1), end=end) for kind in ("physical_therapy", "nsaid")]
    pain = finding("pain_score", region="cervical", number=score, unit="of 10")
    assert decide(case("22551", ["C5-6"], (*ARM, pain), care), "medicare").lines[0].outcome == word


@pytest.mark.parametrize(
    ("kinds", "word"), [(("physical_therapy", "nsaid"), "necessary"), (("physical_therapy",), "not_necessary")]
)
def test_medicare_asks_care_of_more_than_one_kind(kinds: tuple[str, ...], word: str) -> None:
    care = [treatment(kind, weeks=14) for kind in kinds]
    pain = finding("pain_score", region="cervical", number=5, unit="of 10")
    assert decide(case("22551", ["C5-6"], (*ARM, pain), care), "medicare").lines[0].outcome == word


def test_medicare_cervical_determination_decides_from_its_first_day() -> None:
    before = case("22551", ["C5-6"], ARM, day=date(2024, 7, 6))
    after = case("22551", ["C5-6"], ARM, day=date(2024, 7, 7))
    assert decide(before, "medicare").lines[0].policy_set == "general"
    assert decide(after, "medicare").lines[0].policy == "medicare/cervical-fusion"


def test_a_retired_medicare_determination_decides_nothing_after_its_end() -> None:
    last, next_day = (case("22612", ["L4-5"], day=day) for day in (date(2024, 3, 28), date(2024, 3, 29)))
    assert decide(last, "medicare").lines[0].policy == "medicare/lumbar-fusion"
    assert decide(next_day, "medicare").lines[0].policy == "general/lumbar-fusion"


@pytest.mark.parametrize(
    ("age", "policy"), [(61, "medicare/lumbar-disc-replacement"), (60, "general/lumbar-arthroplasty")]
)
def test_medicare_does_not_cover_a_lumbar_disc_over_60(age: int, policy: str) -> None:
    line = decide(case("22857", ["L4-5"], age=age), "medicare").lines[0]
    assert line.policy == policy
    assert (line.outcome == "not_necessary" and line.basis == "failed_criterion") == (age > 60)


@pytest.mark.parametrize(("midnights", "word"), [(2, "necessary"), (1, "not_necessary"), (None, "undetermined")])
def test_medicare_asks_two_midnights_for_inpatient_care(midnights: float | None, word: str) -> None:
    stay = () if midnights is None else (finding("expected_stay", number=midnights, unit="midnights"),)
    pain = finding("pain_score", region="cervical", number=5, unit="of 10")
    outcome = decide(case("22551", ["C5-6"], (*ARM, pain, *stay), CARE, setting="inpatient"), "medicare")
    assert outcome.lines[0].outcome == "necessary"
    assert outcome.setting.outcome == word


# --- eviCore ------------------------------------------------------------------------------------------------------------


def test_evicore_asks_a_grade_for_the_slip_that_others_take_as_it_is() -> None:
    assert line_of(outcome_of("lumbar-t12-s2-fusion", "evicore"), "22614", "L4-5")[0] == "undetermined"
    result = next(c for c in outcome_of("lumbar-t12-s2-fusion", "evicore").lines[0].criteria if c.id == "indication")
    assert result.truth == "undetermined"
    assert (
        next(c for c in outcome_of("lumbar-t12-s2-fusion", "aetna").lines[0].criteria if c.id == "indication").truth
        == "met"
    )


@pytest.mark.parametrize(
    ("kinds", "word"), [(("physical_therapy", "nsaid"), "necessary"), (("nsaid", "opioid"), "undetermined")]
)
def test_evicore_asks_two_kinds_of_treatment_of_six_weeks_each(kinds: tuple[str, ...], word: str) -> None:
    findings = (*NECK, finding("root_compression", document="mri", levels=("C5-6",), side="left"))
    care = [treatment(kind, weeks=6) for kind in kinds]
    assert decide(case("63020", ["C5-6"], findings, care), "evicore").lines[0].outcome == word


def test_evicore_posterior_fusion_needs_instability_or_a_failed_fusion() -> None:
    assert line_of(outcome_of("cervical-staged-revision", "evicore"), "22600")[:2] == (
        "not_necessary",
        "evicore/cervical-posterior-fusion",
    )


def test_evicore_has_no_known_criteria_for_anterior_fusion_and_falls_back() -> None:
    assert line_of(outcome_of("cervical-staged-revision", "evicore"), "22551")[2] == "general"


def test_evicore_open_sacroiliac_fusion_is_not_opened_by_a_lumbar_fusion_that_failed() -> None:
    assert line_of(outcome_of("lumbar-two-stage-revision", "evicore"), "27280")[0] == "not_necessary"


# --- NIA / Evolent ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("muscle", "grade", "waived"),
    [
        ("extensor_hallucis_longus", "2", True),
        ("extensor_hallucis_longus", "3", False),
        ("quadriceps", "3", True),
        ("quadriceps", "4", False),
    ],
)
def test_nia_waives_care_before_discectomy_by_root_and_grade(muscle: str, grade: str, waived: bool) -> None:
    weak = finding("motor_deficit", region="lumbar", side="left", of=muscle, grade=grade)
    result = criterion(decide(case("63030", ["L4-5"], [weak]), "nia"), "conservative-care")
    assert (result.waived_by == "acute-motor-deficit") == waived


def test_nia_counts_home_exercise_and_drugs_of_the_last_six_months() -> None:
    def truth(last: date) -> str:
        care = [
            treatment("home_exercise", start=date(2025, 7, 1), end=last),
            treatment("nsaid", start=date(2025, 7, 1), end=last),
        ]
        return criterion(decide(case("63030", ["L4-5"], (), care), "nia"), "conservative-care").truth

    assert truth(date(2025, 12, 1)) == "met"
    assert truth(date(2025, 8, 20)) != "met"


# --- What no set may do -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("policy_set", PAYERS)
@pytest.mark.parametrize(
    "code", ["22551", "22600", "22612", "22856", "22857", "27279", "27280", "63020", "63030", "63047", "22830", "22802"]
)
def test_an_empty_record_is_never_an_approval(policy_set: str, code: str) -> None:
    level = {"22551": "C5-6", "22600": "C5-6", "22856": "C5-6", "63020": "C5-6"}.get(code, "L4-5")
    levels = () if code.startswith("27") else (level,)
    line = decide(case(code, levels), policy_set).lines[0]
    assert line.outcome in ("undetermined", "not_necessary")
    assert line.policy != NOT_STATED


def test_both_lines_of_a_two_level_disc_replacement_are_decided_and_only_the_second_needs_a_device_for_two() -> None:
    asked = case("22856", ["C5-6"], others=[RequestLine(id="b", code="22858", levels=("C6-7",))])
    first, second = decide(asked, "medicare").lines
    assert {c.id for c in second.criteria} - {c.id for c in first.criteria} == {"device"}
