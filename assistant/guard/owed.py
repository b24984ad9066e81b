"""The checks of one statement in their order, and what a statement must hold for each to find anything in it."""

from collections.abc import Callable, Iterator
from typing import Final

from ..model.document import Violation
from .admits import admission_turned
from .advice import narrowed, needless
from .alignment import altered
from .arms import arm_of_other, levels_of_other
from .as_stated import as_stated
from .as_told import arms_ranked, cause_invented, doubt_dropped, preference_invented
from .asked_there import approved_elsewhere, stay_listed
from .asserted import asserted, whatever_else
from .attribution import attribution, authority_invented
from .beyond import denied_unsaid, length_turned, side_on_file
from .binding import exchanged_terms, misbound, partner_of_term, replaced_term
from .bonds import opposed, strength
from .by_level import level_ranked
from .chronology import day_turned, not_given, ordinal_told, treatments_ordered, unknown_denied
from .circumstances import denied_on_file, given_up, helped_by, relief_in_part
from .citations import (
    citation_missing,
    citation_not_retrieved,
    citation_unresolved,
    citation_unused_basis,
    document_unresolved,
)
from .cited_for import cited_for, criterion_shown, day_of_document
from .claims import claimed, means_changed, proved_by_other
from .cleft import cleft_answer
from .compared_sides import sides_exchanged, structures_exchanged
from .comparison import compared_equal, comparison, denied_of_one, one_sided
from .conditions import condition_dropped, condition_invented, hedge_dropped, order_invented
from .counted import counted_others, gap_told, rests_on_more
from .crossed import arms_crossed
from .denials import ability_turned, record_affirmed, record_denied
from .each import each_graded, each_level_graded, each_placed, each_responded, lines_counted, whole_of_part
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
from .fixed import fixed
from .followed import followed
from .from_to import turned_round
from .gap_or_finding import points_counted, rests_on_other
from .glossary import code_mismatch, glossary
from .grounds_told import setting_grounds, waiver_grounds
from .held_against import figure_of_other, levels_counted, not_counted, related
from .holds import Holds, holds
from .in_itself import figures_against_each_other
from .joined import made_one, rejoined, second_left_out
from .lesser import lesser_turned
from .licence import foreign_term, unlicensed_term
from .listed import item_of_other, one_for_several
from .manner import goes_on, made_after_all, manner_changed, relief_of_part
from .moved import moved_wrong
from .named_measure import measure_misnamed, statistic_exchanged
from .nearest import nearest_told, neither_turned, prefix_lost
from .no_difference import difference_invented
from .of_patient import told_of_patient
from .only import answered_only_there, only_failing, only_there
from .outcome_moods import already_so, foreclosed, too_little, without_waiver
from .outcome_words import conditional_approval, criterion_contradiction, of_other_set, verdict_contradiction
from .overstated import overstated
from .own_entry import (
    absent_told,
    document_of_kind,
    exclusion_denied,
    side_of_kind,
    structure_of_kind,
    unsound,
    word_of_other_treatment,
)
from .part_responses import part_responded, relief_in_full
from .places import code_elsewhere, level_elsewhere, stage_elsewhere
from .polarity import polarity
from .population import population
from .quantified import told_of_every, told_of_unnamed
from .quoted_place import bracketed, of_other_level, one_side_alone, said_twice
from .quotes import quote_altered
from .ranked import ranked_wrong
from .reading import Reading
from .reasons import reasons
from .record import record_level, record_status, record_unsupported
from .responses import response_turned
from .restricted import any_of_some, exception_turned, health_told, made_universal, restriction_dropped
from .roots import root_of_sign, root_supplies
from .severity import denied_wider, record_severity
from .shared import shared_unshown
from .sides import record_side, side_of_alternative, side_of_label, side_of_line, side_of_quotation
from .silence import length_unknown, silence_broken
from .sorts import other_sort
from .states import state_changed
from .taken_up import taken_up
from .then_values import value_of_year
from .threshold import threshold_side
from .time_of_figure import time_of_other
from .unanswered import answer_of_none, unanswered
from .unequal import equal_told_apart, ranked_otherwise
from .unmet_told import unmet_told
from .weighed import compared_entries, grade_of_each, nth_more

Check = Callable[[Reading], Iterator[Violation]]
CITED: Final[tuple[Check, ...]] = (citation_unresolved, document_unresolved, citation_not_retrieved, citation_missing)
"""What a passage told word for word owes: nothing in it can differ from what it cites."""

H = Holds
_RECORD = H.FINDING | H.TREATMENT
CHECKS: Final[tuple[tuple[Check, tuple[Holds, ...]], ...]] = (
    *((check, ()) for check in CITED),
    (citation_unused_basis, (H.DOCUMENT | H.FACT,)),
    (cited_for, (H.CASE, H.DOCUMENT, H.CRITERION)),
    (criterion_shown, (H.CASE, H.CRITERION)),
    (day_of_document, (H.CASE, H.DOCUMENT, H.DATE)),
    (figures, (H.FIGURE,)),
    (quote_altered, (H.QUOTE,)),
    (said_twice, (H.QUOTE,)),
    (bracketed, (H.CASE, H.FINDING, H.QUOTE, H.LEVEL)),
    (of_other_level, (H.APPLICATION, H.FINDING, H.QUOTE)),
    (one_side_alone, (H.CASE, H.SIDE)),
    (record_level, (H.CASE, H.FINDING, H.LEVEL)),
    (root_supplies, (H.LANDMARK | H.LEVEL,)),
    (root_of_sign, (H.CASE, H.LANDMARK, H.STRUCTURE)),
    (level_elsewhere, (H.CASE, H.LEVEL)),
    (code_elsewhere, (H.CODE,)),
    (stage_elsewhere, (H.CASE, H.COUNTED)),
    (record_side, (H.CASE, H.SIDE)),
    (side_on_file, (H.CASE, H.SIDE, H.KIND)),
    (side_of_quotation, (H.CASE, H.SIDE, H.QUOTE)),
    (side_of_alternative, (H.SIDE,)),
    (lesser_turned, ()),
    (side_of_label, (H.SIDE,)),
    (side_of_line, (H.CASE, H.SIDE, H.VERDICT)),
    (denied_wider, (H.CASE, H.ABSENT, H.KIND)),
    (record_severity, (H.GRADE | H.RATIO,)),
    (record_status, (H.CASE, H.KIND)),
    (record_denied, (H.CASE, _RECORD, H.NEGATOR)),
    (record_affirmed, (H.CASE, _RECORD)),
    (ability_turned, (H.CASE, H.FINDING | H.TREATMENT)),
    (denied_unsaid, (H.CASE, H.KIND, H.NEGATOR)),
    (record_unsupported, (H.CASE, H.KIND | H.TREATED | H.STRUCTURE)),
    (denied_on_file, (H.RECORD_FACT | H.APPLICATION, H.DOCUMENT)),
    (relief_in_part, (H.RECORD_FACT | H.APPLICATION, H.DOCUMENT)),
    (helped_by, (H.RECORD_FACT | H.APPLICATION, H.DOCUMENT)),
    (given_up, (H.RECORD_FACT | H.APPLICATION, H.ABSENT)),
    (absent_told, (H.CASE, H.ABSENT)),
    (unsound, (H.CASE, H.ABSENT, H.UNSOUND)),
    (exclusion_denied, (H.CASE, H.ABSENT, H.NEGATOR)),
    (document_of_kind, (H.RECORD_FACT, H.FINDING, H.DOCUMENT)),
    (side_of_kind, (H.CASE, H.FINDING, H.SIDE)),
    (structure_of_kind, (H.CASE, H.FINDINGS, H.STRUCTURE)),
    (word_of_other_treatment, (H.CASE, H.TREATMENTS)),
    (proved_by_other, (H.CASE, H.FINDINGS)),
    (means_changed, (H.CASE, _RECORD)),
    (claimed, (H.CASE, _RECORD, H.CLAIM)),
    (ordinal_told, (H.CASE, _RECORD, H.ORDINAL)),
    (day_turned, (H.CASE, H.TREATMENT, H.DATE)),
    (treatments_ordered, (H.CASE, H.TREATMENTS, H.TREATED)),
    (unknown_denied, (H.CASE, H.TREATMENT)),
    (not_given, (H.CASE, H.TREATMENT, H.NEGATOR)),
    (word_elsewhere, (H.CASE, H.FINDINGS, H.LEVEL)),
    (told_missing, (H.CASE, H.FINDING, H.MISSING)),
    (sources_compared, (H.CASE, H.FINDING, H.AGREEMENT)),
    (each_graded, (H.CASE, H.FINDINGS, H.EACH)),
    (each_level_graded, (H.CASE, H.FINDINGS, H.LEVEL, H.GRADE)),
    (each_placed, (H.CASE, H.FINDING)),
    (grade_of_each, (H.CASE, H.FINDINGS, H.EACH)),
    (compared_entries, (H.CASE, H.FINDING)),
    (nth_more, (H.CASE, _RECORD, H.ORDINAL)),
    (each_responded, (H.CASE, H.TREATMENTS, H.EACH)),
    (whole_of_part, (H.CASE, _RECORD)),
    (lines_counted, (H.CASE, H.COUNTED, H.VERDICT)),
    (needless, (H.RECOMMENDATION, H.ASKING)),
    (fixed, (H.RECOMMENDATION,)),
    (narrowed, (H.RECOMMENDATION, H.NARROWING)),
    (verdict_contradiction, (H.VERDICT,)),
    (criterion_contradiction, (H.CRITERION, H.ANSWER)),
    (too_little, (H.CASE, H.CRITERION, H.VERDICT)),
    (already_so, (H.CASE, H.VERDICT)),
    (without_waiver, (H.CASE, H.VERDICT)),
    (foreclosed, (H.CASE, H.VERDICT)),
    (as_stated, (H.CASE, H.CRITERION)),
    (taken_up, (H.CASE, H.VERDICT | H.ANSWER)),
    (answer_of_none, (H.APPLICATION, H.CRITERION, H.ANSWER)),
    (only_failing, (H.CASE, H.ANSWER)),
    (cleft_answer, (H.CASE, H.ANSWER)),
    (told_of_every, (H.CASE, H.VERDICT | H.ANSWER)),
    (told_of_unnamed, (H.CASE, H.ANSWER)),
    (only_there, (H.CASE, H.FINDING, H.LEVEL)),
    (answered_only_there, (H.CASE, H.CRITERION, H.LEVEL)),
    (state_changed, (H.CASE, H.FINDING)),
    (other_sort, (H.CASE, _RECORD)),
    (manner_changed, (H.RECORD_FACT | H.APPLICATION, _RECORD)),
    (made_after_all, (H.RECORD_FACT | H.APPLICATION, H.FINDING)),
    (goes_on, (H.RECORD_FACT | H.APPLICATION, H.FINDING)),
    (relief_of_part, (H.RECORD_FACT | H.APPLICATION, H.FINDING)),
    (nearest_told, (H.RECORD_FACT | H.APPLICATION, H.DOCUMENT)),
    (prefix_lost, (H.RECORD_FACT, H.DOCUMENT)),
    (neither_turned, (H.RECORD_FACT | H.APPLICATION, H.FINDING)),
    (threshold_side, (H.CASE, H.MEASURED)),
    (level_ranked, (H.CASE, H.FINDINGS, H.LEVEL)),
    (figures_against_each_other, (H.FIGURE,)),
    (unanswered, (H.APPLICATION, H.CRITERION)),
    (related, (H.APPLICATION, H.CRITERION)),
    (not_counted, (H.APPLICATION, H.CRITERION, _RECORD)),
    (figure_of_other, (H.CASE, _RECORD, H.RATIO | H.NUMBER)),
    (levels_counted, (H.CASE, H.FINDING, H.COUNTED)),
    (of_other_set, (H.VERDICT,)),
    (approved_elsewhere, (H.CASE, H.VERDICT, H.LEVEL)),
    (stay_listed, (H.CASE, H.VERDICT)),
    (conditional_approval, ()),
    (unlicensed_term, ()),
    (foreign_term, (H.RETOLD, H.MENTION)),
    (polarity, (H.RETOLD | H.RECORD_FACT,)),
    (response_turned, (H.APPLICATION, H.TREATMENT)),
    (silence_broken, (H.CASE,)),
    (length_unknown, (H.CASE, H.TREATMENT)),
    (length_turned, (H.CASE, H.TREATMENT, H.FIGURE)),
    (value_of_year, (H.CASE, H.DOCUMENT, H.FIGURE)),
    (relief_in_full, (H.CASE, _RECORD)),
    (part_responded, (H.RECORD_FACT | H.APPLICATION, H.DOCUMENT)),
    (overstated, (H.RETOLD | H.MODAL | H.ABSOLUTE,)),
    (whatever_else, (H.CASE, H.VERDICT | H.ANSWER)),
    (asserted, (H.RETOLD, H.ASSERTION)),
    (population, (H.RETOLD, H.FACT)),
    (opposed, (H.RETOLD,)),
    (strength, (H.RETOLD | H.APPLICATION, H.DEGREE | H.FIGURE)),
    (misbound, (H.RETOLD, H.FIGURE)),
    (of_another_fact, (H.RETOLD, H.FIGURE)),
    (partner_changed, (H.RETOLD, H.FIGURE)),
    (ranked_wrong, (H.RETOLD, H.FIGURE)),
    (arm_of_other, (H.RETOLD, H.FIGURE)),
    (levels_of_other, (H.RETOLD, H.FIGURE)),
    (arms_crossed, (H.RETOLD, H.FIGURE)),
    (admission_turned, (H.RETOLD,)),
    (clause_of_other, (H.RETOLD, H.FIGURE)),
    (phrase_of_other, (H.RETOLD, H.FIGURE)),
    (opposite_behind, (H.RETOLD, H.FIGURE)),
    (item_of_other, (H.RETOLD, H.FIGURE)),
    (one_for_several, (H.RETOLD,)),
    (count_of_other, (H.RETOLD, H.FIGURE)),
    (comparison, (H.RETOLD, H.PIVOT)),
    (one_sided, (H.RETOLD,)),
    (denied_of_one, (H.RETOLD, H.NEGATOR)),
    (compared_equal, (H.RETOLD, H.PIVOT)),
    (difference_invented, (H.RETOLD,)),
    (rejoined, (H.RETOLD,)),
    (second_left_out, (H.RETOLD,)),
    (made_one, (H.RETOLD,)),
    (exchanged_terms, (H.RETOLD, H.MENTION)),
    (replaced_term, (H.RETOLD, H.MENTION)),
    (partner_of_term, (H.RETOLD, H.MENTION)),
    (altered, (H.RETOLD,)),
    (order_invented, (H.RETOLD,)),
    (hedge_dropped, (H.RETOLD,)),
    (condition_dropped, (H.RETOLD,)),
    (condition_invented, (H.RETOLD,)),
    (restriction_dropped, (H.RETOLD,)),
    (exception_turned, (H.RETOLD,)),
    (made_universal, (H.RETOLD,)),
    (any_of_some, ()),
    (health_told, (H.RETOLD, H.FIGURE)),
    (glossary, (H.GLOSSARY,)),
    (code_mismatch, (H.CODE,)),
    (followed, (H.CASE, H.FOLLOWING)),
    (reasons, (H.CASE, H.REASON, H.VERDICT | H.ANSWER)),
    (gap_told, (H.CASE, H.REASON, H.VERDICT | H.ANSWER)),
    (counted_others, (H.APPLICATION, _RECORD, H.ANSWER)),
    (rests_on_more, (H.APPLICATION, H.CRITERION)),
    (waiver_grounds, (H.CASE, H.ANSWER)),
    (setting_grounds, (H.CASE, H.SETTING)),
    (unmet_told, (H.CASE, H.CRITERION)),
    (shared_unshown, (H.APPLICATION, H.CRITERION)),
    (number_of_each, (H.CASE, H.FINDINGS, H.MEASURED, H.EACH)),
    (number_of_nth, (H.CASE, H.FINDINGS, H.MEASURED, H.ORDINAL)),
    (number_of_none, (H.CASE, H.FINDINGS, H.MEASURED)),
    (had_on_record, (H.CASE, H.HAD)),
    (doses_a_day, (H.CASE, H.TREATMENT)),
    (form_of_treatment, (H.CASE, H.TREATMENT, H.FORM)),
    (landmark_of_thing, (H.RECORD_FACT, H.FINDING, H.LANDMARK)),
    (turned_round, ()),
    (rests_on_other, (H.CASE,)),
    (points_counted, (H.CASE, H.VERDICT | H.ANSWER)),
    (sides_exchanged, (H.CASE, H.SIDE)),
    (structures_exchanged, (H.CASE, H.FINDINGS, H.STRUCTURE)),
    (moved_wrong, (H.FIGURE,)),
    (measure_misnamed, (H.FACT,)),
    (statistic_exchanged, (H.FACT, H.FIGURE)),
    (time_of_other, (H.RETOLD, H.FIGURE)),
    (ranked_otherwise, (H.RETOLD, H.PIVOT)),
    (equal_told_apart, (H.RETOLD,)),
    (cause_invented, (H.RETOLD,)),
    (preference_invented, (H.RETOLD,)),
    (doubt_dropped, (H.RETOLD, H.FACT)),
    (arms_ranked, (H.RETOLD, H.FACT)),
    (told_of_patient, (H.RETOLD, H.FIGURE)),
    (attribution, ()),
    (authority_invented, (H.BODY,)),
)
"""Each with the marks of which it needs one of every entry; without any, it is asked of every statement."""

_NEEDS: Final = tuple((check, tuple(mark.value for mark in needs)) for check, needs in CHECKS)
_MOST_KEPT = 4096
_owed: dict[int, tuple[Check, ...]] = {}


def owed(reading: Reading) -> tuple[Check, ...]:
    """The checks that can find anything in a statement."""
    if reading.is_passage:
        return CITED
    marks = holds(reading)
    known = _owed.get(marks)
    if known is None:
        if len(_owed) >= _MOST_KEPT:
            _owed.clear()
        known = _owed[marks] = tuple(check for check, needs in _NEEDS if all(marks & need for need in needs))
    return known
