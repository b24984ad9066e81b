"""Findings held against criteria: told as the checker took them, and of the places at which it counted them."""

import re
from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.document import Violation
from .analysed import Analysed
from .answers import deciding_facts
from .binding import alike, context_of, marks_of
from .criteria_spoken_of import criteria_at
from .figure import Figure, supports
from .labels import labelled_at
from .owner_of_figure import owners
from .reading import Reading
from .record import negated
from .said import criterion_words

_MARGIN = 1.6
"""How much better a figure has to fit another finding than the one that has it."""
_NAMING = re.compile(r"(?<!,) (?:that|which) $")
"""Behind these words a relation only names what is spoken of ("signs that match")."""
_LEAST = 0.3
"""Likeness below which nothing is concluded from it."""


def related(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: a finding said to match or to be the reason where no criterion of the basis is met."""
    if reading.statement.type != "application" or not reading.statement.basis.criteria:
        return
    for match in _relations(reading):
        sets = criteria_at(reading, match.start())
        if sets and not any("met" in truths for truths in sets):
            has = ", ".join(sorted(truth.replace("_", " ") for truth in sets[0]))
            yield reading.violation(
                "criterion-contradiction", match[0], f'The statement says "{match[0]}"; the criterion is: {has}.'
            )


def _relations(reading: Reading) -> Iterator[re.Match[str]]:
    """Words of relation in the record's voice, outside quotations, suppositions and denials."""
    lists, text = reading.ground.lists, reading.text
    for match in lists.relation.finditer(text.lower):
        start, end = text.clause_at(match.start())
        supposed = lists.hypothetical.search(text.lower, start, end) or lists.not_asserted.search(
            text.lower, start, match.start()
        )
        named = _NAMING.search(text.lower[: match.start()])
        if reading.quoted(match.start()) or supposed or named or reading.voice(match.start()) == "rule":
            continue
        if not negated(reading, match.start(), match.end()):
            yield match


def not_counted(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: a criterion said to be met at a level by findings that the checker did not count there."""
    basis, ground = reading.statement.basis, reading.ground
    if reading.statement.type != "application" or len(basis.criteria) != 1:
        return
    if not reading.findings:
        yield from _treatments_not_counted(reading)
        return
    words = [w.start for w in criterion_words(reading) if w.means == ("met",) and w.mood == "asserted"]
    for position in (*words, *(m.start() for m in _relations(reading))):
        levels = reading.levels_in(*reading.text.clause_at(position))
        levels = levels or frozenset(str(r.level) for r in basis.outcomes if r.level != NOT_STATED)
        results = [r for r in ground.results.get(basis.criteria[0], ()) if r.level in levels and r.truth == "met"]
        asked = {str(r.level) for r in ground.results.get(basis.criteria[0], ()) if r.level != NOT_STATED}
        told = reading.levels_in(*reading.text.clause_at(position))
        if asked and told and not told & asked:
            span = reading.text.text[slice(*reading.text.clause_at(position))]
            yield reading.violation(
                "criterion-contradiction", span, f"The criterion was answered at {', '.join(sorted(asked))} alone."
            )
            return
        low, high = reading.text.clause_at(position)
        kind = "level" if any("-" in level for level in asked) else "landmark"
        names = [f.key for f in reading.analysed.figures if f.kind == kind and position <= f.start < high]
        behind = {str(name) for key in names for name in (key if isinstance(key, tuple) else (key,))}
        if asked and behind & asked and behind - asked:
            span, more = reading.text.text[low:high], ", ".join(sorted(behind - asked))
            yield reading.violation("criterion-contradiction", span, f"The criterion was not asked for at {more}.")
            return
        counted = {id for r in results for id in ground.of_result(deciding_facts, r)} & ground.findings.keys()
        if counted and counted.isdisjoint(f.id for f in reading.findings):
            at = ", ".join(sorted(levels))
            span = reading.text.text[slice(*reading.text.clause_at(position))]
            yield reading.violation(
                "criterion-contradiction", span, f"The checker counted other findings for this at {at}."
            )
            return


def _treatments_not_counted(reading: Reading) -> Iterator[Violation]:
    """A criterion said to be met by treatments alone that the checker did not count for it."""
    told = {t.id for t in reading.treatments}
    met = [r for r in reading.ground.results.get(reading.statement.basis.criteria[0], ()) if r.truth == "met"]
    counted = {id for r in met for id in reading.ground.of_result(deciding_facts, r)} & reading.ground.treatments.keys()
    words = [w for w in criterion_words(reading) if w.means == ("met",) and w.mood == "asserted"]
    if told and words and counted and counted.isdisjoint(told):
        span = reading.text.text[slice(*reading.text.clause_at(words[0].start))]
        yield reading.violation("criterion-contradiction", span, "The checker counted other treatments for this.")


def figure_of_other(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a figure of one finding told in the words of another."""
    if reading.tells_sources or len(reading.findings) + len(reading.treatments) < 2:
        return
    told = [f for f in reading.analysed.figures if f.kind in ("ratio", "number") and not reading.quoted(f.start)]
    if not told:
        return
    items = [reading.ground.finding_text(f) for f in reading.findings]
    items += [reading.ground.treatment_text(t) for t in reading.treatments]
    marks = [frozenset(text.of(marks_of)) for text in items]
    shared = frozenset.intersection(*marks)
    for figure in told:
        if reading.voice(figure.start) == "rule" or labelled_at(reading, figure.start):
            continue
        mine = owners(reading, figure)
        graded = [g for f in mine for g in reading.ground.finding_text(f).figures if g.kind == figure.kind]
        if graded and any(supports(figure, g) for g in graded):
            continue
        others = [f for f in reading.findings if mine and f not in mine and f.of != mine[0].of]
        if graded and any(reading.ground.finding_text(f).supporting(figure) for f in others):
            yield reading.violation("figure-misplaced", figure.text, f"The record gives {graded[0].text} there.")
            continue
        own, rivals = list[float](), list[tuple[float, Analysed]]()
        here = context_of(reading.analysed, figure.start, figure.end)
        for text, words in zip(items, marks, strict=True):
            same = [f for f in text.figures if f.kind == figure.kind and f.unit == figure.unit]
            fit = alike(here, dict.fromkeys(words - shared, 1.0))
            if any(supports(figure, f) for f in same):
                own.append(fit)
            elif same:
                rivals.append((fit, text))
        if not own or not rivals:
            continue
        best, other = max(rivals, key=lambda r: r[0])
        if best > max(own) * _MARGIN and best - max(own) > _LEAST and not _told_as_well(figure, told, other, reading):
            yield reading.violation(
                "figure-misplaced",
                figure.text,
                f'The statement says {figure.text} of "{other.text.text.split(". ")[0]}".',
            )


def _told_as_well(figure: Figure, told: list[Figure], other: Analysed, reading: Reading) -> bool:
    """Whether the other finding's own figure is told before it ("from 3 to 5"): the words between belong to both."""
    start, _ = reading.text.clause_at(figure.start)
    changed = reading.text.lower.endswith(" to ", start, figure.start)
    return changed and any(
        f.unit == figure.unit and start <= f.start < figure.start and other.supporting(f) for f in told
    )


def levels_counted(reading: Reading) -> Iterator[Violation]:
    """`figure-unsupported`: a number of levels that the findings and outcomes of the basis do not make up."""
    ground, basis = reading.ground, reading.statement.basis
    if reading.statement.type not in ("record_fact", "application") or not any(f.levels for f in reading.findings):
        return
    counted = [f for f in reading.analysed.figures if f.unit == "level" and not reading.quoted(f.start)]
    if not counted:
        return
    allowed = {float(len(reading.levels_in(0, len(reading.text.text))))}
    for pick in (lambda f: f.kind, lambda f: f.grade, lambda f: f.document, lambda f: ""):
        groups: dict[object, set[str]] = {}
        for finding in reading.findings:
            groups.setdefault(pick(finding), set()).update(ground.at(finding))
        allowed |= {float(len(levels)) for levels in groups.values()}
    per_line: dict[str, set[str]] = {}
    for ref in basis.outcomes:
        if ref.line in ground.lines:
            named = {
                str(lv.level) for lv in ground.lines[str(ref.line)].per_level if ref.level in (NOT_STATED, lv.level)
            }
            per_line.setdefault(str(ref.line), set()).update(named)
    allowed |= {float(len(levels)) for levels in per_line.values()} | {float(len(set().union(*per_line.values())))}
    known = [
        ground.pack.codes[ground.lines[line].code] for line in per_line if ground.lines[line].code in ground.pack.codes
    ]
    names = [ground.of_pack("code", c.code, (c.name, c.description)) for c in known]
    texts = (*reading.criterion_texts, *reading.fact_texts, *reading.record_texts, *names)
    asked = {str(lv.level) for line in ground.outcome.lines for lv in line.per_level}
    for figure in counted:
        stated = any(supports(figure, f) for text in texts for f in text.figures)
        stated = stated or (figure.key == float(len(asked)) and reading.text.lower.endswith("of the ", 0, figure.start))
        if figure.key not in allowed and not stated and reading.voice(figure.start) != "rule":
            yield reading.violation(
                "figure-unsupported",
                figure.text,
                f"The findings and outcomes of its basis do not make up {figure.text}.",
            )
