"""`manage.py datasets`: what there is, and what becomes of it, by whom."""

import sys

import pytest
from django.core.management import CommandError, call_command
from factories import live_task
from yearly import stored

from mlcore.datasets.together import together
from mlcore.models import Dataset, DatasetContent, ModelVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(capsys):
    def _run(*arguments):
        call_command("datasets", *arguments)
        return capsys.readouterr().out

    return _run


@pytest.fixture
def years(db):
    return [stored("2025", 60), stored("2026", 40, seed=1)]


def test_all_are_listed_with_what_became_of_them(run, years):
    run("archive", "2025")
    run("delete", "2026", "--yes")
    lines = {line.split()[0]: line for line in run().splitlines()[2:]}
    assert "archived on " in lines["2025"]
    assert "at the command line" in lines["2025"]
    assert "deleted on " in lines["2026"]


def test_what_is_archived_is_brought_back(run, years):
    assert "2025 (60 rows) is archived" in run("archive", "2025")
    run("bring-back", "2025")
    assert Dataset.objects.offered().count() == 2


def test_datasets_are_joined_and_parted(run, years):
    assert "2026 (40 rows) is trained together with 2025 (60 rows)" in run("join", "2026", "--to", "2025")
    assert run().splitlines()[2].split()[-1] == "2025"
    run("part", "2026")
    assert not Dataset.objects.filter(adds_to__isnull=False).exists()


def test_before_rows_are_deleted_it_is_said_what_hangs_on_them(run):
    task = live_task()
    said = run("delete", "exams rows", "--yes")
    assert "math version 1 (live) learned from them. It goes on serving, and its file keeps a sample" in said
    assert ModelVersion.objects.live_for(task) is not None


def test_what_was_made_of_the_rows_goes_with_them(run, years):
    together(years, years[0].schema_version)
    assert "The rows of 2025 + 2026 (100 rows) go with them." in run("delete", "2025", "--yes")
    assert DatasetContent.objects.get().dataset == years[1]


@pytest.mark.parametrize(("text", "left"), [("2025", 1), ("yes", 2), ("", 2)])
def test_rows_are_deleted_where_their_name_is_typed(run, years, monkeypatch, text, left):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda question: text)
    if left == 2:
        with pytest.raises(CommandError, match="nothing was deleted"):
            run("delete", "2025")
    else:
        run("delete", "2025")
    assert DatasetContent.objects.count() == left


def test_nothing_is_deleted_where_nobody_can_be_asked(run, years):
    with pytest.raises(CommandError, match="use --yes"):
        run("delete", "2025")
    assert DatasetContent.objects.count() == 2


def test_the_deleted_and_the_unknown_are_named(run, years):
    run("delete", "2025", "--yes")
    with pytest.raises(CommandError, match="dataset '2025' is gone. Its rows were deleted on .* by "):
        run("archive", "2025")
    with pytest.raises(CommandError, match="there is no dataset '1999'; the datasets are: 2026"):
        run("archive", "1999")


def test_an_installation_without_data_says_what_to_do(run):
    assert "import_dataset FILE" in run("list")
