"""What a treatment brought, told as an amount of it: little of it, none of it, some of it that did not last."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from .lexicon import Lexicon, Mark
from .words import Token

DENIED = 3
"""Words between a denial and the amount or noun that it denies, all of them links."""
BEHIND = 4
"""Words behind a noun in which its amount stands."""
LITTLE = 50
"""Percent below which an effect is partial."""
SOON = 8
"""Weeks up to which an effect that is told in percent is one that passed."""
Lasting = tuple[int, int, bool]
"""The first and the last word of a length of time, and whether it is a short one."""
ORDER = ("none", "partial", "worse", "improved", "resolved")
"""Of several amounts of one noun the first of these counts."""
OBJECT = 5
"""Words from a verb to what it acts on."""
NONE_OF = frozenset(("none", "neither", "nothing"))
"""Subjects of a verb by which nothing acted."""
THEM = frozenset(("which", "them", "these", "those"))
"""Words for all that was named before."""
FEW = 4
"""Words from one to its verb."""
SUBJECT = 6
"""Words from one to the amount that its verb gives."""
EXCEPTING = frozenset(("except", "besides", "other", "more", "beyond"))
"""Words behind one that leave something over."""
SLIGHTLY = frozenset(
    ("somewhat", "slightly", "partially", "partly", "modestly", "minimally", "marginally", "briefly", "temporarily")
)
"""Words behind it that make an effect a partial one."""
MADE = frozenset(("made", "make", "makes", "making"))
"""Verbs by which something becomes worse."""
STATES = frozenset(
    (
        "is",
        "was",
        "are",
        "were",
        "got",
        "became",
        "feels",
        "felt",
        "has",
        "have",
        "been",
        "now",
        "even",
        "actually",
        "grew",
    )
)
"""Words between somebody and that he is worse."""
PERSONS = frozenset(("he", "she", "they", "patient", "i"))
AIMS = frozenset(("to", "may", "might", "could", "would", "will", "should", "can", "hopefully", "if"))
"""Words before a verb that tells what a treatment is for, or may do."""
MAY = frozenset(("would", "could", "may", "might", "should", "will", "can"))
"""Words before an effect that is hoped for."""
JOINED = 4
"""Words from a noun to the verb, with those that join another to it."""
PARTS = frozenset((",", ";", ".", ":", "but", "and", "or", "not"))
"""Words that part it from what it acts on."""
LASTED = frozenset(("lasted", "lasting", "persisted", "continued", "held"))
BROUGHT_BY = frozenset(("from", "after", "with", "following", "of", "by"))
"""Words behind a noun that lead to what brought it."""
SOURCE = 8
"""Words that may name that."""
WORKED = frozenset(("worked", "works", "held"))
"""Verbs of an effect before the time that it lasted ("worked for three weeks")."""
GAP = 3
"""Spaces between two columns."""
OPENING = frozenset(("\u2014", ":", "(", "=", "|"))
ENDING = frozenset((".", ";"))
"""Signs behind one that only a comma parts from what stands before."""
CLOSING = frozenset((".", ",", ";", ")", "\u2014", "|"))
"""Signs between which an amount stands alone."""
LASTS = (
    "for",
    "x",
    "of",
    "lasting",
    "lasted",
    "about",
    "roughly",
    "around",
    "nearly",
    "almost",
    "only",
    "approximately",
    "~",
    "that",
    "which",
    "over",
    "up",
    "to",
    "just",
    "maybe",
    "at",
    "most",
    "less",
    "than",
    "<",
)
"""Words between a noun and the time that it lasted."""


def responses(text: str, words: Sequence[Token], roles: Mapping[str, list[Mark]], lexicon: Lexicon) -> Iterator[Mark]:
    """The responses that nouns state together with their amounts, beside those that phrases state whole.

    An effect told in percent with the time that it lasted has the role `lasted`: what it says depends on the treatment.
    An amount that stands alone between signs has the role `bare`: it says something only behind a treatment.
    """
    percents = [n for n, w in enumerate(words) if w.word in ("%", "percent")]
    told = {n for m in roles.get("response", ()) for n in range(m.first, m.last + 1)}
    if "acted_on" in roles:
        yield from _acted(words, roles, told)
    yield from _made_worse(words, roles, told)
    worked = any(w.word in WORKED for w in words)
    if not percents and not worked and "gain" not in roles and "amount" not in roles:
        return
    lasting = list(_lengths(text, words, lexicon)) if roles.get("gain") or percents or worked else []
    for gain in roles.get("gain", ()):
        if told.isdisjoint(range(gain.first, gain.last + 1)) and (found := _of(gain, words, roles, lasting)):
            yield found
    for amount in roles.get("amount", ()):
        if told.isdisjoint(range(amount.first, amount.last + 1)) and _alone(text, words, amount):
            yield Mark("bare", amount.value, amount.first, amount.last)
        elif amount.value == "worse" and (first := _of_person(words, amount, roles)) is not None:
            yield Mark("response", "worse", first, amount.last)
    links = {n for m in roles.get("link", ()) for n in range(m.first, m.last + 1)}
    for begin, last, _ in lasting:
        led = next((n for n in range(begin - 1, -1, -1) if words[n].word not in LASTS), begin)
        if words[led].word in WORKED and led < begin - 1:
            yield Mark("response", "partial", led, last)
    for n in percents:
        for begin, last, soon in lasting:
            linked = all(words[b].word in LASTS or b in links for b in range(n + 1, begin))
            if soon and n + 1 < begin <= n + 2 * BEHIND and linked:
                yield Mark("lasted", "partial", n, last)


def bare_gains(roles: Mapping[str, list[Mark]]) -> list[Mark]:
    """Responses that a noun is taken for which has its amount straight before it: that tells what it was ("with transient help")."""
    amounts = {m.last + 1 for m in roles.get("amount", ())}
    nouns = {(m.first, m.last) for m in roles.get("gain", ())}
    told = [m for m in roles.get("response", ()) if m.value == "improved"]
    return [m for m in told if (m.first, m.last) in nouns and m.first in amounts]


def brings_not(words: Sequence[Token], cue: Mark, effect: Mark) -> bool:
    """Whether words that elsewhere say that a record is silent deny an effect straight behind them ("has not provided any good relief")."""
    between = [w.word for w in words[cue.last + 1 : effect.first]]
    told = cue.first <= effect.first and len(between) <= DENIED and PARTS.isdisjoint(between)
    return told and any(w.word == "not" for w in words[cue.first : cue.last + 1])


def _joined(words: Sequence[Token], noun: int, stay: int) -> bool:
    """Whether a noun and what is joined to it are together the subject of a verb ("pain and walking distance were unchanged")."""
    between = [w.word for w in words[noun + 1 : stay]]
    return 1 < len(between) <= JOINED and between[0] in ("and", "or", "nor") and all(w.isalpha() for w in between)


def _acted(words: Sequence[Token], roles: Mapping[str, list[Mark]], told: set[int]) -> Iterator[Mark]:
    """The responses that a verb and what it acts on tell ("eased most of the pain", "does not touch the pain")."""
    nouns = [m.first for m in roles["acted_on"]]
    denials = {m.last for role in ("negation", "no_negation") for m in roles.get(role, ())}
    inner = {
        n for role in ("negation", "no_negation") for m in roles.get(role, ()) for n in range(m.first + 1, m.last + 1)
    }
    for verb in roles.get("keeps", ()):
        noun = next((n for n in nouns if verb.last < n <= verb.last + OBJECT), None)
        if noun is not None and not any(w.word in PARTS for w in words[verb.last + 1 : noun]):
            yield Mark("kept", "none", verb.first, noun)
    for stay in roles.get("stays", ()):
        noun = next((n for n in nouns if n == stay.first - 1 or _joined(words, n, stay.first)), None)
        if noun is not None and told.isdisjoint(range(noun, stay.last + 1)):
            yield Mark("response", "none", noun, stay.last)
    short = {m.last for m in roles.get("fell short", ())}
    for verb in roles.get("acts", ()):
        noun = next((n for n in nouns if verb.last < n <= verb.last + OBJECT), None)
        led = words[verb.first - 1].word if verb.first else ""
        if noun is not None and verb.value and verb.first - 1 in short and verb.first not in told:
            yield Mark("response", "none", verb.first, noun)  # "failed to ease the pain"
            continue
        if (
            noun is None
            or verb.first in told
            or led in AIMS
            or any(w.word in PARTS for w in words[verb.last + 1 : noun])
        ):
            continue
        amounts = {m.value for m in roles.get("amount", ()) if verb.last < m.first < noun}
        amounts |= {"partial" for w in words[noun + 1 : noun + 3] if w.word in SLIGHTLY}
        if not NONE_OF.isdisjoint(w.word for w in words[max(0, verb.first - FEW) : verb.first]):
            yield Mark("response", "none", verb.first, noun)  # "none of which touched the pain"
        elif verb.value:
            yield Mark("response", "partial" if "partial" in amounts else verb.value, verb.first, noun)
        elif verb.first - 1 in denials or verb.first in inner or words[verb.first].word == "not":
            yield Mark("response", "none", verb.first, noun)


def _made_worse(words: Sequence[Token], roles: Mapping[str, list[Mark]], told: Container[int]) -> Iterator[Mark]:
    """The response that something was made worse, whatever it was ("made my whole leg worse")."""
    if not any(w.word in MADE for w in words):
        return
    denials = {m.last for role in ("negation", "no_negation") for m in roles.get(role, ())}
    for n, made in enumerate(words):
        behind = [w.word for w in words[n + 1 : n + 2 + OBJECT]]
        if made.word in MADE and "worse" in behind and n not in told and n - 1 not in denials:
            worse = n + 1 + behind.index("worse")
            if PARTS.isdisjoint(behind[: worse - n - 1]):
                yield Mark("response", "worse", n, worse)


def _of_person(words: Sequence[Token], amount: Mark, roles: Mapping[str, list[Mark]]) -> int | None:
    """The word with which it is said at the end of a clause that somebody, or what troubled him, is worse ("..., and she is worse")."""
    n = amount.first - 1
    while n > 0 and words[n].word in STATES:
        n -= 1
    subjects = {m.last for m in roles.get("acted_on", ())} | {i for i, w in enumerate(words) if w.word in PERSONS}
    ended = amount.last + 1 >= len(words) or words[amount.last + 1].word in (*ENDING, ")")
    since = any(w.word == "since" for w in words[max(0, n - 2 * SUBJECT) : n])  # something else has made it so
    return n if n < amount.first - 1 and n in subjects and ended and not since else None


def _alone(text: str, words: Sequence[Token], amount: Mark) -> bool:
    """Whether nothing but signs or the gaps of a table stand beside an amount ("the one - minimal, the other (temporary)")."""
    first, last = amount.first - 1, amount.last + 1
    before = words[first].word if first >= 0 else ":"
    behind = words[last].word if last < len(words) else "."
    columned = first >= 0 and text[words[first].end : words[first + 1].start].isspace()
    columned = columned and words[first + 1].start - words[first].end >= GAP
    listed = before == "," and behind in ENDING
    return (before in OPENING or columned or listed) and (
        behind in CLOSING or "\n" in text[words[last - 1].end : words[last].start]
    )


SHORT_TIME = re.compile(
    r"(?<![\d/.-])\d+(?:\.\d+)?\s*(?:h|hrs?|hours?|d)\b|(?<=\bfor )(?:(?:a|one)\s+(?:long\s+)?(?:weekend|day|night)|some\s+weeks"
    r"|(?:(?:mere|some|only|just|merely)\s+)?(?:minutes|hours|days))\b",
    re.IGNORECASE,
)
"""A length of hours or days in short, or one that is not counted."""


def _lengths(text: str, words: Sequence[Token], lexicon: Lexicon) -> Iterator[Lasting]:
    for match in lexicon.length.finditer(text):
        number = float(match[1]) if match[1] else lexicon.general.numbers[match[2].lower()]
        yield (*_words(words, match), number * lexicon.general.weeks[match[3].lower()] <= SOON)
    for match in SHORT_TIME.finditer(text):
        yield (*_words(words, match), True)


def _words(words: Sequence[Token], match: re.Match[str]) -> tuple[int, int]:
    """The first and the last word of a match."""
    inside = [n for n, w in enumerate(words) if w.start < match.end() and w.end > match.start()]
    return inside[0], inside[-1]


def _of(gain: Mark, words: Sequence[Token], roles: Mapping[str, list[Mark]], lasting: Sequence[Lasting]) -> Mark | None:
    """The response that a noun states with what stands before it, or else behind it."""
    links = {n for m in roles.get("link", ()) for n in range(m.first, m.last + 1)}
    amounts = {n: m for m in roles.get("amount", ()) for n in range(m.first, m.last + 1)}
    denials = {m.last: m for m in roles.get("negation", ())}
    denials |= {
        m.last: m
        for role in ("no_negation", "silent")  # "has not provided relief" is silent of no paper
        for m in roles.get(role, ())
        if any(w.word == "not" for w in words[m.first : m.last + 1])
    }
    first, values, far = gain.first, set(), 0
    while first > 0 and far <= DENIED:
        before = first - 1
        if before in amounts:
            values.add(amounts[before].value)
            first = amounts[before].first
        elif before in denials:
            return Mark("response", "none", denials[before].first, gain.last)
        elif words[before].word == "." and before - 1 in amounts:
            first = before  # the amount is cut short
        elif (
            before > 1
            and words[before].word in THEM
            and words[before - 1].word == "of"
            and words[before - 2].word in NONE_OF
        ):
            return Mark("response", "none", before - 2, gain.last)  # "neither of which gave relief"
        elif before in links:
            first, far = before, far + 1
        elif words[before].word in ("%", "percent") and before and words[before - 1].word.replace(".", "").isdigit():
            if float(words[before - 1].word) < LITTLE:
                values.add("partial")
            first = before - 1
            break
        else:
            break
    if values:
        return Mark("response", min(values, key=ORDER.index), first, gain.last)
    percent = words[max(0, gain.first - 1)].word in ("%", "percent")
    role = "lasted" if percent else "response"
    for begin, last, soon in lasting:
        if last + 1 == first or (last + 2 == first and words[last + 1].word == "of"):
            return Mark(role, "partial", begin, gain.last) if soon or not percent else None
    return _behind(gain, words, roles, lasting, role)


def might(words: Sequence[Token], effect: Mark) -> bool:
    """Whether a good effect is what something would or may have ("no further surgery would help")."""
    return effect.value not in ("none", "worse") and effect.first > 0 and words[effect.first - 1].word in MAY


def by_none(words: Sequence[Token], first: int) -> bool:
    """Whether none of what was given brought what begins with a word, with no sign between ("none of that gave lasting help")."""
    before = [w.word for w in words[max(0, first - SUBJECT) : first]]
    subject = max((n for n, word in enumerate(before) if word in NONE_OF), default=None)
    return subject is not None and PARTS.isdisjoint(before[subject:]) and not EXCEPTING.intersection(before[subject:])


def _behind(
    gain: Mark,
    words: Sequence[Token],
    roles: Mapping[str, list[Mark]],
    lasting: Sequence[Lasting],
    role: str,
) -> Mark | None:
    """The response that a noun states with its amount behind it ("the effect was small"), or the time that it lasted."""
    plain = {n for role in ("copulas", "link") for m in roles.get(role, ()) for n in range(m.first, m.last + 1)}
    for amount in roles.get("amount", ()) if role == "response" else ():
        between = range(gain.last + 1, amount.first)
        if (
            amount.first > gain.last
            and len(between) < BEHIND
            and all(n in plain and words[n].word != "," for n in between)
        ):
            return Mark("response", amount.value, gain.first, amount.last)
    for begin, last, soon in lasting:
        between = range(gain.last + 1, begin)
        led = begin > gain.last and len(between) < BEHIND and all(words[n].word in LASTS for n in between)
        if led or _of_treatment([words[n].word for n in between]):
            return Mark(role, "partial", gain.first, last) if soon or role == "response" else None
    return None


def _of_treatment(between: Sequence[str]) -> bool:
    """Whether words between a noun and a time say what brought it, and that it lasted so long ("relief from this lasted ...")."""
    told = [n for n, word in enumerate(between) if word in LASTED]
    if not told or between[0] not in BROUGHT_BY or not PARTS.isdisjoint(between):
        return False
    return told[0] <= SOURCE and all(word in LASTS for word in between[told[0] + 1 :])
