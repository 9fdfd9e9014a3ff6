"""Answers to the fields of a schema, cleaned together: whatever is wrong with them is said at once."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Literal

from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.schema.field import Field, InvalidValue, Value
from mlcore.pipeline.schema.question import Question
from mlcore.pipeline.schema.schema import Schema

# What the fields are that are asked for: the inputs of a question, or what is kept about a student.
Asked = Literal["inputs", "student"]
CALLED: dict[Asked, str] = {
    "inputs": "an input of this task",
    "student": "recorded about students of this class",
}


class UnknownField(PipelineError):
    """A name that no field has among those asked for; `near` is the one that was probably meant."""

    def __init__(self, name: str, known: Sequence[str], asked: Asked) -> None:
        super().__init__(name, known, asked)
        self.name, self.known, self.asked = name, tuple(known), asked
        self.near = next(iter(get_close_matches(name, known, n=1)), None)

    def __str__(self) -> str:
        hint = f"did you mean '{self.near}'?" if self.near else "there are: " + ", ".join(self.known)
        return f"'{self.name}' is not {CALLED[self.asked]}; {hint}"


Refusal = InvalidValue | UnknownField


class InvalidAnswers(PipelineError):
    """Everything that is wrong with the answers, by the name under which it was given."""

    def __init__(self, refusals: Mapping[str, Refusal]) -> None:
        super().__init__(refusals)
        self.refusals = dict(refusals)

    def __str__(self) -> str:
        return "; ".join(self.messages.values())

    @property
    def messages(self) -> dict[str, str]:
        return {name: str(refusal) for name, refusal in self.refusals.items()}


def clean(fields: Iterable[Field], values: Mapping[str, object], *, asked: Asked = "inputs") -> dict[str, Value]:
    """The canonical values of what is given, in the order of the fields. Raises InvalidAnswers."""
    known = {field.slug: field for field in fields}
    refusals: dict[str, Refusal] = {
        name: UnknownField(name, list(known), asked) for name in values if name not in known
    }
    cleaned: dict[str, Value] = {}
    for slug, field in known.items():
        try:
            if slug in values:
                cleaned[slug] = field.clean(values[slug])
        except InvalidValue as refusal:
            refusals[slug] = refusal
    if refusals:
        raise InvalidAnswers(refusals)
    return cleaned


def clean_inputs(schema: Schema, question: Question, values: Mapping[str, object]) -> dict[str, Value]:
    """Every input of the question in its canonical form, None where nothing is known. Raises InvalidAnswers."""
    inputs = schema.inputs(question)
    return clean(inputs, dict.fromkeys(field.slug for field in inputs) | dict(values))
