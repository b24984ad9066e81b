"""What a refusal rests on: on what the record shows, or on what is missing from it, as the checker has it; and on how many points."""

import re
from collections.abc import Iterator

from ..check import is_gap
from ..model.base import NOT_STATED
from ..model.document import Violation
from .criteria_spoken_of import all_of_lines, owed_words
from .reading import Reading
from .said import criterion_words, verdicts

_NOT = re.compile(r"\b(?:nothing|not|rather than|instead of|nor|no|and not|never|without)\b[^,;.]{0,24}$")
_ONLY = re.compile(r"\b(?:only|solely|merely|purely|alone|exclusively|nothing but)\b")
_COUNT = re.compile(
    r"\b(?:for|on|in) (?P<n>one|two|three|four|a single) (?:(?:single|separate|different) )?"
    r"(?:reasons?|points?|counts?|grounds?|requirements?|criteri(?:on|a)|respects?)\b"
)
_MANY = {"one": 1, "a single": 1, "two": 2, "three": 3, "four": 4}


def rests_on_other(reading: Reading) -> Iterator[Violation]:
    """`verdict-contradiction`: a finding against the request told as a gap of the record, or a gap told as a finding."""
    lists, text = reading.ground.lists, reading.text
    if reading.tells_sources or reading.statement.type == "record_fact" or not reading.statement.basis.outcomes:
        return
    bases: set[str] | None = None
    for found, other, says in (
        (lists.of_gap, "failed_criterion", "what the record shows"),
        (lists.of_finding, "documentation_gap", "what is missing"),
    ):
        for match in found.finditer(text.lower):
            turned = _named_alike(reading, match.start(), gap=other == "documentation_gap")
            if turned and not reading.quoted(match.start()) and not _NOT.search(text.lower[: match.start()]):
                yield reading.violation("verdict-contradiction", match[0], f"It rests on {says}: {turned}.")
                return
            bases = _bases(reading) if bases is None else bases
            if other not in bases:
                continue
            low, high = text.clause_at(match.start())
            if len(bases) > 1 and _ONLY.search(text.lower, low, high) is None:
                continue
            low, _ = text.sentence_at(match.start())
            if reading.quoted(match.start()) or _NOT.search(text.lower[low : match.start()]):
                continue
            yield reading.violation("verdict-contradiction", match[0], f"It rests on {says}.")
            return


def _bases(reading: Reading) -> set[str]:
    """What the lines and levels that a statement refers to rest on, as far as they are not necessary."""
    refs = reading.statement.basis.outcomes
    lines = [x for x in reading.ground.outcome.lines if x.id in {r.line for r in refs}] or reading.ground.outcome.lines
    levels = {r.level for r in refs if r.part == "level"}
    found = set[str]()
    for line in lines:
        parts = [(p.outcome, p.basis) for p in line.per_level if not levels or p.level in levels]
        told = parts or [(line.outcome, line.basis)]
        found |= {basis for outcome, basis in told if outcome not in ("necessary", "incidental")}
    unmet = [r for r in all_of_lines(reading) if r.truth != "met" and r.waived_by == NOT_STATED]
    if any(r.truth == "undetermined" or is_gap(r.tree) for r in unmet):
        found.add("documentation_gap")
    return found


def points_counted(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: a number of reasons for which something fails or is open, which is not that of its criteria."""
    if reading.tells_sources or not (match := _COUNT.search(reading.text.lower)) or reading.quoted(match.start()):
        return
    low, high = reading.text.clause_at(match.start())
    words = [w for w in (*verdicts(reading), *criterion_words(reading)) if low <= w.start < high]
    truths = {"undetermined"} if any("undetermined" in w.means for w in words) else {"not_met"}
    levels = {r.level for r in reading.statement.basis.outcomes if r.part == "level"} | reading.levels_in(low, high)
    pool = [r for r in all_of_lines(reading) if not levels or r.level in (NOT_STATED, *levels)]
    failing = {r.label for r in pool if r.truth in truths and r.waived_by == NOT_STATED}
    if words and failing and len(failing) != _MANY[match["n"]]:
        yield reading.violation(
            "criterion-contradiction", match[0], f"On {len(failing)}: {', '.join(sorted(failing))}."
        )


def _named_alike(reading: Reading, position: int, *, gap: bool) -> str:
    """The label of the only criterion that the clause at a place speaks of, by a word that no other label has, where it is not met or
    open for want of documents (`gap`), or by a finding; empty otherwise.
    """
    lists, kept = reading.ground.lists, reading.ground.lexicon.kept
    low, high = reading.text.clause_at(position)
    told = {lists.synonym_name(s) for s in reading.text.stems[slice(*reading.text.token_span(low, high))]}
    levels = reading.levels_in(*reading.text.sentence_at(position))
    pool = [r for r in all_of_lines(reading) if not levels or r.level in (NOT_STATED, *levels)]
    words = {r.label: kept(r.label).of(owed_words) for r in pool}
    named = {a for a in words if any(w in told and sum(w in b for b in words.values()) == 1 for w in words[a])}
    own = [r for r in pool if r.label in named]
    if len(named) != 1 or any(r.truth == "met" or r.waived_by != NOT_STATED for r in own):
        return ""
    missing = [r.truth == "undetermined" or is_gap(r.tree) for r in own]
    return own[0].label if all(m == gap for m in missing) else ""
