"""A determination that comes as it was printed: pages, broken lines, parted words, columns."""

from assistant.guard.laid_out import from_print
from assistant.intake.pdf import read_pdf
from assistant.render.pdf import render_pdf

from .test_own_words import CASES, USED, case, judged

PAGES = """North Review Group    Confidential

Review of the request

The report of the scan reads moderate narrowing on the left side, and the clinic note of the same week tells
of numbness in the hand; both were read in full before this was written and signed by the reviewer on duty at
the office.
\u2022 The examination shows a weak biceps, and the reflex is dimin-
ished on that side [R1].

Item    Level    Answer
Narrowing    C5-6    met
North Review Group    Confidential
continues here with a sentence that the page parted, and it ends with a citation that stands in a line of its
[R2].
Page 2 of 2"""


def test_a_printed_page_is_put_together() -> None:
    lines = PAGES.split("\n")
    text = from_print(PAGES, (1, 1 + lines.index("North Review Group    Confidential", 1)))
    parts = text.split("\n\n")
    assert parts[0] == "## Review of the request"
    assert parts[1].endswith("by the reviewer on duty at the office.")
    assert parts[2] == "- The examination shows a weak biceps, and the reflex is diminished on that side [R1]."
    assert parts[3:5] == ["| Item | Level | Answer |", "- Narrowing, C5-6, met."]
    assert parts[5].endswith("a line of its [R2].")
    assert "Confidential" not in text
    assert "Page 2" not in text


def test_the_program_s_own_pdf_passes_when_it_is_read_back() -> None:
    from assistant.api import draft

    name = "laminoplasty-kyphosis"
    assert (CASES / f"{name}.yaml").is_file()
    made = draft(case(name).case, pack=case(name).pack, settings=USED, search=False, policy_set="general")
    source, _ = read_pdf("x.pdf", render_pdf(made), lambda step: None)
    found = judged(from_print(source.text, source.pages), name)
    assert [(j.statement.text, [v.code for v in j.violations]) for j in found.failing] == []
    assert not found.document
    wrong = judged(from_print(source.text.replace("C3 to C6", "C3 to C7"), source.pages), name)
    assert wrong.failing
