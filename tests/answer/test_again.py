"""Answers in the log, given again without a network; and what leaves the machine when a question is searched for."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Conversation, Opened, Teller
from assistant.api import ask as answered
from assistant.api import draft
from assistant.errors import StoreError
from assistant.intake import load_case
from assistant.model.answer import Answer
from assistant.model.document import Determination
from assistant.replay import replay, replay_answer
from assistant.settings import Settings
from assistant.writer import destination
from tests.writer.conftest import faithful
from tests.writer.server import Server, completion

from .conftest import CASES, EXPLORATION, composed


@pytest.fixture
def server() -> Any:
    running = Server(lambda n, request: faithful(request))
    yield running
    running.close()


@pytest.fixture
def used(server: Server, tmp_path: Path) -> Settings:
    return Settings(model="openai:m", base_url=server.url, writer_log=tmp_path / "log.sqlite")


def determination() -> Determination:
    loaded = load_case(CASES[EXPLORATION])
    return draft(loaded.case, pack=loaded.pack, search=False, settings=Settings(), model="composer")


def ask(question: str, used: Settings, *before: Answer) -> Answer:
    return answered(determination(), question, history=before, settings=used, search=False)


def runs(used: Settings) -> list[tuple[str, str | None, str | None]]:
    with closing(sqlite3.connect(str(used.writer_log))) as db:
        return db.execute("SELECT id, report, digest FROM runs ORDER BY started").fetchall()


def run_of(answer: Answer) -> str:
    assert answer.guard.writer != "not_stated"
    return str(answer.guard.writer.run)


def test_an_answer_is_given_again_to_the_last_letter(server: Server, used: Settings) -> None:
    first = ask("Why was 22830 denied?", used)
    second = ask("and what would change it?", used, first)
    server.close()
    for answer in (first, second):
        again = replay_answer(run_of(answer), used)
        assert again.identical
        assert again.answer == answer
    assert all(report and digest for _, report, digest in runs(used))


def test_a_question_put_in_other_words_is_in_the_same_run(server: Server, used: Settings) -> None:
    reply = {"type": "outcome", "text": "Why was 22830 denied?", "points": [], "basis": []}
    server.script = lambda n, request: (
        completion(json.dumps({"statements": [reply]}), request=request)
        if "did not recognise" in request["messages"][0]["content"]
        else faithful(request)
    )
    answer = ask("Pourquoi donc ?", used)
    assert answer.answered
    assert [id for id, _, _ in runs(used)] == [run_of(answer)]
    with closing(sqlite3.connect(str(used.writer_log))) as db:
        assert [about for (about,) in db.execute("SELECT about FROM calls ORDER BY id")] == ["rephrase", "answer 1"]
        assert db.execute("SELECT count(*) FROM verdicts").fetchone()[0] > 1
    server.close()
    assert replay_answer(run_of(answer), used).identical


def test_a_supposition_asks_nobody_and_begins_no_run(server: Server, used: Settings) -> None:
    answer = ask("what if six weeks of therapy were documented?", used)
    assert answer.suppositions
    assert not server.requests
    assert not Path(str(used.writer_log)).exists()


def test_what_is_no_answer_is_not_given_again(used: Settings) -> None:
    answer = ask("Why was 22830 denied?", used)
    with pytest.raises(StoreError, match="answered a question"):
        replay(run_of(answer), used)
    with pytest.raises(StoreError, match="no run 'nothing'"):
        replay_answer("nothing", used)


def test_names_in_a_question_stay_here(server: Server, used: Settings) -> None:
    """The index is a stand-in that keeps what it was asked."""

    class Kept:
        queries: list[str] = []

        def search(self, query: str, **_: Any) -> list[Any]:
            self.queries.append(query)
            return []

    made = composed(EXPLORATION)
    case = made.context.case
    first = case.documents[0].model_copy(update={"text": f"{case.documents[0].text}\nPatient: Zebedee Quillfeather"})
    made.context.case = case.model_copy(update={"documents": (first, *case.documents[1:])})
    question = "Is there evidence for fusion in pseudarthrosis for Zebedee Quillfeather, seen by Dr. Ottoline Brask?"
    chosen = destination(used)
    assert chosen is not None
    try:
        for far in (True, False):
            Conversation(Opened(made.context, made.ground, Kept(), far)).ask(question)  # type: ignore[arg-type]
    finally:
        made.context.case = case
    sent, own = Kept.queries[0], Kept.queries[-1]
    assert "pseudarthrosis" in sent
    assert not any(name in sent for name in ("Zebedee", "Quillfeather", "Ottoline", "Brask", "NAME"))
    assert "Quillfeather" in own
    assert Teller(chosen, used).replay is None
