"""Whether what is entered today is spread as what a model version learned from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mlcore.models import ModelVersion
from mlcore.pipeline.results.served.held import Moved
from mlcore.pipeline.schema import Field
from mlcore.versions.learned import rows_of
from predictor.models import Prediction

if TYPE_CHECKING:
    from mlcore.pipeline.diagnosis.input_drift import Column

# The newest students count: of more, what was years ago would hide what is today.
NEWEST = 500


@dataclass(frozen=True, kw_only=True)
class Entered:
    """Of the newest `students` that a version was asked about, the inputs that are spread otherwise; None where the
    rows that it learned from are gone."""

    students: int
    moved: tuple[Moved, ...] | None


def entered_for(version: ModelVersion) -> Entered:
    """Each student once, as the newest prediction has them. Raises DataError where stored rows are damaged."""
    from mlcore.pipeline.diagnosis.input_drift import moved

    answers = _newest_answers(version)
    learned = rows_of(version.run)
    if learned is None:
        return Entered(students=len(answers), moved=None)
    fields = version.inputs
    then = {field.slug: _column(field, learned[field.slug].tolist()) for field in fields if field.slug in learned}
    now = {field.slug: _column(field, [one.get(field.slug) for one in answers]) for field in fields}
    return Entered(students=len(answers), moved=moved(then, now))


def _newest_answers(version: ModelVersion) -> list[Mapping[str, Any]]:
    rows = (
        Prediction.objects.filter(model_version=version).order_by("-id").values_list("student", "submission__answers")
    )
    by_student: dict[object, Mapping[str, Any]] = {}
    for place, (student, answers) in enumerate(rows[: 4 * NEWEST]):
        # Who was predicted without a name is one of their own.
        by_student.setdefault(student or f"nobody {place}", answers)
    return list(by_student.values())[:NEWEST]


def _column(field: Field, values: Sequence[Any]) -> "Column":
    """Those that are known."""
    import numpy as np
    import pandas as pd

    known = [value for value in values if not pd.isna(value)]
    return np.array(known, dtype=np.float64) if field.is_number else [str(value) for value in known]
