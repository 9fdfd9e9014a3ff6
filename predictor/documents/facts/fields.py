"""The fields of each schema: what they hold, who sees and enters them by the rules in force, and what uses them."""

from collections.abc import Callable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mlcore.models import SchemaVersion, Task
from mlcore.pipeline.schema import Field, Schema
from mlcore.words.names import listed
from predictor.access.reading.closed import Purpose
from predictor.documents.facts.words import day, yes
from predictor.documents.parts import Table
from predictor.fields.reads import NAMES, schemas
from predictor.fields.rules import ROLES, may
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
    now, schema = newest(row.name), row.shown
    tasks = list(Task.objects.filter(schema_version__name=row.name).select_related("schema_version"))
    rules: Rules = now.rules if now else {}
    rows = [(field.label, *_facts(field), *_by_rules(field, rules), *_used(field, tasks)) for field in schema.fields]
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


def _used(field: Field, tasks: Sequence[Task]) -> tuple[str, str]:
    asked = _named(tasks, lambda task: field.slug in task.question.inputs)
    audited = _named(tasks, lambda task: field.slug in task.question.audit)
    return asked, audited


def _named(tasks: Sequence[Task], is_so: Callable[[Task], bool]) -> str:
    return listed([task.label for task in tasks if is_so(task)]) or _("no")


def sensitive_inputs() -> list[str]:
    """A sentence for each question that asks for sensitive fields, by the newest schema that it has."""
    told = _("%(task)s asks for sensitive fields: %(fields)s.")
    tasks = Task.objects.select_related("schema_version")
    found = ((task, _sensitive(task.schema_version.shown, task)) for task in tasks)
    return [told % {"task": task.label, "fields": listed(labels)} for task, labels in found if labels]


def _sensitive(schema: Schema, task: Task) -> list[str]:
    return [field.label for field in schema.inputs(schema.task(task.slug)) if field.sensitive]
