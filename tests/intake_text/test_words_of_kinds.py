"""Kinds of findings in the words of charts, reports and patients: each sentence with what it tells of the kind."""

import pytest

from .conftest import read

HEADS = {
    "note": "SPINE CLINIC NOTE\nDate: 03/02/2026\n\nCHIEF COMPLAINT: {0} spine, follow-up.\n\nHPI: ",
    "exam": "SPINE CLINIC NOTE\nDate: 03/02/2026\n\nCHIEF COMPLAINT: {0} spine, follow-up.\n\nEXAM: ",
    "plan": "SPINE CLINIC NOTE\nDate: 03/02/2026\n\nCHIEF COMPLAINT: {0} spine, follow-up.\n\nASSESSMENT AND PLAN: ",
    "mri": "MRI {0} SPINE\nDate of exam: 02/11/2026\n\nIMPRESSION:\n1. ",
    "xray": "X-RAY {0} SPINE, FLEXION EXTENSION\nDate of exam: 02/11/2026\n\nFINDINGS:\n",
    "emg": "EMG / NERVE CONDUCTION STUDY\nDate: 02/11/2026\n\nINTERPRETATION:\n",
    "lab": "LABORATORY REPORT\nDate: 02/11/2026\n\n",
    "letter": "LETTER OF THE PATIENT\nDate: 03/02/2026\n\nI ask for surgery on my lower back. ",
}


def told(place: str, text: str, kind: str, region: str = "lumbar") -> list[str]:
    """What a document tells of a kind: status if it is another than present, levels, side, structure, grade and number."""
    record = read(f"{HEADS[place].format(region)}{text}\n")
    facts = [(f.status, *f.levels, f.side, f.of, f.grade, f.number) for f in record.findings if f.kind == kind]
    facts += [(t.status, t.weeks) for t in record.treatments if t.kind == kind]
    return [" ".join(str(v) for v in fact if v not in ("present", "not_stated")) for fact in facts]


@pytest.mark.parametrize(
    ("place", "text", "kind", "facts"),
    [
        # Ligaments.
        ("mri", "Disruption of the posterior ligamentous complex at C5-6.", "ligament_instability", ["C5-6"]),
        ("xray", "Atlantoaxial subluxation.", "ligament_instability", ["C1-2"]),
        ("mri", "No ligamentous injury.", "ligament_instability", ["absent"]),
        ("mri", "Annular tear at L4-5, PLL intact.", "ligament_instability", []),
        # Disc, root and canal.
        ("mri", "L5-S1: protrusion contacts but does not compress the S1 root.", "root_compression", ["absent L5-S1"]),
        ("mri", "L5-S1: protrusion contacts but does not compress the S1 root.", "root_contact", ["L5-S1"]),
        ("mri", "L4-5: fragment pinching the right L5 root.", "root_compression", ["L4-5 right L5_root"]),
        ("mri", "L5-S1: compression of L5 and S1 roots.", "root_compression", ["L5-S1"]),
        ("mri", "L5-S1: it abuts the S1 root, not the L5 root.", "root_contact", ["L5-S1 S1_root"]),
        ("mri", "L3-4: no contact with the L4 root.", "root_contact", ["absent L3-4"]),
        ("mri", "L4-5: bulge without impingement of the exiting nerve.", "root_compression", ["absent L4-5"]),
        ("mri", "L2-3: no pinching of the traversing nerves.", "root_compression", ["absent L2-3"]),
        ("mri", "L4-5: the L5 root on the left is displaced and flattened.", "root_compression", ["L4-5 left L5_root"]),
        ("mri", "L4-5: the ventral thecal sac is indented.", "ungraded_narrowing", ["L4-5"]),
        ("mri", "L4-5: encroachment upon the left neural foramen.", "ungraded_narrowing", ["L4-5 left"]),
        ("mri", "Epidural phlegmon at L3.", "spinal_infection", ["L3"]),
        # Motion and curves.
        ("xray", "Dynamic views: L5-S1 4.6 mm of motion.", "translation", ["L5-S1 4.6"]),
        ("xray", "C4-5 subluxation of 3.5 mm on flexion.", "translation", ["C4-5 3.5"]),
        ("xray", "Grade 1 spondylolisthesis, fixed between flexion and extension.", "dynamic_instability", ["absent"]),
        ("xray", "Thoracic curve 62 degrees, lumbar curve 48 degrees.", "cobb_angle", ["62.0", "48.0"]),
        ("xray", "Curve progressed from 30 to 42 degrees.", "cobb_angle", ["42.0"]),
        ("xray", "Kyphotic angulation L1 of 25 degrees.", "kyphosis_angle", ["25.0"]),
        ("xray", "5 mm slippage of L4 over L5.", "spondylolisthesis", ["L4-5"]),
        # Implants.
        ("mri", "Interbody cage retropulsed 6 mm at L4-5.", "hardware_malposition", ["L4-5"]),
        ("mri", "Hardware in satisfactory position.", "hardware_malposition", ["absent"]),
        ("letter", "One of my screws snapped.", "hardware_failure", [""]),
        ("plan", "Painful hardware over a healed fusion.", "hardware_pain", [""]),
        ("plan", "The battery of her stimulator is depleted.", "stimulator_failure", [""]),
        # Tests and measures.
        ("emg", "No electrophysiologic evidence of lumbosacral radiculopathy.", "emg_root_involvement", ["absent"]),
        ("emg", "Chronic left S1 radiculopathy, no active denervation.", "emg_root_involvement", ["left S1_root"]),
        ("exam", "Sacroiliac provocation: 4/5 positive R.", "si_provocation_tests", ["right 4.0"]),
        ("lab", "Nicotine metabolite screen positive, 210 ng/ml.", "nicotine_test", ["210.0"]),
        ("note", "Neck Disability Index score of 23/50 (46%).", "disability_index", ["46.0"]),
        ("plan", "Psych: evaluation done - cleared.", "psychological_clearance", [""]),
        (
            "plan",
            "Seen by Dr. Quill, PsyD; she found no misuse, and considers him a suitable candidate.",
            "psychological_clearance",
            [""],
        ),
        (
            "plan",
            "Seen by a psychologist; he found no bar and regards her as a good candidate.",
            "psychological_clearance",
            [""],
        ),
        (
            "plan",
            "Seen by Dr. Quill, PsyD; she does not consider him a suitable candidate.",
            "psychological_clearance",
            [],
        ),
        ("plan", "Psych: evaluation done - not cleared.", "psychological_clearance", ["absent"]),
        # Patients.
        ("letter", "My legs have been hurting for about two years now.", "symptom_weeks", ["104.4"]),
        ("letter", "My pain is an 8 most days.", "pain_score", ["8.0"]),
        ("letter", "I have to sit down after five minutes of walking because both legs ache.", "claudication", [""]),
        ("letter", "I had my L5-S1 disc removed in 2017.", "prior_decompression", ["L5-S1"]),
        ("letter", "I wet myself last week.", "bladder_bowel_loss", [""]),
        ("letter", "They burned the nerves last spring.", "radiofrequency", [""]),
        ("xray", "6 mm anterolisthesis L4-5 in flexion reducing to 2 mm in extension.", "translation", ["L4-5 4.0"]),
        ("mri", "C5-6 fusion appears incomplete.", "pseudarthrosis", ["C5-6"]),
        ("note", "RFA in 2024 gave 12 months of 80% relief.", "ablation_relief_weeks", ["52.1"]),
        ("mri", "Acute on chronic compression fracture of T11.", "vertebral_fracture", ["T11"]),
        ("xray", "L4-5 solidly fused, L5-S1 is not fused.", "solid_fusion", ["L4-5", "absent L5-S1"]),
        ("xray", "Failure to achieve solid fusion at L4-5.", "solid_fusion", []),
        ("xray", "Failure to achieve solid fusion at L4-5.", "pseudarthrosis", ["L4-5"]),
        ("xray", "The L4-5 graft falls short of a solid fusion.", "solid_fusion", []),
        ("xray", "Solid fusion at L4-5 cannot be confirmed.", "solid_fusion", ["uncertain L4-5"]),
        ("xray", "Progressing toward solid fusion at L4-5.", "pseudarthrosis", []),
        ("exam", "4 of 5 SI maneuvers reproduce her pain on the right.", "si_provocation_tests", ["4.0"]),
        ("plan", "Rapidly progressing paraparesis.", "progressive_deficit", [""]),
        ("emg", "Sensorimotor polyneuropathy. No superimposed radiculopathy.", "emg_root_involvement", ["absent"]),
        # A length of time behind two drugs.
        ("note", "Tizanidine and meloxicam x 8 weeks.", "muscle_relaxant", ["8.0"]),
        ("note", "Took Celebrex and Lyrica for the past four months.", "nsaid", ["17.4"]),
        ("note", "Naproxen, gabapentin x 10 weeks.", "nsaid", [""]),
        ("note", "PT 2x/week and home exercises for 6 weeks.", "physical_therapy", [""]),
    ],
)
def test_what_is_told_of_a_kind(place: str, text: str, kind: str, facts: list[str]) -> None:
    assert told(place, text, kind) == facts
