"""All checks of one statement."""

from ..model.base import NOT_STATED
from ..model.document import Statement, Violation
from .citations import basis_unresolved
from .ground import Ground
from .injection import check_raw
from .owed import owed
from .reading import Reading, reading_of
from .second import CODE, key_of


def check_statement(statement: Statement, ground: Ground) -> tuple[Violation, ...]:
    """What is wrong with one statement, each thing once; empty where it is proved. Found once while the ground lives: the
    statements of a model are checked as they come, and again in the document.
    """
    if statement.basis.policy_set != NOT_STATED:
        ground = ground.under(statement.basis.policy_set)
    reading = reading_of(statement, ground)
    if reading.violations is None:
        reading.violations = _violations(statement, reading, ground)
    return reading.violations


def _violations(statement: Statement, reading: Reading, ground: Ground) -> tuple[Violation, ...]:
    label = "" if statement.label == NOT_STATED else f"{statement.label} "
    found = list(check_raw(label + statement.text, statement.id, ground.lists))
    if unresolved := tuple(basis_unresolved(reading)):
        return (*dict.fromkeys(found), *unresolved)  # nothing can be proved from what is not there
    for check in owed(reading):
        found.extend(check(reading))
    if ground.doubts and (doubt := ground.doubts.get(key_of(statement))) is not None:
        found.append(reading.violation(CODE, reading.text.text[:120], doubt))
    return tuple(dict.fromkeys(found))
