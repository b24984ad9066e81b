"""Claims without a source: forbidden in every document of the pack, and no key may ask for one."""

from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.evaluate.content import find_content
from assistant.evaluate.key import Key
from assistant.evaluate.keys import key_of
from assistant.evaluate.unfounded import FILE, asked_for, with_claims
from assistant.intake import load_case
from assistant.pack import load_pack

from .build import document, key, told

ROOT = Path(__file__).parents[2]
KEYS = ROOT / "evals" / "keys"
SMALL = """
case: small
policy_set: general
outcomes:
  overall: {outcome: undetermined}
  determination: {outcome: undetermined}
  lines: {a: {code: '22551', outcome: undetermined}}
"""
CLAIMS = """
pack: PACK
claims:
- {id: nine, kind: unfounded_figure, says: Nine in ten get well., why: Nobody counted., groups: [90%], example: In 90% all was well.}
"""


def of(folder: Path, *, pack: str = "spine", more: str = "") -> Key | None:
    (folder / "small.yaml").write_text(SMALL + more)
    (folder / FILE).write_text(CLAIMS.replace("PACK", pack))
    loaded = load_case(ROOT / "tests" / "intake" / "good.yaml")
    return key_of(folder, loaded.case, loaded.pack)


def test_a_claim_is_forbidden_in_every_case_of_its_pack(tmp_path: Path) -> None:
    found = of(tmp_path)
    assert found is not None
    assert [h.id for h in find_content(document("It helped 90% of them."), found).hits] == ["nine"]
    other = of(tmp_path, pack="knee")
    assert other is not None
    assert other.forbidden == ()


def test_the_key_s_own_wording_counts(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(CLAIMS.replace("PACK", "spine"))
    own = told("nine", kind="overstatement", why="It is only scratched.")
    assert [f.kind for f in with_claims(key(forbidden=[own]), tmp_path, "spine").forbidden] == ["overstatement"]


@pytest.mark.parametrize(
    "asked",
    [
        "points:\n- {id: well, says: Most get well., groups: [well], example: Of all 90% got well.}",
        "points:\n- {id: well, says: Most get well., groups: [[most, 90%]], example: Most of them get well.}",
        "figures:\n- {id: well, says: Most get well., groups: [well], value: 90, unit: ['%'], example: Well were 90%.}",
    ],
)
def test_a_key_that_asks_for_a_claim_is_refused(tmp_path: Path, asked: str) -> None:
    with pytest.raises(InputError, match="asks for what it forbids: 'well'") as raised:
        of(tmp_path, more=asked)
    assert "Nobody counted." in str(raised.value.all_problems()[0].remedy)


def test_a_wrong_list_names_its_line(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("pack: spine\nclaim: []\n")
    with pytest.raises(InputError, match=r"_unfounded\.yaml:2"):
        with_claims(key(), tmp_path, "spine")


def test_no_key_of_the_repository_asks_for_one() -> None:
    """Not of its own list alone: of no claim that any key forbids as unfounded, which the sources hold against all."""
    pack = load_pack("spine")
    for path in sorted(KEYS.glob("[a-z]*.yaml")):
        loaded = load_case(ROOT / "evals" / "cases" / path.name)
        found = key_of(KEYS, loaded.case, pack)
        assert found is not None
        assert len(found.forbidden) >= 20
        assert list(asked_for(found, path)) == []
