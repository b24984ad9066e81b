"""Codes of a request against the words beside them: another procedure named, another way in."""

from collections.abc import Iterator, Sequence

from ...errors import Problem
from ...model.case import RequestLine
from ...pack.pack import Pack
from .claimed import claimed
from .codes_named import ANY, STANDALONE, codes_for
from .lexicon import Lexicon
from .procedures import paragraphs
from .request import RequestReader


def worded(text: str, reader: RequestReader, lexicon: Lexicon, lines: Sequence[RequestLine] = ()) -> Iterator[Problem]:
    """What a person should ask about the words of a request; nothing of it moves an outcome.

    Only where words name what none of the codes beside them is, and a code is what none of the words name: a request may leave out either.
    """
    pack = lexicon.pack
    for _, part in paragraphs(text):
        codes = [code for code in reader.codes_in(part) if code in pack.codes]
        main = [code for code in codes if pack.codes[code].kind == STANDALONE]
        yield from _units(part, reader, lexicon, lines)
        if not main:
            continue
        regions = {region for code in main for region in pack.codes[code].regions}
        named = {w: own for w, procedure in reader.names.named_in(part) if (own := codes_for(procedure, regions, pack))}
        strange = [words for words, own in named.items() if own.isdisjoint(codes)]
        unnamed = [code for code in main if not any(code in own for own in named.values())]
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
        yield from _ways(part, main, codes, pack, lexicon)


def _units(part: str, reader: RequestReader, lexicon: Lexicon, lines: Sequence[RequestLine] = ()) -> Iterator[Problem]:
    """Codes asked for more or fewer times than at levels; `lines`: the request as it was understood in the end."""
    units = claimed(part, lexicon.general.modifiers).units
    for line in reader.read(part).lines if units else ():
        number, code = units.get(line.code), lexicon.pack.codes.get(line.code)
        placed = any(other.code == line.code and len(other.levels) == number for other in lines)
        if number and not placed and code is not None and code.per_level and line.levels and number != len(line.levels):
            yield Problem(
                f"{line.code} ({code.name}) is requested {number} times, and is read at {len(line.levels)} levels "
                f"({', '.join(line.levels)}).",
                remedy="Ask which levels are meant.",
                warning=True,
            )


def _ways_named(words: str, lexicon: Lexicon) -> set[str]:
    return {way for _, _, _, way in lexicon.approaches.find(lexicon.tokens(words))}


def _ways(part: str, main: list[str], codes: list[str], pack: Pack, lexicon: Lexicon) -> Iterator[Problem]:
    """Another way in than that of any code, of an implant as well."""
    found = _ways_named(part, lexicon)
    ways = {pack.codes[code].approach for code in codes}
    own = {pack.codes[code].approach for code in main}
    if len(found) == 1 and ANY not in own and found.isdisjoint(ways):
        yield Problem(
            f"The request says {found.pop()}, and code {main[0]} ({pack.codes[main[0]].name}) is {pack.codes[main[0]].approach}.",
            remedy="Ask which is meant: the code leads until then.",
            warning=True,
        )


def _listed(words: Iterator[str]) -> str:
    return " and ".join(words)
