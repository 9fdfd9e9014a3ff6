"""What a version learned from is told by card, API and lists: all of its datasets, and that rows were deleted."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse
from factories import frame_for

from mlcore.datasets import keeping, storing
from mlcore.datasets.together import together
from mlcore.models import Dataset, TrainingRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(math):
    first, frame = Dataset.objects.get(), frame_for(math.schema_version.schema, 15)
    frame = frame.assign(math_score=frame["math_score"] + 0.25)
    second, _ = storing.store_dataset(schema_version=math.schema_version, frame=frame, name="more rows")
    return [first, second]


@pytest.fixture
def version(math, parts):
    """The live one, as if it had learned from both."""
    live = math.versions.get()
    whole = together(parts, math.schema_version, leave_out=False)
    TrainingRun.objects.filter(pk=live.run_id).update(dataset=whole)
    return live


def card_text(client, version):
    page = client.get(reverse("model-card", args=[version.pk])).text
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_card_names_every_dataset_with_its_size(version, client, people):
    client.force_login(people.stranger)
    text = card_text(client, version)
    assert "Made of exams rows (40 rows) and more rows (15 rows)" in text


REFUSED = {"rows": 3, "reasons": [{"column": "math score", "field": "math_score", "refusal": "no number", "cells": 3}]}


def test_the_card_says_what_each_part_was_short_of(version, parts, client, people):
    Dataset.objects.filter(pk=parts[1].pk).update(left_out=REFUSED)
    version.run.dataset.parts.filter(part=parts[1]).update(left_out=1)
    client.force_login(people.stranger)
    text = card_text(client, version)
    assert "Left out at the import 3 rows of more rows" in text
    assert "Left out as repeats 1 row of more rows" in text


def test_the_page_of_the_data_says_what_each_part_was_short_of(version, parts, client, people):
    Dataset.objects.filter(pk=parts[1].pk).update(left_out=REFUSED)
    client.force_login(people.admin)
    page = client.get(reverse("explore-dataset", args=[version.run.dataset_id])).text
    assert "more rows: 3 rows were left out at the import: " in page
    assert "exams rows: " not in page


def test_the_card_of_one_dataset_says_nothing_of_parts(math, client, people):
    client.force_login(people.stranger)
    text = card_text(client, math.versions.get())
    assert "Made of" not in text
    assert "were deleted" not in text


def test_the_card_and_the_lists_say_that_rows_were_deleted_and_the_model_serves(version, parts, client, people, capsys):
    keeping.delete(parts[0], who="the head")
    client.force_login(people.admin)
    text = card_text(client, version)
    assert "Made of exams rows (40 rows, deleted) and more rows (15 rows)" in text
    assert "were deleted on" in text
    assert "by the head" in text
    assert "its rows were deleted" in client.get(reverse("model-versions", args=["math"])).text
    call_command("models", "math")
    assert "exams rows + more rows (rows deleted)" in capsys.readouterr().out


def test_a_model_whose_rows_were_deleted_answers_and_explains(math, parts, api_owner, answers):
    keeping.delete(parts[0], who="the head")
    made = api_owner.post("/api/v1/predictions/", {"task": "math", "answers": answers}, format="json")
    assert made.status_code == 201
    assert api_owner.get(f"/api/v1/predictions/{made.json()['id']}/").status_code == 200


def test_the_api_lists_the_datasets_of_a_version_that_learned_from_several(version, parts, api_owner):
    data = api_owner.get(f"/api/v1/model-versions/{version.pk}/").json()["data"]
    assert [(part["name"], part["rows"], part["sha256"]) for part in data["parts"]] == [
        (dataset.name, dataset.rows, dataset.sha256) for dataset in parts
    ]
    assert (data["rows"], data["rows_deleted_at"]) == (55, None)


def test_the_api_says_when_rows_were_deleted(version, parts, api_owner):
    keeping.delete(parts[1], who="the head")
    data = api_owner.get(f"/api/v1/model-versions/{version.pk}/").json()["data"]
    assert data["rows_deleted_at"] is not None
    assert [part["rows_deleted_at"] is not None for part in data["parts"]] == [False, True]


def test_versions_of_many_parts_cost_the_api_as_many_queries_as_one(
    math, version, api_owner, django_assert_max_num_queries
):
    new_version_on_whole = TrainingRun.objects.get(model_version=version).dataset
    other = version_of(math, new_version_on_whole)
    with django_assert_max_num_queries(8):
        listed = api_owner.get("/api/v1/model-versions/").json()
    assert {row["number"] for row in listed["results"]} == {version.number, other.number}


def version_of(math, dataset):
    Dataset.objects.exclude(pk=dataset.pk).update(schema_version=dataset.schema_version)
    run = TrainingRun.objects.create(task=math, dataset=dataset, status="finished")
    version = math.versions.get()
    version.pk, version.number, version.run, version.is_live = None, 2, run, False
    version.save()
    return version
