"""Whom a source concerns: its region, first or repeat operations, and groups of people that exclude each other."""

from collections.abc import Iterator

from ..model.document import Violation
from .analysed import Analysed
from .phrases import Phrases
from .reading import Reading


def population(reading: Reading) -> Iterator[Violation]:
    """A region, a first or repeat operation, or a group of people that the cited facts do not concern."""
    if not reading.tells_sources or reading.verbatim or not reading.facts:
        return
    ground, lists, text = reading.ground, reading.ground.lists, reading.text.lower
    yield from _other_region(reading)
    for start, end in reading.stretches:
        refs = reading.facts_at(start)
        facts = [found for ref in refs if (found := ground.fact(ref)) is not None]
        sources = " ".join(t.text.lower for t in [*reading.texts_of(refs), *reading.criterion_texts]) + " ".join(
            f.population.lower() for _, f in facts
        )
        if not facts or reading.is_verbatim(*reading.text.sentence_at(start)):
            continue
        for name, other in (("primary", "revision"), ("revision", "primary")):
            match = lists.surgery[name].search(text, start, end)
            if (
                match
                and {f.surgery for _, f in facts} == {other}
                and not lists.surgery[name].search(sources)
                and match[0] not in sources
            ):
                yield reading.violation("population", match[0], f"The cited passage concerns {other} operations.")
        for group in lists.populations:
            if any(pattern.touches(reading.text.runs) for pattern in group):
                yield from _other_group(reading, start, end, group, sources)


def _other_region(reading: Reading) -> Iterator[Violation]:
    """Region words that neither the sources' regions nor the words of the cited facts have."""
    ground = reading.ground
    for region, word, low in reading.analysed.of(regions_of):
        if reading.quoted(low) or reading.is_verbatim(*reading.text.sentence_at(low)):
            continue
        refs = reading.facts_at(low)
        facts = [found for ref in refs if (found := ground.fact(ref)) is not None]
        said = {r for t in (*reading.texts_of(refs), *reading.criterion_texts) for r, _, _ in t.of(regions_of)}
        wide = {r for source, _ in facts for r in source.regions}
        known = said or wide
        if facts and ("any" not in wide or said) and region not in known:
            yield reading.violation(
                "population", word, f"The cited passage concerns {', '.join(sorted(known))}, not {word}."
            )


def regions_of(text: Analysed) -> list[tuple[str, str, int]]:
    """The regions that a text names, by adjective or everyday word, with the word and its place."""
    lexicon = text.lexicon
    adjectives = zip(text.text.stems, text.text.tokens, strict=True)
    found = [(lexicon.regions[stem], t[0], t[1]) for stem, t in adjectives if stem in lexicon.regions]
    if lexicon.region_words and lexicon.region_word.touches(text.text.runs):
        places = lexicon.region_word.finditer(text.text.lower)
        found += [(lexicon.region_words[m[0]], m[0], m.start()) for m in places]
    return found


def _other_group(
    reading: Reading, start: int, end: int, group: tuple[Phrases, ...], sources: str
) -> Iterator[Violation]:
    for n, pattern in enumerate(group):
        match = pattern.search(reading.text.lower, start, end)
        others = [o.search(sources) for m, o in enumerate(group) if m != n]
        if match and not pattern.search(sources) and any(others) and not reading.quoted(match.start()):
            found = next(o[0] for o in others if o)
            yield reading.violation(
                "population", match[0], f'The cited passage speaks of "{found}", not of "{match[0]}".'
            )
