"""A schema as a Frictionless Table Schema (https://specs.frictionlessdata.io/table-schema/), so that others can check
files before they send them."""

from collections.abc import Collection
from typing import Any

from mlcore.pipeline.schema.field import Field
from mlcore.pipeline.schema.schema import Schema

# How blanks and the usual words for nothing are written, as `Field.clean` takes them.
MISSING = ["", "NA", "N/A", "n/a", "NaN", "null", "-", "?", "."]


def table_schema(schema: Schema, with_commas: Collection[str] = ()) -> dict[str, Any]:
    """Plain JSON types. Columns are named as in the file that the schema was made for; `with_commas` are slugs of
    numbers that are written with a decimal comma there."""
    words = dict.fromkeys(word for field in schema.fields for word in field.unknown)
    taken = {choice for field in schema.fields for choice in field.choices}
    missing = [word for word in dict.fromkeys([*MISSING, *words]) if word not in taken]
    fields = [_field(field, field.slug in with_commas) for field in schema.fields]
    # A file may have more columns: names of pupils are in it and not in the schema.
    found = {"fields": fields, "fieldsMatch": "subset", "missingValues": missing}
    # Properties of our own, which the specification allows.
    return found | ({"points": list(schema.points)} if schema.points else {})


def _field(field: Field, has_commas: bool) -> dict[str, Any]:
    said = {"name": field.aliases[0] if field.aliases else field.label, "title": field.label, **_type(field)}
    said |= {"description": field.help} if field.help else {}
    said |= {"known": field.known} if field.known else {}
    said |= {"forecastOf": field.forecast_of} if field.forecast_of else {}
    return said | ({"type": "number", "decimalChar": ","} if has_commas else {})


def _type(field: Field) -> dict[str, Any]:
    if field.is_number:
        low, high = field.bounds
        return {"type": "integer" if field.step == 1 else "number", "constraints": {"minimum": low, "maximum": high}}
    return {"type": "string", "constraints": {"enum": list(field.choices)} if field.is_choice else {}}
