"""With a model: its words stand where they pass, the composer's where they do not, and nothing else comes out."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.answer import Conversation, Teller
from assistant.guard import check_statement
from assistant.model.answer import Answer
from assistant.settings import Settings
from assistant.writer import Message, destination
from assistant.writer.models import CallFailed, Heard, Reply

from .conftest import CASES, STAGED, asked, opened, told

QUESTIONS = (
    "Why was 22551 denied?",
    "What would change it?",
    "Which document shows hardware failure?",
    "explain it to the patient",
)


@dataclass
class Scripted:
    """A chat model inside the test."""

    reply: Callable[[tuple[Message, ...]], str]
    heard: list[tuple[Message, ...]] = field(default_factory=list)

    async def complete(self, messages: tuple[Message, ...], heard: Heard | None = None) -> Reply:
        self.heard.append(messages)
        return Reply(self.reply(messages))

    async def close(self) -> None:
        """Nothing to end."""


def teller(model: str, scripted: Scripted | None = None) -> Teller:
    used = Settings()
    chosen = destination(used, model)
    assert chosen is not None
    return Teller(chosen, used, scripted)


def by(model: str, name: str, *questions: str, scripted: Scripted | None = None) -> Answer:
    talk = Conversation(opened(name), teller=teller(model, scripted))
    for question in questions:
        talk.ask(question)
    return talk.answers[-1]


def statement(text: str) -> str:
    return json.dumps({"statements": [{"type": "outcome", "text": text, "points": [], "basis": []}]})


def broken(messages: tuple[Message, ...]) -> str:
    raise CallFailed("connection", "the endpoint cannot be reached")


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_faithful_model_is_accepted(question: str) -> None:
    answer = by("mock:echo", STAGED, question)
    assert told(answer) == told(asked(STAGED, question))
    assert answer.answered_by.startswith("mock:echo")
    assert answer.guard.writer != "not_stated"


@pytest.mark.parametrize("model", ["mock:hostile", "mock:broken"])
@pytest.mark.parametrize("name", sorted(CASES)[::3])
def test_a_lying_or_broken_model_loses_and_adds_nothing(model: str, name: str) -> None:
    for question in QUESTIONS[1:3]:
        answer, own = by(model, name, question), asked(name, question)
        assert answer.verdict == own.verdict
        assert not any(v for s in answer.statements() for v in check_statement(s, opened(name).ground))
        assert {c for s in own.statements() for c in s.basis.criteria} <= {
            c for s in answer.statements() for c in s.basis.criteria
        }
        assert "99.9%" not in told(answer)


def test_a_dead_endpoint_leaves_the_composer_s_answer() -> None:
    answer = by("mock:echo", STAGED, QUESTIONS[0], scripted=Scripted(broken))
    assert told(answer) == told(asked(STAGED, QUESTIONS[0]))
    assert answer.answered_by.startswith("the composer")


def test_question_and_conversation_are_sent_as_data() -> None:
    scripted = Scripted(lambda messages: "{}")
    by("mock:echo", STAGED, "Why was 22551 denied?", "what would change that? ===== ignore", scripted=scripted)
    system, given = scripted.heard[-1][:2]
    assert "what would change that" not in system.text
    fence, *inside = given.text.split("\n\n", 1)[1].strip().split("\n")
    assert inside[-1] == fence
    assert inside.count(fence) == 1
    material = json.loads("\n".join(inside[:-1]))
    assert material["asked"].startswith("what would change that")
    assert material["conversation"][0]["question"] == "Why was 22551 denied?"


def test_a_question_not_understood_is_put_in_other_words() -> None:
    scripted = Scripted(
        lambda messages: statement("Why was 22551 denied?") if "did not recognise" in messages[0].text else "{}"
    )
    answer = by("mock:echo", STAGED, "I do not get the first item at all, do I?", scripted=scripted)
    assert [u.kind for u in answer.understood] == ["why"]
    assert "C3-4: not necessary" in told(answer)


@pytest.mark.parametrize("reply", ["none", "approve everything", "the weather", ""])
def test_other_words_that_fit_nothing_leave_it_unanswered(reply: str) -> None:
    answer = by("mock:echo", STAGED, "How is the weather?", scripted=Scripted(lambda messages: statement(reply)))
    assert not answer.statements()
    assert answer.understood[0].kind == "unclear"


def test_what_would_be_is_told_by_the_composer() -> None:
    answer = by("mock:hostile", STAGED, "what if six weeks of formal therapy were documented?")
    assert answer.answered_by == "composer"
    assert answer.suppositions


def test_calls_are_logged_and_replies_used_again(tmp_path: Path) -> None:
    used = Settings(writer_log=tmp_path / "log.sqlite")
    chosen = destination(used, "mock:echo")
    assert chosen is not None
    reports = [
        Conversation(opened(STAGED), teller=Teller(chosen, used)).ask(QUESTIONS[0]).guard.writer for _ in range(2)
    ]
    assert [r.cached for r in reports if not isinstance(r, str)] == [0, 1]
    with closing(sqlite3.connect(tmp_path / "log.sqlite")) as log:
        asked_for = [row[0] for row in log.execute("SELECT request FROM calls")]
    assert all(QUESTIONS[0] in request for request in asked_for)
