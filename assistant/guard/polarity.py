"""What a source says, said as it says it: direction, negation, strength, and whom it concerns."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ..model.document import Violation
from .admits import admissions, admitted_alike, denied_of_same
from .analysed import Analysed
from .comparison import AS_MUCH, converse
from .denial_moved import moved_negation, prefix_dropped
from .derived import extreme, in_length, rest_told
from .excepted import excepted
from .ranked import ranked
from .reading import Reading
from .text import Text
from .turned_on_file import turned_on_file

_CONTRASTS = (
    *("rather than", "instead of", "excludes", "excluded", "denies", "denied", "deny"),
    *("rule out", "ruled out", "ruling out"),
)
"""Negations that set one thing against another, or say what is left out of something: they deny neither."""
_VERBS = frozenset(("is", "was", "are", "were", "has", "have", "had", "does", "did", "may", "must", "can", "should"))
"""Words at which what "without" denies has ended."""
_SCOPE = 5
"""Words behind a negation that it can deny."""
_NAMES_THINGS = frozenset(("kind", "region", "structure", "procedure", "treatment"))
_THAN = re.compile(r" than (?:the )?")
_PRONOUN = re.compile(r" (?:it|them|one|either)\b")
_NO_LONGER = ("longer", "more")
"""Behind "no" these words tell of time, and compare nothing."""
_INSIGNIFICANT = re.compile(
    r"(?:(?!\b(?:while|whereas|but)\b)(?:[^.;:,]|\.(?=\d))){0,120}?"
    r"\b(?:(?:not|failed to|never) (?:\w+ ){0,3}significan|(?:fell|falls|fall|stopped) short of (?:\w+ )?significan|insignificant)"
)
_THAT = re.compile(
    r" (?:(?:support|establish|show|prove|find|demonstrate|suggest|mean|give|rule|evidence|proof|a|an|any|the|view|idea|notion) ){1,4}that\b"
)
"""Opens, behind a negation, a clause that it denies as a whole ("does not support a rule that ...")."""
_FREE = re.compile(r"\b[a-z]+(?=-free\b)")
"""A thing of which something is said to be free."""
_WHOLE_DENIALS = frozenset(("neither", "nor"))
_TOLD_ON = re.compile(r"[;,] (?:and|but|so|yet|while|whereas|though|although) ")
"""Begins, behind the last "nor", a clause that it does not reach."""
_WHOLE_NAME = 3
"""Words from which all of a name are its own; of a shorter one the last may be said of it."""
_HALF = 0.5
"""Share of the words of a sentence that a denial of its source has to reach."""
_QUALITY = "quality"
_OF_FIGURES = frozenset(("longer", "shorter", "more", "less", "fewer", "higher", "lower"))
"""Behind a figure and "or" these words belong to the figure."""
_SAME = "same"
_ONE_THING = frozenset(("level", "levels", "day", "time", "side", "joint", "session", "place", "visit"))
"""Behind "the same": what is meant is one of these, and no likeness."""


def polarity(reading: Reading) -> Iterator[Violation]:
    """Direction words and negations that the cited facts have the other way round."""
    if reading.statement.type == "record_fact" and reading.record_texts:
        sources = [*reading.record_texts, *reading.around_texts, *reading.criterion_texts]
        yield from _turned(reading, 0, len(reading.text.text), sources)
    if not reading.tells_sources or reading.verbatim:
        return
    for start, end in reading.stretches:
        sources = [*reading.texts_of(reading.facts_at(start)), *reading.criterion_texts]
        if sources and not reading.is_verbatim(*reading.text.sentence_at(start)):
            yield from _turned(reading, start, end, sources)
            yield from moved_negation(reading, start, end, sources)
            yield from prefix_dropped(reading, start, end, sources)
            yield from _denied_as_whole(reading, start, end, sources)
            yield from _negated(reading, start, end, sources)
            yield from _denied_term(reading, start, end, sources)


def _turned(reading: Reading, start: int, end: int, sources: list[Analysed]) -> Iterator[Violation]:
    lists = reading.ground.lists
    held: dict[str, set[int]] = {}
    for source in sources:
        for axis, sign, _, _ in source.of(directions_of):
            held.setdefault(axis, set()).add(sign)
    for axis, sign, low, high in reading.analysed.of(directions_of):
        if not start <= low < end or reading.quoted(low):
            continue
        word = reading.text.text[low:high]
        if (
            axis in lists.words.judging_axes
            and axis not in held
            and word.lower() not in lists.words.degrees["quantity"][1]
            and not any(word.lower() in t.text.words for t in sources)
            and not ranked(reading, low)
            and not in_length(reading, low)
            and not (reading.statement.type == "record_fact" and extreme(reading, low))
            and not turned_on_file(reading, low, (axis, sign), directions_of)
            and not any(m.start() <= low < m.end() for m in lists.set_phrase.finditer(reading.text.lower))
            and not (
                ("difference", -1) in {(a, s) for a, signs in held.items() for s in signs} and _no_worse(reading, low)
            )
        ):
            yield reading.violation("unlicensed-term", word, f'No cited source says "{word}".')
        elif axis in held and sign not in held[axis]:
            if any(converse(reading.analysed, low, source) for source in sources) or rest_told(reading, low):
                continue
            near = [source.text.text for source in sources if lists.directions.keys() & source.text.stem_set]
            yield reading.violation(
                "polarity", word, f'The statement says "{word}"; the source says the opposite: "{near[0]}"'
            )


def _no_worse(reading: Reading, position: int) -> bool:
    """Whether a place stands in "no better or worse" and its like: that there is no difference."""
    return any(m.start() <= position < m.end() for m in reading.ground.lists.no_worse.finditer(reading.text.lower))


def directions_of(analysed: Analysed) -> list[tuple[str, int, int, int]]:
    """Axis, sign after negation, and span of each direction word; comparators before a number are none."""
    lists, text = analysed.lexicon.lists, analysed.text
    table, found = lists.directions, []
    negations = negated_spans(analysed)
    for n, (stem, (_, low, high)) in enumerate(zip(text.stems, text.tokens, strict=True)):
        if stem not in table:
            continue
        part = -1 if AS_MUCH.search(text.lower, 0, low) else 1  # "half as high as": lower
        if (
            _compares(analysed, high)
            or (text.word_list[n] in _OF_FIGURES and _with_figure(analysed, low, high))
            or (text.tokens[n][0] in _NO_LONGER and text.lower.endswith("no ", 0, low))
        ):
            continue
        axis, sign = table[stem][0], table[stem][1] * part
        if stem == _SAME and _the_one(text, n, high):
            continue
        if axis == "difference" and n and text.tokens[n - 1][0] in lists.words.bodies_of_work:
            continue  # "the sources differ" says nothing of what they report
        if axis == "amount" and any(
            m.first <= n < m.last - (m.last - m.first < _WHOLE_NAME) and m.tables & _NAMES_THINGS
            for m in analysed.mentions
        ):
            continue  # part of the name of a thing
        denied = any(first <= n < last for first, last in negations)
        denied = denied or (axis == "difference" and _INSIGNIFICANT.match(text.lower, high) is not None)
        found.append((axis, -sign if denied else sign, low, high))
    return found


def _the_one(text: Text, n: int, end: int) -> bool:
    """Whether "the same" points to one thing ("of the same level"), and compares no two."""
    noun = text.tokens[n + 1][0] if n + 1 < len(text.tokens) and text.tokens[n + 1][1] == end + 1 else ""
    return noun in _ONE_THING


def _with_figure(analysed: Analysed, start: int, end: int) -> bool:
    """Whether a word belongs to the figure before it ("six weeks or longer")."""
    comparators = analysed.lexicon.lists.comparators
    joined = analysed.text.lower.startswith("or ", start - len("or ")) and analysed.text.lower[start - len("or ") : end]
    return bool(joined) and joined in comparators and any(f.end == start - len(" or ") for f in analysed.figures)


def _compares(analysed: Analysed, end: int) -> bool:
    """Whether the word that ends at a place compares with a figure ("more than 5", "fewer than half")."""
    following = _THAN.match(analysed.text.lower, end)
    return following is not None and any(f.start == following.end() for f in analysed.figures)


def negated_spans(text: Analysed) -> list[tuple[int, int]]:
    """Spans of words that negations reach, cut at the end of the clause."""
    return text.of(_reaches)


def _reaches(text: Analysed) -> list[tuple[int, int]]:
    spans = [text.text.token_span(*match.span()) for match in _FREE.finditer(text.text.lower)]
    for match in text.lexicon.lists.negations(text.text.lower):
        if match[0] in _CONTRASTS:
            continue
        if match[0] in ("neither", "nor") or text.text.lower.startswith(" evidence", match.end()):
            whole = text.text.sentence_at(match.start())
            low = text.text.clause_at(match.start())[0] if match[0] in ("neither", "nor") else whole[0]
            behind = text.text.lower.rfind("nor ", low, whole[1])
            told_on = _TOLD_ON.search(text.text.lower, behind, whole[1]) if behind >= 0 else None
            spans.append(text.text.token_span(low, told_on.start() if told_on else whole[1]))
            continue
        _, stop = text.text.clause_at(match.start())
        stop = text.lexicon.lists.denial_end(text.text.lower, match, stop)
        first, last = text.text.token_span(match.end(), stop)
        if match[0] not in text.lexicon.lists.words.wide_negators and not _THAT.match(text.text.lower, match.end()):
            last = min(last, first + _SCOPE)
        if match[0] == "without" and _PRONOUN.match(text.text.lower, match.end()):
            last = min(last, first + 1)  # "those treated without it do as well"
        elif match[0] == "without":
            last = next((n for n in range(first, last) if text.text.tokens[n][0] in _VERBS), last)
        spans.append((first, last))
    return spans


def _negated(reading: Reading, start: int, end: int, sources: list[Analysed]) -> Iterator[Violation]:
    """Words that the statement denies and every source affirms, or the reverse."""
    told, refused = _affirmed_and_denied(reading.analysed, start, end)
    affirmed: set[str] = set()
    denied_there: set[str] = set()
    denied_otherwise: set[str] = set()
    for source in sources:
        yes, no = source.of(_whole)
        affirmed |= yes
        denied_there |= no
        denied_otherwise |= source.of(_denied_otherwise)
        denied_there |= source.of(_denied_behind)
    span = reading.text.text[start:end]
    lists = reading.ground.lists
    admitted = {told.verb for told in admitted_alike(reading) if start <= told.start < end}
    facts = reading.texts_of(reading.facts_at(start))
    affirmed |= {  # a verb that only a criterion denies, and of something else
        told.verb
        for told in admissions(reading.analysed)
        if facts and not any(told.verb in f.of(_whole)[1] for f in facts) and not denied_of_same(reading, told.verb)
    }
    for stem in sorted(refused - told - admitted):
        same = lists.synonyms.get(stem, frozenset()) | {stem}
        if not same & (affirmed - denied_there) or same & (denied_there | denied_otherwise):
            continue
        if _denied_with(reading, stem, start, end, sources) or any(
            rest_told(reading, low)
            for s, (_, low, _) in zip(reading.text.stems, reading.text.tokens, strict=True)
            if s == stem
        ):
            continue
        if not any(_opposite(reading, stem, source) for source in sources) and not excepted(
            reading, start, end, sources
        ):
            yield reading.violation(
                "polarity", span, f'The statement denies what the source says ("{_word(reading, stem)}").'
            )
    for stem in sorted((denied_there - affirmed) & (_plainly_told(reading, start, end) - refused) - admitted):
        if not _opposite(reading, stem, reading.analysed):
            yield reading.violation(
                "polarity", span, f'The source denies what the statement says ("{_word(reading, stem)}").'
            )
    theirs = denied_there or any(source.of(_reports_denied) for source in sources)
    if not admitted and _denies_report(reading, start, end) and not theirs:
        yield reading.violation("polarity", span, "The statement denies what its source says.")


def _denied_with(reading: Reading, head: str, start: int, end: int, sources: list[Analysed]) -> bool:
    """Whether a word that only joins or limits stands first behind a negation, and what it denies behind that word the source denies too
    ("no clinically important difference" for "no difference").
    """
    lists, text = reading.ground.lists, reading.text
    theirs = {s for source in sources for a, b in source.of(_reaches) for s in source.text.stems[a:b]}
    theirs |= {name for stem in theirs for name in lists.synonyms.get(stem, ())}
    theirs -= lists.connectives
    for first, last in negated_spans(reading.analysed):
        if not start <= text.tokens[min(first, len(text.tokens) - 1)][1] < end or head not in text.stems[first:last]:
            continue
        n = text.stems.index(head, first, last)
        light = head in lists.connectives or text.tokens[n][0].endswith("ly")
        return light and not theirs.isdisjoint(text.stems[n + 1 : last + _SCOPE])
    return False


def _denied_otherwise(text: Analysed) -> set[str]:
    """Stems denied by a prefix ("asymptomatic"), or by what stands behind them ("blinding was impossible")."""
    lists, stems, found = text.lexicon.lists, text.text.stems, set[str]()
    for prefix in lists.words.negating_prefixes:
        found.update(stem.removeprefix(prefix) for stem in stems if stem.startswith(prefix) and len(stem) > _SCOPE)
    behind = {two for one, two in pairwise(stems) if one == "non"}
    plain = {lists.synonym_name(two) for one, two in zip(("", *stems), stems, strict=False) if one != "non"}
    found.update(stem for stem in behind if lists.synonym_name(stem) not in plain)
    return found | text.of(_denied_behind)


def _denied_behind(text: Analysed) -> frozenset[str]:
    """Stems that what stands behind them denies."""
    lists, found = text.lexicon.lists, set[str]()
    for match in lists.negator_after.finditer(text.text.lower):
        first, last = text.text.token_span(text.text.clause_at(match.start())[0], match.start())
        found.update([stem for stem in text.text.stems[first:last] if stem not in lists.function][-1:])
    return frozenset(found)


def _denied_term(reading: Reading, start: int, end: int, sources: list[Analysed]) -> Iterator[Violation]:
    """Terms of the pack that the sources name only to deny them, told plainly."""
    own = negated_spans(reading.analysed)
    for mention in reading.analysed.mentions:
        if not start <= mention.start < end or reading.quoted(mention.start) or not mention.concepts:
            continue
        if any(first <= mention.first < last for first, last in own) or _whichever(reading, mention.start, own):
            continue
        if any(told.start <= mention.start < told.end for told in admitted_alike(reading)):
            continue
        named = [(s, m) for s in sources for m in s.mentions if m.concepts & mention.concepts]
        if reading.ground.lists.negator.search(
            reading.text.lower, mention.end, reading.text.clause_at(mention.start)[1]
        ):
            continue  # denied behind it ("... is not counted")
        if named and all(_heads(s, m.first) for s, m in named):
            span = reading.text.text[mention.start : mention.end]
            yield reading.violation("polarity", span, f'The source names "{span}" only to deny it.')


def _whichever(reading: Reading, position: int, denied: list[tuple[int, int]]) -> bool:
    """Whether a place stands behind "whether", by which what is denied before it is denied of this and of that."""
    text = reading.text
    low, _ = text.sentence_at(position)
    at = text.lower.rfind(", whether ", low, position)
    return at >= 0 and any(low <= text.tokens[first][1] < at for first, _ in denied if first < len(text.tokens))


def _heads(text: Analysed, place: int) -> bool:
    """Whether nothing but content words stands between a negation and a word: then it denies that word itself."""
    stems, function = text.text.stems, text.lexicon.lists.function
    return any(a <= place < b <= a + _SCOPE and function.isdisjoint(stems[a:place]) for a, b in negated_spans(text))


def _plainly_told(reading: Reading, start: int, end: int) -> set[str]:
    """Stems in clauses that no negation stands in, before or behind."""
    lists, text = reading.ground.lists, reading.text
    found = set[str]()
    for low, high in text.clauses:
        if start <= low < end and lists.negator.search(text.lower, low, high) is None:
            first, last = text.token_span(low, min(high, end))
            freed = {n for match in _FREE.finditer(text.lower, low, high) for n in text.token_span(*match.span())[:1]}
            found.update(text.stems[n] for n in range(first, last) if n not in freed)
    return found


def _denies_report(reading: Reading, start: int, end: int) -> bool:
    """Whether a sentence denies that its source says something ("the guideline does not find that ...")."""
    return any(start <= low < end for low in _reports_denied(reading.analysed))


def _reports_denied(text: Analysed) -> list[int]:
    """Where a text denies that something is found, shown or said."""
    table, tokens = text.lexicon.lists.attribution_verbs, text.text.tokens
    found = []
    for first, last in negated_spans(text):
        if not _WHOLE_DENIALS.isdisjoint(w for w, _, _ in tokens[first + 1 : last]):
            continue  # "the review found neither a nor b" denies a and b, and not the finding
        found += [low for word, low, _ in tokens[first:last][:2] if word in table or f"{word}s" in table]
    return found


def _whole(text: Analysed) -> tuple[set[str], set[str]]:
    return _affirmed_and_denied(text, 0, len(text.text.text))


def _affirmed_and_denied(text: Analysed, low: int, high: int) -> tuple[set[str], set[str]]:
    """Stems told somewhere without a negation before them, and the first content word behind each negation."""
    function = text.lexicon.lists.function
    heads, at = set[str](), set[int]()
    for first, last in negated_spans(text):
        if last - first > _SCOPE:
            at.update(range(first, last))  # "neither ... nor": which words it denies is left open
            continue
        for n in range(first, last):
            if low <= text.text.tokens[n][1] < high and text.text.stems[n] not in function:
                heads.add(text.text.stems[n])
                at.update(range(n, last))
                break
    told = {
        s
        for n, (s, t) in enumerate(zip(text.text.stems, text.text.tokens, strict=True))
        if n not in at and low <= t[1] < high
    }
    return told, heads


def _denied_as_whole(reading: Reading, start: int, end: int, sources: list[Analysed]) -> Iterator[Violation]:
    """What a source says of neither of two things, told of one of them without a denial."""
    if len(sources) != 1 or _WHOLE_DENIALS.isdisjoint(sources[0].text.words):
        return
    lists, (source,) = reading.ground.lists, sources
    first, last = reading.text.token_span(start, end)
    mine = set(reading.text.stems[first:last]) - lists.connectives
    reached = {n for a, b in negated_spans(source) for n in range(a, b)}
    denied = {source.text.stems[n] for n in reached} & mine
    mine -= {stem for n, stem in enumerate(source.text.stems) if n not in reached}
    told = reading.text.lower[start:end]
    if _spans_within(reading, start, end) or lists.without_relation.search(told):
        return
    if len(denied) > 1 and len(denied) > _HALF * len(mine):
        yield reading.violation("polarity", reading.text.text[start:end], f'The source denies it: "{source.text.text}"')


def _spans_within(reading: Reading, start: int, end: int) -> bool:
    return reading.ground.lists.negator.search(reading.text.lower, start, end) is not None


def _opposite(reading: Reading, stem: str, source: Analysed) -> bool:
    """Whether the denied word has an antonym in the source: "did not improve" for "worsened"."""
    table = reading.ground.lists.directions
    return stem in table and any(
        table.get(s, ("", 0)) == (table[stem][0], -table[stem][1]) for s in source.text.stem_set
    )


def _word(reading: Reading, stem: str) -> str:
    return next(
        (w for w, s in zip((t[0] for t in reading.text.tokens), reading.text.stems, strict=True) if s == stem), stem
    )
