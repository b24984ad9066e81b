"""Measurements of several days: what grew worse is a progressive deficit, whether or not somebody says so."""

from datetime import timedelta
from typing import Any

import pytest

from assistant.model.case import Finding

from .build import DAY, case, criterion, finding, line, outcome, policy, result

ASKED = policy(
    criterion(
        {"finding": {"kinds": ["progressive_deficit"], "at": "region", "accept": ["clinical"], "silence": "not_met"}},
        "deficit",
    ),
    codes=("63047",),
)
EHL = {"of": "extensor_hallucis_longus", "side": "left", "region": "lumbar"}


def weak(days: int, grade: str, **fields: Any) -> Finding:
    """A grade of the muscle so many days before the request; full strength is the denial of a deficit."""
    told = {"status": "absent"} if grade == "5" else {"grade": grade}
    return measured("motor_deficit", days, **{**EHL, **told, **fields})


def measured(kind: str, days: int, **fields: Any) -> Finding:
    return finding(kind, **{"document": "note", "date": DAY - timedelta(days=days), **fields})


def said(days: int, **fields: Any) -> Finding:
    return measured("progressive_deficit", days, region="lumbar", **fields)


def answer(*findings: Finding) -> tuple[str, str, tuple[str, ...]]:
    asked = [line(code="63047", levels=("L4-5",), side="left")]
    node = result(outcome(case(asked, list(findings)), ASKED).lines[0].per_level[0], "deficit").tree
    return node.truth, node.reason, node.findings


def test_a_grade_that_fell_is_a_progressive_deficit_with_both_grades() -> None:
    before, now = weak(73, "4+"), weak(0, "3")
    assert answer(now, before) == ("met", "shown", (before.id, now.id))


@pytest.mark.parametrize(
    ("findings", "truth"),
    [
        ([weak(73, "5"), weak(0, "4")], "met"),
        ([weak(73, "4+"), weak(20, "3"), weak(0, "3")], "met"),  # as bad as it became, for less than it took
        ([weak(900, "5"), weak(800, "4"), weak(0, "4")], "not_met"),  # and for much longer
        ([weak(73, "4"), weak(0, "4")], "not_met"),
        ([weak(73, "4")], "not_met"),
        ([weak(73, "3"), weak(0, "4")], "not_met"),
        ([weak(90, "5"), weak(60, "2"), weak(0, "4")], "not_met"),  # better since
        ([weak(73, "4+"), weak(30, "3"), weak(0, "4+", document="xray")], "not_met"),  # better since, whoever saw it
        ([weak(73, "4+"), weak(0, "4")], "undetermined"),  # two who see the same may differ so
        ([weak(73, "4+", side="right"), weak(0, "3")], "not_met"),
        ([weak(73, "5", side="bilateral"), weak(0, "3")], "met"),
        ([weak(73, "4+", side="not_stated"), weak(0, "3")], "not_met"),
        ([weak(73, "4+", of="tibialis_anterior"), weak(0, "3")], "not_met"),
        ([weak(73, "4+", side="right"), weak(0, "3", side="right")], "not_met"),  # the other side is asked for
        ([weak(73, "4+", status="uncertain"), weak(0, "3")], "not_met"),
        ([weak(0, "4+"), weak(0, "3")], "not_met"),  # of one day
        ([weak(73, "4+"), weak(0, "3", document="undated", date="not_stated")], "not_met"),
        ([weak(73, "4+", document="letter"), weak(0, "3", document="letter")], "not_met"),  # proves nothing
        ([weak(73, "4+"), weak(9, "3"), measured("motor_deficit", 0, region="lumbar", status="absent")], "not_met"),
        ([weak(73, "4+"), weak(9, "3"), said(0, status="absent")], "undetermined"),
        ([weak(73, "4+"), weak(9, "3"), said(60, status="absent")], "met"),
        ([weak(73, "3"), weak(0, "4"), said(73)], "undetermined"),  # told before it grew better
        ([weak(73, "3"), weak(20, "4"), said(0)], "met"),
        (
            [
                measured("motor_deficit", day, of="deltoid", side="left", region="cervical", grade=grade)
                for day, grade in ((73, "4"), (0, "2"))
            ],
            "not_met",
        ),
    ],
)
def test_what_counts_as_grown_worse(findings: list[Finding], truth: str) -> None:
    assert answer(*findings)[0] == truth


@pytest.mark.parametrize(
    ("kind", "first", "last", "truth"),
    [
        ("myelopathy_score", 15, 12, "met"),
        ("myelopathy_score", 12, 15, "not_met"),
        ("myelopathy_score", 12, 12, "not_met"),
        ("nurick_grade", 2, 4, "met"),
        ("nurick_grade", 4, 2, "not_met"),
    ],
)
def test_scores_know_which_way_is_worse(kind: str, first: float, last: float, truth: str) -> None:
    told = [measured(kind, day, region="lumbar", number=float(n)) for day, n in ((80, first), (0, last))]
    assert answer(*told)[0] == truth
