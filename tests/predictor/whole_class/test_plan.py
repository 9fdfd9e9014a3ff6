"""Who of a class can be predicted, who only widely, and who not."""

import pytest

from mlcore.pipeline.exceptions import BundleError
from mlcore.versions import live
from predictor.classes.work import save_student
from predictor.whole_class.plan import Problem, Which, plan_class

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(math):
    return lambda students, which=Which.ALL: plan_class(students, [math], which)[0]


def test_everybody_stands_in_one_of_three_groups(plan, mixed, known, in_part, unknown):
    found = plan(mixed)
    assert [one.student for one in found.narrowly] == [known]
    assert [one.student for one in found.widely] == [in_part]
    assert [(one.student, dict(one.refusals)) for one in found.not_ready] == [(unknown, {})]


def test_what_widens_a_range_is_named(plan, in_part, answers):
    (one,) = plan([in_part]).widely
    assert set(one.widened_by) == set(answers) - set(in_part.known)


def test_a_value_that_the_model_does_not_take_keeps_its_student_out(plan, known):
    slug = next(slug for slug, value in known.known.items() if isinstance(value, float))
    known.known[slug] = 1_000.0
    (one,) = plan([known]).not_ready
    assert list(one.refusals) == [slug]


def test_whoever_was_predicted_from_the_same_is_up_to_date(plan, known, predict_class):
    predict_class()
    found = plan([known])
    assert (len(found.ready), len(found.to_predict)) == (1, 0)


def test_without_a_live_model_nobody_can_be_predicted(math, plan, known):
    math.versions.update(is_live=False)
    assert (plan([known]).problem, plan([known]).ready) == (Problem.NO_MODEL, ())


def test_a_damaged_file_keeps_everybody_out(plan, known, monkeypatch):
    def damaged(version):
        raise BundleError("damaged")

    monkeypatch.setattr(live, "bundle_of", damaged)
    assert plan([known]).problem == Problem.UNUSABLE


def test_only_those_whose_prediction_is_older_than_its_data(plan, known, in_part, predict_class):
    predict_class()
    slug = next(slug for slug, value in known.known.items() if isinstance(value, float))
    save_student(known, known={slug: 77.0})
    found = plan([known, in_part], Which.OUTDATED)
    assert [one.student for one in found.ready] == [known]


def test_a_plan_takes_no_more_queries_for_many(plan, classroom, answers, django_assert_max_num_queries):
    from predictor.models import Student

    many = Student.objects.bulk_create(
        [Student(classroom=classroom, name=f"S {place}", known=answers) for place in range(40)]
    )
    for some in (many[:1], many):
        with django_assert_max_num_queries(4):
            plan(some)
