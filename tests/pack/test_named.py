"""The policy set that a question asks to be decided under."""

from datetime import date

import pytest

from assistant.model.case import Case, Document, Request, RequestLine
from assistant.pack import load_pack
from assistant.pack.named import named_set, set_of


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Is ACDF C5-6 (22551) necessary under Aetna's policy?", "aetna"),
        ("Does 63047 L4-5 meet eviCore guidelines?", "evicore"),
        ("Is 22856 necessary under the criteria of Washington State?", "washington"),
        ("Under Medicare, is 63047 at L4-5 necessary?", "medicare"),
        ("Is 63047 at L4-5 medically necessary per eviCore?", "evicore"),
        ("Is 63047 necessary for a man who pays under Aetna?", None),
        ("Is 22551 necessary for a woman on Medicare, an Aetna member?", None),
        ("Is 63030 at L4-5 necessary? Payer: Medicare.", "medicare"),
        ("L4-5 laminectomy in a 58-year-old man - payer eviCore?", "evicore"),
        ("Right L4-5 discectomy, 41F, Aetna", "aetna"),
        ("Is 63030 necessary for this Aetna member?", "aetna"),
        ("Medicare denied 63030. Is it necessary?", None),
        ("Washington State L&I: is L4-5 TLIF (22633) necessary?", "washington"),
        ("NIA - right L5-S1: is 63030 necessary?", None),
        ("Evolent (NIA) request: is 63030 at L5-S1 necessary?", "nia"),
        ("Is it necessary under Aetna policy, or under eviCore guidelines?", None),
        ("Does 22551 at C5-6 meet CPB 0743?", "aetna"),
        ("Does 22551 at C5-6 meet CPB #743, section B?", "aetna"),
        ("Does 22612 at L4-5 meet LCD L33382?", "medicare"),
        ("Does 63047 at L3-4 meet the CPB?", None),
        ("Does 22551 meet CPB 0743 or CMM-601?", None),
    ],
)
def test_a_set_is_named_by_whose_criteria_hold(question: str, wanted: str | None) -> None:
    assert named_set(question, load_pack()) == wanted


@pytest.mark.parametrize(
    ("label", "usual", "wanted"),
    [
        ("Payer: Aetna PPO", None, "aetna"),
        ("Insurance: Medicare Part B", None, "medicare"),
        ("Payer: Medicare (hospital outpatient department)", None, "medicare"),
        ("Payer: Medicare (Humana)", None, None),
        ("| Health plan | x |\nInsurance carrier: Washington State L&I", None, "washington"),
        ("Patient: A. B.   DOB: 1/2/1980    Claim payer: Washington L&I    Claim: open", None, "washington"),
        ("TO: Aetna Precertification   FAX: 1-555-010-4477   FROM: Clinic", None, "aetna"),
        ("To: Dr. Noridian\nPayer: Premera", None, None),
        ("Payer: Aetna", "evicore", "evicore"),  # what a team decides by is theirs to set
        ("Payer: Premera Blue Cross of Washington", None, None),
        ("Payer: Aetna Medicare Advantage", None, None),
        ("Payer: Aetna\nSecondary\nInsurance: Medicare", None, None),
        ("Plan: continue Medicare wellness visits", None, None),
    ],
)
def test_a_set_is_chosen_by_the_payer_that_the_record_labels(label: str, usual: str | None, wanted: str | None) -> None:
    document = Document(
        id="form", title="Form", kind="request_letter", date="not_stated", text=f"Request form\n{label}\n"
    )
    case = Case(
        id="x", question="Is 22551 at C5-6 necessary?", date=date(2026, 1, 2),
        request=Request(lines=(RequestLine(id="a", code="22551", levels=("C5-6",)),)), documents=(document,),
    )  # fmt: skip
    assert set_of(case, usual, load_pack()) == wanted


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("eviCore. Radiofrequency ablation is requested for a 58-year-old woman.", "evicore"),
        ("Evolent (NIA) review. Member is a 36-year-old man with left leg pain.", "nia"),
        ("69 yo M (Medicare) with right leg pain.", "medicare"),
        ("The patient, a Medicare beneficiary of 81 years, fell.", "medicare"),
        ("A 39-year-old woman is requested for 22856 under eviCore guidelines.", "evicore"),
        ("EVOLENT (NIA) SPINE SURGERY REQUEST -- INTAKE SHEET\nPatient J. W.", "nia"),
        ("Aetna Medicare Advantage prior authorization request\nPatient J. W.", None),
        ("An Aetna Medicare Advantage member of 70 years.", None),
        ("Washington, George, 66 years old, with leg pain.", None),
        ("Payer: Premera. The letter cites Aetna's policy.", None),
    ],
)
def test_a_case_told_without_labels_names_who_pays_at_its_head_or_as_the_insurer(told: str, wanted: str | None) -> None:
    document = Document(id="told", title="Told", kind="record_summary", date="not_stated", text=told)
    case = Case(
        id="x", question="Is 22551 at C5-6 necessary?", date=date(2026, 1, 2),
        request=Request(lines=(RequestLine(id="a", code="22551", levels=("C5-6",)),)), documents=(document,),
    )  # fmt: skip
    assert set_of(case, None, load_pack()) == wanted
