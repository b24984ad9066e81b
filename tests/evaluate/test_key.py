"""Keys: what is refused, and whether those of the repository fit their cases."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from assistant.errors import InputError
from assistant.evaluate.content import find_content
from assistant.evaluate.key import Key
from assistant.evaluate.keys import LevelReader, key_of, load_key
from assistant.evaluate.matching import met_by, read
from assistant.evaluate.verdicts import verdicts_of
from assistant.evaluate.written import Said, Written
from assistant.intake import load_case
from assistant.pack import load_pack

from .build import document, key, told

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "evals" / "cases").glob("*.yaml"))
KEYS = ROOT / "evals" / "keys"
OF_ARTICLES = {
    "cervical-fusion-exploration",
    "cervical-staged-revision",
    "lumbar-hardware-removal-revision",
    "lumbar-t12-s2-fusion",
    "lumbar-two-stage-revision",
}
"""Cases with a reference article: their keys are the full ones; a further case may have a short key."""
FIGURE = {"value": 40, "unit": ["%"], "example": "The deck is worn in 40% of its width."}
BAN = {"kind": "overstatement", "why": "It is only scratched."}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"points": [told(example="The deck is sound.")]}, "does not meet its own groups"),
        ({"points": [told(unless=["out"])]}, "does not meet its own groups"),
        ({"points": [told(groups=[["/(/"]])]}, "no regular expression"),
        ({"points": [told(groups=[])]}, "at least 1 item"),
        ({"points": [told(), told()]}, "used twice"),
        ({"points": [told(weight=0)]}, "greater than 0"),
        ({"points": [told(weigth=1)]}, "Extra inputs"),
        ({"figures": [told(**FIGURE | {"value": 41})]}, "does not hold 41 %"),
        (
            {"forbidden": [told(**BAN, allowed=["A worn deck is no worn-out deck."])]},
            "catches a sentence that it allows",
        ),
        ({"forbidden": [told(**BAN | {"kind": "dislike"})]}, "Input should be"),
        ({"disposition": 3}, "valid string"),
    ],
)
def test_what_is_refused(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        key(**changes)


def test_a_single_alternative_needs_no_list() -> None:
    assert key(points=[told(groups=["deck", ["worn", "torn"]])]).points[0].groups == (("deck",), ("worn", "torn"))


def test_a_key_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        key().case = "other"  # type: ignore[misc]


def test_errors_name_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "k.yaml"
    path.write_text("case: small\npolicy_set: general\noutcomes:\n  overal: {outcome: necessary}\n")
    with pytest.raises(InputError, match=r"k\.yaml:4"):
        load_key(path)


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_keys_of_the_repository_fit_their_cases(path: Path) -> None:
    loaded = load_case(path)
    found = key_of(KEYS, loaded.case, loaded.pack)
    assert isinstance(found, Key), "every reference case has a key"
    assert found.points
    if path.stem in OF_ARTICLES:
        assert len(found.points) >= 10
        assert found.forbidden


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_keys_of_the_repository_agree_with_themselves(path: Path) -> None:
    """What a key asks for is not forbidden by it, and what it forbids is caught."""
    loaded = load_case(path)
    found = key_of(KEYS, loaded.case, loaded.pack)
    assert found is not None
    said = [Said(id=f"p-{p.id}", section=(*p.sections, "analysis")[0], text=p.example) for p in found.points]
    said += [Said(id=f"s-{s.id}", section="steps", text=s.example) for s in found.steps]
    said += [Said(id=f"f-{f.id}", section="analysis", text=f.example) for f in found.figures]
    perfect = Written(title="", headings=(), statements=tuple(said), sources={})
    content = find_content(perfect, found)
    assert [m.id for m in (*content.points, *content.steps) if not m.made] == []
    assert {f.state for f in content.figures} <= {"right"}
    assert content.hits == ()
    worst = document(*(f.example for f in found.forbidden))
    assert {h.id for h in find_content(worst, found).hits} == {f.id for f in found.forbidden}


def test_a_key_that_does_not_fit(tmp_path: Path) -> None:
    loaded = load_case(ROOT / "tests" / "intake" / "good.yaml")
    text = """
case: other
policy_set: general
outcomes:
  overall: {outcome: necessary}
  determination: {outcome: necessary}
  stages: {2: {outcome: necessary}}
  lines:
    a: {code: '63045', outcome: necessary, levels: {C3-4: {outcome: necessary}}}
    b: {code: '22551', outcome: necessary}
"""
    (tmp_path / "small.yaml").write_text(text)
    with pytest.raises(InputError) as raised:
        key_of(tmp_path, loaded.case, loaded.pack)
    said = " ".join(p.message for p in raised.value.all_problems())
    for expected in ("'other'", "22551, not 63045", "does not ask for C3-4", "no line 'b'", "no stage 2"):
        assert expected in said


def test_a_case_without_a_key(tmp_path: Path) -> None:
    loaded = load_case(ROOT / "tests" / "intake" / "good.yaml")
    assert key_of(tmp_path, loaded.case, loaded.pack) is None
    assert key_of(None, loaded.case, loaded.pack) is None


def test_levels_are_read_as_the_pack_knows_them() -> None:
    reader = LevelReader(load_pack("spine").levels)
    assert reader("C3-5") == {"C3-4", "C4-5"}
    assert reader("R1-2") == frozenset()


def test_levels_that_a_pack_calls_by_names() -> None:
    reader = LevelReader(load_pack("knee").levels)
    wording = read("The Medial compartment is worn, the other one is not.", reader)
    assert wording.levels == {"medial compartment"}
    assert met_by(wording, [["@medial compartment"], ["worn"]])
    written = document("The medial compartment does not meet the criteria.")
    assert verdicts_of(written, reader.pattern).levels == {"medial compartment": "not_necessary"}
