"""What answers say: facts with quotes and sources, absence as absence, and nothing that the guard has not proved."""

import pytest

from assistant.guard import check_statement

from .conftest import EXPLORATION, LONG, REVISION, STAGED, TWO_STAGE, asked, opened, told


def test_why_tells_the_deciding_criterion_with_quote_and_source() -> None:
    answer = asked(STAGED, "Why was 22551 at C3-4 denied?")
    assert "C3-4: not necessary" in told(answer)
    assert "“moderate foraminal stenosis bilaterally”" in told(answer)
    assert "wa-lni-2014-cervical-radiculopathy-myelopathy" in {r.source for r in answer.references}
    assert "C5-6" not in told(answer)


@pytest.mark.parametrize(
    ("name", "question", "note", "words"),
    [
        (REVISION, "Why was 22850 denied?", "takes a refusal for granted", "22850), L4-5: necessary"),
        (REVISION, "How do I appeal this denial?", "takes a refusal for granted", "Medically necessary."),
        (REVISION, "Why didn't you approve the implant removal?", "takes a refusal for granted", ": necessary"),
        (STAGED, "Why was 22551 at C3-4 approved?", "takes an approval for granted", "C3-4: not necessary"),
        (STAGED, "Why was 63048 denied?", "By the rules this is open", "undetermined"),
        (STAGED, "Why was it denied, since the screws are loose?", "takes something for granted", "Expressly denied"),
        (STAGED, "why was T4-5 denied?", "a level at which nothing is requested", ""),
    ],
)
def test_what_is_taken_for_granted_is_held_against_what_is_so(name: str, question: str, note: str, words: str) -> None:
    answer = asked(name, question)
    assert any(note in n for n in answer.notes)
    assert words in told(answer)


@pytest.mark.parametrize(
    "question", ["Why was 22551 at C3-4 denied?", "Why was it denied when 22551 could help?", "why is 63048 open?"]
)
def test_what_is_so_is_not_put_right(question: str) -> None:
    assert not any("for granted" in note for note in asked(STAGED, question).notes)


def test_why_approved_tells_the_waiver() -> None:
    answer = told(asked(REVISION, "Why was 63042 approved although the stenosis is mild?"))
    assert "63042), L4-5, right: necessary" in answer
    assert "waived" in answer


def test_an_incidental_line_is_told_with_its_rule() -> None:
    assert "incidental" in told(asked(TWO_STAGE, "Why was 22830 not approved?"))


def test_change_lists_steps_and_what_cannot_change() -> None:
    assert "Nothing that could still be documented makes 22551 at C3-4" in told(
        asked(STAGED, "What would change 22551?")
    )
    steps = [b for b in asked(STAGED, "what is missing for C4-5?").blocks if b.form == "steps"]
    assert steps
    assert any("motor grades" in s.text for s in steps[0].statements)


def test_nothing_has_to_change_where_all_stands() -> None:
    assert "Nothing has to change for this part of the request." in asked(REVISION, "what is missing?").notes


def test_the_record_is_quoted_with_its_document() -> None:
    answer = asked(STAGED, "Which document shows hardware failure?")
    assert "“Hardware failure of anterior column of spine”" in told(answer)
    assert "Expressly denied: the radiograph report" in told(answer)
    assert [r.document for r in answer.record] == ["xray", "letter"]


def test_words_that_no_typed_fact_holds_are_found_in_the_documents() -> None:
    assert "Prevertebral" in told(asked(STAGED, "what does the record say about the prevertebral soft tissues?"))


@pytest.mark.parametrize("question", ["Is there diabetes in the record?", "is he a smoker", "was an EMG done?"])
def test_silence_is_never_no(question: str) -> None:
    answer = asked(STAGED, question)
    assert told(answer).startswith("Not in the record: none of the 4 documents on file states this")
    assert "Not in the record does not mean no." in answer.notes[0]


def test_what_is_open_is_told_as_open() -> None:
    assert told(asked(STAGED, "have other sources been ruled out according to the record?")).startswith("Left open: ")


def test_a_requirement_comes_with_its_sources_and_who_differs() -> None:
    answer = asked(STAGED, "What does the policy require for conservative care, and who requires it?")
    assert "At least six weeks of conservative care" in told(answer)
    assert "Sources differ here." in told(answer)
    assert "version 2026-11" in told(answer)


def test_evidence_is_cited_fact_by_fact(searching) -> None:  # type: ignore[no-untyped-def]
    answer = searching(STAGED, "Is there evidence for posterior foraminotomy in this population?")
    assert all(s.type == "evidence" and s.facts() for s in answer.statements())
    assert "foraminotomy" in told(answer)


@pytest.mark.parametrize("question", ["evidence for stem cell injections?", "is there evidence for knee arthroscopy"])
def test_what_no_source_holds_is_said_so(searching, question: str) -> None:  # type: ignore[no-untyped-def]
    answer = searching(STAGED, question)
    assert not answer.blocks
    assert answer.notes[0].startswith("Not in the sources.")


def test_evidence_stays_within_the_region(searching) -> None:  # type: ignore[no-untyped-def]
    answer = searching(STAGED, "What evidence is there on fusion for lumbar stenosis?")
    pack = opened(STAGED).context.pack
    assert all({"lumbar"} != set(pack.sources[r.source].regions) for r in answer.references)


def test_terms_and_codes_are_those_of_the_tables() -> None:
    assert told(asked(STAGED, "what does EMG mean?")) == "EMG means electromyography."
    assert "It is requested here at C5-7" in told(asked(STAGED, "what is 22842?"))
    assert asked(STAGED, "what does XQZ stand for?").notes == (
        "Neither the glossary nor the code table has this term.",
    )


def test_who_decides_and_what_a_notice_must_say() -> None:
    assert "licensed physician has signed it" in told(asked(STAGED, "who decides?"))
    assert "180 days from receipt" in told(asked(STAGED, "how can this be appealed?"))


def test_plain_words_name_no_code() -> None:
    answer = told(asked(STAGED, "explain it to the patient"))
    assert "Surgery from the back of the neck that joins bones at C5-7" in answer
    assert "does not meet the rules as the papers show it now" in answer
    assert "22600)" not in answer


def test_other_policy_sets_are_told_apart() -> None:
    answer = asked(STAGED, "under aetna?")
    assert told(answer).startswith("Policy set aetna. ")
    assert answer.suppositions[0].policy_set == "aetna"
    assert answer.policy_set == "general"
    assert "22600, 22614 and 22842" in told(answer)


@pytest.mark.parametrize("name", [STAGED, EXPLORATION, REVISION, LONG, TWO_STAGE])
def test_what_is_asked_of_the_case_on_record_is_proved_from_it(name: str) -> None:
    ground = opened(name).ground
    for question in (
        "why?",
        "summary",
        "what would change it?",
        "alternatives?",
        "what does the policy require?",
        "level of care?",
    ):
        answer = asked(name, question)
        assert answer.blocks, question
        assert not answer.suppositions, question
        assert not any(check_statement(s, ground) for s in answer.statements())
        assert answer.guard.dropped == 0, answer.guard.violations


def test_what_cannot_be_answered_says_what_can() -> None:
    answer = asked(STAGED, "What is the weather like?")
    assert not answer.answered
    assert not answer.blocks
    assert answer.notes[0].startswith("This question cannot be answered")
    assert "It can be asked" in answer.notes[1]


def test_a_code_that_is_not_requested_is_said_so() -> None:
    assert "The question names a code that is not part of this request." in asked(STAGED, "why was 63030 denied?").notes
