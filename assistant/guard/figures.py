"""Figures: each stands in what vouches for it, with its unit and its comparator."""

import re
from collections.abc import Iterable, Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from .analysed import Analysed
from .counting import counts_basis, counts_list, counts_what_is_named, points, threshold_named
from .derived import worked_out
from .figure import Figure, comparator_fits
from .figure_sources import TIMES, Source, computed, lengths, sources_of
from .figure_voice import COMPARING, COMPLEMENT, beyond_limit, measured, of_request
from .labels import labelled_at
from .on_file import on_file
from .reading import Reading
from .rounding import implied

_WORDS = {
    "at_least": "at least",
    "more_than": "more than",
    "at_most": "at most",
    "less_than": "less than",
    "": "exactly",
}
_IN_THE_LAST = re.compile(r"\bwithin (?:the (?:last|past|previous|preceding) )?$")
_COMPARED_WITH = re.compile(
    r"\b(?:than|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|outlast(?:s|ed|ing)?|fulfil(?:s|led)?|meets?|met|satisf(?:y|ies|ied)"
    r"|reach(?:es|ed)?|covers?|covered|above|over|beyond|below|under|short of|twice|double|against)\b"
)
"""Words that hold what stands before them against what stands behind."""
_SAID_OF_IT = re.compile(r"[,;] (?:which|as)\b")
"""Begins a clause that says more of what stands before it."""
_OF_COUNT = re.compile(r" of \d")
_COMPARED = frozenset(("number", "range", "ratio", "fraction"))
"""Kinds of figure that stand with a comparator."""

_ANGLE = "degree"


def figures(reading: Reading) -> Iterator[Violation]:
    """`figure-unsupported`, `figure-unit`, `figure-comparator`. Grades of a scale are left to the record check."""
    for figure in reading.analysed.figures:
        if (
            reading.quoted(figure.start)
            or _of_label(figure, reading)
            or _is_computed(figure, reading)
            or _is_grade(figure, reading)
            or points(figure, reading)
            or counts_what_is_named(figure, reading)
            or counts_basis(figure, reading)
            or counts_list(figure, reading)
            or threshold_named(figure, reading)
        ):
            continue
        if not of_request(figure, reading):
            yield reading.violation("figure-unsupported", figure.text, f"Not {figure.text} are asked for.")
            continue
        sources = sources_of(figure, reading)
        if reading.statement.type != "policy_statement" and _vouched(figure, sources, reading):
            continue
        same = [(f, rule, text) for text, rule in sources for f in text.supporting(figure)]
        if not same:
            pool = [f for text, _ in sources for f in text.figures]
            ruled = reading.tells_sources or _of_rule(figure, reading)
            asked = [f for text, rule in sources if rule and ruled for f in text.figures]
            if not (
                _as_share(figure, pool)
                or _as_share(figure, asked, rule=True)
                or _within(figure, pool)
                or _is_name(figure, reading)
                or _implied(figure, reading)
                or worked_out(figure, reading, sources)
                or on_file(reading, figure.start, figure)
            ):
                yield _unsupported(figure, reading, pool)
            continue
        united = [(f, rule) for f, rule, text in same if _unit_fits(figure, f, text, reading)]
        if reading.statement.type == "policy_statement":
            worded = [f for text in reading.criterion_wordings for f in text.supporting(figure)]
            cited = [(f, True) for text in reading.fact_texts for f in text.supporting(figure) if f.unit == figure.unit]
            united = [*((f, True) for f in worded if f.unit == figure.unit), *cited] or united
        if not united:
            of_rule = any(text in (*reading.criterion_texts, *reading.fact_texts) for _, _, text in same)
            if (not of_rule or (reading.tells_sources and figure.unit in TIMES)) and _implied(figure, reading):
                continue
            if worked_out(figure, reading, sources) or on_file(reading, figure.start, figure):
                continue
            yield reading.violation(
                "figure-unit", figure.text, f"The statement says {figure.text}; its source says {same[0][0].text}."
            )
        elif figure.kind in _COMPARED and not any(comparator_fits(figure, f, rule=rule) for f, rule in united):
            if not reading.tells_sources and any(beyond_limit(figure, text, reading) for _, _, text in same):
                continue
            if (not reading.tells_sources and _implied(figure, reading)) or _too_little(figure, united, reading):
                continue
            if _until(figure, reading, [text for _, _, text in same]):
                continue
            if _by_then(figure, reading) and any(not f.comparator for f, _ in united):
                continue
            if _throughout(figure, reading) and any(
                not f.comparator and (reading.tells_sources or not rule) for f, rule in united
            ):
                continue
            source = united[0][0]
            yield reading.violation(
                "figure-comparator",
                figure.text,
                f"The statement says {_WORDS[figure.comparator]} {figure.text}; its source says "
                f"{_WORDS[source.comparator]} {source.text}.",
            )


def _of_label(figure: Figure, reading: Reading) -> bool:
    """Whether a figure is part of a criterion's name; a comparator put before the name is not."""
    label = labelled_at(reading, figure.start)
    return label is not None and (not figure.comparator or label.start < figure.start)


def _vouched(figure: Figure, sources: list[Source], reading: Reading) -> bool:
    """Whether some source has the figure with its unit and comparator: first those are asked that were asked before, then the short ones."""
    new = [source for source in sources if not source[0].counted]
    for asked in ([source for source in sources if source[0].counted], sorted(new, key=_length)):
        for text, rule in asked:
            for f in text.supporting(figure):
                fits = figure.kind not in _COMPARED or comparator_fits(figure, f, rule=rule)
                if fits and _unit_fits(figure, f, text, reading):
                    return True
    return False


def _length(source: Source) -> int:
    return len(source[0].text.text)


def _of_rule(figure: Figure, reading: Reading) -> bool:
    """Whether a figure is told as what the policy asks for, by a cue before it or right behind."""
    lists, (_, end) = reading.ground.lists, reading.text.clause_at(figure.start)
    if reading.text.lower.endswith("by ", 0, figure.start):
        return False  # by how much something differs
    behind = lists.cue.search(reading.text.lower, figure.end, end)
    return reading.voice(figure.start) == "rule" or (behind is not None and behind.lastgroup == "rule")


def _too_little(figure: Figure, sources: list[tuple[Figure, bool]], reading: Reading) -> bool:
    """Whether what a threshold leaves out is said not to be enough ("less than three months is too short")."""
    start, end = reading.text.sentence_at(figure.start)
    if reading.ground.lists.insufficient.search(reading.text.lower, start, end) is None:
        return False
    return any(COMPLEMENT.get(figure.comparator) == f.comparator for f, _ in sources)


def _implied(figure: Figure, reading: Reading) -> bool:
    """Whether a rounded figure follows from what is measured or counted; a rule's threshold is told as it stands."""
    if not reading.tells_sources and not measured(figure, reading):
        end = reading.text.clause_at(figure.start)[1]
        if _SAID_OF_IT.match(reading.text.lower, end):
            end = reading.text.clause_at(end + 1)[1]
        end = min([c.position + 1 for c in reading.citations if figure.start <= c.position < end], default=end)
        behind = reading.ground.lists.cue.search(reading.text.lower, figure.end, end)
        if reading.voice(figure.start) == "rule" or (
            behind is not None
            and behind.lastgroup == "rule"
            and behind[0] not in COMPARING
            and not _held_against(figure, behind.start(), reading)
        ):
            return False
    texts = [*reading.texts_of(reading.facts_at(figure.start))]
    if not reading.tells_sources and not _of_fact_behind(figure, reading):
        texts += [*reading.of(lengths), *reading.record_texts, *reading.of(computed)]
    return implied(figure, (f for text in texts for f in text.figures if not f.comparator), reading)


def _of_fact_behind(figure: Figure, reading: Reading) -> bool:
    """Whether the next citation behind a figure is that of a fact that has a figure of its unit: then it tells that one."""
    following = next((c for c in reading.citations if c.position >= figure.start), None)
    if following is None or not following.fact or not figure.unit:
        return False
    return any(f.unit == figure.unit for text in reading.texts_of((following.fact,)) for f in text.figures)


def _held_against(figure: Figure, cue: int, reading: Reading) -> bool:
    """Whether a comparison with another figure stands between a figure and a cue: the rule's is the other ("ten weeks surpass the
    six weeks that are required").
    """
    between = [f for f in reading.analysed.figures if figure.end <= f.start < cue and f.kind == figure.kind]
    return any(_COMPARED_WITH.search(reading.text.lower, figure.end, f.start) for f in between)


def _as_share(figure: Figure, pool: list[Figure], *, rule: bool = False) -> bool:
    """Whether a part is told in words that stands in percent, with the same comparator ("at least half" for "at least 50%");
    a rule's threshold may be named without it.
    """
    if figure.kind != "fraction" or not isinstance(figure.key, float):
        return False
    share = round(figure.key * 100, 1)
    fits = (figure.comparator,) if figure.comparator or not rule else ("", "at_least")
    return any(f.unit == "%" and f.key == share and f.comparator in fits for f in pool)


def _throughout(figure: Figure, reading: Reading) -> bool:
    """Whether "over" stands before a length of time or a number of visits: it may mean "in the course of"."""
    lengths = (*TIMES, *reading.ground.lists.words.counted_things)
    return figure.unit in lengths and reading.text.lower[: figure.start].endswith(("over ", "over the "))


def _by_then(figure: Figure, reading: Reading) -> bool:
    """Whether what a source counts at a time is told as counted up to it ("within four years")."""
    return (
        reading.tells_sources
        and figure.unit in TIMES
        and _IN_THE_LAST.search(reading.text.lower[: figure.start]) is not None
    )


def _until(figure: Figure, reading: Reading, sources: list[Analysed]) -> bool:
    """Whether "up to" stands before a time that a source gives as an end ("kept up to 24 months" for "continued to 24 months")."""
    told = figure.unit in TIMES and reading.text.lower.endswith("up to ", 0, figure.start)
    return told and any(
        text.text.lower.endswith((" to ", " until ", " through ", " for "), 0, f.start)
        for text in sources
        for f in text.supporting(figure)
    )


def _within(figure: Figure, pool: list[Figure]) -> bool:
    """Whether a span of levels, or a range, is made up of what stands there singly."""
    if figure.kind == "ratio":
        few, _, many = str(figure.key).partition("/")
        return any(
            _counts(f, few) and figure.comparator in ("", f.comparator) and any(_counts(w, many) for w in pool[:n])
            for n, f in enumerate(pool)
        )
    if figure.kind == "range" and isinstance(figure.key, tuple):
        held_values = {f.key for f in pool if f.kind == "number" and f.unit == figure.unit and not f.comparator}
        return bool(figure.unit) and held_values.issuperset(figure.key)
    if figure.kind != "level":
        return False
    held = {name for f in pool if f.kind == "level" and isinstance(f.key, tuple) for name in f.key}
    return isinstance(figure.key, tuple) and held.issuperset(figure.key)


def _counts(figure: Figure, number: str) -> bool:
    """Whether a figure is a plain count ("of 42 patients 13")."""
    return figure.kind == "number" and f"{figure.key:g}" == number and figure.unit in ("", "patient")


def _unit_fits(figure: Figure, source: Figure, text: Analysed, reading: Reading) -> bool:
    """Whether units agree. A source without one vouches for counted things and for ranges ("aged 50 to 80"), not for
    a measure; for visits, tests and the like where the same text names them.
    """
    if not figure.unit or figure.unit == source.unit:
        return True
    if figure.unit in reading.ground.lists.words.grade_words and figure.unit not in reading.ground.counts:
        return False
    lists = reading.ground.lists
    things = lists.words.counted_things
    if {figure.unit, source.unit} <= set(things) and any(lists.units.get(w) == figure.unit for w in text.text.words):
        return True  # sessions of what is called an injection
    if source.unit or (figure.unit == "%" and source.kind == "ratio"):
        return False
    if figure.unit in lists.words.counted_things and any(lists.units.get(w) == figure.unit for w in text.text.words):
        return True
    if not reading.tells_sources and figure.unit == _ANGLE and text.text.lower.endswith(" at ", 0, source.start):
        return True  # a leg is raised "to 40"
    return source.kind == "range" or figure.unit not in lists.words.measures or _unit_before(figure.unit, source, text)


def _unit_before(unit: str, source: Figure, text: Analysed) -> bool:
    """Whether a figure without a unit follows, in its sentence, one that has it ("12.6 points in pain, 8.6 in function")."""
    low, _ = text.text.sentence_at(source.start)
    if unit == "%" and (
        _OF_COUNT.match(text.text.lower, source.end) or text.text.lower.endswith(" of ", 0, source.start)
    ):
        return False  # "81 of 129" is a count
    return any(f.unit == unit and low <= f.start < source.start for f in text.figures)


def counted(reading: Reading) -> int:
    """Number of figures in a statement that passed."""
    return len(reading.analysed.figures)


def _is_computed(figure: Figure, reading: Reading) -> bool:
    """Counts that the outcome gives: levels, lines, criteria ... of this request."""
    if reading.tells_sources or figure.kind not in ("number", "ratio"):
        return False
    ground = reading.ground
    if not figure.unit and figure.kind == "ratio":
        return False
    allowed = ground.counts.get(figure.unit, frozenset())
    parts = str(figure.key).split("/") if figure.kind == "ratio" else [f"{figure.key:g}"]
    if figure.unit == "stage":
        stages = {line.stage for line in ground.case.request.lines if line.stage != NOT_STATED}
        return all(p.isdigit() and (int(p) in stages or int(p) in allowed) for p in parts)
    return bool(allowed) and all(p.isdigit() and int(p) in allowed for p in parts)


def _is_grade(figure: Figure, reading: Reading) -> bool:
    worded = " of " in figure.text  # a part of a whole
    return figure.kind == "ratio" and figure.key in reading.ground.lexicon.grade_labels and not worded


def _is_name(figure: Figure, reading: Reading) -> bool:
    """Part of the name of a policy, a code of the request's restrictions, or the date of this document."""
    if figure.kind not in ("code", "date", "year", "identifier"):
        return False
    ground = reading.ground
    general: Iterable[Analysed] = (
        *(() if reading.of_record_alone else (ground.request,)),
        *(ground.document_text(d) for d in reading.documents if d in ground.documents),
    )
    if figure.kind in ("date", "year") and not reading.of_record_alone:
        general = (*general, ground.computed)
    return any(text.supporting(figure) for text in general)


def _unsupported(figure: Figure, reading: Reading, pool: list[Figure]) -> Violation:
    nearest = [f.text for f in pool if f.kind == figure.kind and (f.unit == figure.unit or not figure.unit)]
    where = "the cited passage" if reading.tells_sources else "what it rests on"
    held = (
        f"; {where} says {', '.join(dict.fromkeys(nearest[:4]))}" if nearest else f", and {where} holds no such figure"
    )
    return reading.violation("figure-unsupported", figure.text, f"The statement says {figure.text}{held}.")
