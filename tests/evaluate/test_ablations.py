"""Configurations by one flag each: without the guard, without rules, other rankings, recorded replies."""

import json
from pathlib import Path

import pytest

from assistant.api import compose_case
from assistant.evaluate import Configuration, Plan, Sample, read_run, run
from assistant.evaluate.unruled import unruled
from assistant.intake import load_case
from assistant.settings import Settings
from assistant.writer.brief import briefs
from assistant.writer.prompts import own_prompts
from assistant.writer.section import opening

from .conftest import Run, go

ROOT = Path(__file__).parents[2]
CASE = ROOT / "evals" / "cases" / "cervical-fusion-exploration.yaml"
KEYS = ROOT / "evals" / "keys"


def sample(**switches: object) -> Sample:
    """The one sample of a configuration."""
    configuration = Configuration.model_validate({"retrieval": "none", **switches})
    (made,) = run(Plan(CASE, KEYS, configuration=configuration), Settings()).samples
    return made


def test_the_guard_is_what_keeps_a_hostile_model_out() -> None:
    guarded, bare = (sample(model="mock:replies:hostile", guard=guard) for guard in (True, False))
    assert guarded.value("proved") == 1
    assert guarded.value("forbidden") == 0
    assert (guarded.guarded, bare.guarded) == (True, False)
    proved = bare.value("proved")
    assert proved is not None
    assert proved < 0.5
    assert len(bare.unproved) == round((1 - proved) * (bare.value("statements") or 0))
    assert not guarded.unproved
    reasons = {s.measure: s.reason for s in bare.scores if s.value == "not_stated"}
    assert reasons["accepted"] == "the guard was off"


def test_without_the_guard_an_outcome_counts_where_the_words_state_it() -> None:
    bare = sample(model="mock:echo", rules=False, guard=False)
    assert bare.verdict == "not_stated"
    assert {u.kind for u in bare.units if u.found != "not_stated"} <= {"level"}
    assert sample(guard=False).verdict == sample().verdict


def test_sections_that_a_model_leaves_out_are_told() -> None:
    bare = sample(model="mock:broken", guard=False)
    assert bare.unwritten
    assert bare.written != "not_stated"
    assert len(bare.written.sections()) < len(sample().written.sections())  # type: ignore[union-attr]


def test_an_unguarded_run_is_marked_and_leaves_no_determination(command: Run, desk: Path) -> None:
    code, said, out = go(command, desk, "--no-guard", "--model", "mock:hostile")
    assert code == 0, said
    assert sorted(p.name for p in out.iterdir()) == ["manifest.json", "report.html", "samples.jsonl", "summary.md"]
    page = (out / "report.html").read_text()
    assert "UNGUARDED DRAFT, no determination: " in page
    assert "The guard would have refused this: " in page
    assert "None of these documents is a determination." in (out / "summary.md").read_text()
    assert [s.guarded for s in read_run(out).samples] == [False]
    line = json.loads((out / "samples.jsonl").read_text())
    assert line["written"]["title"].startswith("UNGUARDED DRAFT, no determination: ")
    assert not {"header", "references", "disclaimer", "outcome"} & line.keys()


def test_an_unguarded_sample_cannot_be_taken_for_a_determination(command: Run, desk: Path) -> None:
    _, _, out = go(command, desk, "--no-guard")
    for verb in (("letter",), ("ask",), ("guard",)):
        ran = command(
            *verb,
            out / "samples.jsonl",
            *(("approval",) if verb == ("letter",) else ()),
            *(("why?",) if verb == ("ask",) else ()),
        )
        assert ran.code != 0, verb


def test_without_rules_the_prompt_holds_no_outcome() -> None:
    case = load_case(CASE)
    made = compose_case(case.case, pack=case.pack, search=False, settings=Settings())
    decided = {"criteria", "outcomes", "determination", "by_the_criteria"}
    for brief in briefs(made.draft, made.context, made.ground):
        system, user = opening(unruled(brief), own_prompts(), "physician")
        material = _material(user.text)
        assert not decided & material.keys()
        assert all("is" not in line for line in material["request"])
        kept = {p["id"] for p in material["points"]}
        ruled = {p.id for p in brief.points if p.statement.basis.criteria or p.statement.basis.outcomes}
        assert not kept & ruled
        assert "No rule engine has decided the case" in system.text
        assert "necessary" not in user.text.split("\n")[0].lower()


def _material(text: str) -> dict[str, object]:
    fence = text.splitlines()[-1]
    found: dict[str, object] = json.loads(text.split(f"\n{fence}\n")[1])
    return found


def test_without_rules_the_guard_still_decides() -> None:
    made = sample(model="mock:echo", rules=False)
    assert made.value("proved") == 1
    assert made.value("outcome_agreement") == 1
    assert sample(model="mock:echo").value("tokens") > made.value("tokens")  # type: ignore[operator]


def test_recorded_replies_pass_over_cases_without_any(command: Run, desk: Path) -> None:
    code, said, _ = go(command, desk, "--model", "mock:replies:excellent")
    assert code == 2
    assert "no replies 'excellent' are recorded" in said
    (desk / "cases" / "other.yaml").write_text((desk / "cases" / "small.yaml").read_text())
    reply = {"case": "small", "quality": "excellent", "sections": {}}
    (desk / "cases" / "small.excellent.json").parent.joinpath("replies").mkdir()
    (desk / "cases" / "replies" / "small.excellent.json").write_text(json.dumps(reply))
    code, said, out = go(command, desk, "--model", "mock:replies:excellent")
    assert code == 0, said
    assert "Passed over, because nothing is recorded for them: other." in said
    assert read_run(out).manifest.passed_over == ("other",)


@pytest.mark.parametrize(
    ("switches", "name"),
    [
        ({}, "composer"),
        ({"retrieval": "bm25"}, "composer-bm25"),
        ({"model": "openai:gpt-5", "guard": False}, "openai-gpt-5-no-guard"),
        ({"policy_set": "aetna", "disposition": "lenient", "rules": False}, "composer-aetna-lenient-no-rules"),
        ({"model": "mock:/some/../FILE.json"}, "mock-some-file-json"),
    ],
)
def test_a_configuration_names_its_folder(switches: dict[str, object], name: str) -> None:
    assert Configuration.model_validate(switches).name() == name
