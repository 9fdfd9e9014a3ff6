"""The leaderboard of one run: a line per candidate, intervals on shared axes, sorted as asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from mlcore.models import CandidateResult, TrainingRun
from mlcore.pipeline.schema import Field
from mlcore.pipeline.words.names import points
from predictor.charts.interval_marks import IntervalMark, interval_mark, shared_scale
from predictor.charts.scale import Scale
from predictor.runs import stored
from predictor.runs.reads import BASELINE, baseline_of, target_of, winner_of
from predictor.runs.standings import Standing, reason, rule, standings, statement

METRICS = ("mae", "rmse", "r2")


@dataclass(frozen=True)
class Measured:
    shown: str
    interval: str
    mark: IntervalMark | None


@dataclass(frozen=True)
class Line:
    result: CandidateResult
    standing: str
    is_baseline: bool
    measured: list[tuple["Column", Measured]]
    plain: list[tuple["Column", str, str]]

    @property
    def behind(self) -> tuple["Column", str, str]:
        return next(one for one in self.plain if one[0].slug == "behind")


@dataclass(frozen=True)
class Column:
    """`better` says which end of the column is the good one, and so which way it is sorted first."""

    slug: str
    label: str
    better: str
    meaning: str

    def key(self, result: CandidateResult) -> float | None:
        if self.slug in METRICS or self.slug == "behind":
            return stored.mean_of(result, "rmse" if self.slug == "behind" else self.slug)
        if self.slug == "held_out":
            return stored.held_out_of(result, "r2")
        value: float | None = result.figures.get(self.slug)
        return value


@dataclass(frozen=True)
class Heading:
    column: Column
    query: str
    order: str


@dataclass(frozen=True)
class Leaderboard:
    lines: list[Line]
    headings: list[Heading]
    statement: str
    gain: str
    reason: str
    rule: str


COLUMNS = (
    Column("mae", "Typical error", "low", "MAE: how far off a prediction is on average."),
    Column(
        "rmse",
        "RMSE",
        "low",
        "Root mean squared error: like the typical error, but large misses count for more. Models are compared by it.",
    ),
    Column("r2", "R²", "high", "Share of the differences between students that predictions follow: 1 is all, 0 none."),
    Column(
        "behind",
        "Behind",
        "low",
        "RMSE minus that of the most accurate model on the same splits, with its 95 % interval. Where it reaches zero, "
        "chance alone could explain the difference.",
    ),
    Column(
        "held_out",
        "Set aside",
        "high",
        "R² and RMSE on a fifth of the students that was looked at once, only to report: it decided nothing.",
    ),
    Column("spread", "Spread", "low", "How much R² varies from one part of the students to the next."),
    Column("gap", "Gap", "low", "R² on rows it learned from minus R² on unseen ones. A large gap: learned by heart."),
    Column("fit_seconds", "To learn", "low", "Time to learn from four fifths of the training rows."),
    Column("predict_seconds", "To answer", "low", "Time to answer for the remaining fifth."),
)
_BY_SLUG = {column.slug: column for column in COLUMNS}


def leaderboard(run: TrainingRun, sort: str) -> Leaderboard:
    """`sort` is the slug of a column, after a minus sign to turn it round; anything else is the run's own order."""
    results, target = list(run.results.all()), target_of(run)
    compared = [result for result in results if result.candidate != BASELINE]
    scales = {
        name: shared_scale(stored.estimate_of(result, name) for result in compared if not result.error)
        for name in METRICS
    }
    found = standings(compared)
    lines = [_line(result, found.get(result.candidate), scales, target) for result in _sorted(results, sort)]
    headings = [_heading(column, sort) for column in COLUMNS]
    said = statement(compared, found)
    return Leaderboard(lines, headings, said, gain(results, target), reason(run.reason, said), rule())


def _sorted(results: Sequence[CandidateResult], sort: str) -> list[CandidateResult]:
    column = _BY_SLUG.get(sort.removeprefix("-"))
    if column is None:
        return list(results)
    known = [result for result in results if column.key(result) is not None]
    known.sort(key=_value(column), reverse=sort.startswith("-"))
    return known + [result for result in results if result not in known]


def _value(column: Column) -> Callable[[CandidateResult], float]:
    return lambda result: column.key(result) or 0.0


def _heading(column: Column, sort: str) -> Heading:
    up, down = column.slug, f"-{column.slug}"
    if sort == up:
        return Heading(column, down, "ascending")
    if sort == down:
        return Heading(column, up, "descending")
    return Heading(column, up if column.better == "low" else down, "none")


def _line(
    result: CandidateResult, standing: Standing | None, scales: Mapping[str, Scale | None], target: Field
) -> Line:
    measured = [(_BY_SLUG[name], _measured(result, name, scales[name], target)) for name in METRICS]
    words = _words(result, standing)
    return Line(result, words, standing is None, measured, _plain(result, standing, target))


def _words(result: CandidateResult, standing: Standing | None) -> str:
    if standing is None:
        return "what every model has to beat"
    return "chosen" if result.is_winner else standing.words


def _plain(result: CandidateResult, standing: Standing | None, target: Field) -> list[tuple[Column, str, str]]:
    shown = {
        "behind": _behind(standing, target),
        "held_out": _held_out(result),
        "spread": (stored.number(result.figures.get("spread"), 3), ""),
        "gap": (stored.number(result.figures.get("gap"), 3), ""),
        "fit_seconds": (stored.seconds(result.figures.get("fit_seconds")), ""),
        "predict_seconds": (stored.seconds(result.figures.get("predict_seconds")), ""),
    }
    return [(_BY_SLUG[slug], value, interval) for slug, (value, interval) in shown.items()]


def _behind(standing: Standing | None, target: Field) -> tuple[str, str]:
    if standing is None or standing.behind is None:
        return ("best" if standing and standing.is_best else stored.NONE), ""
    low, high = (stored.difference(end) for end in (standing.behind.low, standing.behind.high))
    return f"+{stored.difference(standing.behind.mean)}", f"{low} to {high}"


def _held_out(result: CandidateResult) -> tuple[str, str]:
    r2, rmse = (stored.held_out_of(result, name) for name in ("r2", "rmse"))
    return stored.number(r2, 3), "" if rmse is None else f"RMSE {stored.number(rmse, 2)}"


def _measured(result: CandidateResult, name: str, scale: Scale | None, target: Field) -> Measured:
    found, mean = stored.estimate_of(result, name), stored.mean_of(result, name)
    mark = interval_mark(found, scale)
    if name == "r2":
        interval = f"{stored.number(found['low'], 2)} to {stored.number(found['high'], 2)}" if found else ""
        return Measured(stored.number(mean, 3), interval, mark)
    return Measured(stored.number(mean, 2), stored.span(found, target), mark)


def gain(results: Sequence[CandidateResult], target: Field) -> str:
    """What the chosen model is worth, against saying the average for everybody."""
    winner, baseline = winner_of(results), baseline_of(results)
    error, without = stored.mean_of(winner, "mae"), stored.mean_of(baseline, "mae")
    if error is None:
        return ""
    said = f"Its predictions are {points(error, target)} off on average"
    if without is None:
        return f"{said}."
    return f"{said}. Saying the average score for everybody would be {points(without, target)} off."
