"""Severity: grades of a scale, in words or figures, as the findings of the place have them."""

import re
from collections.abc import Iterator, Sequence

from ..model.base import NOT_STATED
from ..model.case import Finding
from ..model.document import Violation
from .analysed import Analysed
from .by_level import ranks_levels
from .labels import of_unmet
from .lexicon import Mention
from .on_file import on_file, on_file_in_turn
from .reading import Part, Reading
from .record import negated, parts_of, same_place
from .said import criterion_words
from .significance import significance_backed

_NAMED = 6
"""Words behind a grade, itself counted, that can name what has it."""
_ADVERB = "ly"
_COMPARATIVE = re.compile(r" (?:enough|better|worse|stronger|weaker|more|less|higher|lower)\b")
_WORDED = " of "
"""Between two numbers: a part of a whole, and no grade."""
_GRADED = ("graded", "grade", "as")
"""Behind these words "none" is a grade."""


def record_severity(reading: Reading) -> Iterator[Violation]:
    """A grade that the findings of that place do not have: words of a scale, and grades written with figures."""
    if reading.tells_sources:
        yield from _other_grade(reading)
        return
    for part in parts_of(reading):
        for start, end, shown, stems in _grades(reading, part):
            if of_unmet(reading, start):
                continue
            if not _grade_known(reading, part, start, shown, stems) and not _on_file(reading, part, start, stems):
                has = sorted(
                    {
                        reading.ground.finding_text(f).text.text.split(". ")[0]
                        for f in same_place(reading, reading.findings, part.levels)
                    }
                )
                held = f'; the record says "{has[0]}"' if has else "; no finding of its basis has that grade"
                yield reading.violation(
                    "record-severity", reading.text.text[start:end], f"The statement says {shown}{held}."
                )


_GRADES = re.compile(
    r"\b(?:significant|relevant|notable|appreciable|such|graded?|that|which|moderate|severe|mild|enough)\b"
)


def denied_wider(reading: Reading) -> Iterator[Violation]:
    """`record-severity`: a finding denied altogether of which the record denies a grade alone."""
    if reading.tells_sources or not reading.findings:
        return
    for mention in reading.analysed.mentions:
        kinds = mention.of("kind")
        found = [f for f in reading.findings if f.kind in kinds]
        if (
            not found
            or any(f.status != "absent" or f.grade == NOT_STATED for f in found)
            or reading.quoted(mention.start)
        ):
            continue
        low, high = reading.text.clause_at(mention.start)
        graded = any(low <= m.start < high and m.of("grade") for m in reading.analysed.mentions)
        if graded or _GRADES.search(reading.text.lower, low, high) or reading.voice(mention.start) == "rule":
            continue
        if negated(reading, mention.start, mention.end):
            yield reading.violation(
                "record-severity", reading.text.text[low:high], f'The record denies a grade: "{found[0].quote}"'
            )
            return


def _on_file(reading: Reading, part: Part, start: int, stems: tuple[str, ...]) -> bool:
    """Whether a grade is told as a cited document has it: one in figures with all those of its sentence in turn, or as that of its
    day; one in words of what no finding of the basis grades there.
    """
    if stems:
        adverb = reading.text.word_list[reading.text.token_span(start, start + 1)[0]].endswith(_ADVERB)
        low, high = reading.text.clause_at(start)
        kinds = {k for m in reading.analysed.mentions if low <= m.start < high for k in m.of("kind")}
        there = same_place(reading, reading.findings, part.levels)
        rivals = [f for f in there if f.grade != NOT_STATED and (not kinds or f.kind in kinds)]
        return not adverb and not rivals and on_file(reading, start)
    labels = reading.ground.lexicon.grade_labels
    graded = any(g.key in labels for f in reading.findings for g in reading.ground.finding_text(f).figures)
    if not graded:
        return on_file(reading, start)
    low, high = reading.text.clause_at(start)
    dated = any(f.kind == "date" and low <= f.start < high for f in reading.analysed.figures)
    return on_file_in_turn(reading, start) or (dated and on_file(reading, start))


def _other_grade(reading: Reading) -> Iterator[Violation]:
    """Grades in a statement about sources that neither the cited facts nor the criteria have."""
    for mention in reading.analysed.mentions:
        if not mention.of("grade") or reading.quoted(mention.start):
            continue
        if reading.is_verbatim(*reading.text.sentence_at(mention.start)) or _pronoun(reading, mention):
            continue
        stems = tuple(reading.text.stems[mention.first : mention.last])
        sources = [*reading.texts_of(reading.facts_at(mention.start)), *reading.criterion_texts]
        if sources and not _holds(sources, "", stems) and not significance_backed(reading, mention.start):
            span = reading.text.text[mention.start : mention.end]
            yield reading.violation(
                "record-severity", span, f"The statement says {span}; no cited passage has that grade."
            )


def _grades(reading: Reading, part: Part) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """Grades told in a part: span, as written, stems. A word of a scale counts only beside a term that is graded on
    it.
    """
    scales = reading.ground.lexicon.scales
    inside = [m for m in reading.analysed.mentions if part.start <= m.start < part.end and not reading.quoted(m.start)]
    for mention in inside:
        graded = {g.partition(":")[0] for g in mention.of("grade")}
        if not graded or _pronoun(reading, mention):
            continue
        if _COMPARATIVE.match(reading.text.lower, mention.end) or ranks_levels(reading, mention.start):
            continue  # by how much one is more than another, or that one is
        if any(f.start < mention.end < f.end for f in reading.analysed.figures):
            continue  # "graded 4/5" is no "grade 4"
        beside = {scales.get(kind) for m in inside for kind in m.of("kind")}
        beside |= {scales.get(f.kind) for f in reading.findings}
        if graded & beside or reading.of_record_alone or reading.voice(mention.start) == "record":
            stems = tuple(reading.text.stems[mention.first : mention.last])
            yield mention.start, mention.end, reading.text.text[mention.start : mention.end], stems
    labels = reading.ground.lexicon.grade_labels
    for figure in reading.analysed.figures:
        if (
            figure.kind == "ratio"
            and _WORDED not in figure.text
            and part.start <= figure.start < part.end
            and not reading.quoted(figure.start)
            and figure.key in labels
        ):
            yield figure.start, figure.end, str(figure.key), ()


def _pronoun(reading: Reading, mention: Mention) -> bool:
    """Whether a grade is no grade here: "none" is one of some scales, and a pronoun."""
    graded_so = mention.first > 0 and reading.text.tokens[mention.first - 1][0] in _GRADED
    return reading.text.stems[mention.first] in reading.ground.lists.function and not graded_so


def _grade_known(reading: Reading, part: Part, start: int, shown: str, stems: tuple[str, ...]) -> bool:
    ground = reading.ground
    answers = not reading.findings and bool(criterion_words(reading))  # it lists what is met, in the criteria' words
    worded = () if answers else reading.criterion_wordings
    rule = [*(worded or reading.criterion_texts), *reading.fact_texts]
    voice = reading.voice(start)
    from_record = voice == "record" or (
        not voice and all(c.document for c in reading.cited_at(start)) and bool(reading.citations)
    )
    if _holds(rule, shown, stems) and (answers or not from_record):
        return True
    here = [c.position for c in reading.cited_at(start) if c.document and c.position >= start]
    stop = min(here, default=reading.text.sentence_at(start)[1])  # what is cited to the record is not the rule's
    following = ground.lists.cue.search(reading.text.lower, start, stop)
    if _holds(rule, shown, stems) and following is not None and following.lastgroup == "rule":
        return True
    findings = same_place(reading, reading.findings, part.levels) if reading.findings else []
    kinds = {k for m in reading.analysed.mentions if part.start <= m.start < part.end for k in m.of("kind")}
    of_kind = [f for f in findings if f.kind in kinds] or findings
    if stems and _of_a_verb(reading, start, shown, findings):
        of_kind = findings
    on_file = any(c.document for c in reading.cited_at(start))
    if on_file and of_kind and _holds([ground.finding_text(f) for f in of_kind], shown, stems):
        return True
    if _holds(_named_behind(reading, findings, start), shown, stems):
        return True
    if voice == "rule" and any(m.of("grade") for text in reading.criterion_wordings for m in text.mentions):
        return _holds(rule, shown, stems)
    if voice == "rule" and rule:
        return _holds([*rule, ground.computed], shown, stems)
    return _holds([ground.finding_text(f) for f in of_kind], shown, stems) or (
        not reading.findings and _holds([ground.request], shown, stems)
    )


def _of_a_verb(reading: Reading, start: int, shown: str, findings: Sequence[Finding]) -> bool:
    """Whether a grade is the adverb of a verb that names no finding ("it is severely narrowed, and so is ..."), and
    the word that it stands beside is not that of a finding without a grade alone.
    """
    text, function = reading.text, reading.ground.lists.function
    first, last = text.token_span(start, start + len(shown))
    beside = (*range(last, last + 1), *range(first - 1, -1, -1))
    verb = next((text.stems[n] for n in beside if n < len(text.stems) and text.stems[n] not in function), "")
    ungraded = [f for f in findings if f.grade == NOT_STATED]
    graded = [f for f in findings if f.grade != NOT_STATED]

    def holds(those: Sequence[Finding]) -> bool:
        return any(verb in reading.ground.finding_text(f).text.stem_set for f in those)

    return shown.endswith(_ADVERB) and (holds(graded) or not holds(ungraded))


def _named_behind(reading: Reading, findings: Sequence[Finding], start: int) -> list[Analysed]:
    """Findings that hold all that a grade stands before: they may be told in other words than the name of their kind."""
    lists, text = reading.ground.lists, reading.text
    first, last = text.token_span(start, text.clause_at(start)[1])
    named = set[str]()
    for word, stem in zip(
        (t[0] for t in text.tokens[first + 1 : min(last, first + _NAMED)]), text.stems[first + 1 :], strict=False
    ):
        if word in lists.words.context_breaks or word in lists.words.condition_leads:
            break
        named |= {stem} - lists.connectives
    texts = [reading.ground.finding_text(f) for f in findings] if named else []
    return [t for t in texts if named <= t.licensed]


def _holds(texts: Sequence[Analysed], shown: str, stems: tuple[str, ...]) -> bool:
    """Whether one of the texts has the grade: the same term, not a longer one that contains it."""
    for text in texts:
        if not stems:
            if any(f.kind == "ratio" and f.key == shown for f in text.figures):
                return True
            continue
        for mention in text.mentions:
            if mention.of("grade") and tuple(text.text.stems[mention.first : mention.last]) == stems:
                return True
    return False
