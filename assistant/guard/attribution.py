"""Attribution: a body is named as speaking only where a cited source is its own, and as ruling only where it rules."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model.corpus import Source
from ..model.document import Violation
from .ground import Ground
from .lexicon import Lexicon
from .reading import Reading
from .text import normalise, words_of

_TERMS = frozenset(("kind", "treatment", "procedure", "grade"))
_NEAR = 30
"""The same for a study or journal."""
_REACH = 70
"""Characters between a name and the verb it governs."""
_MOST_PATTERNS = 64
"""Sets of names for which the pattern is kept."""
_CAPITALS = r"(?:[A-Z][\w&'/-]*|of|the|for|and|on)"


@dataclass(frozen=True, slots=True)
class Body:
    """A name that can stand as a speaker: whom it means, and what that body issues (empty: not known)."""

    identity: str
    issues: frozenset[str]


class _PackBodies:
    """What the pack says of bodies. Built once per pack."""

    def __init__(self, lexicon: Lexicon) -> None:
        pack, lists = lexicon.pack, lexicon.lists
        self.abbreviations = frozenset(term.term for term in pack.glossary)
        self.body_words = frozenset(word.lower() for word in lists.words.body_words)
        self.authorities: dict[str, Body] = {}
        for authority in pack.authorities:
            for name in (authority.name, *authority.also):
                self.authorities[normalise(name)] = Body(authority.name, frozenset(authority.issues))
        self._authority = _names_pattern(self.authorities)
        self.by_first = _by_first_word(self.authorities)
        self._sources: dict[str, tuple[str, str, frozenset[str]]] = {}
        self._patterns: dict[frozenset[str], re.Pattern[str]] = {}
        verbs = sorted(lists.attribution_verbs, key=len, reverse=True)
        self.verb = re.compile(rf"\b(?:{'|'.join(re.escape(v) for v in verbs)})\b")
        kinds = "|".join(re.escape(w) for w in lists.words.body_words)
        self.invented = re.compile(
            rf"\b(?:[A-Z][\w&'-]*\s+(?:{_CAPITALS}\s+)*)?(?:{kinds})\b(?:\s+(?:of|for|on)\s+(?:{_CAPITALS}\s+)*[A-Z][\w&'-]*)?"
        )
        self.acronym = re.compile(
            r"\b([A-Z][A-Z/&]{1,9})(?:'s)?\s+(?:(?:guidelines?|polic(?:y|ies)|criteria|bulletin)\s+)?"
            rf"(?:{'|'.join(re.escape(v) for v in verbs)})\b"
        )

    def pattern(self, named: frozenset[str]) -> re.Pattern[str]:
        """Finds the authorities, and these names."""
        if named not in self._patterns:
            if len(self._patterns) >= _MOST_PATTERNS:
                self._patterns.clear()
            self._patterns[named] = _names_pattern({*self.authorities, *named})
        return self._patterns[named]

    def named(self, source: Source) -> tuple[str, str, frozenset[str]]:
        """The issuer of a source and its short name as texts have them, and whom they mean."""
        if source.id not in self._sources:
            issuer, short = normalise(source.issuer), normalise(source.short)
            found = {self.authorities[m[0]].identity for m in self._authority.finditer(f"{issuer} | {short}")}
            self._sources[source.id] = (issuer, short, frozenset(found | {issuer}))
        return self._sources[source.id]


class Bodies:
    """Names of authorities and of the issuers of retrieved sources. Built once per document."""

    def __init__(self, ground: Ground) -> None:
        self.of_pack = of_pack = ground.lexicon.of(_PackBodies)
        self.names = dict(of_pack.authorities)
        self.sources: dict[str, frozenset[str]] = {}
        named: list[str] = []
        for source in {found[0].id: found[0] for ref in ground.retrieved if (found := ground.fact(ref))}.values():
            issuer, short, self.sources[source.id] = of_pack.named(source)
            for name in (issuer, short):
                if name not in self.names:
                    self.names[name] = Body(issuer, frozenset())
                    named.append(name)
        self._named = frozenset(named)
        self._by_first = (of_pack.by_first, _by_first_word(named))

    def named(self, reading: Reading) -> list[re.Match[str]]:
        """The names in a statement; searched for where the words of one stand in it."""
        text = reading.text.text
        begun = (name for names in self._by_first for word in names.keys() & reading.words for name in names[word])
        return list(self.of_pack.pattern(self._named).finditer(text)) if any(name in text for name in begun) else []


def _by_first_word(names: Iterable[str]) -> dict[str, list[str]]:
    """Names by their first word, as it stands among the words of a text."""
    found: dict[str, list[str]] = {}
    for name in names:
        for word in words_of(name)[:1]:
            for form in (word, f"{word}'s"):
                found.setdefault(form, []).append(name)
    return found


def _names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(names, key=len, reverse=True)
    if not ordered:
        return re.compile(r"(?!)")
    first = "".join(sorted({re.escape(name[0]) for name in ordered}))
    return re.compile(rf"(?<![\w/])(?=[{first}])(?:{'|'.join(re.escape(n) for n in ordered)})(?![\w/])")


def bodies_of(ground: Ground) -> Bodies:
    """The names of bodies, prepared once per document."""
    if ground.bodies is None:
        ground.bodies = Bodies(ground)
    return ground.bodies


def attribution(reading: Reading) -> Iterator[Violation]:
    """`attribution`: another's words put into a body's mouth, or a rule into that of a body that issues none."""
    text, bodies = reading.text.text, bodies_of(reading.ground)
    matches = bodies.named(reading)
    for n, match in enumerate(matches):
        if reading.quoted(match.start()) or reading.is_verbatim(*reading.text.sentence_at(match.start())):
            continue
        verb = _verb_behind(reading, bodies, match, matches[n + 1].start() if n + 1 < len(matches) else len(text))
        according = re.search(
            r"\b(?:according to|by|under|from) (?:the )?$",
            text[max(0, match.start() - 20) : match.start()],
            re.IGNORECASE,
        )
        if verb is None and not (according and according[0].lower().startswith("according")):
            continue
        yield from _judge(reading, bodies, match, verb)
        if verb is not None:
            yield from _not_its_own(reading, bodies, match, verb)
    yield from _kind_of_source(reading, bodies)


_PASSIVE = re.compile(r"\b(?:is|are|was|were|be) (?:not |no longer |never |therefore |also )?$")
_COUNTS = re.compile(
    r" (?:only |about |all )?[\w,]+ (?:[\w-]+ )?(?:studies|trials|papers|reports|reviews|patients|participants|articles)\b"
)
"""Behind a verb: it says what a work takes in, and asks for nothing."""


def _verb_behind(reading: Reading, bodies: Bodies, match: re.Match[str], limit: int) -> str | None:
    """The attribution verb a name governs: the first behind it in its clause, before the next name."""
    _, stop = reading.text.clause_at(match.start())
    _, end = reading.text.sentence_at(match.start())
    stop = end if stop - match.end() < 12 else stop
    found = bodies.of_pack.verb.search(reading.text.lower, match.end(), min(stop, limit, match.end() + _REACH))
    if found is not None and _COUNTS.match(reading.text.lower, found.end()):
        return None  # "the review covers 13 studies"
    return found[0] if found else None


def _judge(reading: Reading, bodies: Bodies, match: re.Match[str], verb: str | None) -> Iterator[Violation]:
    ground = reading.ground
    body = bodies.names[match[0]]
    facts = [found for ref in reading.facts_at(match.start()) if (found := ground.fact(ref)) is not None]
    if facts and not any(_is_of(bodies, source.id, body) or match[0] in normalise(fact.text) for source, fact in facts):
        whose = ", ".join(sorted({source.issuer for source, _ in facts}))
        yield reading.violation(
            "attribution", match[0], f"The statement names {match[0]}; the cited source is of {whose}."
        )
        return
    if not facts and reading.tells_sources:
        return
    kind = ground.lists.attribution_verbs.get(verb or "", "find")
    allowed = ground.lists.words.may_issue[kind]
    rules = kind in ("require", "set") and any(fact.role == "requirement" for _, fact in facts)
    verbs, same = ground.lists.attribution_verbs, {kind}
    rules = rules or any(
        match[0] in fact.text and same & {verbs.get(w, "") for w in words_of(fact.text)} for _, fact in facts
    )  # the source itself says it of the body
    if body.issues and body.issues.isdisjoint(allowed) and not rules:
        issued = ", ".join(sorted(body.issues))
        yield reading.violation(
            "attribution", match[0], f'{match[0]} issues {issued}; it does not speak with "{verb}".'
        )


def _not_its_own(reading: Reading, bodies: Bodies, match: re.Match[str], verb: str) -> Iterator[Violation]:
    """Terms that a body is said to speak of, which its own cited facts do not name: another source of the statement,
    or the policy set, does.
    """
    ground, body = reading.ground, bodies.names[match[0]]
    own = [ref for ref in reading.facts if (f := ground.fact(ref)) is not None and _is_of(bodies, f[0].id, body)]
    if not own or not reading.tells_sources:
        return
    held = set[str]().union(*(t.licensed for r in own for t in (ground.fact_text(r), ground.about(r)) if t is not None))
    concepts = {c for r in own if (t := ground.fact_text(r)) is not None for c in t.concepts}
    start, end = reading.text.clause_at(match.end())
    for mention in reading.analysed.mentions:
        inside = max(start, match.end()) <= mention.start < end and not mention.concepts & concepts
        if not inside or not mention.tables & _TERMS or reading.quoted(mention.start):
            continue
        stems = set(reading.text.stems[mention.first : mention.last]) - ground.lists.function
        if not stems <= held:
            span = reading.text.text[mention.start : mention.end]
            yield reading.violation(
                "attribution", span, f'{match[0]} does not speak of "{span}" in the passage cited ("{verb}").'
            )


def _is_of(bodies: Bodies, source: str, body: Body) -> bool:
    return body.identity in bodies.sources.get(source, frozenset())


def _kind_of_source(reading: Reading, bodies: Bodies) -> Iterator[Violation]:
    """The words "a guideline", "a randomised trial" as the speaker where what is cited is none; a study that rules."""
    ground, lists = reading.ground, reading.ground.lists
    for noun, kind in lists.words.kind_nouns.items():
        if noun not in reading.words:
            continue
        for match in re.finditer(rf"\b(?:(?:an?|the|this|one)\s+(?:[\w/-]+\s+){{0,2}})?{noun}\b", reading.text.lower):
            facts = [found for ref in reading.facts_at(match.start()) if (found := ground.fact(ref)) is not None]
            speaks = bodies.of_pack.verb.match(reading.text.lower, match.end() + 1) is not None
            if not facts or reading.quoted(match.start()) or not (speaks or match[0] != noun):
                continue
            if not any(source.type == kind or noun in f"{fact.text} {source.title}".lower() for source, fact in facts):
                types = ", ".join(sorted({source.type.lower() for source, _ in facts}))
                yield reading.violation(
                    "attribution", match[0], f"The statement names a {noun}; what it cites is a {types} source."
                )
    for match in lists.never_rules.finditer(reading.text.lower) if lists.never_rules.touches(reading.text.runs) else ():
        _, stop = reading.text.clause_at(match.start())
        verb = bodies.of_pack.verb.search(reading.text.lower, match.end(), min(stop, match.end() + _NEAR))
        if verb is None or lists.attribution_verbs.get(verb[0]) != "require" or reading.quoted(match.start()):
            continue
        if _PASSIVE.search(reading.text.lower, match.end(), verb.start()):
            continue  # "no earlier trial is required": it asks for nothing
        if not any(verb[0] in text.text.lower and match[0] in text.text.lower for text in reading.fact_texts):
            yield reading.violation("attribution", match[0], f'A {match[0]} does not speak with "{verb[0]}".')


def authority_invented(reading: Reading) -> Iterator[Violation]:
    """Names that look like a body, and are none the corpus or the record knows."""
    text, bodies = reading.text.text, bodies_of(reading.ground)
    invented = (
        list(bodies.of_pack.invented.finditer(text)) if not bodies.of_pack.body_words.isdisjoint(reading.words) else []
    )
    acronyms = list(bodies.of_pack.acronym.finditer(text))
    if not invented and not acronyms:
        return
    known = [m.span() for m in bodies.named(reading)]
    for match in invented:
        name = re.sub(r"^(?:The|A|An|By|And|In|For|According|To)\s+", "", match[0]).strip()
        if (
            " " not in name
            or any(a < match.end() and match.start() < b for a, b in known)
            or reading.quoted(match.start())
        ):
            continue
        if not _known_elsewhere(reading, name):
            yield reading.violation("authority-invented", name, f"The corpus knows no body of the name {name}.")
    for match in acronyms:
        if (
            any(a <= match.start() < b for a, b in known)
            or reading.quoted(match.start())
            or match[1] in bodies.of_pack.abbreviations
        ):
            continue
        if not _known_elsewhere(reading, match[1]):
            yield reading.violation("authority-invented", match[1], f"The corpus knows no body of the name {match[1]}.")


def _known_elsewhere(reading: Reading, name: str) -> bool:
    """Whether a cited text, the request, the glossary or the record has the name."""
    ground, lower = reading.ground, name.lower()
    texts = [t for ref in reading.facts for t in (ground.fact_text(ref), ground.about(ref)) if t is not None]
    texts += [*reading.criterion_texts, *reading.record_texts, ground.request, ground.computed]
    return (
        any(lower in t.text.lower for t in texts)
        or any(lower in term.meaning.lower() for term in ground.pack.glossary)
        or any(lower in ground.squeezed(d) for d in reading.documents if d in ground.documents)
    )
