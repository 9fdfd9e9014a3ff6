"""The versions of a task over time: figures, sizes, who made which one live, and any two side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from mlcore.models import ModelVersion, Promotion, Task
from mlcore.pipeline.distribution.levels import LEVELS
from mlcore.versions import ledger, promotions
from mlcore.versions.stored import Metric, StoredResult, StoredRun
from mlcore.words.numbers import NONE, count, interval, number, percent, setting
from mlcore.words.verdicts import gate
from predictor.charts.interval_marks import IntervalMark, interval_mark, shared_scale
from predictor.charts.scale import Scale
from predictor.runs.reads import latest_promotions, with_results

VERSIONS_SHOWN, CHANGES_SHOWN = 50, 50
OTHER_DATA = gettext_noop(
    "They learned from different data, so their figures were not measured on the same students. "
    "A new training compares itself with the live model on the same ones."
)


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    version: ModelVersion
    run: StoredRun
    error: str
    rmse: str
    interval: str
    mark: IntervalMark | None
    r2: str
    arrival: Promotion | None
    held_back: str
    overridden: str


@dataclass(frozen=True)
class OfferedVersion:
    """To be chosen as one or the other of a pair."""

    version: ModelVersion
    is_one: bool
    is_other: bool


@dataclass(frozen=True)
class Fact:
    label: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        return self.one != self.other


@dataclass(frozen=True)
class Comparison:
    """Facts about two versions under the same names; `caution` where their figures cannot be set side by side."""

    one: ModelVersion
    other: ModelVersion
    facts: list[Fact]
    caution: str


@dataclass(frozen=True)
class AskedAt:
    """Which version was live at a time that somebody wrote: what was found, or what is wrong with the time.

    `entry` is the time as a browser's own entry for times takes it.
    """

    zone: str
    entry: str = ""
    found: ledger.LiveAt | None = None
    wrong: str = ""


def version_lines(versions: QuerySet[ModelVersion], most: int | None = None) -> list[VersionLine]:
    """Of one task, newest first, their RMSE on a shared axis; without `most` all of them."""
    shown = list(with_results(versions.order_by("-number"))[:most])
    arrivals = latest_promotions(shown)
    runs = [StoredRun.of(version.run) for version in shown]
    scale = _scale(runs)
    return [_line(version, run, scale, arrivals) for version, run in zip(shown, runs, strict=True)]


def _line(version: ModelVersion, run: StoredRun, scale: Scale | None, arrivals: Mapping[int, Promotion]) -> VersionLine:
    rmse = run.winner.estimate("rmse") if run.winner else None
    return VersionLine(
        version=version,
        run=run,
        error=_mean(run.winner, "mae"),
        rmse=_mean(run.winner, "rmse"),
        interval=interval(rmse, run.target),
        mark=interval_mark(rmse, scale),
        r2=_mean(run.winner, "r2"),
        arrival=arrivals.get(version.pk),
        held_back=gate.refused(run.held_back, run.schema),
        overridden=_overridden(run, arrivals.get(version.pk)),
    )


def _overridden(run: StoredRun, arrival: Promotion | None) -> str:
    """What the gate had said against a version that somebody let serve all the same."""
    is_refused = run.verdict is not None and not run.verdict.passes
    is_promoted = arrival is not None and arrival.action == Promotion.Action.PROMOTED
    return gate.refused(run.verdict, run.schema) if is_refused and is_promoted else ""


def axis_of(lines: Sequence[VersionLine]) -> tuple[str, str] | None:
    """Where the axis of the pictures starts and ends."""
    scale = _scale([line.run for line in lines])
    return (number(scale.low, 1), number(scale.high, 1)) if scale else None


def _scale(runs: Sequence[StoredRun]) -> Scale | None:
    return shared_scale(run.winner.estimate("rmse") for run in runs if run.winner)


def promotions_of(task: Task) -> QuerySet[Promotion]:
    """Every change of what is live, newest first."""
    return task.promotions.select_related("version__task", "version__schema_version", "previous")


def asked_at(task: Task, text: str) -> AskedAt:
    """Nothing is found where nothing was asked, or what was asked is no time."""
    zone = timezone.get_current_timezone_name()
    if not text:
        return AskedAt(zone)
    try:
        at = ledger.moment(text)
    except ledger.NotATime as error:
        return AskedAt(zone, wrong=f"{error}.")
    return AskedAt(zone, f"{timezone.localtime(at):%Y-%m-%dT%H:%M:%S}", ledger.live_at(task, at))


def has_version_before(task: Task) -> bool:
    """Whether a rollback would find a version to bring back."""
    try:
        promotions.version_before(task)
    except promotions.NotPromoted:
        return False
    return True


def offered(lines: Sequence[VersionLine], one: str, other: str) -> list[OfferedVersion]:
    """Versions to set side by side, two of them chosen by their numbers; empty where there is no choice."""
    numbered = [(line.version, str(line.version.number)) for line in lines]
    offers = [OfferedVersion(version, number == one, number == other) for version, number in numbered]
    return offers if len(offers) > 1 else []


def side_by_side(lines: Sequence[VersionLine], one: str, other: str) -> Comparison | None:
    """Two versions by their numbers; None where a number is unknown."""
    by_number = {str(line.version.number): line for line in lines}
    if one not in by_number or other not in by_number:
        return None
    left, right = by_number[one], by_number[other]
    pairs = zip(_facts(left), _facts(right), strict=True)
    facts = [Fact(label, mine, theirs) for (label, mine), (_same, theirs) in pairs]
    is_same_data = left.version.run.dataset_id == right.version.run.dataset_id
    return Comparison(left.version, right.version, facts, "" if is_same_data else _(OTHER_DATA))


def _facts(line: VersionLine) -> list[tuple[str, str]]:
    version, run, dataset = line.version, line.run, line.version.run.dataset
    return [
        (_("Model"), version.label),
        (_("Settings"), _settings(run.winner)),
        (_("Data"), dataset.title),
        (_("Students"), count(version.run.learned_from)),
        (_("Trained"), date_format(timezone.localtime(version.created_at), "DATETIME_FORMAT")),
        (_("Typical error (MAE)"), _with_interval(run, "mae")),
        ("RMSE", _with_interval(run, "rmse")),
        ("R²", _mean(run.winner, "r2")),
        (_("RMSE of saying the average"), _mean(run.baseline, "rmse")),
        *((_("%(level)s %% ranges that held") % {"level": level}, _covered(run, level)) for level in LEVELS),
    ]


def _settings(winner: StoredResult | None) -> str:
    chosen = winner.measured.params if winner else {}
    return ", ".join(f"{name.replace('_', ' ')} {setting(value)}" for name, value in chosen.items())


def _mean(result: StoredResult | None, metric: Metric) -> str:
    return number(result.mean(metric) if result else None, 3 if metric == "r2" else 2)


def _with_interval(run: StoredRun, metric: Metric) -> str:
    mean, between = _mean(run.winner, metric), interval(run.winner.estimate(metric) if run.winner else None, run.target)
    return f"{mean} ({between})" if between else mean


def _covered(run: StoredRun, level: int) -> str:
    measured = run.diagnosis.coverage if run.diagnosis else ()
    return next((percent(coverage.share.mean) for coverage in measured if coverage.level == level), NONE)
