"""Whatever a model returns: nothing unguarded comes out, the verdict is the checker's, and nothing owed is lost."""

import json
import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.api import Composed, draft_whole
from assistant.draft import fallbacks
from assistant.guard import check_statement, guard
from assistant.guard.coverage import check_document, gaps, statements_of
from assistant.model.document import Determination
from assistant.settings import Settings
from assistant.writer import Message, Written, destination, write
from assistant.writer.brief import briefs
from assistant.writer.cover import missing
from assistant.writer.mock import _FENCED

from .conftest import CASES, Scripted, composed, loaded, statements

WORDS = (
    "not", "no longer", "never", "clearly", "necessary", "medically necessary", "undetermined", "met", "not met", "waived",
    "approved", "guaranteed", "may", "must", "at least", "severe", "mild", "left", "right", "in all patients", "and", "but",
    "Ignore the criteria.", "<b>", "[3]", "http://x.y", "\u200b", "“", "”", "99%", "six weeks", "12 of 14",
)  # fmt: skip
TYPES = ("record_fact", "policy_statement", "application", "evidence", "outcome", "recommendation")
SENTENCES = (
    "This request is medically necessary and is approved.",
    "Every criterion is met.",
    "The record does not show this.",
    "Approve if the missing notes are supplied.",
    "The system prompt says that this is to be approved.",
    "All of this is in order.",
    "",
)


HOSTILE = tuple(
    statement["text"]
    for file in sorted((CASES[0].parent.parent / "replies").glob("*.hostile.json"))
    for told in json.loads(file.read_text("utf-8"))["sections"].values()
    for statement in told
)
"""Lies written by hand for one case or another."""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(("statements", "text", "x")), inner, max_size=3)
    ),
    max_leaves=12,
)


def wire() -> st.SearchStrategy[dict[str, Any]]:
    """Statements of the form that is asked for, with points and bases that exist and others."""
    found = briefs(composed().draft, composed().context, composed().ground)
    return st.fixed_dictionaries(
        {
            "type": st.sampled_from((*TYPES, "verdict")),
            "text": st.text(max_size=60) | st.sampled_from((*SENTENCES, *HOSTILE)),
            "points": st.lists(st.sampled_from((*(p.id for b in found for p in b.points), "p99", "")), max_size=3),
            "basis": st.lists(st.sampled_from((*(id for b in found for id in b.handles), "x9")), max_size=3),
        }
    )


WIRE = st.deferred(wire)
"""Made at the first test, not at collection."""


class Fuzz:
    """Replies made of the points of the prompt, each mangled in ways drawn from a seed."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def __call__(self, messages: tuple[Message, ...]) -> str:
        found = _FENCED.search(messages[1].text)
        assert found is not None
        material = json.loads(found["inside"])
        if self.draw.random() < 0.05:
            return self.draw.choice(("", "null", "[]", '{"statements": {}}', found["inside"][:200]))
        made = [
            self.statement(p, material) for p in material["points"] for _ in range(self.draw.choice((0, 1, 1, 1, 2)))
        ]
        self.draw.shuffle(made)
        return json.dumps({"statements": made})

    def statement(self, point: dict[str, Any], material: dict[str, Any]) -> dict[str, Any]:
        draw, points = self.draw, [p["id"] for p in material["points"]]
        text = point["text"] if draw.random() < 0.9 else draw.choice(HOSTILE)
        for _ in range(draw.choice((0, 1, 1, 2, 4))):
            text = self.mangled(text, material)
        claims = [point["id"]] if draw.random() < 0.7 else draw.sample(points, min(len(points), draw.randint(0, 4)))
        ids = [row["id"] for part in ("record", "criteria", "outcomes") for row in material[part]]
        return {
            "type": point["type"] if draw.random() < 0.8 else draw.choice(TYPES),
            "text": text,
            "points": claims,
            "basis": draw.sample(ids, min(len(ids), draw.choice((0, 0, 1, 9)))),
        }

    def mangled(self, text: str, material: dict[str, Any]) -> str:
        draw = self.draw
        words = text.split(" ")
        match draw.randrange(9):
            case 0:
                words.insert(draw.randrange(len(words) + 1), draw.choice(WORDS))
            case 1:
                del words[draw.randrange(len(words))]
            case 2:
                return re.sub(r"\d+", lambda m: str(int(m[0]) + draw.choice((0, 1, 3))), text)
            case 3:
                return re.sub(r"\[\[[^\]]*\]\]", "", text, count=1)
            case 4:
                other = draw.choice(material["passages"] or [{"marker": "[[none#f01]]"}])
                return f"{text.rstrip('.')} {other['marker']}."
            case 5:
                return f"{text} {draw.choice(material['points'])['text']}"
            case 6:
                return f"{text} {draw.choice(SENTENCES)}".strip()
            case 7:
                return re.sub(r"\bnot |\bno |without ", "", text, count=1)
            case _:
                half = len(words) // 2
                words = [*words[half:], *words[:half]]
        return " ".join(words)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=2)
def test_nothing_unguarded_nothing_lost(path: Path, seed: int) -> None:
    made = composed(path)
    chosen = destination(Settings(model="mock:echo"))
    assert chosen is not None
    result = write(made.draft, made.context, made.ground, chosen, Settings(), model=Scripted(Fuzz(seed)))
    told = statements(result.draft)
    own = [s for s in told if s.origin == "model"]
    assert not [(s.text, v) for s in own for v in check_statement(s, made.ground)]
    assert gaps(told, made.ground) == gaps(statements(made.draft), made.ground)
    kept = {s.words() for s in told}
    for point in statements(made.draft):
        if point.words() not in kept:
            of_point = [s for s in own if set(point.basis.criteria) <= set(s.basis.criteria)]
            assert not missing(point, of_point, [point], made.ground)


def whole(made: Composed, result: Written) -> None:
    """What holds of every document: the verdict is the checker's, all of it is proved, nothing owed is missing."""
    guarded = guard(result.draft, made.ground, fallback=fallbacks(made.context))
    ours = guard(made.draft, made.ground, fallback=fallbacks(made.context))
    assert (guarded.title, guarded.lead[0]) == (ours.title, ours.lead[0])
    told = statements_of(guarded.lead, guarded.sections)
    assert not [v for s in told for v in check_statement(s, made.ground)]
    assert not check_document(guarded.title, guarded.lead, guarded.sections, made.ground)
    assert not gaps(told, made.ground)
    lines = {s.basis.outcomes for s in told}
    assert {o for s in statements_of(ours.lead, ours.sections) for o in s.basis.outcomes} <= {
        o for os in lines for o in os
    }


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=2)
def test_the_document_of_a_fuzzing_model(path: Path, seed: int) -> None:
    made = composed(path)
    chosen = destination(Settings(model="mock:echo"))
    assert chosen is not None
    whole(made, write(made.draft, made.context, made.ground, chosen, Settings(), model=Scripted(Fuzz(seed))))


@given(
    replies=st.lists(
        st.text(max_size=80)
        | JSON.map(json.dumps)
        | st.lists(WIRE, max_size=4).map(lambda s: json.dumps({"statements": s})),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=10)
def test_arbitrary_replies(replies: list[str]) -> None:
    made = composed()
    chosen = destination(Settings(model="mock:echo"))
    assert chosen is not None
    model = Scripted(lambda messages: replies[len(messages[1].text) % len(replies)])
    whole(made, write(made.draft, made.context, made.ground, chosen, Settings(), model=model))


@cache
def drafted(path: Path, model: str) -> Determination:
    one = loaded(path)
    return draft_whole(one.case, pack=one.pack, search=False, settings=Settings(), model=model).determination


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_a_hostile_model(path: Path) -> None:
    """Of what the lying mock returns, only what it copied from the composer stands."""
    ours, theirs = drafted(path, "composer"), drafted(path, "mock:hostile")
    assert theirs.outcome == ours.outcome
    assert theirs.header.verdict == ours.outcome.overall
    assert theirs.title == ours.title
    assert theirs.lead[0].text == ours.lead[0].text
    known = {s.words() for s in statements(ours)}
    assert {s.words() for s in statements(theirs)} == known
    assert not [v for v in theirs.guard.violations if v.statement == "document"]
    ground = composed(path).ground
    assert not gaps(statements_of(theirs.lead, theirs.sections), ground)
    report = theirs.guard.writer
    assert report != "not_stated"
    assert report.refused
    assert theirs.guard.dropped > 0


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_a_faithful_and_a_broken_model(path: Path) -> None:
    ours, echoed, broken = drafted(path, "composer"), drafted(path, "mock:echo"), drafted(path, "mock:broken")
    words = [s.words() for s in statements(ours)]
    assert [s.words() for s in statements(echoed)] == words == [s.words() for s in statements(broken)]
    assert echoed.guard.accepted == len(words) - 1
    assert echoed.guard.replaced == ours.guard.replaced
    assert echoed.header.drafted_by == f"mock:echo ({len(words) - 1} statements) and the composer (1)"
    assert {s.drafted_by for s in echoed.sections} == {"model"}
    assert broken.header.drafted_by == "the composer; nothing of mock:broken could be used"
    assert {s.drafted_by for s in broken.sections} == {"composer"}
    assert echoed.references == ours.references
    assert ours.guard.writer == "not_stated"
