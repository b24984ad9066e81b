"""What is said of each: a grade at all levels, a response to both treatments, a whole of which the record has a part, how
many lines have an outcome. Each single thing has to bear it out.
"""

import re
from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.case import Finding, Treatment
from ..model.document import Violation
from .by_level import ranks_levels
from .own_entry import kinds_told
from .polarity import directions_of
from .reading import Reading
from .record import negated, parts_of, same_place
from .said import verdicts

_EACH = re.compile(r"\b(?:both|all|each|every)\b(?! (?:day|night|time|morning|along|over)\b)")
_PART = re.compile(r"\b(\d+) (?:of|/|out of) (\d+)\b")
_PART_OF = re.compile(r"\b(\d+) (?:of|/|out of) (\d+) ([a-z]+)")
_AT_LEVELS = re.compile(
    r"\b(?:at|in|on|of|over|across) (?:(?P<both>both)|(?:all|each|every one) (?:of )?(?:the )?|the )?"
    r"(?P<n>two|three|four|five|six)? ?(?:of them|(?:[\w-]+ )?(?:levels|segments|discs))\b"
    r"|\b(?P<two>both) (?:levels|segments|discs)\b"
)
_SHORT = 3
"""Letters of a word that names no finding by itself."""
_NEAR = 3
"""Words between a word for each and the levels that it goes with."""
_AXIS = "quality"


def each_graded(reading: Reading) -> Iterator[Violation]:
    """`record-severity`: a grade told of all levels that not all findings of the kind have."""
    if reading.tells_sources or len(reading.findings) < 2:
        return
    for match in each_word(reading):
        part = next((p for p in parts_of(reading) if p.start <= match.start() < p.end), None)
        first, _ = reading.text.token_span(match.end(), match.end())
        behind = [w for w, _, _ in reading.text.tokens[first : first + _NEAR]]
        if part is None or not any(reading.ground.lists.units.get(word) == "level" for word in behind):
            continue
        said = reading.text.lower[part.start : part.end]
        lists = reading.ground.lists
        if lists.request_cue.search(said) or lists.negator.search(said) or any(c in said for c in lists.comparators):
            continue
        inside = [m for m in reading.analysed.mentions if part.start <= m.start < part.end]
        kinds = {k for m in inside for k in m.of("kind")}
        grades = {g.split(":")[-1] for m in inside for g in m.of("grade")}
        graded = [
            f
            for f in same_place(reading, reading.findings, reading.levels_in(0, len(reading.text.text)))
            if f.levels and f.grade != NOT_STATED and (f.kind in kinds or (not kinds and f.status == "present"))
        ]
        other = next((f for f in graded if str(f.grade) not in grades), None)
        of_scale = bool(kinds) or any(str(f.grade) in grades for f in graded)
        if len(grades) == 1 and other is not None and of_scale:
            yield reading.violation("record-severity", match[0], f'Not at each level: "{other.quote}"')


def each_level_graded(reading: Reading) -> Iterator[Violation]:
    """`record-severity`: one grade told of several levels named one by one, of which one has another."""
    if reading.tells_sources or len(reading.findings) < 2:
        return
    lists, ground = reading.ground.lists, reading.ground
    for part in parts_of(reading):
        levels = [found for figure, found in reading.levels if part.start <= figure.start < part.end]
        inside = [
            m
            for m in reading.analysed.mentions
            if part.start <= m.start < part.end and not reading.quoted(m.start) and not ranks_levels(reading, m.start)
        ]
        grades = {g.split(":")[-1] for m in inside for g in m.of("grade")}
        scales = {ground.lexicon.scales.get(k) for m in inside for k in m.of("kind")} - {None}
        said = reading.text.lower[part.start : part.end]
        if (
            len(levels) < 2
            or any(len(found) != 1 for found in levels)
            or len(grades) != 1
            or lists.negator.search(said)
        ):
            continue
        if reading.voice(part.start) == "rule" or any(c in said for c in lists.comparators):
            continue
        for level in (one for found in levels for one in found):
            graded = [
                f
                for f in reading.findings
                if f.grade != NOT_STATED and level in ground.at(f) and ground.lexicon.scales.get(f.kind) in scales
            ]
            if graded and all(str(f.grade) not in grades for f in graded):
                yield reading.violation("record-severity", said, f'Not at {level}: "{graded[0].quote}"')
                return


def each_placed(reading: Reading) -> Iterator[Violation]:
    """`record-level`: a finding told of both, all or a number of levels that the record has at fewer of them."""
    if reading.tells_sources or not any(f.levels for f in reading.findings):
        return
    ground = reading.ground
    for match in _AT_LEVELS.finditer(reading.text.lower):
        part = next((p for p in parts_of(reading) if p.start <= match.start() < p.end), None)
        if part is None or reading.quoted(match.start()) or reading.voice(match.start()) == "rule":
            continue
        named = reading.levels_in(0, len(reading.text.text))
        counted = ground.lists.words.numerals.get(match["n"] or "", 2 if match["both"] or match["two"] else len(named))
        low, high = reading.text.clause_at(match.start())
        cues = (m for m in ground.lists.request_cue.finditer(reading.text.lower, low, high))
        if any(not match.start() <= cue.start() < match.end() for cue in cues):
            continue
        for kind in sorted(_kinds_in(reading, low, high)):
            held = [f for f in reading.findings if f.kind == kind and f.levels and f.status != "absent"]
            if held and len(frozenset(level for f in held for level in ground.at(f))) < counted:
                span = reading.text.text[match.start() : match.end()]
                yield reading.violation("record-level", span, f'Not at so many levels: "{held[0].quote}"')
                return


def _kinds_in(reading: Reading, low: int, high: int) -> set[str]:
    """Kinds of the basis' findings that a clause tells: by their names, or by a word that only their entries have."""
    lists = reading.ground.lists
    told = {t.kind for t in kinds_told(reading) if low <= t.start < high and not negated(reading, t.start, t.end)}
    quotes = [(f.kind, reading.ground.analysed("quote", f.id, (f.quote,)).text.stem_set) for f in reading.findings]
    first, last = reading.text.token_span(low, high)
    here = {reading.text.stems[n] for n in range(first, last) if len(reading.text.tokens[n][0]) > _SHORT}
    here |= {name for stem in here for name in lists.synonyms.get(stem, ())}
    for kind, stems in quotes:
        own = stems.difference(lists.connectives, *(other for k, other in quotes if k != kind))
        if own & here and not lists.negator.search(reading.text.lower, low, high):
            told.add(kind)
    return told


def each_responded(reading: Reading) -> Iterator[Violation]:
    """`polarity`: a response told of both or all treatments that one of them did not have."""
    if reading.tells_sources or len(reading.treatments) < 2:
        return
    told = [d for d in reading.analysed.of(directions_of) if d[0] == _AXIS and not reading.quoted(d[2])]
    for match in each_word(reading) if told else ():
        low, high = reading.text.clause_at(match.start())
        signs = {sign for _, sign, start, _ in told if low <= start < high}
        for treatment in reading.treatments:
            text = reading.ground.treatment_text(treatment)
            held = {sign for axis, sign, _, _ in text.of(directions_of) if axis == _AXIS}
            if len(signs) == 1 and held and not signs & held:
                yield reading.violation("polarity", match[0], f'Not of each: "{treatment.quote}"')
                return


def whole_of_part(reading: Reading) -> Iterator[Violation]:
    """`figure-unsupported`: all of a number of which the record has only a part ("10 of 12")."""
    if reading.tells_sources:
        return
    yield from _each_of_part(reading)
    parts = {
        float(m[2])
        for quote in (*(f.quote for f in reading.findings), *(t.quote for t in reading.treatments))
        for m in _PART.finditer(quote)
        if m[1] != m[2]
    }
    for match in each_word(reading) if parts else ():
        for figure in reading.analysed.figures:
            if figure.key in parts and 0 <= figure.start - match.end() <= 2:
                yield reading.violation("figure-unsupported", figure.text, "The record has a part of them only.")
    yield from _missed(reading)


def _each_of_part(reading: Reading) -> Iterator[Violation]:
    """Each of some things told of which the record has only a part, in the sentence that a fact was quoted from ("3 of 5 tests")."""
    lists, text = reading.ground.lists, reading.text
    facts: list[Finding | Treatment] = [*reading.findings, *reading.treatments]
    around = [a for f in facts if (a := reading.ground.around(f)) is not None]
    nouns = {
        lists.stemmer(m[3]): m[0] for a in around for m in _PART_OF.finditer(a.text.lower) if float(m[1]) < float(m[2])
    }
    for match in each_word(reading) if nouns else ():
        first, _ = text.token_span(match.end(), match.end())
        for n in range(first, min(first + _NEAR + 1, len(text.tokens))):
            if text.stems[n] in nouns and not any(
                f.end > match.end() and f.start < text.tokens[n][1] for f in reading.analysed.figures
            ):
                yield reading.violation("figure-unsupported", match[0], f'The record says: "{nouns[text.stems[n]]}"')
                return


def _missed(reading: Reading) -> Iterator[Violation]:
    """A number of visits told as missed that is not what is left of those planned ("10 of 12")."""
    lists = reading.ground.lists
    left = {float(m[2]) - float(m[1]) for t in reading.treatments for m in _PART.finditer(t.quote)}
    for match in lists.unattended.finditer(reading.text.lower) if left else ():
        low, high = reading.text.clause_at(match.start())
        for figure in reading.analysed.figures:
            if low <= figure.start < high and figure.kind == "number" and not {figure.key, *left} <= left:
                yield reading.violation(
                    "figure-unsupported", figure.text, "The record has another number of them missed."
                )


def lines_counted(reading: Reading) -> Iterator[Violation]:
    """`verdict-contradiction`: a number of lines or levels with an outcome that another number has."""
    outcome = reading.ground.outcome
    for figure in reading.analysed.figures:
        if figure.unit not in ("line", "stage") or figure.kind != "number" or reading.tells_sources:
            continue
        low, high = reading.text.clause_at(figure.start)
        words = [w for w in verdicts(reading) if figure.end <= w.start < high and w.mood == "asserted"]
        whole = reading.text.lower[low : figure.start].rstrip().endswith((" the", "of the", "all"))
        if len(words) != 1 or whole or reading.levels_in(low, high):
            continue
        refs = {r.line for r in reading.statement.basis.outcomes}
        if figure.unit == "line":
            all_of = [line.outcome for line in outcome.lines]
            counts = {len([o for o in all_of if o in words[0].means])}
            counts.add(sum(line.outcome in words[0].means for line in outcome.lines if line.id in refs))
        else:
            counts = {sum(s.outcome in words[0].means for s in outcome.stages)}
            if figure.text[0].isdigit() or len(outcome.stages) < 2 or "stages" not in reading.words:
                continue
        if figure.key not in counts:
            yield reading.violation(
                "verdict-contradiction", figure.text, f"{max(counts)} have that outcome, not {figure.text}."
            )


def each_word(reading: Reading) -> Iterator[re.Match[str]]:
    """Words such as "both" and "all" in the voice of the record."""
    for match in _EACH.finditer(reading.text.lower):
        told = not reading.quoted(match.start()) and reading.voice(match.start()) != "rule"
        if told and not negated(reading, match.start(), match.end()):
            yield match
