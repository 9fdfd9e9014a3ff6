"""Which changes of a prediction or a result are more than a re-sit would bring."""

import pytest

from mlcore.models import ModelVersion
from mlcore.versions import live
from predictor.changes.measured import Measured, scores_in
from predictor.changes.re_sits import is_result_beyond

pytestmark = pytest.mark.django_db


def test_a_small_change_would_come_from_a_re_sit_too(change, answers):
    found = change(reading_score=answers["reading_score"] + 3)
    assert found.total
    assert found.beyond is False


def test_a_large_change_would_not(change, answers):
    assert change(reading_score=100.0, writing_score=100.0).beyond is True


def test_of_no_change_nothing_is_told(change):
    assert change().beyond is None


def test_where_another_test_became_known_nothing_is_told(change):
    assert change(reading_score=None).beyond is None


def test_where_the_file_of_the_model_is_gone_nothing_is_told(change, monkeypatch):
    monkeypatch.setattr(live, "readable_bundle_of", lambda version: None)
    assert change(reading_score=100.0).beyond is None


def test_scores_of_tests_are_told_from_other_inputs(math):
    schema = math.schema_version.schema
    assert [field.slug for field in scores_in(schema, math.question)] == ["reading_score", "writing_score"]
    assert scores_in(schema, schema.task("math-early")) == ()


def test_a_score_that_a_model_predicts_is_as_exact_as_that_leaves_open(math, measured):
    assert measured.error(math.target, 50.0) == pytest.approx(7 / 1.2816)


@pytest.mark.parametrize(("then", "now", "found"), [(50, 60, False), (50, 90, True), (50, 50, None)])
def test_of_two_results(then, now, found, came, math, measured):
    assert is_result_beyond(came(then, -9), came(now), math.target, measured) is found


def test_of_results_that_no_model_predicts_nothing_is_told(came, math):
    ModelVersion.objects.update(is_live=False)
    assert is_result_beyond(came(10, -9), came(90), math.target, Measured("exams")) is None
