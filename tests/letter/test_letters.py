"""Letters: which one fits, that each sentence is proved and taken from the determination, and what is left to a person."""

import re
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from assistant.api import Composed, compose_case, draft, letter
from assistant.errors import InputError
from assistant.evaluate.written import school_grade
from assistant.guard import check_statement
from assistant.intake import load_case
from assistant.model.document import Determination, OutcomeRef, Statement
from assistant.model.letter import Letter
from assistant.pack import load_pack
from assistant.pack.letters import letter_rules
from assistant.render import letter_docx, letter_markdown, letter_pdf
from assistant.settings import Settings

CASES = {p.stem: p for p in sorted((Path(__file__).parents[2] / "evals" / "cases").glob("*.yaml"))}
STAGED, REVISION, EXPLORATION = (
    "cervical-staged-revision",
    "lumbar-hardware-removal-revision",
    "cervical-fusion-exploration",
)
LONG = "lumbar-t12-s2-fusion"
FITTING = {
    STAGED: {"request-information", "adverse", "peer-to-peer", "patient"},
    LONG: {"request-information", "adverse", "peer-to-peer", "patient"},
    EXPLORATION: {"adverse", "peer-to-peer", "patient"},
    REVISION: {"approval", "patient"},
}
KINDS = [kind.id for kind in letter_rules(load_pack()).kinds]
PAIRS = [(case, kind) for case in FITTING for kind in KINDS]


@cache
def determination(case: str) -> Determination:
    return draft(load_case(CASES[case]).case, settings=Settings(), search=False, model="composer")


@cache
def composed(case: str) -> Composed:
    return compose_case(load_case(CASES[case]).case, search=False, settings=Settings())


@cache
def written(case: str, kind: str) -> Letter:
    return letter(determination(case), kind, search=False, settings=Settings())


def statements(made: Letter) -> list[Statement]:
    return [s for part in made.parts for block in part.blocks for s in block.statements]


@pytest.mark.parametrize(("case", "kind"), PAIRS)
def test_a_letter_is_made_only_where_it_fits(case: str, kind: str) -> None:
    if kind in FITTING[case]:
        assert statements(written(case, kind)) or kind == "request-information"
    else:
        with pytest.raises(InputError, match="does not fit") as error:
            written(case, kind)
        assert all(fitting in str(error.value) for fitting in FITTING[case])


@pytest.mark.parametrize(("case", "kind"), [p for p in PAIRS if p[1] in FITTING[p[0]]])
def test_every_statement_is_proved_and_cited(case: str, kind: str) -> None:
    made, ground = written(case, kind), composed(case).ground
    assert not [v for s in statements(made) for v in check_statement(s, ground)]
    listed = {ref for r in made.references for ref in r.passages}
    assert {ref for s in statements(made) for ref in s.facts()} <= listed
    assert {d for s in statements(made) for d in s.documents()} <= {r.document for r in made.record}
    text = letter_markdown(made)
    assert "[[" not in text
    assert "Draft, not sent" in text
    assert "To be filled in" in text, "somebody signs it"


def test_an_adverse_letter_holds_what_published_rules_ask_for() -> None:
    made = written(STAGED, "adverse")
    assert made.duties
    assert all(duty.parts and duty.sources for duty in made.duties)
    numbers = {r.number for r in made.references}
    assert all(set(duty.sources) <= numbers for duty in made.duties)
    told = " ".join(s.words() for s in statements(made))
    for line in determination(STAGED).outcome.lines:
        assert line.code in told


def test_an_adverse_letter_does_not_argue_with_the_rules_of_others() -> None:
    assert all(
        s.type != "evidence" and s.basis.policy_set == "not_stated"
        for p in written(STAGED, "adverse").parts
        if p.id == "criteria"
        for b in p.blocks
        for s in b.statements
    )


def test_a_request_for_information_decides_nothing() -> None:
    made = written(STAGED, "request-information")
    assert all(
        "not necessary" not in s.words() or "undetermined" in s.words()
        for s in statements(made)
        if s.type == "application"
    )
    assert any(block.form == "steps" for part in made.parts for block in part.blocks)


@pytest.mark.parametrize("case", [STAGED, EXPLORATION])
def test_a_brief_asks_three_questions(case: str) -> None:
    """Also where the findings on record leave no document to ask for."""
    (part,) = [p for p in written(case, "peer-to-peer").parts if p.id == "questions"]
    assert (part.blocks[0].form, len(part.blocks[0].statements)) == ("steps", 3)


@pytest.mark.parametrize("case", FITTING)
def test_the_patients_letter_is_easy_to_read(case: str) -> None:
    """Flesch-Kincaid, names of procedures left out: they are those of the request."""
    made = written(case, "patient")
    sentences = [*(text for part in made.parts for text in part.frame), *(s.text for s in statements(made))]
    grade = school_grade(sentences)
    assert grade is not None
    assert grade <= 8


def test_the_patients_letter_tells_levels_apart() -> None:
    told = [s.words() for s in statements(written(LONG, "patient"))]
    assert any("T12-L3" in t and "does not meet the rules" in t for t in told)
    assert any("L3-S1" in t and "cannot be decided yet" in t for t in told)


def test_a_further_segment_is_told_in_the_words_of_its_region() -> None:
    """One code serves every region; its own family is that of one of them."""
    told = letter_markdown(written(STAGED, "patient"))
    assert "further segment, C6-7, bilateral: surgery from the back of the neck" in told
    assert "low back" not in told


def test_the_patients_letter_calls_open_what_nothing_speaks_against() -> None:
    case = load_case(CASES["cervical-foraminotomy-undated-care"]).case
    made = draft(case, settings=Settings(), search=False, model="composer")
    assert (made.outcome.overall, made.outcome.determination) == ("undetermined", "not_necessary")
    told = letter_markdown(letter(made, "patient", search=False, settings=Settings()))
    assert "The request cannot be decided yet." in told
    assert "does not meet the rules" not in told


def test_a_determination_that_was_changed_is_refused() -> None:
    made = determination(REVISION)
    lead = (made.lead[0], made.lead[1].model_copy(update={"text": "Removal at L3-4 is necessary."}), *made.lead[2:])
    with pytest.raises(InputError, match="not proved"):
        letter(made.model_copy(update={"lead": lead}), "approval", search=False, settings=Settings())


@pytest.mark.parametrize("kind", ["adverse", "patient"])
def test_word_and_pdf_say_what_the_markdown_says(kind: str) -> None:
    made = written(STAGED, kind)
    docx = Document(BytesIO(letter_docx(made)))
    words = " ".join(p.text for p in docx.paragraphs)
    page = " ".join(page.extract_text() for page in PdfReader(BytesIO(letter_pdf(made))).pages)
    squeezed = re.sub(r"[\s\u00ad\u2010-]+", "", page)
    for text in (*(t for part in made.parts for t in (part.title, *part.frame)), *made.request, *made.head):
        assert text in words
        assert re.sub(r"[\s\u00ad\u2010-]+", "", text) in squeezed
    for statement in statements(made):
        first = statement.words().split("[[")[0].split(". ")[0][:60]
        assert first.split("[")[0].strip()[:40] in words
    assert letter_docx(made) == letter_docx(made)
    assert letter_pdf(made) == letter_pdf(made)


def test_no_such_letter() -> None:
    with pytest.raises(InputError, match="peer-to-peer"):
        written(STAGED, "postcard")


def test_every_rule_of_the_file_rests_on_the_corpus() -> None:
    pack = load_pack()
    for duty in letter_rules(pack).duties:
        assert [pack.fact(ref) for ref in duty.grounds]


@pytest.mark.parametrize("kind", ["adverse", "peer-to-peer", "patient"])
def test_a_request_of_one_side_in_every_form(kind: str) -> None:
    """What is cited is listed, the side stands beside the procedure, and a talk between physicians has its question."""
    made = written("si-fusion-single-block", kind)
    *lines, care = made.request
    assert lines
    assert all(", left" in line for line in lines)
    assert "care" in care
    assert any(char.isdigit() for char in " ".join(made.request)) == (kind != "patient"), "a patient is told no codes"
    listed = {r.document for r in made.record} if any(p.id == "record" for p in made.parts) else set()
    assert {d for s in statements(made) for d in s.documents()} <= listed
    text = letter_markdown(made)
    assert all(text.index(r.title) > text.index("For the sender") for r in made.rules)  # taken off with the list
    assert letter_pdf(made).startswith(b"%PDF")
    assert Document(BytesIO(letter_docx(made))).paragraphs
    if kind == "peer-to-peer":
        assert "at least 75% relief" in letter_markdown(made)


@pytest.mark.parametrize("kind", ["adverse", "patient"])
def test_procedures_that_stand_with_a_level_of_care_that_does_not_have_their_letters(kind: str) -> None:
    text = letter_markdown(written("lumbar-fusion-spondylolisthesis", kind))
    assert "Inpatient care" in text
    if kind == "patient":
        assert "The request meets the rules in part." in text
        assert "A note that tells why you need to stay in the hospital." in text
    with pytest.raises(InputError, match="does not fit"):
        written("lumbar-fusion-spondylolisthesis", "approval")


def test_a_patient_is_told_what_the_papers_support_instead_and_where_papers_change_nothing() -> None:
    told = letter_markdown(written("si-fusion-both-sides", "patient"))
    assert "The papers support surgery that joins the spine and the hip bone, right side alone." in told
    staged = [s.words() for s in statements(written(STAGED, "patient"))]
    assert any("papers alone would not change this" in t and "C3-4" in t for t in staged)


def test_two_test_shots_into_a_joint_are_told_as_such() -> None:
    told = letter_markdown(written("si-fusion-single-block", "patient"))
    assert "What falls short: how much two test shots into the joint eased the pain." in told
    assert "where the pain comes from" not in told


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("stimulator-trial-no-psychology", "For a device near the spine, papers alone would not change this."),
        (
            "stimulator-trial-no-psychology",
            "The report. What was sent so far points the other way, so only something new could change this",
        ),
    ],
)
def test_the_guard_holds_fixed_sentences_of_a_patient_to_the_outcome(case: str, sentence: str) -> None:
    made = composed(case)
    keys = ["general/spinal-cord-stimulation-lead:psychological-evaluation"]
    line = OutcomeRef(part="line", line="a")
    statement = made.context.statement("recommendation", sentence, criteria=keys, outcomes=[line])
    assert "verdict-contradiction" in {v.code for v in check_statement(statement, made.ground)}


def test_a_patient_is_told_which_test_is_missing() -> None:
    told = letter_markdown(written("stimulator-trial-no-psychology", "patient"))
    assert "The report of a mental health check." in told
    assert "risks that must be checked" not in told


def test_the_sender_of_an_adverse_letter_is_shown_the_public_time_limits_by_plan() -> None:
    made = written(STAGED, "adverse")
    text = letter_markdown(made)
    assert len({limit.plan for limit in made.limits}) == len(made.limits) > 1
    assert all(limit.sources for limit in made.limits)
    assert text.index("180 days") > text.index("For the sender")
    assert written(STAGED, "peer-to-peer").limits == ()


def test_what_was_read_besides_stands_with_the_record() -> None:
    (part,) = [p for p in written("vertebral-augmentation-l1", "approval").parts if p.id == "record"]
    assert "On file as well" in " ".join(s.words() for b in part.blocks for s in b.statements)


def test_words_for_a_criterion_are_words_for_one_that_there_is() -> None:
    pack = load_pack()
    sets = [pack.policy_set(id, date(2026, 11, 1)) for id in pack.policy_set_ids()]
    labels = {(c.family, c.label) for s in sets for c in (*s.common, *(c for p in s.policies for c in p.criteria))}
    assert {(f.id, label) for f in pack.vocabulary.families for label in f.of} <= labels


def test_a_letter_that_cites_and_lists_nothing_is_no_letter() -> None:
    kind = next(k for k in letter_rules(load_pack()).kinds if k.id == "peer-to-peer")
    parts = [p.model_dump() for p in kind.parts if p.id != "record"]
    with pytest.raises(ValueError, match="no part with the id 'record'"):
        type(kind).model_validate(kind.model_dump() | {"parts": parts})


@pytest.mark.parametrize("lines", range(1, 16, 2))
def test_a_signature_stands_with_what_comes_before_it(lines: int) -> None:
    made = written(STAGED, "patient")
    longer = made.model_copy(update={"request": made.request[:1] * lines})
    pages = [page.extract_text() for page in PdfReader(BytesIO(letter_pdf(longer))).pages]
    (signed,) = [text for text in pages if "Signature" in text]
    assert "whom to call" in signed
    assert all(text.count("Draft, not sent") == 1 for text in pages)


def test_what_nobody_weighed_is_put_before_the_sender_and_not_into_a_letter() -> None:
    """An approval that quotes words for its reviewer would tell the member that they were not read."""
    case = "acdf-two-levels-medicare"
    assert any("Not weighed" in s.text for s in determination(case).lead)
    made = written(case, "approval")
    assert not any("Not weighed" in s.text for s in statements(made))
    assert [s.text for s in made.unread] == [s.text for s in determination(case).lead if "Not weighed" in s.text]
    paragraphs = Document(BytesIO(letter_docx(made))).paragraphs
    apart = next(n for n, p in enumerate(paragraphs) if p.text.startswith("For the sender"))
    assert paragraphs[apart].paragraph_format.page_break_before
    pages = [page.extract_text() for page in PdfReader(BytesIO(letter_pdf(made))).pages]
    for text in ("\n".join(p.text for p in paragraphs), letter_markdown(made), "\n".join(pages)):
        body, _, sender = text.partition("For the sender")
        assert "Former smoker" not in body
        assert "Former smoker" in sender
    assert "For the sender" not in pages[-2]


def test_a_brief_for_the_reviewer_keeps_what_is_left_to_him() -> None:
    made = written(STAGED, "peer-to-peer")
    assert not made.unread
