"""The picture of a time line: lanes, marks that can be told apart, and what it says without being seen."""

from dataclasses import replace

import pytest

from predictor.timeline.events import newest
from predictor.timeline.figure import PLACES, figure

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(student, people):
    return lambda: figure(student.name, newest(student, people.owner, 1000), student.classroom.schema_version.schema)


def test_without_events_there_is_no_picture(drawn):
    assert drawn() is None


def test_each_score_has_a_lane_of_its_own(drawn, predict, came):
    predict()
    came(40, field="reading_score")
    assert [panel.label for panel in drawn().panels] == ["Maths score", "Reading score"]


def test_what_is_of_another_schema_has_no_lane(student, predict, came, people):
    predict()
    came(40)
    other = replace(student.classroom.schema_version.schema, name="other")
    assert figure(student.name, newest(student, people.owner, 1000), other).panels == ()


def test_predictions_and_results_stand_on_the_scale_of_their_score(drawn, came):
    came(25, days=-9)
    came(75)
    (panel,) = drawn().panels
    assert sorted(one.y for one in panel.reached) == ["25.00%", "75.00%"]


def test_the_time_goes_from_left_to_right(drawn, came):
    came(25, days=-9)
    came(75)
    new, old = drawn().panels[0].reached
    assert float(old.x[:-1]) < float(new.x[:-1])


def test_a_hundred_events_of_one_moment_are_one_mark(drawn, came, predict):
    came(25, days=-900)
    for _ in range(100):
        predict()
    (panel,) = drawn().panels
    assert len(panel.told) == 1
    assert drawn().description.startswith("1 result, 100 predictions, 100 entries;")


def test_never_more_marks_than_can_be_told_apart(drawn, came):
    for day in range(300):
        came(50, days=-day)
    assert len(drawn().panels[0].reached) <= PLACES + 1


def test_support_is_a_line_from_its_first_day_to_its_last(drawn, supported, came):
    came(50, days=-100)
    supported(-50, until=-10)
    came(60)
    (period,) = drawn().periods
    assert (period.what, period.goes_on) == ("Reading group", False)
    assert float(period.first[:-1]) < float(period.last[:-1]) < float(drawn().panels[0].reached[0].x[:-1])


def test_support_without_a_last_day_goes_on_until_now(drawn, supported, came):
    came(60, days=-20)
    supported(-10)
    (period,) = drawn().periods
    assert (period.goes_on, period.last) == (True, "98.00%")


def test_support_that_begins_later_and_long_names_stay_inside(drawn, supported, came):
    came(60)
    supported(40, what="Very long " * 14)
    (period,) = drawn().periods
    assert len(period.what) <= 42
    assert period.anchor == "end"
