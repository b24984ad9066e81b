"""What a source says of some only: of a thing with a word that restricts it, with an exception, of none but the healthy; told of all, as
included, or of the others.
"""

import re
from collections.abc import Iterator
from functools import cache

from ..model.document import Violation
from .analysed import Analysed
from .polarity import negated_spans
from .reading import Reading
from .words import Lists

_OUT = re.compile(r"\b(?:except(?: for| in| where)?|unless|other than|apart from|save for|excluding)\b")
"""Words that take something out of what is said."""
_LEFT_OUT = re.compile(
    r"\b(?:except|exception|exceptions|exempts?|exempted|unless|other than|apart from|save|excluding|excludes?|excluded|not|no|nor|neither"
    r"|without|waives?|waived|lifts?|only|but|rather than|if)\b"
)
_MOST = 0.6
"""Share of the words of an exception from which a statement is taken to tell it."""
_ANY = re.compile(r"\bany (?!of\b|other\b|case\b|more\b|longer\b|further\b|one\b)([a-z]+)")
_WIDE = re.compile(r"\b(?:any|every|each|all|whatever|regardless|irrespective)\b")
_NOT_ANY = re.compile(r"\b(?:not|no|never|nor|neither|none|cannot|without) (?:[\w-]+ )?$")
_NOT_DONE = re.compile(r"\b(?:not|never) (?:been |be )?([a-z]+ed)\b")
"""What "un-" says in one word ("has not been corrected")."""
_HEAD = 2
"""Last words of a thing by which it is known."""
_REACH = 3
"""Words before a thing in which what restricts it stands."""


def restriction_dropped(reading: Reading) -> Iterator[Violation]:
    """`condition-dropped`: a thing told without the word with which every source has it."""
    if not reading.tells_sources or reading.verbatim:
        return
    text, lists = reading.text, reading.ground.lists
    for start, end in reading.stretches:
        sources = [*reading.texts_of(reading.facts_at(start)), *reading.criterion_wordings]
        if not sources or reading.is_verbatim(*text.sentence_at(start)):
            continue
        held: dict[str, set[str]] = {}
        bare = set[str]()
        for source in sources:
            for head, by in source.of(_restricted).items():
                held.setdefault(head, set()).update(by)
                bare |= {head} if "" in by else set()
        first, last = text.token_span(start, end)
        here = set(text.stems[first:last])
        here |= {name for stem in here for name in lists.synonyms.get(stem, ())}
        here |= {lists.stemmer(f"un{m[1]}") for m in _NOT_DONE.finditer(text.lower, start, end)}
        for n in range(first, last):
            stem = text.stems[n]
            if stem in held and stem not in bare and not here & held[stem] and not reading.quoted(text.tokens[n][1]):
                span = text.text[text.tokens[n][1] : text.tokens[n][2]]
                words = ", ".join(sorted(held[stem]))
                yield reading.violation("condition-dropped", span, f'The source says it of such alone: "{words}".')
                return


@cache
def _known(lists: Lists) -> frozenset[str]:
    """Stems of the words that restrict."""
    return frozenset(map(lists.stemmer, lists.words.restrictive))


def _restricted(text: Analysed) -> dict[str, set[str]]:
    """Each thing with the words that restrict it; the empty one where it also stands without any."""
    lists, tokens, stems = text.lexicon.lists, text.text.tokens, text.text.stems
    known, found = _known(lists), dict[str, set[str]]()
    for n, stem in enumerate(stems):
        if stem in lists.function or stem in known or stem in lists.directions:
            continue
        low = max(0, n - _REACH)
        run = []
        for m in range(n - 1, low - 1, -1):
            gap = text.text.text[tokens[m][2] : tokens[m + 1][1]]
            if gap.strip() or (stems[m] in lists.function and tokens[m][0] not in ("or", "and")):
                break
            run.append(stems[m])
        follows = (
            tokens[n + 1][0] if n + 1 < len(tokens) and text.text.text[tokens[n][2] : tokens[n + 1][1]] == " " else ""
        )
        inner = (
            follows and lists.stemmer(follows) not in lists.function and lists.stemmer(follows) not in lists.connectives
        )
        if inner:
            continue  # part of a longer name
        found.setdefault(stem, set()).update([s for s in run if s in known] or [""])
    return found


def exception_turned(reading: Reading) -> Iterator[Violation]:
    """`polarity`: what a source takes out of what it says, told without any word that takes it out."""
    if not reading.tells_sources or reading.verbatim:
        return
    text, lists = reading.text, reading.ground.lists
    for start, end in reading.stretches:
        said = text.lower[start:end]
        if _LEFT_OUT.search(said) or reading.is_verbatim(*text.sentence_at(start)):
            continue
        first, last = text.token_span(start, end)
        here = set(text.stems[first:last])
        for source in reading.texts_of(reading.facts_at(start)):
            for out in _OUT.finditer(source.text.lower):
                low, high = source.text.sentence_at(out.start())
                stop = min(
                    [i for mark in (";", ".") if (i := source.text.lower.find(mark, out.end(), high)) > 0], default=high
                )
                one, two = source.text.token_span(out.end(), stop)
                own = set(source.text.stems[one:two]) - lists.connectives
                one, two = source.text.token_span(low, out.start())
                own -= set(source.text.stems[one:two])
                if len(own) > 1 and len(own & here) >= _MOST * len(own):
                    yield reading.violation("polarity", said.strip(), f'The source takes it out: "{source.text.text}"')
                    return


def made_universal(reading: Reading) -> Iterator[Violation]:
    """`overstated`: "any" of a thing that no source says it of all of."""
    if reading.statement.type != "policy_statement" or reading.verbatim:
        return
    lists, denied = reading.ground.lists, negated_spans(reading.analysed)
    for match in _ANY.finditer(reading.text.lower):
        n, _ = reading.text.token_span(match.start(), match.end())
        sources = [*reading.texts_of(reading.facts_at(match.start())), *reading.criterion_texts]
        if reading.quoted(match.start()) or any(a <= n < b for a, b in denied) or not sources:
            continue
        before = reading.text.lower[slice(*reading.text.sentence_at(match.start()))]
        if "if any" in before or "whether any" in before or any(_of_all(s, lists.stemmer(match[1])) for s in sources):
            continue
        yield reading.violation("overstated", match[0], "No cited source says it of any.")


def any_of_some(reading: Reading) -> Iterator[Violation]:
    """`condition-dropped`: "any" of a thing that the source or rule has with a word of degree alone."""
    if reading.statement.type == "record_fact" or reading.verbatim:
        return
    lists, text = reading.ground.lists, reading.text
    for match in _ANY.finditer(text.lower):
        n, _ = text.token_span(match.start(1), match.end(1))
        last = n
        while last < len(text.stems) and text.stems[last] not in lists.function:
            last += 1
        head = tuple(text.stems[n:last][-_HEAD:])
        denied = _NOT_ANY.search(text.lower[: match.start()])
        if not head or reading.quoted(match.start()) or denied:
            continue
        sources = [*reading.texts_of(reading.facts_at(match.start())), *reading.criterion_wordings]
        places = [
            (s, k) for s in sources for k in range(len(s.text.stems)) if tuple(s.text.stems[k : k + _HEAD]) == head
        ]
        words = [set(s.text.word_list[max(0, k - _REACH) : k]) & lists.words.qualifying for s, k in places]
        if words and all(words) and not set(text.word_list[n:last]) & lists.words.qualifying:
            yield reading.violation("condition-dropped", match[0], f'The source says it of "{min(words[0])}" alone.')
            return


def _of_all(source: Analysed, head: str) -> bool:
    """Whether a source says something of all of a thing."""
    for match in _WIDE.finditer(source.text.lower):
        first, _ = source.text.token_span(match.end(), match.end())
        if head in source.text.stems[first : first + _REACH]:
            return True
    return False


def health_told(reading: Reading) -> Iterator[Violation]:
    """`figure-misplaced`: a share of those in whom something was normal, told without a word of health or a denial."""
    if reading.statement.type != "evidence" or reading.verbatim:
        return
    lists, text = reading.ground.lists, reading.text
    for figure in reading.analysed.figures:
        if figure.unit != "%" or reading.quoted(figure.start):
            continue
        low, high = text.sentence_at(figure.start)
        said = text.lower[low:high]
        sources = [
            s
            for s in reading.texts_of(reading.facts_at(figure.start))
            if any(f.unit == "%" for f in s.supporting(figure))
        ]
        if not sources or lists.sound.search(said) or lists.negator.search(said):
            continue
        for source in sources:
            held = next(iter(source.supporting(figure)))
            a, b = source.text.sentence_at(held.start)
            if (health := lists.sound.search(source.text.lower, a, b)) is None:
                continue
            ways = {s for s in text.stems if lists.directions.get(s, ("", 0))[1] > 0}
            if not ways and health[0] in _HEALTH:
                yield reading.violation("figure-misplaced", figure.text, f'The source says "{health[0]}" of these.')
                return


_HEALTH = ("normal", "intact", "healthy", "unimpaired", "unaffected", "continent")
