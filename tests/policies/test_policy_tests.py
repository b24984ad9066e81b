"""The tests that stand beside the policies, run file by file; what they have to cover; and their runner."""

from functools import cache
from pathlib import Path

import pytest

from assistant.check.coverage import told
from assistant.cli.policy_tests import Checked, Result, run, untested
from assistant.errors import CorpusError
from assistant.model.trial import Trial
from assistant.pack import Pack, load_pack

PACKS = ("spine", "knee")


@cache
def pack(name: str) -> Pack:
    return load_pack(name)


@cache
def report(name: str, policy: str) -> Checked:
    return run(pack(name), pack(name).policy_test_files()[policy], policy)


FILES = [(name, policy) for name in PACKS for policy in pack(name).policy_test_files()]
each_file = pytest.mark.parametrize(("name", "policy"), FILES, scope="module")
"""File by file: all that is asked of one file runs in one row, so that a worker decides its situations once."""


@each_file
def test_policy_says_what_is_expected(name: str, policy: str) -> None:
    """In every situation of its file. All that fail are told: deciding them at collection would ask each worker for it."""
    results = report(name, policy).results
    assert results
    assert [
        f"{r.where}: {r.trial.name}: {'; '.join(r.disagreements) or 'agrees, though known_wrong'}"
        for r in results
        if r.failed
    ] == []


@pytest.mark.parametrize("name", PACKS)
def test_every_policy_has_tests(name: str) -> None:
    assert untested(pack(name)) == ()


@each_file
def test_every_criterion_silence_and_waiver_has_its_situation(name: str, policy: str) -> None:
    """Met; each criterion failing alone and silent; each waiver open and shut: all but what no situation can show."""
    assert [told(goal) for goal in report(name, policy).missing] == []
    assert report(name, policy).stale == ()


@each_file
def test_names_are_sentences_that_a_clinician_can_read(name: str, policy: str) -> None:
    for result in report(name, policy).results:
        assert len(result.trial.name.split()) >= 4, result.trial.name
        assert "_" not in result.trial.name, result.trial.name


TRIAL = """
situations:
- name: a tear alone
  line: {code: '29881', levels: [medial compartment], side: left}
  findings:
  - {kind: meniscal_tear, levels: [medial compartment], side: left}
"""


def verdicts(tmp_path: Path, text: str, policy: str = "general/meniscectomy") -> list[Result]:
    file = tmp_path / "own.yaml"
    file.write_text(TRIAL + text, encoding="utf-8")
    return list(run(pack("knee"), file, policy).results)


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
        ("  expect: {outcom: necessary}", "outcom", 7),
        ("  - {kind: torn}\n  expect: {}", "no finding kind 'torn'", 3),
        ("  - {kind: osteoarthritis, grade: grade_9}\n  expect: {}", "grade_9", 3),
        ("  documents: [fax]\n  expect: {}", "fax", 3),
        ("  expect: {}\n- name: a tear alone\n  like: a tear alone\n  expect: {}", "two tests have the name", 8),
        ("  expect: {}\n- name: b\n  like: a tare\n  expect: {}", "no earlier situation has the name 'a tare'", 8),
        (
            "  expect: {}\n- name: b\n  like: a tear alone\n  without: [knee_pain]\n  expect: {}",
            "cannot be left out",
            8,
        ),
        ("  expect: {}\n- name: b\n  expect: {}", "needs a line, or 'like'", 8),
        ("  expect: {}\n- name: b\n  without: [x]\n  line: {code: '29881'}\n  expect: {}", "there is none", 8),
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


def ran_as(tmp_path: Path, text: str) -> Checked:
    file = tmp_path / "own.yaml"
    file.write_text(text, encoding="utf-8")
    return run(pack("knee"), file, "general/meniscectomy")


WHOLE = """
situations:
- name: a tear with locking is necessary
  line: {code: '29881', levels: [medial compartment], side: left}
  findings:
  - {kind: displaced_tear, levels: [medial compartment], side: left}
  - {kind: osteoarthritis, region: knee, side: left, grade: grade_2, document: radiograph_report}
  - {kind: locked_knee, region: knee, side: left}
  expect: {outcome: necessary, criteria: {tear: met, conservative-care: undetermined}, waived: [conservative-care]}
- name: without locking it stays open
  like: a tear with locking is necessary
  without: [locked_knee]
  findings:
  - {kind: mechanical_symptoms, region: knee, side: left}
  expect: {outcome: undetermined, waived: []}
"""


def test_a_situation_like_another_carries_its_answers_over(tmp_path: Path) -> None:
    one, other = ran_as(tmp_path, WHOLE).results
    assert (one.disagreements, other.disagreements) == ((), ())
    assert other.trial.expect.criteria == one.trial.expect.criteria
    assert [f.kind for f in other.trial.findings] == ["displaced_tear", "osteoarthritis", "mechanical_symptoms"]


def test_what_the_situations_do_not_show_is_told(tmp_path: Path) -> None:
    found = ran_as(tmp_path, WHOLE)
    assert {g for r in found.results for g in r.goals} == {
        "conservative-care silent",
        "locked-knee opens",
        "locked-knee limited",
    }
    assert "met" in found.missing
    assert "tear fails" in found.missing
    assert told("tear fails") == "no situation in which 'tear' fails alone"


def test_what_cannot_be_shown_has_a_reason_that_holds(tmp_path: Path) -> None:
    cannot = "cannot:\n  tear fails: for this test\n  locked-knee opens: not so\n  nothing silent: no goal\n"
    found = ran_as(tmp_path, cannot + WHOLE.lstrip())
    assert "tear fails" not in found.missing
    assert found.stale == ("locked-knee opens", "nothing silent")
