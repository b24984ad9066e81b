"""What is felt, told with the place where: the noun and words that lead to a structure ("aching along the outer one", "pain that shoots
down the left one"), or the structure and a verb ("the left one burns").
"""

from collections.abc import Iterator

from .kind_words import KindReading
from .lexicon import Lexicon, Mark
from .sentence import OWN, PLACING, Sentence, wholes

WAY = 7
"""Words between what is felt and its place."""
PART = 4
"""Words from a part to the whole of it ("the calf of the left leg")."""
AWAY = ("from",)
"""Words before a place that is not the one of what is felt."""


def felt_at(sentence: Sentence, lexicon: Lexicon) -> Iterator[Mark]:
    """The nouns of a sentence that are made of what is felt and its place."""
    for role, led in (("felt", _led_to), ("felt", _at), ("hurts", _at)):
        for word in sentence.cued(role):
            table = lexicon.pack.kind(word.value).structures
            places = [m for m in sentence.names if m.role == "structure" and m.value.startswith(f"{table}:")]
            if places:
                yield from led(sentence, word, places, lexicon.reading_of(word.value))


def _at(sentence: Sentence, word: Mark, places: list[Mark], reading: KindReading) -> Iterator[Mark]:
    """A place straight before what is felt there, or before a verb for it."""
    for place in (m for m in places if m.last == word.first - 1):
        before = sentence.words[place.first - 1].word if place.first else ""
        reached = _id(place) in reading.far and _reached(sentence, place, places, reading)
        if reached or (_id(place) in reading.places and before not in AWAY):
            yield Mark("kind", f"{word.value}:{_id(place)}", place.first, word.last)
            yield from _joined(sentence, word, place, places, reading)


def _reached(sentence: Sentence, place: Mark, places: list[Mark], reading: KindReading) -> bool:
    """Whether what is felt at a place begins at another one of its own before it ("from the one to the other")."""
    sides = {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)}
    n = place.first - 1
    while n > 0 and (n in sides or sentence.words[n].word in OWN):
        n -= 1
    begun = [m for m in places if _id(m) in reading.places] + sentence.cued("region")
    return n > 0 and sentence.words[n].word in reading.moves and any(m.last == n - 1 for m in begun)


def _joined(sentence: Sentence, word: Mark, place: Mark, places: list[Mark], reading: KindReading) -> Iterator[Mark]:
    """The place joined before one at which it is felt ("the one and the other ache"), unless something else is told of it."""
    joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
    sides = {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)}
    for one in (m for m in places if m.last < place.first and _id(m) in reading.places and _id(m) != _id(place)):
        between = range(one.last + 1, place.first)
        begun = next((n for n in range(one.first - 1, -1, -1) if n not in sides), -1)
        led = begun >= 0 and sentence.words[begun].word in (*PLACING, *OWN, *AWAY, *reading.moves)
        if between and not led and all(n in joins or n in sides for n in between):
            yield Mark("kind", f"{word.value}:{_id(one)}", one.first, one.last)


def _led_to(sentence: Sentence, noun: Mark, places: list[Mark], reading: KindReading) -> Iterator[Mark]:
    """The place behind what is felt, to which nothing but a few words lead."""
    begun = {m.first: m for m in places}
    sides = {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)}
    leads = moves = False
    for n in range(noun.last + 1, min(noun.last + 1 + WAY, len(sentence.words))):
        if (place := begun.get(n)) is not None:
            if leads and _id(place) in (*reading.places, *(reading.far if moves else ())):
                yield Mark("kind", f"{noun.value}:{_id(place)}", noun.first, _end(sentence, place, places))
            return
        word = sentence.words[n].word
        moves = moves or word in reading.moves
        leads = leads or moves or word in reading.along
        if n not in sides and word not in OWN and word not in reading.along and word not in reading.moves:
            return


def _end(sentence: Sentence, place: Mark, places: list[Mark]) -> int:
    """The last word of a place, with the whole of which it is a part: the side stands there."""
    passed = wholes(sentence, places) if len(places) > 1 else ()
    return next((m.last for m in places if m.first in passed and 0 < m.first - place.last <= PART), place.last)


def _id(place: Mark) -> str:
    return place.value.partition(":")[2]
