"""A determination as another system formats it: headings, lists, a table, a list of references in its own words."""

from functools import cache
from pathlib import Path

from assistant.api import guard_text
from assistant.intake import load_case
from assistant.model.judgement import Judgement
from assistant.settings import Settings

CASE = Path(__file__).parents[2] / "evals" / "cases" / "cervical-foraminotomy-undated-care.yaml"
TEXT = """# Utilization Review Determination: Right C6-7 Laminoforaminotomy (CPT 63020)

## Summary

**Determination: Not medically necessary as documented (undetermined on the criteria).** All criteria but one
are met; failed conservative care cannot be confirmed from the record.

## Clinical findings

- **Symptoms:** Right arm pain to the middle finger since winter.
- **Motor:** Right triceps 4/5.
- **Sensory:** Decreased sensation in the right C7 dermatome.
- **Long tract signs:** None.
- **MRI (11 April 2026):** Right foraminal disc herniation at C6-7 with severe right foraminal stenosis and
  compression of the right C7 root.

## Criteria

| Criterion | Finding | Status |
| --- | --- | --- |
| Imaging severity | Severe right foraminal stenosis and compression of the right C7 root at C6-7 | Met |
| Clinical correlation | Triceps weakness and decreased sensation in the C7 dermatome match the C7 root | Met |
| Failed conservative care | PT and ibuprofen tried, neither helped; no dates, no frequency | Undetermined |

Washington State L&I asks for at least six weeks of conservative care for cervical radiculopathy [1]. Aetna
asks that conservative therapy be recent (within a year) and include active in-person physical therapy [2].

## Evidence

Radiculopathy had improved in 85% of 151 patients at last follow-up after posterior cervical foraminotomy [3].
About one patient in ten (9.9%) needed a reoperation [4].

## Next steps

1. Submit therapy notes with dates, frequency and response, covering at least six weeks within the past year.

## References

1. Washington State L&I. Guideline for the diagnosis and treatment of cervical radiculopathy and myelopathy.
2014.
2. Aetna. Clinical Policy Bulletin 0743: Spinal surgery.
3. Bydon et al. 2014. Posterior foraminotomy, long-term.
4. Bydon et al. 2014. Posterior foraminotomy, long-term.
"""


@cache
def judged(text: str) -> Judgement:
    loaded = load_case(CASE)
    return guard_text(
        text, loaded.case, pack=loaded.pack, settings=Settings(layers=()), search=False, policy_set="general"
    )


def found(text: str) -> dict[str, set[str]]:
    """Codes of what is wrong, by sentence."""
    return {j.statement.text: {v.code for v in j.violations} for j in judged(text).statements if j.violations}


def test_an_honest_document_of_another_system_passes() -> None:
    assert found(TEXT) == {}
    assert not judged(TEXT).document


def test_references_in_free_words_lead_to_sources() -> None:
    cited = {ref.partition("#")[0] for j in judged(TEXT).statements for ref in j.statement.facts()}
    assert cited == {
        "wa-lni-2014-cervical-radiculopathy-myelopathy",
        "aetna-cpb-0743-spinal-surgery",
        "bydon-2014-posterior-foraminotomy-long-term",
    }


def test_errors_in_it_are_found_where_they_stand() -> None:
    changes = {
        "Right triceps 4/5": ("Right triceps 3/5", "record-severity"),
        "85% of 151": ("95% of 151", "figure-unsupported"),
        "**Long tract signs:** None": ("**Long tract signs:** Present", "record-status"),
        "cannot be confirmed from the record": ("is confirmed by the record", "criterion-contradiction"),
        "at C6-7 with severe": ("at C5-6 with severe", "record-level"),
        "no frequency | Undetermined": ("no frequency | Met", "criterion-contradiction"),
    }
    for right, (wrong, code) in changes.items():
        assert right in TEXT
        found_codes = found(TEXT.replace(right, wrong, 1)).values()
        assert any(code in codes for codes in found_codes), (wrong, found_codes)


LAYOUT = """# Review

**Patient:** 46-year-old man
**Service:** Right C6-7 laminoforaminotomy (CPT 63020)

He is unable to play concerts. The right triceps is 4/5. At least six weeks are required.

Radiculopathy had improved in 85% of 151 patients at last follow-up after posterior cervical foraminotomy.[^1]
Reoperation was needed in 9.9% of patients after posterior cervical foraminotomy (Bydon 2014).

[^1]: Bydon et al. 2014. Posterior foraminotomy, long-term.
"""


def test_footnotes_author_and_year_and_lines_with_a_label_are_followed() -> None:
    sentences = judged(LAYOUT).statements
    assert [s.statement.text for s in sentences if "Patient:" in s.statement.text] == ["Patient: 46-year-old man"]
    cited = [s.statement.facts() for s in sentences if "%" in s.statement.text]
    assert len(cited) == 2
    assert all(ref.startswith("bydon-2014") for refs in cited for ref in refs)
    assert all(cited)
    assert found(LAYOUT) == {}
    assert any("figure-unsupported" in codes for codes in found(LAYOUT.replace("85%", "58%")).values())


PLAIN = """# Determination: Right C6-7 laminoforaminotomy

## 1. Examination

Right triceps is 4/5 [1].

## 2. Decision

The right C6-7 laminoforaminotomy (63020) cannot be determined on this record: failed conservative care is undetermined.

## Documents

1. Clinic visit, May 5, 2026
2. MRI, 11 April 2026
"""


def test_a_list_of_documents_with_plain_numbers_is_followed_by_day_and_kind() -> None:
    told = {j.statement.text: j.statement.documents() for j in judged(PLAIN).statements}
    assert next(c for words, c in told.items() if words.startswith("Right triceps")) == ("note",)
    assert found(PLAIN) == {}
    unread = {u.words for u in judged(PLAIN).unread}
    assert {"Examination", "Decision", "Documents"} <= unread


def test_a_document_named_for_what_another_one_shows_is_found_without_a_citation() -> None:
    said = "The MRI shows severe right foraminal stenosis at C6-7."
    wrong = "The MRI shows decreased sensation in the right C7 dermatome."
    assert found(PLAIN.replace("Right triceps is 4/5 [1].", said)) == {}
    assert any(
        "citation-unused-basis" in codes for codes in found(PLAIN.replace("Right triceps is 4/5 [1].", wrong)).values()
    )


WHOLE = """# Review: Right C6-7 laminoforaminotomy (63020)

**Risk factors.** None is told.

## Record

- Right triceps is {grade} [1].
- The cord is unremarkable on the MRI.

## Documents

1. Clinic visit, May 5, 2026
2. MRI, 11 April 2026
"""


def test_what_stands_below_a_heading_that_a_list_could_have_is_read_all_the_same() -> None:
    assert not [words for words in found(WHOLE.format(grade="4/5")) if "triceps" in words]
    assert any("record-severity" in codes for codes in found(WHOLE.format(grade="3/5")).values())
    unread = {u.words for u in judged(WHOLE.format(grade="4/5")).unread}
    assert {"Review: Right C6-7 laminoforaminotomy (63020)", "Risk factors."} <= unread


def test_a_short_line_with_a_verdict_is_a_statement() -> None:
    codes = found(f"{PLAIN}\n\n**Determination:** Medically necessary\n")
    assert any("verdict-contradiction" in c for c in codes.values())
