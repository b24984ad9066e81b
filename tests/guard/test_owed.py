"""A check is left out only where it would find nothing."""

import pytest

from assistant.guard import check_statement
from assistant.guard.owed import CHECKS, owed
from assistant.guard.reading import Reading
from assistant.model.document import Statement

from .test_bindings import PLACED
from .test_claims import PAIRS as CLAIMS
from .test_held_against import PAIRS as HELD
from .test_honest import HONEST
from .test_relations import PAIRS as RELATIONS
from .test_rounding import PAIRS as ROUNDED
from .test_statements import BAD
from .world import ground

PAIRS = (*PLACED, *CLAIMS, *HELD, *RELATIONS, *ROUNDED)
WRONG = [*(statement for found in BAD.values() for statement in found), *(wrong for _, wrong, _ in PAIRS)]
RIGHT = [*HONEST, *(right for _, _, right in PAIRS)]


@pytest.mark.parametrize("statements", [WRONG, RIGHT], ids=["wrong", "right"])
def test_check_that_is_not_asked_finds_nothing(statements: list[Statement]) -> None:
    found = set[tuple[str, str]]()
    for statement in statements:
        reading = Reading(statement, ground())
        asked = owed(reading)
        if not reading.is_passage:
            found |= {
                (check.__name__, statement.text) for check, _ in CHECKS if check not in asked and any(check(reading))
            }
    assert not found


def test_most_checks_are_not_asked_of_a_plain_statement() -> None:
    asked = [len(owed(Reading(statement, ground()))) for statement in HONEST]
    assert sum(asked) < len(HONEST) * len(CHECKS) / 3


def test_what_is_kept_for_one_statement_changes_nothing_of_another() -> None:
    statements = list({(s.id, s.text, s.label, s.type): s for s in (*WRONG, *RIGHT)}.values())
    forwards, backwards = ground.__wrapped__(), ground.__wrapped__()
    first = [check_statement(statement, forwards) for statement in statements]
    last = [check_statement(statement, backwards) for statement in reversed(statements)]
    assert first == last[::-1]
