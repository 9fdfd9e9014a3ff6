"""A range sits on the scale of its target, wherever that begins."""

from mlcore.pipeline.schema import Field
from predictor.charts.ranges import range_mark, ticks
from predictor.models import Prediction

CHANGE = Field(slug="change", label="Change", kind="number", minimum=-20, maximum=20)
ANSWER = Prediction(value=0, low80=-10, high80=5, low90=-20, high90=10)


def test_a_range_sits_in_proportion_on_the_scale_of_its_target():
    mark = range_mark(ANSWER, CHANGE)
    assert (mark.low90, mark.low80, mark.value, mark.high80) == ("0.00%", "25.00%", "50.00%", "62.50%")
    assert (mark.width90, mark.width80) == ("75.00%", "37.50%")


def test_the_ruler_names_its_ends_and_may_drop_every_second_label():
    ruler = ticks(CHANGE)
    assert [tick.label for tick in ruler if not tick.minor] == ["-20", "-12", "-4", "4", "12", "20"]
    assert (ruler[0].at, ruler[-1].at) == ("0.00%", "100.00%")
