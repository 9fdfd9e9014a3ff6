"""What is expected of a class agrees with what each of its students may get."""

from datetime import timedelta

import pytest
from django.utils import timezone
from factories import new_version
from told_ranges import tells_widths_only

from mlcore.pipeline.distribution.chances import Chances
from mlcore.pipeline.forecast.counts import Count
from mlcore.pipeline.results.between import Between
from mlcore.versions import live, promotions
from predictor.forecast.expected import Expected, Number, TooFew, expectation, expectations
from predictor.grades.chances import distribution_of
from predictor.models import GradeBoundaries, Prediction, Student


def test_grades_and_passes_add_up_to_the_chances_of_the_students(class_of_six, math):
    found = expectation(class_of_six, math)
    distributions = [distribution_of(prediction) for prediction in Prediction.objects.all()]
    each = [Chances.of(one, math.target.grading) for one in distributions]
    assert found.passed.people == pytest.approx(sum(one.passed for one in each), abs=1)
    for place, (grade, number) in enumerate(reversed(found.grades)):
        assert grade == math.target.grading.grades[place]
        assert number.people == pytest.approx(sum(one.of_grades[place] for one in each), abs=1)


def test_whole_people_add_up_to_those_who_are_counted(class_of_six, math):
    found = expectation(class_of_six, math)
    passing = [number.people for grade, number in found.grades if grade.start >= math.target.grading.pass_at]
    assert sum(number.people for _, number in found.grades) == found.counted == 6
    assert sum(passing) == found.passed.people


def test_what_is_said_lies_in_its_interval(class_of_six, math):
    found = expectation(class_of_six, math)
    assert all(number.low <= number.people <= number.high for _, number in found.grades)
    assert found.mean.low < found.mean.expected < found.mean.high


def test_an_interval_reaches_as_far_as_adding_up_moved_what_is_said():
    assert Number.of(3, Count(expected=2.4, low=1, high=2)) == Number(3, 1, 3)
    assert Number.of(0, Count(expected=0.6, low=1, high=2)) == Number(0, 0, 2)


def test_only_the_newest_prediction_of_a_student_counts(class_of_six, student, predict, answers, math):
    before = expectation(class_of_six, math)
    number = next(slug for slug, value in answers.items() if isinstance(value, float))
    predict(answers=answers | {number: 100.0})
    after = expectation(class_of_six, math)
    assert after.mean.expected > before.mean.expected
    assert (after.counted, after.newest > before.newest) == (6, True)


def test_students_without_a_prediction_are_named_apart(class_of_six, math):
    Student.objects.create(classroom=class_of_six, name="New")
    found = expectation(class_of_six, math)
    assert (found.students, found.counted, found.without, found.untold) == (7, 6, 1, 0)


def test_of_four_students_nothing_is_expected(predict, more_students, classroom, math):
    more_students(4)
    found = expectation(classroom, math)
    assert isinstance(found, TooFew)
    assert (found.students, found.counted) == (5, 4)


def test_predictions_that_tell_no_chances_are_left_out_and_counted(class_of_six, student, predict, math):
    promotions.promote(tells_widths_only(new_version(math)), who="a test", why="an old one")
    predict()
    found = expectation(class_of_six, math)
    assert (found.counted, found.untold, found.without) == (5, 1, 0)


def test_a_file_that_is_gone_leaves_its_predictions_out(class_of_six, math, settings, forget_bundles):
    version = math.versions.get()
    (settings.BUNDLE_DIR / version.file).unlink()
    forget_bundles()
    found = expectation(class_of_six, math)
    assert (found.counted, found.untold) == (0, 6)


def test_a_damaged_file_is_read_once_for_all_students(class_of_six, math, settings, forget_bundles, monkeypatch):
    forget_bundles()
    (settings.BUNDLE_DIR / math.versions.get().file).write_bytes(b"damaged")
    asked, get = [], live.BUNDLES.get
    monkeypatch.setattr(live.BUNDLES, "get", lambda *name: asked.append(name) or get(*name))
    assert expectation(class_of_six, math).untold == 6
    assert len(asked) == 1


def test_another_class_and_another_question_count_nothing(class_of_six, math, people):
    (only,) = expectations(class_of_six, people.owner)
    assert isinstance(only, Expected)
    assert only.task == math


def test_grades_of_the_class_that_are_in_force_today_count(class_of_six, math, people):
    name, field = math.schema_version.name, math.target.slug
    content = {"grade": [{"label": "All", "from": 1}, {"label": "None", "from": 0}], "pass": 1}
    day = timezone.localdate() - timedelta(days=1)
    GradeBoundaries.objects.create(
        schema_name=name, field=field, classroom=class_of_six, valid_from=day, content=content, made_by=people.admin
    )
    found = expectation(class_of_six, math)
    assert [(grade.label, number) for grade, number in found.grades] == [
        ("All", Number(6, 6, 6)),
        ("None", Number(0, 0, 0)),
    ]


def test_what_classes_have_in_common_widens_every_interval(class_of_six, math, in_common):
    alone = expectation(class_of_six, math)
    in_common(Between(share=0.3, likely=(0.2, 0.3, 0.4), groups=12))
    found = expectation(class_of_six, math)
    assert alone.together is None
    assert found.together.between.share == 0.3
    assert found.mean.high - found.mean.low > 1.3 * (alone.mean.high - alone.mean.low)


def test_of_several_versions_the_newest_tells_what_classes_have_in_common(
    class_of_six, student, predict, math, in_common
):
    in_common(Between(share=0.3, likely=(0.3,), groups=12))
    promotions.promote(new_version(math), who="a test", why="a newer one")
    assert expectation(class_of_six, math).together.between.share == 0.3
    predict()
    assert expectation(class_of_six, math).together is None
