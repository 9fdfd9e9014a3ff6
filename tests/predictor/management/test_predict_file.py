"""manage.py predict_file: the same rows with predictions, whole or not at all."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


@pytest.fixture
def predict(math, tmp_path):
    def command(text, **options):
        said, path = io.StringIO(), tmp_path / "in.csv"
        path.write_text(text)
        call_command("predict_file", path, tmp_path / "out.csv", stdout=said, **options)
        with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
            return said.getvalue(), list(csv.DictReader(file))

    return command


def test_rows_come_back_with_what_was_predicted_and_bad_cells_are_told(predict):
    said, rows = predict("Name,Reading\nIda,50\nBo,seventy\n")
    assert [bool(row["value"]) for row in rows] == [True, False]
    assert 'row 3, column Reading: "seventy" is not allowed' in said
    assert "predicted 1 row in" in said
    assert "1 row could not be read" in said


def test_run_again_it_writes_the_same_file(predict, tmp_path):
    predict("Name,Reading\nIda,50\n")
    before = (tmp_path / "out.csv").read_bytes()
    predict("Name,Reading\nIda,50\n")
    assert (tmp_path / "out.csv").read_bytes() == before


def test_without_a_model_it_says_which_questions_are_answered(predict, math):
    with pytest.raises(CommandError, match="No model is live"):
        predict("Reading\n50\n", task="reading")
    math.versions.update(is_live=False)
    with pytest.raises(CommandError, match="answered are: none"):
        predict("Reading\n50\n")


def test_a_file_that_is_no_table_is_refused(predict):
    with pytest.raises(CommandError, match=r"nothing was written\. No column of the file is known"):
        predict("what\n1\n")
