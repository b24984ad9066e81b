"""What a physician looks for beside the criteria: the whole question answered, claims weighed, nothing asked twice."""

from assistant.api import draft_whole
from assistant.check.labels import placed
from assistant.draft.words import quoted
from assistant.model.case import Case
from assistant.settings import Settings

from .made import drafted, loaded

REVISION, EXPLORATION, LONG = "lumbar-hardware-removal-revision", "cervical-fusion-exploration", "lumbar-t12-s2-fusion"


def words(made: Case | str, pack_of: str = REVISION) -> str:
    """The words of a document, without markers."""
    whole = (
        drafted(made)
        if isinstance(made, str)
        else draft_whole(made, pack=loaded(pack_of).pack, settings=Settings(), search=False)
    ).determination
    assert (whole.guard.dropped, whole.guard.violations) == (0, ())
    statements = [*whole.lead, *(s for x in whole.sections for b in x.blocks for s in b.statements)]
    return "\n".join(s.words() for s in statements)


def changed(name: str, **fields: object) -> Case:
    return loaded(name).case.model_copy(update=fields)


def test_what_the_question_names_is_answered() -> None:
    told = words(REVISION)
    assert "denied on record: the CT report reads “No scoliosis on the coronal reformats”" in told
    assert "no code is requested for it, so it stays outside this review" in told
    other = changed(
        REVISION, question="Is revision decompression at L4-5 with removal of the implants medically necessary?"
    )
    assert "scoliosis" not in words(other)


def test_a_procedure_that_has_a_line_is_not_called_open() -> None:
    case = loaded(REVISION).case
    documents = tuple(
        d.model_copy(update={"text": d.text.replace("possible fusion", "as above")}) if d.id == "letter" else d
        for d in case.documents
    )
    assert "outside this review" not in words(case.model_copy(update={"documents": documents}))


def test_care_put_against_the_operation_is_answered() -> None:
    assert "The question puts medication against what is requested" in words(EXPLORATION)
    plain = changed(EXPLORATION, question="Is exploration of the C5-C7 fusion necessary after medication has failed?")
    assert "against what is requested" not in words(plain, EXPLORATION)


def test_measurements_behind_a_change_are_counted() -> None:
    assert "one graded examination is on file, so the change is stated and not measured" in words(REVISION)
    case = loaded(REVISION).case
    pain = next(d for d in case.documents if d.id == "pain")
    earlier = next(f for f in case.findings if f.id == "f7").model_copy(
        update={"id": "f20", "document": "pain", "quote": "Right leg weaker than left", "grade": "4"}
    )
    assert "Right leg weaker than left" in pain.text
    told = words(case.model_copy(update={"findings": (*case.findings, earlier)}))
    assert "Two graded examinations" in told
    assert "stated and not measured" not in told


def test_facts_near_a_waiver_and_an_exclusion_are_weighed() -> None:
    told = words(LONG)
    assert "“Findings are stable compared with the last visit”" in told
    assert (
        "“baseline ankylosing spondylitis”, which leaves the question open; were it shown, it would speak against"
        in told
    )


def test_a_claimed_grade_is_held_against_the_report() -> None:
    case = loaded("cervical-staged-revision").case
    claim = next(f for f in case.findings if f.id == "f7").model_copy(
        update={"id": "f30", "document": "letter", "grade": "severe", "quote": "discectomy and fusion C3-4"}
    )
    told = words(case.model_copy(update={"findings": (*case.findings, claim)}), "cervical-staged-revision")
    assert "Against this, the request letter states “discectomy and fusion C3-4”" in told


def test_quotation_marks_within_a_quotation() -> None:
    assert quoted('11 visits, "made it worse"') == "“11 visits”, “made it worse”"
    assert quoted("unsure; ") == "“unsure”"


def test_levels_stand_in_the_name_of_a_criterion() -> None:
    assert placed("imaging severity at the level", "C3-4") == "imaging severity at C3-4"
    assert placed("clinical correlation at the level", "") == "clinical correlation"
    assert placed("failed conservative care", "C3-4") == "failed conservative care"


def test_what_a_criterion_turned_on_is_never_called_idle() -> None:
    """Also where the section that quotes it is not for this reader."""
    for audience in ("physician", "clinician", "patient"):
        made = drafted(LONG, audience=audience).determination
        told = "\n".join(s.words() for x in made.sections for b in x.blocks for s in b.statements)
        assert "Spondylolisthesis is present" not in told.partition("Named in the question")[2]
