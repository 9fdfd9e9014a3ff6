"""What leaving fields out costs is measured with what a version learned from, and kept with its run."""

import pytest
from django.core.management import CommandError, call_command
from factories import live_task
from noisy_rows import noisy_frame

from mlcore.datasets import keeping, schemas, storing
from mlcore.models import ModelVersion, TrainingRun
from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.stepwise import finished
from mlcore.versions.policies import measuring, picking
from mlcore.versions.policies.measuring import Asked, ledger_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def dataset(db):
    row = schemas.schema_version("exams")
    return storing.store_dataset(schema_version=row, frame=noisy_frame(row.schema), name="noisy")[0]


@pytest.mark.training
def test_train_prints_what_leaving_fields_out_costs_and_keeps_it(dataset, capsys):
    call_command("train", "math", candidates=["ridge"], policies=True, without=["gender,reading_score"])
    printed, ledger = capsys.readouterr().out, ledger_of(TrainingRun.objects.get())
    assert "Without Gender and Reading score" in printed
    assert [policy.left_out for policy in ledger.policies][0] == ()
    assert ("gender", "reading_score") in [policy.left_out for policy in ledger.policies]
    assert ledger.candidate == "ridge"


@pytest.mark.training
def test_a_combination_with_a_field_that_is_no_input_is_refused(dataset):
    with pytest.raises(CommandError, match="'shoe_size' is no input of math"):
        call_command("train", "math", candidates=["ridge"], without=["shoe_size"])


def test_what_a_policy_in_force_leaves_out_is_measured_too():
    version = ModelVersion.objects.live_for(live_task())
    picking.pick(version.task, ["reading_score"], reason="It comes too late.", who="ada")
    found = finished(measuring.measure(version, Asked()))
    assert ("reading_score",) in [policy.left_out for policy in found.policies]


def test_nothing_but_the_run_is_changed_by_measuring():
    version = ModelVersion.objects.live_for(live_task())
    finished(measuring.measure(version, Asked()))
    again = ModelVersion.objects.live_for(version.task)
    assert (again.pk, again.sha256, again.left_out) == (version.pk, version.sha256, [])


def test_a_run_of_an_older_release_has_no_ledger():
    assert ledger_of(ModelVersion.objects.live_for(live_task()).run) is None


def test_a_ledger_of_another_shape_counts_as_not_measured():
    run = ModelVersion.objects.live_for(live_task()).run
    run.details = {"policies": {"format": 9}}
    assert ledger_of(run) is None


def test_rows_that_are_gone_are_said_with_the_remedy():
    version = ModelVersion.objects.live_for(live_task())
    keeping.delete(version.run.dataset, who="ada")
    version.run.dataset.refresh_from_db()
    with pytest.raises(DataError, match="train the task again"):
        finished(measuring.measure(version, Asked()))
