"""The rules of every schema, and how those of one came about, as lists to be saved."""

from django.utils import timezone

from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.fields import reads, work
from predictor.fields.rules import EVERYTHING, ROLES, may, ruled
from predictor.models import FieldRules
from predictor.saving.listed import of_rows
from predictor.saving.table import Cell, SavedTable, named_after

SCHEMAS = ("schema", "version_of_rules", "decided_at", "decided_by")
MATRIX = ("field", "role", *(str(one) for one in EVERYTHING))
DECIDED = ("version", "decided_at", "decided_by", "what", "reason")


@needs(Act.DECIDE_FIELDS)
def schemas(request: Request) -> SavedTable:
    rows = [(row.schema.label, *_decided(work.newest(row.name))) for row in reads.schemas()]
    return of_rows("fields", "Fields", SCHEMAS, rows)


def _decided(row: FieldRules | None) -> tuple[Cell, ...]:
    return (row.version, timezone.localtime(row.made_at), _by(row)) if row else (None, None, None)


def _by(row: FieldRules) -> str:
    """Blank where they shipped with the schema."""
    return row.made_by.get_username() if row.made_by else ""


@needs(Act.DECIDE_FIELDS)
def matrix(request: Request, schema: str) -> SavedTable:
    """A row per field and role."""
    described, now = reads.schema_of(schema), work.newest(schema)
    in_force = now.rules if now else {}
    rows = [
        (field.label, role, *("yes" if may(in_force, field.slug, role, one) else "no" for one in EVERYTHING))
        for field in ruled(described)
        for role in ROLES
    ]
    return of_rows(named_after("fields", schema), "Fields", MATRIX, rows)


@needs(Act.DECIDE_FIELDS)
def history(request: Request, schema: str) -> SavedTable:
    rows = [
        (one.row.version, timezone.localtime(one.row.made_at), _by(one.row), what, one.reason)
        for one in reads.versions(reads.schema_of(schema), most=None)
        for what in one.changed or ("",)
    ]
    return of_rows(named_after("fields-decided", schema), "Decided so far", DECIDED, rows)
