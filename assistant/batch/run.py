"""A folder of cases drafted at once: in processes where the machine does the work, in threads where an endpoint does.

One bad case does not stop the others. What is finished is in the manifest at once, so that a batch that was ended anywhere
goes on from there.
"""

import hashlib
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .. import __version__
from ..errors import AssistantError, SettingsError, shown
from ..files import digest, write
from ..pack.data import corpus_root
from ..settings import Settings
from ..writer.models import beside, destination
from .data import Batch, Done, Failed, Options
from .manifest import Manifest, inputs_of, stems
from .pool import LOST, spread, waits

if TYPE_CHECKING:
    from ..pack.pack import Pack
    from ..writer.models import ChatModel, Destination

BUG: Final = 70
"""Exit code of an error of the program itself."""
_PACKS: "dict[tuple[str, tuple[Path, ...]], Pack]" = {}
"""Packs of this process: with its pack, the index that is open stays open from case to case."""


@dataclass(frozen=True, slots=True)
class Job:
    """One case to draft."""

    path: Path
    stem: str
    key: str
    out: Path
    options: Options
    settings: Settings


def run(
    folder: Path,
    out: Path,
    options: Options,
    settings: Settings,
    *,
    jobs: int,
    told: Callable[[int, int], None] = lambda done, of: None,
    said: Callable[[str], None] = lambda step: None,
) -> Batch:
    """Drafts all cases of a folder. `told` hears how many are finished, of how many; `said` hears of an endpoint's batches.

    Raises:
        InputError: there is no such folder, or nothing in it.
        SettingsError: an unknown model, or one that has no batches where they are asked for.
        StoreError: the output folder cannot be used.
    """
    chosen = destination(settings, options.model)
    inputs = inputs_of(folder, out)
    names = stems(inputs)
    manifest = Manifest(out)
    ground = _ground(options, settings)
    results: dict[str, Done | Failed] = {}
    waiting: list[Job] = []
    for path in inputs:
        key = _key(path, ground, options.model or settings.model)
        if done := manifest.finished(path.name, key):
            results[path.name] = done
        else:
            waiting.append(Job(path, names[path], key, out, options, settings))
    skipped = len(results)
    told(skipped, len(inputs))
    for result in (
        _handed_in(waiting, chosen, settings, out, said)
        if options.openai_batch
        else _drafted(waiting, jobs, settings, options.model)
    ):
        if isinstance(result, Done):
            manifest.add(result)
        results[result.name] = result
        told(len(results), len(inputs))
    return Batch(tuple(results[path.name] for path in inputs), skipped)


def _drafted(waiting: list[Job], jobs: int, settings: Settings, model: str | None) -> Iterator[Done | Failed]:
    """The results, as they come."""

    def lost(job: Job) -> Failed:
        return Failed(job.path.name, f"{LOST}.\n  Run it again with fewer --jobs.", BUG)

    yield from spread(draft_one, waiting, jobs, waiting=waits(settings, model), lost=lost)


def _handed_in(
    waiting: list[Job], chosen: "Destination | None", settings: Settings, out: Path, said: Callable[[str], None]
) -> Iterator[Done | Failed]:
    """The results, through the endpoint's batches: every pass hands in what no document can be finished without."""
    from ..writer.batch import Batches

    if chosen is None:
        raise SettingsError("batches of an endpoint need a model.", remedy="Name one with --model openai:NAME.")
    batches = Batches(chosen, settings, out / "batches.json", told=said)
    used = batches.drafting(settings)
    silent = used.model_copy(update={"writer_log": "off"})

    def draft(job: Job, chat: "ChatModel", last: bool) -> Done | Failed:
        return draft_one(replace(job, settings=used if last else silent), chat, keep=last)

    for _, result in batches.run(waiting, draft):
        yield result


def draft_one(job: Job, chat: "ChatModel | None" = None, *, keep: bool = True) -> Done | Failed:
    """Drafts one case and writes its documents, where they are kept. Whatever goes wrong becomes a result.

    `chat`: asked in place of the model's own endpoint.
    """
    try:
        return _draft(job, chat, keep=keep)
    except AssistantError as error:
        return Failed(job.path.name, str(error), error.exit_code)
    except Exception as error:
        # What the exception says is left out: it may hold words of a record.
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{type(error).__name__} in {frame.filename}:{frame.lineno}"
        return Failed(job.path.name, f"an error of the program: {where}.\n  Please report this line.", BUG)


def _draft(job: Job, chat: "ChatModel | None", *, keep: bool) -> Done:
    from ..api import draft_whole
    from ..check.rows import rows
    from ..intake import is_case_file, load_any
    from ..render import render

    began = time.perf_counter()
    options, settings = job.options, job.settings
    question = None if is_case_file(job.path) else options.question
    loaded = load_any(job.path, question, settings.layers, largest=settings.largest_case, pack=settings.pack)
    determination = draft_whole(
        loaded.case,
        policy_set=options.policy_set,
        disposition=options.disposition,
        as_of=options.as_of,
        audience=options.audience,
        settings=settings,
        pack=_PACKS.setdefault((loaded.case.pack, settings.layers), loaded.pack),
        search=options.search,
        model=beside(options.model or settings.model, job.path),
        chat=chat,
    ).determination
    made = render(determination, loaded.case, options.formats, options.template)
    files = {f"{job.stem}.{suffix}": content for suffix, content in made.items()}
    if keep:
        write({job.out / name: content for name, content in files.items()})
    outcome = determination.outcome
    return Done(
        name=job.path.name,
        key=job.key,
        case=loaded.case.id,
        question=determination.header.question,
        overall=outcome.overall,
        determination=outcome.determination,
        action=outcome.action,
        lines=tuple(" ".join(filter(None, (r.code or r.line, r.levels))) + f": {r.word}" for r in rows(outcome)),
        faults=tuple(shown(str(fault)) for fault in loaded.faults),
        seconds=round(time.perf_counter() - began, 2),
        files=tuple(files),
    )


def _ground(options: Options, settings: Settings) -> str:
    """All that every case of the batch rests on. Keys and addresses of logs change no document."""
    used = settings.model_dump_json(exclude={"openai_api_key", "writer_log", "writer_log_days", "index"})
    corpus = digest(path for root in (corpus_root(), *settings.layers) for path in sorted(root.rglob("*.*")))
    look = "" if options.template is None else digest([options.template])
    return "\n".join((__version__, options.model_dump_json(), used, corpus, look))


def _key(path: Path, ground: str, model: str) -> str:
    """SHA-256 over the input and all it is drafted with, the replies of a mock included."""
    parts = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    try:
        mock = Path((beside(model, path) or "").removeprefix("mock:"))
        content = digest([*parts, mock])
    except (AssistantError, OSError):
        content = "not readable"  # drafting says why
    return hashlib.sha256(f"{ground}\n{path.name}\n{content}".encode()).hexdigest()
