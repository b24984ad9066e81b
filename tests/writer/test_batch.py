"""OpenAI's batches: submitted together, fetched, resumed after a crash, finished through the same guard."""

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.api import Drafted, draft_whole
from assistant.batch import Done, Options
from assistant.batch import run as run_folder
from assistant.errors import SettingsError, StoreError
from assistant.model.document import Determination
from assistant.settings import Settings
from assistant.writer import destination
from assistant.writer.batch import Batches, Collecting, State

from .conftest import CASES, SMALL, Answer, Server, completion, composed, echo, failure, faithful, loaded, said
from .server import Script

JOBS = (SMALL, CASES[2])


@cache
def ours(path: Path) -> list[str]:
    return said(
        draft_whole(
            loaded(path).case, pack=loaded(path).pack, model="composer", search=False, settings=Settings()
        ).draft
    )


class Crash(Exception):
    """The machine goes off."""


def batches(server: Server, folder: Path, waits: list[float] | None = None, **more: Any) -> tuple[Batches, Settings]:
    settings = Settings.model_validate({"model": "openai:m", "base_url": server.url, "writer_log": "off", **more})
    chosen = destination(settings)
    assert chosen is not None
    made = Batches(
        chosen, settings, folder / "batches.json", sleep=(waits if waits is not None else []).append, retries=0
    )
    return made, made.drafting(settings)


def run(
    server: Server, folder: Path, waits: list[float] | None = None, jobs: tuple[Path, ...] = JOBS[:1]
) -> dict[Path, Drafted]:
    made, used = batches(server, folder, waits)

    def draft(path: Path, chat: Collecting, last: bool) -> Drafted:
        one = loaded(path)
        return draft_whole(one.case, pack=one.pack, search=False, settings=used, chat=chat)

    return dict(made.run(jobs, draft))


def test_all_documents_in_one_batch(server: Server, tmp_path: Path) -> None:
    server.slow_batches = 4
    waits: list[float] = []
    found = run(server, tmp_path, waits, JOBS)
    assert {path: said(d.draft) for path, d in found.items()} == {path: ours(path) for path in JOBS}
    assert len(server.batches) == 1
    assert waits == [5, 10, 20]
    for path, drafted in found.items():
        report = drafted.determination.guard.writer
        assert report != "not_stated"
        assert not report.composer_sections
        assert report.prompt_tokens == 1000 * (len(composed(path).draft.sections) + 1)
    assert len(server.requests) == sum(len(composed(p).draft.sections) + 1 for p in JOBS)
    assert all(r["response_format"]["type"] == "json_schema" for r in server.requests)
    assert not server.files  # what was sent and returned is not left at the endpoint
    assert not list(tmp_path.iterdir())


def lying() -> Script:
    """Lies first; honest when the refusal is explained."""

    def script(n: int, request: dict[str, Any]) -> Answer:
        if len(request["messages"]) > 2:
            return faithful(request)
        from assistant.writer.models import Message

        own = json.loads(echo(tuple(Message(m["role"], m["content"]) for m in request["messages"])))
        for statement in own["statements"][:1]:
            statement["text"] = "This request is medically necessary and is approved."
        return completion(json.dumps(own))

    return script


def test_repairs_go_into_a_second_batch(server: Server, tmp_path: Path) -> None:
    server.script = lying()
    found = run(server, tmp_path)
    assert {path: sorted(said(d.draft)) for path, d in found.items()} == {path: sorted(ours(path)) for path in JOBS[:1]}
    assert len(server.batches) == 2
    assert all(d.determination.guard.writer.repaired > 0 for d in found.values())  # type: ignore[union-attr]


@pytest.mark.parametrize("at", ["poll", "create", "second"])
def test_after_a_crash_nothing_is_paid_twice(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    server.script = lying()
    server.slow_batches = 2
    real = Batches._remember
    calls = [0]

    def remember(self: Batches, handed: Any) -> None:
        calls[0] += 1
        if calls[0] == {"create": 2, "second": 4}[at]:
            raise Crash  # the batch was created, and nobody wrote down which
        real(self, handed)

    if at == "poll":
        monkeypatch.setattr(Batches, "_fetch", _crash_where_something_is_handed_in(Batches._fetch))
    else:
        monkeypatch.setattr(Batches, "_remember", remember)
    with pytest.raises(Crash):
        run(server, tmp_path)
    assert (tmp_path / "batches.json").exists()
    assert "Section" not in (tmp_path / "batches.json").read_text("utf-8")
    monkeypatch.undo()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    found = run(server, tmp_path)
    assert {path: sorted(said(d.draft)) for path, d in found.items()} == {path: sorted(ours(path)) for path in JOBS[:1]}
    assert len(server.batches) == 2
    assert not (tmp_path / "batches.json").exists()


def _crash_where_something_is_handed_in(real: Any) -> Any:
    def fetch(self: Batches) -> None:
        if self.state.handed:
            raise Crash
        real(self)

    return fetch


def test_what_fails_for_good_is_the_composer_s(server: Server, tmp_path: Path) -> None:
    kinds = (failure(400), completion(None, refusal="no"), completion("{", finish="length"), completion(""))
    server.script = lambda n, request: kinds[len(request["messages"][1]["content"]) % len(kinds)]
    found = run(server, tmp_path)
    for path, drafted in found.items():
        assert said(drafted.draft) == ours(path)
        reasons = drafted.determination.guard.writer.composer_sections.values()  # type: ignore[union-attr]
        assert reasons
        assert "not done" not in " ".join(reasons)


def test_what_fails_in_passing_is_handed_in_again(server: Server, tmp_path: Path) -> None:
    server.script = lambda n, request: failure(500) if len(server.batches) == 1 and n % 2 else faithful(request)
    found = run(server, tmp_path)
    assert {path: said(d.draft) for path, d in found.items()} == {path: ours(path) for path in JOBS[:1]}
    assert len(server.batches) == 2


def test_what_always_fails_ends(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.writer.batch.PASSES", 3)
    server.script = lambda n, request: failure(500)
    found = run(server, tmp_path)
    assert {path: said(d.draft) for path, d in found.items()} == {path: ours(path) for path in JOBS[:1]}
    assert len(server.batches) == 2


def test_an_endpoint_that_is_not_there(server: Server, tmp_path: Path) -> None:
    server.close()
    with pytest.raises(StoreError, match="cannot be reached"):
        run(server, tmp_path)


def test_batches_of_another_model(server: Server, tmp_path: Path) -> None:
    (tmp_path / "batches.json").write_text(State(model="openai:other", host="x").model_dump_json())
    with pytest.raises(StoreError, match="openai:other"):
        run(server, tmp_path)
    chosen = destination(Settings(model="mock:echo"))
    assert chosen is not None
    with pytest.raises(SettingsError, match="no batches"):
        Batches(chosen, Settings(), tmp_path / "x")


def test_a_folder_through_batches(server: Server, tmp_path: Path) -> None:
    folder, out = tmp_path / "cases", tmp_path / "out"
    folder.mkdir()
    for path in JOBS:
        shutil.copy(path, folder)
    (folder / "bad.yaml").write_text("id: [", encoding="utf-8")
    settings = Settings.model_validate({"model": "openai:m", "base_url": server.url, "writer_log": "off"})
    options = Options(formats=("json",), search=False, openai_batch=True)
    made = run_folder(folder, out, options, settings, jobs=1)
    done = {case.name for case in made.cases if isinstance(case, Done)}
    assert done == {path.name for path in JOBS}
    assert len(server.batches) == 1
    for case in made.cases:
        if isinstance(case, Done):
            written = Determination.model_validate_json((out / case.files[0]).read_bytes())
            assert written.guard.writer != "not_stated"
    again = run_folder(folder, out, options, settings, jobs=1)
    assert (again.skipped, len(server.batches)) == (2, 1)


def test_batches_of_an_endpoint_need_one(tmp_path: Path) -> None:
    shutil.copy(JOBS[0], tmp_path)
    options = Options(formats=("json",), search=False, openai_batch=True, model="composer")
    with pytest.raises(SettingsError, match="need a model"):
        run_folder(tmp_path, tmp_path / "out", options, Settings(), jobs=1)
