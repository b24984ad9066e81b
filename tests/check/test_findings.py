"""What the record shows at a place: silence, reports that would have said it, doubt, contradiction, age, level and side."""

from datetime import date
from typing import Any

import pytest

from assistant.model.case import Document, Finding

from .build import DOCUMENTS, case, criterion, finding, line, outcome, policy
from .found import FAR, GRADED, HARDWARE, HERE, NEXT, SLIP, answer, shown, stenosis

# --- Shown, refuted, silent ------------------------------------------------------------------------------------------


def test_shown_and_below_the_bound() -> None:
    severe, mild = stenosis("severe"), stenosis("mild")
    assert answer(GRADED, severe) == ("met", "shown")
    assert answer(GRADED, mild) == ("not_met", "refuted")
    assert shown(GRADED, severe).findings == (severe.id,)


@pytest.mark.parametrize("silence", ["undetermined", "not_met"])
def test_silence(silence: str) -> None:
    assert answer({**SLIP, "silence": silence}) == (silence, "silent")


def test_silence_presumed_met() -> None:
    """Where only the opposite would be documented, silence is presumed, and the answer says that it is."""
    assert answer({"kinds": ["other_sources_excluded"], "at": "region", "silence": "met"}) == ("met", "presumed")


def test_silence_is_undetermined_unless_the_data_says_otherwise() -> None:
    assert answer({"kinds": ["spondylolisthesis"]}) == ("undetermined", "silent")


def test_unreported_needs_a_document_that_could_have_shown_it() -> None:
    test = {**SLIP, "unreported": "not_met"}
    assert answer(test) == ("undetermined", "silent")
    studied = shown(test, finding("disc_degeneration", levels=NEXT))
    assert (studied.truth, studied.reason, studied.detail["documents"]) == ("not_met", "unreported", "mri")


@pytest.mark.parametrize(
    "elsewhere",
    [
        pytest.param(finding("disc_degeneration", levels=("C4-5",)), id="a report on another region"),
        pytest.param(finding("axial_pain", region="lumbar", document="note"), id="a note"),
    ],
)
def test_other_documents_could_not_have_shown_it(elsewhere: Finding) -> None:
    assert answer({**SLIP, "unreported": "not_met"}, elsewhere) == ("undetermined", "silent")


def test_report_that_speaks_of_no_region_could_not_have_shown_it() -> None:
    """A bone-density scan on file says nothing of slips; its silence is no finding against one."""
    scan = Document(id="scan", title="Bone density", kind="bone_scan_report", date=date(2026, 1, 5), text="Scan.")
    found = finding("osteoporosis", document="scan")
    asked = case([line(levels=HERE)], [found], documents=[*DOCUMENTS, scan])
    result = outcome(asked, policy(criterion({"finding": {**SLIP, "unreported": "not_met"}})))
    assert result.lines[0].outcome == "undetermined"


def test_a_summary_says_what_the_report_left_out_at_the_levels_that_it_tells_of() -> None:
    """A summary that gives the grade of one level and not of another retells the report of the first; of the second it says nothing."""
    retold = Document(id="told", title="Summary", kind="record_summary", date=date(2026, 2, 20), text="Told.")
    mild = stenosis("mild", document="told", quote="Told.")
    asked = case([line(levels=(*HERE, *NEXT))], [mild], documents=[retold])
    result = outcome(asked, policy(criterion({"finding": {**SLIP, "unreported": "not_met"}})))
    decided = {lv.level: lv.criteria[0].effective for lv in result.lines[0].per_level}
    assert decided == {"L4-5": "not_met", "L3-4": "undetermined"}


@pytest.mark.parametrize(
    ("denied", "films", "deformity"),
    [
        (("spondylolisthesis", "dynamic_instability"), "not_met", "not_met"),
        (("spondylolisthesis",), "undetermined", "undetermined"),
        (("spondylolisthesis", "nicotine_use"), "undetermined", "undetermined"),
        ((), "undetermined", "undetermined"),
    ],
)
def test_a_summary_that_denies_two_things_at_a_level_was_told_by_reports_that_looked_there(
    denied: tuple[str, ...], films: str, deformity: str
) -> None:
    """The grade of a stenosis tells neither that films were taken nor how the spine is bent; the denial of slip and motion does."""
    told = Document(id="told", title="Summary", kind="record_summary", date=date(2026, 2, 20), text="Told.")
    graded = stenosis("severe", document="told", quote="Told.")
    absent = [finding(k, document="told", quote="Told.", levels=HERE, status="absent", id=k) for k in denied]
    asked = case([line(levels=HERE)], [graded, *absent], documents=[told])
    motion = {"kinds": ["translation"], "accept": ["imaging"], "unreported": "not_met", "unreported_in": ["films"]}
    bent = {"kinds": ["cobb_angle"], "at": "region", "accept": ["imaging"], "unreported": "not_met"}
    for test, wanted in ((motion, films), (bent, deformity)):
        result = outcome(asked, policy(criterion({"finding": test})))
        assert result.lines[0].per_level[0].criteria[0].effective == wanted


# --- Doubt ------------------------------------------------------------------------------------------------------------


def test_no_value() -> None:
    """Narrowing without a grade neither proves nor refutes a grade."""
    assert answer(GRADED, stenosis()) == ("undetermined", "no_value")
    assert answer(GRADED, finding("ungraded_narrowing", levels=HERE)) == ("undetermined", "no_value")
    shown_only = {**GRADED, "ungraded": "not_met", "silence": "not_met"}
    assert answer(shown_only, stenosis()) == ("not_met", "silent")
    assert answer(shown_only, stenosis(), stenosis("severe", id="graded")) == ("met", "shown")
    assert answer(GRADED, stenosis(), stenosis("severe", id="graded")) == ("met", "shown")


def test_a_diagnosis_of_the_region_opens_no_level_that_is_graded() -> None:
    named = finding("stenosis", region="lumbar")
    assert answer(GRADED, named, stenosis("mild", id="graded")) == ("not_met", "refuted")
    assert answer(GRADED, named, stenosis("severe", id="graded")) == ("met", "shown")
    elsewhere = stenosis("mild", id="graded", levels=("L1-2",))
    assert answer(GRADED, named, elsewhere) == ("undetermined", "no_value")
    foramen = finding("foraminal_stenosis", region="lumbar")
    central = finding("central_stenosis", levels=HERE, grade="mild", id="graded")
    assert answer(GRADED, foramen, central) == ("undetermined", "no_value")


def test_general_denial_settles_a_missing_grade() -> None:
    """A denial of moderate stenosis "at any level" answers for narrowing without a grade; one of severe stenosis leaves it open."""
    narrowing = finding("ungraded_narrowing", levels=HERE)
    none = finding("stenosis", status="absent", grade="moderate", region="lumbar")
    no_severe = finding("stenosis", status="absent", grade="severe", region="lumbar")
    assert answer(GRADED, narrowing, none) == ("not_met", "refuted")
    assert answer(GRADED, narrowing, no_severe) == ("undetermined", "no_value")


def test_doubt_is_no_denial_where_only_a_denial_counts() -> None:
    free = {"kinds": ["root_compression"], "accept": ["imaging"], "silence": "met", "uncertain": "silence"}
    possible = finding("root_compression", status="uncertain", levels=HERE)
    assert answer(free, possible) == ("met", "presumed")
    assert answer({**free, "uncertain": "undetermined"}, possible) == ("undetermined", "uncertain")
    assert answer(free, possible, finding("root_compression", id="no", status="absent", levels=HERE)) == (
        "not_met",
        "refuted",
    )


def test_denial_of_one_kind_does_not_settle_doubt_about_another() -> None:
    """A report of "no broken implant, possible malposition of a screw" leaves malposition open."""
    intact = finding("hardware_failure", status="absent", levels=HERE)
    doubt = finding("hardware_malposition", status="uncertain", levels=HERE)
    assert answer(HARDWARE, intact, doubt) == ("undetermined", "uncertain")
    assert answer(HARDWARE, intact) == ("not_met", "refuted")


def test_uncertain() -> None:
    assert answer(SLIP, finding("spondylolisthesis", status="uncertain", levels=HERE)) == ("undetermined", "uncertain")
    possible_mild = stenosis("mild", status="uncertain")
    assert answer(GRADED, possible_mild) == ("not_met", "refuted")  # even if it is there it does not reach the bound


def test_second_hand() -> None:
    """What only the request letter or the note tells of an image proves nothing, and is not passed over."""
    told = finding("spondylolisthesis", levels=HERE, document="letter")
    assert answer(SLIP, told) == ("undetermined", "second_hand")
    assert answer({**SLIP, "silence": "not_met"}, told) == ("undetermined", "second_hand")
    reported = finding("spondylolisthesis", status="absent", levels=HERE)
    assert answer(SLIP, told, reported) == ("not_met", "refuted")  # the report decides
    denied = finding("spondylolisthesis", status="absent", levels=HERE, document="letter")
    assert answer(SLIP, denied) == ("undetermined", "second_hand")
    assert answer({**SLIP, "silence": "not_met"}, denied) == ("not_met", "silent")  # as where nobody names it
    assert answer({**SLIP, "silence": "met"}, told) == ("met", "presumed")
    assert answer({**SLIP, "silence": "met"}, denied) == ("undetermined", "second_hand")
    assert answer({**GRADED, "accept": ["imaging"], "silence": "met"}, stenosis("mild", document="letter")) == (
        "undetermined",
        "second_hand",
    )


# --- Contradiction and age --------------------------------------------------------------------------------------------


def test_conflict() -> None:
    one, other = stenosis("severe", id="mri-says"), stenosis("mild", id="xray-says", document="xray")
    node = shown(GRADED, one, other)
    assert (node.truth, node.reason, set(node.findings)) == ("undetermined", "conflict", {one.id, other.id})


def test_another_statement_decides_beside_a_conflict() -> None:
    one, other = stenosis("severe", id="a"), stenosis("mild", id="b", document="xray")
    assert answer(GRADED, one, other, finding("central_stenosis", levels=HERE, grade="severe")) == ("met", "shown")


@pytest.mark.parametrize(
    "denial",
    [
        pytest.param({"levels": ("L4-S1",)}, id="over a longer stretch"),
        pytest.param({"levels": HERE, "side": "not_stated"}, id="without a side"),
        pytest.param({"region": "lumbar"}, id="for the whole region"),
    ],
)
def test_denial_in_wider_words_contradicts_too(denial: dict[str, Any]) -> None:
    """What two reports of equal standing say of one level contradicts, however widely the one is worded."""
    told = finding("spondylolisthesis", id="told", levels=HERE, side="left")
    denied = finding("spondylolisthesis", id="denied", status="absent", document="xray", **denial)
    assert answer(SLIP, told, denied) == ("undetermined", "conflict")


def test_wider_denial_in_the_same_report_means_the_other_places() -> None:
    told = finding("spondylolisthesis", levels=HERE)
    assert answer(SLIP, told, finding("spondylolisthesis", status="absent", region="lumbar")) == ("met", "shown")


def test_other_side_or_other_level_does_not_contradict() -> None:
    left = stenosis("severe", side="left")
    assert answer(GRADED, left, stenosis("mild", side="right")) == ("met", "shown")
    assert answer(GRADED, left, stenosis("mild", levels=NEXT)) == ("met", "shown")


def test_latest() -> None:
    newest = {**GRADED, "latest": True}
    old = stenosis("severe", document="old_mri")
    assert answer(GRADED, old) == answer(newest, old) == ("met", "shown")
    assert answer(newest, old, stenosis("mild")) == ("not_met", "refuted")
    assert answer(newest, stenosis("mild", document="old_mri"), stenosis("severe")) == ("met", "shown")


@pytest.mark.parametrize(
    ("kinds", "truth"),
    [
        (("stenosis",), "not_met"),
        (("central_stenosis",), "undetermined"),
        (("foraminal_stenosis",), "undetermined"),
        (("central_stenosis", "foraminal_stenosis"), "not_met"),
    ],
)
def test_a_denial_of_one_place_leaves_the_others_open(kinds: tuple[str, ...], truth: str) -> None:
    places = ["central_stenosis", "lateral_recess_stenosis", "foraminal_stenosis", "stenosis"]
    asked = {"kinds": places, "value": {"at_least": "moderate"}, "accept": ["imaging"], "latest": True}
    denied = [finding(kind, status="absent", levels=HERE) for kind in kinds]
    assert answer(asked, *denied)[0] == truth


def test_a_denial_answers_whether_a_document_speaks_of_the_place() -> None:
    asked = {"kinds": ["foraminal_stenosis"], "accept": ["imaging"], "spoken_of": True}
    assert answer(asked, stenosis("not_stated", status="absent"))[0] == "met"
    assert answer(asked)[0] == "undetermined"


@pytest.mark.parametrize(
    "newer",
    [
        pytest.param({"levels": ("L3-S1",)}, id="over a longer stretch"),
        pytest.param({"levels": HERE, "side": "bilateral"}, id="on both sides"),
        pytest.param({"region": "lumbar", "levels": ()}, id="for the whole region"),
    ],
)
def test_latest_in_wider_words(newer: dict[str, Any]) -> None:
    """A newer report that covers the level supersedes the older one, however widely it is worded."""
    old = stenosis("severe", id="old", document="old_mri", side="left")
    new = stenosis("not_stated", id="new", status="absent", **newer)
    assert answer({**GRADED, "latest": True}, old, new) == ("not_met", "refuted")


def test_newer_statement_of_one_side_leaves_the_other() -> None:
    """A newer report of the left only says nothing of what an older one saw on the right."""
    old = stenosis("severe", id="old", document="old_mri", side="bilateral")
    new = stenosis("mild", id="new", side="left")
    test = {**GRADED, "latest": True}
    assert answer(test, old, new, side="right") == ("met", "shown")
    assert answer(test, old, new, side="left") == ("not_met", "refuted")


def test_newer_statement_about_the_region_confirms_and_does_not_replace() -> None:
    old = finding("spondylolisthesis", levels=HERE, document="old_mri")
    assert answer({**SLIP, "latest": True}, old, finding("spondylolisthesis", region="lumbar")) == ("met", "shown")


def test_only_documents_that_prove_supersede() -> None:
    old = finding("spondylolisthesis", levels=HERE, document="old_mri")
    paraphrase = finding("spondylolisthesis", status="absent", levels=HERE, document="note")
    assert answer({**SLIP, "latest": True}, old, paraphrase) == ("met", "shown")


def test_an_undated_statement_is_not_superseded() -> None:
    undated = stenosis("severe", document="undated")
    assert answer({**GRADED, "latest": True}, undated, stenosis("mild")) == ("undetermined", "conflict")


def test_look_back() -> None:
    year = {**SLIP, "within_months": 12}
    assert answer(year, finding("spondylolisthesis", levels=HERE)) == ("met", "shown")
    assert answer(year, finding("spondylolisthesis", levels=HERE, document="old_mri")) == ("undetermined", "silent")
    undated = finding("spondylolisthesis", levels=HERE, document="undated")
    assert answer(year, undated) == ("undetermined", "undated")
    assert answer({**year, "undated": "counts"}, undated) == ("met", "shown")
    dated = finding("spondylolisthesis", levels=HERE, document="old_mri", date=date(2026, 1, 1))
    assert answer(year, dated) == ("met", "shown")  # the date of the observation goes before that of the document


# --- Kinds that exclude each other ------------------------------------------------------------------------------------


def test_a_finding_and_its_opposite_at_one_place_leave_it_open_until_resolved() -> None:
    asked = {"kinds": ["pseudarthrosis"]}
    failed, solid = finding("pseudarthrosis", levels=HERE), finding("solid_fusion", levels=HERE, id="f2")
    assert answer(asked, failed) == ("met", "shown")
    assert answer(asked, failed, solid) == ("undetermined", "conflict")
    assert answer(asked, failed, finding("solid_fusion", levels=FAR, id="f2")) == ("met", "shown")


def test_the_document_that_the_policy_asks_for_leads_over_an_opposite_elsewhere() -> None:
    failed = finding("pseudarthrosis", levels=HERE)
    solid = finding("solid_fusion", levels=HERE, id="f2", document="note")
    assert answer({"kinds": ["pseudarthrosis"], "accept": ["imaging"]}, failed, solid) == ("met", "shown")


@pytest.mark.parametrize(("told", "wanted"), [(4, "not_met"), (2, "undetermined")])
def test_what_a_summary_leaves_out_of_a_region_it_did_not_see_where_it_tells_the_studies_at_length(
    told: int, wanted: str
) -> None:
    retold = Document(id="told", title="Summary", kind="record_summary", date=date(2026, 2, 20), text="Told.")
    kinds = ["central_stenosis", "facet_arthropathy", "disc_degeneration"][: told - 1]
    facts = [finding(kind, levels=HERE, document="told", quote="Told.") for kind in kinds]
    facts.append(finding("dynamic_instability", status="absent", levels=HERE, document="told", quote="Told."))
    curve = {
        "kinds": ["cobb_angle"],
        "at": "region",
        "value": {"above": 50, "unit": "degrees"},
        "accept": ["imaging"],
        "unreported": "not_met",
    }
    asked = case([line(levels=HERE)], facts, documents=[retold])
    assert outcome(asked, policy(criterion({"finding": curve}))).lines[0].per_level[0].criteria[0].effective == wanted
