"""The linter of tests: every word that a test asks about has to exist, and every bound has to fit its kinds."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from ..model.base import NOT_STATED, NotStated
from ..model.case import SettingKind
from ..model.language import (
    All,
    AnyOf,
    AskCorrelation,
    AskCriterion,
    AskFinding,
    AskLine,
    AskPatient,
    AskRequest,
    AskTreatment,
    AtLeast,
    Bound,
    CorrelationTest,
    FindingTest,
    LineTest,
    Not,
    RequestTest,
    Test,
    TreatmentTest,
)
from .pack import Pack
from .report import Loc, Report


def parts_of(test: Test, loc: Loc) -> Iterator[tuple[Test, Loc]]:
    """A test and all tests inside it, each with its place."""
    yield test, loc
    inner: tuple[tuple[Test, Loc], ...] = ()
    match test:
        case All():
            inner = tuple((t, (*loc, "all", i)) for i, t in enumerate(test.all))
        case AnyOf():
            inner = tuple((t, (*loc, "any", i)) for i, t in enumerate(test.any))
        case AtLeast():
            inner = tuple((t, (*loc, "of", i)) for i, t in enumerate(test.of))
        case Not():
            inner = ((test.not_, (*loc, "not")),)
        case _:
            pass
    for part, place in inner:
        yield from parts_of(part, place)


def asked_criteria(test: Test) -> set[str]:
    """Ids of the criteria that a test asks for."""
    return {part.criterion for part, _ in parts_of(test, ()) if isinstance(part, AskCriterion)}


class TestLinter:
    """Looks at the tests of one file."""

    __test__ = False  # not a test itself, whatever pytest makes of the name

    def __init__(self, pack: Pack, report: Report, file: Path) -> None:
        self.pack, self.report, self.file = pack, report, file
        words = pack.vocabulary
        self.kinds = {k.id: k for k in words.kinds}
        self.scales = {s.id: s for s in words.scales}
        self.groups = {group for d in words.documents for group in d.groups}
        self.levels = {s.id for s in pack.anatomy.segments}
        self.classes = {name for t in words.treatments for name in t.classes}

    def look(self, test: Test, loc: Loc, criteria: Mapping[str, object]) -> None:
        """Report what is wrong in a test; `criteria` are those it may ask for."""
        for part, here in parts_of(test, loc):
            match part:
                case AskFinding():
                    self._finding(part.finding, (*here, "finding"))
                case AskTreatment():
                    self._treatment(part.treatment, (*here, "treatment"))
                case AskCorrelation():
                    self._correlation(part.correlation, (*here, "correlation"))
                case AskRequest():
                    self._request(part.request, (*here, "request"))
                case AskPatient() if part.patient.model_fields_set <= {"silence"}:
                    self.report.add(self.file, (*here, "patient"), "the test asks nothing.", "Ask for age or sex.")
                case AskLine():
                    self._line(part.line, (*here, "line"))
                case AskCriterion() if part.criterion not in criteria:
                    self.report.unknown(self.file, (*here, "criterion"), "criterion", part.criterion, criteria)
                case AtLeast() if part.at_least > len(part.of):
                    message = f"asks for {part.at_least} of {len(part.of)} parts."
                    self.report.add(self.file, (*here, "at_least"), message, "It can never be met.")
                case _:
                    pass

    def _finding(self, test: FindingTest, here: Loc) -> None:
        self._refer(here, "kinds", "finding kind", test.kinds, self.kinds)
        self._refer(here, "told", "finding kind", test.told, self.kinds)
        self._refer(here, "complaint", "finding kind", test.complaint, self.kinds)
        self._refer(here, "accept", "group of documents", test.accept, self.groups)
        self._refer(here, "among", "level", test.among, self.levels)
        kinds = [self.kinds[k] for k in test.kinds if k in self.kinds]
        tables = {k.structures for k in kinds} - {NOT_STATED}
        if test.of:
            known = {s.id for t in tables for s in self.pack.anatomy.structures.get(t, ())}
            self._refer(here, "of", "structure of these kinds", test.of, known)
        if test.value != NOT_STATED:
            self._bound(test.value, test.kinds, (*here, "value"))
        self._window(test.within_months, here)

    def _bound(self, bound: Bound, kinds: tuple[str, ...], here: Loc) -> None:
        """A grade has to be a step of the scales of the kinds; a number has to have their unit."""
        values = {"at_least": bound.at_least, "above": bound.above, "at_most": bound.at_most, "below": bound.below}
        stated = {name: v for name, v in values.items() if v != NOT_STATED} | {g: g for g in bound.one_of}
        numbers = {name for name, value in stated.items() if not isinstance(value, str)}
        graded = [k for k in kinds if k in self.kinds and self.kinds[k].scale in self.scales]
        measured = {self.kinds[k].unit for k in kinds if k in self.kinds} - {NOT_STATED}
        for name, value in stated.items():
            place = (*here, name) if name in values else (*here, "one_of")
            if name not in numbers:
                self._grade(str(value), graded, place)
            elif not measured:
                remedy = "A step of a scale is written in quotes." if graded else None
                self.report.add(self.file, place, "a number bounds kinds that have no unit.", remedy)
        if numbers and measured and bound.unit not in measured:
            given = "no unit" if bound.unit == NOT_STATED else f"the unit '{bound.unit}'"
            message = f"the bound has {given}; its kinds are measured in {' or '.join(sorted(measured))}."
            self.report.add(self.file, here, message, "Add the unit of the kind.")
        self._order(bound, graded, here)

    def _grade(self, grade: str, graded: list[str], here: Loc) -> None:
        if not graded:
            self.report.add(self.file, here, f"'{grade}' is a grade, but none of the kinds is graded.")
        for kind in graded:
            scale = self.scales[self.kinds[kind].scale]
            if grade not in scale.grades:
                self.report.unknown(self.file, here, f"step of the scale '{scale.id}'", grade, scale.grades)
                return

    def _order(self, bound: Bound, graded: list[str], here: Loc) -> None:
        """A bound that nothing can satisfy."""
        low = [v for v in (bound.at_least, bound.above) if v != NOT_STATED]
        high = [v for v in (bound.at_most, bound.below) if v != NOT_STATED]
        steps = self.scales[self.kinds[graded[0]].scale].grades if graded else ()
        for one in low:
            for other in high:
                pair = [
                    float(v) if isinstance(v, int | float) else float(steps.index(v) if v in steps else -1)
                    for v in (one, other)
                ]
                if -1 not in pair and pair[0] > pair[1]:
                    self.report.add(
                        self.file, here, f"nothing is above {one} and below {other}.", "Turn the bounds round."
                    )

    def _treatment(self, test: TreatmentTest, here: Loc) -> None:
        self._refer(here, "kinds", "treatment kind", test.kinds, {t.id for t in self.pack.vocabulary.treatments})
        self._refer(here, "classes", "treatment class", test.classes, self.classes)
        self._refer(here, "told", "treatment class", test.told, self.classes)
        if not test.kinds and not test.classes:
            self.report.add(
                self.file, here, "the test names neither kinds nor classes of treatment.", "Add one of them."
            )
        for name in ("weeks", "sessions"):
            bound = getattr(test, name)
            if bound != NOT_STATED:
                self._plain(bound, (*here, name))
                self._order(bound, [], (*here, name))
        self._window(test.within_months, here)
        weekly = {id for id, kind in self.kinds.items() if kind.unit == "weeks"}
        self._refer(here, "since", "finding kind told in weeks", test.since, weekly)

    def _correlation(self, test: CorrelationTest, here: Loc) -> None:
        for name in ("signs", "compression", "touching", "symptoms", "complaint"):
            self._refer(here, name, "finding kind", getattr(test, name), self.kinds)
        self._refer(here, "accept", "group of documents", test.accept, self.groups)
        for i, sign in enumerate(test.signs):
            if sign in self.kinds and self.kinds[sign].structures == NOT_STATED:
                message = f"'{sign}' names no structure, so no root can be found for it."
                self.report.add(self.file, (*here, "signs", i), message, "Give the kind a table of structures.")

    def _request(self, test: RequestTest, here: Loc) -> None:
        if test == RequestTest():
            self.report.add(self.file, here, "the test asks nothing, and would always be met.", "Add what it asks for.")
        if test.together and (test.levels, test.contiguous) == (NOT_STATED, NOT_STATED):
            self.report.add(
                self.file, (*here, "together"), "the test counts no levels.", "Add 'levels' or 'contiguous'."
            )
        self._refer(here, "codes", "code", test.codes, self.pack.codes)
        self._refer(here, "procedures", "procedure family", test.procedures, self.pack.vocabulary.procedures)
        # A code that is done at landmarks has landmarks for its places.
        self._refer(here, "among", "level", test.among, {*self.levels, *self.pack.anatomy.landmarks})
        self._refer(here, "reaches", "landmark", test.reaches, self.pack.anatomy.landmarks)
        self._refer(here, "setting", "setting", test.setting, get_args(SettingKind))
        for name in ("levels", "standing_levels"):
            bound = getattr(test, name)
            if bound != NOT_STATED:
                self._plain(bound, (*here, name))
                self._order(bound, [], (*here, name))

    def _line(self, test: LineTest, here: Loc) -> None:
        self._refer(here, "codes", "code", test.codes, self.pack.codes)
        self._refer(here, "procedures", "procedure family", test.procedures, self.pack.vocabulary.procedures)
        self._refer(here, "reaches", "landmark", test.reaches, self.pack.anatomy.landmarks)
        if not test.codes and not test.procedures and not test.parents:
            self.report.add(
                self.file, here, "the test names no other line.", "Add codes, procedures, or 'parents: true'."
            )

    def _plain(self, bound: Bound, here: Loc) -> None:
        for value in (bound.at_least, bound.above, bound.at_most, bound.below, *bound.one_of):
            if isinstance(value, str) and value != NOT_STATED:
                self.report.add(self.file, here, f"'{value}' is not a number.", "Write it without quotes.")

    def _window(self, months: float | NotStated, here: Loc) -> None:
        if months != NOT_STATED and months <= 0:
            self.report.add(self.file, (*here, "within_months"), "a look-back window has to be longer than 0 months.")

    def _refer(self, here: Loc, name: str, what: str, names: tuple[str, ...], known: object) -> None:
        self.report.refer(self.file, (*here, name), what, names, known)  # type: ignore[arg-type]
