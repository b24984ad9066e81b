"""Facts that other parts of the body have too, told of one of them ("broke the ankle, plate and screws")."""

from .lexicon import Lexicon, Mark
from .sentence import Sentence

ENDS = frozenset((",", ";", "."))
"""Signs that end a piece of a sentence."""
NEAR = 8
"""Words between a fact and the part of which it is told."""


def without_other_parts(sentence: Sentence, nouns: list[Mark], lexicon: Lexicon) -> list[Mark]:
    """The nouns without those that are told of another part of the body, where their sentence names no place of this specialty."""
    parts = sentence.cued("other part")
    if not parts or sentence.marks or sentence.levels or sentence.cued("region"):
        return nouns
    return [n for n in nouns if n.role != "kind" or not _of_other(sentence, n, parts, lexicon)]


def told_elsewhere(sentence: Sentence, denied: Mark, lexicon: Lexicon) -> bool:
    """Whether words that deny the failure of a thing that was put in are told of another part of the body ("broke the ankle, plate intact")."""
    if sentence.marks or sentence.levels or sentence.cued("region"):
        return False
    parts = (m for m in sentence.cued("elsewhere") if 0 < denied.first - m.last <= NEAR)
    plain = (not any(w.word in (";", ".") for w in sentence.words[m.last + 1 : denied.first]) for m in parts)
    return any(plain) and lexicon.reading_of(denied.value.partition(":")[0]).passing == "removed"


def _of_other(sentence: Sentence, noun: Mark, parts: list[Mark], lexicon: Lexicon) -> bool:
    if not lexicon.reading_of(noun.value.partition(":")[0]).anywhere:
        return False
    for part in parts:
        between = range(part.last + 1, noun.first) if part.last < noun.first else range(noun.last + 1, part.first)
        if len(between) <= NEAR and not any(sentence.words[n].word in ENDS for n in between):
            return True
    return False
