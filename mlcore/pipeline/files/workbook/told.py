"""What a sheet tells beside its values, where it is known as a whole before its rows are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mlcore.pipeline.files.workbook.marks import NONE, Mark
from mlcore.pipeline.files.workbook.merged import Range


@dataclass(kw_only=True)
class Told:
    """Marks by row and column, both from 1; merged ranges from 0; how many rows and columns are hidden."""

    marks: dict[int, dict[int, Mark]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0

    def mark(self, row: int, column: int, mark: Mark | None) -> None:
        if mark:
            self.marks.setdefault(row, {})[column] = mark

    def of(self, row: int) -> Mapping[int, Mark]:
        return self.marks.pop(row, NONE)

    def refuse_leftovers(self) -> None:
        """Each row comes in its order here."""
