"""What every composed document has to be, for every reference case, policy set, disposition and reader."""

import re

import pytest
import yaml

from assistant.model.base import NOT_STATED
from assistant.model.document import MARKER, Statement
from assistant.pack.yamlio import Loader
from assistant.render import render_markdown
from evals import REFERENCE

from .made import CASES, NAMES, drafted, loaded

SETS = ("general", "washington", "aetna", "medicare", "evicore", "nia")
UNFOUNDED = (
    r"75\s*(-|–|to)\s*90\s*%",
    r"90\.9\s*%",
    r"78\s*(-|–|to)\s*95\.5",
    r"31\s*(-|–|to)\s*40\s*%",
    r"reoperation rates? of 3\s*(-|–|to)\s*9",
    r"4\.8% to 0\.7%",
    r"only 9\s?%",
    r"Clinical Payment",
    r"three of five",
    r"MCG|InterQual",
)
"""Figures and phrases of the model articles that no source holds, or that belong to something else."""


def statements(name: str, *, audience: str = "physician") -> list[Statement]:
    made = drafted(name, audience=audience).determination
    return [*made.lead, *(s for section in made.sections for block in section.blocks for s in block.statements)]


def sets_for(name: str) -> tuple[str, ...]:
    """Every set for the cases with an article; for another case the default set and that of its key."""
    key = yaml.load((CASES.parent / "keys" / f"{name}.yaml").read_text("utf-8"), Loader)
    return SETS if name in REFERENCE else tuple({"general", key["policy_set"]})


OPEN_CARE = ("thoracic-disc-t8-9", "medicare")
"""A level of care that is open on one criterion and fails another."""


@pytest.mark.parametrize(
    ("name", "policy_set"), [OPEN_CARE, *((name, s) for name in NAMES for s in sorted(sets_for(name)))]
)
def test_guard_passes_the_whole_document(name: str, policy_set: str) -> None:
    for disposition in ("strict", "lenient"):
        report = drafted(name, policy_set, disposition).determination.guard
        assert (report.dropped, report.replaced, report.violations) == (0, 0, ())


@pytest.mark.parametrize("name", NAMES)
def test_patient_reads_the_same_verdict(name: str) -> None:
    whole, short = drafted(name).determination, drafted(name, audience="patient").determination
    assert short.outcome == whole.outcome
    assert short.title == whole.title
    assert short.guard.dropped == 0
    assert len(render_markdown(short)) < len(render_markdown(whole))


@pytest.mark.parametrize("name", NAMES)
def test_every_requested_line_and_unmet_criterion_is_told(name: str) -> None:
    made = drafted(name).determination
    told = {key for s in statements(name) for key in s.basis.criteria}
    spoken_of = {ref.line for s in statements(name) for ref in s.basis.outcomes}
    for line in made.outcome.lines:
        assert line.id in spoken_of
        if line.outcome != "incidental":
            assert {f"{c.policy}:{c.id}" for c in line.criteria if c.effective != "met"} <= told


@pytest.mark.parametrize("name", NAMES)
def test_citations_are_numbered_in_order_of_first_use(name: str) -> None:
    made = drafted(name).determination
    facts = [m["fact"] for s in statements(name) for m in MARKER.finditer(s.text) if m["fact"]]
    sources = list(dict.fromkeys(ref.split("#")[0] for ref in facts))
    assert [r.source for r in made.references] == sources
    assert [r.number for r in made.references] == list(range(1, len(sources) + 1))
    assert len(sources) > (8 if name in REFERENCE else 1), "one number does not back everything"
    assert {r.document for r in made.record} == {d.id for d in loaded(name).case.documents}


@pytest.mark.parametrize("name", NAMES)
def test_no_unfounded_figure_of_the_model_articles_appears(name: str) -> None:
    text = render_markdown(drafted(name).determination)
    assert [p for p in UNFOUNDED if re.search(p, text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_whole_and_told_once(name: str) -> None:
    words = [s.words() for s in statements(name)]
    assert len(words) == len(set(words))
    for sentence in words:
        assert sentence[0].isupper() or sentence[0] in "“0123456789" or sentence.startswith("eviCore"), sentence
        assert sentence.endswith((".", ".”", "?")), sentence
        assert not re.search(r"\s{2,}|\s[.,;:]|\.\.|not_stated|None|\{|\}|\[\[", sentence), sentence


def test_words_follow_the_facts() -> None:
    """A changed grade changes what the document says of its level, and of no other."""
    before = drafted("cervical-staged-revision").determination.outcome
    case = loaded("cervical-staged-revision").case
    worse = [
        f.model_copy(update={"grade": "severe"}) if f.levels == ("C3-4",) and f.grade == "moderate" else f
        for f in case.findings
    ]
    from assistant.api import check

    after = check(case.model_copy(update={"findings": tuple(worse)}), pack=loaded("cervical-staged-revision").pack)
    changed = [
        (a.id, x.level)
        for a, b in zip(after.lines, before.lines, strict=True)
        for x, y in zip(a.per_level, b.per_level, strict=True)
        if x.outcome != y.outcome
    ]
    assert changed == [("a", "C3-4")]


def test_levels_without_a_name_stay_open() -> None:
    outcome = drafted("lumbar-two-stage-revision").determination.outcome
    unnamed = [line for line in outcome.lines if line.code in ("63052", "63053")]
    assert [line.outcome for line in unnamed] == ["undetermined", "undetermined"]
    assert all(level.level == NOT_STATED for line in unnamed for level in line.per_level)
