"""Stored figures as people read them. A run of an older release may lack some: they are shown as a dash."""

from collections.abc import Mapping
from typing import Any

from mlcore.models import CandidateResult, TrainingRun
from mlcore.pipeline.schema import Field
from mlcore.pipeline.words.names import decimals

Stored = Mapping[str, Any]
NONE = "–"


def number(value: float | None, places: int) -> str:
    """With a real minus sign, and none before zero."""
    if value is None:
        return NONE
    return f"{round(value, places) + 0.0:,.{places}f}".replace("-", "\u2212")


def difference(value: float) -> str:
    """Two decimals, and more where these would hide on which side of zero it is."""
    return number(value, next((places for places in (2, 3, 4) if round(value, places)), 2))


def size(value: float | None, target: Field) -> str:
    """An error or a difference: one decimal more than people give when they name a score."""
    return number(value, decimals(target) + 1)


def signed(value: float | None, target: Field) -> str:
    if value is None:
        return NONE
    shown = size(value, target)
    return shown if value < 0 or not shown.strip("0.") else f"+{shown}"


def span(estimate: Stored | None, target: Field) -> str:
    return f"{size(estimate['low'], target)} to {size(estimate['high'], target)}" if estimate else ""


def seconds(value: float | None) -> str:
    if value is None:
        return NONE
    return f"{value:.1f} s" if value >= 1 else f"{value * 1000:.0f} ms" if value >= 0.01 else f"{value * 1000:.1f} ms"


def percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def setting(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, int | float) else str(value)


def estimate_of(result: CandidateResult | None, name: str) -> Stored | None:
    """Mean, low and high of a metric, or None where they were not stored."""
    found: Stored | None = result.figures.get(name) if result else None
    return found


def mean_of(result: CandidateResult | None, name: str) -> float | None:
    """From the columns of the row where the figures lack it."""
    found = estimate_of(result, name)
    return found["mean"] if found else getattr(result, name, None)


def held_out_of(result: CandidateResult, name: str) -> float | None:
    """A metric on the rows that were set aside, None where a run did not store it."""
    value: float | None = (result.figures.get("held_out") or {}).get(name)
    return value


def diagnosis_of(run: TrainingRun) -> Stored:
    found: Stored = run.details.get("diagnosis", {})
    return found
