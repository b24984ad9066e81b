"""The side of a finding: that of its own entry, and of the words quoted for it."""

import re
from collections.abc import Iterator

from ..model.base import NOT_STATED, sides_overlap
from ..model.case import Finding
from ..model.document import Violation
from .analysed import Analysed
from .on_file import on_file, on_file_in_turn
from .reading import Part, Reading
from .record import negated, parts_of, same_place
from .record_pieces import CUT, LETTERS, pieces
from .said import verdicts
from .scope import denied_words
from .side_words import sides_in
from .text import normalise, words_of

_SILENT = re.compile(r"\bnothing (?:was|is|has been) (?:read|found|recorded|documented|on file|on record)\b")
_FULL = "5/5"
_ALONE = re.compile(r" (?:side )?(?:alone|only)\b|-sided|(?! side(?:s)? (?:is|are|was|does|has))")
_STOPS = (";", ". ", ")", ":", '"')
_FIRST = re.compile(r"\s*(?:of|on|for|at) the ")
_LISTED = re.compile(r"(?: \([^()]*\))?(?:,|,? and) ")
_BEHIND = re.compile(r"(?: \([^()]*\))?[,;]? ?(?:(?:this|that|which|both|it) (?:is|are) )?(?:on|of) the ")


def _names(text: Analysed, word: str) -> bool:
    """Whether a text names the side that a word names."""
    lists, lower = text.lexicon.lists, text.text.lower
    return word in lower and any(lists.sides[m[0]] == lists.sides[word] for m in sides_in(lower, lists))


def record_side(reading: Reading) -> Iterator[Violation]:
    """A side that neither the findings of that place nor the request have."""
    if reading.tells_sources:
        return
    ground, lists = reading.ground, reading.ground.lists
    if lists.side.search(reading.text.lower) is None:
        return
    for part in parts_of(reading):
        for match in sides_in(reading.text.lower, lists, part.start, part.end):
            side = lists.sides[match[0]]
            if reading.quoted(match.start()):
                continue
            if _nothing(reading, match.start(), side) or _heads_line(reading, match.start(), side):
                continue
            findings = same_place(reading, reading.findings, part.levels)
            if (
                not findings
                or any(_has_side(f, side, reading) for f in findings)
                or _both(findings, side, reading, part)
            ):
                continue
            if all(_around_has(f, side, reading) for f in findings) or _sound_there(
                reading, findings, side, match.start()
            ):
                continue
            if _denies(reading, match.start()) and on_file(reading, match.start()):
                continue  # that there is none of it on the other side is on file
            cue = lists.request_cue.search(reading.text.lower, part.start, part.end)
            if (cue or reading.statement.type in ("outcome", "recommendation")) and side in ground.sides.values():
                continue
            rules = () if reading.of_record_alone else (*reading.fact_texts, *reading.criterion_texts)
            if any(_names(text, match[0]) for text in rules) or on_file_in_turn(reading, match.start()):
                continue
            stated = sorted({f.side for f in findings})
            reason = (
                f"The statement says {match[0]}; the record says {', '.join(stated).replace('not_stated', 'no side')}."
            )
            yield reading.violation("record-side", match[0], reason)


def _denies(reading: Reading, position: int) -> bool:
    """Whether the piece of a statement at a place denies something."""
    low, high = next((a, b) for a, b in pieces(reading) if a <= position < b)
    return any(reading.analysed.of(denied_words)[slice(*reading.text.token_span(low, high))])


def _heads_line(reading: Reading, position: int, side: str) -> bool:
    """Whether a side stands in the label of a statement on a line that is requested for it."""
    label = reading.statement.label
    return (
        label != NOT_STATED
        and position < len(label)
        and any(reading.ground.sides.get(str(o.line)) == side for o in reading.statement.basis.outcomes)
    )


def _nothing(reading: Reading, position: int, side: str) -> bool:
    """Whether the clause at a place says that there is nothing of it on record, and there is not."""
    start, end = reading.text.clause_at(position)
    kinds = {f.kind for f in reading.findings}
    return _SILENT.search(reading.text.lower, start, end) is not None and not any(
        f.side in (side, "bilateral") for f in reading.ground.case.findings if f.kind in kinds
    )


def _has_side(finding: Finding, side: str, reading: Reading) -> bool:
    lists = reading.ground.lists
    if any(lists.sides[match[0]] == side for match in lists.side.finditer(finding.quote.lower())):
        return True
    return finding.side == side or (
        finding.side == "bilateral" and side in ("left", "right") and sides_overlap(finding.side, "left")
    )


def _around_has(finding: Finding, side: str, reading: Reading) -> bool:
    """Whether the clause that a finding without a side was quoted from has this side and no other."""
    around = reading.ground.around(finding) if finding.side == NOT_STATED else None
    at = around.text.lower.find(normalise(finding.quote).lower()) if around is not None else -1
    if around is None or at < 0:
        return False
    lists, clause = reading.ground.lists, around.text.clause_at(at)
    return {lists.sides[m[0]] for m in sides_in(around.text.lower, lists, *clause)} == {side}


def _sound_there(reading: Reading, findings: list[Finding], side: str, position: int) -> bool:
    """Whether the other side is told as sound, and stands as sound in the sentence of each finding that is told beside it."""
    lists, lower = reading.ground.lists, reading.text.lower
    low, high = next((a, b) for a, b in pieces(reading) if a <= position < b)
    if lists.sound.search(lower, low, high) is None or side not in ("left", "right"):
        return False
    letter = next(k for k, name in LETTERS.items() if name == side)
    before = set(reading.text.stems[: reading.text.token_span(low, low)[0]]) - lists.connectives
    told = [f for f in findings if before & reading.ground.analysed("quote", f.id, (f.quote,)).text.stem_set]
    texts = [reading.ground.around(f) for f in told or findings]
    return all(
        text is not None
        and any(
            {side, letter.lower()} & set(words_of(part)) and (_FULL in part or lists.sound.search(part.lower()))
            for part in CUT.split(text.text.text)
        )
        for text in texts
    )


def _both(findings: list[Finding], side: str, reading: Reading, part: Part) -> bool:
    """Whether findings of both sides bear out what is told of both; not a word that the record has of one of them alone."""
    if side != "bilateral" or not {"left", "right"} <= {f.side for f in findings}:
        return False
    words = {s: frozenset[str]() for s in ("left", "right")}
    for f in findings:
        if f.side in words:
            words[str(f.side)] |= reading.ground.analysed("quote", f.id, (f.quote,)).text.stem_set
    first, last = reading.text.token_span(part.start, part.end)
    told = set(reading.text.stems[first:last]) - reading.ground.lists.connectives
    return told <= (words["left"] & words["right"]) or told.isdisjoint(words["left"] ^ words["right"])


def side_of_quotation(reading: Reading) -> Iterator[Violation]:
    """`record-side`: words quoted of one side told of the other, right before them or right behind."""
    if reading.tells_sources or not reading.quotes or not reading.ground.lists.side.touches(reading.text.runs):
        return
    lists, lower = reading.ground.lists, reading.text.lower
    told = [m for m in sides_in(lower, lists) if not reading.quoted(m.start())]
    for n, quote in enumerate(reading.quotes if told else ()):
        of_it = {lists.sides[m[0]] for m in sides_in(quote.words.lower(), lists)}
        if of_it not in ({"left"}, {"right"}):
            continue
        low = max(lower.rfind(mark, 0, quote.start) for mark in _STOPS) + 1
        own, _ = reading.text.clause_at(quote.start)
        before = [m for m in told if low <= m.start() < quote.start]
        before = [m for m in before if m.start() >= own or _FIRST.fullmatch(lower, low, m.start())]
        last = _last_of_list(reading, n)
        behind = [m for m in told if _BEHIND.fullmatch(lower, reading.quotes[last].end, m.start())]
        if last > n:  # ", on the left" behind a list is told of all of it
            behind = [m for m in behind if "," in lower[reading.quotes[last].end : m.start()]]
        for match in (*before[-1:], *behind[:1]):
            if lists.sides[match[0]] in ("left", "right") and lists.sides[match[0]] not in of_it:
                yield reading.violation(
                    "record-side", match[0], f'The words quoted are of the other side: "{quote.words}"'
                )


def _last_of_list(reading: Reading, n: int) -> int:
    """The number of the last quotation of the list that one stands in."""
    while n + 1 < len(reading.quotes) and _LISTED.fullmatch(
        reading.text.lower, reading.quotes[n].end, reading.quotes[n + 1].start
    ):
        n += 1
    return n


def side_of_label(reading: Reading) -> Iterator[Violation]:
    """`record-side`: a label that gives an outcome for another side than its lines are requested for."""
    label = reading.statement.label
    if label == NOT_STATED or ": " not in label or not reading.ground.lists.side.touches(reading.text.runs):
        return
    requested = {reading.ground.sides.get(str(o.line), NOT_STATED) for o in reading.statement.basis.outcomes}
    sides = requested - {NOT_STATED}
    for match in sides_in(reading.text.lower, reading.ground.lists, 0, len(label)) if sides else ():
        if sides.isdisjoint((reading.ground.lists.sides[match[0]], "bilateral", "midline")):
            yield reading.violation("record-side", match[0], f"It is requested for {', '.join(sorted(sides))}.")


def side_of_alternative(reading: Reading) -> Iterator[Violation]:
    """`record-side`: a lesser procedure told of a side that it is not for."""
    refs = [r for r in reading.statement.basis.outcomes if r.part == "alternative"]
    if not refs or not reading.ground.lists.side.touches(reading.text.runs):
        return
    lists = reading.ground.lists
    lesser = [a for a in reading.ground.outcome.alternatives if any(r.line in (NOT_STATED, a.line) for r in refs)]
    sides = {a.side for a in lesser}
    for match in sides_in(reading.text.lower, lists) if sides and NOT_STATED not in sides else ():
        alone = _ALONE.match(reading.text.lower, match.end())
        if alone and lists.sides[match[0]] not in sides and not reading.quoted(match.start()):
            yield reading.violation("record-side", match[0], f"It is for the {', '.join(sorted(sides))}.")


def side_of_line(reading: Reading) -> Iterator[Violation]:
    """`record-side`: a verdict on a line told of a side that is not asked for."""
    if reading.tells_sources or reading.findings or not verdicts(reading):
        return
    lists, text = reading.ground.lists, reading.text
    named = {ref.line for ref in reading.statement.basis.outcomes if ref.line != NOT_STATED}
    lines = [line for line in reading.ground.case.request.lines if line.id in named]
    asked = {line.side for line in lines}
    if asked == {"bilateral"}:
        yield from _one_of_both(reading)
    if len(asked) != 1 or not asked <= {"left", "right"}:
        return
    for match in sides_in(text.lower, lists):
        low, high = text.clause_at(match.start())
        given = [w for w in verdicts(reading) if low <= w.start < high and w.mood == "asserted"]
        if given and lists.sides[match[0]] not in asked and not reading.quoted(match.start()):
            yield reading.violation("record-side", match[0], f"What is asked for is on the {asked.pop()}.")
            return


def _one_of_both(reading: Reading) -> Iterator[Violation]:
    """`record-side`: what is asked for on both sides told as asked for on one."""
    lists, text = reading.ground.lists, reading.text
    told = [m for m in sides_in(text.lower, lists) if not reading.quoted(m.start())]
    if len({lists.sides[m[0]] for m in told} & {"left", "right"}) != 1 or len({lists.sides[m[0]] for m in told}) > 1:
        return
    cue = lists.request_cue.search(text.lower, *text.clause_at(told[0].start()))
    if cue is not None and not negated(reading, told[0].start(), told[0].end()):
        yield reading.violation("record-side", told[0][0], "What is asked for is on both sides.")
