"""The rules of a schema as a table of fields and roles, and what changed from version to version."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.models import SchemaVersion, Task
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.names import listed
from predictor.access.reading.closed import Purpose
from predictor.fields.presets import preset_of
from predictor.fields.presets.preset import Preset, reason_of
from predictor.fields.rules import ROLES, Changed, changes, may, ruled
from predictor.fields.used import Asking, asking, auditing, uses_of
from predictor.models import FieldRules
from predictor.models.accounts.fields import Rules
from predictor.roles import RoleName

MOST_SHOWN = 200
PURPOSES = {Purpose.SEE: gettext_lazy("see"), Purpose.ENTER: gettext_lazy("enter")}
NAMES = {
    RoleName.TEACHER: gettext_lazy("Teachers"),
    RoleName.HEAD_OF_DEPARTMENT: gettext_lazy("Heads of department"),
    RoleName.HEAD: gettext_lazy("Head of school"),
    RoleName.DATA_MANAGER: gettext_lazy("Data managers"),
}
# Whoever decides sees every field.
ADMINS = gettext_lazy("Admins")


@dataclass(frozen=True)
class Box:
    """One checkbox of the table."""

    name: str
    label: str
    is_open: bool


@dataclass(frozen=True)
class Cell:
    role: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One field; `asked_by` are questions that predict with it, `audited_by` those that only look at errors by it."""

    field: Field
    cells: tuple[Cell, ...]
    asked_by: tuple[Asking, ...]
    audited_by: tuple[Task, ...]


@dataclass(frozen=True)
class Ruled:
    """A schema and its rules, None where nobody decided any; `seers` says who sees what is not open to everybody."""

    row: SchemaVersion
    rules: FieldRules | None
    offer: "Offer | None"
    seers: tuple[str, ...]


@dataclass(frozen=True)
class Offer:
    """Rules that never held; `seers` says who would see what."""

    preset: Preset
    seers: tuple[str, ...]


@dataclass(frozen=True)
class Version:
    row: FieldRules
    changed: tuple[str, ...]

    @property
    def reason(self) -> str:
        return reason_of(self.row)


def schemas() -> list[SchemaVersion]:
    """The newest version of each."""
    return list(SchemaVersion.objects.order_by("name", "-version").distinct("name"))


def overview() -> list[Ruled]:
    newest = {row.schema_name: row for row in FieldRules.objects.in_force()}
    return [_ruled(row, newest.get(row.name)) for row in schemas()]


def _ruled(row: SchemaVersion, rules: FieldRules | None) -> Ruled:
    offer = None if rules else offer_for(row.schema)
    return Ruled(row, rules, offer, seers(row.schema, rules.rules if rules else {}))


def offer_for(schema: Schema) -> Offer | None:
    """Of a schema for which nobody decided anything."""
    preset = preset_of(schema)
    return Offer(preset, seers(schema, preset.rules)) if preset else None


def schema_of(name: str) -> Schema:
    """Raises Http404."""
    row = SchemaVersion.objects.filter(name=name).order_by("-version").first()
    if row is None:
        raise Http404(_("There is no schema '%(name)s'.") % {"name": name})
    return row.schema


def lines(schema: Schema, rules: Rules) -> list[Line]:
    uses = uses_of(schema.name)
    return [
        Line(
            field=field,
            cells=tuple(_cell(field, role, rules) for role in ROLES),
            asked_by=asking(uses, field.slug),
            audited_by=auditing(uses, field.slug),
        )
        for field in ruled(schema)
    ]


def _cell(field: Field, role: str, rules: Rules) -> Cell:
    boxes = (
        Box(f"{purpose}-{role}-{field.slug}", str(label), may(rules, field.slug, role, purpose))
        for purpose, label in PURPOSES.items()
    )
    return Cell(str(NAMES[RoleName(role)]), tuple(boxes))


def seers(schema: Schema, rules: Rules) -> tuple[str, ...]:
    """A sentence for fields that the same roles do not see: to whom they are shown, and to whom not."""
    by_roles: dict[tuple[str, ...], list[str]] = {}
    for field in ruled(schema):
        closed = tuple(role for role in ROLES if not may(rules, field.slug, role, Purpose.SEE))
        by_roles.setdefault(closed, []).append(field.label)
    return tuple(_seers(closed, labels) for closed, labels in by_roles.items() if closed)


def _seers(closed: tuple[str, ...], labels: list[str]) -> str:
    seeing = [NAMES[RoleName(role)] for role in ROLES if role not in closed]
    hidden = [NAMES[RoleName(role)] for role in closed]
    return _("%(fields)s: seen by %(seeing)s; not by %(hidden)s.") % {
        "fields": listed(labels),
        "seeing": listed([str(name) for name in (*seeing, ADMINS)]),
        "hidden": listed([str(name) for name in hidden]),
    }


def versions(schema: Schema, most: int | None = MOST_SHOWN) -> list[Version]:
    """The newest first, each with what it changed."""
    rows = list(FieldRules.objects.of(schema.name).select_related("made_by")[:most])
    before = [*(row.rules for row in rows[1:]), _before(rows)][: len(rows)]
    labels = {field.slug: field.label for field in schema.fields}
    return [
        Version(row, tuple(_said(one, labels) for one in changes(then, row.rules)))
        for row, then in zip(rows, before, strict=True)
    ]


def _before(rows: list[FieldRules]) -> Rules:
    """Those that the oldest of the rows replaced."""
    if not rows:
        return {}
    row = FieldRules.objects.of(rows[-1].schema_name).filter(version__lt=rows[-1].version).first()
    return row.rules if row else {}


def _said(one: Changed, labels: Mapping[str, str]) -> str:
    told = {
        (Purpose.SEE, True): _("%(field)s: shown to %(role)s"),
        (Purpose.SEE, False): _("%(field)s: no longer shown to %(role)s"),
        (Purpose.ENTER, True): _("%(field)s: entered by %(role)s"),
        (Purpose.ENTER, False): _("%(field)s: no longer entered by %(role)s"),
    }
    role = NAMES[RoleName(one.role)]
    return told[one.purpose, one.allowed] % {"field": labels.get(one.field, one.field), "role": role}
