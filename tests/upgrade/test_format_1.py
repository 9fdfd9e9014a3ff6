"""Model files of the first release load wherever modules lie today, and answer bit for bit as they did.

A new minor version of NumPy or scikit-learn refuses older files by design (the message says to train again): whoever
raises one replaces these files by those of the release before.
"""

import hashlib
import json
from pathlib import Path

import pytest

from mlcore.pipeline.bundle.bundle import Bundle
from mlcore.pipeline.bundle.file import FORMAT
from mlcore.words.warnings import said

FOLDER = Path(__file__).parent / "first_release"
EXPECTED = json.loads((FOLDER / "answers.json").read_text(encoding="utf-8"))
each_file = pytest.mark.parametrize("name", list(EXPECTED["files"]))


def load(name: str) -> Bundle:
    return Bundle.load(FOLDER / name, EXPECTED["files"][name]["sha256"])


def plain(bundle: Bundle, answer) -> dict:
    return {
        "value": answer.value,
        "ranges": {str(level): list(ends) for level, ends in answer.ranges.items()},
        "warnings": [
            {"kind": warning.kind, "field": warning.field, "message": said(warning, bundle.schema)}
            for warning in answer.warnings
        ],
    }


@each_file
def test_old_files_answer_as_before(name):
    bundle = load(name)
    answers = [plain(bundle, answer) for answer in bundle.predict(EXPECTED["rows"])]
    assert answers == EXPECTED["files"][name]["answers"]


def test_an_old_file_explains_as_before():
    explained, expected = load("format-1.joblib").explain(EXPECTED["rows"][0]), EXPECTED["explanation_of_first_row"]
    # Sums of matrix products: their last digit is the processor's.
    assert explained.contributions == pytest.approx(expected["contributions"], abs=1e-9)
    assert (explained.reference, explained.value) == (expected["reference"], expected["value"])


@each_file
def test_an_old_file_that_is_saved_again_has_the_format_of_today(name, tmp_path):
    old = load(name)
    sha256, path = old.save(tmp_path)
    assert path.read_bytes() != (FOLDER / name).read_bytes()
    assert Bundle.load(path, sha256).predict(EXPECTED["rows"]) == old.predict(EXPECTED["rows"])


@each_file
def test_files_of_today_name_no_module_of_ours(name, tmp_path):
    _, path = load(name).save(tmp_path)
    assert FORMAT == 4
    assert b"mlcore" not in unpacked(path)
    assert b"mlcore" in unpacked(FOLDER / name)  # so the search would find one


def unpacked(path: Path) -> bytes:
    """The bytes of the inner layer, which holds the parts."""
    import zlib

    import joblib

    return zlib.decompress(joblib.load(path)["parts"])


def test_the_committed_files_are_those_that_were_written_then():
    for name, expected in EXPECTED["files"].items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == expected["sha256"]
