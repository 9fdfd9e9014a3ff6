"""The leaderboard of a run as a list to be saved, with more digits than its page shows."""

from collections.abc import Iterator
from itertools import product

from mlcore.models import Task
from mlcore.pipeline.results.scores import Estimate
from mlcore.versions.stored import StoredResult, StoredRun
from predictor.runs.leaderboard import METRICS, standing_words
from predictor.saving.table import Cell, SavedTable, named_after

ENDS = ("low", "high")
HEADER = (
    "model",
    "standing",
    *("_".join(filter(None, pair)) for pair in product((*METRICS, "behind"), ("", *ENDS))),
    "held_out_r2",
    "held_out_rmse",
    "spread",
    "gap",
    "fit_seconds",
    "predict_seconds",
    "error",
)
WIDTHS = {"model": 24, "standing": 28, "error": 40}
DECIMALS = 4


def leaderboard_list(task: Task, run: StoredRun) -> SavedTable:
    """In the order of the run."""
    return SavedTable(
        name=named_after("models", task.slug),
        title="Models compared",
        header=HEADER,
        pieces=[[list(_cells(result, run)) for result in run.results]],
        widths=WIDTHS,
        decimals=DECIMALS,
    )


def _cells(result: StoredResult, run: StoredRun) -> Iterator[Cell]:
    """In the order of HEADER."""
    measured, standing = result.measured, run.standings.get(result.candidate)
    yield result.label
    yield standing_words(result, standing)
    for metric in METRICS:
        yield result.mean(metric)
        yield from _ends(result.estimate(metric))
    behind = standing.behind if standing else None
    yield behind.mean if behind else None
    yield from _ends(behind)
    held_out = measured.held_out
    yield held_out.r2 if held_out else None
    yield held_out.rmse if held_out else None
    yield from (measured.spread, measured.gap, measured.fit_seconds, measured.predict_seconds, result.error)


def _ends(estimate: Estimate | None) -> tuple[Cell, Cell]:
    return (estimate.low, estimate.high) if estimate else (None, None)
