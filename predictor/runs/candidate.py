"""The page of one candidate: what it got right and wrong on students it had not seen, and how it was set."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mlcore.pipeline.results.candidates import CandidateResult, CurvePoint
from mlcore.pipeline.results.held_out import Band, HeldOut
from mlcore.pipeline.schema import Field
from mlcore.versions.stored import StoredResult, StoredRun
from mlcore.words.choice import search
from mlcore.words.diagnosis import more_rows, off_on_unseen
from mlcore.words.limits import lean
from mlcore.words.numbers import NONE, number, setting, signed, size, span
from predictor.charts import curves, prediction_dots
from predictor.runs.groups import group_tables
from predictor.runs.strongest import closest

BEST_SHOWN = 5


@dataclass(frozen=True)
class HeldOutPicture:
    """The picture of the students that were set aside, and the same in words."""

    statement: str
    agreement: prediction_dots.Dots
    residuals: prediction_dots.Dots
    bands: list[tuple[str, int, str]]


@dataclass(frozen=True)
class Neighbour:
    """A model of the same run, in the list of all."""

    result: StoredResult
    is_shown: bool


@dataclass(frozen=True)
class LearningCurve:
    curve: curves.Curve
    rows: list[tuple[int, str, str, str]]
    said: str


@dataclass(frozen=True)
class Setting:
    name: str
    tried: str
    chosen: str


@dataclass(frozen=True)
class Search:
    """How a candidate's settings were found, and the best ones with their RMSE, smallest first."""

    said: str
    best: list[tuple[str, str]]


def held_out(measured: HeldOut | None, target: Field) -> HeldOutPicture | None:
    """None where the run did not store its predictions."""
    if measured is None:
        return None
    return HeldOutPicture(
        statement=off_on_unseen(measured, target),
        agreement=prediction_dots.agreement(measured.pairs),
        residuals=prediction_dots.residuals(measured.pairs),
        bands=[_band(band, target) for band in measured.bands],
    )


def _band(band: Band, target: Field) -> tuple[str, int, str]:
    return span(band.low, band.high, 0), band.n, signed(band.bias, target)


def learning_curve(points: Sequence[CurvePoint], target: Field) -> LearningCurve | None:
    if len(points) < 2:
        return None
    drawn = curves.curve(
        [point.rows for point in points],
        [[point.unseen for point in points], [point.learned for point in points]],
        [point.low for point in points],
        [point.high for point in points],
    )
    return LearningCurve(drawn, [_curve_row(point, target) for point in points], more_rows(points, target))


def _curve_row(point: CurvePoint, target: Field) -> tuple[int, str, str, str]:
    between = span(point.low, point.high, target.decimals + 1)
    return point.rows, size(point.learned, target), size(point.unseen, target), between


def page(run: StoredRun, result: StoredResult) -> dict[str, Any]:
    """`result` in full."""
    measured, target = result.measured, run.target
    others = [Neighbour(other, other.candidate == result.candidate) for other in run.compared]
    return {
        "others": others,
        "standing": run.placed(result),
        "held_out": held_out(measured.held_out_rows, target),
        "groups": group_tables(measured.held_out_groups, run.schema, run.inputs, target),
        "lean": lean(measured.held_out_groups),
        "closest": closest(measured.held_out_groups, run),
        "settings": settings_of(measured),
        "search": search_of(measured),
        "curve": learning_curve(measured.learning_curve, target),
        "target": target,
    }


def settings_of(measured: CandidateResult) -> list[Setting]:
    """Every setting that was searched, and what was chosen."""
    searched, chosen = measured.searched, measured.params
    names = [*searched, *(name for name in chosen if name not in searched)]
    return [
        Setting(
            _setting_name(name),
            ", ".join(setting(value) for value in searched.get(name, [])),
            setting(chosen[name]) if name in chosen else NONE,
        )
        for name in names
    ]


def _setting_name(name: str) -> str:
    return name.replace("estimator__", "").replace("_", " ")


def search_of(measured: CandidateResult) -> Search:
    """The attempts with the smallest errors, where there was a choice."""
    tried = sorted(measured.tried, key=lambda attempt: attempt.rmse)
    best = tried[:BEST_SHOWN] if len(tried) > 1 else []
    return Search(search(len(tried)), [(in_words(attempt.params), number(attempt.rmse, 3)) for attempt in best])


def in_words(params: Mapping[str, Any]) -> str:
    return ", ".join(f"{_setting_name(name)} {setting(value)}" for name, value in params.items())
