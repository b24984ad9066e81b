"""What is said of all that a list names, where the list is the subject of its sentence ("this, that and one on such a day did not help")."""

from typing import Final

from .lexicon import Mark
from .sentence import Sentence

AUXILIARIES: Final = frozenset(("did", "do", "does", "have", "has", "had", "was", "were", "could", "would"))
"""Verbs with which such a predicate begins, before its denial."""
BRINGING: Final = frozenset(("gave", "brought", "provided", "produced", "yielded", "achieved", "offered", "made"))
"""Verbs of what a list brought."""
VERBS: Final = AUXILIARIES | {
    "is",
    "are",
    "gave",
    "took",
    "tried",
    "received",
    "underwent",
    "attended",
    "completed",
    "given",
    "began",
    "went",
    "came",
    "made",
    "brought",
    "got",
    "that",
    "which",
    "who",
    "after",
    "then",
    "with",
    "without",
    "but",
    "while",
}
"""Words before it by which the list is no subject, or not of that alone."""
ADJECTIVES: Final = frozenset(
    ("supervised", "guided", "directed", "based", "extended", "licensed", "aided", "assisted")
)
"""Words that look like such a verb."""
NEAR: Final = 3
"""Words from the verb to what it says."""
FEWEST: Final = 2
"""Treatments of a list."""


def of_whole_list(sentence: Sentence, response: Mark) -> bool:
    """Whether a response is the predicate of a sentence that begins with a list of treatments."""
    named = [m for m in sentence.names if m.role == "treatment" and m.last < response.first]
    words = [w.word for w in sentence.words]
    verbs = AUXILIARIES | BRINGING
    verb = next((n for n in range(max(0, response.first - NEAR), response.last + 1) if words[n] in verbs), None)
    if len(named) < FEWEST or verb is None or verb <= named[-1].last:
        return False
    plain = [words[n] for n in range(verb) if not _bracketed(words, n)]
    if any(w in (";", ":") or w in VERBS or (w.endswith("ed") and w not in ADJECTIVES) for w in plain):
        return False
    return words[verb - 1] != "," and any(w in ("and", "or", "&") for w in plain)


def _bracketed(words: list[str], n: int) -> bool:
    """Whether a word stands in brackets."""
    before = words[:n]
    return before.count("(") > before.count(")")
