"""Partial dependence of each field, beside the plain difference between the same groups in the data."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mlcore.pipeline.explore.groups import compare_groups
from mlcore.pipeline.fitting.cross_fitting import CrossFit
from mlcore.pipeline.fitting.folds import Rows
from mlcore.pipeline.fitting.recipe import Fitted
from mlcore.pipeline.fitting.study import Study
from mlcore.pipeline.results.diagnosis import Contrast, DependencePoint, FieldDependence
from mlcore.pipeline.results.groups import Bound, Side
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.rows.columns import is_choice, numbers
from mlcore.pipeline.rows.privacy import SMALLEST_GROUP
from mlcore.pipeline.schema import Field, Value
from mlcore.pipeline.stats.estimates import jackknife
from mlcore.pipeline.stats.interval import Interval
from mlcore.pipeline.stats.intervals import known_pairs, welch
from mlcore.pipeline.stepwise import Steps

if TYPE_CHECKING:
    from mlcore.pipeline.bundle.bundle import Bundle

STEPS = 9


@dataclass(frozen=True, kw_only=True)
class _Pair:
    """Two values to set the field to, and what the data say of the groups around them."""

    sides: tuple[Side, Side]
    values: tuple[Value, Value]
    counts: tuple[int, int]
    raw: float
    interval: Interval
    groups: int = 2
    in_tens: bool = False


def dependence(
    study: Study, cross_fitted: CrossFit, bundle: "Bundle", slugs: Collection[str]
) -> Steps[tuple[FieldDependence, ...]]:
    """Of these inputs in the schema's order (Friedman 2001), a step per field. Intervals come from the models that each
    left one fold out."""
    target = study.rows.target_field
    asking = _Asking(cross_fitted.fitted, bundle, target)
    fields, found = [field for field in bundle.encoder.fields if field.slug in slugs], []
    for field in fields:
        found.append(_of_field(study.known_rows, field, target, asking))
        yield len(found), len(fields)
    return tuple(found)


class _Asking:
    """Puts values into the background rows and asks the served model and those of the folds."""

    def __init__(self, others: Sequence[Fitted], bundle: "Bundle", target: Field) -> None:
        self.size, self.bounds = len(bundle.background), target.bounds
        rows = Rows(
            fields=bundle.encoder.fields,
            target_field=target,
            inputs=pd.DataFrame(bundle.encoder.columns_of(bundle.background)),
            target=np.full(self.size, np.nan),
            groups=None,
        )
        models = (Fitted(bundle.encoder, bundle.estimator), *others)
        self.models = [model.again_and_again(rows) for model in models]

    def means(self, field: Field, values: Sequence[Value]) -> tuple[Floats, Floats]:
        """Mean prediction per value of the served model (v,) and of each other model (k, v)."""
        mine, *others = (
            np.array([model.predict({field.slug: [value] * self.size}).mean() for value in values])
            for model in self.models
        )
        return mine, np.stack(others)


def _of_field(frame: pd.DataFrame, field: Field, target: Field, asking: _Asking) -> FieldDependence:
    values = _values(frame, field)
    if not values:
        return FieldDependence(field.slug, (), None)
    mine, others = asking.means(field, values)
    points = tuple(
        DependencePoint(at, jackknife(float(mine[place]), others[:, place]).within(*asking.bounds))  # type: ignore[arg-type]  # a text or a number
        for place, at in enumerate(values)
    )
    pair = _choice_pair(frame, field, target) if is_choice(field) else _number_pair(frame, field, target)
    return FieldDependence(field.slug, points, None if pair is None else _contrast(field, pair, asking))


def _values(frame: pd.DataFrame, field: Field) -> list[Value]:
    if is_choice(field):
        seen = set(frame[field.slug].dropna())
        return [choice for choice in field.choices if choice in seen]
    values = numbers(frame, field)
    values = values[~np.isnan(values)]
    if not len(values):
        return []
    # The outermost hundredths are left out: hardly any student is there to learn from.
    low, high = (float(end) for end in np.quantile(values, [0.01, 0.99]))
    return sorted(set(np.round(np.linspace(low, high, STEPS), field.decimals).tolist()))


def _choice_pair(frame: pd.DataFrame, field: Field, target: Field) -> _Pair | None:
    comparison = compare_groups(frame, field, target)
    gap = comparison.difference
    if gap is None:
        return None
    sides, sizes = (gap.higher, gap.lower), {group.choice: group.n for group in comparison.groups}
    counts = sizes[gap.higher], sizes[gap.lower]
    return _Pair(
        sides=sides,
        values=sides,
        counts=counts,
        raw=gap.points,
        interval=gap.interval,
        groups=len(sizes),
        in_tens=bool(comparison.hidden),
    )


def _number_pair(frame: pd.DataFrame, field: Field, target: Field) -> _Pair | None:
    """The students in the upper quarter of the field against those in its lower quarter, cut at round values."""
    values, scores = known_pairs(numbers(frame, field), numbers(frame, target))
    if len(values) < 2 * SMALLEST_GROUP:
        return None
    q1, q3 = np.round(np.quantile(values, [0.25, 0.75]), field.decimals).tolist()
    lower, upper = values <= q1, values >= q3
    if q1 == q3 or min(lower.sum(), upper.sum()) < SMALLEST_GROUP:
        return None
    parts = [(Bound("least", q3), upper), (Bound("most", q1), lower)]
    (higher, first), (other, second) = sorted(parts, key=lambda part: -float(scores[part[1]].mean()))
    interval, _ = welch(scores[first], scores[second])
    return _Pair(
        sides=(higher, other),
        values=(float(values[first].mean()), float(values[second].mean())),
        counts=(int(first.sum()), int(second.sum())),
        raw=float(scores[first].mean() - scores[second].mean()),
        interval=interval,
    )


def _contrast(field: Field, pair: _Pair, asking: _Asking) -> Contrast:
    """Signs are opposite only where both intervals leave out zero."""
    mine, others = asking.means(field, pair.values)
    largest = asking.bounds[1] - asking.bounds[0]
    own = jackknife(float(mine[0] - mine[1]), others[:, 0] - others[:, 1]).within(-largest, largest)
    opposite = pair.interval.low > 0 and own.high < 0
    return Contrast(
        higher=pair.sides[0],
        lower=pair.sides[1],
        n_higher=pair.counts[0],
        n_lower=pair.counts[1],
        groups=pair.groups,
        in_tens=pair.in_tens,
        raw=pair.raw,
        raw_low=pair.interval.low,
        raw_high=pair.interval.high,
        own=own,
        opposite=opposite,
    )
