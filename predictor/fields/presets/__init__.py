"""Rules to begin with: those that ship with a schema, else those that the names of its fields suggest."""

from mlcore.pipeline.schema import Schema
from predictor.fields.presets.preset import Preset
from predictor.fields.presets.shipped import shipped_with
from predictor.fields.presets.suggested import suggested_for


def preset_of(schema: Schema) -> Preset | None:
    """None where nothing ships with a schema and none of its fields looks confidential."""
    return shipped_with(schema.name) or suggested_for(schema)
