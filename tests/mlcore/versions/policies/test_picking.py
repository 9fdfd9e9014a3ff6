"""A policy is picked with a reason, kept for good, and learned by from the next training on."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction
from django.db.models import F
from factories import live_task
from noisy_rows import noisy_frame

from mlcore.datasets import schemas, storing
from mlcore.models import ModelVersion, PickedPolicy, Task
from mlcore.versions import live
from mlcore.versions.policies import picking, standing

pytestmark = pytest.mark.django_db


def test_a_pick_is_stored_with_reason_name_and_time():
    task = live_task()
    picking.pick(task, ["lunch", "race_ethnicity"], reason=" Nobody needs them. ", who="ada")
    row = PickedPolicy.objects.get()
    assert (row.left_out, row.reason, row.who) == (["race_ethnicity", "lunch"], "Nobody needs them.", "ada")
    assert picking.left_out_of(task) == ("race_ethnicity", "lunch")


def test_picking_leaves_the_live_version_alone():
    task = live_task()
    picking.pick(task, ["lunch"], reason="Not ours to know.", who="ada")
    assert ModelVersion.objects.live_for(task).question == task.question
    assert standing.needs_training(task)


@pytest.mark.parametrize(
    ("left_out", "reason", "said"),
    [
        (["lunch"], "  ", "write why"),
        (["lunch"], "x" * 1001, "at most 1000"),
        (["shoe_size"], "Why not.", "'shoe_size' is no input of math"),
        (["math_score"], "Why not.", "'math_score' is no input of math"),
    ],
)
def test_a_pick_that_cannot_be_is_refused_and_nothing_is_stored(left_out, reason, said):
    with pytest.raises(picking.PolicyRefused, match=said):
        picking.pick(live_task(), left_out, reason=reason, who="ada")
    assert not PickedPolicy.objects.exists()


def test_one_input_has_to_stay():
    task = live_task()
    with pytest.raises(picking.PolicyRefused, match="keep at least one input"):
        picking.pick(task, task.question.inputs, reason="None of it.", who="ada")


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_keeps_every_pick_as_it_was(act):
    picking.pick(live_task(), ["lunch"], reason="Not ours to know.", who="ada")
    rows = PickedPolicy.objects.all()
    with pytest.raises(DatabaseError, match="history"), transaction.atomic():
        rows.update(reason=F("who")) if act == "update" else rows._raw_delete(using="default")
    assert PickedPolicy.objects.get().reason == "Not ours to know."


def test_the_newest_pick_is_in_force_and_may_use_every_field_again():
    task = live_task()
    picking.pick(task, ["lunch"], reason="Not ours to know.", who="ada")
    picking.pick(task, [], reason="It was asked for.", who="bob")
    assert picking.left_out_of(task) == ()
    assert picking.in_force(task).who == "bob"
    assert PickedPolicy.objects.count() == 2


def test_a_task_without_a_pick_says_so():
    task = live_task()
    assert standing.said_of_task(task) == "No policy was picked for this question: every field is used."
    assert standing.said_of_version(ModelVersion.objects.live_for(task)) == [standing.said_of_task(task)]


def test_a_version_of_before_a_pick_says_that_it_is_older():
    task = live_task()
    picking.pick(task, ["lunch"], reason="Not ours to know.", who="ada")
    first, older = standing.said_of_version(ModelVersion.objects.live_for(task))
    assert first == "When it was trained no policy was picked for this question: every field is used."
    assert "trained under an older policy" in older
    assert "Policy: without Lunch. Picked by ada on" in older
    assert "The reason: Not ours to know." in older


@pytest.fixture
def trained(db):
    row = schemas.schema_version("exams")
    storing.store_dataset(schema_version=row, frame=noisy_frame(row.schema), name="noisy")
    call_command("train", "math", candidates=["ridge"])
    task = Task.objects.get(slug="math")
    picking.pick(task, ["race_ethnicity", "lunch"], reason="Not ours to know.", who="ada")
    call_command("train", "math", candidates=["ridge"])
    return task


@pytest.mark.training
def test_the_next_training_does_without_what_was_left_out(trained):
    version = trained.versions.get(number=2)
    bundle = live.bundle_of(version)
    assert version.left_out == ["race_ethnicity", "lunch"]
    assert version.policy == PickedPolicy.objects.get()
    assert {"race_ethnicity", "lunch"}.isdisjoint(bundle.task.inputs)
    assert bundle.task.audit == ("race_ethnicity", "lunch")
    assert bundle.task == version.question


@pytest.mark.training
def test_errors_are_still_looked_at_by_what_was_left_out(trained):
    audited = {errors["field"] for errors in trained.runs.first().details["diagnosis"]["groups"]}
    assert {"race_ethnicity", "lunch"} <= audited


@pytest.mark.training
def test_the_gate_asks_the_live_model_without_those_fields_too(trained):
    comparison = trained.runs.first().details["verdict"]["comparison"]
    assert comparison["without"] == ["race_ethnicity", "lunch"]


@pytest.mark.training
def test_a_scheduled_training_follows_a_new_policy(trained, capsys):
    call_command("train", "math", candidates=["ridge"], scheduled=True)
    assert "nothing new since" in capsys.readouterr().out
    picking.pick(trained, [], reason="It was asked for.", who="ada")
    call_command("train", "math", candidates=["ridge"], scheduled=True)
    assert trained.versions.count() == 3
