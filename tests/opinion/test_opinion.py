"""A second opinion can object to what the guard let pass, and can never let pass more."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from assistant.cli.app import app
from assistant.errors import SettingsError
from assistant.guard import Ground, check_statement, guard
from assistant.guard.second import CODE, Claim, Doubt, consult, key_of
from assistant.opinion import Entailment, notice_of, opinion_of
from assistant.settings import Settings
from assistant.writer.endpoint import FOUND
from tests.guard.test_document import C34, OPEN, SERIES, draft
from tests.guard.world import ground, say
from tests.writer.server import Server, completion, failure

CASE = Path(__file__).parents[2] / "evals" / "cases" / "lumbar-hardware-removal-revision.yaml"
NLI = Path(__file__).parent / "nli"
"""A model of five words that finds a contradiction where the word `contrary` stands and entailment where `granted` does; made with the
package onnx, it shows how a checkpoint is read and judges nothing."""
BY_MODEL = SERIES.model_copy(update={"origin": "model"})
WRONG = say("evidence", "Foraminotomy cures 99% of patients [[foraminotomy-series#f01]].", id="wrong").model_copy(
    update={"origin": "model"}
)


def fresh() -> Ground:
    """A ground of its own: a second opinion leaves its doubts there."""
    return ground.__wrapped__()  # type: ignore[no-any-return]


def objects(claims: Any) -> list[Doubt]:
    return [Doubt(claim.key, "It reads otherwise.") for claim in claims]


def test_what_it_objects_to_is_no_longer_proved() -> None:
    held = fresh()
    assert not check_statement(BY_MODEL, held)
    consult([BY_MODEL], held, objects)
    assert [v.code for v in check_statement(BY_MODEL, held)] == [CODE]
    assert not check_statement(C34, held), "it was not asked about this one"


def test_the_document_leaves_out_what_it_objects_to_and_keeps_the_composers() -> None:
    made = guard(draft(C34, OPEN, BY_MODEL), fresh(), second=objects)
    kept = {s.id for section in made.sections for block in section.blocks for s in block.statements}
    assert BY_MODEL.id not in kept
    assert {C34.id, OPEN.id} <= kept
    assert CODE in {v.code for v in made.report.violations}


@given(st.sets(st.sampled_from(["series", "wrong"])))
def test_it_never_lets_pass_more(objected: set[str]) -> None:
    held = fresh()
    consult([BY_MODEL, WRONG], held, lambda claims: [d for d in objects(claims) if d.key.split("\n")[0] in objected])
    found = {s.id: {v.code for v in check_statement(s, held)} for s in (BY_MODEL, WRONG)}
    assert found["wrong"] - {CODE}, "the guard's own violations stay"
    assert (CODE in found["series"]) == ("series" in objected)


def test_it_is_given_the_words_that_a_statement_rests_on() -> None:
    asked: list[Claim] = []
    consult([BY_MODEL], fresh(), lambda claims: asked.extend(claims) or [])  # type: ignore[func-returns-value]
    assert asked[0].key == key_of(BY_MODEL)
    assert "[[" not in asked[0].text
    assert any("85%" in words for words in asked[0].grounds)


def claim(text: str, *grounds: str) -> Claim:
    return Claim(text, text, grounds)


@pytest.mark.parametrize(
    ("text", "grounds", "objected"),
    [
        ("contrary", ("some words",), True),
        ("some words", ("other words",), False),
        ("some words", ("contrary", "other words"), True),
        ("some words", ("contrary", "granted"), False),  # one ground entails it
        ("granted", ("some words",), False),
    ],
)
def test_a_cross_encoder_objects_to_a_clear_contradiction(text: str, grounds: tuple[str, ...], objected: bool) -> None:
    asked = claim(text, *grounds)
    assert [d.key for d in Entailment(NLI, 0.9)([asked])] == ([asked.key] if objected else [])


def test_many_claims_are_read_in_batches() -> None:
    claims = [claim(f"contrary {n}", "words", "more words") for n in range(25)]
    assert len(list(Entailment(NLI, 0.9)(claims))) == 25
    assert not list(Entailment(NLI, 0.9)([]))


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json", "config.json"])
def test_a_folder_that_lacks_a_file_is_told(missing: str, tmp_path: Path) -> None:
    for file in NLI.iterdir():
        if file.name != missing:
            (tmp_path / file.name).write_bytes(file.read_bytes())
    with pytest.raises(SettingsError, match=missing):
        Entailment(tmp_path, 0.9)


def test_labels_that_are_none_and_a_broken_model_are_told(tmp_path: Path) -> None:
    for file in NLI.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(SettingsError, match="no model in ONNX"):
        list(Entailment(tmp_path, 0.9)([claim("a", "b")]))
    (tmp_path / "config.json").write_text(json.dumps({"id2label": {"0": "positive"}}))
    with pytest.raises(SettingsError, match="no label begins"):
        Entailment(tmp_path, 0.9)


def test_the_settings_choose() -> None:
    assert opinion_of(Settings()) is None
    assert isinstance(opinion_of(Settings(second_opinion=f"nli:{NLI}")), Entailment)
    with pytest.raises(SettingsError, match="no second opinion"):
        opinion_of(Settings(second_opinion="oracle"))
    with pytest.raises(SettingsError, match="gives no second opinion"):
        opinion_of(Settings(second_opinion="chat:mock:echo"))


def chatting(*replies: Any) -> tuple[Server, Settings]:
    FOUND.clear()
    server = Server(lambda n, request: replies[min(n, len(replies)) - 1](request))
    return server, Settings(second_opinion="chat:openai:some", base_url=server.url, writer_retries=0)


def replying(body: dict[str, Any]) -> Any:
    return lambda request: completion(json.dumps(body), request=request)


def test_a_chat_model_objects_with_its_reason() -> None:
    server, settings = chatting(
        replying({"objections": [{"id": "1", "why": "The series had no control."}, {"id": "9", "why": "?"}]})
    )
    try:
        opinion = opinion_of(settings)
        assert opinion is not None
        doubts = list(opinion([claim("All improved.", "85% improved.")]))
    finally:
        server.close()
    assert [(d.key, "no control" in d.reason) for d in doubts] == [("All improved.", True)]
    assert "127.0.0.1" in notice_of(settings)
    assert "85% improved." in json.dumps(server.requests[0])


def test_a_chat_model_that_cannot_be_asked_objects_to_nothing() -> None:
    server, settings = chatting(lambda request: failure(500))
    try:
        opinion = opinion_of(settings)
        assert opinion is not None
        assert not list(opinion([claim("All improved.", "85% improved.")]))
    finally:
        server.close()


def test_the_command_tells_who_is_asked_and_what_it_objects_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = tmp_path / "draft.md"
    text.write_text("# Opinion\n\nThe record is contrary to this request.\n")
    monkeypatch.setenv("ASSISTANT_SECOND_OPINION", f"nli:{NLI}")
    said = CliRunner().invoke(app, ["doctor"]).stdout
    assert f"Second opinion: nli:{NLI}. Leaves the machine: nothing." in said
    monkeypatch.setenv("ASSISTANT_SECOND_OPINION", "nli:/nowhere")
    ran = CliRunner().invoke(app, ["guard", str(text), "--case", str(CASE)])
    assert isinstance(ran.exception, SettingsError)
    assert "model.onnx" in CliRunner().invoke(app, ["doctor"]).stdout
