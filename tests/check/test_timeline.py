"""The conservative care of a case in order of time, as data and as a drawing."""

from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from assistant.check.timeline import timeline_of
from assistant.model.case import Case, Document, Request, RequestLine, Treatment
from assistant.model.timeline import Timeline
from assistant.pack import load_pack
from assistant.render.timeline import timeline_svg

PACK = load_pack()
DAY = date(2026, 6, 1)


def treatment(id: str, start: date | None = None, end: date | None = None, **fields: Any) -> Treatment:
    dates = {name: day for name, day in (("start", start), ("end", end)) if day is not None}
    return Treatment.model_validate(
        {"id": id, "kind": "physical_therapy", "document": "n", "quote": "x", **dates, **fields}
    )


def made(*treatments: Treatment) -> Timeline:
    case = Case(
        id="a",
        question="?",
        date=DAY,
        request=Request(lines=(RequestLine(id="a", code="63047", levels=("L4-5",)),)),
        documents=(Document(id="n", title="Note", kind="office_note", text="x"),),
        treatments=treatments,
    )
    return timeline_of(case, PACK)


def test_overlaps_are_joined_gaps_shown_and_supervision_kept_apart() -> None:
    timeline = made(
        treatment("a", date(2026, 1, 5), date(2026, 2, 10), supervised="yes"),
        treatment("b", date(2026, 2, 1), date(2026, 2, 28), supervised="yes"),
        treatment("c", date(2026, 4, 1), date(2026, 4, 14), supervised="yes"),
        treatment("d", date(2026, 1, 5), date(2026, 4, 14), kind="home_exercise", supervised="no"),
    )
    home, therapy = timeline.courses
    assert [(str(e.start), str(e.end), e.treatments) for e in therapy.episodes] == [
        ("2026-01-05", "2026-02-28", ("a", "b")),
        ("2026-04-01", "2026-04-14", ("c",)),
    ]
    assert [(str(g.start), str(g.end), g.days) for g in therapy.gaps] == [("2026-03-01", "2026-03-31", 31)]
    assert therapy.weeks == round((55 + 14) / 7, 1)
    assert (home.supervised, home.gaps) == ("no", ())


def test_what_is_denied_elsewhere_or_undated_is_not_drawn() -> None:
    timeline = made(
        treatment("a", date(2026, 1, 5), date(2026, 2, 10), region="cervical"),
        treatment("b", status="absent"),
        treatment("c", weeks=6),
        treatment("d", date(2026, 3, 1)),
    )
    assert (timeline.elsewhere, timeline.undated) == (("a",), ("c",))
    (course,) = timeline.courses
    assert [(e.treatments, e.end) for e in course.episodes] == [(("d",), "not_stated")]


def test_nothing_dated_draws_nothing() -> None:
    assert timeline_svg(made(treatment("a", weeks=6))) == ""


DAYS = st.dates(date(2019, 1, 1), date(2026, 5, 30))
GIVEN = st.lists(
    st.tuples(DAYS, st.none() | st.integers(0, 200), st.sampled_from(["yes", "no", "not_stated"])), max_size=8
)


@given(GIVEN)
def test_whatever_is_dated_is_drawn_once(rows: list[tuple[date, int | None, str]]) -> None:
    treatments = [
        treatment(f"t{n}", start, None if days is None else start + timedelta(days=days), supervised=supervised)
        for n, (start, days, supervised) in enumerate(rows)
    ]
    timeline = made(*treatments)
    told = [id for c in timeline.courses for e in c.episodes for id in e.treatments]
    assert sorted(told) == sorted(t.id for t in treatments)
    for course in timeline.courses:
        assert all(g.days > 0 and g.start <= g.end for g in course.gaps)
    if rows:
        root = ElementTree.fromstring(str(timeline_svg(timeline)))
        shapes = [e for e in root.iter() if e.tag.split("}")[-1] in ("rect", "circle", "path")]
        assert len(shapes) == sum(len(c.episodes) for c in timeline.courses)
