"""A finding held against a criterion that is not met, without a word that says so: to the reader it is met; and an answer
where no rule asked.
"""

from collections.abc import Iterator

from ..model.document import Violation
from .criteria_spoken_of import criteria_at
from .reading import Reading
from .said import criterion_words, verdicts


def unanswered(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: an application of criteria none of which is met, that holds no denial, doubt, answer,
    rule or reservation.
    """
    if reading.statement.type != "application" or not reading.statement.basis.criteria:
        return
    lists, text = reading.ground.lists, reading.text
    if any("met" not in w.means for w in criterion_words(reading)):
        return
    if any("necessary" not in w.means for w in verdicts(reading)):
        return
    reserved = (lists.negator, lists.uncertain, lists.reservation)
    if any(found.touches(reading.text.runs) and found.search(text.lower) for found in reserved):
        return
    if any(match.lastgroup == "rule" for match in lists.cue.finditer(text.lower)):
        return
    answers = frozenset[str]().union(*criteria_at(reading, len(text.text) - 1))
    if not answers or answers & {"met", "waived"}:
        return
    has = ", ".join(sorted(answer.replace("_", " ") for answer in answers))
    yield reading.violation(
        "criterion-contradiction", text.text[:120], f"The criterion is: {has}; the statement says nothing of it."
    )


def answer_of_none(reading: Reading) -> Iterator[Violation]:
    """`criterion-contradiction`: an answer told of a criterion that was not asked for any line of this request."""
    basis, ground = reading.statement.basis, reading.ground
    if reading.statement.type != "application" or not basis.criteria or basis.outcomes:
        return
    if any(key in ground.results or ":" not in key for key in basis.criteria):
        return
    if any(key.rpartition(":")[0] in ground.asked for key in basis.criteria):
        return
    for word in criterion_words(reading):
        if word.mood in ("asserted", "negated"):
            yield reading.violation("criterion-contradiction", word.words, "No rule in force asked for this criterion.")
            return
