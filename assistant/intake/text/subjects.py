"""Whether a list of treatments is the subject of the verb that says what all of them brought."""

from collections.abc import Collection

from .dates import dates
from .lengths import words_of
from .lexicon import Mark
from .sentence import Sentence

OPENING = 3
"""Words before a list that begins its sentence."""
JOINING = frozenset(
    (",", "and", "or", "plus", "&", "then", "a", "an", "the", "on", "in", "of", "from", "to", "through", "at", "with")
)
"""Words between the treatments of a list that say nothing of one of them."""
COUNTS = frozenset(("one", "two", "three", "four", "five", "several", "multiple", "both"))


def of_subjects(sentence: Sentence, response: Mark, verbs: Collection[str]) -> bool:
    """Whether a response is told by a verb of which the treatments before it are the subject: a comma parts their list from it ("this, that and
    one on such a day, brought no relief"), or their list begins the sentence and holds nothing else but their days, levels and numbers.
    """
    verb = next((n for n in (response.first, response.first - 1) if sentence.words[n].word in verbs), 0)
    return verb > 1 and (sentence.words[verb - 1].word == "," or _begins_with_list(sentence, verb))


def _begins_with_list(sentence: Sentence, verb: int) -> bool:
    """Whether treatments with what joins, dates, places and counts them are all that stands before a verb."""
    named = [m for m in sentence.names if m.role == "treatment" and m.first < verb]
    if len(named) < 2 or named[0].first > OPENING:
        return False
    known = {n for m in named for n in range(m.first, m.last + 1)} | sentence.level_words
    known |= {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)}
    known |= {n for d in dates(sentence.line.text) for n in words_of(sentence, d.start, d.end)}
    depth, outside = 0, []
    for n in range(named[0].first, verb):
        word = sentence.words[n].word
        depth += (word == "(") - (word == ")")
        if depth == 0 and word != ")" and n not in known:
            outside.append(word)
    return all(word in JOINING or word in COUNTS or word[0].isdigit() for word in outside)
