"""Runs and their results as they were stored, by this release or an older one, in the pipeline's own classes."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, TypeVar

from django.utils import translation

from mlcore import models
from mlcore.pipeline.diagnosis.suppression import without_traces
from mlcore.pipeline.fitting.candidates import BASELINE
from mlcore.pipeline.from_json import from_json
from mlcore.pipeline.results.candidates import CandidateResult
from mlcore.pipeline.results.cautions import Caution
from mlcore.pipeline.results.choice import Rehearsal, Selection
from mlcore.pipeline.results.diagnosis import Diagnosis, FieldErrors
from mlcore.pipeline.results.gate.verdict import Verdict
from mlcore.pipeline.results.parts import Parts
from mlcore.pipeline.results.scores import POSSIBLE, Estimate
from mlcore.pipeline.schema import Field, Schema
from mlcore.pipeline.unseen import without
from mlcore.versions import upgrades
from mlcore.versions.standings import Standing, placed, standings, statement
from mlcore.words import choice
from mlcore.words.training import effort

Metric = Literal["r2", "rmse", "mae"]
T = TypeVar("T")
# What JSON of a shape that no release wrote can bring about: a row mended by hand, or of a later release.
UNREADABLE = (AttributeError, KeyError, TypeError, ValueError)
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class StoredResult:
    """One line of a leaderboard; the columns of the row may be all that an older release measured.

    Where the stored figures are not `is_readable`, they are all that is known.
    """

    row: models.CandidateResult
    measured: CandidateResult
    is_readable: bool = True

    @classmethod
    def of(cls, row: models.CandidateResult, details: upgrades.Stored | None = None) -> "StoredResult":
        columns: dict[str, Any] = {
            "candidate": row.candidate,
            "label": row.label,
            "tied": row.is_tied,
            "winner": row.is_winner,
            "error": row.error or None,
        }
        figures = upgrades.figures({**row.figures, **(details or {})})
        measured: CandidateResult | None = read(CandidateResult, {**figures, **columns})
        return cls(row, measured or CandidateResult(**columns), is_readable=measured is not None)

    @property
    def candidate(self) -> str:
        return self.measured.candidate

    @property
    def label(self) -> str:
        """Models have names of their own; saying the mean has none."""
        return translation.gettext(self.measured.label) if self.is_baseline else self.measured.label

    @property
    def error(self) -> str:
        """Why it has no figures: what its library said, or that it did not take part."""
        return self.measured.error or effort.aside(self.measured)

    @property
    def effort(self) -> str:
        """What was done less of it because there are many rows."""
        return effort.beside(self.measured)

    @property
    def is_winner(self) -> bool:
        return self.measured.winner

    @property
    def is_baseline(self) -> bool:
        return self.measured.candidate == BASELINE.slug

    def estimate(self, metric: Metric) -> Estimate | None:
        """None where the interval was not stored; older releases let it leave what is possible."""
        stored = {"r2": self.measured.r2, "rmse": self.measured.rmse, "mae": self.measured.mae}[metric]
        return stored and stored.within(*POSSIBLE[metric])

    def mean(self, metric: Metric) -> float | None:
        estimate = self.estimate(metric)
        return estimate.mean if estimate else {"r2": self.row.r2, "rmse": self.row.rmse, "mae": self.row.mae}[metric]

    def in_full(self) -> "StoredResult":
        """With the details that only its own page shows, at the price of a query."""
        details = models.ResultDetail.objects.filter(result=self.row).values_list("figures", flat=True).first()
        result = StoredResult.of(self.row, details)
        measured, parts = result.measured, _parts(self.row.run)
        groups = _without_traces(measured.held_out_groups, parts.held_out_rows if parts else 0)
        rows = measured.held_out_rows or upgrades.held_out_rows(self.row.figures, self.row.run.details)
        return replace(result, measured=replace(measured, held_out_rows=rows, held_out_groups=groups))


@dataclass(frozen=True)
class StoredRun:
    """A run that ended well, with its results in the order of the leaderboard; lists may leave some results out."""

    row: models.TrainingRun
    results: tuple[StoredResult, ...]

    @classmethod
    def of(cls, row: models.TrainingRun) -> "StoredRun":
        return cls(row, tuple(map(StoredResult.of, row.results.all())))

    @cached_property
    def parts(self) -> Parts | None:
        """None where an older release did not store them."""
        return _parts(self.row)

    @cached_property
    def selection(self) -> Selection | None:
        """None where an older release stored a sentence."""
        return _selection(self.row)

    @cached_property
    def rehearsal(self) -> Rehearsal | None:
        """None where an older release did not rehearse the choice."""
        return read(Rehearsal, self._details.get("rehearsal"))

    @cached_property
    def diagnosis(self) -> Diagnosis | None:
        """None where it was not measured."""
        measured, rows = read(Diagnosis, self._details.get("diagnosis")), self.parts.rows if self.parts else 0
        possible = measured and measured.within(*self.target.bounds)
        found = possible and replace(possible, groups=_without_traces(possible.groups, rows))
        return without(found, self.row.closed)

    @cached_property
    def cautions(self) -> tuple[Caution, ...]:
        """About its rows and its model; none where an older release trained."""
        return without(read(tuple[Caution, ...], self._details.get("cautions")) or (), self.row.closed)

    @cached_property
    def verdict(self) -> Verdict | None:
        """Whether its model went live by itself, and why; None where an older release trained."""
        return without(read(Verdict, self._details.get("verdict")), self.row.closed)

    @property
    def held_back(self) -> Verdict | None:
        """Why its model waits for a person; None where it went live or serves, or where an older release trained."""
        waits = self.verdict and not self.verdict.passes and not self.row.model_version.is_live
        return self.verdict if waits else None

    @property
    def made_with(self) -> dict[str, str]:
        """Versions of libraries by their names."""
        return read(dict[str, str], self._details.get("made_with")) or {}

    @property
    def beats_baseline(self) -> bool:
        return from_json(bool, self._details.get("beats_baseline", True))

    @cached_property
    def _details(self) -> upgrades.Stored:
        return _details(self.row)

    @cached_property
    def schema(self) -> Schema:
        return self.row.shown

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.schema.task(self.row.task.slug).inputs

    @property
    def target(self) -> Field:
        return self.schema.field(self.schema.task(self.row.task.slug).target)

    @property
    def group(self) -> Field | None:
        """The field whose groups are kept together."""
        return self.schema.field(self.schema.group) if self.schema.group else None

    @property
    def winner(self) -> StoredResult | None:
        return next((result for result in self.results if result.is_winner), None)

    @property
    def baseline(self) -> StoredResult | None:
        return next((result for result in self.results if result.is_baseline), None)

    @property
    def compared(self) -> tuple[StoredResult, ...]:
        return tuple(result for result in self.results if not result.is_baseline)

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        return standings([result.measured for result in self.compared])

    @property
    def statement(self) -> str:
        return statement([result.measured for result in self.compared], self.standings)

    @property
    def reason(self) -> str:
        """Why the winner was chosen; for all results of a run, by which the sentence of an older one is repaired."""
        if self.selection:
            return choice.reason(self.selection)
        with translation.override("en"):  # as the older sentence is
            return choice.repaired(self.row.reason, self.statement)

    def placed(self, result: StoredResult) -> str:
        return placed(result.measured, self.standings[result.candidate])


def read(kind: type[T], stored: object) -> T | None:
    """None where nothing was stored, or what nobody can read: it counts as not measured, and the rest stands."""
    try:
        return from_json(kind, stored) if stored else None
    except UNREADABLE as error:
        logger.warning("A stored figure cannot be read: %s", error)
        return None


def _details(row: models.TrainingRun) -> upgrades.Stored:
    try:
        return upgrades.details(row.details)
    except UNREADABLE:
        return {}


def _parts(row: models.TrainingRun) -> Parts | None:
    return read(Parts, _details(row).get("parts"))


def _without_traces(tables: Sequence[FieldErrors], rows: int) -> tuple[FieldErrors, ...]:
    """Releases before this one hid the small groups alone."""
    return tuple(without_traces(errors, rows) for errors in tables)


def _selection(row: models.TrainingRun) -> Selection | None:
    return read(Selection, row.details.get("selection"))


def reason_of(row: models.TrainingRun) -> str:
    """Why the winner was chosen, for lists that do not read every result: an older sentence as it was stored."""
    selection = _selection(row)
    return choice.reason(selection) if selection else row.reason
