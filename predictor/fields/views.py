"""Who sees and enters which field: the table of one schema, deciding it, and what was decided before. For admins."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mlcore.pipeline.schema import Schema
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.fields import reads, work
from predictor.fields.forms import RulesForm
from predictor.fields.presets import preset_of
from predictor.fields.presets.preset import Preset
from predictor.fields.rules import ROLES, hiding_sensitive
from predictor.models.accounts.fields import Rules
from predictor.problems import FieldRulesRefused

PRESET = "preset"


@require_safe
@needs(Act.DECIDE_FIELDS)
def overview(request: Request) -> HttpResponse:
    return render(request, "fields/overview.html", {"schemas": reads.overview()})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Act.DECIDE_FIELDS)
def rules(request: Request, schema: str) -> HttpResponse:
    described, now = reads.schema_of(schema), work.newest(schema)
    preset = preset_of(described)
    begin = preset if preset and request.GET.get("fill") == PRESET else None
    form = RulesForm(
        request.POST if request.method == "POST" else None, initial={"reason": begin.reason if begin else ""}
    )
    if form.is_valid() and _decided(request, described, form):
        return redirect("field-rules", schema)
    in_force: Rules = now.rules if now else {}
    shown = form.rules(described) if form.is_bound else _filled(request, described, in_force, begin)
    context: dict[str, Any] = {
        "schema": described,
        "form": form,
        "lines": reads.lines(described, shown),
        "roles": [(role, reads.NAMES[role]) for role in ROLES],
        "purposes": reads.PURPOSES.values(),
        # Not from the form: after a refusal the page shows another decision than was sent.
        "seen": now.version if now else 0,
        "is_filled": shown != in_force and not form.is_bound,
        "preset": preset,
        "has_preset": preset is not None and preset.rules != in_force,
        "offer": reads.offer_for(described) if now is None else None,
        "seers": reads.seers(described, in_force),
        "versions": reads.versions(described),
    }
    return render(request, "fields/rules.html", context)


def _filled(request: Request, schema: Schema, rules: Rules, begin: Preset | None) -> Rules:
    """As the address asks to begin: by the preset, or with every sensitive field hidden from a role."""
    if begin:
        return begin.rules
    role = request.GET.get("hide", "")
    return hiding_sensitive(schema, role, rules) if role in ROLES else rules


def _decided(request: Request, schema: Schema, form: RulesForm) -> bool:
    given = form.cleaned_data
    signed = work.Signed(by=request.user, reason=given["reason"], seen=given["seen"])
    try:
        work.decide(schema, form.rules(schema), signed)
    except FieldRulesRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The rules are in force."))
    return True
