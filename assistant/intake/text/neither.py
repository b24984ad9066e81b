"""Treatments of which not that they were given is denied, but that they did any good ("neither the one nor the other helped")."""

from collections.abc import Sequence
from typing import Final

from .lexicon import Mark
from .responses import GOOD
from .sentence import Sentence

NEITHER: Final = frozenset(("neither", "nor"))
GIVEN: Final = frozenset(("had", "has", "have", "having", "received", "tried", "did", "given", "done", "undergone"))
"""Words before `neither` by which it was not given."""
VERBS: Final = frozenset(("did", "do", "does", "was", "were", "is", "are", "has", "have", "had"))
"""Words between `neither` and what is said to have done no more good than the one before."""
PLAIN: Final = frozenset(("the", "his", "her", "any", "their"))
"""Words that may stand between it and the treatment."""
LEADS: Final = frozenset(("to", "with", "from"))
"""Words with which what did nothing is told of a further treatment ("did not respond to this, nor to that")."""
ARTICLES: Final = 3
"""Words from such a verb to the treatment."""
COUNTED: Final = frozenset(("week", "wk", "month", "day", "visit", "session", "course", "round", "cycle", "trial"))
"""What a treatment is counted in, between such a verb and the treatment ("nor did the ten weeks of supervised ...")."""
LONG: Final = 8
"""Words with which it may be counted."""


def without_effect(sentence: Sentence, group: Sequence[Mark]) -> bool:
    """Whether a sentence denies in this way what treatments did."""
    begin, end = sentence.clause(group[0].first)
    words = [w.word for w in sentence.words]
    led = [m.first - 2 for m in group if m.first - 2 > begin and words[m.first - 1] in LEADS]
    if any(words[n] == "nor" and _failed_before(sentence, n) for n in led):
        return True
    before = [n for n in range(begin, group[0].first) if words[n] in NEITHER]
    for n in reversed(before):
        if _acted_on(words[n + 1 : group[0].first]) and not _goes_on(sentence, group[-1].last, end):
            return True  # it stands for what they did, whatever word told that of those before
        if words[n + 1] in VERBS and (group[0].first - n - 1 <= ARTICLES or _counted(words[n + 2 : group[0].first])):
            return _failed_before(sentence, n) and not _goes_on(sentence, group[-1].last, end)
    opened = next((n for n in before if words[n] == "neither"), None)
    if opened is None or (opened and words[opened - 1] in GIVEN):
        return False
    names = [m.last for m in sentence.names if m.role in ("treatment", "thing") and m.first < end]
    named = max(names, default=group[-1].last)  # a heading may name it
    told = [m.first for m in sentence.cued("response") if m.value in GOOD]
    told += [m.first for m in sentence.cued("gain")]
    closing = next((words[n] for n in range(end - 1, named, -1) if words[n].isalpha()), "")
    if closing in VERBS and any(n < opened for n in told):
        return True  # "the one helped; neither this nor that did"
    return any(named < n < end for n in told)


def _acted_on(between: Sequence[str]) -> bool:
    """Whether the words between `nor` and treatments are a verb of doing of which these are the subject ("nor did this")."""
    return between[:1] in (["did"], ["do"], ["does"]) and all(w in PLAIN for w in between[1:])


def _counted(between: Sequence[str]) -> bool:
    """Whether the words before a treatment count how much of it there was."""
    return len(between) <= LONG and "of" in between and any(w in COUNTED or w.rstrip("s") in COUNTED for w in between)


def _failed_before(sentence: Sentence, n: int) -> bool:
    """Whether it is said before a word that a treatment did no good."""
    told = sorted(
        (m for role in ("response", "gain") for m in sentence.cued(role) if m.first < n), key=lambda m: m.first
    )
    return bool(told) and (told[-1].value == "none" or _denied(sentence, told[-1]))


def _denied(sentence: Sentence, response: Mark) -> bool:
    return any(
        w.word in ("not", "no", "never", "neither", "none", "nothing")
        for w in sentence.words[max(0, response.first - ARTICLES) : response.first]
    )


def _goes_on(sentence: Sentence, last: int, end: int) -> bool:
    """Whether a verb behind the treatments says what was not done with them ("nor was the one tried")."""
    behind = sentence.words[last + 1 : min(end, last + 1 + ARTICLES)]
    return any(w.word in GIVEN or w.word in ("attempted", "used", "offered", "started", "prescribed") for w in behind)
