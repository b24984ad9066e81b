"""The words that records are read with are checked against the pack."""

from pathlib import Path

import pytest

from assistant.intake.lint import lint_reading
from assistant.pack import load_pack
from assistant.pack.data import data_root

OWN = data_root() / "corpus" / "spine"


def layered(tmp_path: Path, name: str, old: str, new: str) -> list[str]:
    text = (OWN / name).read_text("utf-8")
    assert old in text
    (tmp_path / "spine").mkdir()
    (tmp_path / "spine" / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return [str(p) for p in lint_reading(load_pack("spine", (tmp_path,)))]


def test_nothing_is_wrong_with_the_packs() -> None:
    assert lint_reading(load_pack()) == []
    assert lint_reading(load_pack("knee")) == []


def test_the_files_belong_to_the_pack() -> None:
    names = {path.name for path in load_pack().data_files()}
    assert {"reading.yaml", "coding.yaml"} <= names
    assert (data_root() / "corpus" / "reading.yaml") in load_pack().data_files()


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "reading.yaml",
            "  spondylolisthesis: {sideless",
            "  spondylolistesis: {sideless",
            "no finding kind 'spondylolistesis'",
        ),
        ("reading.yaml", "gives_way: [motor_deficit]", "gives_way: [motor_defect]", "no finding kind 'motor_defect'"),
        ("reading.yaml", "codes: {any: '22551'}", "codes: {any: '22559'}", "no code '22559'"),
        ("reading.yaml", "sections: [study]", "sections: [studdy]", "no section 'studdy'"),
        ("reading.yaml", "ends: {pelvis: S2", "ends: {pelvis: S9", "no landmark 'S9'"),
        ("reading.yaml", r"cobb\s+(?:angle", r"cobb\s+((?:angle", "no regular expression"),
        ("reading.yaml", "default_document: office_note", "colour: blue", "colour"),
        (
            "reading.yaml",
            "- ablation\n      - rhizotomy\n",
            "- ablation\n      - rhizotomy\n      - ablation\n",
            "'ablation' stands twice in this list",
        ),
        ("coding.yaml", "kind: pars_defect}", "kind: pars_defects}", "no finding kind 'pars_defects'"),
        ("coding.yaml", "'84020006': L4-5", "'84020006': L4-9", "no level 'L4-9'"),
        ("coding.yaml", "prefixed: [icd10]", "prefixed: [icd11]", "no code system 'icd11'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(name: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    found = layered(tmp_path, name, old, new)
    assert any(said in text and f"{name}:" in text for text in found), found
