"""Case files: a good one is read, a wrong one refused with one message, a faulty one told and kept."""

import json
import re
from pathlib import Path

import pytest

from assistant.errors import LONGEST, CorpusError, InputError
from assistant.intake import check_case, load_case
from assistant.model.case import Case
from assistant.pack import load_pack

HERE = Path(__file__).parent
GOOD = HERE / "good.yaml"

WRONG = {
    "a-list.yaml": (2, "has to be a mapping"),
    "blank-document.yaml": (26, "'note' is empty"),
    "broken.json": (3, "not valid JSON: expecting ':'"),
    "code-as-number.yaml": (9, "write it in quotes: '22551'"),
    "colon-in-plain-text.yaml": (3, "needs quotes"),
    "duplicate-documents.yaml": (21, "'mri' is used 2 times"),
    "duplicate-ids.yaml": (32, "'f1' is used 2 times"),
    "duplicate-key.yaml": (6, "'id' stands twice"),
    "duplicate-lines.yaml": (10, "'a' is used 2 times"),
    "empty-record.yaml": (13, "'documents' needs at least 1"),
    "empty.yaml": (None, "the file is empty"),
    "end-before-start.yaml": (35, "ends (2025-09-15) before it starts (2025-10-01)"),
    "impossible-number.yaml": (42, "sessions cannot be -3"),
    "level-of-finding-outside.yaml": (32, "'Q1-2' is not a level"),
    "level-outside-the-anatomy.yaml": (9, "Levels run from C1-2 to L5-S1"),
    "malformed-yaml.yaml": (9, "not valid YAML"),
    "missing-field.yaml": (2, "Add 'date'"),
    "no-lines.yaml": (8, "'request.lines' needs at least 1"),
    "no-record.yaml": (2, "Add 'documents'"),
    "not-a-date.yaml": (None, "day is out of range for month"),
    "not-utf-8.yaml": (27, "Save the file as UTF-8"),
    "number-without-unit-kind.yaml": (33, "not measured in numbers"),
    "one-landmark.yaml": (9, "C4-5 or C5-6"),
    "only-a-comment.yaml": (None, "the file is empty"),
    "plain-text.yaml": (1, "has to be a mapping"),
    "quote-cut-within-a-figure.yaml": (33, "“Wrist extension 4”"),
    "quote-in-other-document.yaml": (32, "It stands in 'mri'"),
    "quote-not-in-document.yaml": (32, "Quote the document word for word"),
    "quote-of-nothing.yaml": (32, "is not in document 'mri'"),
    "record-not-indented.yaml": (21, "not valid YAML"),
    "reversed-range.yaml": (9, "Did you mean 'C5-C6'?"),
    "tab.yaml": (10, "not valid YAML"),
    "two-documents.yaml": (44, "another document"),
    "unknown-document-kind.yaml": (23, "Did you mean office_note"),
    "unknown-document.yaml": (32, "Did you mean mri?"),
    "unknown-field.yaml": (24, "did you mean 'author'?"),
    "unknown-grade.yaml": (31, "Did you mean severe?"),
    "unknown-kind.yaml": (31, "Did you mean foraminal_stenosis"),
    "unknown-pack.yaml": (5, "Packs: knee, spine"),
    "unknown-region.yaml": (37, "Did you mean cervical?"),
    "unknown-side.yaml": (9, "did you mean 'left'?"),
    "unknown-structure.yaml": (33, "Did you mean wrist_extensors"),
    "unknown-treatment.yaml": (36, "Did you mean physical_therapy?"),
    "unprintable.yaml": (20, "U+000C"),
    "wrong-type.yaml": (6, "'patient.age' has to be a whole number"),
}
"""Line and a part of the message or of the advice."""

FAULTY = {
    "cervical-code-at-lumbar-levels.yaml": (9, "for the regions cervical, and is requested at L4-5"),
    "contradicting-findings.yaml": (32, "'f1' and 'f4' contradict each other"),
    "retired-code.yaml": (9, "replaced by 22853"),
    "retired-diagnosis.yaml": (12, "M54.50"),
    "unknown-code.yaml": (9, "22599 is not in the code table"),
}


def refusal(path: Path, **options: int) -> InputError:
    """The error that a file ends with."""
    with pytest.raises(InputError) as caught:
        load_case(path, **options)
    return caught.value


def edited(tmp_path: Path, *pairs: tuple[str, str]) -> Path:
    """The good case with words replaced."""
    text = GOOD.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "case.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_case_is_read_whole() -> None:
    loaded = load_case(GOOD)
    assert loaded.faults == ()
    assert loaded.pack.name == "spine"
    case = loaded.case
    assert [line.code for line in case.request.lines] == ["22551"]
    assert [f.grade for f in case.findings] == ["severe", "not_stated", "4-"]
    assert case.treatments[0].supervised == "yes"
    assert (case.treatments[0].end - case.treatments[0].start).days == 75  # type: ignore[operator]


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_the_same_case_as_json(tmp_path: Path, ascii_only: bool, indent: int | str | None) -> None:
    case = load_case(GOOD).case
    text = json.dumps(case.model_dump(mode="json"), ensure_ascii=ascii_only, indent=indent)
    path = tmp_path / "case.json"
    path.write_text(text, encoding="utf-8")
    assert load_case(path).case == case
    assert load_case(path).faults == ()


def test_json_with_escapes(tmp_path: Path) -> None:
    data = load_case(GOOD).case.model_dump(mode="json")
    data["documents"][1]["text"] += "a/b \U0001f9b4 “quoted” \\ \n"
    path = tmp_path / "case.json"
    path.write_text(json.dumps(data).replace("a/b", "a\\/b"), encoding="utf-8")
    assert load_case(path).case.documents[1].text == data["documents"][1]["text"]


def test_a_case_survives_its_own_yaml(tmp_path: Path) -> None:
    import yaml

    case = load_case(GOOD).case
    path = tmp_path / "again.yaml"
    path.write_text(yaml.safe_dump(case.model_dump(mode="json"), allow_unicode=True), encoding="utf-8")
    assert load_case(path).case == case


def test_windows_line_ends_and_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.read_bytes().replace(b"\n", b"\r\n"))
    assert load_case(path).case == load_case(GOOD).case


def test_quotes_may_differ_in_white_space_and_typography(tmp_path: Path) -> None:
    path = edited(
        tmp_path,
        ("Left arm pain.", "Left arm “pain”. It’s worse."),
        ("quote: Wrist extension 4-/5", "quote: 'Left  arm \"pain\". It''s'"),
    )
    assert load_case(path).faults == ()


def test_every_fixture_is_in_the_tables() -> None:
    assert {p.name for p in (HERE / "wrong").iterdir()} == set(WRONG)
    assert {p.name for p in (HERE / "faulty").iterdir()} == set(FAULTY)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_case_is_refused_with_one_clear_message(name: str) -> None:
    path = HERE / "wrong" / name
    line, words = WRONG[name]
    error = refusal(path)
    assert error.problems == ()  # one thing is wrong, and one thing is told
    assert words in str(error)
    assert str(error).startswith(str(path) if line is None else f"{path}:{line}")
    assert len(str(error).splitlines()) <= 2
    assert error.exit_code == 2


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_case_is_told_and_kept(name: str) -> None:
    path = HERE / "faulty" / name
    line, words = FAULTY[name]
    loaded = load_case(path)
    assert len(loaded.faults) == 1
    assert words in str(loaded.faults[0])
    assert str(loaded.faults[0]).startswith(f"{path}:{line} (")
    assert loaded.faults[0].remedy


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    path = edited(
        tmp_path,
        ("kind: office_note", "kind: nota"),
        ("grade: severe", "grade: bad"),
        ("levels: [C5-6], side: left}", "levels: [C5], side: left}"),
    )
    error = refusal(path)
    assert [p.where.line for p in error.problems if p.where] == [9, 23, 31]
    assert str(error).startswith(f"{path}: 3 things are wrong.")


def test_a_long_list_of_problems_is_cut(tmp_path: Path) -> None:
    findings = "\n".join(f"- {{id: x{n}, kind: nothing_like_it, document: mri, quote: x}}" for n in range(300))
    text = str(refusal(edited(tmp_path, ("treatments:\n", f"{findings}\ntreatments:\n"))))
    assert text.endswith("- and 280 more")
    assert len(text.splitlines()) < 50


def test_a_folder(tmp_path: Path) -> None:
    assert "folder" in str(refusal(tmp_path))


def test_no_such_file(tmp_path: Path) -> None:
    assert "no such file" in str(refusal(tmp_path / "none.yaml"))


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    error = refusal(GOOD, largest=100)
    assert re.search(r"too large: .* MB, and at most .* MB", str(error))
    assert "ASSISTANT_LARGEST_CASE" in str(error)


def test_a_record_of_20_megabytes(tmp_path: Path) -> None:
    filler = "    The patient was seen again and had nothing new to say about anything.\n" * 270_000
    path = edited(tmp_path, ("    Left arm pain.", f"{filler}    Left arm pain."))
    assert path.stat().st_size > 19_000_000
    error = refusal(path)
    assert "too large: 19." in str(error) or "too large: 2" in str(error)
    assert len(str(error)) < 600
    assert load_case(path, largest=64_000_000).faults == ()  # who wants it can have it


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: office_note", "kind: '{}'"),
        ("kind: physical_therapy", "kind: '{}'"),
        ("kind: outpatient", "kind: '{}'"),
        ("code: '22551'", "code: '{}'"),
        ("levels: [C5-6], side: left}", "levels: ['{}']}}"),
        ("date: 2026-03-01", "date: '{}'"),
        ("id: mri", "id: '{}'"),
        ("author: surgeon", "'{}': surgeon"),
        ("grade: severe", "grade: '{}'"),
        ("of: wrist_extensors", "of: '{}'"),
        ("quote: No cord signal change", "quote: '{}'"),
    ],
)
def test_no_message_pours_out_the_record(tmp_path: Path, old: str, new: str) -> None:
    record = "The patient reports that " + "everything hurts and nothing helps, " * 200
    lines = str(refusal(edited(tmp_path, (old, new.format(record))))).splitlines()
    assert all(len(line) < LONGEST + len(str(tmp_path)) + 60 for line in lines)
    assert len(lines) <= 6


def test_terminal_codes_do_not_reach_the_terminal(tmp_path: Path) -> None:
    assert "\x1b" not in str(refusal(edited(tmp_path, ("kind: office_note", r'kind: "\e[2J"'))))


def test_layers_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="does not exist"):
        load_case(GOOD, [tmp_path / "none"])


def test_a_case_made_in_python_is_checked_too() -> None:
    case = load_case(GOOD).case
    pack = load_pack("spine")
    check_case(case, pack)
    wrong = case.model_copy(update={"findings": (case.findings[0].model_copy(update={"quote": "mild"}),)})
    with pytest.raises(InputError, match=r"case small \(findings\[0\]\.quote\)"):
        check_case(wrong, pack)


def test_the_cases_that_come_with_the_program_are_good() -> None:
    cases = sorted((HERE.parents[1] / "evals" / "cases").glob("*.yaml"))
    assert len(cases) >= 5
    for path in cases:
        assert load_case(path).faults == (), path.name
        assert isinstance(load_case(path).case, Case)
