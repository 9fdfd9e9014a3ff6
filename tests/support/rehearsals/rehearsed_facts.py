"""What a rehearsal may find, made up."""

from dataclasses import replace

import year_schema

from mlcore.pipeline.rehearsal.facts import AtPoint, Beside, RangesAt, Rehearsed
from mlcore.pipeline.results.diagnosis import LevelCoverage
from mlcore.pipeline.results.reliability import ChanceBin, Reliability
from mlcore.pipeline.results.scores import Estimate

CAME = Estimate(0.8, 0.7, 0.9)


def around(mean: float, half: float = 0.2) -> Estimate:
    return Estimate(mean, mean - half, mean + half)


def beside(kind: str = "last_mark", fields: tuple[str, ...] = ("second",), gap: float = -0.5, **changed) -> Beside:
    figures = {"error": around(2.0), "above": around(0.1), "own": around(2.0 + gap), "difference": around(gap)}
    return replace(Beside(kind=kind, fields=fields, rows=120, stood_in=0, **figures), **changed)


def chance(error: float = 0.03) -> Reliability:
    bins = (ChanceBin(0.5, 0.6, 40, 0.55, CAME), ChanceBin(0.9, 1.0, 80, 0.95, CAME))
    figures = {"reached": 0.8, "brier": 0.1, "brier_of_share": 0.16, "calibration_error": error, "by_chance": 0.06}
    return Reliability(score=10.0, rows=120, bins=bins, **figures)


def at_point(point: str = year_schema.POINTS[2], **changed) -> AtPoint:
    ranges = tuple(RangesAt(width, LevelCoverage(level, 120, CAME)) for level, width in ((80, 5.0), (90, 6.5)))
    figures = {"error": around(1.5), "above": around(0.1), "chances": (chance(),), "beside": (beside(),)}
    found = AtPoint(point=point, new=("second",), rows=120, ranges=ranges, foretold=None, **figures)
    return replace(found, **changed)


def rehearsed(*points: AtPoint, **changed) -> Rehearsed:
    found = Rehearsed(
        target="final",
        candidate="ridge",
        label="Ridge",
        seed=42,
        replayed="year",
        no_years="",
        year="2026",
        earlier=("2024", "2025"),
        rows=120,
        learned=240,
        left_out=0,
        groups=0,
        points=points or (at_point(),),
    )
    return replace(found, **changed)
