"""A stranger's packets in which what would count is of the other side: the outcome, and the words that say so."""

import pytest

from assistant import draft
from assistant.check import check
from assistant.intake.text import Source, read_case
from assistant.pack import load_pack

CHART = """OFFICE NOTE 11/02/2026
C. R., 47 F. Left SI joint pain below L5 for 14 months, 7/10. Never used tobacco.
Exam: on the left FABER, thigh thrust, Gaenslen and compression positive. No inflammatory arthropathy. No fibromyalgia.
Supervised PT 12/01/2025 to 06/26/2026, 42 visits, failed. SI joint injections (80 % relief)."""
BLOCK = """PROCEDURE NOTE   2026-08-18
Procedure: Fluoroscopically guided RIGHT sacroiliac joint injection, bupivacaine
Indication: SI joint pain
Pain before 7/10, 30 min after 1/10 (86 % relief)."""
LEG = """OFFICE NOTE 10/28/2026
9 weeks of left leg pain to the great toe, 8/10. Cannot sit at work. Left EHL 4/5, left SLR positive.
PT 09/08/2026-10/23/2026 12 visits in person, no improvement. Diclofenac since 09/02/2026 no relief."""
MRI = """MRI LUMBAR SPINE 10/12/2026
L4-5: Right paracentral extrusion with compression of the right L5 root."""


@pytest.mark.parametrize(
    ("papers", "question", "outcome", "quote"),
    [
        ((CHART, BLOCK), "Is left SI joint fusion 27279 medically necessary?", "undetermined", "86 % relief"),
        (
            (LEG, MRI),
            "NIA: Is left L4-5 discectomy 63030 medically necessary?",
            "undetermined",
            "L4-5: Right paracentral extrusion",
        ),
    ],
)
def test_what_is_of_the_other_side_decides_nothing_and_is_told_so(
    papers: tuple[str, ...], question: str, outcome: str, quote: str
) -> None:
    pack = load_pack()
    sources = [Source(f"{n}.txt", text) for n, text in enumerate(papers)]
    case = read_case(sources, pack, question, id="x").case
    policy_set = "nia" if question.startswith("NIA") else "general"
    assert check(case, pack, policy_set=policy_set).overall == outcome
    made = draft(case, policy_set=policy_set, search=False)
    told = [s.text for section in made.sections for block in section.blocks for s in block.statements]
    assert any(quote in text and "this is on the right, and the request is for the left" in text for text in told)
