"""What a waiver and a level of care are said to rest on: the facts and criteria on which the checker rested them."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from ..model.outcome import CriterionResult, ExceptionResult, Node
from .reading import Reading, Said
from .reasons import facts_told
from .record import negated
from .said import criterion_words

_FOR = re.compile(
    r" (?:here )?(?:for|by|in view of|on account of|on the ground of|as|because of|because|since|owing to|due to) "
)
_LEADING = re.compile(r"\s*(?:because of|because|since|as|given|in view of|owing to|for) ")
_NAMED = re.compile(r"\b(?:the|all) (?:requirements?|criteri(?:on|a)|rules?)\b")
"""What is waived, behind "for" and a procedure: no ground."""
_FURTHER = re.compile(r"[;.]|,? (?:so|but|while|whereas|although)\b")
_WAIVES = frozenset(("waived", "waives", "waive"))
_BY = re.compile(r"\b(?:supported|justified|warranted|backed) (?:here )?by |\brests? on ")


def waiver_grounds(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: a waiver told to follow from findings that it does not rest on."""
    if reading.tells_sources or _WAIVES.isdisjoint(reading.words):
        return
    for word in criterion_words(reading):
        told = _reason(reading, word) if word.means == ("waived",) and word.mood == "asserted" else None
        met = _met(reading) if told is not None else []
        if told is None or not met:
            continue
        leaves = [n for e in met for n in _resting(e.tree)]
        counted = {id for n in leaves for id in n.findings}
        kinds = {f.kind for f in reading.ground.case.findings if f.id in counted}
        words = frozenset[str]().union(*(reading.ground.lexicon.kept(n.label).licensed for n in leaves))
        named = [m for m in reading.analysed.mentions if told[0] <= m.start < told[1] and m.of("kind")]
        named = [m for m in named if not negated(reading, m.start, m.end)]
        others = facts_told(reading, told) if not named else frozenset[str]()
        held = any(kinds & set(m.of("kind")) or words.issuperset(reading.text.stems[m.first : m.last]) for m in named)
        idle = reading.ground.lists.connectives
        stems = set(reading.text.stems[slice(*reading.text.token_span(*told))]) - idle
        none = bool(reading.findings) and counted.isdisjoint(f.id for f in reading.findings) and not stems <= words
        quoted = frozenset[str]().union(
            *(reading.ground.finding_text(f).licensed for f in reading.ground.case.findings if f.id in counted)
        )
        strange = not named and len(stems) > 1 and stems.isdisjoint(words | quoted)
        if strange or (named and not held) or (others and others.isdisjoint(counted)) or (counted and none):
            span = reading.text.text[slice(*told)]
            yield reading.violation(
                "criterion-contradiction", span, f"The waiver rests on {', '.join(sorted({n.label for n in leaves}))}."
            )


def _resting(node: Node) -> list[Node]:
    """The questions that are answered yes on a way that is: one below a way that is not carries nothing."""
    if node.truth != "met":
        return []
    return [n for child in node.children for n in _resting(child)] if node.children else [node]


def _reason(reading: Reading, word: Said) -> tuple[int, int] | None:
    """Where the ground of a waiver stands: behind the word, or in front of its clause."""
    lower = reading.text.lower
    low, high = reading.text.sentence_at(word.start)
    if "waived" not in word.words:  # "x waives y"
        return max(low, reading.text.clause_at(word.start)[0]), word.start
    behind = _FOR.match(lower, word.end)
    if behind is not None:
        further = _FURTHER.search(lower, behind.end(), high)
        return behind.end(), further.start() if further else high
    leading, comma = _LEADING.match(lower, low), lower.rfind(",", low, word.start)
    if leading is None or comma <= leading.end() or _NAMED.search(lower, leading.end(), comma):
        return None
    return leading.end(), comma


def _met(reading: Reading) -> list[ExceptionResult]:
    """The waivers that hold at the lines and levels that a statement refers to."""
    refs = {r.line for r in reading.statement.basis.outcomes}
    lines = [line for line in reading.ground.outcome.lines if line.id in refs] or reading.ground.outcome.lines
    keys = {key.rpartition(":")[2] for key in reading.statement.basis.criteria}
    found = [e for line in lines for level in line.per_level for e in level.exceptions if e.truth == "met"]
    return [e for e in found if not keys or keys & {*e.waives, e.id}]


def setting_grounds(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: a level of care told to be supported by a criterion that does not support it."""
    lists, text = reading.ground.lists, reading.text
    answers = reading.ground.outcome.setting.criteria
    if reading.tells_sources or not answers or not lists.setting.touches(reading.text.runs):
        return
    for match in _BY.finditer(text.lower):
        low, high = text.clause_at(match.start())
        inside = lists.setting.search(text.lower, low, match.start())
        if inside is None or reading.quoted(match.start()) or negated(reading, match.start(), match.end()):
            continue
        first, last = text.token_span(match.end(), high)
        stems = {lists.synonym_name(s) for s in text.stems[first:last]} - lists.function - lists.idle
        fits = [(len(stems & _own(r, answers, reading)), r) for r in answers]
        best = max(fit for fit, _ in fits)
        told = [r for fit, r in fits if fit == best]
        if best and all(r.truth != "met" for r in told):
            yield reading.violation(
                "criterion-contradiction", text.text[match.start() : high], f"{told[0].label} is not met here."
            )


def _own(result: CriterionResult, answers: tuple[CriterionResult, ...], reading: Reading) -> frozenset[str]:
    """Words of the label of a criterion that no other has."""
    lists = reading.ground.lists

    def named(label: str) -> frozenset[str]:
        return frozenset(lists.synonym_name(s) for s in reading.ground.lexicon.kept(label).text.stem_set)

    return named(result.label).difference(*(named(r.label) for r in answers if r.id != result.id)) - lists.function
