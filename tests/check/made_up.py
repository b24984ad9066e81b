"""Cases made up over the real pack, and the reference cases: what the laws of the checker are tried on."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from assistant.intake import load_case
from assistant.model.base import NOT_STATED
from assistant.model.case import Case, Finding, Treatment
from assistant.model.outcome import Outcome
from assistant.model.policy import PolicySet

from .build import DAY, DOCUMENTS, case, finding, line, pack, treatment

CASES = sorted((Path(__file__).parents[2] / "evals" / "cases").glob("*.yaml"))


@cache
def reference() -> tuple[Case, ...]:
    return tuple(load_case(path).case for path in CASES)


@cache
def general() -> PolicySet:
    return pack().policy_set("general", DAY)


LEVELS = {"cervical": ("C3-4", "C4-5", "C5-6", "C6-7"), "lumbar": ("L2-3", "L3-4", "L4-5", "L5-S1")}
CODES = {
    "cervical": ("22551", "22552", "63045", "63048", "22600", "22614", "22842", "22845", "22830"),
    "lumbar": (
        "22612",
        "22614",
        "22633",
        "63047",
        "63048",
        "63042",
        "22842",
        "22848",
        "22830",
        "22850",
        "22849",
        "22214",
        "27279",
    ),
}
STRUCTURES = {
    "muscles": {
        "cervical": ("deltoid", "biceps", "triceps"),
        "lumbar": ("quadriceps", "extensor_hallucis_longus", "gastrocsoleus"),
    },
    "reflexes": {"cervical": ("biceps_reflex", "triceps_reflex"), "lumbar": ("patellar_reflex", "achilles_reflex")},
    "areas": {"cervical": ("hand", "shoulder"), "lumbar": ("leg", "dorsum_of_foot")},
    "signs": {"cervical": ("spurling",), "lumbar": ("straight_leg_raise",)},
    "root_names": {"cervical": ("C6_root",), "lumbar": ("L5_root",)},
    "mimics": {"cervical": ("carpal_tunnel",), "lumbar": ("hip_pathology",)},
    "targets": {"cervical": ("facet_joint",), "lumbar": ("si_joint",)},
}
SIDES = ("left", "right", "bilateral", "not_stated")


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every mapping inside plain data."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from _nodes(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _nodes(value)


@cache
def all_tests() -> tuple[Any, ...]:
    chosen = general()
    criteria = [c for p in chosen.policies for c in p.criteria] + [c for s in chosen.settings for c in s.criteria]
    return (*(c.test for c in (*chosen.common, *criteria)), *(w.when for p in chosen.policies for w in p.exceptions))


@cache
def named_kinds() -> tuple[str, ...]:
    """Finding kinds that any policy of the set asks for."""
    keys = ("kinds", "signs", "compression", "symptoms")
    known = {k.id for k in pack().vocabulary.kinds}
    return tuple(
        sorted(
            {
                k
                for test in all_tests()
                for node in _nodes(test.model_dump())
                for key in keys
                for k in node.get(key, ())
                if k in known
            }
        )
    )


@cache
def presumed_kinds() -> frozenset[str]:
    """Kinds whose silence the policies read in favour: asked under a negation, or presumed met."""
    return frozenset(kind for test in all_tests() for kind in _presumed(test.model_dump()))


def _presumed(test: dict[str, Any]) -> Iterator[str]:
    parts = [test["not_"]] if "not_" in test else test.get("all") or test.get("any") or test.get("of") or ()
    asked = {k for part in test.get("any") or () for k in (part.get("finding") or {}).get("kinds", ())}
    for part in parts:
        kinds = {k for node in _nodes(part) for k in node.get("kinds", ())}
        if "not_" in test:
            yield from kinds
        elif not ("not_" in part and kinds <= asked):  # "a report says yes, or says no": silence is not read in favour
            yield from _presumed(part)
    if (test.get("finding") or {}).get("silence") == "met":
        yield from test["finding"]["kinds"]


@st.composite
def findings(draw: st.DrawFn, region: str, id: str, kinds: tuple[str, ...] | None = None) -> Finding:
    """A finding of a kind that policies ask for, with the value, place and source that a record might give."""
    kind = pack().kind(draw(st.sampled_from(kinds or named_kinds())))
    fields: dict[str, Any] = {"status": draw(st.sampled_from(("present", "present", "present", "absent", "uncertain")))}
    if draw(st.booleans()) and kind.group == "imaging":
        fields["levels"] = (draw(st.sampled_from(LEVELS[region])),)
    else:
        fields["region"] = region
    fields["side"] = draw(st.sampled_from(SIDES))
    if kind.scale != NOT_STATED and draw(st.integers(0, 4)):
        fields["grade"] = draw(st.sampled_from(pack().scale(kind.scale).grades))
    if kind.unit != NOT_STATED and draw(st.integers(0, 4)):
        fields |= {"number": float(draw(st.sampled_from((2, 4, 12, 60, 80)))), "unit": kind.unit}
    if kind.structures in STRUCTURES and draw(st.integers(0, 5)):
        fields["of"] = draw(st.sampled_from(STRUCTURES[kind.structures][region]))
    usual = "mri" if kind.group == "imaging" else "note"
    fields["document"] = draw(st.sampled_from((usual, usual, usual, "old_mri", "xray", "letter", "undated")))
    return finding(kind.id, id=id, **fields)


def thorough(region: str) -> tuple[list[Finding], list[Treatment]]:
    """A record that shows nearly everything a policy can ask for, at every level of the region."""
    both: dict[str, Any] = {"side": "bilateral"}
    graded = [finding("foraminal_stenosis", levels=(lv,), grade="severe", **both) for lv in LEVELS[region]]
    recess = [finding("lateral_recess_stenosis", levels=(lv,), grade="moderate", **both) for lv in LEVELS[region]]
    slips = [finding("spondylolisthesis", levels=(lv,), grade="grade_1", document="xray") for lv in LEVELS[region]]
    moving = [finding("translation", levels=(lv,), number=5.0, unit="mm", document="xray") for lv in LEVELS[region]]
    before = [finding("prior_fusion", levels=(lv,), document="note") for lv in LEVELS[region]]
    weak = [
        finding("motor_deficit", region=region, of=muscle, grade="4", document="note", **both)
        for muscle in STRUCTURES["muscles"][region]
    ]
    said = [
        finding(kind, region=region, document="note", **both)
        for kind in ("progressive_deficit", "other_sources_excluded", "claudication", "functional_limit")
    ]
    broken = [finding("hardware_failure", levels=(LEVELS[region][2],))]
    joint = [
        finding("si_provocation_tests", number=4.0, unit="tests", document="note"),
        finding("injection_relief", of="si_joint", number=80.0, unit="%", document="note"),
        finding("cobb_angle", region=region, number=40.0, unit="degrees", document="xray"),
    ]
    given_ = [
        treatment(
            id=f"pt-{where}",
            region=where,
            supervised="yes",
            response="none",
            start=date(2025, 4, 1),
            end=date(2025, 12, 1),
        )
        for where in (region, "sacroiliac")
    ]
    return [
        *graded,
        *recess,
        *slips,
        *moving,
        *before,
        *weak,
        *said,
        *broken,
        *(joint if region == "lumbar" else ()),
    ], given_


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A request of one to four lines, with a thorough record of which some is missing, altered or added to.

    Every document states something of the region, so that no fact changes which documents speak of it.
    """
    region = draw(st.sampled_from(sorted(LEVELS)))
    lines = []
    for n in range(draw(st.integers(1, 4))):
        code = draw(st.sampled_from(CODES[region]))
        first, last = sorted((draw(st.integers(0, 3)), draw(st.integers(0, 3))))
        levels = LEVELS[region][first : last + 1] if draw(st.integers(0, 5)) else ()
        stage = draw(st.sampled_from((NOT_STATED, NOT_STATED, 1, 2)))
        lines.append(line("abcd"[n], code, levels, side=draw(st.sampled_from(SIDES)), stage=stage))
    told, given_ = thorough(region)
    dropped = draw(st.sets(st.sampled_from([f.id for f in (*told, *given_)]), max_size=12))
    altered = draw(st.dictionaries(st.sampled_from([f.id for f in told]), st.sampled_from(ALTERED), max_size=4))
    found = [f.model_copy(update=altered.get(f.id, {})) for f in told if f.id not in dropped]
    anchors = [finding("axial_pain", id=f"anchor-{d.id}", region=region, document=d.id) for d in DOCUMENTS]
    added = [draw(findings(region, f"f{n}")) for n in range(draw(st.integers(0, 4)))]
    return case(lines, [*anchors, *found, *added], [t for t in given_ if t.id not in dropped])


ALTERED: tuple[dict[str, Any], ...] = (
    {"status": "absent", "grade": NOT_STATED},
    {"status": "uncertain"},
    {"grade": NOT_STATED, "number": NOT_STATED},
    {"side": "left"},
    {"document": "letter"},
    {"document": "old_mri"},
    {"levels": (), "of": NOT_STATED},
)
made_up = cases()


def changed(asked: Case, **fields: Any) -> Case:
    return asked.model_copy(update=fields)


def words(found: Outcome) -> dict[str, Any]:
    """The outcomes by line, level and criterion, and the whole: what a decision rests on."""
    lines = {
        one.id: (
            one.outcome,
            one.basis,
            {
                lv.level: (lv.outcome, lv.basis, {c.id: (c.truth, c.waived_by) for c in lv.criteria})
                for lv in one.per_level
            },
            {r.id: (r.applies, frozenset(r.lines)) for r in one.restrictions},
        )
        for one in found.lines
    }
    stages = {s.stage: (s.outcome, frozenset(s.lines)) for s in found.stages}
    alternatives = {(a.kind, a.policy, a.levels, a.outcome) for a in found.alternatives}
    setting = (found.setting.outcome, {c.id: c.truth for c in found.setting.criteria})
    return {
        "lines": lines,
        "stages": stages,
        "setting": setting,
        "alternatives": alternatives,
        "overall": found.overall,
        "action": found.action,
    }
