"""What was chosen to look at: a score, a field beside it, and perhaps only some of the students."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from mlcore.pipeline.schema import Field, Schema

SEPARATOR = ":"


class BadChoice(ValueError):
    """The address names a field or a choice that the data does not have."""


@dataclass(frozen=True)
class Subgroup:
    field: Field
    choice: str

    @property
    def value(self) -> str:
        return f"{self.field.slug}{SEPARATOR}{self.choice}"

    @property
    def key(self) -> tuple[str, str]:
        return self.field.slug, self.choice


@dataclass(frozen=True)
class Choice:
    """No `field` means the one that goes most closely with the target."""

    target: Field
    field: Field | None
    subgroup: Subgroup | None

    def address(self, field: str) -> str:
        """The query that keeps everything but looks at another field."""
        query = {"target": self.target.slug, "field": field}
        return urlencode(query | ({"subgroup": self.subgroup.value} if self.subgroup else {}))


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    selected: bool
    disabled: bool = False


@dataclass(frozen=True)
class OptionGroup:
    label: str
    options: tuple[Option, ...]


def targets(schema: Schema) -> tuple[Field, ...]:
    """Every number; those that a task asks for come first."""
    asked = list(dict.fromkeys(task.target for task in schema.tasks))
    numbers = [field for field in schema.fields if field.is_number]
    return tuple(sorted(numbers, key=lambda field: asked.index(field.slug) if field.slug in asked else len(asked)))


def read_choice(schema: Schema, query: Mapping[str, str]) -> Choice:
    """From the address. Raises BadChoice."""
    target = _one_of(targets(schema), query.get("target")) or targets(schema)[0]
    field = _one_of(schema.described, query.get("field"))
    return Choice(target, None if field == target else field, _subgroup(schema, query.get("subgroup")))


def _one_of(fields: tuple[Field, ...], slug: str | None) -> Field | None:
    if not slug:
        return None
    for field in fields:
        if field.slug == slug:
            return field
    raise BadChoice(f"there is no field '{slug}' to choose")


def _subgroup(schema: Schema, text: str | None) -> Subgroup | None:
    if not text:
        return None
    slug, _, choice = text.partition(SEPARATOR)
    field = _one_of(schema.described, slug)
    if field is None or choice not in field.choices:
        raise BadChoice(f"there is no subgroup '{text}'")
    return Subgroup(field, choice)


def subgroup_options(
    schema: Schema, counts: Mapping[str, Mapping[str, int]], chosen: Subgroup | None, smallest: int
) -> tuple[OptionGroup, ...]:
    """Every choice of every category; those with too few students cannot be chosen."""
    return tuple(
        OptionGroup(field.label, tuple(_option(field, choice, counts, chosen, smallest) for choice in field.choices))
        for field in schema.described
        if not field.is_number
    )


def _option(
    field: Field, choice: str, counts: Mapping[str, Mapping[str, int]], chosen: Subgroup | None, smallest: int
) -> Option:
    subgroup, number = Subgroup(field, choice), counts[field.slug][choice]
    label = choice if number >= smallest else f"{choice} (fewer than {smallest})"
    return Option(subgroup.value, label, subgroup == chosen, disabled=number < smallest)


def field_options(fields: tuple[Field, ...], chosen: Field | None) -> tuple[Option, ...]:
    return tuple(Option(field.slug, field.label, field == chosen) for field in fields)


def counts_of(exploration: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Students per choice of each category."""
    return {
        field["field"]: {choice["choice"]: choice["count"] for choice in field["choices"]}
        for field in exploration["summary"]["fields"]
        if field["kind"] == "choices"
    }
