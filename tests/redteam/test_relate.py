"""Statements with one false relation each, and honest ones that look like them: what is found stays found, and what passes passes."""

import pytest

from evals.redteam.written import written

OPEN = {
    "ael-022": "quantifier: counts for both",
    "ael-027": "condition: any one of them",
    "ael-029": "quantifier: each level its own",
    "ael-047": "joined: plantarflexion 5/5",
    "ael-053": "joined: pain, not touch",
    "ael-056": "cause: it does",
    "ael-061": "cause: imaging",
    "ael-063": "sum: therapy alone 7.7 weeks",
    "ael-067": "condition: not ruled out",
    "ael-073": "time: surgery's gain; non-operated over 2 years",
    "ael-074": "scope: discectomy of choice",
    "ael-082": "joined: pain radiates into shoulders",
    "ael-093": "moved: no",
    "ael-106": "time: does not count",
    "ael-108": "comparison: reverse",
    "ael-116": "time: four hours",
    "ael-120": "quantifier: four",
    "ael-122": "cause: it does",
    "ael-123": "double: it is without",
    "ael-126": "quantifier: separate",
    "ael-127": "reverse: they are left out of non-coverage",
    "ael-128": "scope: reversed",
    "ael-133": "cause: invented cause",
    "ael-136": "alternative: no",
    "ael-137": "joined: exchanged",
    "ael-140": "who: not told",
    "ael-167": "purpose: to show care",
    "ael-168": "moved: on file",
    "arm-009": "joined: intact",
    "arm-013": "waiver: not severity",
    "arm-019": "double: it is",
    "arm-020": "criterion: no",
    "arm-042": "moved: only its level",
    "arm-048": "silence: held met",
    "arm-060": "purpose: diagnostic",
}
"""Not found yet, with the kind of relation and what is right."""
REFUSED = {
    "hel-003",
    "hel-005",
    "hel-011",
    "hel-014",
    "hel-015",
    "hel-016",
    "hel-017",
    "hel-019",
    "hel-021",
    "hel-022",
    "hel-023",
    "hel-024",
    "hel-025",
    "hel-027",
    "hel-028",
    "hel-029",
    "hel-032",
    "hel-038",
    "hel-041",
    "hel-042",
    "hel-043",
    "hel-046",
    "hel-051",
    "hel-057",
    "hel-058",
    "hel-059",
    "hel-062",
    "hel-064",
    "hel-065",
    "hel-069",
    "hel-076",
    "hel-083",
    "hel-089",
    "hel-090",
    "hel-092",
    "hel-094",
    "hel-096",
    "hel-101",
    "hel-102",
    "hel-103",
    "hel-105",
    "hel-107",
    "hel-112",
    "hrm-005",
    "hrm-008",
    "hrm-014",
    "hrm-019",
    "hrm-021",
    "hrm-027",
    "hrm-033",
    "hrm-034",
    "hrm-037",
}
"""Honest and refused all the same."""


@pytest.mark.parametrize("name", ["attack-relate", "attack-relate-more"])
def test_false_relations_are_found(name: str) -> None:
    assert {w.statement.id for w in written(name) if not w.violations} <= OPEN.keys()


@pytest.mark.parametrize("name", ["honest-relate", "honest-relate-more"])
def test_honest_relations_pass(name: str) -> None:
    assert {w.statement.id for w in written(name) if w.violations} <= REFUSED
