"""What a file said beyond its values is stored with its rows and said wherever the data are looked at."""

import html
import io

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command
from django.urls import reverse

from mlcore.datasets.schemas import SAMPLES
from mlcore.models import Dataset

pytestmark = pytest.mark.django_db
HEADER, *LINES = [line.split(",") for line in (SAMPLES / "exams.csv").read_text().splitlines()[:41]]
TOTAL = ["Average", "", "", "", "", *["66"] * (len(HEADER) - 5)]


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "marks.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": True}) as made:
        for name, rows in {"7A": [HEADER, *LINES, TOTAL], "7B": [HEADER, *LINES[:20]]}.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def run(path, *arguments):
    out = io.StringIO()
    call_command("import_dataset", str(path), "--schema", "exams", *arguments, stdout=out)
    return out.getvalue()


def test_the_facts_of_an_import_are_printed_and_stored(book):
    said = run(book, "--sheet", "7A")
    stored = Dataset.objects.get()
    assert "Read from sheet \u201c7A\u201d; not read: \u201c7B\u201d.\n" in said
    assert "Left out, because they are no students: row 42 (\u201cAverage\u201d)." in said
    assert (stored.name, stored.rows, stored.found["rows"]) == ("marks 7A", 40, 40)
    assert stored.found["summary_rows"] == [{"row": 42, "label": "Average"}]
    assert [of_field["field"] for of_field in stored.found["fields"]] == slugs_of(stored)


def slugs_of(dataset):
    return [field.slug for field in dataset.schema_version.schema.fields]


def test_a_workbook_of_several_classes_asks_which(book):
    with pytest.raises(CommandError, match="'7A', '7B'. Import one at a time: --sheet NAME"):
        run(book)
    assert not Dataset.objects.exists()


def test_who_says_that_averages_are_students_has_their_cells_checked(book):
    with pytest.raises(CommandError, match="1 row cannot be read"):
        run(book, "--sheet", "7A", "--keep-summary-rows")
    assert not Dataset.objects.exists()


def test_the_page_of_a_dataset_says_what_its_file_said(book, client, people):
    run(book, "--sheet", "7A")
    client.force_login(people.admin)
    text = html.unescape(client.get(reverse("explore-dataset", args=[Dataset.objects.get().pk])).text)
    assert "Read from sheet \u201c7A\u201d; not read: \u201c7B\u201d. 1 row that is no student" in text


def test_a_dataset_of_an_older_release_says_nothing_of_its_file(book, client, people):
    run(book, "--sheet", "7A")
    Dataset.objects.update(found={})
    client.force_login(people.admin)
    assert "Read from sheet" not in client.get(reverse("explore-dataset", args=[Dataset.objects.get().pk])).text


def test_the_same_rows_in_other_letters_are_the_same_dataset(tmp_path):
    plain, dressed = tmp_path / "plain.csv", tmp_path / "dressed.csv"
    plain.write_text("\n".join(",".join(row) for row in [HEADER, *LINES]), encoding="utf-8")
    lines = [[cell.replace("'", "\u2019").replace(" ", "\u00a0") for cell in row] for row in [HEADER, *LINES, TOTAL]]
    dressed.write_text("sep=;\n" + "\n".join(";".join(row) for row in lines), encoding="utf-16")
    run(plain)
    assert "already stored as dataset 'plain'" in run(dressed)
    assert Dataset.objects.count() == 1
