"""Codes of a request against the words beside them: another procedure named, another way in."""

from collections.abc import Iterator

from ...errors import Problem
from ...pack.pack import Pack
from .lexicon import Lexicon
from .request import RequestReader, paragraphs

STANDALONE = "stand-alone"
ANY = "any"


def worded(text: str, reader: RequestReader, lexicon: Lexicon) -> Iterator[Problem]:
    """What a person should ask about the words of a request; nothing of it moves an outcome.

    Only where words name what none of the codes beside them is, and a code is what none of the words name: a request may leave out either.
    """
    pack = lexicon.pack
    for _, part in paragraphs(text):
        codes = [code for code in reader.codes_in(part) if code in pack.codes]
        main = [code for code in codes if pack.codes[code].kind == STANDALONE]
        if not main:
            continue
        regions = {region for code in main for region in pack.codes[code].regions}
        named = {words: own for words, codes in reader.named_in(part) if (own := _families(codes, regions, pack))}
        families = {pack.codes[code].procedure for code in codes}
        strange = [words for words, own in named.items() if own.isdisjoint(families)]
        known = frozenset().union(*named.values()) if named else frozenset()
        unnamed = [code for code in main if pack.codes[code].procedure not in known]
        ways = {pack.codes[code].approach for code in unnamed}
        strange = [words for words in strange if ways.isdisjoint(_ways_named(words, lexicon))]
        if strange and unnamed:
            yield Problem(
                f"The request says {_listed(f'“{w}”' for w in strange)}, and code {unnamed[0]} is "
                f"{pack.codes[unnamed[0]].name}.",
                remedy="Ask which is meant: the code leads until then.",
                warning=True,
            )
            continue
        yield from _ways(part, main, pack, lexicon)


def _families(codes: tuple[str, ...], regions: set[str], pack: Pack) -> frozenset[str]:
    """The families of codes in some regions; none where a name has no code there, so that it says nothing of them."""
    known = (pack.codes[code] for code in codes if code in pack.codes)
    return frozenset(c.procedure for c in known if ANY in (*c.regions, *regions) or regions & set(c.regions))


def _ways_named(words: str, lexicon: Lexicon) -> set[str]:
    return {way for _, _, _, way in lexicon.approaches.find(lexicon.tokens(words))}


def _ways(part: str, main: list[str], pack: Pack, lexicon: Lexicon) -> Iterator[Problem]:
    """Another way in than that of any code."""
    found = _ways_named(part, lexicon)
    ways = {pack.codes[code].approach for code in main}
    if len(found) == 1 and ANY not in ways and found.isdisjoint(ways):
        yield Problem(
            f"The request says {found.pop()}, and code {main[0]} ({pack.codes[main[0]].name}) is {pack.codes[main[0]].approach}.",
            remedy="Ask which is meant: the code leads until then.",
            warning=True,
        )


def _listed(words: Iterator[str]) -> str:
    return " and ".join(words)
