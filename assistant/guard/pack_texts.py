"""What a pack says of itself: its facts with whom they concern, its lessons, its glossary and its codes, as analysed texts."""

from collections.abc import Iterable

from ..model.base import NOT_STATED
from ..model.corpus import Bearing, Fact, Source
from .analysed import Analysed
from .lexicon import Lexicon, PackWords, lexicon_of
from .words import Lists

NARRATIVE = "narrative:"
"""Begins the key of a lesson of the pack's narrative."""
NOTICE = f"{NARRATIVE}notice"
"""Key of the notice that stands above every document."""
BEARING = "bearing:"
"""Begins the key of something that was studied in patients like this one."""
AGAIN = "the findings quoted above, the same as"
"""What is said of them where they were told before."""
TERM, WORD, CODE = "term:", "word:", "code:"
"""Begin the keys of the glossary and of the code tables."""


class PackTexts:
    """Texts that hold nothing of a record, analysed once for all documents of the process."""

    def __init__(self, pack: PackWords, lists: Lists) -> None:
        self.pack = pack
        self.lists = lists
        self.lexicon: Lexicon = lexicon_of(pack, lists)
        self._cache: dict[tuple[str, str], Analysed] = {}

    def fact(self, ref: str) -> tuple[Source, Fact] | None:
        """A fact with its source; None where the corpus has none of that reference."""
        try:
            return self.pack.fact(ref)
        except KeyError:
            return None

    def of_pack(self, kind: str, key: str, parts: Iterable[object]) -> Analysed:
        """The same for texts that hold nothing of the record: analysed once for all documents of the process."""
        known = self._cache.get((kind, key))
        if known is None:
            text = ". ".join(str(p) for p in parts if p and p != NOT_STATED)
            known = self._cache[kind, key] = self.lexicon.kept(text)
        return known

    def fact_text(self, ref: str) -> Analysed | None:
        """The words of a fact alone."""
        texts = self.lexicon.texts
        if ("fact", ref) not in texts:
            found = self.fact(ref)
            texts["fact", ref] = None if found is None else self.lexicon.kept(found[1].text)
        return texts["fact", ref]

    def about(self, ref: str) -> Analysed | None:
        """What surrounds a fact: population, issuer, title, year, identifiers, kind and region of its source."""
        texts = self.lexicon.texts
        if ("about", ref) not in texts:
            found = self.fact(ref)
            texts["about", ref] = None if found is None else self._about(ref, *found)
        return texts["about", ref]

    def _about(self, ref: str, source: Source, fact: Fact) -> Analysed:
        parts: tuple[object, ...] = (
            fact.population,
            source.short,
            source.issuer,
            source.title,
            source.venue,
            source.year,
            source.type,
        )
        parts = (*parts, *(f"{k} {v}" for k, v in source.identifiers.items()), *source.regions)
        return self.of_pack("about", ref, parts)

    def whom(self, ref: str) -> Analysed | None:
        """Whom a fact concerns, and the name of its source."""
        texts = self.lexicon.texts
        if ("whom", ref) not in texts:
            found = self.fact(ref)
            names = () if found is None else (found[1].population, found[0].short, found[0].issuer, found[0].title)
            texts["whom", ref] = self.of_pack("whom", ref, names) if names else None
        return texts["whom", ref]

    def people(self, ref: str) -> Analysed | None:
        """Whom a fact concerns."""
        found = self.fact(ref)
        return None if found is None else self.of_pack("people", ref, (found[1].population,))

    def bearing(self, key: str) -> Bearing | None:
        """What was studied, by its key; None for the key of anything else."""
        return self.pack.narrative.bearing(key.removeprefix(BEARING)) if key.startswith(BEARING) else None

    def _pack_text(self, key: str) -> Analysed | None:
        """A lesson or the notice of the pack's narrative, a term of its glossary, a word that it explains, a code of its tables."""
        texts = self.lexicon.texts
        if ("pack", key) not in texts:
            parts = self._pack_words(key)
            texts["pack", key] = self.of_pack("pack", key, parts) if parts else None
        return texts["pack", key]

    def _pack_words(self, key: str) -> tuple[object, ...]:
        table, _, id = key.partition(":")
        pack = self.pack
        if key == NOTICE:
            return (pack.narrative.notice,)
        if table == "term":
            return tuple(part for t in pack.glossary if t.term == id for part in (t.term, t.meaning))
        if table == "word":
            return tuple(part for w in pack.vocabulary.words if id in w.any for part in (*w.any, w.meaning))
        if table == "code" and id in pack.codes:
            code = pack.codes[id]
            return (code.code, code.name, code.description, code.note, code.retired)
        if table == "code" and id in pack.diagnoses:
            return (id, pack.diagnoses[id].name, "diagnosis")
        if table == "bearing":
            bearing = self.bearing(key)
            facts = () if bearing is None else (pack.fact(ref)[1].text for ref in bearing.grounds)
            return () if bearing is None else (bearing.text, pack.narrative.weighs[bearing.weighs], AGAIN, *facts)
        told = (*pack.narrative.unsaid.items(), ("weighed", pack.narrative.weighed))
        lessons = (*((p.id, p.text) for p in pack.narrative.pitfalls), *told)
        return tuple(text for name, text in lessons if key == f"{NARRATIVE}{name}")
