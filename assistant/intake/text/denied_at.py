"""What a denial reaches, such as its places, where its sentence tells something else of others ("one here with that, one there without")."""

import re
from collections.abc import Sequence

from .lexicon import LevelMark, Mark
from .neighbouring import behind_description
from .sentence import Sentence
from .spread import opens

APART = 3
"""Words between a place and the noun that it places."""
BACKWARD = ("denied", "none", "negative", "absent")
"""Last words of denials that may stand behind what they deny."""
EXCLUDING = ("out", "excluded")
"""Last words of denials that stand behind what was excluded, and before what shows it."""
LINKS = ("of", "in", "within", "at", "involving")
"""Words between a noun and its place behind it."""
PLACING = frozenset(("of", "in", "within", "at", "involving", "from", "across"))
"""The same, and those before several levels."""
PLACES = 2
"""Words between places that are joined."""
GAINED = 3
"""Words from a denial to what a treatment did not bring."""
BEING = frozenset(("is", "are", "was", "were", "been"))
"""Verbs of what is said, or denied, of their subject before them."""
TOLD_OF = frozenset(("that", "the", "his", "her", "their", "he", "she", "they"))
"""Words behind a joining word that begin what is told of another subject."""
GOES_ON = BEING | {"persist", "continue", "remain", "return", "recur"}
"""Verbs of a subject before them."""
VERB = 5
"""Words from a subject to its verb."""
HAS = frozenset(("has", "have", "had", "came"))
"""Verbs that lead to such a one."""
OWNED = frozenset(("his", "her", "their", "my", "the"))
"""Words that begin a subject."""
STRAIGHT = 2
"""Words straight behind a subject in which its verb stands."""
ADVERB = 1
"""Words from a denial to the verb by which a treatment acts ("did not fully relieve")."""
OF_VERBS = frozenset(("not", "never", "longer", "cannot"))
"""Last words of denials that deny a verb, and no noun ("no change in this")."""
REACHED = 7
"""Words from such a verb to what the treatment acted on."""
UNHELPED = frozenset(("not", "none", "nothing", "never"))
"""Words that begin what a treatment that helped something else did not help."""
OF_WHAT = frozenset(("in", "of", "from", "with", "to", "for"))
"""Words behind it before that in which it was not brought."""


_ACTS = re.compile(r"[a-z]{3,}(?<![suoi])s", re.IGNORECASE)
"""A verb of the present, of one thing."""


def straight_before(sentence: Sentence, mark: Mark, levels: Sequence[LevelMark]) -> list[LevelMark]:
    """The levels joined to the one that stands straight before a denial, where another noun has others and none follows it."""
    following = mark.last + 1
    following += following < len(sentence.words) and sentence.words[following].word in LINKS
    if any(m.first == following for m in levels):
        return []
    own: list[LevelMark] = []
    edge = mark.first
    for level in reversed([m for m in levels if m.last < mark.first]):
        between = range(level.last + 1, edge)
        joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
        if own:
            beside = all(n in joins or sentence.words[n].word == "," for n in between)
        else:
            named = {m.first for m in sentence.names if m.last < mark.first}
            joins = {n for n in joins if sentence.words[n].word != "with"}
            plain = all(sentence.words[n].word.isalpha() and n not in joins | named for n in between)
            beside = plain and len(between) <= APART
        if not beside:
            break
        own.insert(0, level)
        edge = level.first
    return own


def straight_behind(sentence: Sentence, mark: Mark, levels: Sequence[LevelMark]) -> list[LevelMark]:
    """The levels straight behind a denial, up to one that opens what is told next ("solid from X to Y and at Z severe W")."""
    joins = {n for m in sentence.cued("joins") for n in range(m.first, m.last + 1)}
    begins = {m.first for m in (*sentence.grades, *sentence.names) if m.role in ("grade", "kind")}
    own: list[LevelMark] = []
    edge = mark.last
    for level in (m for m in levels if m.first > mark.last):
        between = [sentence.words[n].word for n in range(edge + 1, level.first) if not own or n not in joins]
        plain = all(w in PLACING or (own and w == ",") for w in between)
        anew = own and (
            behind_description(sentence, level.last + 1) in begins or opens(sentence, level.first, level.last)
        )
        if not plain or len(between) > PLACES or anew:
            break
        own.append(level)
        edge = level.last
    return own


def parted(sentence: Sentence, cues: Sequence[Mark], first: int) -> bool:
    """Whether a comma, semicolon or bracket parts denials from a number behind them, which says itself what was found, and no word that
    carries them on stands behind it ("none of this, that 5").
    """
    if not cues or any(c.last >= first for c in cues):
        return False
    begin = max(c.last for c in cues) + 1
    signs = [n for n in range(begin, first) if sentence.words[n].word in (",", ";", "(")]
    return bool(signs) and not any(signs[-1] < m.first < first for m in sentence.cued("alternatives"))


def ends_there(sentence: Sentence, cue: Mark) -> bool:
    """Whether a denial speaks of what stands before it alone, as a sign behind it shows ("the one denied, the other there", "the one
    excluded: the other there", "what was done is not told: the other is there").
    """
    behind = cue.last + 1
    if sentence.words[cue.last].word in UNHELPED and [w.word for w in sentence.words[behind + 1 : behind + 2]] == [":"]:
        return sentence.words[behind].word.isalpha()
    if (
        sentence.words[behind : behind + 1]
        and sentence.words[behind].word == ":"
        and sentence.words[cue.last].word in EXCLUDING
    ):
        return any(m.role == "kind" and 0 < cue.first - m.last <= APART for m in sentence.names)
    closed = behind < len(sentence.words) and sentence.words[behind].word in (",", ";", ".")
    return closed and cue.first > 0 and sentence.words[cue.last].word in BACKWARD


def between_levels(sentence: Sentence, mark: Mark) -> bool:
    """Whether a denial made of words stands behind one level and before another, so that the first is its own."""
    before = any(m.first <= mark.last for m in sentence.marks)
    return before and any(m.first > mark.last for m in sentence.marks)


def denied_by_part(sentence: Sentence, mark: Mark, cues: Sequence[Mark]) -> bool:
    """Whether each denial is one of the words that together deny a kind ("no such motion" beside "flexion"), so that it denies once."""
    parts = [m for m in sentence.cued("denied part") if mark.first <= m.first and m.last <= mark.last]
    return all(any(m.first <= c.first and c.last <= m.last for m in parts) for c in cues)


def anew_at(sentence: Sentence, cue: Mark, joined: Mark, first: int) -> bool:
    """Whether a place of its own behind the joining word begins what is told next ("one here without that and another there")."""
    led = cue.first and sentence.words[cue.first].word in ("without", "w") and joined.first > cue.last + 1
    return bool(led) and any(m.first == joined.last + 1 and m.first <= first for m in sentence.marks)


def said_of_subject(sentence: Sentence, cue: Mark, joined: Mark, last: int) -> bool:
    """Whether a denial says what its subject is not, and the fact is the subject of a clause of its own behind the joining word ("this
    was not met, and that was the same"); or it denies a thing of its own ("none of this was given and her pain is back").
    """
    words = [w.word for w in sentence.words]
    owned = words[joined.first] == "and" and words[joined.last + 1] in OWNED
    if owned and not (GOES_ON | HAS).isdisjoint(words[last + 1 : last + 1 + STRAIGHT]):
        return True
    passive = words[cue.last] == "not" and cue.first > 0 and BEING.intersection(words[cue.first - 1 : cue.last + 2])
    if not passive or words[joined.first] == "or":
        return False
    word = sentence.words[joined.last + 1]
    acts = _ACTS.fullmatch(sentence.line.text, word.start, word.end) is not None  # "is not this and presses on that"
    return acts or word.word in TOLD_OF or not GOES_ON.isdisjoint(words[last + 1 : last + 1 + VERB])


def of_others(sentence: Sentence, first: int, last: int, *, placed: bool = False) -> bool:
    """Whether words beside a noun place it everywhere else ("none at any other level", "no other one"), or, where it has a place, words
    of its clause ("none of the one or the other at the remaining levels", "the remaining levels show none"). A further thing beside it is
    no other place ("none of this or other such").
    """
    further = {m.last + 1 for m in sentence.cued("alternatives")}
    others = [m for m in sentence.cued("others") if m.first not in further]
    if any(0 < m.first - last <= APART or m.last == first - 1 for m in others):
        return True
    begin, end = sentence.clause(first)
    return placed and any(begin <= m.first < end for m in sentence.cued("others"))


def of_others_only(sentence: Sentence, first: int, last: int) -> bool:
    """The same of a noun that has a level from before: words straight behind it place it elsewhere, or those of a clause in which no level
    stands ("so much here; no such elsewhere", "so much here with none at the other levels").
    """
    further = {m.last + 1 for m in sentence.cued("alternatives")}
    words = [w.word for w in sentence.words]
    others = [m for m in sentence.cued("others") if m.first not in further and words[m.first] != "otherwise"]
    behind = [m for m in others if 0 < m.first - last <= APART and "," not in words[last + 1 : m.first]]
    if behind:
        return not any(last < m.first < behind[0].first + 2 * APART for m in sentence.levels)
    begin, end = sentence.clause(first)
    own = any(begin <= m.first < end for m in sentence.levels)
    return not own and any(begin <= m.first < end and m.last != first - 1 for m in others)


def of_all(sentence: Sentence, last: int) -> bool:
    """Whether words directly behind a noun say that it is denied everywhere ("none at any level"), or the denial closes a list of places
    as a clause of its own ("so much here; so much there; no such").
    """
    return any(m.first == last + 1 for m in sentence.cued("throughout")) or _closes(sentence, last)


def _closes(sentence: Sentence, last: int) -> bool:
    begin, end = sentence.clause(last)
    noun = next((m for m in sentence.names if m.first <= last <= m.last), None)
    if noun is None or [w.word for w in sentence.words[begin : noun.first]] not in ([";", "no"], [";", "without"]):
        return False
    again = any(m.value == noun.value and m != noun for m in sentence.names)
    places = {m.levels for m in sentence.levels if m.last < begin}
    return not again and len(places) > 1 and all(w.word == "." for w in sentence.words[last + 1 : end])


def of_gain(sentence: Sentence, cue: Mark, first: int) -> bool:
    """Whether a denial speaks of what a treatment brought in what follows ("without lasting improvement in this"), or did to it ("did not
    relieve this", "helped that, but not this"): what it did not act on is still there.
    """
    if cue.last + 1 == len(sentence.words):
        return False  # nothing follows
    near = (m for m in sentence.cued("gain") if 0 < m.first - cue.last <= GAINED and m.last + 1 < first)
    if any(sentence.words[m.last + 1].word in OF_WHAT for m in near):
        return True
    acts = sentence.cued("acts")
    denied = sentence.words[cue.last].word
    behind = sentence.words[cue.last + 1].word if cue.last + 1 < len(sentence.words) else ""
    verbal = (
        denied in OF_VERBS
        or behind == "longer"
        or denied.endswith("n't")
        or any(cue.first < m.first <= cue.last for m in acts)
    )
    straight = (m for m in acts if verbal and cue.first <= m.first <= cue.last + 1 + ADVERB and m.last < first)
    if any(not any(w.word in (",", ";") for w in sentence.words[m.last + 1 : first]) for m in straight):
        return True
    if denied not in UNHELPED or first - cue.last > GAINED + 1:
        return False
    begun = behind in ("of", "the", "his", "her", "their", "my", "in", "with", "for")
    return begun and any(m.last < cue.first for m in (*acts, *sentence.cued("gain")))


def acted_on(sentence: Sentence, first: int) -> bool:
    """Whether a treatment acted on what stands at a word ("eased most of this for two days")."""
    near = (m for m in sentence.cued("acts") if 0 < first - m.last <= REACHED)
    between = ([w.word for w in sentence.words[m.last + 1 : first]] for m in near)
    return any(not any(w in ("for", ",", ";", ".", ":", "but", "and") for w in words) for words in between)


def denied_next(sentence: Sentence, first: int, last: int, terms: Sequence[Mark]) -> Mark | None:
    """The word that denies the fact or a part of it that stands straight behind ("non tender over the screws", "screws non painful")."""
    whole = [m for m in terms if m.first <= first and m.last == last]
    for cue in sentence.cued("denies_next"):
        part = {m.value.split(":")[0] for m in sentence.cued("part") if m.first == cue.last + 1}
        begins = cue.last + 1 == first or any(m.value in part and m.first - 1 <= cue.first for m in whole)
        if begins and cue.last < last and not any(m.first <= cue.first <= m.last for m in sentence.names):
            return cue
    return None


def labels(sentence: Sentence, noun: Mark, denied: Sequence[Mark]) -> bool:
    """Whether a noun is no more than the label of a value that denies it ("such: test normal")."""
    following = sentence.words[noun.last + 1 : noun.last + 2]
    return (
        bool(following)
        and following[0].word == ":"
        and any(d.first == noun.last + 2 and d.value == noun.value.split(":")[0] for d in denied)
    )


def denied_by(mark: Mark, denied: Sequence[Mark]) -> bool:
    """Whether words that deny a kind cover a noun: of that kind, or one that is no finding."""
    return any(
        mark.first <= d.last + 1
        and d.first <= mark.last
        and (mark.role == "thing" or mark.value.split(":")[0] == d.value)
        for d in denied
    )


def of_name(sentence: Sentence, name: Mark, n: int) -> bool:
    """Whether a word belongs to a name, and denies nothing behind it ("a non-believer with this", "never one of them, with this"); but for
    what an alternative joins to it ("is not one or another").
    """
    if name.role == "kind":
        return True
    joined = any(m.first == name.last + 1 for m in sentence.cued("alternatives"))
    return name.role == "absent" and sentence.words[n].word in ("never", "not") and not joined
