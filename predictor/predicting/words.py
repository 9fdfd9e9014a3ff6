"""What was entered for a prediction and what the model could not know, as people read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from mlcore.pipeline.schema import Field, Value
from mlcore.words.warnings import ToldWarning, said, stored, together
from predictor.models import Prediction


@dataclass(frozen=True)
class Entered:
    """One field and what was entered for it; `shown` is empty where nothing is known."""

    field: Field
    shown: str


def warnings(prediction: Prediction) -> list[ToldWarning]:
    """What the model could not know, in the words of the schema that it learned under."""
    read = [stored(content) for content in prediction.warnings]
    if not read:
        return []
    schema = prediction.model_version.schema_version.schema
    return [ToldWarning(warning.kind, warning.field, said(warning, schema)) for warning in read]


def warnings_together(prediction: Prediction) -> str:
    """The same in a sentence or two, for where they are many."""
    schema = prediction.model_version.schema_version.schema
    inputs = schema.inputs(schema.task(prediction.task.slug))
    return together([stored(content) for content in prediction.warnings], len(inputs))


def entered(fields: tuple[Field, ...], answers: Mapping[str, Value]) -> list[Entered]:
    return [Entered(field, field.shown(answers.get(field.slug))) for field in fields]
