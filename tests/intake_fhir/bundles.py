"""Synthetic bundles, written by hand after the public examples of Da Vinci PAS and US Core."""

import base64
from typing import Any

Json = dict[str, Any]
CPT = "http://www.ama-assn.org/go/cpt"
ICD = "http://hl7.org/fhir/sid/icd-10-cm"
SCT = "http://snomed.info/sct"
LOINC = "http://loinc.org"
PLACE = "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set"
PERSON: Json = {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1962-07-14"}
SUBJECT = {"subject": {"reference": "Patient/p"}}
NOTE = """Spine clinic note
Date: 05/20/2026

HPI: Left leg pain for 8 months. No weakness. Physical therapy 12 visits from 01/05/2026 to 03/02/2026 without relief.
EXAM: Left EHL 4/5. Straight leg raise positive on the left.
"""
MRI = """FINDINGS: L4-5: grade 1 anterolisthesis. Severe central canal stenosis and moderate left foraminal stenosis.
L5-S1: mild facet arthropathy."""


def concept(text: str = "", *codings: tuple[str, str]) -> Json:
    made: Json = {"text": text} if text else {}
    if codings:
        made["coding"] = [{"system": s, "code": c} for s, c in codings]
    return made


def attached(text: str | bytes, kind: str = "text/plain") -> Json:
    data = text.encode() if isinstance(text, str) else text
    return {"contentType": kind, "data": base64.b64encode(data).decode()}


def note(text: str | bytes = NOTE, kind: str = "text/plain", **fields: Any) -> Json:
    made = {
        "resourceType": "DocumentReference",
        "id": "note",
        "status": "current",
        "content": [{"attachment": attached(text, kind)}],
    }
    return {**made, "type": concept("Progress note", (LOINC, "11506-3")), **SUBJECT, **fields}


def report(text: str = MRI, **fields: Any) -> Json:
    made = {
        "resourceType": "DiagnosticReport",
        "id": "mri",
        "status": "final",
        "code": concept("MRI lumbar spine without contrast"),
    }
    return {**made, "effectiveDateTime": "2026-04-11T09:30:00Z", "presentedForm": [attached(text)], **SUBJECT, **fields}


def bundle(*resources: Json, kind: str = "collection") -> Json:
    entries = [
        {"fullUrl": f"https://example.org/fhir/{r['resourceType']}/{r.get('id', n)}", "resource": r}
        for n, r in enumerate(resources)
    ]
    return {"resourceType": "Bundle", "type": kind, "entry": entries}


def service(code: Json, **fields: Any) -> Json:
    made = {
        "resourceType": "ServiceRequest",
        "id": "sr",
        "status": "active",
        "intent": "order",
        "authoredOn": "2026-06-01",
        "code": code,
    }
    return {**made, **SUBJECT, **fields}


def condition(code: Json, **fields: Any) -> Json:
    state = {
        "coding": [
            {
                "system": "http://terminology.hl7.org/CodeSystem/condition-clinical",
                "code": fields.pop("clinical", "active"),
            }
        ]
    }
    sure = {
        "coding": [
            {
                "system": "http://terminology.hl7.org/CodeSystem/condition-ver-status",
                "code": fields.pop("verified", "confirmed"),
            }
        ]
    }
    made = {
        "resourceType": "Condition",
        "code": code,
        "clinicalStatus": state,
        "verificationStatus": sure,
        "recordedDate": "2026-05-20",
    }
    return {**made, **SUBJECT, **fields}


def claim(*items: Json, **fields: Any) -> Json:
    made = {
        "resourceType": "Claim",
        "id": "claim",
        "status": "active",
        "use": "preauthorization",
        "type": concept("", ("http://terminology.hl7.org/CodeSystem/claim-type", "professional")),
        "patient": {"reference": "Patient/p"},
        "created": "2026-06-02T11:01:00+05:00",
        "provider": {"reference": "Organization/o"},
        "priority": concept("", ("http://terminology.hl7.org/CodeSystem/processpriority", "normal")),
        "insurance": [{"sequence": 1, "focal": True, "coverage": {"reference": "Coverage/c"}}],
        "item": [{"sequence": n, **item} for n, item in enumerate(items, 1)],
    }
    return {**made, **fields}


def visits(code: str, *days: str) -> list[Json]:
    shared = {
        "resourceType": "Procedure",
        "status": "completed",
        "code": concept("Physical therapy visit", (CPT, code)),
        **SUBJECT,
    }
    return [{**shared, "performedDateTime": day} for day in days]


def observation(code: Json, **fields: Any) -> Json:
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": code,
        "effectiveDateTime": "2026-05-02",
        **SUBJECT,
        **fields,
    }


def procedure(code: Json, **fields: Any) -> Json:
    return {"resourceType": "Procedure", "status": "completed", "code": code, **SUBJECT, **fields}


def pas() -> Json:
    """A preauthorization after the Da Vinci profile: a claim whose item names a service request, with note and report behind."""
    address = "http://hl7.org/fhir/us/davinci-pas/StructureDefinition/extension-requestedService"
    place = concept("", (PLACE, "21"))
    first = {"extension": [{"url": address, "valueReference": {"reference": "ServiceRequest/sr"}}]}
    info = {"sequence": 1, "category": concept("info"), "valueReference": {"reference": "DocumentReference/note"}}
    second = {"modifier": [concept("", ("", "50"))]}
    return bundle(
        claim(
            {"productOrService": concept("", (CPT, "22633")), "locationCodeableConcept": place, **first},
            {"productOrService": concept("", (CPT, "22840")), "locationCodeableConcept": place, **second},
            diagnosis=[{"sequence": 1, "diagnosisCodeableConcept": concept("", (ICD, "M43.16"))}],
            supportingInfo=[info],
        ),
        service(
            concept("", (CPT, "22633")),
            bodySite=[concept("", (SCT, "84020006"))],
            note=[{"text": "Inpatient for 2 days."}],
        ),
        PERSON,
        {"resourceType": "Organization", "id": "o", "name": "Clinic"},
        note(),
        report(),
    )
