"""Quotations of the record: what a treatment brought stands with it, and what overlaps is quoted once."""

import pytest

from assistant.api import draft_whole
from assistant.draft.quoting import together
from assistant.draft.words import clause, quoted, without_parts
from assistant.draft.words import told as quoted_fact
from assistant.intake.text import Source, read_case
from assistant.model.case import Finding
from assistant.pack import load_pack
from assistant.settings import Settings

from .made import drafted

NOTE = """SPINE SURGERY CLINIC
Date: 06/03/2026
Right leg pain. {care}
Exam: right EHL 4/5. Sensation reduced over the dorsum of the right foot.

MRI LUMBAR SPINE 05/01/2026
FINDINGS: L4-5: right paracentral disc extrusion with compression of the right L5 root.
"""
PT = "Supervised physical therapy from 01/12/2026 to 03/20/2026, 16 visits"


def told(care: str) -> str:
    pack = load_pack()
    source = Source("note.md", NOTE.format(care=care))
    read = read_case([source], pack, "Is L4-5 right discectomy (63030) medically necessary?", id="a")
    made = draft_whole(read.case, pack=pack, settings=Settings(), search=False).determination
    assert (made.guard.dropped, made.guard.violations) == (0, ())
    return "\n".join(s.words() for x in made.sections for b in x.blocks for s in b.statements)


@pytest.mark.parametrize(
    ("care", "words"),
    [
        (f"{PT}. No lasting improvement.", f"“{PT}” (response: “No lasting improvement”)"),
        (
            f"{PT}. He reports that this gave no relief. NSAIDs daily.",
            "(response: “He reports that this gave no relief”)",
        ),
        (f"{PT}. Naproxen daily. Neither helped.", f"“{PT}” (response: “Neither helped”)"),
        (f"{PT} and traction, with no lasting improvement.", f"“{PT} and traction, with no lasting improvement”"),
    ],
)
def test_the_words_of_a_response_stand_with_the_treatment_that_they_belong_to(care: str, words: str) -> None:
    line = next(line for line in told(care).splitlines() if line.startswith("Failed conservative care"))
    assert words in line


def test_a_quotation_that_names_no_treatment_has_name_and_response_in_one_bracket() -> None:
    made = drafted("acdf-two-levels-medicare").determination
    told = "\n".join(s.words() for x in made.sections for b in x.blocks for s in b.statements)
    assert (
        "physical therapy (“2x/wk from 04/20/2026 to 07/24/2026, 26 visits”; response: “Plateau; goals not met”)"
        in told
    )


def test_where_no_response_is_told_that_is_said() -> None:
    assert "the response could not be read" in told(f"{PT}.")


@pytest.mark.parametrize(
    ("quotes", "wanted"),
    [
        (["“leg pain”", "“pain for months”"], ["“leg pain for months”"]),
        (["“fracture”", "“oedema of the marrow”"], ["“fracture with oedema of the marrow”"]),
        (["“fracture”", "“stable”"], ["“fracture”", "“stable”"]),
        (
            ["“leg pain” (response: “none”)", "“pain for months”"],
            ["“leg pain” (response: “none”)", "“pain for months”"],
        ),
    ],
)
def test_quotations_that_overlap_are_one(quotes: list[str], wanted: list[str]) -> None:
    assert together(quotes, "Has leg pain for months. T12 fracture with oedema of the marrow. Now stable.") == wanted


@pytest.mark.parametrize(
    ("cut", "told"),
    [
        ("eighteen months of neck pain and,", "“eighteen months of neck pain”"),
        ("numb hands, which", "“numb hands”"),
        ("weakness of the hand", "“weakness of the hand”"),
        ("Left EHL was 3/5 and left", "“Left EHL was 3/5”"),
        ("numb on the left and right", "“numb on the left and right”"),
    ],
)
def test_a_quotation_does_not_end_with_the_word_that_joins_what_is_not_quoted(cut: str, told: str) -> None:
    assert quoted(cut) == told


def test_a_clause_in_capitals_goes_on_over_a_broken_line() -> None:
    report = (
        "IMPRESSION:\nSEVERE CENTRAL CANAL STENOSIS AT L4-5 WITH THICKENED LIGAMENTS AND\nMARKED FACET ARTHROPATHY.\n"
        "NO LISTHESIS\nALIGNMENT NORMAL"
    )
    whole = "SEVERE CENTRAL CANAL STENOSIS AT L4-5 WITH THICKENED LIGAMENTS AND MARKED FACET ARTHROPATHY"
    assert clause("MARKED FACET", report) == clause("SEVERE CENTRAL", report) == whole
    assert clause("LISTHESIS", report) == "NO LISTHESIS"


@pytest.mark.parametrize(
    ("quote", "number", "unit", "words"),
    [
        ("8/10 to 5/10", 37.5, "%", "“8/10 to 5/10”, that is 37.5%"),
        ("4 mm in extension and 9 mm in flexion", 5, "mm", "“4 mm in extension and 9 mm in flexion”, that is 5 mm"),
        # The words have it themselves, or tell a time in their own way.
        ("60% relief for 3 weeks", 60, "%", "“60% relief for 3 weeks”"),
        ("a slip of 5 mm", 5, "mm", "“a slip of 5 mm”"),
        ("since 3 May 2025", 52.2, "weeks", "“since 3 May 2025”"),
    ],
)
def test_a_value_computed_from_two_figures_stands_behind_them(quote: str, number: float, unit: str, words: str) -> None:
    fact = Finding(id="f", kind="translation", document="a", quote=quote, number=number, unit=unit)
    assert quoted_fact(fact, f"It measures {quote} on these films of the spine.") == words


def test_the_value_of_words_within_a_quotation_stands_behind_it() -> None:
    whole, part = "“slip of 2 mm lying and 7 mm standing at L3-4”", "“2 mm lying and 7 mm standing”, that is 5 mm"
    assert without_parts([whole, part]) == without_parts([part, whole]) == [f"{whole}, that is 5 mm"]
    assert without_parts([part, "“another slip”"]) == [part, "“another slip”"]
