"""From rows that name classes to the sentence on the page: what they have in common is measured, stored and told."""

import pytest
from django.urls import reverse
from page_words import words
from training_rows import school_rows, school_schema

from mlcore.datasets import schemas, storing
from mlcore.models import Task
from mlcore.versions import retraining
from predictor.models import Classroom, Student


@pytest.fixture
def trained(db):
    row = schemas.register(school_schema("house"))
    dataset, _ = storing.store_dataset(schema_version=row, frame=school_rows(houses=12), name="houses")
    task = Task.objects.select_related("schema_version").get(slug="physics")
    for _ in retraining.retrain(task, dataset, candidates=["linear"], asked=retraining.Asked(who="a trainer")):
        pass
    return task


@pytest.mark.training
def test_what_houses_have_in_common_is_told_on_the_card_and_with_the_class(trained, predict, owner, people):
    classroom = Classroom.objects.create(name="Class 9", schema_version=trained.schema_version)
    classroom.teachers.add(people.owner)
    for logic in range(40, 48):
        predict(student=Student.objects.create(classroom=classroom, name="Ada"), task=trained, answers={"logic": logic})
    page = words(owner.get(reverse("classroom", args=[classroom.pk])))
    card = words(owner.get(reverse("model-card", args=[trained.versions.get().pk])))
    assert "The intervals allow for it: of what the model leaves open," in page
    assert all("goes with the house (told from 12 groups)" in text for text in (page, card))
