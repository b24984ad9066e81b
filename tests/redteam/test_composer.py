"""The guard has nothing against what the composer drafts, of cases that nobody wrote with its sentences in mind either."""

import pytest

from assistant.intake.load import Loaded
from assistant.pack import load_pack
from assistant.settings import Settings
from evals.intake.vignettes import told_cases
from evals.redteam.subjects import POLICY_SETS, TOLD_SETS, Subject, subject, subjects, told_subjects


def refused(document: Subject) -> list[str]:
    """What the guard had against the draft, before anything in it was replaced."""
    found = document.determination.guard.violations
    return [f"{document.case} under {document.policy_set}: {v.code}: {v.reason}" for v in found]


@pytest.mark.slow
@pytest.mark.parametrize("policy_set", TOLD_SETS)
def test_drafts_of_cases_told_in_prose_pass(policy_set: str) -> None:
    assert [reason for document in told_subjects((policy_set,)) for reason in refused(document)] == []


def test_a_procedure_may_have_a_number_in_its_name() -> None:
    case = next(case for case in told_cases() if case.id == "laminectomy-of-four-levels")
    document = subject(Loaded(case, load_pack(case.pack), ()), "aetna", Settings(layers=()))
    assert any("of more than two segments (63015)" in s.text for s in document.statements)
    assert refused(document) == []


def test_drafts_of_the_cases_pass() -> None:
    assert [reason for document in subjects(policy_sets=POLICY_SETS[:1]) for reason in refused(document)] == []
