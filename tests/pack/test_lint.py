"""The linter: a sound pack has no problems, and each way to spoil it is told with file, line and remedy."""

from pathlib import Path

import pytest

from assistant.pack.lint import lint

from .bridges import bridges, copy, edit

POLICY = "policies/town/span-renewal.yaml"
SET = "policies/town/set.yaml"


def test_a_sound_pack() -> None:
    assert lint(bridges()) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        # Words of patients
        (
            "vocabulary.yaml",
            "- {id: damage, title: Damage, short: damage}",
            "- {id: damage, title: Damage, short: damage, of: {rot: {plain: how far it rots, send: a look at it}}}",
            "no criterion of the family 'damage' named 'rot'",
        ),
        # References of policies
        (POLICY, "differs: [valley-rules#f01]", "differs: [valley-rules#f09]", "has no fact 'f09'"),
        (POLICY, "grounds: [harbour-rules#f01]", "grounds: [harbor-rules#f01]", "no source 'harbor-rules'"),
        (POLICY, "outcomes: [institute-2020#f02,", "outcomes: [institute-2020#f12,", "has no fact 'f12'"),
        (POLICY, "sources: [institute-2020,", "sources: [institute-2021,", "no source 'institute-2021'"),
        (POLICY, "waives: [upkeep]", "waives: [upkep]", "Did you mean 'upkeep'"),
        (POLICY, "{criterion: damage}", "{criterion: damages}", "no criterion 'damages'"),
        (POLICY, "kinds: [corrosion]", "kinds: [corosion]", "Did you mean 'corrosion'"),
        (POLICY, "of: [main_cable]", "of: [side_cable]", "no structure of these kinds 'side_cable'"),
        (POLICY, "accept: [technical]", "accept: [tecnical]", "no group of documents"),
        (POLICY, "classes: [upkeep]", "classes: [upkeeping]", "no treatment class"),
        (POLICY, "  family: upkeep", "  family: care", "no criterion family 'care'"),
        (POLICY, "procedure: span_renewal", "procedure: span_removal", "no procedure family"),
        (POLICY, "codes: ['20001', '20002']", "codes: ['20001', '20009']", "no code '20009'"),
        (POLICY, "codes: ['20001', '20002']", "codes: ['20001', '20002']\nregions: [east]", "no region 'east'"),
        (POLICY, "id: town/span-renewal", "id: city/span-renewal", "does not name its set"),
        (POLICY, "- id: upkeep", "- id: damage", "the criterion 'damage' is defined twice"),
        (POLICY, "remedy: a survey of {level}", "remedy: a survey of {depth}", "placeholder '{depth}'"),
        (
            POLICY,
            "evidence:",
            "alternatives:\n"
            "- {when_failed: [damage], policy: town/paint, procedure: paint, grounds: [institute-2020#f01]}\n"
            "evidence:",
            "no policy 'town/paint'",
        ),
        (
            POLICY,
            "test: {treatment: {classes: [upkeep], weeks: {at_least: 2}}}",
            "test: {criterion: upkeep}",
            "depends on itself",
        ),
        # Bounds
        (POLICY, "value: {at_least: heavy}", "value: {at_least: severe}", "no step of the scale 'rust' 'severe'"),
        (POLICY, "value: {at_least: heavy}", "value: {at_least: 2}", "no unit"),
        (POLICY, "value: {above: 30, unit: mm}", "value: {above: 30}", "has no unit; its kinds are measured in mm"),
        (POLICY, "value: {above: 30, unit: mm}", "value: {above: 30, unit: inch}", "the unit 'inch'"),
        (POLICY, "value: {above: 30, unit: mm}", "value: {above: 30, below: 20, unit: mm}", "nothing is above"),
        (POLICY, "value: {above: 30, unit: mm}", "value: {above: heavy}", "none of the kinds is graded"),
        # Versions
        ("policies/town/span-renewal.2020.yaml", "end: 2023-12-31", "end: 2024-01-01", "in force at once"),
        ("policies/town/span-renewal.2020.yaml", "end: 2023-12-31", "end: 2019-01-01", "ends before it starts"),
        ("policies/town/span-renewal.2020.yaml", "id: town/span-renewal", "id: town/other\nregions: [north]", None),
        # Sets
        (SET, "codes: ['20003']", "codes: ['20013']", "no code '20013'"),
        (SET, "grounds: [institute-2020#f01]", "grounds: [institute-2020#f10]", "has no fact 'f10'"),
        (SET, "- setting: [outpatient]", "- setting: [at_home]", "no setting 'at_home'"),
        (SET, "days_grounds: [institute-2020#f02]", "days_grounds: [institute-2020#f20]", "has no fact 'f20'"),
        (SET, "id: town\n", "id: city\n", "not the folder's name"),
        ("policies/county/set.yaml", "fallback: town", "fallback: village", "no policy set 'village'"),
        ("policies/county/set.yaml", "issuers: [Valley Fund]", "issuers: [Hill Fund]", "no issuer among the sources"),
        # Sources
        ("sources/southern-series.md", "id: southern-series", "id: south-series", "is not the file's name"),
        ("sources/southern-series.md", "regions: [south]", "regions: [southern]", "no region 'southern'"),
        ("sources/southern-series.md", "regions: [south]", "regions: []", "nothing can lead to"),
        ("sources/southern-series.md", "topics: [complications]", "topics: []", "no fact with a topic"),
        ("sources/southern-series.md", "checked: printed copy", "checked: recalled", "never checked"),
        ("sources/southern-series.md", "within a year.", "within a year", "not a sentence"),
        ("sources/southern-series.md", "procedures: [span_renewal]", "procedures: [spans]", "no procedure family"),
        ("sources/institute-2020.md", "id: f02", "id: f01", "the fact 'f01' is defined twice"),
        ("sources/southern-series.md", "title: Spans of the south", "title: '[Spans] South'", "brackets in part"),
        ("sources/southern-series.md", "year: 2019", "year: 2919", "2919 is in the future"),
        ("sources/southern-series.md", "year: 2019", "year: not_stated", None),
        ("sources/southern-series.md", "identifiers: {}", "identifiers: {doi: 10.1000/span.7}", None),
        ("sources/southern-series.md", "identifiers: {}", "identifiers: {doi: 'https://doi.org/10.1/x'}", "of a doi"),
        ("sources/southern-series.md", "identifiers: {}", "identifiers: {reprint_doi: '1000/span.7'}", "reprint_doi"),
        ("sources/southern-series.md", "identifiers: {}", "identifiers: {pmid: PMC12}", "form of a pmid"),
        ("sources/southern-series.md", "identifiers: {}", "identifiers: {pmcid: '12'}", "form of a pmcid"),
        # Tables
        ("vocabulary.yaml", "scale: rust", "scale: dust", "no scale 'dust'"),
        ("vocabulary.yaml", "structures: cables", "structures: ropes", "no table of structures"),
        ("vocabulary.yaml", "location: deck", "location: roof", "no place within a level"),
        ("vocabulary.yaml", "labels: {light: light rust}", "labels: {mild: light rust}", "no step of the scale"),
        ("anatomy.yaml", "ends: [P2, P3]", "ends: [P3, P2]", "not in the order"),
        ("anatomy.yaml", "ends: [P2, P3]", "ends: [P2, P9]", "no landmark 'P9'"),
        ("anatomy.yaml", "also: [north]", "also: [east]", "no region 'east'"),
        ("codes.yaml", "parents: ['20001']", "parents: ['20004']", "no code '20004'"),
        ("codes.yaml", ", parents: ['20001']", "", "names no parents"),
        ("codes.yaml", "regions: [north]", "regions: [nord]", "Did you mean 'north'"),
        ("diagnoses.yaml", "regions: [north]", "regions: [nord]", "no region 'nord'"),
        ("narrative.yaml", "grounds: [institute-2020#f03]", "grounds: [institute-2020#f30]", "has no fact 'f30'"),
        ("pack.yaml", "default_policy_set: town", "default_policy_set: twon", "Did you mean 'town'"),
        ("pack.yaml", "default_disposition: strict", "default_disposition: harsh", "no disposition 'harsh'"),
        # Form
        (POLICY, "version: '2'", "version: '2'\nverson: '3'", "did you mean 'version'"),
    ],
)
def test_each_way_to_spoil_it(tmp_path: Path, file: str, old: str, new: str, told: str | None) -> None:
    root = copy(tmp_path)
    path = edit(root, file, old, new)
    problems = [p for p in lint(bridges(root)) if not p.warning]
    if told is None:
        assert problems == []
        return
    fitting = [p for p in problems if told in str(p)]
    assert fitting, problems
    where = fitting[0].where
    assert where is not None
    assert Path(where.file).name in (path.name, "span-renewal.yaml")
    assert where.line is not None


def test_the_line_is_that_of_the_place(tmp_path: Path) -> None:
    root = copy(tmp_path)
    path = edit(root, POLICY, "grounds: [harbour-rules#f01]", "grounds: [harbour-rules#f07]")
    line = next(i for i, row in enumerate(path.read_text().splitlines(), 1) if "#f07" in row)
    (problem,) = lint(bridges(root))
    assert problem.where is not None
    assert problem.where.line == line
    assert problem.remedy == "It has f01, f02."


def test_two_policies_for_one_code(tmp_path: Path) -> None:
    root = copy(tmp_path)
    text = (root / "bridges" / POLICY).read_text().replace("id: town/span-renewal", "id: town/other")
    (root / "bridges/policies/town/other.yaml").write_text(text)
    assert any("both decide 20001, 20002" in str(p) for p in lint(bridges(root)))


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("pack.yaml", "no_policy: ['20003']", "", "no policy for 20003"),
        ("codes.yaml", "parents: ['20001']", "parents: ['20001'], retired: 2020", "retired"),
        ("authorities.yaml", "name: Institute of Spans", "name: Institute of Bridges", "not among the authorities"),
    ],
)
def test_what_is_only_worth_knowing(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    root = copy(tmp_path)
    edit(root, file, old, new.replace("2020", "'2020'"))
    problems = lint(bridges(root))
    assert problems
    assert all(p.warning for p in problems)
    assert any(told in str(p) for p in problems)
