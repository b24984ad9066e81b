"""What a source joins and what it leaves to choose: "or" is not put for "and" or "with", nor "and" for "or"."""

import re
from collections.abc import Iterator

from ..model.document import Violation
from .admits import admitted_alike
from .analysed import Analysed
from .reading import Reading
from .text import Text

_OR, _AND = "or", "and"
_TOGETHER = re.compile(
    r"\b(?:together|along|combined|coupled|paired) with\b|\b(?:comes?|goes|go|occurs?) (?:together )?with\b"
    r"|\bin (?:combination|conjunction|addition) (?:with|to)\b|\bplus\b|\bonce\b|\bfollowed by\b"
    r"|\bonly (?:after|when|if|once|where|with|together with|along with)\b"
)
"""Words that make of two things one that asks for both, at once or in turn."""
_ONE = re.compile(
    r"\b(?:one of (?:them|which|these|the (?:two|three|four))|either(?: of)?|at least one|any one|only one)\b"
)
_JOINTLY = re.compile(r"\b(?:together|combined|jointly|in total|in sum|between them|as a whole)\b")
_ALTERNATIVE = re.compile(rf"{_ONE.pattern}|\b(?:any|or)\b")
_SINGLE = re.compile(r"\b(?:a single|only one|just one|no more than one|one) (?P<thing>[a-z]+?)\b")
_EVERY = re.compile(r"\b(?:each|both|every|all)\b")
_EITHER_WAY = re.compile(r"\b(?:be it|whether|regardless of|no matter)\b[^.;:]{0,60}$")
"""Before "or" that leaves no choice: what is told holds of both."""
_OUT_OF = re.compile(r"\b(?:exclusion|absence|lack|freedom) (?:of|from)\b")
_SPAN = 9
"""Words between two things joined, in a source, within which the word that joins them is looked for."""


def rejoined(reading: Reading) -> Iterator[Violation]:
    """`polarity`: two things made alternatives that the cited source asks for together, or the reverse."""
    if not reading.tells_sources or reading.verbatim or not {_OR, _AND} & reading.words:
        return
    text, function = reading.text, reading.ground.lists.function
    idioms = [m.span() for m in reading.ground.lists.not_alternative.finditer(text.lower)]
    grades = {n for m in reading.analysed.mentions if m.of("grade") for n in range(m.first, m.last)}
    for n, (word, start, _) in enumerate(text.tokens):
        if word != _OR and not (word == _AND and reading.statement.type == "policy_statement"):
            continue
        if reading.quoted(start) or reading.is_verbatim(*text.sentence_at(start)):
            continue
        if word == _AND and any(not told.taken and told.start <= start < told.end for told in admitted_alike(reading)):
            continue  # "excludes a and b" is "does not cover a or b"
        low, high = text.token_span(*text.sentence_at(start))
        before = [m for m in range(max(low, n - 3), n) if text.stems[m] not in function][-1:]
        behind = [m for m in range(n + 1, min(high, n + 4)) if text.stems[m] not in function][:1]
        if not before or not behind:
            continue
        sources = [*reading.texts_of(reading.facts_at(start)), *reading.criterion_texts]
        if word == _OR and (
            _both_denied(reading, start, sources)
            or _both_left_out(reading, start, sources)
            or {before[0], behind[0]} <= grades
            or _counts(text, n, sources)
            or any(first <= start < last for first, last in idioms)
            or _EITHER_WAY.search(text.lower, text.sentence_at(start)[0], start)
        ):
            continue  # "for moderate and severe" is for either
        pairs = [p for s in sources for p in _joins(s, text.stems[before[0]], text.stems[behind[0]])]
        other = _AND if word == _OR else _OR
        loose = word == _OR and not text.lower[:start].rstrip().endswith(
            ","
        )  # what ends a list need not join its neighbours
        if pairs and all(word not in between and (loose or other in between) for between in pairs):
            span = text.text[text.tokens[before[0]][1] : text.tokens[behind[0]][2]]
            yield reading.violation("polarity", span, f'The source does not join the two by "{word}".')


def second_left_out(reading: Reading) -> Iterator[Violation]:
    """`polarity`: "a single" told of what a source gives as one or two."""
    if not reading.tells_sources or reading.verbatim:
        return
    for match in _SINGLE.finditer(reading.text.lower):
        either = re.compile(rf"\bone (?:or|to|and) two (?:\w+ )?{match['thing']}s?\b")
        sources = [*reading.texts_of(reading.facts_at(match.start())), *reading.criterion_wordings]
        found = next((s for s in sources if either.search(s.text.lower)), None)
        if found is not None and not reading.quoted(match.start()) and "two" not in reading.words:
            yield reading.violation("polarity", match[0], f'The source says one or two: "{found.text.text}"')
            return


def made_one(reading: Reading) -> Iterator[Violation]:
    """`polarity`: two alternatives of a source told as one thing of both; what it asks of each told of one of them."""
    if not reading.tells_sources or reading.verbatim:
        return
    text, function = reading.text, reading.ground.lists.function
    for match in _TOGETHER.finditer(text.lower):
        n, m = text.token_span(match.start(), match.end())
        before = [i for i in range(max(0, n - 4), n) if text.stems[i] not in function][-1:]
        behind = [i for i in range(m, min(len(text.stems), m + 6)) if text.stems[i] not in function][:3]
        sources = [*reading.texts_of(reading.facts_at(match.start())), *reading.criterion_wordings]
        if not before or not behind or reading.quoted(match.start()):
            continue
        pairs = [p for s in sources for b in behind for p in _joins(s, text.stems[before[0]], text.stems[b]) if p]
        if pairs and all(_OR in between and _AND not in between for between in pairs):
            yield reading.violation("polarity", match[0], "The source has the two as alternatives.")
    for match in (*_ONE.finditer(text.lower), *_JOINTLY.finditer(text.lower)):
        low, high = text.sentence_at(match.start())
        sources = [*reading.texts_of(reading.facts_at(match.start())), *reading.criterion_texts]
        if reading.quoted(match.start()) or _EVERY.search(text.lower, low, high) or not sources:
            continue
        known = _JOINTLY if match.re is _JOINTLY else _ALTERNATIVE
        if any(known.search(s.text.lower) for s in sources):
            continue
        if all(_EVERY.search(s.text.lower) for s in sources):
            yield reading.violation("polarity", match[0], f'The source says it of each: "{sources[0].text.text}"')


def _both_denied(reading: Reading, place: int, sources: list[Analysed]) -> bool:
    """Whether "or" stands under a negation, as in a source ("without a or b" is "no a and no b")."""
    lists, text = reading.ground.lists, reading.text
    negated = lists.negator.search(text.lower, text.clause_at(place)[0], place) is not None
    return negated and any(lists.negator.opens(source.text.words) for source in sources)


def _counts(text: Text, n: int, sources: list[Analysed]) -> bool:
    """Whether two numbers are joined that a source joins as such ("at one or two levels" for "one- and two-level")."""
    joined = [word for word, _, _ in text.tokens[n - 1 : n + 2 : 2]]
    found = re.compile(rf"\b{joined[0]}(?:-\w*)? and {joined[-1]}-") if len(joined) == 2 else None
    return found is not None and any(found.search(source.text.lower) for source in sources)


def _both_left_out(reading: Reading, place: int, sources: list[Analysed]) -> bool:
    """Whether what is joined is kept out, as in a source ("patients with a or b were excluded" is "excluded a and b")."""
    out, text = reading.ground.lists.left_out, reading.text
    return out.search(text.lower, *text.sentence_at(place)) is not None and any(
        out.search(s.text.lower) for s in sources
    )


def _joins(source: Analysed, one: str, two: str) -> Iterator[frozenset[str]]:
    """The words between two things that stand near each other in a source."""
    stems, tokens = source.text.stems, source.text.tokens
    for n, stem in enumerate(stems):
        if stem not in (one, two):
            continue
        for m in range(n + 1, min(len(stems), n + _SPAN)):
            if stems[m] == (two if stem == one else one) and one != two:
                between = frozenset(t[0] for t in tokens[n + 1 : m])
                if not between & {_OR, _AND} and _comma(source, n, m):
                    between |= _last_joint(source, m)
                if _AND in between and _OUT_OF.search(
                    source.text.lower, source.text.clause_at(tokens[n][1])[0], tokens[n][1]
                ):
                    between |= {_OR}  # "exclusion of a and of b": neither a nor b
                yield between
                break


def _comma(source: Analysed, n: int, m: int) -> bool:
    """Whether two words stand in one list, with nothing but commas between its things."""
    tokens, text = source.text.tokens, source.text.lower
    return "," in text[tokens[n][2] : tokens[m][1]] and not any(
        mark in text[tokens[n][2] : tokens[m][1]] for mark in ".;:"
    )


def _last_joint(source: Analysed, place: int) -> frozenset[str]:
    """The word behind a comma by which a list ends, which joins all of its things."""
    tokens, text = source.text.tokens, source.text.lower
    for n in range(place + 1, min(len(tokens), place + _SPAN)):
        if any(mark in text[tokens[n - 1][2] : tokens[n][1]] for mark in ".;:"):
            break
        if tokens[n][0] in (_OR, _AND) and text[: tokens[n][1]].rstrip().endswith(","):
            return frozenset((tokens[n][0],))
    return frozenset()
