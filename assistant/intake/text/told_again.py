"""What a record asks for again, or says was given before, without its name ("the same shot as in May", "the first set helped"): that is of
the treatment that the question asks for, so that silence on an earlier one is no first request.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from .dates import MONTH
from .lexicon import Lexicon
from .once_more import asked_once_more
from .question_words import QuestionWords

_CODE: Final = re.compile(r"\b[0-9A-Z]\d{4}\b")
_SENTENCE: Final = re.compile(r"(?<![A-Z]\.)(?<=[.!?;])\s+|\n")
_MONTH_OF_MAY: Final = re.compile(
    r"\b(?:in|since|of|last|until|from|early|late|mid)[\s-]+May\b|\b\d{1,2}\s+May\b|\bMay\s+\d"
)
_PLAN: Final = re.compile(
    r"\bplan\b|\b(?:is|are|was|be)\s+(?:now\s+)?(?:asked|sought|wanted|due|scheduled)\b", re.IGNORECASE
)


def told_again(question: str, texts: Iterable[str], lexicon: Lexicon) -> str:
    """What the question asks for, as a sentence that asks for one more of it, where a text tells that it was given; empty where none does."""
    for code in dict.fromkeys(_CODE.findall(question)):
        piece, kind = asked_once_more(f"{lexicon.general.question.again[0]} {code}", lexicon)
        if kind:
            held = [text for text in texts if not _others(text, kind, lexicon)]
            told = any(_tells(s, lexicon) for text in held for s in _SENTENCE.split(text))
            return f"{piece}." if told else ""
    return ""


def _others(text: str, kind: str, lexicon: Lexicon) -> bool:
    """Whether a text names another treatment that is given on one day, which a word for any may mean."""
    told = lexicon.reading.treatments
    named = {value for _, _, role, value in lexicon.names.find(lexicon.tokens(text)) if role == "treatment"}
    return not (named & set(told.one_day)) <= {kind}


def _tells(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence asks for one more of what has no name in it, or says what one before did."""
    words = lexicon.general.question
    plain = _MONTH_OF_MAY.sub(" ", sentence)
    if not _any(words.given_nouns).search(plain) or _elsewhere(plain, lexicon.reading.treatments.effects.other_places):
        return False
    if _earlier(words).search(sentence) and not _any(words.none_given).search(plain):
        return True
    wanted = _any(words.wants).search(plain) or _PLAN.search(plain)
    return bool(wanted) and not _any(words.unsettled).search(plain) and _more(words).search(plain) is not None


def _more(words: QuestionWords) -> re.Pattern[str]:
    noun, again, done = map(_either, (words.given_nouns, (*words.again, *words.one_again), words.done_again))
    return re.compile(
        rf"\b(?:{again})\s+(?:[a-z]+\s+){{0,2}}?(?:{noun})\b|\b(?:{noun})\b[^.;]{{0,30}}?\b(?:{done})(?!\w)",
        re.IGNORECASE,
    )


def _earlier(words: QuestionWords) -> re.Pattern[str]:
    noun, former, did = map(_either, (words.given_nouns, words.former_ones, words.did))
    return re.compile(
        rf"\b(?:{former})\s+(?:{noun})\b(?!\s+of\s+(?!\w*\s*(?:{noun})\b))[^.;]{{0,90}}?\b(?:{did})\b"
        rf"|\b(?:the|her|his|an?)\s+(?:{noun})\s+(?:in\s+(?:{MONTH})|on\s+\d{{1,2}}/\d|last\s+[a-z]+)\b[^.;]{{0,60}}?\b(?:{did})\b",
        re.IGNORECASE,
    )


def _elsewhere(text: str, places: Sequence[str]) -> bool:
    return any(re.search(place, text, re.IGNORECASE) for place in places)


def _either(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, words)) or "(?!)"


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(words)})(?!\w)", re.IGNORECASE)
