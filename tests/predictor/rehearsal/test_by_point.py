from mlcore.pipeline.results.scores import Estimate
from predictor.rehearsal.by_point import Drawn, by_point


def drawn(*points):
    return by_point("key", "Title", "Description", "points", points)


def test_all_points_share_a_scale_from_nothing_on():
    own, last = ("own", Estimate(2.0, 1.0, 3.0)), ("last_mark", Estimate(4.0, 3.5, 5.0))
    first, second = drawn(Drawn("Start", (own,), 10.0), Drawn("Later", (own, last), 5.0)).rows
    assert first.marks[0].at == second.marks[0].at == "20.00%"
    assert (first.marks[0].half, second.marks[0].half) == ("100.00%", "50.00%")
    assert (second.marks[1].kind, second.marks[1].at, second.marks[1].half) == ("last_mark", "40.00%", "")


def test_rows_stand_below_each_other():
    own = ("own", Estimate(2.0, 1.0, 3.0))
    chart = drawn(Drawn("Start", (own, own), 4.0), Drawn("Later", (own,), None))
    assert chart.rows[1].y > chart.rows[0].marks[-1].y
    assert chart.height > chart.rows[1].y + chart.rows[1].marks[-1].y
    assert chart.kinds == {"own"}
