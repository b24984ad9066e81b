"""Dates of a record that writes the day first."""

import pytest

from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

PACK = load_pack()
NOTE = "Spine clinic\n{}\n\nRight arm pain. Physiotherapy from {} to {}, 12 sessions, no benefit. Right biceps 4/5."
QUESTION = "Is right C5-6 foraminotomy (63020) medically necessary?"


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        (("20/08/2026", "04/05/2026", "03/07/2026"), ("2026-08-20", "2026-05-04", "2026-07-03")),
        (("20.8.2026", "4.5.2026", "3.7.2026"), ("2026-08-20", "2026-05-04", "2026-07-03")),
        (("05/08/2026", "13/05/2026", "03/07/2026"), ("2026-08-05", "2026-05-13", "2026-07-03")),
        (("08/20/2026", "04/05/2026", "07/03/2026"), ("2026-08-20", "2026-04-05", "2026-07-03")),
        (("08/05/2026", "04/05/2026", "07/03/2026"), ("2026-08-05", "2026-04-05", "2026-07-03")),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_dates_that_can_be_read_no_other_way(
    days: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    read = read_case([Source("note.txt", NOTE.format(*days))], PACK, QUESTION)
    (therapy,) = read.case.treatments
    assert tuple(map(str, (read.case.date, therapy.start, therapy.end))) == wanted
    assert any("day first" in p.message for p in read.problems) == (wanted[1] != "2026-04-05")


def test_one_slip_among_many_dates_shows_no_order() -> None:
    days = "MRI 08/05/2026. Seen 01/02/2026, 02/03/2026, 03/04/2026, 04/06/2026."
    read = read_case(
        [Source("note.txt", f"{NOTE.format('08/07/2026', '04/05/2026', '07/03/2026')} {days} Letter 31/02/2026.")],
        PACK,
        QUESTION,
    )
    assert str(read.case.date) == "2026-08-07"


def test_a_record_of_two_orders_keeps_the_month_first() -> None:
    read = read_case(
        [Source("note.txt", NOTE.format("08/05/2026", "04/05/2026", "07/13/2026") + " Letter of 20/08/2026.")],
        PACK,
        QUESTION,
    )
    assert str(read.case.treatments[0].end) == "2026-07-13"
