"""What is due of a kind: so many rows as somebody asks for, and how old the oldest is, without reading all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import connection
from django.db.models import QuerySet

from predictor.models import Membership, Student
from studentperf.basics.big_tables.counted import MOST_COUNTED, Counted, up_to


class Due(Protocol):
    def count(self, most: int | None) -> int:
        """No further than `most`, where it is said."""

    def oldest(self) -> datetime | None: ...

    def keys(self, most: int) -> Sequence[int]: ...


def counted(due: Due, most: int | None = MOST_COUNTED) -> Counted:
    return Counted(due.count(None), is_more=False) if most is None else up_to(most, due.count(most + 1))


@dataclass(frozen=True)
class DueRows:
    """As a query sees them; `order` is the column that rows are found by from the oldest on, where it is not the one of
    their `moment`."""

    rows: QuerySet[Any]
    moment: str
    order: str = ""

    def count(self, most: int | None) -> int:
        return self.rows.order_by()[:most].count()

    def oldest(self) -> datetime | None:
        found: datetime | None = (
            self.rows.order_by(self.order or self.moment).values_list(self.moment, flat=True).first()
        )
        return found

    def keys(self, most: int) -> Sequence[int]:
        return list(self.rows.order_by("pk").values_list("pk", flat=True)[:most])


# Asked student by student: of ten million rows Postgres would read all to find that nobody's are due.
SUBMITTED = """
    SELECT id FROM (
        (SELECT id FROM predictor_submission WHERE student_id IS NULL AND made_at <= %(before)s LIMIT %(most)s)
        UNION ALL
        SELECT theirs.id FROM unnest(%(former)s::bigint[]) AS former (student) CROSS JOIN LATERAL (
            SELECT id FROM predictor_submission
            WHERE student_id = former.student AND made_at <= %(before)s LIMIT %(most)s
        ) AS theirs
    ) AS due LIMIT %(most)s
"""
COUNT = f"SELECT count(*) FROM ({SUBMITTED}) AS counted"  # noqa: S608 - names of ours
OLDEST = """
    SELECT least(
        (SELECT min(made_at) FROM predictor_submission WHERE student_id IS NULL AND made_at <= %(before)s),
        (SELECT min(first) FROM unnest(%(former)s::bigint[]) AS former (student) CROSS JOIN LATERAL (
            SELECT made_at AS first FROM predictor_submission
            WHERE student_id = former.student AND made_at <= %(before)s ORDER BY made_at LIMIT 1
        ) AS theirs)
    )
"""


@dataclass(frozen=True)
class FormerSubmissions:
    """For students of archived classes who are in no other one, and for nobody in particular."""

    before: datetime

    def count(self, most: int | None) -> int:
        return int(self._asked(COUNT, most)[0][0])

    def oldest(self) -> datetime | None:
        found: datetime | None = self._asked(OLDEST, None)[0][0]
        return found

    def keys(self, most: int) -> Sequence[int]:
        return [key for (key,) in self._asked(SUBMITTED, most)]

    def _asked(self, statement: str, most: int | None) -> list[Any]:
        values = {"before": self.before, "most": most, "former": list(_former().values_list("pk", flat=True))}
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall()


def _former() -> QuerySet[Student]:
    elsewhere = Membership.objects.active().filter(classroom__archived_at=None).values("student")
    return Student.objects.exclude(classroom__archived_at=None).exclude(pk__in=elsewhere).order_by()
