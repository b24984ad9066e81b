"""The sentences of a document that state facts, each with what stands above it and before it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ...model.base import NOT_STATED
from ...model.case import Document, Response
from .heading import Heading, title_end, with_stem
from .lexicon import Lexicon
from .line import Line
from .neighbouring import of_neighbour
from .request_forms import RequestForms
from .sentence import Sentence, bracketed, columns_of, pairs_of_sides, read_sentence
from .stating import Setting
from .studies import Shown, shows_study, study_showed
from .told_for import ToldFor

_BLANK = re.compile(r"[ \t]*")


class PlacedSentences:
    """Reads them with the words of the data."""

    def __init__(
        self,
        lexicon: Lexicon,
        lines: Callable[[str, Mapping[str, str]], Iterable[Line]],
        heads: Callable[[str], Heading],
    ) -> None:
        """`lines`: the sentences of a text; `heads`: what a heading says."""
        self._lexicon = lexicon
        self._reading = lexicon.reading
        self._lines = lines
        self._heads = heads
        self._forms = RequestForms(lexicon.reading)
        self._of_nobody = re.compile("|".join(f"(?:{e})" for e in lexicon.general.of_nobody) or "(?!)", re.IGNORECASE)

    def of(
        self, document: Document, setting: Setting, held: Sequence[tuple[int, int]], *, leads: bool
    ) -> Iterator[tuple[Sentence, Setting, Response]]:
        """The sentences that state facts, each with what its headings say of it; without the title and what instructs the reader.

        `held`: characters that state nothing of the person; `leads`: whether others only repeat the document.
        """
        renamed = self._reading.imaging_sections if leads else self._reading.other_sections
        renamed = {**renamed, **self._forms.sections(document)}
        if document.kind == self._reading.summary_document:  # what heads a summary heads all of it
            told = self._reading.told_sections
            renamed = {**renamed, **dict.fromkeys(told, next(iter(told), ""))}
        columns: tuple[str, ...] = ()
        before: tuple[str, ...] = ()
        told_for = ToldFor(self._reading.results_of_others)
        pairs: tuple[str, ...] = ()
        until, shown = 0, Shown(self._reading.study_section)
        over = False  # this line has left the course of its heading for a treatment of one day
        whole = self._lexicon.sided(document.text)
        titled = title_end(document)
        for line in self._lines(document.text, renamed):
            end = line.start + len(line.text)
            if end <= titled or any(line.start < e and s < end for s, e in held) or self._of_nobody.search(line.text):
                continue
            named = with_stem(line.place, setting, self._lexicon)
            above, place, outer = map(self._heads, (line.heading, named, line.outer))
            side = above.side if place.side == NOT_STATED else place.side
            if line.section in renamed:
                line = replace(line, section=renamed[line.section])
            sentence = read_sentence(line, self._lexicon)
            over = over and line.start < until
            both = bracketed(sentence)
            columns = columns_of(sentence, columns) or above.columns or tuple(m.value for m in both)
            here = setting.but(
                levels=place.levels or outer.levels or above.levels,
                named_before=before if line.start < until and not of_neighbour(sentence) else (),
                landmarks=place.landmarks or outer.landmarks or above.landmarks,
                side=side,
                of_pair=next(
                    (s for t in (line.text, line.heading) if (s := self._lexicon.sided(t)) != NOT_STATED), whole
                ),
                columns=columns,
                pairs=pairs_of_sides(sentence) or place.pairs or above.pairs or pairs,
                treatment="" if over else (place.treatment if line.place and not line.fresh else "") or above.treatment,
                speaks=told_for.of(sentence, place.paper or above.paper, goes_on=line.start < until),
            )
            studied = line.section in self._reading.studied and (shows_study(sentence) or (line.fresh and place.study))
            if studied or (line.section in self._reading.plan_sections and study_showed(sentence)):
                sentence = replace(sentence, line=replace(line, section=self._reading.study_section))
            here = here.but(studied=shown.told(sentence, goes_on=line.start < until))
            pairs = here.pairs if here.pairs and (both or any(w.word == "/" for w in sentence.words)) else ()
            own = {level for mark in sentence.levels for level in mark.levels} or {*(here.levels if line.fresh else ())}
            before = tuple(own) if len(own) == 1 else here.named_before if not own else ()
            blank = _BLANK.match(document.text, end)
            until = (blank.end() if blank else end) + 1
            over = over or self._left(place.treatment or above.treatment, sentence)
            yield sentence, here, (place if line.place else above).response

    def _left(self, headed: str, sentence: Sentence) -> bool:
        """Whether a line below the heading of a course has gone on to what is done on one day: "it" is then that."""
        one_day = self._reading.treatments.one_day
        return headed not in one_day and any(m.role == "treatment" and m.value in one_day for m in sentence.names)
