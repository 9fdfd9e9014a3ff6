"""Recording what students really reached; a correction keeps what was said before."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from predictor.models import Outcome, Submission

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, kw_only=True)
class Result:
    """What one student reached in one field on a day; `replaces` is the row that it corrects."""

    student: int
    field: str
    value: float
    day: dt.date
    replaces: int | None = None


def record(
    results: Iterable[Result], *, schema_name: str, made_by: "User", door: Submission.Door, why: str = ""
) -> list[Outcome]:
    """Within a transaction in which the students are locked. The values were checked by their field."""
    rows = [
        Outcome(
            student_id=result.student,
            schema_name=schema_name,
            field=result.field,
            value=result.value,
            day=result.day,
            replaces_id=result.replaces,
            door=door,
            made_by=made_by,
            why=why,
        )
        for result in results
    ]
    return Outcome.objects.bulk_create(rows, batch_size=1_000)
