"""Laws that hold whatever the case and the policies say: on the reference cases, and on cases made up over the real pack."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check import check
from assistant.check.lines import roll_up_levels
from assistant.check.roll_up import roll_up
from assistant.intake import load_case
from assistant.model.base import NOT_STATED
from assistant.model.case import Case, Finding, RequestLine, Treatment
from assistant.model.outcome import LevelOutcome, Node, Outcome
from assistant.model.policy import PolicySet

from .build import (
    DAY,
    DOCUMENTS,
    at,
    case,
    criterion,
    finding,
    line,
    outcome,
    pack,
    policies,
    policy,
    result,
    treatment,
    waiver,
)

CASES = sorted((Path(__file__).parents[2] / "evals" / "cases").glob("*.yaml"))


@cache
def reference() -> tuple[Case, ...]:
    return tuple(load_case(path).case for path in CASES)


@cache
def general() -> PolicySet:
    return pack().policy_set("general", DAY)


# --- Made-up cases ----------------------------------------------------------------------------------------------------

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
    if kind.structures != NOT_STATED and draw(st.integers(0, 5)):
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


# --- Taking a fact away -----------------------------------------------------------------------------------------------


def without(asked: Case, id: str) -> Case:
    return changed(
        asked,
        findings=tuple(f for f in asked.findings if f.id != id),
        treatments=tuple(t for t in asked.treatments if t.id != id),
    )


def speaks_plainly(asked: Case, id: str) -> bool:
    """Whether a fact is one that the law is about: see `test_taking_a_fact_away_proves_nothing`."""
    for t in asked.treatments:
        if t.id == id:
            return t.status != "uncertain" and not any(
                o.kind == t.kind and o.status != t.status for o in asked.treatments
            )
    fact = next(f for f in asked.findings if f.id == id)
    rivals = [o for o in asked.findings if o is not fact and (o.kind, o.of) == (fact.kind, fact.of)]
    return fact.status != "uncertain" and not rivals and fact.kind not in presumed_kinds()


def places_compression(asked: Case, id: str) -> bool:
    """Whether a fact tells where in a level the compression lies, and so which roots are not at stake."""
    return any(f.id == id and pack().kind(f.kind).location != NOT_STATED for f in asked.findings)


def rests_on_place(node: Node) -> bool:
    """Whether an answer rests on the match of sign and root, here or through another line."""
    return node.operator in ("correlation", "line") or any(rests_on_place(child) for child in node.children)


def assert_nothing_is_proved(before: Outcome, after: Outcome, places: bool) -> None:
    """`places`: the fact taken away places a compression, and answers that rest on its place are left out."""
    for old, new in zip(before.lines, after.lines, strict=True):
        for was, now in zip(old.per_level, new.per_level, strict=True):
            assert places or was.outcome == "necessary" or now.outcome != "necessary", (old.id, was.level)
            for one, other in zip(was.criteria, now.criteria, strict=True):
                if one.effective == "undetermined" and not (places and rests_on_place(one.tree)):
                    assert other.effective != "met", (old.id, was.level, one.id)


@given(made_up)
def test_taking_a_fact_away_proves_nothing(asked: Case) -> None:
    """No criterion goes from undetermined to met, and no level becomes necessary.

    The law is about facts that stand alone. Four kinds of fact only ever hold an answer back, and without them it is
    rightly freer: one that is uncertain ("unsure whether other sources were ruled out"), one that contradicts or
    replaces another statement of the same thing, one that speaks against the request where the policy presumes its
    absence from silence (nicotine use), and, for correlation, one that says where in the level the compression lies:
    without it every root of the level is at stake.
    """
    before = check(asked, pack())
    for fact in (*asked.findings, *asked.treatments):
        if speaks_plainly(asked, fact.id):
            after = check(without(asked, fact.id), pack())
            assert_nothing_is_proved(before, after, places_compression(asked, fact.id))


@pytest.mark.parametrize("n", range(len(CASES)), ids=[p.stem for p in CASES])
def test_taking_a_fact_away_proves_nothing_in_the_reference_cases(n: int) -> None:
    asked = reference()[n]
    before = check(asked, pack())
    for fact in (*asked.findings, *asked.treatments):
        if speaks_plainly(asked, fact.id):
            after = check(without(asked, fact.id), pack())
            assert_nothing_is_proved(before, after, places_compression(asked, fact.id))


# --- Unrelated facts --------------------------------------------------------------------------------------------------


def unrelated(asked: Case) -> list[Finding]:
    """Facts of kinds that no policy asks for, in a document that speaks of the region; and facts of another region."""
    regions = {
        pack().levels.region(lv) for one in asked.request.lines for t in one.levels for lv in pack().levels.parse(t)
    }
    here = sorted(regions)[0] if regions else "lumbar"
    elsewhere = "lumbar" if "cervical" in regions else "cervical"
    speaking = [f.document for f in asked.findings if f.region == here or f.levels][:1]
    other = {k.id for k in pack().vocabulary.kinds} - set(named_kinds())
    assert len(other) >= 5
    unasked = [finding(k, id=f"u-{k}", region=here, document=d) for k in sorted(other)[:12] for d in speaking]
    far = {
        "foraminal_stenosis": {"levels": LEVELS[elsewhere][1:2], "grade": "severe"},
        "spondylolisthesis": {"levels": LEVELS[elsewhere][2:3]},
        "hardware_failure": {"levels": LEVELS[elsewhere][2:3]},
        "progressive_deficit": {"region": elsewhere},
        "motor_deficit": {"region": elsewhere, "grade": "2", "of": STRUCTURES["muscles"][elsewhere][0]},
        "claudication": {"region": elsewhere, "status": "absent"},
    }
    document = asked.documents[-1].id  # a letter, or a report that speaks of the region
    return [*unasked, *(finding(kind, id=f"e-{kind}", document=document, **fields) for kind, fields in far.items())]


@given(made_up)
def test_unrelated_facts_change_nothing(asked: Case) -> None:
    """The documents already speak of the region: which reports were silent does not change either."""
    before = words(check(asked, pack()))
    if not any(one.levels for one in asked.request.lines):
        return
    assert words(check(changed(asked, findings=(*asked.findings, *unrelated(asked))), pack())) == before


@pytest.mark.parametrize("n", range(len(CASES)), ids=[p.stem for p in CASES])
def test_one_unrelated_fact_changes_nothing_in_the_reference_cases(n: int) -> None:
    asked = reference()[n]
    before = words(check(asked, pack()))
    for extra in unrelated(asked):
        assert words(check(changed(asked, findings=(*asked.findings, extra)), pack())) == before


def test_treatment_of_another_region_changes_nothing() -> None:
    for asked in reference():
        regions = {
            pack().levels.region(lv) for one in asked.request.lines for t in one.levels for lv in pack().levels.parse(t)
        }
        elsewhere = "lumbar" if "cervical" in regions else "cervical"
        fields = {"supervised": "yes", "response": "none", "start": date(2025, 5, 1), "end": date(2025, 12, 1)}
        extra = treatment(id="extra", region=elsewhere, document=asked.documents[0].id, **fields)
        assert words(check(changed(asked, treatments=(*asked.treatments, extra)), pack())) == words(
            check(asked, pack())
        )


# --- Order ------------------------------------------------------------------------------------------------------------


def shuffled(asked: Case, random: Any) -> Case:
    def mixed(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(values, len(values)))

    return changed(
        asked,
        findings=mixed(asked.findings),
        treatments=mixed(asked.treatments),
        documents=mixed(asked.documents),
        request=asked.request.model_copy(update={"lines": mixed(asked.request.lines)}),
    )


randoms = st.randoms(use_true_random=False)


@given(made_up, randoms)
def test_order_does_not_matter(asked: Case, random: Any) -> None:
    assert words(check(shuffled(asked, random), pack())) == words(check(asked, pack()))


@given(st.integers(0, len(CASES) - 1), randoms)
def test_order_does_not_matter_in_the_reference_cases(n: int, random: Any) -> None:
    asked = reference()[n]
    assert words(check(shuffled(asked, random), pack())) == words(check(asked, pack()))


# --- Renaming levels --------------------------------------------------------------------------------------------------

NECK = ("C2-3", "C3-4", "C4-5", "C5-6", "C6-7")
WITHOUT_ROOTS = policy(
    criterion({"finding": {"kinds": ["foraminal_stenosis"], "value": {"at_least": "moderate"}, "latest": True}}, "severity"),
    criterion({"not": {"finding": {"kinds": ["solid_fusion"], "at": "adjacent", "silence": "not_met"}}}, "neighbours"),
    criterion({"any": [
        {"finding": {"kinds": ["translation"], "value": {"above": 3, "unit": "mm"}, "unreported": "not_met", "accept": ["imaging"]}},
        {"request": {"levels": {"at_most": 2}, "contiguous": True}},
    ]}, "motion"),
    criterion({"finding": {"kinds": ["facet_arthropathy"], "at": "line"}}, "joints", scope="line"),
    codes=("22551", "22552"),
    exceptions=(waiver({"finding": {"kinds": ["cord_compression"], "silence": "not_met"}}, "severity", "neighbours"),),
)  # fmt: skip
KINDS = ("foraminal_stenosis", "solid_fusion", "translation", "facet_arthropathy", "cord_compression")


@given(
    st.lists(st.lists(st.sampled_from(NECK[:-1]), min_size=1, max_size=4), min_size=1, max_size=3),
    st.lists(
        st.tuples(st.sampled_from(KINDS), st.sampled_from(NECK[:-1]), findings("cervical", "x", KINDS)), max_size=8
    ),
)
def test_renaming_levels_permutes_the_outcome(asked: list[list[str]], facts: list[tuple[str, str, Finding]]) -> None:
    """All levels of request and record moved down by one: each level has the outcome of the one above it before.

    Asked without correlation, where a level's name has a meaning of its own: the roots that leave there.
    """
    down = dict(pairwise(NECK))

    def run(rename: dict[str, str]) -> Outcome:
        lines = [line("abc"[n], "22551", [rename[lv] for lv in levels]) for n, levels in enumerate(asked)]
        found = [
            f.model_copy(update={"id": f"f{n}", "levels": (rename[lv],), "region": NOT_STATED})
            for n, (_, lv, f) in enumerate(facts)
        ]
        return outcome(case(lines, found), WITHOUT_ROOTS)

    here, there = run({lv: lv for lv in NECK}), run(down)
    assert here.overall == there.overall
    for one, other in zip(here.lines, there.lines, strict=True):
        assert (one.outcome, one.basis) == (other.outcome, other.basis)
        assert [
            (down[str(lv.level)], lv.outcome, lv.basis, [c.truth for c in lv.criteria]) for lv in one.per_level
        ] == [(lv.level, lv.outcome, lv.basis, [c.truth for c in lv.criteria]) for lv in other.per_level]


# --- Roll-up ----------------------------------------------------------------------------------------------------------

Y, P, N, U, WITHIN = "necessary", "partially_necessary", "not_necessary", "undetermined", "incidental"

# Which words occur among the lines (incidental ones aside), and the whole. Every combination is named once.
WHOLE = {
    "Y": Y, "P": P, "N": N, "U": U,
    "YP": P, "YN": P, "YU": P, "PN": P, "PU": P, "NU": U,
    "YPN": P, "YPU": P, "YNU": P, "PNU": P,
    "YPNU": P,
    "": N,
}  # fmt: skip
LINE = {"Y": Y, "N": N, "U": U, "YN": P, "YU": P, "NU": N, "YNU": P}
LETTER = {Y: "Y", P: "P", N: "N", U: "U"}


def occurring(words_: Iterable[str]) -> str:
    seen = set(words_)
    return "".join(letter for word, letter in LETTER.items() if word in seen)


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_whole_of_lines(length: int) -> None:
    """Necessary if every line is, or is incidental to one that is; partial if some are; open if something is open; else not."""
    for combination in product((Y, P, N, U, WITHIN), repeat=length):
        assert roll_up(combination) == WHOLE[occurring(combination)], combination


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_line_of_levels(length: int) -> None:
    """A conjunction: a failed level fails the line as requested, though others are open."""
    basis = {Y: "criteria_met", N: "failed_criterion", U: "documentation_gap"}
    for combination in product((Y, N, U), repeat=length):
        levels = tuple(LevelOutcome(level="L4-5", outcome=w, basis=basis[w]) for w in combination)
        assert roll_up_levels(levels)[0] == LINE[occurring(combination)], combination


@given(made_up)
def test_stages_and_whole_are_rolled_up_from_their_lines(asked: Case) -> None:
    found = check(asked, pack())
    for stage in found.stages:
        of_stage = [one for one in found.lines if one.stage == stage.stage]
        assert {one.id for one in of_stage} == set(stage.lines)
        assert stage.outcome == WHOLE[occurring(one.outcome for one in of_stage)]
    assert found.overall == WHOLE[occurring(one.outcome for one in found.lines)]
    assert found.overall == roll_up(
        s.outcome for s in found.stages if any(found.line(i).outcome != WITHIN for i in s.lines)
    )
    for one in found.lines:
        if one.outcome != WITHIN and one.policy != NOT_STATED:
            assert one.outcome == LINE[occurring(lv.outcome for lv in one.per_level)]


# --- Disposition, action, policies ------------------------------------------------------------------------------------


@given(made_up)
def test_disposition_is_apart_from_the_criteria(asked: Case) -> None:
    strict, lenient = (check(asked, pack(), disposition=d) for d in ("strict", "lenient"))
    assert (strict.lines, strict.stages, strict.setting, strict.overall) == (
        lenient.lines,
        lenient.stages,
        lenient.setting,
        lenient.overall,
    )
    assert strict.alternatives == lenient.alternatives
    for found, heading in ((strict, "not_necessary"), (lenient, "undetermined")):
        assert found.determination == (heading if found.overall == "undetermined" else found.overall)


@given(made_up)
def test_only_what_stands_whole_is_approved(asked: Case) -> None:
    for disposition in ("strict", "lenient"):
        found = check(asked, pack(), disposition=disposition)
        told = {one.outcome for one in found.lines} | {found.determination, found.setting.outcome}
        if found.action == "approve":
            assert found.determination == "necessary"
            assert {one.outcome for one in found.lines} <= {"necessary", "incidental"}
        if "not_necessary" in told:
            assert found.action == "refer_to_physician"


@given(made_up)
def test_a_level_is_necessary_exactly_if_every_criterion_is_met_or_waived(asked: Case) -> None:
    for one in check(asked, pack()).lines:
        for level in one.per_level:
            effective = {c.effective for c in level.criteria}
            if one.policy == NOT_STATED:
                assert level.outcome == "undetermined"
            elif "not_met" in effective:
                assert level.outcome == "not_necessary"
            else:
                assert level.outcome == ("undetermined" if "undetermined" in effective else "necessary")
            assert (level.changes == ()) or level.outcome != "necessary"


@cache
def undecided() -> tuple[str, ...]:
    """Codes that no policy of the set decides, and one that is unknown."""
    return ("99999", *sorted(set(pack().codes) - {code for p in general().policies for code in p.codes}))


@given(st.deferred(lambda: st.sampled_from(undecided())), made_up, st.sampled_from(((), ("L4-5",), ("C5-6",))))
def test_no_policy_is_never_necessary(code: str, asked: Case, levels: tuple[str, ...]) -> None:
    """A code that nothing decides stays undetermined, says so, and is not swept along by others that stand."""
    extra = RequestLine(id="z", code=code, levels=levels)
    lines = (*asked.request.lines, extra)
    found = check(changed(asked, request=asked.request.model_copy(update={"lines": lines})), pack())
    assert (found.line("z").outcome, found.line("z").basis, found.line("z").policy) == (
        "undetermined",
        "no_policy",
        NOT_STATED,
    )
    assert found.line("z").warnings
    assert found.overall != "necessary"
    assert found.action != "approve"


def test_two_policies_that_claim_a_line_decide_nothing() -> None:
    always = criterion({"finding": {"kinds": ["spondylolisthesis"], "silence": "met"}})
    found = outcome(case([line(levels=("L4-5",))]), policy(always, id="own/one"), policy(always, id="own/two"))
    assert (found.lines[0].outcome, found.lines[0].basis) == ("undetermined", "no_policy")
    assert "own/one, own/two" in found.lines[0].warnings[-1]


def test_the_more_specific_policy_decides() -> None:
    always = criterion({"finding": {"kinds": ["spondylolisthesis"], "silence": "met"}})
    revision = {"finding": {"kinds": ["prior_fusion"], "at": "region", "silence": "not_met"}}
    both = (policy(always, id="own/first"), policy(always, id="own/again", applies=revision))
    again = finding("prior_fusion", levels=("L4-5",), document="note")
    assert outcome(case([line(levels=("L4-5",))]), *both).lines[0].policy == "own/first"
    assert outcome(case([line(levels=("L4-5",))], [again]), *both).lines[0].policy == "own/again"


# --- Waivers, lines that follow others ------------------------------------------------------------------------------------


NARROW = {"finding": {"kinds": ["foraminal_stenosis"], "value": {"at_least": "moderate"}}}
CORD = {"finding": {"kinds": ["cord_compression"], "at": "line", "silence": "not_met"}}
HERE = {"finding": {"kinds": ["cord_compression"], "silence": "not_met"}}


@pytest.mark.parametrize(
    ("when", "scope", "waived"),
    [(HERE, "level", {"C4-5"}), (HERE, "line", {"C4-5", "C5-6"}), (CORD, "level", {"C4-5", "C5-6"})],
)
def test_waiver_opens_the_criteria_that_it_names(when: dict[str, Any], scope: str, waived: set[str]) -> None:
    """For the level that shows its grounds, or for the whole line where it is asked of the line."""
    asked = policy(
        criterion(NARROW, "severity"),
        criterion({"finding": {"kinds": ["claudication"], "silence": "not_met"}}, "other"),
        exceptions=(waiver(when, "severity", scope=scope),),
    )
    levels = ("C4-5", "C5-6")
    mild = [finding("foraminal_stenosis", levels=(lv,), grade="mild") for lv in levels]
    cord = finding("cord_compression", levels=("C4-5",))
    found = outcome(case([line(code="22551", levels=levels)], [*mild, cord]), asked)
    assert {lv for lv in levels if result(at(found, "a", lv), "severity").waived_by == "waiver"} == waived
    assert all(
        result(at(found, "a", lv), "severity").truth == "not_met" for lv in levels
    )  # told as it is, beside the waiver
    assert all(at(found, "a", lv).outcome == "not_necessary" for lv in levels)  # the other criterion is not opened


def test_waiver_that_is_open_leaves_a_failed_criterion_open() -> None:
    asked = policy(criterion(NARROW, "severity"), exceptions=(waiver(HERE, "severity"),))
    mild = finding("foraminal_stenosis", levels=("C4-5",), grade="mild")
    doubt = finding("cord_compression", levels=("C4-5",), status="uncertain")
    found = outcome(case([line(code="22551", levels=("C4-5",))], [mild, doubt]), asked)
    assert found.lines[0].outcome == "undetermined"


FOLLOWS = policy(
    criterion({"line": {"parents": True, "outcome": ["necessary"]}}, "parent"), id="own/add-on", codes=("22842",)
)
LEADS = policy(criterion(NARROW, "severity"), id="own/leads", codes=("22612",))


@pytest.mark.parametrize(
    ("grade", "levels", "stage", "expected"),
    [
        ("severe", ("L4-5",), 1, "necessary"),
        ("mild", ("L4-5",), 1, "not_necessary"),
        (NOT_STATED, ("L4-5",), 1, "undetermined"),
        ("severe", ("L4-S1",), 1, "partially_necessary"),  # nothing is requested at L5-S1 that it could follow
        ("severe", ("L4-5",), 2, "necessary"),  # what one stage fuses another may fix
        ("severe", (), 1, "necessary"),
    ],
)
def test_an_add_on_follows_its_parent_level_by_level(
    grade: str, levels: tuple[str, ...], stage: int, expected: str
) -> None:
    lines = [line("b", "22842", levels, stage=stage), line("a", "22612", ("L4-5",), stage=1)]
    stenosis = finding("foraminal_stenosis", levels=("L4-5",), grade=grade)
    assert outcome(case(lines, [stenosis]), LEADS, FOLLOWS).line("b").outcome == expected


def test_policies_that_wait_for_each_other_stay_open() -> None:
    first = policy(
        criterion({"line": {"codes": ["22842"], "outcome": ["necessary"]}}), id="own/first", codes=("22612",)
    )
    found = outcome(case([line("a", "22612", ("L4-5",)), line("b", "22842", ("L4-5",))]), first, FOLLOWS)
    assert [one.outcome for one in found.lines] == ["undetermined", "undetermined"]


def test_common_criteria_are_asked_of_every_policy() -> None:
    named = criterion({"request": {"levels": {"at_least": 1}}}, "named", scope="line")
    severe = finding("foraminal_stenosis", levels=("L4-5",), grade="severe")
    for levels, expected in (((), "undetermined"), (("L4-5",), "necessary")):
        found = outcome(case([line(levels=levels)], [severe]), LEADS, common=(named,))
        assert found.lines[0].outcome == expected
    assert policies(LEADS).common == ()
