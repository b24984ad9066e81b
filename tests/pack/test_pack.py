"""Packs: parts, versions by date, layers, and the cache between runs."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import CorpusError, InputError
from assistant.intake.text.general_words import General
from assistant.model.policy import PolicySet
from assistant.pack import load_pack
from assistant.pack.data import corpus_root
from assistant.pack.kept import load_kept

from .bridges import CORPUS, bridges, copy, edit

TODAY = date(2026, 1, 1)


def test_parts_and_look_ups() -> None:
    pack = bridges()
    assert pack.default_policy_set == "town"
    assert pack.kind("sag").unit == "mm"
    assert pack.scale("rust").label("light") == "light rust"
    assert pack.structure("cables", "main_cable").label == "main cable"
    assert pack.codes["20002"].parents == ("20001",)
    source, fact = pack.fact("institute-2020#f02")
    assert (source.issuer, fact.role) == ("Institute of Spans", "finding")
    assert source.summary.startswith("## What it is")
    assert pack.disposition("strict").undetermined_as == "not_necessary"
    for missing in (lambda: pack.kind("x"), lambda: pack.fact("institute-2020#f99"), lambda: pack.path_of("x")):
        with pytest.raises(KeyError):
            missing()


def test_every_object_has_its_file() -> None:
    pack = bridges()
    assert pack.path_of("institute-2020").name == "institute-2020.md"
    assert pack.path_of("town").parent.name == "town"
    assert pack.path_of("town/span-renewal").name == "span-renewal.yaml"


@pytest.mark.parametrize(("day", "version"), [("2020-01-01", "1"), ("2023-12-31", "1"), ("2024-01-01", "2")])
def test_the_version_of_the_day_decides(day: str, version: str) -> None:
    policies = bridges().policy_set("town", date.fromisoformat(day)).policies
    assert [p.version for p in policies] == [version]


def test_a_set_that_is_not_in_force() -> None:
    with pytest.raises(InputError, match="from 2020-01-01 to 2030-12-31"):
        bridges().policy_set("county", date(2031, 1, 1))
    with pytest.raises(InputError, match="from 2020-01-01 on"):
        bridges().policy_set("town", date(2019, 12, 31))


def test_unknown_names() -> None:
    with pytest.raises(InputError, match="no policy set 'village'"):
        bridges().policy_set("village", TODAY)
    with pytest.raises(InputError, match="no disposition 'mild'"):
        bridges().disposition("mild")
    with pytest.raises(CorpusError, match="no policy pack 'tunnels'"):
        load_pack("tunnels")
    with pytest.raises(CorpusError, match="does not exist"):
        load_pack(layers=[Path("nowhere")])


def test_two_versions_in_force_at_once(tmp_path: Path) -> None:
    root = copy(tmp_path)
    edit(root, "policies/town/span-renewal.2020.yaml", "end: 2023-12-31", "end: 2024-06-30")
    with pytest.raises(CorpusError, match="1 and 2"):
        bridges(root).policy_set("town", date(2024, 2, 1))
    assert bridges(root).policy_set("town", TODAY)


def test_a_layer_replaces_and_adds(tmp_path: Path) -> None:
    layer = tmp_path / "layer"
    folder = layer / "bridges/policies/harbour"
    folder.mkdir(parents=True)
    (layer / "bridges/glossary.yaml").write_text("- {term: XY, meaning: something else}\n")
    (folder / "set.yaml").write_text(
        (CORPUS / "bridges/policies/county/set.yaml").read_text().replace("county", "harbour")
    )
    (folder / "own.yaml").write_text(
        (CORPUS / "bridges/policies/town/span-renewal.yaml").read_text().replace("town/", "harbour/")
    )
    pack = bridges(CORPUS, layer)
    assert pack.policy_set_ids() == ("county", "harbour", "town")
    assert [t.term for t in pack.glossary] == ["XY"]
    assert pack.policy_set("harbour", TODAY).policies[0].id == "harbour/span-renewal"
    assert pack.codes.keys() == bridges().codes.keys()


def test_the_built_in_pack_is_read_once_and_layers_each_time() -> None:
    assert load_pack("knee") is load_pack("knee")
    assert load_pack("knee", [CORPUS]) is not load_pack("knee", [CORPUS])


def test_the_same_with_and_without_the_cache(cache: Path) -> None:
    first = bridges()
    parts = (first.vocabulary, first.codes, dict(first.sources), first.policy_set("town", TODAY))
    kept = sorted(cache.iterdir())
    assert kept
    again = bridges()
    assert (again.vocabulary, again.codes, dict(again.sources), again.policy_set("town", TODAY)) == parts
    assert sorted(cache.iterdir()) == kept


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    root = copy(tmp_path)
    assert bridges(root).kind("sag").unit == "mm"
    edit(root, "vocabulary.yaml", "unit: mm", "unit: cm")
    assert bridges(root).kind("sag").unit == "cm"


@pytest.mark.parametrize("spoil", [b"", b"{", b"\x00" * 40, bytes(range(256))])
def test_a_spoilt_cache_is_no_matter(cache: Path, spoil: bytes) -> None:
    wanted = bridges().vocabulary
    for file in cache.iterdir():
        file.write_bytes(spoil)
    assert bridges().vocabulary == wanted


def test_a_cache_cut_short_or_changed_is_no_matter(cache: Path) -> None:
    wanted = bridges().vocabulary
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    changed = bytearray(whole)
    changed[-9] ^= 1
    for data in (whole[:-1], whole[:32], bytes(changed)):
        file.write_bytes(data)
        assert bridges().vocabulary == wanted


def test_a_file_beside_the_parts_is_kept_too(cache: Path, tmp_path: Path) -> None:
    file = tmp_path / "reading.yaml"
    file.write_bytes((corpus_root() / "reading.yaml").read_bytes())
    read = load_kept(General, file)
    assert [kept.name.rpartition("-")[0] for kept in cache.iterdir()] == [f"{tmp_path.name}-reading"]
    assert load_kept(General, file) == read
    file.write_text("negation: [no]\n")
    with pytest.raises(CorpusError, match="things are wrong"):
        load_kept(General, file)


def test_a_cache_that_another_wrote_runs_nothing(cache: Path, tmp_path: Path) -> None:
    """Sealed like ours, and with a call in it: the call is not made, and the files are read."""
    wanted = bridges().vocabulary
    (file,) = cache.iterdir()
    for call in (f"cos\nmkdir\n(V{tmp_path / 'made'}\ntR.", "cassistant.pack\nload_pack\n(tR."):
        data = call.encode()
        file.write_bytes(hashlib.sha256(data).digest() + data)
        assert bridges().vocabulary == wanted
    assert not (tmp_path / "made").exists()


def test_what_is_kept_is_as_it_was_read(cache: Path) -> None:
    """Also which fields a file gave: some of the linter and of the tests of policies rest on that."""
    read, again = (bridges().policy_set("town", TODAY) for _ in range(2))
    assert again.model_dump() == read.model_dump() == again.model_copy(deep=True).model_dump()
    assert again.model_dump_json(exclude_unset=True) == read.model_dump_json(exclude_unset=True)
    assert PolicySet.model_validate_json(again.model_dump_json(by_alias=True)) == read


def test_a_cache_that_cannot_be_written_is_no_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr("assistant.pack.kept.cache_folder", lambda: tmp_path / "file" / "trees")
    assert bridges().vocabulary.kinds


def test_what_is_wrong_in_several_files_is_told_at_once(tmp_path: Path) -> None:
    root = copy(tmp_path)
    edit(root, "sources/valley-rules.md", "year: 2022", "yaer: 2022")
    edit(root, "sources/harbour-rules.md", "fidelity: secondary", "fidelity: third")
    with pytest.raises(CorpusError) as caught:
        _ = bridges(root).sources
    message = str(caught.value)
    assert "did you mean 'year'" in message
    assert "harbour-rules.md:11: 'fidelity' is 'third'" in message


def test_the_same_code_twice(tmp_path: Path) -> None:
    root = copy(tmp_path)
    edit(root, "codes.yaml", "- {code: '20003'", "- {code: '20001'")
    with pytest.raises(CorpusError, match="'20001' is defined twice"):
        _ = bridges(root).codes


def test_plain_fields_of_a_part_are_those_of_its_model() -> None:
    pack = bridges()
    for part in (*pack.vocabulary.kinds, *pack.vocabulary.scales, *pack.codes.values()):
        made = pack.plain(part)
        assert {name: getattr(made, name) for name in type(part).model_fields} == dict(part)
        assert pack.plain(part) is made
