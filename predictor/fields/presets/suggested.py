"""Rules for a school's own schema, by what its fields are marked and called; never in force before somebody decides."""

from mlcore.pipeline.describing.words.vocabulary import Topic, word_of
from mlcore.pipeline.schema import Field, Schema
from predictor.fields.presets.preset import Preset, Why
from predictor.fields.rules import ruled
from predictor.roles import RoleName


def suggested_for(schema: Schema) -> Preset | None:
    """Closed to teachers; None where no field looks confidential."""
    found = [field.slug for field in ruled(schema) if looks_confidential(field)]
    rules: dict[str, dict[str, list[str]]] = {slug: {RoleName.TEACHER.value: []} for slug in sorted(found)}
    return Preset(rules, Why.LOOKS_CONFIDENTIAL, is_shipped=False) if rules else None


def looks_confidential(field: Field) -> bool:
    """Marked so in the schema, or by its names as a header of a file would be."""
    return field.sensitive or any(word_of(Topic.SENSITIVE, name) for name in (field.label, field.slug, *field.aliases))
