"""What is asserted of a source beyond its figures and terms: that something lasts, is of no use, or holds whatever else is so."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .reading import Reading
from .record import negated
from .said import criterion_words, verdicts

_ENOUGH = "sufficient"


_UNCONDITIONAL = re.compile(
    r"\b(?:whether or not|(?:regardless|irrespective) of whether|no matter whether|even without) "
)


def whatever_else(reading: Reading) -> Iterator[Violation]:
    """`overstated`: a verdict or an answer told to hold whether something else is so or not, which no rule of the basis says."""
    if reading.tells_sources:
        return
    for match in _UNCONDITIONAL.finditer(reading.text.lower):
        low, high = reading.text.sentence_at(match.start())
        answers = [w for w in (*verdicts(reading), *criterion_words(reading)) if low <= w.start < high]
        given = any(w.mood in ("asserted", "supposed") and {"necessary", "met"} & set(w.means) for w in answers)
        texts = (*reading.criterion_texts, *reading.fact_texts)
        if not given or reading.quoted(match.start()) or any("waived" in w.means for w in answers):
            continue
        if not any(_UNCONDITIONAL.search(text.text.lower) for text in texts):
            yield reading.violation("overstated", match[0].strip(), "No rule that it rests on says so.")


def asserted(reading: Reading) -> Iterator[Violation]:
    """`overstated`: words of a group of which no passage cited has any."""
    if not reading.tells_sources or reading.verbatim:
        return
    for name, found in reading.ground.lists.assertions.items():
        for match in found.finditer(reading.text.lower) if found.touches(reading.text.runs) else ():
            if reading.quoted(match.start()) or negated(reading, match.start(), match.end()):
                continue
            clause = reading.text.clause_at(match.start())
            if name == _ENOUGH and reading.ground.lists.negator.search(reading.text.lower, *clause):
                continue  # "by itself no reason"
            sources = [*reading.texts_of(reading.facts_at(match.start())), *reading.criterion_texts]
            if sources and not any(found.search(source.text.lower) for source in sources):
                yield reading.violation("overstated", match[0], f'No passage that it cites says "{match[0]}".')
