"""Results beside what was predicted before them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connection, models
from django.utils import timezone

from mlcore.models import ModelVersion, Task
from mlcore.pipeline.distribution.levels import NARROW, WIDE
from mlcore.pipeline.results.served.held import Held
from predictor.models import Outcome, Prediction

# Of a task the newest results are counted, so many that a page may read them each time: the share of them inside a
# range is known to two in a hundred.
MOST_COUNTED = 2_000
# Of a class so many, however many classes are read together.
MOST_OF_CLASS = 100

# In the order of the table.
COLUMNS = ("id", "submission_id", "model_version_id", "made_at", "value", "low80", "high80", "low90", "high90")
RESULTS = """
    SELECT outcome.id, outcome.student_id, outcome.value, outcome.day, student.classroom_id
    FROM predictor_outcome AS outcome JOIN predictor_student AS student ON student.id = outcome.student_id
    WHERE outcome.schema_name = %(schema)s AND outcome.field = %(field)s
"""
# The prediction is found by its index, one for each result: of a student who was predicted for years all would be read.
# Of the day itself nobody can tell whether the result was known already.
HELD = f"""
    SELECT outcome.id, outcome.value, outcome.day, outcome.classroom_id, EXISTS (
        SELECT 1 FROM predictor_support AS support WHERE support.student_id = outcome.student_id
            AND support.from_day < outcome.day AND NOT support.is_removed
            AND (support.until_day IS NULL OR support.until_day >= (told.made_at AT TIME ZONE %(zone)s)::date)
            AND NOT EXISTS (SELECT 1 FROM predictor_support AS newer WHERE newer.replaces_id = support.id)
    ), {", ".join(f"told.{column}" for column in COLUMNS)}
    FROM (RESULTS) AS outcome CROSS JOIN LATERAL (
        SELECT {", ".join(COLUMNS)} FROM predictor_prediction
        WHERE student_id = outcome.student_id AND task_id = %(task)s
            AND made_at < outcome.day::timestamp AT TIME ZONE %(zone)s
        ORDER BY made_at DESC, id DESC LIMIT 1
    ) AS told WHERE NOT EXISTS (SELECT 1 FROM predictor_outcome AS newer WHERE newer.replaces_id = outcome.id)
    ORDER BY outcome.id DESC LIMIT %(most)s
"""  # noqa: S608 - names of ours
OF_TASK = HELD.replace("RESULTS", RESULTS)
# Sorted first, so that predictions are looked for until there are enough, and no further.
OF_ONE = f"{RESULTS} AND student.classroom_id = classroom.id ORDER BY outcome.id DESC OFFSET 0"  # not for readers
OF_CLASSES = f"""
    SELECT held.* FROM unnest(%(classes)s::bigint[]) AS classroom (id) CROSS JOIN LATERAL (
        {HELD.replace("RESULTS", OF_ONE)}
    ) AS held
"""  # noqa: S608 - names of ours


@dataclass(frozen=True, kw_only=True)
class Match:
    """The result of row `outcome`, of a student of `classroom`, and what a model version had said before it;
    `supported` where they had support in between. `told` are the COLUMNS of that prediction."""

    outcome: int
    result: float
    classroom: int
    version: ModelVersion
    told: tuple[Any, ...]
    supported: bool = False

    @property
    def held(self) -> Held:
        value, *ends = self.told[COLUMNS.index("value") :]
        return Held(value=value, ranges={NARROW: (ends[0], ends[1]), WIDE: (ends[2], ends[3])}, result=self.result)

    @cached_property
    def prediction(self) -> Prediction:
        """Made when somebody asks: records are made of thousands of matches, and of numbers alone."""
        made = Prediction.from_db(None, COLUMNS, self.told)
        made.model_version = self.version
        return made


def matched(task: Task, version: int | None = None, most: int | None = MOST_COUNTED) -> list[Match]:
    """Each of the newest results in force beside the newest prediction made on a day before it, in the order in which
    they were recorded; a prediction is held against the first result that followed. Two queries."""
    found = _first_of_each(_asked(OF_TASK, task, most=most))
    return _matches([one for one in found if version in (None, one.version)])


def matched_in(classes: Collection[int], task: Task) -> dict[int, list[Match]]:
    """By class, of each the newest results."""
    found: dict[int, list[Match]] = defaultdict(list)
    for match in _matches(_first_of_each(_asked(OF_CLASSES, task, most=MOST_OF_CLASS, classes=list(classes)))):
        found[match.classroom].append(match)
    return found


def with_submissions(matches: Sequence[Match]) -> list[Prediction]:
    """Their predictions, with what was entered. One query."""
    predictions = [match.prediction for match in matches]
    models.prefetch_related_objects(predictions, "submission")
    return predictions


class _Held(NamedTuple):
    outcome: int
    value: float
    day: dt.date
    classroom: int
    supported: bool
    told: tuple[Any, ...]

    @property
    def prediction(self) -> int:
        return int(self.told[0])

    @property
    def version(self) -> int:
        return int(self.told[COLUMNS.index("model_version_id")])


def _asked(statement: str, task: Task, **values: Any) -> Iterator[_Held]:
    score = {"schema": task.schema_version.name, "field": task.question.target}
    when = {"zone": timezone.get_current_timezone_name()}
    with connection.cursor() as cursor:
        cursor.execute(statement, {"task": task.pk} | score | when | values)
        return (_Held._make([*row[:5], row[5:]]) for row in cursor.fetchall())


def _first_of_each(found: Iterator[_Held]) -> list[_Held]:
    """By prediction the first result that followed."""
    first: dict[int, _Held] = {}
    for one in sorted(found, key=lambda one: (one.day, one.outcome)):
        first.setdefault(one.prediction, one)
    return list(first.values())


def _matches(found: Sequence[_Held]) -> list[Match]:
    versions = ModelVersion.objects.in_bulk({one.version for one in found})
    # A version that was deleted between the two queries is not among those found.
    matches = [_match(one, versions[one.version]) for one in found if one.version in versions]
    return sorted(matches, key=lambda match: match.outcome)


def _match(one: _Held, version: ModelVersion) -> Match:
    return Match(
        outcome=one.outcome,
        result=one.value,
        classroom=one.classroom,
        version=version,
        told=one.told,
        supported=one.supported,
    )


def results_of(predictions: Sequence[Prediction]) -> dict[int, Outcome]:
    """By prediction the first result in force that followed on a later day. One query; read with `task` and its
    schema."""
    students = {prediction.student_id for prediction in predictions if prediction.student_id}
    if not students:
        return {}
    by_score: dict[tuple[int, str, str], list[Outcome]] = defaultdict(list)
    since = min(timezone.localdate(prediction.made_at) for prediction in predictions)
    for row in Outcome.objects.filter(student__in=students, day__gt=since).in_force().order_by("day", "id"):
        by_score[row.student_id, row.schema_name, row.field].append(row)
    found = {prediction.pk: _first_after(prediction, by_score) for prediction in predictions}
    return {pk: row for pk, row in found.items() if row}


def _first_after(prediction: Prediction, by_score: Mapping[tuple[int, str, str], Sequence[Outcome]]) -> Outcome | None:
    task = prediction.task
    theirs = by_score.get((prediction.student_id or 0, task.schema_version.name, task.question.target), ())
    day = timezone.localdate(prediction.made_at)
    return next((row for row in theirs if row.day > day), None)
