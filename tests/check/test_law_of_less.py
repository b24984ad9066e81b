"""Taking a fact away proves nothing."""

import pytest
from hypothesis import given

from assistant.check import check
from assistant.model.base import NOT_STATED
from assistant.model.case import Case
from assistant.model.outcome import Node, Outcome

from .build import pack
from .made_up import CASES, changed, made_up, presumed_kinds, reference


def without(asked: Case, id: str) -> Case:
    return changed(
        asked,
        findings=tuple(f for f in asked.findings if f.id != id),
        treatments=tuple(t for t in asked.treatments if t.id != id),
    )


def speaks_plainly(asked: Case, id: str) -> bool:
    """Whether a fact is one that the law is about: see `test_taking_a_fact_away_proves_nothing`."""
    for t in asked.treatments:
        if t.id == id:
            return t.status != "uncertain" and not any(
                o.kind == t.kind and o.status != t.status for o in asked.treatments
            )
    fact = next(f for f in asked.findings if f.id == id)
    rivals = [o for o in asked.findings if o is not fact and (o.kind, o.of) == (fact.kind, fact.of)]
    return fact.status != "uncertain" and not rivals and fact.kind not in presumed_kinds()


def places_compression(asked: Case, id: str) -> bool:
    """Whether a fact tells where in a level the compression lies, and so which roots are not at stake."""
    return any(f.id == id and pack().kind(f.kind).location != NOT_STATED for f in asked.findings)


def rests_on_place(node: Node) -> bool:
    """Whether an answer rests on the match of sign and root, here or through another line."""
    return node.operator in ("correlation", "line") or any(rests_on_place(child) for child in node.children)


def assert_nothing_is_proved(before: Outcome, after: Outcome, places: bool) -> None:
    """`places`: the fact taken away places a compression, and answers that rest on its place are left out."""
    for old, new in zip(before.lines, after.lines, strict=True):
        for was, now in zip(old.per_level, new.per_level, strict=True):
            assert places or was.outcome == "necessary" or now.outcome != "necessary", (old.id, was.level)
            for one, other in zip(was.criteria, now.criteria, strict=True):
                if one.effective == "undetermined" and not (places and rests_on_place(one.tree)):
                    assert other.effective != "met", (old.id, was.level, one.id)


@given(made_up)
def test_taking_a_fact_away_proves_nothing(asked: Case) -> None:
    """No criterion goes from undetermined to met, and no level becomes necessary.

    The law is about facts that stand alone. Four kinds of fact only ever hold an answer back, and without them it is
    rightly freer: one that is uncertain ("unsure whether other sources were ruled out"), one that contradicts or
    replaces another statement of the same thing, one that speaks against the request where the policy presumes its
    absence from silence (nicotine use), and, for correlation, one that says where in the level the compression lies:
    without it every root of the level is at stake.
    """
    before = check(asked, pack())
    for fact in (*asked.findings, *asked.treatments):
        if speaks_plainly(asked, fact.id):
            after = check(without(asked, fact.id), pack())
            assert_nothing_is_proved(before, after, places_compression(asked, fact.id))


@pytest.mark.parametrize("n", range(len(CASES)), ids=[p.stem for p in CASES])
def test_taking_a_fact_away_proves_nothing_in_the_reference_cases(n: int) -> None:
    asked = reference()[n]
    before = check(asked, pack())
    for fact in (*asked.findings, *asked.treatments):
        if speaks_plainly(asked, fact.id):
            after = check(without(asked, fact.id), pack())
            assert_nothing_is_proved(before, after, places_compression(asked, fact.id))
