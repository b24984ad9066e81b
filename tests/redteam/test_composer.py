"""The guard has nothing against what the composer drafts, of cases that nobody wrote with its sentences in mind either."""

import pytest

from evals.redteam.subjects import POLICY_SETS, TOLD_SETS, Subject, subjects, told_subjects


def refused(document: Subject) -> list[str]:
    """What the guard had against the draft, before anything in it was replaced."""
    found = document.determination.guard.violations
    return [f"{document.case} under {document.policy_set}: {v.code}: {v.reason}" for v in found]


@pytest.mark.parametrize("policy_set", TOLD_SETS)
def test_drafts_of_cases_told_in_prose_pass(policy_set: str) -> None:
    assert [reason for document in told_subjects((policy_set,)) for reason in refused(document)] == []


def test_drafts_of_the_cases_pass() -> None:
    assert [reason for document in subjects(policy_sets=POLICY_SETS[:1]) for reason in refused(document)] == []
