"""A study: one question asked of one dataset, with the rows that answer it and the part that is held out."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

import pandas as pd

from mlcore.pipeline.exceptions import TrainingError
from mlcore.pipeline.fitting.candidates import DEFAULT_SEED
from mlcore.pipeline.fitting.effort import EFFORT, Effort
from mlcore.pipeline.fitting.folds import FEWEST_ROWS, Positions, Rows, check_seed, known_rows, split, usable_rows
from mlcore.pipeline.fitting.supported.offset import Mask, offset, without_support
from mlcore.pipeline.messages import N_
from mlcore.pipeline.results.cautions import Caution
from mlcore.pipeline.rows.arrays import Floats
from mlcore.pipeline.schema import Question, Schema
from mlcore.pipeline.traps.finding import cautions

TEST_SIZE = 0.2
TOO_FEW_WITHOUT = N_(
    "nothing tells results of students who had support apart from others, so they cannot be learned from; without them "
    "%(left)s results stay, and at least %(fewest)s are needed: add rows of students without support"
)
T = TypeVar("T", "pd.DataFrame", "Floats")


@dataclass(frozen=True)
class Split:
    """The rows that decide; a part of them that settings are found on; and the held-out rest, about which models that
    know nothing of it are asked once, to report. It is all that a worker needs to measure a candidate; `whole`
    counts the rows that they were drawn from, where they were."""

    rows: Rows
    train_positions: Positions
    held_out_positions: Positions
    effort: Effort = EFFORT
    whole: int | None = None

    def of_few_inputs(self, count: int) -> "Split":
        """The same rows and parts, with the first inputs alone."""
        fields = self.rows.fields[:count]
        inputs = self.rows.inputs[[field.slug for field in fields]]
        return replace(self, rows=replace(self.rows, fields=fields, inputs=inputs))

    @property
    def learned(self) -> int:
        """How many rows the model that serves learns from."""
        return self.whole or len(self.rows)

    @property
    def cells(self) -> int:
        """Rows times inputs."""
        return len(self.rows) * len(self.rows.fields)

    @cached_property
    def train(self) -> Rows:
        return self.rows.take(self.train_positions)

    @cached_property
    def held_out(self) -> Rows:
        return self.rows.take(self.held_out_positions)


@dataclass(frozen=True, kw_only=True)
class Study:
    """`frame` is the dataset as it was given, for its hash, and `people` numbers its rows, the same for rows of one
    person (None: each row is another's), `supported` marks those with a result of a student who had support (None: none
    is). `rows` are those of it whose target is known, `offset` taken off the marked ones; where it is None, without
    these. Of very many the split has those that candidates are compared on, at positions `compared` (None: all)."""

    schema: Schema
    task: Question
    frame: pd.DataFrame
    rows: Rows
    split: Split
    seed: int
    compared: Positions | None = None
    people: Positions | None = None
    effort: Effort = EFFORT
    supported: Mask | None = None
    offset: float | None = None

    @classmethod
    def of(  # noqa: PLR0913 - what a study is made of
        cls,
        frame: pd.DataFrame,
        schema: Schema,
        task: Question,
        *,
        seed: int = DEFAULT_SEED,
        effort: Effort = EFFORT,
        people: Positions | None = None,
        supported: Mask | None = None,
    ) -> "Study":
        """Hold a fifth of the rows of a checked frame out: `train_test_split(random_state=seed)`, or whole groups where
        the schema names a grouping field. Raises TrainingError where nothing can be learned.
        """
        check_seed(seed)
        rows, off = _learned_from(_Given(frame, schema, task, people), supported, seed)
        some = effort.sampled("compared on a sample", len(rows), seed)
        parts = _parted(rows, some, effort, seed)
        found = cls(schema=schema, task=task, frame=frame, rows=rows, split=parts, seed=seed, effort=effort)
        return replace(found, compared=some, people=people, supported=supported, offset=off)

    @cached_property
    def known_rows(self) -> pd.DataFrame:
        """The rows that can be learned from, in the order of `rows`, with every column."""
        known = known_rows(self.frame, self.task)
        if self._marked is not None and self.offset is None:
            return known[~self._marked].reset_index(drop=True)
        return known if self._marked is None else known.assign(**{self.task.target: self.rows.target})

    @property
    def left_out(self) -> int:
        """Results with support that are not among `rows`, as no offset could be told."""
        return int(self._marked.sum()) if self._marked is not None and self.offset is None else 0

    @property
    def _marked(self) -> Mask | None:
        return supported_rows(self.frame, self.task, self.supported)

    def those_compared(self, values: T) -> T:
        """Of an array or frame with a line for each of `rows`, the lines that candidates are compared on."""
        if self.compared is None:
            return values
        return values.iloc[self.compared] if isinstance(values, pd.DataFrame) else values[self.compared]

    @cached_property
    def cautions(self) -> tuple[Caution, ...]:
        """What in the rows can mislead."""
        return cautions(self.frame, self.schema, self.task)


def _parted(rows: Rows, some: Positions | None, effort: Effort, seed: int) -> Split:
    compared = rows if some is None else rows.take(some)
    return Split(compared, *split(compared, TEST_SIZE, seed), effort, len(rows))


@dataclass(frozen=True)
class _Given:
    frame: pd.DataFrame
    schema: Schema
    task: Question
    people: Positions | None

    @property
    def rows(self) -> Rows:
        return usable_rows(self.frame, self.schema, self.task, self.people)

    def only(self, these: Mask) -> "_Given":
        people = None if self.people is None else self.people[these]
        return replace(self, frame=self.frame[these].reset_index(drop=True), people=people)


def _learned_from(given: _Given, supported: Mask | None, seed: int) -> tuple[Rows, float | None]:
    """Results with support set against those without, and by how much; where that cannot be told, without them."""
    rows, marked = given.rows, supported_rows(given.frame, given.task, supported)
    if supported is None or marked is None:
        return rows, None
    off = offset(rows, marked, seed)
    if off is not None:
        return without_support(rows, marked, off), off
    if (left := int((~marked).sum())) < FEWEST_ROWS:
        raise TrainingError(TOO_FEW_WITHOUT, left=left, fewest=FEWEST_ROWS)
    return given.only(~supported).rows, None


def supported_rows(frame: pd.DataFrame, task: Question, supported: Mask | None) -> Mask | None:
    """Of those whose target is known; None where none of them is marked."""
    marked = None if supported is None else supported[frame[task.target].notna().to_numpy()]
    return marked if marked is not None and marked.any() else None
