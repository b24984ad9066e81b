"""Where a finding stands: level, region, side and structure asked for, and what names no place."""

import pytest

from .build import finding
from .found import FAR, GRADED, HERE, NEXT, SLIP, answer, stenosis


def test_level() -> None:
    slip = finding("spondylolisthesis", levels=NEXT)
    assert answer(SLIP, slip) == ("undetermined", "silent")
    assert answer({**SLIP, "at": "adjacent"}, slip) == ("met", "shown")
    assert answer({**SLIP, "at": "adjacent"}, finding("spondylolisthesis", levels=HERE)) == ("undetermined", "silent")
    assert answer({**SLIP, "at": "region"}, finding("spondylolisthesis", levels=FAR)) == ("met", "shown")
    assert answer({**SLIP, "at": "line"}, slip, levels=("L3-5",)) == ("met", "shown")
    assert answer({**SLIP, "at": "line"}, finding("spondylolisthesis", levels=FAR), levels=("L3-5",)) == (
        "undetermined",
        "silent",
    )


def test_region() -> None:
    neck = finding("spondylolisthesis", levels=("C4-5",))
    assert answer({**SLIP, "at": "region"}, neck) == ("undetermined", "silent")
    assert answer({**SLIP, "at": "anywhere"}, neck) == ("met", "shown")


def test_ranges_expand() -> None:
    assert answer(SLIP, finding("spondylolisthesis", levels=("L3-S1",))) == ("met", "shown")


def test_statement_about_the_region_leaves_the_level_open_and_denies_all() -> None:
    """That there is "lumbar spondylolisthesis" does not say where; "no spondylolisthesis" says nowhere."""
    assert answer(SLIP, finding("spondylolisthesis", region="lumbar")) == ("undetermined", "incomplete")
    assert answer(SLIP, finding("spondylolisthesis", status="absent", region="lumbar")) == ("not_met", "refuted")
    assert answer({**SLIP, "at": "region"}, finding("spondylolisthesis", region="lumbar")) == ("met", "shown")


def test_unnamed_level() -> None:
    """Where the request names no level, facts of one level settle nothing, in either direction."""
    assert answer(SLIP, finding("spondylolisthesis", levels=HERE), levels=()) == ("undetermined", "incomplete")
    denied = finding("spondylolisthesis", status="absent", levels=HERE)
    assert answer(SLIP, denied, levels=()) == ("undetermined", "incomplete")
    assert answer(GRADED, stenosis("mild"), levels=()) == ("undetermined", "incomplete")
    nowhere = finding("spondylolisthesis", status="absent", region="lumbar")
    assert answer(SLIP, nowhere, levels=()) == ("not_met", "refuted")


@pytest.mark.parametrize(
    ("asked", "found", "fits"),
    [
        ("left", "left", True),
        ("left", "right", False),
        ("left", "bilateral", True),
        ("left", "not_stated", True),
        ("left", "midline", True),
        ("bilateral", "right", True),
        ("not_stated", "right", True),
    ],
)
def test_side(asked: str, found: str, fits: bool) -> None:
    slip = finding("spondylolisthesis", levels=HERE, side=found)
    assert answer(SLIP, slip, side=asked) == (("met", "shown") if fits else ("undetermined", "silent"))
    assert answer({**SLIP, "side": "any"}, slip, side=asked) == ("met", "shown")


def test_structure() -> None:
    test = {"kinds": ["injection_relief"], "at": "anywhere", "of": ["si_joint"], "value": {"at_least": 75, "unit": "%"}}
    assert answer(test, finding("injection_relief", of="si_joint", number=75, unit="%", document="note")) == (
        "met",
        "shown",
    )
    facet = finding("injection_relief", of="facet_joint", number=90, unit="%", document="note")
    assert answer(test, facet) == ("undetermined", "silent")


# --- No side named ---------------------------------------------------------------------------------------------------

COMPRESSED = {"kinds": ["root_compression"], "accept": ["imaging"]}


@pytest.mark.parametrize(
    ("beside", "asked", "truth"),
    [
        (("left",), "left", "met"),
        (("left",), "right", "undetermined"),
        (("left", "right"), "right", "met"),
        (("bilateral",), "right", "met"),
        ((), "right", "met"),
        (("left",), "not_stated", "met"),
    ],
)
def test_what_names_no_side_is_not_of_the_side_of_which_its_report_tells_nothing(
    beside: tuple[str, ...], asked: str, truth: str
) -> None:
    """A left extrusion with "compression of the traversing root" shows no compression on the right."""
    herniations = (finding("disc_herniation", levels=HERE, side=side) for side in beside)
    assert answer(COMPRESSED, finding("root_compression", levels=HERE), *herniations, side=asked)[0] == truth


def test_what_its_report_tells_of_another_level_places_nothing_here() -> None:
    there = finding("disc_herniation", levels=NEXT, side="left")
    assert answer(COMPRESSED, finding("root_compression", levels=HERE), there, side="right")[0] == "met"
