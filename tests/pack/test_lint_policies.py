"""One bad file for each way to get the tests of a policy, its exceptions or its evidence wrong."""

from pathlib import Path

import pytest

from assistant.pack.lint import lint

from .bridges import bridges, copy, edit

POLICY = "policies/town/span-renewal.yaml"
SET = "policies/town/set.yaml"
ASKED = "- finding: {kinds: [sag], value: {above: 30, unit: mm}}"
"""The test that is spoilt."""
WAIVES = "  waives: [upkeep]\n"
ALTERNATIVE = (
    "alternatives:\n- {{when_failed: [{0}], policy: town/span-renewal, procedure: less, grounds: [{1}]}}\nevidence:"
)


def problems(tmp_path: Path, file: str, old: str, new: str) -> list[str]:
    """What the linter says of the spoilt file, with its name and line in front."""
    root = copy(tmp_path)
    name = edit(root, file, old, new).name
    found = [p for p in lint(bridges(root)) if not p.warning]
    for problem in found:
        assert problem.where is not None
        assert Path(problem.where.file).name == name
        assert problem.where.line
        assert str(problem)
    return [str(problem) for problem in found]


@pytest.mark.parametrize(
    ("test", "told"),
    [
        # What is asked does not exist
        ("finding: {kinds: [sag], told: [sags]}", "no finding kind 'sags'"),
        ("finding: {kinds: [sag], among: [P9-10]}", "no level 'P9-10'"),
        ("treatment: {kinds: [paint]}", "no treatment kind 'paint'"),
        ("treatment: {classes: [upkeep], told: [care]}", "no treatment class 'care'"),
        ("treatment: {classes: [upkeep], since: [sag]}", "no finding kind told in weeks 'sag'"),
        ("correlation: {signs: [noises]}", "no finding kind 'noises'"),
        ("correlation: {signs: [noise], compression: [rust]}", "no finding kind 'rust'"),
        ("correlation: {signs: [noise], symptoms: [hum]}", "no finding kind 'hum'"),
        ("correlation: {signs: [noise], accept: [hearsay]}", "no group of documents 'hearsay'"),
        ("request: {codes: ['20009']}", "no code '20009'"),
        ("request: {procedures: [demolition]}", "no procedure family 'demolition'"),
        ("request: {among: [P9]}", "no level 'P9'"),
        ("request: {reaches: [P9]}", "no landmark 'P9'"),
        ("request: {setting: [at_home]}", "no setting 'at_home'"),
        ("line: {codes: ['20009']}", "no code '20009'"),
        ("line: {procedures: [demolition]}", "no procedure family 'demolition'"),
        # What is asked is nothing, or cannot be answered
        ("treatment: {weeks: {at_least: 2}}", "names neither kinds nor classes"),
        ("correlation: {signs: [sag]}", "'sag' names no structure"),
        ("request: {}", "asks nothing, and would always be met"),
        ("patient: {}", "asks nothing"),
        ("line: {outcome: [necessary]}", "names no other line"),
        ("line: {}", "names no other line"),
        ("{at_least: 3, of: [{criterion: upkeep}]}", "asks for 3 of 1 parts"),
        # Bounds and windows
        ("treatment: {classes: [upkeep], weeks: {at_least: two}}", "'two' is not a number"),
        ("treatment: {classes: [upkeep], sessions: {at_least: 4, at_most: 2}}", "nothing is above 4"),
        ("request: {levels: {at_least: some}}", "'some' is not a number"),
        ("request: {standing_levels: {at_least: 3, below: 2}}", "nothing is above 3"),
        ("finding: {kinds: [sag], within_months: 0}", "longer than 0 months"),
        ("treatment: {classes: [upkeep], within_months: -1}", "longer than 0 months"),
        # Form
        ("finding: {kinds: []}", "at least 1"),
        ("finding: {kinds: [sag], value: {}}", "a bound needs one of"),
        ("finding: {kinds: [sag], at: nearby}", "nearby"),
        ("finding: {kinds: [sag], silence: no}", "silence"),
        ("{finding: {kinds: [sag]}, not: {criterion: upkeep}}", "exactly one operator"),
        ("sag", "exactly one operator"),
        ("findings: {kinds: [sag]}", "exactly one operator"),
        ("all: []", "at least 1"),
    ],
)
def test_each_way_to_get_a_test_wrong(tmp_path: Path, test: str, told: str) -> None:
    found = problems(tmp_path, POLICY, ASKED, f"- {test}")
    assert any(told in problem for problem in found), found


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  when: {all:", "  when: {any: [{criterion: danger}]}\n  scope: level\n  was: {all:", "was"),
        ("{criterion: damage}", "{criterion: none}", "no criterion 'none'"),
        (WAIVES, WAIVES + "  differs: [valley-rules#f09]\n", "has no fact 'f09'"),
        (WAIVES, "  waives: []\n", "at least 1"),
        ("exceptions:\n- id: danger", "exceptions:\n- id: Danger", "id"),
        ("evidence:", ALTERNATIVE.format("damages", "institute-2020#f01"), "no criterion of this policy 'damages'"),
        ("evidence:", ALTERNATIVE.format("damage", "institute-2020#f31"), "has no fact 'f31'"),
        ("evidence:", "evidence_when:\n- {kinds: [flood]}\nevidence:", "no finding kind 'flood'"),
        ("evidence:", "evidence_when:\n- {kinds: [sag], limits: [institute-2020#f31]}\nevidence:", "no fact 'f31'"),
        ("evidence:", "applies: {finding: {kinds: [flood]}}\nevidence:", "no finding kind 'flood'"),
        ("effective: {start: 2024-01-01}", "effective: {start: 1 January 2024}", "date"),
        ("fidelity: synthesis", "fidelity: certain", "certain"),
        ("codes: ['20001', '20002']", "codes: [20001]", "text"),
        ("  grounds: [institute-2020#f01, harbour-rules#f02]", "  grounds: []", "at least 1"),
        (
            "  remedy: a survey of",
            "  fills: [institute-2020#f31]\n  remedy: a survey of",
            "no ground of this criterion",
        ),
        (
            "  remedy: a survey of",
            "  fills: [institute-2020#f01]\n  remedy: a survey of",
            "in the set that this one falls back on",
        ),
        ("  grounds: [institute-2020#f01, harbour-rules#f02]", "  grounds: [institute-2020]", "grounds"),
        ("  remedy: a survey of {level}", "  remedy: 'a survey of {level'", "placeholder"),
        ("  remedy: a survey of {level}", "  remedies: a survey of {level}", "did you mean 'remedy'"),
        ("  scope: line", "  scope: lines", "lines"),
        ("title: renewal of a span", "titel: renewal of a span", "did you mean 'title'"),
    ],
)
def test_each_way_to_get_the_rest_wrong(tmp_path: Path, old: str, new: str, told: str) -> None:
    found = problems(tmp_path, POLICY, old, new)
    assert any(told in problem for problem in found), found


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("codes: ['20003'], place", "codes: ['20003'], with_codes: ['20009'], place", "no code '20009'"),
        ("kind: incidental", "kind: forbidden", "forbidden"),
        ("test: {request: {setting: [outpatient]}}", "test: {request: {}}", "asks nothing"),
        ("effective: {start: 2020-01-01}", "effective: {start: 2020-01-01}\nfallback: town", "falls back on itself"),
    ],
)
def test_each_way_to_get_a_set_wrong(tmp_path: Path, old: str, new: str, told: str) -> None:
    found = problems(tmp_path, SET, old, new)
    assert any(told in problem for problem in found), found


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("vocabulary.yaml", "scale: rust, location", "scale: rust, unit: mm, location", "has a scale and a unit"),
        ("vocabulary.yaml", "kinds:\n", "opposites: [[sag, lift]]\nkinds:\n", "no finding kind 'lift'"),
        ("anatomy.yaml", "ends: [P3, P4], region: north", "ends: [P3, P4], region: west", "no region 'west'"),
        ("codes.yaml", "procedure: cable_work", "procedure: cable", "no procedure family 'cable'"),
        ("codes.yaml", "regions: [north]", "regions: [north], place: bank", "place"),
    ],
)
def test_each_way_to_get_a_table_wrong(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    found = problems(tmp_path, file, old, new)
    assert any(told in problem for problem in found), found


def test_tests_of_no_policy(tmp_path: Path) -> None:
    root = copy(tmp_path)
    file = root / "bridges/policy-tests/town/span-removal.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("situations: []\n", "utf-8")
    (problem,) = [p for p in lint(bridges(root)) if not p.warning]
    assert "'town/span-removal'" in str(problem)
    assert "town/span-renewal" in str(problem)
