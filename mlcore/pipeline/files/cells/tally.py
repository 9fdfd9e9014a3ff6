"""What a file said beyond its values, counted over the rows that are kept: blanks, words for nothing, codes, styles."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from mlcore.pipeline.exceptions import DataError
from mlcore.pipeline.files.cells.found import CODES, FieldFound
from mlcore.pipeline.files.cells.numbers import Style, Written
from mlcore.pipeline.files.refusals import SAY_DECIMAL
from mlcore.pipeline.files.spreadsheet import Cell
from mlcore.pipeline.schema import Field, Value, plain
from mlcore.pipeline.schema.spelling import spelled

FEWEST = 3
# How far from all other values a code lies, as a part of their span, before it is asked about.
FAR = 0.25
LONGEST_WORD = 40

Told = str | Written


class Tally:
    """Counts for one field, chunk by chunk; memory does not grow with the rows."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self._not_known = 0
        self._met: set[Value] = set()
        self._words: Counter[str] = Counter()
        self._styles: Counter[Style] = Counter()
        self._unclear: dict[Style, str] = {}
        self._codes: Counter[float] = Counter()
        self._low, self._high = np.inf, -np.inf

    def feed(self, cells: Sequence[Cell], values: Sequence[Value], told: Mapping[Cell, Told]) -> None:
        """`cells` and `values` of the rows that are kept, and what is worth telling of some of these cells."""
        self._not_known += values.count(None)
        if self.field.is_number:
            self._look_at(np.array(values, dtype=np.float64))
        elif self.field.is_choice:
            self._met.update(values)
        if told:
            for cell, count in Counter(cell for cell in cells if cell in told).items():
                self._note(told[cell], count)

    def _look_at(self, numbers: np.ndarray) -> None:
        is_code = np.isin(numbers, CODES)
        if is_code.any():
            found, counts = np.unique(numbers[is_code], return_counts=True)
            self._codes.update(dict(zip(found.tolist(), counts.tolist(), strict=True)))
        others = numbers[~is_code & ~np.isnan(numbers)]
        if len(others):
            self._low, self._high = min(self._low, others.min()), max(self._high, others.max())

    def _note(self, told: Told, count: int) -> None:
        if isinstance(told, str):
            self._words[spelled(told)[:LONGEST_WORD]] += count
        elif told.style:
            self._styles[told.style] += count
            if told.other and self._can_be(told.other):
                self._unclear.setdefault(told.style, told.text)

    def _can_be(self, text: str) -> bool:
        low, high = self.field.bounds
        return low <= float(text) <= high

    def refuse_unclear(self, header: str) -> None:
        """Raises DataError where '1,234' may mean a thousand and nothing in the column says which."""
        has_commas = Style.DECIMAL_COMMA in self._styles
        example = self._unclear.get(Style.POINT_OR_THOUSANDS if has_commas else Style.COMMA_OR_THOUSANDS)
        if example is not None:
            shown = example if has_commas else example.replace(".", ",")
            raise DataError(SAY_DECIMAL, column=header, value=shown, one=example, other=example.replace(".", ""))

    def found(self) -> FieldFound:
        return FieldFound(
            field=self.field.slug,
            not_known=self._not_known,
            words=dict(self._words),
            never_met=tuple(choice for choice in self.field.choices if choice not in self._met),
            styles={str(style): count for style, count in self._styles.items()},
            codes={plain(code): count for code, count in self._codes.items() if self._may_mean_nothing(code, count)},
        )

    def _may_mean_nothing(self, code: float, count: int) -> bool:
        """Whether it stands apart from all other values, and often."""
        if count < FEWEST or not self._low < self._high:
            return False
        return max(code - self._high, self._low - code) >= FAR * (self._high - self._low)
