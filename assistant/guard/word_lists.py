"""The guard's word lists as they are written in `corpus/guard.yaml`."""

import re

from pydantic import field_validator

from ..model.base import Model
from ..model.case import Response
from ..model.corpus import SourceType
from ..model.document import StatementType


class Expression(Model):
    """A regular expression over lower-case text, and the outcomes with which its words agree."""

    means: tuple[str, ...]
    pattern: str


class Direction(Model):
    """One axis along which words can say opposite things."""

    name: str
    up: tuple[str, ...]
    down: tuple[str, ...]


class Opposites(Model):
    """Words that exclude each other; `strict`: also where they are tied to other words."""

    name: str
    strict: bool = False
    values: tuple[tuple[str, ...], ...]


class Gated(Model):
    """A pattern, and the words of which a text needs one to match it."""

    words: frozenset[str]
    pattern: str


class Length(Model):
    """A length of time that is told without a number."""

    number: float
    unit: str


class Words(Model):
    """The lists as written; each is described where it stands in the file."""

    licence_types: tuple[StatementType, ...]
    spelling: dict[str, str]
    irregular: dict[str, str]
    connectives: dict[str, str]
    weighty: dict[StatementType, str]
    synonyms: tuple[tuple[str, ...], ...]
    implies: dict[str, tuple[str, ...]]
    units: tuple[tuple[str, ...], ...]
    measures: tuple[str, ...]
    counted_things: tuple[str, ...]
    computed_units: tuple[str, ...]
    ordinal_words: tuple[str, ...]
    grade_words: tuple[str, ...]
    comparators: dict[str, tuple[str, ...]]
    numerals: dict[str, int]
    fractions: dict[str, float]
    spans: dict[str, Length]
    approximators: dict[str, tuple[str, ...]]
    other_months: frozenset[str]
    before_months: tuple[str, ...]
    before_days: tuple[str, ...]
    """Words behind which a month that is a verb as well is a month, with a day behind it."""
    changing: tuple[str, ...]
    """Verbs of change: what is denied of them is not denied of the thing that they would change."""
    pale_phrases: tuple[str, ...]
    """Patterns of phrases that are pale."""
    before_any_month: tuple[str, ...]
    responses: dict[Response, str]
    months: tuple[str, ...]
    treatment_words: str
    dosing: dict[str, str]
    in_full: frozenset[str]
    parts: dict[str, str]
    felt: dict[str, tuple[str, ...]]
    now: frozenset[str]
    then: frozenset[str]
    document_words: tuple[str, ...]
    sides: dict[str, tuple[str, ...]]
    not_a_side: tuple[str, ...]
    negators: tuple[str, ...]
    set_aside: tuple[str, ...]
    not_denials: tuple[str, ...]
    wide_negators: tuple[str, ...]
    predicates: tuple[str, ...]
    insufficient: tuple[str, ...]
    nominal_negators: tuple[str, ...]
    changes: tuple[str, ...]
    prepositional: tuple[str, ...]
    infinitive_negators: frozenset[str]
    taking_in: tuple[str, ...]
    leaving_out: tuple[str, ...]
    of_subject: frozenset[str]
    """Of those, the ones that stand behind the thing itself."""
    adverbs: tuple[str, ...]
    resuming: tuple[str, ...] = ()
    """Verbs behind "and" that open a clause which no denial before it reaches."""
    negators_after: tuple[str, ...]
    suspected: tuple[str, ...]
    uncertain: tuple[str, ...]
    sound: tuple[str, ...]
    unsound: tuple[str, ...]
    rule_cues: tuple[str, ...]
    record_cues: tuple[str, ...]
    on_record: tuple[str, ...]
    claims: dict[str, tuple[str, ...]]
    assertions: dict[str, tuple[str, ...]]
    gone: tuple[str, ...]
    silent: tuple[str, ...]
    unsaid: tuple[str, ...]
    attributes: dict[str, tuple[str, ...]]
    too_little: tuple[str, ...]
    order_told: tuple[str, ...]
    missing: tuple[str, ...]
    agreements: dict[str, tuple[str, ...]]
    ordinals: dict[str, int]
    time_roles: dict[str, tuple[str, ...]]
    orders: dict[str, tuple[str, ...]]
    given: tuple[str, ...]
    given_before: tuple[str, ...]
    unattended: tuple[str, ...]
    beginnings: tuple[str, ...]
    restrictive: tuple[str, ...]
    qualifying: frozenset[str]
    enumerated: tuple[str, ...]
    without_relation: tuple[str, ...]
    forms: dict[str, tuple[str, ...]]
    ceased: tuple[str, ...]
    had: tuple[str, ...]
    ends: dict[str, tuple[str, ...]]
    rising: frozenset[str]
    falling: frozenset[str]
    statistics: tuple[tuple[tuple[str, ...], ...], ...]
    unsettled: tuple[str, ...]
    following: tuple[str, ...]
    reasons: tuple[str, ...]
    entries: tuple[str, ...]
    linking: tuple[str, ...]
    reservations: tuple[str, ...]
    request_cues: tuple[str, ...]
    verdicts: tuple[Expression, ...]
    criterion_words: tuple[Expression, ...]
    relations: str
    all_but: str
    hinders: str
    sets_apart: str
    expressions: dict[str, str]
    ended: str
    relief_in_part: str
    relief_in_whole: str
    gaps: str
    of_gap: tuple[str, ...]
    of_finding: tuple[str, ...]
    verdict_gate: frozenset[str]
    criterion_gate: frozenset[str]
    hypothetical: tuple[str, ...]
    not_asserted: tuple[str, ...]
    foreclosed: str
    waiver_words: tuple[str, ...]
    depending: tuple[str, ...]
    taken_away: tuple[str, ...]
    as_stated: tuple[str, ...]
    would_decide: str
    conditions: str
    loose_conditions: str
    conditional_phrases: str
    own_verdicts: str
    alone: tuple[str, ...]
    this_case: str
    asking: tuple[str, ...]
    narrowing: tuple[str, ...]
    stage_words: tuple[str, ...]
    setting_words: tuple[str, ...]
    request_words: tuple[str, ...]
    directions: tuple[Direction, ...]
    idle: tuple[str, ...]
    judging_axes: tuple[str, ...]
    opposites: tuple[Opposites, ...]
    negating_prefixes: tuple[str, ...]
    degrees: dict[str, dict[int, tuple[str, ...]]]
    reading_advice: str
    context_breaks: tuple[str, ...]
    not_alternatives: tuple[str, ...]
    pivots: tuple[str, ...]
    condition_openers: tuple[str, ...]
    condition_leads: tuple[str, ...]
    bodies_of_work: tuple[str, ...]
    significance: tuple[str, ...]
    modals: dict[int, tuple[str, ...]]
    hedges: tuple[str, ...]
    absolutes: tuple[str, ...]
    linking_verbs: tuple[str, ...]
    roles: dict[str, int]
    surgery_words: dict[str, tuple[str, ...]]
    populations: tuple[tuple[tuple[str, ...], ...], ...]
    attribution: dict[str, tuple[str, ...]]
    may_issue: dict[str, tuple[str, ...]]
    body_words: tuple[str, ...]
    kind_nouns: dict[str, SourceType]
    never_rule: tuple[str, ...]
    set_phrases: tuple[str, ...]
    never_given: tuple[str, ...]
    """That a treatment was not given, told behind its name."""
    ceased_behind: tuple[str, ...]
    """That a complaint is there no longer, told behind its name."""
    sorts: tuple[tuple[tuple[str, ...], ...], ...]
    """Words that tell which of several like things is meant, by group and value."""
    manners: tuple[tuple[tuple[str, ...], ...], ...]
    """How and when something is so, by group and value."""
    states: tuple[tuple[str, ...], ...]
    """States of a thing that exclude each other, by group."""
    worse_side: tuple[str, ...]
    better_side: tuple[str, ...]
    paired_statistics: tuple[str, ...]
    """Statistics that are told together, each with its own figure."""
    burdens: tuple[str, ...]
    """What is better where it is less."""
    onsets: frozenset[str]
    run_in: frozenset[str]
    """Words of which a heading that runs into its sentence consists."""
    graded_of_five: frozenset[str]
    """What a grade out of five is of."""
    pale: frozenset[str]
    """Verbs that only carry what is told, in a clause of which all else stands in one of the record."""
    points_back: tuple[str, ...]
    """Where a sentence begins: they point to what stands before it."""
    places_back: tuple[str, ...]
    """Of these, those that a sentence can do without."""
    stands_for: tuple[str, ...]
    """Words that stand for what was named before, wherever they are."""
    finite: tuple[str, ...]
    """Verbs by which a stretch of words is a sentence of its own."""
    hung_on: tuple[str, ...]
    """What hangs a clause on the one before it."""
    instructions: tuple[Gated, ...]
    no_worse: tuple[str, ...]
    retired_words: tuple[str, ...]

    @field_validator(
        "relations",
        "all_but",
        "hinders",
        "sets_apart",
        "ended",
        "relief_in_part",
        "relief_in_whole",
        "gaps",
        "foreclosed",
        "would_decide",
        "conditions",
        "loose_conditions",
        "conditional_phrases",
        "own_verdicts",
        "this_case",
        "reading_advice",
    )
    @classmethod
    def _compiles(cls, value: str) -> str:
        re.compile(value)
        return value
