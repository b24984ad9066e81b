"""What charts tell of the person: nicotine, illness, other sources of the symptoms, drugs, and what he wishes."""

import pytest

from .test_words_of_kinds import told


@pytest.mark.parametrize(
    ("place", "text", "kind", "facts"),
    [
        # A test that was not done says nothing of use.
        ("note", "No nicotine test on file.", "nicotine_use", []),
        ("note", "No tobacco screening documented.", "nicotine_use", []),
        ("note", "No nicotine.", "nicotine_use", ["absent"]),
        ("note", "Patients who smoke are asked to stop six weeks before fusion.", "nicotine_use", []),
        ("note", "He has not smoked since 2008.", "nicotine_use", ["absent"]),
        ("note", "I have never touched a cigarette in my life.", "nicotine_use", ["absent"]),
        ("note", "He has cut down to four cigarettes daily.", "nicotine_use", [""]),
        ("note", "Smokes about half a pack per day.", "nicotine_use", [""]),
        ("note", "Tobacco use disorder, in remission since 2015.", "nicotine_use", ["absent"]),
        ("lab", "The cotinine of 245 confirms active use.", "nicotine_test", ["245.0"]),
        # A number says itself what was found, whatever is denied before it.
        ("note", "Denies diabetes, BMI 31.", "body_mass_index", ["31.0"]),
        ("note", "No diabetes, A1c 5.4.", "hba1c", ["5.4"]),
        ("note", "Without diabetes (A1c 5.3).", "hba1c", ["5.3"]),
        ("note", "Her most recent hemoglobin A1c, drawn 10/2/2026, was 6.9%.", "hba1c", ["6.9"]),
        ("note", "Risk factors: diabetes, BMI 40.", "body_mass_index", ["40.0"]),
        ("note", "Risk factors for nonunion: smoker 1 ppd.", "nicotine_use", [""]),
        # A further thing beside one that is denied is no other place.
        ("note", "No diabetes or other endocrine disease.", "diabetes", ["absent"]),
        ("note", "No rheumatoid arthritis or other inflammatory arthropathy.", "inflammatory_arthropathy", ["absent"]),
        ("mri", "No stenosis at any other level.", "stenosis", []),
        # What is awaited behind a comma is another thing.
        ("note", "Smoker, cotinine pending.", "nicotine_use", [""]),
        ("note", "Quit smoking 2 wks ago, cotinine pending.", "former_nicotine_use", [""]),
        ("note", "Severe right hip osteoarthritis, replacement planned.", "competing_source", ["right hip_pathology"]),
        ("note", "Psych clearance, cotinine pending.", "psychological_clearance", []),
        ("note", "Psychological clearance has not been obtained.", "psychological_clearance", []),
        ("note", "Psychological clearance is missing.", "psychological_clearance", ["uncertain"]),
        ("note", "Psychological clearance was not submitted.", "psychological_clearance", []),
        ("note", "Psychological clearance was obtained 6/2/26.", "psychological_clearance", [""]),
        # A label says nothing beside what denies it.
        ("note", "Osteoporosis: DEXA normal.", "osteoporosis", ["absent"]),
        ("note", "Former tobacco user.", "nicotine_use", ["absent"]),
        ("note", "TOBACCO: NEVER", "nicotine_use", ["absent"]),
        ("note", "SMOKING STATUS: NEVER", "nicotine_use", ["absent"]),
        ("note", "Former tobacco user, now smoking again.", "nicotine_use", [""]),
        ("note", "He denies current use of tobacco, alcohol, or illicit drugs.", "nicotine_use", ["absent"]),
        ("note", "He denies current use of tobacco, alcohol, or illicit drugs.", "untreated_substance_use", ["absent"]),
        ("note", "She has a positive cotinine.", "nicotine_test", [""]),
        # Other sources.
        (
            "note",
            "EMG: bilateral carpal tunnel syndrome, no radiculopathy.",
            "competing_source",
            ["bilateral carpal_tunnel"],
        ),
        ("note", "Moderate osteoarthritis of the left hip on x-ray.", "competing_source", ["left hip_pathology"]),
        ("note", "Hip pathology was excluded.", "competing_source", ["absent hip_pathology"]),
        ("note", "Hip pathology was not excluded.", "competing_source", []),
        ("note", "Hip MRI negative.", "competing_source", ["absent hip_pathology"]),
        ("note", "Right calf claudication from PAD.", "competing_source", ["right vascular_claudication"]),
        ("note", "Right calf claudication from PAD.", "claudication", []),
        ("note", "USES A HEATING PAD.", "competing_source", []),
        ("note", "Alternative pain generators were considered and ruled out.", "other_sources_excluded", [""]),
        ("note", "It is unclear whether other sources were excluded.", "other_sources_excluded", ["uncertain"]),
        # What is over.
        ("note", "He is no longer on Coumadin.", "anticoagulant", ["absent"]),
        ("note", "She was on Xarelto until 2023.", "anticoagulant", ["absent"]),
        ("note", "Eliquis was stopped 3 days before the injection.", "anticoagulant", [""]),
        ("note", "Discitis in 2021, fully treated.", "spinal_infection", ["absent"]),
        ("note", "Discitis in 2026, not resolved.", "spinal_infection", [""]),
        ("note", "Opioid use disorder in remission for six years.", "untreated_substance_use", ["absent"]),
        # A record that does not speak of something says nothing of it.
        ("note", "The provider did not document tobacco use or cessation.", "nicotine_use", []),
        ("note", "The records do not address nicotine use.", "nicotine_use", []),
        ("note", "Dr. Smith did not comment on osteoporosis.", "osteoporosis", []),
        ("note", "The clinical note fails to mention weakness.", "weakness_symptom", []),
        ("note", "The records do not describe radicular pain.", "radicular_pain", []),
        ("note", "He does not report radicular pain.", "radicular_pain", ["absent"]),
        ("note", "The member does not report diabetes.", "diabetes", ["absent"]),
        ("note", "The chart does not report diabetes.", "diabetes", []),
        # What has to be so first.
        ("note", "Once other sources of pain are excluded, proceed.", "other_sources_excluded", []),
        ("note", "Other sources of pain have been excluded.", "other_sources_excluded", [""]),
        ("note", "He previously smoked one pack a day.", "nicotine_use", ["absent"]),
        ("note", "He has smoked a pack a day for 30 years.", "nicotine_use", [""]),
        ("note", "2 ice packs per day help.", "nicotine_use", []),
        # The denial within a name denies nothing behind it.
        ("note", "Never smoker with diabetes.", "diabetes", [""]),
        ("note", "Nonsmoker (never).", "nicotine_use", ["absent"]),
        ("note", "Tobacco: none (never).", "nicotine_use", ["absent"]),
        ("note", "She has never used smokeless tobacco.", "nicotine_use", []),
        ("note", "Quit smoking in January 2014.", "former_nicotine_use", []),
        ("note", "She must be nicotine free for six weeks before surgery.", "former_nicotine_use", []),
        ("note", "Tobacco: cigarettes, 0.5 packs/day.", "nicotine_use", [""]),
        (
            "note",
            "Carpal tunnel syndrome and hip arthritis were all excluded.",
            "competing_source",
            ["absent carpal_tunnel", "absent hip_pathology"],
        ),
        ("note", "Hip osteoarthritis was considered and excluded.", "competing_source", ["absent hip_pathology"]),
        (
            "note",
            "Psychological clearance deferred until depression is treated.",
            "psychological_clearance",
            ["uncertain"],
        ),
        ("note", "Psych evaluation by Dr. Hall, who recommends proceeding.", "psychological_clearance", [""]),
        # What the person wishes.
        ("plan", "Dr. Smith would like to proceed with fusion.", "surgery_agreed", []),
        ("plan", "He would like to proceed with fusion if injections fail.", "surgery_agreed", []),
        ("plan", "She met with the surgeon and wants to proceed.", "surgery_agreed", [""]),
        ("plan", "He would like to proceed with L4-5 fusion as soon as possible.", "surgery_agreed", [""]),
        ("plan", "He does not want any operation.", "surgery_declined", [""]),
        ("plan", "After a long discussion she decided against surgery.", "surgery_declined", [""]),
        ("plan", "She signed the consent form for L4-5 fusion today.", "surgery_agreed", [""]),
        ("plan", "He signed a consent for the injection.", "surgery_agreed", []),
        ("plan", "He will stay two nights in the hospital.", "expected_stay", ["2.0"]),
    ],
)
def test_what_is_told_of_the_person(place: str, text: str, kind: str, facts: list[str]) -> None:
    assert told(place, text, kind) == facts
