"""What stands of a construct, beside what its code counts."""

from assistant.model.case import RequestLine

from .build import case, decide, finding, treatment

QUALIFIES = ("L2-3", "L3-4", "L4-5")


def test_a_construct_of_which_less_stands_than_its_code_counts_is_noted() -> None:
    found = [finding("claudication", region="lumbar")]
    for level in QUALIFIES:
        found += [finding("central_stenosis", "mri", levels=(level,), grade="severe")]
        found += [finding("spondylolisthesis", "mri", levels=(level,), grade="grade_1")]
    care = treatment("physical_therapy", region="lumbar", supervised="yes", start="2025-10-06", end="2025-12-05")
    rods = RequestLine(id="b", code="22843", levels=("T11-L5",))
    asked = case("22612", ("T11-L5",), found, [care], others=[rods])
    line = decide(asked, "general").line("b")
    assert line.outcome == "partially_necessary"
    assert [w for w in line.warnings if "what stands" in w] == [
        "Code 22843 (posterior segmental instrumentation of 7 to 12 segments) counts at least 7 segments, and what stands from "
        "L2-5 has 4, which 22842 (posterior segmental instrumentation of 3 to 6 segments) counts."
    ]
