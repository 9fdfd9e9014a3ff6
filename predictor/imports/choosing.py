"""Saying what a draft means: its sheet and columns, and who is who. Each choice is kept on the draft."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from mlcore.pipeline.files.bad_rows import REMARK
from mlcore.pipeline.messages import message
from mlcore.pipeline.schema import header_key
from predictor.imports.core import mapping
from predictor.imports.core.people import Decision
from predictor.imports.drafts import GONE, LONGEST_HEADER, SITTINGS, Draft
from predictor.models import Import, RememberedColumn
from predictor.problems import ClassArchived, ImportDone, ImportRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User

READING = ("sheet", "format", "sittings")
RULES = ("newest", "best")
SMALLEST_MAXIMUM, LARGEST_MAXIMUM = 0.01, 1e6


@dataclass(frozen=True, kw_only=True)
class Columns:
    """A target per column, how '1,234' is read where the file does not say, what columns are out of (by place), and the
    day of outcomes without one.
    """

    targets: Sequence[str]
    decimal: str = ""
    maxima: Mapping[int, float] = field(default_factory=dict)
    day: dt.date | None = None


def choose_reading(draft: Draft, user: "User", told: Mapping[str, str]) -> None:
    """Another sheet, format, or rule for several sittings (remembered): the columns are guessed anew.

    Raises ImportRefused, ImportUnclear.
    """
    if "sittings" in told and told["sittings"] not in RULES:
        raise ImportRefused(_("Of several sittings the newest or the best result counts: choose one of them."))
    other = Draft(draft.row, draft.content)
    other.choices = {key: draft.choices.get(key, "") for key in READING} | dict(told)
    other.guess(user)
    _keep(draft, other.choices)
    if "sittings" in told:
        target = {"target": told["sittings"]}
        RememberedColumn.objects.update_or_create(user=user, header=SITTINGS, defaults=target)


def choose_columns(draft: Draft, user: "User", columns: Columns) -> None:
    """Also remembered for the next file of this person. Raises ImportRefused."""
    try:
        mapping.check(columns.targets, draft.table.headers, draft.schema, draft.kind)
    except mapping.MappingError as error:
        raise ImportRefused(error.message) from error
    told = {
        "columns": list(columns.targets),
        "decimal": columns.decimal,
        "day": columns.day.isoformat() if columns.day else "",
        "maxima": {str(place): maximum for place, maximum in columns.maxima.items()},
    }
    _keep(draft, {**draft.choices, **told})
    _remember(user, draft, columns.targets)


def decide(draft: Draft, decisions: Mapping[int, Decision | None], *, anew: bool = False) -> None:
    """None takes a decision back, `anew` all that were made before. Raises ImportRefused, ClassArchived."""
    kept = {**({} if anew else draft.decisions), **decisions}
    _keep(draft, {**draft.choices, "people": {str(row): one for row, one in kept.items() if one is not None}})


@transaction.atomic
def _keep(draft: Draft, choices: Mapping[str, object]) -> None:
    ClassArchived.check(draft.row.classroom)
    held = Import.objects.to_change().filter(pk=draft.row.pk).first()
    if held is None or not held.is_draft:
        raise ImportDone(message(GONE))
    held.choices = draft.row.choices = draft.choices = dict(choices)
    held.save(update_fields=["choices"])


def _remember(user: "User", draft: Draft, targets: Sequence[str]) -> None:
    """One row per header, in an order in which two requests at once do not wait for each other."""
    chosen: dict[str, str] = {}
    for place, target in enumerate(targets):
        column = draft.table.column(place)
        known_as = mapping.remembered_as(target, draft.kind)
        chosen |= {header_key(text)[:LONGEST_HEADER]: known_as for text in (column.title, column.header)}
    rows = [
        RememberedColumn(user=user, header=key, target=target)
        for key, target in sorted(chosen.items())
        if key and key != header_key(REMARK)
    ]
    RememberedColumn.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "header"], update_fields=["target"]
    )
