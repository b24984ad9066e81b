"""Codes that serve several regions: the region of the line decides which policy does."""

import pytest

from assistant.model.case import RequestLine

from .build import case, decide


@pytest.mark.parametrize(
    ("policy_set", "code", "levels", "policy"),
    [
        ("general", "63048", ["T8-9"], "general/thoracic-decompression"),
        ("general", "63057", ["T8-9"], "general/thoracic-decompression"),
        ("general", "22614", ["T8-9"], "general/thoracic-fusion"),
        ("general", "22585", ["T8-9"], "general/thoracic-fusion"),
        ("general", "22534", ["T8-9"], "general/thoracic-fusion"),
        ("general", "63048", ["L3-4"], "general/lumbar-decompression"),
        ("general", "63048", ["C5-6"], "general/cervical-posterior-decompression"),
        ("general", "22614", ["C5-6", "C6-7", "C7-T1", "T1-2"], "general/cervical-posterior-fusion"),
        ("aetna", "63048", ["T8-9"], "aetna/thoracic-decompression"),
        ("aetna", "22614", ["T8-9"], "general/thoracic-fusion"),
        ("evicore", "22614", ["T8-9"], "general/thoracic-fusion"),
        ("washington", "63048", ["T8-9"], "general/thoracic-decompression"),
        ("washington", "63042", ["L4-5"], "general/revision-decompression"),
        ("washington", "63044", ["L4-5"], "general/revision-decompression"),
        ("medicare", "22614", ["T8-9"], "general/thoracic-fusion"),
    ],
)
def test_a_line_is_decided_by_a_policy_of_its_own_region(
    policy_set: str, code: str, levels: list[str], policy: str
) -> None:
    line = decide(case(code, levels), policy_set).lines[0]
    assert (line.policy, line.policy_set) == (policy, policy.split("/")[0])


@pytest.mark.parametrize(
    ("parent", "at", "levels", "policy"),
    [
        ("22612", "L1-2", ["T12-L1"], "general/lumbar-fusion"),
        ("22610", "T11-12", ["T12-L1"], "general/thoracic-fusion"),
        ("22610", "T10-11", ["T11-12", "T12-L1", "L1-2"], "general/thoracic-fusion"),
        ("22612", "L3-4", ["T11-12", "T12-L1", "L1-2"], "general/lumbar-fusion"),
        ("22612", "L4-5", ["T8-9"], "general/thoracic-fusion"),
    ],
)
def test_a_further_level_at_a_junction_goes_with_its_parent(
    parent: str, at: str, levels: list[str], policy: str
) -> None:
    other = RequestLine(id="parent", code=parent, levels=(at,))
    assert decide(case("22614", levels, others=[other]), "general").lines[0].policy == policy


def test_where_the_region_is_not_known_none_of_several_decides() -> None:
    assert decide(case("22614"), "general").lines[0].basis == "no_policy"
