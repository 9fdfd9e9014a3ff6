"""Results of a zip as values of fields, on the scale of each; what is not taken is counted with the reason."""

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mlcore.pipeline.files.oneroster.records import LineItem, Result, Roster
from mlcore.pipeline.schema import Field
from mlcore.pipeline.schema.field import InvalidValue

DIGITS = 10
# A value, and what tells it from older ones.
Dated = tuple[tuple[dt.date, str], float]


class Why(StrEnum):
    """Why a result is not taken."""

    NOT_GRADED = "not graded"
    NO_TEST = "no test"
    NOT_CHOSEN = "not chosen"
    NO_SCALE = "no scale"
    OLDER = "older"


@dataclass(frozen=True, kw_only=True)
class Results:
    """`values` by class, person and field."""

    values: Mapping[str, Mapping[str, Mapping[str, float]]]
    left_out: Mapping[Why, int]

    def of_class(self, key: str) -> Mapping[str, Mapping[str, float]]:
        return self.values.get(key, {})


def results_of(roster: Roster, fields: Mapping[str, Mapping[str, Field]]) -> Results:
    """`fields` by class and title of the test. Of several results in one field the newest counts."""
    newest: dict[tuple[str, str, str], Dated] = {}
    left_out: Counter[Why] = Counter()
    for result in roster.results.values():
        item = roster.line_items.get(result.line_item)
        field = fields.get(item.school_class, {}).get(item.title) if item else None
        value = _value(result, item, field)
        if isinstance(value, Why) or item is None or field is None:
            left_out[value if isinstance(value, Why) else Why.NO_TEST] += 1
            continue
        key, at = (item.school_class, result.student, field.slug), (result.day or item.due or dt.date.min, result.id)
        left_out[Why.OLDER] += key in newest
        newest[key] = max(newest.get(key, (at, value)), (at, value))
    return Results(values=_by_person(newest), left_out={why: count for why, count in left_out.items() if count})


def _value(result: Result, item: LineItem | None, field: Field | None) -> float | Why:
    if result.deleted or not result.counts or result.score is None:
        return Why.NOT_GRADED
    if item is None or item.deleted:
        return Why.NO_TEST
    return scaled(result.score, item, field) if field else Why.NOT_CHOSEN


def scaled(score: float, item: LineItem, field: Field) -> float | Why:
    """The same part of the field's scale as the score is of the test's; as it is where the test tells no maximum."""
    low, high = field.bounds
    if item.maximum is not None:
        least = item.minimum or 0.0
        if not (math.isfinite(item.maximum) and least <= score <= item.maximum and least < item.maximum):
            return Why.NO_SCALE
        score = round(low + (score - least) / (item.maximum - least) * (high - low), DIGITS)
    try:
        value = field.clean(score)
    except InvalidValue:
        return Why.NO_SCALE
    return value if isinstance(value, float) else Why.NO_SCALE


def _by_person(newest: Mapping[tuple[str, str, str], Dated]) -> dict[str, dict[str, dict[str, float]]]:
    found: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for (school_class, person, slug), (_, value) in newest.items():
        found[school_class][person][slug] = value
    return found
