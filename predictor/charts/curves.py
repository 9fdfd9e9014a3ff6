"""Lines over a number with a band around them: learning curves and partial dependence."""

from collections.abc import Sequence
from dataclasses import dataclass

from mlcore.pipeline.results.scores import Estimate
from predictor.charts import paths
from predictor.charts.scale import Scale, Tick, round_scale


@dataclass(frozen=True, kw_only=True)
class Curve:
    """A path per line, and a band between two of them."""

    lines: tuple[str, ...]
    band: str
    ticks: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    height_scale: Scale


def curve(
    across: Sequence[float],
    lines: Sequence[Sequence[float]],
    low: Sequence[float],
    high: Sequence[float],
    *,
    upwards: Scale | None = None,
) -> Curve:
    """Every line has a value per place `across`, in rising order; the band reaches from `low` to `high`."""
    values = [value for line in (*lines, low, high) for value in line]
    # Room at the left, where the labels of the upright axis stand.
    x = Scale(across[0] - 0.08 * (across[-1] - across[0]), across[-1])
    y = upwards or round_scale(min(values), max(values), 4)
    edge = [*zip(across, high, strict=True), *reversed(list(zip(across, low, strict=True)))]
    return Curve(
        lines=tuple(paths.line(zip(across, line, strict=True), x, y) for line in lines),
        band=paths.line(edge, x, y) + "Z",
        ticks=x.ticks(5),
        levels=y.levels(),
        height_scale=y,
    )


def common_scale(bands: Sequence[Estimate]) -> Scale:
    """One upright axis for several drawings, so that they can be compared by eye."""
    return round_scale(min(band.low for band in bands), max(band.high for band in bands), 4)
