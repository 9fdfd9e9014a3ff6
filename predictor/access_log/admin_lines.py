"""Django's admin: which of its tables are about students, and whom a page of a list shows."""

from collections.abc import Iterator, Mapping
from typing import Any

from predictor.access_log.routes import Route
from predictor.access_log.students import Of
from predictor.models import AccessLine

Act = AccessLine.Act
TABLES: Mapping[str, Route] = {
    "student": Route(Of.STUDENT),
    "membership": Route(Of.MEMBERSHIP),
    "submission": Route(Of.SUBMISSION),
    "prediction": Route(Of.PREDICTION),
    "explanation": Route(Of.PREDICTION),
    "target": Route(Of.TARGET),
    "outcome": Route(Of.OUTCOME),
    "classroom": Route(Of.CLASSROOM, shows=None, does=Act.SHARED),
}
ABOUT_NOBODY = {"gradeboundaries", "import", "roster", "job", "accessline"}


def route_of(url_name: str, kwargs: Mapping[str, Any]) -> tuple[Route, int | None] | None:
    """Of an address like 'predictor_student_change'."""
    app, _, rest = url_name.partition("_")
    route = TABLES.get(rest.partition("_")[0]) if app == "predictor" else None
    if route is None:
        return None
    key = str(kwargs.get("object_id", ""))
    return route, int(key) if key.isdecimal() and len(key) < 19 else None


def listed(response: Any) -> Iterator[int]:
    """Whose rows the page of a list shows."""
    found = (response.context_data or {}).get("cl")
    for row in found.result_list if found else ():
        if pk := _student_of(row):
            yield pk


def _student_of(row: Any) -> int | None:
    name = row._meta.model_name
    if name not in TABLES or name == "classroom":
        return None
    if name == "student":
        return int(row.pk)
    found: int | None = row.prediction.student_id if name == "explanation" else row.student_id
    return found
