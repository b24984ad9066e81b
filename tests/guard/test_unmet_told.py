"""What a criterion that is not met asks for is not told as if it were there."""

import pytest

from assistant.model.document import Basis, Statement

from .world import WEEKS, codes, ground

LABEL = ground().results[WEEKS][0].label
ASKED = ground().definitions[WEEKS].remedy.partition("{")[0].strip(" ,.")  # type: ignore[union-attr]


def told(text: str) -> set[str]:
    return codes(Statement(id="s01", type="application", text=text, basis=Basis(criteria=(WEEKS,))))


@pytest.mark.parametrize("text", [f"On file is {ASKED}.", f"The record holds {ASKED}.", f"The {LABEL} is documented."])
def test_told_as_there(text: str) -> None:
    assert "criterion-contradiction" in told(text)


@pytest.mark.parametrize(
    "text", [f"The record does not hold {ASKED}.", f"The {LABEL} is not documented.", f"Missing: {ASKED}."]
)
def test_told_as_lacking(text: str) -> None:
    assert "criterion-contradiction" not in told(text)
