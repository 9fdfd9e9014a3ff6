"""Zips that would fill a memory or lead elsewhere are refused, and manifests that say otherwise than the zip."""

import zipfile

import pytest
from rosters import manifest, roster_zip, tables

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.oneroster import archive
from mlcore.pipeline.files.oneroster.archive import is_oneroster
from mlcore.pipeline.files.oneroster.reading import read_oneroster


@pytest.mark.parametrize(
    "name", ["../orgs.csv", "/etc/orgs.csv", "a/b.csv", "c:\\orgs.csv", "..", ".hidden", "o\u0433gs.csv"]
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(DataError, match="no plain file at its top"):
        read_oneroster(roster_zip(tmp_path / "a.zip", **{name: "x"}))


def test_a_link_is_refused(tmp_path):
    path = roster_zip(tmp_path / "a.zip")
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as zipped:
        zipped.writestr(link, "/etc/passwd")
    with pytest.raises(DataError, match="no plain file at its top"):
        read_oneroster(path)


def test_what_a_packing_program_puts_beside_is_passed_over(tmp_path):
    assert read_oneroster(roster_zip(tmp_path / "a.zip", **{"__MACOSX/._orgs.csv": "x", ".DS_Store": "x"})).orgs


def test_a_bomb_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_UNPACKED_BYTES", 2_000_000)
    with pytest.raises(DataError, match="unpacks to far too much"):
        read_oneroster(roster_zip(tmp_path / "a.zip", **{"x.csv": "\0" * 3_000_000}))


def test_a_zip_that_lies_about_its_sizes_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_UNPACKED_BYTES", 2_000_000)
    path = roster_zip(tmp_path / "a.zip", **{"x.csv": "\0" * 3_000_000})
    content = path.read_bytes()
    path.write_bytes(content.replace((3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(DataError, match=r"far too much|no zip that can be read"):
        read_oneroster(path)


def test_very_many_files_are_refused(tmp_path):
    with pytest.raises(DataError, match="more than 100 files"):
        read_oneroster(roster_zip(tmp_path / "a.zip", **{f"x{number}.txt": "" for number in range(100)}))


@pytest.mark.parametrize("content", [b"PK\x03\x04 and no more", b"sourcedId,status\n", b""])
def test_what_is_no_zip_is_refused(tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(DataError, match="no zip that can be read"):
        read_oneroster(tmp_path / "a.zip")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("propertyName,value\n", "names version ''"),
        (manifest([], version="1.0"), "names version '1.0' of OneRoster; 1.1 and 1.2 can be read"),
        (manifest(["orgs.csv", "courses.csv"]), "holds courses.csv, which it does not"),
        (manifest(["orgs.csv"], mode="whole"), 'manifest.csv, line 4, column value: "whole"; expected one of: bulk'),
        (manifest([]), "holds orgs.csv, of which manifest.csv says that it is absent or nothing"),
    ],
)
def test_a_manifest_that_contradicts_the_zip_is_refused(tmp_path, text, said):
    with pytest.raises(DataError, match=said):
        read_oneroster(roster_zip(tmp_path / "a.zip", {"orgs.csv": tables()["orgs.csv"]}, **{"manifest.csv": text}))


def test_a_zip_without_a_manifest_says_what_it_lacks(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as zipped:
        zipped.writestr("orgs.csv", tables()["orgs.csv"])
    with pytest.raises(DataError, match=r"no manifest\.csv: it is no OneRoster export"):
        read_oneroster(tmp_path / "a.zip")


def test_a_roster_is_told_from_other_files(tmp_path):
    assert is_oneroster(roster_zip(tmp_path / "a.zip"))
    (tmp_path / "b.csv").write_text("a,b\n1,2\n")
    assert not is_oneroster(tmp_path / "b.csv")
    assert not is_oneroster(tmp_path / "gone.zip")
