"""What words, abbreviations and codes mean."""

import re
from collections.abc import Iterable

from ..draft.words import capital
from ..model.answer import Subject, Understood
from ..model.base import NOT_STATED
from ..model.vocabulary import Word
from .opened import Opened
from .reasons import coded
from .record import record
from .tell import Told


def term(asked: Understood, opened: Opened) -> Told:
    """What terms of the glossary, words of the field and codes of the tables mean; and what was measured where one names a measure."""
    told, context = Told(), opened.fresh()
    pack = context.pack
    tokens = set(re.findall(r"[\w/-]+", asked.text))
    lower = {t.lower() for t in tokens}
    idle = opened.questions.idle_words
    found = [t for t in pack.glossary if t.term in tokens or (t.term.lower() in lower - idle and len(t.term) > 2)]
    found = found or [t for t in pack.glossary if " " in t.term and t.term.lower() in asked.text.lower()]
    for meaning in found[:4]:
        text = f"{meaning.term} means {meaning.meaning}"
        told.say([context.statement("recommendation", text, criteria=[f"term:{meaning.term}"])], opened.ground)
    for name, word in words_in(" ".join([asked.text, *(t.meaning for t in found[:4])]), pack.vocabulary.words):
        text = f"{capital(name)} means {word.meaning}"
        told.say([context.statement("recommendation", text, criteria=[f"word:{name}"])], opened.ground)
    for code in dict.fromkeys(t for t in re.findall(r"\b\w{5}\b", asked.text) if t in pack.codes):
        told.say([coded(code, context)], opened.ground)
    for code in dict.fromkeys(t.upper() for t in re.findall(r"\b[\w.]+\b", asked.text) if t.upper() in pack.diagnoses):
        text = f"{code} is the diagnosis code of {pack.diagnoses[code].name}"
        told.say([context.statement("recommendation", text, criteria=[f"code:{code}"])], opened.ground)
    told.add(_measured(asked, opened))
    if not told.blocks:
        told.note("no_terms")
    return told


def _measured(asked: Understood, opened: Opened) -> Told:
    """What the record has of the measures that a question names; nothing where it has nothing, for the question may be of the word
    alone.
    """
    kinds = tuple(k for k in asked.subject.kinds if opened.context.pack.kind(k).worse != NOT_STATED)
    if not kinds:
        return Told()
    found = record(asked.model_copy(update={"subject": Subject(kinds=kinds, levels=asked.subject.levels)}), opened)
    cited = any(s.documents() for block, _ in found.blocks for s in block.statements)
    return found if cited else Told()


def words_in(text: str, words: Iterable[Word]) -> list[tuple[str, Word]]:
    """Words that a text names, each once by its longest name there; not one within a longer one."""
    names = {name: word for word in words for name in word.any}
    found: dict[str, tuple[str, Word]] = {}
    rest = text
    for name in sorted(names, key=len, reverse=True):
        there = re.compile(rf"(?<![\w-]){re.escape(name)}(?:e?s)?(?![\w-])", re.IGNORECASE)
        if there.search(rest):
            found.setdefault(names[name].meaning, (name, names[name]))
            rest = there.sub(" ", rest)
    return list(found.values())
