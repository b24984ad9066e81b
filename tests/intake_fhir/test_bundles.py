"""A FHIR bundle becomes a case: what is asked, the texts, and what its codes state; whatever is wrong with it is told."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import InputError
from assistant.intake import flaws, load_any
from assistant.intake.read import read_paths
from assistant.intake.text import ReadCase
from assistant.pack import load_pack
from assistant.pack.named import set_of

from . import bundles as b

ITEM = {"productOrService": b.concept("", (b.CPT, "22633")), "bodySite": b.concept("L4-5")}


def read(tmp_path: Path, tree: Any, question: str | None = None) -> ReadCase:
    file = tmp_path / "bundle.json"
    file.write_text(tree if isinstance(tree, str) else json.dumps(tree), encoding="utf-8")
    made = read_paths([file], question)
    assert not [f for f in flaws(made.case, load_pack()) if f.severity == "refusal"]
    return made


def lines(made: ReadCase) -> list[tuple[Any, ...]]:
    return [(x.code, x.levels, x.side) for x in made.case.request.lines]


def told(made: ReadCase) -> str:
    return "\n".join(str(p) for p in made.problems)


def found(made: ReadCase) -> set[tuple[Any, ...]]:
    return {(f.kind, f.status, f.levels, f.side) for f in made.case.findings}


def test_a_preauthorization_becomes_a_case(tmp_path: Path) -> None:
    made = read(tmp_path, b.pas())
    case = made.case
    assert lines(made) == [("22633", ("L4-5",), "not_stated"), ("22840", ("L4-5",), "bilateral")]
    assert (case.date, case.patient.age, case.patient.sex) == (date(2026, 6, 2), 63, "female")
    assert (case.request.setting.kind, case.request.setting.days) == ("inpatient", 2)
    assert [(d.code, d.text) for d in case.request.diagnoses] == [("M43.16", "Spondylolisthesis, lumbar region")]
    assert {(d.kind, str(d.date)) for d in case.documents} == {
        ("mri_report", "2026-04-11"),
        ("office_note", "2026-05-20"),
    }
    assert found(made) >= {
        ("central_stenosis", "present", ("L4-5",), "not_stated"),
        ("motor_deficit", "present", (), "left"),
        ("weakness_symptom", "absent", (), "not_stated"),
    }
    assert [(t.kind, t.sessions) for t in case.treatments] == [("physical_therapy", 12)]
    assert "refers to" not in told(made)


ORGANIZATION = {"resourceType": "Organization", "id": "i", "name": "Aetna Better Health"}
COVERAGE = {
    "resourceType": "Coverage",
    "id": "c",
    "status": "active",
    "beneficiary": {"reference": "Patient/p"},
    "payor": [{"reference": "Organization/i"}],
}


@pytest.mark.parametrize(
    ("resources", "payer", "chosen"),
    [
        ([b.claim(ITEM, insurer={"reference": "Organization/i"}), ORGANIZATION], "Aetna Better Health", "aetna"),
        ([b.claim(ITEM, insurer={"display": "CMS"})], "CMS", "medicare"),
        ([b.claim(ITEM), COVERAGE, ORGANIZATION], "Aetna Better Health", "aetna"),
        (
            [b.service(ITEM["productOrService"], insurance=[{"reference": "Coverage/c"}]), COVERAGE, ORGANIZATION],
            "Aetna Better Health",
            "aetna",
        ),
        ([b.claim(ITEM, insurer={"display": "Ridge Health"})], "Ridge Health", None),
        ([b.claim(ITEM)], "not_stated", None),
        ([b.claim(ITEM), {**COVERAGE, "payor": [{"reference": "Patient/p"}]}, b.PERSON], "not_stated", None),
    ],
)
def test_who_is_to_pay_chooses_the_policy_set(tmp_path: Path, resources: Any, payer: str, chosen: str | None) -> None:
    made = read(tmp_path, b.bundle(*resources, b.note()))
    assert made.case.payer == payer
    assert set_of(made.case, None, load_pack()) == chosen
    assert set_of(made.case, "general", load_pack()) == "general"


def test_service_requests_with_structured_findings(tmp_path: Path) -> None:
    laboratory = b.concept("", ("http://terminology.hl7.org/CodeSystem/observation-category", "laboratory"))
    sugar = {"valueQuantity": {"value": 7.9, "unit": "%"}, "category": [laboratory]}
    never = b.concept("Never smoked tobacco", (b.SCT, "266919005"))
    reason = b.concept("", (b.ICD, "M48.062"))
    laminectomy = b.concept("Lumbar laminectomy", (b.CPT, "63047"))
    tree = b.bundle(
        b.PERSON,
        b.service(laminectomy, note=[{"text": "L4-5 and L5-S1, outpatient"}], reasonCode=[reason]),
        b.condition(reason, bodySite=[b.concept("", (b.SCT, "84020006"))]),
        b.condition(b.concept("Cauda equina syndrome", (b.ICD, "G83.4")), verified="refuted"),
        b.condition(b.concept("", (b.ICD, "F17.210")), clinical="resolved"),
        b.observation(b.concept("Muscle strength, left extensor hallucis longus"), valueString="4/5"),
        b.observation(b.concept("", (b.LOINC, "4548-4")), **sugar),
        b.observation(b.concept("Tobacco smoking status", (b.LOINC, "72166-2")), valueCodeableConcept=never),
    )
    made = read(tmp_path, tree)
    assert lines(made) == [("63047", ("L4-5", "L5-S1"), "not_stated")]
    assert made.case.request.setting.kind == "outpatient"
    facts = {(f.kind, f.status, f.levels, f.of, f.grade, f.number) for f in made.case.findings}
    blank = "not_stated"
    assert facts >= {
        ("central_stenosis", "present", ("L4-5",), blank, blank, blank),
        ("cauda_equina", "absent", (), blank, blank, blank),
        ("motor_deficit", "present", (), "extensor_hallucis_longus", "4", blank),
        ("hba1c", "present", (), blank, blank, 7.9),
        ("nicotine_use", "absent", (), blank, blank, blank),
    }
    kinds = {d.id: d.kind for d in made.case.documents}
    assert {kinds[f.document] for f in made.case.findings if f.kind == "hba1c"} == {"laboratory_report"}


def test_visits_are_counted_and_drugs_prescribed_are_not_drugs_taken(tmp_path: Path) -> None:
    drug = {
        "resourceType": "MedicationStatement",
        "status": "completed",
        "medicationCodeableConcept": b.concept("Gabapentin 300 MG Oral Capsule"),
        "effectivePeriod": {"start": "2026-01-02", "end": "2026-03-30"},
        "note": [{"text": "Partial relief."}],
        **b.SUBJECT,
    }
    meloxicam = b.concept("", ("http://www.nlm.nih.gov/research/umls/rxnorm", "41493"))
    ordered = {
        "resourceType": "MedicationRequest",
        "status": "active",
        "intent": "order",
        "medicationReference": {"reference": "#m"},
        "contained": [{"resourceType": "Medication", "id": "m", "code": meloxicam}],
        **b.SUBJECT,
    }
    fusion = b.procedure(b.concept("", (b.CPT, "22612")), bodySite=[b.concept("L5-S1")], performedDateTime="2019-02")
    refused = b.procedure(b.concept("Acupuncture"), status="not-done")
    therapy = b.visits("97110", "2026-01-05", "2026-01-19", "2026-02-02", "2026-02-16")
    later = b.visits("97110", "2026-05-11")
    tree = b.bundle(
        b.PERSON, b.service(b.concept("", (b.CPT, "22633"))), drug, ordered, fusion, refused, *therapy, *later
    )
    made = read(tmp_path, tree)
    given = {(t.kind, t.status, t.supervised, str(t.start), str(t.end), t.sessions) for t in made.case.treatments}
    assert given >= {
        ("physical_therapy", "present", "yes", "2026-01-05", "2026-02-16", 4),
        ("physical_therapy", "present", "yes", "2026-05-11", "2026-05-11", "not_stated"),
        ("neuropathic_agent", "present", "not_stated", "2026-01-02", "2026-03-30", "not_stated"),
        ("acupuncture", "absent", "not_stated", "not_stated", "not_stated", "not_stated"),
    }
    assert [(t.status) for t in made.case.treatments if t.kind == "nsaid"] == ["uncertain"]
    assert ("prior_fusion", "present", ("L5-S1",), "not_stated") in found(made)


def test_a_procedure_that_treated_one_side_says_which(tmp_path: Path) -> None:
    site = [b.concept("L4-5"), b.concept("", (b.SCT, "7771000"))]
    ablation = b.procedure(b.concept("", (b.CPT, "64635")), bodySite=site, performedDateTime="2026-02-03")
    made = read(tmp_path, b.bundle(b.claim(ITEM), ablation))
    assert [(t.kind, t.levels, t.side) for t in made.case.treatments] == [("radiofrequency", ("L4-5",), "left")]


def test_a_transaction_with_a_questionnaire_and_words_only(tmp_path: Path) -> None:
    disability = {"linkId": "1.1", "text": "Oswestry disability index", "answer": [{"valueString": "48%"}]}
    tobacco = {"linkId": "1.2", "text": "Tobacco use", "answer": [{"valueBoolean": False}]}
    answers = {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "authored": "2026-05-30",
        "item": [{"linkId": "1", "text": "Findings", "item": [disability, tobacco]}],
    }
    tree = b.bundle(
        b.service(b.concept("Left L4-5 microdiscectomy")),
        b.PERSON,
        answers,
        b.note("<html><p>HPI: Left leg pain.</p><p>EXAM: Left EHL 4/5.</p></html>", "text/html"),
        b.report(
            presentedForm=[],
            conclusion="L4-5: large left paracentral disc extrusion compressing the traversing nerve root.",
        ),
        kind="transaction",
    )
    made = read(tmp_path, tree)
    assert lines(made) == [("63030", ("L4-5",), "left")]
    assert found(made) >= {
        ("radicular_pain", "present", (), "left"),
        ("disability_index", "present", (), "not_stated"),
        ("nicotine_use", "absent", (), "not_stated"),
        ("disc_herniation", "present", ("L4-5",), "left"),
    }


def test_what_is_missing_or_wrong_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    tree = b.pas()
    sites = [(b.ICD, "M48.02"), (b.SCT, "274152003")]
    tree["entry"] = [e for e in tree["entry"] if e["resource"].get("id") not in ("sr", "note")]
    tree["entry"] += [
        {"resource": {"resourceType": "Condition", "code": b.concept("", *sites), "colour": "blue", **b.SUBJECT}},
        {"resource": {"resourceType": "Conditon"}},
        {"resource": {"resourceType": "Procedure", "status": 5}},
        {"resource": b.note(status="entered-in-error", id="old")},
        {
            "resource": {
                "resourceType": "Immunization",
                "status": "completed",
                "vaccineCode": b.concept("x"),
                "patient": {"reference": "Patient/p"},
                "occurrenceString": "2020",
            }
        },
        {"fullUrl": "https://example.org/nothing"},
    ]
    made = read(tmp_path, tree)
    assert [code for code, _, _ in lines(made)] == ["22633", "22840"]
    words = told(made)
    for said in (
        "refers to ServiceRequest/sr",
        "refers to DocumentReference/note",
        "Condition.colour is not valid",
        "Conditon is no resource",
        "withdrawn",
        "say different things",
        "1 Immunization",
        "holds no resource",
    ):
        assert said in words
    assert ("spondylolisthesis", "present", ("L4-5",), "not_stated") in found(made)


def test_two_codes_for_one_item_and_a_request_that_differs_are_told(tmp_path: Path) -> None:
    tree = b.pas()
    tree["entry"][0]["resource"]["item"][1]["productOrService"] = b.concept("", (b.CPT, "22840"), (b.CPT, "22842"))
    tree["entry"][1]["resource"]["code"] = b.concept("", (b.CPT, "22630"))
    words = told(read(tmp_path, tree))
    assert "two procedure codes are given for one item: 22840, 22842" in words
    assert "the item asks for 22633, its service request for 22630" in words


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        ('{"resourceType": "Bundle", "entry": [}', "not valid JSON"),
        ({"resourceType": "Bundle", "type": "collection"}, "nothing that can be read"),
        ({"resourceType": "CapabilityStatement", "status": "active"}, "nothing that can be read"),
        (b.bundle(b.PERSON, {**b.PERSON, "id": "q"}, b.note()), "2 persons"),
        (b.bundle(b.PERSON, b.service(b.concept("", (b.CPT, "63047")))), "holds no record"),
        (b.bundle(b.PERSON, b.note()), "no requested procedure"),
        (b.bundle(b.PERSON, b.note(), b.service({}, subject=None)), "no requested procedure"),
    ],
)
def test_a_bundle_that_makes_no_case_gets_one_clear_word(tree: Any, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read(tmp_path, tree)
    assert said in str(error.value)


def test_check_takes_a_bundle_and_a_question_leads(tmp_path: Path) -> None:
    file = tmp_path / "bundle.json"
    file.write_text(json.dumps(b.pas()), encoding="utf-8")
    assert [x.code for x in load_any(file).case.request.lines] == ["22633", "22840"]
    loaded = load_any(file, "Is 63047 at L4-5 medically necessary?")
    assert [x.code for x in loaded.case.request.lines] == ["63047"]


def test_a_code_of_one_vertebra_takes_it_from_the_words_of_its_place(tmp_path: Path) -> None:
    asked = b.bundle(
        {
            "resourceType": "ServiceRequest",
            "id": "s",
            "status": "active",
            "intent": "order",
            "code": b.concept("", (b.CPT, "22514")),
            "bodySite": [b.concept("L1 vertebra")],
            **b.SUBJECT,
        },
        b.PERSON,
        b.note(),
    )
    assert [(v.code, v.levels) for v in read(tmp_path, asked).case.request.lines] == [("22514", ("L1",))]


def test_what_a_bundle_made_by_hand_leaves_out_or_writes_short_does_not_lose_it(tmp_path: Path) -> None:
    """A day for an instant, a time without a zone, no insurance, a text within the resource that refers to it."""
    text = {"resourceType": "Binary", "id": "t", "contentType": "text/plain", "data": b.attached(b.NOTE)["data"]}
    note = b.note(
        contained=[text],
        content=[{"attachment": {"contentType": "text/plain", "url": "#t"}}],
        date="2026-05-20",
        status=None,
    )
    report = b.report(effectiveDateTime="2026-04-11T09:30:00")
    made = read(
        tmp_path,
        b.bundle({**b.PERSON, "birthDate": "1962-07-14T00:00:00"}, note, report, b.claim(ITEM, insurance=None)),
    )
    assert [str(d.date) for d in made.case.documents] == ["2026-05-20", "2026-04-11"]
    assert made.case.patient.age == 63
    assert ("motor_deficit", "present", (), "left") in found(made)
    assert "this Claim lacks what FHIR R4 asks for (insurance)" in told(made)
