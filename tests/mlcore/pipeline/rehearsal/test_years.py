import numpy as np
import pytest
import year_schema

from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.rehearsal.years import replay_of


def replayed(frame, named="", **changed):
    schema = year_schema.schema(**changed)
    return replay_of(frame, schema, schema.task("final"), named)


def test_the_newest_year_is_replayed_after_all_before_it():
    found = replayed(year_schema.frame(rows=180, years=3))
    assert (found.year, found.earlier) == ("2027", ("2025", "2026"))
    assert (found.before[-1], found.positions[0]) == (119, 120)


def test_a_year_that_has_no_results_yet_is_passed_over():
    frame = year_schema.frame(rows=180, years=3)
    frame.loc[frame["cohort"] == "2027", "final"] = np.nan
    assert replayed(frame).year == "2026"


def test_a_named_year_is_replayed_as_if_none_came_after_it():
    found = replayed(year_schema.frame(rows=180, years=3), "2026")
    assert (found.earlier, found.positions[-1]) == (("2025",), 119)


def test_numbers_are_years_in_their_order():
    number = {"kind": "number", "minimum": 0, "maximum": 3000}
    frame = year_schema.frame().assign(cohort=lambda rows: rows["cohort"].astype(float).replace(2025.0, 900.0))
    assert replayed(frame, field={"cohort": number}).earlier == ("900",)


def test_choices_are_years_in_the_order_of_the_schema():
    choices = {"kind": "ordered", "choices": ["2026", "2025"]}
    assert replayed(year_schema.frame(), field={"cohort": choices}).year == "2025"


@pytest.mark.parametrize(("rows", "years", "why"), [(60, 1, "one year"), (40, 2, "few results")])
def test_why_there_is_no_year_to_replay_is_told(rows, years, why):
    assert replayed(year_schema.frame(rows=rows, years=years)) == why


def test_a_schema_without_a_year_has_none():
    assert replayed(year_schema.frame(), year=None) == "not named"


@pytest.mark.parametrize(("year", "said"), [("2031", "there are: 2025, 2026"), ("2025", "fewer than 30 results")])
def test_a_named_year_that_cannot_be_replayed_is_refused(year, said):
    with pytest.raises(TrainingError, match=said):
        replayed(year_schema.frame(), year)
