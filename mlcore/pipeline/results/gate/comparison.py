"""A new model beside the live one: on which rows, and how both do there, in all and by group."""

from dataclasses import dataclass
from typing import Literal

from mlcore.pipeline.results.gate.groups import GroupLosses
from mlcore.pipeline.results.gate.own_rows import OwnRows
from mlcore.pipeline.results.scores import Estimate

ComparisonKind = Literal["same", "not worse", "worse", "not as close"]


@dataclass(frozen=True, kw_only=True)
class ComparedOn:
    """Which `rows` a new model and the live one were compared on: those that both learned from ('same'), those of
    `both` trainings, each asked about rows that it did not learn from, or the new ones alone, where the live one's are
    not at hand: with the answers that it gives ('served'), or its recipe fitted to them ('new')."""

    kind: Literal["same", "both", "served", "new"]
    rows: int
    live_rows: int
    new_rows: int


@dataclass(frozen=True, kw_only=True)
class LiveComparison:
    """A new model beside the live one on the same folds; `difference` is its RMSE minus that of the live one.

    Older releases did not say `on` which rows: the new ones, with both recipes fitted to them; nor did they look at
    `groups`, which are not looked at either where both models are the same, or at what the `own_rows` of each tell,
    which is known where it was compared on rows of both trainings. The live one was fitted `without` those of its
    inputs that a policy leaves out of the new one.
    """

    kind: ComparisonKind
    folds: int
    rmse: float
    live_rmse: float
    difference: Estimate
    on: ComparedOn | None = None
    groups: GroupLosses | None = None
    own_rows: OwnRows | None = None
    without: tuple[str, ...] = ()

    @property
    def passes(self) -> bool:
        worse = (self.groups and self.groups.worse) or (self.own_rows and self.own_rows.tell_less)
        return self.kind in ("same", "not worse") and not worse
