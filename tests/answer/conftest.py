"""The five reference cases opened once each for questions, and one index of the built-in corpus."""

from functools import cache
from pathlib import Path

import pytest

from assistant.answer import Conversation, Opened
from assistant.api import Composed, compose_case
from assistant.intake import load_case
from assistant.model.answer import Answer
from assistant.pack import load_pack
from assistant.retrieve import Index, build_index, open_index
from assistant.settings import Settings

CASES = {p.stem: p for p in sorted((Path(__file__).parents[2] / "evals" / "cases").glob("*.yaml"))}
STAGED, EXPLORATION = "cervical-staged-revision", "cervical-fusion-exploration"
REVISION, LONG, TWO_STAGE = "lumbar-hardware-removal-revision", "lumbar-t12-s2-fusion", "lumbar-two-stage-revision"


@cache
def composed(name: str) -> Composed:
    """A case as far as the composer takes it, without the index."""
    loaded = load_case(CASES[name])
    return compose_case(loaded.case, pack=loaded.pack, search=False, settings=Settings())


@cache
def opened(name: str) -> Opened:
    """A case opened for questions, without the index."""
    made = composed(name)
    return Opened(made.context, made.ground)


@cache
def conversation(name: str) -> Conversation:
    """One conversation a case: reading the first question costs more than answering it."""
    return Conversation(opened(name))


def asked(name: str, *questions: str) -> Answer:
    """The answer to the last of some questions in one conversation."""
    talk = conversation(name)
    talk.answers.clear()
    for question in questions:
        talk.ask(question)
    return talk.answers[-1]


def told(answer: Answer) -> str:
    """All words of an answer that the guard proved."""
    return " ".join(s.words() for s in answer.statements())


def kinds(answer: Answer) -> tuple[str, ...]:
    """The kinds of question that were understood."""
    return tuple(u.kind for u in answer.understood)


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    pack, folder = load_pack("spine"), tmp_path_factory.mktemp("index")
    build_index(pack, folder)
    return open_index(pack, folder)


@pytest.fixture
def searching(index: Index):  # type: ignore[no-untyped-def]
    """Asks with the index open."""

    def ask(name: str, *questions: str) -> Answer:
        made = composed(name)
        talk = Conversation(Opened(made.context, made.ground, index))
        for question in questions:
            talk.ask(question)
        return talk.answers[-1]

    return ask
