"""A question read: its parts, the kind of each, and what each is about, with what an earlier question lends it."""

import re
from collections.abc import Sequence

from ..guard.analysed import Analysed
from ..model.answer import Answer, QuestionKind, Subject, Understood
from ..model.base import NOT_STATED
from .narrow import studies_named
from .opened import Opened
from .spelling import cleaned, speller_of
from .subject import SubjectReader, named

_WHAT_IS = re.compile(
    r"(?:and |so )?(?:what(?:'s| is| are)|define) (?:an? |the )?(?:codes? |cpt )*(\S.{0,40}?)(?: codes?)?\s*[?.]*",
    re.IGNORECASE,
)
_WHOLE = ("summary", "plain", "unclear", "term", "process")
_OF_OUTCOME = {"why", "verdict", "other_set", "exception"}
"""Kinds that ask how something is decided: where another policy set is named, under that."""
_OF_CRITERIA = ("why", "change", "requirement", "exception")
STUDY = 24
"""Weight of a study that is named."""
THING = 12
"""Weight of a thing of its own that a record tells of."""
WEAK = 3
"""Weight of a word that alone asks for nothing."""
GROUP = 6
"""Kinds of finding beyond which a question names no kind, but a group of them."""
MOST = 3
"""Questions read in one text."""
CODE = re.compile(r"\b\d{5}\b")
SENTENCES = re.compile(
    r"(?<=[A-Za-z0-9]{4}[.!])\s+|(?<=[A-Za-z]\d[.!])\s+|(?<=\d[%\d][.!])\s+|(?<=[a-z]{2}[.!])\s+"
    r"(?=(?:why|what|which|who|when|where|how|is|are|does|do|did|can|could|would|should|was|were|will|has|have)\b)",
    re.IGNORECASE,
)
"""Between sentences; behind a short word without a figure the full stop may be that of a title, unless a question follows."""


class QuestionReader:
    """Reads questions about one determination."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._words = opened.questions
        self._subjects = SubjectReader(opened)
        self._own = {w for d in opened.context.case.documents for w in re.findall(r"[A-Za-z]+", d.text)}

    def read(self, text: str, history: Sequence[Answer] = ()) -> tuple[Understood, ...]:
        """The questions of a text, each once; one that is not understood is of the kind `unclear`."""
        plain = speller_of(self._opened.context.pack).mend(self._written_out(cleaned(text)), self._own)
        last = history[-1].understood[-1] if history and history[-1].understood else None
        found: list[Understood] = []
        for part in self._parts(plain):
            read = self._one(part, found[-1] if found else last, bool(found), history)
            strength = re.search(self._words.of_strength, part.lower()) is not None
            again = bool(found) and read.kind == found[-1].kind == "evidence" and strength
            if read not in found and not (read.kind == "unclear" and found) and not again:
                found.append(read)
        if len(found) > 1 and found[0].kind == "unclear":
            found = found[1:]
        if found and found[0].kind == "plain":  # which tells what would help as well
            found = [u for u in found if u.kind not in ("why", "change")]
        return tuple(found[:MOST]) or (self._made("unclear", Subject(), plain),)

    def _written_out(self, text: str) -> str:
        """Short forms and everyday words as the rest is read."""
        everyday = self._opened.reader.reading.everyday.items()
        for pattern, told in (*self._words.contractions, *self._words.inverted, *everyday):
            text = re.sub(pattern, told, text, flags=re.IGNORECASE)
        return text

    def _parts(self, text: str) -> list[str]:
        parts = [p.strip() for p in re.split(self._words.split, text, flags=re.IGNORECASE)]
        return [p for p in parts if any(c.isalnum() for c in p)][: MOST + 1]

    def _one(self, text: str, before: Understood | None, joined: bool, history: Sequence[Answer]) -> Understood:
        """`joined`: the one before stands in the same text, so that a subject it names is meant where none is named."""
        subject = self._subjects.read(re.sub(self._words.contrast, "", text, flags=re.IGNORECASE))
        lower = text.lower()
        if not (subject.levels or CODE.search(text)) and re.search(self._words.of_person, lower):
            subject = subject.model_copy(update={"lines": (), "criteria": ()})
        kind = self._kind(text, subject)
        if before is not None and before.subject.levels and re.search(self._words.other_place, lower):
            others = self._others(before.subject)
            subject = subject.model_copy(update={"levels": others, "lines": self._at(before.subject.lines, others)})
            return self._carried(text, subject, before)
        leans = re.search(self._words.follows, lower) is not None or joined
        if history and leans and not subject.documents and re.search(self._words.authors, lower):
            cited = tuple(r.document for r in history[-1].record)
            return self._made("record", subject.model_copy(update={"documents": cited}), text)
        if before is None or not (leans or kind == "unclear"):
            return self._made(kind, subject, text)
        opens = re.search(self._words.opens, lower) is not None
        if kind == "unclear" or (opens and kind in ("record", "verdict", "setting", "why") and not _asks(lower)):
            return self._carried(text, subject, before)
        words = topic(text, self._opened)
        told = not joined and len(words) > 1 and self._on_file(words)  # what it leans on it names itself
        if not named(subject) and not told and not re.search(self._words.not_line, lower):
            subject = before.subject
        elif not (subject.lines or subject.setting or subject.stages) and before.subject.lines and subject.levels:
            subject = subject.model_copy(update={"lines": self._at(before.subject.lines, subject.levels)})
        return self._made(kind, subject, text)

    def _carried(self, text: str, subject: Subject, before: Understood) -> Understood:
        """A question that names another place or thing for the question before it."""
        if not named(subject) and before.kind not in ("evidence", "requirement", "term", "record"):
            return self._made("unclear", subject, text)
        if before.kind == "unclear":
            return self._made("unclear", subject, text)
        if before.kind == "what_if":
            return self._made("what_if", subject, self._replaced(before.text, text, subject))
        if before.kind == "record" and subject.lines and CODE.search(text):
            return self._made("why", subject, text)
        if before.kind in ("evidence", "term"):
            return self._made(before.kind, subject, text)
        places = ("lines", "levels", "stages", "setting")
        topics = ("kinds", "treatments", "criteria", "documents")
        kept = {}
        if not any(getattr(subject, name) for name in topics):
            kept = {name: getattr(before.subject, name) for name in topics}
        if not any(getattr(subject, name) for name in places):
            kept |= {name: getattr(before.subject, name) for name in places}
        elif subject.levels and not subject.lines:
            kept["lines"] = self._at(before.subject.lines, subject.levels)
        return self._made(before.kind, subject.model_copy(update=kept), text)

    def _others(self, named: Subject) -> tuple[str, ...]:
        """The levels of the request beside those named."""
        lines = self._opened.outcome.lines
        return tuple(dict.fromkeys(lv for line in lines for lv in line.levels if lv not in named.levels))

    def _at(self, lines: Sequence[str], levels: Sequence[str]) -> tuple[str, ...]:
        """Those of some lines that ask for one of the levels; where none does, the lines that do."""
        wanted = set(levels)
        at = {line.id: not wanted.isdisjoint(line.levels) for line in self._opened.outcome.lines}
        return tuple(id for id in lines if at[id]) or tuple(id for id, here in at.items() if here)

    def _replaced(self, old: str, new: str, subject: Subject) -> str:
        """The earlier supposition at another level; where none is named, with the new words behind it."""
        marks = self._opened.reader.lexicon.levels(old)
        if not subject.levels or not marks:
            return f"{old.rstrip(' ?.')} {re.sub(self._words.opens, '', new, flags=re.IGNORECASE).strip()}"
        start, end = marks[0][0], marks[-1][1]
        return f"{old[:start]}{' and '.join(subject.levels)}{old[end:]}"

    # --- Kind -----------------------------------------------------------------------------------------------------

    def _kind(self, text: str, subject: Subject) -> QuestionKind:
        lower = text.lower()
        sentences = SENTENCES.split(lower)
        asking = " ".join(s for s in sentences if s.endswith("?")) or lower
        scores: dict[QuestionKind, int] = {}
        for kind, weight, pattern in self._words.compiled:
            if pattern.search(lower if kind == "what_if" else asking):
                scores[kind] = scores.get(kind, 0) + weight
        clinical = bool(subject.kinds or subject.treatments or subject.documents)
        if clinical and "record" in scores:
            scores["record"] += 2
        if self._subjects.without_things(text) != text:
            scores["record"] = scores.get("record", 0) + THING
        if subject.setting:
            further = max(
                scores.get("why", 0), 0 if subject.lines or subject.criteria else scores.get("requirement", 0)
            )
            scores["setting"] = scores.get("setting", 0) + 5 + further
        if subject.policy_sets:
            # What sets ask for is told side by side wherever several are named; one is held against the record.
            compared = scores.pop("compare", 0)
            if compared and len(subject.policy_sets) == 1:
                scores["other_set"] = scores.get("other_set", 0) + compared
        weak = scores.get("requirement", 0) <= WEAK  # "under the general criteria" asks for no criterion
        if subject.policy_sets and weak and "what_if" not in scores and "evidence" not in scores:
            scores["other_set"] = scores.get("other_set", 0) + 6
        if studies_named(text, self._opened):
            scores["evidence"] = scores.get("evidence", 0) + STUDY
        if self._is_term(text):
            scores["term"] = scores.get("term", 0) + 20
        if not scores:
            return self._silent(text, subject)
        if subject.policy_sets and not scores.keys() - _OF_OUTCOME:
            return "other_set"
        return max(scores, key=lambda kind: (scores[kind], -list(scores).index(kind)))

    def _silent(self, text: str, subject: Subject) -> QuestionKind:
        """What a question without a word of asking wants to know."""
        if subject.kinds or subject.treatments or subject.documents:
            return "record"
        if subject.policy_sets:
            return "other_set"
        requested = {level for line in self._opened.outcome.lines for level in line.levels}
        if subject.levels and not subject.lines and requested.isdisjoint(subject.levels):
            return "record"
        if subject.lines or subject.levels or subject.stages or subject.unrequested:
            return "why"
        if subject.criteria:
            return "requirement"
        return "record" if self._on_file(topic(text, self._opened)) else "unclear"

    def _on_file(self, words: Sequence[str]) -> bool:
        """Whether a sentence of the record holds at least half of some words."""
        lexicon, layout = self._opened.ground.lexicon, self._opened.reader.layout
        return bool(words) and any(
            2 * len(set(words) & Analysed(line.text, lexicon).text.stem_set) >= len(words)
            for document in self._opened.context.case.documents
            for line in layout.sentences(document.text)
        )

    def _is_term(self, text: str) -> bool:
        """Whether a question consists of "what is" and a term of the glossary, or a code."""
        match = _WHAT_IS.fullmatch(text.strip())
        return match is not None and self.term(match[1])

    def term(self, text: str) -> bool:
        """Whether a text is a term of the glossary, a word that is explained, or a code of the table."""
        pack, name = self._opened.context.pack, text.strip().lower()
        bare = re.sub(rf"{self._words.term_heads}$", "", name)
        explained = (w for word in pack.vocabulary.words for w in word.any)
        known = {*(t.term.lower() for t in pack.glossary), *map(str.lower, explained)}
        return text.strip() in pack.codes or not known.isdisjoint((name, bare))

    # --- Told back --------------------------------------------------------------------------------------------------

    def _made(self, kind: QuestionKind, subject: Subject, text: str) -> Understood:
        about = [] if kind in _WHOLE else self._about(kind, subject)
        label = self._words.labels[kind]
        return Understood(
            kind=kind, subject=subject, text=text, read_as=f"{label}: {'; '.join(about)}" if about else label
        )

    def _about(self, kind: QuestionKind, subject: Subject) -> list[str]:
        """The subject in words of the pack."""
        context = self._opened.context
        parts = []
        if subject.lines and not subject.stages and len(subject.lines) < len(context.outcome.lines):
            parts.append(", ".join(context.line_name(line) for line in self._opened.lines(subject.lines)))
        parts += [f"stage {s}" for s in subject.stages]
        if subject.levels:
            parts.append(f"at {context.span(subject.levels)}")
        if subject.setting and context.outcome.setting.requested != NOT_STATED:
            parts.append(f"{context.outcome.setting.requested.replace('_', ' ')} care")
        if kind in _OF_CRITERIA and not subject.setting:
            labels = (self._opened.ground.definitions.get(c) for c in subject.criteria)
            parts += list(dict.fromkeys(getattr(d, "label", "") for d in labels))[:3]
        if kind in ("record", "what_if"):
            named = subject.kinds if len(subject.kinds) <= GROUP else ()
            parts += [context.pack.kind(k).label for k in named][:4]
            parts += [context.pack.treatment(t).label for t in subject.treatments][:4]
        parts += [context.document_name(d) for d in subject.documents]
        parts += [f"policy set {s}" for s in subject.policy_sets]
        return [p for p in dict.fromkeys(parts) if p]


def topic(text: str, opened: Opened) -> tuple[str, ...]:
    """The stems of a text that say what it is about, in order."""
    lists = opened.ground.lists
    idle = frozenset(lists.stemmer(w) for w in opened.questions.idle_words)
    analysed = Analysed(text, opened.ground.lexicon)
    pairs = zip(analysed.text.stems, analysed.text.tokens, strict=True)
    return tuple(dict.fromkeys(stem for stem, (word, _, _) in pairs if stem not in idle and len(word) > 1))


def _asks(lower: str) -> bool:
    """Whether words of asking stand in a question that opens as one that leans on another."""
    return re.search(r"\b(?:why|where|who|when|which|what (?!about|of|if))", lower) is not None
