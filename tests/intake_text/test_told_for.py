"""The result of one paper that another tells, and a clearance that was not given."""

import pytest

from .conftest import findings

OWN = "PRE-IMPLANT PSYCHOLOGICAL EVALUATION\nDate: 04/15/2026"
CLEARED = "psychological_clearance"


def statuses(text: str, kind: str, title: str = "Office note") -> list[str]:
    return [f.get("status", "present") for f in findings(text, title) if f["kind"] == kind]


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("Psychological clearance for neuromodulation is NOT given.", ["absent"]),
        ("Psychological clearance for the stimulator cannot be granted.", ["absent"]),
        ("Psychological clearance for implantation was withheld.", ["absent"]),
        ("I do not recommend clearance for implantation.", ["absent"]),
        ("He is not cleared.", ["absent"]),
        ("He can be cleared for SCS once his depression has been treated.", ["uncertain"]),
        ("Will be cleared after six sessions.", ["uncertain"]),
        ("Psychological clearance is hereby given.", ["present"]),
        ("Patient is cleared.", ["present"]),
        ("Her rash has cleared.", []),
    ],
)
def test_a_clearance_counts_as_it_was_given_or_not(told: str, wanted: list[str]) -> None:
    assert statuses(told, CLEARED, OWN) == wanted


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (
            "Psychology: evaluation by Dr. L. Ferris, PhD, 09/08/2026. No contraindication; she may proceed.",
            ["present"],
        ),
        ("Psychological evaluation 09/08/2026 (Dr. Ferris). Cleared for implantation.", ["present"]),
        ("Psychological evaluation 09/08/2026. Not cleared.", ["absent"]),
        ("Psych: evaluation done - cleared", ["present"]),
        ("Psychological evaluation pending. Cleared for surgery.", []),
        ("Psychological evaluation done. Cleared for surgery by cardiology.", []),
        ("Psych: not seen. No contraindications.", []),
        ("Cardiology: no contraindication, cleared for surgery.", []),
    ],
)
def test_a_note_tells_the_result_of_the_paper_that_its_label_or_last_sentence_names(
    told: str, wanted: list[str]
) -> None:
    assert statuses(f"Conservative treatment:\n\n{told}", CLEARED) == wanted


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("He is using fentanyl obtained on the street.", ["present"]),
        ("Uses cocaine on weekends.", ["present"]),
        ("Contraindicated until depression and opioid use disorder are treated.", ["present"]),
        ("Denies using cocaine or heroin.", ["absent"]),
        ("Opioid use disorder, in remission for 4 years.", ["absent"]),
    ],
)
def test_drugs_of_the_street_are_a_disorder_without_treatment(told: str, wanted: list[str]) -> None:
    assert statuses(told, "untreated_substance_use", OWN) == wanted
