"""The leaderboard of one run: a line per candidate, intervals on shared axes, sorted as asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mlcore.pipeline.schema import Field
from mlcore.versions.standings import Standing
from mlcore.versions.stored import Metric, StoredResult, StoredRun
from mlcore.words import choice
from mlcore.words.marks import second_opinion
from mlcore.words.numbers import NONE, difference, differences, ends, interval, number, points, seconds
from mlcore.words.training import effort
from mlcore.words.training.method import kept_together, mixed, rehearsed
from mlcore.words.verdicts import cautions, gate, ranges
from predictor.charts.interval_marks import IntervalMark, interval_mark, shared_scale
from predictor.charts.scale import Scale
from predictor.runs.columns import COLUMNS, Column

METRICS: tuple[Metric, ...] = ("mae", "rmse", "r2")
ARROWS = {"ascending": "\u2191", "descending": "\u2193"}


@dataclass(frozen=True)
class Measured:
    shown: str
    interval: str
    mark: IntervalMark | None


@dataclass(frozen=True, kw_only=True)
class Line:
    result: StoredResult
    standing: str
    is_baseline: bool
    measured: list[tuple[Column, Measured]]
    plain: list[tuple[Column, str, str]]

    @property
    def behind(self) -> tuple[Column, str, str]:
        return next(cell for cell in self.plain if cell[0].slug == "behind")


@dataclass(frozen=True)
class Heading:
    column: Column
    query: str
    order: str

    @property
    def arrow(self) -> str:
        return ARROWS.get(self.order, "")


@dataclass(frozen=True, kw_only=True)
class Leaderboard:
    lines: list[Line]
    headings: list[Heading]
    statement: str
    gain: str
    reason: str
    rule: str
    rehearsed: str
    kept_together: str
    ranges: str
    cautions: list[str]
    waits: str
    let_through: str
    effort: str


_BY_SLUG = {column.slug: column for column in COLUMNS}
_KEYS: dict[str, Callable[[StoredResult], float | None]] = {
    "mae": lambda result: result.mean("mae"),
    "rmse": lambda result: result.mean("rmse"),
    "r2": lambda result: result.mean("r2"),
    "behind": lambda result: result.mean("rmse"),
    "held_out": lambda result: result.measured.held_out.r2 if result.measured.held_out else None,
    "spread": lambda result: result.measured.spread,
    "gap": lambda result: result.measured.gap,
    "fit_seconds": lambda result: result.measured.fit_seconds,
    "predict_seconds": lambda result: result.measured.predict_seconds,
}


def leaderboard(run: StoredRun, sort: str) -> Leaderboard:
    """`sort` is the slug of a column, after a minus sign to turn it round; anything else is the run's own order."""
    scales = {
        metric: shared_scale(result.estimate(metric) for result in run.compared if not result.error)
        for metric in METRICS
    }
    return Leaderboard(
        lines=[
            _line(result, run.standings.get(result.candidate), scales, run.target)
            for result in _sorted(run.results, sort)
        ],
        headings=[_heading(column, sort) for column in COLUMNS],
        statement=run.statement,
        gain=gain(run),
        reason=run.reason,
        rule=choice.rule(),
        rehearsed=rehearsed(run.rehearsal, run.winner.candidate, run.target) if run.rehearsal and run.winner else "",
        kept_together=_kept_together(run),
        ranges=_ranges(run),
        cautions=cautions.sentences(cautions.beside_the_folds(run.cautions, run.parts), run.schema),
        waits=gate.waits(run.held_back, run.schema),
        let_through=gate.let_through(run.verdict, run.schema),
        effort=" ".join(effort.sentences(run.parts)),
    )


def _kept_together(run: StoredRun) -> str:
    """What the splits did not cut apart, and what that costs."""
    kept = kept_together(run.parts, run.group) if run.parts else ""
    winner = run.winner.measured if run.winner else None
    return f"{kept} {mixed(winner.plain_r2, winner.r2) if winner else ''}".strip()


def _ranges(run: StoredRun) -> str:
    """Whether ranges fit the student, and whether models as good as the chosen one are asked beside it."""
    found = run.diagnosis
    if found is None:
        return ""
    width = ranges.width(found.yardsticks, run.row.learned_from, run.target)
    return f"{width} {second_opinion.asked(found.second_opinion, run.target)}".strip()


def _sorted(results: Sequence[StoredResult], sort: str) -> list[StoredResult]:
    """Those without a figure stay in their order at the end."""
    key = _KEYS.get(sort.removeprefix("-"))
    if key is None:
        return list(results)
    measured = [(value, place) for place, result in enumerate(results) if (value := key(result)) is not None]
    measured.sort(key=lambda pair: pair[0], reverse=sort.startswith("-"))
    places = [place for _, place in measured]
    return [results[place] for place in places] + [
        result for place, result in enumerate(results) if place not in places
    ]


def _heading(column: Column, sort: str) -> Heading:
    up, down = column.slug, f"-{column.slug}"
    if sort == up:
        return Heading(column, down, "ascending")
    if sort == down:
        return Heading(column, up, "descending")
    return Heading(column, up if column.better == "low" else down, "none")


def _line(
    result: StoredResult, standing: Standing | None, scales: Mapping[Metric, Scale | None], target: Field
) -> Line:
    return Line(
        result=result,
        standing=standing_words(result, standing),
        is_baseline=standing is None,
        measured=[(_BY_SLUG[metric], _measured(result, metric, scales[metric], target)) for metric in METRICS],
        plain=_plain(result, standing),
    )


def standing_words(result: StoredResult, standing: Standing | None) -> str:
    if standing is None:
        return _("what every model has to beat")
    return ", ".join(filter(None, [pgettext("model", "chosen") if result.is_winner else standing.words, result.effort]))


def _plain(result: StoredResult, standing: Standing | None) -> list[tuple[Column, str, str]]:
    measured = result.measured
    shown = {
        "behind": _behind(standing),
        "held_out": _held_out(result),
        "spread": (number(measured.spread, 3), ""),
        "gap": (number(measured.gap, 3), ""),
        "fit_seconds": (seconds(measured.fit_seconds), ""),
        "predict_seconds": (seconds(measured.predict_seconds), ""),
    }
    return [(_BY_SLUG[slug], value, between) for slug, (value, between) in shown.items()]


def _behind(standing: Standing | None) -> tuple[str, str]:
    if standing is None or standing.behind is None:
        return (pgettext("model", "best") if standing and standing.is_best else NONE), ""
    return difference(standing.behind.mean, sign=True), differences(standing.behind)


def _held_out(result: StoredResult) -> tuple[str, str]:
    scores = result.measured.held_out
    return (number(scores.r2, 3), f"RMSE {number(scores.rmse, 2)}") if scores else (NONE, "")


def _measured(result: StoredResult, metric: Metric, scale: Scale | None, target: Field) -> Measured:
    estimate, mean = result.estimate(metric), result.mean(metric)
    mark = interval_mark(estimate, scale)
    if metric == "r2":
        return Measured(number(mean, 3), ends(estimate, 2), mark)
    return Measured(number(mean, 2), interval(estimate, target), mark)


def gain(run: StoredRun) -> str:
    """What the chosen model is worth, against saying the average for everybody."""
    error = run.winner.mean("mae") if run.winner else None
    without = run.baseline.mean("mae") if run.baseline else None
    if error is None:
        return ""
    worth = _("Its predictions are %(points)s off on average.") % {"points": points(error, run.target)}
    if without is None:
        return worth
    average = _("Saying the average score for everybody would be %(points)s off.")
    return f"{worth} {average % {'points': points(without, run.target)}}"
