"""Files that are not as they should be: each gets one clear message with file, line, field and what to do."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import AssistantError, CorpusError, InputError
from assistant.model.case import Case
from assistant.model.policy import Policy
from assistant.pack.yamlio import front_matter, load, parse, read_bytes

CASE = """\
id: one
question: Is it necessary?
date: 2026-01-02
request:
  lines:
  - {id: a, code: '22551', levels: [C5-6]}
documents:
- id: mri
  title: MRI
  kind: mri_report
  text: Moderate stenosis.
findings:
- id: f1
  kind: stenosis
  status: present
  document: mri
  quote: Moderate stenosis
"""


def failure(text: str | bytes, type_: type = Case) -> str:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(AssistantError) as caught:
        load(type_, data, "case.yaml", fault=InputError)
    assert isinstance(caught.value, InputError)
    return str(caught.value)


def test_a_good_file() -> None:
    assert load(Case, CASE.encode(), "case.yaml").findings[0].kind == "stenosis"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("  status:", "  statsu:", ["case.yaml:15:", "unknown field 'statsu', did you mean 'status'?"]),
        ("status: present", "status: presnt", ["case.yaml:15:", "findings[0].status", "did you mean 'present'"]),
        ("  quote: Moderate stenosis\n", "", ["case.yaml:13:", "'quote' is missing"]),
        ("date: 2026-01-02", "date: soon", ["case.yaml:3:", "'date' has to be a date such as"]),
        ("code: '22551'", "code: 22551", ["case.yaml:6:", "request.lines[0].code", "in quotes: '22551'"]),
        ("code: '22551'", "code: '225'", ["case.yaml:6:", "does not have the form"]),
        ("title: MRI", "title: yes", ["case.yaml:9:", "documents[0].title", "in quotes: 'yes'"]),
        ("- id: mri", "- id: mri\n  id: again", ["case.yaml:9:", "'id' stands twice", "line 8"]),
        ("  kind: mri_report", "\tkind: mri_report", ["case.yaml:10:", "does not allow tabs"]),
        ("  title: MRI", "   title: MRI", ["case.yaml:9", "not valid YAML"]),
        ("text: Moderate stenosis.", "text: Grade: moderate", ["case.yaml:11:", "needs quotes"]),
        ("question: Is it necessary?", "question: 'Is it", ["not valid YAML", "quotes"]),
        ("  quote: Moderate stenosis", "  quote: 'Moderate stenosis", ["not valid YAML", "not closed"]),
        ("lines:\n  - {id: a, code: '22551', levels: [C5-6]}", "lines: []", ["case.yaml:5:", "at least 1 entry"]),
        ("levels: [C5-6]", "levels: C5-6", ["case.yaml:6:", "levels", "has to be a list"]),
    ],
)
def test_one_thing_wrong(old: str, new: str, told: list[str]) -> None:
    assert CASE.count(old) == 1
    message = failure(CASE.replace(old, new))
    assert all(part in message for part in told), message
    assert len(message.splitlines()) <= 3


def test_everything_wrong_is_told_at_once_in_the_order_of_the_file() -> None:
    message = failure(CASE.replace("date: 2026-01-02", "date: soon").replace("  status:", "  statsu:"))
    assert "2 things are wrong" in message
    assert message.index("case.yaml:3:") < message.index("case.yaml:15:")


def test_an_optional_field_is_told_once() -> None:
    assert "things are wrong" not in failure(CASE.replace("levels: [C5-6]", "levels: [C5-6], stage: first"))


def test_a_test_inside_a_policy_is_found_by_line() -> None:
    policy = Path(__file__).parent / "corpus/bridges/policies/town/span-renewal.yaml"
    text = policy.read_text("utf-8").replace("value: {above: 30, unit: mm}", "value: {abve: 30, unit: mm}")
    line = next(i for i, row in enumerate(text.splitlines(), 1) if "abve" in row)
    message = failure(text, Policy)
    assert f"case.yaml:{line}: unknown field 'abve', did you mean 'above'?" in message


def test_a_test_without_operator() -> None:
    policy = Path(__file__).parent / "corpus/bridges/policies/town/span-renewal.yaml"
    message = failure(policy.read_text("utf-8").replace("treatment: {classes", "therapy: {classes"), Policy)
    assert "it has 'therapy'" in message
    assert "exactly one operator" in message


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"id: \xff\n", "case.yaml:1: byte 0xff is not UTF-8."),
        (b"", "the file is empty"),
        (b"# only a comment\n", "the file is empty"),
        (b"- a\n- b\n", "mapping"),
        (b"[" * 2000, "case.yaml"),
        (b"a: &a [*a]\n", "alias contains itself"),
        (b"a: !!python/object:os.system x\n", "not valid YAML"),
        (b"a: 2026-13-45\n", "cannot be read"),
        (b"a: !!binary aGk=\n", "cannot be read"),
    ],
)
def test_bytes_that_are_no_case(data: bytes, told: str) -> None:
    assert told in failure(data)


def test_aliases_that_explode_are_refused() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    assert "aliases" in failure("\n".join(rows))


def test_a_byte_order_mark_is_no_matter() -> None:
    assert load(Case, b"\xef\xbb\xbf" + CASE.encode(), "case.yaml").id == "one"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_bytes(tmp_path / "none.yaml", fault=InputError)
    with pytest.raises(CorpusError, match="a folder"):
        read_bytes(tmp_path)
    (tmp_path / "long.yaml").write_bytes(b"x" * 1000)
    with pytest.raises(CorpusError, match="too large"):
        read_bytes(tmp_path / "long.yaml", limit=999)


def test_front_matter_keeps_its_line_numbers() -> None:
    front, body = front_matter(b"---\na: 1\nb: 2\n---\n\n# Text\n", "s.md")
    assert parse(front, "s.md") == {"a": 1, "b": 2}
    assert front.splitlines()[1] == b"a: 1"
    assert body == "# Text"
    with pytest.raises(CorpusError, match="front matter"):
        front_matter(b"a: 1\n", "s.md")


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.binary(max_size=60) | st.text(alphabet="ab:-[]{}&*!'\"\n \t|>?%@#0", max_size=60).map(str.encode))
def test_no_bytes_bring_the_reader_down(data: bytes) -> None:
    with pytest.raises(InputError, match=r"case\.yaml"):
        load(Case, data, "case.yaml", fault=InputError)
