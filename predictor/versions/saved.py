"""Versions of a question, the changes of its live model, and the figures of one card, as lists to be saved."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from mlcore.models import ModelVersion, Promotion
from mlcore.pipeline.results.scores import Estimate
from mlcore.versions.ledger import why_of
from mlcore.versions.stored import Metric
from predictor.access.requests import Request
from predictor.access.rights import Act, needs
from predictor.runs.asked import task_of
from predictor.runs.saved_parts import groups_list
from predictor.saving.listed import Columns, listed
from predictor.saving.shown import shown
from predictor.saving.table import SavedTable, named_after
from predictor.versions.card import RELATED, Card, card_of
from predictor.versions.timeline import VersionLine, promotions_of, version_lines

CHANCES = ("Of reaching", "Chance", "Students", "Mean chance", "Came true", "Its interval")


def _mean(line: VersionLine, metric: Metric) -> float | None:
    return line.run.winner.mean(metric) if line.run.winner else None


def _rmse(line: VersionLine) -> Estimate | None:
    return line.run.winner.estimate("rmse") if line.run.winner else None


VERSIONS: Columns[VersionLine] = {
    "version": lambda line: line.version.number,
    "model": lambda line: line.version.label,
    "live": lambda line: "yes" if line.version.is_live else None,
    "made_at": lambda line: timezone.localtime(line.version.created_at),
    "students": lambda line: line.version.run.learned_from,
    "typical_error": lambda line: _mean(line, "mae"),
    "rmse": lambda line: _mean(line, "rmse"),
    "rmse_low": lambda line: found.low if (found := _rmse(line)) else None,
    "rmse_high": lambda line: found.high if (found := _rmse(line)) else None,
    "r2": lambda line: _mean(line, "r2"),
    "went_live_at": lambda line: timezone.localtime(line.arrival.at) if line.arrival else None,
    "made_live_by": lambda line: line.arrival.who if line.arrival else None,
    "why": lambda line: why_of(line.arrival) if line.arrival else line.held_back,
}
CHANGES: Columns[Promotion] = {
    "at": lambda change: timezone.localtime(change.at),
    "version": lambda change: change.version.number,
    "action": lambda change: change.get_action_display(),
    "in_place_of": lambda change: change.previous.number if change.previous else None,
    "by": lambda change: change.who,
    "why": why_of,
}


@needs(Act.READ_MODELS)
def versions(request: Request, slug: str) -> SavedTable:
    return listed(named_after("versions", slug), "Versions", VERSIONS, version_lines(task_of(slug).versions.all()))


@needs(Act.READ_MODELS)
def changes(request: Request, slug: str) -> SavedTable:
    return listed(named_after("live", slug), "Live model", CHANGES, promotions_of(task_of(slug)))


@needs(Act.READ_MODELS)
def accuracy(request: Request, pk: int) -> SavedTable:
    card = _card(pk)
    headings = ("Figure", "This model", "Its interval", "The average")
    rows = [(line.label, line.chosen, line.interval, line.without) for line in card.accuracy]
    return shown(_called("accuracy", card), "Accuracy", headings, rows)


@needs(Act.READ_MODELS)
def held(request: Request, pk: int) -> SavedTable:
    """Of all students first, then by thirds of what was predicted."""
    card = _card(pk)
    parts = [("All", card.held.levels), *((part.label, part.levels) for part in card.held.parts)]
    rows = [(label, f"{one.level} %", one.held, one.interval) for label, levels in parts for one in levels]
    return shown(_called("ranges", card), "Ranges", ("Students", "Asked for", "Held for", "Its interval"), rows)


@needs(Act.READ_MODELS)
def chances(request: Request, pk: int) -> SavedTable:
    card = _card(pk)
    rows = [
        (one.reach, line.chance, line.rows, line.predicted, line.came_true, line.interval)
        for one in card.held.chances
        for line in one.bins
    ]
    return shown(_called("chances", card), "Chances", CHANCES, rows, words=("Chance",))


@needs(Act.READ_MODELS)
def groups(request: Request, pk: int) -> SavedTable:
    card = _card(pk)
    return groups_list(f"{card.version.task.slug}-{card.version.number}", card.groups)


def _card(pk: int) -> Card:
    return card_of(get_object_or_404(ModelVersion.objects.select_related(*RELATED), pk=pk))


def _called(kind: str, card: Card) -> str:
    return named_after(kind, f"{card.version.task.slug}-{card.version.number}")
