"""The nouns of a sentence: what it speaks of, before anything is said of it."""

from collections.abc import Iterator, Sequence

from .denied_at import LINKS
from .felt import felt_at
from .initials import NAMED
from .lexicon import Lexicon, Mark
from .nothing_there import CLEAR, NOTHING, at_side
from .other_parts import without_other_parts
from .reasons import without_reasons
from .sentence import Sentence

COMPOUND = 4
"""Words of a name that hides a shorter one within it."""
REACH = 6
"""Words between a head and a place behind it."""


def nouns_of(sentence: Sentence, papers: Sequence[str], performed: bool, lexicon: Lexicon) -> list[Mark]:
    """The nouns of a sentence: named kinds, kinds made of parts, places of a head, and things that are no finding.

    `papers`: the kind of its document, and of the one whose result it tells; `performed`: whether it tells what was done.
    """
    found: list[Mark] = []
    roles = {"kind", "thing", *(f"told in {paper}" for paper in papers)}
    for mark in sentence.names:
        if mark.role in roles or (mark.role == "performed" and performed):
            found.append(Mark("thing" if mark.role == "thing" else "kind", mark.value, mark.first, mark.last))
    found += _of_heads(sentence)
    found += list(_of_parts(sentence, lexicon, "part"))
    found += felt_at(sentence, lexicon)
    found.sort(key=lambda m: (m.first, m.first - m.last))
    kept: list[Mark] = []
    for mark in found:
        over = [
            k
            for k in kept
            if k.last >= mark.first
            and k.first <= mark.last
            and (k.role == "thing" or (k.first, k.last) != (mark.first, mark.last))
        ]
        if mark.role == "thing" and any(k.last >= mark.first and k.first <= mark.last for k in kept):
            continue
        if over and (
            mark.role == "thing" or (all(k.role == "kind" for k in over) and any(k.value == mark.value for k in over))
        ):
            continue
        kept = [k for k in kept if not (k in over and (k.role == "thing" or _hidden(sentence, k, mark)))]
        if any(_hidden(sentence, mark, k) for k in over):
            continue
        kept.append(mark)
    return without_reasons(sentence, without_other_parts(sentence, kept, lexicon), lexicon)


def _hidden(sentence: Sentence, small: Mark, large: Mark) -> bool:
    """Whether a name is part of a longer one of a few words, without those of a level within it, or is no more than one of its parts."""
    inside = (
        large.first <= small.first and small.last <= large.last and small.last - small.first < large.last - large.first
    )
    size = large.last - large.first - sum(n in sentence.level_words for n in range(large.first, large.last + 1))
    heads = [m for m in sentence.names if m.role == "head" and m.first <= small.first and small.last <= m.last]
    return inside and (size <= COMPOUND or bool(heads)) and not _beside_parts(sentence, small, large)


def _of_heads(sentence: Sentence) -> Iterator[Mark]:
    """`canal or foraminal stenosis`: a kind for each place before the head, or behind it after `of`; else the plain kind.

    A place that heads grades ("the place: severe left") needs no head.
    """
    places = [m for m in sentence.names if m.role == "place"]
    if not places and all(m.role != "head" for m in sentence.names):
        return
    free = _free(sentence)
    used: set[int] = set()
    for head in (m for m in sentence.names if m.role == "head"):
        own = _places_before(sentence, head, [p for p in places if p.first not in used], free)
        own = own or _places_behind(sentence, head, [p for p in places if p.first not in used], free)
        used.update(p.first for p in own)
        for place in own:
            near = (place is own[-1] and place.last < head.first) or (place is own[0] and place.first > head.last)
            first = min(place.first, head.first) if near else place.first
            last = max(place.last, head.last) if near else place.last
            yield Mark("kind", place.value.partition(":")[2], first, last)
        if not own:
            yield Mark("kind", head.value, head.first, head.last)
    for place in places:
        graded = _heads_grades(sentence, place.last + 1) or _graded_alone(sentence, place)
        if place.first not in used and graded:
            yield Mark("kind", place.value.partition(":")[2], place.first, place.last)


def _graded_alone(sentence: Sentence, place: Mark) -> bool:
    """Whether nothing but a grade stands behind a place in its piece of a list ("L4-5 canal severe, the other place mild")."""
    grade = next((m for m in sentence.grades if m.first == place.last + 1), None)
    if (
        grade is None
        or not sentence.levels
        or not any(m.value.startswith(f"{place.value.partition(':')[0]}:") for m in sentence.grades)
    ):
        return False
    n = grade.last + 1
    n = next((m.last + 1 for m in sentence.cued("side") if m.first == n), n)
    return n == len(sentence.words) or sentence.words[n].word in (",", ";", ".")


def _heads_grades(sentence: Sentence, n: int) -> bool:
    """Whether a colon leads to a grade: at once, or in a list without a head of its own, behind a side, or one at which nothing is
    ("left severe", "none left, severe right").
    """
    graded = {m.first for m in sentence.grades}
    if n + 1 >= len(sentence.words) or sentence.words[n].word != ":" or not graded:
        return False
    if any(m.role == "head" and m.first > n for m in sentence.names):
        return n + 1 in graded
    passed = {m.first for m in sentence.cued("side")}
    passed |= {k for k, w in enumerate(sentence.words) if w.word in (NOTHING, ",", "on", "the")}
    passed |= {k for role in CLEAR for m in sentence.cued(role) for k in range(m.first, m.last + 1)}
    n += 1
    while n in passed and n not in graded:
        n += 1
    return n in graded


def _beside_parts(sentence: Sentence, small: Mark, large: Mark) -> bool:
    """Whether a noun between the parts of another one is more than one of these parts ("A of the B or C")."""
    parts = [
        m
        for m in sentence.cued("part")
        if m.value.startswith(f"{large.value}:") and large.first <= m.first <= large.last
    ]
    named = any((m.first, m.last) == (large.first, large.last) for m in sentence.names)
    return bool(parts) and not named and not any(m.first <= small.first and small.last <= m.last for m in parts)


def _free(sentence: Sentence) -> frozenset[int]:
    """Words that may stand between a head and its place."""
    others = {n for m in sentence.names if m.role in ("kind", "thing") for n in range(m.first, m.last + 1)}
    sides = {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)}
    grades = {n for m in sentence.grades for n in range(m.first, m.last + 1)}
    signs = {n for n, w in enumerate(sentence.words) if w.word == ":"}
    shown = {n for m in sentence.cued("shows") for n in range(m.first, m.last + 1)}
    return (sentence.fillers | sides | grades | sentence.level_words | signs | shown) - others


def _places_before(sentence: Sentence, head: Mark, places: list[Mark], free: frozenset[int]) -> list[Mark]:
    own: list[Mark] = []
    edge = head.first
    for place in reversed([p for p in places if p.last < head.first]):
        if not all(n in free or (own and sentence.words[n].word == "+") for n in range(place.last + 1, edge)):
            break
        own.insert(0, place)
        edge = place.first
    return own


def _places_behind(sentence: Sentence, head: Mark, places: list[Mark], free: frozenset[int]) -> list[Mark]:
    """Places behind a head: linked to it, or each with its grade ("the one, severe here, moderate there")."""
    own: list[Mark] = []
    edge = head.last
    graded = {m.first for m in sentence.grades}
    sides = {n for m in sentence.cued("side") for n in range(m.first, m.last + 1)}
    for place in (p for p in places if p.first > head.last):
        between = range(edge + 1, place.first)
        far = sum(n not in sentence.level_words for n in between)
        sided = all(n in sides or n in sentence.level_words for n in between)
        linked = (
            edge > head.last or sided or sentence.words[edge + 1].word in LINKS or any(n in graded for n in between)
        )
        if not linked or far > REACH or not all(n in free for n in between):
            break
        own.append(place)
        edge = place.last
    return own


def denied_heads(sentence: Sentence) -> list[Mark]:
    """Kinds whose places are said to have none of them ("canal and foramina are widely patent")."""
    places = [m for m in sentence.names if m.role == "place"]
    if not places or not sentence.cued("denied head"):
        return []
    free = _free(sentence)
    found: list[Mark] = []
    for denied in sentence.cued("denied head"):
        if at_side(sentence, denied):
            continue  # of one side alone
        own = _places_before(sentence, denied, places, free)
        if not own and (led := _led_by(sentence, denied, places)):
            found.append(Mark("absent", led.value.partition(":")[2], denied.first, led.last))
        found += [Mark("absent", p.value.partition(":")[2], p.first, max(p.last, denied.last)) for p in own]
    return found


def _led_by(sentence: Sentence, denied: Mark, places: Sequence[Mark]) -> Mark | None:
    """The place straight behind words that say that it has none ("with patent foramina"), where these are no verb of what stands before."""
    ahead = denied.last + 1
    before = sentence.words[denied.first - 1].word if denied.first else ""
    verb = denied.first in sentence.copulas or denied.first - 1 in sentence.copulas or before in ("not", "no")
    joined = before in ("and", "with", ",", ":", "", "widely")
    return next((p for p in places if p.first == ahead and joined and not (verb and before != ",")), None)


def _of_parts(sentence: Sentence, lexicon: Lexicon, role: str) -> Iterator[Mark]:
    """Kinds whose parts stand near each other, in any order, in one clause."""
    parts: dict[str, list[list[Mark]]] = {}
    for mark in sentence.cued(role):
        kind, n, m = mark.value.split(":")
        lists = lexicon.reading_of(kind).together if role == "part" else lexicon.reading_of(kind).absent_together
        slots = parts.setdefault(f"{kind}:{n}", [[] for _ in lists[int(n)]])
        slots[int(m)].append(mark)
    for key, slots in parts.items():
        kind = key.split(":")[0]
        reach = lexicon.reading_of(kind).within
        done = -1
        for first in slots[0]:
            chosen = [first]
            for slot in slots[1:]:
                near = [
                    m
                    for m in slot
                    if _apart(m, first) - _levels_between(sentence, m, first) <= reach
                    and sentence.clause(m.first) == sentence.clause(first.first)
                    and not _ended(sentence, m, first)
                    and not (role == "denied part" and _of_next(sentence, m, first))
                ]
                near = [m for m in near if not any(_between(o, m, first) for o in slots[0])]  # that one is nearer
                if role == "denied part":  # what a comma parts is told of the next
                    near = [m for m in near if not _parted(sentence, m, first)] or near
                if near:
                    chosen.append(min(near, key=lambda m: _apart(m, first)))
            if len(chosen) == len(slots):
                begin, end = min(m.first for m in chosen), max(m.last for m in chosen)
                begin = _own_place(sentence, begin, chosen[-1]) if role == "part" and chosen[-1].last == end else begin
                if begin > done:
                    done = end
                    yield Mark("kind", kind, begin, end)


def _ended(sentence: Sentence, one: Mark, other: Mark) -> bool:
    """Whether a full stop stands between two marks, as that of an abbreviation that ends a sentence."""
    begin, end = min(one.last, other.last), max(one.first, other.first)
    titled = {m.last + 1 for m in sentence.cued("person title")}
    named = [m.span() for m in NAMED.finditer(sentence.line.text)]
    return any(
        w.word == "." and n not in titled and not any(a <= w.start < b for a, b in named)
        for n, w in enumerate(sentence.words[begin + 1 : end], begin + 1)
    )


def _of_next(sentence: Sentence, one: Mark, other: Mark) -> bool:
    """Whether a comma parts two marks and words of its own lead to the later ("pain over the implant, reflexes intact")."""
    begin, end = min(one.last, other.last), max(one.first, other.first)
    commas = [n for n in range(begin + 1, end) if sentence.words[n].word == ","]
    return bool(commas) and any(
        sentence.words[n].word.isalpha() and n not in sentence.copulas and n not in sentence.level_words
        for n in range(commas[-1] + 1, end)
    )


def _own_place(sentence: Sentence, begin: int, noun: Mark) -> int:
    """Where a name begins whose cue stands before several places ("history of one thing at a place, another at a place"): at its own."""
    places = [m for m in sentence.levels if begin < m.first < noun.first]
    return places[-1].first if len(places) > 1 and places[-1].last == noun.first - 1 else begin


def _levels_between(sentence: Sentence, one: Mark, other: Mark) -> int:
    """Words of levels between two marks."""
    begin, end = min(one.last, other.last), max(one.first, other.first)
    return sum(n in sentence.level_words for n in range(begin + 1, end))


def denied_parts(sentence: Sentence, lexicon: Lexicon) -> list[Mark]:
    """Kinds that words near each other deny, such as `hardware` and `intact`."""
    return list(_of_parts(sentence, lexicon, "denied part"))


def last_part(sentence: Sentence, kind: str, first: int, last: int, role: str) -> int:
    """Where the last part of a noun made of parts begins: what stands between its parts denies or doubts it too."""
    if any((m.first, m.last) == (first, last) for m in sentence.names):
        return first
    return max(
        (m.first for m in sentence.cued(role) if m.last == last and m.value.startswith(f"{kind}:")), default=first
    )


def _between(mark: Mark, one: Mark, other: Mark) -> bool:
    """Whether a mark stands between two others."""
    return min(one.last, other.last) < mark.first and mark.last < max(one.first, other.first)


def _parted(sentence: Sentence, one: Mark, other: Mark) -> bool:
    """Whether a comma stands between two marks."""
    return any(w.word == "," for w in sentence.words[min(one.last, other.last) : max(one.first, other.first)])


def _apart(one: Mark, other: Mark) -> int:
    """Words between two marks."""
    return max(one.first - other.last, other.first - one.last) - 1
