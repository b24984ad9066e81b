"""The sentences of a document are laid out once for all that is read of it, and told apart by the names of its sections."""

from collections.abc import Iterable, Mapping

import pytest

from assistant.intake.text import laid_out
from assistant.intake.text.laid_out import LaidOut
from assistant.intake.text.line import Line


def test_a_text_is_laid_out_once_for_each_naming_and_no_more_is_kept_than_may_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def read(text: str, renamed: Mapping[str, str]) -> Iterable[Line]:
        asked.append(text)
        yield Line(text, 0, renamed.get("exam", "exam"))

    monkeypatch.setattr(laid_out, "KEPT", 10)
    layout = LaidOut(read)
    assert [line.section for _ in range(3) for line in layout.sentences("Pain.")] == ["exam"] * 3
    assert [line.section for line in layout.sentences("Pain.", {"exam": "history"})] == ["history"]
    assert asked == ["Pain.", "Pain."]
    layout.sentences("Weak.")
    layout.sentences("Pain.")
    assert asked == ["Pain.", "Pain.", "Weak.", "Pain."], "what would be too much is forgotten"
    for _ in range(2):
        layout.sentences("Numb since spring.")
    assert asked[4:] == ["Numb since spring."] * 2, "too long to keep"
