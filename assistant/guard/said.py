"""Outcome words of a statement: which stand in it, and in what mood."""

import re

from .reading import Mood, Reading, Said
from .word_lists import Expression

ELLIPSIS = re.compile(
    r"\b(?:is|are|was|were|does|do) not(?=\s*(?:[.;,:)]|$))|(?<=\band )not(?= (?:yet )?(?:at|for) [a-z]\d)"
)
"""A verdict that says no more than that the one before it is not of this ("a is necessary, b is not")."""
REACH = 9
"""Words before an outcome word in which a modal, a negation or an "if" governs it."""


_COULD = re.compile(r"could\b(?! not)")
_DENIES = re.compile(r"\bnot\b|\bcannot\b|\bno\b")
_FINITE = re.compile(r"\s*(?:[a-z]+s|are|were)\b")
"""An outcome word that is a verb of its own ("counts as"), and no infinitive ("unable to meet")."""
_OPEN = re.compile(r"\bopen\b")
_PAIRED = ("neither", "nor")
_GRANTED = re.compile(r"\s*(?:which|who|since|because|although|though|given that|seeing that)\b")
"""Opens what a question takes for granted."""
_WOULD_HAVE = re.compile(r"\bwould (?:\w+ )?have (?:been )?(?:\w+ )?$")
_CANNOT = re.compile(r"(?:cannot|can not|could not|remains? to be) ")
"""Answers what stands behind "whether"."""
_ANEW = re.compile(r"\band (?:that|this|it) ")
"""Begins a statement of its own behind a denied one ("is not an issue, and that criterion is met")."""


def said(reading: Reading, matches: list[re.Match[str]], expressions: tuple[Expression, ...]) -> list[Said]:
    """Outcome expressions outside quotations, with their mood."""
    found = []
    for match in matches:
        if match.lastgroup is None or reading.quoted(match.start()) or _of_the_body(reading, match):
            continue
        means = expressions[int(match.lastgroup[1:])].means
        found.append(
            Said(match.start(), match.end(), match[0].strip(" ,:"), means, _mood(reading, match.start(), match[0]))
        )
    return found + _elliptic(reading, found)


def _of_the_body(reading: Reading, match: re.Match[str]) -> bool:
    """Whether a fact of the record is told, and not an outcome: what "remains open" is what the record calls sound ("the canal is
    patent").
    """
    if reading.statement.type != "record_fact" or _OPEN.search(match[0]) is None:
        return False
    lists, text = reading.ground.lists, reading.text
    first, last = text.token_span(text.clause_at(match.start())[0], match.start())
    subject = set(text.stems[first:last]) - lists.connectives
    sound = {
        s
        for f in reading.findings
        if lists.sound.search(f.quote.lower())
        for s in reading.ground.finding_text(f).text.stem_set
    }
    return bool(subject) and subject <= sound


def _elliptic(reading: Reading, found: list[Said]) -> list[Said]:
    """Denials that take up the outcome word before them ("a is necessary, b is not")."""
    more = []
    for match in ELLIPSIS.finditer(reading.text.lower) if found and " not" in reading.text.lower else ():
        low, _ = reading.text.sentence_at(match.start())
        before = [w for w in found if low <= w.start and w.end <= match.start() and w.mood == "asserted"]
        if before and not reading.quoted(match.start()):
            more.append(Said(match.start(), match.end(), match[0], before[-1].means, "negated"))
    return more


def _mood(reading: Reading, position: int, words: str) -> Mood:
    lists, text, runs = reading.ground.lists, reading.text.lower, reading.text.runs
    start, _ = reading.text.clause_at(position)
    asked = text[: reading.text.sentence_at(position)[1]].rstrip().endswith("?")
    if asked and _GRANTED.match(text, start) is None:
        return "mentioned"
    if _WOULD_HAVE.search(text, start, position):
        return "supposed"
    first, last = reading.text.token_span(start, position)
    whole, start = start, reading.text.tokens[max(first, last - REACH)][1] if first < last else position
    if lists.not_asserted.touches(runs) and any(
        not _of_a_label(reading, m) and not (m[0] == "whether" and _CANNOT.match(words))
        for m in lists.not_asserted.finditer(text, start, position)
    ):
        return "mentioned"
    supposed = lists.hypothetical.touches(runs) and lists.hypothetical.search(text, start, position)
    if supposed or _COULD.match(words):
        return "supposed"
    if not lists.negator.touches(runs):
        return "asserted"
    finite = _FINITE.match(words) is not None
    governed = any(
        m[0] not in lists.words.prepositional
        and not (finite and m[0] in lists.words.infinitive_negators)
        and not _ANEW.search(text, m.end(), position)
        for m in lists.negations(text, start, position)
    )
    governed = governed or any(m[0] in lists.words.wide_negators for m in lists.negations(text, whole, position))
    governed = governed or _denied_before_brackets(reading, whole)
    return "negated" if governed and _DENIES.search(words) is None else "asserted"


def _denied_before_brackets(reading: Reading, start: int) -> bool:
    """Whether "neither ... nor" governs a clause from before the brackets that stand right before it ("neither a (1) nor b (2) is")."""
    text = reading.text.lower
    while text[:start].endswith(")") and (opened := text.rfind("(", 0, start)) > 0:
        start, end = reading.text.clause_at(opened - 1)[0], opened
        if any(m[0] in _PAIRED for m in reading.ground.lists.negations(text, start, end)):
            return True
    return False


def _of_a_label(reading: Reading, opener: re.Match[str]) -> bool:
    """Whether a word that could open a supposition belongs to the label of a criterion ("freedom from x before y is met")."""
    text = reading.text.lower
    beside = " ".join([*text[: opener.start()].split()[-1:], opener[0]])
    for key in reading.statement.basis.criteria:
        for label in dict.fromkeys(result.label.lower() for result in reading.ground.results.get(key, ())):
            if beside != opener[0] and beside in label:
                return True
            at = label.find(opener[0])
            while at >= 0:
                if text.startswith(label, opener.start() - at):
                    return True
                at = label.find(opener[0], at + 1)
    return False


def verdicts(reading: Reading) -> list[Said]:
    """Verdict words of a statement."""
    if reading.verdicts is None:
        reading.verdicts = said(reading, reading.verdict_matches, reading.ground.lists.words.verdicts)
    return reading.verdicts


def criterion_words(reading: Reading) -> list[Said]:
    """Words of a statement that say whether a criterion is met."""
    if reading.criterion_answers is None:
        expressions = reading.ground.lists.words.criterion_words
        reading.criterion_answers = said(reading, reading.criterion_matches, expressions)
    return reading.criterion_answers
