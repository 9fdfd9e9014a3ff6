"""The leaderboard of a run as a list to be saved, with more digits than its page shows, and the questions."""

from collections.abc import Iterator
from itertools import product

from django.utils import timezone

from mlcore.models import Task
from mlcore.pipeline.results.scores import Estimate
from mlcore.versions.stored import StoredResult, StoredRun
from predictor.access.questions import questions_for
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.runs import reads
from predictor.runs.asked import task_of, trained_run_of
from predictor.runs.leaderboard import METRICS, gain, standing_words
from predictor.saving.listed import Columns, listed
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
QUESTIONS: Columns[reads.TaskLine] = {
    "question": lambda line: line.task.label,
    "model": lambda line: line.version.label if line.version else None,
    "version": lambda line: line.version.number if line.version else None,
    "learned_from": lambda line: line.version.run.learned_from if line.version else None,
    "made_up": lambda line: "yes" if line.version and line.version.run.dataset.is_demo else None,
    "live_since": lambda line: timezone.localtime(line.arrival.at) if line.arrival else None,
    "decided_by": lambda line: line.arrival.who if line.arrival else None,
    "worth": lambda line: gain(line.run) if line.run else None,
}


@needs(Act.READ_MODELS)
def questions(request: Request) -> SavedTable:
    return listed("questions", "Questions", QUESTIONS, reads.task_lines(questions_for(request.user)))


@needs(Act.READ_MODELS)
def comparison(request: Request, slug: str) -> SavedTable:
    """Of the run that the page would show."""
    task = task_of(slug)
    return leaderboard_list(task, trained_run_of(request, task))


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
