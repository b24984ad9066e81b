"""A language model that judges a run: a server of the OpenAI protocol on this machine, whose replies the test writes."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.errors import InputError
from assistant.evaluate import Run as Made
from assistant.evaluate import read_run
from assistant.evaluate.asking import PointVerdicts, ask, judge_of
from assistant.evaluate.judge import FILE, Judgement, agreement, read_judgements
from assistant.settings import Settings
from assistant.writer.endpoint import FOUND
from assistant.writer.models import Destination, Heard, Message
from assistant.writer.models import Reply as Reply_
from evals.judge.__main__ import asked as ask_model
from evals.judge.pairs import labels, pairs, points
from tests.writer.server import Server, completion, failure

from .conftest import Run, go

Reply = Callable[[dict[str, Any]], Any]


def material(request: dict[str, Any]) -> dict[str, Any]:
    """What was asked, between the fences."""
    found = re.search(r"^(=+ [0-9a-f]+ =+)\n(.*?)\n\1$", request["messages"][1]["content"], re.MULTILINE | re.DOTALL)
    assert found
    return dict(json.loads(found[2]))


def generous(asked: dict[str, Any]) -> Any:
    """A judge for whom every point is made by the first statement, and every citation supports alone."""
    if "points" in asked:
        first = asked["statements"][0]["id"]
        return {"points": [{"point": p["id"], "statements": [first, "s999"]} for p in asked["points"]]}
    return {
        "statements": [
            {"statement": s["id"], "together": True, "alone": [p["id"] for p in s["passages"]], "needed": []}
            for s in asked["statements"]
        ]
    }


def harsh(asked: dict[str, Any]) -> Any:
    """A judge for whom nothing is made, and of the passages of a statement none counts but the first."""
    if "points" in asked:
        return {"points": [{"point": p["id"], "statements": []} for p in asked["points"]]}
    return {
        "statements": [
            {"statement": s["id"], "together": True, "alone": [], "needed": [s["passages"][0]["id"]]}
            for s in asked["statements"]
        ]
    }


@contextmanager
def judging(monkeypatch: pytest.MonkeyPatch, reply: Reply) -> Iterator[list[dict[str, Any]]]:
    """A server whose replies are made from what it was asked; what it was asked."""
    asked: list[dict[str, Any]] = []

    def script(number: int, request: dict[str, Any]) -> Any:
        found = material(request)
        asked.append(found)
        said = reply(found)
        return said if hasattr(said, "status") else completion(json.dumps(said), request=request)

    FOUND.clear()
    server = Server(script)
    monkeypatch.setenv("ASSISTANT_BASE_URL", server.url)
    monkeypatch.setenv("ASSISTANT_WRITER_RETRIES", "0")
    try:
        yield asked
    finally:
        server.close()


def judged(command: Run, folder: Path, *more: str) -> tuple[int, str, dict[str, Judgement]]:
    ran = command("eval", "judge", folder, "--model", "openai:some", *more)
    return ran.code, ran.out + ran.err, {j.system: j for j in read_judgements(folder)}


@pytest.fixture
def finished(command: Run, desk: Path) -> Path:
    return go(command, desk, "--articles", desk / "articles")[2]


def test_a_run_is_judged_without_a_new_run(command: Run, finished: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (finished / "samples.jsonl").read_bytes()
    with judging(monkeypatch, generous) as asked:
        code, said, found = judged(command, finished)
    assert code == 0, said
    assert (finished / "samples.jsonl").read_bytes() == before
    own = found["assistant"]
    assert own.value("point_recall") == own.value("citation_recall") == own.value("citation_precision") == 1
    assert set(own.points) == {"level", "unicorn"}
    assert "s999" not in own.points["unicorn"], "a statement that is not in the document makes no point"
    assert set(own.prompts) == {"judge_points", "judge_citations"}
    assert found["reference"].value("citation_recall") is None, "an article cites no fact of the corpus"
    assert "are sent to 127.0.0.1" in said
    assert "kappa" in said
    passages = [p for a in asked if "points" not in a for s in a["statements"] for p in s["passages"]]
    assert all(p["text"] and p["id"] for p in passages)


def test_a_harsh_judge(command: Run, finished: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with judging(monkeypatch, harsh):
        _, said, found = judged(command, finished)
    own = found["assistant"]
    assert own.value("point_recall") == 0
    assert own.value("citation_recall") == 1
    cited = sum(len(s.needed) for s in own.support)
    every = next(s.of for s in own.scores if s.measure == "citation_precision")
    assert own.value("citation_precision") == pytest.approx(cited / every, abs=1e-6)
    assert "Matcher and judge" in said


def test_what_was_judged_is_taken_over(command: Run, finished: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with judging(monkeypatch, generous) as asked:
        judged(command, finished)
        first = len(asked)
        assert first
        judged(command, finished)
        assert len(asked) == first
        judged(command, finished, "--fresh")
        assert len(asked) == 2 * first
    assert len((finished / FILE).read_text().splitlines()) == 2


@pytest.mark.parametrize(
    ("reply", "why", "status"),
    [
        (lambda asked: failure(401, "no key"), "not judged in full", 4),
        (lambda asked: {"verdicts": []}, "not of the form asked for", 4),
        (lambda asked: {"points": []} if "points" in asked else generous(asked), "0 of", 0),
    ],
)
def test_a_judge_that_fails(
    command: Run, finished: Path, monkeypatch: pytest.MonkeyPatch, reply: Reply, why: str, status: int
) -> None:
    with judging(monkeypatch, reply):
        code, said, found = judged(command, finished)
    assert code == status
    assert why in said
    score = next(s for s in found["assistant"].scores if s.measure == "point_recall")
    assert (score.value, score.reason == "not_stated") == ("not_stated", False)


def test_facts_that_are_gone_are_not_judged(command: Run, finished: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = finished / "samples.jsonl"
    path.write_text(re.sub(r'"facts":\["[^"]+#f', '"facts":["gone-source#f', path.read_text()))
    with judging(monkeypatch, generous):
        _, _, found = judged(command, finished)
    score = next(s for s in found["assistant"].scores if s.measure == "citation_recall")
    assert "not in the corpus any more" in score.reason
    assert found["assistant"].value("point_recall") == 1


@pytest.mark.parametrize("spec", ["composer", "mock:echo"])
def test_who_cannot_judge(spec: str) -> None:
    with pytest.raises(InputError, match="judges nothing"):
        judge_of(Settings(), spec)


def test_no_run_no_judgement(command: Run, tmp_path: Path) -> None:
    ran = command("eval", "judge", tmp_path, "--model", "openai:some")
    assert ran.code == 2
    assert read_judgements(tmp_path) == ()


def test_judgements_of_another_form(finished: Path) -> None:
    (finished / FILE).write_text("{}\n")
    with pytest.raises(InputError, match="judge again"):
        raise _told(finished)


def _told(folder: Path) -> Exception:
    try:
        read_judgements(folder)
    except InputError as error:
        return InputError(f"{error.message} {error.remedy}")
    raise AssertionError


def test_agreement_is_chance_corrected(finished: Path) -> None:
    made: Made = read_run(finished)
    both = Judgement(
        case="small", system="assistant", model="m", prompts={}, asked="", points={"level": ("s1",), "unicorn": ()}
    )
    assert agreement(made, [both]).value == 1
    assert agreement(made, [both.model_copy(update={"points": {"level": (), "unicorn": ("s1",)}})]).value == -1
    assert agreement(made, []).reason == "no point was judged"


def test_a_judge_is_calibrated_on_the_same_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that says what the reader says has a precision and recall of 1; all pairs of a case are one call."""
    known, read = points(), labels()
    chosen = [p for p in pairs() if p.case == "cervical-fusion-exploration"]
    by_says = {known[p.case, p.point].says: {q.id for q in chosen if q.point == p.point and read[q.id]} for p in chosen}

    def reader(asked: dict[str, Any]) -> Any:
        return {"points": [{"point": p["id"], "statements": sorted(by_says[p["says"]])} for p in asked["points"]]}

    monkeypatch.setenv("ASSISTANT_OPENAI_API_KEY", "none")
    with judging(monkeypatch, reader) as requests:
        said = ask_model(chosen, known, "openai:some")
    assert len(requests) == 1
    assert said == [read[p.id] for p in chosen]


class Scripted:
    """A chat model inside the test, that keeps what it was asked."""

    def __init__(self, reply: str) -> None:
        self.said, self.asked = reply, list[Message]()

    async def complete(self, messages: tuple[Message, ...], heard: Heard | None = None) -> Reply_:
        self.asked += messages
        return Reply_(self.said)

    async def close(self) -> None:
        """Nothing to end."""


@pytest.mark.parametrize(("host", "local", "kept"), [("example.org", False, False), ("127.0.0.1", True, True)])
def test_a_judge_elsewhere_hears_no_names(host: str, local: bool, kept: bool) -> None:
    chosen = Destination("openai:some", "openai", "some", f"http://{host}/v1", SecretStr("k"), host, local)
    chat = Scripted('{"points": []}')
    text = "The note reads “Patient: Jane Roe, DOB 03/04/1961”. Jane Roe has pain at C5-6."
    asked = {"points": [], "statements": [{"id": "s1", "headings": "", "text": text}]}
    (reply,) = ask(PointVerdicts, [asked], chosen, Settings(), chat=chat)
    assert reply == PointVerdicts(points=[])
    told = " ".join(m.text for m in chat.asked)
    assert ("Jane Roe" in told) is kept
    assert ("03/04/1961" in told) is kept
    assert "C5-6" in told
