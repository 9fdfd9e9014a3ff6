"""Field, Question and Schema: the one description of the data that everything else reads. Standard library only."""

from mlcore.pipeline.schema.field import Field, InvalidValue, Kind, Reason, Value
from mlcore.pipeline.schema.grades import Grade, Grading
from mlcore.pipeline.schema.question import MANY_INPUTS, Question
from mlcore.pipeline.schema.schema import UNSEEN, Schema
from mlcore.pipeline.schema.texts import exact, header_key, plain, shortened, written

# Bundles of format 1 know a question by this name.
Task = Question

__all__ = [
    "MANY_INPUTS",
    "UNSEEN",
    "Field",
    "Grade",
    "Grading",
    "InvalidValue",
    "Kind",
    "Question",
    "Reason",
    "Schema",
    "Task",
    "Value",
    "exact",
    "header_key",
    "plain",
    "shortened",
    "written",
]
