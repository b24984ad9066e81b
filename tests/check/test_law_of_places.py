"""Renaming the levels of request and record permutes the outcome."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.model.base import NOT_STATED
from assistant.model.case import Finding
from assistant.model.outcome import Outcome

from .build import case, criterion, line, outcome, policy, waiver
from .made_up import findings

NECK = ("C2-3", "C3-4", "C4-5", "C5-6", "C6-7")
WITHOUT_ROOTS = policy(
    criterion({"finding": {"kinds": ["foraminal_stenosis"], "value": {"at_least": "moderate"}, "latest": True}}, "severity"),
    criterion({"not": {"finding": {"kinds": ["solid_fusion"], "at": "adjacent", "silence": "not_met"}}}, "neighbours"),
    criterion({"any": [
        {"finding": {"kinds": ["translation"], "value": {"above": 3, "unit": "mm"}, "unreported": "not_met", "accept": ["imaging"]}},
        {"request": {"levels": {"at_most": 2}, "contiguous": True}},
    ]}, "motion"),
    criterion({"finding": {"kinds": ["facet_arthropathy"], "at": "line"}}, "joints", scope="line"),
    codes=("22551", "22552"),
    exceptions=(waiver({"finding": {"kinds": ["cord_compression"], "silence": "not_met"}}, "severity", "neighbours"),),
)  # fmt: skip
KINDS = ("foraminal_stenosis", "solid_fusion", "translation", "facet_arthropathy", "cord_compression")


@given(
    st.lists(st.lists(st.sampled_from(NECK[:-1]), min_size=1, max_size=4), min_size=1, max_size=3),
    st.lists(
        st.tuples(st.sampled_from(KINDS), st.sampled_from(NECK[:-1]), findings("cervical", "x", KINDS)), max_size=8
    ),
)
def test_renaming_levels_permutes_the_outcome(asked: list[list[str]], facts: list[tuple[str, str, Finding]]) -> None:
    """All levels of request and record moved down by one: each level has the outcome of the one above it before.

    Asked without correlation, where a level's name has a meaning of its own: the roots that leave there.
    """
    down = dict(pairwise(NECK))

    def run(rename: dict[str, str]) -> Outcome:
        lines = [line("abc"[n], "22551", [rename[lv] for lv in levels]) for n, levels in enumerate(asked)]
        found = [
            f.model_copy(update={"id": f"f{n}", "levels": (rename[lv],), "region": NOT_STATED})
            for n, (_, lv, f) in enumerate(facts)
        ]
        return outcome(case(lines, found), WITHOUT_ROOTS)

    here, there = run({lv: lv for lv in NECK}), run(down)
    assert here.overall == there.overall
    for one, other in zip(here.lines, there.lines, strict=True):
        assert (one.outcome, one.basis) == (other.outcome, other.basis)
        assert [
            (down[str(lv.level)], lv.outcome, lv.basis, [c.truth for c in lv.criteria]) for lv in one.per_level
        ] == [(lv.level, lv.outcome, lv.basis, [c.truth for c in lv.criteria]) for lv in other.per_level]
