"""Whether ranges held and chances came true, for a version's card."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from mlcore.pipeline.distribution.levels import NARROW
from mlcore.pipeline.results.diagnosis import LevelCoverage, PartCoverage
from mlcore.pipeline.results.reliability import ChanceBin, Reliability
from mlcore.pipeline.schema import Field
from mlcore.versions.stored import StoredRun
from mlcore.words.marks.forecast import moves_together
from mlcore.words.numbers import number, percent, percents
from mlcore.words.verdicts import ranges


@dataclass(frozen=True)
class Coverage:
    level: int
    asked: str
    held: str
    interval: str
    rows: int


@dataclass(frozen=True)
class Part:
    """A third of the predictions, and how often each level held there."""

    label: str
    levels: list[Coverage]


@dataclass(frozen=True)
class Bin:
    chance: str
    rows: str
    predicted: str
    came_true: str
    interval: str


@dataclass(frozen=True)
class Chances:
    """Of reaching one score: in words, in figures, and in bins of the chance."""

    reach: str
    said: str
    brier: str
    brier_of_share: str
    calibration_error: str
    by_chance: str
    bins: list[Bin]


@dataclass(frozen=True)
class Held:
    levels: list[Coverage]
    width: str
    together: str
    parts: list[Part]
    chances: list[Chances]

    @property
    def narrow(self) -> Coverage | None:
        """How often the narrower range held, where it was measured."""
        return next((coverage for coverage in self.levels if coverage.level == NARROW), None)


def held(run: StoredRun) -> Held:
    """Empty where a run of an older release measured none of it."""
    found = run.diagnosis
    if not found:
        return Held([], "", "", [], [])
    return Held(
        levels=[_coverage(level) for level in found.coverage],
        width=ranges.width(found.yardsticks, run.row.learned_from, run.target),
        together=moves_together(found.between, run.group),
        parts=[_part(part, run.target) for part in found.coverage_by_part],
        chances=[_chances(one, run.target) for one in found.reliability],
    )


def _coverage(measured: LevelCoverage) -> Coverage:
    return Coverage(
        level=measured.level,
        asked=_("%(count)s of %(of)s") % {"count": measured.level // 10, "of": 10},
        held=percent(measured.share.mean),
        interval=f"{percents(measured.share)} %",
        rows=measured.rows,
    )


def _part(found: PartCoverage, target: Field) -> Part:
    return Part(ranges.part(found, target), [_coverage(level) for level in found.levels])


def _chances(found: Reliability, target: Field) -> Chances:
    return Chances(
        reach=ranges.reach(found, target),
        said=ranges.came_true(found),
        brier=number(found.brier, 3),
        brier_of_share=number(found.brier_of_share, 3),
        calibration_error=number(found.calibration_error, 3),
        by_chance="" if found.by_chance is None else number(found.by_chance, 3),
        bins=list(map(_bin, found.bins)),
    )


def _bin(found: ChanceBin) -> Bin:
    return Bin(
        chance=ranges.chance(found),
        rows=number(found.rows),
        predicted=percent(found.predicted),
        came_true=percent(found.observed.mean),
        interval=f"{percents(found.observed)} %",
    )
