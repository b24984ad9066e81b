"""From the words of a report to the outcome: what a report denies at a level must not be approved there."""

import pytest

from assistant.check import check
from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

CHART = """MRI LUMBAR SPINE
Date of study: 2026-01-10
FINDINGS:
Vertebral heights are maintained. The conus ends at L1.
L3-4: Normal disc. No stenosis.
L4-5: Normal disc. No stenosis.
L5-S1: {report}

CLINIC NOTE
Date: 2026-03-10
HPI: Left leg pain into the lateral foot for 5 months. Cannot walk more than one block.
EXAM: Left Achilles reflex absent. Straight leg raise positive on the left. Left gastrocsoleus 4/5.

PHYSICAL THERAPY DISCHARGE
Date: 2026-02-28
Supervised lumbar physical therapy from 2026-01-05 to 2026-02-28, 14 visits, no relief. Naproxen from 2026-01-05 to 2026-02-28, no relief.
"""
PACK = load_pack()
QUESTION = "Is left L5-S1 microdiscectomy (63030) medically necessary?"


@pytest.mark.parametrize("policy_set", ["general", "washington", "nia"])
@pytest.mark.parametrize(
    ("report", "outcome"),
    [
        ("Small central protrusion without nerve contact.", "not_necessary"),
        ("Left protrusion that does not touch the nerve root.", "not_necessary"),
        ("Left protrusion which has not touched the S1 root.", "not_necessary"),
        ("Left protrusion without mass effect on the S1 nerve root.", "not_necessary"),
        ("Left protrusion that does not touch or compress the S1 nerve root.", "not_necessary"),
        ("Left extrusion which does not affect the left S1 root.", "not_necessary"),
        ("Left protrusion that does not appear to involve the traversing S1 nerve root.", "not_necessary"),
        ("Left protrusion. No neural compromise.", "not_necessary"),
        ("Left protrusion. The nerve roots exit freely.", "not_necessary"),
        ("Left protrusion abuts the left S1 nerve root without compression.", "not_necessary"),
        ("Disc protrusion on the left does not result in nerve root compression.", "not_necessary"),
        ("Right paracentral extrusion compressing the right S1 nerve root.", "undetermined"),
        ("Left extrusion compressing the S1 root; no contact with the L5 root.", "necessary"),
        ("Left paracentral extrusion displacing the left S1 root.", "necessary"),
        ("Left paracentral extrusion, possibly compressing the S1 root.", "necessary"),
    ],
)
def test_a_herniation_that_leaves_the_root_free(report: str, outcome: str, policy_set: str) -> None:
    case = read_case([Source("chart.txt", CHART.format(report=report))], PACK, QUESTION).case
    assert check(case, PACK, policy_set=policy_set).lines[0].outcome == outcome


def test_the_place_within_the_level_says_which_root_is_met() -> None:
    """Beside the midline it is the root that runs on; in the foramen the one that leaves there."""
    of_another_root = "EXAM: Left EHL 4/5. Decreased sensation of the left dorsal foot."
    told = next(row for row in CHART.split("\n") if row.startswith("EXAM"))
    for place, outcome in (("paracentral", "not_necessary"), ("foraminal", "necessary")):
        chart = CHART.format(report=f"Left {place} extrusion.").replace(told, of_another_root)
        case = read_case([Source("chart.txt", chart)], PACK, QUESTION).case
        assert check(case, PACK).lines[0].outcome == outcome, place
