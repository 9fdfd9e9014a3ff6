"""What was chosen to look at: a score, a field beside it, and perhaps only some of the students."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from mlcore.pipeline.explore.facts import Exploration
from mlcore.pipeline.explore.results import ChoiceSummary
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP, suppressed
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.exploration import few

SEPARATOR = ":"
FEW, BESIDE_FEW = "few", "beside few"  # not for readers

# Field and choice of what cannot be chosen, with the reason.
Closed = dict[tuple[str, str], str]


class BadChoice(ValueError):
    """The address names a field or a choice that the data does not have; the message says which, after 'there is'."""


@dataclass(frozen=True)
class Subgroup:
    field: Field
    choice: str

    @property
    def value(self) -> str:
        return f"{self.field.slug}{SEPARATOR}{self.choice}"

    @property
    def label(self) -> str:
        return self.field.shown(self.choice)

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
    raise BadChoice(_("no field “%(field)s”") % {"field": slug})


def _subgroup(schema: Schema, text: str | None) -> Subgroup | None:
    if not text:
        return None
    slug, __, choice = text.partition(SEPARATOR)
    field = _one_of(schema.described, slug)
    if field is None or choice not in field.choices:
        raise BadChoice(_("no subgroup “%(group)s”") % {"group": text})
    return Subgroup(field, choice)


def subgroup_options(schema: Schema, closed: Closed, chosen: Subgroup | None) -> tuple[OptionGroup, ...]:
    """Every choice of every category, with why it cannot be chosen."""
    return tuple(
        OptionGroup(field.label, tuple(_option(Subgroup(field, choice), closed, chosen) for choice in field.choices))
        for field in schema.described
        if not field.is_number
    )


def _option(subgroup: Subgroup, closed: Closed, chosen: Subgroup | None) -> Option:
    """With the field's name: a closed list shows the chosen option alone, and 'yes' would say nothing."""
    reason, named = closed.get(subgroup.key), f"{subgroup.field.label}: {subgroup.label}"
    label = f"{named} ({_said(reason)})" if reason else named
    return Option(subgroup.value, label, subgroup == chosen, disabled=bool(reason))


def field_options(fields: tuple[Field, ...], chosen: Field | None) -> tuple[Option, ...]:
    return tuple(Option(field.slug, field.label, field == chosen) for field in fields)


def closed_subgroups(exploration: Exploration) -> Closed:
    """Why a subgroup is not shown: it is small, or all students without it and its like would be few."""
    closed: Closed = {}
    for summary in exploration.everyone:
        closed |= _closed(summary)
    return closed


def _closed(summary: ChoiceSummary) -> Closed:
    counts = [choice.count for choice in summary.choices]
    hidden = suppressed([*counts, summary.missing + summary.out_of_bounds])
    reasons = [FEW if count < SMALLEST_GROUP else BESIDE_FEW if n in hidden else "" for n, count in enumerate(counts)]
    named = zip(summary.choices, reasons, strict=True)
    return {(summary.field, choice.choice): reason for choice, reason in named if reason}


def _said(reason: str) -> str:
    return few() if reason == FEW else _("beside %(few)s") % {"few": few()}
