"""What a statement holds, as far as it decides which checks can find anything in it: kinds of words, figures and terms, and
parts of its basis.
"""

from enum import IntFlag, auto

from ..model.base import NOT_STATED
from .lexicon import Lexicon
from .phrases import Phrases
from .reading import Reading
from .said import criterion_words, verdicts
from .text import words_of


class Holds(IntFlag):
    """One mark each. A mark may be set where nothing comes of it; one that is not set is sure."""

    # what it tells: of sources in other words than theirs, or of this case
    RETOLD = auto()
    CASE = auto()
    RECORD_FACT = auto()
    APPLICATION = auto()
    RECOMMENDATION = auto()
    # its basis; the plural: two or more
    FACT = auto()
    DOCUMENT = auto()
    CRITERION = auto()
    FINDING = auto()
    FINDINGS = auto()
    TREATMENT = auto()
    TREATMENTS = auto()
    ABSENT = auto()
    MEASURED = auto()
    # its text
    QUOTE = auto()
    VERDICT = auto()
    ANSWER = auto()
    FIGURE = auto()
    CODE = auto()
    DATE = auto()
    LEVEL = auto()
    LANDMARK = auto()
    RATIO = auto()
    NUMBER = auto()
    COUNTED = auto()
    MENTION = auto()
    KIND = auto()
    TREATED = auto()
    STRUCTURE = auto()
    GRADE = auto()
    # words of the lists
    ABSOLUTE = auto()
    AGREEMENT = auto()
    ASKING = auto()
    ASSERTION = auto()
    BODY = auto()
    CLAIM = auto()
    DEGREE = auto()
    EACH = auto()
    FOLLOWING = auto()
    FORM = auto()
    GLOSSARY = auto()
    HAD = auto()
    MISSING = auto()
    MODAL = auto()
    NARROWING = auto()
    NEGATOR = auto()
    ORDINAL = auto()
    PIVOT = auto()
    REASON = auto()
    SETTING = auto()
    SIDE = auto()
    UNSOUND = auto()


_EACH = ("both", "all", "each", "every")
_OF_FIGURE = {
    "code": Holds.CODE.value,
    "date": Holds.DATE.value,
    "level": Holds.LEVEL.value,
    "landmark": Holds.LANDMARK.value,
    "ratio": Holds.RATIO.value,
    "number": Holds.NUMBER.value,
}
_COUNTED = frozenset(("level", "line", "stage"))
"""Units of what the outcome counts."""
_OF_MENTION = {
    "kind": Holds.KIND.value,
    "treatment": Holds.TREATED.value,
    "structure": Holds.STRUCTURE.value,
    "grade": Holds.GRADE.value,
}
_OF_TYPE = {
    "record_fact": (Holds.CASE | Holds.RECORD_FACT).value,
    "application": (Holds.CASE | Holds.APPLICATION).value,
    "recommendation": (Holds.CASE | Holds.RECOMMENDATION).value,
    "outcome": Holds.CASE.value,
}

# as plain numbers, which are quicker to join
_RETOLD = Holds.RETOLD.value
_FACT = Holds.FACT.value
_DOCUMENT = Holds.DOCUMENT.value
_CRITERION = Holds.CRITERION.value
_ABSENT = Holds.ABSENT.value
_MEASURED = Holds.MEASURED.value
_FINDING = Holds.FINDING.value
_TREATMENT = Holds.TREATMENT.value
_QUOTE = Holds.QUOTE.value
_VERDICT = Holds.VERDICT.value
_ANSWER = Holds.ANSWER.value
_FIGURE = Holds.FIGURE.value
_MENTION = Holds.MENTION.value
_IS_COUNTED = Holds.COUNTED.value
_FINDINGS = (Holds.FINDING | Holds.FINDINGS).value
_TREATMENTS = (Holds.TREATMENT | Holds.TREATMENTS).value


class _Marks:
    """The marks that words set, and those of lists that cannot be told by a first word: these are always set."""

    def __init__(self, lexicon: Lexicon) -> None:
        lists = lexicon.lists
        bodies = (*lists.attribution_verbs, *lists.words.body_words)
        self.always = 0
        self.alone: dict[str, int] = {}
        """The marks that a word sets by itself."""
        self.begun: dict[str, dict[frozenset[str], int]] = {}
        """Those that it sets where all of some further words stand as well."""
        for mark, listed in (
            (Holds.ABSOLUTE, [lists.absolute]),
            (Holds.AGREEMENT, lists.agreements.values()),
            (Holds.ASKING, [lists.asking]),
            (Holds.ASSERTION, lists.assertions.values()),
            (Holds.CLAIM, lists.claims.values()),
            (Holds.FOLLOWING, [lists.following]),
            (Holds.FORM, lists.forms.values()),
            (Holds.GLOSSARY, [lexicon.term]),
            (Holds.HAD, [lists.had]),
            (Holds.MISSING, [lists.missing]),
            (Holds.NARROWING, [lists.narrowing]),
            (Holds.NEGATOR, [lists.negator]),
            (Holds.PIVOT, [lists.pivot]),
            (Holds.SETTING, [lists.setting]),
            (Holds.SIDE, [lists.side]),
            (Holds.UNSOUND, [lists.unsound]),
        ):
            for found in listed:
                self._add(mark.value, found)
        for mark, words in (
            (Holds.BODY, frozenset(w for name in bodies for w in words_of(name)[:1])),
            (Holds.DEGREE, frozenset(lists.degrees)),
            (Holds.EACH, frozenset(_EACH)),
            (Holds.MODAL, frozenset(lists.modals)),
            (Holds.ORDINAL, frozenset(lists.ordinals)),
            (Holds.REASON, lists.reason.gate),
        ):
            self._set(mark.value, words)

    def _add(self, mark: int, found: Phrases) -> None:
        if found.gate is None:
            self.always |= mark
            return
        self._set(mark, found.alone)
        for word, rests in found.rests.items():
            marks = self.begun.setdefault(word, {})
            for rest in rests:
                marks[rest] = marks.get(rest, 0) | mark

    def _set(self, mark: int, words: frozenset[str] | None) -> None:
        if words is None:
            self.always |= mark
        for word in words or ():
            self.alone[word] = self.alone.get(word, 0) | mark

    def of(self, runs: frozenset[str]) -> int:
        """The marks of what a phrase can begin with."""
        found, alone, begun = self.always, self.alone, self.begun
        for word in alone.keys() & runs:
            found |= alone[word]
        for word in begun.keys() & runs:
            for rest, marks in begun[word].items():
                if marks & ~found and rest <= runs:
                    found |= marks
        return found


def holds(reading: Reading) -> int:
    """The marks of a statement, as a number."""
    found = reading.ground.lexicon.of(_Marks).of(reading.text.runs)
    found |= _of_basis(reading) | _of_text(reading)
    if reading.tells_sources:
        return found if reading.verbatim else found | _RETOLD
    return found | _OF_TYPE[reading.statement.type]


def _of_basis(reading: Reading) -> int:
    findings, treatments = reading.findings, reading.treatments
    found = _FACT if reading.facts else 0
    if reading.documents:
        found |= _DOCUMENT
    if reading.statement.basis.criteria:
        found |= _CRITERION
    if findings:
        found |= _FINDING if len(findings) == 1 else _FINDINGS
        if any(f.status == "absent" for f in findings):
            found |= _ABSENT
        if any(f.number != NOT_STATED for f in findings):
            found |= _MEASURED
    if treatments:
        found |= _TREATMENT if len(treatments) == 1 else _TREATMENTS
    return found


def _of_text(reading: Reading) -> int:
    found = _QUOTE if '"' in reading.text.text else 0
    if verdicts(reading):
        found |= _VERDICT
    if criterion_words(reading):
        found |= _ANSWER
    if reading.analysed.figures:
        found |= _FIGURE
        for figure in reading.analysed.figures:
            found |= _OF_FIGURE.get(figure.kind, 0)
            if figure.unit in _COUNTED:
                found |= _IS_COUNTED
    if reading.analysed.mentions:
        found |= _MENTION
        for table in {table for m in reading.analysed.mentions for table in m.by_table}:
            found |= _OF_MENTION.get(table, 0)
    return found
