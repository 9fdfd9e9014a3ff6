"""What the last step of a learning curve says: RMSE by its name, in decimals that show the difference."""

from mlcore.pipeline.results.candidates import CurvePoint
from mlcore.pipeline.schema import Field
from mlcore.words.diagnosis import more_rows

MARKS = Field(slug="maths", label="Maths", kind="number", minimum=0, maximum=100, unit="points")
GPA = Field(slug="gpa", label="GPA", kind="number", minimum=0, maximum=4)


def curve(before, last):
    ends = ((320, before), (640, last))
    return [CurvePoint(rows=rows, learned=4.0, unseen=unseen, low=3.0, high=6.0) for rows, unseen in ends]


def test_a_falling_curve_names_rmse_with_both_ends():
    assert more_rows(curve(5.9, 5.6), MARKS).startswith("Going from 320 to 640 students, the RMSE fell from 5.9 to 5.6")


def test_a_flat_curve_names_rmse_too():
    assert "the RMSE hardly changed" in more_rows(curve(5.41, 5.4), MARKS)


def test_a_short_scale_has_the_decimals_that_show_the_difference_and_a_unit():
    assert "fell from 0.54 to 0.50 points:" in more_rows(curve(0.54, 0.5), GPA)


def test_one_point_is_no_curve():
    assert more_rows(curve(5.9, 5.6)[:1], MARKS) == ""
