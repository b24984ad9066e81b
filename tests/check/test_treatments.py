"""Treatment: episodes joined before weeks are counted, and every unknown leaves the question open."""

import math
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.treatments import weeks_of
from assistant.model.case import Treatment
from assistant.model.outcome import Node

from .build import DAY, ask, finding, treatment

SIX_WEEKS = {"classes": ["active_therapy"], "weeks": {"at_least": 6}}
FORMAL = {**SIX_WEEKS, "supervised": "yes", "within_months": 12, "responses": ["none", "partial", "worse"]}
FULL: dict[str, Any] = {
    "region": "lumbar",
    "supervised": "yes",
    "start": date(2025, 10, 1),
    "end": date(2025, 11, 20),
    "response": "none",
}
"""An episode of seven weeks in which nothing is left open."""


def care(test: dict[str, Any], *episodes: Treatment) -> Node:
    return ask({"treatment": test}, treatments=episodes)


def days(start: int, length: int, id: str = "t") -> Treatment:
    """An episode of so many days from a day of the year 2025."""
    first = date(2025, 1, 1) + timedelta(days=start)
    return treatment(id=id, start=first, end=first + timedelta(days=length - 1))


def test_one_episode_counts_first_and_last_day() -> None:
    assert weeks_of([days(0, 42)]) == (6.0, 6.0)
    assert care(SIX_WEEKS, days(0, 42)).truth == "met"
    short = care(SIX_WEEKS, days(0, 41))
    assert (short.truth, short.reason, short.detail["weeks"]) == ("not_met", "too_short", "5.9")


def test_episodes_are_joined() -> None:
    assert weeks_of([days(0, 21), days(21, 21)]) == (6.0, 6.0)  # one ends the day before the other starts
    assert weeks_of([days(0, 21), days(100, 21)]) == (6.0, 6.0)  # a pause is not counted
    assert weeks_of([days(0, 42), days(7, 14)]) == (6.0, 6.0)  # one inside the other
    assert weeks_of([days(0, 28), days(14, 28)]) == (6.0, 6.0)  # two weeks overlap
    assert care(SIX_WEEKS, days(0, 28, "one"), days(0, 28, "two")).truth == "not_met"


def test_an_undated_length_may_overlap_a_dated_one() -> None:
    undated = treatment(id="u", weeks=4)
    assert weeks_of([undated, days(0, 28)]) == (4.0, 8.0)
    answer = care(SIX_WEEKS, undated, days(0, 28))
    assert (answer.truth, answer.reason, answer.detail["weeks"]) == ("undetermined", "incomplete", "4")
    assert care(SIX_WEEKS, treatment(id="u", weeks=7), days(0, 28)).truth == "met"


@pytest.mark.parametrize("fields", [{}, {"start": date(2025, 9, 1)}, {"end": date(2025, 9, 1)}])
def test_unknown_length_leaves_it_open(fields: dict[str, date]) -> None:
    """Several weeks of unknown length are never a failure and never a proof."""
    assert weeks_of([treatment(**fields)]) == (0.0, math.inf)
    assert (care(SIX_WEEKS, treatment(**fields)).truth) == "undetermined"
    assert care(SIX_WEEKS, treatment(id="u", **fields), days(0, 42)).truth == "met"


spans = st.tuples(st.integers(0, 300), st.integers(1, 90))
lengths = st.integers(1, 30)


@st.composite
def episodes(draw: st.DrawFn) -> list[Treatment]:
    """Dated, undated and open episodes, mixed."""
    dated = [days(*span, id=f"d{n}") for n, span in enumerate(draw(st.lists(spans, max_size=6)))]
    undated = [treatment(id=f"u{n}", weeks=w) for n, w in enumerate(draw(st.lists(lengths, max_size=3)))]
    return [*dated, *undated, *[treatment(id=f"o{n}") for n in range(draw(st.integers(0, 1)))]]


@given(episodes(), st.randoms(use_true_random=False))
def test_order_is_irrelevant(given_: list[Treatment], random: Any) -> None:
    shuffled = list(given_)
    random.shuffle(shuffled)
    assert weeks_of(shuffled) == pytest.approx(weeks_of(given_))
    assert care(SIX_WEEKS, *shuffled) == care(SIX_WEEKS, *given_)


@given(episodes())
def test_bounds_are_bounds(given_: list[Treatment]) -> None:
    low, high = weeks_of(given_)
    assert 0 <= low <= high + 1e-9
    for left_out in range(len(given_)):
        fewer = weeks_of(given_[:left_out] + given_[left_out + 1 :])
        assert fewer[0] <= low + 1e-9
        assert fewer[1] <= high + 1e-9


@given(st.lists(spans, max_size=8))
def test_overlap_is_never_counted_twice(given_: list[tuple[int, int]]) -> None:
    """The joined length is the number of different days, whatever the episodes overlap."""
    covered = {day for start, length in given_ for day in range(start, start + length)}
    low, high = weeks_of([days(*span) for span in given_])
    assert low == pytest.approx(high) == pytest.approx(len(covered) / 7)


@pytest.mark.parametrize(
    ("changed", "truth", "reason"),
    [
        ({}, "met", "shown"),
        ({"supervised": "no"}, "not_met", "refuted"),
        ({"supervised": "not_stated"}, "undetermined", "incomplete"),
        ({"response": "improved"}, "not_met", "refuted"),
        ({"response": "resolved"}, "not_met", "refuted"),
        ({"response": "partial"}, "met", "shown"),
        ({"response": "not_stated"}, "undetermined", "incomplete"),
        ({"start": date(2024, 10, 1), "end": date(2024, 11, 20)}, "not_met", "refuted"),
        ({"start": "not_stated", "end": "not_stated", "weeks": 7}, "undetermined", "incomplete"),
        ({"status": "uncertain"}, "undetermined", "uncertain"),
        ({"status": "absent"}, "not_met", "refuted"),
        ({"region": "cervical"}, "undetermined", "silent"),
        ({"region": "not_stated"}, "met", "shown"),
        ({"kind": "chiropractic"}, "met", "shown"),
        ({"kind": "home_exercise"}, "undetermined", "silent"),
        ({"kind": "epidural_injection"}, "undetermined", "silent"),
    ],
)
def test_what_an_episode_must_be(changed: dict[str, Any], truth: str, reason: str) -> None:
    """Form, response, date, status, region and kind of an episode that is otherwise complete."""
    answer = care(FORMAL, treatment(**{**FULL, **changed}))
    assert (answer.truth, answer.reason) == (truth, reason)


@pytest.mark.parametrize(("last", "truth"), [(date(2025, 3, 2), "met"), (date(2025, 3, 1), "not_met")])
def test_look_back_counts_from_the_last_day(last: date, truth: str) -> None:
    """Twelve months before the request of 2026-03-02 reach back to 2025-03-02."""
    old = treatment(**{**FULL, "start": date(2024, 12, 1), "end": last})
    assert (DAY - last).days in (365, 366)
    assert care(FORMAL, old).truth == truth


def test_a_disqualified_episode_neither_counts_nor_harms() -> None:
    improved = treatment(id="old", **{**FULL, "start": date(2024, 1, 1), "end": date(2024, 9, 1)})
    assert care(FORMAL, improved, treatment(id="new", **FULL)).truth == "met"
    possible = treatment(id="new", region="lumbar")
    assert care(FORMAL, improved, possible).truth == "undetermined"


def test_open_episode_beside_one_that_is_too_short() -> None:
    short = treatment(id="short", **{**FULL, "end": date(2025, 10, 28)})
    assert care(FORMAL, short).truth == "not_met"
    assert care(FORMAL, short, treatment(id="open", region="lumbar")).truth == "undetermined"


def test_received_and_not_received() -> None:
    denied = treatment(id="no", status="absent", region="lumbar")
    conflict = care(FORMAL, treatment(id="yes", **FULL), denied)
    assert (conflict.truth, conflict.reason, set(conflict.treatments)) == ("undetermined", "conflict", {"yes", "no"})
    other_kind = treatment(id="no", kind="chiropractic", status="absent", region="lumbar")
    assert care(FORMAL, treatment(id="yes", **FULL), other_kind).truth == "met"


@pytest.mark.parametrize(
    ("denied", "truth"),
    [
        ({"document": "old_mri"}, "met"),  # an earlier document: what began after it contradicts nothing
        ({"document": "undated"}, "undetermined"),
        ({"end": date(2025, 9, 30)}, "met"),
        ({"end": date(2025, 10, 1)}, "undetermined"),
        ({"start": date(2025, 11, 21)}, "met"),  # none since the last episode ended
        ({"start": date(2025, 11, 20)}, "undetermined"),
    ],
)
def test_a_denial_speaks_of_its_own_time(denied: dict[str, Any], truth: str) -> None:
    no = treatment(id="no", status="absent", region="lumbar", **denied)
    assert care(FORMAL, treatment(id="yes", **FULL), no).truth == truth


def test_silence_is_read_as_the_policy_says() -> None:
    assert care(FORMAL).truth == "undetermined"
    assert (care({**FORMAL, "silence": "not_met"}).truth, care({**FORMAL, "silence": "not_met"}).reason) == (
        "not_met",
        "silent",
    )


def test_what_does_not_count_is_told() -> None:
    """Drugs and a brace do not answer the question, and are named beside the answer."""
    drug, brace = treatment(id="drug", kind="nsaid"), treatment(id="brace", kind="bracing", status="absent")
    answer = care({**FORMAL, "told": ["conservative"]}, drug, brace)
    assert (answer.truth, answer.reason, answer.treatments) == ("undetermined", "silent", ("drug",))


def test_sessions() -> None:
    twelve = {"classes": ["active_therapy"], "sessions": {"at_least": 12}}
    assert care(twelve, treatment(id="a", sessions=8), treatment(id="b", sessions=4)).truth == "met"
    assert care(twelve, treatment(id="a", sessions=8)).truth == "not_met"
    assert care(twelve, treatment(id="a", sessions=8), treatment(id="b")).truth == "undetermined"


def test_different_kinds() -> None:
    two = {"classes": ["medication"], "distinct": 2}
    nsaid, opioid = treatment("nsaid", id="a"), treatment("opioid", id="b")
    assert care(two, nsaid, opioid).truth == "met"
    assert care(two, nsaid, treatment("nsaid", id="c")).truth == "not_met"
    assert care(two, nsaid, treatment("opioid", id="b", status="uncertain")).truth == "undetermined"


def test_months_bound_what_an_episode_covers() -> None:
    months = treatment(id="m", start="2025-11", end="2026-01")
    low, high = weeks_of([months])
    assert (round(low, 1), round(high, 1)) == (8.9, 13.1)  # 15 November to 15 January, 1 November to 31 January
    low, high = weeks_of([treatment(id="m", start="2025-11", end="2025-12")])
    assert (round(low, 1), round(high, 1)) == (0.3, 8.7)  # 30 November to 1 December, 1 November to 31 December
    low, _ = weeks_of([treatment(id="m", start=date(2025, 11, 28), end="2026-01")])
    assert round(low, 1) == 7.0  # 28 November to 15 January
    assert weeks_of([treatment(id="m", start="2025-11", end="2026-01", weeks=8)]) == (8, 8)


@given(st.dates(date(2024, 1, 1), date(2026, 1, 1)), st.integers(1, 300))
def test_months_hold_every_span_of_days_within_them(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    low, high = weeks_of([treatment(id="m", start=f"{start:%Y-%m}", end=f"{end:%Y-%m}")])
    exact = weeks_of([treatment(id="d", start=start, end=end)])[0]
    assert exact <= high
    assert low <= exact + 31 / 7  # from middle to middle, half a month at each end


def test_seasons_and_years_cover_what_lies_for_certain_between() -> None:
    low, high = weeks_of([treatment(id="s", start="2025-21", end="2025-23")])
    assert (round(low, 1), round(high, 1)) == (9.1, 43.7)  # 30 June to 1 September, 1 March to 31 December
    low, high = weeks_of([treatment(id="y", start="2024", end="2026")])
    assert (round(low, 1), round(high, 1)) == (52.4, 156.6)  # all of 2025, all of the three
    assert weeks_of([treatment(id="w", start="2025-24", end="2025-24")])[0] == 0
    assert weeks_of([treatment(id="w", start="2025-24", end="2025-24", weeks=8)]) == (8, 8)
    ago = [str(DAY.year - 1), f"{DAY.year - 1}-21", str(DAY.year - 3), f"{DAY.year}-24"]
    given = [care(FORMAL, treatment(**{**FULL, "start": when, "end": when, "weeks": 8})).truth for when in ago]
    assert given == ["undetermined", "undetermined", "not_met", "met"]


def test_a_month_at_the_edge_of_the_window_leaves_recency_open() -> None:
    edge = f"{DAY.year - 1}-{DAY.month:02}"
    long_ago = f"{DAY.year - 3}-01"
    assert care(FORMAL, treatment(**{**FULL, "start": "2024-01", "end": edge, "weeks": 8})).truth == "undetermined"
    assert care(FORMAL, treatment(**{**FULL, "start": long_ago, "end": long_ago, "weeks": 8})).truth == "not_met"


@pytest.mark.parametrize(
    ("weeks", "truth"),
    [(None, "met"), (40, "met"), (12, "met"), (6, "not_met")],  # an episode told as 12 weeks may have lasted 15
)
def test_care_before_the_present_episode_does_not_count(weeks: int | None, truth: str) -> None:
    told = [finding("symptom_weeks", region="lumbar", document="note", number=weeks, unit="weeks")] if weeks else []
    earlier = [finding("symptom_weeks", region="cervical", document="note", number=1, unit="weeks")]
    answer = ask({"treatment": {**FORMAL, "since": ["symptom_weeks"]}}, [*told, *earlier], [treatment(**FULL)])
    assert answer.truth == truth
