"""Answers to the fields of a schema, cleaned together: whatever is wrong with them is said at once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from mlcore.pipeline.exceptions import PipelineError
from mlcore.pipeline.messages import N_, Message, message
from mlcore.pipeline.schema.field import Field, InvalidValue, Value
from mlcore.pipeline.schema.likeness import meant, nearest
from mlcore.pipeline.schema.question import Question
from mlcore.pipeline.schema.schema import Schema

# What the fields are that are asked for: the inputs of a question, or what is kept about a student.
Asked = Literal["inputs", "student"]
NOT_ASKED: dict[Asked, str] = {
    "inputs": N_("'%(name)s' is not an input of this task%(hint)s"),
    "student": N_("'%(name)s' is not recorded about students of this class%(hint)s"),
}


# Whoever sends hundreds of unknown names, or asks of hundreds of fields, is not helped by a page of names.
MOST_HINTS = MOST_NAMED = 20


class UnknownField(PipelineError):
    """A name that no field has among those asked for; `near` is the one that was probably meant."""

    def __init__(self, name: str, known: Sequence[str], asked: Asked) -> None:
        super().__init__(name, known, asked)
        self.name, self.known, self.asked = name, tuple(known), asked
        self.near = nearest(name, known)

    def __str__(self) -> str:
        return str(self.message)

    @property
    def message(self) -> Message:
        return message(NOT_ASKED[self.asked], name=self.name, hint=self._hint())

    def _hint(self) -> Message | str:
        if self.near or not self.known:
            return meant(self.name, [self.near]) if self.near else ""
        named, more = ", ".join(self.known[:MOST_NAMED]), len(self.known) - MOST_NAMED
        if more > 0:
            return message(N_("; there are: %(named)s and %(count)s more"), named=named, count=more)
        return message(N_("; there are: %(named)s"), named=named)


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
    unknown = [name for name in values if name not in known]
    refusals: dict[str, Refusal] = {
        name: UnknownField(name, list(known) if place < MOST_HINTS else (), asked) for place, name in enumerate(unknown)
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
