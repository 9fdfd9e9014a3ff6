"""Where students objected after a model had learned, whoever may train again is told; nobody is named."""

import pytest
from django.urls import reverse
from django.utils import timezone
from factories import new_version

from predictor.models import Outcome
from predictor.training.progress import Progress
from predictor.training.words import sentence
from predictor.whose_rows.objected import objected_since

SAID = "Students objected after"


@pytest.fixture
def reached(math, people, student):
    """A result of the student."""
    about = {"schema_name": math.schema_version.name, "field": math.target.slug, "made_by": people.owner}
    return Outcome.objects.create(student=student, day=timezone.localdate(), value=66, door="page", **about)


def test_a_version_is_older_than_an_objection_of_somebody_with_a_result(math, student, reached, objects):
    version = math.versions.get()
    assert objected_since([version]) == []
    objects(student)
    assert objected_since([version]) == [version]
    assert objected_since([new_version(math)]) == []


def test_of_whom_no_result_is_known_nothing_was_learned(math, objecting):
    assert objected_since(math.versions.all()) == []


def test_models_says_so_to_whoever_may_train(as_user, people, owner, student, reached, objects):
    objects(student)
    page = as_user(people.admin).get(reverse("models")).text
    assert SAID in page
    assert student.name not in page
    assert SAID not in owner.get(reverse("models")).text


def test_before_an_older_version_goes_live_it_is_said(as_user, people, math, student, reached, objects):
    older = math.versions.get()
    objects(student)
    from mlcore.versions import promotions

    promotions.promote(new_version(math), who="a", why="b")
    assert SAID in as_user(people.admin).get(reverse("model-promote", args=[older.pk])).text


def test_the_page_of_the_objection_says_what_it_cannot_reach(owner, objecting):
    page = " ".join(owner.get(reverse("objection", args=[objecting.pk])).text.split())
    assert "do not tell whose row is whose" in page
    assert "through no door" not in page


def test_a_training_tells_how_many_rows_were_left_out(math):
    from mlcore.versions.retraining import Gathered

    dataset = math.versions.get().run.dataset
    _, fact = Progress().after(Gathered(dataset, 2))
    assert sentence(fact) == "2 rows of students who object are left out."
    assert Progress().after(Gathered(dataset)) == (0.0, None)
