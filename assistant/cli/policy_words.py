"""The tests of a policy in words, as the policy page tells them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

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
    PatientTest,
    RequestTest,
    Silence,
    Test,
    TreatmentTest,
)

if TYPE_CHECKING:
    from ..pack.pack import Pack

UNSTATED = "not_stated"
_PLACES = {
    "level": "at the level",
    "adjacent": "at a neighbouring level",
    "line": "at a level of the line",
    "placed": "at the level where the record names levels, else in the region",
    "region": "in the region",
    "anywhere": "anywhere",
}
_SILENT = {"not_met": "silence: not met", "met": "silence: met", "undetermined": "silence: open"}


def in_words(test: Test, pack: "Pack", depth: int = 0) -> Iterator[tuple[int, str]]:
    """A test as lines, each with its depth: what combines first, what is asked below it."""
    name = "" if test.label == UNSTATED else f"{test.label}: "
    last = "" if test.documentable else " (no further document would show it)"
    inner: tuple[Test, ...] = ()
    match test:
        case All():
            head, inner = "all of", test.all
        case AnyOf():
            head, inner = "any of", test.any
        case AtLeast():
            head, inner = f"at least {test.at_least} of", test.of
        case Not():
            head, inner = "not", (test.not_,)
        case _:
            head = _asked(test, pack)
    yield depth, f"{name}{head}{last}"
    for part in inner:
        yield from in_words(part, pack, depth + 1)


def _asked(test: Test, pack: "Pack") -> str:
    match test:
        case AskFinding():
            return _finding(test.finding, pack)
        case AskTreatment():
            return _treatment(test.treatment, pack)
        case AskCorrelation():
            return _correlation(test.correlation, pack)
        case AskRequest():
            return _request(test.request, pack)
        case AskPatient():
            return _patient(test.patient)
        case AskLine():
            return _line(test.line, pack)
        case AskCriterion():
            return f"the criterion {test.criterion}"
    raise TypeError(f"no words for {type(test).__name__}")


def _finding(test: FindingTest, pack: "Pack") -> str:
    tables = {pack.kind(kind).structures for kind in test.kinds} - {UNSTATED}
    structures = {s.id: s.label for table in tables for s in pack.anatomy.structures.get(table, ())}
    return _joined(
        _either(pack.kind(kind).label for kind in test.kinds),
        f"of {_either(structures.get(id, id) for id in test.of)}" if test.of else "",
        _bound(test.value),
        _PLACES[test.at],
        f"among {', '.join(test.among)}" if test.among else "",
        {"any": "on either side", "each": "on each side requested"}.get(test.side, "on the side requested"),
        f"not on the other side than {_either(pack.kind(kind).label for kind in test.complaint)}"
        if test.complaint
        else "",
        f"by documents of {_either(test.accept)}" if test.accept else "",
        _within(test.within_months),
        "shown or denied" if test.spoken_of else "",
        "newest statement" if test.latest else "",
        "what is older: outdated" if test.older == "outdated" else "",
        "without a value: not met" if test.ungraded == "not_met" else "",
        "uncertain: as if nothing were said" if test.uncertain == "silence" else "",
        _silence(test, test.unreported_in),
    )


def _treatment(test: TreatmentTest, pack: "Pack") -> str:
    kinds = [pack.treatment(kind).label for kind in test.kinds]
    return _joined(
        _either([*kinds, *(name.replace("_", " ") for name in test.classes)]),
        f"{test.distinct} kinds" if test.distinct > 1 else "",
        f"{_bound(test.weeks)} weeks" if test.weeks != UNSTATED else "",
        f"{_bound(test.sessions)} sessions" if test.sessions != UNSTATED else "",
        "supervised" if test.supervised == "yes" else "",
        "for any region" if test.region == "any" else "",
        _PLACES["placed"] if test.at == "placed" else "",
        _within(test.within_months),
        f"with the response {_either(test.responses)}" if test.responses else "",
        "in the present episode" if test.since else "",
        _silence(test),
    )


def _correlation(test: CorrelationTest, pack: "Pack") -> str:
    return _joined(
        f"{_either(pack.kind(kind).label for kind in test.signs)} of a root that can be affected at the level and side",
        f"by documents of {_either(test.accept)}" if test.accept else "",
        "a normal examination: as if nothing were said" if test.denied == "silence" else "",
        _silence(test),
    )


def _request(test: RequestTest, pack: "Pack") -> str:
    names = [*test.codes, *(pack.vocabulary.procedures.get(p, p) for p in test.procedures)]
    whole = {True: "", False: "not "}
    standing = test.standing_levels != UNSTATED
    return "requested: " + _joined(
        f"{_either(names)} at the same place" if names and not standing else "",
        f"{_bound(test.levels)} levels" if test.levels != UNSTATED else "",
        f"{whole[bool(test.contiguous)]}contiguous" if test.contiguous != UNSTATED else "",
        "with all lines of the procedure" if test.together else "",
        f"one of {', '.join(test.among)}" if test.among else "",
        f"reaching {_either(test.reaches)}" if test.reaches else "",
        f"{whole[bool(test.both_sides)]}both sides in one stage" if test.both_sides != UNSTATED else "",
        f"{whole[bool(test.staged)]}in stages" if test.staged != UNSTATED else "",
        f"{whole[bool(test.combined)]}by more than one approach" if test.combined != UNSTATED else "",
        f"by no approach but {_either(test.ways)}" if test.ways else "",
        f"{_either(s.replace('_', ' ') for s in test.setting)} care" if test.setting else "",
        f"{_bound(test.days)} days" if test.days != UNSTATED else "",
        f"{_bound(test.standing_levels)} levels of {_either(names)} that stand" if standing else "",
    )


def _patient(test: PatientTest) -> str:
    age = f"{_bound(test.age)} years of age" if test.age != UNSTATED else ""
    return _joined(age, test.sex if test.sex != UNSTATED else "", _SILENT[test.silence])


def _line(test: LineTest, pack: "Pack") -> str:
    names = [*test.codes, *(pack.vocabulary.procedures.get(p, p) for p in test.procedures)]
    return _joined(
        f"another line ({_either([*names, *(['a parent code'] if test.parents else [])])}) {_words(test.outcome)}",
        f"at {_bound(test.levels)} levels" if test.levels != UNSTATED else "",
        f"reaching {_either(test.reaches)}" if test.reaches else "",
        "with those at other levels of the region" if test.together else "",
        "anywhere in the request" if test.anywhere else "",
        "" if test.missing == "not_met" else f"none requested: {test.missing.replace('_', ' ')}",
    )


def _bound(bound: "Bound | str") -> str:
    if isinstance(bound, str):
        return ""
    words = {"at_least": "at least", "above": "above", "at_most": "at most", "below": "below"}
    said = [f"{word} {_value(v)}" for name, word in words.items() if (v := getattr(bound, name)) != UNSTATED]
    said += [_either(map(_value, bound.one_of))] if bound.one_of else []
    return " and ".join(said) + ("" if bound.unit == UNSTATED else f" {bound.unit}")


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value).replace("_", " ")


def _within(months: object) -> str:
    return "" if months == UNSTATED else f"within {_value(months)} months"


def _silence(test: Silence, read_in: Iterable[str] = ()) -> str:
    report = f"a report of {groups}" if (groups := _either(read_in)) else "a report"
    reported = "" if test.unreported == UNSTATED else f"; {report} that says nothing: {_words((test.unreported,))}"
    return _SILENT[test.silence] + reported


def _words(names: Iterable[str]) -> str:
    return _either(name.replace("_", " ") for name in names)


def _either(names: Iterable[str]) -> str:
    listed = list(names)
    return " or ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
