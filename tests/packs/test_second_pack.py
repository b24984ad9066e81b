"""A second specialty as data alone: the same program checks and drafts it, and no statement of its own is refused."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assistant.api import draft_whole
from assistant.check import check
from assistant.intake import load_case
from assistant.intake.load import Loaded
from assistant.model.case import Case
from assistant.pack import LevelError, load_pack
from assistant.pack.lint import lint
from assistant.render import render_html, render_markdown
from assistant.retrieve import build_index
from assistant.settings import Settings

CASES = Path(__file__).parent / "cases"
ENGINE = Path(__file__).parents[2] / "assistant"
OWN_WORDS = re.compile(r"\b(?:knees?|menisc\w+|arthroplast\w+|arthroscop\w+|osteoarthritis|kellgren)\b", re.IGNORECASE)


@cache
def loaded(name: str) -> Loaded:
    return load_case(CASES / f"{name}.yaml")


def changed(name: str, **facts: dict[str, object]) -> Case:
    """A case with other fields of some facts, by id."""
    case = loaded(name).case
    return case.model_copy(
        update={
            part: tuple(f.model_copy(update=facts.get(f.id, {})) for f in getattr(case, part))
            for part in ("findings", "treatments")
        }
    )


def test_the_pack_has_no_problem() -> None:
    assert [str(p) for p in lint(load_pack("knee"))] == []


def test_both_menisci_are_decided_one_by_one() -> None:
    outcome = check(loaded("knee-both-menisci").case, load_pack("knee"))
    both, shaving = outcome.lines
    assert {lv.level: lv.outcome for lv in both.per_level} == {
        "medial compartment": "necessary",
        "lateral compartment": "not_necessary",
    }
    assert shaving.outcome == "incidental"
    assert (outcome.overall, outcome.action) == ("partially_necessary", "refer_to_physician")
    assert outcome.setting.outcome == "necessary"
    (alternative,) = outcome.alternatives
    assert (alternative.kind, alternative.levels, alternative.outcome) == (
        "fewer_levels",
        ("medial compartment",),
        "necessary",
    )


def test_replacement_waits_for_dates_of_its_therapy() -> None:
    outcome = check(loaded("knee-replacement").case, load_pack("knee"))
    (line,) = outcome.lines
    assert (outcome.overall, outcome.determination, line.basis) == (
        "undetermined",
        "not_necessary",
        "documentation_gap",
    )
    assert [c.id for c in line.criteria if c.effective != "met"] == ["conservative-care"]
    assert outcome.setting.outcome == "undetermined"
    (change,) = line.per_level[0].changes
    assert change.criteria == ("conservative-care",)


def test_dated_therapy_makes_it_necessary_and_supports_the_stay() -> None:
    dated = {"start": date(2025, 11, 3), "end": date(2026, 2, 20), "response": "none"}
    outcome = check(changed("knee-replacement", t1=dated), load_pack("knee"))
    assert (outcome.overall, outcome.action, outcome.setting.outcome) == ("necessary", "approve", "necessary")


@pytest.mark.parametrize(
    ("fact", "overall"),
    [
        ({"f1": {"grade": "grade_2"}, "f2": {"grade": "moderate"}}, "not_necessary"),
        ({"f6": {"status": "present"}}, "not_necessary"),
        ({"f4": {"status": "absent"}}, "not_necessary"),
        ({"f1": {"grade": "not_stated"}, "f2": {"grade": "mild"}}, "undetermined"),
    ],
)
def test_a_changed_fact_changes_the_outcome(fact: dict[str, dict[str, object]], overall: str) -> None:
    assert check(changed("knee-replacement", **fact), load_pack("knee")).overall == overall


@pytest.mark.parametrize("name", ["knee-both-menisci", "knee-replacement"])
@pytest.mark.parametrize("audience", ["physician", "clinician", "patient"])
def test_the_guard_refuses_no_statement(name: str, audience: str) -> None:
    case = loaded(name)
    document = draft_whole(case.case, pack=case.pack, audience=audience, search=False).determination
    assert document.guard.violations == ()
    assert document.guard.dropped == 0


def test_the_document_speaks_of_the_compartments() -> None:
    case = loaded("knee-both-menisci")
    document = draft_whole(case.case, pack=case.pack, search=False).determination
    text = render_markdown(document)
    assert "## Compartment by compartment" in text
    assert "(29880), medial compartment, right: necessary." in text
    assert "(29880), lateral compartment, right: not necessary." in text
    assert "medial compartment" in render_html(document, case.case)
    assert not re.search(r"\b(?:spin(?:e|al)|fusion|stenosis|lumbar|cervical|root)\b", text)


def test_evidence_is_found_in_the_index_of_the_pack(tmp_path: Path) -> None:
    case = loaded("knee-both-menisci")
    build_index(case.pack, tmp_path)
    drafted = draft_whole(case.case, pack=case.pack, settings=Settings(index=tmp_path))
    assert drafted.determination.guard.dropped == 0
    assert {p.ref.split("#")[0] for p in drafted.evidence.passages} <= set(case.pack.sources)


def test_compartments_are_levels_without_neighbours() -> None:
    levels = load_pack("knee").levels
    assert levels.parse("Medial compartment") == ("medial compartment",)
    assert levels.neighbours("medial compartment") == ()
    assert levels.span(["lateral compartment", "medial compartment"]) == "medial compartment and lateral compartment"
    with pytest.raises(LevelError, match="is not a level"):
        levels.parse("L4-5")


def test_no_word_of_the_specialty_stands_in_the_engine() -> None:
    found = [
        f"{module.relative_to(ENGINE)}:{n}: {hit[0]}"
        for module in sorted((*ENGINE.rglob("*.py"), *ENGINE.rglob("*.j2")))
        if "_data" not in module.parts
        for n, line in enumerate(module.read_text("utf-8").splitlines(), 1)
        if (hit := OWN_WORDS.search(line))
    ]
    assert found == []
