import json
from pathlib import Path

import pytest
import school_files

from mlcore.pipeline.describing.describing import describe
from mlcore.pipeline.schema import Schema
from mlcore.pipeline.schema.table_schema import table_schema

SHIPPED = sorted((Path(__file__).parents[4] / "mlcore" / "schemas").glob("*.toml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_field_is_in_the_table_schema_under_a_header_that_is_understood(path):
    schema = Schema.load(path)
    names = [field["name"] for field in table_schema(schema)["fields"]]
    assert [schema.field_for_header(name) for name in names] == list(schema.fields)


def test_numbers_have_bounds_and_choices_are_listed(tmp_path):
    schema = describe(school_files.saved(tmp_path, "survey")).schema
    by_name = {field["name"]: field for field in json.loads(json.dumps(table_schema(schema)))["fields"]}
    assert by_name["score"]["type"] == "integer"
    assert by_name["score"]["constraints"] == {"minimum": 0, "maximum": 100}
    assert by_name["like_maths"]["constraints"] == {"enum": ["low", "middle", "high"]}
    assert by_name["school"]["constraints"] == {}


def test_decimal_commas_of_the_file_are_told(tmp_path):
    proposal = describe(school_files.saved(tmp_path, "french"))
    by_name = {field["name"]: field for field in table_schema(proposal.schema, proposal.with_commas)["fields"]}
    assert by_name["Contrôle"]["decimalChar"] == ","
    assert "decimalChar" not in by_name["Sexe"]


def test_a_choice_is_never_a_word_for_a_blank():
    schema = Schema.load(SHIPPED[0])
    choices = {choice for field in schema.fields for choice in field.choices}
    assert not choices.intersection(table_schema(schema)["missingValues"])
