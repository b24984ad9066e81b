"""Honest sentences of every type, which pass every check."""

import pytest

from assistant.model.document import Statement

from .sayings import (
    ACUTE,
    AETNA,
    AETNA_LUMBAR,
    DISABILITY,
    FILMS,
    FORAMINOTOMY,
    LONGER,
    MRI,
    NO_WEEKS,
    NOTE,
    PAIN,
    RELIEF,
    REOP,
    S01,
    S02,
    S03,
    SERIES,
    applied,
    evidence,
    outcome,
    policy,
    record,
)
from .world import INSTABILITY, SEVERITY, WEEKS, codes, line, say

HONEST: list[Statement] = [
    # Evidence, verbatim and retold
    evidence(
        "After posterior cervical foraminotomy, radiculopathy had improved in 85% of 151 patients at last "
        f"follow-up (mean 4.15 years), and in 91.4% as early as one month. {SERIES}"
    ),
    evidence(f"Radiculopathy had improved in 85 % of 151 patients after posterior cervical foraminotomy {SERIES}."),
    evidence(
        f"At last follow-up after foraminotomy, 85 percent of patients had improved {SERIES}; reoperation was "
        f"needed in 9.9% {REOP}."
    ),
    evidence(f"Of 151 patients with foraminotomy, 6.6% needed reoperation at the same level {REOP}{SERIES}."),
    evidence(f"Adding fusion to decompression did not improve disability in lumbar stenosis {DISABILITY}."),
    evidence(
        f"In lumbar stenosis, fusion added to decompression did not improve disability at two years {DISABILITY}."
    ),
    evidence(
        f"After foraminotomy, radiculopathy had improved in 85% at last follow-up and in 91.4% at one month {SERIES}."
    ),
    evidence(f"In lumbar stenosis, disability at two years was not improved by adding fusion {DISABILITY}."),
    evidence(
        "Fusion took longer and cost more than decompression alone in 247 patients aged 50 to 80 with lumbar "
        f"stenosis {LONGER}."
    ),
    evidence(f"Up to 75% of acute lumbar episodes improve spontaneously {ACUTE}."),
    evidence(f"Between 10% and 20% of patients have surgery after revision {ACUTE}."),
    evidence(f"Surgery may relieve arm pain within three to four months {RELIEF}."),
    evidence(
        f"The AANS/CNS guideline suggests that surgery may relieve arm pain within three to four months {RELIEF}."
    ),
    evidence(f"By twelve months, many measures may be comparable with physical therapy {RELIEF}."),
    evidence(
        f"AANS/CNS recommends posterior foraminotomy without fusion for soft lateral disc displacement {FORAMINOTOMY}."
    ),
    evidence(f"Neck pain before surgery was associated with a higher risk of reoperation {PAIN}."),
    evidence(f"Bydon and colleagues found improvement in 85% of patients {SERIES}."),
    evidence(f"The AANS/CNS guideline of 2009 sets no number of weeks of conservative care {NO_WEEKS}."),
    # Policy statements
    policy(f"The policy asks for at least six weeks of conservative care {S02}.", WEEKS),
    policy(
        f"Washington State L&I asks for at least 6 weeks of conservative care {S02}, and AANS/CNS sets no number of "
        f"weeks {NO_WEEKS}.",
        WEEKS,
    ),
    policy(f"Policies differ here: Aetna accepts moderate stenosis {AETNA}.", SEVERITY),
    policy(f"Washington State requires a grade of moderate to severe or worse {S01}.", SEVERITY),
    policy(f"Instability is translation of more than 3.5 mm or angulation of more than 11 degrees {S03}.", INSTABILITY),
    policy(f"Aetna covers lumbar fusion for spondylolisthesis of grade 2 or more {AETNA_LUMBAR}."),
    # Record
    record(f"At C3-4 the MRI report reads “moderate foraminal stenosis bilaterally” {MRI}.", "c34"),
    record(f"The MRI report of 3 March 2026 describes severe foraminal stenosis on the left at C4-5 {MRI}.", "c45"),
    record(f"There is moderate foraminal stenosis at C3-4 and severe foraminal stenosis at C4-5 {MRI}.", "c34", "c45"),
    record(f"Foraminal stenosis is moderate at C3-4 and severe on the left at C4-5 {MRI}.", "c34", "c45"),
    record(
        f"The radiograph report gives subsidence at C5-6 {FILMS} and no evidence of instrumentation failure {FILMS}.",
        "sub",
        "failure",
    ),
    record(f"The films show no implant failure at C5-6 {FILMS}.", "failure"),
    record(f"Translation at C5-6 measures 2 mm {FILMS}.", "mm"),
    record(f"Left deltoid strength is 4-/5 {NOTE}.", "deltoid"),
    record(f"The note records numbness of both hands {NOTE}.", "hands"),
    record(f"Pseudarthrosis at C5-6 is possible {NOTE}.", "pseud"),
    record(f"No central canal stenosis is reported {MRI}.", "central"),
    record(f"Physical therapy was given twice a week, without relief {NOTE}.", treatments=("pt",)),
    record(f"The note says the surgeon is “Unsure if all other reasonable sources have been ruled out” {NOTE}."),
    record(f"A 59-year-old woman with numbness of both hands {NOTE}.", "hands"),
    # Application
    applied(
        f"At C3-4 the MRI report reads “moderate foraminal stenosis bilaterally” {MRI}; the policy asks for a grade "
        f"of moderate to severe or worse {S01}.",
        ("c34",),
    ),
    applied(
        f"Moderate foraminal stenosis at C3-4 {MRI} is below the moderate-to-severe grade that the policy asks for "
        f"{S01}.",
        ("c34",),
    ),
    applied(f"Severe left foraminal stenosis at C4-5 meets the severity criterion {MRI}.", ("c45",)),
    applied(f"Severity is not met at C3-4, where the stenosis is moderate {MRI}.", ("c34",)),
    applied(
        f"Translation of 2 mm {FILMS} is less than the 3.5 mm that the policy asks for {S03}.", ("mm",), (INSTABILITY,)
    ),
    applied(
        f"The films measure 2 mm of translation at C5-6 {FILMS}, and the policy asks for more than 3.5 mm {S03}.",
        ("mm",),
        (INSTABILITY,),
    ),
    applied("The record does not state how many weeks of conservative care were given.", (), (WEEKS,)),
    applied("Whether six weeks of conservative care failed cannot be determined.", (), (WEEKS,)),
    applied("The severity criterion would be met by a new grade.", ("c34",)),
    # Outcome
    outcome("The staged cervical fusion is not medically necessary as requested."),
    outcome("C3-4 is not necessary.", line("a", "C3-4"), line("a", "C4-5")),
    outcome("C4-5 cannot be determined on this record.", line("a", "C4-5")),
    outcome(
        "C4-5 is undetermined, and could become necessary once therapy notes cover six weeks.",
        line("a", "C4-5"),
        criteria=(WEEKS,),
    ),
    outcome("Posterior cervical fusion (22600) at C5-6 is not medically necessary.", line("b")),
    outcome("One of two levels requested from the front is undetermined; C3-4 is not necessary.", line("a")),
    outcome("Neither line is medically necessary as requested."),
    outcome("Two lines and three levels were requested in two stages."),
    outcome("Nothing in the request makes C3-4 medically necessary.", line("a", "C3-4")),
    # Recommendation
    say(
        "recommendation",
        "Therapy notes with dates, frequency and response, covering at least six weeks.",
        criteria=(WEEKS,),
    ),
    say("recommendation", "Flexion-extension films that show motion at C5-6.", criteria=(INSTABILITY,)),
    say("recommendation", "Before a decision, a radiologist's grade of the stenosis at C4-5.", criteria=(SEVERITY,)),
    say(
        "recommendation",
        "Reading a lower grade as if it were the grade that the policy asks for.",
        criteria=("narrative:grade",),
    ),
    # Names and codes
    outcome("Anterior cervical discectomy and fusion (22551) at C4-5 is undetermined.", line("a", "C4-5")),
    outcome("The request names 22600 (posterior cervical fusion) at C5-6.", line("b")),
    outcome("22551 is anterior cervical discectomy and fusion.", line("a")),
    policy(f"Aetna's Clinical Policy Bulletin (CPB 0743) accepts moderate foraminal stenosis {AETNA}.", SEVERITY),
    outcome("ACDF (anterior cervical discectomy and fusion) at C3-4 is not necessary.", line("a", "C3-4")),
    evidence(f"In posterior cervical foraminotomy (151 patients), radiculopathy improved in 85% {SERIES}."),
]


@pytest.mark.parametrize("statement", HONEST, ids=[s.text[:60] for s in HONEST])
def test_honest_statement_passes(statement: Statement) -> None:
    assert codes(statement) == set()
