import re

import pytest
import year_schema

from mlcore.pipeline.exceptions import SchemaError
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.schema.table_schema import table_schema
from mlcore.pipeline.schema.toml.writing import written


def refused(**changed):
    with pytest.raises(SchemaError) as error:
        Schema.from_dict(year_schema.content(**changed))
    return str(error.value)


def test_fields_know_at_which_point_they_come():
    schema = Schema.from_dict(year_schema.content())
    assert [schema.point_of(schema.field(slug)) for slug in ("effort", "first", "second")] == [0, 1, 2]


def test_a_schema_with_points_is_read_back_as_it_was_written(tmp_path):
    schema = Schema.from_dict(year_schema.content())
    path = tmp_path / "year.toml"
    path.write_text(written(schema.to_dict()))
    assert Schema.load(path) == schema


def test_a_schema_without_points_is_stored_as_before():
    content = year_schema.content(points=[], year=None, field={slug: {"known": ""} for slug in ("first", "second")})
    stored = Schema.from_dict(content | {"field": content["field"][:5]}).to_dict()
    assert not {"points", "year"} & stored.keys()
    assert not {"known", "forecast_of"} & {key for field in stored["field"] for key in field}


def test_a_point_that_is_not_listed_is_refused_with_those_that_are():
    said = refused(field={"first": {"known": "after the frist test"}})
    assert re.search("field first: known names 'after the frist test'; points has: start of year", said)


def test_a_point_without_a_list_of_points_is_refused_with_the_remedy():
    assert "add points" in refused(points=[])


@pytest.mark.parametrize("points", [["start of year", "start of year"], [" ", "after the first test"]])
def test_points_have_names_of_their_own(points):
    assert "a name of its own" in refused(points=points)


def test_what_tells_years_apart_is_known_from_the_start():
    assert "leave out known" in refused(field={"cohort": {"known": "after the first test"}})


def test_the_year_names_a_field():
    assert "no field 'since'" in refused(year="since")


def test_a_forecast_is_never_an_input():
    assert "teacher's forecast, which is never an input" in refused(inputs=["effort", "foretold"])


@pytest.mark.parametrize("score", ["nothing", "effort", "foretold"])
def test_a_forecast_is_of_a_score(score):
    assert "forecast_of must name the field of a score" in refused(field={"foretold": {"forecast_of": score}})


def test_a_forecast_is_on_the_scale_of_its_score():
    assert "needs the minimum and maximum of final" in refused(field={"foretold": {"maximum": 10}})


def test_points_and_forecasts_go_out_with_the_table_schema():
    found = table_schema(Schema.from_dict(year_schema.content()))
    by_title = {field["title"]: field for field in found["fields"]}
    assert found["points"] == year_schema.POINTS
    assert by_title["Second test"]["known"] == "after the second test"
    assert by_title["Foretold"]["forecastOf"] == "final"
