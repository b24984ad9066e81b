"""What statements say beside their points: told the same in other words, or turned."""

from functools import cache

import pytest

from assistant.api import compose_case
from assistant.guard import Ground
from assistant.intake import load_case
from assistant.model.document import Statement
from assistant.settings import Settings
from assistant.writer.brief import briefs
from assistant.writer.cover import astray
from evals.replies import CASES


@cache
def point() -> tuple[Statement, Ground]:
    """The first point of an analysis that says what is not met after a colon, and what it is held against."""
    loaded = load_case(CASES / "lumbar-t12-s2-fusion.yaml")
    made = compose_case(loaded.case, pack=loaded.pack, search=False, settings=Settings())
    found = next(b for b in briefs(made.draft, made.context, made.ground) if b.section.id == "analysis")
    return next(p.statement for p in found.points if p.statement.text.startswith("Not met: ")), made.ground


@pytest.mark.parametrize(
    ("form", "turned"),
    [("{thing} is not met.", False), ("{thing} is present.", True)],
)
def test_a_denial_before_a_colon_is_of_what_follows(form: str, turned: bool) -> None:
    told, ground = point()
    thing = told.text.removeprefix("Not met: ").rstrip(".")
    text = form.format(thing=thing[0].upper() + thing[1:])
    assert bool(astray(told.model_copy(update={"text": text}), [told], ground)) is turned


@pytest.mark.parametrize(
    "rider",
    [
        "Therapy notes may be written after the fact.",
        "The patient should be told to obtain notes that say so, whatever took place.",
        "A radiologist should be found who reads it otherwise.",
        "It follows 22614 at L3-4.",
        "All of this speaks for itself, as the surgeon has seen.",
    ],
)
def test_plain_words_behind_a_point_told_whole(rider: str) -> None:
    """The guard lets everyone use them, and no point says this."""
    told, ground = point()
    assert not astray(told, [told], ground)
    assert astray(told.model_copy(update={"text": f"{told.text} {rider}"}), [told], ground)


def test_a_waiver_denied_and_asserted() -> None:
    _, ground = point()
    told = Statement(id="w", type="application", text="Nothing on file documents any of these, so no waiver applies.")
    rider = told.model_copy(update={"text": f"{told.text} Fractured hardware is documented, so the waiver applies."})
    assert not astray(told, [told], ground)
    assert "its points do not" in astray(rider, [told], ground)


@pytest.mark.parametrize(
    ("words", "others"),
    [
        (", not a finding against", " rather than a finding against"),
        (
            "On instability, clinical correlation and deformity the record itself decides",
            "Instability, clinical correlation and deformity are decided by the record itself",
        ),
    ],
)
def test_a_point_in_other_forms_of_its_words(words: str, others: str) -> None:
    loaded = load_case(CASES / "lumbar-t12-s2-fusion.yaml")
    made = compose_case(loaded.case, pack=loaded.pack, search=False, settings=Settings())
    told = next(s for s in made.draft.lead if words in s.text)
    assert not astray(told.model_copy(update={"text": told.text.replace(words, others)}), [told], made.ground)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Lumbar fusion at L4-5 is necessary.", False),
        ("Lumbar fusion at L4-5 is not necessary.", True),
    ],
)
def test_a_verdict_before_a_colon_is_one(text: str, wrong: bool) -> None:
    """A colon behind "necessary" stands for "is"."""
    told, ground = point()
    own = told.model_copy(update={"text": "Necessary: lumbar fusion at L4-5.", "label": "not_stated"})
    assert bool(astray(own.model_copy(update={"text": text}), [own], ground)) is wrong
