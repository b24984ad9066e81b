"""Settings from the environment and from `assistant.toml`; what is misspelt is told, never passed over."""

from pathlib import Path

import pytest

from assistant.settings import Price, load_settings

from .conftest import GOOD, Run


def toml(text: str) -> None:
    Path("assistant.toml").write_text(text, encoding="utf-8")


def test_the_file(run: Run, open_case: Path) -> None:
    toml('disposition = "lenient"\n')
    assert run("check", open_case, "--json").json["disposition"] == "lenient"


def test_the_environment_goes_before_the_file_and_an_option_before_both(
    run: Run, open_case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toml('disposition = "lenient"\n')
    monkeypatch.setenv("ASSISTANT_DISPOSITION", "strict")
    assert run("check", open_case, "--json").json["disposition"] == "strict"
    ran = run("check", open_case, "--json", "--disposition", "lenient")
    assert ran.json["disposition"] == "lenient"


def test_an_empty_variable_is_none(run: Run, open_case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml('disposition = "lenient"\n')
    monkeypatch.setenv("ASSISTANT_DISPOSITION", "")
    monkeypatch.setenv("ASSISTANT_BASE_URL", "")
    assert run("check", open_case, "--json").json["disposition"] == "lenient"
    assert "base_url = \n" not in run("doctor", "--no-try").out.replace("  (set)", "")


def test_a_policy_set_from_the_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_POLICY_SET", "nobody")
    ran = run("check", GOOD)
    assert ran.code == 2
    assert "no policy set 'nobody'" in ran.err


def test_several_layers_in_one_variable(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("ASSISTANT_LAYERS", f"{tmp_path / 'one'}:{tmp_path / 'two'}")
    out = run("doctor").out
    assert f"layer {tmp_path / 'one'}" in out
    assert f"layer {tmp_path / 'two'}" in out


def test_prices_in_a_variable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_WRITER_PRICES", '{"m": {"prompt": 1, "reply": 2.5}}')
    assert load_settings().writer_prices == {"m": Price(prompt=1, reply=2.5)}
    for wrong in ("m: 1", '{"m": {"prompt": 1}}', '{"m": {"prompt": -1, "reply": 1}}'):
        monkeypatch.setenv("ASSISTANT_WRITER_PRICES", wrong)
        ran = run("check", GOOD)
        assert (ran.code, ran.out) == (4, "")
        assert "environment (ASSISTANT_WRITER_PRICES)" in ran.err


def test_a_larger_case_can_be_allowed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_LARGEST_CASE", "100")
    ran = run("check", GOOD)
    assert (ran.code, ran.out) == (2, "")
    assert "ASSISTANT_LARGEST_CASE" in ran.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('audiance = "patient"\n', "there is no setting 'audiance'"),
        ('audiance = "patient"\n', "Did you mean audience?"),
        ("zzz = 1\n", "Known: pack, "),
        ('audience = "doctor"\n', "assistant.toml (audience)"),
        ('audience = "doctor"\n', "It is 'doctor' now"),
        ("largest_case = 0\n", "largest_case"),
        ("audience = \n", "not valid TOML"),
        ('audience = "doctor"\nlargest_case = "x"\nlayer = []\n', "3 settings are wrong"),
    ],
)
def test_a_wrong_file(run: Run, text: str, words: str) -> None:
    toml(text)
    ran = run("check", GOOD)
    assert (ran.code, ran.out) == (4, "")
    assert words in ran.err


def test_a_file_that_is_not_utf_8(run: Run) -> None:
    Path("assistant.toml").write_bytes(b'audience = "\xe4"\n')
    ran = run("check", GOOD)
    assert ran.code == 4
    assert "UTF-8" in ran.err


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("ASSISTANT_POLICYSET", "general", "Did you mean ASSISTANT_POLICY_SET?"),
        ("ASSISTANT_AUDIENCE", "doctor", "environment (ASSISTANT_AUDIENCE)"),
        ("ASSISTANT_LARGEST_CASE", "many", "largest_case"),
        ("assistant_policyset", "general", "Did you mean ASSISTANT_POLICY_SET?"),
    ],
)
def test_a_wrong_variable(run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str) -> None:
    monkeypatch.setenv(name, value)
    ran = run("check", GOOD)
    assert (ran.code, ran.out) == (4, "")
    assert words in ran.err


def test_a_variable_of_another_program_is_left_alone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_ZZZ", "1")
    assert run("check", GOOD).code == 0
    assert "ASSISTANT_ZZZ is set and is no setting" in run("doctor").out


@pytest.mark.parametrize(
    ("name", "code", "words"), [("ASSISTANT_LAYERS", 6, "does not exist"), ("ASSISTANT_PACK", 6, "Packs: ")]
)
def test_what_a_setting_names_is_not_there(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, code: int, words: str
) -> None:
    monkeypatch.setenv(name, "/nowhere")
    ran = run("policy", "list")
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
