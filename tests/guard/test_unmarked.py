"""A determination as it is copied from a page: no marks, signs of bullets, bare numbers for citations."""

import pytest

from assistant.guard.unmarked import with_marks

from .test_other_system import TEXT, found, judged

PAGE = """Is right C6-7 laminoforaminotomy medically necessary?

Last updated: May 2, 2026

Right C6-7 Laminoforaminotomy (63020) is NOT medically necessary as documented

Clinical findings

  \u2022 Right triceps is 4/5.
  \u2022 Decreased sensation in the right C7 dermatome.

Criteria

Imaging severity is met and clinical correlation is met; failed conservative care is undetermined.

  \u2022 Washington State L&I asks for at least six weeks of conservative care for cervical radiculopathy 1
  \u2022 Aetna asks that conservative therapy be recent (within a year) and include active in-person physical therapy. 2

Radiculopathy had improved in 85% of 151 patients at last follow-up after posterior cervical foraminotomy. 3 About one patient in ten
(9.9%) needed a reoperation. 3

Required

  1. Submit therapy notes with dates, frequency and response, covering at least six weeks within the past year.

References

Guideline

Guideline for the diagnosis and treatment of cervical radiculopathy and myelopathy.

Washington State L&I, 2014

Policy

Clinical Policy Bulletin 0743: Spinal surgery.

Aetna, 2026

Research

Posterior foraminotomy, long-term.

Bydon et al., 2014

Professional Disclaimer

This information is general and replaces no judgement.
"""


def test_an_honest_page_passes() -> None:
    assert found(PAGE) == {}
    assert not judged(PAGE).document


def test_its_bare_numbers_lead_to_sources() -> None:
    cited = {ref.partition("#")[0] for j in judged(PAGE).statements for ref in j.statement.facts()}
    assert cited == {
        "wa-lni-2014-cervical-radiculopathy-myelopathy",
        "aetna-cpb-0743-spinal-surgery",
        "bydon-2014-posterior-foraminotomy-long-term",
    }


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("triceps is 4/5", "triceps is 3/5", "record-severity"),
        ("in 85% of", "in 95% of", "figure-unsupported"),
        ("radiculopathy 1\n", "radiculopathy 3\n", "citation-unused-basis"),
        ("reoperation. 3", "reoperation. 7", "citation-unresolved"),
        ("is NOT medically necessary as", "is medically necessary as", "heading-contradiction"),
    ],
)
def test_errors_in_it_are_found(right: str, wrong: str, code: str) -> None:
    assert right in PAGE
    made = PAGE.replace(right, wrong, 1)
    codes = {c for codes in found(made).values() for c in codes} | {v.code for v in judged(made).document}
    assert code in codes


def test_lines_stay_where_they_are() -> None:
    assert with_marks(PAGE).count("\n") == PAGE.count("\n")
    line = PAGE.split("\n").index("  \u2022 Right triceps is 4/5.") + 1
    assert [s.line for s in judged(PAGE).statements if "triceps" in s.statement.text] == [line]


def test_marked_text_is_left_alone() -> None:
    assert with_marks(TEXT) == TEXT


@pytest.mark.parametrize(
    "kept",
    [
        "Stage 1 is anterior and stage 2",
        "The slip is of grade 2",
        "Motor testing was done on March 3",
        "It lasted from 1 to 2",
    ],
)
def test_numbers_that_count_are_no_citations(kept: str) -> None:
    text = f"A review\n\nFusion healed in most. 1\n\n{kept}\n\nReferences\n\n1. One. 2014.\n2. Two. 2015.\n3. Three. 2016.\n"
    assert kept in with_marks(text).split("\n")[4]
    assert "[" not in with_marks(text).split("\n")[4]


SAYING = (
    "No instability on any film",
    "Severe stenosis at C5-6",
    "Normal strength throughout",
    "Myelopathy with clumsy hands",
    "Failed conservative care: met",
    "Ibuprofen for twelve weeks without relief",
    "Left C7 root compression",
    "Pseudarthrosis at C5-6",
    "Positive Hoffmann sign",
    "Patient declined therapy",
)
NAMING = ("Clinical findings", "What the record shows", "Motor examination", "Long tract signs", "Imaging severity")
TRUE = ("Severe foraminal stenosis at C6-7", "Right triceps weakness")


@pytest.mark.parametrize(
    "form",
    ["{}", "## {}", "**{}**", "Re: {}", "Figure 1. {}", "| {} |\n| --- |\n| C6-7 |", "    {}"],
    ids=["bare", "heading", "bold", "subject", "caption", "column", "indented"],
)
def test_a_short_line_that_says_something_is_a_statement(form: str) -> None:
    whole = "\n\n".join(["# Review", *(form.replace("{}", line) for line in (*SAYING, *TRUE))])
    assert {line for line in SAYING if not any(line in words for words in found(whole))} == set()
    assert not any(line in words for words in found(whole) for line in TRUE)


def test_lines_that_only_name_a_part_are_told_as_unread() -> None:
    report = judged("\n\n".join([*NAMING, "Prepared for the reviewer", "References", "1. She has myelopathy."]))
    assert {u.words for u in report.unread} >= {*NAMING, "Prepared for the reviewer", "She has myelopathy."}
    assert not report.failing


LETTER = "Dear Provider,\n\nThe exam finds right triceps 4/5 [1].\n\n{}\n[1] One. 2014.\n[2] Two. 2015.\n{}"


@pytest.mark.parametrize("head", ["References", "SOURCES", "References:"])
def test_a_bare_line_above_numbered_entries_heads_them_where_citations_are_in_brackets(head: str) -> None:
    assert f"\n## {head}\n[1]" in with_marks(LETTER.format(head, ""))
    assert with_marks(LETTER.format(head, "")).count("\n") == LETTER.format(head, "").count("\n")


@pytest.mark.parametrize("below", ["\nThe request is approved.\n", "\nDecision\n\nApproved at L4-5.\n"])
def test_no_statement_hides_among_the_entries_below_a_bare_line(below: str) -> None:
    text = LETTER.format("References", below)
    assert with_marks(text) == text
