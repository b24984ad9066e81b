"""A list of phrases is passed over only for a text that none of them can stand in."""

import pytest

from assistant.guard.phrases import phrases
from assistant.guard.text import Text, normalise
from assistant.guard.words import load_lists

from .test_honest import HONEST
from .test_owed import WRONG

REASONS = ("because", "in view of", "as the record says", "the surgeon's word")


def _runs(text: str) -> frozenset[str]:
    return Text(normalise(text), load_lists().stemmer).runs


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("It is open because nothing was tried.", True),
        ("It is open in view of the record.", True),
        ("It is open on the surgeon’s word.", True),
        ("It is open as the record says", True),
        ("It is open in the record.", False),
        ("A view of the record.", False),
    ],
)
def test_phrase_is_looked_for_where_all_its_words_stand(text: str, stands: bool) -> None:
    assert phrases(REASONS).touches(_runs(text)) is stands


def test_phrase_that_stands_is_never_passed_over() -> None:
    lists = load_lists()
    named = (
        lists.negator,
        lists.negator_after,
        lists.reason,
        lists.side,
        lists.absolute,
        lists.hypothetical,
        lists.silent,
    )
    for found in (*named, *lists.claims.values(), *lists.felt.values(), *lists.assertions.values()):
        for statement in (*HONEST, *WRONG):
            text = Text(normalise(statement.text), lists.stemmer)
            assert found.touches(text.runs) or found.search(text.lower) is None
