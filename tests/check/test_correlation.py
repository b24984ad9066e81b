"""Signs against levels: the root by the place of the compression, the side, symptoms that fit nowhere."""

from datetime import date
from typing import Any

import pytest

from assistant.check import check
from assistant.model.case import Finding
from assistant.model.outcome import Node

from .build import ask, case, finding, line, pack

TEST: dict[str, Any] = {
    "signs": ["motor_deficit", "reflex_change", "sensory_deficit", "tension_sign"],
    "compression": ["foraminal_stenosis", "lateral_recess_stenosis", "central_stenosis", "disc_herniation"],
    "symptoms": ["sensory_symptom", "radicular_pain"],
}


def fit(*findings: Finding, test: dict[str, Any] = TEST, **asked: Any) -> Node:
    return ask({"correlation": test}, findings, **asked)


def weak(muscle: str = "not_stated", **fields: Any) -> Finding:
    return finding("motor_deficit", **{"of": muscle, "region": "lumbar", "grade": "4", "document": "note", **fields})


def narrow(place: str, **fields: Any) -> Finding:
    return finding(f"{place}_stenosis", **{"levels": ("L4-5",), "grade": "severe", **fields})


@pytest.mark.parametrize(
    ("place", "muscle", "truth"),
    [
        ("foraminal", "quadriceps", "met"),  # the foramen of L4-5 holds the L4 root
        ("foraminal", "extensor_hallucis_longus", "not_met"),
        ("lateral_recess", "extensor_hallucis_longus", "met"),  # the recess of L4-5 holds the L5 root
        ("lateral_recess", "quadriceps", "not_met"),
        ("central", "gastrocsoleus", "met"),  # the canal at L4-5 also holds S1
        ("central", "iliopsoas", "not_met"),
    ],
)
def test_root_by_place(place: str, muscle: str, truth: str) -> None:
    answer = fit(narrow(place), weak(muscle))
    assert (answer.truth, answer.reason) == (truth, "shown" if truth == "met" else "mismatch")


def test_every_root_of_the_level_where_the_place_is_not_on_record() -> None:
    for muscle, truth in (("quadriceps", "met"), ("extensor_hallucis_longus", "met"), ("iliopsoas", "not_met")):
        assert fit(weak(muscle)).truth == truth
    assert fit(weak("quadriceps"), narrow("lateral_recess", levels=("L3-4",))).truth == "met"


def named(kind: str, root: str, **fields: Any) -> Finding:
    return finding(kind, **{"of": f"{root}_root", "levels": ("L4-5",), **fields})


@pytest.mark.parametrize("kind", ["root_compression", "root_contact"])
def test_a_named_root_tells_the_place_of_a_herniation_that_has_none(kind: str) -> None:
    test = TEST | {"compression": [*TEST["compression"], "root_compression"], "touching": ["root_contact"]}
    disc = finding("disc_herniation", levels=("L4-5",))
    assert fit(disc, weak("quadriceps"), test=test).truth == "met"
    assert fit(disc, named(kind, "L5"), weak("quadriceps"), test=test).reason == "mismatch"
    assert fit(disc, named(kind, "L5"), weak("extensor_hallucis_longus"), test=test).truth == "met"
    assert fit(disc, named(kind, "L5", levels=("L3-4",)), weak("quadriceps"), test=test).truth == "met"
    assert fit(disc, named(kind, "L5", side="left"), weak("quadriceps"), test=test, side="right").truth == "met"
    assert fit(disc, named(kind, "L5"), narrow("foraminal"), weak("quadriceps"), test=test).truth == "met"


def test_two_places_put_two_roots_at_stake() -> None:
    both = [narrow("foraminal"), narrow("lateral_recess")]
    assert fit(*both, weak("quadriceps")).truth == "met"
    assert fit(*both, weak("extensor_hallucis_longus")).truth == "met"
    assert set(fit(*both).detail["roots"].split(" or ")) == {"L4", "L5"}


def test_a_finding_without_a_place_puts_every_root_of_the_level_at_stake() -> None:
    """A herniation of L4-5 may press on L5, although the report also mentions a mildly narrow foramen."""
    disc = finding("disc_herniation", levels=("L4-5",))
    assert fit(disc, narrow("foraminal", grade="mild"), weak("extensor_hallucis_longus")).truth == "met"


@pytest.mark.parametrize(
    ("day", "normal", "truth"),
    [
        (date(2026, 2, 20), ("motor_deficit", "reflex_change", "sensory_deficit"), "not_met"),
        (date(2026, 2, 1), ("motor_deficit", "reflex_change", "sensory_deficit"), "met"),  # it came before
        (date(2026, 2, 20), ("motor_deficit",), "met"),  # one sign looked for is no whole examination
        (
            date(2026, 2, 20),
            ("reflex_change", "sensory_deficit", "tension_sign"),
            "met",
        ),  # the strength was not looked at
    ],
)
def test_a_sign_gives_way_to_a_later_normal_examination_as_a_whole(
    day: date, normal: tuple[str, ...], truth: str
) -> None:
    sign = weak("extensor_hallucis_longus", date=date(2026, 2, 10))
    denied = [finding(kind, status="absent", region="lumbar", document="letter", date=day) for kind in normal]
    assert fit(narrow("lateral_recess"), sign, *denied).truth == truth


@pytest.mark.parametrize(
    ("day", "muscle", "truth"),
    [
        (date(2026, 2, 20), "extensor_hallucis_longus", "undetermined"),
        (date(2026, 2, 20), "quadriceps", "met"),
        (date(2026, 2, 1), "extensor_hallucis_longus", "met"),  # it came before
    ],
)
def test_the_only_sign_is_open_where_a_later_examination_of_the_same_structure_is_normal(
    day: date, muscle: str, truth: str
) -> None:
    sign = weak("extensor_hallucis_longus", date=date(2026, 2, 10))
    later = weak(muscle, status="absent", document="letter", date=day)
    assert fit(narrow("lateral_recess"), sign, later).truth == truth
    reflex = finding("sensory_deficit", of="L5_dermatome", region="lumbar", side="left", date=date(2026, 2, 10))
    assert fit(narrow("lateral_recess"), sign, reflex, later).truth == "met"


@pytest.mark.parametrize("id", ["general/lumbar-decompression", "general/lumbar-fusion"])
def test_policies_let_a_herniation_speak_for_every_root(id: str) -> None:
    code = {"general/lumbar-decompression": "63030", "general/lumbar-fusion": "22612"}[id]
    found = [
        finding("disc_herniation", levels=("L4-5",), side="right"),
        narrow("foraminal", grade="mild", side="right"),
        weak("extensor_hallucis_longus", side="right"),
    ]
    level = check(case([line(code=code, levels=("L4-5",), side="right")], found), pack()).lines[0].per_level[0]
    assert next(c for c in level.criteria if c.id == "correlation").truth == "met"


def test_wrong_side() -> None:
    """A sign on the right does not fit a narrowing on the left, nor a request for the left."""
    assert fit(narrow("foraminal", side="left"), weak("quadriceps", side="right")).reason == "mismatch"
    assert fit(weak("quadriceps", side="right"), side="left").reason == "mismatch"
    assert fit(narrow("foraminal", side="bilateral"), weak("quadriceps", side="right")).truth == "met"
    assert fit(narrow("foraminal", side="left"), weak("quadriceps", side="bilateral")).truth == "met"
    assert (
        fit(narrow("foraminal", side="left"), weak("quadriceps")).truth == "met"
    )  # a side that is not stated excludes nothing


def test_one_sign_that_fits_is_enough() -> None:
    fitting, stray = weak("quadriceps"), weak("gastrocsoleus")
    answer = fit(narrow("foraminal"), fitting, stray)
    assert (answer.truth, answer.findings) == ("met", (fitting.id,))


def test_sign_of_another_region_is_not_asked() -> None:
    arm = finding("motor_deficit", of="deltoid", region="cervical", grade="4", document="note")
    assert fit(arm).reason == "silent"


def test_sign_without_a_structure_leaves_it_open() -> None:
    """A leg that is "weaker than the other" names no muscle."""
    assert (fit(weak()).truth, fit(weak()).reason) == ("undetermined", "incomplete")


def test_uncertain_sign_leaves_it_open_where_it_would_fit() -> None:
    assert fit(narrow("foraminal"), weak("quadriceps", status="uncertain")).reason == "uncertain"
    assert fit(narrow("foraminal"), weak("gastrocsoleus", status="uncertain")).reason == "silent"


def test_silence_and_normal_examination() -> None:
    kinds = ["motor_deficit", "reflex_change", "sensory_deficit"]
    normal = [finding(kind, status="absent", region="lumbar", document="note") for kind in kinds]
    assert (fit().truth, fit().reason) == ("undetermined", "silent")
    assert (fit(*normal).truth, fit(*normal).reason) == ("not_met", "refuted")
    assert (fit(*normal[:2]).truth, fit(*normal[:2]).reason) == ("undetermined", "incomplete")
    assert fit(*normal, weak("quadriceps")).truth == "met"  # weakness of one muscle among normal ones
    assert fit(test={**TEST, "silence": "not_met"}).truth == "not_met"


def test_symptoms_never_prove_it_and_are_told_where_they_fit_no_root() -> None:
    shin = finding("sensory_symptom", of="posterior_leg", region="lumbar", side="left", document="note")
    assert fit(narrow("central"), shin).findings == ()
    stray = fit(narrow("foraminal"), shin)
    assert (stray.truth, stray.findings) == ("undetermined", (shin.id,))


def test_two_sided_symptom_is_not_explained_by_a_compression_on_one_side() -> None:
    both = finding("sensory_symptom", of="medial_leg", region="lumbar", side="bilateral", document="note")
    assert fit(narrow("foraminal", side="left"), both).findings == (both.id,)
    assert fit(narrow("foraminal", side="bilateral"), both).findings == ()


@pytest.mark.parametrize(
    ("told", "asked", "truth"),
    [
        ([("radicular_pain", "left")], {"side": "right"}, "undetermined"),
        ([("radicular_pain", "left"), ("tension_sign", "left")], {"side": "right"}, "undetermined"),
        ([("tension_sign", "left")], {}, "undetermined"),  # no side asked for: that of the imaging
        ([("radicular_pain", "left"), ("tension_sign", "right")], {"side": "right"}, "met"),
        ([("radicular_pain", "left"), ("sensory_symptom", "right")], {"side": "right"}, "met"),
        ([("radicular_pain", "bilateral")], {"side": "right"}, "met"),
        ([("radicular_pain", "not_stated")], {"side": "right"}, "met"),
        ([], {"side": "right"}, "met"),
    ],
)
def test_a_complaint_on_the_other_side_alone_leaves_fitting_signs_open(
    told: list[tuple[str, str]], asked: dict[str, Any], truth: str
) -> None:
    complaint = [finding(kind, side=side, region="lumbar", document="note") for kind, side in told]
    test = {**TEST, "complaint": ["radicular_pain", "sensory_symptom", "tension_sign"]}
    answer = fit(narrow("foraminal", side="right"), weak("quadriceps", side="right"), *complaint, test=test, **asked)
    assert answer.truth == truth
    sides = {"complaint_on": "left", "asked_on": "right"}
    assert {k: v for k, v in answer.detail.items() if k in sides} == (sides if truth == "undetermined" else {})
    denied = [finding("radicular_pain", side="left", status="absent", region="lumbar", document="note")]
    assert fit(weak("quadriceps", side="right"), *denied, test=test, side="right").truth == "met"


def test_level_not_named() -> None:
    assert (fit(weak("quadriceps"), levels=()).truth, fit(levels=()).truth) == ("undetermined", "undetermined")


def test_documents_that_prove_a_sign() -> None:
    test = {**TEST, "accept": ["clinical"]}
    assert fit(weak("quadriceps"), test=test).truth == "met"
    assert fit(weak("quadriceps", document="letter"), test=test).truth == "undetermined"


@pytest.mark.parametrize(
    ("level", "muscle"), [("C4-5", "deltoid"), ("C5-6", "biceps"), ("C6-7", "triceps"), ("C7-T1", "finger_flexors")]
)
def test_cervical_roots_leave_above_the_vertebra_of_their_number(level: str, muscle: str) -> None:
    """The root of the lower vertebra's number, wherever in the level the compression lies."""
    sign = finding("motor_deficit", of=muscle, region="cervical", grade="4", document="note")
    for place in ("foraminal", "lateral_recess", "central"):
        found = finding(f"{place}_stenosis", levels=(level,), grade="severe")
        assert fit(sign, found, levels=(level,), code="22551").truth == "met"


@pytest.mark.parametrize(
    ("signs", "truth"),
    [
        (["hamstrings"], "met"),  # S1 with a share of L5
        (["hamstrings", "achilles_reflex"], "undetermined"),  # both are of S1
        (["hamstrings", "achilles_reflex", "extensor_hallucis_longus"], "met"),
        (["straight_leg_raise", "achilles_reflex"], "undetermined"),  # a sign of tension tells of no single root
        (["straight_leg_raise", "patellar_reflex"], "met"),  # two roots hurt, of which one is at stake
    ],
)
def test_a_neighbouring_root_that_explains_all_signs_leaves_the_level_open(signs: list[str], truth: str) -> None:
    kinds = {
        "straight_leg_raise": "tension_sign",
        "achilles_reflex": "reflex_change",
        "patellar_reflex": "reflex_change",
    }
    found = [
        finding(kinds.get(sign, "motor_deficit"), of=sign, region="lumbar", side="left", document="note")
        for sign in signs
    ]
    assert fit(narrow("lateral_recess", side="left"), *found, side="left").truth == truth


@pytest.mark.parametrize(
    ("here", "there", "muscle", "truth"),
    [
        (
            "moderate",
            {"kind": "disc_herniation"},
            "gastrocsoleus",
            "undetermined",
        ),  # S1 leaves below, where more is shown
        ("moderate", {"kind": "lateral_recess_stenosis", "grade": "severe"}, "gastrocsoleus", "undetermined"),
        ("severe", {"kind": "disc_herniation"}, "gastrocsoleus", "met"),  # as much is shown here
        (
            "moderate_to_severe",
            {"kind": "lateral_recess_stenosis", "grade": "severe"},
            "gastrocsoleus",
            "met",
        ),  # hardly less
        ("moderate", {"kind": "lateral_recess_stenosis", "grade": "mild"}, "gastrocsoleus", "met"),
        ("moderate", {"kind": "disc_herniation", "side": "left"}, "gastrocsoleus", "met"),  # on the other side
        ("moderate", {"kind": "disc_herniation"}, "extensor_hallucis_longus", "met"),  # L5 leaves here
        ("moderate", {"kind": "foraminal_stenosis", "grade": "severe"}, "gastrocsoleus", "met"),  # holds another root
        ("moderate", {"kind": "disc_herniation", "status": "absent"}, "gastrocsoleus", "met"),
    ],
)
def test_a_root_that_only_passes_may_come_from_where_more_is_shown(
    here: str, there: dict[str, Any], muscle: str, truth: str
) -> None:
    test = TEST | {"grade": {"at_least": "moderate"}}
    below = finding(**{"levels": ("L5-S1",), "side": "right", **there})
    answer = fit(narrow("central", grade=here), below, weak(muscle, side="right"), test=test, side="right")
    assert (answer.truth, below.id in answer.findings) == (truth, truth == "undetermined")
