"""Saying what a draft means: its sheet and columns, and who is who. Each choice is kept on the draft."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from mlcore.pipeline.files.bad_rows import REMARK
from mlcore.pipeline.schema import header_key
from predictor.imports.core import mapping
from predictor.imports.core.people import Decision
from predictor.imports.drafts import GONE, LONGEST_HEADER, Draft
from predictor.models import Import, RememberedColumn
from predictor.problems import ImportDone, ImportRefused

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, kw_only=True)
class Columns:
    """A target per column, how '1,234' is read where the file does not say, and the day of outcomes without one."""

    targets: Sequence[str]
    decimal: str = ""
    day: dt.date | None = None


def choose_sheet(draft: Draft, user: "User", sheet: str) -> None:
    """The columns of another sheet are guessed anew. Raises ImportRefused."""
    other = Draft(draft.row, draft.content)
    other.choices = {"sheet": sheet}
    other.choices["columns"] = [one.target for one in other.guesses(user)]
    _keep(draft, other.choices)


def choose_columns(draft: Draft, user: "User", columns: Columns) -> None:
    """Also remembered for the next file of this person. Raises ImportRefused."""
    try:
        mapping.check(columns.targets, draft.table.headers, draft.schema, draft.kind)
    except mapping.MappingError as error:
        raise ImportRefused(str(error)) from error
    told = {
        "columns": list(columns.targets),
        "decimal": columns.decimal,
        "day": columns.day.isoformat() if columns.day else "",
    }
    _keep(draft, {**draft.choices, **told})
    _remember(user, draft.table.headers, columns.targets)


def decide(draft: Draft, decisions: Mapping[int, Decision | None], *, anew: bool = False) -> None:
    """None takes a decision back, `anew` all that were made before. Raises ImportRefused."""
    kept = {**({} if anew else draft.decisions), **decisions}
    _keep(draft, {**draft.choices, "people": {str(row): one for row, one in kept.items() if one is not None}})


@transaction.atomic
def _keep(draft: Draft, choices: Mapping[str, object]) -> None:
    held = Import.objects.to_change().filter(pk=draft.row.pk).first()
    if held is None or not held.is_draft:
        raise ImportDone(GONE)
    held.choices = draft.row.choices = draft.choices = dict(choices)
    held.save(update_fields=["choices"])


def _remember(user: "User", headers: Sequence[str], targets: Sequence[str]) -> None:
    """One row per header, in an order in which two requests at once do not wait for each other."""
    chosen = {header_key(header)[:LONGEST_HEADER]: target for header, target in zip(headers, targets, strict=True)}
    rows = [
        RememberedColumn(user=user, header=key, target=target)
        for key, target in sorted(chosen.items())
        if key and key != header_key(REMARK)
    ]
    RememberedColumn.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "header"], update_fields=["target"]
    )
