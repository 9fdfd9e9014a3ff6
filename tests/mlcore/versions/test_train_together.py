"""`manage.py train` on several datasets: what it takes, says and stores."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from yearly import FIRST, GROWN, rows_of, stored

from mlcore.datasets import keeping, schemas
from mlcore.datasets.together import parts_of
from mlcore.models import ModelVersion, TrainingRun
from mlcore.versions.live import bundle_of

pytestmark = [pytest.mark.django_db, pytest.mark.training]


def train(*arguments):
    call_command("train", "final", *arguments, "--candidates", "linear")
    return TrainingRun.objects.first()


@pytest.fixture
def years(db):
    return [stored("2025", 60), stored("2026", 40, seed=1)]


def test_several_datasets_are_learned_from_and_named(years, capsys):
    run = train("--dataset", "2025", "--dataset", "2026")
    assert (run.dataset.rows, parts_of(run.dataset)) == (100, years)
    said = capsys.readouterr().out
    assert "Training final (Final) on 2025 (60 rows) and 2026 (40 rows), as asked for" in said
    assert "Together: 100 rows" in said


def test_the_passport_of_the_model_names_the_hash_of_all_rows(years):
    run = train("--dataset", "2025", "--dataset", "2026")
    passport = bundle_of(ModelVersion.objects.get()).passport
    assert (passport["data_sha256"], passport["rows"]) == (run.dataset.sha256, 100)


def test_without_a_name_the_newest_is_taken_and_the_rest_named(years, capsys):
    assert train().dataset == years[1]
    said = capsys.readouterr().out
    assert "on 2026 (40 rows), the newest dataset that fits" in said
    assert "Not taken: 2025 (60 rows), which is older; to take it as well: --dataset 2025" in said


def test_what_belongs_together_is_trained_without_a_name(years, capsys):
    keeping.join(years[1], years[0])
    assert train().dataset.rows == 100
    assert (
        "on 2025 (60 rows) and 2026 (40 rows): the newest dataset and what it belongs with" in capsys.readouterr().out
    )


def test_rows_that_two_datasets_have_are_learned_from_once(years, capsys):
    stored("overlap", frame=rows_of(FIRST, 60, 0).tail(10))
    run = train("--dataset", "2025", "--dataset", "2026", "--dataset", "overlap")
    assert run.dataset.rows == 100
    said = capsys.readouterr().out
    assert "10 rows of overlap are also in what stands before: 10 left out" in said


def test_rows_that_repeat_are_kept_where_it_is_asked(years):
    stored("overlap", frame=rows_of(FIRST, 60, 0).tail(10))
    run = train("--dataset", "2025", "--dataset", "overlap", "--repeats", "keep")
    assert run.dataset.rows == 70


def test_years_before_and_after_a_choice_was_added_are_trained_together(years, capsys):
    stored("2027", 50, schema=GROWN, seed=2)
    run = train("--dataset", "2025", "--dataset", "2026", "--dataset", "2027")
    assert (run.dataset.rows, run.dataset.schema_version.version) == (150, 2)
    assert ModelVersion.objects.get().schema_version.version == 2


def test_the_archived_is_not_taken_and_it_is_said_how_to_have_it_back(years, capsys):
    keeping.archive(years[1], who="the head")
    assert train().dataset == years[0]
    said = capsys.readouterr().out
    assert "Not taken: 2026 (40 rows), archived on " in said
    assert "by the head (manage.py datasets bring-back 2026)." in said


def test_nothing_is_trained_where_all_is_archived(years):
    for dataset in years:
        keeping.archive(dataset, who="the head")
    with pytest.raises(CommandError, match=r"no dataset to take for task final.*archived on .*bring-back"):
        train()
    with pytest.raises(CommandError, match="there is nothing to train on"):
        call_command("train")


def test_a_registered_version_that_contradicts_leaves_its_reason(years):
    question = replace(GROWN.tasks[0], inputs=("midterm",))
    schemas.register(replace(GROWN, fields=GROWN.fields[1:], tasks=(question,)))
    with pytest.raises(CommandError, match="Track: the newer version has no such field"):
        train()
