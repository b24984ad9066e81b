"""The writer against a real server: every way an endpoint can fail, and the document is whole all the same."""

import asyncio
import socket
from typing import Any

import pytest

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.writer import Shown, Written, destination, write

from .conftest import Answer, Server, completion, composed, failure, faithful, said


def written(server: Server | str, waits: list[float] | None = None, shown: Shown | None = None, **more: Any) -> Written:
    """The small case, written by what the server sends; waits between two tries are noted, not waited."""

    async def sleep(seconds: float) -> None:
        (waits if waits is not None else []).append(seconds)

    url = server if isinstance(server, str) else server.url
    settings = Settings.model_validate({"model": "openai:m", "base_url": url, "writer_timeout": 30, **more})
    chosen = destination(settings)
    assert chosen is not None
    made = composed()
    return write(made.draft, made.context, made.ground, chosen, settings, sleep=sleep, shown=shown)


def sections() -> int:
    return len(composed().draft.sections) + 1


def whole(result: Written) -> bool:
    """Whether every word is the composer's."""
    made = composed()
    return said(result.draft) == said(made.draft) and result.report.composer_sections.keys() == {
        "lead",
        *(s.id for s in made.draft.sections),
    }


def test_a_faithful_endpoint(server: Server) -> None:
    result = written(server, openai_api_key="k-123")
    assert result.report.returned == result.report.accepted == len(said(composed().draft)) - 1
    assert not result.report.composer_sections
    assert not result.violations
    assert result.report.calls == sections()
    assert result.report.prompt_tokens == 1000 * sections()
    request = server.requests[0]
    assert request["path"] == "/v1/chat/completions"
    assert set(server.keys) == {"Bearer k-123"}
    wanted = request["response_format"]["json_schema"]
    assert wanted["strict"]
    assert wanted["schema"]["additionalProperties"] is False
    assert request["max_tokens"] == Settings().writer_reply_tokens
    assert request["model"] == "m"
    assert "temperature" not in request


def test_too_many_requests(server: Server) -> None:
    server.script = lambda n, request: failure(429, retry_after="7") if n == 0 else faithful(request)
    waits: list[float] = []
    result = written(server, waits)
    assert not result.report.composer_sections
    assert result.report.retries == 1
    assert len(waits) == 1
    assert 7 <= waits[0] <= 7.5


def test_an_endpoint_that_asks_to_wait_too_long(server: Server) -> None:
    server.script = lambda n, request: failure(429, retry_after="3600")
    waits: list[float] = []
    assert whole(written(server, waits))
    assert not waits


def test_no_quota_ends_it_at_once(server: Server) -> None:
    server.script = lambda n, request: failure(429, "insufficient_quota")
    result = written(server, writer_concurrency=1)
    assert whole(result)
    assert len(server.requests) == 1


def test_errors_of_the_server_pass(server: Server) -> None:
    server.script = lambda n, request: failure(500 + n) if n < 3 else faithful(request)
    waits: list[float] = []
    result = written(server, waits, writer_concurrency=1)
    assert not result.report.composer_sections
    assert result.report.retries == 3
    assert all(0.5 * 2**n <= wait <= 2**n for n, wait in enumerate(waits))


def test_errors_of_the_server_stay(server: Server) -> None:
    server.script = lambda n, request: failure(503)
    result = written(server, writer_retries=2)
    assert whole(result)
    assert len(server.requests) == 3 * sections()
    assert set(result.report.composer_sections.values()) == {"the endpoint failed (503)"}


def test_a_wrong_key_is_tried_once(server: Server) -> None:
    server.script = lambda n, request: failure(401)
    result = written(server, writer_concurrency=1)
    assert whole(result)
    assert len(server.requests) == 1
    assert "401" in result.report.composer_sections["lead"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (completion(None, refusal="I cannot."), "refused"),
        (completion("", finish="content_filter"), "withheld"),
        (completion('{"statements": [{"ty', finish="length"), "cut"),
        (completion(""), "empty"),
        (completion("I am afraid not."), "form"),
        (completion('{"statements": []}'), "form"),
        (completion('{"statements": [{"type": "verdict", "text": "Yes.", "points": [], "basis": []}]}'), "form"),
        (Answer(body=b"<html>gateway</html>"), "reply"),
        (Answer(body=b'{"choices": null}'), "reply"),
        (Answer(body=b'{"choices": []}'), "reply"),
        (Answer(body=b'{"choices": [{"message"', short_by=400), "reach"),
    ],
)
def test_replies_of_no_use(server: Server, answer: Answer, reason: str) -> None:
    server.script = lambda n, request: answer
    result = written(server)
    assert whole(result)
    assert reason in result.report.composer_sections["summary"]


def test_another_language(server: Server) -> None:
    text = "Der Antrag ist aus medizinischer Sicht in vollem Umfang begründet."
    reply = f'{{"statements": [{{"type": "outcome", "text": "{text}", "points": ["p1"], "basis": []}}]}}'
    server.script = lambda n, request: completion(reply)
    assert whole(written(server))


def test_a_slow_endpoint(server: Server) -> None:
    server.script = lambda n, request: Answer(hold=True)
    result = written(server, writer_timeout=0.2, writer_retries=0, writer_concurrency=16)
    assert whole(result)
    assert "in time" in result.report.composer_sections["lead"]


def test_the_deadline_is_over_all_calls(server: Server) -> None:
    server.script = lambda n, request: Answer(hold=True)
    result = written(server, writer_deadline=0.4, writer_concurrency=2)
    assert whole(result)
    assert "over" in result.report.composer_sections["summary"]
    assert result.report.seconds < 3


def test_the_tokens_are_counted(server: Server) -> None:
    result = written(server, writer_tokens=12_000, writer_concurrency=1)
    assert 0 < len(server.requests) < sections()
    assert "used up" in result.report.composer_sections["summary"]
    assert len(said(result.draft)) == len(said(composed().draft))


def test_a_dead_endpoint() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        result = written(url, writer_retries=1, writer_concurrency=1)
    assert whole(result)
    assert "reached" in result.report.composer_sections["lead"]
    assert result.report.calls == 2  # the first section tries again, the others do not try at all


def test_one_section_fails_alone(server: Server) -> None:
    def script(n: int, request: dict[str, Any]) -> Answer:
        of_summary = "Section: Summary" in request["messages"][1]["content"]
        return completion(None, refusal="no") if of_summary else faithful(request)

    server.script = script
    result = written(server)
    assert list(result.report.composer_sections) == ["summary"]
    by = {s.id: s.drafted_by for s in result.draft.sections}
    assert by.pop("summary") == "composer"
    assert set(by.values()) == {"model"}


def test_tracing_stays_off(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    traces: list[int] = []
    other = Server(lambda n, request: traces.append(n) or Answer())  # type: ignore[func-returns-value]
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING"):
        monkeypatch.setenv(name, "true")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", other.url)
    monkeypatch.setenv("LANGSMITH_API_KEY", "x")
    assert not written(server).report.composer_sections
    other.close()
    assert not traces


def test_within_an_event_loop(server: Server) -> None:
    async def host() -> Written:
        return written(server)

    assert not asyncio.run(host()).report.composer_sections


def test_whole_documents_of_the_record_are_not_sent(server: Server) -> None:
    written(server)
    sent = " ".join(m["content"] for r in server.requests for m in r["messages"])
    assert all(d.text not in sent and d.text[:120] not in sent for d in composed().context.case.documents)


def test_a_key_is_needed_for_the_public_endpoint() -> None:
    with pytest.raises(SettingsError, match="needs a key"):
        destination(Settings(model="openai:m"))
    with pytest.raises(SettingsError, match="no model"):
        destination(Settings(model="gpt"))
    with pytest.raises(SettingsError, match="web address"):
        destination(Settings(model="openai:m", base_url="127.0.0.1:8000"))


def test_the_key_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    chosen = destination(Settings(model="openai:m"))
    assert chosen is not None
    assert chosen.host == "api.openai.com"
    assert not chosen.local
    assert "sk-secret" not in repr(chosen) + chosen.notice
    assert chosen.key.get_secret_value() == "sk-secret"
    monkeypatch.setenv("ASSISTANT_OPENAI_API_KEY", "sk-other")
    assert "sk-other" not in repr(Settings()) + Settings().model_dump_json()
