"""Numbered procedures of which the first alone tells where it was done."""

import pytest

from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

PACK = load_pack("spine")


@pytest.mark.parametrize(
    ("second", "levels", "side"),
    [
        ("MBB #2 on 07/06/2026: 90% relief.", ("L4-5",), "right"),
        ("MBB #2 on 07/06/2026 at left L3-4: 90% relief.", ("L3-4",), "left"),
        ("MBB #3 on 07/06/2026: 90% relief.", (), "not_stated"),
    ],
)
def test_the_next_of_a_series_is_where_the_one_before_it_was(second: str, levels: tuple[str, ...], side: str) -> None:
    text = f"Summary: axial back pain. MBB #1 on 06/08/2026 at right L4-5: 85% relief. {second}"
    case = read_case([Source("a.txt", text)], PACK, "Is 64635 at right L4-5 necessary?").case
    last = [f for f in case.findings if f.kind == "injection_relief"][-1]
    assert (last.number, last.levels, last.side) == (90, levels, side)
