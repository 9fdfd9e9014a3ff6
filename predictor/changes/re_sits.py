"""Which changes are more than a re-sit of the same tests would also bring."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mlcore.models import ModelVersion
from mlcore.pipeline.schema import Field
from mlcore.versions import live
from predictor.changes.measured import Measured, scores_in
from predictor.models import Outcome, Prediction

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Bundle
    from mlcore.pipeline.forecast.re_sits import Row

Pair = tuple[Prediction, Prediction]


@dataclass(frozen=True)
class _Asked:
    """What is asked of a model about one change: its rows of then, and those of now."""

    newer: int
    change: float
    before: "Sequence[Row]"
    now: "Sequence[Row]"


def beyond(pairs: Sequence[Pair], moved: Mapping[int, float], measured: Measured) -> dict[int, bool]:
    """By the newer prediction, of those that other inputs moved by so much. Left out are those of which it cannot be
    told: no test goes in, or not the same tests were known both times. One batch per version."""
    by_version: dict[ModelVersion, list[Pair]] = defaultdict(list)
    for pair in pairs:
        if moved.get(pair[1].pk):
            by_version[pair[1].model_version].append(pair)
    found: dict[int, bool] = {}
    for version, of_version in by_version.items():
        if bundle := live.readable_bundle_of(version):
            asked = [_asked(pair, moved[pair[1].pk], bundle, measured) for pair in of_version]
            found |= _answered([one for one in asked if one], bundle)
    return found


def _asked(pair: Pair, change: float, bundle: "Bundle", measured: Measured) -> _Asked | None:
    from mlcore.pipeline.forecast.re_sits import MOST_TESTS, sat_again

    tests = scores_in(bundle.schema, bundle.task)
    fields = {field.slug: field for field in tests}
    sittings = [one.submission.answers for one in pair]
    errors = [measured.errors(tests, answers, bundle) for answers in sittings]
    if errors[0].keys() != errors[1].keys() or not 0 < len(errors[0]) <= MOST_TESTS:
        return None
    before, now = (sat_again(row, error, fields) for row, error in zip(sittings, errors, strict=True))
    return _Asked(pair[1].pk, change, before, now)


def _answered(asked: Sequence[_Asked], bundle: "Bundle") -> dict[int, bool]:
    from mlcore.pipeline.forecast.re_sits import is_beyond, variance

    values = bundle.predict_values([row for one in asked for row in (*one.before, *one.now)])
    found, at = {}, 0
    for one in asked:
        middle, end = at + len(one.before), at + len(one.before) + len(one.now)
        found[one.newer] = is_beyond(one.change, variance(values[at:middle]), variance(values[middle:end]))
        at = end
    return found


def is_result_beyond(older: Outcome, newer: Outcome, field: Field, measured: Measured) -> bool | None:
    """Of two results in one field; None where no model tells how exact they are, or they are equal."""
    from mlcore.pipeline.forecast.re_sits import is_beyond

    errors = [measured.error(field, row.value) for row in (older, newer)]
    if older.value == newer.value or None in errors:
        return None
    before, now = (error**2 for error in errors if error is not None)
    return is_beyond(newer.value - older.value, before, now)
