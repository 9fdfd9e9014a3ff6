"""A model file with half widths and a rule for gaps answers as it did, and tells of no chances."""

import json
from pathlib import Path

from mlcore.pipeline.bundle.bundle import Bundle

FOLDER = Path(__file__).parent / "format_3"
EXPECTED = json.loads((FOLDER / "answers.json").read_text(encoding="utf-8"))


def load() -> Bundle:
    return Bundle.load(FOLDER / "format-3.joblib", EXPECTED["sha256"])


def plain(answer) -> dict:
    return {
        "value": answer.value,
        "ranges": {str(level): list(ends) for level, ends in answer.ranges.items()},
        "wider_by": {warning.field: warning.wider_by for warning in answer.warnings},
    }


def test_a_file_of_format_3_answers_as_before():
    assert [plain(answer) for answer in load().predict(EXPECTED["rows"])] == EXPECTED["answers"]


def test_it_has_two_ranges_and_no_distribution():
    assert load().distribution(EXPECTED["rows"][0], 50.0) is None


def test_saved_again_it_still_answers_as_before(tmp_path):
    sha256, path = load().save(tmp_path)
    assert [plain(answer) for answer in Bundle.load(path, sha256).predict(EXPECTED["rows"])] == EXPECTED["answers"]
