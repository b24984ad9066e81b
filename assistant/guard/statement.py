"""All checks of one statement."""

from collections.abc import Callable, Iterator
from typing import Final

from ..model.base import NOT_STATED
from ..model.document import Statement, Violation
from .advice import narrowed, needless
from .alignment import altered
from .arms import arm_of_other
from .asserted import asserted
from .attribution import Bodies, attribution, authority_invented
from .binding import exchanged_terms, misbound, replaced_term
from .bonds import opposed, strength
from .chronology import day_turned, not_given, ordinal_told, treatments_ordered
from .citations import (
    basis_unresolved,
    citation_missing,
    citation_not_retrieved,
    citation_unresolved,
    citation_unused_basis,
    document_unresolved,
)
from .cited_for import cited_for, criterion_shown, day_of_document
from .claims import claimed
from .comparison import compared_equal, comparison, one_sided
from .conditions import condition_dropped, hedge_dropped
from .counted import counted_others, gap_told
from .denials import record_affirmed, record_denied
from .each import each_graded, each_placed, each_responded, lines_counted, whole_of_part
from .entries import sources_compared, told_missing, word_elsewhere
from .fields import (
    doses_a_day,
    form_of_treatment,
    had_on_record,
    landmark_of_thing,
    number_of_each,
    number_of_none,
    number_of_nth,
)
from .figure_of import (
    clause_of_other,
    count_of_other,
    of_another_fact,
    opposite_behind,
    partner_changed,
    phrase_of_other,
)
from .figures import figures
from .followed import followed
from .from_to import turned_round
from .glossary import code_mismatch, glossary
from .ground import Ground
from .grounds_told import setting_grounds, waiver_grounds
from .held_against import figure_of_other, levels_counted, not_counted, related
from .injection import check_raw
from .joined import made_one, rejoined
from .licence import foreign_term, unlicensed_term
from .listed import item_of_other, one_for_several
from .no_difference import difference_invented
from .only import only_failing
from .outcome_words import conditional_approval, criterion_contradiction, verdict_contradiction
from .overstated import overstated
from .own_entry import (
    absent_told,
    document_of_kind,
    side_of_kind,
    structure_of_kind,
    unsound,
    word_of_other_treatment,
)
from .part_responses import part_responded
from .places import code_elsewhere, level_elsewhere, stage_elsewhere
from .polarity import polarity
from .population import population
from .quotes import quote_altered
from .reading import Reading, reading_of
from .reasons import reasons
from .record import record_level, record_status, record_unsupported
from .responses import response_turned
from .second import CODE, key_of
from .severity import record_severity
from .sides import record_side, side_of_alternative, side_of_label, side_of_quotation
from .taken_up import taken_up
from .threshold import threshold_side
from .unanswered import answer_of_none, unanswered
from .weighed import compared_entries, grade_of_each, nth_more

Check = Callable[[Reading], Iterator[Violation]]
CITED: Final[tuple[Check, ...]] = (citation_unresolved, document_unresolved, citation_not_retrieved, citation_missing)
"""What a passage told word for word owes: nothing in it can differ from what it cites."""
CHECKS: Final[tuple[Check, ...]] = (
    *CITED,
    citation_unused_basis,
    cited_for,
    criterion_shown,
    day_of_document,
    figures,
    quote_altered,
    record_level,
    level_elsewhere,
    code_elsewhere,
    stage_elsewhere,
    record_side,
    side_of_quotation,
    side_of_alternative,
    side_of_label,
    record_severity,
    record_status,
    record_denied,
    record_affirmed,
    record_unsupported,
    absent_told,
    unsound,
    document_of_kind,
    side_of_kind,
    structure_of_kind,
    word_of_other_treatment,
    claimed,
    ordinal_told,
    day_turned,
    treatments_ordered,
    not_given,
    word_elsewhere,
    told_missing,
    sources_compared,
    each_graded,
    each_placed,
    grade_of_each,
    compared_entries,
    nth_more,
    each_responded,
    whole_of_part,
    lines_counted,
    needless,
    narrowed,
    verdict_contradiction,
    criterion_contradiction,
    taken_up,
    answer_of_none,
    only_failing,
    threshold_side,
    unanswered,
    related,
    not_counted,
    figure_of_other,
    levels_counted,
    conditional_approval,
    unlicensed_term,
    foreign_term,
    polarity,
    response_turned,
    part_responded,
    overstated,
    asserted,
    population,
    opposed,
    strength,
    misbound,
    of_another_fact,
    partner_changed,
    arm_of_other,
    clause_of_other,
    phrase_of_other,
    opposite_behind,
    item_of_other,
    one_for_several,
    count_of_other,
    comparison,
    one_sided,
    compared_equal,
    difference_invented,
    rejoined,
    made_one,
    exchanged_terms,
    replaced_term,
    altered,
    hedge_dropped,
    condition_dropped,
    glossary,
    code_mismatch,
    followed,
    reasons,
    gap_told,
    counted_others,
    waiver_grounds,
    setting_grounds,
    number_of_each,
    number_of_nth,
    number_of_none,
    had_on_record,
    doses_a_day,
    form_of_treatment,
    landmark_of_thing,
    turned_round,
)

TELLING_SOURCES: Final = frozenset[Check](
    (
        *(
            foreign_term,
            asserted,
            population,
            opposed,
            misbound,
            of_another_fact,
            partner_changed,
            clause_of_other,
            arm_of_other,
        ),
        *(phrase_of_other, count_of_other, comparison, one_sided, compared_equal, difference_invented, rejoined),
        *(made_one, exchanged_terms, replaced_term, altered, hedge_dropped, condition_dropped),
    )
)
"""Checks of what is told of sources in other words than theirs."""
TELLING_CASE: Final = frozenset[Check](
    (
        *(level_elsewhere, stage_elsewhere, record_side, record_status, record_unsupported, needless),
        *(whole_of_part, lines_counted, narrowed, taken_up, answer_of_none, only_failing, unanswered, related),
        *(followed, reasons, gap_told, waiver_grounds, setting_grounds, had_on_record, part_responded),
    )
)
"""Checks of what is told of this request."""
TELLING_RECORD: Final = frozenset[Check](
    (
        *(record_level, record_denied, record_affirmed, absent_told, unsound, document_of_kind, side_of_kind),
        *(structure_of_kind, word_of_other_treatment, claimed, day_turned, treatments_ordered),
        *(
            ordinal_told,
            not_given,
            word_elsewhere,
            told_missing,
            sources_compared,
            each_graded,
            each_placed,
            grade_of_each,
            compared_entries,
        ),
        *(nth_more, each_responded, threshold_side, not_counted, figure_of_other, levels_counted, response_turned),
        *(counted_others, number_of_each, number_of_nth, number_of_none, form_of_treatment, landmark_of_thing),
    )
)
"""Checks of what is told of this request with findings or treatments in its basis."""


def _but(*left_out: frozenset[Check]) -> tuple[Check, ...]:
    """All checks but some, in their order."""
    return tuple(check for check in CHECKS if not any(check in checks for checks in left_out))


_OF_SOURCES: Final = _but(TELLING_CASE, TELLING_RECORD)
_VERBATIM: Final = _but(TELLING_CASE, TELLING_RECORD, TELLING_SOURCES)
_OF_RECORD: Final = _but(TELLING_SOURCES)
_OF_CASE: Final = _but(TELLING_SOURCES, TELLING_RECORD)


def _owed(reading: Reading) -> tuple[Check, ...]:
    """The checks that can find anything in a statement, by what it tells."""
    if reading.is_passage:
        return CITED
    if reading.tells_sources:
        return _VERBATIM if reading.verbatim else _OF_SOURCES
    return _OF_RECORD if reading.findings or reading.treatments else _OF_CASE


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
    bodies = bodies_of(ground)
    for check in _owed(reading):
        found.extend(check(reading))
    if not reading.is_passage:
        found.extend(attribution(reading, bodies))
        found.extend(authority_invented(reading, bodies))
    if ground.doubts and (doubt := ground.doubts.get(key_of(statement))) is not None:
        found.append(reading.violation(CODE, reading.text.text[:120], doubt))
    return tuple(dict.fromkeys(found))


def bodies_of(ground: Ground) -> Bodies:
    """The names of bodies, prepared once per document."""
    if ground.bodies is None:
        ground.bodies = Bodies(ground)
    return ground.bodies
