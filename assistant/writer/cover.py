"""Whether statements tell a point in full. What a model claims to tell is not taken on trust: what is missing goes back to
it, and in the end the composer's own statement is put back.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..guard import Ground
from ..guard.analysed import Analysed
from ..guard.reading import Reading, Said, reading_of
from ..guard.said import criterion_words, verdicts
from ..model.document import Statement
from .once import once
from .rider import added, likeness

SHARE: Final = 0.6
"""Least part of the content words of a point that statements keep, themselves or by a synonym."""
SOURCE_SHARE: Final = 0.75
"""The same where the point tells what a source says."""
_FIGURES: Final = 0.6
"""Least part of the figures of a statement of evidence; elsewhere every figure counts."""
_SHARED: Final = 2
"""Least number of content words that a statement has in common with each point that it claims to tell."""
_ALIKE: Final = 0.4
"""Likeness to a sentence of its points that a sentence needs where it has few content words or none: shared words by all
words.
"""
_NAMES_OF_RULES: Final = frozenset(("criteria",))
"""Words that name what is decided by and decide nothing themselves."""
_JOINING: Final = frozenset(("either",))
"""Words of phrases of decision that by themselves only join two things; the phrases are looked for on their own."""
_SAME: Final = 0.7
"""Likeness from which on two clauses say the same, or the opposite."""
_AUXILIARY: Final = frozenset(("do", "doe", "does", "did", "so", "because", "and", "as"))
"""Stems that come and go with a denial, or join clauses."""
_OPENS: Final = ":"
"""Ends a clause whose denial is of what follows: "Not met: this and that."."""
_STEPS: Final = re.compile(r"\bsteps? (\d+(?:(?:, | and )\d+)*)")
_SHORT: Final = 6
"""Words up to which a sentence may recur."""
_GAPS: Final = frozenset(("not_met", "undetermined"))
"""Answers that a statement about this request may give though its points do not: the guard holds them against the rules."""


def missing(point: Statement, told: Sequence[Statement], claimed: Sequence[Statement], ground: Ground) -> str:
    """What of a point the statements leave out, in words for whoever wrote them; empty where it is told in full.

    `claimed`: all points that these statements claim to tell.
    """
    if not told:
        return "no statement that stands tells it."
    wanted, given = reading_of(point, ground), [reading_of(s, ground) for s in told]
    for check in (_markers, _outcomes, _levels, _figures, _content):
        if left_out := check(wanted, given):
            return left_out
    owed = sum(_denials(r) + _adverse(r) for r in (reading_of(c, ground) for c in claimed))
    if sum(_denials(r) + _adverse(r) for r in given) < owed:
        return "it denies something, and the statements leave a denial out."
    return ""


def astray(statement: Statement, points: Sequence[Statement], ground: Ground) -> str:
    """What a statement says beyond its points, or beside them, that the guard of single statements lets pass: it reads
    words, not intentions. Empty where nothing.
    """
    reading, own = reading_of(statement, ground), [reading_of(p, ground) for p in points]
    for check in (_idle, _beyond, _denied, _turned, _qualified, added):
        if found := check(reading, own):
            return found
    return ""


def sentences(statement: Statement, ground: Ground) -> list[str]:
    """The longer sentences of a statement, in one form."""
    text = reading_of(statement, ground).text
    found = (text.lower[start:end].strip(" .") for start, end in text.sentences)
    return [s for s in found if len(s.split()) > _SHORT]


def steps(text: str) -> frozenset[str]:
    """Numbers of the document's own steps that a text points to."""
    return frozenset(n for m in _STEPS.finditer(text) for n in re.findall(r"\d+", m[1]))


def _markers(point: Reading, told: Sequence[Reading]) -> str:
    facts = {ref for r in told for ref in r.facts}
    documents = {id for r in told for id in r.documents}
    left = [f"[[{ref}]]" for ref in point.facts if ref not in facts]
    left += [f"[[record:{id}]]" for id in point.documents if id not in documents]
    return f"the markers {', '.join(left)} are missing." if left else ""


def _outcomes(point: Reading, told: Sequence[Reading]) -> str:
    for moods in (("asserted", "negated"), ("supposed",)):
        given = {sense for r in told for sense in _senses(r, *moods)}
        for word in (*verdicts(point), *criterion_words(point)):
            if word.mood in moods and _sense(word) not in given:
                return f'it says "{word.words}", and the statements do not.'
    return ""


def _senses(reading: Reading, *moods: str) -> set[frozenset[str]]:
    return {_sense(w) for w in (*verdicts(reading), *criterion_words(reading)) if w.mood in moods}


def _sense(word: Said) -> frozenset[str]:
    """What an outcome word says; a negated one says something else than the same word asserted."""
    if word.mood == "negated" and word.means == ("met",):
        return frozenset({"not_met"})
    if word.mood == "negated" and word.means == ("necessary",):
        return frozenset({"not_necessary"})
    return frozenset((*word.means, "not" if word.mood == "negated" else ""))


def _levels(point: Reading, told: Sequence[Reading]) -> str:
    given = _named(told)
    left = sorted(_named([point]) - given)
    return f"the levels {', '.join(left)} are missing." if left else ""


def _named(readings: Iterable[Reading]) -> frozenset[str]:
    return frozenset(level for r in readings for _, levels in r.levels for level in levels)


def _figures(point: Reading, told: Sequence[Reading]) -> str:
    """Codes, dates, numbers and ranges outside quotations; levels are looked for on their own."""
    own = {f.key: f.text for f in point.analysed.figures if f.kind != "level" and not point.quoted(f.start)}
    given = {f.key for r in told for f in r.analysed.figures}
    left = [text for key, text in own.items() if key not in given]
    allowed = (1 - _FIGURES) * len(own) if point.statement.type == "evidence" else 0
    return f"the figures {', '.join(left)} are missing." if len(left) > allowed else ""


def _content(point: Reading, told: Sequence[Reading]) -> str:
    own = _stems(point)
    kept = len(own & {stem for r in told for stem in _stems(r)})
    share = SOURCE_SHARE if point.tells_sources else SHARE
    return "too little of what it says is told." if own and kept < share * len(own) else ""


def _idle(reading: Reading, own: Sequence[Reading]) -> str:
    """Points of which next to nothing is told, and sentences that say nothing of any."""
    content, lists = _stems(reading), reading.ground.lists
    told = _by_sentence(reading)
    for point in own:
        few = len(content & _stems(point)) < min(_SHARED, len(_stems(point)))
        if few and not any(_alike(mine, theirs) for mine in told for theirs in _by_sentence(point)):
            return "It says next to nothing of a point that it claims to tell."
    if not own:
        return ""
    held = [stems for p in own for stems in _by_sentence(p)]
    for span, stems in zip(reading.text.sentences, told, strict=True):
        if stems <= lists.connectives and not any(_alike(stems, theirs) for theirs in held):
            return f'This says nothing of its points: "{reading.text.text[slice(*span)].strip()}"'
    return ""


@once
def _by_sentence(reading: Reading) -> list[frozenset[str]]:
    """The words of each sentence, by stem."""
    return [frozenset(reading.text.stems[slice(*reading.text.token_span(*span))]) for span in reading.text.sentences]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one.isdisjoint(other) and likeness(one, other) >= _ALIKE


def _beyond(reading: Reading, own: Sequence[Reading]) -> str:
    """Outcome words that no point has. Of this request a statement may say that a gap is one, and of its criteria what all of
    them came to: the guard holds both against the rules.
    """
    told = {sense for p in own for sense in _senses(p, "asserted", "negated")}
    supposed = {sense for p in own for sense in _senses(p, "supposed")}
    vouched: set[str] = set()
    for word in (*verdicts(reading), *criterion_words(reading)):
        sense = _sense(word)
        allowed = supposed if word.mood == "supposed" else told
        if word.mood == "mentioned" or sense in allowed or word.words in _cited(reading):
            continue
        gap = word.mood != "supposed" and sense - {""} <= _GAPS
        if reading.tells_sources or not (gap or (word.mood == "asserted" and set(word.means) == _came_to(reading))):
            return f'It says "{word.words}", and its points do not.'
        vouched |= set(word.words.split())
    return _ruling(reading, own, vouched)


def _came_to(reading: Reading) -> set[str]:
    """What the criteria that a statement rests on came to, at the levels that it names; empty where it rests on none."""
    named = _named([reading])
    found: set[str] = set()
    for key in reading.statement.basis.criteria:
        results = reading.ground.results.get(key, ())
        here = [r for r in results if not named or r.level in named] or results
        found |= {r.effective for r in here}
    return found


def _ruling(reading: Reading, own: Sequence[Reading], vouched: set[str]) -> str:
    """Words of decision in whatever form, and set phrases of conditional approval, that nothing vouches for."""
    lists = reading.ground.lists
    ruling = lists.words.verdict_gate & reading.words - _JOINING
    texts = [*(t.text for t in reading.fact_texts), *(t.text for t in reading.criterion_texts)] if ruling else []
    ruling = ruling.difference(vouched, *(r.words for r in own), *(text.words for text in texts))
    if ruling:
        stems = {stem for r in own for stem in r.text.stem_set}  # "decided by" for "decides"
        if reading.tells_sources:
            stems |= {stem for text in texts for stem in text.stem_set}
        forms = dict(zip(reading.text.word_list, reading.text.stems, strict=True))
        ruling &= _spoken(reading)
        for word in sorted(ruling):
            if forms[word] not in stems and not (word in _NAMES_OF_RULES and reading.statement.basis.criteria):
                return f'It says "{word}", and its points do not.'
    if (match := lists.conditional_phrase.search(reading.text.lower)) and match[0] not in _cited(reading):
        return f'It says "{match[0]}"; an approval on condition is not an outcome.'
    return ""


def _spoken(reading: Reading) -> frozenset[str]:
    """The words outside quotations."""
    if not reading.quotes:
        return reading.words
    return frozenset(word for word, out in zip(reading.text.word_list, reading.spoken, strict=True) if out)


def _cited(reading: Reading) -> str:
    return " ".join(text.text.lower for text in reading.fact_texts)


def _denied(reading: Reading, own: Sequence[Reading]) -> str:
    """Denials that the points do not make; a statement added on sources has only those of its sources."""
    if reading.tells_sources and not own:
        return ""
    allowed = sum(_denials(p) + _adverse(p) for p in own)
    if reading.tells_sources:  # what a source denies, the guard holds the statement to
        allowed = max(allowed, sum(_negations(text) for text in (*reading.fact_texts, *reading.criterion_wordings)))
    return "It denies more than its points deny." if _denials(reading) > allowed else ""


def _turned(reading: Reading, own: Sequence[Reading]) -> str:
    """Clauses of a point told in nearly its words, with a denial added or taken away. Against sources the guard has its own."""
    if reading.tells_sources:
        return ""
    held = [clause for p in own for clause in _clauses(p)]
    for denied, stems in _clauses(reading):
        alike = [(likeness(stems, theirs), ways) for ways, theirs in held]
        most = max((share for share, _ in alike), default=0.0)
        within = [ways for ways, theirs in held if theirs <= stems]
        turned = most >= _SAME and all(ways != denied for share, ways in alike if share == most)
        if turned or (within and not denied and all(within)):
            return "It denies what a point asserts, or asserts what it denies."
    return ""


@once
def _clauses(reading: Reading) -> list[tuple[bool, frozenset[str]]]:
    """Whether each clause denies, and its words without those that deny."""
    found: list[tuple[bool, frozenset[str]]] = []
    text = reading.text
    denials = [m.span() for m in reading.ground.lists.negator.finditer(text.lower)]
    opened = False
    for start, end in _parted(reading):
        here = [(low, high) for low, high in denials if start <= low < end]
        denied, opened = bool(here) or opened, bool(here) and text.lower[end : end + 1] == _OPENS
        own = slice(*text.token_span(start, end))
        stems = frozenset(text.stems[own])
        if here:
            placed = zip(text.stems[own], text.starts[own], strict=True)
            stems = frozenset(stem for stem, at in placed if not any(low <= at < high for low, high in here))
        if here and len(stems) <= 1 and found and text.lower[start - 1 : start] == _OPENS:
            found[-1] = (True, found[-1][1])  # "this and that: not met"
        if len(stems) >= _SHARED and not reading.quoted(start):
            found.append((denied, stems - _AUXILIARY))
    return found


def _parted(reading: Reading) -> Iterator[tuple[int, int]]:
    """The clauses; what is set aside ("rather than this") is one by itself."""
    for start, end in reading.text.clauses:
        for match in reading.ground.lists.set_aside.finditer(reading.text.lower, start, end):
            if match.start() > start:
                yield start, match.start()
                start = match.start()
        yield start, end


def _qualified(reading: Reading, own: Sequence[Reading]) -> str:
    """Words of side and grade, outside quotations, that neither the points nor what is cited have."""
    lists, lower = reading.ground.lists, reading.text.lower
    texts = [*reading.fact_texts, *reading.record_texts]
    if not lists.sides.keys().isdisjoint(reading.words):
        other_senses = [(m.start(), m.end()) for m in lists.not_a_side.finditer(lower)]
        spoken = {
            w
            for (w, at, _), out in zip(reading.text.tokens, reading.spoken, strict=True)
            if out and not any(low <= at < high for low, high in other_senses)
        }
        for word in sorted(lists.sides.keys() & spoken):
            if not any(word in r.words for r in own) and not any(word in t.text.words for t in texts):
                return f'It says "{word}", and its points do not.'
    for mention in reading.analysed.mentions:
        if not mention.of("grade") or reading.quoted(mention.start):
            continue
        if any(not t.concepts.isdisjoint(mention.concepts) for t in (*(r.analysed for r in own), *texts)):
            continue
        if not any(m.start() == mention.start for m in lists.negator.finditer(lower)):  # denials are counted
            return f'It says "{reading.text.text[mention.start : mention.end]}", and its points do not.'
    return ""


@once
def _stems(reading: Reading) -> frozenset[str]:
    """Content words by stem; of synonyms each counts as the first of its group. All words, where few have content."""
    lists = reading.ground.lists
    content = {s for s in reading.text.stems if s not in lists.connectives and not s.isdigit() and len(s) > 1}
    content = content if len(content) >= _SHARED else set(reading.text.stems)
    return frozenset(lists.synonym_name(s) for s in content)


@once
def _denials(reading: Reading) -> int:
    """Negations outside quotations."""
    pattern, text = reading.ground.lists.negator, reading.text.lower
    return _counted([m[0] for m in pattern.finditer(text) if not reading.quoted(m.start())])


def _negations(text: Analysed) -> int:
    """Negations of a cited text."""
    return _counted([m[0] for m in text.lexicon.lists.negator.finditer(text.text.lower)])


def _counted(found: list[str]) -> int:
    return len(found) - min(found.count("neither"), found.count("nor"))  # the two are one denial


@once
def _adverse(reading: Reading) -> int:
    """Words by which something fails or is open, beyond those that are negations themselves."""
    words = (*verdicts(reading), *criterion_words(reading))
    pattern = reading.ground.lists.negator
    return sum(bool(_GAPS & set(w.means)) and not any(True for _ in pattern.finditer(w.words)) for w in words)
