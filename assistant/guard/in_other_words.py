"""A word that its basis does not have, where it only says in another form what the basis says: "free of a" for "no a", "shorter" for
"less than two days", "un-" for a denial, a complaint that "fell" for one that improved.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from .admits import admitted_alike
from .analysed import Analysed
from .derived import in_length
from .polarity import directions_of
from .reading import Reading
from .scope import denied_words

_FREE = "free"
_FREE_OF = re.compile(r" (?:of|from) (?:any |all |the )?")
_UN = "un"
_PREFIX = re.compile(r"(?:non|post|pre|peri|intra|inter|multi|anti|sub|re)(?=\w{4})")
"""What stands before a word with a hyphen or without."""
_SHORTEST = 4
"""Letters that a word with "un-" before it has at least."""
_AMOUNT, _QUALITY = "amount", "quality"


def said_otherwise(stem: str, start: int, reading: Reading, held: Sequence[Analysed]) -> bool:
    """Whether the word at a place says only in another form what one of the texts of the basis says."""
    n, _ = reading.text.token_span(start, start + 1)
    word = reading.text.word_list[n]
    if any(told.verb == stem and told.start <= start < told.end for told in admitted_alike(reading)):
        return True
    if word == _FREE:
        return any(freed in _denied(text) for freed in _freed(reading, start) for text in held)
    if word.startswith(_UN) and len(word) >= len(_UN) + _SHORTEST:
        bare = reading.ground.lists.stemmer(word.removeprefix(_UN))
        return any(bare in _denied(text) for text in held) and not _of_other_place(bare, start, reading)
    if prefix := _PREFIX.match(word):  # "nonoperative" for "non-operative"
        parts = (prefix[0], reading.ground.lists.stemmer(word[prefix.end() :]))
        if any(parts in pairwise(text.text.stems) for text in held):
            return True
    if reading.analysed.of(denied_words)[n] and any(stem in names for names in _absent(reading)):
        return True
    return in_length(reading, start) or _lightened(stem, start, reading)


def _absent(reading: Reading) -> Iterator[frozenset[str]]:
    """The words of the names of each kind that the record denies: with the whole its forms are denied."""
    for kind in {f.kind for f in reading.findings if f.status == "absent"}:
        yield frozenset(stem for name in reading.ground.lexicon.names_of.get(f"kind:{kind}", ()) for stem in name)


def _of_other_place(stem: str, start: int, reading: Reading) -> bool:
    """Whether the record denies a word at other levels only than those of the clause at a place."""
    levels = reading.levels_in(*reading.text.clause_at(start))
    denying = [f for f in reading.findings if stem in _denied(reading.ground.analysed("quote", f.id, (f.quote,)))]
    placed = [reading.ground.at(f) for f in denying if f.levels]
    return bool(levels and placed) and all(levels.isdisjoint(at) for at in placed)


def _freed(reading: Reading, start: int) -> set[str]:
    """What is said not to be there by "free": the word behind "of" or "from", or the one joined to it by a hyphen."""
    text, lists = reading.text, reading.ground.lists
    n, _ = text.token_span(start, start + len(_FREE))
    behind = _FREE_OF.match(text.lower, start + len(_FREE))
    if behind is not None:
        n, _ = text.token_span(behind.end(), len(text.text))
    elif text.lower[:start].endswith("-"):
        n -= 1
    else:
        return set()
    stem = text.stems[n] if 0 <= n < len(text.stems) else ""
    return {stem, *lists.synonyms.get(stem, ())} - {""}


def _denied(text: Analysed) -> frozenset[str]:
    return text.of(_denied_stems)


def _denied_stems(text: Analysed) -> frozenset[str]:
    """The words that a text denies and nowhere affirms."""
    no = text.of(denied_words)
    denied = {stem for stem, n in zip(text.text.stems, no, strict=True) if n}
    return frozenset(denied - {stem for stem, n in zip(text.text.stems, no, strict=True) if not n})


def _lightened(stem: str, start: int, reading: Reading) -> bool:
    """Whether a burden (pain, disability) is told as less where the basis has it better, or as more where it has it worse."""
    lists = reading.ground.lists
    axis, sign = lists.directions.get(stem, ("", 0))
    if axis != _AMOUNT or not reading.tells_sources:
        return False
    low, high = reading.text.sentence_at(start)
    told = lists.burdens.intersection(reading.text.stems[slice(*reading.text.token_span(low, high))])
    return any(
        not told.isdisjoint(text.text.stem_set)
        and {s for a, s, _, _ in text.of(directions_of) if a == _QUALITY} == {-sign}
        for text in reading.texts_of(reading.facts_at(start))
    )
