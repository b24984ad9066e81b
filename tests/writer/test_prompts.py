"""Templates are checked when they are loaded, and what stands in the record stays data."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import CorpusError
from assistant.model.document import Draft, Section
from assistant.writer.brief import briefs
from assistant.writer.prompts import Prompts, as_json
from assistant.writer.wire import LONGEST, MOST, Malformed, read, schema
from assistant.writer.writer import first_messages

from .conftest import CASES, composed


def folder(path: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (path / f"{name}.md.j2").write_text(text, encoding="utf-8")
    return path


def front(*variables: str) -> str:
    return f'---\nname: a\nversion: "1"\nvariables: [{", ".join(variables)}]\n---\n'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("No front matter.", "has to begin with name"),
        ("---\nname: a\n---\nNo version.", "has to begin with name"),
        (front() + "{{ stranger }}", "does not declare: stranger"),
        (front("idle") + "Nothing.", "does not use: idle"),
        (front() + "{% if %}", "does not parse"),
        (front() + '{% include "gone.md.j2" %}', "no template 'gone.md.j2'"),
        (front() + '{% include "a.md.j2" %}', "includes itself"),
    ],
)
def test_a_wrong_template_fails_at_load(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(CorpusError, match=re.escape(reason)) as told:
        Prompts(folder(tmp_path, a=text))
    assert "a.md.j2" in str(told.value)


def test_variables_of_what_is_included_are_declared_above(tmp_path: Path) -> None:
    inner = front("who") + "Dear {{ who }}"
    with pytest.raises(CorpusError, match="does not declare: who"):
        Prompts(folder(tmp_path, b=inner, a=front() + '{% include "b.md.j2" %}'))
    prompts = Prompts(folder(tmp_path, b=inner, a=front("who") + '{% include "b.md.j2" %}.'))
    assert prompts.render("a", who="reader") == "Dear reader.\n"


def test_a_value_too_few_or_too_many(tmp_path: Path) -> None:
    prompts = Prompts(folder(tmp_path, a=front("one") + "{{ one }}"))
    for values in ({}, {"one": 1, "two": 2}):
        with pytest.raises(CorpusError, match="given or taken, not both"):
            prompts.render("a", **values)


def test_the_program_s_own() -> None:
    versions = Prompts().versions
    assert {"policy", "section", "material", "repair"} <= versions.keys()


def test_the_decision_policy_stands_in_one_place() -> None:
    prompts = Prompts()
    texts = {t.front.name: t.text for t in prompts.templates.values() if t.front.name != "policy"}
    assert {name for name, t in texts.items() if '{% include "policy.md.j2" %}' in t} == {"section", "answer"}
    assert not any("The outcome is decided" in t for t in texts.values())


@pytest.mark.parametrize("audience", ["physician", "clinician", "patient"])
def test_the_audience_changes_the_wording(audience: str) -> None:
    told = Prompts().render("section", audience=audience)
    assert told.count("9. The reader is") == 1
    assert ("patient. Short sentences" in told) == (audience == "patient")


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_what_is_sent(path: Path) -> None:
    made = composed(path)
    found = first_messages(made.draft, made.context, made.ground)
    assert [b.section.id for b, _ in found] == ["lead", *(s.id for s in made.draft.sections)]
    points = [p["text"] for brief, _ in found for p in json.loads(brief.material)["points"]]
    texts = [s.text for s in made.draft.lead[1:]]
    texts += [s.text for section in made.draft.sections for b in section.blocks for s in b.statements]
    assert points == texts
    spare = [ref for brief, _ in found for ref in brief.spare]
    assert len(spare) == len(set(spare))
    for brief, (system, user) in found:
        assert (system.role, user.role) == ("system", "user")
        assert user.text.count(f"\n{brief.fence}\n") == 2
        inside = user.text.split(f"\n{brief.fence}\n")[1]
        assert inside == brief.material
        assert user.text.split(f"\n{brief.fence}\n")[0].endswith(f"two lines that read {brief.fence}.\n")
        assert system.text == found[0][1][0].text, "the rules stand first and unchanged: a server reads them once"
        ids = {i for p in json.loads(inside)["points"] for i in p["basis"]}
        rows = json.loads(inside)
        assert ids <= {row["id"] for part in ("record", "criteria", "outcomes") for row in rows[part]}


def test_facts_that_read_alike_are_told_apart() -> None:
    """Each fact has what was read with its words, and each document its title and date, so that none has to be guessed."""
    rows = _material("cervical-staged-revision", "deficiencies")
    record = {row["quote"]: row for row in rows["record"]}
    bilateral = [
        record[q] for q in ("moderate foraminal stenosis bilaterally", "moderate bilateral foraminal stenosis")
    ]
    assert [row["levels"] for row in bilateral] == [["C3-4"], ["C5-6"]]
    assert all((r["kind"], r["side"], r["grade"]) == ("foraminal stenosis", "bilateral", "moderate") for r in bilateral)
    assert record["stable hardware. No evidence of instrumentation failure"]["status"] == "absent"
    assert "status" not in bilateral[0]
    documents = {row["marker"]: row for row in rows["documents"]}
    assert documents["[[record:mri]]"] == {
        "marker": "[[record:mri]]",
        "title": "MRI of the cervical spine",
        "date": "2026-01-22",
    }
    assert {row["marker"] for part in ("record", "excerpts") for row in rows[part]} == documents.keys()


@pytest.mark.parametrize("name", ["cervical-staged-revision", "lumbar-t12-s2-fusion", "lumbar-two-stage-revision"])
def test_a_criterion_of_several_lines_is_told_once(name: str) -> None:
    made = composed(CASES[0].parent / f"{name}.yaml")
    referred = 0
    for brief, _ in first_messages(made.draft, made.context, made.ground):
        criteria = json.loads(brief.material)["criteria"]
        whole = {row["id"]: (row["text"], row.get("label", "")) for row in criteria if "text" in row}
        assert len(whole) == len({*whole.values()})
        named = [row["as"] for row in criteria if "as" in row]
        assert {*named} <= whole.keys()
        referred += len(named)
    assert referred > 0


def _material(name: str, section: str) -> dict[str, Any]:
    made = composed(CASES[0].parent / f"{name}.yaml")
    found = {b.section.id: b for b, _ in first_messages(made.draft, made.context, made.ground)}
    material: dict[str, Any] = json.loads(found[section].material)
    return material


LINES = st.text(alphabet=st.sampled_from(list("ab\"\\{}[]=-\n\r\u2028\u2029\u0085 '")), max_size=40)


@given(st.lists(LINES, max_size=4))
def test_nothing_inside_ends_a_line(quotes: list[str]) -> None:
    """A record cannot forge the end of its fence: its line ends are escaped."""
    text = as_json({"record": [{"quote": q} for q in quotes], "question": "".join(quotes)})
    assert json.loads(text) == {"record": [{"quote": q} for q in quotes], "question": "".join(quotes)}
    assert len(re.split("[\n\r\u2028\u2029]", text)) == (2 + len(quotes) + 1 if quotes else 2)


def test_the_schema_is_strict() -> None:
    found = schema()
    for part in (found, *found["$defs"].values()):
        assert part["additionalProperties"] is False
        assert set(part["required"]) == set(part["properties"])


GOOD = {"type": "outcome", "text": "Yes.", "points": ["p1"], "basis": []}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yes",
        "[]",
        "{}",
        '{"statements": 3}',
        '{"statements": []}',
        '{"statements": [3]}',
        "[" * 100_000,
        json.dumps({"statements": [GOOD | {"text": "x" * (LONGEST + 1)}]}),
        json.dumps({"statements": [GOOD | {"points": 1}]}),
    ],
)
def test_replies_of_another_form(text: str) -> None:
    with pytest.raises(Malformed):
        read(text)


def test_replies_that_can_be_read() -> None:
    whole = json.dumps({"statements": [GOOD, GOOD | {"type": "verdict"}]})
    assert [len(kept) for kept in (read(whole)[0], read(f"```json\n{whole}\n```")[0])] == [1, 1]
    assert read(whole)[1] == 1
    assert read(json.dumps({"statements": [GOOD | {"more": 1, "points": "p1"}]})) == read(
        json.dumps({"statements": [GOOD]})
    )
    assert len(read(json.dumps({"statements": [GOOD] * (MOST + 5)}))[0]) == MOST


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_points_keep_their_ids_where_others_come_and_go(path: Path) -> None:
    """What the search finds moves; a recorded reply goes on answering the points that stay."""
    made = composed(path)

    def ids(draft: Draft) -> dict[tuple[str, str], str]:
        found = briefs(draft, made.context, made.ground)
        return {(b.section.id, p.statement.text): p.id for b in found for p in b.points}

    def thinned(section: Section) -> Section:
        blocks = (b.model_copy(update={"statements": b.statements[::-2]}) for b in section.blocks)
        return section.model_copy(update={"blocks": tuple(blocks)})

    whole = ids(made.draft)
    few = ids(made.draft.model_copy(update={"sections": tuple(map(thinned, made.draft.sections))}))
    moved = [told for told, id in few.items() if whole[told] != id]
    assert len(few) > len(whole) / 3
    assert len(moved) <= 2, moved  # of two that share all that names them, the one that stays alone is the first
    for section in {name for name, _ in whole}:
        own = [id for (name, _), id in whole.items() if name == section]
        assert len(own) == len(set(own))
