"""A change is split into what other inputs and what another model brought; the parts add up."""

import pytest
from factories import new_version

from mlcore.versions import live, promotions
from predictor.changes.measured import Measured
from predictor.changes.split import changes
from predictor.classes.work import save_student
from predictor.models import Prediction

pytestmark = pytest.mark.django_db


@pytest.fixture
def enter(known):
    slug = next(slug for slug, value in known.known.items() if isinstance(value, float))
    return lambda value: save_student(known, known={slug: value})


@pytest.fixture
def improve(math):
    return lambda: promotions.promote(new_version(math, shift=7.0), who="a test", why="better")


@pytest.fixture
def change(known, math, predict_class):
    """Of a student who was predicted before and after something."""

    def between(*happened):
        predict_class()
        for happen in happened:
            happen()
        predict_class()
        pair = Prediction.objects.order_by("pk").select_related("submission", "model_version__task")
        return changes([tuple(pair)], math.target, Measured("exams"))[pair[1].pk], pair

    return between


def test_other_inputs_of_the_same_model(change, enter):
    found, _ = change(lambda: enter(88.0))
    assert found.total
    assert (found.inputs, found.model, found.is_split) == (found.total, 0, False)


def test_another_model_of_the_same_inputs(change, improve):
    found, _ = change(improve)
    assert (found.total, found.inputs, found.model) == (7, 0, 7)


def test_both_parts_add_up_and_are_those_of_the_new_model_on_the_old_inputs(change, enter, improve, math):
    found, (older, newer) = change(lambda: enter(88.0), improve)
    assert found.inputs + found.model == found.total
    between = live.live(math).bundle.predict_values([older.submission.answers])[0]
    assert float(found.model) == pytest.approx(between - older.value, abs=1)
    assert float(found.inputs) == pytest.approx(newer.value - between, abs=1)


def test_where_the_file_is_gone_the_change_is_told_whole(change, enter, improve, math, monkeypatch):
    monkeypatch.setattr(live, "readable_bundle_of", lambda version: None)
    found, _ = change(lambda: enter(88.0), improve)
    assert (found.inputs, found.model) == (None, None)
    assert found.total


def test_old_ones_stay(change, improve):
    _, (older, newer) = change(improve)
    assert older.pk < newer.pk
