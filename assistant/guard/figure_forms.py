"""The forms that a figure can have, and the words with which it can open."""

import re
from collections.abc import Iterable, Mapping

from ..model.corpus import Anatomy
from .text import words_of
from .word_lists import Words

_PLAIN = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?"
_UNITS_BETWEEN = ("mm", "cm", "degrees", "weeks", "months", "years", "days", "patients", "levels")
_UNIT_BETWEEN = rf"(?:%|\s?(?:{'|'.join(_UNITS_BETWEEN)}))?"
_AND_A_HALF = r"\s+and\s+a\s+half"
_ORDINAL = ("a ", "one ")
_OF = r"(?=\s+of\b|\s*[(,.;)]|\s*$)"
"""Behind "a third" and its like where they are parts, and count nothing."""
_DIGIT = re.compile(r"\d")
_UNTIL = r"\s?(?:-|to|through|until|and)\s?"
_RATIO = (
    r"(?P<ratio>(?<!\.)\d+(?:[+-](?=\s?/|\s+out))?\s?(?:/|\s+out of\s+|\s+of\s+)\s?(?:the\s+)?\d+"
    r"(?![\d.]\d|/|%)(?:[+-](?!\w))?)"
)


class Opens(dict[str, re.Pattern[str] | None]):
    """For each word the pattern of the figures that it can open; None where there are none."""

    def __init__(self, anatomy: Anatomy, words: Words, months: Iterable[str], named: Iterable[str]) -> None:
        super().__init__()
        self._forms = _forms(anatomy, words, months, named)
        self._first_words = _first_words(words, months, named)
        self._patterns: dict[frozenset[str], re.Pattern[str]] = {}

    def __missing__(self, word: str) -> re.Pattern[str] | None:
        first = word.partition("'")[0]
        kinds = {kind for kind, words in self._first_words.items() if first in words}
        if _DIGIT.search(word) is not None:
            kinds.add("digits" if _DIGIT.match(word) else "mark")
        found = self[word] = self._pattern(frozenset(kinds)) if kinds else None
        return found

    def _pattern(self, kinds: frozenset[str]) -> re.Pattern[str]:
        if kinds not in self._patterns:
            forms = "|".join(form for kind, form in self._forms if kind in kinds)
            self._patterns[kinds] = re.compile(rf"(?<!\w)(?:{forms})")
        return self._patterns[kinds]


def _forms(
    anatomy: Anatomy, words: Words, months_known: Iterable[str], named: Iterable[str]
) -> tuple[tuple[str, str], ...]:
    """The forms of figures in their order: what the first word of each is, and its pattern."""
    shares = sorted(words.fractions, key=lambda name: -len(name))
    letters = (
        "|".join(sorted({re.sub(r"\d+$", "", name).lower() for name in anatomy.landmarks}, key=len, reverse=True))
        or r"(?!)"
    )
    mark = rf"(?:{letters})\d{{1,2}}"
    months = "|".join(sorted(months_known, key=len, reverse=True))
    numerals = _numeral_words(words.numerals)
    worded = rf"(?:{numerals})(?![a-z])"
    number = rf"(?:{_PLAIN}|(?<![a-z]){worded})"
    grades = "|".join(words.grade_words)
    any_month, clear = words.before_any_month, words.before_months
    before_month = "|".join(rf"(?<=\b{word}[ -])" for word in any_month)
    verbs = "|".join(month for month in months_known if month in words.hypothetical) or r"(?!)"
    before_month += "".join(rf"|(?<=\b{word} )(?!(?:{verbs})\b)" for word in clear)
    dated = "|".join(rf"(?<=\b{word} )" for word in words.before_days)
    sole = "|".join(month for month in words.months if month not in words.other_months)
    fractions = "|".join(
        re.escape(name).replace(r"\ ", r"[\s-]") + (_OF if name.startswith(_ORDINAL) else "") for name in shares
    )
    spans = "|".join(words.spans)
    persons = "|".join(next(group for group in words.units if "persons" in group))
    counted = {u for group in words.units if "persons" not in group for u in group if u.isalpha()}
    units = "|".join(map(re.escape, sorted(counted)))
    names = sorted((re.escape(name) for name in named), key=len, reverse=True)
    count = rf"(?:\s+(?:{persons}))?\s+in\s+(?:every\s+)?(?:{numerals}|\d{{1,3}})(?![\w.]|\s?%|[\s-](?:{units}))"
    to = rf"{_UNIT_BETWEEN}(?:\s?-\s?|\s+to\s+){number}(?![a-z\d])"
    until = rf"{_UNIT_BETWEEN}\s+and\s+{number}(?![a-z\d])"
    end = rf"(?:{_AND_A_HALF})?(?!\d)(?=mm\b|cm\b|mg\b|[^a-z]|$)"
    joins = "|".join((*months_known, "and", "in", "of", "out", "to", *persons.split("|"), *_UNITS_BETWEEN))
    return (
        # what stands behind it rules out all others: most figures
        ("digits", rf"(?P<bare>(?<![.+/])\d{{1,4}}(?=[;:)]|[,.](?:\s|$)|$|\s(?!(?:{joins})\b)[a-z]))"),
        ("digits", r"(?P<iso>\d{4}-\d{2}-\d{2}\b)"),
        ("digits", rf"(?P<dmy>\d{{1,2}}\s+(?:{months})\s+\d{{4}}\b)"),
        ("month", rf"(?P<mdy>(?:{months})\s+\d{{1,2}},?\s+\d{{4}}\b)|(?P<my>(?:{months})\s+\d{{4}}\b)"),
        ("digits", rf"(?P<dm>\d{{1,2}}\s+(?:{months})(?![a-z]|\s+\d|,\s+\d{{4}}))"),
        ("month", rf"(?P<md>(?:(?!(?:{verbs})\b)|{dated})(?:{months})\s+\d{{1,2}}\b(?!,?\s+\d|[./:%]))"),
        ("digits", r"(?P<slash>\d{1,2}/\d{1,2}/\d{4}\b)"),
        ("digits", rf"(?P<slashmd>\d{{1,2}}/\d{{1,2}}(?={_UNTIL}\d{{1,2}}/\d{{1,2}}/\d{{4}}))"),
        ("digits", r"(?P<slashmy>(?:0?[1-9]|1[0-2])/(?:19|20)\d\d\b(?!/))"),
        ("month", rf"(?P<month>(?:(?:{before_month})(?:{months})|(?:{sole}))(?![a-z]|\.?\s+\d))"),
        ("mark", rf"(?P<level>{mark}(?:\s?[-/]\s?|\s+(?:to|through)\s+)(?:{mark}|\d{{1,2}})(?!\d|\.\d))"),
        ("name", rf"(?P<named>(?:{'|'.join(names) or '(?!)'})(?!\w))"),
        ("digits", r"(?P<code>(?:\d{5}|\d{4}[a-z])\b(?!\.\d))"),
        ("digits", r"(?P<identifier>\d{2,}(?!mm|cm|mg|th|st|nd|rd)[a-z]{1,2}\b)"),
        ("mark", r"(?P<identifier>[a-z]\d{2}\.[0-9a-z]{1,4}\b|[a-z]{1,4}\d{3,7}\b)"),
        ("mark", rf"(?P<landmark>{mark}\b)"),
        ("p", r"(?P<probability>p\s?[<=>]\s?0?\.\d+)"),
        ("digits", _RATIO),
        ("numeral", rf"(?P<ratio>(?:{numerals})(?:\s+out)?\s+of\s+(?:the\s+)?(?:{numerals})(?![a-z]))"),
        ("grade", rf"(?P<roman>(?:{grades})\s+(?:iii|ii|iv|i|v)\b)"),
        ("grade", rf"(?P<letter>(?:{grades})\s+[a-d]\b(?=[^\w\s]|$))"),
        ("span", rf"(?P<span>(?:{spans})(?![a-z]))"),
        ("fraction", rf"(?P<fraction>(?:{fractions})(?![a-z]))"),
        ("numeral", rf"(?P<portion>(?<!\.)(?:{numerals}){count})"),
        ("digits", rf"(?P<portion>(?<!\.)\d{{1,2}}{count})"),
        ("numeral", rf"(?P<range>(?<![.+]){worded}{to})"),
        ("digits", rf"(?P<range>(?<![.+])(?!(?:19|20)\d\d\s+to\s+\d{{1,3}}(?!\d))(?:{_PLAIN}){to})"),
        ("numeral", rf"(?P<between>(?<=between\s){worded}{until})"),
        ("digits", rf"(?P<between>(?<=between\s)(?:{_PLAIN}){until})"),
        ("numeral", rf"(?P<number>(?<![.+/])(?:{numerals}){end})"),
        ("digits", rf"(?P<number>(?<![.+/])(?:{_PLAIN}){end})"),
    )


def _numeral_words(numerals: Mapping[str, int]) -> str:
    """Numbers written as words, those of two words first ("twenty-six")."""
    tens = "|".join(word for word, value in numerals.items() if value >= 20)
    ones = "|".join(word for word, value in numerals.items() if 1 <= value <= 9)
    single = "|".join(numerals)
    two = rf"(?:{tens})-(?:{ones})(?![a-z])"
    return rf"{two}|(?!{two})(?:{single})" if tens and ones else single


def _first_words(words: Words, months: Iterable[str], named: Iterable[str]) -> dict[str, frozenset[str]]:
    """The words that open a form, by what they are."""
    listed: dict[str, Iterable[str]] = {
        "month": months,
        "numeral": words.numerals,
        "grade": words.grade_words,
        "span": words.spans,
        "fraction": words.fractions,
        "name": named,
        "p": ("p",),
    }
    return {kind: frozenset(w for name in names for w in words_of(name)[:1]) for kind, names in listed.items()}
