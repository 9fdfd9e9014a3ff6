"""The fields of each schema: what they hold, who sees and enters them by the rules in force, and what uses them."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.models import SchemaVersion
from mlcore.pipeline.schema import Field
from mlcore.words.names import listed
from predictor.access.reading.closed import Purpose
from predictor.documents.facts.words import day, yes
from predictor.documents.parts import Table
from predictor.fields.reads import NAMES, schemas
from predictor.fields.rules import ROLES, may
from predictor.fields.used import Uses, asking, auditing, uses_of
from predictor.fields.work import newest
from predictor.models.accounts.fields import Rules
from predictor.roles import RoleName

KINDS = {
    "category": gettext_lazy("choice"),
    "ordered": gettext_lazy("choice in an order"),
    "number": gettext_lazy("number"),
    "group": gettext_lazy("school or class"),
}


def tables() -> list[Table]:
    """One per schema. Fields that the reader may not see are left out."""
    return [_table(row) for row in schemas()]


def _table(row: SchemaVersion) -> Table:
    now, schema, uses = newest(row.name), row.shown, uses_of(row.name)
    rules: Rules = now.rules if now else {}
    rows = [(field.label, *_facts(field), *_by_rules(field, rules), *_used(field, uses)) for field in schema.fields]
    columns = (
        _("Field"),
        _("Kind"),
        _("Sensitive"),
        _("Seen by"),
        _("Entered by"),
        _("Used to predict"),
        _("Only looked at errors by"),
    )
    note = _("Admins see and enter every field.")
    if now:
        told = _("Rules of version %(version)s, decided on %(day)s: %(reason)s")
        note += " " + told % {"version": now.version, "day": day(now.made_at), "reason": now.reason}
    else:
        note += " " + _("No rules were decided: every role sees and enters every field.")
    return Table(_("Fields of %(schema)s") % {"schema": schema.label}, columns, rows, note)


def _facts(field: Field) -> tuple[str, str]:
    return str(KINDS[field.kind]), yes(field.sensitive)


def _by_rules(field: Field, rules: Rules) -> Iterator[str]:
    for purpose in (Purpose.SEE, Purpose.ENTER):
        held = [str(NAMES[RoleName(role)]) for role in ROLES if may(rules, field.slug, role, purpose)]
        yield _("all roles") if len(held) == len(ROLES) else listed(held) or _("admins alone")


def _used(field: Field, uses: Sequence[Uses]) -> tuple[str, str]:
    asked, audited = asking(uses, field.slug), auditing(uses, field.slug)
    return listed(list(map(str, asked))) or _("no"), listed(list(map(str, audited))) or _("no")


def sensitive_inputs() -> list[str]:
    """A sentence for each question that asks for sensitive fields, by the newest schema and the policy that it has."""
    told = _("%(task)s asks for sensitive fields: %(fields)s.")
    found = ((one.task, _sensitive(one)) for one in uses_of())
    return [told % {"task": task.label, "fields": listed(labels)} for task, labels in found if labels]


def _sensitive(uses: Uses) -> list[str]:
    fields = (field for field in uses.task.schema_version.shown.fields if field.sensitive)
    found = ((field, uses.asking(field.slug)) for field in fields)
    return [asked.said_of(field.label) for field, asked in found if asked]
