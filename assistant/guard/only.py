"""One thing alone: a finding told of one level only, or a criterion as the only one that fails or is open, is the only one."""

import re
from collections.abc import Iterator

from ..model.base import NOT_STATED
from ..model.case import Finding
from ..model.document import Violation
from .criteria_spoken_of import all_of_lines, criteria_named
from .own_entry import kinds_told
from .reading import Reading
from .record import negated
from .said import criterion_words

_ONLY = re.compile(r"\b(?:only|alone|solely|nothing but|just one|the sole|by itself)\b")
_AT = re.compile(r"^\W*(?:at|in|on the (?:left|right|side|other))\b")
_ALONE_THERE = re.compile(r"\W*(?:alone|only)\b")
_ANSWERED = re.compile(
    r"\b(?:shown|reach(?:es|ed)?|prov(?:ed|en)|documented|established|qualif\w+|satisf\w+|meets?|met|pass(?:es|ed)?|fulfil\w*)\b"
)
_ONLY_THERE = re.compile(r"\bonly (?:at |in |on )?$")


def only_there(reading: Reading) -> Iterator[Violation]:
    """`record-level`: a finding told of a level alone that the record has at further ones."""
    if reading.statement.type not in ("record_fact", "application") or not reading.levels:
        return
    text, ground = reading.text, reading.ground
    for figure, levels in reading.levels:
        low, high = text.clause_at(figure.start)
        alone = _ALONE_THERE.match(text.lower[figure.end : high]) or _ONLY_THERE.search(text.lower[low : figure.start])
        if not alone or reading.quoted(figure.start) or reading.voice(figure.start) == "rule":
            continue
        grades = {g.split(":")[-1] for m in reading.analysed.mentions if low <= m.start < high for g in m.of("grade")}
        kinds = {t.kind for t in kinds_told(reading) if low <= t.start < high and not negated(reading, t.start, t.end)}
        words = set(text.stems[slice(*text.token_span(low, high))])
        there = [f for f in reading.findings if f.status == "present" and f.levels]
        there = [f for f in there if not grades or str(f.grade) in grades]
        for kind in {f.kind for f in there if f.kind in kinds or _quoted_in(reading, f, words)}:
            found = [f for f in there if f.kind == kind]
            held = frozenset(level for f in found for level in ground.at(f))
            if levels < held:
                more = ", ".join(sorted(held - levels))
                yield reading.violation("record-level", figure.text, f"The record has it at {more} as well.")
                return


def answered_only_there(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: a criterion told to be answered so at one level alone that has the same answer at others."""
    basis, ground, text = reading.statement.basis, reading.ground, reading.text
    if reading.tells_sources or not basis.criteria:
        return
    for figure, levels in reading.levels:
        low, high = text.clause_at(figure.start)
        alone = _ALONE_THERE.match(text.lower[figure.end : high]) or _ONLY_THERE.search(text.lower[low : figure.start])
        if not alone or reading.quoted(figure.start) or _ANSWERED.search(text.lower, low, high) is None:
            continue
        asked = {str(r.level) for r in basis.outcomes if r.level != NOT_STATED}
        for key in basis.criteria:
            truths = {str(r.level): r.truth for r in ground.results.get(key, ()) if not asked or str(r.level) in asked}
            here = {truths[level] for level in levels & truths.keys()}
            more = sorted(level for level in truths.keys() - levels if truths[level] in here)
            if len(here) == 1 and more and len(basis.criteria) == 1:
                why = f"It is answered alike at {', '.join(more)}."
                yield reading.violation("criterion-contradiction", figure.text, why)
                return


def _quoted_in(reading: Reading, finding: Finding, words: set[str]) -> bool:
    """Whether all that the record says of a finding, places apart, is among some words."""
    quote = reading.ground.analysed("quote", finding.id, (finding.quote,))
    placed = {n for f in quote.figures for n in range(*quote.text.token_span(f.start, f.end))}
    owed = {s for n, s in enumerate(quote.text.stems) if n not in placed} - reading.ground.lists.connectives
    return bool(owed) and owed <= words


def only_failing(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: one criterion told as the only one with an answer that another one of the same lines has."""
    if reading.tells_sources or reading.statement.type == "record_fact" or not _ONLY.search(reading.text.lower):
        return
    for word in criterion_words(reading):
        if word.mood != "asserted" or len(word.means) != 1 or word.means[0] not in ("not_met", "undetermined"):
            continue
        low, high = reading.text.clause_at(word.start)
        only = _ONLY.search(reading.text.lower, low, high)
        if only is None or reading.quoted(only.start()) or _AT.match(reading.text.lower[only.end() : high]):
            continue
        pool = all_of_lines(reading)
        levels = reading.levels_in(low, high)
        here = [r for r in pool if not levels or r.level in (NOT_STATED, *levels)]
        named = {r.label for group in criteria_named(reading, word.start, here) for r in group}
        named = named or {
            r.label for key in reading.statement.basis.criteria for r in reading.ground.results.get(key, ())
        }
        other = next(
            (r for r in here if r.truth == word.means[0] and r.waived_by == NOT_STATED and r.label not in named), None
        )
        if named and other is not None and any(r.label in named for r in here):
            yield reading.violation("criterion-contradiction", only[0], f"Not it alone: {other.label} as well.")
