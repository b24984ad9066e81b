"""`assistant policy diff` and `assistant policy test` as a user runs them."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli.app import app
from assistant.cli.policy_words import in_words
from assistant.errors import AssistantError, CorpusError, InputError
from assistant.pack import load_pack
from assistant.pack.compare import compare, counterparts

CASES = Path(__file__).parents[2] / "evals" / "cases"


@pytest.fixture(autouse=True)
def _no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("ASSISTANT_PACK", "ASSISTANT_LAYERS"):
        monkeypatch.delenv(name, raising=False)


def told(*arguments: object) -> str:
    ran = CliRunner().invoke(app, ["policy", *map(str, arguments)], catch_exceptions=True)
    if isinstance(ran.exception, AssistantError):
        raise ran.exception
    assert ran.exit_code == 0, ran.output
    return ran.output


def policies(set_id: str) -> dict[str, object]:
    return {p.id: p for p in load_pack().whole_policy_set(set_id).policies}


def test_a_policy_as_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text beside the rule in words, the sources below, and what waives what."""
    monkeypatch.setenv("COLUMNS", "900")
    text = told("show", "general/lumbar-discectomy")
    (beside,) = (row for row in text.splitlines() if row.startswith("A radiologist must grade"))
    assert beside.rstrip().endswith("all of")
    assert "graded stenosis: foraminal stenosis, lateral recess stenosis" in text
    assert "a report that says nothing: not met" in text
    assert "(no further document would show it)" in text
    assert "ground   aetna-cpb-0743-spinal-surgery#f03 (Aetna Clinical Policy Bulletin 0743): Aetna asks" in text
    assert "waived   by neurological-override" in text
    tree = text.split("Exceptions")[1]
    assert "[neurological-override] Conservative care is not asked for" in tree
    assert "waives conservative-care, asked for each level" in tree
    assert "severe motor deficit: motor deficit, at most 2, in the region" in tree


def test_every_policy_can_be_shown_and_every_test_has_words() -> None:
    for name in ("spine", "knee"):
        pack = load_pack(name)
        for set_id in pack.policy_set_ids():
            for policy in pack.whole_policy_set(set_id).policies:
                tests = [*(c.test for c in policy.criteria), *(w.when for w in policy.exceptions)]
                words = [text for test in tests for _, text in in_words(test, pack)]
                assert all(text and "not_stated" not in text for text in words), policy.id


def test_two_policies_side_by_side() -> None:
    text = told("diff", "general/lumbar-fusion", "aetna/lumbar-fusion")
    assert "general: at least six weeks of conservative care  [conservative-care]" in text
    assert "aetna: at least six weeks of in-person physical therapy" in text
    assert "general: not asked for\n    aetna: an HbA1c below 8% in diabetes" in text
    assert "Aetna Clinical Policy Bulletin 0743 (aetna-cpb-0743-spinal-surgery) #f04" in text


def test_two_versions_side_by_side_and_whose_outcome_the_later_one_changes() -> None:
    """A rule that changed: not covered until 13 June 2024, covered with conditions from the day after."""
    name = "washington/spinal-cord-stimulation-lead"
    text = told("diff", f"{name}@2010-10", f"{name}@2024-06", "--cases", CASES)
    assert "2010-10: not asked for\n    2024-06: twelve months since the last operation" in text
    assert "63650 percutaneous spinal cord stimulator lead: not necessary (washington/" in text
    assert "In force from 2010-10-22 to 2024-06-13." in told("show", f"{name}@2010-10")
    assert "version 2010-10" in told("show", name, "--as-of", "2024-06-13")


def test_a_policy_does_not_differ_from_itself() -> None:
    text = told("diff", "general/si-fusion", "general/si-fusion", "--cases", CASES)
    assert "not asked for" not in text
    assert "differs in" not in text
    assert re.search(r"\n0 of \d+ lines", text)


def test_outcomes_that_flip_between_two_sets() -> None:
    text = told("diff", "general", "medicare", "--cases", CASES)
    assert "cervical-staged-revision: 22551" in text
    assert "not necessary (general/cervical-anterior) -> undetermined (medicare/cervical-fusion)" in text
    assert "only general:" in text
    assert f"of {len(list(CASES.glob('*.yaml')))} cases differ in their outcome." in text


def test_only_lines_that_the_policies_decide_are_compared() -> None:
    text = told("diff", "general/lumbar-fusion", "aetna/lumbar-fusion", "--cases", CASES)
    assert "cervical" not in text.split("\n\n")[-1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("general", "aetna/lumbar-fusion"), "not of one kind"),
        (("general/lumbar-fuson", "aetna/lumbar-fusion"), "there is no policy 'general/lumbar-fuson'"),
        (("general/lumbar-fusion@1999", "aetna/lumbar-fusion"), "has no version 1999"),
        (("generol", "aetna"), "no policy set 'generol'"),
        (("general", "aetna", "--cases", "nowhere"), "folder of cases does not exist"),
    ],
)
def test_what_cannot_be_compared_is_told(arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(InputError, match=message):
        told("diff", *arguments)


def test_criteria_are_matched_by_id_before_family() -> None:
    one = policies("general")["general/lumbar-fusion"]
    pairs = compare(one, one)  # type: ignore[arg-type]
    assert [p.first.id for p in pairs if p.first] == [p.second.id for p in pairs if p.second]
    assert not any(p.differs_in for p in pairs)


def test_labels_are_no_difference() -> None:
    one = policies("general")["general/lumbar-discectomy"]
    other = policies("general")["general/decompression-with-fusion"]
    by_id = {p.first.id: p for p in compare(one, other) if p.first}  # type: ignore[arg-type]
    assert by_id["conservative-care"].differs_in == ()


def test_counterparts_decide_a_common_code_in_a_common_region() -> None:
    pack = load_pack()
    one = policies("general")["general/cervical-anterior"]
    found = counterparts(one, pack.whole_policy_set("aetna"))  # type: ignore[arg-type]
    assert [p.id for p in found] == ["aetna/cervical-anterior"]


def test_one_file_of_policy_tests_runs() -> None:
    file = load_pack().policy_test_files()["general/si-fusion"]
    text = told("test", file, "--verbose")
    assert "general/si-fusion: relief of exactly 75% is enough" in text


def test_a_policy_test_that_fails_ends_in_an_exit_code(tmp_path: Path) -> None:
    folder = tmp_path / "general"
    folder.mkdir()
    file = folder / "hardware-removal.yaml"
    file.write_text(
        "situations:\n- name: nothing\n  line: {code: '22850', levels: [L4-5]}\n  expect: {outcome: necessary}\n",
        "utf-8",
    )
    ran = CliRunner().invoke(app, ["policy", "test", str(file)])
    assert ran.exit_code == CorpusError.exit_code
    assert "the line is undetermined, not necessary" in ran.output
