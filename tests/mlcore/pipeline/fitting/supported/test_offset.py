"""Results with support are set against those without, whatever decides who has support."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlcore.pipeline.calibration.calibrating import step_of
from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.fitting.supported.offset import LEAST_TO_GO_BY, offset, without_support
from mlcore.pipeline.simulation.school import POINTS, reached, schema, year

SCHOOL = schema()


def study(share=0.7, students=600, **how):
    """Of a school in which the lowest quarter gets support, as far as there are places."""
    random = np.random.default_rng(0)
    entered = year(students, random)
    marked = (entered.expected < np.quantile(entered.expected, 0.25)) & (random.random(students) < share)
    return Study.of(reached(entered, marked, random), SCHOOL, SCHOOL.tasks[0], **{"supported": marked} | how)


def test_what_support_added_is_taken_off_though_low_students_have_it():
    assert study().offset == pytest.approx(POINTS, abs=2)


def test_the_same_rows_and_marks_give_the_same_to_the_last_bit():
    assert study().offset == study().offset


def test_rows_without_support_keep_their_results():
    with_marks, without = study(), study(supported=None)
    unmarked = ~with_marks.supported
    assert (with_marks.rows.target[unmarked] == without.rows.target[unmarked]).all()
    assert (with_marks.rows.target[with_marks.supported] < without.rows.target[with_marks.supported]).all()


def test_without_a_mark_nothing_is_touched():
    none = study(supported=np.zeros(600, dtype=np.bool_))
    assert (none.rows.supported, none.offset, none.left_out) == (None, None, 0)
    assert (none.rows.target == study(supported=None).rows.target).all()


def of_one_kind(**how):
    """Whoever is of the second kind has support, and nobody else."""
    kind = year(600, np.random.default_rng(0)).entered["kind"].to_numpy()
    return kind == "two", study(supported=kind == "two", **how)


def test_where_nothing_tells_both_apart_results_with_support_are_left_out():
    marked, found = of_one_kind()
    assert (found.offset, found.left_out, found.rows.supported) == (None, marked.sum(), None)
    assert found.split.learned == len(found.rows) == (~marked).sum()
    assert found.known_rows["result"].tolist() == found.rows.target.tolist()


def test_people_stay_with_their_rows_where_some_are_left_out():
    marked, found = of_one_kind(people=np.arange(600) // 2)
    assert found.rows.people.tolist() == (np.arange(600) // 2)[~marked].tolist()


def test_where_everybody_has_support_nothing_can_be_learned():
    with pytest.raises(TrainingError, match="without them 0 results stay, and at least 30 are needed"):
        study(supported=np.ones(600, dtype=np.bool_))


def test_whole_marks_stay_whole_marks():
    assert step_of(study().rows) == 1.0


def test_every_column_of_results_has_what_is_learned_from():
    found = study()
    assert (found.known_rows["result"].to_numpy() == found.rows.target).all()
    assert found.frame["result"].to_numpy().tolist() == study(supported=None).frame["result"].tolist()


def test_marks_stay_with_their_rows():
    found = study()
    some = np.arange(0, 600, 7)
    assert (found.rows.take(some).supported == found.supported[some]).all()


@given(off=st.floats(-300, 300), marks=st.lists(st.booleans(), min_size=60, max_size=60))
def test_no_result_leaves_the_scale(off, marks):
    rows = study(students=60, supported=None).rows
    target = without_support(rows, np.array(marks), off).target
    assert (target >= 0).all()
    assert (target <= 100).all()


def test_support_given_by_lot_is_found_as_well():
    random = np.random.default_rng(1)
    entered, marked = year(600, random), random.random(600) < 0.5
    rows = Study.of(reached(entered, marked, random), SCHOOL, SCHOOL.tasks[0]).rows
    assert offset(rows, marked, 42) == pytest.approx(POINTS, abs=1.5)


@pytest.mark.parametrize("few", [1, 5])
def test_a_few_rows_with_support_alone_give_no_offset_and_are_left_out(few):
    entered = year(600, np.random.default_rng(0))
    marked = np.arange(600) < few
    found = Study.of(reached(entered, marked, np.random.default_rng(1)), SCHOOL, SCHOOL.tasks[0], supported=marked)
    assert (found.offset, found.left_out, len(found.rows)) == (None, few, 600 - few)


def test_an_offset_goes_by_as_many_rows_as_keep_it_within_a_third_of_the_spread():
    """As the error of a slope is: the spread of the rest over the root of what it goes by."""
    assert 1 / np.sqrt(LEAST_TO_GO_BY) < 1 / 3
