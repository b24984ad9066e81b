"""The tests that stand beside the policies, each as a test of its own; what they have to cover; and their runner."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.check.trial import Trial
from assistant.cli.policy_tests import Result, run
from assistant.errors import CorpusError
from assistant.model.policy import Policy
from assistant.pack import Pack, load_pack

PACKS = ("spine", "knee")
NEVER_FAILS = {"general/revision-decompression:imaging-on-file"}
"""Criteria that silence leaves open and nothing refutes."""


@cache
def pack(name: str) -> Pack:
    return load_pack(name)


@cache
def results(name: str, policy: str) -> tuple[Result, ...]:
    return tuple(run(pack(name), pack(name).policy_test_files()[policy], policy))


FILES = [(name, policy) for name in PACKS for policy in pack(name).policy_test_files()]


def each() -> list[Any]:
    return [
        pytest.param(r, id=f"{name}/{policy}: {r.trial.name}") for name, policy in FILES for r in results(name, policy)
    ]


@pytest.mark.parametrize("result", each())
def test_policy_says_what_is_expected(result: Result) -> None:
    assert not result.failed, f"{result.where}: {'; '.join(result.disagreements) or 'agrees, though known_wrong'}"


def policy_of(name: str, id: str) -> Policy:
    versions = [p for p in pack(name).whole_policy_set(id.split("/")[0]).policies if p.id == id]
    return max(versions, key=lambda p: p.effective.start)


def answers(trial: Trial) -> dict[str, set[str]]:
    """What a test expects of each criterion, over all levels."""
    return {id: set(t.values()) if isinstance(t, dict) else {t} for id, t in trial.expect.criteria.items()}


@pytest.mark.parametrize(("name", "policy"), FILES)
def test_every_criterion_and_waiver_has_its_situation(name: str, policy: str) -> None:
    trials = [r.trial for r in results(name, policy)]
    tested = policy_of(name, policy)
    assert any(t.expect.outcome == "necessary" and t.expect.waived == () for t in trials), "none meets it"
    for criterion in tested.criteria:
        expected = {answer for t in trials for answer in answers(t).get(criterion.id, ())}
        assert "met" in expected, criterion.id
        assert "not_met" in expected or f"{policy}:{criterion.id}" in NEVER_FAILS, criterion.id
    for waiver in tested.exceptions:
        opened = [t for t in trials if t.expect.waived not in ((), "not_stated")]
        assert any(set(t.expect.waived) <= set(waiver.waives) for t in opened), waiver.id


TRIAL = """
- name: a tear alone
  line: {code: '29881', levels: [medial compartment], side: left}
  findings:
  - {kind: meniscal_tear, levels: [medial compartment], side: left}
"""


def verdicts(tmp_path: Path, text: str, policy: str = "general/meniscectomy") -> list[Result]:
    file = tmp_path / "own.yaml"
    file.write_text(TRIAL + text, encoding="utf-8")
    return list(run(pack("knee"), file, policy))


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ("{outcome: necessary}", "the line is not necessary, not necessary"),
        ("{levels: {medial compartment: undetermined}}", "medial compartment is not necessary, not undetermined"),
        (
            "{levels: {lateral compartment: necessary}}",
            "lateral compartment is not asked; asked are medial compartment",
        ),
        ("{criteria: {tear: not_met}}", "the criterion 'tear' is met at medial compartment, not not met"),
        ("{criteria: {tear: {lateral compartment: met}}}", "the criterion 'tear' is not asked at lateral compartment"),
        ("{criteria: {tier: met}}", "there is no criterion 'tier'"),
        ("{waived: [conservative-care]}", "waived: nothing; expected: conservative-care"),
    ],
)
def test_what_disagrees_is_told(tmp_path: Path, expect: str, told: str) -> None:
    (result,) = verdicts(tmp_path, f"  expect: {expect}")
    assert result.failed
    assert result.disagreements == (told,)


def test_the_right_policy_has_to_decide(tmp_path: Path) -> None:
    (result,) = verdicts(tmp_path, "  expect: {outcome: not_necessary}", "general/debridement")
    assert result.disagreements == ("the line is decided by general/meniscectomy, not by general/debridement",)


def test_known_to_be_wrong(tmp_path: Path) -> None:
    (wrong,) = verdicts(tmp_path, "  expect: {outcome: necessary}\n  known_wrong: not yet done")
    assert wrong.disagreements
    assert not wrong.failed
    (mended,) = verdicts(tmp_path, "  expect: {criteria: {tear: met}}\n  known_wrong: not yet done")
    assert mended.failed


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("  expect: {outcom: necessary}", "outcom", 6),
        ("  - {kind: torn}\n  expect: {}", "no finding kind 'torn'", 2),
        ("  - {kind: osteoarthritis, grade: grade_9}\n  expect: {}", "grade_9", 2),
        ("  documents: [fax]\n  expect: {}", "fax", 2),
        ("  expect: {}\n" + TRIAL.strip("\n") + "\n  expect: {}", "two tests have the name", 7),
    ],
)
def test_a_wrong_file_is_told_with_its_line(tmp_path: Path, text: str, message: str, line: int) -> None:
    with pytest.raises(CorpusError, match=message) as error:
        verdicts(tmp_path, text)
    assert error.value.where is not None
    assert error.value.where.line == line


def test_only_what_is_named_is_on_file() -> None:
    from assistant.check.trial import case_of

    trial = Trial.model_validate(
        {
            "name": "x",
            "line": {"code": "29881"},
            "documents": ["radiograph_report"],
            "findings": [{"kind": "meniscal_tear"}, {"kind": "knee_pain"}],
            "expect": {},
        }
    )
    case = case_of(trial, pack("knee"))
    assert [d.kind for d in case.documents] == ["radiograph_report", "mri_report", "office_note"]
    assert [f.document for f in case.findings] == ["mri_report", "office_note"]
