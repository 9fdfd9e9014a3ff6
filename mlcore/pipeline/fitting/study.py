"""A study: one question asked of one dataset, with the rows that answer it and the part that is held out."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from mlcore.pipeline.fitting.candidates import DEFAULT_SEED
from mlcore.pipeline.fitting.folds import Positions, Rows, check_seed, known_rows, split, usable_rows
from mlcore.pipeline.results.cautions import Caution
from mlcore.pipeline.schema import Question, Schema
from mlcore.pipeline.traps.finding import cautions

TEST_SIZE = 0.2


@dataclass(frozen=True)
class Split:
    """All rows, which decide; a part of them that settings are found on; and the held-out rest, about which models that
    know nothing of it are asked once, to report."""

    rows: Rows
    train_positions: Positions
    held_out_positions: Positions

    def of_few_inputs(self, count: int) -> "Split":
        """The same rows and parts, with the first inputs alone."""
        fields = self.rows.fields[:count]
        inputs = self.rows.inputs[[field.slug for field in fields]]
        return replace(self, rows=replace(self.rows, fields=fields, inputs=inputs))

    @cached_property
    def train(self) -> Rows:
        return self.rows.take(self.train_positions)

    @cached_property
    def held_out(self) -> Rows:
        return self.rows.take(self.held_out_positions)


@dataclass(frozen=True, kw_only=True)
class Study:
    """`frame` is the dataset as it was given, for its hash; `rows` are those of it whose target is known."""

    schema: Schema
    task: Question
    frame: pd.DataFrame
    rows: Rows
    split: Split
    seed: int

    @classmethod
    def of(
        cls,
        frame: pd.DataFrame,
        schema: Schema,
        task: Question,
        *,
        seed: int = DEFAULT_SEED,
        test_size: float = TEST_SIZE,
    ) -> "Study":
        """Hold a part of the rows of a checked frame out: `train_test_split(test_size, random_state=seed)`, or whole
        groups where the schema names a grouping field. Raises TrainingError where nothing can be learned.
        """
        check_seed(seed)
        rows = usable_rows(frame, schema, task)
        parts = Split(rows, *split(rows, test_size, seed))
        return cls(schema=schema, task=task, frame=frame, rows=rows, split=parts, seed=seed)

    @cached_property
    def known_rows(self) -> pd.DataFrame:
        """The rows that can be learned from, in the order of `rows`, with every column."""
        return known_rows(self.frame, self.task)

    @cached_property
    def cautions(self) -> tuple[Caution, ...]:
        """What in the rows can mislead."""
        return cautions(self.frame, self.schema, self.task)
