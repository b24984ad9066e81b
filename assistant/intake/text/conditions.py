"""Whether a condition, a wish or an order before a fact is what it depends on, so that it is not told as one."""

from .lexicon import Mark
from .sentence import Sentence

DESCRIBED = 3
"""Words from an age to the one with which the person begins to be described."""
ORDERED = frozenset(("prescribed", "authorized", "approved", "scheduled", "recommended", "ordered", "planned"))
"""Words for what was to be done, of which it may be counted how much was."""
TAKEN = frozenset(("prescribed",))
"""Those of what the person had to do alone, so that an effect tells that it was done."""
LEADS = frozenset(("with", "without", "w", "w/o", "which", "that", "but", ","))
"""Words between what was prescribed and what it did."""
SENT = frozenset(("referred", "sent", "prescribed", "ordered"))
"""Words by which somebody was sent to a treatment."""
JOINS = frozenset(("and", "which", "she", "he", ",", "has"))
"""Words between what somebody was sent to and that it was done."""
SOON = 4
"""Words to that, and from that to its visits, at most."""
NEAR = 6
"""Words between them at most."""


def depends(sentence: Sentence, cue: Mark, first: int, last: int) -> bool:
    """Whether a fact between two words depends on a cue before it."""
    return _same_run(sentence, cue, first) and not (
        _of_name(sentence, cue) or _of_those(sentence, cue) or _taken(sentence, cue, last) or _gone(sentence, cue, last)
    )


def _of_name(sentence: Sentence, cue: Mark) -> bool:
    """Whether a word for a plan is part of the name of another treatment ("an exercise plan and this both failed")."""
    named = (m for m in sentence.names if m.role in ("treatment", "other treatment"))
    return any(m.first < cue.first and cue.last <= m.last for m in named)


def _of_those(sentence: Sentence, cue: Mark) -> bool:
    """Whether it is counted how much was done of what was ordered ("attended 11 of 12 prescribed visits of this")."""
    words = [w.word for w in sentence.words[max(0, cue.first - 2) : cue.first]]
    return sentence.words[cue.last].word in ORDERED and len(words) == 2 and words[0] == "of" and words[1].isdigit()


def _gone(sentence: Sentence, cue: Mark, last: int) -> bool:
    """Whether it is told straight behind what somebody was sent to how often it was done ("was referred to this and attended ...")."""
    if not SENT.intersection(w.word for w in sentence.words[cue.first : cue.last + 1]):
        return False
    done = next((m for m in sentence.cued("done") if 0 < m.first - last <= SOON), None)
    if done is None or not all(w.word in JOINS for w in sentence.words[last + 1 : done.first]):
        return False
    return any(0 < m.first - done.last <= SOON for m in sentence.cued("session"))


def _taken(sentence: Sentence, cue: Mark, last: int) -> bool:
    """Whether an effect straight behind what was prescribed tells that it was taken ("was prescribed this, without relief")."""
    if sentence.words[cue.last].word not in TAKEN:
        return False
    named = [m.last for m in sentence.names if m.role == "treatment"]
    end = max([last, *named])
    told = [m.first for role in ("response", "bare") for m in sentence.cued(role) if m.first > end]
    between = sentence.words[end + 1 : min(told, default=end)]
    return bool(told) and len(between) <= NEAR and all(w.word in LEADS for w in between[:1])


def _same_run(sentence: Sentence, cue: Mark, first: int) -> bool:
    """Whether no semicolon, dash, statement of what is ("..., which is so") or person that it is for ("for one who has ...") parts a
    condition or plan from what it speaks of.
    """
    stated = any(cue.last < m.first < first and m.last + 1 in sentence.copulas for m in sentence.cued("relatives"))
    if sentence.words[cue.last + 1].word == "by":  # "ordered by somebody, shows this"
        shown = (m.first for m in sentence.cued("shows") if cue.last < m.first < first)
        stated = stated or any(sentence.words[n].word not in (":", "with") for n in shown)
    stated = stated or any(cue.last < n < first for n in described(sentence))
    return not stated and not any(w.word in ";\u2014" for w in sentence.words[cue.last + 1 : first])


def described(sentence: Sentence) -> list[int]:
    """Where a person begins to be described ("for a 61-year-old man who ...")."""
    links = {m.first for m in sentence.cued("describes")}
    return [
        m.last for m in sentence.cued("described") if not links.isdisjoint(range(m.last + 1, m.last + 1 + DESCRIBED))
    ]
