"""Citations in the sense of ALCE, use of sources, form, what the guard and a model did."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.api import draft_whole
from assistant.evaluate.citing import by_guard, keeping, score_citations
from assistant.evaluate.form import score_effort, score_form, score_guard, score_sources
from assistant.evaluate.written import Said, Written
from assistant.guard.coverage import statements_of
from assistant.intake import load_case
from assistant.model.document import GuardReport, Statement, WriterReport
from assistant.settings import Settings

from .build import document
from .test_eval_command import EVALS

WRITER = WriterReport(model="m", prompts={}, returned=10, accepted=7, repaired=2, prompt_tokens=90, reply_tokens=10)


def values(scores: Any) -> dict[str, float | str]:
    return {s.measure: s.value for s in scores}


def stated(*facts: str, type: str = "evidence", id: str = "s") -> Statement:
    marks = "".join(f" [[{fact}]]" for fact in facts)
    return Statement(id=id, type=type, text=f"The deck is worn{marks}.")


def test_recall_and_precision_of_citations() -> None:
    """Two sources that ground it only together both count; one that adds nothing does not."""

    def together(statement: Statement) -> bool:
        return {"a#f1", "b#f1"} <= set(statement.facts())

    found = values(score_citations([stated("a#f1", "b#f1", "c#f1")], together))
    assert found == {"citation_recall": 1, "citation_precision": pytest.approx(2 / 3, abs=1e-6)}


def test_a_source_that_supports_alone_counts_beside_another() -> None:
    found = values(score_citations([stated("a#f1", "b#f1")], lambda s: bool(s.facts())))
    assert found == {"citation_recall": 1, "citation_precision": 1}


def test_no_citation_counts_where_the_statement_is_not_supported() -> None:
    found = values(score_citations([stated("a#f1"), stated(id="t")], lambda s: False))
    assert found == {"citation_recall": 0, "citation_precision": 0}


def test_only_statements_that_speak_for_a_source_are_asked() -> None:
    scores = list(score_citations([stated(type="application")], lambda s: True))
    assert [s.reason for s in scores] == ["no statement needs a source", "nothing is cited"]


@given(st.lists(st.sampled_from(["a#f1", "b#f2", "c#f3"]), max_size=4), st.sets(st.sampled_from(["a#f1", "b#f2"])))
def test_keeping_citations(facts: list[str], kept: set[str]) -> None:
    left = keeping(stated(*facts), kept)
    assert list(left.facts()) == [f for f in facts if f in kept]
    assert left.words() == stated().words()


def test_the_guard_as_checker_sees_a_citation_that_adds_nothing() -> None:
    loaded = load_case(EVALS / "cases" / "cervical-fusion-exploration.yaml")
    made = draft_whole(loaded.case, pack=loaded.pack, search=False, settings=Settings(), model="composer")
    statements = statements_of(made.determination.lead, made.determination.sections)
    check = by_guard(made.ground)
    assert values(score_citations(statements, check)) == {"citation_recall": 1, "citation_precision": 1}
    cited = next(s for s in statements if s.type == "evidence" and s.facts())
    other = next(ref for ref in made.ground.retrieved if ref.split("#")[0] not in cited.text)
    padded = cited.model_copy(update={"text": f"{cited.text} [[{other}]]"})
    found = values(score_citations([padded], check))
    assert found["citation_recall"] == 0 or found["citation_precision"] != 1


def test_use_of_sources() -> None:
    said = (
        Said(id="1", section="", text="a", cites=("x", "y"), type="evidence"),
        Said(id="2", section="", text="b", type="evidence"),
        Said(id="3", section="", text="c", type="application"),
        Said(id="4", section="", text="d", cites=("x",), type="policy_statement"),
    )
    written = Written(title="", headings=(), statements=said, sources={"x": "Policy"})
    found = values(score_sources(written))
    assert found["cited"] == pytest.approx(2 / 3, abs=1e-6)
    assert (found["dangling_citations"], found["sources"], found["lone_source"]) == (1, 1, 0.5)
    assert found["top_source"] == pytest.approx(2 / 3, abs=1e-6)
    assert found["source_diversity"] == pytest.approx(1.8899, abs=1e-4)


@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=20))
def test_diversity_lies_between_one_and_the_number_of_sources(cites: list[str]) -> None:
    said = tuple(Said(id=str(n), section="", text="x", cites=(c,)) for n, c in enumerate(cites))
    found = values(score_sources(Written(title="", headings=(), statements=said, sources={})))
    assert 1 - 1e-6 <= float(found["source_diversity"]) <= len(set(cites)) + 1e-6
    assert found["lone_source"] == found["top_source"]


def test_length_and_repetition() -> None:
    found = values(score_form(document("The deck is worn by salt and ice.", "The deck is worn by salt and rain.")))
    assert (found["words"], found["statements"]) == (16, 2)
    assert found["repetition"] == pytest.approx(2 / 6, abs=1e-6)


def test_what_is_within_reach_depends_on_the_reader() -> None:
    long = document("Short.", "A deck " + "that is worn " * 10 + "ends here.")
    assert values(score_form(long, "physician"))["readable"] == 1
    assert values(score_form(long, "patient"))["readable"] == 0.5
    assert values(score_form(document(), "patient"))["readable"] == "not_stated"


def test_shares_of_what_a_model_returned() -> None:
    found = values(score_guard(GuardReport(proved={}, dropped=9, writer=WRITER), 30))
    assert found == {"accepted": 0.7, "repaired": 0.2, "replaced": 0.1}


def test_shares_of_what_the_composer_drafted() -> None:
    found = values(score_guard(GuardReport(proved={}, repaired=1, dropped=2), 8))
    assert found == {"accepted": 0.7, "repaired": 0.1, "replaced": 0.2}
    assert {s.reason for s in score_guard(GuardReport(proved={}), 0)} == {"nothing was drafted"}


def test_effort() -> None:
    with_model = {s.measure: s for s in score_effort(GuardReport(proved={}, writer=WRITER), 1.5)}
    assert (with_model["seconds"].value, with_model["tokens"].value) == (1.5, 100)
    assert with_model["cost"].reason == "the price of the model is not known"
    priced = WRITER.model_copy(update={"cost": 0.25})
    assert values(score_effort(GuardReport(proved={}, writer=priced), 1.5))["cost"] == 0.25
    without = {s.measure: s.reason for s in score_effort(GuardReport(proved={}), 1.5)}
    assert without["tokens"] == without["cost"] == "no model was asked"
