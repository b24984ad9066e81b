"""What a piece of a statement tells from one sentence of a cited document, with the subject that it carries on from the piece before
it: each word of it stands there or in the basis, denied alike, and the one asked for stands in a clause with another of them.
"""

from .analysed import Analysed
from .figure import Figure
from .reading import Reading
from .record_pieces import FINER, document_named, pieces, place_of_denial, sentences, suits
from .scope import denied_words
from .text import squeeze

_UN = "un"
_FULL, _OF_FIVE = "5/5", "/5"
_MEASURES = ("number", "ratio", "fraction", "range")
_PARTICIPLE = "ing"
_GOING_ON = ("which", "with", "without")
"""Words with which a clause goes on to tell of what stands before it."""


def in_sentence(reading: Reading, position: int, documents: list[str], figure: Figure | None = None) -> bool:
    """Whether a sentence of the documents has the word or the figure at a place, told of what the statement tells it of."""
    found = pieces(reading)
    at = next((n for n, (low, high) in enumerate(found) if low <= position < high), None)
    if at is None or not documents:
        return False
    low, high = found[at]
    words = _content(reading, low, high)
    carried: list[int] = []
    sentence, _ = reading.text.sentence_at(position)
    back = at
    while not carried and back > 0 and found[back - 1][0] >= sentence:
        back -= 1
        carried = _content(reading, *found[back])
    asked = next((n for n in words if reading.text.tokens[n][1] <= position < reading.text.tokens[n][2]), None)
    if figure is None and asked is None:
        n, _ = reading.text.token_span(position, position + 1)
        if not _pale(reading, n):
            return False
        if len(words) < 2:
            return False
        asked = words[0]  # it carries what the others tell
    told = [((low, high), words)]
    if figure is None and len(words) == 1:  # one of two things joined, of which the verb stands behind the other
        clause = reading.text.clause_at(position)
        told.append((clause, _content(reading, *clause)))
    return any(
        _tells(reading, text, span, content, carried, asked, figure)
        for span, content in told
        for id in documents
        for text in sentences(reading.ground, id)
    )


def _pale(reading: Reading, n: int) -> bool:
    """Whether a word only carries what the others tell."""
    lists, text = reading.ground.lists, reading.text
    phrases = (m.span() for m in lists.pale_phrase.finditer(text.lower))
    return n < len(text.tokens) and (
        text.word_list[n] in lists.words.pale or any(a <= text.starts[n] < b for a, b in phrases)
    )


def _content(reading: Reading, low: int, high: int) -> list[int]:
    """The words of a stretch that say something, by their places."""
    lists, text = reading.ground.lists, reading.text
    idle = lists.free(reading.statement.type) - lists.unsound_words
    named = document_named(reading, low, high)
    apart = [(f.start, f.end) for f in reading.analysed.figures]
    apart += [(m.start, m.end) for m in reading.analysed.mentions if m.of("document")]
    apart += [m.span() for m in lists.pale_phrase.finditer(text.lower, low, high)]
    first, last = text.token_span(low, high)
    return [
        n
        for n in range(first, last)
        if n not in named
        and text.stems[n] not in idle
        and text.word_list[n] not in lists.words.pale
        and len(text.tokens[n][0]) > 1
        and not any(a <= text.tokens[n][1] < b for a, b in apart)
        and text.tokens[n][0] not in lists.sides
    ]


def _light(reading: Reading, low: int, high: int) -> list[int]:
    """The words of a stretch that need no licence and are more than articles and the like: they can tell one thing from another."""
    lists, text = reading.ground.lists, reading.text
    first, last = text.token_span(low, high)
    free = lists.free(reading.statement.type) - lists.function - lists.idle
    return [n for n in range(first, last) if text.stems[n] in free and text.tokens[n][0] not in lists.sides]


def _tells(
    reading: Reading,
    sentence: Analysed,
    piece: tuple[int, int],
    words: list[int],
    carried: list[int],
    asked: int | None,
    figure: Figure | None,
) -> bool:
    turned = _turned(reading, sentence, *piece)  # "with his goals unmet" for "without having met his goals"
    held = {n: places for n in words if (places := _places(reading, sentence, n, whatever=turned))}
    if asked is not None and asked not in held:
        return False
    unknown = [n for n in words if n not in held]
    if unknown and not all(
        any(text.licenses(reading.text.stems[n]) for text in _from(reading, sentence)) for n in unknown
    ):
        return False
    if figure is None:
        seats = set(held[asked]) if asked is not None else set[int]()
    else:
        same = [f for f in sentence.supporting(figure) if f.unit == figure.unit and f.comparator == figure.comparator]
        seats = {sentence.text.token_span(f.start, f.end)[0] for f in same}
    own = [held[n] for n in words if n in held and n != asked]
    spoken = [places for n in _light(reading, *piece) if (places := _places(reading, sentence, n))]
    subject = [k for n in carried for k in _places(reading, sentence, n, whatever=True)]
    measures = [f for f in reading.analysed.figures if piece[0] <= f.start < piece[1] and f.kind in _MEASURES]
    lists = reading.ground.lists
    said = {word for word, _, _ in reading.text.tokens[slice(*reading.text.token_span(*piece))]}
    for low, high in sentence.of(_clauses):
        if not any(low <= k < high for k in seats):
            continue
        if not all(any(low <= k < high for k in places) for places in own):
            continue
        if not all(any(low <= k < high for k in places) for places in spoken):
            continue
        if (
            not own
            and not any(k < high for k in subject)
            and not (figure is not None and spoken and _sole(sentence, figure))
        ):
            continue
        if not lists.words.now.isdisjoint(said) and not lists.words.then.isdisjoint(
            word for word, _, _ in sentence.text.tokens[low:high]
        ):
            continue
        if not all(_measured(sentence, low, high, f) for f in measures):
            continue
        if suits(reading, sentence, [(low, high)], piece):
            return True
    return False


def _turned(reading: Reading, sentence: Analysed, low: int, high: int) -> bool:
    """Whether a piece has a word with "un-" that a sentence has without it, denied."""
    theirs, stems = sentence.of(denied_words), sentence.text.stems
    for word, start, _ in reading.text.tokens:
        if low <= start < high and word.startswith(_UN) and len(word) > len(_UN) + 2:
            bare = reading.ground.lists.stemmer(word.removeprefix(_UN))
            if any(stem == bare and no for stem, no in zip(stems, theirs, strict=True)):
                return True
    return False


def _from(reading: Reading, sentence: Analysed) -> list[Analysed]:
    """The facts of the basis that were quoted from a sentence."""
    ground, lower = reading.ground, sentence.text.lower
    found = [ground.finding_text(f) for f in reading.findings if squeeze(f.quote) in lower]
    return found + [ground.treatment_text(t) for t in reading.treatments if squeeze(t.quote) in lower]


def _measured(sentence: Analysed, low: int, high: int, figure: Figure) -> bool:
    """Whether a clause has a measure, or none of its kind."""
    tokens = sentence.text.tokens
    start, end = tokens[low][1], tokens[high - 1][2]
    here = [f for f in sentence.figures if start <= f.start < end and f.kind == figure.kind]
    return not here or any(f in here for f in sentence.supporting(figure))


def _sole(sentence: Analysed, figure: Figure) -> bool:
    """Whether a sentence has one figure of a kind and unit."""
    return sum(f.kind == figure.kind and f.unit == figure.unit for f in sentence.figures) == 1


def _places(reading: Reading, sentence: Analysed, n: int, whatever: bool = False) -> list[int]:
    """Where a sentence has a word of the statement, or what it names, denied as it is there or `whatever` is said of it."""
    lists, text = reading.ground.lists, reading.text
    mine, theirs = reading.analysed.of(denied_words)[n], sentence.of(denied_words)
    shown_on = sentence.of(place_of_denial) if mine else ()
    theirs = (
        [mine] * len(theirs)
        if whatever
        else [no or any(a <= k < b for a, b in shown_on) for k, no in enumerate(theirs)]
    )
    stem = text.stems[n]
    carriers = lists.carriers(stem)
    found = [k for k, s in enumerate(sentence.text.stems) if s in carriers and theirs[k] == mine]
    direction = lists.directions.get(stem)
    found += [
        k
        for k, s in enumerate(sentence.text.stems)
        if direction and lists.directions.get(s) == direction and theirs[k] == mine
    ]
    turned = stem.removeprefix(_UN) if stem.startswith(_UN) else _UN + stem
    found += [k for k, s in enumerate(sentence.text.stems) if s == turned and theirs[k] != mine]
    for mention in reading.analysed.mentions:
        if mention.first <= n < mention.last:
            same = [m for m in sentence.mentions if m.concepts & mention.concepts and theirs[m.first] == mine]
            found += [k for m in same for k in range(m.first, m.last)]
    for first in (n - 1, n):  # two words that are written as one there
        if 0 <= first < len(text.tokens) - 1:
            joined = text.tokens[first][0] + text.tokens[first + 1][0]
            found += [k for k, t in enumerate(sentence.text.tokens) if t[0] == joined and theirs[k] == mine]
    if text.word_list[n] in lists.words.graded_of_five:
        found += [
            sentence.text.token_span(f.start, f.end)[0]
            for f in sentence.figures
            if f.kind == "ratio" and str(f.key).endswith(_OF_FIVE)
        ]
    if stem in lists.sound_words and not mine:
        found += [
            sentence.text.token_span(f.start, f.end)[0]
            for f in sentence.figures
            if f.kind == "ratio" and f.key == _FULL
        ]
    return found


def _clauses(sentence: Analysed) -> tuple[tuple[int, int], ...]:
    """Word spans of the clauses of a sentence of the record; what goes on with a participle belongs to what stands before it."""
    lists, text = sentence.lexicon.lists, sentence.text
    found: list[tuple[int, int]] = []
    start = 0
    for stop in (*(m.span() for m in FINER.finditer(text.text)), (len(text.text),) * 2):
        first, last = text.token_span(start, stop[0])
        start = stop[1]
        if first == last:
            continue
        begins = text.tokens[first][0]
        says = [n for n in range(first, last) if text.stems[n] not in lists.function and text.tokens[n][0].isalpha()]
        if found and (
            begins in _GOING_ON
            or begins.endswith(_PARTICIPLE)
            or (len(says) < 2 and not any(text.tokens[n][0] not in lists.units for n in says))
        ):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return tuple(found)
