"""Files whose header is not in line 1 are imported like others, and what stood around the rows is said."""

import io

import pytest
from django.core.management import CommandError, call_command
from exports import ARBOR

from mlcore.datasets.schemas import SAMPLES
from mlcore.models import Dataset

pytestmark = pytest.mark.django_db

LINES = (SAMPLES / "exams.csv").read_text().splitlines()
TITLES = "Scores of the summer term\n\nPrinted on 3 July, by the office\n"


def run(path, *arguments):
    out = io.StringIO()
    call_command("import_dataset", str(path), "--schema", "exams", *arguments, stdout=out)
    return out.getvalue()


def test_titles_above_the_header_are_said_and_rows_keep_their_numbers(tmp_path):
    (tmp_path / "school.csv").write_text(TITLES + "\n".join(LINES[:30]))
    said = run(tmp_path / "school.csv")
    assert "The header is row 4. Above it: row 1 “Scores of the summer term”, row 3 “Printed on 3 July" in said
    assert (Dataset.objects.get().rows, Dataset.objects.get().found["header_row"]) == (29, 4)


def test_no_title_is_stored_since_it_may_hold_a_name(tmp_path):
    (tmp_path / "school.csv").write_text(TITLES + "\n".join(LINES[:30]))
    run(tmp_path / "school.csv")
    assert "office" not in str(Dataset.objects.get().found)


def test_where_two_formats_fit_the_command_asks(tmp_path):
    (tmp_path / "export.csv").write_text(ARBOR.replace('"Sex"', '"RenaissanceClientID","ScaledScore"'))
    with pytest.raises(CommandError, match="--format arbor"):
        run(tmp_path / "export.csv")


def test_the_limit_of_rows_is_said_when_it_is_met_and_can_be_raised(tmp_path):
    (tmp_path / "school.csv").write_text("\n".join(LINES[:30]))
    with pytest.raises(CommandError, match="more than 28 rows. Split it into smaller files; --most-rows allows more"):
        run(tmp_path / "school.csv", "--most-rows", "28")
    run(tmp_path / "school.csv", "--most-rows", "29")
    assert Dataset.objects.get().rows == 29
