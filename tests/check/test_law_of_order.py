"""What does not concern a request changes nothing, and neither does the order in which things are told."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check import check
from assistant.model.case import Case, Finding

from .build import finding, pack, treatment
from .made_up import CASES, LEVELS, STRUCTURES, changed, made_up, named_kinds, reference, words


def unrelated(asked: Case) -> list[Finding]:
    """Facts of kinds that no policy asks for, in a document that speaks of the region; and facts of another region."""
    regions = {
        pack().levels.region(lv) for one in asked.request.lines for t in one.levels for lv in pack().levels.places(t)
    }
    here = sorted(regions)[0] if regions else "lumbar"
    elsewhere = "lumbar" if "cervical" in regions else "cervical"
    speaking = [f.document for f in asked.findings if f.region == here or f.levels][:1]
    other = {k.id for k in pack().vocabulary.kinds} - set(named_kinds())
    assert len(other) >= 5
    unasked = [finding(k, id=f"u-{k}", region=here, document=d) for k in sorted(other)[:12] for d in speaking]
    far = {
        "foraminal_stenosis": {"levels": LEVELS[elsewhere][1:2], "grade": "severe"},
        "spondylolisthesis": {"levels": LEVELS[elsewhere][2:3]},
        "hardware_failure": {"levels": LEVELS[elsewhere][2:3]},
        "progressive_deficit": {"region": elsewhere},
        "motor_deficit": {"region": elsewhere, "grade": "2", "of": STRUCTURES["muscles"][elsewhere][0]},
        "claudication": {"region": elsewhere, "status": "absent"},
    }
    document = asked.documents[-1].id  # a letter, or a report that speaks of the region
    return [*unasked, *(finding(kind, id=f"e-{kind}", document=document, **fields) for kind, fields in far.items())]


@given(made_up)
def test_unrelated_facts_change_nothing(asked: Case) -> None:
    """The documents already speak of the region: which reports were silent does not change either."""
    before = words(check(asked, pack()))
    if not any(one.levels for one in asked.request.lines):
        return
    assert words(check(changed(asked, findings=(*asked.findings, *unrelated(asked))), pack())) == before


@pytest.mark.parametrize("n", range(len(CASES)), ids=[p.stem for p in CASES])
def test_one_unrelated_fact_changes_nothing_in_the_reference_cases(n: int) -> None:
    asked = reference()[n]
    before = words(check(asked, pack()))
    for extra in unrelated(asked):
        assert words(check(changed(asked, findings=(*asked.findings, extra)), pack())) == before


def test_treatment_of_another_region_changes_nothing() -> None:
    for asked in reference():
        regions = {
            pack().levels.region(lv)
            for one in asked.request.lines
            for t in one.levels
            for lv in pack().levels.places(t)
        }
        elsewhere = "lumbar" if "cervical" in regions else "cervical"
        fields = {"supervised": "yes", "response": "none", "start": date(2025, 5, 1), "end": date(2025, 12, 1)}
        extra = treatment(id="extra", region=elsewhere, document=asked.documents[0].id, **fields)
        assert words(check(changed(asked, treatments=(*asked.treatments, extra)), pack())) == words(
            check(asked, pack())
        )


def shuffled(asked: Case, random: Any) -> Case:
    def mixed(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(values, len(values)))

    return changed(
        asked,
        findings=mixed(asked.findings),
        treatments=mixed(asked.treatments),
        documents=mixed(asked.documents),
        request=asked.request.model_copy(update={"lines": mixed(asked.request.lines)}),
    )


randoms = st.randoms(use_true_random=False)


@given(made_up, randoms)
def test_order_does_not_matter(asked: Case, random: Any) -> None:
    assert words(check(shuffled(asked, random), pack())) == words(check(asked, pack()))


@given(st.integers(0, len(CASES) - 1), randoms)
def test_order_does_not_matter_in_the_reference_cases(n: int, random: Any) -> None:
    asked = reference()[n]
    assert words(check(shuffled(asked, random), pack())) == words(check(asked, pack()))
