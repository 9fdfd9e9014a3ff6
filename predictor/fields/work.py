"""Deciding which role may see and enter which field of a schema."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from mlcore.pipeline.schema import Schema
from predictor.fields.presets import preset_of
from predictor.fields.rules import checked
from predictor.models import FieldRules
from predictor.models.accounts.fields import Rules
from predictor.problems import FieldRulesChanged, FieldRulesRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, kw_only=True)
class Signed:
    """Who decides and why; `seen` is the version that they looked at, 0 without any."""

    by: "User"
    reason: str
    seen: int


def newest(schema_name: str) -> FieldRules | None:
    return FieldRules.objects.of(schema_name).select_related("made_by").first()


def decide(schema: Schema, rules: Rules, signed: Signed) -> FieldRules:
    """The next version, in force from the next request on. Where rules are offered, hiding nothing is a decision, too.
    Raises FieldRulesRefused, FieldRulesChanged."""
    wanted, now = checked(schema, rules), newest(schema.name)
    if signed.seen != (now.version if now else 0):
        raise _changed()
    if wanted == (now.rules if now else {}) and (now or not preset_of(schema)):
        raise FieldRulesRefused(_("Nothing would change: these rules are in force already."), "rules")
    row = FieldRules(
        schema_name=schema.name, version=signed.seen + 1, rules=wanted, reason=signed.reason, made_by=signed.by
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        # Of two who decide at once the database lets one through.
        if "one_version_of_field_rules" not in str(error):
            raise
        raise _changed() from error
    return row


def _changed() -> FieldRulesChanged:
    return FieldRulesChanged(_("Others were decided meanwhile. Look at them, and decide again if need be."), "seen")
